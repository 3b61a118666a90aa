//! The cover of one mailpiece: a page that says who sends it, what is in it, why the reader has it
//! and whom to call. A PDF of its own, in the recipient's own form and language.

use super::destination::destination;
use super::enclosures::enclosures;
use super::{Edition, Job, Look, Pack, Person, Setting, Way};
use crate::plan::{
    Basis, Council, Document, EnclosureKind, LanguageTag, PictureUse, PostTo, PostalAddress,
    Record, Regime, post_to_first,
};
use crate::template::{Format, Layout};

/// What a cover may show.
#[derive(Debug)]
pub struct Cover {
    /// Who sends it.
    pub council: Council,
    /// The language of plain texts.
    pub main_language: LanguageTag,
    /// To whom.
    pub recipient: Person,
    /// The lines of the envelope, where it goes by post.
    pub address: Option<PostalAddress>,
    /// Whose document it is: named to others, "your" to the person.
    pub subject: Person,
    /// The law that the plan is made under.
    pub regime: Regime,
    /// Why the recipient has it.
    pub basis: Basis,
    /// The plan's id, as the reference to give when ringing.
    pub reference: String,
    /// The record's date, which dates the letter.
    pub date: Option<jiff::civil::Date>,
    /// What is in the envelope.
    pub enclosed: Vec<Enclosed>,
    /// What is put in beside it.
    pub inserts: Vec<Insert>,
    /// Whom to call: the worker who coordinates the plan.
    pub contact: Option<Person>,
    /// In which form.
    pub edition: Edition,
    /// How its recipient can read it.
    pub look: Look,
    /// Whether easy read has pictures, and what a screen reader says of them.
    pub pictures: PictureUse,
    _seal: super::Seal,
}

/// One document of the mailpiece.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Enclosed {
    /// Which document.
    pub document: Document,
    /// With which content.
    pub pack: Pack,
    /// In which form.
    pub format: Format,
    /// In which language.
    pub language: LanguageTag,
    /// In how many parts.
    pub parts: usize,
}

/// A document that exists already and is put into the envelope.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Insert {
    /// What it is.
    pub kind: EnclosureKind,
    /// Its pages.
    pub pages: u32,
}

impl Cover {
    /// The subject reads it themselves.
    pub fn is_own(&self) -> bool {
        self.recipient.id == self.subject.id
    }
}

/// Whether what goes this way lies in an envelope, with a cover on top.
pub fn is_in_envelope(way: Way) -> bool {
    matches!(way, Way::Post | Way::Collect | Way::Hand)
}

/// The cover of the copies that go to one recipient on paper and by one way, together in one
/// envelope: in the form and language of the first of them that the recipient reads most easily. None
/// where nothing goes on paper.
pub fn cover(record: &Record, jobs: &[&Job], setting: &Setting<'_>) -> Option<Cover> {
    let first = jobs.iter().find(|job| is_in_envelope(job.way))?;
    let together: Vec<&Job> = jobs.iter().copied().filter(|job| job.way == first.way).collect();
    let party = record.parties.iter().find(|party| party.party_id == first.recipient)?;
    let subject = record.subject()?;
    let name = party.name.formal();
    let address = (first.way == Way::Post)
        .then(|| {
            let reach = destination(record, party, None, false, "parties", setting.date).ok();
            let reach = reach.and_then(|reach| reach.address);
            // Somebody decided that it goes by post all the same.
            let decided = || match post_to_first(party, setting.date) {
                PostTo::One(_, address) if !first.accepted.is_empty() => Some(address.clone()),
                _ => None,
            };
            reach.or_else(decided)
        })
        .flatten()
        .map(|address| PostalAddress::new(&name, &address));
    let inserts = enclosures(record, &together).into_iter();
    let easy = together.iter().find(|job| job.edition.format == Format::EasyRead).unwrap_or(first);
    let coordinator = record.content.named_coordinator.as_ref();
    let contact = coordinator
        .and_then(|who| who.prepares.as_ref().or(who.delivers.as_ref()))
        .and_then(|who| record.parties.iter().find(|one| one.party_id.as_str() == who.as_str()));
    let contact = contact.and_then(|party| Person::of(party, false));
    Some(Cover {
        council: super::council(record, setting.config),
        main_language: record.main_language(),
        recipient: Person::of(party, false)?,
        address,
        subject: Person::of(subject, false)?,
        regime: record.regime,
        basis: first.basis,
        reference: record.plan_id.clone(),
        date: record.plan_date,
        enclosed: enclosed(record, &together),
        inserts: inserts
            .map(|(_, enclosure)| Insert { kind: enclosure.kind, pages: enclosure.pages })
            .collect(),
        contact,
        edition: Edition { layout: Layout::Cover, ..easy.edition.clone() },
        look: party.access.as_ref().map(Look::of).unwrap_or_default(),
        pictures: party
            .access
            .as_ref()
            .and_then(|access| access.pictures)
            .unwrap_or(PictureUse::Decorative),
        _seal: super::Seal,
    })
}

/// The documents of the mailpiece. A job that stands there more than once is one document in parts.
fn enclosed(record: &Record, jobs: &[&Job]) -> Vec<Enclosed> {
    let mut all: Vec<(&Job, Enclosed)> = Vec::new();
    for job in jobs {
        if let Some((_, enclosed)) = all.iter_mut().find(|(other, _)| other == job) {
            enclosed.parts += 1;
            continue;
        }
        let enclosed = Enclosed {
            document: record.document,
            pack: job.pack,
            format: job.edition.format,
            language: job.edition.language.clone(),
            parts: 1,
        };
        all.push((job, enclosed));
    }
    all.into_iter().map(|(_, enclosed)| enclosed).collect()
}
