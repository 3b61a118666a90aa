//! When the plan is looked at again, who watches it, and the council's standing texts.

use crate::merge::data::{Block, Section, Words};
use crate::merge::page::{Page, facts, paragraph, run_on, section as section_of, words};
use crate::plan::{
    Coordinator, Item, Note, PartyRef, Recorded, Responsible, ReviewPlan, StandardText,
};

/// The parts of the record about what comes after.
pub(super) struct FollowUp<'a> {
    pub(super) review: &'a Recorded<ReviewPlan>,
    pub(super) responsible: &'a Recorded<Responsible>,
    pub(super) coordinator: Option<&'a Coordinator>,
    pub(super) monitoring: &'a Recorded<Note>,
    pub(super) roles: &'a [Item],
    pub(super) resources: &'a [Item],
    pub(super) standard_text: Option<&'a StandardText>,
}

pub(super) fn section(page: &Page<'_>, parts: &FollowUp<'_>) -> Option<Section> {
    page.ask_at_the_end(parts.review, "review.none", "review.not_recorded");
    let mut blocks = Vec::new();
    let mut rows = Vec::new();
    if let Some(ReviewPlan {
        next_review_on,
        interval_months,
        method,
        agreed_with_person,
        who,
        triggers,
    }) = parts.review.given()
    {
        let next = next_review_on.map_or_else(
            || page.quiet("answer.not_recorded"),
            |date| words(&page.wording.date(date)),
        );
        let then = interval_months.map(|months| {
            let key = if months == 12 { "review.yearly" } else { "review.every_months" };
            page.fill(key, &[("months", &months.to_string())])
        });
        // The day stands on the first page of a small plan, which is at hand.
        let next = (!page.compact() || next_review_on.is_none()).then_some(next);
        let when = run_on(next.into_iter().chain(then).collect());
        rows.extend(when.map(|when| page.fact("review.next", when)));
        rows.extend(method.map(|method| {
            let mut how = words(&page.wording.name_of("method", &method));
            if *agreed_with_person == Some(true) {
                how.extend(words(". "));
                how.extend(page.say("review.agreed"));
            }
            page.fact("review.method", how)
        }));
        rows.extend(page.names(who).map(|names| page.fact("review.who", words(&names))));
        let triggers: Vec<_> = triggers
            .iter()
            .map(|trigger| words(&page.wording.name_of("trigger", trigger)))
            .collect();
        blocks.extend(facts(std::mem::take(&mut rows)));
        if !triggers.is_empty() {
            blocks.push(paragraph(page.say("review.sooner")));
            blocks.push(Block::List { items: triggers });
        }
        // The record's own words about this right stand under "If you are not happy".
        let told = page
            .disclosure
            .content
            .help
            .given()
            .is_some_and(|help| help.review_request_right.is_some());
        if !told {
            blocks.push(paragraph(page.say("review.you_can_ask")));
        }
    }
    match parts.monitoring {
        Recorded::Given(note) => {
            rows.extend(page.fact_note("review.monitoring", Some(note), "monitoring_arrangements"));
        }
        Recorded::NotRecorded if page.disclosure.regime.is_england() => {}
        other => rows.extend(page.fact_recorded("review.monitoring", other, |_: &Note| None)),
    }
    if let Some(responsible) = parts.responsible.given() {
        rows.extend(duties(page, responsible));
    }
    rows.extend(
        parts.coordinator.map(|coordinator| coordinators(page, coordinator)).unwrap_or_default(),
    );
    blocks.extend(facts(rows));
    for (key, field, items) in [
        ("review.roles", "roles_and_responsibilities", parts.roles),
        ("review.resources", "resources", parts.resources),
    ] {
        let items: Vec<_> = items.iter().filter_map(|item| page.item_line(item, field)).collect();
        if !items.is_empty() {
            blocks
                .push(Block::Part { heading: page.say(key), blocks: vec![Block::List { items }] });
        }
    }
    blocks.extend(standing(page, parts.standard_text));
    section_of("review", page.say("review.heading"), blocks)
}

/// Who carries the plan out, watches it and reviews it: a line for each person.
fn duties(page: &Page<'_>, responsible: &Responsible) -> Option<crate::merge::Fact> {
    let Responsible { implementing, monitoring, reviewing } = responsible;
    let all = [
        // What somebody does, and what "you" do.
        ("responsible.implementing", "responsible.implementing_you", implementing),
        ("responsible.monitoring", "responsible.monitoring_you", monitoring),
        ("responsible.reviewing", "responsible.reviewing_you", reviewing),
    ];
    let mut value: Vec<Words> = Vec::new();
    let mut named: Vec<&PartyRef> = Vec::new();
    for party in all.iter().filter_map(|(_, _, party)| party.given()) {
        if named.contains(&party) {
            continue;
        }
        named.push(party);
        let you = party.as_str() == page.disclosure.subject.id.as_str();
        let duties: Vec<String> = all
            .iter()
            .filter(|(_, _, other)| other.given() == Some(party))
            .map(|(theirs, yours, _)| page.wording.say(if you { yours } else { theirs }))
            .collect();
        if let Some(name) = page.name(party) {
            let line = page.fill(
                "responsible.line",
                &[("name", &name), ("duties", &page.wording.list(&duties))],
            );
            value.push(page.opens(line));
        }
    }
    if all.iter().any(|(_, _, party)| party.is_not_recorded()) {
        value.push(page.quiet("responsible.not_recorded"));
    }
    (!value.is_empty())
        .then(|| crate::merge::Fact { label: page.say("responsible.heading"), value })
}

/// The duties of coordinators, one line where a single person has all.
fn coordinators(page: &Page<'_>, coordinator: &Coordinator) -> Vec<crate::merge::Fact> {
    let Coordinator { prepares, completes, reviews, delivers, revises } = coordinator;
    let duties = [
        ("coordinator.prepares", prepares),
        ("coordinator.completes", completes),
        ("coordinator.reviews", reviews),
        ("coordinator.delivers", delivers),
        ("coordinator.revises", revises),
    ];
    let named: Vec<&PartyRef> = duties.iter().filter_map(|(_, party)| party.as_ref()).collect();
    let one = named.first().filter(|first| named.iter().all(|other| other == *first));
    if let Some(party) = one {
        return page
            .who(party)
            .map(|name| page.fact("coordinator.heading", name))
            .into_iter()
            .collect();
    }
    duties
        .into_iter()
        .filter_map(|(key, party)| Some(page.fact(key, page.who(party.as_ref()?)?)))
        .collect()
}

fn standing(page: &Page<'_>, text: Option<&StandardText>) -> Vec<Block> {
    let Some(StandardText {
        principles,
        cost_effective_note,
        reviews_not_for_cuts,
        plan_belongs_to_you,
        language_strapline,
    }) = text
    else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for (field, note) in [
        ("standard_text.plan_belongs_to_you", plan_belongs_to_you),
        ("standard_text.reviews_not_for_cuts", reviews_not_for_cuts),
        ("standard_text.cost_effective_note", cost_effective_note),
        ("standard_text.language_strapline", language_strapline),
    ] {
        blocks.extend(page.note(note.as_ref(), field));
    }
    let items: Vec<_> = principles
        .iter()
        .filter_map(|note| page.note_line(note, "standard_text.principles"))
        .collect();
    if !items.is_empty() {
        blocks.push(Block::Part {
            heading: page.say("review.principles"),
            blocks: vec![Block::List { items }],
        });
    }
    blocks
}
