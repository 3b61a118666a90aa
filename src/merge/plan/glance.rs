//! The plan at a glance: what to do in an emergency, who comes and when, the money in a line. All of it
//! stands again, whole, in a section of its own. The emergency is first; in large print it stands in the
//! opening, so that it is on the first or second page in giant print too.

use super::money::{Money, in_a_line};
use super::needs::provider_name;
use super::supports::visits as visits_each_week;
use super::week::days;
use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::opening::unbroken;
use crate::merge::page::{
    Page, Reader, facts, paragraph, run_on, section as section_of, with_commas, words,
};
use crate::plan::{Contingency, Provider, Support, SupportKind, Visit, Weekday};
use crate::template::Format;

/// How many times of the week one who comes may have here: more are for the week's own page.
const TIMES_MOST: usize = 3;

/// How many emergencies stand here.
const EMERGENCIES_MOST: usize = 4;

/// The section, in a whole plan that is longer than a letter. In large print a small plan is long too.
pub(in crate::merge) fn section(page: &Page<'_>) -> Option<Section> {
    if !has_one(page) {
        return None;
    }
    let content = &page.disclosure.content;
    let money = Money::of(content);
    let part = |key: &str, blocks: Vec<Block>| {
        (!blocks.is_empty()).then(|| Block::Part { heading: page.say(key), blocks })
    };
    let who = facts(who_comes(page, content.supports.given().map_or(&[][..], Vec::as_slice)));
    let sums = run_on(in_a_line(page, &money)).map(paragraph);
    let blocks = [
        (!is_on_first_page(page)).then(|| emergency(page)),
        part("glance.who_comes", who.into_iter().collect()),
        part("money.heading", sums.into_iter().collect()),
    ];
    section_of("glance", page.say("glance.heading"), blocks.into_iter().flatten().collect())
}

/// What to do in an emergency, for the opening of a person's plan in large print: in giant print the
/// plan at a glance begins on the third page.
pub(in crate::merge) fn emergency_at_once(page: &Page<'_>) -> Option<Block> {
    (has_one(page) && is_on_first_page(page)).then(|| emergency(page))
}

fn has_one(page: &Page<'_>) -> bool {
    let disclosure = page.disclosure;
    let print = disclosure.edition.format;
    disclosure.document == crate::plan::Document::Plan
        && disclosure.pack.is_whole()
        && print != Format::EasyRead
        && (!page.compact() || print == Format::LargePrint)
}

fn is_on_first_page(page: &Page<'_>) -> bool {
    page.disclosure.edition.format == Format::LargePrint && page.reader() == Reader::Person
}

/// One who comes, with a telephone number, and when.
struct Visitor {
    name: String,
    phone: Option<String>,
    times: Vec<(Words, Vec<Weekday>)>,
    also: Vec<Words>,
    each_week: usize,
}

/// Everybody who comes, in the order of the supports.
fn who_comes(page: &Page<'_>, supports: &[Support]) -> Vec<Fact> {
    let mut visitors: Vec<Visitor> = Vec::new();
    for support in supports {
        let provider = support.who_provides.given();
        let amount = support.amount.as_ref();
        let timetable = amount.map_or(&[][..], |amount| amount.timetable.as_slice());
        for visit in timetable.iter().filter(|visit| !visit.days.is_empty()) {
            let own = visit.who.clone().map(Provider::Party);
            if let Some(visitor) = visitor(page, &mut visitors, own.as_ref().or(provider)) {
                add(page, visitor, visit);
            }
        }
        if timetable.iter().any(|visit| !visit.days.is_empty()) {
            continue;
        }
        let says = visits_each_week(page, support);
        let lives = matches!(
            support.kind,
            SupportKind::Residential | SupportKind::Nursing | SupportKind::SupportedLiving
        );
        let kind = || words(&page.wording.name_of("support_kind", &support.kind));
        let says = says.or_else(|| lives.then(kind));
        if let Some(says) = says
            && let Some(visitor) = visitor(page, &mut visitors, provider)
        {
            visitor.also.push(says);
        }
    }
    visitors.into_iter().map(|visitor| told(page, visitor)).collect()
}

