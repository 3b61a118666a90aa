//! Joins one disclosure with its wording into the data that a template reads. It sees only what the
//! decision kept: it can name the types of a plan's items, but no record.

mod bind;
mod combined;
mod copy;
mod cover;
mod data;
mod easy_read;
mod file_copy;
mod letter;
mod look;
mod opening;
mod page;
mod plan;
mod reading;
mod review;
mod summary;
#[cfg(test)]
mod tests;

use crate::disclose::{Disclosure, Pack};
use crate::finding::Finding;
use crate::plan::{Document, LanguageTag, Status};
use crate::template::{Format, Pictures};
use crate::wording::Wording;

pub use cover::cover;
pub use data::{
    Addressee, Block, Column, Day, Fact, Head, LabelPart, MergeData, Opening, Pair, Run, Section,
    Sender, SignatureLine, WeekDay, WeekEntry, WeekHeadings, Words,
};
pub use reading::{Line, plain, reading, reading_text};

use page::{Page, Reader, run_on, words};

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
    let mut sections = combined::sections(&page, sections_of(&page));
    if disclosure.pack == Pack::FileCopy {
        sections.push(file_copy::left_out(&page));
    }
    if disclosure.edition.format == Format::EasyRead {
        let list = easy_read::hard_words(&page, &mut sections);
        sections.extend(list);
    }
    if let Some(glance) = plan::glance(&page) {
        sections.insert(0, glance);
    }
    let opening = opening::opening(&page);
    let mut document = head(&page, running);
    let urgent = |section: &&Section| match section.id.as_str() {
        "glance" => true,
        "contingency" | "risks" => page.is_providers(),
        _ => false,
    };
    document.contents_after = sections.iter().take_while(urgent).count();
    let findings = page.into_findings();
    let stops = findings.iter().any(|finding| finding.stops >= crate::finding::Stops::Copy);
    if stops {
        return Err(findings);
    }
    Ok((MergeData { document, opening, sections }, findings))
}

/// The sections of one plan, review or letter.
fn sections_of(page: &Page<'_>) -> Vec<Section> {
    let Disclosure { edition, pack, document, .. } = page.disclosure;
    match (edition.format, document) {
        (Format::EasyRead, _) => easy_read::sections(page),
        _ if pack.is_opt_in() => summary::sections(page),
        (_, Document::Plan) => plan::sections(page),
        (_, Document::Review | Document::Confirmation) => review::sections(page),
        (_, Document::Closure | Document::DecisionLetter | Document::IndependentBudget) => {
            letter::sections(page)
        }
    }
}

fn head(page: &Page<'_>, running: Option<&str>) -> Head {
    let Disclosure { edition, plan_date, status, reference, recipient, .. } = page.disclosure;
    let draft = match status {
        Status::Draft => Some(page.say("running.draft")),
        Status::AwaitingSignOff => Some(page.say("running.awaiting_sign_off")),
        _ => None,
    };
    let first = running.map(|key| page.say(key)).or(draft);
    let running = run_on(first.into_iter().chain(copy::running(page)).collect());
    let kind = match page.reader() {
        Reader::Person => page.say(&format!("document.{}", opening::kind(page.disclosure))),
        Reader::Other | Reader::Council => copy::title(page),
    };
    let date = plan_date.unwrap_or_default();
    Head {
        layout: edition.layout.to_string(),
        format: edition.format.to_string(),
        compact: page.compact() || layout_is_short(page.disclosure),
        size_pt: edition.size_pt,
        language: edition.language.to_string(),
        region: "GB".into(),
        direction: direction(&edition.language).into(),
        title: page
            .wording
            .fill("document.title", &[("kind", &plain(&kind)), ("reference", reference)])
            // A public summary has no reference.
            .trim()
            .to_owned(),
        date: Day { year: date.year(), month: date.month(), day: date.day() },
        paper: look::paper(page.disclosure).into(),
        contrast: look::contrast(&page.disclosure.look).into(),
        font: look::font(&page.disclosure.look).into(),
        spacing: look::spacing(&page.disclosure.look).into(),
        running,
        recipient: words(&recipient.name.formal()),
        page_label: page_label(page.wording),
        contents_heading: page.say("contents.heading"),
        contents_after: 0,
        end: page.say("end.line"),
    }
}

/// Letters, reviews and summaries have no cards to tell apart over many pages.
fn layout_is_short(disclosure: &Disclosure) -> bool {
    (disclosure.document != Document::Plan || disclosure.pack.is_opt_in())
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
