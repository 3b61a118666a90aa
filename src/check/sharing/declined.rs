//! SHR-16: a copy for somebody who said that they want none.

use super::claims::claims;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-16",
    why: "The record asks for a copy for somebody who said no to it. None is made; at the review, \
          ask both what they want now.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_declined: [p-gwen], copy_requests: [{party: p-gwen, scope: full, channel: \
               post, asked_by: p-nesta, asked_on: 2026-04-14}]}",
        beside: &[],
    },
    passes: Example { sound: "wales_adult", with: "{copy_declined: [p-gwen]}", beside: &[] },
    judge: declined,
}];

fn declined(case: &Case<'_>, findings: &mut Findings) {
    let declined = &case.record().copy_declined;
    for claim in claims(case).filter(|claim| claim.asked.stands(case.date())) {
        if declined.iter().any(|party| party.as_str() == claim.party.party_id.as_str()) {
            findings.add(claim.field, "a copy is asked for, and its recipient said no to it");
        }
    }
}
