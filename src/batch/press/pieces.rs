//! Which copies lie in which envelope: what was made for one reader of one record and goes on paper by
//! one way.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::batch::outcome::{Copy, CoverMade, RecordOutcome, State};
use crate::batch::report::{copy_name, id_of, plan_number};
use crate::config::{AlsoPrinted, Print};
use crate::disclose::Way;
use crate::plan::{Paper, Party, PostTo, post_to};
use crate::print::{Document, Mailpiece, PARCEL, Part, Route, WHITE};

/// Whether the print room prints what goes this way.
pub(in crate::batch) fn is_printed(way: Way, print: &Print) -> bool {
    route(way, print).is_some()
}

fn route(way: Way, print: &Print) -> Option<Route> {
    match way {
        Way::Post => Some(Route::Post),
        Way::Collect => print.also.contains(&AlsoPrinted::Collect).then_some(Route::Collect),
        Way::Hand => print.also.contains(&AlsoPrinted::Hand).then_some(Route::Hand),
        Way::Email | Way::Portal | Way::Transcription | Way::File => None,
    }
}

/// Every mailpiece, in the order of records and their readers.
pub(super) fn mailpieces<'a>(
    records: impl Iterator<Item = &'a RecordOutcome>,
    print: &Print,
    fingerprint: &str,
) -> Vec<Mailpiece> {
    records.flat_map(|record| of_record(record, print, fingerprint)).collect()
}

/// The same with the pages that were expected before any was made, each in the envelope that they
/// would need.
pub(super) fn expected<'a>(
    records: impl Iterator<Item = &'a RecordOutcome>,
    print: &Print,
) -> Vec<Mailpiece> {
    let foresee = |record: &RecordOutcome| {
        let mut pages: BTreeMap<&str, usize> = BTreeMap::new();
        for copy in &record.copies {
            pages.extend(copy.state.kept().map(|(path, ..)| (path, copy.estimated_pages)));
            let cover = copy.cover.as_ref();
            pages.extend(cover.map(|cover| (cover.path.as_str(), cover.estimated_pages)));
        }
        let mut pieces = of_record(record, print, "");
        for piece in &mut pieces {
            piece.made_for = None;
            for document in &mut piece.documents {
                document.pages = pages.get(document.path.as_str()).copied().unwrap_or_default();
            }
        }
        pieces
    };
    records.flat_map(foresee).collect()
}

fn of_record(record: &RecordOutcome, print: &Print, fingerprint: &str) -> Vec<Mailpiece> {
    type Envelope = (Option<usize>, Route);
    let mut pieces: BTreeMap<Envelope, Vec<(usize, &Copy)>> = BTreeMap::new();
    for (place, copy) in record.copies.iter().enumerate() {
        let made = matches!(copy.state, State::Made { .. });
        if let Some(route) = route(copy.way, print).filter(|_| made) {
            pieces.entry((copy.recipient, route)).or_default().push((place, copy));
        }
    }
    let pieces = pieces.into_iter();
    pieces.map(|((_, route), copies)| piece(record, route, &copies, fingerprint)).collect()
}

fn piece(
    record: &RecordOutcome,
    route: Route,
    copies: &[(usize, &Copy)],
    fingerprint: &str,
) -> Mailpiece {
    let mut documents = Vec::new();
    let first = copies.first().map(|(_, copy)| *copy);
    let cover = copies.iter().find_map(|(_, copy)| Some((*copy, copy.cover.as_ref()?)));
    let enclosures = cover.map_or_else(Vec::new, |(_, cover)| cover.enclosures.clone());
    documents.extend(cover.map(|(copy, cover)| cover_of(record, copy, cover)));
    documents.extend(copies.iter().filter_map(|(place, copy)| {
        let (path, sha256, pages, _) = copy.state.kept()?;
        let edition = copy.edition.as_ref();
        Some(Document {
            part: Part::Copy,
            id: id_of(path).to_owned(),
            path: path.to_owned(),
            sha256: sha256.to_owned(),
            pages,
            plan: plan_number(record),
            recipient: copy.recipient,
            copy: Some(copy_name(record, *place, fingerprint)),
            pack: Some(copy.pack.as_str().to_owned()),
            format: edition.map(|edition| edition.format.to_string()),
            size_pt: edition.map(|edition| edition.size_pt),
            language: edition.map_or_else(String::new, |edition| edition.language.to_string()),
        })
    }));
    Mailpiece {
        route,
        restricted: record.restricted,
        paper: first.map_or(WHITE, |copy| copy.paper).to_owned(),
        documents,
        enclosures,
        made_for: cover
            .map(|(_, cover)| cover.envelope.clone().unwrap_or_else(|| PARCEL.to_owned())),
        person: first.and_then(|copy| copy.person),
    }
}

fn cover_of(record: &RecordOutcome, copy: &Copy, cover: &CoverMade) -> Document {
    Document {
        part: Part::Cover,
        id: id_of(&cover.path).to_owned(),
        path: cover.path.clone(),
        sha256: cover.sha256.clone(),
        pages: cover.pages,
        plan: plan_number(record),
        recipient: copy.recipient,
        copy: None,
        pack: None,
        format: None,
        size_pt: None,
        language: cover.language.clone(),
    }
}

/// The paper that a party reads from.
pub(in crate::batch) fn paper(party: &Party) -> &'static str {
    match party.access.as_ref().and_then(|access| access.paper_colour).unwrap_or_default() {
        Paper::White => WHITE,
        Paper::Cream => "cream",
        Paper::Yellow => "yellow",
    }
}

/// The same number for the same person at the same address: by the number that their own record has
/// of them, and never by name or address alone. None where the record has no such number.
pub(in crate::batch) fn person(party: &Party, date: Date) -> Option<u64> {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let number = |kind: &str, number: &Option<String>| {
        let number = letters(number.as_deref()?);
        (number.len() >= 4).then(|| format!("{kind}{number}"))
    };
    let number = number("nhs", &party.nhs_number).or_else(|| number("case", &party.case_number))?;
    let mut hash = Sha256::new();
    hash.update(number);
    hash.update(letters(&party.name.formal()));
    if let PostTo::One(_, address) = post_to(party, date) {
        address.lines.iter().chain(&address.postcode).for_each(|line| hash.update(letters(line)));
    }
    let bytes = hash.finalize();
    Some(bytes.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}
