//! "My summary to share": what the person chose to show, and nothing that hangs on it.

use super::data::{Block, Fact, Section};
use super::page::{Page, facts, paragraph, section as section_of, words};
use super::plan;
use crate::plan::{Content, Item, Recorded, Voice};

pub(super) fn sections(page: &Page<'_>) -> Vec<Section> {
    // The sections that a summary can have. The decision has already kept to what was opted in.
    let Content {
        about_me,
        outcomes,
        needs,
        supports,
        personal_budget,
        charges,
        information_advice,
        risks,
        contingency,
        ..
    } = &page.disclosure.content;
    let mut sections = Vec::new();
    if let Some(about) = about_me {
        let said = plan::about_said(page, about);
        sections.extend(section_of("about-me", page.say("about_me.heading"), said));
    }
    let mut goals = Vec::new();
    for outcome in outcomes.given().into_iter().flatten() {
        goals.extend(page.item(&outcome.item, "outcomes"));
        goals.extend(page.note(outcome.how_support_helps.as_ref(), "outcomes.how_support_helps"));
    }
    let goals = in_one_voice(goals);
    sections.extend(section_of("goals", page.say("easy.heading.goals"), goals));
    let needs = given(needs).iter().map(|need| &need.item);
    sections.extend(section_of("needs", page.say("summary.needs"), list(page, needs, "needs")));
    let supports = given(supports).iter().map(|support| &support.item);
    sections.extend(section_of(
        "supports",
        page.say("easy.heading.supports"),
        list(page, supports, "supports"),
    ));
    sections.extend(section_of(
        "money",
        page.say("money.heading"),
        money(page, personal_budget, charges),
    ));
    let risks = given(risks).iter().map(|risk| &risk.item);
    sections.extend(section_of("risks", page.say("risks.heading"), list(page, risks, "risks")));
    let emergencies = given(contingency).iter().map(|contingency| &contingency.item);
    sections.extend(section_of(
        "contingency",
        page.say("contingency.heading"),
        list(page, emergencies, "contingency"),
    ));
    let advice = given(information_advice).iter().map(|advice| &advice.item);
    sections.extend(section_of(
        "advice",
        page.say("advice.heading"),
        list(page, advice, "information_advice"),
    ));
    sections
}

/// Whether something in it speaks to the person rather than for them.
pub(super) fn says_you(page: &Page<'_>) -> bool {
    let content = &page.disclosure.content;
    let items = given(&content.needs).iter().map(|need| &need.item);
    let items = items.chain(given(&content.supports).iter().map(|support| &support.item));
    let items = items.chain(given(&content.risks).iter().map(|risk| &risk.item));
    let mut items = items.chain(given(&content.contingency).iter().map(|one| &one.item));
    items.any(|item| item.voice != Some(Voice::FirstPerson))
}

/// What was said in the person's own words in a row stands as one.
fn in_one_voice(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::new();
    for block in blocks {
        match (joined.last_mut(), block) {
            (Some(Block::OwnWords { blocks: before }), Block::OwnWords { blocks }) => {
                before.extend(blocks);
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

fn given<T>(list: &Recorded<Vec<T>>) -> &[T] {
    list.given().map_or(&[], Vec::as_slice)
}

fn list<'i>(page: &Page<'_>, items: impl Iterator<Item = &'i Item>, field: &str) -> Vec<Block> {
    let items: Vec<_> = items.filter_map(|item| page.item_line(item, field)).collect();
    match items.len() {
        0 => Vec::new(),
        1 => items.into_iter().map(paragraph).collect(),
        _ => vec![Block::List { items }],
    }
}

fn money(
    page: &Page<'_>,
    budget: &Recorded<crate::plan::PersonalBudget>,
    charges: &Recorded<crate::plan::Charges>,
) -> Vec<Block> {
    let mut rows: Vec<Fact> = Vec::new();
    if let Some(budget) = budget.given() {
        let mut sum = |key: &str, sum: Option<crate::plan::Money>| {
            rows.extend(sum.map(|sum| page.fact(key, words(&page.wording.money(sum)))));
        };
        sum("budget.cost_to_la", budget.cost_to_la);
        sum("budget.adult_pays", budget.adult_pays);
        sum("budget.la_pays", budget.la_pays);
    }
    if let Some(charges) = charges.given() {
        let sum = charges.contribution.filter(|sum| sum.pence != 0);
        rows.extend(
            sum.map(|sum| page.fact("charges.contribution", words(&page.wording.money(sum)))),
        );
    }
    facts(rows).into_iter().collect()
}
