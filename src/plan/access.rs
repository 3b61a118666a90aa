//! How a party can be reached and in which form they can read: the Accessible Information Standard
//! (DAPB1605) in England, the sensory-loss standard in Wales.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{LanguageTag, Note};

/// A party's needs for information and communication.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Access {
    /// Every form that the party needs, several at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub information_formats: Vec<InformationFormat>,
    /// SNOMED CT codes of how to get in touch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_methods: Vec<String>,
    /// SNOMED CT codes of support to communicate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub communication_support: Vec<String>,
    /// SNOMED CT codes of professionals needed, such as a BSL interpreter.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub professionals_needed: Vec<String>,
    /// The language of an interpreter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreter_language: Option<LanguageTag>,
    /// The language that the party reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_language: Option<LanguageTag>,
    /// The language that the party speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoken_language: Option<LanguageTag>,
    /// Every copy in each of the record's languages, beside the written one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also_languages: Option<Vec<LanguageTag>>,
    /// The paper that the party can read from. Tinted stock in print, never tinted by toner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper_colour: Option<Paper>,
    /// Stronger contrast than the house palette.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contrast: Option<Contrast>,
    /// Such as `staple`, `spiral`: for the print room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub binding: Option<String>,
    /// Longer documents are cut into parts of at most this many pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_pages_per_part: Option<u32>,
    /// What a screen reader says of pictures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pictures: Option<PictureUse>,
    /// A face that the party reads best, such as `Noto Sans`. One that is not here is told by FMT-20.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// Wider spacing of lines and letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Spacing>,
    /// The party does not want the whole plan beside the easy-read one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_plan_declined: Option<bool>,
    /// How and where to meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_preferences: Option<MeetingPreferences>,
    /// Whether these needs may be told to others: the standard's "share" step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_to_share_needs: Option<bool>,
    /// When they were last asked about: the standard's "review" step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_checked_on: Option<Date>,
}

/// One form of information that a party needs.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct InformationFormat {
    /// The SNOMED CT code, as text: spreadsheets damage it as a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snomed: Option<String>,
    /// A code of the council's own, such as `local:lp18`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_code: Option<String>,
    /// The smallest size of type that the party can read, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 8, max = 72))]
    pub min_point_size: Option<u32>,
}

/// The colour of paper.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// White.
    #[default]
    White,
    /// Cream.
    Cream,
    /// Pale yellow.
    Yellow,
}

/// The faces that a party may ask for by name, and what the templates call them.
pub const FACES: &[(&str, &str)] = &[
    ("Atkinson Hyperlegible Next", "atkinson"),
    ("Atkinson Hyperlegible", "atkinson"),
    ("Atkinson", "atkinson"),
    ("Noto Sans", "noto"),
    ("Noto", "noto"),
];

/// The contrast of text.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Contrast {
    /// The house palette: 7:1 or more.
    #[default]
    House,
    /// Black only.
    Black,
}

/// What a screen reader says of easy-read pictures.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureUse {
    /// It says what each picture shows.
    Yes,
    /// Pictures that repeat the words are silent.
    Decorative,
    /// No pictures at all.
    None,
}

/// The spacing of lines and letters.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spacing {
    /// The house spacing.
    #[default]
    House,
    /// Wider.
    Wide,
}

/// How, when and where the person likes to meet.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct MeetingPreferences {
    /// The time of day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<Note>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Note>,
    /// In person, by phone, online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Note>,
}
