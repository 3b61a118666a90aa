//! One group's way: read, decide, disclose, merge, render, write.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;

use super::outcome::{Copy, GroupOutcome, RecordOutcome, State};
use super::{Kit, Store};
use crate::disclose::{Decision, Job, Pack, Way, Withheld, decide, disclose};
use crate::finding::Finding;
use crate::merge::merge;
use crate::plan::Record;
use crate::render::{Promise, Request};
use crate::source::{Group, Index, Inputs, Limits, RecordRead, Sourced, index};

/// More pages than any plan has: 300 needs at 28 points come to fewer.
const MOST_PAGES: usize = 1_000;

/// Takes a group through every stage. A panic spoils one copy, or at worst this group.
pub(super) fn conduct(
    kit: &Kit,
    index: &Index,
    number: usize,
    group: &Group,
    date: Date,
    store: &Store,
) -> GroupOutcome {
    let superseded = index.superseded(group);
    let mut records: Vec<RecordOutcome> = index
        .read(group)
        .into_iter()
        .map(|read| {
            let replaced = superseded.iter().find(|old| old.number == read.number);
            one_record(kit, read, replaced.map(|old| old.finding.clone()), date, store)
        })
        .collect();
    // The list was collected in the memory of the records themselves, which are a hundred times
    // larger: kept, that would be 20 kB a group for the whole run.
    records.shrink_to_fit();
    GroupOutcome { number, records }
}

fn one_record(
    kit: &Kit,
    read: RecordRead,
    replaced: Option<Finding>,
    date: Date,
    store: &Store,
) -> RecordOutcome {
    let mut outcome = RecordOutcome {
        number: read.number,
        file: read.origin.file.clone(),
        place: read.origin.place(),
        quarantined: false,
        findings: read.findings().to_vec(),
        copies: Vec::new(),
    };
    let Ok(sourced) = read.result else {
        outcome.quarantined = true;
        return outcome;
    };
    if let Some(finding) = replaced {
        outcome.copies.push(not_made(State::Suppressed(vec![finding])));
        return outcome;
    }
    let decided = catch_unwind(AssertUnwindSafe(|| decide(&sourced.value, &kit.config, date)));
    let Ok((decisions, findings)) = decided else {
        let failed = Finding::new("RUN-01", "the program failed on this record");
        outcome.copies.push(not_made(State::Held(vec![failed])));
        return outcome;
    };
    outcome.findings.extend(findings.into_iter().map(|finding| sourced.locate(finding)));
    for decision in decisions {
        let copy = match decision {
            Decision::Make(job) => {
                let (copy, findings) = make(kit, &sourced, job, store);
                let new =
                    findings.into_iter().filter(|finding| !outcome.findings.contains(finding));
                let new: Vec<_> = new.collect();
                outcome.findings.extend(new);
                copy
            }
            Decision::Hold(hold) => Copy {
                pack: hold.pack,
                edition: hold.edition,
                way: Way::Post,
                state: State::Held(vec![sourced.locate(hold.reason)]),
                withheld: Vec::new(),
            },
            Decision::Suppress(suppression) => Copy {
                pack: suppression.pack,
                edition: None,
                way: Way::Post,
                state: State::Suppressed(vec![sourced.locate(suppression.reason)]),
                withheld: Vec::new(),
            },
        };
        outcome.copies.push(copy);
    }
    outcome
}

fn not_made(state: State) -> Copy {
    Copy { pack: Pack::Full, edition: None, way: Way::Post, state, withheld: Vec::new() }
}

/// Makes one copy, or holds it with the reason; and what to look at all the same.
fn make(kit: &Kit, sourced: &Sourced<Record>, job: Job, store: &Store) -> (Copy, Vec<Finding>) {
    let made = catch_unwind(AssertUnwindSafe(|| document(kit, &sourced.value, &job, None)));
    let made = made.unwrap_or_else(|_| {
        Err((vec![Finding::new("RUN-01", "the program failed on this copy")], Vec::new()))
    });
    let locate = |findings: Vec<Finding>| -> Vec<Finding> {
        findings.into_iter().map(|finding| sourced.locate(finding)).collect()
    };
    let Job { pack, edition, way, .. } = job;
    let copy =
        |state, withheld| Copy { pack, edition: Some(edition.clone()), way, state, withheld };
    match made {
        Ok(document) => match store.keep(&document.pdf, document.pages) {
            Ok(state) => (copy(state, document.withheld), locate(document.findings)),
            Err(error) => {
                let failed = Finding::new("RUN-01", format!("the copy can't be written: {error}"));
                (copy(State::Held(vec![failed]), document.withheld), Vec::new())
            }
        },
        Err((reasons, withheld)) => (copy(State::Held(locate(reasons)), withheld), Vec::new()),
    }
}

