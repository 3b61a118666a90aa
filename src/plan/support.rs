//! Supports: services, actions, equipment and informal help; who does what, and when.

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Item, Money, Note, PartyRef, Recorded, Ref};

/// One support: s.25(1)(c); reg 3(1)(c).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Support {
    /// What it is, in words.
    #[serde(flatten)]
    pub item: Item,
    /// Which kind.
    pub kind: SupportKind,
    /// The needs that it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need_refs: Vec<Ref>,
    /// The outcomes that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcome_refs: Vec<Ref>,
    /// Who provides it: a party, or a name.
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub who_provides: Recorded<Provider>,
    /// What kind of provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_type: Option<ProviderType>,
    /// Who makes sure that it happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible_party: Option<PartyRef>,
    /// How it works in practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_in_practice: Option<Note>,
    /// It is there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_existing: Option<bool>,
    /// It goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub will_continue: Option<bool>,
    /// How much and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// It happens once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_off: Option<bool>,
    /// It stands in for the carer (ENG-17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement_care: Option<bool>,
    /// How it is arranged and paid.
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub delivery_mechanism: Recorded<Delivery>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Money>,
    /// What else was thought of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_considered: Option<Note>,
    /// How it can bend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flexibility_note: Option<Note>,
    /// What others do: reg 3(1)(c).
    #[serde(default, skip_serializing_if = "Recorded::is_not_recorded")]
    pub actions_by_others: Recorded<Vec<Item>>,
}

/// Who provides a support.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Provider {
    /// A party of the record.
    Party(PartyRef),
    /// A name that is no party.
    Named(String),
}

/// The kinds of support.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportKind {
    /// Care at home.
    HomeCare,
    /// Day opportunities.
    Day,
    /// A break.
    Respite,
    /// A residential home.
    Residential,
    /// A nursing home.
    Nursing,
    /// Supported living.
    SupportedLiving,
    /// Equipment.
    Equipment,
    /// A change to the home.
    Adaptation,
    /// Technology.
    Technology,
    /// A professional's time.
    Professional,
    /// In the community.
    Community,
    /// A voluntary organisation.
    Voluntary,
    /// Unpaid help.
    Informal,
    /// What the person does.
    #[serde(rename = "self")]
    SelfHelp,
    /// Peer support.
    Peer,
    /// Bought with a direct payment.
    DirectPaymentPurchase,
    /// Once only.
    OneOff,
    /// Anything else.
    Other,
}

/// The kinds of provider.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProviderType {
    /// The council.
    Council,
    /// A third party under contract.
    ThirdParty,
    /// Arranged by the person.
    SelfArranged,
    /// The NHS.
    Nhs,
    /// Unpaid.
    Unpaid,
}

/// How much of a support, and when.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Amount {
    /// Minutes a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_per_week: Option<u32>,
    /// Visits a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits_per_week: Option<u32>,
    /// In words, where it is not by the week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<Note>,
    /// The week.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub timetable: Vec<Visit>,
}

/// One entry of the week.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Visit {
    /// The days.
    #[schemars(length(min = 1, max = 7))]
    pub days: Vec<Weekday>,
    /// From, such as `09:30`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Time>,
    /// Until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Time>,
    /// What is done then, where it differs from the support's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Note>,
    /// Who comes, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<PartyRef>,
}

/// The days of the week.
#[derive(
    Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// The week, in its order.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];
}

/// How a support is arranged and paid: the client-level data list, with individual service funds.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Direct payment: s.31-33.
    DirectPayment,
    /// A personal budget that the council manages.
    CassrManagedPb,
    /// Commissioned by the council.
    CassrCommissioned,
    /// An individual service fund.
    Isf,
    /// Paid by the person.
    SelfFunded,
    /// Not paid by the council.
    NotLaFunded,
}
