//! FMT-04: easy read that somebody needs and nobody wrote. The page says "ask about this" at just
//! these places, and what stops it is told by the same function of `plan`.

use std::collections::BTreeSet;

use super::{accesses, asks_for_easy_read, languages};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::finding::Finding;
use crate::plan::{
    ContactChannel, EasyReadGap, EasyReadText, LanguageTag, Party, PartyRef, Role, Sensitivity,
    easy_read_gaps, easy_read_texts,
};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "FMT-04",
    why: "Somebody who reads easy read is told to ask about each thing that has no easy-read rows. \
          Nothing is made simpler by the program: people write it. If nobody wrote who comes, what \
          it costs or whom to ring, the copy waits.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{safeguarding_note: Keep your door shut.}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{safeguarding_note: {text: Keep your door shut., easy_read: {en: [{text: Keep your \
               door shut., picture_id: key}]}}}",
        beside: &[],
    },
    judge: missing,
}];

fn missing(case: &Case<'_>, findings: &mut Findings) {
    let mut seen: BTreeSet<LanguageTag> = BTreeSet::new();
    for (number, access) in accesses(case) {
        let Some(format) = asks_for_easy_read(case, access) else { continue };
        for language in languages(case, access) {
            if seen.insert(language.clone()) {
                let asked = format!("parties[{number}].access.information_formats[{format}]");
                of_language(case, findings, &language, &asked);
            }
        }
    }
}

fn of_language(case: &Case<'_>, findings: &mut Findings, language: &LanguageTag, asked: &str) {
    let has_phone = |party: &PartyRef| case.party(party).is_some_and(has_number);
    let gaps = easy_read_gaps(case.content(), language, &has_phone);
    for gap in &gaps {
        let field = if *gap == EasyReadGap::Everything { asked } else { gap.field() };
        findings.put(
            Finding::new(findings.rule(), gap.words(language))
                .at(field)
                .help(
                    "have the easy-read rows written; the ordinary print is not sent in its place",
                )
                .holding(),
        );
    }
    if gaps.contains(&EasyReadGap::Everything) {
        return;
    }
    for text in easy_read_texts(case.content()) {
        if is_shown(case, &text) && !text.is_written(language) {
            findings.add(text.field(), format!("there are no easy-read rows in `{language}`"));
        }
    }
}

/// Whether a copy for the person would show the text at all.
fn is_shown(case: &Case<'_>, text: &EasyReadText<'_>) -> bool {
    let own = case.subject().is_some_and(|subject| {
        let source = text.envelope.source_party.as_ref();
        source.is_some_and(|source| source.as_str() == subject.party_id.as_str())
    });
    match text.envelope.sensitivity {
        Sensitivity::NeverPrint | Sensitivity::AddressProtected => false,
        Sensitivity::Confidential | Sensitivity::ThirdParty => own,
        Sensitivity::Normal
        | Sensitivity::Health
        | Sensitivity::Finance
        | Sensitivity::Safeguarding => true,
    }
}

/// Whether the page could give a number of this party: it names no person of concern.
fn has_number(party: &Party) -> bool {
    let is_phone = |channel| matches!(channel, ContactChannel::Phone | ContactChannel::Mobile);
    !party.roles.contains(&Role::PersonOfConcern)
        && party.contact.iter().any(|contact| is_phone(contact.channel))
}

#[cfg(test)]
mod tests {
    use crate::check::data::tests::{fields, found};
    use crate::finding::{Severity, Stops};

    const READER: &str = "parties: [{party_id: p, is_subject: true, roles: [subject], name: {given: \
                          A}, access: {information_formats: [{local_code: \"local:lp24\"}, \
                          {snomed: \"796161000000101\"}], written_language: en}}]";

    #[test]
    fn nothing_written_is_one_finding_where_it_was_asked_for() {
        let found = found("FMT-04", &format!("{{{READER}, needs: [{{id: n, text: Food}}]}}"));
        assert_eq!(fields(&found), ["parties[0].access.information_formats[1]"]);
        assert_eq!((found[0].severity, found[0].stops), (Severity::Block, Stops::Copy));
    }

    #[test]
    fn one_missing_item_warns_and_who_comes_holds() {
        let with = format!(
            "{{{READER}, needs: [{{id: n, text: Food, easy_read: {{en: [{{text: I eat.}}]}}}}, \
             {{id: m, text: Heat}}, {{id: o, text: Told in trust, sensitivity: confidential}}], \
             supports: [{{id: s, text: Meals, kind: home_care}}]}}"
        );
        let found = found("FMT-04", &with);
        assert_eq!(fields(&found), ["supports", "needs[1]", "supports[0]"]);
        let stops: Vec<Stops> = found.iter().map(|finding| finding.stops).collect();
        assert_eq!(stops, [Stops::Copy, Stops::Nothing, Stops::Nothing]);
    }

    #[test]
    fn a_recipient_counts_and_nobody_else_does() {
        let with = |requests: &str| {
            format!(
                "{{parties: [{{party_id: p, is_subject: true, roles: [subject], name: {{given: A}}}}, \
                 {{party_id: c, roles: [carer], name: {{given: B}}, access: {{information_formats: \
                 [{{local_code: \"local:easy_read\"}}]}}}}], needs: [{{id: n, text: Food}}] \
                 {requests}}}"
            )
        };
        assert_eq!(found("FMT-04", &with(", copy_requests: [{party: c}]")).len(), 1);
        let withdrawn = ", copy_requests: [{party: c, withdrawn_on: 2026-05-01}]";
        assert!(found("FMT-04", &with(withdrawn)).is_empty());
        assert!(found("FMT-04", &with("")).is_empty());
    }
}
