//! What the print room has to do, file by file, and what it needs to have ready.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{counted, grouped};
use crate::print::{Accuracy, Arranged, Batch, PARCEL, Stream};

/// The section of the print room.
#[derive(Serialize)]
pub(super) struct PrintRoom {
    /// None where nothing is printed.
    summary: Option<String>,
    /// How many sheets were expected before a page was made.
    expected: Option<String>,
    files: Vec<PrintFileLine>,
    /// "C5: 212", in the order of streams.
    envelopes: Vec<String>,
    /// Paper to load.
    paper: Vec<String>,
    /// Leaflets to have ready.
    inserts: Vec<String>,
}

/// One print file.
#[derive(Serialize)]
struct PrintFileLine {
    batch: String,
    /// None where it could not be made.
    path: Option<String>,
    mailpieces: String,
    sheets: String,
    paper: String,
    envelope: String,
    goes: String,
}

impl PrintRoom {
    pub(super) fn new(arranged: &Arranged, accuracy: &Accuracy) -> Self {
        let totals = arranged.totals();
        let batches = || {
            let streams = arranged.streams.iter();
            streams.flat_map(|stream| stream.batches.iter().map(move |batch| (stream, batch)))
        };
        let mut envelopes: BTreeMap<String, usize> = BTreeMap::new();
        let mut inserts: BTreeMap<String, usize> = BTreeMap::new();
        let mut paper: BTreeMap<&str, usize> = BTreeMap::new();
        for (stream, batch) in batches() {
            // Separators and the batch's own cover are of the same paper.
            let file = batch.file.as_ref();
            let own = file.map_or(0, |file| file.cover_sheets + file.separator_sheets);
            *paper.entry(&stream.kind.paper).or_default() += batch.totals.sheets + own;
            for placed in &batch.mailpieces {
                *envelopes.entry(envelope(&placed.envelope)).or_default() += 1;
                for one in &placed.enclosures {
                    *inserts.entry(one.kind.replace('_', " ")).or_default() += 1;
                }
            }
        }
        let of = |(name, count): (String, usize)| format!("{name}: {}", grouped(count));
        let summary = (totals.mailpieces > 0).then(|| {
            format!(
                "{} in {}, {}. Print each file whole, and put each mailpiece into its own envelope.",
                counted(totals.mailpieces, "mailpiece", "mailpieces"),
                counted(batches().count(), "print file", "print files"),
                counted(totals.sheets, "sheet", "sheets"),
            )
        });
        let expected = accuracy.sheets.off_percent.map(|off| {
            let (sheets, many) = (grouped(accuracy.sheets.foreseen), off > 0.0);
            let off = match off.abs() {
                0.0 => "exactly as many".to_owned(),
                off => format!("{off} % too {}", if many { "many" } else { "few" }),
            };
            format!("Before a page was made, {sheets} sheets were expected: {off}.")
        });
        Self {
            summary,
            expected,
            files: batches().map(|(stream, batch)| line(stream, batch)).collect(),
            envelopes: envelopes.into_iter().map(of).collect(),
            paper: paper.into_iter().map(|(name, count)| of((name.to_owned(), count))).collect(),
            inserts: inserts.into_iter().map(of).collect(),
        }
    }
}

fn line(stream: &Stream, batch: &Batch) -> PrintFileLine {
    let kind = &stream.kind;
    let sides = if kind.duplex { "both sides" } else { "one side" };
    let posted = kind.postage.as_deref().map(|postage| postage.replace('_', " "));
    PrintFileLine {
        batch: batch.id.clone(),
        path: batch.file.as_ref().map(|file| file.path.clone()),
        mailpieces: grouped(batch.totals.mailpieces),
        sheets: grouped(batch.totals.sheets),
        paper: format!("{}, {sides}", kind.paper),
        envelope: kind.envelope.as_deref().map_or_else(
            || if posted.is_some() { envelope(PARCEL) } else { "see its list".into() },
            envelope,
        ),
        goes: posted
            .map_or_else(|| kind.route.as_str().to_owned(), |format| format!("post, {format}")),
    }
}

/// An envelope as people call it.
fn envelope(name: &str) -> String {
    if name == PARCEL { "packed by hand".into() } else { name.to_uppercase() }
}
