//! ENG-01 to ENG-03: the needs that the assessment found, whether each is eligible, whether and how
//! the council meets it.

use super::{is_eligible, items, says, will_be_met};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Content, Need, Ref, Support};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-01",
        why: "The plan must say which needs the assessment found. Without them nobody can tell \
              later what the support was for, or whether it was enough.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "{needs: null, supports: none, informal_care: none}",
            beside: &[],
        },
        passes: Example { sound: "england_adult", with: "{}", beside: &[] },
        judge: no_need,
    },
    Check {
        rule: "ENG-02",
        why: "Only a need that is eligible gives a right to support. The person can't question \
              that decision if the plan doesn't say what it was, need by need, and how far an \
              eligible need goes.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "needs: [{id: n1, text: You can’t lift hot pans or get into the bath., \
                   domains: [nutrition, personal_hygiene], eligible: yes, la_will_meet: yes, \
                   dp_possible: true, outcome_refs: [o1]}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "needs: [{id: n1, text: You can’t lift hot pans or get into the bath., \
                   domains: [nutrition, personal_hygiene], eligible: yes, \
                   eligibility_extent: You need help every day., la_will_meet: yes, \
                   dp_possible: true, outcome_refs: [o1]}]",
            beside: &[],
        },
        judge: eligibility_not_said,
    },
    Check {
        rule: "ENG-03",
        why: "The plan must say which needs the council is going to meet, and how. A need that it \
              promises to meet, with no service or payment behind it, is a promise that nobody \
              can hold it to.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "supports: [{id: s1, text: Help at home, kind: home_care, outcome_refs: [o1], \
                   who_provides: {named: Elmcroft Home Care}, \
                   how_in_practice: A worker comes every morning., delivery_mechanism: \
                   cassr_commissioned}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "supports: [{id: s1, text: Help at home, kind: home_care, need_refs: [n1], \
                   outcome_refs: [o1], who_provides: {named: Elmcroft Home Care}, \
                   how_in_practice: A worker comes every morning., delivery_mechanism: \
                   cassr_commissioned}]",
            beside: &[],
        },
        judge: meeting_not_said,
    },
];

fn no_need(case: &Case<'_>, findings: &mut Findings) {
    if case.content().needs.given().is_none_or(Vec::is_empty) {
        findings.add("needs", "the plan records no need");
    }
}

/// "Whether, and if so to what extent": a need that is not eligible has no extent.
fn eligibility_not_said(case: &Case<'_>, findings: &mut Findings) {
    for (index, need) in items(&case.content().needs) {
        let number = index + 1;
        if need.eligible.given().is_none() {
            findings.add(
                format!("needs[{index}].eligible"),
                format!("need {number} doesn't say whether it is eligible"),
            );
        } else if is_eligible(need) && !says(need.eligibility_extent.as_ref()) {
            findings.add_with(
                format!("needs[{index}].eligibility_extent"),
                format!("need {number} is eligible and doesn't say how far"),
                "add `eligibility_extent`: how much help the need calls for, and what the person \
                 manages without",
            );
        }
    }
}

fn meeting_not_said(case: &Case<'_>, findings: &mut Findings) {
    for (index, need) in items(&case.content().needs) {
        let number = index + 1;
        if need.la_will_meet.given().is_none() {
            findings.add(
                format!("needs[{index}].la_will_meet"),
                format!("need {number} doesn't say whether the council will meet it"),
            );
        } else if will_be_met(need) && !says_how(case.content(), need) {
            findings.add_with(
                format!("needs[{index}].la_will_meet"),
                format!("the council will meet need {number}, and nothing says how"),
                "name the need in the `need_refs` of a support that says how it works or who \
                 provides it, or of a direct payment",
            );
        }
    }
}

/// A support that says how it works or who provides it, or a direct payment for the need.
fn says_how(content: &Content, need: &Need) -> bool {
    let names = |refs: &[Ref]| refs.iter().any(|one| one.as_str() == need.item.id.as_str());
    let tells = |support: &Support| {
        says(support.how_in_practice.as_ref()) || support.who_provides.given().is_some()
    };
    items(&content.supports).any(|(_, support)| names(&support.need_refs) && tells(support))
        || items(&content.direct_payments).any(|(_, payment)| names(&payment.need_refs))
}
