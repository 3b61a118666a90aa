//! Money: the personal budget, direct payments, charges. Pence as integers, each amount with the
//! period that it was given in, and printed in no other.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::{Envelope, Id, Item, Note, PartyRef, Recorded, Ref};

/// An amount of money, in pence, per period.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Money {
    /// Pence.
    pub pence: i64,
    /// The period that the amount was given for.
    #[serde(default)]
    pub per: Period,
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let per = generator.subschema_for::<Period>();
        json_schema!({
            "type": "object",
            "description": "An amount of money, in pence, per period.",
            "properties": {
                "pence": {
                    "type": "integer",
                    "description": "Pence: 4600 for £46.00.",
                    "x-help": "money is in whole pence: write 4600 for £46.00"
                },
                "per": per
            },
            "required": ["pence"],
            "x-help": "write the amount and its period, such as `{ pence: 4600, per: week }`"
        })
    }
}

/// The period of an amount.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Once.
    #[default]
    Once,
    /// A day.
    Day,
    /// A week.
    Week,
    /// Two weeks.
    Fortnight,
    /// Four weeks: thirteen times a year.
    #[serde(rename = "4_weeks")]
    FourWeeks,
    /// A calendar month.
    Month,
    /// A year.
    Year,
}

/// The personal budget: s.26. Wales has none.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct PersonalBudget {
    /// What it costs the council to meet the needs: s.26(1)(a).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_to_la: Option<Money>,
    /// What the adult pays: s.26(1)(b).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adult_pays: Option<Money>,
    /// What the council pays: s.26(1)(c).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub la_pays: Option<Money>,
    /// Daily living costs: s.26(2)(b), where in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_living_costs: Option<Money>,
    /// The balance: s.26(2)(b), where in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Money>,
    /// Other public money: s.26(3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_public_money: Vec<OtherMoney>,
    /// Free reablement left out of the budget: SI 2014/2840.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded_reablement: Option<Note>,
    /// Only an estimate as yet; never at sign-off (ENG-06).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_indicative: Option<bool>,
    /// Who looks after the money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management: Option<BudgetManagement>,
    /// How it is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how_used: Option<Note>,
    /// Help with the paperwork.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin_support_given: Option<Note>,
    /// Who may see it; finance unless said.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// Other public money beside the budget.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct OtherMoney {
    /// What it is.
    pub text: Note,
    /// How much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
}

/// Who looks after the budget.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetManagement {
    /// The person, by direct payment.
    DirectPayment,
    /// The council.
    CouncilManaged,
    /// A provider under the council's contract.
    IsfCouncilContracted,
    /// A provider that the person pays by direct payment.
    IsfDirectPayment,
    /// A third party.
    ThirdPartyManaged,
    /// More than one of these.
    Mixed,
}

/// One direct payment: s.25(2); reg 3(2).
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct DirectPayment {
    /// For audit.
    pub id: Id,
    /// The needs that it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub need_refs: Vec<Ref>,
    /// How much, how often: s.25(2)(b).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The first payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_payment_on: Option<Date>,
    /// To whom it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee_ref: Option<PartyRef>,
    /// Into what kind of account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_type: Option<AccountType>,
    /// What it is for, and its conditions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conditions: Option<Note>,
    /// Who may see it; finance unless said.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// The kind of account.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountType {
    /// The person's own, kept for this money.
    OwnAccount,
    /// A card that the council loads.
    PrepaidCard,
    /// Held by an organisation.
    ManagedAccount,
}

/// What was talked about before a direct payment.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct DpDiscussion {
    /// Peer support was offered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer_support_offered: Option<bool>,
    /// What speaks for and against was explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pros_cons_explained: Option<bool>,
    /// The person said yes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<bool>,
}

/// What the person pays: s.14, s.17; Part 5 of the 2014 Act in Wales.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Charges {
    /// Not worked out yet: printed in these words, never as £0.00 (ENG-28).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<bool>,
    /// Told in a letter of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_separately: Option<bool>,
    /// When it was worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessed_on: Option<Date>,
    /// What the person pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contribution: Option<Money>,
    /// Why there is nothing to pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nil_reason: Option<Note>,
    /// How it is collected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<Note>,
    /// What somebody else adds for a dearer place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub third_party_top_up: Option<Money>,
    /// A deferred payment agreement: s.34.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deferred: Option<bool>,
    /// How it was worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Note>,
    /// Who may see it; finance unless said.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// The independent personal budget: s.28. Hidden unless the council shows it.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct IndependentBudget {
    /// What meeting the needs would cost the council.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_if_la_met: Option<Money>,
    /// Daily living costs in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily_living: Option<Money>,
    /// The part for care.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub care_part: Option<Money>,
    /// Who may see it; finance unless said.
    #[serde(flatten)]
    pub envelope: Envelope,
}

/// Money of the NHS.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct NhsFunding {
    /// NHS continuing healthcare.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub chc: Recorded<Note>,
    /// NHS-funded nursing care.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub fnc: Recorded<Note>,
    /// Aftercare under s.117 of the Mental Health Act 1983: free of charge.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub s117: Recorded<Note>,
    /// Paid together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joint: Vec<Item>,
    /// Who may see it; finance unless said.
    #[serde(flatten)]
    pub envelope: Envelope,
}
