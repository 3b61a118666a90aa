//! Reads a finished folder back from disk, with a reader that is not the writer, and says whether it
//! agrees with what should be there. It changes nothing, and never tells a person's words: it names
//! the copy, the place and the kind of what it found.

mod against;
mod document;
mod expected;
mod folder;
mod haystack;
mod lists;
mod manifest;
mod matching;
pub mod pdf;
mod print;
mod quick;
mod record;
pub mod values;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use against::Against;
pub use quick::Watch;

use crate::finding::Finding;
use folder::Folder;
use manifest::Manifest;
use values::Kind;

/// What was compared.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A file that `run.json` lists is there.
    Present,
    /// A file that is there is listed.
    Listed,
    /// A path stays inside the folder, and a file's name says nothing.
    Name,
    /// SHA-256.
    Hash,
    /// The file can be read, all of it.
    Readable,
    /// The number of pages.
    Pages,
    /// Tags for screen readers.
    Tags,
    /// PDF/UA-1 and PDF/A-2a.
    Standard,
    /// The title.
    Title,
    /// The language.
    Language,
    /// Nothing is attached.
    Attachments,
    /// Nothing was added after it was written.
    Revisions,
    /// A list can be read.
    List,
    /// Numbers add up.
    Counts,
    /// A sheet's mark can be read, and says what the sheet is.
    Mark,
    /// Every sheet is in its place, once, and no other.
    Sheets,
    /// The inputs lead to this copy, and to no other.
    Decision,
    /// Every page names the recipient.
    Recipient,
    /// The document has its own words.
    Words,
    /// The document has nothing that it must not show.
    Leak,
}

/// Something that does not agree.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Disagreement {
    /// The file, relative to the folder.
    pub path: String,
    /// Where in it, such as `page 3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What was compared.
    pub check: Check,
    /// The kind of value that must not be here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The plan that it comes from, by its number within the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<u32>,
    /// One plain sentence without a full stop. Never a person's words.
    pub message: String,
}

impl Disagreement {
    fn new(check: Check, path: impl Into<String>, message: impl Into<String>) -> Self {
        let (path, message) = (path.into(), message.into());
        Self { path, place: None, check, kind: None, plan: None, message }
    }

    fn in_place(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(place.to_string());
        self
    }
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, place, message, .. } = self;
        match place {
            Some(place) => write!(f, "{path}, {place}: {message}"),
            None => write!(f, "{path}: {message}"),
        }
    }
}

/// What a folder came to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Verdict {
    /// PDFs that were read: copies and covers.
    pub documents: usize,
    /// Their pages.
    pub pages: usize,
    /// Print files that were read.
    pub print_files: usize,
    /// Sheets of mailpieces that are in them.
    pub sheets: usize,
    /// All that does not agree, in the order of paths.
    pub disagreements: Vec<Disagreement>,
}

/// Why a folder can't be verified at all.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The folder or its manifest can't be read.
    #[error("can't read {path}: {source}")]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is no folder of a run.
    #[error("{0} is no manifest of a run: name the folder that `planpress run` wrote")]
    Manifest(PathBuf),
    /// The inputs are others.
    #[error("the inputs are not those of the run: {0}")]
    Inputs(String),
    /// Templates or configuration are others.
    #[error("the {0} is not that of the run, so that the same copies can't be worked out again")]
    Different(&'static str),
    /// The templates or the wording are broken.
    #[error("{}", .0.first().map_or("the templates can't be used", |first| first.message.as_str()))]
    Templates(Vec<Finding>),
    /// More values than fit in memory.
    #[error("there are too many values to look for at once")]
    TooMany,
}

/// Compares a run's folder with its own `run.json`, and with its inputs where they are given.
///
/// # Errors
/// When the folder has no `run.json` that can be read, or the inputs are not those of the run.
pub fn verify(folder: &Path, against: Option<Against<'_>>) -> Result<Verdict, VerifyError> {
    let manifest = Manifest::read(folder)?;
    let files = Folder::new(folder, &manifest);
    let mut verdict = files.documents();
    let found = &mut verdict.disagreements;
    found.extend(files.unlisted()?);
    found.extend(manifest.claimed_twice());
    found.extend(manifest.counts());
    found.extend(lists::check(folder, &manifest)?);
    let printed = print::check(folder, &manifest)?;
    found.extend(printed.found);
    (verdict.print_files, verdict.sheets) = (printed.files, printed.sheets);
    if let Some(against) = against {
        found.extend(against::compare(folder, &manifest, against)?);
    }
    found.sort();
    found.dedup();
    Ok(verdict)
}
