//! The whole plan, section by section, in the order in which councils print it.

mod about;
mod care;
mod goals;
mod money;
mod needs;
mod people;
mod reviews;
mod safety;
mod supports;
mod week;

use super::data::Section;
use super::page::Page;
use crate::plan::Content;

pub(super) use about::{lists as about_lists, notes as about_notes};
pub(super) use money::independent_section;
pub(super) use people::help;

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
        personal_budget,
        direct_payments,
        dp_discussion,
        charges,
        independent_personal_budget,
        nhs_funding,
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
    let money = money::Money {
        budget: personal_budget,
        payments: direct_payments,
        discussion: dp_discussion.as_ref(),
        charges,
        independent: independent_personal_budget.as_ref(),
        nhs: nhs_funding.as_ref(),
    };
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
    let sections = [
        about::section(page, about_me.as_ref()),
        goals::wishes(page, carer_wishes.as_ref()),
        goals::section(page, outcomes),
        needs::section(page, needs, outcomes, supports, informal_care),
        supports::section(page, supports, needs, outcomes),
        week::section(page, supports),
        care::section(page, informal_care, needs),
        money::section(page, &money, needs),
        safety::risks(page, risks, safeguarding_note.as_ref(), protection_property.as_ref()),
        safety::contingency(page, contingency),
        safety::conclusion(page, safeguarding_conclusion),
        safety::advice(page, information_advice),
        people::section(page, &involved),
        people::others(page, &others),
        people::agreement(page, agreement, sign_off),
        people::disagreements(page, disagreements),
        reviews::section(page, &follow_up),
        people::asked(page),
        people::help(page, help),
        people::contacts(page),
        people::copies(page),
    ];
    sections.into_iter().flatten().collect()
}
