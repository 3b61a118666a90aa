//! Needs: what the assessment found, whether each is eligible, and what happens to it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, Note, Recorded, Ref, YesNoPartly};

/// One need: s.25(1)(a); reg 3(1)(a).
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Need {
    /// The need in words.
    #[serde(flatten)]
    pub item: Item,
    /// The eligibility outcomes that it touches. Eligibility counts these, not rows of needs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<Domain>,
    /// Whether it meets the eligibility criteria: s.25(1)(b).
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub eligible: Recorded<YesNoPartly>,
    /// To what extent: s.25(1)(b). England.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eligibility_extent: Option<Note>,
    /// How it bears on the person's wellbeing: s.1(2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wellbeing_impact: Option<Note>,
    /// Whether the council will meet it: s.25(1)(c).
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub la_will_meet: Recorded<YesNoPartly>,
    /// Met under the power, not the duty: s.19.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power_s19: Option<bool>,
    /// The informal care that meets it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub met_by_carer_refs: Vec<Ref>,
    /// What else meets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_by_other: Option<Note>,
    /// Whether a direct payment could meet it: s.24(1)(b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dp_possible: Option<bool>,
    /// What the person can do about a need that is not eligible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_eligible_action: Option<Note>,
    /// It changes from day to day or over the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fluctuates: Option<bool>,
    /// What happens when it is worse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fluctuation_plan: Option<Note>,
    /// The outcomes that it bears on: s.25(1)(d).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcome_refs: Vec<Ref>,
}

/// The outcomes of the eligibility criteria (England: ten for adults, eight for carers). Wales has
/// its own list by regulation; these words serve there as headings.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// Managing and maintaining nutrition.
    Nutrition,
    /// Maintaining personal hygiene.
    PersonalHygiene,
    /// Managing toilet needs.
    Toilet,
    /// Being appropriately clothed.
    Clothing,
    /// Being able to make use of the home safely.
    SafeUseOfHome,
    /// Maintaining a habitable home environment.
    HabitableHome,
    /// Developing and maintaining family or other personal relationships.
    Relationships,
    /// Work, training, education or volunteering.
    WorkEducationVolunteering,
    /// Using facilities or services in the local community.
    CommunityFacilities,
    /// Caring responsibilities for a child.
    CaringForChild,
    /// Providing care to others. Carers.
    CareToOthers,
    /// Recreation. Carers.
    Recreation,
}
