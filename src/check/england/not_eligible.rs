//! ENG-26: what becomes of a need that the council does not meet.

use super::{items, says, will_be_met};
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{Need, Recorded, YesNoPartly};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "ENG-26",
    why: "A need that isn't eligible is still a need. The plan tells the person what they can do \
          about it: who helps, where to ask, what it costs. Else the assessment ends in nothing.",
    regimes: ENGLAND,
    documents: PLANS,
    fails: Example {
        sound: "england_adult",
        with: "needs: [{id: n1, text: You can’t lift hot pans or get into the bath., domains: \
               [nutrition, personal_hygiene], eligible: yes, eligibility_extent: You need help \
               every day., la_will_meet: yes, dp_possible: true, outcome_refs: [o1]}, {id: n2, \
               text: The gate sticks., eligible: no, la_will_meet: no}]",
        beside: &[],
    },
    passes: Example {
        sound: "england_adult",
        with: "needs: [{id: n1, text: You can’t lift hot pans or get into the bath., domains: \
               [nutrition, personal_hygiene], eligible: yes, eligibility_extent: You need help \
               every day., la_will_meet: yes, dp_possible: true, outcome_refs: [o1]}, {id: n2, \
               text: The gate sticks., eligible: no, la_will_meet: no, not_eligible_action: The \
               handyman can mend it.}]",
        beside: &[],
    },
    judge: nothing_said,
}];

fn nothing_said(case: &Case<'_>, findings: &mut Findings) {
    for (index, need) in items(&case.content().needs) {
        if is_left(need) && !is_seen_to(need) {
            findings.add(
                format!("needs[{index}].not_eligible_action"),
                format!("need {} is not eligible, and nothing says what happens to it", index + 1),
            );
        }
    }
}

/// Not eligible, or only in part, and the council doesn't meet it.
fn is_left(need: &Need) -> bool {
    let refused = need.la_will_meet == Recorded::Given(YesNoPartly::No);
    match need.eligible {
        Recorded::Given(YesNoPartly::No) => !will_be_met(need),
        Recorded::Given(YesNoPartly::Partly) => refused,
        _ => false,
    }
}

/// The plan says what can be done, or who meets the need instead.
fn is_seen_to(need: &Need) -> bool {
    says(need.not_eligible_action.as_ref())
        || says(need.met_by_other.as_ref())
        || !need.met_by_carer_refs.is_empty()
}
