//! What will happen, who does it, when, and how it is paid.

use super::needs::{helps, provided};
use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::page::{Page, facts, run_on, section as section_of, told_together, words};
use crate::plan::{Delivery, Money, Need, Outcome, Provider, Recorded, Support};

pub(super) fn section(
    page: &Page<'_>,
    supports: &Recorded<Vec<Support>>,
    needs: &Recorded<Vec<Need>>,
    outcomes: &Recorded<Vec<Outcome>>,
) -> Option<Section> {
    let mut blocks = page.absent(supports, "supports.none", "supports.not_recorded");
    blocks.extend(cards(page, supports, needs, outcomes, |support| {
        !page.is_providers() || is_readers(page, support)
    }));
    let heading = if page.is_providers() {
        page.fill("provider.own", &[("name", &page.disclosure.recipient.name.formal())])
    } else {
        page.say("supports.heading")
    };
    section_of("supports", heading, blocks)
}

/// In a provider's copy: who else does what, and when.
pub(super) fn of_others(
    page: &Page<'_>,
    supports: &Recorded<Vec<Support>>,
    needs: &Recorded<Vec<Need>>,
    outcomes: &Recorded<Vec<Outcome>>,
) -> Option<Section> {
    if !page.is_providers() {
        return None;
    }
    let blocks = cards(page, supports, needs, outcomes, |support| !is_readers(page, support));
    section_of("others-supports", page.say("provider.others"), blocks)
}

/// The supports that are wanted, by their number among all of this copy.
fn cards(
    page: &Page<'_>,
    supports: &Recorded<Vec<Support>>,
    needs: &Recorded<Vec<Need>>,
    outcomes: &Recorded<Vec<Outcome>>,
    wanted: impl Fn(&Support) -> bool,
) -> Vec<Block> {
    let all = supports.given().into_iter().flatten().enumerate();
    all.filter(|(_, support)| wanted(support))
        .map(|(index, support)| card(page, support, index + 1, needs, outcomes))
        .collect()
}

/// Whether who reads the copy provides it.
fn is_readers(page: &Page<'_>, support: &Support) -> bool {
    let provider = support.who_provides.given();
    let reader = page.disclosure.recipient.id.as_str();
    matches!(provider, Some(Provider::Party(party)) if party.as_str() == reader)
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
        // Told together, see `who`.
        who_provides: _,
        provider_type: _,
        responsible_party: _,
        how_in_practice,
        is_existing,
        will_continue,
        // Told together, see `when`.
        amount: _,
        start: _,
        end: _,
        one_off: _,
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
    blocks = told_together(blocks);
    let mut rows = Vec::new();
    rows.extend(who(page, support));
    rows.extend(when(page, support, &at));
    let existing = match (is_existing, will_continue) {
        (Some(true), Some(false)) => Some("supports.existing_ends"),
        (Some(true), _) => Some("supports.existing"),
        (Some(false), _) => Some("supports.new"),
        (None, Some(true)) => Some("supports.continues"),
        _ => None,
    };
    let mut notes = Vec::new();
    notes.extend(existing.map(|key| page.say(key)));
    if *replacement_care == Some(true) {
        notes.push(page.say("supports.replacement_care"));
    }
    let goals = super::goals::numbered(page, outcomes);
    notes.extend(helps(page, need_refs, needs, outcome_refs, goals));
    blocks.extend(page.sentences(notes));
    rows.extend(paid(page, cost.as_ref(), delivery_mechanism));
    rows.extend(page.fact_note(
        "supports.options",
        options_considered.as_ref(),
        &format!("{at}.options_considered"),
    ));
    rows.extend(page.fact_note(
        "supports.flexibility",
        flexibility_note.as_ref(),
        &format!("{at}.flexibility_note"),
    ));
    rows.extend(actions(page, &at, actions_by_others));
    blocks.extend(facts(rows));
    let kind = page.wording.name_of("support_kind", kind);
    Block::Card {
        heading: page.fill("supports.number", &[("number", &number.to_string()), ("kind", &kind)]),
        label: None,
        tone: "plain".into(),
        blocks,
    }
}

