//! The first page: whose document, what it is, from whom, what happens next, whom to call.

use super::data::{Block, Fact, Head, Opening, Pair, Sender, Words};
use super::page::{Page, Reader, facts, paragraph, run_on, with_commas, words};
use super::{combined, copy, length, summary};
use crate::disclose::{Disclosure, Pack};
use crate::plan::{DecisionKind, Document, PartyRef, Recorded};
use crate::template::Format;

/// The key of the document's name in the wording.
pub(super) fn kind(disclosure: &Disclosure) -> &'static str {
    if disclosure.pack == Pack::PublicSummary {
        return "summary";
    }
    if let Some(kind) = combined::kind(disclosure) {
        return kind;
    }
    match disclosure.document {
        Document::Plan if disclosure.regime.is_carer() => "carer_plan",
        Document::Plan => "plan",
        Document::Review => "review",
        Document::Confirmation => "confirmation",
        Document::Closure => "closure",
        Document::DecisionLetter => {
            let decision = disclosure.content.decision_letter.as_ref().map(|letter| letter.kind);
            match decision {
                Some(DecisionKind::NoLongerEligible) => "no_longer_eligible",
                _ => "not_meeting_needs",
            }
        }
        Document::IndependentBudget => "independent_budget",
    }
}

pub(super) fn opening(page: &Page<'_>) -> Opening {
    let disclosure = page.disclosure;
    let easy = disclosure.edition.format == Format::EasyRead;
    let kind = kind(disclosure);
    let whose = combined::whose(page).unwrap_or_else(|| disclosure.subject.name.formal());
    Opening {
        council: sender(page),
        heading: heading(page, kind),
        subject: words(&whose),
        blocks: if easy { easy_blocks(page, kind) } else { print_blocks(page, kind) },
        notice: if easy { Vec::new() } else { notice(page) },
        addressee: None,
    }
}

/// The title on the page: the council's own for the person's whole plan, where it has one.
fn heading(page: &Page<'_>, kind: &str) -> Words {
    if page.reader() != Reader::Person {
        return copy::title(page);
    }
    let Disclosure { display_title, pack, parts, .. } = page.disclosure;
    let titled = display_title.as_ref().filter(|_| *pack == Pack::Full && parts.is_empty());
    titled.and_then(|title| page.label(title)).unwrap_or_else(|| page.say(&format!("title.{kind}")))
}

fn sender(page: &Page<'_>) -> Sender {
    let council = &page.disclosure.council;
    let (address, contact) =
        if page.council_with_contacts() { Default::default() } else { reach(page) };
    let name = page.label(&council.name).unwrap_or_else(|| page.say("council.unnamed"));
    Sender {
        name,
        team: council.team.as_ref().and_then(|team| page.label(team)),
        address,
        contact,
        logo: council.logo_id.as_ref().map(|logo| format!("/pictures/{logo}.svg")),
    }
}

/// The council's address line by line, and its numbers.
pub(super) fn reach(page: &Page<'_>) -> (Vec<Words>, Vec<Pair>) {
    let council = &page.disclosure.council;
    let summary = page.disclosure.pack.is_opt_in();
    let mut contact = Vec::new();
    let mut add = |key: &str, value: &Option<String>| {
        if let Some(value) = value.as_ref().filter(|value| !value.trim().is_empty()) {
            contact.push(Pair { label: page.say(key), value: unbroken(value) });
        }
    };
    add("contact.phone", &council.phone);
    if !summary {
        add("contact.textphone", &council.textphone);
        add("contact.email", &council.email);
    }
    add("contact.web", &council.web);
    (council.return_address.iter().map(|line| words(line)).collect(), contact)
}

/// A telephone number or address in one line.
pub(super) fn unbroken(value: &str) -> Words {
    words(&value.trim().replace(' ', "\u{a0}"))
}

fn print_blocks(page: &Page<'_>, kind: &str) -> Vec<Block> {
    let pack = page.disclosure.pack;
    if pack == Pack::SignOffSummary {
        let name = page.disclosure.subject.name.formal();
        let lead = page.fill("copy_lead.sign_off", &[("name", &name)]);
        let lead = vec![lead, copy::enough_to_sign(page)];
        let lines = lead.into_iter().chain(copy::part_notice(page));
        return lines.map(paragraph).collect();
    }
    if page.reader() != Reader::Person {
        let mut blocks = copy::lead(page);
        blocks.extend(facts(at_a_glance(page)));
        return blocks;
    }
    if pack == Pack::PublicSummary {
        let mut said = vec![lead(page, kind)];
        said.extend(copy::part_notice(page));
        said.extend(summary::says_you(page).then(|| page.say("summary.you")));
        return run_on(said).map(paragraph).into_iter().collect();
    }
    let mut blocks = vec![paragraph(lead(page, kind))];
    blocks.extend(copy::part_notice(page).map(paragraph));
    if page.disclosure.document != Document::Plan {
        // A letter has its day and whom to call first.
        blocks.splice(0..0, facts(at_a_glance(page)));
    } else if let Some(emergency) = super::plan::emergency_at_once(page) {
        blocks.extend(facts(whom_to_call(page)));
        blocks.push(emergency);
        blocks.extend(facts(dates_and_address(page)));
    } else {
        blocks.extend(facts(at_a_glance(page)));
    }
    blocks
}

