//! PRT-06: the same recipient twice: in one record, or in two records of a group.

use crate::check::sharing::claims::{readers, standing};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{Party, Record, Status, same_door};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "PRT-06",
    why: "Two requests for one recipient lead to two copies of one plan. Sometimes that is meant; \
          mostly the second was recorded because nobody saw the first.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-gwen, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}], recipients: [{party: p-gwen, basis: subject_request, scope: \
               full, channel: post, asked_by: p-nesta, asked_on: 2026-05-14}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_adult",
        with: "{copy_requests: [{party: p-gwen, scope: full, channel: post, asked_by: p-nesta, \
               asked_on: 2026-04-14}]}",
        beside: &[],
    },
    judge: twice,
}];

fn twice(case: &Case<'_>, findings: &mut Findings) {
    let mut seen: Vec<&str> = Vec::new();
    for claim in standing(case) {
        let id = claim.party.party_id.as_str();
        if seen.contains(&id) {
            findings.add(claim.field, "this recipient is to have a copy already");
        }
        seen.push(id);
    }
    for reader in readers(case).iter().filter(|reader| reader.by_post) {
        let mut others = case.others().filter(|other| is_sent_too(other, case.record()));
        if others.any(|other| also_writes_to(other, reader.party, case)) {
            findings.add_info(
                format!("{}.addresses", reader.field),
                "another record of the group goes to the same person and address",
            );
        }
    }
}

/// Neither is a draft, an older version of the other or a part of one combined plan: both are sent.
fn is_sent_too(other: &Record, record: &Record) -> bool {
    let replaces = |new: &Record, old: &Record| {
        new.supersedes_plan_id.as_deref().is_some_and(|id| id == old.plan_id)
    };
    let is_combined = record.is_combined() && other.is_combined();
    other.status == Status::SignedOff
        && !is_combined
        && !replaces(other, record)
        && !replaces(record, other)
}

/// Whether another record leads to a copy for the same person at the same door.
fn also_writes_to(other: &Record, party: &Party, case: &Case<'_>) -> bool {
    let is_reader = |one: &Party| {
        one.is_subject
            || other.copy_requests.iter().chain(&other.recipients).any(|claim| {
                claim.party.as_str() == one.party_id.as_str() && claim.stands(case.date())
            })
    };
    let name = |party: &Party| party.name.plain().to_lowercase();
    let wanted = name(party);
    let lives_there = |one: &Party| {
        let mut doors = one.addresses.iter();
        doors.any(|door| party.addresses.iter().any(|own| same_door(own, door)))
    };
    !wanted.is_empty()
        && other.parties.iter().any(|one| is_reader(one) && name(one) == wanted && lives_there(one))
}

#[cfg(test)]
mod tests {
    use crate::check::Example;
    use crate::check::tests::judged;
    use crate::finding::Severity;

    #[test]
    fn two_records_of_one_group_are_for_the_log() {
        const CARER: Example = Example { sound: "wales_carer", with: "{}", beside: &[] };
        let with = "{copy_requests: [{party: p-emrys, scope: full, channel: post, asked_by: \
                    p-nesta, asked_on: 2026-04-14}]}";
        let found = judged(Example { sound: "wales_adult", with, beside: &[CARER] });
        let own: Vec<_> = found.iter().filter(|finding| finding.rule.id == "PRT-06").collect();
        assert_eq!(own.len(), 1);
        assert_eq!(
            (own[0].field.as_str(), own[0].severity),
            ("parties[1].addresses", Severity::Info)
        );
    }
}
