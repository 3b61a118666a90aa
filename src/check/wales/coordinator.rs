//! WAL-13: one named person who coordinates the plan.

use crate::check::{Case, Check, Example, Findings, PLANS, WALES};
use crate::plan::{Coordinator, Role};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "WAL-13",
    why: "One named person coordinates preparing, completing, reviewing, delivering and revising \
          the plan. Without a name the person doesn't know whom to ask.",
    regimes: WALES,
    documents: PLANS,
    fails: Example {
        sound: "wales_carer",
        with: "{named_coordinator: null, parties: [\
               {party_id: p-emrys, is_subject: true, roles: [subject], name: {given: Emrys, family: \
               Gorwyn}, addresses: [{lines: [Tyddyn Isaf, Trefwern], postcode: ZZ7 4TI}], access: \
               {written_language: cy, last_checked_on: 2026-03-20}}, \
               {party_id: p-elen, roles: [assessor], name: {given: Elen, family: Tregib}, \
               job_title: Gweithiwr cymdeithasol}]}",
        beside: &[],
    },
    passes: Example {
        sound: "wales_carer",
        with: "{named_coordinator: {prepares: p-elen, reviews: p-elen}}",
        beside: &[],
    },
    judge: named,
}];

fn named(case: &Case<'_>, findings: &mut Findings) {
    let coordinator = case.content().named_coordinator.as_ref();
    let is_named = coordinator.is_some_and(|coordinator| {
        let Coordinator { prepares, completes, reviews, delivers, revises } = coordinator;
        [prepares, completes, reviews, delivers, revises].into_iter().any(Option::is_some)
    });
    let has_role =
        case.record().parties.iter().any(|party| party.roles.contains(&Role::NamedCoordinator));
    if !is_named && !has_role {
        findings.add("named_coordinator", "the plan names nobody who coordinates it");
    }
}
