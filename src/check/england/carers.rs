//! ENG-16, ENG-17: care that a carer's break needs belongs to the adult: the carer is not charged
//! for it, and it is costed in the adult's plan alone.

use super::{CARERS, items};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Content, Delivery, ProviderType, Record, Recorded, Regime, Support};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-16",
        why: "When somebody else looks after the adult so that the carer has a break, that is care \
              for the adult. The law doesn't let the council charge the carer for it.",
        regimes: CARERS,
        documents: PLANS,
        fails: Example {
            sound: "england_carer",
            with: "{supports: [{id: s1, text: A sitter while you swim, kind: respite, need_refs: \
                   [n1], outcome_refs: [o1], who_provides: {named: Aspen Sitters}, \
                   how_in_practice: The sitter comes on Fridays., replacement_care: true, \
                   delivery_mechanism: cassr_commissioned}], personal_budget: {cost_to_la: {pence: \
                   4000, per: week}, adult_pays: {pence: 500, per: week}, la_pays: {pence: 3500, \
                   per: week}, is_indicative: false}, charges: {contribution: {pence: 500, per: \
                   week}}, direct_payments: none}",
            beside: &[],
        },
        passes: Example {
            sound: "england_carer",
            with: "{supports: [{id: s1, text: A sitter while you swim, kind: respite, need_refs: \
                   [n1], outcome_refs: [o1], who_provides: {named: Aspen Sitters}, \
                   how_in_practice: The sitter comes on Fridays., replacement_care: true, \
                   delivery_mechanism: cassr_commissioned}], personal_budget: {cost_to_la: {pence: \
                   0, per: week}, adult_pays: {pence: 0, per: week}, la_pays: {pence: 0, per: \
                   week}, is_indicative: false}, charges: {contribution: {pence: 0, per: week}, \
                   nil_reason: We don’t charge carers.}, direct_payments: none}",
            beside: &[],
        },
        judge: carer_charged,
    },
    Check {
        rule: "ENG-17",
        why: "Replacement care stands in both plans, so that the carer can rely on it, and its \
              cost in the adult's alone. Costed in the carer's plan, or in both, it is charged to \
              the wrong person or counted twice.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_carer",
            with: "{linked_plans: [{kind: other, plan_ref: SOUND-EA}], supports: [{id: s1, text: A \
                   sitter while you swim, kind: respite, need_refs: [n1], outcome_refs: [o1], \
                   who_provides: {named: Aspen Sitters}, how_in_practice: The sitter comes on \
                   Fridays., replacement_care: true, delivery_mechanism: cassr_commissioned, cost: \
                   {pence: 4000, per: week}}]}",
            beside: &[ADULT_WITH_SITTER],
        },
        passes: Example {
            sound: "england_carer",
            with: "{linked_plans: [{kind: other, plan_ref: SOUND-EA}], supports: [{id: s1, text: A \
                   sitter while you swim, kind: respite, need_refs: [n1], outcome_refs: [o1], \
                   who_provides: {named: Aspen Sitters}, how_in_practice: The sitter comes on \
                   Fridays., replacement_care: true, delivery_mechanism: cassr_commissioned}]}",
            beside: &[ADULT_WITH_SITTER],
        },
        judge: replacement_care_costed,
    },
];

/// The adult's plan of the examples, where the sitter is costed.
const ADULT_WITH_SITTER: Example = Example {
    sound: "england_adult",
    with: "supports: [{id: s1, text: A sitter while Rufus swims, kind: respite, need_refs: [n1], \
           outcome_refs: [o1], who_provides: {named: Aspen Sitters}, how_in_practice: The sitter \
           comes on Fridays., replacement_care: true, delivery_mechanism: cassr_commissioned, \
           cost: {pence: 4000, per: week}}]",
    beside: &[],
};

fn is_replacement(support: &Support) -> bool {
    support.replacement_care == Some(true)
}

fn has_cost(support: &Support) -> bool {
    support.cost.is_some_and(|cost| cost.pence > 0)
}

/// Something that the carer can be charged for without breaking section 14(3): the council pays,
/// and it is not care for the adult.
fn is_chargeable(support: &Support) -> bool {
    let free = matches!(
        support.delivery_mechanism,
        Recorded::Given(Delivery::SelfFunded | Delivery::NotLaFunded)
    );
    let elsewhere = matches!(support.provider_type, Some(ProviderType::Unpaid | ProviderType::Nhs));
    !is_replacement(support) && !free && !elsewhere
}

