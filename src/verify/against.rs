//! The documents of a run against its inputs: the decision is made again, each document is matched
//! with the copy that it should be, and everything in it that the copy must not show is searched for.
//!
//! What a copy may show is what its template was given. Any value that tells who somebody is, of any
//! record of the run, and any six words of a text of its own records, is a leak unless it stands
//! there. So a page in the wrong copy is found, and words that were withheld.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::Date;
use rayon::iter::{ParallelBridge, ParallelIterator};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::expected::{Expected, Said};
use super::manifest::{FILE_NAME, Manifest};
use super::matching::{Jobs, part_of};
use super::values::{Hit, Kind, Needle, Needles};
use super::{Check, Disagreement, VerifyError, record};
use crate::check::{Case, Names, check};
use crate::config::{Config, Decisions, hex};
use crate::disclose::{Job, Matter, Setting, cover, disclose};
use crate::finding::Finding;
use crate::merge::{self, MergeData};
use crate::plan::Record;
use crate::source::{Group, Index, Input, Inputs, Limits, index};
use crate::template::Templates;
use crate::wording::Wordings;

/// What a run was made from.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// The inputs, in the order of the run.
    pub inputs: &'a Inputs,
    /// The council's configuration.
    pub config: &'a Config,
    /// What was decided about copies that wait.
    pub decisions: &'a Decisions,
}

/// Everything that the decision is made again with.
struct Office<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
    against: Against<'a>,
    date: Date,
    templates: Templates,
    wordings: Wordings,
    index: Index,
    needles: Needles,
    names: Names,
}

/// A record that was read, with its number within the run, counted from 1.
type Numbered = (u32, Record);

/// Compares every document with the copy that it should be.
pub(super) fn compare(
    folder: &Path,
    manifest: &Manifest,
    against: Against<'_>,
) -> Result<Vec<Disagreement>, VerifyError> {
    same_inputs(manifest, against.inputs)?;
    let (templates, wordings) = same_look(manifest, against.config)?;
    let date = manifest.run.date.parse::<Date>();
    let date = date.map_err(|_| VerifyError::Manifest(folder.join(FILE_NAME)))?;
    let index = index(against.inputs, &Limits::default());
    let needles = needles(&index)?;
    let names = index.subject_names();
    let names = Names::new(names.iter().map(|(number, name)| (*number, name.as_str())));
    let office =
        Office { folder, manifest, against, date, templates, wordings, index, needles, names };
    let groups = office.index.groups.iter().par_bridge();
    let found: Vec<Vec<Disagreement>> = groups
        .map(|group| {
            // A record that the program fails on must not keep the others from being verified.
            let found = catch_unwind(AssertUnwindSafe(|| office.group(group)));
            found.unwrap_or_else(|_| {
                let message = "the program failed while it decided about a plan again";
                vec![Disagreement::new(Check::Decision, FILE_NAME, message)]
            })
        })
        .collect();
    Ok(found.concat())
}

/// The values that identify anybody in any record.
fn needles(index: &Index) -> Result<Needles, VerifyError> {
    let groups = index.groups.iter().enumerate().par_bridge();
    let mut by_group: Vec<(usize, Vec<Needle>)> = groups
        .map(|(number, group)| {
            let records = records(index, group).into_iter();
            let all = records.flat_map(|(number, record)| record::identifying(&record, number));
            (number, all.collect())
        })
        .collect();
    // Of a value that several have, the first is named: always the same one.
    by_group.sort_by_key(|(number, _)| *number);
    let needles = by_group.into_iter().flat_map(|(_, needles)| needles);
    Needles::new(needles).map_err(|_| VerifyError::TooMany)
}

/// The templates, if they and the configuration are those of the run.
fn same_look(manifest: &Manifest, config: &Config) -> Result<(Templates, Wordings), VerifyError> {
    let (templates, _) = Templates::load(config.templates.as_deref(), config.fonts.as_deref())
        .map_err(VerifyError::Templates)?;
    if templates.fingerprint() != manifest.run.templates {
        return Err(VerifyError::Different("look (templates, wording, pictures, fonts)"));
    }
    if config.fingerprint() != manifest.run.configuration {
        return Err(VerifyError::Different("configuration"));
    }
    let wordings = Wordings::load(&templates).map_err(VerifyError::Templates)?;
    Ok((templates, wordings))
}

