//! Decides who gets a copy, in which form, and what each may see, and keeps only that.
//!
//! A [`Disclosure`] is the only way out of a plan record: it owns what was kept, and nothing that
//! comes after this room can name a `Record`. It has no public constructor, no `Default` and no
//! `Deserialize`:
//!
//! ```compile_fail,E0451
//! // error: the field `_seal` is private
//! fn forge(real: planpress::disclose::Disclosure) -> planpress::disclose::Disclosure {
//!     planpress::disclose::Disclosure { version: 2, ..real }
//! }
//! ```
//!
//! ```compile_fail,E0277
//! // error: `Disclosure` is not `Default`
//! fn forge<T: Default>() -> T { T::default() }
//! let forged: planpress::disclose::Disclosure = forge();
//! ```
//!
//! ```compile_fail,E0277
//! // error: `Disclosure` is not `Deserialize`
//! let forged: planpress::disclose::Disclosure = serde_json::from_str("{}").unwrap();
//! ```

mod basis;
mod combine;
mod control;
mod copies;
mod cover;
mod destination;
mod enclosures;
mod form;
mod judge;
mod pack;
mod person;
mod recipients;
mod redact;
mod residue;

use std::collections::BTreeSet;

use crate::config::{Config, Decisions, RecordedDecision};
use crate::finding::{Finding, Severity, Stops};
use crate::plan::{
    Address, AddressKind, Basis, Content, Council, Document, Id, LanguageTag, LinkedPlan, Paper,
    Party, PartyRef, PictureUse, Record, Recorded, Regime, Scale, Sensitivity, Status, Texts,
};
use crate::template::{Format, Layout, Lists, Transcription};
use jiff::civil::Date;

pub use copies::{Decided, Decision, Hold, Suppression, decide, is_decidable};
pub use cover::{Cover, Enclosed, Insert, cover, is_in_envelope};
pub use enclosures::{enclosures, unknown_packs};
pub use form::{Edition, Look, Way, most_pages};
pub use judge::{Step, Withheld};
pub use pack::{Pack, is_section, refused, table};
pub use person::Person;

use judge::{Audience, Judge};

/// What holds for every record of a run.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The council's configuration.
    pub config: &'a Config,
    /// What codes lead to.
    pub lists: &'a Lists,
    /// What was decided about copies that wait.
    pub decisions: &'a Decisions,
    /// The run's date, against which requests, consents and decisions are judged.
    pub date: Date,
    /// Restricted records were asked for.
    pub include_restricted: bool,
}

impl<'a> Setting<'a> {
    /// The decisions about one recipient's copies of one plan that stand today, the latest last.
    fn decisions_about(
        &self,
        record: &Record,
        recipient: &Id,
    ) -> impl Iterator<Item = &'a RecordedDecision> {
        let date = self.date;
        self.decisions.decisions.iter().filter(move |decision| {
            decision.plan == record.plan_id
                && decision.recipient.as_deref().is_none_or(|one| one == recipient.as_str())
                && decision.stands(date)
        })
    }
}

/// A record to be decided about, with all that bears on it.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The record.
    pub record: &'a Record,
    /// The records that are decided together, this one among them; none that a newer one replaces.
    pub group: &'a [&'a Record],
    /// What checks found in each record of the group: what they hold back is left out.
    pub findings: &'a [(&'a str, &'a [Finding])],
}

impl<'a> Matter<'a> {
    fn findings(&self) -> &'a [Finding] {
        let own = self.findings.iter().find(|(plan, _)| *plan == self.record.plan_id);
        own.map_or(&[], |(_, findings)| findings)
    }
}

/// One copy that may be made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Job {
    /// For whom: a party of the record.
    pub recipient: Id,
    /// With which content.
    pub pack: Pack,
    /// The sections that were asked for, where a request names them.
    pub sections: Option<Vec<String>>,
    /// On which ground.
    pub basis: Basis,
    /// In which form.
    pub edition: Edition,
    /// By which way.
    pub way: Way,
    /// Made by hand in this form, from a reading text.
    pub by_hand: Option<Transcription>,
    /// The other plans that are parts of this copy: of a combined or an integrated plan.
    pub parts: Vec<Part>,
    /// The plan says that it is combined with another, and this copy is not: no trace of it is left.
    pub separate: bool,
    /// The rules whose holds a recorded decision ended.
    pub accepted: Vec<String>,
}

