//! The shape of the phrase bank. The phrases themselves are the YAML files of `bank/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::plan::{
    Council, Delivery, DisagreementAbout, Domain, ProviderType, SupportKind, WellbeingArea,
};

/// A short text in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    pub en: String,
    pub cy: String,
}

/// A phrase of short sentences in both languages, with a picture for each sentence; the last
/// picture serves the sentences that are left. `{…}` is filled by [`super::words`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    pub pic: String,
    pub en: String,
    pub cy: String,
    #[serde(default)]
    pub from_age: Option<u8>,
    #[serde(default)]
    pub to_age: Option<u8>,
}

impl Phrase {
    /// Whether somebody of this age could say it.
    pub fn fits(&self, age: u8) -> bool {
        self.from_age.is_none_or(|from| age >= from) && self.to_age.is_none_or(|to| age <= to)
    }
}

/// A need with all that belongs to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub id: String,
    #[serde(default)]
    pub excludes: Vec<String>,
    #[serde(default)]
    pub ages: Option<(u8, u8)>,
    /// Such a need can be better or worse from day to day.
    #[serde(default)]
    pub may_vary: bool,
    pub domains: Vec<Domain>,
    pub wellbeing: Vec<WellbeingArea>,
    pub need: Vec<Phrase>,
    pub impact: Phrase,
    pub outcome: Vec<Phrase>,
    pub helps: Phrase,
    pub supports: Vec<Offer>,
    #[serde(default)]
    pub risk: Option<RiskWords>,
}

/// One way to meet a need.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    pub kind: SupportKind,
    pub by: String,
    pub rhythm: Rhythm,
    pub text: Phrase,
    pub how: Phrase,
}

/// When a support takes place.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    Morning,
    Lunch,
    Tea,
    Bed,
    Weekly,
    Twice,
    Weekdays,
    Saturday,
    Day,
    Monthly,
    Always,
    Once,
}

/// A risk and what is done about it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskWords {
    pub text: Phrase,
    pub action: Phrase,
}

/// A need that is not eligible.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotEligible {
    pub domains: Vec<Domain>,
    pub need: Phrase,
    pub action: Phrase,
}

/// What to do when something goes wrong.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    #[serde(default)]
    pub when: Option<Condition>,
    pub trigger: Phrase,
    pub action: Phrase,
}

/// What a record must have for an emergency to make sense in it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    CareWorker,
    Carer,
    Equipment,
}

/// Support for a carer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarerHelp {
    pub what: Phrase,
    pub outcome: Phrase,
}

/// A difference of opinion.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    pub view: Phrase,
    pub answer: Phrase,
    pub concerns: DisagreementAbout,
}

/// A place to get help.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpSource {
    pub phone: String,
    pub name: Phrase,
    pub what: Phrase,
}

/// The words of complaints and help.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpWords {
    pub complaint_process: Phrase,
    pub complaint_contact: Phrase,
    pub review_request_right: Phrase,
    pub opening_hours: Phrase,
    pub interpreter_offer: Phrase,
    pub ombudsman_england: Phrase,
    pub ombudsman_wales: Phrase,
    pub sources: Vec<HelpSource>,
}

/// What every plan has beside its themes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWords {
    pub extents: Vec<Phrase>,
    pub carer_extents: Vec<Phrase>,
    pub fluctuations: Vec<Phrase>,
    pub progress: Vec<Phrase>,
    pub carer_progress: Vec<Phrase>,
    pub steps: Vec<Phrase>,
    pub options: Vec<Phrase>,
    pub flexibility: Vec<Phrase>,
    pub times: BTreeMap<String, Phrase>,
    pub others: Vec<Phrase>,
    pub not_eligible: Vec<NotEligible>,
    pub common_risks: Vec<RiskWords>,
    pub carer_risks: Vec<RiskWords>,
    pub who_at_risk: Phrase,
    pub advice_meet: Vec<Phrase>,
    pub advice_prevent: Vec<Phrase>,
    pub advice_source: Vec<Phrase>,
    pub contingency: Vec<Emergency>,
    pub carer_contingency: Vec<Emergency>,
    pub early_warning: Vec<Phrase>,
    pub coping: Vec<Phrase>,
    pub equipment_ready: Vec<Phrase>,
    pub informal_given: Vec<Phrase>,
    pub willing_until: Vec<Phrase>,
    pub carer_views: Vec<Phrase>,
    pub carer_help: Vec<CarerHelp>,
    pub caring_role: Vec<Phrase>,
    pub caring_impact: Vec<Phrase>,
    pub wish_caring: Vec<Phrase>,
    pub wish_work: Vec<Phrase>,
    pub wish_education: Vec<Phrase>,
    pub wish_recreation: Vec<Phrase>,
    pub disagreements: Vec<Difference>,
    pub budget_used: Vec<Phrase>,
    pub payment_conditions: Vec<Phrase>,
    pub nil_reasons: BTreeMap<String, Phrase>,
    pub charge_explanation: Phrase,
    pub collection: Vec<Phrase>,
    pub involved_how: BTreeMap<String, Phrase>,
    pub subject_level: Vec<Phrase>,
    pub information_considered: Vec<Phrase>,
    pub capacity: BTreeMap<String, Phrase>,
    pub steps_to_agree: Phrase,
    pub monitoring: Vec<Phrase>,
    pub resources: Vec<Phrase>,
    pub duties: Vec<Phrase>,
    pub safeguarding: BTreeMap<String, Phrase>,
    pub help: HelpWords,
}

