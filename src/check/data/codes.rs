//! DAT-01: codes of what somebody needs, damaged on their way here.

use super::only_warns;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::finding::Finding;
use crate::plan::{Access, snomed_fault};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-01",
    why: "The code says in which form a person can read, or whom they need to understand. A \
          spreadsheet that takes it for a number rounds it, and then it means nothing: the person \
          would get a copy that they can't read. The last digit of a SNOMED CT code shows whether \
          it arrived whole.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, record_restricted: false, addresses: \
               [{lines: [8 Heron Court, Brackenholt], postcode: ZZ1 4HC}], access: \
               {contact_methods: [\"9.36721E+14\"], written_language: en, \
               last_checked_on: 2026-04-20}}, {party_id: p-tove, roles: [named_coordinator, \
               signing_officer], name: {given: Tove, family: Lindgate}, organisation: Brackenholt \
               Council, record_restricted: false}]}",
        beside: &[],
    },
    passes: Example { sound: "easy_read_letter", with: "{}", beside: &[] },
    judge: damaged,
}];

fn damaged(case: &Case<'_>, findings: &mut Findings) {
    for (number, party) in case.record().parties.iter().enumerate() {
        if let Some(access) = &party.access {
            let at = format!("parties[{number}].access");
            for (list, codes) in lists_of(access) {
                for (number, code) in codes.iter().enumerate() {
                    whole(case, findings, &format!("{at}.{list}[{number}]"), code);
                }
            }
            formats(case, findings, &at, access);
        }
    }
}

fn lists_of(access: &Access) -> [(&'static str, &[String]); 3] {
    [
        ("contact_methods", &access.contact_methods),
        ("communication_support", &access.communication_support),
        ("professionals_needed", &access.professionals_needed),
    ]
}

fn formats(case: &Case<'_>, findings: &mut Findings, at: &str, access: &Access) {
    for (number, format) in access.information_formats.iter().enumerate() {
        let at = format!("{at}.information_formats[{number}]");
        if let Some(code) = &format.snomed
            && whole(case, findings, &format!("{at}.snomed"), code)
        {
            known(case, findings, &format!("{at}.snomed"), code);
        }
        if let Some(code) = &format.local_code {
            known(case, findings, &format!("{at}.local_code"), code);
        }
    }
}

/// Whether a code arrived whole; a finding if not.
fn whole(case: &Case<'_>, findings: &mut Findings, field: &str, code: &str) -> bool {
    let codes = &case.lists().codes;
    if codes.knows(code) {
        return true;
    }
    let Some(fault) = snomed_fault(code) else { return true };
    let mut finding =
        Finding::new(findings.rule(), format!("the SNOMED CT code {}", fault.words())).at(field);
    if let Some(probably) = codes.probably(code) {
        finding = finding.label(format!("probably {probably}"));
    }
    findings.put(finding);
    false
}

/// A form of information that nobody has said what to do with holds the copy in a run.
fn known(case: &Case<'_>, findings: &mut Findings, field: &str, code: &str) {
    if case.lists().codes.information_format(code).is_none() {
        findings.put(
            only_warns("DAT-01", field, "the code table doesn't know this form of information").help(
                "no copy is made while it stands so (FMT-01): correct the code, or add it to the \
                 code table",
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::data::tests::found;
    use crate::finding::Severity::{self, Block, Warn};

    fn codes(access: &str) -> Vec<(String, Severity, String)> {
        let with = format!(
            "parties: [{{party_id: a, is_subject: true, roles: [subject], name: {{given: A}}, \
             access: {access}}}]"
        );
        let found = found("DAT-01", &with).into_iter();
        found.map(|finding| (finding.field, finding.severity, finding.label)).collect()
    }

    #[test]
    fn a_rounded_code_is_found_at_its_place_with_what_it_was() {
        let found = codes(
            "{information_formats: [{snomed: \"11\"}, {snomed: \"1082551000000100\"}], \
             professionals_needed: [\"204331000000107\", \"1.08E+15\"]}",
        );
        assert_eq!(found.len(), 2);
        let (field, severity, label) = &found[1];
        assert_eq!(field, "parties[0].access.information_formats[1].snomed");
        assert_eq!(*severity, Block);
        assert_eq!(label, "probably 1082551000000105");
        assert_eq!(found[0].0, "parties[0].access.professionals_needed[1]");
        assert_eq!(found[0].2, "");
    }

    #[test]
    fn a_sound_code_that_the_table_does_not_know_is_a_warning() {
        let found = codes(
            "{information_formats: [{snomed: \"1082551000000105\"}, {local_code: \"local:lp99\"}], \
             communication_support: [\"1082661000000107\"]}",
        );
        let fields: Vec<&str> = found.iter().map(|found| found.0.as_str()).collect();
        let formats = "parties[0].access.information_formats";
        assert_eq!(fields, [format!("{formats}[0].snomed"), format!("{formats}[1].local_code")]);
        assert!(found.iter().all(|found| found.1 == Warn));
    }
}
