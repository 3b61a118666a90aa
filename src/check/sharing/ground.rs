//! The ground of each copy for somebody other than the person, as the record shows it before anybody
//! signs. The rules ask here.

use super::claims::{Claim, standing};
use crate::check::{Case, Findings};
use crate::plan::{
    AuthorityKind, Basis, CapacityOutcome, LegalAuthority, Party, PartyRef, Record, Role,
};

/// What a claim rests on.
pub(super) enum Ground {
    /// On something that stands.
    Stands,
    /// On a power over money.
    MoneyAlone,
    /// On nothing: the part of the claim at fault, what is wrong and what to do.
    Nothing(&'static str, &'static str, &'static str),
    /// On something that has ended.
    Ended(&'static str),
    /// On an authority that nobody has seen, with its number in the party's list.
    NotSeen(usize),
}

use Ground::{Ended, MoneyAlone, NotSeen, Nothing, Stands};

/// Every claim that rests on nothing: SHR-01, in Wales WAL-14.
pub(in crate::check) fn without_basis(case: &Case<'_>, findings: &mut Findings) {
    for claim in standing(case) {
        if let Nothing(part, message, help) = ground(case, &claim) {
            findings.add_with(format!("{}.{part}", claim.field), message, help);
        }
    }
}

/// What a claim rests on, on the run's date. A claim that names no basis is the person's request.
pub(super) fn ground(case: &Case<'_>, claim: &Claim<'_>) -> Ground {
    match claim.asked.basis.unwrap_or(Basis::SubjectRequest) {
        Basis::SubjectRequest => requested(case, claim),
        Basis::Consent => consented(case, claim.party),
        Basis::LegalAuthority => authorised(case, claim.party),
        Basis::Duty if has_duty(claim.party) => Stands,
        Basis::Duty => Nothing(
            "basis",
            "no role of this recipient is owed a copy by duty",
            "name the ground on which the recipient may have a copy, such as the person's request",
        ),
        Basis::BestInterests => decided_for(case.record()),
        Basis::VitalInterests | Basis::Override => decided(case, claim),
    }
}

fn requested(case: &Case<'_>, claim: &Claim<'_>) -> Ground {
    if claim.asked.asked_on.is_some_and(|day| day > case.date()) {
        return Nothing(
            "asked_on",
            "the request is dated in the future",
            "correct the date on which it was made",
        );
    }
    let Some(asked_by) = claim.asked.asked_by.as_ref() else {
        return Nothing(
            "asked_by",
            "nobody recorded who asked for this copy",
            "only the person may ask, or whoever decides in their place: add `asked_by`",
        );
    };
    let asker = case.party(asked_by);
    let may_ask = asker.is_some_and(|asker| {
        asker.is_subject
            || lacks_capacity(case.record())
                && asker
                    .legal_authority
                    .iter()
                    .any(|authority| is_over_care(authority) && is_seen(case, authority))
    });
    if may_ask {
        return Stands;
    }
    Nothing(
        "asked_by",
        "somebody other than the person asked for this copy",
        "a carer's wish is not the person's request: ask the person, and record the answer",
    )
}

fn consented(case: &Case<'_>, party: &Party) -> Ground {
    let is_subject = |id: &PartyRef| case.party(id).is_some_and(|giver| giver.is_subject);
    let mut to_them = case.record().consents.iter().filter(|consent| {
        is_subject(&consent.giver)
            && consent.recipient.as_ref().is_some_and(|to| to.as_str() == party.party_id.as_str())
    });
    let Some(first) = to_them.next() else {
        return Nothing(
            "basis",
            "no consent of the person to this recipient is recorded",
            "record the consent, with its date and this recipient",
        );
    };
    if first.stands(case.date()) || to_them.any(|consent| consent.stands(case.date())) {
        return Stands;
    }
    Ended("the consent that this copy rests on no longer stands")
}

fn authorised(case: &Case<'_>, party: &Party) -> Ground {
    let authorities = &party.legal_authority;
    let ended =
        |authority: &LegalAuthority| authority.valid_to.is_some_and(|last| last < case.date());
    let Some(unseen) = authorities.iter().position(|authority| !ended(authority)) else {
        return if authorities.is_empty() {
            Nothing(
                "basis",
                "no power of attorney, deputy or appointee is recorded for this recipient",
                "record the authority, and when its document was seen",
            )
        } else {
            Ended("the authority in law that this copy rests on has ended")
        };
    };
    let mut seen = authorities.iter().filter(|authority| is_seen(case, authority)).peekable();
    if seen.peek().is_none() {
        return NotSeen(unseen);
    }
    let (over_care, over_money): (Vec<_>, Vec<_>) = seen.partition(|one| is_over_care(one));
    match (over_care.is_empty(), over_money.is_empty()) {
        (false, _) if lacks_capacity(case.record()) => Stands,
        (_, false) => MoneyAlone,
        _ => Nothing(
            "basis",
            "authority over care counts where the person can't decide, and that is not recorded",
            "record the capacity assessment for this decision, or the person's request",
        ),
    }
}

fn is_over_care(authority: &LegalAuthority) -> bool {
    matches!(authority.kind, AuthorityKind::LpaHealth | AuthorityKind::DeputyHealth)
}

fn is_seen(case: &Case<'_>, authority: &LegalAuthority) -> bool {
    authority.evidence_seen
        && authority.seen_on.is_none_or(|day| day <= case.date())
        && authority.valid_to.is_none_or(|last| case.date() <= last)
}

/// One recorded lack is enough: capacity is judged decision by decision (Mental Capacity Act 2005
/// s.2-3), and which decision is free text.
fn lacks_capacity(record: &Record) -> bool {
    let assessment = record.content.assessment.as_ref();
    assessment.is_some_and(|assessment| {
        let mut outcomes = assessment.capacity.iter().map(|capacity| capacity.outcome);
        outcomes.any(|outcome| outcome == CapacityOutcome::LacksCapacity)
    })
}

fn decided_for(record: &Record) -> Ground {
    let assessment = record.content.assessment.as_ref();
    let is_decided = assessment.is_some_and(|assessment| !assessment.best_interests.is_empty());
    if is_decided && lacks_capacity(record) {
        return Stands;
    }
    Nothing(
        "basis",
        "no best-interests decision about a person who can't decide is recorded",
        "record the capacity assessment and the decision in `assessment`",
    )
}

fn decided(case: &Case<'_>, claim: &Claim<'_>) -> Ground {
    let asked = claim.asked;
    let is_filed = asked.evidence.as_deref().is_some_and(|text| !text.trim().is_empty());
    if is_filed && asked.asked_by.is_some() && asked.asked_on.is_some_and(|day| day <= case.date())
    {
        return Stands;
    }
    Nothing(
        "basis",
        "a decision to share doesn't say who made it, when, or where it is filed",
        "add `asked_by`, `asked_on` and `evidence`",
    )
}

/// Direct care and contracts, the agreement on a direct payment, the council's own work.
fn has_duty(party: &Party) -> bool {
    party.roles.iter().any(|role| {
        matches!(
            role,
            Role::Provider
                | Role::DpSupportOrganisation
                | Role::IsfHolder
                | Role::FinanceOfficer
                | Role::Gp
                | Role::HealthProfessional
                | Role::LeadProfessional
                | Role::Interpreter
                | Role::IndependentAdvocate
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::check::tests::found;

    /// What is found in a claim, where the person can or can't decide.
    fn fields(claim: &str, lacks: bool) -> Vec<String> {
        let outcome = if lacks { "lacks_capacity" } else { "has_capacity" };
        let with = format!(
            "{{recipients: [{claim}], assessment: {{completed_on: 2026-03-20, assessor: p-elen, \
             capacity: [{{decision: Who has a copy, outcome: {outcome}}}], best_interests: \
             [{{decision: A copy for Gwen, maker: p-elen}}]}}}}"
        );
        let found = found("wales_adult", &with);
        found.into_iter().map(|finding| format!("{} {}", finding.rule.id, finding.field)).collect()
    }

    #[test]
    fn a_request_is_the_persons_own() {
        let gwen = |rest: &str| {
            fields(&format!("{{party: p-gwen, scope: full, channel: post, {rest}}}"), false)
        };
        assert_eq!(gwen("asked_on: 2026-04-14"), ["WAL-14 recipients[0].asked_by"]);
        assert_eq!(gwen("asked_by: p-gwen"), ["WAL-14 recipients[0].asked_by"]);
        assert_eq!(
            gwen("asked_by: p-nesta, asked_on: 2026-06-02"),
            ["WAL-14 recipients[0].asked_on"]
        );
        assert!(gwen("asked_by: p-nesta, asked_on: 2026-06-01").is_empty());
    }

    #[test]
    fn best_interests_are_for_who_cannot_decide() {
        let claim = "{party: p-gwen, scope: full, channel: post, basis: best_interests}";
        assert_eq!(fields(claim, false), ["WAL-14 recipients[0].basis"]);
        assert!(fields(claim, true).is_empty());
    }

    #[test]
    fn a_decision_says_who_and_when_and_where() {
        let claim = "{party: p-gwen, scope: full, channel: post, basis: override, asked_by: \
                     p-tudur, asked_on: 2026-05-01";
        assert_eq!(fields(&format!("{claim}}}"), false), ["WAL-14 recipients[0].basis"]);
        assert!(fields(&format!("{claim}, evidence: Note 12}}"), false).is_empty());
    }

    #[test]
    fn consent_is_given_to_this_recipient() {
        let claim = "{recipients: [{party: p-gwen, scope: full, channel: post, basis: consent}], \
                     consents: [{giver: p-nesta, recipient: ";
        let rules = |to: &str| -> Vec<&str> {
            let found = found("wales_adult", &format!("{claim}{to}}}]}}"));
            found.into_iter().map(|finding| finding.rule.id).collect()
        };
        assert!(rules("p-gwen, given_on: 2026-04-14").is_empty());
        assert_eq!(rules("p-emrys, given_on: 2026-04-14"), ["WAL-14"]);
        assert_eq!(rules("p-gwen, expires_on: 2026-05-31"), ["SHR-06"]);
    }
}
