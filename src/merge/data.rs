//! The data that a template reads; `templates/README.md` tells designers the same.

use serde::{Deserialize, Serialize};

use crate::config::Zone;

/// A text as a list of runs.
pub type Words = Vec<Run>;

/// A piece of text in one language and one look.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Run {
    /// The characters, exactly as they are to be read.
    pub text: String,
    /// The language tag, where it is not the document's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// A hard word that the word list explains, or a label inside running text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub strong: bool,
    /// Says that something is not known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quiet: bool,
}

/// Everything that one document shows.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct MergeData {
    /// What holds for the whole document.
    pub document: Head,
    /// What stands on top of the first page.
    pub opening: Opening,
    /// The rest, in reading order.
    pub sections: Vec<Section>,
}

/// What holds for the whole document.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Head {
    /// `plan`, `public_summary`, `review`, `letter`, `cover`.
    pub layout: String,
    /// `standard`, `large_print`, `easy_read`.
    pub format: String,
    /// A letter, a review, a summary or a small plan: no frames, and closer together.
    #[serde(default)]
    pub compact: bool,
    /// Points of the body text; nothing is smaller.
    pub size_pt: u32,
    /// Language tag.
    pub language: String,
    /// Region, such as `GB`.
    pub region: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The PDF's title: the kind of document and its id, never a name.
    pub title: String,
    /// The record's date.
    pub date: Day,
    /// `white`, `cream`, `yellow`: the background in copies for the screen.
    pub paper: String,
    /// `house`, or `black`: nothing but black.
    #[serde(default = "house", skip_serializing_if = "is_house")]
    pub contrast: String,
    /// `house`, or the face that the reader asked for.
    #[serde(default = "house", skip_serializing_if = "is_house")]
    pub font: String,
    /// `house`, or `wide`: lines, words and letters further apart.
    #[serde(default = "house", skip_serializing_if = "is_house")]
    pub spacing: String,
    /// A first line on every page, such as "Draft".
    pub running: Option<Words>,
    /// Whose copy this is, on every page.
    pub recipient: Words,
    /// "Page x of y" with the counters for the template to fill.
    pub page_label: Vec<LabelPart>,
    /// The heading of the list of contents.
    pub contents_heading: Words,
    /// How many sections stand before the list of contents: what must be found at once.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub contents_after: usize,
    /// The end-of-document line.
    pub end: Words,
}

/// The look for readers who asked for no other.
fn house() -> String {
    "house".into()
}

fn is_house(look: &str) -> bool {
    look == "house"
}

fn is_nothing(number: &usize) -> bool {
    *number == 0
}

/// A calendar day.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Day {
    /// Year.
    pub year: i16,
    /// Month, from 1.
    pub month: i8,
    /// Day, from 1.
    pub day: i8,
}

/// A part of the page label.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelPart {
    /// Fixed text.
    Text(String),
    /// `page` or `pages`.
    Counter(String),
}

/// The top of the first page.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Opening {
    /// Who sends it.
    pub council: Sender,
    /// The title on the page.
    pub heading: Words,
    /// Whose document.
    pub subject: Words,
    /// What answers at once.
    pub blocks: Vec<Block>,
    /// Other formats and languages.
    pub notice: Vec<Block>,
    /// To whom a letter goes: a cover alone has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Addressee>,
}

/// To whom a letter goes.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Addressee {
    /// Name and address, line by line, as they stand on an envelope.
    pub lines: Vec<Words>,
    /// The place of the lines in the envelope's window, where it has one. They are for the post, at a
    /// size of their own, and not read aloud: `repeated` is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<InWindow>,
    /// The lines in one, at the size of the letter, where they stand in a window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeated: Words,
    /// The day of the letter, and the reference to give when ringing.
    pub dated: Words,
    /// "Dear Mr Okafor-Hale".
    pub greeting: Words,
}

/// Where an envelope shows the first page. Millimetres from the top left corner of the page.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct InWindow {
    /// What the window shows: the address and nothing else.
    pub shown: Zone,
    /// Where the address stands.
    pub address: Zone,
}

