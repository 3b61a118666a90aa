//! Every copy in exactly one envelope, and every number adding up: the manifests of the streams
//! against one another, the run's own manifest and the ledger.

use std::collections::{BTreeMap, BTreeSet};

use super::super::manifest::{FILE_NAME, Manifest};
use super::super::{Check, Disagreement};
use super::entries::{Entries, Entry};
use super::place_of;
use crate::ledger::Live;
use crate::print::{Batch, Part, Placed, PlacedDocument, Stream, Totals, sheets};

/// Such as `batch c5-0003, mailpiece 412`.
pub(super) fn name(batch: &str, sequence: u32) -> String {
    format!("batch {batch}, mailpiece {sequence}")
}

/// Whether the sheets and sums of a stream add up.
pub(super) fn sums(stream: &Stream) -> Vec<Disagreement> {
    let path = stream.manifest();
    let mut found = Vec::new();
    let mut add = |message: String| found.push(Disagreement::new(Check::Counts, &*path, message));
    for batch in &stream.batches {
        for (number, placed) in (1..).zip(&batch.mailpieces) {
            let name = name(&batch.id, placed.sequence);
            if placed.sequence != number {
                add(format!("{name} stands where mailpiece {number} should"));
            }
            let mut next = 1;
            for one in &placed.documents {
                let needed = sheets(one.document.pages, stream.kind.duplex);
                if one.first_sheet != next || one.sheets != needed {
                    add(format!("{name}: the sheets of {} don't add up", one.document.path));
                }
                next += one.sheets;
            }
            if placed.sheets + 1 != next {
                let (said, are) = (placed.sheets, next - 1);
                add(format!("{name}: {said} sheets are said, and its documents have {are}"));
            }
        }
        if batch.totals != Totals::of(&batch.mailpieces) {
            add(format!("batch {}: its sums are not those of its mailpieces", batch.id));
        }
    }
    if stream.totals != stream.batches.iter().map(|batch| batch.totals).sum() {
        add("the sums are not those of the batches".into());
    }
    found
}

/// What is wrong with a document that should be this copy, under the cover before it.
fn differs(entry: Entry<'_>, one: &PlacedDocument, cover: Option<&str>) -> Option<String> {
    let document = &one.document;
    let recipient = entry.number("recipient");
    let says = document.recipient.and_then(|number| u64::try_from(number).ok());
    let plan = entry.number("plan");
    if plan != Some(u64::from(document.plan)) || recipient != says {
        return Some(format!("is listed as of another plan or recipient than in `{FILE_NAME}`"));
    }
    if entry.cover("path") != cover {
        return Some("lies under another cover than its own: it would go to somebody else".into());
    }
    None
}

/// Whether every copy that goes on paper is in exactly one mailpiece that is not void, under its own
/// cover, as it was made.
pub(super) fn copies(streams: &[Stream], entries: &Entries<'_>) -> Vec<Disagreement> {
    let covers: BTreeMap<&str, &str> = entries
        .values()
        .filter_map(|entry| entry.cover("path").zip(entry.cover("sha256")))
        .collect();
    let mut found = Vec::new();
    let mut places: BTreeMap<&str, Vec<(&str, u64)>> = BTreeMap::new();
    for (batch, placed) in all(streams) {
        let mut add = |check, message: String| {
            let path = place_of(batch);
            let message = format!("{} {message}", name(&batch.id, placed.sequence));
            found.push(Disagreement::new(check, path, message));
        };
        let mut cover = None;
        for one in &placed.documents {
            let document = &one.document;
            let entry = entries.get(document.path.as_str());
            let made = match document.part {
                Part::Cover => covers.get(document.path.as_str()).copied(),
                Part::Copy => entry.and_then(|entry| entry.text("sha256")),
            };
            let of = format!("(sheet {}, {})", one.first_sheet, document.path);
            if made != Some(document.sha256.as_str()) {
                let message = "has what the last run did not make: it is stale, do not post it";
                add(Check::Sheets, format!("{message} {of}"));
            }
            match document.part {
                Part::Cover => cover = Some(document.path.as_str()),
                Part::Copy => {
                    if let Some(what) = entry.and_then(|entry| differs(*entry, one, cover)) {
                        add(Check::Sheets, format!("has a copy that {what} {of}"));
                    }
                    if placed.void_for.is_none() && batch.file.is_some() {
                        let place = (batch.id.as_str(), u64::from(placed.sequence));
                        places.entry(&document.path).or_default().push(place);
                    }
                }
            }
        }
        if let Some(again) = &placed.void_for
            && !is_in(streams, again, placed)
        {
            add(Check::Sheets, format!("is void, and batch {again} does not have it again"));
        }
    }
    for (path, entry) in entries {
        let there = places.get(path).map(Vec::as_slice).unwrap_or_default();
        let message = match (there, entry.place()) {
            ([], None) if entry.text("channel") == Some("post") => {
                "the copy goes by post, and is in no mailpiece".to_owned()
            }
            ([], None) => continue,
            ([one], Some(said)) if *one == said => continue,
            ([], Some(_)) => "the copy is in no mailpiece, and its list says that it is".to_owned(),
            ([_], _) => format!("the copy lies elsewhere than `{FILE_NAME}` says"),
            _ => format!("the copy would be sent {} times", there.len()),
        };
        found.push(Disagreement::new(Check::Listed, *path, message));
    }
    found
}

