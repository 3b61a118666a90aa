//! WAL-14: who may have a copy in Wales: the person, those authorised to act for them, somebody who
//! acts in their best interests; and beyond that list only on a recorded basis.

use crate::check::sharing::ground::without_basis;
use crate::check::{Case, Check, DOCUMENTS, Example, Findings, WALES};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-14",
    why: "The regulations name who is given a copy: the person, whoever is authorised to act for \
          them, or somebody acting in their best interests. Anybody else needs a basis that is \
          written down, such as the person's own request.",
    regimes: WALES,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{recipients: [{party: p-gwen, basis: duty, channel: post}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{recipients: [{party: p-gwen, basis: subject_request, scope: full, channel: post, \
               asked_by: p-nesta, asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: on_the_list,
}];

fn on_the_list(case: &Case<'_>, findings: &mut Findings) {
    without_basis(case, findings);
}
