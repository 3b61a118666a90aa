//! Each need, told as a story: what it is, whether it is eligible, what happens to it.

use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::page::{
    Page, facts, paragraph, run_on, section as section_of, told_together, words,
};
use crate::plan::{InformalCare, Need, Outcome, Provider, Recorded, Ref, Support, YesNoPartly};

pub(super) fn section(
    page: &Page<'_>,
    needs: &Recorded<Vec<Need>>,
    outcomes: &Recorded<Vec<Outcome>>,
    supports: &Recorded<Vec<Support>>,
    care: &Recorded<Vec<InformalCare>>,
) -> Option<Section> {
    let mut blocks = page.absent(needs, "needs.none", "needs.not_recorded");
    let supports = supports.given().map_or(&[][..], Vec::as_slice);
    let outcomes = super::goals::numbered(page, outcomes);
    let care = care.given().map_or(&[][..], Vec::as_slice);
    let needs = needs.given().map_or(&[][..], Vec::as_slice);
    // What holds for every need of a small plan is said once, before them.
    let stories: Vec<_> =
        needs.iter().map(|need| answers(page, need, carers(page, need, care).is_some())).collect();
    let once = page.compact() && needs.len() > 1 && stories.windows(2).all(|two| two[0] == two[1]);
    if let (true, [first, ..]) = (once, stories.as_slice()) {
        blocks.push(paragraph(page.say("needs.for_each")));
        blocks.extend(page.sentences(first.clone()));
        blocks = told_together(blocks);
    }
    for (index, (need, story)) in needs.iter().zip(stories).enumerate() {
        let story = if once { Vec::new() } else { story };
        blocks.push(card(page, need, index + 1, story, supports, outcomes, care));
    }
    section_of("needs", page.say("needs.heading"), blocks)
}

fn card(
    page: &Page<'_>,
    need: &Need,
    number: usize,
    answers: Vec<Words>,
    supports: &[Support],
    outcomes: &[Outcome],
    care: &[InformalCare],
) -> Block {
    let Need {
        item,
        domains,
        // Told in sentences, see `answers`.
        eligible: _,
        la_will_meet: _,
        power_s19: _,
        dp_possible: _,
        fluctuates: _,
        met_by_carer_refs: _,
        eligibility_extent,
        wellbeing_impact,
        met_by_other,
        not_eligible_action,
        fluctuation_plan,
        outcome_refs,
    } = need;
    let at = format!("needs[{}]", item.id);
    let mut blocks = page.item(item, "needs");
    blocks.extend(page.note(wellbeing_impact.as_ref(), &format!("{at}.wellbeing_impact")));
    blocks = told_together(blocks);
    let mut story =
        page.note_lines(eligibility_extent.as_ref(), &format!("{at}.eligibility_extent"));
    story.extend(answers);
    let goals = outcomes.iter().map(|outcome| outcome.item.id.as_str());
    story.extend(numbers(page, outcome_refs, goals).map(|(many, numbers)| {
        page.fill(if many { "needs.goals" } else { "needs.goal" }, &[("numbers", &numbers)])
    }));
    blocks.extend(run_on(story).map(paragraph));
    let mut rows = Vec::new();
    rows.extend(met_by(page, item.id.as_str(), supports));
    rows.extend(carers(page, need, care));
    rows.extend(page.fact_note(
        "needs.met_by_other",
        met_by_other.as_ref(),
        &format!("{at}.met_by_other"),
    ));
    rows.extend(page.fact_note(
        "needs.not_eligible_action",
        not_eligible_action.as_ref(),
        &format!("{at}.not_eligible_action"),
    ));
    rows.extend(page.fact_note(
        "needs.fluctuation_plan",
        fluctuation_plan.as_ref(),
        &format!("{at}.fluctuation_plan"),
    ));
    blocks.extend(facts(rows));
    let names: Vec<_> =
        domains.iter().map(|domain| page.wording.name_of("domain", domain)).collect();
    let number = number.to_string();
    let heading = if names.is_empty() {
        page.fill("needs.number", &[("number", &number)])
    } else {
        page.fill(
            "needs.number_about",
            &[("number", &number), ("domains", &page.wording.list(&names))],
        )
    };
    Block::Card { heading, label: None, tone: "plain".into(), blocks }
}

