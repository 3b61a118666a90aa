//! Staying safe, emergencies, what an enquiry found, and advice.

use crate::merge::data::{Block, Fact, Section, Words};
use crate::merge::opening::unbroken;
use crate::merge::page::{
    Page, facts, paragraph, run_on, section as section_of, told_together, with_commas, words,
};
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
    if page.is_providers() {
        blocks.extend(page.absent(risks, "risks.none", "risks.not_recorded"));
    } else {
        page.ask_at_the_end(risks, "risks.none", "risks.not_recorded");
    }
    for (index, risk) in risks.given().into_iter().flatten().enumerate() {
        let Risk {
            item,
            likelihood,
            impact,
            who_at_risk,
            actions,
            owner,
            review_on,
            accepted_by_person,
        } = risk;
        let at = format!("risks[{}]", item.id);
        let mut inside = page.item(item, "risks");
        let mut rows = Vec::new();
        rows.extend(page.fact_note(
            "risks.who",
            who_at_risk.as_ref(),
            &format!("{at}.who_at_risk"),
        ));
        let levels = [("likelihood", likelihood), ("impact", impact)];
        let levels = levels.into_iter().filter_map(|(family, level)| {
            level.map(|level| words(&page.wording.name_of(family, &level)))
        });
        inside.extend(page.sentences(levels.collect()));
        rows.extend(page.fact_note("risks.actions", actions.as_ref(), &format!("{at}.actions")));
        let owner = owner.as_ref().and_then(|party| page.who(party));
        rows.extend(again(page, "risks.owner", owner, *review_on));
        if *accepted_by_person == Some(true) {
            rows.push(page.fact("risks.your_choice", page.say("risks.accepted")));
        }
        inside = told_together(inside);
        inside.extend(facts(rows));
        blocks.push(Block::Card {
            heading: page.fill("risks.number", &[("number", &(index + 1).to_string())]),
            label: None,
            tone: "warning".into(),
            blocks: inside,
        });
    }
    let property = page.note(property, "protection_property");
    if !property.is_empty() {
        blocks.push(Block::Part { heading: page.say("risks.property"), blocks: property });
    }
    section_of("risks", page.say("risks.heading"), blocks)
}

/// A fact, and when it is looked at again: in one line, or that day alone.
fn again(
    page: &Page<'_>,
    key: &str,
    value: Option<Words>,
    on: Option<jiff::civil::Date>,
) -> Option<Fact> {
    match (value, on) {
        (Some(value), Some(on)) => {
            let again = page.fill("risks.looked_at_again", &[("date", &page.wording.date(on))]);
            run_on(vec![page.opens(value), again]).map(|value| page.fact(key, value))
        }
        (Some(value), None) => Some(page.fact(key, value)),
        (None, Some(on)) => Some(page.fact("risks.review_on", words(&page.wording.date(on)))),
        (None, None) => None,
    }
}

pub(super) fn contingency(page: &Page<'_>, all: &Recorded<Vec<Contingency>>) -> Option<Section> {
    let mut blocks = Vec::new();
    // Who provides care looks for it there.
    if page.is_providers() {
        blocks.extend(page.absent(all, "contingency.none", "contingency.not_recorded"));
    } else {
        page.ask_at_the_end(all, "contingency.none", "contingency.not_recorded");
    }
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
                let mut line = page.who(party)?;
                if let Some(phone) =
                    page.disclosure.person(party).and_then(|person| person.phones.first())
                {
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
        rows.extend(page.fact_note(
            "contingency.early_warning",
            early_warning.as_ref(),
            &format!("{at}.early_warning"),
        ));
        rows.extend(page.fact_note("contingency.coping", coping.as_ref(), &format!("{at}.coping")));
        rows.extend(page.fact_note(
            "contingency.medicines",
            medicines_equipment.as_ref(),
            &format!("{at}.medicines_equipment"),
        ));
        rows.extend(
            page.names(agreed_with)
                .map(|names| page.fact("contingency.agreed_with", words(&names))),
        );
        let updated = updated_on.map(|date| words(&page.wording.date(date)));
        rows.extend(again(page, "contingency.updated_on", updated, *review_on));
        inside.extend(facts(rows));
        let heading = page.note_line(trigger, &format!("{at}.trigger"));
        blocks.push(Block::Card {
            heading: heading.unwrap_or_else(|| page.say("contingency.something")),
            label: None,
            tone: "emergency".into(),
            blocks: inside,
        });
    }
    section_of("contingency", page.say("contingency.heading"), blocks)
}

pub(super) fn conclusion(
    page: &Page<'_>,
    conclusion: &Recorded<SafeguardingConclusion>,
) -> Option<Section> {
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
        blocks.push(paragraph(page.say("conclusion.open")));
    }
    blocks.extend(page.note(conclusion.as_ref(), "safeguarding_conclusion.conclusion"));
    let date =
        concluded_on.map(|date| page.fact("conclusion.date", words(&page.wording.date(date))));
    blocks.extend(facts(date.into_iter().collect()));
    section_of("conclusion", page.say("conclusion.heading"), blocks)
}

pub(super) fn advice(page: &Page<'_>, advice: &Recorded<Vec<Advice>>) -> Option<Section> {
    page.ask_at_the_end(advice, "advice.none", "advice.not_recorded");
    let mut blocks = Vec::new();
    // Advice that was given in one go has its day once.
    let days: Vec<_> = advice.given().into_iter().flatten().map(|advice| advice.given_on).collect();
    let one_day =
        days.first().copied().flatten().filter(|day| days.iter().all(|other| *other == Some(*day)));
    for purpose in [AdvicePurpose::MeetOrReduce, AdvicePurpose::PreventOrDelay] {
        let mut inside = Vec::new();
        for advice in
            advice.given().into_iter().flatten().filter(|advice| advice.purpose == purpose)
        {
            let Advice { item, purpose: _, source, url, phone, given_on } = advice;
            inside.extend(page.item(item, "information_advice"));
            let source = source.as_ref().and_then(|source| {
                page.note_line(source, &format!("information_advice[{}].source", item.id))
            });
            let label = match (&source, phone) {
                (None, Some(_)) => "contact.phone",
                (None, None) => "contact.web",
                _ => "advice.source",
            };
            let reach: Vec<Words> = source
                .into_iter()
                .chain(phone.as_ref().map(|phone| unbroken(phone)))
                .chain(url.as_ref().map(|url| words(url)))
                .collect();
            let mut rows = Vec::new();
            if !reach.is_empty() {
                rows.push(page.fact(label, with_commas(reach)));
            }
            let day = given_on.filter(|_| one_day.is_none());
            rows.extend(
                day.map(|date| page.fact("advice.given_on", words(&page.wording.date(date)))),
            );
            inside.extend(facts(rows));
        }
        if !inside.is_empty() {
            let heading = words(&page.wording.name_of("advice_purpose", &purpose));
            blocks.push(Block::Part { heading, blocks: inside });
        }
    }
    blocks.extend(one_day.map(|day| {
        paragraph(page.fill("advice.all_given_on", &[("date", &page.wording.date(day))]))
    }));
    section_of("advice", page.say("advice.heading"), blocks)
}
