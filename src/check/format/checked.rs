//! FMT-09: when somebody last asked how a person reads.

use jiff::ToSpan;

use super::readers;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{Party, Role};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "FMT-09",
    why: "Sight, hearing and reading change. The standard asks that needs for information are looked \
          at again regularly; a year is the longest that a plan should rely on an old answer.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{parties: [{party_id: p-ida, is_subject: true, roles: [subject], \
               name: {given: Ida, family: Fenwharf}, record_restricted: false, addresses: \
               [{lines: [8 Heron Court, Brackenholt], postcode: ZZ1 4HC}], access: \
               {written_language: en, last_checked_on: 2025-05-31}}, {party_id: p-tove, roles: \
               [named_coordinator, signing_officer], name: {given: Tove, family: Lindgate}, \
               organisation: Brackenholt Council, record_restricted: false}]}",
        beside: &[],
    },
    passes: Example { sound: "easy_read_letter", with: "{}", beside: &[] },
    judge: not_checked,
}];

fn not_checked(case: &Case<'_>, findings: &mut Findings) {
    let year_ago = case.date().saturating_sub(1.year());
    for (number, party) in readers(case) {
        let checked = party.access.as_ref().and_then(|access| access.last_checked_on);
        let field = format!("parties[{number}].access.last_checked_on");
        match checked {
            Some(day) if day < year_ago => {
                findings.add(field, "needs for information were last checked more than a year ago");
            }
            None if is_asked(party) => {
                findings.add(field, "nobody recorded when needs for information were checked");
            }
            _ => {}
        }
    }
}

/// The person, family and friends are asked; of people at work only those whose needs are on record.
fn is_asked(party: &Party) -> bool {
    let at_home = [
        Role::Carer,
        Role::CaredFor,
        Role::SpousePartner,
        Role::HouseholdMember,
        Role::Family,
        Role::Friend,
    ];
    party.is_subject
        || party.access.is_some()
        || party.roles.iter().any(|role| at_home.contains(role))
}

#[cfg(test)]
mod tests {
    use crate::check::data::tests::{fields, found};

    #[test]
    fn a_year_to_the_day_is_not_too_long() {
        for (access, found_at) in [
            ("{last_checked_on: 2025-06-01}", false),
            ("{last_checked_on: 2025-05-31}", true),
            ("{written_language: en}", true),
        ] {
            let with = format!(
                "{{parties: [{{party_id: p, is_subject: true, roles: [subject], name: {{given: A}}, \
                 access: {access}}}]}}"
            );
            assert_eq!(!found("FMT-09", &with).is_empty(), found_at, "{access}");
        }
    }

    #[test]
    fn only_who_is_to_read_it_is_asked_and_no_firm() {
        let with = "{parties: [{party_id: p, is_subject: true, roles: [subject], name: {given: A}, \
                    access: {last_checked_on: 2026-05-01}}, {party_id: s, roles: [family], name: \
                    {given: B}}, {party_id: t, roles: [family], name: {given: C}}, {party_id: f, \
                    roles: [provider], name: {full: D}}], copy_requests: [{party: s}], recipients: \
                    [{party: f}]}";
        assert_eq!(fields(&found("FMT-09", with)), ["parties[1].access.last_checked_on"]);
    }
}
