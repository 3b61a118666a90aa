//! Code tables and word lists: data that a council may lay its own files over.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::files::Files;
use super::words::{ListedWord, WordList};
use crate::finding::Finding;
use crate::plan::{ContactChannel, could_have_been};

/// The tables and lists of `templates/lists`.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// What the codes of a record's needs for information lead to.
    pub codes: Codes,
    /// Professional words, by language (DAT-06).
    pub plain_words: BTreeMap<String, WordList>,
    /// Words that easy read explains or leaves out, by language (FMT-05). Those with a meaning are
    /// the glossary of the page.
    pub hard_words: BTreeMap<String, WordList>,
}

/// The codes of a record's needs for information and communication.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// Forms of information.
    pub information_formats: Vec<Code>,
    /// Ways to get in touch.
    pub contact_methods: Vec<Code>,
    /// What a worker must know, and no copy depends on.
    pub flags: Vec<Code>,
    /// Identifiers that were published damaged.
    pub damaged: Vec<Damaged>,
}

/// One code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// A SNOMED CT identifier, a UK Core number or a `local:` code.
    pub code: String,
    /// Its term.
    pub term: String,
    /// What it leads to.
    pub leads_to: LeadsTo,
}

/// What a code leads to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum LeadsTo {
    /// Easy read.
    EasyRead,
    /// Large print of the council's own size.
    LargePrint,
    /// Type of at least so many points.
    Size(u32),
    /// By e-mail.
    Email,
    /// A document for the screen.
    Download,
    /// Made by hand, in this form: never printed instead (FMT-01).
    Transcription(Transcription),
    /// Printed, and somebody rings as well.
    Call,
    /// A way to get in touch.
    Contact(ContactChannel),
    /// For the worker.
    Flag(String),
}

/// A form that is made by hand from a reading text.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Transcription {
    /// Braille of either grade.
    Braille,
    /// The Moon alphabet.
    Moon,
    /// Spoken, on any carrier.
    Audio,
    /// Makaton.
    Makaton,
    /// British Sign Language on video.
    Bsl,
    /// A form that the table does not know.
    Unknown,
}

impl Transcription {
    /// The form in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Braille => "braille",
            Self::Moon => "Moon",
            Self::Audio => "audio",
            Self::Makaton => "Makaton",
            Self::Bsl => "British Sign Language",
            Self::Unknown => "a form that the code table doesn't know",
        }
    }
}

/// An identifier that was published with a wrong check digit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Damaged {
    /// As published.
    pub code: String,
    /// Its term.
    pub term: String,
    /// What it was probably meant to be.
    pub probably: String,
}

impl Codes {
    /// What a form of information leads to.
    pub fn information_format(&self, code: &str) -> Option<&LeadsTo> {
        find(&self.information_formats, code)
    }

    /// What a way to get in touch leads to.
    pub fn contact_method(&self, code: &str) -> Option<&LeadsTo> {
        find(&self.contact_methods, code)
    }

    /// Every code of every table.
    pub fn all(&self) -> impl Iterator<Item = &Code> {
        self.information_formats.iter().chain(&self.contact_methods).chain(&self.flags)
    }

    /// Whether any table has this code.
    pub fn knows(&self, code: &str) -> bool {
        self.all().any(|known| known.code == code.trim())
    }

    /// What a damaged identifier was probably meant to be: as it was published damaged, or the one
    /// identifier of the tables that the same damage would turn into it.
    pub fn probably(&self, damaged: &str) -> Option<&str> {
        let wanted = damaged.trim();
        if let Some(known) = self.damaged.iter().find(|known| known.code == wanted) {
            return Some(&known.probably);
        }
        let mut could = self
            .all()
            .map(|known| known.code.as_str())
            .filter(|code| could_have_been(wanted, code));
        let first = could.next()?;
        could.all(|other| other == first).then_some(first)
    }
}

fn find<'a>(codes: &'a [Code], wanted: &str) -> Option<&'a LeadsTo> {
    let wanted = wanted.trim();
    codes.iter().find(|code| code.code == wanted).map(|code| &code.leads_to)
}

