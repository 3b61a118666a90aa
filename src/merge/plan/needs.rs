//! Each need, told as a story: what it is, whether it is eligible, what happens to it.

use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::opening::unbroken;
use crate::merge::page::{
    Page, facts, paragraph, run_on, section as section_of, told_together, with_capital,
    with_commas, words,
};
use crate::plan::{
    InformalCare, Need, Outcome, Provider, Recorded, Ref, Support, SupportKind, YesNoPartly,
};

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
    let mut stories: Vec<_> =
        needs.iter().map(|need| answers(page, need, carers(page, need, care).is_some())).collect();
    blocks.extend(said_once(page, &mut stories));
    for (index, story) in stories.into_iter().enumerate() {
        let story = story.into_iter().flatten().collect();
        blocks.push(card(page, (needs, index), story, supports, outcomes, care));
    }
    section_of("needs", page.say("needs.heading"), blocks)
}

/// What holds for most needs is said once, before them, and taken from them: a reader of ten needs
/// would meet it ten times. A need that differs says so itself.
fn said_once(page: &Page<'_>, stories: &mut [Answers]) -> Option<Block> {
    let all = stories.len();
    if all < 2 {
        return None;
    }
    let mut once: Answers = Default::default();
    let mut exceptions = false;
    for (at, said) in once.iter_mut().enumerate() {
        let given: Vec<&Words> = stories.iter().filter_map(|story| story[at].as_ref()).collect();
        let times = |words: &Words| given.iter().filter(|other| **other == words).count();
        let Some(usual) = given.iter().max_by_key(|words| times(words)) else { continue };
        let (usual, times) = ((*usual).clone(), times(usual));
        // What a need is silent about must not be said of it.
        if given.len() < all || times * 3 < all * 2 {
            continue;
        }
        exceptions |= times < all;
        for story in stories.iter_mut().filter(|story| story[at].as_ref() == Some(&usual)) {
            story[at] = None;
        }
        *said = Some(usual);
    }
    let key = if exceptions { "needs.for_most" } else { "needs.for_each" };
    let sentences: Vec<Words> = once.into_iter().flatten().collect();
    (!sentences.is_empty())
        .then(|| run_on(std::iter::once(page.say(key)).chain(sentences).collect()))
        .flatten()
        .map(paragraph)
}

fn card(
    page: &Page<'_>,
    (needs, index): (&[Need], usize),
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
    } = &needs[index];
    let at = format!("needs[{}]", item.id);
    let mut blocks = page.item(item, "needs");
    blocks.extend(page.note(wellbeing_impact.as_ref(), &format!("{at}.wellbeing_impact")));
    blocks = told_together(blocks);
    let mut story =
        page.note_lines(eligibility_extent.as_ref(), &format!("{at}.eligibility_extent"));
    story.extend(answers);
    // One of them heads it: a heading of three would be a paragraph.
    let names: Vec<_> =
        domains.iter().map(|domain| page.wording.name_of("domain", domain)).collect();
    if let [_, others @ ..] = names.as_slice()
        && !others.is_empty()
    {
        let others = page.wording.list(others);
        story.push(page.fill("needs.also_about", &[("domains", &others)]));
    }
    blocks.extend(run_on(story).map(paragraph));
    let mut rows = Vec::new();
    rows.extend(wanted(page, outcome_refs, outcomes, &needs[..index]));
    rows.extend(met_by(page, item.id.as_str(), supports));
    rows.extend(carers(page, &needs[index], care));
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
    let number = (index + 1).to_string();
    let heading = match names.first() {
        None => page.fill("needs.number", &[("number", &number)]),
        Some(domain) => page.fill("needs.number_about", &[("number", &number), ("domain", domain)]),
    };
    Block::Card { heading, label: None, tone: "plain".into(), blocks }
}

/// A sentence for each question about a need.
type Answers = [Option<Words>; 5];