/// Another plan's part of a copy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    /// The other plan's id.
    pub plan: String,
    /// The recipient, by the other record's party id.
    pub recipient: Id,
    /// With which content.
    pub pack: Pack,
    /// The sections that were asked for, where a request names them.
    pub sections: Option<Vec<String>>,
    /// On which ground.
    pub basis: Basis,
}

/// What one copy may show, and no more.
#[derive(Debug)]
pub struct Disclosure {
    /// Which document.
    pub document: Document,
    /// Under which law.
    pub regime: Regime,
    /// How far it has come.
    pub status: Status,
    /// The plan's id; none in a public summary.
    pub reference: String,
    /// Its version.
    pub version: u32,
    /// What the council calls it.
    pub display_title: Option<Texts>,
    /// The plan's date.
    pub plan_date: Option<Date>,
    /// From when it holds.
    pub start_date: Option<Date>,
    /// Until when.
    pub end_date: Option<Date>,
    /// How much there is to it: a small plan is printed closer together.
    pub scale: Option<Scale>,
    /// Who signs it.
    pub council: Council,
    /// The organisation whose plan it is, where it is not the council's.
    pub owner_organisation: Option<Texts>,
    /// The language of plain texts.
    pub main_language: LanguageTag,
    /// The person that it is about.
    pub subject: Person,
    /// Whose copy it is: the name on every page.
    pub recipient: Person,
    /// On which ground the recipient has it.
    pub basis: Basis,
    /// It is a part of the plan, and says so whether or not anything was left out: every copy but
    /// the person's own whole one.
    pub is_part: bool,
    /// Where the person lives, in their own copy, unless the address is protected.
    pub subject_address: Option<Address>,
    /// Who else it may name.
    pub people: Vec<Person>,
    /// Who has a copy, in the subject's own alone.
    pub who_has_copies: Vec<PartyRef>,
    /// Which content.
    pub pack: Pack,
    /// In which form.
    pub edition: Edition,
    /// What a screen reader says of pictures.
    pub pictures: PictureUse,
    /// The paper that the recipient reads from.
    pub paper: Paper,
    /// It is read on a screen, where the paper's colour can be shown. Toner never tints paper.
    pub on_screen: bool,
    /// How its recipient can read it.
    pub look: Look,
    /// What the document says.
    pub content: Content,
    /// The other parts of a combined or integrated plan.
    pub parts: Vec<Self>,
    /// The rules whose holds a recorded decision ended.
    pub accepted: Vec<String>,
    /// In the file copy alone: what the person's own copy does not have.
    pub left_out: Vec<Withheld>,
    _seal: Seal,
}

#[derive(Debug)]
struct Seal;

impl Disclosure {
    /// The party of this copy's people with this id.
    pub fn person(&self, party: &PartyRef) -> Option<&Person> {
        if party.as_str() == self.subject.id.as_str() {
            return Some(&self.subject);
        }
        self.people.iter().find(|person| person.id.as_str() == party.as_str())
    }

    /// The subject reads it themselves: it speaks to them.
    pub fn is_own(&self) -> bool {
        self.recipient.id == self.subject.id
    }
}

/// What came of a disclosure.
#[derive(Debug)]
pub struct Disclosed {
    /// What the copy may show.
    pub disclosure: Disclosure,
    /// What it may not, and by which step.
    pub withheld: Vec<Withheld>,
    /// Something about abuse or neglect is in it: it goes by hand.
    pub has_safeguarding: bool,
}

/// A copy that can't be disclosed.
#[derive(Debug)]
pub struct Stopped {
    /// Why.
    pub reason: Finding,
    /// What would have been withheld.
    pub withheld: Vec<Withheld>,
}

