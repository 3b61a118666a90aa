//! ENG-19, ENG-20: when the plan is reviewed next; a review is not for saving money.

use jiff::Span;
use jiff::civil::Date;

use super::{PLANS_AND_REVIEWS, says};
use crate::check::{Case, Check, ENGLAND, Example, Findings};
use crate::config::ReviewPolicy;
use crate::plan::{Document, Money, Record, ReviewDecision, ReviewPlan, ReviewRecord, Total};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-19",
        why: "Lives change. A new plan is looked at within weeks, to see that what was promised \
              really comes, and every plan at least once a year; without a date a review is \
              forgotten. How soon is the council's review policy.",
        regimes: ENGLAND,
        documents: PLANS_AND_REVIEWS,
        fails: Example {
            sound: "england_adult",
            with: "review_plan: {next_review_on: 2026-09-30, interval_months: 12}",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "review_plan: {next_review_on: 2026-06-09, interval_months: 12}",
            beside: &[],
        },
        judge: review_too_far,
    },
    Check {
        rule: "ENG-20",
        why: "A review looks at what the person needs now. Where the budget goes down, the record \
              must show which need or circumstance changed, or that the needs were assessed \
              again; else it looks like a cut.",
        regimes: ENGLAND,
        documents: PLANS_AND_REVIEWS,
        fails: Example {
            sound: "england_adult",
            with: "{plan_id: SOUND-EA-2, supersedes_plan_id: SOUND-EA, assessment: null}",
            beside: &[DEARER],
        },
        passes: Example {
            sound: "england_adult",
            with: "{plan_id: SOUND-EA-2, supersedes_plan_id: SOUND-EA, assessment: null, \
                   review_record: {kind: planned, reviewed_on: 2026-04-10, focus: {needs_changed: \
                   You can cook again by yourself.}, decision: revise}}",
            beside: &[DEARER],
        },
        judge: budget_cut,
    },
];

/// The plan before the review.
const DEARER: Example = Example {
    sound: "england_adult",
    with: "{status: superseded, plan_date: 2025-04-15, personal_budget: {cost_to_la: {pence: \
           15000, per: week}, adult_pays: {pence: 2000, per: week}, la_pays: {pence: 13000, per: \
           week}, is_indicative: false}}",
    beside: &[],
};

fn review_too_far(case: &Case<'_>, findings: &mut Findings) {
    let record = case.record();
    let decision = record.content.review_record.as_ref().and_then(|found| found.decision.given());
    // The record of a review that ends in another plan, or in none, leaves the date to that.
    let goes_on = matches!(decision, Some(ReviewDecision::Continue | ReviewDecision::Confirm));
    let must_say = record.document == Document::Plan || goes_on;
    let Some(review) = record.content.review_plan.given() else {
        if must_say {
            findings.add("review_plan", "the plan doesn't say when it is reviewed next");
        }
        return;
    };
    let Some(next) = review.next_review_on else {
        if must_say {
            findings.add("review_plan.next_review_on", "the date of the next review is not set");
        }
        return;
    };
    let policy = &case.config().policy.review;
    if latest_review(record, policy).is_some_and(|latest| next > latest) {
        let limit = if is_new(record) {
            format!("{} weeks of a new plan's start", policy.first_within_weeks)
        } else {
            format!("{} months", policy.then_within_months)
        };
        findings.add_with(
            "review_plan.next_review_on",
            format!("the next review is not within {limit}"),
            "bring the review forward; the periods are `policy.review` of the configuration",
        );
    }
    too_seldom(review, policy, findings);
}

fn too_seldom(review: &ReviewPlan, policy: &ReviewPolicy, findings: &mut Findings) {
    if review.interval_months.is_some_and(|months| months > policy.then_within_months) {
        findings.add(
            "review_plan.interval_months",
            format!("reviews are more than {} months apart", policy.then_within_months),
        );
    }
}

/// A plan that was never reviewed: its first review is due soon after it starts.
fn is_new(record: &Record) -> bool {
    record.document == Document::Plan
        && record.version <= 1
        && record.supersedes_plan_id.is_none()
        && record.content.review_record.is_none()
}

/// The last day on which the next review keeps to the policy. A new plan's weeks run from the day
/// that it is signed and has started, whichever is later, since before that there is nothing to
/// look at; a reviewed plan's months run from its own date or its review's. `None` where the record
/// has no such date.
fn latest_review(record: &Record, policy: &ReviewPolicy) -> Option<Date> {
    let content = &record.content;
    let signed = content.sign_off.given().and_then(|signature| signature.signed_on);
    let reviewed = content.review_record.as_ref().and_then(|review| review.reviewed_on);
    let (from, period) = if is_new(record) {
        let from = [record.plan_date, record.start_date, signed].into_iter().flatten().max()?;
        (from, Span::new().try_weeks(i64::from(policy.first_within_weeks)))
    } else {
        let from = [record.plan_date, reviewed].into_iter().flatten().max()?;
        (from, Span::new().try_months(i64::from(policy.then_within_months)))
    };
    from.checked_add(period.ok()?).ok()
}

