//! The form that people can read: FMT-03 to FMT-09, FMT-20. Whom it concerns: the person and whoever is to
//! have a copy. What is printed, and how, is looked at on the finished page.

mod checked;
mod face;
mod missing;
mod reading;
mod rows;
mod size;

pub use reading::is_explained;

use super::{Case, Check};
use crate::plan::{Access, LanguageTag, Party, Regime};
use crate::template::LeadsTo;

/// The family's checks, in the order of their ids.
pub(super) const CHECKS: &[&[Check]] =
    &[size::CHECKS, missing::CHECKS, rows::CHECKS, checked::CHECKS, face::CHECKS];

/// The person and everybody who is to have a copy, with their places among the parties.
fn readers<'a>(case: &Case<'a>) -> Vec<(usize, &'a Party)> {
    let record = case.record();
    let asked: Vec<&str> = record
        .copy_requests
        .iter()
        .chain(&record.recipients)
        .filter(|request| request.withdrawn_on.is_none())
        .map(|request| request.party.as_str())
        .collect();
    let reads = |party: &Party| party.is_subject || asked.contains(&party.party_id.as_str());
    record.parties.iter().enumerate().filter(|(_, party)| reads(party)).collect()
}

/// How each reader reads, where that is recorded: with their place among the parties.
fn accesses<'a>(case: &Case<'a>) -> impl Iterator<Item = (usize, &'a Access)> {
    readers(case).into_iter().filter_map(|(number, party)| Some((number, party.access.as_ref()?)))
}

/// What the codes of one form of information lead to.
fn leads_to<'a>(
    case: &Case<'a>,
    format: &'a crate::plan::InformationFormat,
) -> impl Iterator<Item = &'a LeadsTo> {
    let codes = &case.lists().codes;
    let all = format.snomed.iter().chain(&format.local_code);
    all.filter_map(move |code| codes.information_format(code))
}

/// Where a party asks for easy read, among its forms of information.
fn asks_for_easy_read(case: &Case<'_>, access: &Access) -> Option<usize> {
    access
        .information_formats
        .iter()
        .position(|format| leads_to(case, format).any(|lead| *lead == LeadsTo::EasyRead))
}

/// The languages that a party reads; both where nobody asked in Wales.
fn languages(case: &Case<'_>, access: &Access) -> Vec<LanguageTag> {
    let record = case.record();
    let written = access.written_language.iter();
    let mut languages: Vec<LanguageTag> =
        written.chain(access.also_languages.iter().flatten()).cloned().collect();
    if languages.is_empty() {
        let wales = matches!(record.regime, Regime::WalesAdult | Regime::WalesCarer);
        languages = if wales {
            vec![LanguageTag::cy(), LanguageTag::en()]
        } else {
            vec![record.main_language()]
        };
    }
    languages
}
