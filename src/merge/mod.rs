//! Joins one disclosure with its wording into the data that a template reads. It sees only what the
//! decision kept: it can name the types of a plan's items, but no record.

mod bind;
mod combined;
mod copy;
mod cover;
mod data;
mod easy_read;
mod file_copy;
mod length;
mod letter;
mod look;
mod opening;
mod own;
mod page;
mod parts;
mod plan;
mod reading;
mod review;
mod slip;
mod summary;
#[cfg(test)]
mod tests;

use crate::disclose::{Disclosure, Pack};
use crate::finding::Finding;
use crate::plan::{Document, LanguageTag, Status};
use crate::template::{Format, Pictures};
use crate::wording::Wording;

pub use bind::divided;
pub use cover::cover;
pub use data::{
    Addressee, Block, Column, Day, Fact, Head, InWindow, LabelPart, MergeData, Opening, OwnPhoto,
    Pair, Run, Section, Sender, SignatureLine, WeekDay, WeekEntry, WeekHeadings, Words,
};
pub use length::pages;
pub use reading::{Line, plain, reading, reading_text};
pub use slip::{BatchSlip, MailpieceSlip, batch_slip, mailpiece_slip};

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
    let data = with_hard_words(&page, draft(&page, running));
    finished(page, data)
}

/// The data of a document that is cut into parts of about the same length: each is a document of its
/// own. There may be fewer than were asked for.
///
/// # Errors
/// As [`merge`].
pub fn merge_in_parts(
    disclosure: &Disclosure,
    wording: &Wording,
    pictures: &Pictures,
    running: Option<&str>,
    parts: usize,
) -> Result<(Vec<MergeData>, Vec<Finding>), Vec<Finding>> {
    let page = Page::new(disclosure, wording, pictures);
    let parts = parts::in_parts(&page, &draft(&page, running), parts);
    let data = parts.into_iter().map(|part| with_hard_words(&page, part)).collect();
    finished(page, data)
}

/// What was made, unless something that was found stops the copy.
fn finished<T>(page: Page<'_>, made: T) -> Result<(T, Vec<Finding>), Vec<Finding>> {
    let findings = page.into_findings();
    let stops = findings.iter().any(|finding| finding.stops >= crate::finding::Stops::Copy);
    if stops { Err(findings) } else { Ok((made, findings)) }
}

/// A document before its hard words are marked.
fn draft(page: &Page<'_>, running: Option<&str>) -> MergeData {
    let mut sections = combined::sections(page, sections_of(page));
    if page.disclosure.pack == Pack::FileCopy {
        sections.push(file_copy::left_out(page));
    }
    own::add(page, &mut sections);
    if page.disclosure.edition.format == Format::EasyRead {
        sections.extend(easy_read::contact(page));
    }
    if let Some(glance) = plan::glance(page) {
        sections.insert(0, glance);
    }
    let mut opening = opening::opening(page);
    let mut document = head(page, running);
    let urgent = |section: &&Section| match section.id.as_str() {
        "glance" => true,
        "contingency" | "risks" => page.is_providers(),
        _ => false,
    };
    document.contents_after = sections.iter().take_while(urgent).count();
    opening::place_emergency(&document, &mut opening);
    MergeData { document, opening, sections }
}

/// Easy read marks its hard words, and lists those that it has.
fn with_hard_words(page: &Page<'_>, mut data: MergeData) -> MergeData {
    if page.disclosure.edition.format == Format::EasyRead {
        let list = easy_read::hard_words(page, &mut data);
        data.sections.extend(list);
    }
    data
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
        page_label: page_label(page.wording, "page.label", ""),
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

/// "Page x of y", or "Part 2, page x of y".
fn page_label(wording: &Wording, key: &str, part: &str) -> Vec<LabelPart> {
    let (page, pages) = (PAGE.to_string(), PAGES.to_string());
    let label = wording.fill(key, &[("page", &page), ("pages", &pages), ("part", part)]);
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
