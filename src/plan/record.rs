//! The record itself: its head, its parties, its content.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AboutMe, Advice, Advocacy, Agreement, Assessment, CarerWishes, Charges, ClosureStatement,
    Consent, Contingency, Coordinator, CopyGiven, CopyRequest, DecisionLetter, DirectPayment,
    Disagreement, DpDiscussion, Enclosure, Help, IndependentBudget, InformalCare, Involvement,
    Item, LanguageTag, LinkedKind, LinkedPlan, Need, NhsFunding, Note, Outcome, Party, PartyRef,
    PersonalBudget, PreparedBy, Recipient, Recorded, Responsible, ReviewPlan, ReviewRecord, Risk,
    SafeguardingConclusion, SignOff, StandardText, Support, Texts,
};

/// One plan record.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Record {
    /// The version of this schema. Now 1.
    #[schemars(range(min = 1, max = 1))]
    pub schema_version: u32,
    /// The plan's id in the case system. No two plans share it; two versions of one plan do.
    #[schemars(regex(pattern = r"^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$"))]
    pub plan_id: String,
    /// Which document the record is.
    pub document: Document,
    /// Under which law.
    pub regime: Regime,
    /// How far it has come.
    pub status: Status,
    /// The version of the plan.
    #[serde(default = "first_version")]
    pub version: u32,
    /// The plan that this one replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes_plan_id: Option<String>,
    /// The system that the record was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_system: Option<String>,
    /// The record's id there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_record_id: Option<String>,
    /// When it was taken from there, as RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extracted_at: Option<String>,
    /// What this council calls the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_title: Option<Texts>,
    /// The plan's date. Required of a plan that is signed off: a page and its bytes depend on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_date: Option<Date>,
    /// From when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_date: Option<Date>,
    /// How large it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// How soon it is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// Why it took long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay_reason: Option<Note>,
    /// The organisation whose plan this is, where it is not the council's: such a record is never
    /// sent by itself, only as a part of an integrated plan, and counts as health information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_organisation: Option<Texts>,
    /// The council, where it differs from the configuration's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub council: Option<Council>,
    /// The record's languages, the main one first: a plain text is in this one.
    #[serde(default = "english")]
    #[schemars(length(min = 1))]
    pub languages: Vec<LanguageTag>,
    /// Everybody named in it.
    #[schemars(length(min = 1))]
    pub parties: Vec<Party>,
    /// Requests for copies: s.25(9)-(10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copy_requests: Vec<CopyRequest>,
    /// Parties who said that they want none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copy_declined: Vec<PartyRef>,
    /// Consents, apart from requests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consents: Vec<Consent>,
    /// Recipients that the council decided on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// Copies given before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies_given: Vec<CopyGiven>,
    /// Documents that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
    /// What the document says.
    #[serde(flatten)]
    pub content: Content,
}

/// What the document says, section by section. A section that the record leaves out is "not
/// recorded"; `none` and `not_applicable` are answers.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Content {
    /// The person about themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about_me: Option<AboutMe>,
    /// The assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
    /// Needs: s.25(1)(a)-(c); reg 3(1)(a).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub needs: Recorded<Vec<Need>>,
    /// Outcomes: s.25(1)(d); reg 3(1)(b).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub outcomes: Recorded<Vec<Outcome>>,
    /// A carer's wishes: s.10(5)-(6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carer_wishes: Option<CarerWishes>,
    /// Supports: s.25(1)(c); reg 3(1)(c).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub supports: Recorded<Vec<Support>>,
    /// Unpaid care.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub informal_care: Recorded<Vec<InformalCare>>,
    /// The personal budget: s.26. England.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub personal_budget: Recorded<PersonalBudget>,
    /// Direct payments: s.25(2); reg 3(2).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub direct_payments: Recorded<Vec<DirectPayment>>,
    /// What was talked about before a direct payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dp_discussion: Option<DpDiscussion>,
    /// What the person pays.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub charges: Recorded<Charges>,
    /// The independent personal budget: s.28.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent_personal_budget: Option<IndependentBudget>,
    /// Money of the NHS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nhs_funding: Option<NhsFunding>,
    /// Information and advice: s.25(1)(f).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub information_advice: Recorded<Vec<Advice>>,
    /// Risks.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub risks: Recorded<Vec<Risk>>,
    /// What to do if something goes wrong.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub contingency: Recorded<Vec<Contingency>>,
    /// Differing views.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub disagreements: Recorded<Vec<Disagreement>>,
    /// What an enquiry found: reg 3(3).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub safeguarding_conclusion: Recorded<SafeguardingConclusion>,
    /// A note about safety.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub safeguarding_note: Option<Note>,
    /// Looking after somebody's belongings: s.47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protection_property: Option<Note>,
    /// Who took part: s.25(3)-(4).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub involvement: Recorded<Involvement>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prepared_by: Option<PreparedBy>,
    /// Advocacy: s.67.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advocacy: Option<Advocacy>,
    /// The person's agreement: s.25(5).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub agreement: Recorded<Agreement>,
    /// The council's signature.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub sign_off: Recorded<SignOff>,
    /// The named coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named_coordinator: Option<Coordinator>,
    /// Who is responsible.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub responsible: Recorded<Responsible>,
    /// How it is watched: reg 3(1)(d).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub monitoring_arrangements: Recorded<Note>,
    /// Who does what: Part 4 code, Wales.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles_and_responsibilities: Vec<Item>,
    /// What is there to draw on: Part 4 code, Wales.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Item>,
    /// Somebody looked for other plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_plans_checked: Option<bool>,
    /// Other plans: s.25(11)-(12).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub linked_plans: Recorded<Vec<LinkedPlan>>,
    /// Who leads an integrated plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_organisation: Option<Texts>,
    /// Who leads it for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_professional: Option<PartyRef>,
    /// The protocol for sharing information.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub information_sharing_protocol_ref: Option<String>,
    /// When it is reviewed: s.27; reg 3(1)(e).
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub review_plan: Recorded<ReviewPlan>,
    /// What a review found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_record: Option<ReviewRecord>,
    /// The closure statement: reg 6(6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closure_statement: Option<ClosureStatement>,
    /// A decision: s.24(2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision_letter: Option<DecisionLetter>,
    /// Complaints and help.
    #[serde(skip_serializing_if = "Recorded::is_not_recorded")]
    pub help: Recorded<Help>,
    /// The council's standing texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_text: Option<StandardText>,
}

