//! The print room's part of a run: copies and covers become mailpieces, mailpieces become print files
//! and lists. Print files are merged side by side, each from the copies as they lie in the folder.

mod pieces;
mod reprint;
mod slips;

use std::collections::HashMap;
use std::io;

use jiff::civil::Date;
use rayon::iter::{ParallelBridge, ParallelIterator};

use super::outcome::RecordOutcome;
use super::{Fatal, Kit, Store};
use crate::config::Print;
use crate::finding::Finding;
use crate::ledger::{BatchEntry, MailpieceEntry, PrintEntry};
use crate::print::{
    Arranged, Batch, Document, FileError, Papers, Placed, PrintFile, Stream, arrange, batch_lists,
    stream_lists, write_file,
};

pub(super) use pieces::{is_printed, paper, person};
pub use reprint::{Reprint, ReprintError, Reprinted, reprint};

/// What the print room was given, and where every copy lies.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// Streams and batches with their print files.
    pub(super) arranged: Arranged,
    /// The paths of all that was written.
    pub(super) paths: Vec<String>,
    /// The batch and place of each copy, by its name in lists; only where the batch was printed.
    slots: HashMap<String, (String, u32)>,
}

impl Printed {
    /// The batch of a copy and its mailpiece's number there.
    pub(super) fn slot(&self, copy: &str) -> Option<(&str, u32)> {
        self.slots.get(copy).map(|(batch, sequence)| (batch.as_str(), *sequence))
    }

    /// The batches that have a print file.
    pub(super) fn files(&self) -> impl Iterator<Item = (&Stream, &Batch, &PrintFile)> {
        self.arranged.streams.iter().flat_map(|stream| {
            stream
                .batches
                .iter()
                .filter_map(move |batch| Some((stream, batch, batch.file.as_ref()?)))
        })
    }
}

/// A print file as the ledger keeps it.
pub(super) fn entry(batch: &Batch, file: &PrintFile) -> BatchEntry {
    let mailpieces = batch.mailpieces.iter().map(|placed| {
        let prints = placed.documents.iter().map(|one| PrintEntry {
            document: one.document.id.clone(),
            path: one.document.path.clone(),
            sha256: one.document.sha256.clone(),
        });
        let (sequence, sheets) = (placed.sequence, placed.sheets);
        MailpieceEntry { sequence, sheets, prints: prints.collect() }
    });
    BatchEntry {
        name: batch.id.clone(),
        path: file.path.clone(),
        sha256: file.sha256.clone(),
        mailpieces: mailpieces.collect(),
    }
}

/// Writes every print file and every list of the print room.
pub(super) fn print<'a>(
    kit: &Kit,
    store: &Store,
    date: Date,
    records: impl Iterator<Item = &'a RecordOutcome>,
    fingerprint: &str,
) -> Result<Printed, Fatal> {
    let mailpieces = pieces::mailpieces(records, &kit.config.print, fingerprint);
    let mut arranged = arrange(mailpieces, &kit.config.print);
    let slips = slips::Slips::new(kit, date)?;
    let press = Press { store, slips };
    let batches = arranged.streams.iter().enumerate().flat_map(|(place, stream)| {
        stream.batches.iter().enumerate().map(move |(number, batch)| (place, number, stream, batch))
    });
    let made: Vec<_> = batches
        .par_bridge()
        .map(|(place, number, stream, batch)| (place, number, press.file(stream, batch)))
        .collect();
    let mut failed = Vec::new();
    for (place, number, file) in made {
        let batch = &mut arranged.streams[place].batches[number];
        match file {
            Ok(file) => batch.file = Some(file),
            Err(error) => failed.push(((place, number), error.finding(batch))),
        }
    }
    failed.sort_by_key(|(place, _)| *place);
    arranged.findings.extend(failed.into_iter().map(|(_, finding)| finding));
    let mut printed = Printed {
        slots: slots(arranged.streams.iter().flat_map(Stream::live)),
        arranged,
        paths: Vec::new(),
    };
    lists(&mut printed, store)?;
    Ok(printed)
}

/// Where every copy of a batch that was printed lies; of one that was printed again, where it does now.
fn slots<'a>(
    live: impl Iterator<Item = (&'a Batch, &'a Placed)>,
) -> HashMap<String, (String, u32)> {
    let copies = live.flat_map(|(batch, placed)| {
        let names = placed.documents.iter().filter_map(|one| one.document.copy.clone());
        names.map(|name| (name, (batch.id.clone(), placed.sequence)))
    });
    copies.collect()
}

/// Each stream's manifest, and a list of all print files.
fn lists(printed: &mut Printed, store: &Store) -> Result<(), Fatal> {
    let Printed { arranged, paths, .. } = printed;
    let streams = &arranged.streams;
    for (path, bytes) in
        batch_lists(streams).into_iter().chain(streams.iter().flat_map(stream_lists))
    {
        store.write(&path, &bytes)?;
        paths.push(path);
    }
    let batches = streams.iter().flat_map(|stream| &stream.batches);
    paths.extend(batches.filter_map(|batch| Some(batch.file.as_ref()?.path.clone())));
    Ok(())
}

/// What the print room would get by the pages that were expected before any was made.
pub(super) fn expected<'a>(
    records: impl Iterator<Item = &'a RecordOutcome>,
    print: &Print,
) -> Arranged {
    arrange(pieces::expected(records, print), print)
}

/// Makes print files out of what lies in the folder.
struct Press<'a> {
    store: &'a Store,
    slips: slips::Slips<'a>,
}

impl Press<'_> {
    fn file(&self, stream: &Stream, batch: &Batch) -> Result<PrintFile, FileError> {
        let path = stream.path_of(batch);
        let written = self.store.write_with(&path, |out| write_file(stream, batch, self, out));
        written.unwrap_or_else(|source| Err(FileError::Write { path, source }))
    }
}

impl Papers for Press<'_> {
    fn language(&self) -> &str {
        self.slips.language()
    }

    fn batch_cover(&self, stream: &Stream, batch: &Batch) -> Result<Vec<u8>, Vec<Finding>> {
        self.slips.batch_cover(stream, batch)
    }

    fn separator(&self, batch: &Batch, placed: &Placed) -> Result<Option<Vec<u8>>, Vec<Finding>> {
        self.slips.separator(batch, placed)
    }

    fn document(&self, document: &Document) -> io::Result<Vec<u8>> {
        self.store.read(&document.path)
    }
}
