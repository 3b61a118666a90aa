//! How the pages are filled: letters and summaries are short, lists of contents are not torn, and few
//! pages are left with a hole.

use planpress::disclose::Pack;
use planpress::merge::Block;
use planpress::render::Inspection;
use planpress::template::{Format, Layout};

use crate::pages::lines;
use crate::stage::{LAID_OUT, Rebuilt, SAMPLES, none, render_data};

/// An A4 page, in points.
const PAGE_PT: f64 = 841.89;

/// A hole at the foot of a page is more than this share of it.
const HOLE: f64 = 0.2;

fn named(steps: &Rebuilt) -> String {
    let edition = &steps.job.edition;
    let (size, language) = (edition.size_pt, &edition.language);
    format!("{} {} {size} pt {language}", steps.record.plan_id, steps.disclosure.pack.as_str())
}

/// The pages that the copies of an edition in standard print take.
fn in_standard_print(of: impl Fn(&Rebuilt) -> bool) -> Vec<(String, usize)> {
    let pairs = SAMPLES.pairs();
    let chosen =
        pairs.iter().filter(|(_, steps)| steps.job.edition.format == Format::Standard && of(steps));
    chosen.map(|(made, steps)| (named(steps), made.tags.drawn.len())).collect()
}

/// Promise: in standard print a letter of the samples goes on one sheet, front and back, with all that
/// the law wants in it; a summary to share has two to four pages, a plan for a single thing three.
#[test]
fn short_documents_are_short() {
    let single = |steps: &Rebuilt| steps.data.document.compact && steps.disclosure.is_own();
    let letters = in_standard_print(|steps| steps.job.edition.layout == Layout::Letter);
    let summaries = in_standard_print(|steps| steps.disclosure.pack == Pack::PublicSummary);
    let plans =
        in_standard_print(|steps| steps.job.edition.layout == Layout::Plan && single(steps));
    assert!(letters.len() >= 3 && summaries.len() >= 3 && !plans.is_empty());
    let within = |all: Vec<(String, usize)>, least: usize, most: usize| {
        all.into_iter()
            .filter(move |(_, pages)| !(least..=most).contains(pages))
            .map(|(name, pages)| format!("{name}: {pages} pages"))
    };
    let wrong = within(letters, 1, 2).chain(within(summaries, 2, 4)).chain(within(plans, 1, 3));
    none(&wrong.collect::<Vec<_>>(), "short documents are long");
}

/// Promise: a letter with a paragraph or two of its own is one page in standard print, with everything
/// that the program puts on it.
#[test]
fn a_letter_of_few_words_is_one_page() {
    let pairs = SAMPLES.pairs();
    let mut letters = 0;
    let mut long = Vec::new();
    for (_, steps) in pairs {
        let edition = &steps.job.edition;
        if edition.layout != Layout::Letter || edition.format != Format::Standard {
            continue;
        }
        letters += 1;
        let mut short = steps.data.clone();
        let paragraph = |block: &Block| matches!(block, Block::Paragraph { .. });
        let sections = &mut short.sections;
        sections.retain(|section| ["reasons", "challenge", "help"].contains(&section.id.as_str()));
        for section in sections {
            section.blocks.retain(paragraph);
            section.blocks.truncate(1);
        }
        let pages = render_data(&SAMPLES.kit, edition, &short).inspection.pages;
        if pages != 1 {
            long.push(format!("{}: {pages} pages", named(steps)));
        }
    }
    assert!(letters >= 3, "only {letters} letters");
    none(&long, "letters of a few words are longer than a page");
}

/// Where the lines at the foot of its pages begin, in points from the upper edge.
fn foot(steps: &Rebuilt, inspection: &Inspection) -> f64 {
    let recipient = planpress::merge::plain(&steps.data.document.recipient).replace('\u{a0}', " ");
    let whose = inspection.text.iter().filter(|text| {
        let said = text.text.replace('\u{a0}', " ");
        text.y_pt > 0.8 * PAGE_PT && !said.trim().is_empty() && recipient.starts_with(said.trim())
    });
    whose.map(|text| text.y_pt - text.size_pt).fold(PAGE_PT, f64::min)
}

/// How much of each page but the last is left blank at its foot, as a share of the page.
fn blanks(steps: &Rebuilt, inspection: &Inspection) -> Vec<f64> {
    let foot = foot(steps, inspection);
    let lowest = |page: usize| {
        let above = inspection.text.iter().filter(|text| text.page == page && text.y_pt < foot);
        above.map(|text| text.y_pt).fold(0.0, f64::max)
    };
    let size = f64::from(steps.job.edition.size_pt);
    (1..inspection.pages).map(|page| (foot - lowest(page) - size) / PAGE_PT).collect()
}

/// Promise: what stays whole leaves few holes: of the pages of the samples less than one in twenty
/// ends more than a fifth above its foot, and none is more than half empty but for the end of a
/// combined plan's part.
#[test]
fn pages_are_filled() {
    let pairs = SAMPLES.pairs();
    let laid_out = pairs.iter().zip(&*LAID_OUT);
    let measured: Vec<(String, Vec<f64>)> =
        laid_out.map(|((_, steps), pages)| (named(steps), blanks(steps, pages))).collect();
    let pages: usize = measured.iter().map(|(_, blanks)| blanks.len()).sum();
    assert!(pages > 500, "only {pages} pages were measured");
    let all = measured.iter().flat_map(|(name, blanks)| {
        blanks.iter().zip(1..).map(move |(blank, page): (_, usize)| (name, page, *blank))
    });
    let holes: Vec<String> = all
        .filter(|(.., blank)| *blank > HOLE)
        .map(|(name, page, blank)| format!("{name}: page {page}: {:.0} %", blank * 100.0))
        .collect();
    assert!(!holes.is_empty(), "nothing was measured");
    assert!(holes.len() * 20 < pages, "{} of {pages}:\n{}", holes.len(), holes.join("\n"));
}

/// Promise: a list of contents that goes on over the page leaves two of its lines at least on each.
#[test]
fn contents_are_not_torn() {
    let pairs = SAMPLES.pairs();
    let laid_out = pairs.iter().zip(&*LAID_OUT);
    let torn = laid_out.map(|((_, steps), inspection)| {
        let mut entries = vec![0; inspection.pages + 1];
        for line in lines(inspection) {
            let said: String = line.iter().map(|text| text.text.trim()).collect();
            entries[line[0].page] += usize::from(said.contains("...."));
        }
        let alone = entries.iter().position(|lines| *lines == 1);
        let listed = entries.iter().any(|lines| *lines > 1);
        (listed, alone.map(|page| format!("{}: page {page}", named(steps))))
    });
    let torn: Vec<(bool, Option<String>)> = torn.collect();
    assert!(
        torn.iter().filter(|(listed, _)| *listed).count() >= 20,
        "lists of contents are not seen"
    );
    none(&torn.into_iter().filter_map(|(_, alone)| alone).collect::<Vec<_>>(), "lists are torn");
}
