//! ENG-24, ENG-25: plans made together: everybody agreed to it, and somebody leads.

use super::items;
use crate::check::{Case, Check, ENGLAND, Example, Findings, PLANS};
use crate::plan::{LinkedKind, LinkedPlan, PartyRef, Record};

pub(super) const CHECKS: &[Check] = &[
    Check {
        rule: "ENG-24",
        why: "A combined plan shows two people each other's lives, so both must have agreed to it, \
              or a decision in the person's best interests must be recorded. Until then each gets \
              a plan of their own.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "linked_plans: [{kind: carer, plan_ref: SOUND-EC, subject_ref: p-rufus, \
                   combined: true, consent_refs: [p-ottilie]}]",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "linked_plans: [{kind: carer, plan_ref: SOUND-EC, subject_ref: p-rufus, \
                   combined: true, consent_refs: [p-ottilie, p-rufus]}]",
            beside: &[],
        },
        judge: not_agreed,
    },
    Check {
        rule: "ENG-25",
        why: "When two organisations make one plan, the person must know which of them leads and \
              whom to ring. Without a named lead each waits for the other.",
        regimes: ENGLAND,
        documents: PLANS,
        fails: Example {
            sound: "england_adult",
            with: "{linked_plans: [{kind: cpa, subject_ref: p-ottilie}], lead_organisation: Vale \
                   Mental Health Trust}",
            beside: &[],
        },
        passes: Example {
            sound: "england_adult",
            with: "{linked_plans: [{kind: cpa, subject_ref: p-ottilie}], lead_organisation: Vale \
                   Mental Health Trust, lead_professional: p-tove}",
            beside: &[],
        },
        judge: nobody_leads,
    },
];

fn not_agreed(case: &Case<'_>, findings: &mut Findings) {
    let record = case.record();
    for (index, link) in items(&record.content.linked_plans) {
        if link.combined != Some(true) || is_integrated(link) {
            continue;
        }
        let number = index + 1;
        if !record.subject().is_some_and(|subject| agrees(record, link, subject.party_id.as_str()))
        {
            findings.add(
                format!("linked_plans[{index}].consent_refs"),
                format!(
                    "the person whose plan this is didn't agree to combine it with linked plan \
                     {number}"
                ),
            );
        }
        match &link.subject_ref {
            None => findings.add_with(
                format!("linked_plans[{index}].subject_ref"),
                format!("combined plan {number} doesn't say whose plan it is"),
                "add `subject_ref`, and the person's agreement to `consent_refs`",
            ),
            Some(other) if !other_agrees(case, link, other) => findings.add(
                format!("linked_plans[{index}].consent_refs"),
                format!("the person of linked plan {number} didn't agree to the combined plan"),
            ),
            Some(_) => {}
        }
    }
}

/// Among those who consented, or a best-interests decision is recorded whose maker is among them: a
/// decision about something else says nothing about sharing a plan.
fn agrees(record: &Record, link: &LinkedPlan, person: &str) -> bool {
    let among = |party: &str| link.consent_refs.iter().any(|one| one.as_str() == party);
    let decisions = record.content.assessment.iter().flat_map(|found| &found.best_interests);
    among(person)
        || decisions
            .filter_map(|decision| decision.maker.as_ref())
            .any(|maker| maker.as_str() != person && among(maker.as_str()))
}

/// Here, or in the person's own record where it was read too.
fn other_agrees(case: &Case<'_>, link: &LinkedPlan, person: &PartyRef) -> bool {
    if link.consent_refs.iter().any(|one| one.as_str() == person.as_str()) {
        return true;
    }
    let this = case.record().plan_id.as_str();
    let their_own =
        link.plan_ref.as_deref().and_then(|id| case.others().find(|other| other.plan_id == id));
    their_own.is_some_and(|other| {
        other.subject().is_some_and(|subject| {
            items(&other.content.linked_plans).any(|(_, back)| {
                back.plan_ref.as_deref() == Some(this)
                    && agrees(other, back, subject.party_id.as_str())
            })
        })
    })
}

/// A plan of another organisation.
fn is_integrated(link: &LinkedPlan) -> bool {
    matches!(link.kind, LinkedKind::Cpa | LinkedKind::Ctp | LinkedKind::Health | LinkedKind::Ehc)
}

/// A link alone is no integrated plan: it is one where it is made as one plan, or names a lead.
fn nobody_leads(case: &Case<'_>, findings: &mut Findings) {
    let content = case.content();
    let organisation = content.lead_organisation.as_ref().is_some_and(|name| !name.is_empty());
    let professional = content.lead_professional.is_some();
    let is_one_plan = items(&content.linked_plans).any(|(_, link)| {
        is_integrated(link) && (link.combined == Some(true) || organisation || professional)
    });
    if !is_one_plan {
        return;
    }
    if !organisation {
        findings
            .add("lead_organisation", "the integrated plan doesn't say which organisation leads");
    }
    if !professional {
        findings.add("lead_professional", "the integrated plan names no lead professional");
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::fields_in_group;
    use crate::check::Example;

    const LINK: &str = "{kind: carer, plan_ref: SOUND-EC, subject_ref: p-rufus, combined: true";

    fn fields(with: &str) -> Vec<String> {
        super::super::tests::fields("england_adult", with)
    }

    #[test]
    fn both_must_agree() {
        let nobody = fields(&format!("linked_plans: [{LINK}}}]"));
        assert_eq!(nobody, ["ENG-24 linked_plans[0].consent_refs"; 2]);
    }

    #[test]
    fn a_best_interests_decision_counts_where_its_maker_agreed_to_this() {
        let with = |maker: &str| {
            fields(&format!(
                "{{linked_plans: [{LINK}, consent_refs: [p-rufus, p-tove]}}], assessment: \
                 {{completed_on: 2026-03-20, best_interests: [{{decision: One plan with Rufus., \
                 maker: {maker}}}]}}}}"
            ))
        };
        assert!(with("p-tove").is_empty());
        assert_eq!(with("p-signe"), ["ENG-24 linked_plans[0].consent_refs"]);
    }

    #[test]
    fn the_other_may_have_agreed_in_their_own_record() {
        const THEIRS: Example = Example {
            sound: "england_carer",
            with: "linked_plans: [{kind: other, plan_ref: SOUND-EA, subject_ref: p-ottilie, \
                   combined: true, consent_refs: [p-rufus]}]",
            beside: &[],
        };
        const OURS: &str = "linked_plans: [{kind: carer, plan_ref: SOUND-EC, subject_ref: p-rufus, \
                            combined: true, consent_refs: [p-ottilie]}]";
        let example = Example { sound: "england_adult", with: OURS, beside: &[THEIRS] };
        assert!(fields_in_group(example).is_empty());
    }

    #[test]
    fn a_plan_that_is_only_linked_has_no_lead() {
        assert!(fields("linked_plans: [{kind: health, subject_ref: p-ottilie}]").is_empty());
        let one = "linked_plans: [{kind: health, subject_ref: p-ottilie, combined: true}]";
        assert_eq!(fields(one), ["ENG-25 lead_organisation", "ENG-25 lead_professional"]);
    }
}
