//! Outcomes: what the person wants to achieve, and how support helps.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, Note, PartyRef, Recorded};

/// One outcome: s.25(1)(d); reg 3(1)(b).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Outcome {
    /// The outcome in words.
    #[serde(flatten)]
    pub item: Item,
    /// How care and support helps to reach it: s.25(1)(d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_support_helps: Option<Note>,
    /// Who put it in these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defined_by: Option<PartyRef>,
    /// The eligibility outcome that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regulation_outcome: Option<super::Domain>,
    /// The areas of wellbeing: s.1(2). England.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wellbeing_areas: Vec<WellbeingArea>,
    /// Where the person stood at the start, from 0 to 10: the Welsh baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 10))]
    pub baseline_score: Option<u8>,
    /// How much it matters to the person, from 1 to 10 (PRSB).
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "importance_1_10")]
    #[schemars(range(min = 1, max = 10))]
    pub importance: Option<u8>,
    /// How sure the person is to get there, from 1 to 10 (PRSB).
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "confidence_1_10")]
    #[schemars(range(min = 1, max = 10))]
    pub confidence: Option<u8>,
    /// How we shall see that it goes well: reg 3(1)(d).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress_measure: Option<Note>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Date>,
    /// Steps on the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stage_goals: Vec<StageGoal>,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<OutcomeStatus>,
}

/// One step towards an outcome.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct StageGoal {
    /// The step.
    pub text: Note,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Date>,
}

/// How far an outcome has come.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeStatus {
    /// Not started.
    NotStarted,
    /// In progress.
    InProgress,
    /// In part.
    PartlyAchieved,
    /// Achieved.
    Achieved,
    /// Not achieved.
    NotAchieved,
    /// Given up.
    Dropped,
}

/// The nine areas of wellbeing of s.1(2).
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WellbeingArea {
    /// Personal dignity.
    PersonalDignity,
    /// Physical and mental health and emotional wellbeing.
    Health,
    /// Protection from abuse and neglect.
    Protection,
    /// Control over day-to-day life.
    Control,
    /// Work, education, training or recreation.
    WorkEducationRecreation,
    /// Social and economic wellbeing.
    SocialEconomic,
    /// Domestic, family and personal relationships.
    Relationships,
    /// Suitability of living accommodation.
    Accommodation,
    /// Contribution to society.
    Contribution,
}

/// What a carer wishes, and what comes of it: s.10(5)-(6), s.25(1)(d).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct CarerWishes {
    /// Caring, and for how long.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub caring: Recorded<Note>,
    /// Work.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub work: Recorded<Note>,
    /// Education and training.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub education_training: Recorded<Note>,
    /// Recreation.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub recreation: Recorded<Note>,
}
