//! The filter: walks everything that a document could show and keeps what the judge lets through.
//!
//! Every type of the plan is taken apart field by field, without `..`, so that a new field does not
//! compile until somebody has decided about it here.

use super::judge::Judge;
use crate::plan::{
    AboutMe, Advice, Advocacy, Agreement, Assessment, BestInterests, Capacity, CarerSupport,
    CarerWishes, Change, Charges, ClosureStatement, Content, Contingency, DecisionLetter,
    DirectPayment, Disagreement, Focus, Help, IndependentBudget, InformalCare, Involved,
    Involvement, Item, LinkedPlan, Need, NhsFunding, Note, OtherMoney, Outcome, PersonalBudget,
    Recorded, ReviewRecord, Risk, SafeguardingConclusion, Sensitivity, SignOff, StageGoal,
    StandardText, Support, SupportSource,
};

/// What is left of a value when the judge has seen it.
pub(super) trait Redact: Sized {
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self>;
}

impl Redact for Note {
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        judge.keeps(self.id.as_ref(), &self.envelope).then_some(self)
    }
}

impl Redact for Item {
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        judge.keeps(Some(&self.id), &self.envelope).then_some(self)
    }
}

impl<T: Redact> Redact for Vec<T> {
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        Some(self.into_iter().filter_map(|item| item.redact(judge)).collect())
    }
}

impl<T: Redact> Redact for Option<T> {
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        Some(self.and_then(|inside| inside.redact(judge)))
    }
}

impl<T: Redact> Redact for Recorded<T> {
    /// What is withheld becomes "does not apply", which prints nothing: neither "none", which would
    /// be untrue, nor "not recorded", which would betray that something is there.
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        Some(match self {
            Self::Given(inside) => inside.redact(judge).map_or(Self::NotApplicable, Self::Given),
            // In a summary an answer without words of its own was not opted in.
            other if judge.shows_only_what_was_opted_in() => {
                drop(other);
                Self::NotApplicable
            }
            other => other,
        })
    }
}

/// Takes a struct apart: `gate` fields withhold the whole when they go, `parts` are filtered one by
/// one, `plain` fields belong to the whole.
macro_rules! redact {
    ($($name:ident {
        $(gate { $($gate:ident),* $(,)? })?
        $(envelope $class:ident { $envelope:ident $(, $id:ident)? })?
        $(parts { $($part:ident),* $(,)? })?
        $(plain { $($plain:ident),* $(,)? })?
    })*) => {$(
        impl Redact for $name {
            fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
                let Self {
                    $($($gate,)*)?
                    $($envelope, $($id,)?)?
                    $($($part,)*)?
                    $($($plain,)*)?
                } = self;
                $($(let $gate = $gate.redact(judge)?;)*)?
                $(
                    let id = None::<&crate::plan::Id>$(.or(Some(&$id)))?;
                    if !judge.keeps_class(id, &$envelope, Sensitivity::$class) {
                        return None;
                    }
                )?
                $($(let $part = judge.inside(stringify!($part), |judge| $part.redact(judge))?;)*)?
                Some(Self {
                    $($($gate,)*)?
                    $($envelope, $($id,)?)?
                    $($($part,)*)?
                    $($($plain,)*)?
                })
            }
        }
    )*};
}