/// Compares the cost with that of the plan that this one replaces, where both records are there;
/// else the approved budgets. Not judged: sums that only the words of `review_record.changes` tell,
/// an older version under the same id (one of each plan is read), one sum paid once and the other
/// by the week.
fn budget_cut(case: &Case<'_>, findings: &mut Findings) {
    let record = case.record();
    let Some(older) = record
        .supersedes_plan_id
        .as_deref()
        .and_then(|id| case.others().find(|other| other.plan_id == id))
    else {
        return;
    };
    let Some((field, before, after)) = budgets(older, record) else {
        return;
    };
    let (before, after) = (Total::from(before), Total::from(after));
    if before.is_more_than(after)
        && !before.is_incomparable_with(after)
        && !is_explained(case, older)
    {
        findings.add(
            field,
            "the budget is lower than in the plan that this one replaces, and no change of need \
             is recorded",
        );
    }
}

fn budgets(older: &Record, newer: &Record) -> Option<(&'static str, Money, Money)> {
    let cost = |record: &Record| record.content.personal_budget.given()?.cost_to_la;
    let approved = |record: &Record| record.content.sign_off.given()?.approved_budget;
    let pair = |field, before: Option<Money>, after: Option<Money>| Some((field, before?, after?));
    pair("personal_budget.cost_to_la", cost(older), cost(newer))
        .or_else(|| pair("sign_off.approved_budget", approved(older), approved(newer)))
}

/// By the record's own review, by the record of a review in the same group, or by an assessment
/// that is younger than the older plan.
fn is_explained(case: &Case<'_>, older: &Record) -> bool {
    let record = case.record();
    let assessed = record.content.assessment.as_ref().and_then(|found| found.completed_on);
    let is_newer = |day: Date| older.plan_date.is_some_and(|before| day > before);
    assessed.is_some_and(is_newer)
        || record.content.review_record.as_ref().is_some_and(tells_a_change)
        || case
            .others()
            .filter(|other| other.document == Document::Review)
            .filter_map(|other| other.content.review_record.as_ref())
            .any(tells_a_change)
}

fn tells_a_change(review: &ReviewRecord) -> bool {
    says(review.focus.needs_changed.as_ref())
        || says(review.focus.support_network_changes.as_ref())
        || review.reassessment_needed == Some(true)
        || review.decision.given() == Some(&ReviewDecision::Reassess)
        || review.changes.iter().any(|change| says(change.why.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{self, fields_in_group};
    use super::*;
    use crate::check::tests::record;

    fn fields(with: &str) -> Vec<String> {
        tests::fields("england_adult", with)
    }

    fn next(date: &str, more: &str) -> Vec<String> {
        fields(&format!(
            "{{plan_date: 2026-04-14, start_date: 2026-04-20, sign_off: {{officer_ref: p-signe, \
             role: Team manager, signed_on: 2026-04-14}}, review_plan: {{next_review_on: {date}}}\
             {more}}}"
        ))
    }

    #[test]
    fn the_first_review_is_within_eight_weeks_of_the_start() {
        assert!(next("2026-06-15", "").is_empty());
        assert_eq!(next("2026-06-16", ""), ["ENG-19 review_plan.next_review_on"]);
    }

    #[test]
    fn a_reviewed_plan_has_a_year() {
        for reviewed in [", version: 2", ", supersedes_plan_id: SOUND-EA-0"] {
            assert!(next("2027-04-14", reviewed).is_empty(), "{reviewed}");
            let late = next("2027-04-15", reviewed);
            assert_eq!(late, ["ENG-19 review_plan.next_review_on"], "{reviewed}");
        }
    }

    #[test]
    fn a_date_that_is_not_set_is_missed_where_it_belongs() {
        assert_eq!(fields("review_plan: null"), ["ENG-19 review_plan"]);
        assert_eq!(fields("review_plan: none"), ["ENG-19 review_plan"]);
        assert_eq!(
            fields("review_plan: {interval_months: 18}"),
            ["ENG-19 review_plan.next_review_on"]
        );
        assert_eq!(
            fields("review_plan: {next_review_on: 2026-06-01, interval_months: 18}"),
            ["ENG-19 review_plan.interval_months"]
        );
    }

    #[test]
    fn the_record_of_a_review_that_makes_a_new_plan_needs_no_date() {
        let decided = |decision: &str| {
            let with = format!(
                "{{review_plan: null, review_record: {{reviewed_on: 2026-04-20, decision: \
                 {decision}, reasons: We talked it over.}}}}"
            );
            tests::fields("england_review", &with)
        };
        assert!(decided("revise").is_empty());
        assert_eq!(decided("continue"), ["ENG-19 review_plan"]);
    }

    #[test]
    fn policy_out_of_any_calendar_is_not_judged() {
        let policy = ReviewPolicy { first_within_weeks: u32::MAX, then_within_months: u32::MAX };
        let plan = record(Example { sound: "england_adult", with: "{}", beside: &[] });
        assert_eq!(latest_review(&plan, &policy), None);
    }

    #[test]
    fn a_new_assessment_explains_a_lower_budget() {
        const NEW: &str = "{plan_id: SOUND-EA-2, supersedes_plan_id: SOUND-EA, assessment: \
                           {completed_on: 2026-03-20}}";
        let cheaper = Example { sound: "england_adult", with: NEW, beside: &[DEARER] };
        assert!(fields_in_group(cheaper).is_empty());
    }

    #[test]
    fn a_budget_that_rises_or_stays_needs_no_reason() {
        const SAME: Example = Example {
            sound: "england_adult",
            with: "{status: superseded, plan_date: 2025-04-15}",
            beside: &[],
        };
        const NEW: &str = "{plan_id: SOUND-EA-2, supersedes_plan_id: SOUND-EA, assessment: null}";
        let newer = Example { sound: "england_adult", with: NEW, beside: &[SAME] };
        assert!(fields_in_group(newer).is_empty());
    }
}
