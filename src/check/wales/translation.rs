//! WAL-11: Welsh for every text that a copy in Welsh prints. The person's own words are printed as
//! they were said, and easy read has a rule of its own (FMT-04).

use super::language::reads_welsh;
use crate::check::sharing::claims::standing;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings, Text};
use crate::plan::{Document, Envelope, LanguageTag, Sensitivity};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-11",
    why: "A copy in Welsh is Welsh from the first line to the last. While a text has no Welsh the \
          copy waits for the translator; the English one is never sent in its place.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_carer",
        with: "{monitoring_arrangements: {en: Elen rings you every month.}}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_carer",
        with: "{monitoring_arrangements: {en: Elen rings you every month., cy: Mae Elen yn eich \
               ffonio bob mis.}}",
        beside: &[],
    },
    judge: texts_have_welsh,
}];

fn texts_have_welsh(case: &Case<'_>, findings: &mut Findings) {
    let subject = case.subject();
    let is_read = subject.is_some_and(|subject| reads_welsh(subject.access.as_ref()))
        || standing(case).any(|claim| reads_welsh(claim.party.access.as_ref()));
    if !is_read {
        return;
    }
    let document = case.record().document;
    // The languages of one text follow each other.
    let same = |one: &Text, other: &Text| stem(one) == stem(other);
    let missing: Vec<&str> = case
        .texts()
        .chunk_by(same)
        .filter_map(|languages| {
            let first = languages.first()?;
            let field = stem(first).filter(|field| is_printed(document, field))?;
            let is_said = |text: &&Text| !text.text.trim().is_empty();
            let has_welsh =
                languages.iter().filter(is_said).any(|text| text.language == LanguageTag::cy().0);
            let is_settled =
                first.first_person || has_welsh || !languages.iter().any(|t| is_said(&t));
            (!is_settled).then_some(field)
        })
        .collect();
    if missing.is_empty() {
        return;
    }
    let hidden = || case.envelopes().iter().filter(|marked| is_for_nobody(&marked.envelope));
    for field in missing {
        if !hidden().any(|piece| is_within(field, &piece.field)) {
            findings.add(field, format!("`{field}` has no Welsh"));
        }
    }
}

/// The field of a free text without its language, such as `needs[2].text`; none for easy read and
/// for labels, such as a job, which are shown in another language rather than held back.
fn stem(text: &Text) -> Option<&str> {
    if text.easy_read {
        return None;
    }
    let is_text = |field: &str| field.ends_with(".text");
    let field = text.field.as_str();
    if is_text(field) {
        return Some(field);
    }
    field.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| is_text(stem))
}

/// Whether a document prints a text: plans have everything but what belongs to other documents,
/// those have their own part and where to get help.
fn is_printed(document: Document, field: &str) -> bool {
    let section = field.split(['.', '[']).next().unwrap_or_default();
    match document {
        Document::Plan => {
            let is_elsewhere = matches!(
                section,
                "parties"
                    | "consents"
                    | "delay_reason"
                    | "review_record"
                    | "closure_statement"
                    | "decision_letter"
            );
            !is_elsewhere && field != "safeguarding_conclusion.withhold_text_variant.text"
        }
        Document::Review | Document::Confirmation => matches!(section, "review_record" | "help"),
        Document::Closure | Document::DecisionLetter | Document::IndependentBudget => {
            matches!(section, "closure_statement" | "decision_letter" | "help")
        }
    }
}

/// Never on paper, or for the file alone, which is in the record's own language.
fn is_for_nobody(envelope: &Envelope) -> bool {
    match envelope.sensitivity {
        Sensitivity::NeverPrint | Sensitivity::AddressProtected => true,
        Sensitivity::Confidential => envelope.source_party.is_none(),
        _ => false,
    }
}

/// Whether a field is a piece or a part of it.
fn is_within(field: &str, piece: &str) -> bool {
    field.strip_prefix(piece).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    fn fields(sound: &str, with: &str) -> Vec<String> {
        let found = found(sound, with);
        let own = found.into_iter().filter(|finding| finding.rule.id == "WAL-11");
        own.map(|finding| finding.field).collect()
    }

    #[test]
    fn every_text_without_welsh_is_found_once() {
        let with = "{needs: [{id: n1, text: {en: A, pl: B}, eligible: yes, la_will_meet: yes, \
                    wellbeing_impact: {en: C}, met_by_other: {cy: Ch, en: D}}], \
                    risks: [{id: r1, text: {en: E, cy: ' '}}]}";
        let expected = ["needs[0].text", "needs[0].wellbeing_impact.text", "risks[0].text"];
        assert_eq!(fields("wales_carer", with), expected);
    }

    #[test]
    fn own_words_and_what_nobody_reads_are_let_pass() {
        let with = "{about_me: {my_wellness: {text: {en: I tire}, voice: first_person}}, \
                    risks: [{id: r1, text: {en: A}, sensitivity: never_print, actions: {en: B}}], \
                    resources: [{id: x1, text: {en: C}, sensitivity: confidential}], \
                    lead_organisation: {en: D}, delay_reason: {en: E}}";
        assert!(fields("wales_carer", with).is_empty());
    }

    #[test]
    fn nobody_who_reads_welsh_needs_none() {
        assert!(fields("wales_adult", "{}").is_empty());
        let with = "{copy_requests: [{party: p-emrys, scope: full, channel: post, asked_by: \
                    p-nesta, asked_on: 2026-04-14}]}";
        assert!(fields("wales_adult", with).contains(&"needs[0].text".to_owned()));
    }
}
