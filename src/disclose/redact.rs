//! The filter: walks everything that a document could show and keeps what the judge lets through.
//!
//! Every type of the plan is taken apart field by field, without `..`, so that a new field does not
//! compile until somebody has decided about it here.

use super::judge::Judge;
use crate::plan::{
    AboutMe, Advice, Advocacy, Agreement, Amount, Assessment, BestInterests, Capacity,
    CarerSupport, CarerWishes, Change, Charges, ClosureStatement, Content, Contingency,
    DecisionLetter, DirectPayment, Disagreement, Envelope, Focus, Help, IndependentBudget,
    InformalCare, Involved, Involvement, Item, LinkedKind, LinkedPlan, Need, NhsFunding, Note,
    OtherMoney, Outcome, PartyRef, PersonalBudget, Recorded, ReviewRecord, Risk,
    SafeguardingConclusion, Sensitivity, SignOff, StageGoal, StandardText, Support, SupportSource,
    Visit,
};

/// What is left of a value when the judge has seen it.
pub(super) trait Redact: Sized {
    /// Judged as a whole: in a section that the copy does not have, only what a decision allowed is
    /// left of it. What is no such piece goes with its section.
    const IS_PIECE: bool;

    fn redact(self, judge: &mut Judge<'_>) -> Option<Self>;
}

impl Redact for Note {
    const IS_PIECE: bool = true;

    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let kept = judge.keeps(self.id.as_ref(), &self.envelope);
        kept.then(|| Self { envelope: judge.stripped(self.envelope), ..self })
    }
}

impl Redact for Item {
    const IS_PIECE: bool = true;

    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let kept = judge.keeps(Some(&self.id), &self.envelope);
        kept.then(|| Self { envelope: judge.stripped(self.envelope), ..self })
    }
}

impl<T: Redact> Redact for Vec<T> {
    const IS_PIECE: bool = T::IS_PIECE;

    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let items = self.into_iter().enumerate();
        let kept = items
            .filter_map(|(number, item)| judge.inside_item(number, |judge| item.redact(judge)));
        Some(kept.collect())
    }
}

impl<T: Redact> Redact for Option<T> {
    const IS_PIECE: bool = T::IS_PIECE;

    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        Some(self.and_then(|inside| inside.redact(judge)))
    }
}

impl<T: Redact + IsEmpty> Redact for Recorded<T> {
    const IS_PIECE: bool = T::IS_PIECE;

    /// What is withheld becomes "does not apply", which prints nothing: neither "none", which would
    /// be untrue, nor "not recorded", which would betray that something is there. So does a list of
    /// which nothing is left.
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        Some(match self {
            Self::Given(inside) => match inside.redact(judge) {
                Some(left) if !left.is_empty() => Self::Given(left),
                _ => Self::NotApplicable,
            },
            // An answer without words of its own is in the copies that have the whole section and
            // its class: where "none" is said to nobody, saying nothing betrays nothing.
            other
                if judge.audience.pack.is_opt_in()
                    || !judge.in_scope()
                    || !judge.has_class_here() =>
            {
                drop(other);
                Self::NotApplicable
            }
            other => other,
        })
    }
}

/// A list of which nothing is left must not leave its heading behind.
pub(super) trait IsEmpty {
    fn is_empty(&self) -> bool {
        false
    }
}

impl<T> IsEmpty for Vec<T> {
    fn is_empty(&self) -> bool {
        Self::is_empty(self)
    }
}

impl IsEmpty for Note {}

