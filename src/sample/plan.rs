//! Puts a record together: its head, its people, and the sections that every plan must have.

use super::about::about_me;
use super::bank::BANK;
use super::care::Care;
use super::cast::{ADVOCATE, Cast, OFFICER, RELATIVE, SUBJECT, WORKER, localised, party};
use super::money::{Reckoning, Sums};
use super::other_documents;
use super::safety::{add_common_risk, advice, contingency, disagreements, safeguarding};
use super::scene::{Scene, later};
use super::sharing::{consents, copy_requests, open_to_the_public};
use crate::plan::{
    Advocacy, Agreement, Assessment, AssessmentKind, Capacity, CapacityOutcome, CarerWishes,
    Content, Coordinator, Council, Document, Envelope, Help, InformalCare, Involved, Involvement,
    Item, LinkedPlan, PreparedBy, PreparedMode, Record, Recorded, Responsible, ReviewMethod,
    ReviewPlan, ReviewTrigger, Scale, Sensitivity, SignOff, Status, SupportSource, Urgency, Voice,
    YesNoPartly,
};

/// Record `number` of a seed.
pub fn record(seed: u64, number: u32) -> Record {
    let mut scene = Scene::of(seed, number);
    let mut cast = Cast::gather(&mut scene);
    let content = match scene.document {
        Document::DecisionLetter => other_documents::decision_letter(&mut scene),
        Document::Closure => other_documents::closure(&mut scene, &mut cast),
        _ => plan(&mut scene, &mut cast),
    };
    head(scene, cast, content)
}

fn head(mut scene: Scene, cast: Cast, content: Content) -> Record {
    let reviewed = matches!(scene.document, Document::Review | Document::Confirmation);
    let copy_requests = copy_requests(&mut scene, &cast);
    let consents = consents(&scene, &content);
    let council = council(&scene);
    Record {
        schema_version: 1,
        plan_id: scene.plan_id,
        document: scene.document,
        regime: scene.regime,
        status: Status::SignedOff,
        version: if reviewed { 2 } else { 1 },
        supersedes_plan_id: None,
        source_system: Some("sample".into()),
        source_record_id: Some(format!("{}", scene.number)),
        extracted_at: None,
        display_title: None,
        plan_date: Some(scene.plan_date),
        start_date: Some(later(scene.plan_date, 7)),
        end_date: None,
        scale: Some(scene.scale),
        urgency: Some(if scene.dice.chance(90) { Urgency::Routine } else { Urgency::Urgent }),
        delay_reason: None,
        owner_organisation: None,
        council: Some(council),
        languages: scene.words.languages,
        parties: cast.parties,
        copy_requests,
        copy_declined: Vec::new(),
        consents,
        recipients: Vec::new(),
        copies_given: Vec::new(),
        enclosures: Vec::new(),
        content,
    }
}

fn council(scene: &Scene) -> Council {
    let people = &BANK.people;
    let council =
        if scene.regime.is_england() { &people.english_council } else { &people.welsh_council };
    Council {
        name: localised(scene, Some(&council.name)).unwrap_or_default(),
        team: localised(scene, council.team.as_ref()),
        ..council.clone()
    }
}

/// The content of a plan, of a review of one, and of a confirmation.
fn plan(scene: &mut Scene, cast: &mut Cast) -> Content {
    let reckoning = Reckoning::of(scene);
    let mut care = Care::of(scene, cast, reckoning);
    let sums = Sums::of(scene, reckoning, &care.supports);
    let informal_care = informal_care(scene, cast, &mut care);
    let mut risks = std::mem::take(&mut care.risks);
    add_common_risk(scene, &mut risks);
    let mut content = Content {
        about_me: Some(about_me(scene)),
        assessment: Some(assessment(scene)),
        carer_wishes: scene.regime.is_carer().then(|| carer_wishes(scene)),
        informal_care,
        personal_budget: sums.budget,
        direct_payments: sums.payments,
        dp_discussion: Some(sums.discussion),
        charges: sums.charges,
        information_advice: Recorded::Given(advice(scene)),
        risks: if risks.is_empty() { Recorded::None } else { Recorded::Given(risks) },
        contingency: Recorded::Given(contingency(scene, cast)),
        disagreements: disagreements(scene),
        safeguarding_conclusion: safeguarding(scene),
        linked_plans: linked_plans(scene),
        review_record: other_documents::review_record(scene, cast),
        needs: Recorded::Given(care.needs),
        outcomes: Recorded::Given(care.outcomes),
        supports: Recorded::Given(care.supports),
        ..around(scene, cast)
    };
    if scene.public {
        open_to_the_public(scene, &mut content);
    }
    content
}

