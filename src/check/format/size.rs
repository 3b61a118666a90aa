//! FMT-03: large print without a size.

use super::{accesses, leads_to};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::template::LeadsTo;

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "FMT-03",
    why: "Large print is 16 points for one person and 28 for another. Without the size the council's \
          own is used, and it may be too small to read.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, record_restricted: false, addresses: \
               [{lines: [8 Heron Court, Brackenholt], postcode: ZZ1 4HC}], access: \
               {information_formats: [{local_code: \"local:large_print\"}], written_language: en, \
               last_checked_on: 2026-04-20}}, {party_id: p-tove, roles: [named_coordinator, \
               signing_officer], name: {given: Tove, family: Lindgate}, organisation: Brackenholt \
               Council, record_restricted: false}]}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, record_restricted: false, addresses: \
               [{lines: [8 Heron Court, Brackenholt], postcode: ZZ1 4HC}], access: \
               {information_formats: [{local_code: \"local:large_print\", min_point_size: 20}], \
               written_language: en, last_checked_on: 2026-04-20}}, {party_id: p-tove, roles: \
               [named_coordinator, signing_officer], name: {given: Tove, family: Lindgate}, \
               organisation: Brackenholt Council, record_restricted: false}]}",
        beside: &[],
    },
    judge: without_size,
}];

fn without_size(case: &Case<'_>, findings: &mut Findings) {
    for (number, access) in accesses(case) {
        let formats = &access.information_formats;
        let sized = formats.iter().any(|format| {
            format.min_point_size.is_some()
                || leads_to(case, format).any(|lead| matches!(lead, LeadsTo::Size(_)))
        });
        let large = formats
            .iter()
            .position(|format| leads_to(case, format).any(|lead| *lead == LeadsTo::LargePrint));
        if let (false, Some(format)) = (sized, large) {
            findings.add(
                format!("parties[{number}].access.information_formats[{format}]"),
                "large print is asked for, and no size is recorded",
            );
        }
    }
}
