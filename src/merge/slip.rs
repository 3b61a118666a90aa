//! Papers for those who print: the sheet on top of a batch and the one before each mailpiece. Numbers
//! and kinds of paper; nothing of any person or plan.

use jiff::civil::Date;

use super::data::{Block, Day, Fact, Head, MergeData, Opening, Sender, Words};
use super::page::{paragraph, words};
use super::{direction, page_label};
use crate::plan::{Council, LanguageTag};
use crate::template::{Format, Layout};
use crate::wording::Wording;

/// Points of its text: read at arm's length, beside a machine.
const SIZE_PT: u32 = 16;

/// What lies on top of a batch.
#[derive(Clone, Debug)]
pub struct BatchSlip {
    /// The batch's name.
    pub batch: String,
    /// Its stream's name.
    pub stream: String,
    /// `post`, `collect` or `hand`.
    pub route: &'static str,
    /// Mailpieces in it.
    pub mailpieces: usize,
    /// Their sheets.
    pub sheets: usize,
    /// `white`, `cream` or `yellow`.
    pub paper: String,
    /// Printed on both sides.
    pub duplex: bool,
    /// A separator lies before each mailpiece.
    pub separators: bool,
    /// How many of each envelope, by the configuration's names.
    pub envelopes: Vec<(String, usize)>,
    /// The format of postage, by the configuration's name, where it is posted.
    pub postage: Option<String>,
    /// How many of each enclosure to have ready.
    pub inserts: Vec<(String, usize)>,
}

/// What lies before a mailpiece.
#[derive(Clone, Debug)]
pub struct MailpieceSlip {
    /// The batch's name.
    pub batch: String,
    /// The mailpiece's number within the batch.
    pub number: u32,
    /// The mailpieces of the batch.
    pub of: usize,
    /// Sheets that follow.
    pub sheets: usize,
    /// The envelope, by the configuration's name.
    pub envelope: String,
    /// What is put in beside them.
    pub inserts: Vec<String>,
}

/// The data of a batch's cover sheet.
pub fn batch_slip(slip: &BatchSlip, of: (&Council, Date), wording: &Wording) -> MergeData {
    let number = |number: usize| words(&number.to_string());
    let sides = if slip.duplex { "separator.both_sides" } else { "separator.one_side" };
    let mut rows = vec![
        fact(wording, "separator.run", words(&wording.date(of.1))),
        fact(wording, "separator.stream", words(&slip.stream)),
        fact(
            wording,
            "separator.goes",
            words(&wording.say(&format!("separator.route.{}", slip.route))),
        ),
        fact(wording, "separator.mailpieces", number(slip.mailpieces)),
        fact(wording, "separator.sheets", number(slip.sheets)),
        fact(wording, "separator.paper", words(&colour(&slip.paper, wording))),
        fact(wording, "separator.sides", words(&wording.say(sides))),
    ];
    let each = |(name, number): &(String, usize)| format!("{number} × {}", envelope(name, wording));
    rows.push(several(wording, "separator.envelopes", slip.envelopes.iter().map(each).collect()));
    if let Some(postage) = &slip.postage {
        rows.push(fact(wording, "separator.postage", words(&postage.replace('_', " "))));
    }
    let insert = |(kind, number): &(String, usize)| format!("{number} × {kind}");
    rows.push(several(wording, "separator.inserts", slip.inserts.iter().map(insert).collect()));
    let between = if slip.separators { "separator.with" } else { "separator.without" };
    let blocks = vec![Block::Facts { rows }, paragraph(words(&wording.say(between)))];
    let heading = wording.fill("separator.batch", &[("batch", &slip.batch)]);
    data(&heading, Words::new(), blocks, of, wording)
}

/// The data of the sheet before a mailpiece.
pub fn mailpiece_slip(slip: &MailpieceSlip, of: (&Council, Date), wording: &Wording) -> MergeData {
    let (number, all) = (slip.number.to_string(), slip.of.to_string());
    let heading = wording.fill("separator.mailpiece", &[("number", &number), ("all", &all)]);
    let subject = wording.fill("separator.batch", &[("batch", &slip.batch)]);
    let rows = vec![
        fact(wording, "separator.sheets_that_follow", words(&slip.sheets.to_string())),
        fact(wording, "separator.envelope", words(&envelope(&slip.envelope, wording))),
        several(wording, "separator.inserts", slip.inserts.clone()),
    ];
    data(&heading, words(&subject), vec![Block::Facts { rows }], of, wording)
}

/// An envelope in an operator's words: "C5".
fn envelope(name: &str, wording: &Wording) -> String {
    if name == "parcel" { wording.say("separator.parcel") } else { name.to_uppercase() }
}

fn colour(paper: &str, wording: &Wording) -> String {
    let key = format!("separator.colour.{paper}");
    if wording.has(&key) { wording.say(&key) } else { paper.to_owned() }
}

fn fact(wording: &Wording, key: &str, value: Words) -> Fact {
    Fact { label: words(&wording.say(key)), value: vec![value] }
}

/// A fact with a line for each value.
fn several(wording: &Wording, key: &str, values: Vec<String>) -> Fact {
    let none = || vec![wording.say("separator.none")];
    let values = if values.is_empty() { none() } else { values };
    let label = words(&wording.say(key));
    Fact { label, value: values.iter().map(|value| words(value)).collect() }
}

fn data(
    heading: &str,
    subject: Words,
    blocks: Vec<Block>,
    (council, date): (&Council, Date),
    wording: &Wording,
) -> MergeData {
    let language = wording.language();
    let title = subject
        .first()
        .map_or_else(|| heading.to_owned(), |run| format!("{}, {heading}", run.text));
    let name = council
        .name
        .get(language, &LanguageTag::en())
        .or_else(|| council.name.any(language).map(|(_, text)| text));
    let document = Head {
        layout: Layout::Separator.to_string(),
        format: Format::Standard.to_string(),
        compact: true,
        size_pt: SIZE_PT,
        language: language.to_string(),
        region: "GB".into(),
        direction: direction(language).into(),
        title: title.clone(),
        date: Day { year: date.year(), month: date.month(), day: date.day() },
        paper: "white".into(),
        contrast: "house".into(),
        font: "house".into(),
        spacing: "house".into(),
        running: None,
        recipient: words(&title),
        page_label: page_label(wording, "page.label", ""),
        contents_heading: words(&wording.say("contents.heading")),
        contents_after: 0,
        end: Words::new(),
    };
    let opening = Opening {
        council: Sender {
            name: name.map_or_else(|| words(&wording.say("council.unnamed")), words),
            team: None,
            address: Vec::new(),
            contact: Vec::new(),
            logo: None,
        },
        heading: words(heading),
        subject,
        blocks,
        notice: vec![paragraph(words(&wording.say("separator.not_posted")))],
        addressee: None,
    };
    MergeData { document, opening, sections: Vec::new() }
}