/// A struct with a gate or an envelope is a piece.
macro_rules! is_piece {
    () => {
        false
    };
    ($($some:tt)+) => {
        true
    };
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
        impl IsEmpty for $name {}

        impl Redact for $name {
            const IS_PIECE: bool = is_piece!($(gate $($gate)*)? $(envelope $envelope)?);

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
                    let kept = judge
                        .with_class(Sensitivity::$class, |judge| judge.keeps(id, &$envelope));
                    if !kept {
                        return None;
                    }
                    let $envelope = judge.stripped($envelope);
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
    // Whether somebody can decide is about their health.
    Capacity {
        gate { decision }
        envelope Health { envelope }
        parts { support_given }
        plain { assessed_on, assessor, outcome }
    }
    BestInterests {
        gate { decision }
        envelope Health { envelope }
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
        parts { how_in_practice, options_considered, flexibility_note, actions_by_others, amount }
        plain {
            kind, need_refs, outcome_refs, who_provides, provider_type, responsible_party,
            is_existing, will_continue, start, end, one_off, replacement_care,
            delivery_mechanism, cost,
        }
    }
    Amount { parts { times, timetable } plain { minutes_per_week, visits_per_week } }
    Visit { parts { what } plain { days, start, end, who } }
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

impl IsEmpty for Disagreement {}

impl Redact for Disagreement {
    const IS_PIECE: bool = true;

    /// A view belongs to who holds it: a carer's disagreement is the carer's information.
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let Self { mut item, party_ref, concerns, council_response, raised_on, outcome } = self;
        let envelope = item.envelope.clone();
        if !judge.is_subject(&party_ref) {
            item.envelope = of_somebody(&item.envelope, &party_ref);
        }
        let mut item = item.redact(judge)?;
        item.envelope = judge.stripped(envelope);
        Some(Self {
            item,
            party_ref,
            concerns,
            council_response: judge
                .inside("council_response", |judge| council_response.redact(judge))?,
            raised_on,
            outcome: judge.inside("outcome", |judge| outcome.redact(judge))?,
        })
    }
}

/// The envelope of what somebody said about themselves.
fn of_somebody(envelope: &Envelope, party: &PartyRef) -> Envelope {
    let mut envelope = envelope.clone();
    if !envelope.about.contains(party) {
        envelope.about.push(party.clone());
    }
    envelope.source_party.get_or_insert_with(|| party.clone());
    envelope
}

impl IsEmpty for LinkedPlan {}

impl Redact for LinkedPlan {
    const IS_PIECE: bool = true;

    /// That somebody has a plan is their own information, a child's above all (X17). In the
    /// person's own copy stand the plans of grown-up people that they made theirs with, and those of
    /// who cares for them and whom they care for.
    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let Self { kind, plan_ref, owner_org, subject_ref, combined, consent_refs, envelope } =
            self;
        let mut judged = envelope.clone();
        if let Some(whose) = subject_ref.as_ref().filter(|whose| !judge.is_subject(whose)) {
            let childs = matches!(kind, LinkedKind::Ehc | LinkedKind::Idp | LinkedKind::YoungCarer);
            let agreed = combined == Some(true) && consent_refs.contains(whose);
            if childs || !(judge.audience.is_own() || agreed) {
                judged = of_somebody(&judged, whose);
            }
        }
        let class = match kind {
            LinkedKind::Safeguarding => Sensitivity::Safeguarding,
            LinkedKind::Cpa | LinkedKind::Ctp | LinkedKind::Health => Sensitivity::Health,
            _ => Sensitivity::Normal,
        };
        let kept = judge.with_class(class, |judge| judge.keeps(None, &judged));
        kept.then(|| Self {
            kind,
            plan_ref,
            owner_org,
            subject_ref,
            combined,
            consent_refs,
            envelope: judge.stripped(envelope),
        })
    }
}

impl IsEmpty for Focus {}

impl Redact for Focus {
    const IS_PIECE: bool = false;

    fn redact(self, judge: &mut Judge<'_>) -> Option<Self> {
        let Self {
            needs_changed,
            working,
            not_working,
            may_need_change,
            outcomes_achieved,
            new_outcomes,
            improvements,
            budget_appropriate_and_managed,
            support_network_changes,
            abuse_neglect_risk,
            subject_satisfied,
            carer_satisfied,
            advocate_satisfied,
        } = self;
        let mut of_class = |field: &str, class: Sensitivity, note: Option<Note>| {
            judge.inside(field, |judge| {
                judge.with_class(class, |judge| note.redact(judge)).flatten()
            })
        };
        let mut plain = |field, note| of_class(field, Sensitivity::Normal, note);
        Some(Self {
            needs_changed: plain("needs_changed", needs_changed),
            working: plain("working", working),
            not_working: plain("not_working", not_working),
            may_need_change: plain("may_need_change", may_need_change),
            outcomes_achieved: plain("outcomes_achieved", outcomes_achieved),
            new_outcomes: plain("new_outcomes", new_outcomes),
            improvements: plain("improvements", improvements),
            support_network_changes: plain("support_network_changes", support_network_changes),
            subject_satisfied: plain("subject_satisfied", subject_satisfied),
            carer_satisfied: plain("carer_satisfied", carer_satisfied),
            advocate_satisfied: plain("advocate_satisfied", advocate_satisfied),
            budget_appropriate_and_managed: of_class(
                "budget_appropriate_and_managed",
                Sensitivity::Finance,
                budget_appropriate_and_managed,
            ),
            abuse_neglect_risk: of_class(
                "abuse_neglect_risk",
                Sensitivity::Safeguarding,
                abuse_neglect_risk,
            ),
        })
    }
}