/// Every record of a group that can be read, replaced ones too: their words must not leak either.
fn records(index: &Index, group: &Group) -> Vec<Numbered> {
    let read = index.read(group).into_iter();
    read.filter_map(|read| Some((read.number + 1, read.result.ok()?.value))).collect()
}

fn same_inputs(manifest: &Manifest, inputs: &Inputs) -> Result<(), VerifyError> {
    if let Some(finding) = inputs.findings.first() {
        return Err(VerifyError::Inputs(finding.message.clone()));
    }
    let said: Vec<Option<String>> =
        manifest.run.inputs.iter().map(|input| input.sha256.clone()).collect();
    if said.len() != inputs.files.len() {
        let message = format!("the run had {}, these are {}", said.len(), inputs.files.len());
        return Err(VerifyError::Inputs(message));
    }
    for (number, (input, said)) in inputs.files.iter().zip(said).enumerate() {
        if said.is_none() || hash_of(input) != said {
            let message = format!("file {} is another, or has changed since", number + 1);
            return Err(VerifyError::Inputs(message));
        }
    }
    Ok(())
}

fn hash_of(input: &Input) -> Option<String> {
    let mut reader = input.reader().ok()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer).ok()? {
            0 => return Some(hex(&hash.finalize())),
            count => hash.update(&buffer[..count]),
        }
    }
}