/// What the job's recipient may see of the record, with what was withheld and why. The one way to
/// make a [`Disclosure`].
///
/// # Errors
/// SHR-10 when the record has no single subject, or nothing is left to show; SHR-13 when a
/// provider's copy would lose a risk.
pub fn disclose(
    matter: &Matter<'_>,
    job: &Job,
    setting: &Setting<'_>,
) -> Result<Disclosed, Box<Stopped>> {
    let with: Vec<&str> = job.parts.iter().map(|part| part.plan.as_str()).collect();
    let mut disclosed = one(matter, job, &with, setting)?;
    for part in &job.parts {
        let Some(record) = matter.group.iter().find(|record| record.plan_id == part.plan) else {
            let reason = Finding::new("ENG-24", "a part of this combined plan is not here");
            return Err(Box::new(Stopped { reason, withheld: disclosed.withheld }));
        };
        let other = Matter { record, ..*matter };
        let of_part = Job {
            recipient: part.recipient.clone(),
            pack: part.pack,
            basis: part.basis,
            parts: Vec::new(),
            sections: part.sections.clone(),
            separate: false,
            ..job.clone()
        };
        let mut part = one(&other, &of_part, &[&matter.record.plan_id], setting)?;
        // Where the person lives stands in the first part: another organisation may not know that
        // the address is a secret.
        part.disclosure.subject_address = None;
        disclosed.withheld.extend(part.withheld);
        disclosed.has_safeguarding |= part.has_safeguarding;
        disclosed.disclosure.parts.push(part.disclosure);
    }
    Ok(disclosed)
}

