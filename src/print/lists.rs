//! A stream's lists for spreadsheets and inserters: a row a mailpiece, and a row a document. Numbers
//! within the run stand for plans and people; no names and no destinations.

use serde::Serialize;
use serde_json::{Value, json};

use super::envelope::sides;
use super::mailpiece::Part;
use super::stream::{Batch, Placed, PlacedDocument, Stream, TREES};

/// The row of one mailpiece.
#[derive(Serialize)]
struct MailpieceRow<'a> {
    batch: &'a str,
    seq: u32,
    state: &'static str,
    plan: String,
    recipient: String,
    copies: usize,
    pages: usize,
    sheets: usize,
    enclosures: usize,
    enclosure_sheets: usize,
    envelope: &'a str,
    postage: &'a str,
    weight_g: u32,
    paper: &'a str,
    languages: String,
    insert: String,
}

/// The row of one document of a mailpiece.
#[derive(Serialize)]
struct DocumentRow<'a> {
    batch: &'a str,
    seq: u32,
    state: &'static str,
    part: Part,
    first_sheet: usize,
    sheets: usize,
    pages: usize,
    document: &'a str,
    copy_number: Option<&'a str>,
    copy: Option<&'a str>,
    pack: Option<&'a str>,
    format: Option<&'a str>,
    size_pt: Option<u32>,
    language: &'a str,
    path: &'a str,
    sha256: &'a str,
}

/// The row of one print file.
#[derive(Serialize)]
struct BatchRow<'a> {
    stream: &'a str,
    batch: &'a str,
    file: &'a str,
    route: &'a str,
    envelope: &'a str,
    postage: &'a str,
    paper: &'a str,
    sides: usize,
    mailpieces: usize,
    copies: usize,
    sheets: usize,
    enclosures: usize,
    pages_in_file: Option<usize>,
    bytes: Option<u64>,
    sha256: Option<&'a str>,
    state: &'static str,
}

/// A stream with its print files, as a run lists it; what lies in them is in its own manifest.
pub fn stream_summary(stream: &Stream) -> Value {
    let batches = stream.batches.iter().map(|batch| {
        let mut value = json!({
            "id": batch.id,
            "mailpieces": batch.totals.mailpieces,
            "copies": batch.totals.copies,
            "sheets": batch.totals.sheets,
            "enclosures": batch.totals.enclosures,
        });
        if let Some(file) = &batch.file {
            value["path"] = file.path.as_str().into();
            value["sha256"] = file.sha256.as_str().into();
            value["pages"] = file.pages.into();
            value["bytes"] = file.bytes.into();
            value["cover_sheets"] = file.cover_sheets.into();
            value["separator_sheets"] = file.separator_sheets.into();
        }
        value
    });
    json!({
        "stream": stream.name,
        "kind": stream.kind,
        "manifest": stream.manifest(),
        "totals": stream.totals,
        "batches": batches.collect::<Vec<_>>(),
    })
}

/// Every list of a stream by its path in the output folder: `manifest.json`, and the same for
/// spreadsheets.
pub fn stream_lists(stream: &Stream) -> [(String, Vec<u8>); 3] {
    let mut json = serde_json::to_vec_pretty(stream).unwrap_or_default();
    json.push(b'\n');
    let at = |name: &str| format!("{}/{name}", stream.folder());
    [
        (stream.manifest(), json),
        (at("manifest.csv"), mailpieces_csv(stream)),
        (at("documents.csv"), documents_csv(stream)),
    ]
}

/// The list of all print files by its path, and that of restricted ones; one of which there is no
/// stream is not there.
pub fn batch_lists(streams: &[Stream]) -> Vec<(String, Vec<u8>)> {
    let of = |tree: &&str| {
        let inside = streams.iter().filter(|stream| stream.tree() == *tree);
        (inside.clone().count() > 0).then(|| (format!("{tree}/batches.csv"), batches_csv(inside)))
    };
    TREES.iter().filter_map(of).collect()
}

/// A row a print file, in the order of printing. A batch whose file could not be made says so.
fn batches_csv<'a>(streams: impl Iterator<Item = &'a Stream>) -> Vec<u8> {
    let rows = streams.flat_map(|stream| {
        stream.batches.iter().map(move |batch| {
            let file = batch.file.as_ref();
            BatchRow {
                stream: &stream.name,
                batch: &batch.id,
                file: file.map_or("", |file| file.path.as_str()),
                route: stream.kind.route.as_str(),
                envelope: stream.kind.envelope.as_deref().unwrap_or("see manifest.csv"),
                postage: stream.kind.postage.as_deref().unwrap_or("none"),
                paper: &stream.kind.paper,
                sides: sides(stream.kind.duplex),
                mailpieces: batch.totals.mailpieces,
                copies: batch.totals.copies,
                sheets: batch.totals.sheets,
                enclosures: batch.totals.enclosures,
                pages_in_file: file.map(|file| file.pages),
                bytes: file.map(|file| file.bytes),
                sha256: file.map(|file| file.sha256.as_str()),
                state: if file.is_some() { "made" } else { "not_made" },
            }
        })
    });
    csv(BATCHES, rows)
}

