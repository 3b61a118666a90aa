//! ENG-21 to ENG-23: an ending follows a review, a refusal has its reasons and advice, and each
//! kind of document has what belongs to it.

use super::{LETTERS, items, says, will_be_met};
use crate::check::{Case, Check, ENGLAND, Example, Findings};
use crate::plan::{DecisionKind, DecisionLetter, Document, Note, Record, Recorded};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-21",
        why: "Support that the council ends because somebody is no longer eligible must rest on a \
              review or a new assessment. Without one nobody has looked at what the person needs \
              today.",
        regimes: ENGLAND,
        documents: ENDINGS,
        fails: Example {
            sound: "england_letter",
            with: "{assessment: null, review_record: null}",
            beside: &[],
        },
        passes: Example {
            sound: "england_letter",
            with: "{assessment: {completed_on: 2026-04-20}, review_record: null}",
            beside: &[],
        },
        judge: ended_without_a_look,
    },
    Check {
        rule: "ENG-22",
        why: "Somebody who is refused support must be told why in writing, or they can't challenge \
              it; and they must get advice on what they can do instead, unless they have had it \
              already.",
        regimes: ENGLAND,
        documents: LETTERS,
        fails: Example {
            sound: "england_letter",
            with: "decision_letter: {kind: no_longer_eligible, reasons: You wash and dress \
                   yourself again., advice_meet_reduce: Keep the stool and the rails.}",
            beside: &[],
        },
        passes: Example {
            sound: "england_letter",
            with: "decision_letter: {kind: no_longer_eligible, reasons: You wash and dress \
                   yourself again., advice_given_on: 2026-04-20}",
            beside: &[],
        },
        judge: refusal_incomplete,
    },
    Check {
        rule: "ENG-23",
        why: "A refusal with services and a budget in it, or a plan that meets no need, is most \
              likely the wrong document. The person would not know whether they have support or \
              not.",
        regimes: ENGLAND,
        documents: PLANS_AND_LETTERS,
        fails: Example {
            sound: "england_letter",
            with: "supports: [{id: s1, text: Help at home, kind: home_care, how_in_practice: A \
                   worker comes every morning.}]",
            beside: &[],
        },
        passes: Example { sound: "england_letter", with: "supports: not_applicable", beside: &[] },
        judge: wrong_kind,
    },
];

const ENDINGS: &[Document] = &[Document::DecisionLetter, Document::Closure];
const PLANS_AND_LETTERS: &[Document] = &[Document::Plan, Document::DecisionLetter];

/// An ending by death, a move or the person's own choice needs no review. A letter that somebody is
/// no longer eligible is none of the last two by its kind. A closure has no field that tells them
/// apart: one that gives its reasons is left to the reader, and one without any is judged.
fn ended_without_a_look(case: &Case<'_>, findings: &mut Findings) {
    let record = case.record();
    let died = case.subject().is_some_and(|subject| subject.date_of_death.is_some());
    if died || was_looked_at(record) {
        return;
    }
    match record.document {
        Document::DecisionLetter => {
            let letter = record.content.decision_letter.as_ref();
            if letter.is_some_and(|letter| letter.kind == DecisionKind::NoLongerEligible) {
                findings.add(
                    "decision_letter.kind",
                    "the person is no longer eligible, and neither a review nor an assessment is \
                     recorded",
                );
            }
        }
        _ => {
            let statement = record.content.closure_statement.as_ref();
            if !statement.is_some_and(|statement| is_told(&statement.reasons)) {
                findings.add(
                    "closure_statement",
                    "the plan is closed without a reason, and neither a review nor an assessment \
                     is recorded",
                );
            }
        }
    }
}

fn was_looked_at(record: &Record) -> bool {
    let content = &record.content;
    content.review_record.as_ref().is_some_and(|review| review.reviewed_on.is_some())
        || content.assessment.as_ref().is_some_and(|assessment| assessment.completed_on.is_some())
}

fn is_told(note: &Recorded<Note>) -> bool {
    says(note.given())
}

