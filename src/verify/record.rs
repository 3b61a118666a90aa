//! What of a record would harm somebody in the wrong copy: values that tell who a party is and where
//! to find them, and every free text.

use super::values::{Kind, Needle};
use crate::plan::{ContactChannel, Name, Party, Piece, Record, Role, StringKind, strings};

/// The values that identify the record and the people in it.
pub(super) fn identifying(record: &Record, owner: u32) -> Vec<Needle> {
    let mut all = Vec::new();
    let mut add = |kind, value: String| all.push(Needle { kind, owner, value });
    add(Kind::CaseNumber, record.plan_id.clone());
    for party in &record.parties {
        for name in names(party) {
            add(Kind::Name, name);
        }
        if let Some(date) = party.date_of_birth {
            add(Kind::BirthDate, date.to_string());
        }
        if let Some(number) = &party.nhs_number {
            add(Kind::NhsNumber, number.clone());
        }
        if let Some(number) = &party.case_number {
            add(Kind::CaseNumber, number.clone());
        }
        for address in &party.addresses {
            let first = address.lines.first().map(String::as_str).unwrap_or_default();
            let last = address.postcode.as_deref().or(address.lines.last().map(String::as_str));
            add(Kind::Address, format!("{first}\n{}", last.unwrap_or_default()));
        }
        for contact in &party.contact {
            match contact.channel {
                ContactChannel::Email => add(Kind::Email, contact.value.clone()),
                _ => add(Kind::Phone, contact.value.clone()),
            }
        }
    }
    all
}

/// The names by which a page may call a party: the given names or the first of them, or what they
/// like to be called, with the family name. A whole name counts for people only: that of an
/// organisation may be words that every plan has.
fn names(party: &Party) -> Vec<String> {
    let Name { given, family, preferred, full, .. } = &party.name;
    let first = given.as_deref().and_then(|given| given.split_whitespace().next());
    let mut names: Vec<String> = [given.as_deref(), first, preferred.as_deref()]
        .into_iter()
        .flatten()
        .zip(std::iter::repeat(family))
        .filter_map(|(given, family)| Some(format!("{} {}", given.trim(), family.as_ref()?.trim())))
        .collect();
    let is_private = party.organisation.is_none()
        && party.job_title.is_none()
        && party.roles.iter().all(|role| is_private(*role));
    names.extend(full.iter().filter(|_| is_private).cloned());
    names
}

fn is_private(role: Role) -> bool {
    role.is_close() || matches!(role, Role::LegalRepresentative | Role::PersonOfConcern)
}

/// Every free text and easy-read sentence.
pub(super) fn texts(record: &Record, owner: u32) -> Vec<Needle> {
    let mut all = Vec::new();
    strings(record, "", &mut |piece: Piece<'_>| {
        if piece.kind != StringKind::Value {
            all.push(Needle { kind: Kind::Text, owner, value: piece.text.to_owned() });
        }
    });
    all
}
