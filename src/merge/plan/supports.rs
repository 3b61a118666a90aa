//! What will happen, who does it, when, and how it is paid.

use super::needs::{numbers, provider_name};
use crate::merge::data::{Block, Fact, Section};
use crate::merge::page::{Page, facts, section as section_of, words};
use crate::plan::{Delivery, Need, Outcome, Recorded, Support};

pub(super) fn section(
    page: &Page<'_>,
    supports: &Recorded<Vec<Support>>,
    needs: &Recorded<Vec<Need>>,
    outcomes: &Recorded<Vec<Outcome>>,
) -> Option<Section> {
    let mut blocks = page.absent(supports, "supports.none", "supports.not_recorded");
    for (index, support) in supports.given().into_iter().flatten().enumerate() {
        blocks.push(card(page, support, index + 1, needs, outcomes));
    }
    section_of("supports", page.say("supports.heading"), blocks)
}

fn card(
    page: &Page<'_>,
    support: &Support,
    number: usize,
    needs: &Recorded<Vec<Need>>,
    outcomes: &Recorded<Vec<Outcome>>,
) -> Block {
    let Support {
        item,
        kind,
        need_refs,
        outcome_refs,
        who_provides,
        provider_type,
        responsible_party,
        how_in_practice,
        is_existing,
        will_continue,
        amount,
        start,
        end,
        one_off,
        replacement_care,
        delivery_mechanism,
        cost,
        options_considered,
        flexibility_note,
        actions_by_others,
    } = support;
    let at = format!("supports[{}]", item.id);
    let mut blocks = page.item(item, "supports");
    blocks.extend(page.note(how_in_practice.as_ref(), &format!("{at}.how_in_practice")));
    let mut rows = Vec::new();
    rows.extend(page.fact_recorded("supports.who_provides", who_provides, |provider| {
        let name = provider_name(page, provider)?;
        Some(match provider_type {
            Some(kind) => {
                let kind = page.wording.name_of("provider_type", kind);
                page.fill("supports.who_and_type", &[("name", &name), ("type", &kind)])
            }
            None => words(&name),
        })
    }));
    let responsible = responsible_party.as_ref().and_then(|party| page.name_and_part(party));
    rows.extend(responsible.map(|name| page.fact("supports.responsible", name)));
    rows.extend(how_much(page, support));
    rows.extend(amount.as_ref().and_then(|amount| {
        page.fact_note("supports.times", amount.times.as_ref(), &format!("{at}.amount.times"))
    }));
    rows.extend(when(page, support));
    let date = |key: &str, date: &Option<jiff::civil::Date>| {
        date.map(|date| page.fact(key, words(&page.wording.date(date))))
    };
    rows.extend(date("supports.start", start));
    rows.extend(date("supports.end", end));
    if *one_off == Some(true) {
        rows.push(page.fact("supports.how_often", page.say("supports.one_off")));
    }
    if *replacement_care == Some(true) {
        rows.push(page.fact("supports.purpose", page.say("supports.replacement_care")));
    }
    let existing = match (is_existing, will_continue) {
        (Some(true), Some(false)) => Some("supports.existing_ends"),
        (Some(true), _) => Some("supports.existing"),
        (Some(false), _) => Some("supports.new"),
        (None, Some(true)) => Some("supports.continues"),
        _ => None,
    };
    rows.extend(existing.map(|key| page.fact("supports.is_new", page.say(key))));
    // A Welsh plan need not say how a support is paid: an empty field leaves no trace there.
    let england = page.disclosure.regime.is_england();
    let paid: Option<Fact> = match delivery_mechanism {
        Recorded::NotRecorded if !england => None,
        other => page.fact_recorded("supports.paid", other, |way: &Delivery| {
            Some(words(&page.wording.name_of("delivery", way)))
        }),
    };
    rows.extend(paid);
    rows.extend(cost.map(|cost| page.fact("supports.cost", words(&page.wording.money(cost)))));
    rows.extend(page.fact_note("supports.options", options_considered.as_ref(), &format!("{at}.options_considered")));
    rows.extend(page.fact_note("supports.flexibility", flexibility_note.as_ref(), &format!("{at}.flexibility_note")));
    rows.extend(actions(page, &at, actions_by_others));
    let ids = |all: &[Need]| all.iter().map(|need| need.item.id.as_str().to_owned()).collect::<Vec<_>>();
    let need_ids = needs.given().map(|needs| ids(needs)).unwrap_or_default();
    rows.extend(numbers(page, "supports.needs", "supports.need", need_refs, need_ids.iter().map(String::as_str)));
    let goals = outcomes.given().map_or(&[][..], Vec::as_slice);
    rows.extend(numbers(page, "needs.goals", "needs.goal", outcome_refs, goals.iter().map(|goal| goal.item.id.as_str())));
    blocks.extend(facts(rows));
    let kind = page.wording.name_of("support_kind", kind);
    Block::Card {
        heading: page.fill("supports.number", &[("number", &number.to_string()), ("kind", &kind)]),
        label: None,
        tone: "plain".into(),
        blocks,
    }
}

fn how_much(page: &Page<'_>, support: &Support) -> Option<Fact> {
    let amount = support.amount.as_ref()?;
    let mut parts = Vec::new();
    parts.extend(amount.minutes_per_week.map(|minutes| page.wording.duration(minutes)));
    parts.extend(amount.visits_per_week.map(|visits| {
        let key = if visits == 1 { "supports.visit" } else { "supports.visits" };
        page.wording.fill(key, &[("number", &visits.to_string())])
    }));
    if parts.is_empty() {
        return None;
    }
    let amount = page.wording.fill("supports.each_week", &[("amount", &parts.join(", "))]);
    Some(page.fact("supports.how_much", words(&amount)))
}

/// "Tuesday and Friday, 9am to 10am", a line for each time.
fn when(page: &Page<'_>, support: &Support) -> Option<Fact> {
    let visits = &support.amount.as_ref()?.timetable;
    let value: Vec<_> = visits
        .iter()
        .map(|visit| {
            let days = super::week::days(page, &visit.days);
            match page.wording.time_span(visit.start, visit.end) {
                Some(time) => page.fill("week.days_and_time", &[("days", &days), ("time", &time)]),
                None => words(&days),
            }
        })
        .collect();
    (!value.is_empty()).then(|| Fact { label: page.say("supports.when"), value })
}

fn actions(
    page: &Page<'_>,
    at: &str,
    actions: &Recorded<Vec<crate::plan::Item>>,
) -> Option<Fact> {
    match actions {
        Recorded::Given(items) => {
            let value: Vec<_> = items
                .iter()
                .filter_map(|item| page.item_line(item, &format!("{at}.actions_by_others")))
                .collect();
            (!value.is_empty()).then(|| Fact { label: page.say("supports.actions_by_others"), value })
        }
        Recorded::None => Some(page.fact("supports.actions_by_others", page.say("answer.none"))),
        Recorded::NotApplicable | Recorded::NotRecorded => None,
    }
}
