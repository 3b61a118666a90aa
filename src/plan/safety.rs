//! Advice, risks, emergencies, differing views, safeguarding.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Envelope, Item, Note, PartyRef, Recorded};

/// One piece of information and advice: s.25(1)(f).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Advice {
    /// The advice in words.
    #[serde(flatten)]
    pub item: Item,
    /// What it is for.
    pub purpose: AdvicePurpose,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Note>,
    /// A page to read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A number to ring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_on: Option<Date>,
}

/// What advice is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AdvicePurpose {
    /// What can be done to meet or reduce the needs: s.25(1)(f)(i).
    MeetOrReduce,
    /// What can be done to prevent or delay needs: s.25(1)(f)(ii).
    PreventOrDelay,
}

/// One risk and what is done about it.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Risk {
    /// The risk in words.
    #[serde(flatten)]
    pub item: Item,
    /// How likely.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Level>,
    /// How bad.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Level>,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who_at_risk: Option<Note>,
    /// What is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Note>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PartyRef>,
    /// When to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// The person knows it and takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted_by_person: Option<bool>,
}

/// Low, medium, high.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

/// One "if this goes wrong": an emergency, a carer who falls ill, a worker who doesn't come.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Contingency {
    /// What should happen, in words.
    #[serde(flatten)]
    pub item: Item,
    /// What sets it off (PRSB: mandatory).
    pub trigger: Note,
    /// Whom to ring, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<PartyRef>,
    /// Early signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early_warning: Option<Note>,
    /// What helps the person to cope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coping: Option<Note>,
    /// Medicines and equipment for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicines_equipment: Option<Note>,
    /// With whom it was agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed_with: Vec<PartyRef>,
    /// When it was last brought up to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_on: Option<Date>,
    /// When to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

/// One difference of opinion, with the council's answer.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Disagreement {
    /// What the person or the other party thinks.
    #[serde(flatten)]
    pub item: Item,
    /// Whose view it is.
    pub party_ref: PartyRef,
    /// What it is about. (Not `about`, which names people.)
    pub concerns: DisagreementAbout,
    /// What the council says.
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub council_response: Recorded<Note>,
    /// When it was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_on: Option<Date>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Note>,
}

/// What a disagreement is about.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DisagreementAbout {
    /// The assessment.
    Assessment,
    /// The planning.
    Planning,
    /// The budget.
    Budget,
    /// Something else.
    Other,
}

/// What an enquiry found: reg 3(3), s.126 of the 2014 Act. Safeguarding unless said.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct SafeguardingConclusion {
    /// Where it is filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enquiry_ref: Option<String>,
    /// The enquiry is not finished.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enquiry_open: Option<bool>,
    /// What it found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Note>,
    /// When it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concluded_on: Option<Date>,
    /// A wording that can stand in a copy that must not have the conclusion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withhold_text_variant: Option<Note>,
    /// Who may see it.
    #[serde(flatten)]
    pub envelope: Envelope,
}
