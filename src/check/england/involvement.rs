//! ENG-14, ENG-15: everybody took part who must, and had support to.

use super::{PLANS_AND_REVIEWS, says};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Involvement, Party, Regime, Role};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-14",
        why: "The plan is made with the person, not for them; an adult's carers, and anybody whom \
              the person asks for, have a right to be in it. If nobody recorded that they took \
              part, the council can't show it.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "involvement: {involved: [{party_ref: p-ottilie, how: At home.}]}",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "involvement: {involved: [{party_ref: p-ottilie, how: At home.}, {party_ref: \
                   p-rufus, how: By telephone.}]}",
            beside: &[],
        },
        judge: not_involved,
    },
    Check {
        rule: "ENG-15",
        why: "Somebody who would find it very hard to follow or to speak in the planning must have \
              a person beside them who can, or an independent advocate. Without one the plan is \
              not theirs.",
        regimes: ENGLAND,
        documents: PLANS_AND_REVIEWS,
        fails: Example {
            sound: "england_adult",
            with: "advocacy: {substantial_difficulty: true, needed: true}",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "advocacy: {substantial_difficulty: true, needed: false, \
                   appropriate_person_ref: p-rufus}",
            beside: &[],
        },
        judge: nobody_beside_the_person,
    },
];

fn not_involved(case: &Case<'_>, findings: &mut Findings) {
    let Some(involvement) = case.content().involvement.given() else {
        findings.add("involvement", "the plan doesn't say who took part in it");
        return;
    };
    for (index, party) in case.record().parties.iter().enumerate() {
        let Some(who) = must_be_involved(case.record().regime, party) else {
            continue;
        };
        if party.is_subject && took_part_by_word(involvement) || is_listed(involvement, party) {
            continue;
        }
        findings.add(
            format!("parties[{index}].party_id"),
            format!(
                "party {} is {who}, and `involvement` doesn't say that they took part",
                index + 1
            ),
        );
    }
}

/// Section 25(3) and (4). In a carer's plan the adult is asked only where the carer wishes it.
fn must_be_involved(regime: Regime, party: &Party) -> Option<&'static str> {
    let has = |role: Role| party.roles.contains(&role);
    if party.is_subject {
        Some("the person whose plan it is")
    } else if party.date_of_death.is_some() || has(Role::PersonOfConcern) {
        None
    } else if regime == Regime::EnglandAdult && has(Role::Carer) {
        Some("a carer")
    } else if has(Role::PersonSubjectWantsInvolved) {
        Some("somebody whom the person wants involved")
    } else {
        None
    }
}

fn is_listed(involvement: &Involvement, party: &Party) -> bool {
    involvement.involved.iter().any(|one| one.party_ref.as_str() == party.party_id.as_str())
}

/// What the record says of the person's own part beside the list.
fn took_part_by_word(involvement: &Involvement) -> bool {
    says(involvement.subject_level.as_ref()) || involvement.subject_led == Some(true)
}

/// Substantial difficulty in taking part is asked here, not capacity for some other decision. A
/// reason why there is neither is worth having and ends no duty.
fn nobody_beside_the_person(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let Some(advocacy) = &content.advocacy else {
        return;
    };
    let at_review = content.review_record.as_ref().and_then(|review| review.advocate_ref.as_ref());
    if advocacy.substantial_difficulty == Some(true)
        && advocacy.appropriate_person_ref.is_none()
        && advocacy.advocate_ref.is_none()
        && at_review.is_none()
    {
        findings.add(
            "advocacy.substantial_difficulty",
            "the person would find it very hard to take part, and neither an appropriate person \
             nor an advocate is named",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;

    #[test]
    fn the_persons_own_part_may_be_told_in_words() {
        let with = |more: &str| {
            format!("involvement: {{involved: [{{party_ref: p-rufus, how: By letter.}}]{more}}}")
        };
        assert_eq!(fields("england_adult", &with("")), ["ENG-14 parties[0].party_id"]);
        assert!(fields("england_adult", &with(", subject_led: true")).is_empty());
        assert!(fields("england_adult", &with(", subject_level: You chose it all.")).is_empty());
    }

    #[test]
    fn that_nobody_took_part_is_no_answer() {
        assert_eq!(fields("england_adult", "involvement: none"), ["ENG-14 involvement"]);
    }

    #[test]
    fn the_adult_is_in_a_carers_plan_only_if_the_carer_wishes() {
        let with = "involvement: {involved: [{party_ref: p-rufus, how: At the library.}]}";
        assert!(fields("england_carer", with).is_empty());
    }

    #[test]
    fn difficulty_with_some_other_decision_asks_for_no_advocate() {
        let with = "advocacy: {substantial_difficulty: false, needed: true}";
        assert!(fields("england_adult", with).is_empty());
        let reason = "advocacy: {substantial_difficulty: true, why_none: We have asked for one.}";
        assert_eq!(fields("england_adult", reason), ["ENG-15 advocacy.substantial_difficulty"]);
    }
}