impl IsEmpty for InformalCare {}

impl Redact for InformalCare {
    const IS_PIECE: bool = true;

    /// The help itself, and whether the carer is willing and able, are contents of the plan
    /// (SHR-02). What the carer thinks, needs and wishes is the carer's own: it goes to somebody
    /// else only with the carer's consent.
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
        let contents = Envelope { about: Vec::new(), ..envelope.clone() };
        if !judge.keeps(Some(&id), &contents) {
            return None;
        }
        let own = judge.is_subject(&carer_ref);
        let mut private = |field: &str, note: Option<Note>| {
            judge.inside(field, |judge| {
                let mut note = note?;
                let envelope = note.envelope.clone();
                if !own {
                    note.envelope = of_somebody(&envelope, &carer_ref);
                }
                note.id.get_or_insert_with(|| id.clone());
                let mut note = note.redact(judge)?;
                note.envelope = judge.stripped(envelope);
                Some(note)
            })
        };
        let carer_views = private("carer_views", carer_views);
        let carer_needs = private("carer_needs", carer_needs);
        let carer_wishes_extent = private("carer_wishes_extent", carer_wishes_extent);
        let impact = private("impact", impact);
        let carer_support = carer_support
            .into_iter()
            .filter_map(|support| {
                let CarerSupport { what, outcome } = support;
                let what = private("carer_support", Some(what))?;
                Some(CarerSupport { what, outcome: private("carer_support", outcome) })
            })
            .collect();
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
            envelope: judge.stripped(envelope),
        })
    }
}

macro_rules! redact_content {
    (
        parts { $($part:ident $class:ident),* $(,)? }
        facts { $($fact:ident),* $(,)? }
    ) => {
        impl Content {
            /// Everything that the judge lets through, section by section.
            pub(super) fn redacted(self, judge: &mut Judge<'_>) -> Self {
                let Self { $($part,)* $($fact,)* } = self;
                Self {
                    $($part: judge.inside(stringify!($part), |judge| {
                        judge.with_class(Sensitivity::$class, |judge| section($part, judge))
                    }),)*
                    // Facts without an envelope go with their section; nobody can opt them in.
                    $($fact: judge.inside(stringify!($fact), |judge| {
                        if judge.in_scope() && !judge.audience.pack.is_opt_in() {
                            $fact
                        } else {
                            Gone::gone()
                        }
                    }),)*
                }
            }
        }
    };
}

/// What stands for a section that a copy does not have: it prints nothing, neither "none" nor "not
/// recorded".
trait Gone {
    fn gone() -> Self;
}

impl<T> Gone for Recorded<T> {
    fn gone() -> Self {
        Self::NotApplicable
    }
}

impl<T> Gone for Option<T> {
    fn gone() -> Self {
        None
    }
}

impl<T> Gone for Vec<T> {
    fn gone() -> Self {
        Self::new()
    }
}

/// One section: of what the copy does not have, only single pieces that a decision allowed are left.
fn section<T: Redact + Gone>(part: T, judge: &mut Judge<'_>) -> T {
    let left = part.redact(judge).unwrap_or_else(T::gone);
    if judge.in_scope() || T::IS_PIECE { left } else { T::gone() }
}

redact_content! {
    parts {
        about_me Normal, assessment Normal, needs Normal, outcomes Normal, carer_wishes Normal,
        supports Normal, informal_care Normal, personal_budget Finance, direct_payments Finance,
        charges Finance, independent_personal_budget Finance, nhs_funding Finance,
        information_advice Normal, risks Normal, contingency Normal, disagreements Normal,
        safeguarding_conclusion Safeguarding, safeguarding_note Safeguarding,
        protection_property Normal, involvement Normal, advocacy Normal, agreement Normal,
        sign_off Normal, monitoring_arrangements Normal, roles_and_responsibilities Normal,
        resources Normal, linked_plans Normal, review_record Normal, closure_statement Normal,
        decision_letter Normal, help Normal, standard_text Normal,
    }
    facts {
        dp_discussion, prepared_by, named_coordinator, responsible, other_plans_checked,
        lead_organisation, lead_professional, information_sharing_protocol_ref, review_plan,
    }
}
