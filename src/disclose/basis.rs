//! On which ground a recipient may have a copy, and whether it stands on the run's date.
//!
//! England and Wales differ: in England the person's request is a trigger in law (s.25(9)(c),
//! (10)(c)); in Wales the list of reg 7 and reg 8 is closed, and a request counts as the recorded
//! basis for sharing beyond it. In neither is a carer's own wish the adult's request.

use jiff::civil::Date;

use crate::finding::Finding;
use crate::plan::{
    AuthorityKind, Basis, CapacityOutcome, CopyRequest, LegalAuthority, Party, PartyRef, Record,
    Regime, Role,
};

/// What a claim to a copy rests on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ground {
    /// It stands, on this basis.
    Stands(Basis),
    /// It stands, and reaches no further than money: lasting power of attorney for property, deputy
    /// for property, appointee.
    MoneyOnly,
}

/// The ground of a request or a decision to give a copy.
///
/// # Errors
/// The finding that holds the copy.
pub(super) fn ground(
    record: &Record,
    party: &Party,
    claim: &CopyRequest,
    field: &str,
    date: Date,
) -> Result<Ground, Finding> {
    let basis = claim.basis.unwrap_or(Basis::SubjectRequest);
    match basis {
        Basis::SubjectRequest => requested(record, claim, field, date).map(Ground::Stands),
        Basis::Consent => consented(record, party, field, date).map(Ground::Stands),
        Basis::LegalAuthority => authorised(record, party, field, date),
        Basis::Duty if has_duty(record, party) => Ok(Ground::Stands(Basis::Duty)),
        Basis::Duty => Err(no_basis(record, field, "no role of this party is owed a copy by duty")),
        Basis::BestInterests => decided_for(record, field).map(Ground::Stands),
        Basis::VitalInterests | Basis::Override => {
            let filed = claim.evidence.as_deref().is_some_and(|text| !text.trim().is_empty());
            if filed && claim.asked_by.is_some() && claim.asked_on.is_some_and(|day| day <= date) {
                Ok(Ground::Stands(basis))
            } else {
                Err(no_basis(
                    record,
                    field,
                    "a decision to share needs who, when and where it is filed",
                ))
            }
        }
    }
}

/// SHR-01, or in Wales WAL-14: the list is closed there.
fn no_basis(record: &Record, field: &str, message: &str) -> Finding {
    let rule = match record.regime {
        Regime::EnglandAdult | Regime::EnglandCarer => "SHR-01",
        Regime::WalesAdult | Regime::WalesCarer => "WAL-14",
    };
    Finding::new(rule, message).at(field)
}

/// The person asked, or who may ask in their place.
fn requested(
    record: &Record,
    claim: &CopyRequest,
    field: &str,
    date: Date,
) -> Result<Basis, Finding> {
    if claim.asked_on.is_some_and(|day| day > date) {
        return Err(no_basis(record, field, "the request is dated after this run"));
    }
    let subject = record.subject().map(|subject| subject.party_id.as_str());
    let Some(asked_by) = claim.asked_by.as_ref().map(PartyRef::as_str) else {
        return Err(no_basis(record, field, "nobody recorded who asked for this copy")
            .help("only the person may ask, or who decides in their place: add `asked_by`"));
    };
    if Some(asked_by) == subject {
        return Ok(Basis::SubjectRequest);
    }
    let asker = record.parties.iter().find(|party| party.party_id.as_str() == asked_by);
    let may_ask = asker.is_some_and(|asker| {
        asker.legal_authority.iter().any(|authority| {
            is_about_care(authority) && seen(authority, date) && lacks_capacity(record)
        })
    });
    if may_ask {
        return Ok(Basis::LegalAuthority);
    }
    Err(no_basis(record, field, "somebody other than the person asked for this copy")
        .help("a carer's wish is not the person's request: ask the person, and record the answer"))
}

/// The person consented.
fn consented(record: &Record, party: &Party, field: &str, date: Date) -> Result<Basis, Finding> {
    let subject = record.subject().map(|subject| subject.party_id.as_str());
    let to_them = || {
        record.consents.iter().filter(|consent| {
            Some(consent.giver.as_str()) == subject
                && consent
                    .recipient
                    .as_ref()
                    .is_some_and(|to| to.as_str() == party.party_id.as_str())
        })
    };
    if to_them().any(|consent| consent.stands(date)) {
        return Ok(Basis::Consent);
    }
    if to_them().next().is_some() {
        return Err(Finding::new("SHR-06", "the consent that this copy rests on no longer stands")
            .at(field));
    }
    Err(no_basis(record, field, "no consent of the person to this recipient is recorded"))
}

