//! Decision letters, help and the council's standing texts.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, Note, PartyRef, Recorded};

/// A decision not to meet needs, or that somebody is no longer eligible: s.24(2).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct DecisionLetter {
    /// Which decision.
    pub kind: DecisionKind,
    /// Why: s.24(2)(a).
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub reasons: Recorded<Note>,
    /// The needs that were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs_considered: Option<Note>,
    /// What can be done to meet or reduce the needs: s.24(2)(b).
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub advice_meet_reduce: Recorded<Note>,
    /// What can be done to prevent or delay needs: s.24(2)(b).
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub advice_prevent_delay: Recorded<Note>,
    /// When that advice was given already: s.13(5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice_given_on: Option<Date>,
    /// Other help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_help: Vec<Item>,
    /// For people who pay for their own care.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_funding_information: Option<Note>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_date: Option<Date>,
    /// From when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_date: Option<Date>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_maker: Option<PartyRef>,
    /// How to challenge it.
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub how_to_challenge: Recorded<Note>,
}

/// The decisions that a letter tells.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// The council will not meet needs.
    NotMeetingNeeds,
    /// The person is no longer eligible.
    NoLongerEligible,
}

/// Complaints, support, the right to ask for a review.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Help {
    /// How to complain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_process: Option<Note>,
    /// Whom to complain to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complaint_contact: Option<Note>,
    /// Carers' centre, advice bureau, advocacy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub support_sources: Vec<SupportSource>,
    /// The Ombudsman.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ombudsman: Option<Note>,
    /// The right to ask for a review: s.27(1)(b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_request_right: Option<Note>,
    /// A number to ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub helpline: Option<String>,
    /// When it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opening_hours: Option<Note>,
    /// An interpreter is free.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreter_offer: Option<Note>,
}

/// One place to get support.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct SupportSource {
    /// Its name.
    pub name: Note,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Note>,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Its web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Texts that the council has for every plan.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct StandardText {
    /// The principles of care and support.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<Note>,
    /// Why the council may choose what costs less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_effective_note: Option<Note>,
    /// A review is not for saving money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviews_not_for_cuts: Option<Note>,
    /// The plan is yours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_belongs_to_you: Option<Note>,
    /// "Ask for this in another language", by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_strapline: Option<Note>,
}
