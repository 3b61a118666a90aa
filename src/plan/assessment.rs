//! The assessment behind the plan, capacity and best interests.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Envelope, Note, PartyRef};

/// The assessment that the plan rests on: s.9, s.10; Part 3 of the 2014 Act in Wales.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Assessment {
    /// When it was completed: s.25(1)(a).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completed_on: Option<Date>,
    /// Who assessed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessor: Option<PartyRef>,
    /// Which kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<AssessmentKind>,
    /// What was taken into account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub information_considered: Option<Note>,
    /// A copy of it goes with the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_enclosed: Option<bool>,
    /// Capacity, decision by decision: Mental Capacity Act 2005 s.2-3.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub capacity: Vec<Capacity>,
    /// Decisions made in the person's best interests: Mental Capacity Act 2005 s.4.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub best_interests: Vec<BestInterests>,
    /// Deprivation of liberty safeguards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dols_status: Option<Dols>,
}

/// The kinds of assessment.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AssessmentKind {
    /// Of an adult's needs: s.9.
    Needs,
    /// Of a carer's: s.10.
    Carer,
    /// Of both together: s.12(5).
    Combined,
    /// By the person, with the council's support.
    SupportedSelf,
}

/// One assessment of capacity, for one decision.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Capacity {
    /// Which decision.
    pub decision: Note,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessed_on: Option<Date>,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessor: Option<PartyRef>,
    /// What came out.
    pub outcome: CapacityOutcome,
    /// What was done so that the person could decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support_given: Option<Note>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// What an assessment of capacity found.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CapacityOutcome {
    /// The person can make this decision.
    HasCapacity,
    /// The person can't make this decision now.
    LacksCapacity,
    /// It changes.
    Fluctuates,
}

/// One decision made for the person.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct BestInterests {
    /// Which decision.
    pub decision: Note,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maker: Option<PartyRef>,
    /// Who was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<PartyRef>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Note>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// Deprivation of liberty safeguards.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dols {
    /// None.
    None,
    /// Asked for.
    Applied,
    /// In force.
    Authorised,
    /// Ended.
    Ended,
}
