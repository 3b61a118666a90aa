//! What would betray that something was left out, or hangs on an item without having been decided
//! about: references to items that are gone, totals that reveal a hidden line, facts beside the
//! words of an opted-in item.

use std::collections::BTreeSet;

use super::Pack;
use super::judge::{Judge, Step};
use crate::plan::{
    Content, Id, Money, Need, Outcome, Provider, Recorded, Ref, ReviewTrigger, Sensitivity,
    Support, SupportKind, WellbeingArea, strings,
};

/// Clears it all away.
pub(super) fn clear(content: &mut Content, judge: &mut Judge<'_>) {
    let audience = judge.audience;
    if audience.pack == Pack::FileCopy {
        return;
    }
    if audience.pack.is_opt_in() {
        narrow_to_summary(content);
    }
    if audience.pack == Pack::ProviderExtract {
        narrow_to_provider(content, judge);
    }
    if audience.pack == Pack::Summary {
        narrow_to_essentials(content);
    }
    if audience.pack == Pack::DpExtract {
        narrow_to_payments(content, judge);
    }
    if audience.pack == Pack::Finance {
        narrow_to_money(content);
    }
    if audience.has_class(Sensitivity::Finance) {
        no_line_by_subtraction(content, judge);
    } else {
        no_money(content);
    }
    if !audience.has_class(Sensitivity::Health) {
        no_health(content);
    }
    if !audience.has_class(Sensitivity::Safeguarding) {
        no_safeguarding(content);
    }
    no_empty_changes(content);
    if let Recorded::Given(found) = &mut content.safeguarding_conclusion
        && found.conclusion.is_some()
    {
        // Said instead of the conclusion, never beside it.
        found.withhold_text_variant = None;
    }
    no_nil_without_reason(content);
    no_dead_references(content);
}

/// A given list, to be changed.
fn given<T>(list: &mut Recorded<Vec<T>>) -> &mut [T] {
    match list {
        Recorded::Given(items) => items,
        _ => &mut [],
    }
}

/// Keeps some items of a section, and writes down the others.
fn keep<T: HasId>(
    list: &mut Recorded<Vec<T>>,
    section: &str,
    judge: &mut Judge<'_>,
    wanted: impl Fn(&T) -> bool,
) {
    if let Recorded::Given(items) = list {
        items.retain(|item| {
            let keeps = wanted(item);
            if !keeps {
                judge.inside(section, |judge| judge.withhold(Some(item.id()), Step::Scope));
            }
            keeps
        });
        if items.is_empty() {
            *list = Recorded::NotApplicable;
        }
    }
}

/// An item that can be named in the audit.
trait HasId {
    fn id(&self) -> &Id;
}

macro_rules! has_id {
    ($($item:ident),*) => {$(
        impl HasId for $item {
            fn id(&self) -> &Id {
                &self.item.id
            }
        }
    )*};
}
has_id!(Need, Outcome, Support);

/// Who comes and when, whom to ring, media of the person: not opted in with the words of an item.
fn narrow_to_summary(content: &mut Content) {
    for support in given(&mut content.supports) {
        support.who_provides = Recorded::NotApplicable;
        support.responsible_party = None;
        support.amount = None;
        support.start = None;
        support.end = None;
        support.cost = None;
        support.delivery_mechanism = Recorded::NotApplicable;
    }
    for contingency in given(&mut content.contingency) {
        contingency.contacts.clear();
        contingency.agreed_with.clear();
    }
    for risk in given(&mut content.risks) {
        risk.owner = None;
    }
    for outcome in given(&mut content.outcomes) {
        outcome.defined_by = None;
    }
    for advice in given(&mut content.information_advice) {
        advice.phone = None;
        advice.url = None;
    }
    if let Recorded::Given(charges) = &mut content.charges {
        charges.third_party_top_up = None;
    }
    if let Some(about_me) = &mut content.about_me {
        about_me.media_links.clear();
        about_me.supported_to_write_by = None;
    }
}

