//! ENG-09 to ENG-11: direct payments say what they are for and fit into the budget; what must be
//! free stays out of it.

use std::sync::LazyLock;

use regex::Regex;

use super::items;
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Period, Total};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-09",
        why: "Somebody who employs their own help must know which needs the money is for, how much \
              comes and how often. Without that they can't plan a wage, or answer for what they \
              spent.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "direct_payments: [{id: dp1, need_refs: [n1], amount: {pence: 8000}}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "direct_payments: [{id: dp1, need_refs: [n1], amount: {pence: 8000, per: week}}]",
            beside: &[],
        },
        judge: payment_incomplete,
    },
    Check {
        rule: "ENG-10",
        why: "Direct payments come out of the personal budget. If they add up to more than it, one \
              of the two sums is wrong, and the person may be asked to pay money back.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "direct_payments: [{id: dp1, need_refs: [n1], amount: {pence: 44000, per: \
                   4_weeks}}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "direct_payments: [{id: dp1, need_refs: [n1], amount: {pence: 40000, per: \
                   4_weeks}}]",
            beside: &[],
        },
        judge: payments_exceed_budget,
    },
    Check {
        rule: "ENG-11",
        why: "Reablement and intermediate care are free for the first weeks, so their cost must \
              stay out of the personal budget. Counted in it, the person may be charged for what \
              the law gives them.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "supports: [{id: s1, text: Six weeks of reablement at home, kind: home_care, \
                   need_refs: [n1], outcome_refs: [o1], who_provides: {named: Elmcroft Home Care}, \
                   delivery_mechanism: cassr_commissioned, cost: {pence: 10000, per: week}}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "supports: [{id: s1, text: Six weeks of reablement at home, kind: home_care, \
                   need_refs: [n1], outcome_refs: [o1], who_provides: {named: Elmcroft Home Care}, \
                   delivery_mechanism: cassr_commissioned}]",
            beside: &[],
        },
        judge: free_help_in_budget,
    },
];

fn payment_incomplete(case: &Case<'_>, findings: &mut Findings) {
    for (index, payment) in items(&case.content().direct_payments) {
        let number = index + 1;
        let at = format!("direct_payments[{index}]");
        if payment.need_refs.is_empty() {
            findings.add(
                format!("{at}.need_refs"),
                format!("direct payment {number} doesn't say which needs it is for"),
            );
        }
        match payment.amount {
            None => findings.add(
                format!("{at}.amount"),
                format!("direct payment {number} doesn't say how much it is, and how often"),
            ),
            Some(amount) if amount.per == Period::NotSaid => findings.add_with(
                format!("{at}.amount"),
                format!("direct payment {number} doesn't say how often it comes"),
                "add `per`: `once`, `week`, `4_weeks`, `month` or another period",
            ),
            Some(_) => {}
        }
    }
}

/// A single payment may come out of a weekly budget, so the two are not compared.
fn payments_exceed_budget(case: &Case<'_>, findings: &mut Findings) {
    let budget = case.content().personal_budget.given().and_then(|budget| budget.cost_to_la);
    let payments: Total =
        items(&case.content().direct_payments).filter_map(|(_, payment)| payment.amount).sum();
    if budget.is_some_and(|budget| payments.is_more_than(budget.into())) {
        findings
            .add("direct_payments", "the direct payments come to more than the personal budget");
    }
}

static FREE_HELP: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\bre-?ablement\b|\bintermediate care\b").ok());

/// The record has no kind of support for reablement, so its own words decide: a support that names
/// it and has a cost, in a plan that doesn't say that the budget leaves it out.
fn free_help_in_budget(case: &Case<'_>, findings: &mut Findings) {
    let Some(budget) = case.content().personal_budget.given() else {
        return;
    };
    if super::says(budget.excluded_reablement.as_ref()) {
        return;
    }
    let Some(supports) = case.content().supports.given() else {
        return;
    };
    let mut last = None;
    for text in case.texts() {
        let Some(index) = support_of(&text.field) else {
            continue;
        };
        let costs = supports.get(index).and_then(|support| support.cost);
        if last != Some(index)
            && costs.is_some_and(|cost| cost.pence > 0)
            && FREE_HELP.as_ref().is_some_and(|words| words.is_match(&text.text))
        {
            last = Some(index);
            findings.add_with(
                format!("supports[{index}].cost"),
                format!("support {} names free help and has a cost", index + 1),
                "remove the cost, or say in `personal_budget.excluded_reablement` that the budget \
                 leaves it out",
            );
        }
    }
}

/// The number of the support that a field belongs to.
fn support_of(field: &str) -> Option<usize> {
    field.strip_prefix("supports[")?.split_once(']')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    fn fields(with: &str) -> Vec<String> {
        super::super::tests::fields("england_adult", with)
    }

    #[test]
    fn every_part_of_a_payment_is_missed_at_its_place() {
        assert_eq!(
            fields("direct_payments: [{id: dp1}]"),
            ["ENG-09 direct_payments[0].need_refs", "ENG-09 direct_payments[0].amount"]
        );
    }

    #[test]
    fn payments_are_added_up_over_a_year() {
        let both = |weekly: u32| {
            format!(
                "direct_payments: [{{id: dp1, need_refs: [n1], amount: {{pence: {weekly}, per: \
                 week}}}}, {{id: dp2, need_refs: [n1], amount: {{pence: 20000, per: 4_weeks}}}}]"
            )
        };
        assert!(fields(&both(5_000)).is_empty());
        assert!(fields(&both(5_001)).is_empty());
        assert_eq!(fields(&both(5_002)), ["ENG-10 direct_payments"]);
    }

    #[test]
    fn a_payment_made_once_may_be_more_than_a_weeks_budget() {
        let once =
            "direct_payments: [{id: dp1, need_refs: [n1], amount: {pence: 38000, per: once}}]";
        assert!(fields(once).is_empty());
    }

    #[test]
    fn a_budget_that_leaves_free_help_out_says_so() {
        let with = "{supports: [{id: s1, text: Help at home, how_in_practice: The re-ablement \
                    team comes., kind: home_care, need_refs: [n1], outcome_refs: [o1], cost: \
                    {pence: 100, per: week}}], personal_budget: {cost_to_la: {pence: 10000, per: \
                    week}, adult_pays: {pence: 2000, per: week}, la_pays: {pence: 8000, per: \
                    week}EXCLUDED}}";
        assert_eq!(fields(&with.replace("EXCLUDED", "")), ["ENG-11 supports[0].cost"]);
        let said = with.replace("EXCLUDED", ", excluded_reablement: It is free and not counted.");
        assert!(fields(&said).is_empty());
    }
}
