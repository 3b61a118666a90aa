//! SHR-09: whether what the person chose to show is enough for the council to sign off.

use crate::check::{Case, Check, EVERYWHERE, Example, Findings, PLANS};
use crate::plan::{Content, Recorded};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-09",
    why: "A public summary holds only what the person chose. To sign off from it the council must \
          see needs, outcomes, how they are met and what it costs. Nothing is added for the person: \
          talk with them.",
    regimes: EVERYWHERE,
    documents: PLANS,
    fails: Example {
        sound: "wales_adult",
        with: "{outcomes: [{id: o1, text: I want to cook again., voice: first_person, share: \
               {public_summary: true}}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{outcomes: [{id: o1, text: I want to cook again., voice: first_person, share: \
               {public_summary: true}}], needs: [{id: n1, text: You can’t lift hot pans., eligible: \
               yes, la_will_meet: yes, outcome_refs: [o1], share: {public_summary: true}}], \
               supports: [{id: s1, text: Help with cooking, kind: home_care, need_refs: [n1], \
               delivery_mechanism: cassr_commissioned, actions_by_others: none, share: \
               {public_summary: true}}]}",
        beside: &[],
    },
    judge: enough_for_sign_off,
}];

fn enough_for_sign_off(case: &Case<'_>, findings: &mut Findings) {
    let chosen: Vec<&str> = case
        .envelopes()
        .iter()
        .filter(|marked| marked.envelope.in_public_summary())
        .map(|marked| marked.field.as_str())
        .collect();
    if chosen.is_empty() {
        return;
    }
    let content = case.content();
    for (section, what, is_there) in sections(content) {
        // A whole item, and not only a part of one: a part is shown with its item or not at all.
        let is_whole =
            |field: &&str| field.strip_prefix(section).is_some_and(|rest| !rest.contains('.'));
        if is_there && !chosen.iter().any(is_whole) {
            findings.add(section, format!("the public summary has no {what}"));
        }
    }
}

/// What sign-off asks for, and whether the plan has it to show. Wales has no budget.
fn sections(content: &Content) -> [(&'static str, &'static str, bool); 4] {
    fn any<T>(list: &Recorded<Vec<T>>) -> bool {
        list.given().is_some_and(|items| !items.is_empty())
    }
    [
        ("needs", "need", any(&content.needs)),
        ("outcomes", "outcome", any(&content.outcomes)),
        ("supports", "support, which says how needs are met", any(&content.supports)),
        ("personal_budget", "personal budget", content.personal_budget.given().is_some()),
    ]
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    #[test]
    fn each_missing_section_is_found_where_the_plan_has_it() {
        let with = "{risks: [{id: r1, text: A, share: {public_summary: true}}]}";
        let fields = |sound: &str| -> Vec<String> {
            let found = found(sound, with);
            let own = found.into_iter().filter(|finding| finding.rule.id == "SHR-09");
            own.map(|finding| finding.field).collect()
        };
        assert_eq!(fields("wales_adult"), ["needs", "outcomes", "supports"]);
        assert_eq!(fields("england_adult"), ["needs", "outcomes", "supports", "personal_budget"]);
    }
}
