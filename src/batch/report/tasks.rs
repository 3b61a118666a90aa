//! What the checks found and no copy waits for: tasks for the team that wrote the plan, each with the
//! day by which it should be done. The person has had the plan as it is.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::{Value, json};

use super::plan_number;
use crate::batch::outcome::RecordOutcome;
use crate::config::Policy;
use crate::finding::{Finding, Severity};

/// One thing to put right in a plan.
pub(super) struct Task<'a> {
    /// The plan's record.
    pub(super) record: &'a RecordOutcome,
    /// What was found.
    pub(super) finding: &'a Finding,
    /// By which day.
    pub(super) due: Date,
}

/// What was found in a record and is to be put right: what is for the log is not, nor is what one of
/// its copies waits for already.
pub(super) fn open(record: &RecordOutcome) -> impl Iterator<Item = &Finding> {
    let waits = |finding: &Finding| {
        let reasons = record.copies.iter().flat_map(|copy| copy.state.reasons());
        let mut same = reasons.filter(|reason| reason.rule == finding.rule);
        same.any(|reason| reason.field.is_empty() || reason.field == finding.field)
    };
    record.tasks.iter().filter(move |finding| finding.severity != Severity::Info && !waits(finding))
}

/// The same, with their days.
pub(super) fn tasks<'a>(
    record: &'a RecordOutcome,
    date: Date,
    policy: &Policy,
) -> impl Iterator<Item = Task<'a>> {
    let (soon, later) = (day(date, policy.hold_days), day(date, policy.task_days));
    open(record).map(move |finding| {
        let due = if finding.severity == Severity::Block { soon } else { later };
        Task { record, finding, due }
    })
}

/// So many days after a date.
fn day(date: Date, days: u32) -> Date {
    let span: Span = i64::from(days.min(3660)).days();
    date.saturating_add(span)
}

impl Task<'_> {
    /// The task for programs: no text.
    pub(super) fn to_json(&self) -> Value {
        let Self { record, finding, due } = self;
        json!({
            "plan": plan_number(record),
            "rule": finding.rule.id,
            "severity": finding.severity,
            "owner": finding.rule.owner,
            "due": due.to_string(),
            "field": finding.field,
            "line": finding.place.as_ref().map(|place| place.line),
        })
    }
}
