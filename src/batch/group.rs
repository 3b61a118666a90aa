//! One group's way: read, check, decide, make, keep. A panic spoils one copy, or at worst this
//! group.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::document::{Booklet, Document, document, estimate};
use super::matters::with_matters;
use super::outcome::{Copy, GroupOutcome, PartOf, RecordOutcome, State};
use super::press::{paper, person};
use super::{Office, covers, transcript};
use crate::check::team;
use crate::disclose::{Decided, Decision, Job, Matter, Pack, Way, Withheld, decide};
use crate::finding::Finding;
use crate::plan::{Id, Record};
use crate::print::WHITE;
use crate::render::Measures;
use crate::source::{Group, RecordRead, Sourced};

/// Takes a group through every stage.
pub(super) fn conduct(office: &Office<'_>, number: usize, group: &Group) -> GroupOutcome {
    let superseded = office.index.superseded(group);
    let mut records: Vec<RecordOutcome> = Vec::new();
    let mut current: Vec<(usize, Sourced<Record>)> = Vec::new();
    for read in office.index.read(group) {
        let mut outcome = outcome_of(&read);
        match read.result {
            Err(_) => outcome.quarantined = true,
            Ok(sourced) => match superseded.iter().find(|old| old.number == read.number) {
                Some(old) => {
                    let state = State::Suppressed(vec![old.finding.clone()]);
                    outcome.copies.push(Copy::not_made(None, Pack::Full, state));
                }
                None => current.push((records.len(), sourced)),
            },
        }
        records.push(outcome);
    }
    let values: Vec<&Record> = current.iter().map(|(_, sourced)| &sourced.value).collect();
    let mut sourced = current.iter();
    let made =
        with_matters(office.kit, &office.names, &values, office.setting.date, |matter, found| {
            let (place, sourced) = sourced.next()?;
            let mut outcome = Made::default();
            // Without the line: tasks of a whole run stay in memory, and no list shows it.
            let bare = |finding: &Finding| Finding {
                snippet: None,
                label: String::new(),
                ..sourced.locate(finding.clone())
            };
            outcome.tasks = found.iter().map(bare).collect();
            outcome.team = team(matter.record, &office.kit.config).map(str::to_owned);
            copies(office, matter, sourced, &mut outcome);
            Some((*place, outcome))
        });
    for (place, made) in made.into_iter().flatten() {
        let Made { tasks, team, findings, copies, restricted } = made;
        if let Some(record) = records.get_mut(place) {
            record.findings.extend(findings);
            record.tasks = tasks;
            record.team = team;
            record.copies.extend(copies);
            record.restricted = restricted;
        }
    }
    // The list was collected in the memory of the records themselves, which are a hundred times
    // larger: kept, that would be 20 kB a group for the whole run.
    records.shrink_to_fit();
    GroupOutcome { number, records }
}

/// What came of one record.
#[derive(Default)]
struct Made {
    tasks: Vec<Finding>,
    team: Option<String>,
    findings: Vec<Finding>,
    copies: Vec<Copy>,
    restricted: bool,
}

fn outcome_of(read: &RecordRead) -> RecordOutcome {
    RecordOutcome {
        number: read.number,
        file: read.origin.file.clone(),
        place: read.origin.place(),
        quarantined: false,
        restricted: false,
        findings: read.findings().to_vec(),
        team: None,
        tasks: Vec::new(),
        copies: Vec::new(),
    }
}

/// Decides about one record, and makes and keeps its copies.
fn copies(office: &Office<'_>, matter: &Matter<'_>, sourced: &Sourced<Record>, outcome: &mut Made) {
    let record = matter.record;
    outcome.restricted = record.subject().is_some_and(|subject| subject.record_restricted);
    let decided = catch_unwind(AssertUnwindSafe(|| decide(matter, &office.setting)));
    let Ok(Decided { copies, findings }) = decided else {
        let failed = Finding::new("RUN-01", "the program failed on this record");
        outcome.copies.push(Copy::not_made(None, Pack::Full, State::Held(vec![failed])));
        return;
    };
    let locate = |finding: Finding| sourced.locate(finding);
    outcome.findings.extend(findings.into_iter().map(locate));
    let mut jobs = Vec::new();
    for decision in copies {
        let copy = match decision {
            Decision::Make(job) => {
                let (made, findings) = make(office, matter, sourced, &job);
                let new: Vec<Finding> =
                    findings.into_iter().filter(|new| !outcome.findings.contains(new)).collect();
                outcome.findings.extend(new);
                jobs.extend(made.iter().map(|_| Some(job.clone())));
                outcome.copies.extend(made);
                continue;
            }
            Decision::Hold(hold) => {
                let state = State::Held(vec![locate(hold.reason)]);
                let recipient = number_of(record, hold.recipient.as_ref());
                let mut copy = Copy::not_made(recipient, hold.pack, state);
                if let Some(job) = &hold.job {
                    copy.edition = Some(job.edition.clone());
                    copy.way = job.way;
                    copy.by_hand = job.by_hand;
                }
                copy
            }
            Decision::Suppress(suppression) => {
                let state = State::Suppressed(vec![locate(suppression.reason)]);
                let recipient = number_of(record, suppression.recipient.as_ref());
                Copy::not_made(recipient, suppression.pack, state)
            }
        };
        outcome.copies.push(copy);
        jobs.push(None);
    }
    languages_together(&mut outcome.copies);
    for copy in &mut outcome.copies {
        office.keep(copy, outcome.restricted);
    }
    parts_together(office, &mut outcome.copies);
    covers::add(office, sourced, &jobs, &mut outcome.copies, outcome.restricted);
}

