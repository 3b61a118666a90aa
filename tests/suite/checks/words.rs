//! Checks 16 to 18: how long it is, and how hard the words are.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use planpress::check::is_explained;
use planpress::check::readability::{reading_ease, sentence_lengths};
use planpress::merge::{Block, Words, plain};
use planpress::plan::PictureUse;
use planpress::template::{Layout, ListedWord};
use regex::Regex;

use super::Judged;
use super::subject::Subject;
use crate::easy_read::listed_at_end;
use crate::stage::SAMPLES;
use crate::tags::tidy;

/// The picture rows of a document.
fn rows(subject: &Subject) -> Vec<(Option<&String>, &Vec<Words>)> {
    fn collect<'a>(blocks: &'a [Block], all: &mut Vec<(Option<&'a String>, &'a Vec<Words>)>) {
        for block in blocks {
            match block {
                Block::PictureRow { picture, words, .. } => all.push((picture.as_ref(), words)),
                Block::Card { blocks, .. }
                | Block::Part { blocks, .. }
                | Block::Callout { blocks, .. }
                | Block::OwnWords { blocks } => collect(blocks, all),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    collect(&subject.data.opening.blocks, &mut all);
    for section in &subject.data.sections {
        collect(&section.blocks, &mut all);
    }
    all
}

/// The sentences that stand beside pictures.
fn row_text(subject: &Subject) -> String {
    let rows = rows(subject).into_iter().flat_map(|(_, words)| words);
    rows.map(spoken).collect::<Vec<_>>().join("\n\n")
}

fn spoken(words: &Words) -> String {
    plain(words).replace('\u{a0}', " ")
}

/// Check 16: at most 15 words a sentence, measured on what the page shows.
pub fn longest_sentence(subject: &Subject) -> Option<Judged> {
    if !subject.is_easy() {
        return None;
    }
    let longest = sentence_lengths(&row_text(subject)).into_iter().max()?;
    Some(Judged::within(longest as f64, longest <= 15, "words in a sentence"))
}

/// Whether it is the copy of somebody whose record asks for no pictures.
fn wants_no_pictures(subject: &Subject) -> bool {
    SAMPLES.rebuilt.iter().any(|steps| {
        steps.disclosure.pictures == PictureUse::None
            && subject.data.document.title.contains(&steps.record.plan_id)
    })
}

/// Check 16b: one idea, one picture; or not a single one, for who asked for none.
pub fn rows_without_picture(subject: &Subject) -> Option<Judged> {
    if !subject.is_easy() {
        return None;
    }
    let rows = rows(subject);
    let without = rows.iter().filter(|(picture, _)| picture.is_none()).count();
    let wants_none = wants_no_pictures(subject);
    let wrong = if wants_none { rows.len() - without } else { without };
    let what = if wants_none { "rows with a picture" } else { "rows without a picture" };
    Some(Judged::within(wrong as f64, wrong == 0, what))
}

/// Check 16c: a booklet, or a part of a long document, has at most 20 pages.
pub fn pages_of_a_booklet(subject: &Subject) -> Option<Judged> {
    let pages = subject.inspection.pages;
    subject.is_easy().then(|| Judged::within(pages as f64, pages <= 20, "pages"))
}

/// Check 16d: a hard word is explained in the row where it stands, or in the list at the end. Every
/// word of the page is looked at: titles, headings, labels, the heads and feet of pages.
pub fn unexplained_words(subject: &Subject) -> Option<Judged> {
    if !subject.is_easy() {
        return None;
    }
    let lists = SAMPLES.kit.templates.lists();
    let list = lists.hard_words.get(subject.edition.language.as_str())?;
    let rows = rows(subject).into_iter();
    let rows: Vec<String> =
        rows.map(|(_, words)| words.iter().map(spoken).collect::<Vec<_>>().join(" ")).collect();
    let at_end = listed_at_end(&subject.data);
    let is_explained = |word: &ListedWord| {
        at_end.contains(&word.word) || rows.iter().any(|row| is_explained(word, list, &[row]))
    };
    let read = subject.tags.text();
    let silent = subject.tags.silent.iter().flat_map(|text| text.lines());
    let mut problems = BTreeSet::new();
    for text in read.lines().chain(silent).map(tidy) {
        let hard = list.find(&text).into_iter().map(|found| found.word);
        let hard = hard.filter(|word| !is_explained(word));
        problems.extend(hard.map(|word| format!("“{}” is not explained: {text}", word.word)));
    }
    Some(Judged::count(problems.into_iter().collect()))
}

fn ease_within(text: &str, least: f64) -> Option<Judged> {
    let ease = reading_ease(text)?;
    Some(Judged::within(ease, ease >= least, "reading ease"))
}

/// Check 17: Flesch reading ease, for English alone: no formula is known to work for Welsh.
pub fn reading_ease_of(subject: &Subject) -> Option<Judged> {
    if subject.edition.language.as_str() != "en" {
        return None;
    }
    if subject.is_easy() {
        return ease_within(&row_text(subject), 80.0);
    }
    if subject.edition.layout != Layout::PublicSummary {
        return None;
    }
    let lines = planpress::merge::reading(&subject.data);
    let sentences: Vec<String> = lines
        .iter()
        .filter_map(|line| match line {
            planpress::merge::Line::Paragraph(text) => Some(text.replace('\u{a0}', " ")),
            _ => None,
        })
        .collect();
    ease_within(&sentences.join("\n\n"), 70.0)
}

/// What easy read never has: the 24-hour clock, per cent, signs, Roman numerals.
static HARD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"\b(?:1[3-9]|2[0-3]):[0-5]\d\b|\b0\d:[0-5]\d\b|[%&<>§#]|\b(?:II|III|IV|VI|VII|VIII|IX)\b",
    )
    .expect("an expression")
});

/// Check 18: numbers and signs in easy forms.
pub fn hard_numbers(subject: &Subject) -> Option<Judged> {
    if !subject.is_easy() {
        return None;
    }
    let text = row_text(subject);
    Some(Judged::count(HARD.find_iter(&text).map(|found| found.as_str().to_owned()).collect()))
}
