//! When the plan is looked at again, and what a review found.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Envelope, Id, Item, Note, PartyRef, Recorded};

/// How and when the plan is reviewed: s.27; reg 3(1)(e).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct ReviewPlan {
    /// The next review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_review_on: Option<Date>,
    /// How often after that, in months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval_months: Option<u32>,
    /// In which way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<ReviewMethod>,
    /// The person agreed to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_with_person: Option<bool>,
    /// Who reviews.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<PartyRef>,
    /// What brings it forward.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<ReviewTrigger>,
}

/// The ways to review.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewMethod {
    /// By the person.
    #[serde(rename = "self")]
    SelfReview,
    /// With a peer.
    PeerLed,
    /// By telephone.
    RemotePhone,
    /// Online.
    RemoteOnline,
    /// Face to face.
    FaceToFace,
}

/// What brings a review forward.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewTrigger {
    /// Few friends or family.
    FewFriendsFamily,
    /// Something changed.
    CircumstancesChanged,
    /// The support does not come as planned.
    DeliveryProblem,
    /// The provider changes.
    ProviderChange,
    /// A hospital stay.
    Hospital,
    /// The carer's situation changes.
    CarerChange,
    /// A worry about safety.
    Safeguarding,
    /// Somebody asks.
    Request,
    /// Anything else.
    Other,
}

/// What a review found: s.27; reg 6.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct ReviewRecord {
    /// Which kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ReviewKind>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Date>,
    /// Who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested_by: Option<PartyRef>,
    /// In which way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<ReviewMethod>,
    /// Who reviewed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<PartyRef>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<PartyRef>,
    /// The advocate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advocate_ref: Option<PartyRef>,
    /// The questions of the guidance.
    #[serde(default)]
    pub focus: Focus,
    /// How things went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Note>,
    /// Whether the outcomes are still the right ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcomes_still_appropriate: Option<Note>,
    /// Whether the risks are up to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risks_up_to_date: Option<Note>,
    /// What is to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub future_services: Option<Note>,
    /// How far the outcomes were met (client-level data).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcomes_met: Option<Met>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub decision: Recorded<ReviewDecision>,
    /// Why: reg 6(3) for a plan that is confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<Note>,
    /// A new assessment is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reassessment_needed: Option<bool>,
    /// A new financial assessment is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub financial_reassessment_needed: Option<bool>,
    /// What changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// The questions that a review asks, as the guidance lists them.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Focus {
    /// Have the needs changed?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs_changed: Option<Note>,
    /// What works?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working: Option<Note>,
    /// What does not work?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_working: Option<Note>,
    /// What may need to change?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_need_change: Option<Note>,
    /// Have the outcomes been reached?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes_achieved: Option<Note>,
    /// Are there new ones?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_outcomes: Option<Note>,
    /// Can anything be better?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub improvements: Option<Note>,
    /// Is the budget right and well looked after? England only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget_appropriate_and_managed: Option<Note>,
    /// Has the circle of support changed?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_network_changes: Option<Note>,
    /// Is there a risk of abuse or neglect?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abuse_neglect_risk: Option<Note>,
    /// Is the person content?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_satisfied: Option<Note>,
    /// Is the carer content?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carer_satisfied: Option<Note>,
    /// Is the advocate content?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advocate_satisfied: Option<Note>,
}

/// One change from the old plan to the new.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Change {
    /// For audit.
    pub id: Id,
    /// What it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Note>,
    /// What it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Note>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Note>,
}

/// The kinds of review.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// A first, light-touch one: guidance 13.32.
    LightTouch,
    /// Planned.
    Planned,
    /// Because something changed.
    Unplanned,
    /// Because somebody asked.
    Requested,
}

/// What a review decides.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewDecision {
    /// The plan goes on.
    Continue,
    /// The plan is revised.
    Revise,
    /// The plan is confirmed: reg 6(3).
    Confirm,
    /// The plan is closed: reg 6(5).
    Close,
    /// The needs are assessed again.
    Reassess,
}

/// How far outcomes were met.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// Fully.
    Fully,
    /// In part.
    Partially,
    /// Not.
    Not,
}

/// The statement that closes a Welsh plan: reg 6(6).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct ClosureStatement {
    /// Why the plan is closed.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub reasons: Recorded<Note>,
    /// How far the outcomes were reached.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub outcomes_evaluation: Recorded<Note>,
    /// That the needs are met in another way.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub needs_met_otherwise_confirmation: Recorded<Note>,
    /// More that the person should know, each with its easy read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Item>,
}