/// One change that a review made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeWords {
    pub before: Phrase,
    pub after: Phrase,
    pub why: Phrase,
}

/// The words of a closure statement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosureWords {
    pub reasons: Vec<Phrase>,
    pub outcomes: Vec<Phrase>,
    pub met_otherwise: Vec<Phrase>,
    pub also: Vec<Phrase>,
}

/// The words of a decision letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    pub considered: Vec<Phrase>,
    pub reasons: BTreeMap<String, Vec<Phrase>>,
    pub other_help: Vec<Phrase>,
    pub self_funding: Phrase,
    pub challenge: Phrase,
}

/// Reviews, confirmations, closures and letters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewWords {
    pub focus: BTreeMap<String, Vec<Phrase>>,
    pub progress: Vec<Phrase>,
    pub outcomes_still_appropriate: Vec<Phrase>,
    pub risks_up_to_date: Vec<Phrase>,
    pub future_services: Vec<Phrase>,
    pub reasons: BTreeMap<String, Phrase>,
    pub changes: Vec<ChangeWords>,
    pub closure: ClosureWords,
    pub letter: LetterWords,
}

/// What somebody is to somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    pub sex: Sex,
    #[serde(default)]
    pub younger: bool,
    #[serde(default)]
    pub older: bool,
    #[serde(default)]
    pub friend: bool,
    pub your: Pair,
    pub my: Pair,
    pub bare: Pair,
}

/// Which list of given names.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Woman,
    Man,
}

/// Who provides support, and at what price in pence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderKind {
    pub names: Vec<String>,
    #[serde(rename = "type")]
    pub provider_type: ProviderType,
    pub how: Vec<Delivery>,
    #[serde(default)]
    pub hourly: i64,
    #[serde(default)]
    pub daily: i64,
    #[serde(default)]
    pub weekly: i64,
    #[serde(default)]
    pub once: bool,
}

/// Names, places, jobs, prices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub women: Vec<String>,
    pub men: Vec<String>,
    pub preferred: Vec<String>,
    pub families: Vec<String>,
    pub streets: Vec<String>,
    pub welsh_streets: Vec<String>,
    pub towns: Vec<String>,
    pub welsh_towns: Vec<String>,
    pub english_council: Council,
    pub welsh_council: Council,
    pub jobs: BTreeMap<String, Vec<Pair>>,
    pub relatives: BTreeMap<String, Relation>,
    pub spouses: BTreeMap<String, Relation>,
    pub cared_for: BTreeMap<String, Relation>,
    pub hobbies: Vec<Pair>,
    pub meals: Vec<Pair>,
    pub places: Vec<Pair>,
    pub providers: BTreeMap<String, ProviderKind>,
    pub formats: BTreeMap<String, String>,
}

/// What untidy records look like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsFoundWords {
    pub swaps: Vec<(String, String)>,
    pub asides: Vec<String>,
    pub placeholders: Vec<String>,
    pub often_empty: Vec<String>,
    pub sometimes_missing: Vec<String>,
}

/// The whole bank.
#[derive(Debug)]
pub struct Bank {
    pub adult: Vec<Theme>,
    pub carer: Vec<Theme>,
    pub about: BTreeMap<String, Vec<Phrase>>,
    pub plan: PlanWords,
    pub review: ReviewWords,
    pub people: People,
    pub as_found: AsFoundWords,
}

/// The bank, read once.
pub static BANK: LazyLock<Bank> = LazyLock::new(|| Bank {
    adult: read("adult", include_str!("bank/adult.yaml")),
    carer: read("carer", include_str!("bank/carer.yaml")),
    about: read("about", include_str!("bank/about.yaml")),
    plan: read("plan", include_str!("bank/plan.yaml")),
    review: read("review", include_str!("bank/review.yaml")),
    people: read("people", include_str!("bank/people.yaml")),
    as_found: read("as_found", include_str!("bank/as_found.yaml")),
});

/// The bank is part of the program, so a mistake in it is a mistake in the program.
fn read<T: DeserializeOwned>(name: &str, yaml: &str) -> T {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("sample bank {name}: {error}"))
}