/// A summary says what is needed, what happens and who does it, and no more of how and why.
fn narrow_to_essentials(content: &mut Content) {
    for need in given(&mut content.needs) {
        need.wellbeing_impact = None;
        need.eligibility_extent = None;
        need.met_by_other = None;
        need.fluctuation_plan = None;
    }
    for outcome in given(&mut content.outcomes) {
        outcome.progress_measure = None;
        outcome.stage_goals.clear();
        outcome.wellbeing_areas.clear();
        outcome.baseline_score = None;
        outcome.importance = None;
        outcome.confidence = None;
    }
    for support in given(&mut content.supports) {
        support.options_considered = None;
        support.flexibility_note = None;
        support.how_in_practice = None;
    }
}

/// A provider learns who helps and with what, not what a carer said of being willing or able; and
/// of what others provide only what and when.
fn narrow_to_provider(content: &mut Content, judge: &mut Judge<'_>) {
    for care in given(&mut content.informal_care) {
        care.willing = None;
        care.able = None;
        care.willing_until = None;
        care.carer_plan_ref = None;
        care.carer_assessment_offered = None;
    }
    let own = |support: &Support| {
        let party = match support.who_provides.given() {
            Some(Provider::Party(party)) => Some(party),
            _ => None,
        };
        judge.audience.recipient.is_some_and(|recipient| {
            party.is_some_and(|party| party.as_str() == recipient.party_id.as_str())
        })
    };
    let mut needs = BTreeSet::new();
    let mut outcomes = BTreeSet::new();
    for support in given(&mut content.supports) {
        if own(support) {
            needs.extend(support.need_refs.iter().cloned());
            outcomes.extend(support.outcome_refs.iter().cloned());
        } else {
            support.options_considered = None;
            support.how_in_practice = None;
            support.flexibility_note = None;
        }
    }
    let linked = |wanted: &BTreeSet<Ref>, id: &str| wanted.iter().any(|one| one.as_str() == id);
    // The needs and outcomes that its own supports serve; all of them where nobody linked any, so
    // that no provider works without knowing what for.
    if !needs.is_empty() {
        keep(&mut content.needs, "needs", judge, |need| linked(&needs, need.item.id.as_str()));
    }
    if !outcomes.is_empty() {
        keep(&mut content.outcomes, "outcomes", judge, |outcome| {
            linked(&outcomes, outcome.item.id.as_str())
        });
    }
    if let Some(assessment) = &mut content.assessment {
        assessment.information_considered = None;
        assessment.copy_enclosed = None;
    }
}

/// The direct payments, the needs that they are for, and the services bought with them.
fn narrow_to_payments(content: &mut Content, judge: &mut Judge<'_>) {
    use crate::plan::Delivery;
    let paid: BTreeSet<String> = given(&mut content.direct_payments)
        .iter()
        .flat_map(|payment| payment.need_refs.iter().map(|need| need.as_str().to_owned()))
        .collect();
    keep(&mut content.needs, "needs", judge, |need| paid.contains(need.item.id.as_str()));
    for need in given(&mut content.needs) {
        need.wellbeing_impact = None;
        need.eligibility_extent = None;
        need.met_by_other = None;
        need.fluctuation_plan = None;
        need.met_by_carer_refs.clear();
    }
    keep(&mut content.supports, "supports", judge, |support| {
        support.kind == SupportKind::DirectPaymentPurchase
            || matches!(
                support.delivery_mechanism.given(),
                Some(Delivery::DirectPayment | Delivery::Isf)
            )
    });
}

/// Services with their hours and dates, so that a bill can be checked; not how care is given.
fn narrow_to_money(content: &mut Content) {
    for support in given(&mut content.supports) {
        for visit in support.amount.iter_mut().flat_map(|amount| &mut amount.timetable) {
            visit.what = None;
        }
        support.how_in_practice = None;
        support.options_considered = None;
        support.flexibility_note = None;
        support.actions_by_others = Recorded::NotApplicable;
    }
}

