//! Other plans that belong to this one: combined and integrated plans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Envelope, PartyRef, Texts};

/// One plan that is linked to this one: s.25(11)-(12).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct LinkedPlan {
    /// What kind of plan.
    pub kind: LinkedKind,
    /// The `plan_id` of its record, where that record comes too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_ref: Option<String>,
    /// The organisation whose plan it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_org: Option<Texts>,
    /// The party whose plan it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_ref: Option<PartyRef>,
    /// Made as one plan with this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub combined: Option<bool>,
    /// Who agreed to that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consent_refs: Vec<PartyRef>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// The kinds of plan that can be linked.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkedKind {
    /// Care programme approach.
    Cpa,
    /// Care and treatment plan: Mental Health (Wales) Measure 2010 s.18.
    Ctp,
    /// A health plan.
    Health,
    /// Education, health and care plan. England.
    Ehc,
    /// Individual development plan. Wales.
    Idp,
    /// A carer's plan.
    Carer,
    /// A spouse's or partner's plan.
    Spouse,
    /// Somebody's of the household.
    Household,
    /// A young carer's.
    YoungCarer,
    /// Advance care plan.
    Advance,
    /// Housing.
    Housing,
    /// Safeguarding.
    Safeguarding,
    /// Anything else.
    Other,
}
