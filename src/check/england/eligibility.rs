//! ENG-29: eligible needs in fewer outcomes of the criteria than they ask for.

use std::collections::HashSet;

use super::{is_eligible, items, says, will_be_met};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Content, Domain, Need, WellbeingArea};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "ENG-29",
    why: "An adult is eligible when at least two outcomes of the criteria are out of reach, a \
          carer when one is or their health suffers. Fewer than that may be a slip in the record, \
          or help under a power, which should say so.",
    regimes: ENGLAND,
    documents: PLANS,
    fails: Example {
        sound: "england_adult",
        with: "needs: [{id: n1, text: You can’t lift hot pans., domains: [nutrition], eligible: \
               yes, eligibility_extent: You need help every day., la_will_meet: yes, dp_possible: \
               true, outcome_refs: [o1]}]",
        beside: &[],
    },
    passes: Example {
        sound: "england_adult",
        with: "needs: [{id: n1, text: You can’t lift hot pans., domains: [nutrition], eligible: \
               yes, eligibility_extent: You need help every day., la_will_meet: yes, power_s19: \
               true, dp_possible: true, outcome_refs: [o1]}]",
        beside: &[],
    },
    judge: too_few_outcomes,
}];

fn too_few_outcomes(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let is_met = |need: &Need| is_eligible(need) || will_be_met(need);
    if !items(&content.needs).any(|(_, need)| is_met(need)) || by_power(content) {
        return;
    }
    let touched: HashSet<Domain> = items(&content.needs)
        .filter(|(_, need)| is_eligible(need))
        .flat_map(|(_, need)| need.domains.iter().copied())
        .collect();
    if case.record().regime.is_carer() {
        if touched.is_empty() && !health_suffers(content) {
            findings.add(
                "needs",
                "no eligible need touches an outcome of the criteria, and no effect on the \
                 carer's health is recorded",
            );
        }
    } else if touched.len() < 2 && !is_open(content) {
        findings.add("needs", "the eligible needs touch fewer than two outcomes of the criteria");
    }
}

/// Met because the council chose to, not because it must.
fn by_power(content: &Content) -> bool {
    items(&content.needs).any(|(_, need)| need.power_s19 == Some(true))
}

/// An eligible need that names no outcome at all: they can't be counted.
fn is_open(content: &Content) -> bool {
    items(&content.needs).any(|(_, need)| is_eligible(need) && need.domains.is_empty())
}

fn health_suffers(content: &Content) -> bool {
    items(&content.informal_care).any(|(_, care)| says(care.impact.as_ref()))
        || items(&content.needs).any(|(_, need)| says(need.wellbeing_impact.as_ref()))
        || items(&content.outcomes)
            .any(|(_, outcome)| outcome.wellbeing_areas.contains(&WellbeingArea::Health))
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;

    #[test]
    fn outcomes_are_counted_not_rows_of_needs() {
        let need = |id: &str, domain: &str| {
            format!(
                "{{id: {id}, text: You need help., domains: [{domain}], eligible: yes, \
                 eligibility_extent: Every day., la_will_meet: yes, dp_possible: true, \
                 outcome_refs: [o1], met_by_carer_refs: [ic1]}}"
            )
        };
        let judged = |second: &str| {
            let with = format!(
                "{{needs: [{}, {}], direct_payments: [{{id: dp1, need_refs: [n1, n2], amount: \
                 {{pence: 100, per: week}}}}]}}",
                need("n1", "toilet"),
                need("n2", second)
            );
            fields("england_adult", &with)
        };
        assert_eq!(judged("toilet"), ["ENG-29 needs"]);
        assert!(judged("clothing").is_empty());
        // What names no outcome can't be counted.
        assert!(judged("").is_empty());
    }

    #[test]
    fn a_carers_health_is_enough() {
        let need = "needs: [{id: n1, text: You are tired., eligible: yes, eligibility_extent: \
                    Every day., la_will_meet: yes, dp_possible: true, outcome_refs: [o1]}]";
        let without = format!(
            "{{{need}, informal_care: none, outcomes: [{{id: o1, text: I want to \
                               swim., voice: first_person, how_support_helps: A sitter comes.}}]}}"
        );
        assert_eq!(fields("england_carer", &without), ["ENG-29 needs"]);
        let with = without.replace(
            "informal_care: none",
            "informal_care: [{id: ic1, carer_ref: p-rufus, cared_for_ref: p-ottilie, impact: You \
             sleep badly.}]",
        );
        assert!(fields("england_carer", &with).is_empty());
    }
}
