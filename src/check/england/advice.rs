//! ENG-08: information and advice, of both kinds.

use super::items;
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{AdvicePurpose, EnclosureKind};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "ENG-08",
    why: "Everybody with a plan is owed advice on two things: how to meet or reduce the needs they \
          have, and how to keep new ones away. It helps most where the council will not meet a \
          need itself. A leaflet in the envelope counts.",
    regimes: ENGLAND,
    documents: PLANS,
    fails: Example {
        sound: "england_adult",
        with: "information_advice: [{id: a1, text: A long-handled sponge makes washing easier., \
               purpose: meet_or_reduce}]",
        beside: &[],
    },
    passes: Example {
        sound: "england_adult",
        with: "information_advice: [{id: a1, text: A long-handled sponge makes washing easier., \
               purpose: meet_or_reduce}, {id: a2, text: The walking group keeps legs strong., \
               purpose: prevent_or_delay}]",
        beside: &[],
    },
    judge: advice_missing,
}];

/// "None" is no answer here: the plan includes advice, whatever the needs are.
fn advice_missing(case: &Case<'_>, findings: &mut Findings) {
    let enclosures = &case.record().enclosures;
    if enclosures.iter().any(|enclosure| enclosure.kind == EnclosureKind::Leaflet) {
        return;
    }
    let has = |purpose: AdvicePurpose| {
        items(&case.content().information_advice)
            .any(|(_, advice)| advice.purpose == purpose && !advice.item.text.is_empty())
    };
    let message = match (has(AdvicePurpose::MeetOrReduce), has(AdvicePurpose::PreventOrDelay)) {
        (true, true) => return,
        (false, true) => "there is no advice on how to meet or reduce the needs",
        (true, false) => "there is no advice on how to prevent or delay needs",
        (false, false) => "there is no advice on how to meet, reduce, prevent or delay needs",
    };
    findings.add("information_advice", message);
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields;

    #[test]
    fn an_enclosed_leaflet_counts() {
        let hash = "0".repeat(64);
        let with = |kind: &str| {
            format!(
                "{{information_advice: none, enclosures: [{{path: advice.pdf, sha256: {hash:?}, \
                 pages: 2, kind: {kind}}}]}}"
            )
        };
        assert!(fields("england_adult", &with("leaflet")).is_empty());
        assert_eq!(fields("england_adult", &with("reply_slip")), ["ENG-08 information_advice"]);
    }
}