/// What to do in an emergency stays whole, and is found on the first two pages. Where the first page
/// has no room for it, but for the dates that follow it, these stand there with the facts before it; where
/// the second has none either, it comes before all of them.
pub(super) fn place_emergency(document: &Head, opening: &mut Opening) {
    let pages = |opening: &Opening| length::pages_of_opening(document, opening);
    let mut as_it_is = opening.clone();
    let Some(Block::Facts { rows: dates }) = as_it_is.blocks.pop() else { return };
    let mut other = as_it_is.clone();
    let Some(emergency @ Block::Callout { .. }) = other.blocks.pop() else { return };
    let Some(Block::Facts { rows }) = other.blocks.last_mut() else { return };
    rows.extend(dates);
    let place = match pages(&as_it_is) {
        0 | 1 => return,
        2 if pages(&other) > 1 => return,
        2 => other.blocks.len(),
        _ => other.blocks.len() - 1,
    };
    other.blocks.insert(place, emergency);
    *opening = other;
}

/// The first sentences of the person's own copy.
fn lead(page: &Page<'_>, kind: &str) -> Words {
    let key = if page.compact() { small(page) } else { format!("lead.{kind}") };
    let (names, organisations) = (combined::names(page), combined::organisations(page));
    page.fill(&key, &[("names", &names), ("organisations", &organisations)])
}

/// What a small plan says of itself: that it is for one thing, once, or for something small.
fn small(page: &Page<'_>) -> String {
    let content = &page.disclosure.content;
    let supports = content.supports.given().map_or(&[][..], Vec::as_slice);
    let once = !supports.is_empty() && supports.iter().all(|support| support.one_off == Some(true));
    match (page.disclosure.regime.is_carer(), once) {
        (true, _) => "lead.carer_plan".into(),
        (false, true) => "lead.one_off".into(),
        (false, false) => "lead.minor".into(),
    }
}

fn at_a_glance(page: &Page<'_>) -> Vec<Fact> {
    let mut rows = whom_to_call(page);
    rows.extend(dates_and_address(page));
    rows
}

/// Whom to call, and when it is looked at again. A letter has its day on top.
fn whom_to_call(page: &Page<'_>) -> Vec<Fact> {
    let disclosure = page.disclosure;
    let mut rows = Vec::new();
    let letter = disclosure.document != Document::Plan;
    if letter {
        rows.extend(dated(page, "glance.date"));
    }
    let short = page.compact() || page.is_providers();
    if let Some(worker) = worker(page) {
        let key = own_or_other(page, "glance.worker", "glance.worker_other");
        let name = page.name_and_part(&worker);
        let phone = disclosure.person(&worker).and_then(|person| person.phones.first());
        match (name, phone.map(|phone| unbroken(phone))) {
            (Some(name), Some(phone)) if short || letter => {
                rows.push(page.fact(key, with_commas(vec![name, phone])));
            }
            (name, phone) => {
                rows.extend(name.map(|name| page.fact(key, name)));
                rows.extend(phone.map(|phone| page.fact("glance.worker_phone", phone)));
            }
        }
    } else if letter {
        rows.extend(council_to_call(page));
    }
    if !letter {
        rows.extend(page.fact_recorded(
            "glance.review",
            &disclosure.content.review_plan,
            |review| {
                Some(match review.next_review_on {
                    Some(date) => words(&page.wording.date(date)),
                    None => page.quiet("answer.not_recorded"),
                })
            },
        ));
    }
    rows
}

/// The council's team and its number, where no worker is known.
fn council_to_call(page: &Page<'_>) -> Option<Fact> {
    let council = &page.disclosure.council;
    let phone = council.phone.as_ref().filter(|phone| !phone.trim().is_empty())?;
    let team = council.team.as_ref().and_then(|team| page.label(team));
    let name = team.or_else(|| page.label(&council.name));
    let value = name.into_iter().chain([unbroken(phone)]);
    Some(page.fact("glance.worker_other", with_commas(value.collect())))
}

