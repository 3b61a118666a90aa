//! The order of the sections in packs that are for one purpose: what their reader needs at once
//! stands first.

use crate::disclose::Pack;
use crate::merge::data::{Block, Section};
use crate::merge::page::Page;

/// A provider: what to do when something goes wrong, and what to look out for, before all else.
const PROVIDER: &[&str] = &[
    "contingency",
    "risks",
    "about-me",
    "supports",
    "others-supports",
    "week",
    "needs",
    "goals",
    "care",
    "involved",
    "contacts",
];

/// Who pays, or looks after the money.
const MONEY: &[&str] = &["money", "supports", "week", "needs", "contacts"];

/// The sections as the pack has them; those that it does not name come last, in their own order.
pub(super) fn in_order(page: &Page<'_>, mut sections: Vec<Section>) -> Vec<Section> {
    let order = match page.disclosure.pack {
        Pack::ProviderExtract => PROVIDER,
        Pack::Finance | Pack::DpExtract => MONEY,
        _ => return sections,
    };
    let place =
        |section: &Section| order.iter().position(|id| *id == section.id).unwrap_or(order.len());
    sections.sort_by_key(place);
    if page.disclosure.pack == Pack::ProviderExtract {
        sections = sections.into_iter().map(found_at_once).collect();
    }
    sections
}

/// Emergencies and risks in boxes that can't be overlooked.
fn found_at_once(section: Section) -> Section {
    let tone = match section.id.as_str() {
        "contingency" => "emergency",
        "risks" => "warning",
        _ => return section,
    };
    let boxed = |block| match block {
        Block::Card { heading, blocks, .. } => {
            Block::Callout { heading: Some(heading), tone: tone.into(), blocks }
        }
        other => other,
    };
    Section { blocks: section.blocks.into_iter().map(boxed).collect(), ..section }
}
