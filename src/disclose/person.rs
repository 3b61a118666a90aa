//! What a document may say of a party: a name, a part in the plan, a way to reach them. Dates of
//! birth, numbers and addresses of anybody but the subject never get here.

use crate::plan::{ContactChannel, Id, Name, Party, Role, Texts};

/// A party as a document may name it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Person {
    /// The party's id.
    pub id: Id,
    /// The name.
    pub name: Name,
    /// What the party is to the plan.
    pub roles: Vec<Role>,
    /// What the party is to the subject.
    pub relationship: Option<Texts>,
    /// Where the party works.
    pub organisation: Option<Texts>,
    /// The job.
    pub job_title: Option<Texts>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// E-mail addresses, of people at work.
    pub emails: Vec<String>,
}

impl Person {
    /// The view of a party, or none of one who must not be named.
    pub(super) fn of(party: &Party, is_emergency_contact: bool) -> Option<Self> {
        if party.roles.contains(&Role::PersonOfConcern) {
            return None;
        }
        let at_work = is_at_work(party);
        let values = |wanted: fn(ContactChannel) -> bool| {
            let contacts = party.contact.iter().filter(|contact| wanted(contact.channel));
            contacts.map(|contact| contact.value.clone()).collect::<Vec<_>>()
        };
        let reachable = at_work || is_emergency_contact;
        Some(Self {
            id: party.party_id.clone(),
            name: party.name.clone(),
            roles: party.roles.clone(),
            relationship: party.relationship_to_subject.clone(),
            organisation: party.organisation.clone(),
            job_title: party.job_title.clone(),
            phones: if reachable {
                values(|channel| matches!(channel, ContactChannel::Phone | ContactChannel::Mobile))
            } else {
                Vec::new()
            },
            emails: if at_work {
                values(|channel| channel == ContactChannel::Email)
            } else {
                Vec::new()
            },
        })
    }
}

/// In the plan by their work. The subject, family and friends have jobs too, and their numbers are
/// their own.
pub(super) fn is_at_work(party: &Party) -> bool {
    let by_role = party.roles.iter().any(|role| is_professional(*role));
    let close = party.is_subject || party.roles.iter().any(|role| role.is_close());
    by_role && !party.is_subject
        || !close && (party.organisation.is_some() || party.job_title.is_some())
}

fn is_professional(role: Role) -> bool {
    matches!(
        role,
        Role::IndependentAdvocate
            | Role::NamedCoordinator
            | Role::LeadProfessional
            | Role::ResponsibleImplementing
            | Role::ResponsibleMonitoring
            | Role::ResponsibleReviewing
            | Role::SigningOfficer
            | Role::Assessor
            | Role::CouncilWorker
            | Role::DelegatedOrganisationStaff
            | Role::SupportPlanner
            | Role::Broker
            | Role::Provider
            | Role::VoluntaryOrganisation
            | Role::DpSupportOrganisation
            | Role::IsfHolder
            | Role::HealthProfessional
            | Role::Gp
            | Role::FinanceOfficer
    )
}
