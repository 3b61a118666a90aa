//! Which enclosures go with the copies of one recipient: documents that exist already, listed on the
//! cover and put into the envelope by hand or machine.

use super::{Job, Pack};
use crate::finding::Finding;
use crate::plan::{Enclosure, Record};

/// The enclosures of a mailpiece, with their numbers in the record. Each names the packs that it goes
/// with; one that names none goes with whole plans, which the person has and who decides in their
/// place, and with nobody else's copy: an enclosure can't be redacted.
pub fn enclosures<'a>(record: &'a Record, jobs: &[&Job]) -> Vec<(usize, &'a Enclosure)> {
    let goes_with = |enclosure: &Enclosure, pack: Pack| {
        if enclosure.packs.is_empty() {
            pack == Pack::Full
        } else {
            enclosure.packs.iter().any(|name| Pack::named(name) == Some(pack))
        }
    };
    let all = record.enclosures.iter().enumerate();
    all.filter(|(_, enclosure)| jobs.iter().any(|job| goes_with(enclosure, job.pack))).collect()
}

/// Enclosures that name a pack that there is not, and so would be left out in silence.
pub fn unknown_packs(record: &Record) -> Vec<Finding> {
    let named = record.enclosures.iter().enumerate().flat_map(|(number, enclosure)| {
        enclosure.packs.iter().enumerate().map(move |(place, name)| (number, place, name))
    });
    let unknown = named.filter(|(.., name)| Pack::named(name).is_none());
    unknown
        .map(|(number, place, _)| {
            let names = Pack::ALL.map(Pack::as_str).join(", ");
            Finding::new("PRT-11", "an enclosure goes with a pack that there is not")
                .at(format!("enclosures[{number}].packs[{place}]"))
                .help(format!("the packs are {names}"))
        })
        .collect()
}
