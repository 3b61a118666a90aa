//! Unpaid care: what each carer gives, is willing and able to give, and what they say of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Envelope, Id, Note, PartyRef, Ref};

/// One unpaid carer's part. Adult's plan: what they do for the subject. Carer's plan: the subject's
/// own caring (then `carer_ref` is the subject and `cared_for_ref` the adult).
///
/// `support_given`, `need_refs`, `willing` and `able` are contents of the plan; the carer's views,
/// needs and wishes are the carer's own (`third_party` unless the carer consents: SHR-02).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct InformalCare {
    /// For audit.
    pub id: Id,
    /// The carer.
    pub carer_ref: PartyRef,
    /// What the carer does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_given: Option<Note>,
    /// The needs that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need_refs: Vec<Ref>,
    /// Willing to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub willing: Option<Willing>,
    /// Able to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub able: Option<Willing>,
    /// Until when, or as long as what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub willing_until: Option<Note>,
    /// What the carer thinks. The carer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_views: Option<Note>,
    /// What the carer needs. The carer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_needs: Option<Note>,
    /// How much the carer wishes to do. The carer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_wishes_extent: Option<Note>,
    /// Support for the carer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carer_support: Vec<CarerSupport>,
    /// The carer's own plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_plan_ref: Option<String>,
    /// The carer was offered an assessment: s.10(1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carer_assessment_offered: Option<bool>,
    /// Carer's plan: what the caring is. s.10(5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caring_role: Option<Note>,
    /// Carer's plan: what it does to the carer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Note>,
    /// Hours a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_week: Option<u32>,
    /// Carer's plan: the adult who is cared for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cared_for_ref: Option<PartyRef>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// One support for a carer.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct CarerSupport {
    /// What.
    pub what: Note,
    /// What comes of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Note>,
}

/// An answer of a carer.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Willing {
    /// Yes.
    Yes,
    /// No.
    No,
    /// In part.
    Partly,
    /// Nobody asked.
    NotAsked,
}
