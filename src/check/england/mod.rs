//! Completeness under the Care Act 2014: ENG-01 to ENG-29. This file has what the rules share.

mod advice;
mod agreement;
mod budget;
mod carers;
mod charges;
mod decision;
mod eligibility;
mod involvement;
mod meeting;
mod needs;
mod not_eligible;
mod outcomes;
mod payments;
mod review;
mod safety;
mod sign_off;

use super::Check;
use crate::plan::{Document, Need, Note, Recorded, Regime, YesNoPartly};

/// The family's checks, in the order of their ids.
pub(super) const CHECKS: &[&[Check]] = &[
    needs::CHECKS,
    outcomes::CHECKS,
    budget::CHECKS,
    advice::CHECKS,
    payments::CHECKS,
    meeting::CHECKS,
    involvement::CHECKS,
    carers::CHECKS,
    sign_off::CHECKS,
    review::CHECKS,
    decision::CHECKS,
    agreement::CHECKS,
    not_eligible::CHECKS,
    safety::CHECKS,
    charges::CHECKS,
    eligibility::CHECKS,
];

/// Plans of adults.
const ADULTS: &[Regime] = &[Regime::EnglandAdult];
/// Plans of carers.
const CARERS: &[Regime] = &[Regime::EnglandCarer];
/// Plans, and the records of their reviews.
const PLANS_AND_REVIEWS: &[Document] = &[Document::Plan, Document::Review];
/// Letters that tell a decision.
const LETTERS: &[Document] = &[Document::DecisionLetter];

/// The items of a section with their places, counted from 0.
fn items<T>(section: &Recorded<Vec<T>>) -> impl Iterator<Item = (usize, &T)> {
    section.given().into_iter().flatten().enumerate()
}

/// Whether a note says anything.
fn says(note: Option<&Note>) -> bool {
    note.is_some_and(|note| !note.text.is_empty())
}

fn is_yes_or_partly(answer: &Recorded<YesNoPartly>) -> bool {
    matches!(answer, Recorded::Given(YesNoPartly::Yes | YesNoPartly::Partly))
}

/// A need that meets the criteria, at least in part.
fn is_eligible(need: &Need) -> bool {
    is_yes_or_partly(&need.eligible)
}

/// A need that the council will meet, at least in part.
fn will_be_met(need: &Need) -> bool {
    is_yes_or_partly(&need.la_will_meet)
}

#[cfg(test)]
mod tests {
    use crate::check::Example;
    use crate::check::tests::{found, judged};
    use crate::finding::Finding;

    /// The rules of this family that find something in a sound record with keys laid over it, and
    /// where. What other families say of so short an example is theirs to test.
    pub(super) fn fields(sound: &str, with: &str) -> Vec<String> {
        told(found(sound, with))
    }

    /// The same in the group of the records beside it.
    pub(super) fn fields_in_group(example: Example) -> Vec<String> {
        told(judged(example))
    }

    fn told(found: Vec<Finding>) -> Vec<String> {
        let ours = found.into_iter().filter(|finding| finding.rule.id.starts_with("ENG-"));
        ours.map(|finding| format!("{} {}", finding.rule.id, finding.field)).collect()
    }
}