/// The council at the head of the page.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Sender {
    /// Name.
    pub name: Words,
    /// Team.
    pub team: Option<Words>,
    /// Address, line by line.
    pub address: Vec<Words>,
    /// Telephone, e-mail, web.
    pub contact: Vec<Pair>,
    /// A picture of the template folder.
    pub logo: Option<String>,
}

/// A label and one value.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Pair {
    /// What it is.
    pub label: Words,
    /// The value.
    pub value: Words,
}

/// One section under a heading of its own.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Section {
    /// Such as `needs`: for themes that treat one section apart.
    pub id: String,
    /// The heading.
    pub heading: Words,
    /// The level of the heading: 1, or 2 for a section of another plan's part.
    #[serde(default = "first_level", skip_serializing_if = "is_first_level")]
    pub level: u8,
    /// Whose words these are, where another organisation wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Words>,
    /// Starts on a new page.
    pub page_break: bool,
    /// What it holds, in reading order.
    pub blocks: Vec<Block>,
}

fn first_level() -> u8 {
    1
}

fn is_first_level(level: &u8) -> bool {
    *level == 1
}

/// One visible thing.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its words.
        words: Words,
    },
    /// A bulleted list.
    List {
        /// Its items.
        items: Vec<Words>,
    },
    /// A numbered list.
    Steps {
        /// Its items.
        items: Vec<Words>,
    },
    /// Label and value pairs.
    Facts {
        /// Its rows.
        rows: Vec<Fact>,
    },
    /// A framed part.
    Card {
        /// Its heading.
        heading: Words,
        /// A short label, such as a state.
        label: Option<Words>,
        /// `plain`.
        tone: String,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A part without a frame.
    Part {
        /// Its heading.
        heading: Words,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A box that must not be overlooked.
    Callout {
        /// Its heading.
        heading: Option<Words>,
        /// `info`, `warning`, `emergency`.
        tone: String,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// What the person said.
    OwnWords {
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A table.
    Table {
        /// Its caption.
        caption: Option<Words>,
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows, a cell for each column.
        rows: Vec<Vec<Words>>,
        /// The first cell of each row heads it.
        row_headers: bool,
    },
    /// The week.
    Week {
        /// Its caption.
        caption: Option<Words>,
        /// The heads of its columns.
        headings: WeekHeadings,
        /// Its days.
        days: Vec<WeekDay>,
    },
    /// An easy-read row.
    PictureRow {
        /// A picture of the template folder.
        picture: Option<String>,
        /// What it shows; none where it only repeats the words.
        alt: Option<String>,
        /// The sentences.
        words: Vec<Words>,
        /// The person's own photo, which stands instead of the picture if it can be used.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        photo: Option<OwnPhoto>,
    },
    /// Lines to sign on.
    Signature {
        /// The lines.
        lines: Vec<SignatureLine>,
    },
}

/// A photo of the person's own.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct OwnPhoto {
    /// Where it is, from the folder of its record.
    pub path: String,
    /// What it shows; none where it only repeats the words.
    pub alt: Option<String>,
}

/// One label with its paragraphs.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: Words,
    /// One entry a paragraph.
    pub value: Vec<Words>,
}

/// One column of a table.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Column {
    /// Its head.
    pub heading: Words,
    /// `start` or `end`.
    pub align: String,
}

/// The heads of the week's columns.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct WeekHeadings {
    /// Day.
    pub day: Words,
    /// Time.
    pub time: Words,
    /// What happens, and who comes.
    pub what: Words,
}

/// One day.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct WeekDay {
    /// Its name.
    pub day: Words,
    /// What happens, by time.
    pub entries: Vec<WeekEntry>,
}

/// One thing that happens.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct WeekEntry {
    /// When.
    pub time: Words,
    /// What.
    pub what: Words,
    /// Who.
    pub who: Option<Words>,
}

/// One line to sign on.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct SignatureLine {
    /// What goes there.
    pub label: Words,
    /// What stands there already.
    pub value: Option<Words>,
}
