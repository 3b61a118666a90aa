//! Turns phrases of the bank into the texts of a record: in its languages, with its names, and in
//! easy read where somebody needs that.

use std::collections::BTreeMap;

use super::bank::{Pair, Phrase};
use crate::plan::{EasyReadRow, Id, Item, LanguageTag, Note, Texts, Voice};

/// How a record speaks.
#[derive(Clone, Debug)]
pub struct Words {
    /// The record's languages, the main one first.
    pub languages: Vec<LanguageTag>,
    /// Every text has its easy-read rows.
    pub easy_read: bool,
    slots: BTreeMap<&'static str, Pair>,
}

impl Words {
    /// Words with no names in them yet.
    pub fn new(languages: Vec<LanguageTag>, easy_read: bool) -> Self {
        Self { languages, easy_read, slots: BTreeMap::new() }
    }

    /// Puts a name or number where phrases have `{slot}`.
    pub fn set(&mut self, slot: &'static str, en: impl Into<String>, cy: impl Into<String>) {
        self.slots.insert(slot, Pair { en: en.into(), cy: cy.into() });
    }

    /// As [`set`](Self::set), for words that the bank has in both languages.
    pub fn set_pair(&mut self, slot: &'static str, pair: &Pair) {
        self.slots.insert(slot, pair.clone());
    }

    /// A short text, such as a job.
    pub fn texts(&self, pair: &Pair) -> Texts {
        self.by_language(|cy| if cy { pair.cy.clone() } else { pair.en.clone() })
    }

    /// The council's words.
    pub fn note(&self, phrase: &Phrase) -> Note {
        Note {
            text: self.joined(&[phrase], false),
            easy_read: self.rows(&[phrase]),
            ..Note::default()
        }
    }

    /// The person's own words.
    pub fn said(&self, phrases: &[&Phrase]) -> Note {
        Note {
            text: self.joined(phrases, false),
            easy_read: self.rows(phrases),
            voice: Some(Voice::FirstPerson),
            ..Note::default()
        }
    }

    /// The person's own words, as a list.
    pub fn said_as_list(&self, phrases: &[&Phrase]) -> Note {
        Note { text: self.joined(phrases, phrases.len() > 1), ..self.said(phrases) }
    }

    /// An item with its id.
    pub fn item(&self, id: impl Into<String>, phrase: &Phrase, voice: Voice) -> Item {
        Item {
            id: Id(id.into()),
            text: self.joined(&[phrase], false),
            easy_read: self.rows(&[phrase]),
            voice: Some(voice),
            ..Item::default()
        }
    }

    fn joined(&self, phrases: &[&Phrase], list: bool) -> Texts {
        self.by_language(|cy| {
            let texts = phrases.iter().map(|phrase| self.sentences(phrase, cy).join(" "));
            if list {
                texts.map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n")
            } else {
                texts.collect::<Vec<_>>().join(" ")
            }
        })
    }

    fn rows(&self, phrases: &[&Phrase]) -> BTreeMap<LanguageTag, Vec<EasyReadRow>> {
        if !self.easy_read {
            return BTreeMap::new();
        }
        let rows = |cy| {
            phrases.iter().flat_map(move |phrase| {
                let last = phrase.pic.split_whitespace().next_back();
                let pictures = phrase.pic.split_whitespace().chain(last.into_iter().cycle());
                self.sentences(phrase, cy).into_iter().zip(pictures)
            })
        };
        let row = |(text, picture): (String, &str)| EasyReadRow {
            text,
            picture_id: Some(picture.to_owned()),
            ..EasyReadRow::default()
        };
        self.languages
            .iter()
            .map(|language| {
                (language.clone(), rows(*language == LanguageTag::cy()).map(row).collect())
            })
            .collect()
    }

    fn by_language(&self, text: impl Fn(bool) -> String) -> Texts {
        match self.languages.as_slice() {
            [only] => Texts::Main(text(*only == LanguageTag::cy())),
            several => Texts::ByLanguage(
                several
                    .iter()
                    .map(|language| (language.clone(), text(*language == LanguageTag::cy())))
                    .collect(),
            ),
        }
    }

    fn sentences(&self, phrase: &Phrase, cy: bool) -> Vec<String> {
        let text = if cy { &phrase.cy } else { &phrase.en };
        split_sentences(text).into_iter().map(|sentence| self.filled(sentence, cy)).collect()
    }

    fn filled(&self, sentence: &str, cy: bool) -> String {
        let mut text = sentence.to_owned();
        for (slot, pair) in &self.slots {
            let name = format!("{{{slot}}}");
            if text.contains(&name) {
                text = text.replace(&name, if cy { &pair.cy } else { &pair.en });
            }
        }
        let mut letters = text.chars();
        match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => text,
        }
    }
}

/// The sentences of a phrase: each ends at a full stop or question mark before a space.
pub fn split_sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (end, _) in text.match_indices([' ']) {
        if text[..end].ends_with(['.', '?', '!']) {
            sentences.push(&text[start..end]);
            start = end + 1;
        }
    }
    sentences.push(&text[start..]);
    sentences
}