redact! {
    AboutMe {
        parts {
            most_important, people_important, how_i_communicate, my_wellness, please_do,
            please_dont, how_and_when_to_support, also_worth_knowing, supported_to_write_by,
            wishes_feelings, values, aspirations, strengths, circle_of_support,
            community_connections, skills_to_build, wishes_unpaid_support,
        }
        plain { date, media_links }
    }
    Assessment {
        parts { information_considered, capacity, best_interests }
        plain { completed_on, assessor, kind, copy_enclosed, dols_status }
    }
    Capacity {
        gate { decision }
        envelope Normal { envelope }
        parts { support_given }
        plain { assessed_on, assessor, outcome }
    }
    BestInterests {
        gate { decision }
        envelope Normal { envelope }
        parts { reasons }
        plain { maker, consulted }
    }
    Need {
        gate { item }
        parts {
            eligibility_extent, wellbeing_impact, met_by_other, not_eligible_action,
            fluctuation_plan,
        }
        plain {
            domains, eligible, la_will_meet, power_s19, met_by_carer_refs, dp_possible, fluctuates,
            outcome_refs,
        }
    }
    Outcome {
        gate { item }
        parts { how_support_helps, progress_measure, stage_goals }
        plain {
            defined_by, regulation_outcome, wellbeing_areas, baseline_score, importance,
            confidence, target_date, status,
        }
    }
    StageGoal { gate { text } plain { target_date } }
    CarerWishes { parts { caring, work, education_training, recreation } }
    Support {
        gate { item }
        parts { how_in_practice, options_considered, flexibility_note, actions_by_others }
        plain {
            kind, need_refs, outcome_refs, who_provides, provider_type, responsible_party,
            is_existing, will_continue, amount, start, end, one_off, replacement_care,
            delivery_mechanism, cost,
        }
    }
    CarerSupport { gate { what } parts { outcome } }
    PersonalBudget {
        envelope Finance { envelope }
        parts { other_public_money, excluded_reablement, how_used, admin_support_given }
        plain { cost_to_la, adult_pays, la_pays, daily_living_costs, balance, is_indicative, management }
    }
    OtherMoney { gate { text } plain { amount } }
    DirectPayment {
        envelope Finance { envelope, id }
        parts { conditions }
        plain { need_refs, amount, first_payment_on, payee_ref, account_type }
    }
    Charges {
        envelope Finance { envelope }
        parts { nil_reason, collection, explanation }
        plain {
            pending, told_separately, assessed_on, contribution, third_party_top_up, deferred,
        }
    }
    IndependentBudget {
        envelope Finance { envelope }
        plain { cost_if_la_met, daily_living, care_part }
    }
    NhsFunding {
        envelope Finance { envelope }
        parts { chc, fnc, s117, joint }
    }
    Advice { gate { item } parts { source } plain { purpose, url, phone, given_on } }
    Risk {
        gate { item }
        parts { who_at_risk, actions }
        plain { likelihood, impact, owner, review_on, accepted_by_person }
    }
    Contingency {
        gate { item, trigger }
        parts { early_warning, coping, medicines_equipment }
        plain { contacts, agreed_with, updated_on, review_on }
    }
    Disagreement {
        gate { item }
        parts { council_response, outcome }
        plain { party_ref, concerns, raised_on }
    }
    SafeguardingConclusion {
        envelope Safeguarding { envelope }
        parts { conclusion, withhold_text_variant }
        plain { enquiry_ref, enquiry_open, concluded_on }
    }
    Involvement {
        parts { involved, subject_level, help_to_decide }
        plain { time_to_consider, subject_led }
    }
    Involved { parts { how } plain { party_ref } }
    Advocacy {
        parts { why_none }
        plain { substantial_difficulty, needed, appropriate_person_ref, advocate_ref }
    }
    Agreement {
        parts { steps_taken_to_agree, not_signed_reason }
        plain { subject_agrees, subject_happy, representative_ref, signed_on }
    }
    SignOff { parts { role, conditions } plain { officer_ref, signed_on, approved_budget } }
    LinkedPlan {
        envelope Normal { envelope }
        plain { kind, plan_ref, owner_org, subject_ref, combined, consent_refs }
    }
    ReviewRecord {
        envelope Normal { envelope }
        parts {
            focus, progress, outcomes_still_appropriate, risks_up_to_date, future_services,
            reasons, changes,
        }
        plain {
            kind, reviewed_on, requested_by, method, reviewer, participants, advocate_ref,
            outcomes_met, decision, reassessment_needed, financial_reassessment_needed,
        }
    }
    Focus {
        parts {
            needs_changed, working, not_working, may_need_change, outcomes_achieved, new_outcomes,
            improvements, budget_appropriate_and_managed, support_network_changes,
            abuse_neglect_risk, subject_satisfied, carer_satisfied, advocate_satisfied,
        }
    }
    Change { parts { before, after, why } plain { id } }
    ClosureStatement { parts { reasons, outcomes_evaluation, needs_met_otherwise_confirmation, also } }
    DecisionLetter {
        parts {
            reasons, needs_considered, advice_meet_reduce, advice_prevent_delay, other_help,
            self_funding_information, how_to_challenge,
        }
        plain { kind, advice_given_on, decision_date, effective_date, decision_maker }
    }
    Help {
        parts {
            complaint_process, complaint_contact, support_sources, ombudsman, review_request_right,
            opening_hours, interpreter_offer,
        }
        plain { helpline }
    }
    SupportSource { gate { name } parts { what } plain { phone, url } }
    StandardText {
        parts {
            principles, cost_effective_note, reviews_not_for_cuts, plan_belongs_to_you,
            language_strapline,
        }
    }
}

