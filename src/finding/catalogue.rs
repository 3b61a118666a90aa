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
    // Templates and configuration.
    "TPL-01" Warn Nothing "a template file that nothing uses",
        "a misspelt name would leave the built-in file in place", "check the name";
    "TPL-02" Block Batch "a phrase that is missing, unknown or broken",
        "every language says everything", "see `templates/wording/en.yaml`";
    "TPL-03" Block Copy "a template that fails",
        "the page can't be made", "mend the template at this place";
    // Status of the record.
    "STA-01" Block Copy "a record that is not signed off",
        "only what is signed off may be distributed", "sign it off, or wait";
    "STA-02" Block Copy "a restricted record",
        "a record of staff, adoption or people at risk is kept out of bulk work",
        "have a named officer make this copy";
    // Sharing.
    "SHR-04" Block Copy "a copy that may reach a person of concern",
        "safe addresses have been revealed by post; the regulator has reprimanded councils for it",
        "decide the way of delivery with the person";
    "SHR-10" Block Copy "nothing left to show",
        "s.25(9)(a): the person is owed their plan", "look at what is withheld and why";
    "SHR-12" Block Copy "the person has died",
        "no letter is addressed to somebody who has died", "have a worker write to the family";
    // Form.
    "FMT-01" Block Copy "a form that is made by hand",
        "Accessible Information Standard: the form asked for, not another",
        "order it from the transcriber";
    "FMT-02" Block Copy "type smaller than promised",
        "UKAAF G003; the person's recorded need", "mend the template";
    "FMT-04" Block Copy "no easy-read text",
        "Accessible Information Standard: the form asked for, not another",
        "have the easy-read rows written";
    "FMT-06" Block Copy "a page that is not PDF/UA-1 or PDF/A-2a",
        "ISO 14289-1, ISO 19005-2", "mend the template or the text at fault";
    "FMT-07" Block Copy "a character that no font has",
        "it would print as an empty box", "correct the character, or add a font with `fonts`";
    "FMT-08" Block Copy "something outside the page",
        "it would not be printed", "shorten the word, or mend the template";
    "FMT-09" Warn Nothing "needs for information not checked for a year",
        "Accessible Information Standard, review step", "ask the person";
    "FMT-10" Block Copy "far too many pages",
        "a mistake of the record or the template; nobody could use it", "look at the longest texts";
    "WAL-08" Warn Nothing "language choice not recorded",
        "Welsh Language Standards: ask, and treat Welsh no less favourably",
        "ring the person today and ask";
    "WAL-11" Block Copy "a text that has no Welsh",
        "languages are never mixed silently", "have the text translated";
    "LNG-01" Block Copy "a text that is not in the copy's language",
        "languages are never mixed silently", "have the text translated";
    // Data.
    "DAT-04" Block Copy "a date that is missing or can't be",
        "a document's date is part of it", "correct the date";
    "DAT-07" Warn Nothing "a picture that the index doesn't have",
        "the row is shown without a picture", "choose a picture from the index";
    // The run itself.
    "RUN-01" Block Copy "a copy that could not be finished",
        "a fault of the program or the machine, not of the record", "run again; report it if it stays";
}
