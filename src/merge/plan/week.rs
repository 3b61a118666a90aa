//! The week, from every timetable of every support.

use super::needs::provider_name;
use crate::merge::data::{Block, Section, WeekDay, WeekEntry, WeekHeadings};
use crate::merge::opening::unbroken;
use crate::merge::page::{Page, section as section_of, with_capital, words};
use crate::plan::{Recorded, Support, Visit, Weekday};

pub(super) fn section(page: &Page<'_>, supports: &Recorded<Vec<Support>>) -> Option<Section> {
    section_of("week", page.say("week.heading"), week(page, supports).into_iter().collect())
}

/// The week as a block, where there is a timetable.
fn week(page: &Page<'_>, supports: &Recorded<Vec<Support>>) -> Option<Block> {
    let supports = supports.given()?;
    // Days on which the same happens are told once: "Monday to Friday".
    let mut alike: Vec<(Vec<Weekday>, Vec<WeekEntry>)> = Vec::new();
    for day in Weekday::ALL {
        let entries = one_day(page, day, supports);
        match alike.iter_mut().find(|(_, others)| *others == entries) {
            Some((days, _)) => days.push(day),
            None => alike.push((vec![day], entries)),
        }
    }
    let days: Vec<WeekDay> = alike
        .into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(alike, entries)| WeekDay { day: words(&days(page, &alike)), entries })
        .collect();
    if days.is_empty() {
        return None;
    }
    let headings = WeekHeadings {
        day: page.say("week.day"),
        time: page.say("week.time"),
        what: page.say("week.what"),
    };
    Some(Block::Week { caption: None, headings, days })
}

fn one_day(page: &Page<'_>, day: Weekday, supports: &[Support]) -> Vec<WeekEntry> {
    let mut visits: Vec<(&Support, &Visit)> = supports
        .iter()
        .flat_map(|support| {
            let visits = support.amount.iter().flat_map(|amount| &amount.timetable);
            visits.filter(|visit| visit.days.contains(&day)).map(move |visit| (support, visit))
        })
        .collect();
    visits.sort_by_key(|(_, visit)| (visit.start.is_none(), visit.start, visit.end));
    visits.iter().map(|(support, visit)| entry(page, support, visit)).collect()
}

fn entry(page: &Page<'_>, support: &Support, visit: &Visit) -> WeekEntry {
    let time = page.wording.time_span(visit.start, visit.end);
    let own = visit.what.as_ref().and_then(|what| {
        page.note_line(what, &format!("supports[{}].amount.timetable.what", support.item.id))
    });
    let who = visit.who.as_ref().and_then(|party| page.name(party));
    let who = who.or_else(|| {
        support.who_provides.given().and_then(|provider| provider_name(page, provider))
    });
    WeekEntry {
        time: time.map_or_else(|| page.say("week.any_time"), |time| unbroken(&time)),
        what: own.unwrap_or_else(|| {
            words(&with_capital(&page.wording.name_of("support_kind", &support.kind)))
        }),
        who: who.map(|name| words(&name)),
    }
}

/// "Monday to Friday", "Every day", "Tuesday and Friday", as it opens a line: Welsh writes its days small
/// anywhere else.
pub(in crate::merge) fn days(page: &Page<'_>, days: &[Weekday]) -> String {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    if days.len() == 7 {
        return with_capital(&page.wording.say("week.every_day"));
    }
    let names: Vec<_> = days.iter().map(|day| page.wording.name_of("day", day)).collect();
    let first = days.first().and_then(|day| Weekday::ALL.iter().position(|other| other == day));
    let in_a_row =
        first.is_some_and(|first| Weekday::ALL[first..].starts_with(&days)) && days.len() > 2;
    let told = match (names.first(), names.last()) {
        (Some(first), Some(last)) if in_a_row => {
            page.wording.fill("week.from_to", &[("first", first), ("last", last)])
        }
        _ => page.wording.list(&names),
    };
    with_capital(&told)
}
