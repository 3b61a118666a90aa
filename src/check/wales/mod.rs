//! Completeness under the Social Services and Well-being (Wales) Act 2014, the Welsh Language
//! Standards, and who may have a copy there: WAL-01 to WAL-14. WAL-10 is of the wording and not of a
//! record: `tests/suite/wording.rs` holds it.

mod actions;
mod arrangements;
mod coordinator;
mod english;
mod enquiry;
mod language;
mod needs;
mod outcomes;
mod payments;
mod recipients;
mod review;
mod translation;

use super::Check;
use crate::plan::{Content, Need, Note, Outcome, Recorded, Support, YesNoPartly};

/// The family's checks, in the order of their ids.
pub(super) const CHECKS: &[&[Check]] = &[
    needs::CHECKS,
    outcomes::CHECKS,
    actions::CHECKS,
    arrangements::CHECKS,
    payments::CHECKS,
    enquiry::CHECKS,
    review::CHECKS,
    language::CHECKS,
    translation::CHECKS,
    english::CHECKS,
    coordinator::CHECKS,
    recipients::CHECKS,
];

fn items<T>(list: &Recorded<Vec<T>>) -> &[T] {
    list.given().map_or(&[], Vec::as_slice)
}

fn needs(content: &Content) -> &[Need] {
    items(&content.needs)
}

fn outcomes(content: &Content) -> &[Outcome] {
    items(&content.outcomes)
}

fn supports(content: &Content) -> &[Support] {
    items(&content.supports)
}

/// Yes, or in part.
fn is_yes(answer: &Recorded<YesNoPartly>) -> bool {
    matches!(answer, Recorded::Given(YesNoPartly::Yes | YesNoPartly::Partly))
}

/// Whether a note says anything.
fn says(note: Option<&Note>) -> bool {
    note.is_some_and(|note| !note.text.is_empty())
}
