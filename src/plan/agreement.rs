//! Who took part, who agreed, who signed, who looks after the plan.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Money, Note, PartyRef, Recorded};

/// Who took part in the planning: s.25(3)-(4).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Involvement {
    /// Who, and how.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub involved: Vec<Involved>,
    /// How far the person took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_level: Option<Note>,
    /// The person had time to think.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_to_consider: Option<bool>,
    /// Help to decide how the needs are met: s.24(1)(c).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help_to_decide: Option<Note>,
    /// The person led it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_led: Option<bool>,
}

/// One who took part.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Involved {
    /// Who.
    pub party_ref: PartyRef,
    /// How.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<Note>,
}

/// Who wrote the plan: s.25(7).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct PreparedBy {
    /// In which way.
    pub mode: PreparedMode,
    /// Who.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub party_refs: Vec<PartyRef>,
}

/// The ways to write a plan.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PreparedMode {
    /// The council with the person.
    CouncilWithPerson,
    /// The person.
    Person,
    /// A carer, family or friend.
    CarerFamilyFriend,
    /// An independent planner.
    IndependentPlanner,
    /// Another organisation.
    ThirdPartyOrg,
    /// Together, authorised by the council.
    JointAuthorised,
}

/// Advocacy: s.67-68; Part 10 code in Wales.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Advocacy {
    /// The person would have substantial difficulty in taking part: s.67(4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub substantial_difficulty: Option<bool>,
    /// An advocate is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<bool>,
    /// The appropriate person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appropriate_person_ref: Option<PartyRef>,
    /// The advocate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advocate_ref: Option<PartyRef>,
    /// Why there is neither.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_none: Option<Note>,
}

/// The person's agreement: s.25(5).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Agreement {
    /// The person agrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_agrees: Option<super::YesNoPartly>,
    /// The person is happy with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject_happy: Option<bool>,
    /// Who agreed for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub representative_ref: Option<PartyRef>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// What was done to agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps_taken_to_agree: Option<Note>,
    /// Why it was not signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_signed_reason: Option<Note>,
}

/// The council's signature.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct SignOff {
    /// Who signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officer_ref: Option<PartyRef>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Note>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<Date>,
    /// The budget that was approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approved_budget: Option<Money>,
    /// On which conditions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Note>,
}

/// The named coordinator, by duty. One party may have all.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Coordinator {
    /// Prepares the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepares: Option<PartyRef>,
    /// Completes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub completes: Option<PartyRef>,
    /// Reviews it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviews: Option<PartyRef>,
    /// Delivers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivers: Option<PartyRef>,
    /// Revises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revises: Option<PartyRef>,
}

/// Who carries the plan out, watches it and reviews it.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Responsible {
    /// Carries it out.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub implementing: Recorded<PartyRef>,
    /// Watches how it goes.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub monitoring: Recorded<PartyRef>,
    /// Reviews it.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub reviewing: Recorded<PartyRef>,
}