/// Whether the law gives a right to support, whether the council meets the need, and the like.
fn answers(page: &Page<'_>, need: &Need, carers_meet_it: bool) -> Answers {
    let will_meet = match &need.la_will_meet {
        // "We will not meet it" alone would mislead where a carer does.
        Recorded::Given(YesNoPartly::No) if carers_meet_it => Some(page.say("will_meet.carer")),
        other => sentence(page, "will_meet", other),
    };
    let asked = need.la_will_meet != Recorded::Given(YesNoPartly::No);
    let payment = need
        .dp_possible
        .filter(|possible| *possible || asked)
        .map(|possible| page.say(if possible { "needs.dp_yes" } else { "needs.dp_no" }));
    [
        sentence(page, "eligible", &need.eligible),
        will_meet,
        (need.power_s19 == Some(true)).then(|| page.say("needs.power_s19")),
        payment,
        (need.fluctuates == Some(true)).then(|| page.say("needs.fluctuates")),
    ]
}

/// One sentence for a recorded answer, "not recorded" too.
fn sentence(page: &Page<'_>, family: &str, answer: &Recorded<YesNoPartly>) -> Option<Words> {
    match answer {
        Recorded::Given(answer) => Some(words(&page.wording.name_of(family, answer))),
        Recorded::NotRecorded => Some(page.quiet(&format!("{family}.other"))),
        Recorded::None | Recorded::NotApplicable => None,
    }
}

/// What the person wants, in their words, with the number under which the goal is told whole. What an
/// earlier need has said already is only named.
fn wanted(page: &Page<'_>, refs: &[Ref], outcomes: &[Outcome], earlier: &[Need]) -> Option<Fact> {
    let mut value: Vec<Words> = Vec::new();
    for (index, goal) in outcomes.iter().enumerate() {
        let is_this = |id: &Ref| id.as_str() == goal.item.id.as_str();
        if !refs.iter().any(is_this) {
            continue;
        }
        let number = (index + 1).to_string();
        let before = earlier.iter().position(|need| need.outcome_refs.iter().any(is_this));
        if let Some(before) = before {
            let need = (before + 1).to_string();
            value.push(page.fill("needs.goal_again", &[("number", &number), ("need", &need)]));
        } else if let Some(mut line) = page.item_line(&goal.item, "outcomes") {
            line.extend(words(" "));
            line.extend(unbroken(&page.wording.fill("needs.goal", &[("number", &number)])));
            value.push(line);
        }
    }
    (!value.is_empty()).then(|| Fact { label: page.say("needs.wanted"), value })
}

/// "Care at home: Hollybank Home Care (paid by the council), 12 visits each week (support 1)": what
/// happens, who does it, how often and who pays, a line each. The support itself says it whole.
fn met_by(page: &Page<'_>, need: &str, supports: &[Support]) -> Option<Fact> {
    let value: Vec<Words> = supports
        .iter()
        .enumerate()
        .filter(|(_, support)| support.need_refs.iter().any(|id| id.as_str() == need))
        .map(|(index, support)| {
            let mut happens = with_capital(&page.wording.name_of("support_kind", &support.kind));
            let who = support.who_provides.given().filter(|_| !page.compact());
            if let Some(who) = who.and_then(|who| provided(page, support, who)) {
                let both = [("what", happens.as_str()), ("who", who.as_str())];
                happens = page.wording.fill("needs.what_by", &both);
            }
            let mut line = vec![words(&happens)];
            // In a small plan the support itself stands just below.
            let often = super::supports::visits(page, support).filter(|_| !page.compact());
            line.extend(often);
            let mut line = with_commas(line);
            line.extend(words(" "));
            let number = (index + 1).to_string();
            line.extend(unbroken(&page.wording.fill("needs.support", &[("number", &number)])));
            line
        })
        .collect();
    (!value.is_empty()).then(|| Fact { label: page.say("needs.met_by"), value })
}

/// "Hollybank Home Care (paid by the council)".
pub(super) fn provided(page: &Page<'_>, support: &Support, provider: &Provider) -> Option<String> {
    let name = provider_name(page, provider)?;
    Some(match &support.provider_type {
        // The kind of such support says already who arranges it.
        Some(_) if support.kind == SupportKind::DirectPaymentPurchase => name,
        Some(kind) => {
            let kind = page.wording.name_of("provider_type", kind);
            page.wording.fill("supports.who_and_type", &[("name", &name), ("type", &kind)])
        }
        None => name,
    })
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
