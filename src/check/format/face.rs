//! FMT-20: a face that the program does not have.

use super::accesses;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::FACES;

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "FMT-20",
    why: "Somebody reads one face best. The copy is made in the council's own face where the one that \
          they asked for is not here, and nobody would know why they can't read it.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, record_restricted: false, addresses: \
               [{lines: [8 Heron Court, Brackenholt], postcode: ZZ1 4HC}], access: \
               {information_formats: [{local_code: \"local:easy_read\"}], written_language: en, \
               font: OpenDyslexic, last_checked_on: 2026-04-20}}, {party_id: p-tove, roles: \
               [named_coordinator, signing_officer], name: {given: Tove, family: Lindgate}, \
               organisation: Brackenholt Council, record_restricted: false}]}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, record_restricted: false, addresses: \
               [{lines: [8 Heron Court, Brackenholt], postcode: ZZ1 4HC}], access: \
               {information_formats: [{local_code: \"local:easy_read\"}], written_language: en, \
               font: Noto Sans, last_checked_on: 2026-04-20}}, {party_id: p-tove, roles: \
               [named_coordinator, signing_officer], name: {given: Tove, family: Lindgate}, \
               organisation: Brackenholt Council, record_restricted: false}]}",
        beside: &[],
    },
    judge: not_here,
}];

fn not_here(case: &Case<'_>, findings: &mut Findings) {
    for (number, access) in accesses(case) {
        let Some(font) = &access.font else { continue };
        let here = FACES.iter().any(|(name, _)| font.trim().eq_ignore_ascii_case(name));
        if !here {
            findings.add(
                format!("parties[{number}].access.font"),
                "the program does not have the face that is asked for",
            );
        }
    }
}
