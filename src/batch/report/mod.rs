//! What a run made and did not make: `run.json` for programs, `report.html` for people, the lists
//! of what is held, quarantined and withheld. No times, so that the same input gives the same
//! bytes, and no text of any person.

mod forecast;
mod html;
mod lists;
mod tasks;

pub use forecast::Foreseen;
pub(super) use forecast::foresee;
pub(super) use lists::copy_name;

use std::collections::HashSet;
use std::io::Read;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::outcome::{Copy, GroupOutcome, PartOf, RecordOutcome, State};
use super::press::{Printed, entry, is_printed};
use super::{Fatal, Kit, Options, Store};
use crate::config::{Print, hex};
use crate::finding::{Finding, Severity, to_json};
use crate::ledger::{CopyEntry, Ledger, RunEntry};
use crate::print::{Accuracy, Batch, stream_summary};
use crate::source::{Input, Inputs};

/// The program and its version, as manifests name it.
const PROGRAM: &str = concat!("planpress ", env!("CARGO_PKG_VERSION"));

/// The configuration of the run, kept in its folder for what is made out of it later.
pub(super) const CONFIGURATION: &str = "configuration.json";

/// The engine that `Cargo.toml` pins.
const ENGINE: &str = "typst 0.15.1";

/// How many of each. Copies add up, and records add up.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// Input files.
    pub files: usize,
    /// Records in them.
    pub records: usize,
    /// Records that were used.
    pub used: usize,
    /// Records that can't be used.
    pub quarantined: usize,
    /// Copies in all.
    pub copies: usize,
    /// Copies made.
    pub made: usize,
    /// Copies of these that are in print files.
    pub printed: usize,
    /// Copies made that go by other ways.
    pub other_channels: usize,
    /// Reading texts for transcribers.
    pub transcription: usize,
    /// Copies that wait for a decision.
    pub held: usize,
    /// Copies that must not be sent.
    pub suppressed: usize,
    /// Pages of the copies made.
    pub pages: usize,
    /// Covers of the copies that go by post.
    pub covers: usize,
    /// Envelopes in print files.
    pub mailpieces: usize,
    /// Their printed sheets.
    pub sheets: usize,
    /// Print files.
    pub print_files: usize,
    /// Things to put right in plans, which stopped no copy.
    pub tasks: usize,
    /// Findings that stop nothing.
    pub warnings: usize,
}

