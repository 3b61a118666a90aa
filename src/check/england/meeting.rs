//! ENG-12, ENG-13: how needs are met: by a carer who is willing and able, by a direct payment that
//! the person was told of.

use super::{ADULTS, items, will_be_met};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Content, InformalCare, Need, Willing};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-12",
        why: "A need counts as met by a carer only while that carer is both willing and able. A \
              plan that leans on somebody who can't or won't leaves the person without help, and \
              the carer without a choice.",
        regimes: ADULTS,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "informal_care: [{id: ic1, carer_ref: p-rufus, support_given: A hot meal on \
                   Sundays., need_refs: [n1], willing: yes, able: not_asked}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "informal_care: [{id: ic1, carer_ref: p-rufus, support_given: A hot meal on \
                   Sundays., need_refs: [n1], willing: yes, able: partly}]",
            beside: &[],
        },
        judge: carer_not_asked,
    },
    Check {
        rule: "ENG-13",
        why: "The council must tell the person which of the needs that it will meet could be met \
              by a direct payment. Nobody can choose what they were never told of.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "needs: [{id: n1, text: You can’t lift hot pans or get into the bath., \
                   domains: [nutrition, personal_hygiene], eligible: yes, \
                   eligibility_extent: You need help every day., la_will_meet: yes, \
                   outcome_refs: [o1]}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "needs: [{id: n1, text: You can’t lift hot pans or get into the bath., \
                   domains: [nutrition, personal_hygiene], eligible: yes, \
                   eligibility_extent: You need help every day., la_will_meet: yes, \
                   dp_possible: false, outcome_refs: [o1]}]",
            beside: &[],
        },
        judge: payment_not_told,
    },
];

fn carer_not_asked(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    for (index, care) in items(&content.informal_care) {
        if !is_relied_on(content, care) {
            continue;
        }
        let answers = [("willing", care.willing), ("able", care.able)];
        for (key, answer) in answers {
            let message = match answer {
                Some(Willing::Yes | Willing::Partly) => continue,
                Some(Willing::No) => {
                    format!("a need rests on carer {}, who is not {key}", index + 1)
                }
                Some(Willing::NotAsked) | None => {
                    format!("nobody recorded whether carer {} is {key}", index + 1)
                }
            };
            findings.add(format!("informal_care[{index}].{key}"), message);
        }
    }
    for (index, need) in items(&content.needs) {
        if need.met_by_carer_refs.iter().any(|one| !is_known_care(content, one.as_str())) {
            findings.add(
                format!("needs[{index}].met_by_carer_refs"),
                format!("a carer meets need {}, of whom `informal_care` says nothing", index + 1),
            );
        }
    }
}

/// A need names the carer, or the carer's entry names a need.
fn is_relied_on(content: &Content, care: &InformalCare) -> bool {
    let named_by =
        |need: &Need| need.met_by_carer_refs.iter().any(|one| is_entry(care, one.as_str()));
    !care.need_refs.is_empty() || items(&content.needs).any(|(_, need)| named_by(need))
}

fn is_known_care(content: &Content, id: &str) -> bool {
    items(&content.informal_care).any(|(_, care)| is_entry(care, id))
}

/// By the entry's own id, or by the carer's.
fn is_entry(care: &InformalCare, id: &str) -> bool {
    care.id.as_str() == id || care.carer_ref.as_str() == id
}

fn payment_not_told(case: &Case<'_>, findings: &mut Findings) {
    for (index, need) in items(&case.content().needs) {
        if will_be_met(need) && need.dp_possible.is_none() {
            findings.add_with(
                format!("needs[{index}].dp_possible"),
                format!("need {} doesn't say whether a direct payment could meet it", index + 1),
                "add `dp_possible: true` or `false`, and tell the person",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;

    #[test]
    fn an_unwilling_carer_is_said_at_each_place() {
        let with = "informal_care: [{id: ic1, carer_ref: p-rufus, need_refs: [n1], willing: no}]";
        assert_eq!(
            fields("england_adult", with),
            ["ENG-12 informal_care[0].willing", "ENG-12 informal_care[0].able"]
        );
    }

    #[test]
    fn a_carer_on_whom_no_need_rests_need_not_be_asked() {
        let with = "{informal_care: [{id: ic1, carer_ref: p-rufus}], needs: [{id: n1, text: You \
                    can’t lift pans., domains: [nutrition, toilet], eligible: yes, \
                    eligibility_extent: Every day., la_will_meet: yes, dp_possible: true, \
                    outcome_refs: [o1]}]}";
        assert!(fields("england_adult", with).is_empty());
    }

    #[test]
    fn a_carer_who_is_only_named_by_the_need_is_missed() {
        let with = "{informal_care: none, needs: [{id: n1, text: You can’t lift pans., domains: \
                    [nutrition, toilet], eligible: yes, eligibility_extent: Every day., \
                    la_will_meet: yes, dp_possible: true, outcome_refs: [o1], met_by_carer_refs: \
                    [p-rufus]}]}";
        assert_eq!(fields("england_adult", with), ["ENG-12 needs[0].met_by_carer_refs"]);
    }
}
