//! Unpaid care: what each carer does, and whether they are willing and able.

use super::needs::helps;
use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::page::{Page, facts, section as section_of, told_together, words};
use crate::plan::{InformalCare, Need, Recorded};

pub(super) fn section(
    page: &Page<'_>,
    care: &Recorded<Vec<InformalCare>>,
    needs: &Recorded<Vec<Need>>,
) -> Option<Section> {
    if !page.disclosure.regime.is_carer() {
        page.ask_at_the_end(care, "care.none", "care.not_recorded");
    }
    let mut blocks = Vec::new();
    for care in care.given().into_iter().flatten() {
        blocks.push(card(page, care, needs));
    }
    let heading =
        if page.disclosure.regime.is_carer() { "care.heading_carer" } else { "care.heading" };
    section_of("care", page.say(heading), blocks)
}

fn card(page: &Page<'_>, care: &InformalCare, needs: &Recorded<Vec<Need>>) -> Block {
    let InformalCare {
        id,
        carer_ref,
        support_given,
        need_refs,
        willing,
        able,
        willing_until,
        carer_views,
        carer_needs,
        carer_wishes_extent,
        carer_support,
        // A number of the case system.
        carer_plan_ref: _,
        carer_assessment_offered,
        caring_role,
        impact,
        hours_per_week,
        cared_for_ref,
        envelope: _,
    } = care;
    let at = format!("informal_care[{id}]");
    let mut blocks = page.note(caring_role.as_ref(), &format!("{at}.caring_role"));
    blocks.extend(page.note(support_given.as_ref(), &format!("{at}.support_given")));
    blocks.extend(page.note(impact.as_ref(), &format!("{at}.impact")));
    blocks = told_together(blocks);
    let mut rows: Vec<Fact> = Vec::new();
    let cared_for = cared_for_ref.as_ref().and_then(|party| page.name(party));
    rows.extend(cared_for.map(|name| page.fact("care.cared_for", words(&name))));
    rows.extend(hours_per_week.map(|hours| {
        let hours = page.wording.duration(hours * 60);
        page.fact("care.hours", page.fill("supports.each_week", &[("amount", &hours)]))
    }));
    let mut said: Vec<Words> = Vec::new();
    for (family, answer) in [("willing", willing), ("able", able)] {
        said.extend(answer.map(|answer| words(&page.wording.name_of(family, &answer))));
    }
    said.extend(carer_assessment_offered.map(|offered| {
        page.say(if offered { "care.assessment_offered" } else { "care.assessment_not_offered" })
    }));
    blocks.extend(page.sentences(said));
    blocks = told_together(blocks);
    rows.extend(page.fact_note(
        "care.willing_until",
        willing_until.as_ref(),
        &format!("{at}.willing_until"),
    ));
    rows.extend(page.fact_note("care.views", carer_views.as_ref(), &format!("{at}.carer_views")));
    rows.extend(page.fact_note("care.needs", carer_needs.as_ref(), &format!("{at}.carer_needs")));
    rows.extend(page.fact_note(
        "care.wishes_extent",
        carer_wishes_extent.as_ref(),
        &format!("{at}.carer_wishes_extent"),
    ));
    let supports: Vec<_> = carer_support
        .iter()
        .flat_map(|support| {
            let what = page.note_lines(Some(&support.what), &format!("{at}.carer_support.what"));
            what.into_iter().chain(
                page.note_lines(support.outcome.as_ref(), &format!("{at}.carer_support.outcome")),
            )
        })
        .collect();
    if !supports.is_empty() {
        rows.push(Fact { label: page.say("care.support"), value: supports });
    }
    blocks.extend(facts(rows));
    blocks.extend(page.sentences(helps(page, need_refs, needs, &[], &[]).into_iter().collect()));
    let heading = if carer_ref.as_str() == page.disclosure.subject.id.as_str() {
        page.say("care.your_caring")
    } else {
        page.name_and_part(carer_ref).unwrap_or_else(|| page.say("care.a_carer"))
    };
    Block::Card { heading, label: None, tone: "plain".into(), blocks }
}
