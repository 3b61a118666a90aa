//! SHR-11: information about the person that is kept from them, and nobody is named for it.

use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{Deny, Envelope, Party};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "SHR-11",
    why: "Keeping something about a person from that person is a professional's decision, with a \
          name and a reason. Ask first whether it belongs in the plan at all, or in case notes.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{risks: [{id: r1, text: You could fall on the stairs., share: {deny: [{audience: \
               subject, reason_code: R3}]}}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{risks: [{id: r1, text: You could fall on the stairs., share: {deny: [{audience: \
               subject, reason_code: R3, decided_by: team manager, decided_on: 2026-04-14}]}}]}",
        beside: &[],
    },
    judge: denied,
}];

fn denied(case: &Case<'_>, findings: &mut Findings) {
    let Some(subject) = case.subject() else { return };
    for marked in case.envelopes() {
        if is_only_about_others(&marked.envelope, subject) {
            continue;
        }
        let denials = marked.envelope.share.iter().flat_map(|share| &share.deny).enumerate();
        for (number, deny) in denials.filter(|(_, deny)| hits(deny, subject)) {
            let field = format!("{}.share.deny[{number}]", marked.field);
            let is_named = deny.decided_by.as_deref().is_some_and(|who| !who.trim().is_empty());
            let (part, message) = match (is_named, deny.reason_code.trim().is_empty()) {
                (false, _) => {
                    ("decided_by", "something is kept from the person, and nobody is named for it")
                }
                (true, true) => {
                    ("reason_code", "something is kept from the person without a reason")
                }
                (true, false) => continue,
            };
            findings.add(format!("{field}.{part}"), message);
        }
    }
}

/// Whether a decision keeps something out of the person's own copy.
fn hits(deny: &Deny, subject: &Party) -> bool {
    let audience = deny.audience.as_str();
    matches!(audience, "all_but_file" | "subject" | "full") || audience == subject.party_id.as_str()
}

fn is_only_about_others(envelope: &Envelope, subject: &Party) -> bool {
    !envelope.about.is_empty()
        && !envelope.about.iter().any(|party| party.as_str() == subject.party_id.as_str())
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    #[test]
    fn only_what_is_kept_from_the_person_about_themselves() {
        let fields = |item: &str| -> Vec<String> {
            let with = format!("{{risks: [{{id: r1, text: A, {item}}}]}}");
            let found = found("wales_adult", &with);
            let own = found.into_iter().filter(|finding| finding.rule.id == "SHR-11");
            own.map(|finding| finding.field).collect()
        };
        let deny = |audience: &str| {
            format!("share: {{deny: [{{audience: {audience}, reason_code: R1}}]}}")
        };
        let field = ["risks[0].share.deny[0].decided_by"];
        for audience in ["subject", "p-nesta", "all_but_file", "full"] {
            assert_eq!(fields(&deny(audience)), field, "{audience}");
        }
        assert!(fields(&deny("provider")).is_empty());
        assert!(fields(&format!("about: [p-emrys], {}", deny("subject"))).is_empty());
        assert_eq!(fields(&format!("about: [p-nesta, p-emrys], {}", deny("subject"))), field);
        let no_reason =
            "share: {deny: [{audience: subject, reason_code: ' ', decided_by: manager}]}";
        assert_eq!(fields(no_reason), ["risks[0].share.deny[0].reason_code"]);
    }
}
