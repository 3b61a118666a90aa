//! SHR-07, SHR-08: how far an authority in law reaches, and whether anybody has seen it.

use super::claims::{field_of, standing};
use super::ground::{Ground, ground};
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::plan::{Party, Scope};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "SHR-07",
        why: "A power over money is no power over care. Whoever has only that may see what things \
              cost and what they are, and not the whole plan.",
        regimes: EVERYWHERE,
        documents: DOCUMENTS,
        fails: Example {
            sound: "wales_adult",
            with: "{recipients: [{party: p-megan, basis: legal_authority, scope: full, channel: \
                   post}]}",
            beside: &[],
        },
        passes: Example {
            sound: "wales_adult",
            with: "{recipients: [{party: p-megan, basis: legal_authority, channel: post}]}",
            beside: &[],
        },
        judge: money_alone,
    },
    Check {
        rule: "SHR-08",
        why: "People sometimes say that they have a power of attorney when they don't, or when it \
              covers something else. The copy waits until somebody has seen the document.",
        regimes: EVERYWHERE,
        documents: DOCUMENTS,
        fails: Example {
            sound: "wales_adult",
            with: "{recipients: [{party: p-iolo, basis: legal_authority, channel: post}]}",
            beside: &[],
        },
        passes: Example {
            sound: "wales_adult",
            with: "{recipients: [{party: p-megan, basis: legal_authority, channel: post}]}",
            beside: &[],
        },
        judge: not_seen,
    },
];

fn money_alone(case: &Case<'_>, findings: &mut Findings) {
    let has_more = |party: &Party| {
        standing(case).any(|other| {
            other.party.party_id == party.party_id && matches!(ground(case, &other), Ground::Stands)
        })
    };
    for claim in standing(case) {
        let is_whole = matches!(claim.asked.scope, Some(Scope::Full));
        if is_whole && matches!(ground(case, &claim), Ground::MoneyAlone) && !has_more(claim.party)
        {
            findings.add(
                format!("{}.scope", claim.field),
                "the whole plan is asked for, and the authority is over money alone",
            );
        }
    }
}

fn not_seen(case: &Case<'_>, findings: &mut Findings) {
    for claim in standing(case) {
        if let Ground::NotSeen(number) = ground(case, &claim) {
            findings.add(
                format!(
                    "{}.legal_authority[{number}].evidence_seen",
                    field_of(case.record(), claim.party)
                ),
                "a copy rests on an authority in law that nobody has seen",
            );
        }
    }
}
