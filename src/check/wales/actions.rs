//! WAL-03: what the council does and what others do, each for a need or an outcome.

use super::{is_yes, items, needs, supports};
use crate::check::{Case, Check, Example, Findings, PLANS, WALES};
use crate::plan::{Delivery, ProviderType, Recorded, Support, SupportKind};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-03",
    why: "The plan must say what the council will do and what other people will do towards the \
          person's outcomes. Where nobody else does anything, say so: a gap could mean either.",
    regimes: WALES,
    documents: PLANS,
    fails: Example {
        sound: "wales_adult",
        with: "{supports: [{id: s1, text: Help with cooking, kind: home_care, \
               who_provides: {party: p-glasfor}, delivery_mechanism: cassr_commissioned, \
               actions_by_others: none}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{supports: [{id: s1, text: Help with cooking, kind: home_care, need_refs: [n1], \
               who_provides: {party: p-glasfor}, delivery_mechanism: cassr_commissioned, \
               actions_by_others: none}]}",
        beside: &[],
    },
    judge: actions,
}];

fn actions(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let supports = supports(content);
    if supports.is_empty() {
        let meets = needs(content).iter().any(|need| is_yes(&need.la_will_meet));
        // `none` is an answer, unless the plan says elsewhere that the council meets something.
        if content.supports.is_not_recorded() || meets {
            findings.add("supports", "the plan doesn't say what the council does");
        }
        return;
    }
    for (number, support) in supports.iter().enumerate() {
        let name = number + 1;
        if support.item.text.is_empty() {
            findings
                .add(format!("supports[{number}].text"), format!("support {name} has no words"));
        }
        if support.need_refs.is_empty() && support.outcome_refs.is_empty() {
            findings.add_with(
                format!("supports[{number}]"),
                format!("support {name} is for no need and no outcome"),
                "add `need_refs` or `outcome_refs` to the support",
            );
        }
    }
    let by_others = !items(&content.informal_care).is_empty()
        || supports
            .iter()
            .any(|support| is_of_others(support) || !support.actions_by_others.is_not_recorded());
    if !by_others {
        findings.add_with(
            "supports",
            "the plan doesn't say what other people do",
            "add `actions_by_others` to a support; `none` is an answer",
        );
    }
    let is_meant = needs(content).iter().any(|need| is_yes(&need.la_will_meet));
    if is_meant && !supports.iter().any(is_of_council) {
        findings.add("supports", "the council meets a need, and every support is somebody else's");
    }
}

/// What family, neighbours, charities or the NHS do.
fn is_of_others(support: &Support) -> bool {
    matches!(support.kind, SupportKind::Informal | SupportKind::Peer | SupportKind::Voluntary)
        || matches!(support.provider_type, Some(ProviderType::Nhs | ProviderType::Unpaid))
}

/// What the council does, pays for or sees to.
fn is_of_council(support: &Support) -> bool {
    let is_paid = match &support.delivery_mechanism {
        Recorded::Given(way) => !matches!(way, Delivery::NotLaFunded | Delivery::SelfFunded),
        _ => !is_of_others(support) && support.kind != SupportKind::SelfHelp,
    };
    is_paid || support.responsible_party.is_some()
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    fn messages(with: &str) -> Vec<String> {
        let found = found("wales_adult", with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "WAL-03");
        own.map(|finding| format!("{}: {}", finding.field, finding.message)).collect()
    }

    #[test]
    fn none_is_an_answer_unless_the_council_meets_a_need() {
        assert_eq!(messages("{supports: none}").len(), 1);
        let with = "{supports: none, needs: [{id: n1, text: A, eligible: yes, la_will_meet: no}]}";
        assert!(messages(with).is_empty());
        assert_eq!(messages("{supports: null}").len(), 1);
    }

    #[test]
    fn both_sides_do_something() {
        let council = "{id: s1, text: A, kind: day, need_refs: [n1]}";
        let neighbour = "{id: s2, text: B, kind: informal, need_refs: [n1]}";
        let with = |list: &str| format!("{{informal_care: none, supports: [{list}]}}");
        assert_eq!(
            messages(&with(council)),
            ["supports: the plan doesn't say what other people do"]
        );
        assert!(messages(&with(&format!("{council}, {neighbour}"))).is_empty());
        assert_eq!(messages(&with(neighbour)).len(), 1);
    }
}
