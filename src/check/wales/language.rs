//! WAL-08, WAL-09: the language in which each reader chose to be written to.

use crate::check::sharing::claims::{Claim, standing};
use crate::check::{Case, Check, DOCUMENTS, Example, Findings, WALES};
use crate::plan::{Access, LanguageTag, Party};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "WAL-08",
        why: "People in Wales are asked once which language they want letters in, and are never \
              left to ask for Welsh themselves. While nobody knows, both languages go together.",
        regimes: WALES,
        documents: DOCUMENTS,
        fails: Example {
            sound: "wales_adult",
            with: "{copy_requests: [{party: p-mair, scope: full, channel: post, asked_by: p-nesta, \
                   asked_on: 2026-04-14}]}",
            beside: &[],
        },
        passes: Example {
            sound: "wales_adult",
            with: "{copy_requests: [{party: p-gwen, scope: full, channel: post, asked_by: p-nesta, \
                   asked_on: 2026-04-14}]}",
            beside: &[],
        },
        judge: choice_is_recorded,
    },
    Check {
        rule: "WAL-09",
        why: "Where a plan is for several people of one household and one of them chose Welsh, the \
              others' copies come in Welsh too. Nobody has to explain at home why theirs is the \
              only English one.",
        regimes: WALES,
        documents: DOCUMENTS,
        fails: Example {
            sound: "wales_adult",
            with: "{linked_plans: [{kind: spouse, subject_ref: p-emrys, combined: true, \
                   consent_refs: [p-nesta, p-emrys]}]}",
            beside: &[],
        },
        passes: Example {
            sound: "wales_adult",
            with: "{linked_plans: [{kind: household, subject_ref: p-gwen, combined: true, \
                   consent_refs: [p-nesta, p-gwen]}]}",
            beside: &[],
        },
        judge: household_has_welsh,
    },
];

fn choice_is_recorded(case: &Case<'_>, findings: &mut Findings) {
    let is_recipient = |party: &Party| {
        standing(case).any(|Claim { party: one, .. }| one.party_id == party.party_id)
    };
    for (number, party) in case.record().parties.iter().enumerate() {
        let is_asked = party.is_subject || is_private(party) && is_recipient(party);
        let written = party.access.as_ref().and_then(|access| access.written_language.as_ref());
        if is_asked && written.is_none() {
            let who = if party.is_subject { "the person" } else { "a recipient" };
            findings.add(
                format!("parties[{number}].access.written_language"),
                format!("nobody recorded whether {who} wants letters in Welsh or in English"),
            );
        }
    }
}

/// Somebody who gets letters at home, and not at work: those are asked.
fn is_private(party: &Party) -> bool {
    party.organisation.is_none()
        && party.job_title.is_none()
        && party.roles.iter().any(|role| role.is_close())
}

/// The standard is about letters to several people at once: a combined plan, or linked plans of
/// people who live together.
fn household_has_welsh(case: &Case<'_>, findings: &mut Findings) {
    let record = case.record();
    let subject = record.parties.iter().position(|party| party.is_subject);
    let Some((number, subject)) = subject.and_then(|n| Some((n, record.parties.get(n)?))) else {
        return;
    };
    let access = subject.access.as_ref();
    // A list of further languages is an answer, even an empty one: somebody asked.
    let is_settled = access.is_some_and(|access| access.also_languages.is_some());
    if is_settled || access.is_none_or(|access| access.written_language.is_none()) {
        return;
    }
    let linked = record.content.linked_plans.given().map_or(&[][..], Vec::as_slice);
    let chose_welsh = linked.iter().any(|plan| {
        let member = plan.subject_ref.as_ref().and_then(|party| case.party(party));
        member.filter(|member| !member.is_subject).is_some_and(|member| {
            let together = plan.combined == Some(true)
                || member.lives_with_subject == Some(true) && plan.plan_ref.is_some();
            together && reads_welsh(member.access.as_ref())
        })
    });
    if chose_welsh && !reads_welsh(access) {
        findings.add_with(
            format!("parties[{number}].access.also_languages"),
            "somebody of the household chose Welsh, and the person's copy has no Welsh version",
            "add `also_languages: [cy]`, or `also_languages: []` where the person was asked and \
             wants none",
        );
    }
}

/// Whether a reader's copies are in Welsh, alone or beside another language.
pub(super) fn reads_welsh(access: Option<&Access>) -> bool {
    let is_welsh = |tag: &LanguageTag| *tag == LanguageTag::cy();
    access.is_some_and(|access| {
        access.written_language.as_ref().is_some_and(is_welsh)
            || access.also_languages.iter().flatten().any(is_welsh)
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    const SUBJECT: &str = "{party_id: p-nesta, is_subject: true, roles: [subject], name: {given: \
                           Nesta, family: Gorwyn}, addresses: [{lines: [Tyddyn Isaf, Trefwern], \
                           postcode: ZZ7 4TI}], access: {last_checked_on: 2026-03-20";
    const HUSBAND: &str = "{party_id: p-emrys, roles: [spouse_partner], lives_with_subject: true, \
                           name: {given: Emrys, family: Gorwyn}, access: {written_language: cy}}";

    fn fields(access: &str, rest: &str) -> Vec<String> {
        let with = format!("{{parties: [{SUBJECT}{access}}}}}, {HUSBAND}], {rest}}}");
        let found = found("wales_adult", &with);
        let own =
            found.into_iter().filter(|finding| matches!(finding.rule.id, "WAL-08" | "WAL-09"));
        own.map(|finding| finding.field).collect()
    }

    #[test]
    fn the_person_is_asked() {
        assert_eq!(fields("", "linked_plans: none"), ["parties[0].access.written_language"]);
        assert!(fields(", written_language: en", "linked_plans: none").is_empty());
    }

    #[test]
    fn people_who_live_together_have_linked_plans() {
        let rest = "linked_plans: [{kind: spouse, subject_ref: p-emrys, plan_ref: P-2}]";
        let asked = ["parties[0].access.also_languages"];
        assert_eq!(fields(", written_language: en", rest), asked);
        for settled in [
            ", written_language: en, also_languages: [cy]",
            ", written_language: en, also_languages: []",
            ", written_language: cy",
        ] {
            assert!(!fields(settled, rest).contains(&asked[0].to_owned()), "{settled}");
        }
        let rest = "linked_plans: [{kind: spouse, subject_ref: p-emrys}]";
        assert!(fields(", written_language: en", rest).is_empty());
    }
}
