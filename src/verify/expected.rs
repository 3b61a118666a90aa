//! What one document should be: the words that its template was given. They say what it may show,
//! and what it must.

use serde_json::Value;

use super::haystack::Haystack;
use super::pdf::{Pdf, Place};
use super::{Check, Disagreement};
use crate::merge::{Line, MergeData, plain, reading};

/// So many words are looked for together.
const WORDS_TOGETHER: usize = 6;

/// So much of what a document should say stands there as it was given; the turn of a page breaks the
/// rest.
const LEAST_PERCENT: usize = 90;

/// What a document should be.
pub(super) struct Expected {
    /// Where it is in the folder.
    pub(super) path: String,
    /// The record that it is about, by its number.
    plan: u32,
    /// Everything that it may show.
    pub(super) shown: Vec<String>,
    /// The title in its metadata.
    title: String,
    /// Who is named on every page.
    recipient: String,
    /// What is to be read, line by line.
    lines: Vec<String>,
}

/// What a file says.
pub(super) struct Said {
    /// The title and the pages of a PDF.
    pdf: Option<(String, usize)>,
    /// Every text with the name of its place.
    texts: Vec<(String, String)>,
}

impl Expected {
    pub(super) fn new(path: &str, plan: u32, data: &MergeData) -> Self {
        let mut shown = texts(data);
        let mut lines = Vec::new();
        for line in reading(data) {
            // The data may have a line in runs.
            shown.push(line.text());
            match line {
                Line::Fact { label, value } => lines.extend([label, value]),
                other => lines.push(other.text()),
            }
        }
        // A text of the record may be several lines of the document.
        shown.push(lines.join("\n"));
        let recipient = plain(&data.document.recipient);
        shown.push(recipient.clone());
        let title = data.document.title.clone();
        Self { path: path.to_owned(), plan, shown, title, recipient, lines }
    }

    /// What the file should say and doesn't.
    pub(super) fn missing(&self, said: &Said) -> Vec<Disagreement> {
        let Self { path, plan, title, recipient, .. } = self;
        let fails = |check, what: &str| {
            Disagreement::new(check, &**path, format!("{what} of this copy of plan {plan}"))
        };
        let mut found = Vec::new();
        if let Some((said, _)) = &said.pdf
            && said != title
        {
            found.push(fails(Check::Title, "its title is not that"));
        }
        for page in said.pages_without(recipient) {
            let missing = fails(Check::Recipient, "it does not name the recipient");
            found.push(missing.in_place(page));
        }
        if !self.is_said(said) {
            found.push(fails(Check::Words, "it does not have the words"));
        }
        found
    }

    /// Whether the document's own words stand there, a few at a time: lines turn over pages.
    fn is_said(&self, said: &Said) -> bool {
        let pages: Vec<Haystack> = said.texts.iter().map(|(_, text)| Haystack::new(text)).collect();
        let (mut there, mut all) = (0, 0);
        for line in &self.lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            for words in words.chunks(WORDS_TOGETHER) {
                let words = Haystack::new(&words.join(" ")).letters;
                all += words.len();
                if pages.iter().any(|page| page.letters.contains(&words)) {
                    there += words.len();
                }
            }
        }
        there * 100 >= all * LEAST_PERCENT
    }
}

impl Said {
    /// Takes a file apart; none where it can't be read, which another check tells.
    pub(super) fn read(path: &str, bytes: &[u8]) -> Option<Self> {
        if !path.ends_with(".pdf") {
            let text = String::from_utf8_lossy(bytes).into_owned();
            return Some(Self { pdf: None, texts: vec![("the text".into(), text)] });
        }
        let Pdf { title, pages, pieces, .. } = Pdf::read(bytes).ok()?;
        let texts = pieces.into_iter().map(|piece| (piece.place.to_string(), piece.text));
        Some(Self { pdf: Some((title, pages)), texts: texts.collect() })
    }

    /// Every text with the name of its place.
    pub(super) fn texts(&self) -> Vec<(&str, &str)> {
        self.texts.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect()
    }

    /// Pages that do not have a name on them.
    fn pages_without(&self, name: &str) -> Vec<String> {
        let name = Haystack::new(name).letters;
        let pages = self.pdf.as_ref().map_or(0, |(_, pages)| *pages);
        let has_name = |page: &String| {
            let mut texts = self.texts.iter().filter(|(place, _)| place == page);
            texts.any(|(_, text)| Haystack::new(text).letters.contains(&name))
        };
        let pages = (1..=pages).map(|page| Place::Page(page).to_string());
        pages.filter(|page| !has_name(page)).collect()
    }
}

/// Every text of what a template reads.
pub(super) fn texts(data: &MergeData) -> Vec<String> {
    let mut all = Vec::new();
    strings(&serde_json::to_value(data).unwrap_or_default(), &mut all);
    all
}

fn strings(value: &Value, all: &mut Vec<String>) {
    match value {
        Value::String(text) => all.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, all)),
        Value::Object(map) => map.values().for_each(|item| strings(item, all)),
        _ => {}
    }
}