impl Record {
    /// The party that the record is about, where there is exactly one.
    pub fn subject(&self) -> Option<&Party> {
        let mut subjects = self.parties.iter().filter(|party| party.is_subject);
        let subject = subjects.next();
        if subjects.next().is_some() { None } else { subject }
    }

    /// The language of plain texts.
    pub fn main_language(&self) -> LanguageTag {
        self.languages.first().cloned().unwrap_or_else(LanguageTag::en)
    }

    /// Made as one plan with somebody else's.
    pub fn is_combined(&self) -> bool {
        self.linked().iter().any(|plan| plan.combined == Some(true))
    }

    /// Made together with another organisation's plan: s.25(11), seed "integrated".
    pub fn is_integrated(&self) -> bool {
        self.content.lead_organisation.is_some()
            && self.linked().iter().any(|plan| {
                matches!(
                    plan.kind,
                    LinkedKind::Cpa | LinkedKind::Ctp | LinkedKind::Health | LinkedKind::Ehc
                )
            })
    }

    fn linked(&self) -> &[LinkedPlan] {
        self.content.linked_plans.given().map_or(&[], Vec::as_slice)
    }
}

fn first_version() -> u32 {
    1
}

fn english() -> Vec<LanguageTag> {
    vec![LanguageTag::en()]
}

/// Which document a record is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Document {
    /// A care and support plan, or a carer's support plan: s.25; reg 3.
    Plan,
    /// The record of a review: s.27.
    Review,
    /// The decision to confirm a plan: reg 6(3).
    Confirmation,
    /// The closure statement: reg 6(6).
    Closure,
    /// A decision not to meet needs: s.24(2).
    DecisionLetter,
    /// An independent personal budget: s.28.
    IndependentBudget,
}

/// Under which law the record stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// An adult, Care Act 2014.
    EnglandAdult,
    /// A carer, Care Act 2014.
    EnglandCarer,
    /// An adult, Social Services and Well-being (Wales) Act 2014.
    WalesAdult,
    /// A carer, Social Services and Well-being (Wales) Act 2014.
    WalesCarer,
}

impl Regime {
    /// England.
    pub fn is_england(self) -> bool {
        matches!(self, Self::EnglandAdult | Self::EnglandCarer)
    }

    /// A carer's plan.
    pub fn is_carer(self) -> bool {
        matches!(self, Self::EnglandCarer | Self::WalesCarer)
    }
}

/// How far a record has come. Only what is signed off may be distributed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written.
    Draft,
    /// Ready for a signature.
    AwaitingSignOff,
    /// Signed.
    SignedOff,
    /// Replaced by another.
    Superseded,
    /// Closed.
    Closed,
    /// Taken back.
    Withdrawn,
}

/// How large a plan is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// A minor or one-off service.
    Minor,
    /// The usual.
    Standard,
    /// Many needs, many hands.
    Complex,
}

/// How soon.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// In the usual time.
    Routine,
    /// At once.
    Urgent,
}

/// A council, as it signs its documents.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Council {
    /// The name, by language.
    pub name: Texts,
    /// The team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Texts>,
    /// Where undelivered post returns to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub return_address: Vec<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Textphone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub textphone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Web page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
    /// A picture of the template folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo_id: Option<String>,
}
