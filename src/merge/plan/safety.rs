//! Staying safe, emergencies, what an enquiry found, and advice.

use crate::merge::data::{Block, Fact, Section};
use crate::merge::opening::unbroken;
use crate::merge::page::{Page, facts, section as section_of, words};
use crate::plan::{
    Advice, AdvicePurpose, Contingency, Note, Recorded, Risk, SafeguardingConclusion,
};

pub(super) fn risks(
    page: &Page<'_>,
    risks: &Recorded<Vec<Risk>>,
    note: Option<&Note>,
    property: Option<&Note>,
) -> Option<Section> {
    let mut blocks = page.note(note, "safeguarding_note");
    page.ask_at_the_end(risks, "risks.none", "risks.not_recorded");
    for (index, risk) in risks.given().into_iter().flatten().enumerate() {
        let Risk { item, likelihood, impact, who_at_risk, actions, owner, review_on, accepted_by_person } = risk;
        let at = format!("risks[{}]", item.id);
        let mut inside = page.item(item, "risks");
        let mut rows = Vec::new();
        rows.extend(page.fact_note("risks.who", who_at_risk.as_ref(), &format!("{at}.who_at_risk")));
        let level = |key: &str, level: &Option<crate::plan::Level>| {
            level.map(|level| page.fact(key, words(&page.wording.name_of("level", &level))))
        };
        rows.extend(level("risks.likelihood", likelihood));
        rows.extend(level("risks.impact", impact));
        rows.extend(page.fact_note("risks.actions", actions.as_ref(), &format!("{at}.actions")));
        rows.extend(owner.as_ref().and_then(|party| page.name_and_part(party)).map(|name| page.fact("risks.owner", name)));
        rows.extend(review_on.map(|date| page.fact("risks.review_on", words(&page.wording.date(date)))));
        if *accepted_by_person == Some(true) {
            rows.push(page.fact("risks.your_choice", page.say("risks.accepted")));
        }
        inside.extend(facts(rows));
        blocks.push(Block::Card {
            heading: page.fill("risks.number", &[("number", &(index + 1).to_string())]),
            label: None,
            tone: "plain".into(),
            blocks: inside,
        });
    }
    let property = page.note(property, "protection_property");
    if !property.is_empty() {
        blocks.push(Block::Part { heading: page.say("risks.property"), blocks: property });
    }
    section_of("risks", page.say("risks.heading"), blocks)
}

pub(super) fn contingency(page: &Page<'_>, all: &Recorded<Vec<Contingency>>) -> Option<Section> {
    page.ask_at_the_end(all, "contingency.none", "contingency.not_recorded");
    let mut blocks = Vec::new();
    for contingency in all.given().into_iter().flatten() {
        let Contingency {
            item,
            trigger,
            contacts,
            early_warning,
            coping,
            medicines_equipment,
            agreed_with,
            updated_on,
            review_on,
        } = contingency;
        let at = format!("contingency[{}]", item.id);
        let mut inside = page.item(item, "contingency");
        let ring: Vec<_> = contacts
            .iter()
            .filter_map(|party| {
                let mut line = page.name_and_part(party)?;
                if let Some(phone) = page.disclosure.person(party).and_then(|person| person.phones.first()) {
                    line.extend(words(": "));
                    line.extend(unbroken(phone));
                }
                Some(line)
            })
            .collect();
        let mut rows = Vec::new();
        if !ring.is_empty() {
            rows.push(Fact { label: page.say("contingency.ring"), value: ring });
        }
        rows.extend(page.fact_note("contingency.early_warning", early_warning.as_ref(), &format!("{at}.early_warning")));
        rows.extend(page.fact_note("contingency.coping", coping.as_ref(), &format!("{at}.coping")));
        rows.extend(page.fact_note("contingency.medicines", medicines_equipment.as_ref(), &format!("{at}.medicines_equipment")));
        rows.extend(page.names(agreed_with).map(|names| page.fact("contingency.agreed_with", words(&names))));
        rows.extend(updated_on.map(|date| page.fact("contingency.updated_on", words(&page.wording.date(date)))));
        rows.extend(review_on.map(|date| page.fact("contingency.review_on", words(&page.wording.date(date)))));
        inside.extend(facts(rows));
        let heading = page.note_line(trigger, &format!("{at}.trigger"));
        blocks.push(Block::Card {
            heading: heading.unwrap_or_else(|| page.say("contingency.something")),
            label: None,
            tone: "plain".into(),
            blocks: inside,
        });
    }
    section_of("contingency", page.say("contingency.heading"), blocks)
}

pub(super) fn conclusion(page: &Page<'_>, conclusion: &Recorded<SafeguardingConclusion>) -> Option<Section> {
    let SafeguardingConclusion {
        // The enquiry's number is for the file.
        enquiry_ref: _,
        enquiry_open,
        conclusion,
        concluded_on,
        withhold_text_variant: _,
        envelope: _,
    } = conclusion.given()?;
    let mut blocks = Vec::new();
    if *enquiry_open == Some(true) {
        blocks.push(crate::merge::page::paragraph(page.say("conclusion.open")));
    }
    blocks.extend(page.note(conclusion.as_ref(), "safeguarding_conclusion.conclusion"));
    let date = concluded_on.map(|date| page.fact("conclusion.date", words(&page.wording.date(date))));
    blocks.extend(facts(date.into_iter().collect()));
    section_of("conclusion", page.say("conclusion.heading"), blocks)
}

pub(super) fn advice(page: &Page<'_>, advice: &Recorded<Vec<Advice>>) -> Option<Section> {
    page.ask_at_the_end(advice, "advice.none", "advice.not_recorded");
    let mut blocks = Vec::new();
    for purpose in [AdvicePurpose::MeetOrReduce, AdvicePurpose::PreventOrDelay] {
        let mut inside = Vec::new();
        for advice in advice.given().into_iter().flatten().filter(|advice| advice.purpose == purpose) {
            let Advice { item, purpose: _, source, url, phone, given_on } = advice;
            inside.extend(page.item(item, "information_advice"));
            let mut rows = Vec::new();
            rows.extend(page.fact_note("advice.source", source.as_ref(), &format!("information_advice[{}].source", item.id)));
            rows.extend(phone.as_ref().map(|phone| page.fact("contact.phone", unbroken(phone))));
            rows.extend(url.as_ref().map(|url| page.fact("contact.web", words(url))));
            rows.extend(given_on.map(|date| page.fact("advice.given_on", words(&page.wording.date(date)))));
            inside.extend(facts(rows));
        }
        if !inside.is_empty() {
            let heading = words(&page.wording.name_of("advice_purpose", &purpose));
            blocks.push(Block::Part { heading, blocks: inside });
        }
    }
    section_of("advice", page.say("advice.heading"), blocks)
}