/// What every document has: who took part, who signed, where to get help.
pub fn around(scene: &mut Scene, cast: &Cast) -> Content {
    let wales = !scene.regime.is_england();
    let bank = &BANK.plan;
    let mut words = scene.words.clone();
    let provider = cast.care_provider();
    words.set("provider", provider.unwrap_or_default(), provider.unwrap_or_default());
    let duties = if provider.is_some() { &bank.duties[..] } else { &bank.duties[..1] };
    Content {
        roles_and_responsibilities: if wales {
            items(&words, "duty", duties.iter())
        } else {
            Vec::new()
        },
        resources: if wales {
            items(&scene.words, "resource", bank.resources.iter())
        } else {
            Vec::new()
        },
        involvement: Recorded::Given(involvement(scene, cast)),
        prepared_by: Some(PreparedBy {
            mode: PreparedMode::CouncilWithPerson,
            party_refs: vec![party(WORKER), party(SUBJECT)],
        }),
        advocacy: Some(Advocacy {
            substantial_difficulty: Some(cast.has_advocate),
            needed: Some(cast.has_advocate),
            advocate_ref: cast.has_advocate.then(|| party(ADVOCATE)),
            ..Advocacy::default()
        }),
        agreement: Recorded::Given(Agreement {
            subject_agrees: Some(
                scene.dice.weighted(&[(94, YesNoPartly::Yes), (6, YesNoPartly::Partly)]),
            ),
            subject_happy: Some(true),
            signed_on: Some(later(scene.plan_date, -3)),
            steps_taken_to_agree: Some(scene.words.note(&bank.steps_to_agree)),
            ..Agreement::default()
        }),
        sign_off: Recorded::Given(sign_off(scene)),
        named_coordinator: Some(Coordinator {
            prepares: Some(party(WORKER)),
            completes: Some(party(WORKER)),
            reviews: Some(party(WORKER)),
            delivers: Some(party(WORKER)),
            revises: Some(party(WORKER)),
        }),
        responsible: Recorded::Given(Responsible {
            implementing: Recorded::Given(party(WORKER)),
            monitoring: Recorded::Given(party(WORKER)),
            reviewing: Recorded::Given(party(WORKER)),
        }),
        monitoring_arrangements: Recorded::Given(
            scene.words.note(scene.dice.pick(&bank.monitoring)),
        ),
        other_plans_checked: Some(true),
        review_plan: Recorded::Given(review_plan(scene)),
        help: Recorded::Given(help(scene)),
        ..Content::default()
    }
}

/// The council's signature.
pub fn sign_off(scene: &Scene) -> SignOff {
    SignOff {
        officer_ref: Some(party(OFFICER)),
        signed_on: Some(scene.plan_date),
        ..SignOff::default()
    }
}

/// The assessment some weeks before.
pub fn assessment(scene: &mut Scene) -> Assessment {
    let (words, bank) = (&scene.words, &BANK.plan);
    let kind = match (scene.regime.is_carer(), scene.dice.chance(10)) {
        (true, _) => AssessmentKind::Carer,
        (false, true) => AssessmentKind::SupportedSelf,
        (false, false) => AssessmentKind::Needs,
    };
    let assessed_on = later(scene.plan_date, -scene.dice.between(20, 60));
    let doubt = !scene.regime.is_carer() && scene.scale == Scale::Complex && scene.dice.chance(20);
    let capacity = doubt.then(|| Capacity {
        decision: words.note(&bank.capacity["decision"]),
        assessed_on: Some(assessed_on),
        assessor: Some(party(WORKER)),
        outcome: scene.dice.weighted(&[
            (50, CapacityOutcome::HasCapacity),
            (30, CapacityOutcome::Fluctuates),
            (20, CapacityOutcome::LacksCapacity),
        ]),
        support_given: Some(words.note(&bank.capacity["support"])),
        envelope: Envelope::default(),
    });
    Assessment {
        completed_on: Some(assessed_on),
        assessor: Some(party(WORKER)),
        kind: Some(kind),
        information_considered: Some(words.note(scene.dice.pick(&bank.information_considered))),
        copy_enclosed: Some(false),
        capacity: capacity.into_iter().collect(),
        ..Assessment::default()
    }
}

fn carer_wishes(scene: &mut Scene) -> CarerWishes {
    let age = scene.subject.age();
    let mut wish = |phrases: &'static [super::bank::Phrase], often: u32| {
        let fitting: Vec<_> = phrases.iter().filter(|phrase| phrase.fits(age)).collect();
        if scene.dice.chance(often) {
            Recorded::Given(scene.words.said(&[*scene.dice.pick(&fitting)]))
        } else {
            Recorded::None
        }
    };
    let bank = &BANK.plan;
    CarerWishes {
        caring: wish(&bank.wish_caring, 100),
        work: wish(&bank.wish_work, 80),
        education_training: wish(&bank.wish_education, 50),
        recreation: wish(&bank.wish_recreation, 85),
    }
}

