//! What became of records and copies: small, and without the text of any person.

use std::sync::Arc;

use crate::disclose::{Edition, Pack, Way, Withheld};
use crate::finding::{Finding, Place};

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
    /// Everything found about it.
    pub findings: Vec<Finding>,
    /// Its copies.
    pub copies: Vec<Copy>,
}

/// What became of one copy.
#[derive(Debug)]
pub struct Copy {
    /// Which content.
    pub pack: Pack,
    /// In which form, where that is known.
    pub edition: Option<Edition>,
    /// By which way it goes.
    pub way: Way,
    /// Its state.
    pub state: State,
    /// What was left out of it, and by which step.
    pub withheld: Vec<Withheld>,
}

/// The state of a copy.
#[derive(Debug)]
pub enum State {
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
    /// Waits for somebody's decision.
    Held(Vec<Finding>),
    /// Must not be sent.
    Suppressed(Vec<Finding>),
}

impl State {
    /// The state's name in manifests.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Made { .. } => "made",
            Self::Held(_) => "held",
            Self::Suppressed(_) => "suppressed",
        }
    }

    /// Why it was not made.
    pub fn reasons(&self) -> &[Finding] {
        match self {
            Self::Made { .. } => &[],
            Self::Held(reasons) | Self::Suppressed(reasons) => reasons,
        }
    }
}
