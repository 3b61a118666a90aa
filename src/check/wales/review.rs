//! WAL-07: what must follow from a review: reasons for a plan that is confirmed, a new version of one
//! that is revised, the whole statement of one that is closed.

use super::says;
use crate::check::{Case, Check, Example, Findings, WALES};
use crate::plan::{ClosureStatement, Document, Note, Recorded, ReviewDecision, ReviewRecord};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-07",
    why: "A review ends with a decision that the person can read and challenge. To confirm a plan \
          takes reasons, to revise it a new version, and to close it a statement with its reasons, \
          how far the outcomes were reached, and how the needs are met from now on.",
    regimes: WALES,
    documents: &[Document::Review, Document::Confirmation, Document::Closure],
    fails: Example {
        sound: "wales_confirmation",
        with: "{review_record: {kind: planned, reviewed_on: 2026-05-18, decision: confirm}}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_confirmation",
        with: "{review_record: {kind: planned, reviewed_on: 2026-05-18, decision: confirm, reasons: \
               Your needs are the same.}}",
        beside: &[],
    },
    judge: outcome,
}];

fn outcome(case: &Case<'_>, findings: &mut Findings) {
    let review = case.content().review_record.as_ref();
    match case.record().document {
        Document::Closure => closed(case, findings),
        Document::Confirmation => match review {
            Some(review) => confirmed(review, findings),
            None => findings.add("review_record", "the confirmation says nothing of a review"),
        },
        _ => match review {
            Some(review) => reviewed(case, review, findings),
            None => findings.add("review_record", "the review says nothing of what it found"),
        },
    }
}

/// Regulation 6(3): the decision to confirm has its reasons.
fn confirmed(review: &ReviewRecord, findings: &mut Findings) {
    match review.decision {
        Recorded::Given(ReviewDecision::Confirm | ReviewDecision::Continue) => {}
        Recorded::Given(_) => findings.add_with(
            "review_record.decision",
            "the document confirms the plan, and its review decided something else",
            "correct the decision, or which document this is",
        ),
        _ => undecided(findings),
    }
    reasons(review, findings);
}

fn reviewed(case: &Case<'_>, review: &ReviewRecord, findings: &mut Findings) {
    let record = case.record();
    match review.decision {
        Recorded::Given(ReviewDecision::Confirm) => reasons(review, findings),
        Recorded::Given(ReviewDecision::Revise) => {
            let is_new = |other: &crate::plan::Record| {
                other.document == Document::Plan
                    && (other.version > record.version || other.supersedes_plan_id.is_some())
            };
            if review.changes.is_empty() && !case.others().any(is_new) {
                findings.add_with(
                    "review_record.changes",
                    "the plan is revised, and neither the changes nor a new version is recorded",
                    "record what changes, or export the new version of the plan with the review",
                );
            }
        }
        Recorded::Given(ReviewDecision::Close) => {
            let stated = case.content().closure_statement.is_some()
                || case.others().any(|other| other.document == Document::Closure);
            if !stated {
                findings.add_with(
                    "closure_statement",
                    "the plan is closed, and there is no closure statement",
                    "write the closure statement, and export it with the review",
                );
            }
        }
        Recorded::Given(ReviewDecision::Continue | ReviewDecision::Reassess) => {}
        _ => undecided(findings),
    }
    // A statement inside the review is held to the same three parts.
    if let Some(statement) = &case.content().closure_statement {
        parts(statement, findings);
    }
}

fn closed(case: &Case<'_>, findings: &mut Findings) {
    match &case.content().closure_statement {
        Some(statement) => parts(statement, findings),
        None => findings.add("closure_statement", "the closure statement is missing"),
    }
}

/// Regulation 6(6). That nothing was reached, or no need is left, is an answer; that there is no
/// reason is none.
fn parts(statement: &ClosureStatement, findings: &mut Findings) {
    let ClosureStatement {
        reasons,
        outcomes_evaluation,
        needs_met_otherwise_confirmation,
        also: _,
    } = statement;
    if !says(reasons.given()) {
        findings.add("closure_statement.reasons", "the closure statement gives no reasons");
    }
    let is_missing = |part: &Recorded<Note>| match part {
        Recorded::Given(note) => !says(Some(note)),
        other => other.is_not_recorded(),
    };
    if is_missing(outcomes_evaluation) {
        findings.add(
            "closure_statement.outcomes_evaluation",
            "the closure statement doesn't say how far the outcomes were reached",
        );
    }
    if is_missing(needs_met_otherwise_confirmation) {
        findings.add(
            "closure_statement.needs_met_otherwise_confirmation",
            "the closure statement doesn't say how the needs are met from now on",
        );
    }
}

fn reasons(review: &ReviewRecord, findings: &mut Findings) {
    if !says(review.reasons.as_ref()) {
        findings.add_with(
            "review_record.reasons",
            "the plan is confirmed without reasons",
            "say why the plan stays as it is",
        );
    }
}

fn undecided(findings: &mut Findings) {
    findings.add_with(
        "review_record.decision",
        "the review doesn't say what was decided",
        "add `decision`",
    );
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    fn fields(sound: &str, with: &str) -> Vec<String> {
        let found = found(sound, with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "WAL-07");
        own.map(|finding| finding.field).collect()
    }

    #[test]
    fn a_closure_statement_has_three_parts() {
        let with = "{closure_statement: {reasons: none, outcomes_evaluation: none}}";
        let expected =
            ["closure_statement.reasons", "closure_statement.needs_met_otherwise_confirmation"];
        assert_eq!(fields("wales_closure", with), expected);
        assert_eq!(fields("wales_closure", "{closure_statement: null}"), ["closure_statement"]);
    }

    #[test]
    fn each_decision_asks_for_what_follows_from_it() {
        let review = |rest: &str| {
            let with = format!("{{review_record: {{reviewed_on: 2026-05-18, {rest}}}}}");
            fields("wales_review", &with)
        };
        assert_eq!(review("decision: not_recorded"), ["review_record.decision"]);
        assert_eq!(review("decision: confirm"), ["review_record.reasons"]);
        assert_eq!(review("decision: revise"), ["review_record.changes"]);
        assert!(review("decision: revise, changes: [{id: c1, after: One visit}]").is_empty());
        assert_eq!(review("decision: close"), ["closure_statement"]);
        assert!(review("decision: continue").is_empty());
    }

    #[test]
    fn a_confirmation_confirms() {
        let with = "{review_record: {decision: close, reasons: Done.}}";
        assert_eq!(fields("wales_confirmation", with), ["review_record.decision"]);
        assert_eq!(fields("wales_confirmation", "{review_record: null}"), ["review_record"]);
    }
}
