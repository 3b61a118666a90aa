//! DAT-02: NHS numbers.

use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::is_nhs_number;

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-02",
    why: "An NHS number ends in a digit that is worked out from the nine before it. One that \
          doesn't fit is mistyped, or it is somebody else's number, and the plan could be filed \
          with the wrong person.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, nhs_number: \"9992221118\", \
               record_restricted: false, addresses: [{lines: [8 Heron Court, Brackenholt], \
               postcode: ZZ1 4HC}], access: {written_language: en, last_checked_on: 2026-04-20}}, \
               {party_id: p-tove, roles: [named_coordinator, signing_officer], name: {given: Tove, \
               family: Lindgate}, organisation: Brackenholt Council, record_restricted: false}]}",
        beside: &[],
    },
    passes: Example { sound: "easy_read_letter", with: "{}", beside: &[] },
    judge: nhs_numbers,
}];

fn nhs_numbers(case: &Case<'_>, findings: &mut Findings) {
    for (number, party) in case.record().parties.iter().enumerate() {
        if party.nhs_number.as_deref().is_some_and(|number| !is_nhs_number(number)) {
            findings.add(
                format!("parties[{number}].nhs_number"),
                "this is not an NHS number: its check digit doesn't fit",
            );
        }
    }
}