fn authorised(record: &Record, party: &Party, field: &str, date: Date) -> Result<Ground, Finding> {
    if party.legal_authority.is_empty() {
        return Err(no_basis(
            record,
            field,
            "no power of attorney, deputy or appointee is recorded",
        ));
    }
    let live = || party.legal_authority.iter().filter(|authority| seen(authority, date));
    if live().next().is_none() {
        let ended = party
            .legal_authority
            .iter()
            .all(|authority| authority.valid_to.is_some_and(|last| last < date));
        return Err(if ended {
            Finding::new("SHR-06", "the legal authority has ended").at(field)
        } else {
            Finding::new("SHR-08", "nobody recorded having seen the legal authority").at(field)
        });
    }
    if live().any(is_about_care) {
        if lacks_capacity(record) {
            return Ok(Ground::Stands(Basis::LegalAuthority));
        }
        if live().all(is_about_care) {
            return Err(no_basis(
                record,
                field,
                "authority over care counts only where the person can't decide, and that is not recorded",
            )
            .help("record the capacity assessment for this decision, or the person's request"));
        }
    }
    if live().any(is_about_money) {
        return Ok(Ground::MoneyOnly);
    }
    Err(Finding::new("SHR-14", "this kind of authority leads to no copy by itself")
        .at(field)
        .help("say what it covers: care, or money and property"))
}

fn is_about_money(authority: &LegalAuthority) -> bool {
    matches!(
        authority.kind,
        AuthorityKind::LpaProperty | AuthorityKind::DeputyProperty | AuthorityKind::Appointee
    )
}

fn is_about_care(authority: &LegalAuthority) -> bool {
    matches!(authority.kind, AuthorityKind::LpaHealth | AuthorityKind::DeputyHealth)
}

fn seen(authority: &LegalAuthority, date: Date) -> bool {
    authority.evidence_seen
        && authority.seen_on.is_none_or(|day| day <= date)
        && authority.valid_to.is_none_or(|last| date <= last)
}

/// Mental Capacity Act 2005 s.2-3: by decision. Which decision an assessment was about stands in
/// words: where the person can make one and not another, nobody but a human tells which it was.
fn lacks_capacity(record: &Record) -> bool {
    record.content.assessment.as_ref().is_some_and(|assessment| {
        let found = |wanted: CapacityOutcome| {
            assessment.capacity.iter().any(|capacity| capacity.outcome == wanted)
        };
        found(CapacityOutcome::LacksCapacity) && !found(CapacityOutcome::HasCapacity)
    })
}

fn decided_for(record: &Record, field: &str) -> Result<Basis, Finding> {
    let recorded = record
        .content
        .assessment
        .as_ref()
        .is_some_and(|assessment| !assessment.best_interests.is_empty());
    let lacks = record.content.assessment.iter().flat_map(|assessment| &assessment.capacity);
    let lacks = lacks.into_iter().any(|one| one.outcome == CapacityOutcome::LacksCapacity);
    // The decision itself says which matter it is about; somebody may well decide others alone.
    if recorded && lacks {
        Ok(Basis::BestInterests)
    } else {
        Err(no_basis(record, field, "no best-interests decision is recorded"))
    }
}

/// Direct care and contracts, the agreement on a direct payment, the council's own work; health
/// professionals where the plan is integrated with theirs. An advocate's appointment alone is no
/// ground (`domain` d.2): the person's consent or a best-interests decision is.
fn has_duty(record: &Record, party: &Party) -> bool {
    is_payee(record, party)
        || party.roles.iter().any(|role| match role {
            Role::Provider
            | Role::DpSupportOrganisation
            | Role::IsfHolder
            | Role::FinanceOfficer
            | Role::Interpreter => true,
            Role::Gp | Role::HealthProfessional | Role::LeadProfessional => record.is_integrated(),
            _ => false,
        })
}

/// A direct payment is paid to this party.
pub(super) fn is_payee(record: &Record, party: &Party) -> bool {
    record.content.direct_payments.given().into_iter().flatten().any(|payment| {
        payment.payee_ref.as_ref().is_some_and(|payee| payee.as_str() == party.party_id.as_str())
    })
}