/// Whether the law gives a right to support, whether the council meets the need, and the like.
fn answers(page: &Page<'_>, need: &Need, carers_meet_it: bool) -> Vec<Words> {
    let mut story: Vec<Words> = sentence(page, "eligible", &need.eligible).into_iter().collect();
    story.extend(match &need.la_will_meet {
        // "We will not meet it" alone would mislead where a carer does.
        Recorded::Given(YesNoPartly::No) if carers_meet_it => Some(page.say("will_meet.carer")),
        other => sentence(page, "will_meet", other),
    });
    if need.power_s19 == Some(true) {
        story.push(page.say("needs.power_s19"));
    }
    let asked = need.la_will_meet != Recorded::Given(YesNoPartly::No);
    story.extend(
        need.dp_possible
            .filter(|possible| *possible || asked)
            .map(|possible| page.say(if possible { "needs.dp_yes" } else { "needs.dp_no" })),
    );
    if need.fluctuates == Some(true) {
        story.push(page.say("needs.fluctuates"));
    }
    story
}

/// One sentence for a recorded answer, "not recorded" too.
fn sentence(page: &Page<'_>, family: &str, answer: &Recorded<YesNoPartly>) -> Option<Words> {
    match answer {
        Recorded::Given(answer) => Some(words(&page.wording.name_of(family, answer))),
        Recorded::NotRecorded => Some(page.quiet(&format!("{family}.other"))),
        Recorded::None | Recorded::NotApplicable => None,
    }
}

/// "Support 1 (care at home), Support 3 (technology)"; who provides it stands in the support itself.
fn met_by(page: &Page<'_>, need: &str, supports: &[Support]) -> Option<Fact> {
    let value: Vec<String> = supports
        .iter()
        .enumerate()
        .filter(|(_, support)| support.need_refs.iter().any(|id| id.as_str() == need))
        .map(|(index, support)| {
            let kind = page.wording.name_of("support_kind", &support.kind);
            let number = (index + 1).to_string();
            page.wording.fill("needs.met_by_kind", &[("number", &number), ("kind", &kind)])
        })
        .collect();
    (!value.is_empty()).then(|| page.fact("needs.met_by", words(&value.join(", "))))
}

fn carers(page: &Page<'_>, need: &Need, care: &[InformalCare]) -> Option<Fact> {
    let refs = &need.met_by_carer_refs;
    let need = need.item.id.as_str();
    let parties = care
        .iter()
        .filter(|care| {
            care.need_refs.iter().any(|id| id.as_str() == need)
                || refs.iter().any(|id| {
                    id.as_str() == care.id.as_str() || id.as_str() == care.carer_ref.as_str()
                })
        })
        .map(|care| &care.carer_ref);
    let names = page.names(parties)?;
    Some(page.fact("needs.met_by_carer", words(&names)))
}

/// The name of who provides a support.
pub(super) fn provider_name(page: &Page<'_>, provider: &Provider) -> Option<String> {
    match provider {
        Provider::Party(party) => page.name(party),
        Provider::Named(name) => Some(name.clone()),
    }
}

/// "1 and 3", and whether there are several: links by the numbers that the page shows, to what this
/// copy has and no more.
fn numbers<'i>(
    page: &Page<'_>,
    refs: &[Ref],
    shown: impl Iterator<Item = &'i str>,
) -> Option<(bool, String)> {
    let all: Vec<String> = shown
        .enumerate()
        .filter(|(_, id)| refs.iter().any(|wanted| wanted.as_str() == *id))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    (!all.is_empty()).then(|| (all.len() > 1, page.wording.list(&all)))
}

/// "It helps with needs 1 and 2, and goal 3."
pub(super) fn helps(
    page: &Page<'_>,
    need_refs: &[Ref],
    needs: &Recorded<Vec<Need>>,
    outcome_refs: &[Ref],
    outcomes: &[Outcome],
) -> Option<Words> {
    let say = |found: Option<(bool, String)>, many: &str, one: &str| {
        found.map(|(several, all)| {
            page.wording.fill(if several { many } else { one }, &[("numbers", &all)])
        })
    };
    let needs = needs.given().map_or(&[][..], Vec::as_slice);
    let needs = numbers(page, need_refs, needs.iter().map(|need| need.item.id.as_str()));
    let goals = numbers(page, outcome_refs, outcomes.iter().map(|goal| goal.item.id.as_str()));
    let needs = say(needs, "supports.need_numbers", "supports.need_number");
    let goals = say(goals, "supports.goal_numbers", "supports.goal_number");
    match (needs, goals) {
        (Some(needs), Some(goals)) => {
            Some(page.fill("supports.helps_both", &[("needs", &needs), ("goals", &goals)]))
        }
        (Some(needs), None) => Some(page.fill("supports.helps_needs", &[("needs", &needs)])),
        (None, Some(goals)) => Some(page.fill("supports.helps_goals", &[("goals", &goals)])),
        (None, None) => None,
    }
}
