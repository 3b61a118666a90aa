//! ENG-04, ENG-05: what the person wants to achieve and how support helps; what a carer wishes.

use super::{CARERS, items, says, will_be_met};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Content, Need, Note, Recorded};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-04",
        why: "A plan is for what the person wants from life, not for tasks. It must say what they \
              want to achieve and how support could help, so that a review can tell whether it \
              did.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "outcomes: [{id: o1, text: I want to eat a hot meal every day., \
                   voice: first_person}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "outcomes: [{id: o1, text: I want to eat a hot meal every day., \
                   voice: first_person, how_support_helps: The worker cooks with you.}]",
            beside: &[],
        },
        judge: outcomes_not_said,
    },
    Check {
        rule: "ENG-05",
        why: "A carer has a life beside caring. The plan must record what they wish about caring, \
              work, learning and free time, even if the answer is that there is nothing to record.",
        regimes: CARERS,
        documents: PLANS,
        fails: Example {
            sound: "england_carer",
            with: "carer_wishes: {caring: I want to go on caring in the daytime., work: none, \
                   recreation: I want to swim again.}",
            beside: &[],
        },
        passes: Example {
            sound: "england_carer",
            with: "carer_wishes: {caring: I want to go on caring in the daytime., work: none, \
                   education_training: none, recreation: I want to swim again.}",
            beside: &[],
        },
        judge: wishes_not_said,
    },
];

/// Judged as a whole: the law asks that the plan says it, not that every outcome does. What single
/// outcomes and needs lack is for the log.
fn outcomes_not_said(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let Recorded::Given(outcomes) = &content.outcomes else {
        findings.add("outcomes", "the plan doesn't say what the person wants to achieve");
        return;
    };
    if !outcomes.iter().any(|outcome| says(outcome.how_support_helps.as_ref())) {
        findings.add("outcomes", "no outcome says how support helps towards it");
        return;
    }
    for (index, outcome) in outcomes.iter().enumerate() {
        if !says(outcome.how_support_helps.as_ref()) {
            findings.add_info(
                format!("outcomes[{index}]"),
                format!("outcome {} doesn't say how support helps towards it", index + 1),
            );
        }
    }
    for (index, need) in items(&content.needs) {
        if will_be_met(need) && !leads_to_an_outcome(content, need) {
            findings.add_info(
                format!("needs[{index}]"),
                format!("need {} is linked with no outcome", index + 1),
            );
        }
    }
}

/// By its own reference, or by a support for both.
fn leads_to_an_outcome(content: &Content, need: &Need) -> bool {
    !need.outcome_refs.is_empty()
        || items(&content.supports).any(|(_, support)| {
            !support.outcome_refs.is_empty()
                && support.need_refs.iter().any(|one| one.as_str() == need.item.id.as_str())
        })
}

fn wishes_not_said(case: &Case<'_>, findings: &mut Findings) {
    let Some(wishes) = &case.content().carer_wishes else {
        findings.add("carer_wishes", "the plan doesn't say what the carer wishes");
        return;
    };
    let asked = [
        ("caring", &wishes.caring),
        ("work", &wishes.work),
        ("education_training", &wishes.education_training),
        ("recreation", &wishes.recreation),
    ];
    for (key, wish) in asked {
        if !is_answered(wish) {
            findings.add(
                format!("carer_wishes.{key}"),
                format!("`{key}` of the carer's wishes is not recorded"),
            );
        }
    }
}

fn is_answered(wish: &Recorded<Note>) -> bool {
    match wish {
        Recorded::Given(note) => says(Some(note)),
        Recorded::None | Recorded::NotApplicable => true,
        Recorded::NotRecorded => false,
    }
}
