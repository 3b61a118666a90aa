//! Combined plans of several people, and plans integrated with another organisation's, as one
//! document: what the parts have in common, the reader's own part whole, then the others', each with
//! whose it is at its head and again at every section.

use super::data::{Block, Fact, Section, Words};
use super::opening::{unbroken, worker};
use super::page::{
    Page, Reader, called, facts, paragraph, section as section_of, with_commas, words,
};
use crate::disclose::{Disclosure, Person};
use crate::plan::LinkedPlan;
use crate::template::Format;

/// Sections that the document has once, for all its parts.
const ONCE: &[&str] = &["help", "copies"];

/// Which union it is, by its key in the wording; none for a plan on its own.
pub(super) fn kind(disclosure: &Disclosure) -> Option<&'static str> {
    let with_people = disclosure.parts.iter().any(|part| part.owner_organisation.is_none());
    let with_organisations = disclosure.parts.iter().any(|part| part.owner_organisation.is_some());
    match (with_people, with_organisations) {
        (true, true) => Some("combined_integrated"),
        (true, false) => Some("combined"),
        (false, true) => Some("integrated"),
        (false, false) => None,
    }
}

/// The people whose plan a combined plan is, the first part's first.
pub(super) fn whose(page: &Page<'_>) -> Option<String> {
    let people = people(page.disclosure);
    (people.len() > 1).then(|| {
        let names: Vec<String> = people.iter().map(|person| person.name.formal()).collect();
        page.wording.list(&names)
    })
}

/// The same by what they are called.
pub(super) fn names(page: &Page<'_>) -> String {
    let people = people(page.disclosure);
    let names: Vec<String> = people.iter().map(|person| name(page.disclosure, person)).collect();
    page.wording.list(&names)
}

/// The other organisations, as a list in words.
pub(super) fn organisations(page: &Page<'_>) -> String {
    let parts = page.disclosure.parts.iter();
    let mut names: Vec<String> = parts.filter_map(|part| organisation(page, part)).collect();
    names.dedup();
    page.wording.list(&names)
}

/// All sections of the document.
pub(super) fn sections(page: &Page<'_>, own: Vec<Section>) -> Vec<Section> {
    if page.disclosure.parts.is_empty() {
        return own;
    }
    // Easy read tells it in the opening's rows.
    let spine = if page.disclosure.edition.format == Format::EasyRead { None } else { spine(page) };
    let told: Vec<Fact> =
        own.iter().filter(|section| section.id == "contacts").flat_map(rows).collect();
    let mut sections: Vec<Section> = spine.into_iter().chain(own).collect();
    for part in &page.disclosure.parts {
        sections.extend(part_sections(page, part, &told));
    }
    sections
}

fn rows(section: &Section) -> Vec<Fact> {
    let facts = section.blocks.iter().filter_map(|block| match block {
        Block::Facts { rows } => Some(rows.clone()),
        _ => None,
    });
    facts.flatten().collect()
}

/// Everybody whose plan it is. An integrated part is about the same person.
fn people(disclosure: &Disclosure) -> Vec<&Person> {
    let others = disclosure.parts.iter().filter(|part| part.owner_organisation.is_none());
    std::iter::once(&disclosure.subject).chain(others.map(|part| &part.subject)).collect()
}

/// What a person is called; their whole name where two of the plan are called the same.
fn name(disclosure: &Disclosure, person: &Person) -> String {
    let short = called(&person.name);
    let same = people(disclosure).into_iter().filter(|other| called(&other.name) == short).count();
    if same > 1 { person.name.formal() } else { short }
}

fn organisation(page: &Page<'_>, part: &Disclosure) -> Option<String> {
    let name = part.owner_organisation.as_ref()?;
    page.label(name).map(|name| super::plain(&name))
}

/// "Edith's part of the plan", "The part from Brackenholt Health".
fn heading(page: &Page<'_>, part: &Disclosure) -> Words {
    match organisation(page, part) {
        Some(organisation) => page.fill("together.from", &[("organisation", &organisation)]),
        None => {
            page.fill("together.part_of_plan", &[("name", &name(page.disclosure, &part.subject))])
        }
    }
}

/// What the parts have in common.
fn spine(page: &Page<'_>) -> Option<Section> {
    let disclosure = page.disclosure;
    let mut facts_of_all: Vec<Fact> = Vec::new();
    facts_of_all.extend(whose(page).map(|names| page.fact("together.who", words(&names))));
    let all = || std::iter::once(disclosure).chain(&disclosure.parts);
    let organisation = all().find_map(|one| one.content.lead_organisation.as_ref());
    let organisation = organisation.and_then(|name| page.label(name));
    facts_of_all.extend(organisation.map(|name| page.fact("others.lead_organisation", name)));
    let professional = all().find_map(|one| {
        let lead = one.content.lead_professional.as_ref()?;
        Page::new(one, page.wording, page.pictures()).name_and_part(lead)
    });
    facts_of_all.extend(professional.map(|name| page.fact("others.lead_professional", name)));
    facts_of_all.extend(all().filter_map(|one| whom_to_ring(page, one)));
    facts_of_all.extend(agreed(page));
    let mut days = all().map(|one| one.content.review_plan.given()?.next_review_on);
    if let Some(Some(first)) = days.next()
        && days.all(|day| day == Some(first))
    {
        facts_of_all.push(page.fact("together.review", words(&page.wording.date(first))));
    }
    let kind = kind(disclosure)?;
    section_of(
        "together",
        page.say(&format!("together.{kind}")),
        facts(facts_of_all).into_iter().collect(),
    )
}

