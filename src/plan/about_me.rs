//! What the person says about themselves, under the headings of the PRSB "About Me" standard and of
//! the plan guidance.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, Note};

/// The person in their own words.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct AboutMe {
    /// What is most important to me (PRSB).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_important: Option<Note>,
    /// People who are important to me (PRSB).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_important: Option<Note>,
    /// How I communicate and how to communicate with me (PRSB).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how_i_communicate: Option<Note>,
    /// My wellness (PRSB).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_wellness: Option<Note>,
    /// Please do (PRSB keeps do and don't under one heading).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub please_do: Option<Note>,
    /// Please don't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub please_dont: Option<Note>,
    /// How and when to support me (PRSB).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how_and_when_to_support: Option<Note>,
    /// Also worth knowing about me (PRSB).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub also_worth_knowing: Option<Note>,
    /// When this was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Who helped to write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supported_to_write_by: Option<Note>,
    /// Links to a video or recording of the person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub media_links: Vec<String>,
    /// Wishes and feelings: s.1(3)(b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wishes_feelings: Option<Note>,
    /// Values and beliefs: s.1(3)(b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Note>,
    /// Hopes for the time to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aspirations: Option<Note>,
    /// What the person can do and is good at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strengths: Vec<Item>,
    /// The people around the person.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub circle_of_support: Vec<Item>,
    /// Ties to the neighbourhood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub community_connections: Vec<Item>,
    /// What the person wants to learn to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills_to_build: Vec<Item>,
    /// What the person wants of family, friends and charities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wishes_unpaid_support: Option<Note>,
}
