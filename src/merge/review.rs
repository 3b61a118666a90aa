//! The record of a review, and the decision to confirm a plan.

use super::data::{Block, Section, Words};
use super::page::{Page, facts, section as section_of, words};
use super::plan;
use crate::plan::{Change, Focus, Recorded, ReviewRecord};

pub(super) fn sections(page: &Page<'_>) -> Vec<Section> {
    let content = &page.disclosure.content;
    let Some(review) = content.review_record.as_ref() else { return Vec::new() };
    let sections = [
        decision(page, review),
        about(page, review),
        changes(page, &review.changes),
        focus(page, review),
        plan::help(page, &content.help),
    ];
    plan::as_a_letter(page, sections.into_iter().flatten().collect())
}

fn decision(page: &Page<'_>, review: &ReviewRecord) -> Option<Section> {
    let mut blocks = Vec::new();
    let mut rows = Vec::new();
    rows.extend(page.fact_recorded("reviewed.decision", &review.decision, |decision| {
        Some(words(&page.wording.name_of("decision", decision)))
    }));
    rows.extend(page.fact_note(
        "reviewed.reasons",
        review.reasons.as_ref(),
        "review_record.reasons",
    ));
    blocks.extend(facts(rows));
    let mut said: Vec<Words> = Vec::new();
    said.extend(review.outcomes_met.map(|met| words(&page.wording.name_of("met", &met))));
    for (yes, no, needed) in [
        ("reviewed.reassess_yes", "reviewed.reassess_no", review.reassessment_needed),
        ("reviewed.money_yes", "reviewed.money_no", review.financial_reassessment_needed),
    ] {
        said.extend(needed.map(|needed| page.say(if needed { yes } else { no })));
    }
    blocks.extend(page.sentences(said));
    section_of("decision", page.say("reviewed.decision_heading"), blocks)
}

fn about(page: &Page<'_>, review: &ReviewRecord) -> Option<Section> {
    let mut rows = Vec::new();
    rows.extend(review.kind.map(|kind| {
        page.fact("reviewed.kind", words(&page.wording.name_of("review_kind", &kind)))
    }));
    rows.extend(
        review.reviewed_on.map(|date| page.fact("reviewed.on", words(&page.wording.date(date)))),
    );
    rows.extend(review.method.map(|method| {
        page.fact("reviewed.method", words(&page.wording.name_of("method", &method)))
    }));
    rows.extend(
        review
            .requested_by
            .as_ref()
            .and_then(|party| page.name(party))
            .map(|name| page.fact("reviewed.requested_by", words(&name))),
    );
    rows.extend(
        review
            .reviewer
            .as_ref()
            .and_then(|party| page.name_and_part(party))
            .map(|name| page.fact("reviewed.reviewer", name)),
    );
    rows.extend(
        page.names(&review.participants)
            .map(|names| page.fact("reviewed.participants", words(&names))),
    );
    rows.extend(
        review
            .advocate_ref
            .as_ref()
            .and_then(|party| page.name_and_part(party))
            .map(|name| page.fact("involved.advocate", name)),
    );
    section_of(
        "about-review",
        page.say("reviewed.about_heading"),
        facts(rows).into_iter().collect(),
    )
}

fn focus(page: &Page<'_>, review: &ReviewRecord) -> Option<Section> {
    let Focus {
        needs_changed,
        working,
        not_working,
        may_need_change,
        outcomes_achieved,
        new_outcomes,
        improvements,
        budget_appropriate_and_managed,
        support_network_changes,
        abuse_neglect_risk,
        subject_satisfied,
        carer_satisfied,
        advocate_satisfied,
    } = &review.focus;
    let questions = [
        ("working", working),
        ("not_working", not_working),
        ("needs_changed", needs_changed),
        ("may_need_change", may_need_change),
        ("outcomes_achieved", outcomes_achieved),
        ("new_outcomes", new_outcomes),
        ("improvements", improvements),
        ("budget_appropriate_and_managed", budget_appropriate_and_managed),
        ("support_network_changes", support_network_changes),
        ("abuse_neglect_risk", abuse_neglect_risk),
        ("subject_satisfied", subject_satisfied),
        ("carer_satisfied", carer_satisfied),
        ("advocate_satisfied", advocate_satisfied),
        ("progress", &review.progress),
        ("outcomes_still_appropriate", &review.outcomes_still_appropriate),
        ("risks_up_to_date", &review.risks_up_to_date),
        ("future_services", &review.future_services),
    ];
    let blocks = page.labelled(questions.into_iter().map(|(key, note)| {
        (page.say(&format!("focus.{key}")), note.as_ref(), format!("review_record.{key}"))
    }));
    section_of("focus", page.say("focus.heading"), blocks)
}

fn changes(page: &Page<'_>, changes: &[Change]) -> Option<Section> {
    let mut blocks = Vec::new();
    for (index, Change { id, before, after, why }) in changes.iter().enumerate() {
        let at = format!("review_record.changes[{id}]");
        let rows = [
            page.fact_note("changes.before", before.as_ref(), &format!("{at}.before")),
            page.fact_note("changes.after", after.as_ref(), &format!("{at}.after")),
            page.fact_note("changes.why", why.as_ref(), &format!("{at}.why")),
        ];
        if let Some(block) = facts(rows.into_iter().flatten().collect()) {
            blocks.push(Block::Card {
                heading: page.fill("changes.number", &[("number", &(index + 1).to_string())]),
                label: None,
                tone: "plain".into(),
                blocks: vec![block],
            });
        }
    }
    section_of("changes", page.say("changes.heading"), blocks)
}

/// Whether the decision is known: for the first sentence of easy read.
pub(super) fn decided(review: &ReviewRecord) -> bool {
    matches!(review.decision, Recorded::Given(_))
}
