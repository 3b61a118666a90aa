//! Plans that are made together: combined plans of several people (s.25(11)-(12)) and plans
//! integrated with another organisation's. Without everybody's agreement each person's own plan is
//! made, with no trace of the other.

use jiff::civil::Date;

use super::Setting;
use crate::finding::Finding;
use crate::plan::{CapacityOutcome, LinkedKind, LinkedPlan, Party, PartyRef, Record, Role, Status};

/// How a record is made together with others.
#[derive(Debug, Default)]
pub(super) struct Union<'a> {
    /// The other people's plans of a combined plan.
    pub(super) combined: Vec<Partner<'a>>,
    /// Other organisations' plans of an integrated one.
    pub(super) integrated: Vec<Partner<'a>>,
    /// Why a plan that should be combined or integrated is not.
    pub(super) refused: Vec<Finding>,
}

/// Another record of the union.
#[derive(Clone, Copy, Debug)]
pub(super) struct Partner<'a> {
    pub(super) record: &'a Record,
    /// Whose plan it is, by the party id of the record that is looked from.
    pub(super) subject_here: &'a PartyRef,
    /// Whose plan the first one is, by the party id of the other record.
    pub(super) subject_there: &'a PartyRef,
}

/// The records that a record is made together with.
pub(super) fn union<'a>(
    record: &'a Record,
    group: &[&'a Record],
    setting: &Setting<'_>,
) -> Union<'a> {
    let mut union = Union::default();
    for (number, link) in links(record).iter().enumerate() {
        let field = format!("linked_plans[{number}]");
        if link.combined == Some(true) {
            match combined(record, link, group, setting) {
                Ok(partner) => union.combined.push(partner),
                Err(message) => union.refused.push(Finding::new("ENG-24", message).at(field).help(
                    "record the agreement of each of them; a plan of their own is made until then",
                )),
            }
        } else if is_of_another_organisation(link.kind) && link.plan_ref.is_some() {
            match integrated(record, link, group) {
                Ok(partner) => union.integrated.push(partner),
                Err(message) => {
                    union.refused.push(Finding::new("ENG-25", message).at(field).holding());
                }
            }
        }
    }
    union
}

/// Whether the record is one part of a care and treatment plan, whose recipients are the health
/// board's list to decide (SHR-15).
pub(super) fn is_care_and_treatment(record: &Record) -> bool {
    links(record).iter().any(|link| link.kind == LinkedKind::Ctp)
}

fn links(record: &Record) -> &[LinkedPlan] {
    record.content.linked_plans.given().map_or(&[], Vec::as_slice)
}

fn is_of_another_organisation(kind: LinkedKind) -> bool {
    matches!(kind, LinkedKind::Cpa | LinkedKind::Ctp | LinkedKind::Health | LinkedKind::Ehc)
}

/// The record of a link, and the link back.
fn partner<'a>(
    record: &Record,
    link: &LinkedPlan,
    group: &[&'a Record],
) -> Option<(&'a Record, &'a LinkedPlan)> {
    let wanted = link.plan_ref.as_deref()?;
    let other = group.iter().copied().find(|other| other.plan_id == wanted)?;
    let back =
        links(other).iter().find(|back| back.plan_ref.as_deref() == Some(&record.plan_id))?;
    Some((other, back))
}

fn combined<'a>(
    record: &Record,
    link: &'a LinkedPlan,
    group: &[&'a Record],
    setting: &Setting<'_>,
) -> Result<Partner<'a>, &'static str> {
    let date = setting.date;
    let (other, back) = partner(record, link, group)
        .ok_or("the other plan of this combined plan is not here, or doesn't refer to this one")?;
    if back.combined != Some(true) {
        return Err("the other plan doesn't say that it is combined with this one");
    }
    if other.status != Status::SignedOff || record.document != other.document {
        return Err("the other plan of this combined plan is not signed off");
    }
    let (Some(here), Some(there)) = (&link.subject_ref, &back.subject_ref) else {
        return Err("the combined plans don't say whose plan the other is");
    };
    let (Some(own), Some(theirs)) = (record.subject(), other.subject()) else {
        return Err("the combined plans don't say whose plan the other is");
    };
    if here.as_str() == own.party_id.as_str() || there.as_str() == theirs.party_id.as_str() {
        return Err("the combined plans name their own subject as the other person");
    }
    if theirs.date_of_death.is_some_and(|died| died <= date) {
        return Err("the other person of this combined plan has died");
    }
    // Neither would know the other's reasons: separate plans, and no word of why.
    if is_danger(record, here) || is_danger(other, there) {
        return Err("these plans can't be combined: look at the parties of each");
    }
    if theirs.record_restricted && !setting.include_restricted {
        return Err("the other record of this combined plan is restricted");
    }
    let agreed = agrees(record, link, date) && agrees(other, back, date);
    if !agreed || took_request_back(record, here, date) || took_request_back(other, there, date) {
        return Err("not everybody agreed to this combined plan, or somebody took it back");
    }
    Ok(Partner { record: other, subject_here: here, subject_there: there })
}