/// Whether the plan asks the person for money.
fn charges(content: &Content) -> bool {
    let paid = content.personal_budget.given().and_then(|budget| budget.adult_pays);
    let charged = content.charges.given().and_then(|charges| charges.contribution);
    [paid, charged].into_iter().flatten().any(|sum| sum.pence > 0)
}

/// A charge is taken to be for replacement care where that care is costed here, or where there is
/// nothing else that could be charged for. Else the record doesn't show what the charge is for.
fn carer_charged(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    if !charges(content) {
        return;
    }
    let anything_else = items(&content.supports).any(|(_, support)| is_chargeable(support));
    for (index, support) in items(&content.supports) {
        if is_replacement(support) && (has_cost(support) || !anything_else) {
            findings.add(
                format!("supports[{index}].replacement_care"),
                format!("support {} is care for the adult, and the carer is charged", index + 1),
            );
        }
    }
}

fn replacement_care_costed(case: &Case<'_>, findings: &mut Findings) {
    if case.record().regime == Regime::EnglandCarer {
        costed_for_the_carer(case, findings);
    } else {
        missing_for_the_adult(case, findings);
    }
}

fn costed_for_the_carer(case: &Case<'_>, findings: &mut Findings) {
    let twice = linked(case, Regime::EnglandAdult).any(|adult| replacements(adult).any(has_cost));
    for (index, support) in items(&case.content().supports) {
        if is_replacement(support) && has_cost(support) {
            let number = index + 1;
            findings.add(
                format!("supports[{index}].cost"),
                if twice {
                    format!("support {number} is replacement care, costed in both plans")
                } else {
                    format!("support {number} is replacement care, costed in the carer's plan")
                },
            );
        }
    }
}

/// The carer's linked plan counts on replacement care, and the adult's doesn't have it.
fn missing_for_the_adult(case: &Case<'_>, findings: &mut Findings) {
    let counted_on =
        linked(case, Regime::EnglandCarer).any(|carer| replacements(carer).next().is_some());
    if counted_on && replacements(case.record()).next().is_none() {
        findings.add_with(
            "supports",
            "the carer's linked plan has replacement care, and this plan has none",
            "add the replacement care here, with its cost and `replacement_care: true`",
        );
    }
}

fn replacements(record: &Record) -> impl Iterator<Item = &Support> {
    items(&record.content.supports).map(|(_, support)| support).filter(|one| is_replacement(one))
}

/// Plans of the group that name this one, or that this one names.
fn linked<'a>(case: &'a Case<'_>, regime: Regime) -> impl Iterator<Item = &'a Record> {
    let this = case.record();
    let names = |one: &Record, other: &Record| {
        items(&one.content.linked_plans)
            .any(|(_, link)| link.plan_ref.as_deref() == Some(other.plan_id.as_str()))
    };
    case.others()
        .filter(move |other| other.regime == regime && (names(this, other) || names(other, this)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{fields, fields_in_group};
    use crate::check::Example;

    const CARER: Example = Example {
        sound: "england_carer",
        with: "{linked_plans: [{kind: other, plan_ref: SOUND-EA}], supports: [{id: s1, text: A \
               sitter while you swim, kind: respite, need_refs: [n1], outcome_refs: [o1], \
               who_provides: {named: Aspen Sitters}, replacement_care: true}]}",
        beside: &[],
    };

    #[test]
    fn the_adults_plan_must_have_the_care_that_the_carers_counts_on() {
        let adult = Example { sound: "england_adult", with: "{}", beside: &[CARER] };
        assert_eq!(fields_in_group(adult), ["ENG-17 supports"]);
    }

    #[test]
    fn a_plan_that_is_not_linked_is_not_compared() {
        const STRANGER: Example =
            Example { sound: "england_carer", with: "{linked_plans: none}", beside: &[] };
        let adult = Example { sound: "england_adult", with: "{}", beside: &[STRANGER] };
        assert!(fields_in_group(adult).is_empty());
    }

    #[test]
    fn a_charge_for_something_else_is_let_pass() {
        let both = "{supports: [{id: s1, text: A sitter, kind: respite, need_refs: [n1], \
                    outcome_refs: [o1], who_provides: {named: Aspen Sitters}, replacement_care: \
                    true}, {id: s2, text: A swimming pass, kind: community, need_refs: [n1], \
                    outcome_refs: [o1], who_provides: {named: Town Baths}, delivery_mechanism: \
                    cassr_commissioned}], direct_payments: none, personal_budget: {cost_to_la: \
                    {pence: 1000, per: week}, adult_pays: {pence: 500, per: week}, la_pays: \
                    {pence: 500, per: week}}, charges: {contribution: {pence: 500, per: week}}}";
        assert!(fields("england_carer", both).is_empty());
    }
}
