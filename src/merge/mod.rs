//! Joins one disclosure with its wording into the data that a template reads. It sees only what the
//! decision kept: it can name the types of a plan's items, but no record.

mod bind;
mod data;
mod easy_read;
mod letter;
mod opening;
mod page;
mod plan;
mod reading;
mod review;
mod summary;

use crate::disclose::{Disclosure, Pack};
use crate::finding::Finding;
use crate::plan::{Document, LanguageTag, Status};
use crate::template::{Format, Pictures};
use crate::wording::Wording;

pub use data::{
    Block, Column, Day, Fact, Head, LabelPart, MergeData, Opening, Pair, Run, Section, Sender,
    SignatureLine, WeekDay, WeekEntry, WeekHeadings, Words,
};
pub use reading::{Line, plain, reading};

use page::{Page, words};

/// Stand-ins for the counters that only the template can fill.
const PAGE: char = '\u{e000}';
const PAGES: char = '\u{e001}';

/// The data of one document, with what should be looked at.
///
/// # Errors
/// What stops this copy: a text that has no translation, easy read that nobody wrote.
pub fn merge(
    disclosure: &Disclosure,
    wording: &Wording,
    pictures: &Pictures,
    running: Option<&str>,
) -> Result<(MergeData, Vec<Finding>), Vec<Finding>> {
    let page = Page::new(disclosure, wording, pictures);
    let sections = match (disclosure.edition.format, disclosure.pack, disclosure.document) {
        (Format::EasyRead, _, _) => easy_read::sections(&page),
        (_, Pack::PublicSummary, _) => summary::sections(&page),
        (_, _, Document::Plan) => plan::sections(&page),
        (_, _, Document::Review | Document::Confirmation) => review::sections(&page),
        (_, _, Document::Closure | Document::DecisionLetter | Document::IndependentBudget) => {
            letter::sections(&page)
        }
    };
    let opening = opening::opening(&page);
    let document = head(&page, running);
    let findings = page.into_findings();
    let stops = findings.iter().any(|finding| finding.stops >= crate::finding::Stops::Copy);
    if stops {
        return Err(findings);
    }
    Ok((MergeData { document, opening, sections }, findings))
}

fn head(page: &Page<'_>, running: Option<&str>) -> Head {
    let Disclosure { edition, plan_date, status, reference, .. } = page.disclosure;
    let draft = match status {
        Status::Draft => Some(page.say("running.draft")),
        Status::AwaitingSignOff => Some(page.say("running.awaiting_sign_off")),
        _ => None,
    };
    let kind = page.wording.say(&format!("document.{}", opening::kind(page.disclosure)));
    let date = plan_date.unwrap_or_default();
    Head {
        layout: edition.layout.to_string(),
        format: edition.format.to_string(),
        compact: page.compact() || layout_is_short(page.disclosure),
        size_pt: edition.size_pt,
        language: edition.language.to_string(),
        region: "GB".into(),
        direction: direction(&edition.language).into(),
        title: page.wording.fill("document.title", &[("kind", &kind), ("reference", reference)]),
        date: Day { year: date.year(), month: date.month(), day: date.day() },
        // Tinted paper is stock in the print room: toner on tinted background glares.
        paper: "white".into(),
        running: running.map(|key| page.say(key)).or(draft),
        recipient: words(&page.disclosure.subject.name.formal()),
        page_label: page_label(page.wording),
        contents_heading: page.say("contents.heading"),
        end: page.say("end.line"),
    }
}

/// Letters, reviews and summaries have no cards to tell apart over many pages.
fn layout_is_short(disclosure: &Disclosure) -> bool {
    (disclosure.document != Document::Plan || disclosure.pack == Pack::PublicSummary)
        && disclosure.edition.format != Format::EasyRead
}

/// Languages written from right to left.
fn direction(language: &LanguageTag) -> &'static str {
    match language.as_str().split('-').next() {
        Some("ar" | "ur" | "fa" | "he" | "ku" | "ps") => "rtl",
        _ => "ltr",
    }
}

fn page_label(wording: &Wording) -> Vec<LabelPart> {
    let (page, pages) = (PAGE.to_string(), PAGES.to_string());
    let label = wording.fill("page.label", &[("page", &page), ("pages", &pages)]);
    let mut parts = [String::new()];
    let mut label_parts = Vec::new();
    for character in label.chars() {
        let counter = match character {
            PAGE => "page",
            PAGES => "pages",
            other => {
                parts[0].push(if other == ' ' { '\u{a0}' } else { other });
                continue;
            }
        };
        let text = std::mem::take(&mut parts[0]);
        if !text.is_empty() {
            label_parts.push(LabelPart::Text(text));
        }
        label_parts.push(LabelPart::Counter(counter.into()));
    }
    let rest = std::mem::take(&mut parts[0]);
    if !rest.is_empty() {
        label_parts.push(LabelPart::Text(rest));
    }
    label_parts
}
