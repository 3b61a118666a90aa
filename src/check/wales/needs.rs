//! WAL-01: the eligible needs.

use super::{is_yes, needs};
use crate::check::{Case, Check, Example, Findings, PLANS, WALES};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-01",
    why: "The plan must describe each eligible need. Without that nobody can tell later what the \
          care was for, or whether it was enough.",
    regimes: WALES,
    documents: PLANS,
    fails: Example {
        sound: "wales_adult",
        with: "{needs: [{id: n1, text: You can’t get into the bath., outcome_refs: [o1]}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{needs: [{id: n1, text: You can’t get into the bath., eligible: yes, outcome_refs: \
               [o1]}]}",
        beside: &[],
    },
    judge: eligible_needs,
}];

fn eligible_needs(case: &Case<'_>, findings: &mut Findings) {
    let needs = needs(case.content());
    if needs.is_empty() {
        findings.add("needs", "the plan records no need");
        return;
    }
    let mut unanswered = false;
    for (number, need) in needs.iter().enumerate() {
        let name = number + 1;
        if need.item.text.is_empty() {
            findings.add(format!("needs[{number}].text"), format!("need {name} has no words"));
        }
        if need.eligible.is_not_recorded() {
            unanswered = true;
            findings.add_with(
                format!("needs[{number}].eligible"),
                format!("need {name} doesn't say whether it is eligible"),
                "add `eligible`: `yes`, `no` or `partly`",
            );
        }
    }
    // A council may meet a need that is not eligible; the plan then describes that one.
    let described = needs.iter().any(|need| is_yes(&need.eligible) || is_yes(&need.la_will_meet));
    if !described && !unanswered {
        findings.add("needs", "no need of the plan is eligible");
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    fn fields(with: &str) -> Vec<String> {
        let found = found("wales_adult", with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "WAL-01");
        own.map(|finding| finding.field).collect()
    }

    #[test]
    fn each_need_is_looked_at() {
        assert_eq!(fields("{needs: none}"), ["needs"]);
        let with = "{needs: [{id: n1, text: A, eligible: partly}, {id: n2, text: B}, {id: n3, \
                    eligible: no}]}";
        assert_eq!(fields(with), ["needs[1].eligible", "needs[2].text"]);
    }

    #[test]
    fn a_plan_of_needs_that_are_not_eligible_describes_what_the_council_meets() {
        let with = "{needs: [{id: n1, text: A, eligible: no, la_will_meet: no}]}";
        assert_eq!(fields(with), ["needs"]);
        let with = "{needs: [{id: n1, text: A, eligible: no, la_will_meet: partly}]}";
        assert!(fields(with).is_empty());
    }
}