/// From when to when, of which day, and where the person lives.
fn dates_and_address(page: &Page<'_>) -> Vec<Fact> {
    let disclosure = page.disclosure;
    let mut rows = Vec::new();
    let date = |key: &str, date: Option<jiff::civil::Date>| {
        date.map(|date| page.fact(key, words(&page.wording.date(date))))
    };
    let letter = disclosure.document != Document::Plan;
    // One day says it where the plan starts on the day that it is dated.
    if !letter && disclosure.start_date != disclosure.plan_date {
        rows.extend(date("glance.start", disclosure.start_date));
    }
    rows.extend(date("glance.end", disclosure.end_date));
    if !letter {
        let starts_at_once =
            disclosure.start_date.is_some() && disclosure.start_date == disclosure.plan_date;
        let key = if starts_at_once { "glance.date_and_start" } else { "glance.date" };
        rows.extend(dated(page, key));
    }
    if disclosure.plan_date.is_none() {
        rows.push(page.fact("glance.reference", unbroken(&disclosure.reference)));
    }
    // A person's own letter has their address on its cover.
    let own_letter = letter && page.reader() == Reader::Person;
    if let Some(address) = disclosure.subject_address.as_ref().filter(|_| !own_letter) {
        let mut lines: Vec<String> = address.lines.clone();
        lines.extend(address.postcode.iter().map(|postcode| postcode.replace(' ', "\u{a0}")));
        let key = own_or_other(page, "glance.address", "glance.address_other");
        rows.push(page.fact(key, words(&lines.join(", "))));
    }
    rows
}

/// The key of a label as the person reads it, or anybody else.
fn own_or_other(page: &Page<'_>, own: &'static str, other: &'static str) -> &'static str {
    if page.reader() == Reader::Person { own } else { other }
}

/// The day with the reference, as on a letter.
fn dated(page: &Page<'_>, key: &str) -> Option<Fact> {
    let date = words(&page.wording.date(page.disclosure.plan_date?));
    let mut reference = page.say("glance.reference");
    reference.extend(words("\u{a0}"));
    reference.extend(unbroken(&page.disclosure.reference));
    Some(page.fact(key, with_commas(vec![date, reference])))
}

/// Whom to call: who coordinates, carries out or assessed, the first that is known. Not who decided:
/// nobody should have to ring first the manager who decided against them.
pub(super) fn worker(page: &Page<'_>) -> Option<PartyRef> {
    let content = &page.disclosure.content;
    let coordinator = content.named_coordinator.as_ref();
    let coordinator = coordinator.and_then(|c| c.prepares.clone().or_else(|| c.delivers.clone()));
    let responsible = content.responsible.given();
    let given = |recorded: &Recorded<PartyRef>| recorded.given().cloned();
    let candidates = [
        coordinator,
        responsible.and_then(|r| given(&r.implementing)),
        responsible.and_then(|r| given(&r.monitoring)),
        responsible.and_then(|r| given(&r.reviewing)),
        content.review_record.as_ref().and_then(|r| r.reviewer.clone()),
        content.assessment.as_ref().and_then(|a| a.assessor.clone()),
    ];
    let subject = &page.disclosure.subject.id;
    candidates
        .into_iter()
        .flatten()
        .find(|party| party.as_str() != subject.as_str() && page.disclosure.person(party).is_some())
}

fn easy_blocks(page: &Page<'_>, kind: &str) -> Vec<Block> {
    let mut blocks = if page.reader() == Reader::Other {
        copy::easy_lead(page)
    } else {
        let (names, organisations) = (combined::names(page), combined::organisations(page));
        let values = [("names", &*names), ("organisations", &*organisations)];
        let mut rows = vec![page.fixed_row(&format!("easy.lead.{kind}"), &values)];
        rows.extend(copy::easy_part_notice(page));
        rows
    };
    if !page.disclosure.parts.is_empty() {
        blocks.extend(combined::easy_rows(page));
    }
    let council = page.label(&page.disclosure.council.name).map(|name| super::plain(&name));
    if let Some(council) = council {
        blocks.push(page.fixed_row("easy.from", &[("council", &council)]));
    }
    if let Some(date) = page.disclosure.plan_date {
        blocks
            .push(page.fixed_row("easy.dated", &[("date", &page.wording.date_with_weekday(date))]));
    }
    blocks.extend(easy_help(page));
    blocks
}

/// That somebody may help to read it, and whom to ring.
pub(super) fn easy_help(page: &Page<'_>) -> Vec<Block> {
    let mut blocks = vec![page.fixed_row("easy.help_to_read", &[])];
    let phone = page.disclosure.council.phone.as_deref();
    let worker = worker(page).and_then(|party| page.disclosure.person(&party));
    let caller =
        worker.map(|person| (person.name.plain(), person.phones.first().map(String::as_str)));
    match (caller, phone) {
        (Some((name, Some(number))), _) | (Some((name, None)), Some(number)) => {
            let number = number.replace(' ', "\u{a0}");
            blocks.push(page.fixed_row("easy.worker", &[("name", &name), ("phone", &number)]));
        }
        (None, Some(number)) => {
            let number = number.replace(' ', "\u{a0}");
            blocks.push(page.fixed_row("easy.phone", &[("phone", &number)]));
        }
        _ => {}
    }
    blocks
}

fn notice(page: &Page<'_>) -> Vec<Block> {
    match page.disclosure.council.phone.as_deref() {
        Some(phone) => {
            let phone = phone.replace(' ', "\u{a0}");
            vec![paragraph(page.fill("notice.formats", &[("phone", &phone)]))]
        }
        None => vec![paragraph(page.say("notice.formats_no_phone"))],
    }
}