/// Whether a record says that its own subject and the other person agreed, and nobody took it back.
/// A best-interests decision stands for a subject who can't decide.
fn agrees(record: &Record, link: &LinkedPlan, date: Date) -> bool {
    let Some(subject) = record.subject() else { return false };
    let Some(other) = &link.subject_ref else { return false };
    let named = |party: &str| link.consent_refs.iter().any(|one| one.as_str() == party);
    // A consent to somebody else, such as the doctor, neither takes this one back nor upholds it.
    let took_back = |giver: &str, to: &str| {
        let between = || {
            record.consents.iter().filter(|consent| {
                consent.giver.as_str() == giver
                    && consent.recipient.as_ref().is_none_or(|recipient| recipient.as_str() == to)
            })
        };
        between().any(|consent| !consent.stands(date))
            && !between().any(|consent| consent.stands(date))
    };
    let own = subject.party_id.as_str();
    (named(own) || decided_for(record))
        && named(other.as_str())
        && !took_back(own, other.as_str())
        && !took_back(other.as_str(), own)
}

/// Whether the subject took back, and did not give again, that the other has a copy.
fn took_request_back(record: &Record, other: &PartyRef, date: Date) -> bool {
    let to_them = || record.copy_requests.iter().filter(|one| one.party.as_str() == other.as_str());
    to_them().any(|one| !one.stands(date)) && !to_them().any(|one| one.stands(date))
}

fn is_danger(record: &Record, party: &PartyRef) -> bool {
    record.parties.iter().any(|one| {
        one.party_id.as_str() == party.as_str() && one.roles.contains(&Role::PersonOfConcern)
    })
}

fn decided_for(record: &Record) -> bool {
    record.content.assessment.as_ref().is_some_and(|assessment| {
        !assessment.best_interests.is_empty()
            && assessment
                .capacity
                .iter()
                .any(|capacity| capacity.outcome == CapacityOutcome::LacksCapacity)
    })
}

fn integrated<'a>(
    record: &Record,
    link: &'a LinkedPlan,
    group: &[&'a Record],
) -> Result<Partner<'a>, &'static str> {
    let (other, back) = partner(record, link, group)
        .ok_or("the other organisation's plan is not here, or doesn't refer to this one")?;
    if other.status != Status::SignedOff {
        return Err("the other organisation's plan is not signed off");
    }
    if other.owner_organisation.is_none() {
        return Err("the other plan doesn't say which organisation it belongs to");
    }
    let led = |one: &Record| {
        one.content.lead_organisation.is_some() && one.content.lead_professional.is_some()
    };
    if !led(record) && !led(other) {
        return Err("the integrated plan names no lead organisation and professional");
    }
    let (Some(here), Some(there)) = (&link.subject_ref, &back.subject_ref) else {
        return Err("the integrated plans don't say whose plan the other is");
    };
    let is_subject = |one: &Record, party: &PartyRef| {
        one.subject().is_some_and(|subject: &Party| subject.party_id.as_str() == party.as_str())
    };
    if !is_subject(record, here) || !is_subject(other, there) {
        return Err("the integrated plans are not about one person");
    }
    let consents = |one: &Record, link: &LinkedPlan| {
        let subject = one.subject().map(|subject| subject.party_id.as_str());
        decided_for(one) || link.consent_refs.iter().any(|party| Some(party.as_str()) == subject)
    };
    if !consents(record, link) || !consents(other, back) {
        return Err("the person's agreement to the integrated plan is not recorded");
    }
    Ok(Partner { record: other, subject_here: here, subject_there: there })
}
