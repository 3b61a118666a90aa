//! The whole plan, section by section, in the order in which councils print it.

mod about;
mod care;
mod compact;
mod glance;
mod goals;
mod money;
mod needs;
mod packs;
mod people;
mod reviews;
mod safety;
mod supports;
mod week;

use super::data::{Section, Words};
use super::page::{Page, section as section_of, told_together};
use crate::plan::Content;

pub(super) use about::{lists as about_lists, notes as about_notes, said as about_said};
pub(super) use compact::letter as as_a_letter;
pub(super) use glance::{emergency_at_once, section as glance};
pub(super) use money::independent_section;
pub(super) use people::help;
pub(super) use week::days;

/// The plan's sections. An empty optional one leaves no trace.
pub(super) fn sections(page: &Page<'_>) -> Vec<Section> {
    let Content {
        about_me,
        assessment,
        needs,
        outcomes,
        carer_wishes,
        supports,
        informal_care,
        // Told together, see `Money`.
        personal_budget: _,
        direct_payments: _,
        dp_discussion: _,
        charges: _,
        independent_personal_budget: _,
        nhs_funding: _,
        information_advice,
        risks,
        contingency,
        disagreements,
        safeguarding_conclusion,
        safeguarding_note,
        protection_property,
        involvement,
        prepared_by,
        advocacy,
        agreement,
        sign_off,
        named_coordinator,
        responsible,
        monitoring_arrangements,
        roles_and_responsibilities,
        resources,
        other_plans_checked,
        linked_plans,
        lead_organisation,
        lead_professional,
        // For the council's files: it tells the reader nothing.
        information_sharing_protocol_ref: _,
        review_plan,
        // These are documents of their own.
        review_record: _,
        closure_statement: _,
        decision_letter: _,
        help,
        standard_text,
    } = &page.disclosure.content;
    let money = money::Money::of(&page.disclosure.content);
    let involved = people::Involved {
        involvement,
        prepared_by: prepared_by.as_ref(),
        assessment: assessment.as_ref(),
        advocacy: advocacy.as_ref(),
    };
    let others = people::Others {
        linked: linked_plans,
        checked: *other_plans_checked,
        lead_organisation: lead_organisation.as_ref(),
        lead_professional: lead_professional.as_ref(),
    };
    let follow_up = reviews::FollowUp {
        review: review_plan,
        responsible,
        coordinator: named_coordinator.as_ref(),
        monitoring: monitoring_arrangements,
        roles: roles_and_responsibilities,
        resources,
        standard_text: standard_text.as_ref(),
    };
    let mut sections: Vec<Option<Section>> = vec![
        about::section(page, about_me.as_ref()),
        goals::wishes(page, carer_wishes.as_ref()),
        goals::section(page, outcomes),
        needs::section(page, needs, outcomes, supports, informal_care),
        supports::section(page, supports, needs, outcomes),
        supports::of_others(page, supports, needs, outcomes),
        week::section(page, supports),
        care::section(page, informal_care, needs),
        money::section(page, &money, needs),
    ];
    let mut safety = vec![
        safety::risks(page, risks, safeguarding_note.as_ref(), protection_property.as_ref()),
        safety::contingency(page, contingency),
        safety::conclusion(page, safeguarding_conclusion),
        safety::advice(page, information_advice),
    ];
    let made = people::section(page, &involved);
    let others = people::others(page, &others);
    let agreed = people::agreement(page, agreement, sign_off);
    let disagreed = people::disagreements(page, disagreements);
    let follow_up = reviews::section(page, &follow_up);
    let asked = people::asked(page);
    let help = people::help(page, help);
    let contacts = people::contacts(page);
    let copies = if page.is_to_sign() { people::copies(page) } else { None };
    if page.compact() {
        // About the person, and what they want: the first three.
        let first: Vec<_> = sections.drain(..3).collect();
        if first.iter().flatten().map(|section| section.blocks.len()).sum::<usize>() <= 4 {
            sections.insert(0, one_section("about-me", page.say("compact.about_you"), first));
        } else {
            sections.splice(0..0, first);
        }
        // A small plan closes like a letter: how it was made and goes on, then whom to turn to.
        let about_plan = one_section(
            "about-plan",
            page.say("compact.about_plan"),
            vec![made, agreed, follow_up, asked],
        );
        let turn_to = page.say("compact.turn_to");
        // What little there is about risks, emergencies and advice has one heading.
        let long: usize = safety.iter().flatten().map(|section| section.blocks.len()).sum();
        if long <= 4 {
            safety = vec![one_section("safety", page.say("compact.safety"), safety)];
        }
        sections.append(&mut safety);
        sections.extend([others, disagreed, about_plan]);
        sections.push(one_section("help", turn_to, vec![help, contacts, copies]));
        let sections = sections.into_iter().flatten().collect();
        return compact::running_text(page, sections);
    }
    sections.append(&mut safety);
    sections.extend([made, others, agreed, disagreed, follow_up, asked, help, contacts, copies]);
    packs::in_order(page, sections.into_iter().flatten().collect())
}

/// Sections as one, under a heading of their own.
fn one_section(id: &str, heading: Words, sections: Vec<Option<Section>>) -> Option<Section> {
    let blocks = sections.into_iter().flatten().flat_map(|section| section.blocks).collect();
    section_of(id, heading, told_together(blocks))
}