impl Office<'_> {
    fn setting(&self) -> Setting<'_> {
        Setting {
            config: self.against.config,
            lists: self.templates.lists(),
            decisions: self.against.decisions,
            date: self.date,
            include_restricted: self.manifest.has_restricted(),
        }
    }

    /// The documents of one group.
    fn group(&self, group: &Group) -> Vec<Disagreement> {
        let all = records(&self.index, group);
        let replaced = self.index.superseded(group);
        let is_current = |number: u32| replaced.iter().all(|old| old.number + 1 != number);
        let current: Vec<&Numbered> =
            all.iter().filter(|(number, _)| is_current(*number)).collect();
        let texts = all.iter().flat_map(|(number, record)| record::texts(record, *number));
        let Ok(texts) = Needles::new(texts) else {
            return vec![Disagreement::new(Check::Leak, FILE_NAME, "a plan has too many texts")];
        };
        let mut found = Vec::new();
        for expected in self.expected(&current, &mut found) {
            found.extend(self.search(&expected, &texts));
        }
        found
    }

    /// What each document of a group should be.
    fn expected(&self, current: &[&Numbered], found: &mut Vec<Disagreement>) -> Vec<Expected> {
        let records: Vec<&Record> = current.iter().map(|(_, record)| record).collect();
        let findings: Vec<Vec<Finding>> =
            records.iter().map(|one| self.judge(one, &records)).collect();
        let by_plan: Vec<(&str, &[Finding])> = records
            .iter()
            .zip(&findings)
            .map(|(record, found)| (record.plan_id.as_str(), found.as_slice()))
            .collect();
        let mut all = Vec::new();
        for (number, record) in current {
            let matter = Matter { record, group: &records, findings: &by_plan };
            all.extend(self.of_record(*number, &matter, found));
        }
        all
    }

    fn judge(&self, record: &Record, group: &[&Record]) -> Vec<Finding> {
        let (config, lists) = (self.against.config, self.templates.lists());
        let judged = catch_unwind(AssertUnwindSafe(|| {
            check(&Case::new(record, group, config, lists, self.date).with_names(&self.names))
        }));
        judged.unwrap_or_default()
    }

    /// What each document of a record should be.
    fn of_record(
        &self,
        number: u32,
        matter: &Matter<'_>,
        found: &mut Vec<Disagreement>,
    ) -> Vec<Expected> {
        let mut strange = |path: &str, message: String| {
            found.push(Disagreement::new(Check::Decision, path, message));
        };
        let of_plan =
            |entry: &&Value| entry.get("plan").and_then(Value::as_u64) == Some(number.into());
        let mut jobs = Jobs::of(matter, &self.setting());
        let mut expected = Vec::new();
        let mut envelopes: BTreeMap<&str, Vec<Job>> = BTreeMap::new();
        for entry in self.manifest.copies.iter().filter(of_plan) {
            let path = entry.get("path").and_then(Value::as_str).unwrap_or(FILE_NAME);
            let Some(job) = jobs.take(entry) else {
                strange(path, format!("nothing in plan {number} leads to this copy"));
                continue;
            };
            match self.merged(matter, &job, part_of(entry)) {
                Some(data) => expected.push(Expected::new(path, number, &data)),
                None => strange(path, format!("plan {number} does not give this copy any words")),
            }
            if let Some(cover) = entry.get("cover").and_then(|cover| cover.get("path")?.as_str()) {
                envelopes.entry(cover).or_default().push(job);
            }
        }
        // What stands here came to nothing after the decision: a form that nobody wrote.
        self.manifest.held.iter().filter(of_plan).for_each(|entry| drop(jobs.take(entry)));
        if jobs.left() > 0 {
            let (left, few) = (jobs.left(), "that are neither made nor held");
            strange(FILE_NAME, format!("plan {number} leads to {left} more copies {few}"));
        }
        for (path, jobs) in envelopes {
            match self.cover(matter.record, &jobs.iter().collect::<Vec<_>>()) {
                Some(data) => expected.push(Expected::new(path, number, &data)),
                None => strange(path, format!("nothing in plan {number} leads to this cover")),
            }
        }
        expected
    }

    fn merged(
        &self,
        matter: &Matter<'_>,
        job: &Job,
        (part, parts): (u64, u64),
    ) -> Option<MergeData> {
        let disclosure = disclose(matter, job, &self.setting()).ok()?.disclosure;
        let wording = self.wordings.get(&job.edition.language)?;
        let pictures = self.templates.pictures();
        if parts <= 1 {
            return Some(merge::merge(&disclosure, wording, pictures, None).ok()?.0);
        }
        let (part, parts) = (usize::try_from(part).ok()?, usize::try_from(parts).ok()?);
        let merged = merge::merge_in_parts(&disclosure, wording, pictures, None, parts);
        merged.ok()?.0.into_iter().nth(part.checked_sub(1)?)
    }

    fn cover(&self, record: &Record, jobs: &[&Job]) -> Option<MergeData> {
        let cover = cover(record, jobs, &self.setting())?;
        let wording = self.wordings.get(&cover.edition.language)?;
        Some(merge::cover(&cover, wording, self.templates.pictures(), None, None).ok()?.0)
    }

    /// Everything in a document that should not be there, and what is missing.
    fn search(&self, expected: &Expected, texts: &Needles) -> Vec<Disagreement> {
        let Ok(bytes) = fs::read(self.folder.join(&expected.path)) else { return Vec::new() };
        let Some(said) = Said::read(&expected.path, &bytes) else { return Vec::new() };
        let mut found = expected.missing(&said);
        let places = said.texts();
        for needles in [&self.needles, texts] {
            let shown = needles.shown_in(expected.shown.iter().map(String::as_str));
            let hits = needles.find_in(&places, &shown);
            found.extend(hits.into_iter().map(|hit| leak(&expected.path, hit)));
        }
        found
    }
}

/// What was found, without what it says.
fn leak(path: &str, hit: Hit<&str>) -> Disagreement {
    let Hit { place, kind, owner } = hit;
    let whose = match kind {
        Kind::CaseNumber | Kind::Text => format!("plan {owner}"),
        _ => format!("a party of plan {owner}"),
    };
    let message = format!("{kind} of {whose}, which this copy must not show");
    Disagreement {
        kind: Some(kind),
        plan: Some(owner),
        ..Disagreement::new(Check::Leak, path, message)
    }
    .in_place(place)
}