/// A copy without money has none beside its other words: not that there is a direct payment either.
fn no_money(content: &mut Content) {
    for support in given(&mut content.supports) {
        if support.kind == SupportKind::DirectPaymentPurchase {
            support.kind = SupportKind::Other;
        }
        support.cost = None;
        support.delivery_mechanism = Recorded::NotApplicable;
    }
    for need in given(&mut content.needs) {
        need.dp_possible = None;
    }
    if let Recorded::Given(signed) = &mut content.sign_off {
        signed.approved_budget = None;
    }
}

/// A copy without health has none in facts beside its words.
fn no_health(content: &mut Content) {
    if let Some(assessment) = &mut content.assessment {
        assessment.dols_status = None;
    }
}

/// No hint at abuse or neglect in lists that are ticked.
fn no_safeguarding(content: &mut Content) {
    for outcome in given(&mut content.outcomes) {
        outcome.wellbeing_areas.retain(|area| *area != WellbeingArea::Protection);
    }
    if let Recorded::Given(review) = &mut content.review_plan {
        review.triggers.retain(|trigger| *trigger != ReviewTrigger::Safeguarding);
    }
}

/// A change of which nothing is left must not be counted.
fn no_empty_changes(content: &mut Content) {
    if let Some(review) = &mut content.review_record {
        review.changes.retain(|change| {
            change.before.is_some() || change.after.is_some() || change.why.is_some()
        });
    }
}

/// Where a service or a payment is withheld, what it costs could be found by taking the others from
/// the total: then only the total is shown, or, where direct payments stand beside it, no total.
fn no_line_by_subtraction(content: &mut Content, judge: &Judge<'_>) {
    // A whole section that nobody asked for hides no single line.
    let hides = |section: &str| {
        judge.withheld().iter().any(|left| {
            left.field.strip_prefix(section).is_some_and(|rest| !rest.contains('.'))
                && !matches!(left.step, Step::Scope | Step::NotOptedIn)
        })
    };
    if !["supports[", "direct_payments["].into_iter().any(hides) {
        return;
    }
    for support in given(&mut content.supports) {
        support.cost = None;
    }
    if content.direct_payments.given().is_some_and(|payments| !payments.is_empty()) {
        content.personal_budget = Recorded::NotApplicable;
        if let Recorded::Given(signed) = &mut content.sign_off {
            signed.approved_budget = None;
        }
    }
}

/// ENG-28: nothing to pay is said only with its reason; otherwise it is not worked out yet.
fn no_nil_without_reason(content: &mut Content) {
    let s117 = content.nhs_funding.as_ref().is_some_and(|nhs| nhs.s117.given().is_some());
    if let Recorded::Given(charges) = &mut content.charges
        && charges.contribution.is_some_and(|Money { pence, .. }| pence == 0)
        && charges.nil_reason.is_none()
        && !s117
    {
        charges.contribution = None;
        charges.pending = Some(true);
    }
}

/// References to items that this copy does not have.
fn no_dead_references(content: &mut Content) {
    let mut ids = BTreeSet::new();
    strings(content, "", &mut |piece| {
        if piece.field.ends_with(".id") || piece.field == "id" {
            ids.insert(piece.text.to_owned());
        }
    });
    let known = |reference: &Ref| ids.contains(reference.as_str());
    for need in given(&mut content.needs) {
        need.outcome_refs.retain(known);
        need.met_by_carer_refs.retain(known);
    }
    for support in given(&mut content.supports) {
        support.need_refs.retain(known);
        support.outcome_refs.retain(known);
    }
    for care in given(&mut content.informal_care) {
        care.need_refs.retain(known);
    }
    for payment in given(&mut content.direct_payments) {
        payment.need_refs.retain(known);
    }
}

/// The parties that are named in what is left.
pub(super) fn parties_named(content: &Content) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    strings(content, "", &mut |piece| {
        named.insert(piece.text.to_owned());
    });
    named
}
