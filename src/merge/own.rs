//! Sections of the council's own: fixed words, where the council wants them.

use super::data::{Block, Section, Words};
use super::page::{Page, Reader, paragraph, section as section_of, words};
use crate::template::{Format, OwnBlock, OwnSection, Readers, Said};

/// Puts the council's own sections between the others.
pub(super) fn add(page: &Page<'_>, sections: &mut Vec<Section>) {
    for own in page.wording.own_sections().iter().filter(|own| belongs(page, own)) {
        let blocks = match page.disclosure.edition.format {
            Format::EasyRead => own
                .easy_read
                .iter()
                .map(|row| page.row(said(page, &row.words), row.picture.as_deref(), None, None))
                .collect(),
            Format::Standard | Format::LargePrint => {
                own.blocks.iter().flat_map(|block| printed(page, block)).collect()
            }
        };
        let heading = words(said(page, &own.heading));
        let after = own.after.as_deref();
        let place = sections.iter().rposition(|section| Some(section.id.as_str()) == after);
        let at = place.map_or(sections.len(), |place| place + 1);
        if let Some(section) = section_of(&own.id, heading, blocks) {
            sections.insert(at, section);
        }
    }
}

/// Whether a document of this kind has the section for this reader.
fn belongs(page: &Page<'_>, own: &OwnSection) -> bool {
    let reader = match page.reader() {
        Reader::Person => true,
        Reader::Other => own.readers == Readers::Everybody,
        // Its file, and what its managers sign from, need no telling what the council says.
        Reader::Council => false,
    };
    reader && own.layouts.contains(&page.disclosure.edition.layout)
}

fn printed(page: &Page<'_>, block: &OwnBlock) -> Vec<Block> {
    let OwnBlock { paragraph: text, list } = block;
    let items: Vec<Words> = list.iter().flatten().map(|item| words(said(page, item))).collect();
    let text = text.iter().map(|text| paragraph(words(said(page, text))));
    text.chain((!items.is_empty()).then_some(Block::List { items })).collect()
}

/// The text in the document's language: loading refuses a section that lacks one.
fn said<'t>(page: &Page<'_>, text: &'t Said) -> &'t str {
    text.get(page.language()).map_or("", |said| said.trim())
}
