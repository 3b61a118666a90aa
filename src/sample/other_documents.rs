//! What is not a first plan: reviews, confirmations, closures, decision letters.

use super::bank::{BANK, Phrase};
use super::care::Care;
use super::cast::{Cast, OFFICER, RELATIVE, SUBJECT, WORKER, party};
use super::money::Reckoning;
use super::plan::{around, assessment, help, sign_off};
use super::scene::{Scene, later};
use crate::plan::{
    Change, ClosureStatement, Content, DecisionKind, DecisionLetter, Envelope, Focus, Id, Met,
    Note, OutcomeStatus, Recorded, ReviewDecision, ReviewKind, ReviewMethod, ReviewRecord, Voice,
};

/// What a review found; none where the record is not of a review.
pub fn review_record(scene: &mut Scene, cast: &Cast) -> Option<ReviewRecord> {
    let decision = scene.decision?;
    let bank = &BANK.review;
    let kind = scene.dice.weighted(&[
        (25, ReviewKind::LightTouch),
        (50, ReviewKind::Planned),
        (15, ReviewKind::Unplanned),
        (10, ReviewKind::Requested),
    ]);
    let revise = decision == ReviewDecision::Revise;
    let focus = focus(scene, cast, decision);
    let changes = if revise { changes(scene) } else { Vec::new() };
    let (dice, words) = (&mut scene.dice, &scene.words);
    let mut participants = vec![party(SUBJECT)];
    if cast.has_carer {
        participants.push(party(RELATIVE));
    }
    let reason = match decision {
        ReviewDecision::Confirm => "confirm",
        ReviewDecision::Close => "close",
        ReviewDecision::Revise => "revise",
        _ => "continue",
    };
    Some(ReviewRecord {
        kind: Some(kind),
        reviewed_on: Some(later(scene.plan_date, -7)),
        requested_by: (kind == ReviewKind::Requested).then(|| party(SUBJECT)),
        method: Some(
            dice.weighted(&[(70, ReviewMethod::FaceToFace), (30, ReviewMethod::RemotePhone)]),
        ),
        reviewer: Some(party(WORKER)),
        participants,
        advocate_ref: cast.has_advocate.then(|| party(super::cast::ADVOCATE)),
        focus,
        progress: Some(words.note(dice.pick(&bank.progress))),
        outcomes_still_appropriate: Some(words.note(dice.pick(&bank.outcomes_still_appropriate))),
        risks_up_to_date: Some(words.note(dice.pick(&bank.risks_up_to_date))),
        future_services: (decision != ReviewDecision::Close)
            .then(|| words.note(dice.pick(&bank.future_services))),
        outcomes_met: Some(dice.weighted(&[(40, Met::Fully), (60, Met::Partially)])),
        decision: Recorded::Given(decision),
        reasons: Some(words.note(&bank.reasons[reason])),
        reassessment_needed: Some(false),
        financial_reassessment_needed: Some(revise && dice.chance(30)),
        changes,
        envelope: Envelope::default(),
    })
}

/// The guidance's questions. A plan that goes on says that little changed, one that is revised that
/// something did: the bank has that order.
fn focus(scene: &mut Scene, cast: &Cast, decision: ReviewDecision) -> Focus {
    let revise = decision == ReviewDecision::Revise;
    let england = scene.regime.is_england();
    let (dice, words) = (&mut scene.dice, &scene.words);
    let mut answer =
        |key: &str| -> Option<Note> { Some(words.note(dice.pick(&BANK.review.focus[key]))) };
    let mut focus = Focus {
        working: answer("working"),
        outcomes_achieved: answer("outcomes_achieved"),
        new_outcomes: answer("new_outcomes"),
        improvements: answer("improvements"),
        budget_appropriate_and_managed: if england {
            answer("budget_appropriate_and_managed")
        } else {
            None
        },
        support_network_changes: answer("support_network_changes"),
        abuse_neglect_risk: answer("abuse_neglect_risk"),
        subject_satisfied: answer("subject_satisfied"),
        not_working: if revise { answer("not_working") } else { None },
        ..Focus::default()
    };
    let in_order = |key: &str, place: usize| words.note(&BANK.review.focus[key][place]);
    focus.needs_changed = Some(in_order("needs_changed", usize::from(revise)));
    focus.may_need_change = Some(in_order("may_need_change", usize::from(!revise)));
    if cast.has_carer {
        focus.carer_satisfied = Some(words.note(&BANK.review.focus["carer_satisfied"][0]));
    }
    focus
}