/// One record's part of a copy, that is made together with other plans.
fn one(
    matter: &Matter<'_>,
    job: &Job,
    with: &[&str],
    setting: &Setting<'_>,
) -> Result<Disclosed, Box<Stopped>> {
    let record = matter.record;
    let stopped = |reason: Finding, withheld| Box::new(Stopped { reason, withheld });
    let nothing = |message: &str| stopped(Finding::new("SHR-10", message), Vec::new());
    let subject = record.subject().ok_or_else(|| nothing("the record has no single subject"))?;
    let recipient = record.parties.iter().find(|party| party.party_id == job.recipient);
    let recipient =
        recipient.ok_or_else(|| nothing("the recipient is not a party of the record"))?;
    let file = job.pack == Pack::FileCopy;
    let audience = Audience {
        recipient: (!file).then_some(recipient),
        subject: &subject.party_id,
        pack: job.pack,
        sections: job.sections.as_deref(),
        basis: Some(job.basis),
        unsafe_for_subject: recipient.roles.contains(&crate::plan::Role::PersonOfConcern),
        consents: &record.consents,
        narrowed: setting.config.packs.0.get(job.pack.as_str()),
        held: held_fields(matter.findings()),
        class: if record.owner_organisation.is_some() {
            Sensitivity::Health
        } else {
            Sensitivity::Normal
        },
        date: setting.date,
    };
    let own = audience.is_own() && job.pack == Pack::Full;
    let mut judge = Judge::new(&audience, &record.plan_id);
    let mut content = record.content.clone().redacted(&mut judge);
    if !file {
        forget_combined(&mut content, with);
    }
    residue::clear(&mut content, &mut judge);
    // Whatever pack a request led to: a provider never works from a thinner copy unawares.
    let provides = recipient.roles.contains(&crate::plan::Role::Provider)
        && matches!(
            job.pack,
            Pack::ProviderExtract
                | Pack::Full
                | Pack::RequestedFull
                | Pack::CareCopy
                | Pack::Summary
        );
    if provides && loses_a_risk(judge.withheld()) && !job.accepts("SHR-13") {
        let reason =
            Finding::new("SHR-13", "a risk or an emergency plan would be missing").at("risks");
        return Err(stopped(reason, judge.into_withheld()));
    }
    if let Some(reason) = holds_the_copy(matter.findings(), judge.withheld(), job) {
        return Err(stopped(reason, judge.into_withheld()));
    }
    if job.pack.is_opt_in()
        && !job.accepts("SHR-21")
        && let Some(reason) = control::identifies_somebody(&content, record)
    {
        return Err(stopped(reason, judge.into_withheld()));
    }
    if !copies::says_anything(record.document, job.pack, &content) {
        let reason = Finding::new("SHR-10", "nothing is left to show after what must be withheld");
        return Err(stopped(reason, judge.into_withheld()));
    }
    let view = |party: &Party| {
        let emergency = content.contingency.given().into_iter().flatten();
        let mut contacts = emergency.flat_map(|contingency| &contingency.contacts);
        let is_contact = contacts.any(|id| id.as_str() == party.party_id.as_str());
        let reachable = own || file || job.pack == Pack::ProviderExtract;
        Person::of(party, is_contact && reachable)
    };
    let subject_view = view(subject).ok_or_else(|| nothing("the subject must not be named"))?;
    let recipient_view =
        view(recipient).ok_or_else(|| nothing("the recipient must not be named"))?;
    let named = residue::parties_named(&content);
    let who_has_copies = if own { who_has_copies(record, setting.date) } else { Vec::new() };
    let has_copy = |party: &Id| who_has_copies.iter().any(|one| one.as_str() == party.as_str());
    let people = record
        .parties
        .iter()
        .filter(|party| !party.is_subject && !job.pack.is_opt_in())
        .filter(|party| {
            file || named.contains(party.party_id.as_str())
                || own && (person::is_at_work(party) || has_copy(&party.party_id))
        })
        .filter_map(view)
        .collect();
    let access = recipient.access.clone().unwrap_or_default();
    let disclosure = Disclosure {
        document: record.document,
        regime: record.regime,
        status: record.status,
        // A summary that goes from hand to hand has no number of the council's.
        reference: if job.pack == Pack::PublicSummary {
            String::new()
        } else {
            record.plan_id.clone()
        },
        version: record.version,
        display_title: record.display_title.clone(),
        plan_date: record.plan_date,
        start_date: record.start_date,
        end_date: record.end_date,
        scale: record.scale,
        council: council(record, setting.config),
        owner_organisation: record.owner_organisation.clone(),
        main_language: record.main_language(),
        subject: subject_view,
        recipient: recipient_view,
        basis: job.basis,
        is_part: !own || judge.withheld().iter().any(|left| left.step == Step::ItemDeny),
        subject_address: if own || file { printable_address(subject, setting.date) } else { None },
        people,
        who_has_copies,
        pack: job.pack,
        edition: job.edition.clone(),
        pictures: access.pictures.unwrap_or(PictureUse::Decorative),
        paper: access.paper_colour.unwrap_or_default(),
        on_screen: job.way.is_screen(),
        look: Look::of(&access),
        content,
        parts: Vec::new(),
        accepted: job.accepted.clone(),
        left_out: if file { left_out_of_own(matter, job, setting) } else { Vec::new() },
        _seal: Seal,
    };
    let has_safeguarding = judge.has_safeguarding();
    Ok(Disclosed { disclosure, withheld: judge.into_withheld(), has_safeguarding })
}

impl Job {
    /// Whether a recorded decision ended the holds of this rule.
    pub fn accepts(&self, rule: &str) -> bool {
        self.accepted.iter().any(|accepted| accepted == rule)
    }
}

/// Fields in which a check found what must not leave the building.
fn held_fields(findings: &[Finding]) -> Vec<&str> {
    let held = findings.iter().filter(|finding| {
        finding.stops == Stops::Item
            && finding.severity == Severity::Block
            // These have their own way: a nil charge is left out with the residue, a damaged code
            // leads to no copy, and the other two are what the judge itself decides.
            && finding.rule.id == "DAT-05"
    });
    held.map(|finding| finding.field.as_str()).collect()
}