impl Redact for InformalCare {
    /// The help itself, and whether the carer is willing and able, are contents of the plan
    /// (SHR-02). What the carer thinks, needs and wishes is the carer's own, and stays out of
    /// anybody else's copy.
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let Self {
            id,
            carer_ref,
            support_given,
            need_refs,
            willing,
            able,
            willing_until,
            carer_views,
            carer_needs,
            carer_wishes_extent,
            carer_support,
            carer_plan_ref,
            carer_assessment_offered,
            caring_role,
            impact,
            hours_per_week,
            cared_for_ref,
            envelope,
        } = self;
        let own = judge.is_subject(&carer_ref);
        let given = crate::plan::Envelope { about: Vec::new(), ..envelope.clone() };
        if !judge.keeps(Some(&id), &given) {
            return None;
        }
        let mut private = |field: &'static str, note: Option<Note>| {
            judge.inside(field, |judge| match note {
                Some(note) if own => note.redact(judge),
                Some(note) => {
                    judge.withhold(note.id.as_ref().or(Some(&id)), super::judge::Step::ThirdParty);
                    None
                }
                None => None,
            })
        };
        let carer_views = private("carer_views", carer_views);
        let carer_needs = private("carer_needs", carer_needs);
        let carer_wishes_extent = private("carer_wishes_extent", carer_wishes_extent);
        let impact = private("impact", impact);
        let carer_support = if own {
            carer_support.redact(judge)?
        } else {
            if !carer_support.is_empty() {
                judge.inside("carer_support", |judge| {
                    judge.withhold(Some(&id), super::judge::Step::ThirdParty);
                });
            }
            Vec::new()
        };
        Some(Self {
            support_given: judge.inside("support_given", |judge| support_given.redact(judge))?,
            willing_until: judge.inside("willing_until", |judge| willing_until.redact(judge))?,
            caring_role: judge.inside("caring_role", |judge| caring_role.redact(judge))?,
            id,
            carer_ref,
            need_refs,
            willing,
            able,
            carer_views,
            carer_needs,
            carer_wishes_extent,
            carer_support,
            carer_plan_ref,
            carer_assessment_offered,
            impact,
            hours_per_week,
            cared_for_ref,
            envelope,
        })
    }
}

macro_rules! redact_content {
    (
        parts { $($part:ident),* $(,)? }
        own_copy_only { $($own:ident),* $(,)? }
        facts { $($fact:ident),* $(,)? }
    ) => {
        impl Content {
            /// Everything that the judge lets through, section by section.
            pub(super) fn redacted(self, judge: &mut Judge<'_>) -> Self {
                let Self { $($part,)* $($own,)* $($fact,)* } = self;
                let summary = judge.shows_only_what_was_opted_in();
                Self {
                    $($part: judge
                        .inside(stringify!($part), |judge| $part.redact(judge))
                        .unwrap_or_default(),)*
                    // These hold names and facts beside their notes: a summary has none of them.
                    $($own: if summary {
                        Default::default()
                    } else {
                        judge
                            .inside(stringify!($own), |judge| $own.redact(judge))
                            .unwrap_or_default()
                    },)*
                    // Facts without an envelope can't be opted in, so no summary has them.
                    $($fact: if summary { Default::default() } else { $fact },)*
                }
            }
        }
    };
}

redact_content! {
    parts {
        about_me, needs, outcomes, carer_wishes, supports, personal_budget, charges,
        information_advice, risks, contingency, safeguarding_note, protection_property,
        monitoring_arrangements, roles_and_responsibilities, resources, standard_text,
    }
    own_copy_only {
        assessment, informal_care, direct_payments, independent_personal_budget, nhs_funding,
        disagreements, safeguarding_conclusion, involvement, advocacy, agreement, sign_off,
        linked_plans, review_record, closure_statement, decision_letter, help,
    }
    facts {
        dp_discussion, prepared_by, named_coordinator, responsible, other_plans_checked,
        lead_organisation, lead_professional, information_sharing_protocol_ref, review_plan,
    }
}

/// Takes from a summary what hangs on an opted-in item without having been opted in itself: who
/// comes and when, whom to ring, media of the person.
pub(super) fn narrow_to_summary(content: &mut Content) {
    if let Recorded::Given(supports) = &mut content.supports {
        for support in supports {
            support.who_provides = Recorded::NotApplicable;
            support.responsible_party = None;
            support.amount = None;
            support.start = None;
            support.end = None;
            support.cost = None;
            support.delivery_mechanism = Recorded::NotApplicable;
        }
    }
    if let Recorded::Given(all) = &mut content.contingency {
        for contingency in all {
            contingency.contacts.clear();
            contingency.agreed_with.clear();
        }
    }
    if let Recorded::Given(risks) = &mut content.risks {
        for risk in risks {
            risk.owner = None;
        }
    }
    if let Some(about_me) = &mut content.about_me {
        about_me.media_links.clear();
        about_me.supported_to_write_by = None;
    }
}
