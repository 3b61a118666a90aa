//! "About me": the person first, in their own words.

use crate::merge::data::{Block, Fact, Section};
use crate::merge::page::{Page, facts, paragraph, section as section_of, words};
use crate::plan::{AboutMe, Item, Note};

pub(super) fn section(page: &Page<'_>, about_me: Option<&AboutMe>) -> Option<Section> {
    let about = about_me?;
    let mut blocks = said(page, about);
    let mut rows = Vec::new();
    rows.extend(about.date.map(|date| page.fact("about_me.date", words(&page.wording.date(date)))));
    rows.extend(page.fact_note(
        "about_me.supported_to_write_by",
        about.supported_to_write_by.as_ref(),
        "about_me.supported_to_write_by",
    ));
    if !blocks.is_empty() {
        blocks.extend(facts(rows));
    }
    if !about.media_links.is_empty() {
        blocks.push(paragraph(page.say("about_me.media_links")));
        blocks.push(Block::List {
            items: about.media_links.iter().map(|link| words(link)).collect(),
        });
    }
    section_of("about-me", page.say("about_me.heading"), blocks)
}

/// What the person said about themselves: short things beside their labels, longer ones below.
pub(in crate::merge) fn said(page: &Page<'_>, about: &AboutMe) -> Vec<Block> {
    let label = |key: &str| page.say(&format!("about_me.{key}"));
    let notes =
        notes(about).into_iter().map(|(key, note)| (label(key), note, format!("about_me.{key}")));
    let mut blocks = page.labelled(notes);
    let mut rows = Vec::new();
    for (key, items) in lists(about) {
        let items: Vec<_> = items
            .iter()
            .filter_map(|item| page.item_line(item, &format!("about_me.{key}")))
            .collect();
        match items.len() {
            0 => {}
            1 | 2 => rows.push(Fact { label: label(key), value: items }),
            _ => blocks
                .push(Block::Part { heading: label(key), blocks: vec![Block::List { items }] }),
        }
    }
    blocks.extend(facts(rows));
    blocks
}

/// The notes under their headings, most important first.
pub(in crate::merge) fn notes(about: &AboutMe) -> [(&'static str, Option<&Note>); 12] {
    [
        ("most_important", about.most_important.as_ref()),
        ("people_important", about.people_important.as_ref()),
        ("how_i_communicate", about.how_i_communicate.as_ref()),
        ("please_do", about.please_do.as_ref()),
        ("please_dont", about.please_dont.as_ref()),
        ("how_and_when_to_support", about.how_and_when_to_support.as_ref()),
        ("my_wellness", about.my_wellness.as_ref()),
        ("wishes_feelings", about.wishes_feelings.as_ref()),
        ("values", about.values.as_ref()),
        ("aspirations", about.aspirations.as_ref()),
        ("wishes_unpaid_support", about.wishes_unpaid_support.as_ref()),
        ("also_worth_knowing", about.also_worth_knowing.as_ref()),
    ]
}

/// The lists under their headings.
pub(in crate::merge) fn lists(about: &AboutMe) -> [(&'static str, &[Item]); 4] {
    [
        ("strengths", &about.strengths),
        ("circle_of_support", &about.circle_of_support),
        ("community_connections", &about.community_connections),
        ("skills_to_build", &about.skills_to_build),
    ]
}