/// One document in memory.
pub(super) struct Document {
    pub(super) pdf: Vec<u8>,
    pub(super) pages: usize,
    pub(super) findings: Vec<Finding>,
    pub(super) withheld: Vec<Withheld>,
}

type Stopped = (Vec<Finding>, Vec<Withheld>);

/// Disclose, merge, render. `running` is the key of a first line for every page.
pub(super) fn document(
    kit: &Kit,
    record: &Record,
    job: &Job,
    running: Option<&str>,
) -> Result<Document, Stopped> {
    let prepared = prepare(kit, record, job, running)?;
    let reply = kit.renderer.render(&prepared.request());
    match reply.document {
        Some(document) => Ok(Document {
            pdf: document.pdf,
            pages: document.inspection.pages,
            findings: prepared.findings,
            withheld: prepared.withheld,
        }),
        None => Err((reply.findings, prepared.withheld)),
    }
}

/// A request to the engine, with what came before it.
#[derive(Debug)]
pub struct Prepared {
    /// The entry file.
    pub entry: String,
    /// What the template reads, as JSON.
    pub data: Vec<u8>,
    /// The name of the document that stays the same.
    pub ident: String,
    /// Points of the smallest text that is promised.
    pub size_pt: u32,
    /// What to look at.
    pub findings: Vec<Finding>,
    /// What was left out.
    pub withheld: Vec<Withheld>,
}

impl Prepared {
    /// The request itself.
    pub fn request(&self) -> Request<'_> {
        Request {
            entry: &self.entry,
            data: &self.data,
            ident: &self.ident,
            promise: Promise { smallest_text_pt: f64::from(self.size_pt), most_pages: MOST_PAGES },
        }
    }
}

/// Everything but the rendering.
pub(super) fn prepare(
    kit: &Kit,
    record: &Record,
    job: &Job,
    running: Option<&str>,
) -> Result<Prepared, Stopped> {
    let (disclosure, withheld) =
        disclose(record, job, &kit.config).map_err(|finding| (vec![finding], Vec::new()))?;
    let edition = &job.edition;
    let wording = kit.wordings.get(&edition.language);
    let entry = kit.templates.manifest().entry(edition.layout, edition.format);
    let (Some(wording), Some(entry)) = (wording, entry) else {
        let message = format!("there is no edition in the language `{}`", edition.language);
        let finding =
            Finding::new("LNG-01", message).help("add its wording and name it in `typst.toml`");
        return Err((vec![finding], withheld));
    };
    match merge(&disclosure, wording, kit.templates.pictures(), running) {
        Ok((data, findings)) => match serde_json::to_vec(&data) {
            Ok(data) => Ok(Prepared {
                entry,
                data,
                ident: ident(record, job),
                size_pt: edition.size_pt,
                findings,
                withheld,
            }),
            Err(_) => Err((vec![Finding::new("RUN-01", "the data can't be written")], withheld)),
        },
        Err(findings) => Err((findings, withheld)),
    }
}

/// Every request that a run over these inputs would make, in order, without rendering: what
/// benchmarks and tests of the data need.
pub fn prepared(kit: &Kit, inputs: &Inputs, date: Date) -> Vec<Prepared> {
    let index = index(inputs, &Limits::default());
    let mut all = Vec::new();
    for read in index.groups.iter().flat_map(|group| index.read(group)) {
        let Ok(sourced) = read.result else { continue };
        for decision in decide(&sourced.value, &kit.config, date).0 {
            if let Decision::Make(job) = decision {
                all.extend(prepare(kit, &sourced.value, &job, None));
            }
        }
    }
    all
}

/// The same copy of the same version has the same name for ever; the engine hashes it into `/ID`.
fn ident(record: &Record, job: &Job) -> String {
    let Job { recipient, pack, edition, way: _ } = job;
    format!(
        "{}|{}|{recipient}|{}|{}|{}|{}|{}",
        record.plan_id,
        record.version,
        pack.as_str(),
        edition.layout,
        edition.format,
        edition.size_pt,
        edition.language
    )
}
