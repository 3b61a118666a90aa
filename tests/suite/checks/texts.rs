//! Checks 8 and 9: the words. What the data says, what the engine laid out, what the file draws and
//! what its tag tree says are the same words in the same order.

use std::collections::HashMap;

use planpress::merge::{Block, LabelPart, MergeData, Words, plain};

use super::Judged;
use super::subject::Subject;
use crate::tags::tidy;

/// Check 8: letter for letter, page for page, what another reader takes from the file is what was
/// laid out.
pub fn extracted_as_written(subject: &Subject) -> Option<Judged> {
    let mut written = vec![String::new(); subject.inspection.pages];
    for text in &subject.inspection.text {
        written[text.page - 1].push_str(&text.text);
    }
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let pages = written.iter().zip(&subject.tags.drawn).enumerate();
    let differ = pages.filter(|(_, (written, drawn))| letters(written) != letters(drawn));
    Some(Judged::count(differ.map(|(page, _)| format!("page {} differs", page + 1)).collect()))
}

/// Check 9a: what is drawn and never read is the head and the foot of the page, and the repeated
/// heads of tables; no word more.
pub fn nothing_silent(subject: &Subject) -> Option<Judged> {
    let head = &subject.data.document;
    let mut problems = Vec::new();
    let repeated = counted(&table_heads(&subject.data));
    for (at, silent) in subject.tags.silent.iter().enumerate() {
        let label = head.page_label.iter().map(|part| match part {
            LabelPart::Text(text) => text.clone(),
            LabelPart::Counter(which) if which == "page" => (at + 1).to_string(),
            LabelPart::Counter(_) => subject.inspection.pages.to_string(),
        });
        let running = head.running.as_ref().map(plain).unwrap_or_default();
        // In a window the address is for the post; the letter says it again.
        let to = subject.data.opening.addressee.iter().filter(|to| at == 0 && to.window.is_some());
        let to: Vec<String> = to.flat_map(|to| &to.lines).map(plain).collect();
        let furniture = [plain(&head.recipient), running, label.collect(), to.join(" ")].join(" ");
        let mut allowed = counted(&furniture);
        for (word, count) in counted(silent) {
            let spare = allowed.entry(word.clone()).or_default();
            if count > *spare && !repeated.contains_key(&word) {
                problems.push(format!("page {}: `{word}` is drawn and never read", at + 1));
            }
        }
    }
    Some(Judged::count(problems))
}

/// How often each word is there.
fn counted(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in tidy(text).split(' ') {
        // The dots that lead to a page number are no word.
        if !word.contains(char::is_alphanumeric) {
            continue;
        }
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// The words in the heads of tables.
fn table_heads(data: &MergeData) -> String {
    fn collect(blocks: &[Block], heads: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Table { columns, .. } => {
                    heads.extend(columns.iter().map(|column| plain(&column.heading)));
                }
                Block::Week { headings, .. } => {
                    let all = [&headings.day, &headings.time, &headings.what];
                    heads.extend(all.map(plain));
                }
                Block::Card { blocks, .. }
                | Block::Part { blocks, .. }
                | Block::Callout { blocks, .. }
                | Block::OwnWords { blocks } => collect(blocks, heads),
                _ => {}
            }
        }
    }
    let mut heads = Vec::new();
    data.sections.iter().for_each(|section| collect(&section.blocks, &mut heads));
    heads.join(" ")
}

/// Check 9b: every text of the data is in the tag tree, each after the one before it.
pub fn everything_in_order(subject: &Subject) -> Option<Judged> {
    let heard = tidy(&subject.tags.text());
    let mut problems = Vec::new();
    // The parts of the opening may stand in another order on a letter than on a plan.
    let mut after = 0;
    for part in opening(&subject.data) {
        after = after.max(follow(&heard, 0, &part, &mut problems));
    }
    let mut rest = Vec::new();
    for section in &subject.data.sections {
        rest.push(plain(&section.heading));
        rest.extend(section.source.iter().map(plain));
        spoken(&section.blocks, &mut rest);
    }
    rest.push(plain(&subject.data.document.end));
    follow(&heard, after, &rest, &mut problems);
    Some(Judged::count(problems))
}

/// Looks for each text after the one before it; returns where the last one ends.
fn follow(heard: &str, from: usize, texts: &[String], problems: &mut Vec<String>) -> usize {
    let mut at = from;
    for text in texts.iter().map(|text| tidy(text)).filter(|text| !text.is_empty()) {
        match heard[at..].find(&text) {
            Some(found) => at += found + text.len(),
            None if heard.contains(&text) => problems.push(format!("out of order: {text}")),
            None => problems.push(format!("not in the tag tree: {text}")),
        }
    }
    at
}

fn opening(data: &MergeData) -> Vec<Vec<String>> {
    let opening = &data.opening;
    let council = &opening.council;
    let name = std::iter::once(&council.name).chain(&council.team).map(plain).collect();
    let mut reach: Vec<String> = council.address.iter().map(plain).collect();
    for pair in &council.contact {
        reach.extend([plain(&pair.label), plain(&pair.value)]);
    }
    let mut title = Vec::new();
    if let Some(to) = &opening.addressee {
        if to.window.is_some() {
            title.extend([&to.dated, &to.repeated, &to.greeting].map(plain));
        } else {
            title.extend(to.lines.iter().chain([&to.dated, &to.greeting]).map(plain));
        }
    }
    title.extend([plain(&opening.heading), plain(&opening.subject)]);
    let mut first = Vec::new();
    spoken(&opening.blocks, &mut first);
    let mut notice = Vec::new();
    spoken(&opening.notice, &mut notice);
    vec![name, reach, title, first, notice]
}

/// The texts of blocks in the order in which a reader by ear is to hear them.
fn spoken(blocks: &[Block], texts: &mut Vec<String>) {
    fn put<'a>(texts: &mut Vec<String>, all: impl IntoIterator<Item = &'a Words>) {
        texts.extend(all.into_iter().map(plain));
    }
    for block in blocks {
        match block {
            Block::Paragraph { words } => put(texts, [words]),
            Block::List { items } | Block::Steps { items } => put(texts, items),
            Block::Facts { rows } => {
                for row in rows {
                    put(texts, std::iter::once(&row.label).chain(&row.value));
                }
            }
            Block::Card { heading, label, blocks, .. } => {
                put(texts, std::iter::once(heading).chain(label));
                spoken(blocks, texts);
            }
            Block::Part { heading, blocks } => {
                put(texts, [heading]);
                spoken(blocks, texts);
            }
            Block::Callout { heading, blocks, .. } => {
                put(texts, heading);
                spoken(blocks, texts);
            }
            Block::OwnWords { blocks } => spoken(blocks, texts),
            Block::Table { caption, rows, .. } => {
                put(texts, caption);
                rows.iter().for_each(|row| put(texts, row));
            }
            Block::Week { caption, days, .. } => {
                put(texts, caption);
                for day in days.iter().filter(|day| !day.entries.is_empty()) {
                    put(texts, [&day.day]);
                    for entry in &day.entries {
                        put(texts, [&entry.time, &entry.what].into_iter().chain(&entry.who));
                    }
                }
            }
            Block::PictureRow { alt, words, .. } => {
                texts.extend(alt.iter().cloned());
                put(texts, words);
            }
            Block::Signature { lines } => {
                for line in lines {
                    put(texts, std::iter::once(&line.label).chain(&line.value));
                }
            }
        }
    }
}
