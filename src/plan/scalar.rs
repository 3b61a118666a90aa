//! The small values that records are made of.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};

macro_rules! text_newtype {
    ($(#[$doc:meta])* $name:ident, $keyword:literal, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The value as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                let mut schema = json_schema!({ "type": "string", "pattern": $pattern });
                if !$keyword.is_empty() {
                    schema.insert($keyword.to_owned(), true.into());
                }
                schema
            }
        }
    };
}

text_newtype!(
    /// An id that this record gives to a party or an item; no other value of the record has it.
    Id, "x-defines-id", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
);
text_newtype!(
    /// The id of an item of the same record.
    Ref, "x-refers-to-id", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
);
text_newtype!(
    /// The id of a party of the same record.
    PartyRef, "x-refers-to-id", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
);
text_newtype!(
    /// A BCP 47 language tag, such as `en` or `cy`.
    LanguageTag, "", "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
);

impl LanguageTag {
    /// English.
    pub fn en() -> Self {
        Self("en".into())
    }

    /// Welsh.
    pub fn cy() -> Self {
        Self("cy".into())
    }
}

/// A text in one or more languages. A plain string stands for the record's main language.
///
/// In a *rich* text a blank line parts paragraphs and a leading `- ` makes a bullet; nothing else
/// is markup. Never translated by this program.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(untagged)]
pub enum Texts {
    /// In the record's main language.
    Main(String),
    /// By language tag.
    ByLanguage(BTreeMap<LanguageTag, String>),
}

/// The name under which texts are serialized, so that `strings` can tell them from values.
pub(super) const TEXTS: &str = "Texts";

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Main(text) => serializer.serialize_newtype_struct(TEXTS, text),
            Self::ByLanguage(texts) => serializer.serialize_newtype_struct(TEXTS, texts),
        }
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::ByLanguage(BTreeMap::new())
    }
}

impl Texts {
    /// The text in `language`, where there is one; `main` is the record's main language.
    pub fn get<'a>(&'a self, language: &LanguageTag, main: &LanguageTag) -> Option<&'a str> {
        match self {
            Self::Main(text) => (language == main).then_some(text.as_str()),
            Self::ByLanguage(texts) => texts.get(language).map(String::as_str),
        }
        .filter(|text| !text.trim().is_empty())
    }

    /// Any text, the main language first, with its language.
    pub fn any<'a>(&'a self, main: &'a LanguageTag) -> Option<(&'a LanguageTag, &'a str)> {
        if let Some(text) = self.get(main, main) {
            return Some((main, text));
        }
        match self {
            Self::Main(_) => None,
            Self::ByLanguage(texts) => texts
                .iter()
                .find(|(_, text)| !text.trim().is_empty())
                .map(|(language, text)| (language, text.as_str())),
        }
    }

    /// Whether no language has a word.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Main(text) => text.trim().is_empty(),
            Self::ByLanguage(texts) => texts.values().all(|text| text.trim().is_empty()),
        }
    }
}

impl JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text: a plain string in the record's main language, or a map by language tag.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "propertyNames": { "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$" },
                    "additionalProperties": { "type": "string" }
                }
            ]
        })
    }
}

/// A value that a plan must or should state, with the difference between "none", "does not apply"
/// and "nobody wrote it down", so that an empty field never passes for "none".
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Recorded<T> {
    /// The value.
    Given(T),
    /// Asked, and the answer is none: `none`.
    None,
    /// Does not apply to this person: `not_applicable`.
    NotApplicable,
    /// Nobody wrote it down: `not_recorded`, or no key at all.
    #[default]
    NotRecorded,
}

impl<T> Recorded<T> {
    /// The value, where one was given.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            _ => None,
        }
    }

    /// Whether nobody wrote it down.
    pub fn is_not_recorded(&self) -> bool {
        matches!(self, Self::NotRecorded)
    }
}

impl<T: Serialize> Serialize for Recorded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Given(value) => value.serialize(serializer),
            Self::None => serializer.serialize_str("none"),
            Self::NotApplicable => serializer.serialize_str("not_applicable"),
            Self::NotRecorded => serializer.serialize_str("not_recorded"),
        }
    }
}

impl<'de, T: de::DeserializeOwned> Deserialize<'de> for Recorded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(match &value {
            serde_json::Value::Null => Self::NotRecorded,
            serde_json::Value::Array(items) if items.is_empty() => Self::NotRecorded,
            serde_json::Value::String(word) if word == "none" => Self::None,
            serde_json::Value::String(word) if word == "not_applicable" => Self::NotApplicable,
            serde_json::Value::String(word) if word == "not_recorded" => Self::NotRecorded,
            _ => Self::Given(T::deserialize(value).map_err(de::Error::custom)?),
        })
    }
}

impl<T: JsonSchema> JsonSchema for Recorded<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Recorded_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let given = generator.subschema_for::<T>();
        json_schema!({
            "anyOf": [
                { "type": "string", "enum": ["none", "not_applicable", "not_recorded"] },
                given
            ]
        })
    }
}

/// An answer that may be in part.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum YesNoPartly {
    /// Yes.
    Yes,
    /// No.
    No,
    /// In part.
    Partly,
}
