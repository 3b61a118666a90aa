//! Letters: a decision with its reasons, a closure statement, an independent personal budget.

use super::data::{Block, Section};
use super::page::{Page, facts, paragraph, section as section_of, words};
use super::plan;
use crate::plan::{ClosureStatement, DecisionLetter, Note, Recorded};

pub(super) fn sections(page: &Page<'_>) -> Vec<Section> {
    let content = &page.disclosure.content;
    let mut sections = Vec::new();
    if let Some(letter) = &content.decision_letter {
        sections.extend(decision(page, letter));
    }
    if let Some(statement) = &content.closure_statement {
        sections.extend(closure(page, statement));
    }
    sections.extend(plan::independent_section(page));
    let help = plan::help(page, &content.help);
    // Two headings for what to do against a decision would be one too many.
    match sections.last_mut().filter(|last| last.id == "challenge") {
        Some(last) => last.blocks.extend(help.into_iter().flat_map(|help| help.blocks)),
        None => sections.extend(help),
    }
    plan::as_a_letter(page, sections)
}

fn decision(page: &Page<'_>, letter: &DecisionLetter) -> Vec<Section> {
    let DecisionLetter {
        kind: _,
        reasons,
        needs_considered,
        advice_meet_reduce,
        advice_prevent_delay,
        advice_given_on,
        other_help,
        self_funding_information,
        decision_date,
        effective_date,
        decision_maker,
        how_to_challenge,
    } = letter;
    let mut why = page.note(needs_considered.as_ref(), "decision_letter.needs_considered");
    why.extend(recorded(page, reasons, "decision_letter.reasons"));
    let mut rows = Vec::new();
    rows.extend(
        decision_date
            .map(|date| page.fact("letter.decision_date", words(&page.wording.date(date)))),
    );
    rows.extend(
        effective_date
            .map(|date| page.fact("letter.effective_date", words(&page.wording.date(date)))),
    );
    rows.extend(
        decision_maker
            .as_ref()
            .and_then(|party| page.name_and_part(party))
            .map(|name| page.fact("letter.decision_maker", name)),
    );
    why.extend(facts(rows));
    let given = advice_given_on
        .map(|date| page.fill("letter.advice_given", &[("date", &page.wording.date(date))]));
    let advice = |key: &str, note: &Recorded<Note>, field: &str| {
        let blocks = match (note, &given) {
            (Recorded::NotRecorded, Some(_)) => Vec::new(),
            (note, _) => recorded(page, note, field),
        };
        section_of(key, page.say(&format!("letter.{key}")), blocks)
    };
    let mut help: Vec<Block> = given.iter().cloned().map(paragraph).collect();
    let items: Vec<_> = other_help
        .iter()
        .filter_map(|item| page.item_line(item, "decision_letter.other_help"))
        .collect();
    if !items.is_empty() {
        help.push(Block::List { items });
    }
    help.extend(
        page.note(self_funding_information.as_ref(), "decision_letter.self_funding_information"),
    );
    [
        section_of("reasons", page.say("letter.reasons"), why),
        advice("meet_reduce", advice_meet_reduce, "decision_letter.advice_meet_reduce"),
        advice("prevent_delay", advice_prevent_delay, "decision_letter.advice_prevent_delay"),
        section_of("other-help", page.say("letter.other_help"), help),
        section_of(
            "challenge",
            page.say("letter.challenge"),
            recorded(page, how_to_challenge, "decision_letter.how_to_challenge"),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn closure(page: &Page<'_>, statement: &ClosureStatement) -> Vec<Section> {
    let ClosureStatement { reasons, outcomes_evaluation, needs_met_otherwise_confirmation, also } =
        statement;
    let also: Vec<_> =
        also.iter().flat_map(|item| page.item(item, "closure_statement.also")).collect();
    [
        section_of(
            "reasons",
            page.say("closure.reasons"),
            recorded(page, reasons, "closure_statement.reasons"),
        ),
        section_of(
            "outcomes",
            page.say("closure.outcomes"),
            recorded(page, outcomes_evaluation, "closure_statement.outcomes_evaluation"),
        ),
        section_of(
            "needs-met",
            page.say("closure.needs_met"),
            recorded(
                page,
                needs_met_otherwise_confirmation,
                "closure_statement.needs_met_otherwise_confirmation",
            ),
        ),
        section_of("also", page.say("closure.also"), also),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn recorded(page: &Page<'_>, note: &Recorded<Note>, field: &str) -> Vec<Block> {
    match note {
        Recorded::Given(note) => page.note(Some(note), field),
        other => page.absent(other, "answer.none", "answer.not_recorded"),
    }
}
