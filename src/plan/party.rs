//! The people and organisations named in a record, the subject among them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Access, Id, Texts};

/// A person or organisation named in the record.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Party {
    /// The id that the rest of the record names this party by.
    pub party_id: Id,
    /// The record is about this party. Exactly one party has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_subject: bool,
    /// What this party is to the plan.
    #[schemars(length(min = 1))]
    pub roles: Vec<Role>,
    /// The name.
    pub name: Name,
    /// Such as `she/her`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<Texts>,
    /// Date of birth: never used to tell people apart on an envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<Date>,
    /// Date of death: nothing is addressed to this party (SHR-12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_death: Option<Date>,
    /// NHS number, ten digits, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nhs_number: Option<String>,
    /// The case system's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_number: Option<String>,
    /// Addresses, past and present.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Telephone numbers, e-mail addresses and the like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<Contact>,
    /// What this party is to the subject: "daughter".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relationship_to_subject: Option<Texts>,
    /// Lives with the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives_with_subject: Option<bool>,
    /// Next of kin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_of_kin: Option<bool>,
    /// The main carer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main_carer: Option<bool>,
    /// Powers of attorney, deputies, appointees: Mental Capacity Act 2005.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legal_authority: Vec<LegalAuthority>,
    /// The organisation that this party works for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Texts>,
    /// The job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_title: Option<Texts>,
    /// The team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Texts>,
    /// Acts for the council under delegated authority (s.79).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delegated_authority: Option<bool>,
    /// The record may not be seen in bulk work: staff, adoption, people at risk.
    #[serde(default)]
    pub record_restricted: bool,
    /// A recorded alert that this party has been or may be harmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abuse_flag: Option<bool>,
    /// Needs for information and communication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Access>,
}

/// A name, in its parts, or as one string in `full` where the source has no parts.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Name {
    /// Mr, Mrs, Ms, Dr …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Jr, MBE …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// What the person likes to be called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred: Option<String>,
    /// The whole name of an organisation, or of a person whose parts are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
}

impl Name {
    /// The name as it stands on a letter: "Mr Desmond Okafor-Hale".
    pub fn formal(&self) -> String {
        if let Some(full) = &self.full {
            return full.trim().to_owned();
        }
        [&self.title, &self.given, &self.family, &self.suffix]
            .into_iter()
            .flatten()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The name without its title: "Desmond Okafor-Hale".
    pub fn plain(&self) -> String {
        let untitled = Self { title: None, ..self.clone() };
        untitled.formal()
    }
}

/// One address.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Address {
    /// One to six lines.
    #[schemars(length(min = 1, max = 6))]
    pub lines: Vec<String>,
    /// The postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// What kind of address.
    #[serde(default)]
    pub kind: AddressKind,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Post may go there. No unless said for a safe address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_send: Option<bool>,
    /// May stand in a document. No unless said for a safe address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_print: Option<bool>,
}

/// The kind of an address.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    /// Where the party lives.
    #[default]
    Home,
    /// Where post goes.
    Correspondence,
    /// A care home or other placement.
    Placement,
    /// A secret address.
    Safe,
    /// Where the party used to live.
    Previous,
}

/// One way to reach a party.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct Contact {
    /// Which way.
    pub channel: ContactChannel,
    /// The number or address.
    pub value: String,
    /// When it is safe to use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe_times: Option<Texts>,
    /// A message may be left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_leave_message: Option<bool>,
    /// Nobody else sees or hears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safe: Option<bool>,
}

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactChannel {
    /// Telephone.
    Phone,
    /// Mobile telephone.
    Mobile,
    /// Text message.
    Sms,
    /// Textphone or relay.
    Textphone,
    /// E-mail.
    Email,
    /// Letter by post.
    Post,
    /// Collected by the person.
    Collect,
    /// Handed over in person.
    Hand,
    /// The council's portal.
    Portal,
}

/// A person's authority in law to decide for the subject.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
pub struct LegalAuthority {
    /// Which authority.
    pub kind: AuthorityKind,
    /// What it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Texts>,
    /// A worker saw the document (SHR-08).
    #[serde(default)]
    pub evidence_seen: bool,
    /// When it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_on: Option<Date>,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
}

/// The kinds of legal authority.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityKind {
    /// Lasting power of attorney for health and welfare.
    LpaHealth,
    /// Lasting power of attorney for property and financial affairs.
    LpaProperty,
    /// Deputy for health and welfare.
    DeputyHealth,
    /// Deputy for property and affairs.
    DeputyProperty,
    /// Appointee for benefits.
    Appointee,
    /// Anything else.
    Other,
}

/// What a party is to the plan.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The person whose record it is.
    Subject,
    /// An unpaid carer.
    Carer,
    /// The adult that the subject cares for.
    CaredFor,
    /// Spouse or partner.
    SpousePartner,
    /// Lives in the household.
    HouseholdMember,
    /// Family.
    Family,
    /// Friend.
    Friend,
    /// Anyone that the subject wants involved: s.25(3)(c).
    PersonSubjectWantsInvolved,
    /// Represents and supports the subject: s.67(5).
    AppropriatePerson,
    /// Independent advocate: s.67.
    IndependentAdvocate,
    /// Chosen by the subject.
    ChosenRepresentative,
    /// Attorney or deputy.
    LegalRepresentative,
    /// Interpreter.
    Interpreter,
    /// Coordinates preparing, completing, reviewing, delivering and revising the plan.
    NamedCoordinator,
    /// Leads an integrated plan.
    LeadProfessional,
    /// Puts the plan into practice.
    ResponsibleImplementing,
    /// Watches how it goes.
    ResponsibleMonitoring,
    /// Reviews it.
    ResponsibleReviewing,
    /// Signs for the council.
    SigningOfficer,
    /// Assessed the needs.
    Assessor,
    /// Works for the council.
    CouncilWorker,
    /// Works for an organisation that acts for the council.
    DelegatedOrganisationStaff,
    /// Independent support planner.
    SupportPlanner,
    /// Broker.
    Broker,
    /// Peer supporter.
    PeerSupporter,
    /// Provides care or support.
    Provider,
    /// Voluntary organisation.
    VoluntaryOrganisation,
    /// Supports people with direct payments.
    DpSupportOrganisation,
    /// Holds an individual service fund.
    IsfHolder,
    /// Health professional.
    HealthProfessional,
    /// General practitioner.
    Gp,
    /// Finance officer.
    FinanceOfficer,
    /// May be a danger to the subject: never a recipient (SHR-04).
    PersonOfConcern,
}

impl Role {
    /// In the plan as themselves, not by their work: the subject, carers, family and friends.
    pub fn is_close(self) -> bool {
        matches!(
            self,
            Self::Subject
                | Self::Carer
                | Self::CaredFor
                | Self::SpousePartner
                | Self::HouseholdMember
                | Self::Family
                | Self::Friend
                | Self::PersonSubjectWantsInvolved
                | Self::AppropriatePerson
                | Self::ChosenRepresentative
        )
    }
}
