//! The envelope of every piece that can be shared or withheld on its own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize};

use super::{Id, LanguageTag, PartyRef, Share, Texts};

/// What decides who may see a piece of the record.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Envelope {
    /// People other than the subject whose information this is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<PartyRef>,
    /// The class of the information; `normal` unless said.
    #[serde(skip_serializing_if = "Sensitivity::is_normal")]
    pub sensitivity: Sensitivity,
    /// Decisions about this one piece.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
    /// Who gave the information; decides what may go back to its giver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_party: Option<PartyRef>,
    /// Who wrote it down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_by: Option<PartyRef>,
    /// When it was written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_on: Option<Date>,
}

impl Envelope {
    /// Whether the subject agreed to share this piece in their public summary.
    pub fn in_public_summary(&self) -> bool {
        self.share.as_ref().is_some_and(|share| share.public_summary)
    }
}

/// A piece of the record with words of its own: one need, one outcome, one risk …
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Item {
    /// Stable within the plan; used in audit and manifest.
    pub id: Id,
    /// The words, rich, by language.
    #[serde(default)]
    pub text: Texts,
    /// The same in easy read, by language, written by a person: one idea a row.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub easy_read: BTreeMap<LanguageTag, Vec<EasyReadRow>>,
    /// Whose voice the words are in; `third_person` unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// A free text: a plain string, a map by language, or an object with `text` and any field of an
/// [`Item`] (its `id` may be left out: the field's own name stands for it).
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Note {
    /// For audit and manifest, where the record gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// The words, rich, by language.
    pub text: Texts,
    /// The same in easy read, by language, written by a person.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub easy_read: BTreeMap<LanguageTag, Vec<EasyReadRow>>,
    /// Whose voice the words are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

#[derive(Deserialize, JsonSchema)]
#[schemars(rename = "NoteWithEnvelope")]
struct FullNote {
    #[serde(default)]
    id: Option<Id>,
    text: Texts,
    #[serde(default)]
    easy_read: BTreeMap<LanguageTag, Vec<EasyReadRow>>,
    #[serde(default)]
    voice: Option<Voice>,
    #[serde(flatten)]
    envelope: Envelope,
}

impl<'de> Deserialize<'de> for Note {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        let error = de::Error::custom;
        if value.as_object().is_some_and(|object| object.contains_key("text")) {
            let FullNote { id, text, easy_read, voice, envelope } =
                FullNote::deserialize(value).map_err(error)?;
            return Ok(Self { id, text, easy_read, voice, envelope });
        }
        let text = Texts::deserialize(value).map_err(error)?;
        Ok(Self { text, ..Self::default() })
    }
}

impl JsonSchema for Note {
    fn schema_name() -> Cow<'static, str> {
        "Note".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let texts = Texts::json_schema(generator);
        let by_language = texts.get("anyOf").and_then(|any| any.get(1)).cloned();
        let full = generator.subschema_for::<FullNote>();
        json_schema!({
            "description": "A free text: a plain string in the record's main language, a map by language tag, or an object with `text` and who may see it.",
            "anyOf": [{ "type": "string" }, by_language, full]
        })
    }
}

/// One row of easy read: one idea, in words, with the picture that says the same.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct EasyReadRow {
    /// One sentence, or two where the second explains a hard word of the first.
    pub text: String,
    /// A picture of the picture index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture_id: Option<String>,
    /// The person's own photo instead: a JPEG or PNG file in the folder of the record. The picture stands where it can't be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// What the picture shows, where it differs from the index or is a photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// The picture only repeats the words: silent to a screen reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decorative: Option<bool>,
}

/// Whose voice a text is in, so that "I" never stands under the council's heading.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The person's own words: never translated for them, printed as said.
    FirstPerson,
    /// About the person.
    ThirdPerson,
    /// The council speaks.
    Council,
}

/// The class of a piece of information. Free text sets nothing by itself.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    Deserialize,
    Eq,
    Hash,
    JsonSchema,
    Ord,
    PartialEq,
    PartialOrd,
    Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// An ordinary part of the plan.
    #[default]
    Normal,
    /// Another person's information.
    ThirdParty,
    /// About health.
    Health,
    /// About money.
    Finance,
    /// Told in confidence: for its giver and the file only.
    Confidential,
    /// About abuse or neglect.
    Safeguarding,
    /// Would give away an address that must stay secret: for the file only.
    AddressProtected,
    /// Never on paper.
    NeverPrint,
}

impl Sensitivity {
    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's skip_serializing_if passes a reference"
    )]
    fn is_normal(&self) -> bool {
        *self == Self::Normal
    }
}