/// A row a mailpiece, in the order of printing.
pub(super) fn mailpieces_csv(stream: &Stream) -> Vec<u8> {
    csv(MAILPIECES, stream.placed().map(|(batch, placed)| mailpiece_row(stream, batch, placed)))
}

/// A row a document, in the order of printing.
pub(super) fn documents_csv(stream: &Stream) -> Vec<u8> {
    let documents = stream.placed().flat_map(|(batch, placed)| {
        placed.documents.iter().map(move |document| document_row(batch, placed, document))
    });
    csv(DOCUMENTS, documents)
}

impl Placed {
    /// `live`, or `void` where it was printed again.
    pub fn state(&self) -> &'static str {
        if self.void_for.is_some() { "void" } else { "live" }
    }

    /// Everything different that its documents say, in their order.
    fn all(&self, of: impl Fn(&PlacedDocument) -> Option<String>) -> String {
        let mut all: Vec<String> = Vec::new();
        for value in self.documents.iter().filter_map(of) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all.join("+")
    }
}

fn mailpiece_row<'a>(stream: &'a Stream, batch: &'a Batch, placed: &'a Placed) -> MailpieceRow<'a> {
    let copies = placed.documents.iter().filter(|one| one.document.part == Part::Copy);
    let insert: Vec<&str> = placed.enclosures.iter().map(|one| one.kind.as_str()).collect();
    MailpieceRow {
        batch: &batch.id,
        seq: placed.sequence,
        state: placed.state(),
        plan: placed.all(|one| Some(one.document.plan.to_string())),
        recipient: placed.all(|one| one.document.recipient.map(|number| number.to_string())),
        copies: copies.count(),
        pages: placed.pages,
        sheets: placed.sheets,
        enclosures: placed.enclosures.len(),
        enclosure_sheets: placed.enclosure_sheets,
        envelope: &placed.envelope,
        postage: placed.postage.as_deref().unwrap_or("none"),
        weight_g: placed.weight_g,
        paper: &stream.kind.paper,
        languages: placed.all(|one| Some(one.document.language.clone())),
        insert: insert.join("; "),
    }
}

fn document_row<'a>(
    batch: &'a Batch,
    placed: &'a Placed,
    place: &'a PlacedDocument,
) -> DocumentRow<'a> {
    let document = &place.document;
    DocumentRow {
        batch: &batch.id,
        seq: placed.sequence,
        state: placed.state(),
        part: document.part,
        first_sheet: place.first_sheet,
        sheets: place.sheets,
        pages: document.pages,
        document: &document.id,
        copy_number: document.id.rsplit_once('-').map(|(_, number)| number),
        copy: document.copy.as_deref(),
        pack: document.pack.as_deref(),
        format: document.format.as_deref(),
        size_pt: document.size_pt,
        language: &document.language,
        path: &document.path,
        sha256: &document.sha256,
    }
}

fn csv(columns: &[&str], rows: impl Iterator<Item = impl Serialize>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    // Writing to memory can't fail, and every row has the same columns.
    let _ = writer.write_record(columns);
    for row in rows {
        let _ = writer.serialize(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// The columns, in the order of [`BatchRow`].
const BATCHES: &[&str] = &[
    "stream",
    "batch",
    "file",
    "route",
    "envelope",
    "postage",
    "paper",
    "sides",
    "mailpieces",
    "copies",
    "sheets",
    "enclosures",
    "pages_in_file",
    "bytes",
    "sha256",
    "state",
];

/// The columns, in the order of [`MailpieceRow`].
const MAILPIECES: &[&str] = &[
    "batch",
    "seq",
    "state",
    "plan",
    "recipient",
    "copies",
    "pages",
    "sheets",
    "enclosures",
    "enclosure_sheets",
    "envelope",
    "postage",
    "weight_g",
    "paper",
    "languages",
    "insert",
];

/// The columns, in the order of [`DocumentRow`].
const DOCUMENTS: &[&str] = &[
    "batch",
    "seq",
    "state",
    "part",
    "first_sheet",
    "sheets",
    "pages",
    "document",
    "copy_number",
    "copy",
    "pack",
    "format",
    "size_pt",
    "language",
    "path",
    "sha256",
];
