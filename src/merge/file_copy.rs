//! The end of the file copy: which items the person's own copy does not have, and by which step of
//! the decision. No words of theirs: these stand above, where they belong.

use super::data::{Block, Column, Section, Words};
use super::page::{Page, paragraph, words};
use crate::disclose::Withheld;

/// What the person's own copy does not have.
pub(super) fn left_out(page: &Page<'_>) -> Section {
    let left = &page.disclosure.left_out;
    let blocks = if left.is_empty() {
        vec![paragraph(page.say("left_out.none"))]
    } else {
        let column = |key: &str| Column { heading: page.say(key), align: "start".into() };
        vec![Block::Table {
            caption: None,
            columns: ["left_out.item", "left_out.field", "left_out.step"].map(column).into(),
            rows: left.iter().map(|one| row(page, one)).collect(),
            row_headers: false,
        }]
    };
    Section {
        id: "left-out".into(),
        heading: page.say("left_out.heading"),
        level: 1,
        source: None,
        page_break: false,
        blocks,
    }
}

fn row(page: &Page<'_>, Withheld { item, field, step, .. }: &Withheld) -> Vec<Words> {
    let item = item.as_ref().map_or_else(|| page.say("left_out.no_id"), |id| words(id.as_str()));
    let why = format!("{} ({})", page.wording.name_of("step", step), step.number());
    vec![item, words(field), words(&super::page::with_capital(&why))]
}
