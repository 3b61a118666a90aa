//! One print file: the batch's own cover sheet, then each mailpiece, whole and in its place, behind a
//! separator where the council wants one. The PDFs are the archive's, byte for byte as they were
//! listed, or the file is not made.

use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::envelope::sides;
use super::mailpiece::{Document, Part};
use super::spool::{Added, Chapter, Head, Run, Spool, SpoolError};
use super::stream::{Batch, Placed, PlacedDocument, PrintFile, Stream};
use crate::config::hex;
use crate::finding::Finding;

/// Where the parts of a print file come from.
pub trait Papers {
    /// The language of the sheets for those who print.
    fn language(&self) -> &str;

    /// The sheet on top of the batch.
    ///
    /// # Errors
    /// When it can't be made.
    fn batch_cover(&self, stream: &Stream, batch: &Batch) -> Result<Vec<u8>, Vec<Finding>>;

    /// The sheet before a mailpiece, where the council wants one.
    ///
    /// # Errors
    /// When it can't be made.
    fn separator(&self, batch: &Batch, placed: &Placed) -> Result<Option<Vec<u8>>, Vec<Finding>>;

    /// A document from the archive.
    ///
    /// # Errors
    /// When it can't be read.
    fn document(&self, document: &Document) -> io::Result<Vec<u8>>;
}

/// Why a print file can't be made.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// A document can't be read.
    #[error("{path} can't be read: {source}")]
    Read {
        /// Its path in the output folder.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// A document is not the one that was listed.
    #[error("{0} is not the file that was made for this batch")]
    Changed(String),
    /// The file itself can't be written.
    #[error("{path} can't be written: {source}")]
    Write {
        /// Its path in the output folder.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// A document does not take the sheets that it should.
    #[error("{path} takes {came} sheets, and {planned} were planned")]
    Sheets {
        /// Its path in the output folder.
        path: String,
        /// What was planned.
        planned: usize,
        /// What it takes.
        came: usize,
    },
    /// A cover sheet or separator can't be made.
    #[error("a sheet for the print room can't be made")]
    Slip(Vec<Finding>),
    /// A part can't be added.
    #[error("{what}: {source}")]
    Spool {
        /// Which part.
        what: String,
        /// Why not.
        source: SpoolError,
    },
}

impl FileError {
    /// The finding that stops the batch: PRT-04 or PRT-09.
    pub fn finding(&self, batch: &Batch) -> Finding {
        let rule = if matches!(self, Self::Sheets { .. }) { "PRT-04" } else { "PRT-09" };
        Finding::new(rule, format!("batch {} can't be printed: {self}", batch.id))
    }
}

/// Writes the print file of a batch. Its path in the result is where it belongs.
///
/// # Errors
/// When a part is missing, changed, or can't be merged: then what was written is of no use.
pub fn write_file(
    stream: &Stream,
    batch: &Batch,
    papers: &impl Papers,
    out: impl Write,
) -> Result<PrintFile, FileError> {
    let mut out = Hashing { out, hash: Sha256::new() };
    let head = Head {
        title: format!("Print file {}", batch.id),
        language: "en-GB".into(),
        ident: ident(batch),
    };
    let failed = |source| FileError::Spool { what: "the print file".into(), source };
    let mut spool = Spool::new(&mut out, head).map_err(failed)?;
    let mut file = PrintFile { path: stream.path_of(batch), ..PrintFile::default() };
    let cover = papers.batch_cover(stream, batch).map_err(FileError::Slip)?;
    let what = format!("Batch {}", batch.id);
    file.cover_sheets = slip(&mut spool, (stream, papers.language()), &cover, what)?.sheets;
    for placed in &batch.mailpieces {
        if let Some(separator) = papers.separator(batch, placed).map_err(FileError::Slip)? {
            let what = format!("Before {}", placed.sequence);
            file.separator_sheets +=
                slip(&mut spool, (stream, papers.language()), &separator, what)?.sheets;
        }
        for document in &placed.documents {
            add(&mut spool, stream, (batch, placed, document), papers)?;
        }
    }
    let finished = spool.finish().map_err(failed)?;
    file.pages = finished.pages;
    file.bytes = finished.bytes;
    file.sha256 = hex(&out.hash.finalize());
    let sheets = file.cover_sheets + file.separator_sheets + batch.totals.sheets;
    let planned = sheets * sides(stream.kind.duplex);
    if file.pages != planned {
        let came = file.pages / sides(stream.kind.duplex);
        return Err(FileError::Sheets { path: file.path, planned: sheets, came });
    }
    Ok(file)
}

/// The same batch of the same documents has the same name for ever.
fn ident(batch: &Batch) -> String {
    let mut hash = Sha256::new();
    hash.update(&batch.id);
    for one in batch.mailpieces.iter().flat_map(|placed| &placed.documents) {
        hash.update(&one.document.sha256);
    }
    format!("{}|{}", batch.id, hex(&hash.finalize()[..16]))
}

/// Adds a sheet of the print room's own: no mark, so that no inserter takes it for a mailpiece's.
fn slip<W: Write>(
    spool: &mut Spool<W>,
    (stream, language): (&Stream, &str),
    pdf: &[u8],
    what: String,
) -> Result<Added, FileError> {
    let chapter = Chapter {
        label_prefix: format!("{what}, "),
        bookmark: what,
        language: language.to_owned(),
        duplex: stream.kind.duplex,
        sheets: None,
    };
    spool.add(pdf, &chapter).map_err(|source| FileError::Spool { what: chapter.bookmark, source })
}

fn add<W: Write>(
    spool: &mut Spool<W>,
    stream: &Stream,
    (batch, placed, place): (&Batch, &Placed, &PlacedDocument),
    papers: &impl Papers,
) -> Result<(), FileError> {
    let document = &place.document;
    let path = || document.path.clone();
    let pdf = papers.document(document);
    let pdf = pdf.map_err(|source| FileError::Read { path: path(), source })?;
    if hex(&Sha256::digest(&pdf)) != document.sha256 {
        return Err(FileError::Changed(path()));
    }
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let role = match document.part {
        Part::Cover => "cover",
        Part::Copy => "copy",
    };
    let chapter = Chapter {
        bookmark: format!("{}, {role} {}", placed.sequence, document.id),
        language: document.language.clone(),
        label_prefix: format!("{}/{role} ", placed.sequence),
        duplex: stream.kind.duplex,
        sheets: Some(Run {
            batch: batch.id.clone(),
            sequence: placed.sequence,
            copy: document.id.clone(),
            first_sheet: number(place.first_sheet),
            sheets: number(placed.sheets),
        }),
    };
    let added = spool.add(&pdf, &chapter);
    let added = added.map_err(|source| FileError::Spool { what: path(), source })?;
    if added.sheets != place.sheets {
        let (planned, came) = (place.sheets, added.sheets);
        return Err(FileError::Sheets { path: path(), planned, came });
    }
    Ok(())
}

/// Passes on what is written, and hashes it on the way.
struct Hashing<W> {
    out: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