impl Lists {
    /// Reads the lists.
    ///
    /// # Errors
    /// When a file is not what it should be.
    pub(super) fn parse(files: &Files) -> Result<Self, Finding> {
        fn read<T: serde::de::DeserializeOwned>(files: &Files, file: &str) -> Result<T, Finding> {
            // By way of JSON's values, because `{size: 20}` is plain YAML and no YAML tag.
            let value: serde_json::Value = serde_yaml::from_str(files.text(file)?)
                .map_err(|error| files.broken_yaml(file, &error))?;
            serde_json::from_value(value).map_err(|error| files.broken(file, &error.to_string()))
        }
        let [codes, plain, hard] =
            ["lists/format-codes.yaml", "lists/plain-words.yaml", "lists/hard-words.yaml"];
        Ok(Self {
            codes: read(files, codes)?,
            plain_words: word_lists(files, plain, read(files, plain)?)?,
            hard_words: word_lists(files, hard, read(files, hard)?)?,
        })
    }
}

/// The lists of one file, by language, ready to look for words.
fn word_lists(
    files: &Files,
    file: &str,
    lists: BTreeMap<String, Vec<ListedWord>>,
) -> Result<BTreeMap<String, WordList>, Finding> {
    let build = |(language, words): (String, Vec<ListedWord>)| {
        let list = WordList::new(&language, words).map_err(|problem| {
            let finding = files.broken(file, &format!("{language}: {problem}"));
            files.placed(finding, file, &language)
        })?;
        Ok((language, list))
    };
    lists.into_iter().map(build).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::plan::snomed_fault;
    use crate::template::Templates;

    fn lists() -> Lists {
        Templates::load(None, None).unwrap().0.lists().clone()
    }

    #[test]
    fn every_identifier_of_the_table_is_sound_and_every_damaged_one_is_not() {
        let codes = lists().codes;
        let identifiers: Vec<&Code> = codes
            .all()
            .filter(|code| code.code.len() >= 6 && code.code.bytes().all(|b| b.is_ascii_digit()))
            .collect();
        assert!(identifiers.len() >= 30, "{}", identifiers.len());
        for code in identifiers {
            assert_eq!(snomed_fault(&code.code), None, "{}: {}", code.code, code.term);
        }
        assert!(codes.damaged.len() >= 2);
        for damaged in &codes.damaged {
            assert!(snomed_fault(&damaged.code).is_some(), "{}", damaged.code);
            assert_eq!(snomed_fault(&damaged.probably), None, "{}", damaged.probably);
            assert!(!codes.knows(&damaged.code), "{}", damaged.code);
            assert_eq!(codes.probably(&damaged.code), Some(damaged.probably.as_str()));
        }
    }

    #[test]
    fn a_code_stands_in_the_table_once() {
        let codes = lists().codes;
        let mut seen = BTreeSet::new();
        for code in codes.all() {
            assert!(seen.insert(&code.code), "{} is there twice", code.code);
        }
    }

    #[test]
    fn a_damaged_code_leads_back_to_one_of_the_table_or_to_none() {
        let codes = lists().codes;
        assert_eq!(codes.probably("9.57331E+14"), Some("957331000000109"));
        assert_eq!(codes.probably("0957331000000109"), Some("957331000000109"));
        // Two decimals are too few to choose one of three sizes.
        assert_eq!(codes.probably("9.57E+14"), None);
        assert_eq!(codes.probably("1.08E+15"), None);
    }

    #[test]
    fn the_word_lists_are_filled_and_no_word_stands_twice() {
        let lists = lists();
        for (list, language, at_least) in [
            (&lists.plain_words, "en", 120),
            (&lists.plain_words, "cy", 50),
            (&lists.hard_words, "en", 80),
            (&lists.hard_words, "cy", 50),
        ] {
            let words = list[language].words();
            assert!(words.len() >= at_least, "{language}: {}", words.len());
            let mut seen = BTreeSet::new();
            for word in words {
                for form in std::iter::once(&word.word).chain(&word.also) {
                    assert!(seen.insert((form.as_str(), word.exact)), "{form} is there twice");
                }
                // What is said instead must be no word of the list itself.
                let again = list[language].find(&word.say);
                assert!(
                    again.is_empty() || !word.means.is_empty(),
                    "`{}` leads to another listed word: {again:?}",
                    word.word
                );
            }
        }
    }
}
