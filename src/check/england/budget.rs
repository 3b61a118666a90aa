//! ENG-06, ENG-07: the personal budget is there, and its parts come to the whole.

use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Money, PersonalBudget, Total};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-06",
        why: "The person has a right to know what the council counts as the cost of meeting their \
              needs. An estimate is for planning; the plan that is signed off has the final sum.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: {pence: \
                   2000, per: week}, la_pays: {pence: 8000, per: week}, is_indicative: true}",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: {pence: \
                   2000, per: week}, la_pays: {pence: 8000, per: week}, is_indicative: false}",
            beside: &[],
        },
        judge: no_final_budget,
    },
    Check {
        rule: "ENG-07",
        why: "What the person pays and what the council pays must come to the cost. Where they \
              don't, somebody pays too much, or a service is not paid for. Sums for different \
              periods are compared in a year of 52 weeks, to a penny a week.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: {pence: \
                   2000, per: week}, la_pays: {pence: 32000, per: month}, is_indicative: false}",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: {pence: \
                   2000, per: week}, la_pays: {pence: 32000, per: 4_weeks}, is_indicative: false}",
            beside: &[],
        },
        judge: does_not_add_up,
    },
];

/// Section 26 asks for a sum of every plan: that there is none is no answer.
fn no_final_budget(case: &Case<'_>, findings: &mut Findings) {
    let Some(budget) = case.content().personal_budget.given() else {
        findings.add("personal_budget", "the plan has no personal budget");
        return;
    };
    if budget.cost_to_la.is_none() {
        findings.add_with(
            "personal_budget.cost_to_la",
            "the personal budget doesn't say what it costs to meet the needs",
            "add `cost_to_la`",
        );
    }
    if budget.is_indicative == Some(true) {
        findings.add("personal_budget.is_indicative", "the personal budget is only an estimate");
    }
}

/// Judged where all parts are known: a charge that is not worked out yet, or is told in a letter of
/// its own, leaves a part open, and that is an answer.
fn does_not_add_up(case: &Case<'_>, findings: &mut Findings) {
    let Some(budget) = case.content().personal_budget.given() else {
        return;
    };
    if below_nothing(budget, findings) {
        return;
    }
    let (Some(cost), Some(adult)) = (budget.cost_to_la, budget.adult_pays) else {
        return;
    };
    let whole = Total::from(cost);
    if let Some(council) = budget.la_pays {
        let parts: Total = [adult, council].into_iter().sum();
        if parts.is_incomparable_with(whole) {
            findings.add_with(
                "personal_budget.cost_to_la",
                "the personal budget gives one sum once and another by the period, so they can't \
                 be compared",
                "give the cost and its parts for the same period, or keep what is paid once out of \
                 the parts",
            );
        } else if !parts.comes_to(whole) {
            findings.add(
                "personal_budget.cost_to_la",
                "what the adult and the council pay doesn't come to the cost",
            );
        }
    } else if Total::from(adult).is_more_than(whole) {
        findings.add(
            "personal_budget.adult_pays",
            "the adult pays more than it costs to meet the needs",
        );
    }
    differs_from_the_charge(case, adult, findings);
}

fn below_nothing(budget: &PersonalBudget, findings: &mut Findings) -> bool {
    let parts = [
        ("cost_to_la", budget.cost_to_la),
        ("adult_pays", budget.adult_pays),
        ("la_pays", budget.la_pays),
    ];
    let mut found = false;
    for (key, _) in parts.into_iter().filter(|(_, part)| part.is_some_and(|sum| sum.pence < 0)) {
        found = true;
        findings.add_with(
            format!("personal_budget.{key}"),
            format!("`{key}` is less than nothing"),
            "write what is paid as a positive amount",
        );
    }
    found
}

/// The budget and the charges both say what the person pays, and the person reads both.
fn differs_from_the_charge(case: &Case<'_>, adult: Money, findings: &mut Findings) {
    let charge = case.content().charges.given().and_then(|charges| charges.contribution);
    if charge.is_some_and(|charge| !Total::from(charge).comes_to(adult.into())) {
        findings.add_with(
            "charges.contribution",
            "the charge is not what the personal budget says that the adult pays",
            "make `charges.contribution` and `personal_budget.adult_pays` the same money",
        );
    }
}

#[cfg(test)]
mod tests {
    fn fields(with: &str) -> Vec<String> {
        super::super::tests::fields("england_adult", with)
    }

    fn budget(cost: &str, adult: &str, council: &str) -> Vec<String> {
        fields(&format!(
            "{{personal_budget: {{cost_to_la: {cost}, adult_pays: {adult}, la_pays: {council}, \
             is_indicative: false}}, charges: {{told_separately: true}}}}"
        ))
    }

    #[test]
    fn a_penny_a_week_is_let_pass() {
        let adult = "{pence: 2000, per: week}";
        let cost = "{pence: 10000, per: week}";
        for fits in
            ["{pence: 8000, per: week}", "{pence: 8001, per: week}", "{pence: 416000, per: year}"]
        {
            assert!(budget(cost, adult, fits).is_empty(), "{fits}");
        }
        for differs in
            ["{pence: 7998, per: week}", "{pence: 8002, per: week}", "{pence: 417143, per: year}"]
        {
            assert_eq!(
                budget(cost, adult, differs),
                ["ENG-07 personal_budget.cost_to_la"],
                "{differs}"
            );
        }
    }

    #[test]
    fn what_is_open_is_not_judged() {
        let pending = "{personal_budget: {cost_to_la: {pence: 10000, per: week}, is_indicative: \
                       false}, charges: {pending: true}}";
        assert!(fields(pending).is_empty());
    }

    #[test]
    fn nobody_pays_more_than_the_cost() {
        let more = "{personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: {pence: \
                    10002, per: week}}, charges: {told_separately: true}}";
        assert_eq!(fields(more), ["ENG-07 personal_budget.adult_pays"]);
    }

    #[test]
    fn once_and_weekly_are_not_added_up_but_nothing_is_nothing() {
        let cost = "{pence: 38000, per: once}";
        assert!(budget(cost, "{pence: 0, per: week}", cost).is_empty());
        assert_eq!(
            budget("{pence: 10000, per: week}", "{pence: 0, per: once}", cost),
            ["ENG-07 personal_budget.cost_to_la"]
        );
    }

    #[test]
    fn a_negative_part_is_said_once() {
        let adult = "{pence: -100, per: week}";
        assert_eq!(
            budget("{pence: 10000, per: week}", adult, "{pence: 10100, per: week}"),
            ["ENG-07 personal_budget.adult_pays"]
        );
    }

    #[test]
    fn the_charge_and_the_budget_say_the_same() {
        let differs = "charges: {contribution: {pence: 2100, per: week}}";
        assert_eq!(fields(differs), ["ENG-07 charges.contribution"]);
        assert!(fields("charges: {contribution: {pence: 8000, per: 4_weeks}}").is_empty());
    }
}