impl Counts {
    /// PRT-05 where records or copies do not add up: something was lost, and nothing may be released.
    fn disagreement(&self) -> Option<Finding> {
        let records = self.records == self.used + self.quarantined;
        let copies = self.copies == self.made + self.transcription + self.held + self.suppressed;
        let made = self.made == self.printed + self.other_channels;
        (!records || !copies || !made)
            .then(|| Finding::new("PRT-05", "records or copies of this run do not add up"))
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Summary {
    /// How many of each.
    pub counts: Counts,
    /// Everything found, in input order; with the lines concerned, for a terminal.
    pub findings: Vec<Finding>,
    /// Inputs that could not be opened at all.
    pub unreadable: usize,
}

/// What a report is about.
pub(super) struct Run<'a> {
    pub(super) options: &'a Options,
    pub(super) kit: &'a Kit,
    pub(super) inputs: &'a Inputs,
    pub(super) fingerprint: &'a str,
}

/// Writes every list, the ledger and the report.
pub(super) fn write(
    run: &Run<'_>,
    findings: Vec<Finding>,
    outcomes: Vec<GroupOutcome>,
    printed: &Printed,
    store: &Store,
) -> Result<Summary, Fatal> {
    let Run { options, kit, inputs, fingerprint } = *run;
    let findings = [findings, printed.arranged.findings.clone()].concat();
    let batches = printed.files().map(|(_, batch, _)| batch);
    let counts = count((inputs, &options.config.print), &findings, &outcomes, batches);
    let accuracy = forecast::accuracy(&outcomes, &kit.config.print, printed);
    let findings = [findings, counts.disagreement().into_iter().collect()].concat();
    let configuration = options.config.fingerprint();
    store.write(CONFIGURATION, &pretty(&options.config))?;
    let facts =
        Facts { counts: &counts, accuracy: &accuracy, configuration: &configuration, printed };
    let json = run_json(run, &findings, &outcomes, &facts);
    store.write("run.json", &pretty(&json))?;
    let records = || outcomes.iter().flat_map(|group| &group.records);
    for (path, list) in lists::all(records(), fingerprint, printed) {
        store.write(&path, &list)?;
    }
    store.write(
        "held/held.ndjson",
        &lines(records().flat_map(|record| held(record, fingerprint))),
    )?;
    store.write("quarantine/quarantine.ndjson", &lines(records().flat_map(quarantined)))?;
    store.write("audit/withheld.ndjson", &lines(records().flat_map(withheld)))?;
    store.write(
        "report.html",
        html::page(
            (&options.config, options.date),
            &counts,
            &findings,
            &outcomes,
            (&printed.arranged, &accuracy),
        )
        .as_bytes(),
    )?;

    let groups: Vec<usize> = outcomes.iter().map(|group| group.records.len()).collect();
    let copies: Vec<CopyEntry> = outcomes.iter().flat_map(entries).collect();
    let batches: Vec<_> = printed.files().map(|(_, batch, file)| entry(batch, file)).collect();
    Ledger::open(store.folder())?.record(&RunEntry {
        program: PROGRAM,
        date: &options.date.to_string(),
        templates: kit.templates.fingerprint(),
        configuration: &configuration,
        groups: &groups,
        copies: &copies,
        batches: &batches,
    })?;
    let mut kept: HashSet<&str> = copies.iter().filter_map(|copy| copy.path.as_deref()).collect();
    kept.extend(outcomes.iter().flat_map(covers_of));
    kept.extend(printed.paths.iter().map(String::as_str));
    let failed = |source| Fatal::Write { path: store.folder().join("copies"), source };
    store.remove_all_but(&kept).map_err(failed)?;

    let unreadable = inputs.findings.len();
    let mut all = findings;
    for record in outcomes.into_iter().flat_map(|group| group.records) {
        all.extend(record.findings);
        for copy in record.copies {
            all.extend(copy.state.reasons().iter().cloned());
        }
    }
    Ok(Summary { counts, findings: all, unreadable })
}

fn count<'a>(
    (inputs, print): (&Inputs, &Print),
    findings: &[Finding],
    outcomes: &[GroupOutcome],
    batches: impl Iterator<Item = &'a Batch>,
) -> Counts {
    let mut counts = Counts { files: inputs.files.len(), ..Counts::default() };
    for batch in batches {
        counts.print_files += 1;
        counts.printed += batch.totals.copies;
        counts.mailpieces += batch.totals.mailpieces;
        counts.sheets += batch.totals.sheets;
    }
    counts.warnings = findings.iter().filter(|finding| finding.severity != Severity::Block).count();
    for record in outcomes.iter().flat_map(|group| &group.records) {
        counts.records += 1;
        if record.quarantined {
            counts.quarantined += 1;
        } else {
            counts.used += 1;
        }
        counts.warnings +=
            record.findings.iter().filter(|finding| finding.severity != Severity::Block).count();
        counts.tasks += tasks::open(record).count();
        for copy in &record.copies {
            counts.copies += 1;
            match &copy.state {
                State::Made { pages, .. } => {
                    counts.made += 1;
                    let prints = is_printed(copy.way, print);
                    counts.other_channels += usize::from(!prints);
                    counts.pages += pages;
                }
                State::Transcription { .. } => counts.transcription += 1,
                // Kept before anything is counted: what is still in memory was not made.
                State::Pdf { .. } | State::Text(_) | State::Held(_) => counts.held += 1,
                State::Suppressed(_) => counts.suppressed += 1,
            }
        }
    }
    let covers: HashSet<&str> = outcomes.iter().flat_map(covers_of).collect();
    counts.covers = covers.len();
    counts
}

/// The paths of a group's covers.
fn covers_of(group: &GroupOutcome) -> impl Iterator<Item = &str> {
    let copies = group.records.iter().flat_map(|record| &record.copies);
    copies.filter_map(|copy| Some(copy.cover.as_ref()?.path.as_str()))
}