/// Whether the counts of the run are those of its print files.
pub(super) fn counts(streams: &[Stream], manifest: &Manifest) -> Vec<Disagreement> {
    let totals = Totals::of(live(streams).map(|(_, placed)| placed));
    let files = streams.iter().flat_map(|stream| &stream.batches);
    let files = files.filter(|batch| batch.file.is_some()).count();
    let sums = [
        ("printed", totals.copies),
        ("mailpieces", totals.mailpieces),
        ("sheets", totals.sheets),
        ("print_files", files),
    ];
    let said = |key: &str| manifest.count(key);
    let mut found: Vec<String> = sums
        .into_iter()
        .filter(|(key, sum)| said(key).is_some_and(|said| said != *sum as u64))
        .map(|(key, sum)| format!("`counts.{key}` is not the {sum} of the print room's manifests"))
        .collect();
    let ways = ["printed", "other_channels", "transcription", "held", "suppressed"].map(said);
    let ways: Option<Vec<u64>> = ways.into_iter().collect();
    if let (Some(ways), Some(copies)) = (ways, said("copies"))
        && ways.iter().sum::<u64>() != copies
    {
        found.push(
            "the copies printed, sent otherwise, held and suppressed are not all copies".into(),
        );
    }
    found.into_iter().map(|message| Disagreement::new(Check::Counts, FILE_NAME, message)).collect()
}

/// Whether the ledger has the same mailpieces as live.
pub(super) fn ledger(streams: &[Stream], known: Vec<Live>) -> Vec<Disagreement> {
    let printed = live(streams).map(|(batch, placed)| {
        let mut documents: Vec<String> =
            placed.documents.iter().map(|one| one.document.id.clone()).collect();
        documents.sort_unstable();
        Live { batch: batch.id.clone(), sequence: placed.sequence, documents }
    });
    let ours: BTreeSet<Live> = printed.collect();
    let theirs: BTreeSet<Live> = known.into_iter().collect();
    let differs = |one: &Live, message: &str| {
        let message = format!("{} {message}", name(&one.batch, one.sequence));
        Disagreement::new(Check::Listed, crate::ledger::FILE_NAME, message)
    };
    let ours_only = ours.difference(&theirs);
    let theirs_only = theirs.difference(&ours);
    ours_only
        .map(|one| differs(one, "is not what the ledger has as live"))
        .chain(
            theirs_only
                .map(|one| differs(one, "is live in the ledger, and not so in the manifest")),
        )
        .collect()
}

fn all(streams: &[Stream]) -> impl Iterator<Item = (&Batch, &Placed)> {
    streams.iter().flat_map(Stream::placed)
}

fn live(streams: &[Stream]) -> impl Iterator<Item = (&Batch, &Placed)> {
    streams.iter().flat_map(Stream::live)
}

/// Whether a batch has all the documents of a mailpiece in one of its own.
fn is_in(streams: &[Stream], batch: &str, placed: &Placed) -> bool {
    let paths = |placed: &Placed| -> Vec<String> {
        placed.documents.iter().map(|one| one.document.path.clone()).collect()
    };
    all(streams).any(|(one, other)| one.id == batch && paths(other) == paths(placed))
}