/// What a check found in something that this copy shows, and that holds it: another person's name in
/// a text, a date that makes the record doubtful.
fn holds_the_copy(findings: &[Finding], withheld: &[Withheld], job: &Job) -> Option<Finding> {
    let is_left_out = |field: &str| {
        withheld.iter().any(|left| {
            field
                .strip_prefix(left.field.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    findings
        .iter()
        .find(|finding| {
            matches!(finding.rule.id, "DAT-03" | "DAT-04")
                && finding.severity == Severity::Block
                && finding.stops == Stops::Copy
                && !job.accepts(finding.rule.id)
                && job.pack != Pack::FileCopy
                && !is_left_out(&finding.field)
        })
        .cloned()
}

/// No trace of a combined plan that is not made: not that there was to be one, nor with whom.
fn forget_combined(content: &mut Content, with: &[&str]) {
    if let Recorded::Given(links) = &mut content.linked_plans {
        links.retain(|link: &LinkedPlan| {
            link.combined != Some(true)
                || link.plan_ref.as_deref().is_some_and(|plan| with.contains(&plan))
        });
        if links.is_empty() {
            content.linked_plans = Recorded::NotApplicable;
        }
    }
}

/// Whether a risk or an emergency plan was withheld.
fn loses_a_risk(withheld: &[Withheld]) -> bool {
    withheld
        .iter()
        .any(|left| left.field.starts_with("risks") || left.field.starts_with("contingency"))
}

/// What the person's own copy does not have, for the file.
fn left_out_of_own(matter: &Matter<'_>, job: &Job, setting: &Setting<'_>) -> Vec<Withheld> {
    let own = Job { pack: Pack::Full, way: Way::Post, ..job.clone() };
    match one(matter, &own, &[], setting) {
        Ok(disclosed) => disclosed.withheld,
        Err(stopped) => stopped.withheld,
    }
}

/// The layout of a record's document with a pack.
pub(crate) fn layout(document: Document, pack: Pack) -> Layout {
    match document {
        _ if pack.is_opt_in() => Layout::PublicSummary,
        Document::Plan => Layout::Plan,
        Document::Review | Document::Confirmation => Layout::Review,
        Document::Closure | Document::DecisionLetter | Document::IndependentBudget => {
            Layout::Letter
        }
    }
}

/// The format of an edition that is neither easy read: large print from 16 points (UKAAF G003).
pub(crate) fn print_format(points: u32) -> Format {
    if points >= 16 { Format::LargePrint } else { Format::Standard }
}

/// The record's own council. Of the same council the configuration adds the logo, which is part of
/// the look and which no case system exports.
fn council(record: &Record, config: &Config) -> Council {
    let Some(own) = &record.council else { return config.council.clone() };
    let mut council = own.clone();
    if council.logo_id.is_none() && council.name == config.council.name {
        council.logo_id.clone_from(&config.council.logo_id);
    }
    council
}

/// The subject's home, where it may stand on paper. A safe address never does (X04).
fn printable_address(subject: &Party, date: Date) -> Option<Address> {
    subject
        .addresses
        .iter()
        .filter(|address| matches!(address.kind, AddressKind::Home | AddressKind::Placement))
        .find(|address| {
            address.may_print != Some(false)
                && address.valid_to.is_none()
                && address.valid_from.is_none_or(|first| first <= date)
        })
        .cloned()
}

/// Those whose claim to a copy stands; hidden ones are not listed, and nobody who must not be named.
fn who_has_copies(record: &Record, date: Date) -> Vec<PartyRef> {
    let stands: BTreeSet<&str> = recipients::claims(record, date, u32::MAX)
        .iter()
        .filter(|claim| matches!(claim.standing, recipients::Standing::Stands(_)))
        .map(|claim| claim.party.party_id.as_str())
        .collect();
    let requests = || record.copy_requests.iter().chain(&record.recipients);
    let hidden = |party: &PartyRef| {
        requests().any(|one| one.party == *party && one.hide_from_list == Some(true))
    };
    let mut listed: Vec<PartyRef> = Vec::new();
    for request in requests() {
        let party = &request.party;
        if stands.contains(party.as_str()) && !hidden(party) && !listed.contains(party) {
            listed.push(party.clone());
        }
    }
    listed
}

#[cfg(test)]
mod tests;
