//! Every word that is shown can be heard, and nothing else is: the reading text, the tag tree and the
//! record say the same.

use std::collections::BTreeSet;

use planpress::disclose::Pack;
use planpress::merge::{Block, LabelPart, Line, plain, reading};
use planpress::plan::LanguageTag;
use planpress::template::{Format, Layout};
use serde_json::Value;

use crate::stage::{Made, Rebuilt, SAMPLES, none};
use crate::tags::{Element, tidy};

/// The words of a text, without the marks around them.
pub fn words(text: &str) -> BTreeSet<String> {
    let tidied = tidy(text);
    let bare = tidied.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    bare.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What the tag tree says, but for the marks of lists and the list of contents, which say what stands
/// elsewhere.
fn heard(made: &Made) -> String {
    let mut text = String::new();
    made.tags.roots.iter().for_each(|root| walk(root, &mut text));
    text
}

fn walk(element: &Element, text: &mut String) {
    if element.elements().all(Element::is_inline) {
        text.push_str(&element.text());
        text.push('\n');
        return;
    }
    let numbered =
        element.attributes.iter().any(|(name, value)| name == "ListNumbering" && value != "None");
    for inside in element.elements().filter(|inside| inside.kind != "TOC") {
        if numbered && inside.kind == "LI" {
            inside.elements().filter(|part| part.kind != "Lbl").for_each(|part| walk(part, text));
        } else {
            walk(inside, text);
        }
    }
}

/// The headings of timetables, which the reading text does not repeat for every entry.
fn week_headings(blocks: &[Block], all: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Week { headings, .. } => {
                all.extend([&headings.day, &headings.time, &headings.what].map(plain));
            }
            Block::Card { blocks, .. }
            | Block::Part { blocks, .. }
            | Block::Callout { blocks, .. }
            | Block::OwnWords { blocks } => week_headings(blocks, all),
            _ => {}
        }
    }
}

/// Promise: what is on the page is in the tag tree, word for word, and the tag tree has nothing that
/// is not in the reading text.
#[test]
fn every_shown_word_is_heard() {
    let mut problems = Vec::new();
    for (made, steps) in SAMPLES.pairs() {
        let lines: Vec<String> = reading(&steps.data).iter().map(Line::text).collect();
        let shown = words(&lines.join("\n"));
        let heard = words(&heard(made));
        let missing: Vec<&String> = shown.difference(&heard).collect();
        if !missing.is_empty() {
            problems.push(format!("{}: shown and not heard: {missing:?}", made.name));
        }
        let mut also = vec![plain(&steps.data.document.contents_heading)];
        for section in &steps.data.sections {
            week_headings(&section.blocks, &mut also);
        }
        let also = words(&also.join(" "));
        let extra: Vec<&String> =
            heard.difference(&shown).filter(|word| !also.contains(*word)).collect();
        if !extra.is_empty() {
            problems.push(format!("{}: heard and not in the reading text: {extra:?}", made.name));
        }
    }
    none(&problems, "copies say more or less than they show");
}

/// Promise: lines are heard in the order of the reading text, each whole.
#[test]
fn every_line_is_heard_whole() {
    let mut problems = Vec::new();
    for (made, steps) in SAMPLES.pairs() {
        let heard = tidy(&made.tags.text());
        for line in reading(&steps.data) {
            // A fact's label and value are two cells or two paragraphs.
            if let Line::Fact { .. } = line {
                continue;
            }
            let line = tidy(&line.text());
            if !heard.contains(&line) {
                problems.push(format!("{}: `{line}`", made.name));
            }
        }
    }
    none(&problems, "lines of the reading text are not heard as they are");
}

