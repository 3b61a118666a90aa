//! What a run made and did not make: `run.json` for programs, `report.html` for people, the lists
//! of what is held, quarantined and withheld. No times, so that the same input gives the same
//! bytes, and no text of any person.

mod html;

use std::collections::HashSet;
use std::io::Read;

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::outcome::{Copy, GroupOutcome, RecordOutcome, State};
use super::{Fatal, Kit, Options, Store};
use crate::finding::{Finding, Severity, to_json};
use crate::ledger::{CopyEntry, Ledger, RunEntry};
use crate::source::{Input, Inputs};
use crate::template::hex;

/// The program and its version, as manifests name it.
const PROGRAM: &str = concat!("planpress ", env!("CARGO_PKG_VERSION"));

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
    /// Copies that wait for a decision.
    pub held: usize,
    /// Copies that must not be sent.
    pub suppressed: usize,
    /// Pages of the copies made.
    pub pages: usize,
    /// Findings that stop nothing.
    pub warnings: usize,
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

/// Writes every list, the ledger and the report.
pub(super) fn write(
    options: &Options,
    kit: &Kit,
    inputs: &Inputs,
    findings: Vec<Finding>,
    outcomes: Vec<GroupOutcome>,
    store: &Store,
) -> Result<Summary, Fatal> {
    let counts = count(inputs, &findings, &outcomes);
    let configuration =
        hex(&Sha256::digest(serde_json::to_vec(&options.config).unwrap_or_default()));
    let run = run_json(options, kit, inputs, &findings, &outcomes, &counts, &configuration);
    store.write("run.json", &pretty(&run))?;
    let records = || outcomes.iter().flat_map(|group| &group.records);
    store.write("held/held.ndjson", &lines(records().flat_map(held)))?;
    store.write("quarantine/quarantine.ndjson", &lines(records().flat_map(quarantined)))?;
    store.write("audit/withheld.ndjson", &lines(records().flat_map(withheld)))?;
    store.write(
        "report.html",
        html::page(&options.config, &counts, &findings, &outcomes).as_bytes(),
    )?;

    let groups: Vec<usize> = outcomes.iter().map(|group| group.records.len()).collect();
    let copies: Vec<CopyEntry> = outcomes.iter().flat_map(entries).collect();
    Ledger::open(store.folder())?.record(&RunEntry {
        program: PROGRAM,
        date: &options.date.to_string(),
        templates: kit.templates.fingerprint(),
        configuration: &configuration,
        groups: &groups,
        copies: &copies,
    })?;
    let kept: HashSet<&str> = copies.iter().filter_map(|copy| copy.path.as_deref()).collect();
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

fn count(inputs: &Inputs, findings: &[Finding], outcomes: &[GroupOutcome]) -> Counts {
    let mut counts = Counts { files: inputs.files.len(), ..Counts::default() };
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
        for copy in &record.copies {
            counts.copies += 1;
            match &copy.state {
                State::Made { pages, .. } => {
                    counts.made += 1;
                    counts.pages += pages;
                }
                State::Held(_) => counts.held += 1,
                State::Suppressed(_) => counts.suppressed += 1,
            }
        }
    }
    counts
}

fn run_json(
    options: &Options,
    kit: &Kit,
    inputs: &Inputs,
    findings: &[Finding],
    outcomes: &[GroupOutcome],
    counts: &Counts,
    configuration: &str,
) -> Value {
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
        },
        "counts": counts,
        "copies": records().flat_map(made).collect::<Vec<_>>(),
        "held": records().flat_map(held).collect::<Vec<_>>(),
        "quarantined": records().flat_map(quarantined).collect::<Vec<_>>(),
        "warnings": findings.iter().map(to_json).chain(records().flat_map(|record| {
            let warnings = record.findings.iter().filter(|_| !record.quarantined);
            warnings.map(|finding| with_plan(to_json(finding), record))
        })).collect::<Vec<_>>(),
    })
}

/// The number by which a run names a record, counted from 1.
fn plan_number(record: &RecordOutcome) -> u32 {
    record.number + 1
}

fn with_plan(mut value: Value, record: &RecordOutcome) -> Value {
    if let Value::Object(map) = &mut value {
        map.insert("plan".into(), plan_number(record).into());
    }
    value
}

fn form(record: &RecordOutcome, copy: &Copy) -> Value {
    let edition = copy.edition.as_ref();
    json!({
        "plan": plan_number(record),
        "pack": copy.pack,
        "layout": edition.map(|edition| edition.layout),
        "format": edition.map(|edition| edition.format),
        "size_pt": edition.map(|edition| edition.size_pt),
        "language": edition.map(|edition| &edition.language),
        "channel": copy.way,
        "state": copy.state.name(),
    })
}

fn made(record: &RecordOutcome) -> Vec<Value> {
    let copies = record.copies.iter().filter_map(|copy| match &copy.state {
        State::Made { path, sha256, pages, bytes } => {
            let mut value = form(record, copy);
            value["id"] = id_of(path).into();
            value["path"] = path.as_str().into();
            value["pages"] = (*pages).into();
            value["bytes"] = (*bytes).into();
            value["sha256"] = sha256.as_str().into();
            Some(value)
        }
        _ => None,
    });
    copies.collect()
}

/// The name of a copy: its file name without folder and ending.
fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".pdf")
}

fn held(record: &RecordOutcome) -> Vec<Value> {
    let copies = record.copies.iter().filter(|copy| !copy.state.reasons().is_empty());
    copies
        .map(|copy| {
            let mut value = form(record, copy);
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
        let id = match &copy.state {
            State::Made { path, .. } => Some(id_of(path)),
            _ => None,
        };
        copy.withheld.iter().map(move |withheld| {
            json!({
                "plan": plan_number(record),
                "copy": id,
                "pack": copy.pack,
                "item": withheld.item,
                "field": withheld.field,
                "step": withheld.step,
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
            if let State::Made { path, sha256, pages, .. } = &copy.state {
                entry.path = Some(path.clone());
                entry.sha256 = Some(sha256.clone());
                entry.pages = Some(*pages);
            }
            entry
        })
    });
    copies.collect()
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

fn pretty(value: &Value) -> Vec<u8> {
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
