//! The fixed phrases of each language: `templates/wording/*.yaml`, filled by Handlebars in strict
//! mode. Plain text goes in and plain text comes out; it never becomes markup.
//!
//! The built-in English file is the reference: every language has its keys, all of them, and uses
//! no other placeholders. A council's own file is laid over the built-in one key by key. That is checked when the wording is loaded, because Handlebars' strict
//! mode does not notice a missing name inside `{{#if}}`.

mod phrases;
mod speech;

use std::collections::BTreeMap;

use handlebars::{Handlebars, no_escape};

use crate::finding::Finding;
use crate::plan::LanguageTag;
use crate::template::{OwnSection, Templates, WordList};

pub use phrases::Phrase;

/// The wording of every language.
#[derive(Debug)]
pub struct Wordings {
    languages: BTreeMap<LanguageTag, Wording>,
}

/// The wording of one language.
#[derive(Debug)]
pub struct Wording {
    language: LanguageTag,
    phrases: BTreeMap<String, String>,
    engine: Handlebars<'static>,
    glossary: WordList,
    sections: Vec<OwnSection>,
}

impl Wordings {
    /// Loads and checks the wording of every language of the manifest.
    ///
    /// # Errors
    /// Every missing, unknown or broken phrase of every language, all at once.
    pub fn load(templates: &Templates) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let reference = phrases::reference();
        let mut languages = BTreeMap::new();
        for language in &templates.manifest().languages {
            let path = format!("wording/{language}.yaml");
            let broken = |key: &str, message: String| {
                templates.placed(Finding::new("TPL-02", message), &path, key)
            };
            let phrases = match templates.text(&path) {
                Ok(text) => phrases::parse(text),
                Err(finding) => {
                    findings.push(finding);
                    continue;
                }
            };
            let phrases = match phrases {
                Ok(phrases) => phrases,
                Err(problem) => {
                    findings.push(broken("", format!("{path}: {problem}")));
                    continue;
                }
            };
            let faults = phrases::check(&path, &phrases, &reference);
            findings.extend(faults.into_iter().map(|fault| {
                let key = fault.field.clone();
                templates.placed(fault, &path, &key)
            }));
            match Wording::new(language.clone(), phrases, templates) {
                Ok(wording) => {
                    languages.insert(language.clone(), wording);
                }
                Err((key, problem)) => findings.push(broken(&key, format!("{path}: {problem}"))),
            }
        }
        if findings.is_empty() { Ok(Self { languages }) } else { Err(findings) }
    }

    /// The wording of a language, where there is one.
    pub fn get(&self, language: &LanguageTag) -> Option<&Wording> {
        self.languages.get(language)
    }

    /// Every language that has wording.
    pub fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.languages.keys()
    }
}

impl Wording {
    fn new(
        language: LanguageTag,
        phrases: BTreeMap<String, String>,
        templates: &Templates,
    ) -> Result<Self, (String, String)> {
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        engine.register_escape_fn(no_escape);
        for (key, phrase) in &phrases {
            engine.register_template_string(key, phrase).map_err(|error| {
                let reason = error.reason();
                (key.clone(), format!("`{key}` is not a phrase that can be filled: {reason}"))
            })?;
        }
        let hard =
            templates.lists().hard_words.get(language.as_str()).map_or(&[][..], WordList::words);
        let explained = hard.iter().filter(|word| !word.means.is_empty()).cloned().collect();
        let glossary = WordList::new(language.as_str(), explained)
            .map_err(|problem| (String::new(), problem))?;
        let sections = templates.sections().to_vec();
        Ok(Self { language, phrases, engine, glossary, sections })
    }

    /// The language of this wording.
    pub fn language(&self) -> &LanguageTag {
        &self.language
    }

    /// Whether there is a phrase with this key.
    pub fn has(&self, key: &str) -> bool {
        self.phrases.contains_key(key)
    }

    /// A phrase without placeholders.
    ///
    /// # Panics
    /// When there is no such phrase: every key that the program uses is in the reference, which a
    /// test holds, and every language has the reference's keys, which loading holds.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// A phrase with its placeholders filled.
    ///
    /// # Panics
    /// As [`say`](Self::say), and when a placeholder is not offered.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: BTreeMap<_, _> = values.iter().copied().collect();
        let filled = self.engine.render(key, &values);
        filled.unwrap_or_else(|error| panic!("wording `{key}` of {}: {error}", self.language))
    }

    /// The phrase for one value of an enumeration, such as `delivery.isf`.
    pub fn name_of<T: serde::Serialize>(&self, family: &str, value: &T) -> String {
        let word = serde_json::to_value(value).ok();
        let word = word.as_ref().and_then(|word| word.as_str()).unwrap_or("other");
        self.say(&format!("{family}.{word}"))
    }

    /// The hard words that easy read explains: those of the templates' list that have a meaning.
    pub fn glossary(&self) -> &WordList {
        &self.glossary
    }

    /// The council's own sections, whose words are fixed too.
    pub fn own_sections(&self) -> &[OwnSection] {
        &self.sections
    }
}
