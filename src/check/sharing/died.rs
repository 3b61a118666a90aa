//! SHR-12: nothing is addressed to somebody who has died.

use super::claims::readers;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-12",
    why: "A letter to somebody who has died hurts whoever opens it. Nothing goes to that person's \
          name or address, and a worker writes to the family.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-owain, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-gwen, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: died,
}];

fn died(case: &Case<'_>, findings: &mut Findings) {
    for reader in readers(case) {
        if reader.party.date_of_death.is_some_and(|died| died <= case.date()) {
            let message = if reader.party.is_subject {
                "the person has died"
            } else {
                "somebody who is to have a copy has died"
            };
            findings.add(format!("{}.date_of_death", reader.field), message);
        }
    }
}
