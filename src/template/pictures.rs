//! The index of the easy-read pictures: what each shows, in every language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Manifest;
use super::files::Files;
use crate::finding::Finding;
use crate::plan::LanguageTag;

/// The index.
const FILE: &str = "pictures/index.yaml";

/// Characters of an alternative text: what screen readers read in one breath.
const SHORTEST_ALT: usize = 3;
const LONGEST_ALT: usize = 125;

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
    pub(super) fn parse(files: &Files) -> Result<Self, Finding> {
        serde_yaml::from_str(files.text(FILE)?).map_err(|error| files.broken_yaml(FILE, &error))
    }

    /// Pictures that are not there, or that somebody who can't see them hears nothing of (TPL-07).
    pub(super) fn faults(&self, files: &Files, manifest: &Manifest) -> Vec<Finding> {
        let mut faults = Vec::new();
        let mut add = |key: String, message: String, help: &str| {
            let finding = Finding::new("TPL-07", message).help(help);
            faults.push(files.placed(finding, FILE, &key));
        };
        for (id, picture) in &self.pictures {
            let key = format!("pictures.{id}");
            if files.get(&format!("pictures/{}", picture.file)).is_none() {
                let message = format!("the picture `{id}` has no file `pictures/{}`", picture.file);
                add(format!("{key}.file"), message, "add the file, or correct its name");
            }
            for language in &manifest.languages {
                let alt = picture.alt.get(language).map(|alt| alt.trim().chars().count());
                let fault = match alt.unwrap_or(0) {
                    0 => "says nothing of what it shows".to_owned(),
                    SHORTEST_ALT..=LONGEST_ALT => continue,
                    letters => format!("has an alternative text of {letters} characters"),
                };
                let message = format!("the picture `{id}` {fault} in `{language}`");
                let help = "say what the picture shows, in 3 to 125 characters, under `alt`";
                add(format!("{key}.alt.{language}"), message, help);
            }
        }
        faults
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