/// Promise: only the first and last lines of a page are silent. Whatever else is drawn is read.
#[test]
fn only_header_and_footer_are_silent() {
    let mut problems = Vec::new();
    for (made, steps) in SAMPLES.pairs() {
        let head = &steps.data.document;
        let label = head.page_label.iter().map(|part| match part {
            LabelPart::Text(text) => text.as_str(),
            LabelPart::Counter(_) => " ",
        });
        let running = head.running.as_ref().map(plain).unwrap_or_default();
        let lines = [plain(&head.recipient), running, head.title.clone(), label.collect()];
        let mut allowed = words(&lines.join(" "));
        allowed.extend((1..=made.tags.pages).map(|page| page.to_string()));
        // A long word is drawn in pieces.
        let heard = made.tags.text();
        let drawn = words(&made.tags.drawn.join("\n"));
        let silent =
            drawn.iter().filter(|word| !allowed.contains(*word) && !heard.contains(word.as_str()));
        let silent: Vec<&String> = silent.collect();
        if !silent.is_empty() {
            problems.push(format!("{}: {silent:?}", made.name));
        }
    }
    none(&problems, "copies have words that are drawn and never read");
}

/// Fields that hold words for the council's own use, not for the page.
const NOT_FOR_THE_PAGE: &[&str] = &["easy_read"];

/// The texts of a record's content in one language: words that somebody wrote, not codes.
fn texts(
    value: &Value,
    language: &LanguageTag,
    main: bool,
    path: &str,
    all: &mut Vec<(String, String)>,
) {
    match value {
        Value::Object(map) => {
            let by_language =
                map.keys().all(|key| key.len() == 2) && map.values().all(Value::is_string);
            for (key, inside) in map {
                if by_language && key != language.as_str()
                    || NOT_FOR_THE_PAGE.contains(&key.as_str())
                {
                    continue;
                }
                let main = main || by_language;
                texts(inside, language, main, &format!("{path}.{key}"), all);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, language, main, path, all)),
        Value::String(text) if main && text.trim().contains(' ') => {
            all.push((path.to_owned(), text.clone()));
        }
        _ => {}
    }
}

/// Whether all of a text's sentences, cut at marks and lines, are heard.
fn is_heard(text: &str, heard: &str) -> bool {
    let lines = text.split("\n\n").flat_map(|part| {
        let part = part.replace("\n- ", "\u{1}").replace('\n', " ");
        part.split('\u{1}').map(str::to_owned).collect::<Vec<_>>()
    });
    lines.into_iter().all(|line| {
        let line = tidy(line.trim_start_matches("- "));
        heard.contains(line.trim_end_matches('.'))
    })
}

/// Promise: every text of a record that the decision kept is in the person's own copy of it.
#[test]
fn every_text_of_the_record_appears() {
    let mut problems = Vec::new();
    let mut looked_at = 0;
    let plans = |steps: &Rebuilt| {
        let edition = &steps.job.edition;
        steps.job.pack == Pack::Full
            && edition.format != Format::EasyRead
            && edition.layout == Layout::Plan
    };
    for (made, steps) in SAMPLES.pairs().into_iter().filter(|(_, steps)| plans(steps)) {
        // A text may be in any part of a copy that was cut.
        let copy = SAMPLES.run.copies.iter();
        let copy = copy.filter(|other| {
            (&other.name, &other.entry["plan"]) == (&made.name, &made.entry["plan"])
        });
        let whole: Vec<String> = copy.map(|part| part.tags.text()).collect();
        let heard = tidy(&whole.join("\n")).to_lowercase();
        let content =
            serde_json::to_value(&steps.disclosure.content).expect("content is plain data");
        let main = steps.disclosure.main_language == steps.job.edition.language;
        let mut all = Vec::new();
        texts(&content, &steps.job.edition.language, main, "", &mut all);
        for (path, text) in all {
            looked_at += 1;
            if !is_heard(&text.to_lowercase(), &heard) {
                problems.push(format!("{} {path}: {}", made.file, tidy(&text)));
            }
        }
    }
    assert!(looked_at > 500, "only {looked_at} texts were looked at");
    none(&problems, "texts of the record are on no page");
}
