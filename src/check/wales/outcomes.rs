//! WAL-02: the personal outcomes.

use super::outcomes;
use crate::check::{Case, Check, Example, Findings, PLANS, WALES};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-02",
    why: "The plan must say what the person wants to achieve, in words that they would use. Care \
          and support is there for these outcomes, and the review asks how far they were reached.",
    regimes: WALES,
    documents: PLANS,
    fails: Example { sound: "wales_adult", with: "{outcomes: none}", beside: &[] },
    passes: Example {
        sound: "wales_adult",
        with: "{outcomes: [{id: o1, text: I want to cook again., voice: first_person}]}",
        beside: &[],
    },
    judge: personal_outcomes,
}];

fn personal_outcomes(case: &Case<'_>, findings: &mut Findings) {
    let outcomes = outcomes(case.content());
    if outcomes.is_empty() {
        findings.add("outcomes", "the plan records no personal outcome");
    }
    for (number, outcome) in outcomes.iter().enumerate() {
        if outcome.item.text.is_empty() {
            let message = format!("outcome {} has no words", number + 1);
            findings.add(format!("outcomes[{number}].text"), message);
        }
    }
}