/// What is worked out once about a run.
struct Facts<'a> {
    counts: &'a Counts,
    accuracy: &'a Accuracy,
    configuration: &'a str,
    printed: &'a Printed,
}

fn run_json(
    run: &Run<'_>,
    findings: &[Finding],
    outcomes: &[GroupOutcome],
    facts: &Facts<'_>,
) -> Value {
    let Run { options, kit, inputs, fingerprint } = *run;
    let Facts { counts, accuracy, configuration, printed } = *facts;
    let records = || outcomes.iter().flat_map(|group| &group.records);
    let inputs: Vec<Value> = inputs
        .files
        .iter()
        .enumerate()
        .map(|(number, input)| json!({ "number": number + 1, "sha256": hash_of(input) }))
        .collect();
    json!({
        "run": {
            "program": PROGRAM,
            "engine": ENGINE,
            "date": options.date.to_string(),
            "inputs": inputs,
            "templates": kit.templates.fingerprint(),
            "configuration": configuration,
            "householding": options.config.print.householding,
        },
        "counts": counts,
        "copies": records()
            .flat_map(|record| made(record, fingerprint, printed))
            .collect::<Vec<_>>(),
        "print": printed.arranged.streams.iter().map(stream_summary).collect::<Vec<_>>(),
        "forecast": accuracy,
        "held": records().flat_map(|record| held(record, fingerprint)).collect::<Vec<_>>(),
        "quarantined": records().flat_map(quarantined).collect::<Vec<_>>(),
        "tasks": records().flat_map(|record| {
            tasks::tasks(record, options.date, &options.config.policy).map(|task| task.to_json())
        }).collect::<Vec<_>>(),
        "warnings": findings.iter().map(to_json).chain(records().flat_map(|record| {
            let warnings = record.findings.iter().filter(|_| !record.quarantined);
            warnings.map(|finding| with_plan(to_json(finding), record))
        })).collect::<Vec<_>>(),
    })
}

/// The number by which a run names a record, counted from 1.
pub(super) fn plan_number(record: &RecordOutcome) -> u32 {
    record.number + 1
}

fn with_plan(mut value: Value, record: &RecordOutcome) -> Value {
    if let Value::Object(map) = &mut value {
        map.insert("plan".into(), plan_number(record).into());
    }
    value
}

fn form(record: &RecordOutcome, place: usize, copy: &Copy, fingerprint: &str) -> Value {
    let edition = copy.edition.as_ref();
    let mut form = json!({
        "plan": plan_number(record),
        "copy": copy_name(record, place, fingerprint),
        "recipient": copy.recipient,
        "pack": copy.pack,
        "layout": edition.map(|edition| edition.layout),
        "format": edition.map(|edition| edition.format),
        "size_pt": edition.map(|edition| edition.size_pt),
        "language": edition.map(|edition| &edition.language),
        "channel": copy.way,
        "made_by_hand_in": copy.by_hand,
        "decided": copy.decided,
        "restricted": record.restricted,
        "state": copy.state.name(),
    });
    if let Some(PartOf { part, parts }) = copy.part {
        form["part"] = part.into();
        form["parts"] = parts.into();
    }
    form
}

fn made(record: &RecordOutcome, fingerprint: &str, printed: &Printed) -> Vec<Value> {
    let copies = record.copies.iter().enumerate().filter_map(|(place, copy)| {
        let (path, sha256, pages, bytes) = copy.state.kept()?;
        let mut value = form(record, place, copy, fingerprint);
        if let Some((batch, sequence)) = printed.slot(&copy_name(record, place, fingerprint)) {
            value["batch"] = batch.into();
            value["sequence"] = sequence.into();
        }
        value["id"] = id_of(path).into();
        value["path"] = path.into();
        value["pages"] = pages.into();
        value["bytes"] = bytes.into();
        value["sha256"] = sha256.into();
        value["checks"] = json!(copy.checks);
        if let Some(cover) = &copy.cover {
            value["cover"] = json!({
                "path": cover.path,
                "pages": cover.pages,
                "sha256": cover.sha256,
                "checks": cover.checks,
                "envelope": cover.envelope,
                "enclosures": cover.enclosures,
            });
        }
        Some(value)
    });
    copies.collect()
}

