//! The catalogue of every rule id: what it is, how much it matters, what it stops, and why.

use super::{Severity, Stops};

/// One rule of the catalogue.
#[derive(Debug, Eq, PartialEq)]
pub struct Rule {
    /// Such as `REC-01`. Stable: people's notes and councils' configurations name it.
    pub id: &'static str,
    /// What is checked, as a heading.
    pub title: &'static str,
    /// The severity unless a council configures another.
    pub severity: Severity,
    /// What a finding of this rule stops.
    pub stops: Stops,
    /// The statute, regulation, standard or reason behind it.
    pub citation: &'static str,
    /// What to do, where a finding has nothing more exact to say.
    pub help: &'static str,
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

macro_rules! rules {
    ($($id:literal $severity:ident $stops:ident $title:literal, $citation:literal, $help:literal;)*) => {
        /// Every rule, in the order of the report.
        pub const RULES: &[Rule] = &[$(Rule {
            id: $id,
            title: $title,
            severity: Severity::$severity,
            stops: Stops::$stops,
            citation: $citation,
            help: $help,
        }),*];
    };
}

rules! {
    // Reading a record.
    "REC-01" Block Record "a key that no record has",
        "a misspelt `sensitivity` would print what must not be printed",
        "correct the key, or remove it from the export";
    "REC-02" Block Record "a value of the wrong kind",
        "the record's schema", "see `planpress schema record`";
    "REC-03" Block Record "an impossible date or value",
        "the record's schema", "write dates as YYYY-MM-DD";
    "REC-04" Block Record "an id used twice",
        "audit and manifest name items by id", "give every item an id of its own";
    "REC-05" Block Record "a required value is missing",
        "without it the record can't be told from another, or sent", "add the value to the export";
    "REC-06" Block Record "a limit that protects the run",
        "size, depth, number of items, repeated aliases", "split the file, or look for what went wrong in the export";
    "REC-07" Block Record "a file or record that can't be read",
        "its syntax is broken", "open the file at this place and mend it";
    "REC-08" Warn Nothing "a reference to an id that the record doesn't have",
        "the link is left out of the copy", "correct the reference";
    "REC-09" Block Batch "an input that can't be opened",
        "nothing can be said of what was not read", "check the path and who may read it";
    "REC-10" Warn Nothing "the same plan more than once",
        "the highest signed-off version is used", "remove the older export";
}