/// The entry of who provides something, new where there is none yet.
fn visitor<'v>(
    page: &Page<'_>,
    visitors: &'v mut Vec<Visitor>,
    provider: Option<&Provider>,
) -> Option<&'v mut Visitor> {
    let provider = provider?;
    let subject = page.disclosure.subject.id.as_str();
    if matches!(provider, Provider::Party(party) if party.as_str() == subject) {
        return None;
    }
    let name = provider_name(page, provider)?;
    let at = visitors.iter().position(|visitor| visitor.name == name).unwrap_or_else(|| {
        let phone = match provider {
            Provider::Party(party) => page.disclosure.person(party),
            Provider::Named(_) => None,
        };
        let phone = phone.and_then(|person| person.phones.first().cloned());
        let (times, also) = (Vec::new(), Vec::new());
        visitors.push(Visitor { name, phone, times, also, each_week: 0 });
        visitors.len() - 1
    });
    visitors.get_mut(at)
}

/// A visit beside those at the same time on other days.
fn add(page: &Page<'_>, visitor: &mut Visitor, visit: &Visit) {
    let time = page.wording.time_span(visit.start, visit.end);
    let time = time.as_deref().map(unbroken).unwrap_or_default();
    visitor.each_week += visit.days.len();
    match visitor.times.iter_mut().find(|(other, _)| *other == time) {
        Some((_, days)) => days.extend(&visit.days),
        None => visitor.times.push((time, visit.days.clone())),
    }
}

fn told(page: &Page<'_>, visitor: Visitor) -> Fact {
    let Visitor { name, phone, times, also, each_week } = visitor;
    let mut value: Vec<Words> = if times.len() > TIMES_MOST {
        let visits = page.wording.fill("supports.visits", &[("number", &each_week.to_string())]);
        vec![page.fill("glance.see_week", &[("visits", &visits)])]
    } else {
        let said = times.into_iter();
        said.map(|(time, on)| with_commas(vec![words(&days(page, &on)), time])).collect()
    };
    value.extend(also);
    value.extend(phone.map(|phone| page.fill("glance.phone", &[("phone", &phone)])));
    Fact { label: page.opens(words(&name)), value: run_on(value).into_iter().collect() }
}

/// Whom to ring when it cannot wait.
fn emergency(page: &Page<'_>) -> Block {
    let content = &page.disclosure.content;
    let help = content.help.given();
    let mut blocks = vec![paragraph(page.say("glance.danger"))];
    let all = content.contingency.given().map_or(&[][..], Vec::as_slice);
    let mut rows: Vec<Fact> = all.iter().filter_map(|one| whom_to_ring(page, one)).collect();
    rows.truncate(EMERGENCIES_MOST);
    if let Some(phone) = help.and_then(|help| help.helpline.as_ref()) {
        let hours = help.and_then(|help| help.opening_hours.as_ref());
        let mut value = vec![unbroken(phone)];
        value.extend(hours.and_then(|note| page.note_line(note, "help.opening_hours")));
        let value = run_on(value).unwrap_or_default();
        rows.push(page.fact("help.helpline", value));
    }
    blocks.extend(facts(rows));
    Block::Callout { heading: Some(page.say("glance.emergency")), tone: "emergency".into(), blocks }
}

/// "A relapse begins: ring Mr Callum Dray, 01632 960125."
fn whom_to_ring(page: &Page<'_>, one: &Contingency) -> Option<Fact> {
    let at = format!("contingency[{}].trigger", one.item.id);
    let mut label = page.note_line(&one.trigger, &at)?;
    if let Some(last) = label.last_mut() {
        last.text = last.text.trim_end().trim_end_matches('.').to_owned();
    }
    let (name, phone) = one.contacts.iter().find_map(|party| {
        let phone = page.disclosure.person(party)?.phones.first()?;
        Some((page.name(party)?, phone))
    })?;
    let phone = phone.replace(' ', "\u{a0}");
    let value = page.fill("glance.ring", &[("name", &name), ("phone", &phone)]);
    Some(Fact { label, value: vec![value] })
}