fn informal_care(scene: &mut Scene, cast: &Cast, care: &mut Care) -> Recorded<Vec<InformalCare>> {
    if let Some(cared_for) = cast.cared_for {
        let (dice, words, bank) = (&mut scene.dice, &scene.words, &BANK.plan);
        let mut impact = words.note(dice.pick(&bank.caring_impact));
        if dice.chance(12) {
            impact.envelope.about = vec![party(cared_for)];
            impact.envelope.sensitivity = Sensitivity::Confidential;
            impact.envelope.source_party = Some(party(SUBJECT));
        }
        return Recorded::Given(vec![InformalCare {
            id: crate::plan::Id("ic1".into()),
            carer_ref: party(SUBJECT),
            support_given: None,
            need_refs: Vec::new(),
            willing: Some(crate::plan::Willing::Yes),
            able: Some(crate::plan::Willing::Partly),
            willing_until: Some(words.note(dice.pick(&bank.willing_until))),
            carer_views: None,
            carer_needs: None,
            carer_wishes_extent: None,
            carer_support: Vec::new(),
            carer_plan_ref: None,
            carer_assessment_offered: None,
            caring_role: Some(words.note(dice.pick(&bank.caring_role))),
            impact: Some(impact),
            hours_per_week: Some(u32::try_from(dice.between(20, 90)).unwrap_or(20)),
            cared_for_ref: Some(party(cared_for)),
            envelope: Envelope::default(),
        }]);
    }
    if cast.has_carer {
        return Recorded::Given(vec![care.informal_care(scene, RELATIVE)]);
    }
    Recorded::None
}

fn linked_plans(scene: &Scene) -> Recorded<Vec<LinkedPlan>> {
    let Some(partner) = &scene.partner else { return Recorded::None };
    Recorded::Given(vec![LinkedPlan {
        kind: partner.kind,
        plan_ref: Some(partner.plan_id.clone()),
        owner_org: None,
        subject_ref: Some(party(RELATIVE)),
        combined: Some(partner.combined),
        consent_refs: if partner.combined {
            vec![party(SUBJECT), party(RELATIVE)]
        } else {
            Vec::new()
        },
        envelope: Envelope::default(),
    }])
}

fn involvement(scene: &mut Scene, cast: &Cast) -> Involvement {
    let (words, bank) = (&scene.words, &BANK.plan.involved_how);
    let with =
        |id: &str, how: &str| Involved { party_ref: party(id), how: Some(words.note(&bank[how])) };
    let mut involved = vec![with(SUBJECT, "subject"), with(WORKER, "worker")];
    if cast.has_carer {
        involved.insert(1, with(RELATIVE, "relative"));
    }
    if cast.has_advocate {
        involved.push(with(ADVOCATE, "advocate"));
    }
    Involvement {
        involved,
        subject_level: Some(words.note(scene.dice.pick(&BANK.plan.subject_level))),
        time_to_consider: Some(true),
        help_to_decide: None,
        subject_led: Some(scene.dice.chance(60)),
    }
}

/// A first look after six to eight weeks in England, after six months in Wales; after a review, within
/// the year.
fn review_plan(scene: &mut Scene) -> ReviewPlan {
    let dice = &mut scene.dice;
    let days = match (scene.decision.is_some(), scene.regime.is_england()) {
        (true, _) => dice.between(330, 360),
        (false, true) => dice.between(42, 56),
        (false, false) => dice.between(150, 182),
    };
    ReviewPlan {
        next_review_on: Some(later(scene.plan_date, days)),
        interval_months: Some(12),
        method: Some(dice.weighted(&[
            (60, ReviewMethod::FaceToFace),
            (30, ReviewMethod::RemotePhone),
            (10, ReviewMethod::RemoteOnline),
        ])),
        agreed_with_person: Some(true),
        who: vec![party(WORKER)],
        triggers: dice.some(
            vec![
                ReviewTrigger::CircumstancesChanged,
                ReviewTrigger::Hospital,
                ReviewTrigger::CarerChange,
                ReviewTrigger::ProviderChange,
                ReviewTrigger::Request,
            ],
            3,
        ),
    }
}

/// Complaints, support, opening hours.
pub fn help(scene: &Scene) -> Help {
    let (words, bank, people) = (&scene.words, &BANK.plan.help, &BANK.people);
    let (ombudsman, council) = if scene.regime.is_england() {
        (&bank.ombudsman_england, &people.english_council)
    } else {
        (&bank.ombudsman_wales, &people.welsh_council)
    };
    Help {
        complaint_process: Some(words.note(&bank.complaint_process)),
        complaint_contact: Some(words.note(&bank.complaint_contact)),
        support_sources: bank
            .sources
            .iter()
            .map(|source| SupportSource {
                name: words.note(&source.name),
                what: Some(words.note(&source.what)),
                phone: Some(source.phone.clone()),
                url: None,
            })
            .collect(),
        ombudsman: Some(words.note(ombudsman)),
        review_request_right: Some(words.note(&bank.review_request_right)),
        helpline: council.phone.clone(),
        opening_hours: Some(words.note(&bank.opening_hours)),
        interpreter_offer: Some(words.note(&bank.interpreter_offer)),
    }
}

fn items<'a>(
    words: &super::words::Words,
    id: &str,
    phrases: impl Iterator<Item = &'a super::bank::Phrase>,
) -> Vec<Item> {
    phrases
        .enumerate()
        .map(|(place, phrase)| words.item(format!("{id}{}", place + 1), phrase, Voice::Council))
        .collect()
}
