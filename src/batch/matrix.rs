//! Who gets what, in which form, by which way, and what would wait: everything that a run decides,
//! without making a page.

use rayon::iter::{ParallelBridge, ParallelIterator};

use super::document::merged;
use super::office::current;
use super::{Kit, names, with_matters};
use crate::disclose::{Decision, Edition, Job, Matter, Pack, Setting, Way, Withheld, decide};
use crate::finding::Finding;
use crate::merge::pages;
use crate::plan::{Basis, Id, Record, Role};
use crate::source::{Index, Sourced};
use crate::template::Transcription;

/// What would become of one copy.
#[derive(Debug)]
pub struct Planned {
    /// The record's number within the run, from 1.
    pub plan: u32,
    /// The copy's number within the record, from 1.
    pub number: usize,
    /// The plan's id.
    pub plan_id: String,
    /// The recipient's party id.
    pub recipient: Option<Id>,
    /// The recipient's number within the record, from 1.
    pub recipient_number: Option<usize>,
    /// What the recipient is to the plan.
    pub roles: Vec<Role>,
    /// With which content.
    pub pack: Pack,
    /// On which ground.
    pub basis: Option<Basis>,
    /// In which form.
    pub edition: Option<Edition>,
    /// By which way.
    pub way: Option<Way>,
    /// Made by hand in this form.
    pub by_hand: Option<Transcription>,
    /// The pages that its words are expected to take, where it would be made as a document.
    pub pages_expected: Option<usize>,
    /// What would become of it.
    pub fate: Fate,
    /// What would be left out, and by which step.
    pub withheld: Vec<Withheld>,
}

/// What would become of a copy.
#[derive(Debug)]
pub enum Fate {
    /// It would be made.
    Make,
    /// It would wait.
    Hold(Finding),
    /// It must not be sent.
    Suppress(Finding),
}

impl Fate {
    /// Its name in lists.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Make => "make",
            Self::Hold(_) => "hold",
            Self::Suppress(_) => "suppress",
        }
    }

    /// Why it would not be made.
    pub fn reason(&self) -> Option<&Finding> {
        match self {
            Self::Make => None,
            Self::Hold(reason) | Self::Suppress(reason) => Some(reason),
        }
    }
}

/// Every copy of every record that can be read, in the order of the input.
pub fn planned(kit: &Kit, index: &Index, setting: &Setting<'_>) -> Vec<Planned> {
    let names = names(index);
    let groups = index.groups.iter().par_bridge();
    let mut all: Vec<Planned> = groups
        .flat_map_iter(|group| {
            let records = current(index, group);
            let values: Vec<&Record> = records.iter().map(|(_, sourced)| &sourced.value).collect();
            let mut sourced = records.iter();
            let planned = with_matters(kit, &names, &values, setting.date, |matter, _| {
                let Some((number, sourced)) = sourced.next() else { return Vec::new() };
                of_record(kit, matter, setting, *number, sourced)
            });
            planned.into_iter().flatten().collect::<Vec<_>>()
        })
        .collect();
    all.sort_by_key(|copy| (copy.plan, copy.number));
    all
}

fn of_record(
    kit: &Kit,
    matter: &Matter<'_>,
    setting: &Setting<'_>,
    number: u32,
    sourced: &Sourced<Record>,
) -> Vec<Planned> {
    let record = matter.record;
    let copies = decide(matter, setting).copies.into_iter().enumerate();
    let planned = copies.map(|(place, decision)| {
        let mut pages_expected = None;
        let (recipient, pack, job, fate, withheld) = match decision {
            Decision::Make(job) => {
                let (fate, withheld) = match merged(kit, matter, &job, setting, None) {
                    Ok((data, _, withheld)) => {
                        pages_expected = job.by_hand.is_none().then(|| pages(&data));
                        (Fate::Make, withheld)
                    }
                    Err((mut reasons, withheld)) => {
                        let reason = if reasons.is_empty() {
                            Finding::new("RUN-01", "the copy can't be made")
                        } else {
                            reasons.swap_remove(0)
                        };
                        (Fate::Hold(sourced.locate(reason)), withheld)
                    }
                };
                (Some(job.recipient.clone()), job.pack, Some(job), fate, withheld)
            }
            Decision::Hold(hold) => {
                let fate = Fate::Hold(sourced.locate(hold.reason));
                (hold.recipient, hold.pack, hold.job.map(|job| *job), fate, Vec::new())
            }
            Decision::Suppress(one) => {
                let fate = Fate::Suppress(sourced.locate(one.reason));
                (one.recipient, one.pack, None, fate, Vec::new())
            }
        };
        let row = row(record, number, place, recipient, pack, job, fate, withheld);
        Planned { pages_expected, ..row }
    });
    planned.collect()
}

#[expect(clippy::too_many_arguments, reason = "the parts of one row, put together in one place")]
fn row(
    record: &Record,
    number: u32,
    place: usize,
    recipient: Option<Id>,
    pack: Pack,
    job: Option<Job>,
    fate: Fate,
    withheld: Vec<Withheld>,
) -> Planned {
    let party = record.parties.iter().position(|party| Some(&party.party_id) == recipient.as_ref());
    let roles = party.map_or_else(Vec::new, |party| record.parties[party].roles.clone());
    Planned {
        plan: number + 1,
        number: place + 1,
        plan_id: record.plan_id.clone(),
        recipient,
        recipient_number: party.map(|party| party + 1),
        roles,
        pack,
        basis: job.as_ref().map(|job| job.basis),
        edition: job.as_ref().map(|job| job.edition.clone()),
        way: job.as_ref().map(|job| job.way),
        by_hand: job.and_then(|job| job.by_hand),
        pages_expected: None,
        fate,
        withheld,
    }
}
