//! The print room's files: the manifest of each stream against the run's own, its lists, the ledger
//! and, sheet by sheet, every print file.

mod account;
mod entries;
mod envelope;
mod lists;
mod sheets;
mod slips;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::iter::{ParallelBridge, ParallelIterator};
use serde_json::Value;

use super::folder::stays_inside;
use super::manifest::{FILE_NAME, Manifest};
use super::{Check, Disagreement, VerifyError};
use crate::ledger::Ledger;
use crate::print::{ASIDE, Batch, Stream, batch_lists, stream_lists, stream_summary};

/// What reading the print files came to.
#[derive(Default)]
pub(super) struct Printed {
    /// Print files that were read.
    pub(super) files: usize,
    /// The sheets of mailpieces in them.
    pub(super) sheets: usize,
    /// All that does not agree.
    pub(super) found: Vec<Disagreement>,
}

/// Reads every print file and every list about it.
pub(super) fn check(folder: &Path, manifest: &Manifest) -> Result<Printed, VerifyError> {
    let mut printed = Printed::default();
    let found = &mut printed.found;
    let streams: Vec<Stream> =
        manifest.print.iter().filter_map(|summary| stream(folder, summary, found)).collect();
    if folder.join(ASIDE).exists() {
        let message =
            "a reprint was cut off: give the same `planpress reprint` again, which ends it";
        found.push(Disagreement::new(Check::Present, ASIDE, message));
    }
    let mut known = BTreeSet::new();
    for stream in &streams {
        let lists = stream_lists(stream);
        found.extend(lists::compare(folder, &lists));
        found.extend(account::sums(stream));
        known.extend(lists.into_iter().map(|(path, _)| path));
        known.extend(stream.batches.iter().map(|batch| stream.path_of(batch)));
    }
    // Where a stream can't be read, every sum would be wrong for that alone.
    if streams.len() == manifest.print.len() {
        let lists = batch_lists(&streams);
        found.extend(lists::compare(folder, &lists));
        known.extend(lists.into_iter().map(|(path, _)| path));
        found.extend(lists::strangers(folder, &known)?);
        let entries = entries::entries(manifest);
        found.extend(account::copies(&streams, &entries));
        found.extend(account::counts(&streams, manifest));
        found.extend(envelope::readers(&streams, &entries, manifest.run.householding));
        found.extend(ledger(folder, &streams));
    }
    let batches = streams.iter().flat_map(|one| one.batches.iter().map(move |batch| (one, batch)));
    let read: Vec<(usize, Vec<Disagreement>)> =
        batches.par_bridge().map(|(stream, batch)| file(folder, stream, batch)).collect();
    for (sheets, disagreements) in read {
        printed.files += usize::from(sheets > 0);
        printed.sheets += sheets;
        printed.found.extend(disagreements);
    }
    Ok(printed)
}

/// A stream as its manifest has it, where that is what the run's own manifest sums up.
fn stream(folder: &Path, summary: &Value, found: &mut Vec<Disagreement>) -> Option<Stream> {
    let path = summary.get("manifest").and_then(Value::as_str).unwrap_or_default();
    if !stays_inside(path) {
        let message = "the path of a stream's manifest leads elsewhere";
        found.push(Disagreement::new(Check::Name, FILE_NAME, message));
        return None;
    }
    let bytes = fs::read(folder.join(path)).unwrap_or_default();
    let stream = serde_json::from_slice::<Stream>(&bytes).ok();
    let Some(stream) = stream.filter(|one| one.manifest() == path) else {
        let message = "it is not there, or is no manifest of this stream: print nothing of it";
        found.push(Disagreement::new(Check::List, path, message));
        return None;
    };
    if stream_summary(&stream) != *summary {
        let message = format!("its sums or print files are not those of `{FILE_NAME}`");
        found.push(Disagreement::new(Check::List, path, message));
    }
    Some(stream)
}

/// Where what is wrong with a batch is told: at its print file.
fn place_of(batch: &Batch) -> &str {
    batch.file.as_ref().map_or(batch.id.as_str(), |file| file.path.as_str())
}

/// One batch's print file: its sheets, and all that does not agree.
fn file(folder: &Path, stream: &Stream, batch: &Batch) -> (usize, Vec<Disagreement>) {
    let Some(file) = &batch.file else { return (0, Vec::new()) };
    let fails = |check, message: String| (0, vec![Disagreement::new(check, &*file.path, message)]);
    if file.path != stream.path_of(batch) {
        return fails(Check::Name, format!("the print file of batch {} is elsewhere", batch.id));
    }
    match fs::read(folder.join(&file.path)) {
        Ok(bytes) => sheets::compare(folder, (batch, file), stream.kind.duplex, &bytes),
        // That it is missing is told with the other files.
        Err(_) => (0, Vec::new()),
    }
}

/// The ledger's mailpieces against those of the manifests.
fn ledger(folder: &Path, streams: &[Stream]) -> Vec<Disagreement> {
    let live = Ledger::look(folder).and_then(|ledger| match ledger {
        Some(ledger) => ledger.live(),
        None => Ok(None),
    });
    let fails =
        |check, message: String| vec![Disagreement::new(check, crate::ledger::FILE_NAME, message)];
    match live {
        Ok(Some(live)) => account::ledger(streams, live),
        Ok(None) if streams.is_empty() => Vec::new(),
        Ok(None) => {
            let message = "no print file is written down here, so that nobody can tell which \
                           mailpieces are void: run again";
            fails(Check::Present, message.to_owned())
        }
        Err(error) => fails(Check::Readable, error.to_string()),
    }
}
