//! What became of records and copies: small, and without the text of any person.

use std::sync::Arc;

use crate::disclose::{Edition, Pack, Way, Withheld};
use crate::finding::{Finding, Place};
use crate::print::{EnclosureListed, WHITE};
use crate::render::Measures;
use crate::template::Transcription;

/// What became of one group.
#[derive(Debug)]
pub struct GroupOutcome {
    /// Its number within the run.
    pub number: usize,
    /// Its records.
    pub records: Vec<RecordOutcome>,
}

/// What became of one record.
#[derive(Debug)]
pub struct RecordOutcome {
    /// Its number within the run, from 0.
    pub number: u32,
    /// Its file.
    pub file: Arc<str>,
    /// Where it begins.
    pub place: Place,
    /// The record can't be used.
    pub quarantined: bool,
    /// The record is restricted: what was made of it is in a tree of its own.
    pub restricted: bool,
    /// What reading, deciding and making found.
    pub findings: Vec<Finding>,
    /// The team whose record it is; none where nobody named one.
    pub team: Option<String>,
    /// What the checks found: tasks for a team, which stop no copy by themselves.
    pub tasks: Vec<Finding>,
    /// Its copies.
    pub copies: Vec<Copy>,
}

/// What became of one copy.
#[derive(Debug)]
pub struct Copy {
    /// For whom: the party's number within its record, from 1.
    pub recipient: Option<usize>,
    /// Which content.
    pub pack: Pack,
    /// In which form, where that is known.
    pub edition: Option<Edition>,
    /// By which way it goes.
    pub way: Way,
    /// Made by hand in this form.
    pub by_hand: Option<Transcription>,
    /// The colour of the paper that its reader needs.
    pub paper: &'static str,
    /// The same number for the same person at the same address in the whole run, where their record
    /// identifies them. Stays in memory.
    pub person: Option<u64>,
    /// The rules whose holds a recorded decision ended.
    pub decided: Vec<String>,
    /// Which part of the document it is, where that is longer than one booklet.
    pub part: Option<PartOf>,
    /// Its state.
    pub state: State,
    /// What was left out of it, and by which step.
    pub withheld: Vec<Withheld>,
    /// The pages that its words were expected to take; nothing where no page is made.
    pub estimated_pages: usize,
    /// What was measured on its pages.
    pub checks: Option<Box<Measures>>,
    /// The cover of its envelope.
    pub cover: Option<CoverMade>,
}

impl Copy {
    /// A copy that was never made.
    pub(super) fn not_made(recipient: Option<usize>, pack: Pack, state: State) -> Self {
        Self {
            recipient,
            pack,
            edition: None,
            way: Way::Post,
            by_hand: None,
            paper: WHITE,
            person: None,
            decided: Vec::new(),
            part: None,
            state,
            withheld: Vec::new(),
            estimated_pages: 0,
            checks: None,
            cover: None,
        }
    }
}

/// One part of a document that was cut into several, which go together or wait together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PartOf {
    /// Its number, from 1.
    pub part: usize,
    /// How many there are.
    pub parts: usize,
}

/// The cover of one envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverMade {
    /// Where it is, relative to the output folder.
    pub path: String,
    /// SHA-256 of the PDF, in hexadecimal.
    pub sha256: String,
    /// Its pages.
    pub pages: usize,
    /// The pages that its words were expected to take.
    pub estimated_pages: usize,
    /// What was measured on its pages; nothing where none was made.
    pub checks: Option<Box<Measures>>,
    /// Its language.
    pub language: String,
    /// The envelope whose window it was made for; none where no envelope holds the mailpiece.
    pub envelope: Option<String>,
    /// What it says is put in beside the copies.
    pub enclosures: Vec<EnclosureListed>,
}

/// The state of a copy.
#[derive(Debug)]
pub enum State {
    /// A PDF in memory, to be kept.
    Pdf {
        /// Its bytes.
        pdf: Vec<u8>,
        /// Its pages.
        pages: usize,
    },
    /// A reading text in memory, to be kept.
    Text(String),
    /// Made.
    Made {
        /// Where it is, relative to the output folder.
        path: String,
        /// SHA-256 of the PDF, in hexadecimal.
        sha256: String,
        /// Its pages.
        pages: usize,
        /// Its bytes.
        bytes: usize,
    },
    /// A reading text for a transcriber.
    Transcription {
        /// Where it is, relative to the output folder.
        path: String,
        /// SHA-256 of the text, in hexadecimal.
        sha256: String,
        /// Its bytes.
        bytes: usize,
    },
    /// Waits for somebody's decision.
    Held(Vec<Finding>),
    /// Must not be sent.
    Suppressed(Vec<Finding>),
}

impl State {
    /// The state's name in manifests.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Pdf { .. } | Self::Made { .. } => "made",
            Self::Text(_) | Self::Transcription { .. } => "transcription",
            Self::Held(_) => "held",
            Self::Suppressed(_) => "suppressed",
        }
    }

    /// Why it was not made.
    pub fn reasons(&self) -> &[Finding] {
        match self {
            Self::Held(reasons) | Self::Suppressed(reasons) => reasons,
            _ => &[],
        }
    }

    /// Made, and not yet kept.
    pub(super) fn is_in_memory(&self) -> bool {
        matches!(self, Self::Pdf { .. } | Self::Text(_))
    }

    /// Where it was kept, its hash, its pages and its bytes.
    pub fn kept(&self) -> Option<(&str, &str, usize, usize)> {
        match self {
            Self::Made { path, sha256, pages, bytes } => Some((path, sha256, *pages, *bytes)),
            Self::Transcription { path, sha256, bytes } => Some((path, sha256, 0, *bytes)),
            _ => None,
        }
    }
}
