//! WAL-04: how progress is watched, and when the plan is reviewed.

use super::says;
use crate::check::{Case, Check, Example, Findings, PLANS, WALES};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-04",
    why: "The plan must say how progress towards the outcomes is watched, and when and how the \
          plan is reviewed. Both are required of every plan in Wales.",
    regimes: WALES,
    documents: PLANS,
    fails: Example { sound: "wales_adult", with: "{monitoring_arrangements: null}", beside: &[] },
    passes: Example {
        sound: "wales_adult",
        with: "{monitoring_arrangements: Elen visits you every month.}",
        beside: &[],
    },
    judge: arrangements,
}];

fn arrangements(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    // Regulation 3(1)(d) and (e) know no plan without either: `none` is no answer here.
    if !says(content.monitoring_arrangements.given()) {
        findings.add_with(
            "monitoring_arrangements",
            "the plan doesn't say how progress is watched",
            "say who looks at progress, how and how often",
        );
    }
    let Some(review) = content.review_plan.given() else {
        findings.add_with(
            "review_plan",
            "the plan doesn't say when it is reviewed",
            "add the date of the next review, or how often the plan is reviewed",
        );
        return;
    };
    if review.next_review_on.is_none() && review.interval_months.is_none() {
        findings.add_with(
            "review_plan.next_review_on",
            "the plan has no date of a review",
            "add the date of the next review, or how often the plan is reviewed",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    #[test]
    fn each_is_missing_on_its_own() {
        let fields = |with: &str| -> Vec<String> {
            let found = found("wales_adult", with);
            let own = found.into_iter().filter(|finding| finding.rule.id == "WAL-04");
            own.map(|finding| finding.field).collect()
        };
        assert_eq!(fields("{review_plan: none}"), ["review_plan"]);
        assert_eq!(fields("{review_plan: {method: self}}"), ["review_plan.next_review_on"]);
        assert!(fields("{review_plan: {interval_months: 6}}").is_empty());
        assert_eq!(fields("{monitoring_arrangements: \" \"}"), ["monitoring_arrangements"]);
    }
}
