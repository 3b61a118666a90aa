//! What every group of a run is taken through with.

use super::document::prepare;
use super::outcome::{Copy, State};
use super::{Kit, Prepared, Store, covers, names, with_matters};
use crate::check::Names;
use crate::disclose::{Decision, Job, Setting, decide};
use crate::finding::Finding;
use crate::plan::Record;
use crate::source::{Group, Index, Sourced};

/// The run's means: what documents are made with, where records come from and copies go.
pub struct Office<'a> {
    /// Templates, wording, engine.
    pub kit: &'a Kit,
    /// The records.
    pub index: &'a Index,
    /// The output folder.
    pub store: &'a Store,
    /// The names of every record's subject.
    pub names: Names,
    /// What holds for every record.
    pub setting: Setting<'a>,
}

impl Office<'_> {
    /// Keeps what was made in memory; a copy that can't be written waits.
    pub(super) fn keep(&self, copy: &mut Copy, restricted: bool) {
        let kept = match &copy.state {
            State::Pdf { pdf, pages } => {
                let (pages, bytes) = (*pages, pdf.len());
                let kept = self.store.keep("copies", pdf, restricted);
                kept.map(|(path, sha256)| State::Made { path, sha256, pages, bytes })
            }
            State::Text(text) => {
                let bytes = text.len();
                let kept = self.store.keep_text(text, restricted);
                kept.map(|(path, sha256)| State::Transcription { path, sha256, bytes })
            }
            _ => return,
        };
        copy.state = kept.unwrap_or_else(|error| {
            let message = format!("the copy can't be written: {}", error.kind());
            State::Held(vec![Finding::new("RUN-01", message)])
        });
    }
}

/// The records of a group that can be decided about, with their places: those that could be read
/// and that no newer version replaces.
pub(super) fn current(index: &Index, group: &Group) -> Vec<(u32, Sourced<Record>)> {
    let superseded = index.superseded(group);
    index
        .read(group)
        .into_iter()
        .filter(|read| superseded.iter().all(|old| old.number != read.number))
        .filter_map(|read| Some((read.number, read.result.ok()?)))
        .collect()
}

/// Every request that a run over these records would make, in order, covers too, without rendering:
/// what benchmarks need.
pub fn prepared(kit: &Kit, index: &Index, setting: &Setting<'_>) -> Vec<Prepared> {
    let mut all = Vec::new();
    let names = names(index);
    for group in &index.groups {
        let records = current(index, group);
        let values: Vec<&Record> = records.iter().map(|(_, sourced)| &sourced.value).collect();
        let made = with_matters(kit, &names, &values, setting.date, |matter, _| {
            let decided = decide(matter, setting).copies.into_iter();
            let jobs = decided.filter_map(|decision| match decision {
                Decision::Make(job) if job.by_hand.is_none() => Some(job),
                _ => None,
            });
            let jobs: Vec<Job> = jobs.collect();
            let documents = jobs.iter().map(|job| prepare(kit, matter, job, setting, None).ok());
            let covers = covers::envelopes(&jobs)
                .into_iter()
                .map(|together| {
                    let print = &kit.config.print;
                    let geometry = covers::geometry(print, print.envelopes.first());
                    covers::prepare(kit, matter.record, &together, setting, geometry, None).ok()
                })
                .collect::<Vec<_>>();
            documents.chain(covers).flatten().collect::<Vec<_>>()
        });
        all.extend(made.into_iter().flatten());
    }
    all
}
