//! The council's configuration, `planpress.yaml`: pure data, every key with a default.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use sha2::{Digest, Sha256};

use crate::finding::Severity;
use crate::plan::Council;

mod decisions;
mod packs;
mod print;
mod window;

pub use decisions::{Action, Decisions, RecordedDecision};
pub use packs::{PackRule, Packs};
pub use print::{AlsoPrinted, Envelope, Postage, Print};
pub use window::{PAGE, SHEET_MARK, Window, Zone};

/// The whole configuration.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Config {
    /// The council that signs every document, unless a record names its own.
    pub council: Council,
    /// What holds for one run.
    pub run: Run,
    /// What the council decided.
    pub policy: Policy,
    /// Where the council's packs have less than the default.
    pub packs: Packs,
    /// The print room.
    pub print: Print,
    /// A folder laid over the built-in templates, wording and pictures, file by file. Relative to
    /// the configuration file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub templates: Option<PathBuf>,
    /// A folder of fonts beside the built-in ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonts: Option<PathBuf>,
}

impl Config {
    /// SHA-256 of all that it says, in hexadecimal: by it a folder knows the configuration of its run.
    pub fn fingerprint(&self) -> String {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        hex(&Sha256::digest(bytes))
    }
}

/// Lower-case hexadecimal, as every list has its hashes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What holds for one run.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Run {
    /// The run's date, against which consents and reviews are judged. Never printed on a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Accept the reserved postcode area ZZ, which no real validator does.
    pub accept_test_postcodes: bool,
}

/// What the council decided.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Policy {
    /// Points of clear print. UKAAF G003: 12 at least, ideally 14.
    #[schemars(range(min = 12, max = 15))]
    pub standard_point_size: u32,
    /// Points of large print where a record asks for it without a size. UKAAF G003: 16 at least,
    /// ideally 18.
    #[schemars(range(min = 16, max = 28))]
    pub large_print_point_size: u32,
    /// Points of easy read. Easy-read guidance: 14 to 16 at least.
    #[schemars(range(min = 16, max = 28))]
    pub easy_read_point_size: u32,
    /// When plans are reviewed.
    pub review: ReviewPolicy,
    /// The severity of rules by id, where the council's differs. Rules that protect people keep
    /// theirs (CFG-01).
    pub severity: BTreeMap<String, ConfiguredSeverity>,
    /// Professional words of the council's own (DAT-06): the word, and what to say instead.
    pub plain_words: BTreeMap<String, String>,
    /// Words of the built-in list that the council lets pass (DAT-06).
    pub plain_words_allowed: Vec<String>,
    /// Days from the run's date until a task that stops nothing is due.
    #[schemars(range(min = 1, max = 365))]
    pub task_days: u32,
    /// Days from the run's date until a hold should have ended: somebody waits for what they are
    /// owed.
    #[schemars(range(min = 1, max = 90))]
    pub hold_days: u32,
    /// Months after which a request for copies is asked about again (SHR-06).
    #[schemars(range(min = 1, max = 60))]
    pub request_months: u32,
    /// Make the council's own file copy of every plan, with what was withheld from whom.
    pub file_copy: bool,
}

/// When plans are reviewed. The published guides disagree: three months and then yearly, or twelve
/// months; the Care and Support Statutory Guidance (13.32) expects a first light-touch review after
/// six to eight weeks, then one at least every twelve months.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct ReviewPolicy {
    /// Weeks within which a new plan is first reviewed, from the day that it is signed and has
    /// started.
    #[schemars(range(min = 1, max = 52))]
    pub first_within_weeks: u32,
    /// Months within which the next review follows.
    #[schemars(range(min = 1, max = 36))]
    pub then_within_months: u32,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self { first_within_weeks: 8, then_within_months: 12 }
    }
}

/// A severity that a council may give a rule.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConfiguredSeverity {
    /// Do not sign it off.
    Block,
    /// To look at.
    Warn,
    /// For the log.
    Info,
}

impl From<ConfiguredSeverity> for Severity {
    fn from(severity: ConfiguredSeverity) -> Self {
        match severity {
            ConfiguredSeverity::Block => Self::Block,
            ConfiguredSeverity::Warn => Self::Warn,
            ConfiguredSeverity::Info => Self::Info,
        }
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            standard_point_size: 14,
            large_print_point_size: 18,
            easy_read_point_size: 17,
            review: ReviewPolicy::default(),
            severity: BTreeMap::new(),
            plain_words: BTreeMap::new(),
            plain_words_allowed: Vec::new(),
            task_days: 28,
            hold_days: 5,
            request_months: 12,
            file_copy: false,
        }
    }
}
