//! SHR-01: the basis of each copy in England. In Wales, where the list is closed, it is WAL-14.

use super::ground::without_basis;
use crate::check::{Check, DOCUMENTS, ENGLAND, Example};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-01",
    why: "A copy goes to somebody else because the person asked, because the law gives that \
              right, or because it was decided in their best interests. A carer's wish to have one \
              is none of these.",
    regimes: ENGLAND,
    documents: DOCUMENTS,
    fails: Example {
        sound: "england_adult",
        with: "{copy_requests: [{party: p-rufus, scope: full, channel: collect, asked_by: \
                   p-rufus, asked_on: 2026-04-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "england_adult",
        with: "{copy_requests: [{party: p-rufus, scope: full, channel: collect, asked_by: \
                   p-ottilie, asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: without_basis,
}];