/// Who does it, and who makes sure that it happens.
fn who(page: &Page<'_>, support: &Support) -> Option<Fact> {
    let mut fact = page.fact_recorded("supports.who_provides", &support.who_provides, |who| {
        provided(page, support, who).map(|who| words(&who))
    });
    let responsible = support.responsible_party.as_ref();
    let provider = support.who_provides.given().and_then(|provider| match provider {
        Provider::Party(party) => Some(party),
        Provider::Named(_) => None,
    });
    if let Some(name) =
        responsible.filter(|party| Some(*party) != provider).and_then(|party| page.name(party))
    {
        let you = name == page.wording.say("name.you");
        let line = if you {
            page.say("supports.responsible_you")
        } else {
            page.fill("supports.responsible", &[("name", &name)])
        };
        fact.get_or_insert_with(|| Fact {
            label: page.say("supports.who_provides"),
            value: Vec::new(),
        })
        .value
        .push(line);
    }
    fact.map(in_one_line)
}

/// "12 visits each week".
pub(super) fn visits(page: &Page<'_>, support: &Support) -> Option<Words> {
    let visits = support.amount.as_ref()?.visits_per_week?;
    let key = if visits == 1 { "supports.visit" } else { "supports.visits" };
    let visits = page.wording.fill(key, &[("number", &visits.to_string())]);
    Some(page.fill("supports.each_week", &[("amount", &visits)]))
}

/// The lines of a fact as sentences after each other.
fn in_one_line(Fact { label, value }: Fact) -> Fact {
    Fact { label, value: run_on(value).into_iter().collect() }
}

/// How much, from when until when. On which days and at what time, the week tells.
fn when(page: &Page<'_>, support: &Support, at: &str) -> Option<Fact> {
    let mut value = Vec::new();
    if let Some(amount) = &support.amount {
        let mut parts = Vec::new();
        parts.extend(amount.minutes_per_week.map(|minutes| page.wording.duration(minutes)));
        parts.extend(amount.visits_per_week.map(|visits| {
            let key = if visits == 1 { "supports.visit" } else { "supports.visits" };
            page.wording.fill(key, &[("number", &visits.to_string())])
        }));
        if !parts.is_empty() {
            value.push(page.fill("supports.each_week", &[("amount", &parts.join(", "))]));
        }
        // A time without a day has no place in the week.
        let loose = amount.timetable.iter().filter(|visit| visit.days.is_empty());
        value.extend(
            loose.filter_map(|visit| Some(words(&page.wording.time_span(visit.start, visit.end)?))),
        );
        value.extend(page.note_lines(amount.times.as_ref(), &format!("{at}.amount.times")));
    }
    if support.one_off == Some(true) {
        value.push(page.say("supports.one_off"));
    }
    let date = |date: jiff::civil::Date| page.wording.date(date);
    value.extend(match (support.start, support.end) {
        (Some(start), Some(end)) if start == end => Some(words(&date(start))),
        (Some(start), Some(end)) => {
            Some(page.fill("supports.from_until", &[("start", &date(start)), ("end", &date(end))]))
        }
        (Some(start), None) => Some(page.fill("supports.from", &[("start", &date(start))])),
        (None, Some(end)) => Some(page.fill("supports.until", &[("end", &date(end))])),
        (None, None) => None,
    });
    (!value.is_empty()).then(|| in_one_line(Fact { label: page.say("supports.when"), value }))
}

/// What it costs, and how it is arranged and paid. A Welsh plan need not say how.
fn paid(page: &Page<'_>, cost: Option<&Money>, way: &Recorded<Delivery>) -> Option<Fact> {
    let mut value: Vec<Words> =
        cost.map(|cost| words(&page.wording.money(*cost))).into_iter().collect();
    match way {
        Recorded::Given(way) => value.push(words(&page.wording.name_of("delivery", way))),
        Recorded::NotRecorded if page.disclosure.regime.is_england() => {
            value.push(page.quiet("delivery.other"));
        }
        _ => {}
    }
    (!value.is_empty()).then(|| in_one_line(Fact { label: page.say("supports.paid"), value }))
}

fn actions(page: &Page<'_>, at: &str, actions: &Recorded<Vec<crate::plan::Item>>) -> Option<Fact> {
    match actions {
        Recorded::Given(items) => {
            let value: Vec<_> = items
                .iter()
                .filter_map(|item| page.item_line(item, &format!("{at}.actions_by_others")))
                .collect();
            (!value.is_empty())
                .then(|| Fact { label: page.say("supports.actions_by_others"), value })
        }
        Recorded::None => Some(page.fact("supports.actions_by_others", page.say("answer.none"))),
        Recorded::NotApplicable | Recorded::NotRecorded => None,
    }
}
