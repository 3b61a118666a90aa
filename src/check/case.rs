//! What a rule sees, and where it puts what it finds.

use std::sync::OnceLock;

use jiff::civil::Date;

use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::plan::{
    Content, Marked, Party, PartyRef, Piece, Record, StringKind, envelopes, strings,
};
use crate::template::{Lists, Pictures};

use super::names::Names;

/// A record with everything that it is judged by.
pub struct Case<'a> {
    record: &'a Record,
    group: &'a [&'a Record],
    config: &'a Config,
    lists: &'a Lists,
    pictures: Option<&'a Pictures>,
    names: Option<&'a Names>,
    date: Date,
    /// Every free text and easy-read sentence: walked once for all the rules that read words.
    texts: Vec<Text>,
    /// Every piece that says who may see it: walked when a rule first asks.
    marked: OnceLock<Vec<Marked>>,
}

/// One free text of the record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Text {
    /// Where it is, such as `needs[2].text.cy`.
    pub field: String,
    /// Its language tag; the record's main language where the field names none.
    pub language: String,
    /// The words.
    pub text: String,
    /// A sentence of easy read, or what its picture shows.
    pub easy_read: bool,
    /// The person's own words: never put into others' for them.
    pub first_person: bool,
    /// What stands beside a sentence of easy read.
    pub beside: Beside,
}

/// What an easy-read row has beside its sentence.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Beside {
    /// No picture, or no row at all.
    #[default]
    Nothing,
    /// The picture of the index with this id.
    Picture(String),
    /// The person's own photo.
    Photo,
}

impl Text {
    /// One row of easy read, as against the words of a plan or of a picture.
    pub fn is_row(&self) -> bool {
        self.easy_read && self.field.ends_with("].text")
    }
}

impl<'a> Case<'a> {
    /// A record to be judged on the run's date; `group` holds the records that are linked with it,
    /// itself among them.
    pub fn new(
        record: &'a Record,
        group: &'a [&'a Record],
        config: &'a Config,
        lists: &'a Lists,
        date: Date,
    ) -> Self {
        let main = record.main_language();
        let mut texts = Vec::new();
        strings(record, "", &mut |piece| gather(&mut texts, &piece, main.as_str()));
        let marked = OnceLock::new();
        Self { record, group, config, lists, pictures: None, names: None, date, texts, marked }
    }

    /// The record.
    pub fn record(&self) -> &'a Record {
        self.record
    }

    /// What the document says.
    pub fn content(&self) -> &'a Content {
        &self.record.content
    }

    /// The other records of the group.
    pub fn others(&self) -> impl Iterator<Item = &'a Record> + '_ {
        self.group.iter().copied().filter(|other| other.plan_id != self.record.plan_id)
    }

    /// The council's configuration.
    pub fn config(&self) -> &'a Config {
        self.config
    }

    /// Code tables and word lists.
    pub fn lists(&self) -> &'a Lists {
        self.lists
    }

    /// The same, with the pictures that easy read may name (DAT-07).
    #[must_use]
    pub fn with_pictures(mut self, pictures: &'a Pictures) -> Self {
        self.pictures = Some(pictures);
        self
    }

    /// The same, with the full names of the subjects of every record of the run (DAT-03).
    #[must_use]
    pub fn with_names(mut self, names: &'a Names) -> Self {
        self.names = Some(names);
        self
    }

    /// The pictures that easy read may name, where they are known.
    pub fn pictures(&self) -> Option<&'a Pictures> {
        self.pictures
    }

    /// The names of every record's subject, where they are known.
    pub fn names(&self) -> Option<&'a Names> {
        self.names
    }

    /// The run's date.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Every free text and easy-read sentence, in the order of the record's fields.
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }

    /// Every piece of what the document says whose envelope says something.
    pub fn envelopes(&self) -> &[Marked] {
        self.marked.get_or_init(|| {
            let mut marked = Vec::new();
            envelopes(self.content(), &mut |piece| marked.push(piece));
            marked
        })
    }

    /// The person that the record is about.
    pub fn subject(&self) -> Option<&'a Party> {
        self.record.subject()
    }

    /// The party with this id.
    pub fn party(&self, party: &PartyRef) -> Option<&'a Party> {
        self.record.parties.iter().find(|one| one.party_id.as_str() == party.as_str())
    }
}

/// Takes one string of the record to the texts, or to what is known of the last of them.
fn gather(texts: &mut Vec<Text>, piece: &Piece<'_>, main: &str) {
    match piece.kind {
        StringKind::Text | StringKind::EasyRead => texts.push(Text {
            field: piece.field.to_owned(),
            language: piece.language.unwrap_or(main).to_owned(),
            text: piece.text.to_owned(),
            easy_read: piece.kind == StringKind::EasyRead,
            first_person: false,
            beside: Beside::Nothing,
        }),
        StringKind::FirstPerson => {
            let item = piece.field.strip_suffix("voice").unwrap_or(piece.field);
            let own = texts.iter_mut().rev().take_while(|text| text.field.starts_with(item));
            own.for_each(|text| text.first_person = true);
        }
        StringKind::Value => {
            let beside = match piece.field.rsplit_once('.') {
                Some((_, "picture_id")) => Beside::Picture(piece.text.to_owned()),
                Some((_, "photo")) => Beside::Photo,
                _ => return,
            };
            if let Some(row) = texts.last_mut().filter(|last| last.is_row()) {
                row.beside = beside;
            }
        }
    }
}

/// Where a rule puts what it finds.
#[derive(Default)]
pub struct Findings {
    rule: &'static str,
    found: Vec<Finding>,
}

impl Findings {
    /// The rule that speaks next.
    pub(super) fn of(&mut self, rule: &'static str) {
        self.rule = rule;
    }

    /// Something is wrong at a field; the rule's own help says what to do. The message is one plain
    /// sentence without a full stop, and has no word of the record.
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.put(Finding::new(self.rule, message).at(field));
    }

    /// The same, with help of its own.
    pub fn add_with(
        &mut self,
        field: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.put(Finding::new(self.rule, message).at(field).help(help));
    }

    /// The same for the log only, where the rule itself weighs more.
    pub fn add_info(&mut self, field: impl Into<String>, message: impl Into<String>) {
        let finding = Finding::new(self.rule, message).at(field);
        self.put(Finding { severity: Severity::Info, ..finding });
    }

    /// A finding that a rule made itself, of another severity than its own.
    pub fn put(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// The id of the rule that speaks.
    pub fn rule(&self) -> &'static str {
        self.rule
    }

    pub(super) fn into_inner(self) -> Vec<Finding> {
        self.found
    }
}