/// The number of a party within its record, counted from 1: what lists call a recipient.
pub(super) fn number_of(record: &Record, party: Option<&Id>) -> Option<usize> {
    let party = party?;
    record.parties.iter().position(|one| one.party_id == *party).map(|place| place + 1)
}

/// Makes one copy in memory, in parts where it is long, or holds it with the reason; and what to look
/// at all the same.
fn make(
    office: &Office<'_>,
    matter: &Matter<'_>,
    sourced: &Sourced<Record>,
    job: &Job,
) -> (Vec<Copy>, Vec<Finding>) {
    let made = catch_unwind(AssertUnwindSafe(|| in_memory(office, matter, sourced, job)));
    let made = made.unwrap_or_else(|_| {
        Err((vec![Finding::new("RUN-01", "the program failed on this copy")], Vec::new()))
    });
    let locate = |findings: Vec<Finding>| -> Vec<Finding> {
        findings.into_iter().map(|finding| sourced.locate(finding)).collect()
    };
    let (booklets, withheld, findings) = match made {
        Ok(InMemory { booklets, findings, withheld }) => (booklets, withheld, locate(findings)),
        Err((reasons, withheld)) => {
            (vec![Unkept::of(State::Held(locate(reasons)))], withheld, Vec::new())
        }
    };
    let mut parties = matter.record.parties.iter();
    let reader = parties.find(|party| party.party_id == job.recipient);
    let parts = booklets.len();
    let part = |part: usize| (parts > 1).then_some(PartOf { part, parts });
    let of_state = |(place, unkept): (usize, Unkept)| Copy {
        recipient: number_of(matter.record, Some(&job.recipient)),
        pack: job.pack,
        edition: Some(job.edition.clone()),
        way: job.way,
        by_hand: job.by_hand,
        paper: reader.map_or(WHITE, paper),
        person: reader.and_then(|reader| person(reader, office.setting.date)),
        decided: job.accepted.clone(),
        part: part(place + 1),
        state: unkept.state,
        // Once, however many the parts.
        withheld: if place == 0 { withheld.clone() } else { Vec::new() },
        estimated_pages: unkept.estimated_pages,
        checks: unkept.measures,
        cover: None,
    };
    (booklets.into_iter().enumerate().map(of_state).collect(), findings)
}

/// The booklets of one copy, and what came with them.
struct InMemory {
    booklets: Vec<Unkept>,
    findings: Vec<Finding>,
    withheld: Vec<Withheld>,
}

/// A booklet that is not kept yet, the pages that were expected of it, and what was measured on them.
struct Unkept {
    state: State,
    estimated_pages: usize,
    measures: Option<Box<Measures>>,
}

impl Unkept {
    /// What has no pages.
    fn of(state: State) -> Self {
        Self { state, estimated_pages: 0, measures: None }
    }
}

/// A PDF, or one a part, or the reading text of a form that is made by hand.
fn in_memory(
    office: &Office<'_>,
    matter: &Matter<'_>,
    sourced: &Sourced<Record>,
    job: &Job,
) -> Result<InMemory, super::document::Stopped> {
    let Office { kit, setting, store, .. } = office;
    if job.way == Way::Transcription {
        let (text, findings, withheld) = transcript::text(kit, matter, job, setting)?;
        let booklets = vec![Unkept::of(State::Text(text))];
        return Ok(InMemory { booklets, findings, withheld });
    }
    let file = &sourced.origin().file;
    let made = if store.keeps_nothing() {
        estimate(kit, matter, job, setting)
    } else {
        document(kit, matter, job, setting, file)
    };
    let Document { booklets, findings, withheld } = made?;
    let unkept = |booklet| {
        let Booklet { pdf, pages, estimated_pages, measures, .. } = booklet;
        Unkept { state: State::Pdf { pdf, pages }, estimated_pages, measures }
    };
    Ok(InMemory { booklets: booklets.into_iter().map(unkept).collect(), findings, withheld })
}

/// The parts of one document go together or wait together.
fn parts_together(office: &Office<'_>, copies: &mut [Copy]) {
    let one_document = |one: &Copy, other: &Copy| {
        (one.recipient, one.pack, &one.edition, one.way)
            == (other.recipient, other.pack, &other.edition, other.way)
    };
    for place in 0..copies.len() {
        let waits = copies.iter().find_map(|other| {
            let copy = copies.get(place).filter(|copy| copy.part.is_some())?;
            let State::Held(reasons) = &other.state else { return None };
            (other.part.is_some() && one_document(copy, other)).then(|| reasons.clone())
        });
        if let (Some(reasons), Some(copy)) = (waits, copies.get_mut(place)) {
            office.store.discard(&copy.state);
            copy.state = State::Held(reasons);
        }
    }
}

/// The languages of one copy go together or wait together: Welsh is never later than English, nor
/// the other way round.
fn languages_together(copies: &mut [Copy]) {
    for place in 0..copies.len() {
        let Some(reasons) = waiting_twin(copies, place) else { continue };
        if let Some(copy) = copies.get_mut(place) {
            copy.state = State::Held(reasons);
        }
    }
}

/// Why another language of a copy that was made waits.
fn waiting_twin(copies: &[Copy], place: usize) -> Option<Vec<Finding>> {
    let copy = copies.get(place)?;
    let edition = copy.edition.as_ref()?;
    if !copy.state.is_in_memory() {
        return None;
    }
    copies.iter().find_map(|other| {
        let State::Held(reasons) = &other.state else { return None };
        let theirs = other.edition.as_ref()?;
        let twin = other.recipient == copy.recipient
            && other.pack == copy.pack
            && (theirs.format, theirs.size_pt) == (edition.format, edition.size_pt)
            && other.by_hand == copy.by_hand
            && theirs.language != edition.language;
        twin.then(|| reasons.clone())
    })
}