fn changes(scene: &mut Scene) -> Vec<Change> {
    let count = usize::try_from(scene.dice.between(1, 3)).unwrap_or(1);
    let chosen = scene.dice.some(BANK.review.changes.iter().collect(), count);
    let words = &scene.words;
    chosen
        .into_iter()
        .enumerate()
        .map(|(place, change)| Change {
            id: Id(format!("change{}", place + 1)),
            before: Some(words.note(&change.before)),
            after: Some(words.note(&change.after)),
            why: Some(words.note(&change.why)),
        })
        .collect()
}

/// A Welsh closure: the statement, the review that led to it, and what became of the outcomes.
pub fn closure(scene: &mut Scene, cast: &mut Cast) -> Content {
    let reckoning = Reckoning::of(scene);
    let mut care = Care::of(scene, cast, reckoning);
    for outcome in &mut care.outcomes {
        outcome.status = Some(OutcomeStatus::Achieved);
        outcome.target_date = None;
        outcome.stage_goals.clear();
        outcome.how_support_helps = None;
        outcome.progress_measure = None;
    }
    let bank = &BANK.review.closure;
    let review = review_record(scene, cast);
    let (dice, words) = (&mut scene.dice, &scene.words);
    let mut one = |phrases: &'static [Phrase]| Recorded::Given(words.note(dice.pick(phrases)));
    let statement = ClosureStatement {
        reasons: one(&bank.reasons),
        outcomes_evaluation: one(&bank.outcomes),
        needs_met_otherwise_confirmation: one(&bank.met_otherwise),
        also: vec![words.item("also1", &bank.also[0], Voice::Council)],
    };
    let assessment = assessment(scene);
    Content {
        assessment: Some(assessment),
        outcomes: Recorded::Given(care.outcomes),
        review_record: review,
        closure_statement: Some(statement),
        review_plan: Recorded::NotApplicable,
        monitoring_arrangements: Recorded::NotApplicable,
        roles_and_responsibilities: Vec::new(),
        resources: Vec::new(),
        linked_plans: Recorded::None,
        ..around(scene, cast)
    }
}

/// A decision not to meet needs, or that somebody is no longer eligible: no support, no budget.
pub fn decision_letter(scene: &mut Scene) -> Content {
    let bank = &BANK.review.letter;
    let (kind, reasons) = scene.dice.weighted(&[
        (75, (DecisionKind::NotMeetingNeeds, "not_meeting_needs")),
        (25, (DecisionKind::NoLongerEligible, "no_longer_eligible")),
    ]);
    let (dice, words) = (&mut scene.dice, &scene.words);
    let help_items = dice.some(bank.other_help.iter().collect::<Vec<_>>(), 2);
    let letter = DecisionLetter {
        kind,
        reasons: Recorded::Given(words.note(dice.pick(&bank.reasons[reasons]))),
        needs_considered: Some(words.note(dice.pick(&bank.considered))),
        advice_meet_reduce: Recorded::Given(words.note(dice.pick(&BANK.plan.advice_meet))),
        advice_prevent_delay: Recorded::Given(words.note(dice.pick(&BANK.plan.advice_prevent))),
        advice_given_on: Some(later(scene.plan_date, -14)),
        other_help: help_items
            .into_iter()
            .enumerate()
            .map(|(place, phrase)| words.item(format!("help{}", place + 1), phrase, Voice::Council))
            .collect(),
        self_funding_information: Some(words.note(&bank.self_funding)),
        decision_date: Some(scene.plan_date),
        effective_date: Some(later(scene.plan_date, 28)),
        decision_maker: Some(party(OFFICER)),
        how_to_challenge: Recorded::Given(words.note(&bank.challenge)),
    };
    Content {
        assessment: Some(assessment(scene)),
        decision_letter: Some(letter),
        sign_off: Recorded::Given(sign_off(scene)),
        help: Recorded::Given(help(scene)),
        ..Content::default()
    }
}
