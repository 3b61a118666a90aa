//! Money: the personal budget, direct payments, charges. Pence as integers, each amount with the
//! period that it was given in, and printed in no other. [`Total`] alone compares periods.

use std::borrow::Cow;
use std::iter::Sum;
use std::ops::Add;

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
    #[serde(default, skip_serializing_if = "Period::is_not_said")]
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
    /// Nobody said how often: never the same as once (ENG-09).
    #[default]
    #[serde(skip)]
    NotSaid,
    /// Once.
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

impl Period {
    /// How often it comes in a year of fifty-two weeks; `None` where it does not come again.
    ///
    /// Everything goes through this one year, because whole numbers lead there from every period:
    /// a month is a twelfth of it, a day a seventh of a week. It is the rule by which means are
    /// worked out in weeks: a yearly sum is divided by 52, a monthly one by 52 and multiplied by
    /// 12, any other by its days and multiplied by 7 (State Pension Credit Regulations 2002,
    /// SI 2002/1792, reg 17(1)). A year of 365 days, 52 1/7 weeks, would find that a budget of £100
    /// a week and its parts by the year differ by 27 pence a week when they are the same money.
    pub const fn times_a_year(self) -> Option<i64> {
        match self {
            Self::NotSaid | Self::Once => None,
            Self::Day => Some(7 * 52),
            Self::Week => Some(52),
            Self::Fortnight => Some(26),
            Self::FourWeeks => Some(13),
            Self::Month => Some(12),
            Self::Year => Some(1),
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde's skip_serializing_if passes a reference"
    )]
    fn is_not_said(&self) -> bool {
        *self == Self::NotSaid
    }
}

/// Amounts of any periods, added up to be compared; never printed. What is paid once stays apart:
/// it converts to no period.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Total {
    once: i128,
    a_year: i128,
}

impl Total {
    /// Pence that two sums may differ by, in a week or once: what rounding each part to whole pence
    /// can leave.
    const TOLERANCE: i128 = 1;
    /// The same in a year.
    const TOLERANCE_A_YEAR: i128 = Self::TOLERANCE * 52;

    /// Whether it is nothing at all.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Whether both come to the same, to a penny a week.
    pub fn comes_to(self, other: Self) -> bool {
        (self.once - other.once).abs() <= Self::TOLERANCE
            && (self.a_year - other.a_year).abs() <= Self::TOLERANCE_A_YEAR
    }

    /// Whether this is more than the other, by over a penny a week. What is paid once is compared
    /// only with what is paid once: a single payment may well come out of a weekly budget.
    pub fn is_more_than(self, other: Self) -> bool {
        self.a_year > other.a_year + Self::TOLERANCE_A_YEAR
            || (other.a_year == 0 && self.once > other.once + Self::TOLERANCE)
    }

    /// Whether one is paid once and the other again and again, so that no sum compares them.
    pub fn is_incomparable_with(self, other: Self) -> bool {
        let kinds = |total: Self| (total.once != 0, total.a_year != 0);
        !self.is_nothing() && !other.is_nothing() && kinds(self) != kinds(other)
    }
}

impl From<Money> for Total {
    fn from(money: Money) -> Self {
        let pence = i128::from(money.pence);
        match money.per.times_a_year() {
            Some(times) => Self { once: 0, a_year: pence * i128::from(times) },
            None => Self { once: pence, a_year: 0 },
        }
    }
}

impl Add for Total {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { once: self.once + other.once, a_year: self.a_year + other.a_year }
    }
}

impl Sum<Money> for Total {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Self {
        amounts.map(Self::from).fold(Self::default(), Add::add)
    }
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

#[cfg(test)]
mod tests;
