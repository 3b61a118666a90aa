//! Who may have a copy, and decisions about single items. Asking for a copy (a trigger in law) is
//! kept apart from consent (a safeguard).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ContactChannel, Note, PartyRef};

/// Decisions about one item.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Share {
    /// The person agreed to show this item in their public summary.
    pub public_summary: bool,
    /// Who may see it beyond the pack's own rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<Allow>,
    /// Who may not see it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deny: Vec<Deny>,
}

/// One decision to show an item.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Allow {
    /// A role, a pack, or a party's id.
    pub audience: String,
    /// On which ground.
    pub basis: Basis,
    /// Where the decision is filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Who decided, by role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
}

/// One decision to withhold an item.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Deny {
    /// A role, a pack, a party's id, or `all_but_file`.
    pub audience: String,
    /// The council's own reason code.
    pub reason_code: String,
    /// Who decided, by role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// When it was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// When to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
}

/// The ground on which somebody may have something.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The person whose plan it is asked: s.25(9)(c), (10)(c).
    SubjectRequest,
    /// The person consented.
    Consent,
    /// A power of attorney, a deputy, an appointee.
    LegalAuthority,
    /// A duty in law, such as reg 8 or direct care.
    Duty,
    /// A recorded best-interests decision.
    BestInterests,
    /// To protect a life.
    VitalInterests,
    /// A recorded decision of a named officer.
    Override,
}

/// How much of the plan somebody asked for.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole plan, as asked.
    Full,
    /// A summary.
    Summary,
    /// These sections.
    Sections(Vec<String>),
}

/// One request that somebody should have a copy: s.25(9)-(10).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct CopyRequest {
    /// For whom.
    pub party: PartyRef,
    /// On which ground; a request of the subject unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
    /// By which way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<ContactChannel>,
    /// On paper as well as in the other form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also_print: Option<bool>,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<PartyRef>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<Date>,
    /// Where it is filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<Date>,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<Date>,
    /// Leave this party out of "who has a copy".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hide_from_list: Option<bool>,
}

/// A party that is to have a copy whatever was asked: the same fields, decided by the council.
pub type Recipient = CopyRequest;

/// A consent, apart from any request.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Consent {
    /// Who consents.
    pub giver: PartyRef,
    /// Whose information it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PartyRef>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Note>,
    /// Who may have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<PartyRef>,
    /// When it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_on: Option<Date>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<Date>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<Date>,
    /// The giver could decide this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity_ok: Option<bool>,
}

impl Allow {
    /// Whether the decision says who made it and when, and holds on a day.
    pub fn stands(&self, date: Date) -> bool {
        self.decided_by.as_deref().is_some_and(|who| !who.trim().is_empty())
            && self.decided_on.is_some_and(|day| day <= date)
            && self.expires_on.is_none_or(|last| date <= last)
    }
}

impl CopyRequest {
    /// Whether it was neither taken back nor has ended by a day.
    pub fn stands(&self, date: Date) -> bool {
        self.withdrawn_on.is_none_or(|day| date < day)
            && self.ends_on.is_none_or(|last| date <= last)
    }
}

impl Consent {
    /// Whether it was given by somebody who could, and holds on a day.
    pub fn stands(&self, date: Date) -> bool {
        self.capacity_ok != Some(false)
            && self.given_on.is_none_or(|day| day <= date)
            && self.expires_on.is_none_or(|last| date <= last)
            && self.withdrawn_on.is_none_or(|day| date < day)
    }

    /// Whose information it is about: the giver's own unless it says.
    pub fn concerns(&self) -> &PartyRef {
        self.about.as_ref().unwrap_or(&self.giver)
    }
}

/// A copy that was given before this program was used.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct CopyGiven {
    /// To whom.
    pub party: PartyRef,
    /// Which version.
    pub version: u32,
    /// When.
    pub given_on: Date,
}

/// A document that goes into the envelope with a copy.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Enclosure {
    /// Where the file is, beside the record.
    pub path: String,
    /// The file's SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its pages.
    pub pages: u32,
    /// What it is.
    pub kind: EnclosureKind,
    /// The packs that it goes with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
}

/// What an enclosed document is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EnclosureKind {
    /// The needs or carer's assessment.
    Assessment,
    /// The decision on eligibility.
    EligibilityDecision,
    /// The letter about charges.
    ChargingLetter,
    /// A slip to send back.
    ReplySlip,
    /// A leaflet.
    Leaflet,
    /// Anything else.
    Other,
}

impl EnclosureKind {
    /// Its name in records, lists and wording.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::EligibilityDecision => "eligibility_decision",
            Self::ChargingLetter => "charging_letter",
            Self::ReplySlip => "reply_slip",
            Self::Leaflet => "leaflet",
            Self::Other => "other",
        }
    }
}
