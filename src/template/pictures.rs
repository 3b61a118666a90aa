//! The index of the easy-read pictures: what each shows, in every language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::TemplateError;
use crate::plan::LanguageTag;

/// One picture.
#[derive(Clone, Debug, Deserialize)]
pub struct Picture {
    /// Its file in the folder `pictures`.
    pub file: String,
    /// What it stands for.
    pub meaning: String,
    /// What it shows, by language.
    pub alt: BTreeMap<LanguageTag, String>,
    /// Other words that an author may look for.
    #[serde(default)]
    pub also: Vec<String>,
    /// Where it is from.
    pub source: String,
    /// Its licence.
    pub licence: String,
}

/// Every picture, by id.
#[derive(Clone, Debug, Deserialize)]
pub struct Pictures {
    pictures: BTreeMap<String, Picture>,
}

impl Pictures {
    pub(super) fn parse(text: &str) -> Result<Self, TemplateError> {
        serde_yaml::from_str(text).map_err(|error| TemplateError::Invalid {
            file: "pictures/index.yaml".into(),
            message: error.to_string(),
        })
    }

    /// The picture with this id.
    pub fn get(&self, id: &str) -> Option<&Picture> {
        self.pictures.get(id)
    }

    /// Every picture, by id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Picture)> {
        self.pictures.iter().map(|(id, picture)| (id.as_str(), picture))
    }
}
