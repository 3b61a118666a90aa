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

mod copies;
mod form;
mod judge;
mod person;
mod redact;

use serde::Serialize;

use crate::config::Config;
use crate::plan::{
    Address, AddressKind, Content, Council, Document, Id, LanguageTag, Paper, Party, PartyRef,
    PictureUse, Record, Regime, Scale, Status, Texts,
};
use crate::template::{Format, Layout};

pub use copies::{Decision, Hold, Suppression, decide};
pub use form::{Edition, Way};
pub use judge::{Step, Withheld};
pub use person::Person;

/// Which content a copy has.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pack {
    /// Everything about the subject, for the subject.
    Full,
    /// What the person agreed to share.
    PublicSummary,
}

impl Pack {
    /// The pack's name in manifests and decisions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::PublicSummary => "public_summary",
        }
    }
}

/// One copy that may be made.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Job {
    /// For whom.
    pub recipient: Id,
    /// With which content.
    pub pack: Pack,
    /// In which form.
    pub edition: Edition,
    /// By which way.
    pub way: Way,
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
    /// The plan's id.
    pub reference: String,
    /// Its version.
    pub version: u32,
    /// What the council calls it.
    pub display_title: Option<Texts>,
    /// The plan's date.
    pub plan_date: Option<jiff::civil::Date>,
    /// From when it holds.
    pub start_date: Option<jiff::civil::Date>,
    /// Until when.
    pub end_date: Option<jiff::civil::Date>,
    /// How much there is to it: a small plan is printed closer together.
    pub scale: Option<Scale>,
    /// Who signs it.
    pub council: Council,
    /// The language of plain texts.
    pub main_language: LanguageTag,
    /// The person that it is about.
    pub subject: Person,
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
    /// What the document says.
    pub content: Content,
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
}

/// What the job's recipient may see of the record, with what was withheld and why. The one way to
/// make a [`Disclosure`].
///
/// # Errors
/// SHR-10 when the record has no single subject, or nothing is left to show.
pub fn disclose(
    record: &Record,
    job: &Job,
    config: &Config,
) -> Result<(Disclosure, Vec<Withheld>), crate::finding::Finding> {
    let nothing = |message: &str| crate::finding::Finding::new("SHR-10", message);
    let subject = record.subject().ok_or_else(|| nothing("the record has no single subject"))?;
    let mut judge = judge::Judge::new(job.pack, &subject.party_id);
    let mut content = record.content.clone().redacted(&mut judge);
    let full = job.pack == Pack::Full;
    if !full {
        redact::narrow_to_summary(&mut content);
    }
    if !copies::says_anything(record.document, &content) {
        return Err(nothing("nothing is left to show after what must be withheld"));
    }
    let person =
        Person::of(subject, false).ok_or_else(|| nothing("the subject must not be named"))?;
    let emergency: Vec<&PartyRef> = content
        .contingency
        .given()
        .into_iter()
        .flatten()
        .flat_map(|contingency| &contingency.contacts)
        .collect();
    let people = record.parties.iter().filter(|party| full && !party.is_subject);
    let people = people
        .filter_map(|party| {
            let contact = emergency.iter().any(|id| id.as_str() == party.party_id.as_str());
            Person::of(party, contact)
        })
        .collect();
    let access = subject.access.clone().unwrap_or_default();
    let disclosure = Disclosure {
        document: record.document,
        regime: record.regime,
        status: record.status,
        reference: record.plan_id.clone(),
        version: record.version,
        display_title: record.display_title.clone(),
        plan_date: record.plan_date,
        start_date: record.start_date,
        end_date: record.end_date,
        scale: record.scale,
        council: council(record, config),
        main_language: record.main_language(),
        subject: person,
        subject_address: if full { printable_address(subject) } else { None },
        people,
        who_has_copies: if full { who_has_copies(record) } else { Vec::new() },
        pack: job.pack,
        edition: job.edition.clone(),
        pictures: access.pictures.unwrap_or(PictureUse::Decorative),
        paper: access.paper_colour.unwrap_or_default(),
        content,
        _seal: Seal,
    };
    Ok((disclosure, judge.into_withheld()))
}

/// The layout of a record's document with a pack.
pub(crate) fn layout(document: Document, pack: Pack) -> Layout {
    match (pack, document) {
        (Pack::PublicSummary, _) => Layout::PublicSummary,
        (Pack::Full, Document::Plan) => Layout::Plan,
        (Pack::Full, Document::Review | Document::Confirmation) => Layout::Review,
        (
            Pack::Full,
            Document::Closure | Document::DecisionLetter | Document::IndependentBudget,
        ) => Layout::Letter,
    }
}

/// The format of an edition that is neither easy read: large print from 16 points (UKAAF G003).
pub(crate) fn print_format(points: u32) -> Format {
    if points >= 16 { Format::LargePrint } else { Format::Standard }
}

fn council(record: &Record, config: &Config) -> Council {
    record.council.clone().unwrap_or_else(|| config.council.clone())
}

/// The subject's home, where it may stand on paper. A safe address never does (X04).
fn printable_address(subject: &Party) -> Option<Address> {
    subject
        .addresses
        .iter()
        .filter(|address| matches!(address.kind, AddressKind::Home | AddressKind::Placement))
        .find(|address| address.may_print != Some(false) && address.valid_to.is_none())
        .cloned()
}

/// Those with a request that stands, and those whom the council decided on; hidden ones are not
/// listed, and nobody who must not be named.
fn who_has_copies(record: &Record) -> Vec<PartyRef> {
    record
        .copy_requests
        .iter()
        .chain(&record.recipients)
        .filter(|request| request.withdrawn_on.is_none() && request.hide_from_list != Some(true))
        .map(|request| request.party.clone())
        .collect()
}