/// Whom to ring about one part.
fn whom_to_ring(page: &Page<'_>, one: &Disclosure) -> Option<Fact> {
    let its = Page::new(one, page.wording, page.pictures());
    let party = worker(&its)?;
    let phone = one.person(&party)?.phones.first();
    let value = its.name_and_part(&party).into_iter().chain(phone.map(|phone| unbroken(phone)));
    let own = std::ptr::eq(one, page.disclosure);
    let label = match organisation(page, one) {
        Some(organisation) => words(&organisation),
        None if own && people(page.disclosure).len() == 1 => page.label(&one.council.name)?,
        None if own && page.reader() == Reader::Person => page.say("together.your_part"),
        None => page.fill("together.part_of", &[("name", &name(page.disclosure, &one.subject))]),
    };
    Some(Fact { label, value: vec![with_commas(value.collect())] })
}

/// Who agreed that it is one plan.
fn agreed(page: &Page<'_>) -> Option<Fact> {
    let links = page.disclosure.content.linked_plans.given()?.iter();
    let mut names: Vec<String> = Vec::new();
    for party in links.filter(|link| is_here(page, link)).flat_map(|link| &link.consent_refs) {
        let name = page.disclosure.person(party).map(|person| person.name.formal());
        names.extend(name.filter(|name| !names.contains(name)));
    }
    let list = page.wording.list(&names);
    (!names.is_empty()).then(|| page.fact("together.agreed", words(&list)))
}

/// Whether the plan of a link is a part of this document.
pub(super) fn is_here(page: &Page<'_>, link: &LinkedPlan) -> bool {
    let whole = page.within.unwrap_or(page.disclosure);
    let mut plans = std::iter::once(whole).chain(&whole.parts);
    plans.any(|plan| link.plan_ref.as_deref() == Some(plan.reference.as_str()))
}

/// One part: its head on a new page, and its sections a level below.
fn part_sections(page: &Page<'_>, part: &Disclosure, told: &[Fact]) -> Vec<Section> {
    let its = page.of_part(part);
    let heading = heading(page, part);
    let source = organisation(page, part);
    let badge =
        source.as_deref().map(|name| page.fill("together.source", &[("organisation", name)]));
    let head = Section {
        id: "part".into(),
        heading,
        level: 1,
        source: badge.clone(),
        page_break: true,
        blocks: introduction(page, part, source.as_deref()),
    };
    let mut sections = super::sections_of(&its);
    sections.retain(|section| !ONCE.contains(&section.id.as_str()));
    for section in sections.iter_mut().filter(|section| section.id == "contacts") {
        for block in &mut section.blocks {
            if let Block::Facts { rows } = block {
                rows.retain(|row| !told.contains(row));
            }
        }
        section.blocks.retain(|block| !matches!(block, Block::Facts { rows } if rows.is_empty()));
    }
    sections.retain(|section| !section.blocks.is_empty());
    for section in &mut sections {
        section.level = 2;
        section.source.clone_from(&badge);
        if badge.is_none() {
            let name = name(page.disclosure, &part.subject);
            let own = super::plain(&section.heading);
            section.heading =
                page.fill("together.heading_of", &[("name", &name), ("heading", &own)]);
        }
    }
    for finding in its.into_findings() {
        page.found(finding);
    }
    std::iter::once(head).chain(sections).collect()
}

/// Whose part it is, whom "you" means in it, and that it has no more than what is shared.
fn introduction(page: &Page<'_>, part: &Disclosure, source: Option<&str>) -> Vec<Block> {
    let easy = page.disclosure.edition.format == Format::EasyRead;
    let name = name(page.disclosure, &part.subject);
    match (source, easy) {
        (Some(organisation), true) => {
            vec![page.fixed_row("easy.together.from", &[("organisation", organisation)])]
        }
        (Some(organisation), false) => {
            let mut blocks =
                vec![paragraph(page.fill("together.wrote", &[("organisation", organisation)]))];
            blocks.extend(facts(dates(page, part)));
            blocks
        }
        (None, true) => {
            let values = [("name", &*name)];
            ["easy.together.about", "easy.together.you", "easy.together.shares"]
                .into_iter()
                .map(|key| page.fixed_row(key, &values))
                .collect()
        }
        (None, false) => {
            let mut blocks = vec![paragraph(page.fill("together.shares", &[("name", &name)]))];
            blocks.extend(facts(dates(page, part)));
            blocks
        }
    }
}

/// The days of a part.
fn dates(page: &Page<'_>, part: &Disclosure) -> Vec<Fact> {
    let review = part.content.review_plan.given().and_then(|review| review.next_review_on);
    let days = [("glance.date", part.plan_date), ("glance.review", review)];
    days.into_iter()
        .filter_map(|(key, day)| Some(page.fact(key, words(&page.wording.date(day?)))))
        .collect()
}

/// What easy read says of the parts on the first page.
pub(super) fn easy_rows(page: &Page<'_>) -> Vec<Block> {
    let first = match page.reader() {
        Reader::Person if people(page.disclosure).len() > 1 => {
            page.wording.say("easy.together.yours")
        }
        _ => page.wording.say("easy.together.council"),
    };
    let mut rows = vec![page.row(&first, Some("plan"), None, None)];
    for part in &page.disclosure.parts {
        let (key, name) = match organisation(page, part) {
            Some(organisation) => ("easy.together.then_from", organisation),
            None => ("easy.together.then", name(page.disclosure, &part.subject)),
        };
        rows.push(page.fixed_row(key, &[("name", &name)]));
    }
    rows
}
