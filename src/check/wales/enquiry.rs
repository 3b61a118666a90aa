//! WAL-06: the conclusion of an enquiry into whether the adult is at risk.

use super::{items, says};
use crate::check::{Case, Check, Example, Findings, PLANS};
use crate::plan::{LinkedKind, Recorded, Regime};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-06",
    why: "When an enquiry into abuse or neglect has ended, the adult's plan must have its \
          conclusion. It stands in the person's own copy and the file, and in no other.",
    regimes: &[Regime::WalesAdult],
    documents: PLANS,
    fails: Example {
        sound: "wales_adult",
        with: "{safeguarding_conclusion: {enquiry_ref: E-1, concluded_on: 2026-03-02}}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{safeguarding_conclusion: {enquiry_ref: E-1, concluded_on: 2026-03-02, conclusion: \
               You are safe at home now., sensitivity: safeguarding}}",
        beside: &[],
    },
    judge: conclusion,
}];

fn conclusion(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    match &content.safeguarding_conclusion {
        Recorded::Given(enquiry) if says(enquiry.conclusion.as_ref()) => {}
        Recorded::Given(enquiry) if enquiry.enquiry_open == Some(true) => findings.add_info(
            "safeguarding_conclusion.enquiry_open",
            "an enquiry is open; its conclusion belongs in the plan when it ends",
        ),
        Recorded::Given(_) => findings.add(
            "safeguarding_conclusion.conclusion",
            "an enquiry is recorded, and not what it found",
        ),
        Recorded::NotRecorded => {
            let linked = items(&content.linked_plans)
                .iter()
                .position(|plan| plan.kind == LinkedKind::Safeguarding);
            if let Some(number) = linked {
                findings.add_with(
                    format!("linked_plans[{number}]"),
                    "a safeguarding plan is linked, and nothing is said of an enquiry",
                    "record what the enquiry found, that it is open, or that there was none",
                );
            }
        }
        Recorded::None | Recorded::NotApplicable => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;
    use crate::finding::Severity;

    #[test]
    fn an_open_enquiry_is_for_the_log() {
        let with = "{safeguarding_conclusion: {enquiry_ref: E-1, enquiry_open: true}}";
        let found = found("wales_adult", with);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].rule.id, found[0].severity), ("WAL-06", Severity::Info));
    }

    #[test]
    fn a_linked_safeguarding_plan_asks_for_an_answer() {
        let with = "{safeguarding_conclusion: null, linked_plans: [{kind: safeguarding}]}";
        assert_eq!(found("wales_adult", with)[0].field, "linked_plans[0]");
        let with = "{safeguarding_conclusion: none, linked_plans: [{kind: safeguarding}]}";
        assert!(found("wales_adult", with).is_empty());
    }
}