/// "None" is no answer: section 24(2) asks for reasons and advice in every such letter.
fn refusal_incomplete(case: &Case<'_>, findings: &mut Findings) {
    let Some(letter) = &case.content().decision_letter else {
        findings.add("decision_letter", "the letter tells no decision");
        return;
    };
    for (key, what) in missing_from(letter) {
        findings.add(format!("decision_letter.{key}"), format!("the letter {what}"));
    }
}

fn missing_from(letter: &DecisionLetter) -> impl Iterator<Item = (&'static str, &'static str)> {
    let advised = letter.advice_given_on.is_some();
    let parts = [
        ("reasons", is_told(&letter.reasons), "gives no reasons"),
        (
            "advice_meet_reduce",
            advised || is_told(&letter.advice_meet_reduce),
            "has no advice on how to meet or reduce the needs",
        ),
        (
            "advice_prevent_delay",
            advised || is_told(&letter.advice_prevent_delay),
            "has no advice on how to prevent or delay needs",
        ),
    ];
    parts.into_iter().filter(|(_, told, _)| !told).map(|(key, _, what)| (key, what))
}

fn wrong_kind(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    if case.record().document == Document::DecisionLetter {
        let sections = [
            ("supports", content.supports.given().is_some()),
            ("personal_budget", content.personal_budget.given().is_some()),
            ("direct_payments", content.direct_payments.given().is_some()),
        ];
        for (section, _) in sections.into_iter().filter(|(_, is_there)| *is_there) {
            findings.add(section, format!("the letter refuses support and has `{section}`"));
        }
        return;
    }
    if content.decision_letter.is_some() {
        findings.add("decision_letter", "the plan has a letter of refusal in it");
    }
    let answered = |(_, need): (usize, _)| is_refused(need);
    if content.supports.given().is_none()
        && content.needs.given().is_some()
        && items(&content.needs).all(answered)
    {
        findings.add("supports", "the plan meets none of the needs and has no support");
    }
}

/// A need that the council said it will not meet.
fn is_refused(need: &crate::plan::Need) -> bool {
    need.la_will_meet.given().is_some() && !will_be_met(need)
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;

    #[test]
    fn a_death_needs_no_review() {
        let with = "{assessment: null, review_record: null, parties: [{party_id: p-ottilie, \
                    is_subject: true, roles: [subject], name: {given: Ottilie, family: \
                    Brandreth}, date_of_birth: 1941-03-02, date_of_death: 2026-05-01}]}";
        assert!(fields("england_letter", with).is_empty());
    }

    #[test]
    fn a_first_refusal_ends_nothing() {
        let with = "{assessment: null, review_record: null, decision_letter: {kind: \
                    not_meeting_needs, reasons: You manage by yourself., advice_given_on: \
                    2026-04-20}}";
        assert!(fields("england_letter", with).is_empty());
    }

    #[test]
    fn a_closure_is_judged_where_nothing_tells_its_reason() {
        let closed = |statement: &str| {
            fields(
                "england_review",
                &format!(
                    "{{document: closure, review_record: null, assessment: null, review_plan: \
                     null, {statement}}}"
                ),
            )
        };
        assert_eq!(closed(""), ["ENG-21 closure_statement"]);
        assert!(closed("closure_statement: {reasons: You are moving to the coast.}").is_empty());
    }

    #[test]
    fn what_a_letter_lacks_is_said_at_its_place() {
        assert_eq!(
            fields("england_letter", "decision_letter: {kind: not_meeting_needs, reasons: none}"),
            [
                "ENG-22 decision_letter.reasons",
                "ENG-22 decision_letter.advice_meet_reduce",
                "ENG-22 decision_letter.advice_prevent_delay"
            ]
        );
    }

    #[test]
    fn a_plan_that_meets_nothing_is_not_a_plan() {
        let with = "{supports: none, needs: [{id: n1, text: The gate sticks., eligible: no, \
                    la_will_meet: no, not_eligible_action: The handyman can mend it.}]}";
        assert_eq!(fields("england_adult", with), ["ENG-23 supports"]);
    }
}