/// The name of a copy: its file name without folder and ending.
pub(super) fn id_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(name, _)| name)
}

fn held(record: &RecordOutcome, fingerprint: &str) -> Vec<Value> {
    let copies = record.copies.iter().enumerate();
    copies
        .filter(|(_, copy)| !copy.state.reasons().is_empty())
        .map(|(place, copy)| {
            let mut value = form(record, place, copy, fingerprint);
            value["reasons"] = copy.state.reasons().iter().map(to_json).collect();
            value
        })
        .collect()
}

fn quarantined(record: &RecordOutcome) -> Option<Value> {
    record.quarantined.then(|| {
        json!({
            "plan": plan_number(record),
            "file": &*record.place.file,
            "line": record.place.line,
            "findings": record.findings.iter().map(to_json).collect::<Vec<_>>(),
        })
    })
}

fn withheld(record: &RecordOutcome) -> Vec<Value> {
    let copies = record.copies.iter().flat_map(|copy| {
        let id = copy.state.kept().map(|(path, ..)| id_of(path));
        copy.withheld.iter().map(move |withheld| {
            json!({
                "plan": plan_number(record),
                "copy": id,
                "recipient": copy.recipient,
                "pack": copy.pack,
                "item": withheld.item,
                "field": withheld.field,
                "step": withheld.step.number(),
                "reason": withheld.step,
                "rule": withheld.step.rule(),
                "basis": withheld.basis,
            })
        })
    });
    copies.collect()
}

fn entries(group: &GroupOutcome) -> Vec<CopyEntry> {
    let copies = group.records.iter().flat_map(|record| {
        record.copies.iter().map(move |copy| {
            let edition = copy.edition.as_ref();
            let mut entry = CopyEntry {
                group: group.number,
                plan: plan_number(record),
                pack: copy.pack.as_str().into(),
                layout: edition.map(|edition| edition.layout.to_string()),
                format: edition.map(|edition| edition.format.to_string()),
                size_pt: edition.map(|edition| edition.size_pt),
                language: edition.map(|edition| edition.language.to_string()),
                state: copy.state.name(),
                rule: copy.state.reasons().first().map(|finding| finding.rule.id),
                ..CopyEntry::default()
            };
            if let Some((path, sha256, pages, _)) = copy.state.kept() {
                entry.path = Some(path.to_owned());
                entry.sha256 = Some(sha256.to_owned());
                entry.pages = Some(pages);
            }
            entry
        })
    });
    copies.collect()
}

/// Four digits that stand for the inputs: they part the copy numbers of one export from another's.
pub fn fingerprint(inputs: &Inputs) -> String {
    let mut hash = Sha256::new();
    for input in &inputs.files {
        hash.update(hash_of(input).unwrap_or_default());
    }
    hex(&hash.finalize())[..4].to_owned()
}

fn hash_of(input: &Input) -> Option<String> {
    let mut reader = input.reader().ok()?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Some(hex(&hash.finalize())),
            Ok(count) => hash.update(&buffer[..count]),
            Err(_) => return None,
        }
    }
}

pub(super) fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn lines(values: impl Iterator<Item = Value>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for value in values {
        bytes.extend(value.to_string().into_bytes());
        bytes.push(b'\n');
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_that_do_not_add_up_are_told() {
        let sound = Counts {
            records: 3,
            used: 2,
            quarantined: 1,
            copies: 5,
            made: 2,
            printed: 1,
            other_channels: 1,
            transcription: 1,
            held: 1,
            suppressed: 1,
            ..Counts::default()
        };
        assert!(sound.disagreement().is_none());
        let lost = [
            Counts { copies: 6, ..sound },
            Counts { used: 1, ..sound },
            Counts { printed: 0, ..sound },
        ];
        for counts in lost {
            let found = counts.disagreement().expect("something is lost");
            assert_eq!(found.rule.id, "PRT-05");
        }
    }
}
