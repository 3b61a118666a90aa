//! What is wrong, where, and what to do about it. A finding never carries the text of a person's
//! record except in its [`Snippet`], which only the terminal's printer shows.

mod catalogue;
mod json;
mod sarif;
mod terminal;

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

pub use catalogue::{Mark, Owner, Rule, rule, rules};
pub use json::to_json;
pub use sarif::{sarif_head, sarif_result, sarif_tail, uri_of};
pub use terminal::Terminal;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something is stopped; see [`Stops`] for what.
    Block,
    /// Made all the same, and listed for somebody to look at.
    Warn,
    /// For the log.
    Info,
}

/// What a finding stops, and no more than that.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stops {
    /// Nothing: a dated task for a team, or a line in the report.
    Nothing,
    /// One item is left out of one copy.
    Item,
    /// One copy is held until somebody decides.
    Copy,
    /// One way of sending is closed; the copy may go by another.
    Channel,
    /// The record is quarantined.
    Record,
    /// The batch, or the whole run, is not released.
    Batch,
}

/// Where a finding points to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// The file as the user named it, or `-` for standard input.
    pub file: Arc<str>,
    /// Line, counted from 1.
    pub line: u32,
    /// Column in characters, counted from 1.
    pub column: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The line that a finding points into. May hold personal text: for the terminal only.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Snippet {
    /// The whole line, without its end.
    pub line: String,
    /// The marked part of the line, in bytes of `line`.
    pub mark: std::ops::Range<usize>,
}

/// One thing that is wrong with an input, a recipient, a template or a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// What exactly, for programs, where the rule finds several things: the codes of a public letter
    /// service for addresses, such as `not-a-real-uk-postcode`.
    pub code: Option<&'static str>,
    /// Defaults to the rule's own; a council's configuration may change it.
    pub severity: Severity,
    /// Defaults to the rule's own.
    pub stops: Stops,
    /// One plain sentence without a full stop. Names fields, never a person's words.
    pub message: String,
    /// A few words beside the marked place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// The field, such as `needs[2].eligible`. Empty for a whole file or record.
    pub field: String,
    /// File, line and column, where there is one.
    pub place: Option<Place>,
    /// The line itself, for the terminal alone.
    pub snippet: Option<Snippet>,
}

impl Finding {
    /// A finding of the rule with this id, with the rule's own severity and reach.
    ///
    /// # Panics
    /// When the catalogue has no such rule: a mistake in the program, held by a test.
    pub fn new(id: &str, message: impl Into<String>) -> Self {
        let rule = rule(id).unwrap_or_else(|| panic!("no rule {id} in the catalogue"));
        Self {
            rule,
            code: None,
            severity: rule.severity,
            stops: rule.stops,
            message: message.into(),
            label: String::new(),
            help: None,
            field: String::new(),
            place: None,
            snippet: None,
        }
    }

    /// The same finding, at a field such as `needs[2].eligible`.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }

    /// The same finding, with a code for programs.
    #[must_use]
    pub fn coded(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// The same finding, at a place of a file.
    #[must_use]
    pub fn placed(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same finding, with words beside the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same finding, with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same finding, where it stops the copy though its rule need not.
    #[must_use]
    pub fn holding(mut self) -> Self {
        self.severity = Severity::Block;
        self.stops = Stops::Copy;
        self
    }

    /// Whether this finding stops at least the whole record.
    pub fn quarantines(&self) -> bool {
        self.severity == Severity::Block && self.stops >= Stops::Record
    }
}
