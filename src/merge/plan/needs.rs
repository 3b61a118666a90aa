//! Each need, told as a story: what it is, whether it is eligible, what happens to it.

use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::page::{Page, facts, section as section_of, words};
use crate::plan::{
    InformalCare, Need, Outcome, Provider, Recorded, Ref, Support, YesNoPartly,
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
    let outcomes = outcomes.given().map_or(&[][..], Vec::as_slice);
    let care = care.given().map_or(&[][..], Vec::as_slice);
    for (index, need) in needs.given().into_iter().flatten().enumerate() {
        blocks.push(card(page, need, index + 1, supports, outcomes, care));
    }
    section_of("needs", page.say("needs.heading"), blocks)
}

fn card(
    page: &Page<'_>,
    need: &Need,
    number: usize,
    supports: &[Support],
    outcomes: &[Outcome],
    care: &[InformalCare],
) -> Block {
    let Need {
        item,
        domains,
        eligible,
        eligibility_extent,
        wellbeing_impact,
        la_will_meet,
        power_s19,
        met_by_carer_refs,
        met_by_other,
        dp_possible,
        not_eligible_action,
        fluctuates,
        fluctuation_plan,
        outcome_refs,
    } = need;
    let at = format!("needs[{}]", item.id);
    let mut blocks = page.item(item, "needs");
    blocks.extend(page.note(wellbeing_impact.as_ref(), &format!("{at}.wellbeing_impact")));
    let carers_meet_it = carers(page, item.id.as_str(), met_by_carer_refs, care);
    let mut story = Vec::new();
    story.extend(sentence(page, "eligible", eligible));
    story.extend(match la_will_meet {
        // "We will not meet it" alone would mislead where a carer does.
        Recorded::Given(YesNoPartly::No) if carers_meet_it.is_some() => Some(page.say("will_meet.carer")),
        other => sentence(page, "will_meet", other),
    });
    if *power_s19 == Some(true) {
        story.push(page.say("needs.power_s19"));
    }
    let asked = *la_will_meet != Recorded::Given(YesNoPartly::No);
    story.extend(dp_possible.filter(|possible| *possible || asked).map(|possible| {
        page.say(if possible { "needs.dp_yes" } else { "needs.dp_no" })
    }));
    if *fluctuates == Some(true) {
        story.push(page.say("needs.fluctuates"));
    }
    blocks.extend(page.sentences(story));
    let mut rows = Vec::new();
    rows.extend(page.fact_note("needs.eligibility_extent", eligibility_extent.as_ref(), &format!("{at}.eligibility_extent")));
    rows.extend(met_by(page, item.id.as_str(), supports));
    rows.extend(carers_meet_it);
    rows.extend(page.fact_note("needs.met_by_other", met_by_other.as_ref(), &format!("{at}.met_by_other")));
    rows.extend(page.fact_note("needs.not_eligible_action", not_eligible_action.as_ref(), &format!("{at}.not_eligible_action")));
    rows.extend(page.fact_note("needs.fluctuation_plan", fluctuation_plan.as_ref(), &format!("{at}.fluctuation_plan")));
    rows.extend(numbers(page, "needs.goals", "needs.goal", outcome_refs, outcomes.iter().map(|outcome| outcome.item.id.as_str())));
    blocks.extend(facts(rows));
    let names: Vec<_> = domains.iter().map(|domain| page.wording.name_of("domain", domain)).collect();
    let number = number.to_string();
    let heading = if names.is_empty() {
        page.fill("needs.number", &[("number", &number)])
    } else {
        page.fill("needs.number_about", &[("number", &number), ("domains", &page.wording.list(&names))])
    };
    Block::Card { heading, label: None, tone: "plain".into(), blocks }
}

/// One sentence for a recorded answer, "not recorded" too.
fn sentence(page: &Page<'_>, family: &str, answer: &Recorded<YesNoPartly>) -> Option<Words> {
    match answer {
        Recorded::Given(answer) => Some(words(&page.wording.name_of(family, answer))),
        Recorded::NotRecorded => Some(page.quiet(&format!("{family}.other"))),
        Recorded::None | Recorded::NotApplicable => None,
    }
}

/// "How: Care at home from Larkfield Home Help".
fn met_by(page: &Page<'_>, need: &str, supports: &[Support]) -> Option<Fact> {
    let value: Vec<Words> = supports
        .iter()
        .enumerate()
        .filter(|(_, support)| support.need_refs.iter().any(|id| id.as_str() == need))
        .map(|(index, support)| {
            let kind = page.wording.name_of("support_kind", &support.kind);
            let number = (index + 1).to_string();
            let provider = support.who_provides.given().and_then(|provider| provider_name(page, provider));
            match provider {
                Some(name) => page.fill("needs.met_by_from", &[("number", &number), ("kind", &kind), ("name", &name)]),
                None => page.fill("needs.met_by_kind", &[("number", &number), ("kind", &kind)]),
            }
        })
        .collect();
    (!value.is_empty()).then(|| Fact { label: page.say("needs.met_by"), value })
}

fn carers(page: &Page<'_>, need: &str, refs: &[Ref], care: &[InformalCare]) -> Option<Fact> {
    let parties = care
        .iter()
        .filter(|care| {
            care.need_refs.iter().any(|id| id.as_str() == need)
                || refs.iter().any(|id| id.as_str() == care.id.as_str() || id.as_str() == care.carer_ref.as_str())
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

/// "Goals 1 and 3": links by the numbers that the page shows, to what this copy has and no more.
pub(super) fn numbers<'i>(
    page: &Page<'_>,
    many: &str,
    one: &str,
    refs: &[Ref],
    shown: impl Iterator<Item = &'i str>,
) -> Option<Fact> {
    let numbers: Vec<String> = shown
        .enumerate()
        .filter(|(_, id)| refs.iter().any(|wanted| wanted.as_str() == *id))
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let label = if numbers.len() == 1 { one } else { many };
    Some(page.fact(label, words(&page.wording.list(&numbers))))
}
