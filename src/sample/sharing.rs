//! Who may have a copy, and what the person chose for their public summary.

use super::cast::{ADVOCATE, Cast, RELATIVE, SUBJECT, party};
use super::scene::{Scene, later};
use crate::plan::{
    Basis, Consent, ContactChannel, Content, CopyRequest, Envelope, Recorded, Scope, Share,
};

/// The person chose most of what they need and want, and now and then the budget.
pub fn open_to_the_public(scene: &mut Scene, content: &mut Content) {
    let dice = &mut scene.dice;
    let mut open = |envelope: &mut Envelope, often: u32| {
        if dice.chance(often) {
            envelope.share = Some(Share { public_summary: true, ..Share::default() });
        }
    };
    if let Some(important) =
        content.about_me.as_mut().and_then(|about| about.most_important.as_mut())
    {
        open(&mut important.envelope, 100);
    }
    if let Recorded::Given(needs) = &mut content.needs {
        for need in needs {
            open(&mut need.item.envelope, 70);
        }
    }
    if let Recorded::Given(outcomes) = &mut content.outcomes {
        for outcome in outcomes {
            open(&mut outcome.item.envelope, 80);
        }
    }
    if let Recorded::Given(supports) = &mut content.supports {
        for support in supports {
            open(&mut support.item.envelope, 70);
        }
    }
    if let Recorded::Given(budget) = &mut content.personal_budget {
        open(&mut budget.envelope, 50);
    }
}

/// Who else is to have a copy, as the person asked.
pub fn copy_requests(scene: &mut Scene, cast: &Cast) -> Vec<CopyRequest> {
    let mut requests = Vec::new();
    let mut ask = |id: &str, scope: Scope, days_before: i64| {
        requests.push(CopyRequest {
            party: party(id),
            basis: Some(Basis::SubjectRequest),
            scope: Some(scope),
            channel: Some(ContactChannel::Post),
            also_print: None,
            asked_by: Some(party(SUBJECT)),
            asked_on: Some(later(scene.plan_date, -days_before)),
            evidence: Some("Note of the planning meeting".into()),
            withdrawn_on: None,
            ends_on: None,
            hide_from_list: None,
        });
    };
    if cast.has_carer && scene.dice.chance(45) {
        ask(RELATIVE, if scene.dice.chance(70) { Scope::Full } else { Scope::Summary }, 3);
    }
    if cast.has_advocate {
        ask(ADVOCATE, Scope::Full, 5);
    }
    requests
}

/// A carer whose views stand in the plan agreed to that.
pub fn consents(scene: &Scene, content: &Content) -> Vec<Consent> {
    let views = content
        .informal_care
        .given()
        .is_some_and(|care| care.iter().any(|one| one.carer_views.is_some()));
    if !views {
        return Vec::new();
    }
    vec![Consent {
        giver: party(RELATIVE),
        about: Some(party(RELATIVE)),
        purpose: None,
        recipient: Some(party(SUBJECT)),
        given_on: Some(later(scene.plan_date, -10)),
        expires_on: None,
        withdrawn_on: None,
        capacity_ok: Some(true),
    }]
}
