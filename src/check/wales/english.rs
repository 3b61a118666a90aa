//! WAL-12: sections that only the law of England knows.

use crate::check::{Case, Check, DOCUMENTS, Example, Findings, WALES};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-12",
    why: "A personal budget is a thing of the Care Act 2014, which does not reach Wales. In a \
          Welsh plan it promises the person something that the council doesn't owe.",
    regimes: WALES,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{personal_budget: {cost_to_la: {pence: 10000, per: week}, adult_pays: {pence: 2000, \
               per: week}, la_pays: {pence: 8000, per: week}, is_indicative: false}}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{personal_budget: not_applicable}",
        beside: &[],
    },
    judge: english_sections,
}];

fn english_sections(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    if content.personal_budget.given().is_some() {
        findings.add("personal_budget", "a plan in Wales has no personal budget");
    }
    if content.independent_personal_budget.is_some() {
        findings.add_with(
            "independent_personal_budget",
            "there is no independent personal budget in Wales",
            "remove the independent personal budget",
        );
    }
    let asks = content
        .review_record
        .as_ref()
        .is_some_and(|review| review.focus.budget_appropriate_and_managed.is_some());
    if asks {
        findings.add_with(
            "review_record.focus.budget_appropriate_and_managed",
            "a review in Wales doesn't ask about a personal budget",
            "move what it says to another question of the review",
        );
    }
}
