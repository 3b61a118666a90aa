//! Joins linked records into groups, and reads a group's records when its turn comes. Two
//! versions of a plan and plans that are linked with one another are one group.

use std::collections::HashMap;
use std::io::BufReader;
use std::sync::Arc;

use rayon::iter::{ParallelBridge, ParallelIterator};
use serde::de::DeserializeOwned;

use super::documents::{Flaw, split};
use super::files::{Format, Input, Inputs, cannot_open};
use super::keys::{Keys, PlanKey, Standing};
use super::limits::Limits;
use super::origin::{Origin, RawFinding};
use super::shape::Shape;
use super::sourced::{Sourced, read_checked};
use crate::finding::{Finding, Place, Severity};
use crate::plan::Record;

/// What the first pass keeps of a record.
#[derive(Debug)]
struct Entry {
    file: u32,
    /// Bytes; 0 where there are more than the limit.
    length: u32,
    offset: u64,
    line: u32,
    column: u32,
    keys: Keys,
    /// Whether so many records were linked with it that it was left alone.
    crowded: bool,
}

/// Every record of a run, in groups.
#[derive(Debug)]
pub struct Index {
    /// The groups, in the order of their first records.
    pub groups: Vec<Group>,
    /// What is wrong with files rather than records.
    pub findings: Vec<Finding>,
    files: Arc<[Input]>,
    entries: Vec<Entry>,
    limits: Limits,
}

/// Records that are read and judged together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Group {
    /// Their numbers within the run, counted from 0, in the order of the input.
    pub records: Vec<u32>,
}

/// One record of a group, as it was read.
#[derive(Debug)]
pub struct RecordRead<T = Record> {
    /// Its number within the run, counted from 0.
    pub number: u32,
    /// Where it begins.
    pub origin: Origin,
    /// The record, or all that is wrong with it.
    pub result: Result<Sourced<T>, Vec<Finding>>,
}

impl<T> RecordRead<T> {
    /// What is wrong with the record, or to be said of it.
    pub fn findings(&self) -> &[Finding] {
        match &self.result {
            Ok(sourced) => &sourced.warnings,
            Err(findings) => findings,
        }
    }
}

/// A record that another one of its group replaces.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Superseded {
    /// The number of the record that isn't used.
    pub number: u32,
    /// The number of the one that is.
    pub by: u32,
    /// REC-10, for the report.
    pub finding: Finding,
}

/// Reads the keys of every record and forms the groups. A file that can't be read to its end is a
/// finding; what was read of it counts.
pub fn index(inputs: &Inputs, limits: &Limits) -> Index {
    let mut scans: Vec<(usize, Scan)> = inputs
        .files
        .iter()
        .enumerate()
        .par_bridge()
        .map(|(number, input)| (number, Scan::of(input, limits)))
        .collect();
    scans.sort_unstable_by_key(|(number, _)| *number);
    let mut findings = inputs.findings.clone();
    let mut entries = Vec::new();
    for (number, scan) in scans {
        findings.extend(scan.findings);
        let file = u32::try_from(number).unwrap_or(u32::MAX);
        entries.extend(scan.entries.into_iter().map(|entry| Entry { file, ..entry }));
    }
    let mut groups = group(&mut entries, limits.group);
    if confirm(&groups, &mut entries, &inputs.files, limits) {
        groups = group(&mut entries, limits.group);
    }
    let files = inputs.files.clone().into();
    Index { groups, findings, files, entries, limits: limits.clone() }
}

/// The first pass over one file.
#[derive(Default)]
struct Scan {
    entries: Vec<Entry>,
    findings: Vec<Finding>,
}

impl Scan {
    fn of(input: &Input, limits: &Limits) -> Self {
        let mut scan = Self::default();
        let reader = match input.reader() {
            Ok(reader) => BufReader::with_capacity(1 << 16, reader),
            Err(error) => {
                scan.findings.push(cannot_open(Arc::clone(&input.name), &error));
                return scan;
            }
        };
        let entries = &mut scan.entries;
        let flaw = split(reader, input.format, limits.document_bytes as usize, &mut |piece| {
            let length = piece.bytes.map_or(0, <[u8]>::len);
            entries.push(Entry {
                file: 0,
                length: u32::try_from(length).unwrap_or(0),
                offset: piece.offset,
                line: piece.line,
                column: piece.column,
                keys: Keys::of(&piece, input.format, limits),
                crowded: false,
            });
        });
        let at = |line, column| Place { file: Arc::clone(&input.name), line, column };
        match flaw {
            Err(error) => scan.findings.push(cannot_open(Arc::clone(&input.name), &error)),
            Ok(Some((flaw, line, column))) => scan.findings.push(flawed(flaw, at(line, column))),
            Ok(None) if scan.entries.is_empty() => {
                let mut finding = Finding::new("REC-07", "the file holds no record")
                    .placed(at(1, 1))
                    .help("remove it, or look whether the export failed");
                finding.severity = Severity::Warn;
                scan.findings.push(finding);
            }
            Ok(None) => {}
        }
        scan
    }
}

fn flawed(flaw: Flaw, place: Place) -> Finding {
    let (message, help) = match flaw {
        Flaw::Unclosed => (
            "the list of records isn't closed",
            "the file may have been cut off, and records be missing; export it again",
        ),
        Flaw::Trailing => (
            "something follows the end of the list of records",
            "put all records into one list, or one record on each line of a .ndjson file",
        ),
    };
    Finding::new("REC-07", message).placed(place).help(help)
}

/// Sets of records, each with one of them as its root: the first in the input.
struct Sets {
    parent: Vec<u32>,
    size: Vec<u32>,
}

impl Sets {
    fn root(&mut self, mut one: u32) -> u32 {
        while self.parent[one as usize] != one {
            let above = self.parent[one as usize];
            self.parent[one as usize] = self.parent[above as usize];
            one = self.parent[one as usize];
        }
        one
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            let (first, second) = (one.min(other), one.max(other));
            self.parent[second as usize] = first;
            self.size[first as usize] += self.size[second as usize];
        }
    }
}

fn group(entries: &mut [Entry], most: u32) -> Vec<Group> {
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let mut sets = Sets { parent: (0..count).collect(), size: vec![1; entries.len()] };
    let mut by_plan: HashMap<PlanKey, u32> = HashMap::with_capacity(entries.len());
    for (number, entry) in (0..count).zip(entries.iter()) {
        if let Some(plan) = entry.keys.plan {
            let first = *by_plan.entry(plan).or_insert(number);
            sets.join(first, number);
        }
    }
    for (number, entry) in (0..count).zip(entries.iter()) {
        for link in entry.keys.links.iter().chain(&entry.keys.supersedes) {
            if let Some(&other) = by_plan.get(link) {
                sets.join(number, other);
            }
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<u32, usize> = HashMap::new();
    for (number, entry) in (0..count).zip(entries.iter_mut()) {
        let root = sets.root(number);
        entry.crowded = sets.size[root as usize] > most;
        if entry.crowded {
            groups.push(Group { records: vec![number] });
            continue;
        }
        let place = *places.entry(root).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.records.push(number),
            None => groups.push(Group { records: vec![number] }),
        }
    }
    groups
}

/// Reads in full the records of YAML that meet others: one that can't be read must not take the
/// place of an older version. Gives whether any has other keys than its outline said.
fn confirm(groups: &[Group], entries: &mut [Entry], files: &[Input], limits: &Limits) -> bool {
    let entry = |number: &u32| entries.get(*number as usize);
    let meets_others = |group: &&Group| {
        group.records.len() > 1 || group.records.iter().filter_map(entry).any(|one| one.crowded)
    };
    let other_keys = |&number: &u32| {
        let entry = entry(&number)?;
        let input = files.get(entry.file as usize)?;
        if input.format != Format::Yaml {
            return None;
        }
        // What can't be read again is a finding of the second pass.
        let bytes = input.read_part(entry.offset, entry.length).ok()?;
        let keys = Keys::in_full(&bytes, limits);
        (keys != entry.keys).then_some((number, keys))
    };
    let together = groups.iter().filter(meets_others).flat_map(|group| &group.records);
    let changed: Vec<(u32, Keys)> = together.par_bridge().filter_map(other_keys).collect();
    let is_any = !changed.is_empty();
    for (number, keys) in changed {
        entries[number as usize].keys = keys;
    }
    is_any
}

impl Index {
    /// How many records there are, readable or not.
    pub fn records(&self) -> usize {
        self.entries.len()
    }

    /// Reads the records of a group.
    pub fn read(&self, group: &Group) -> Vec<RecordRead> {
        self.read_as(group, super::record_shape())
    }

    /// Reads the records of a group into another type.
    pub fn read_as<T: DeserializeOwned>(&self, group: &Group, shape: &Shape) -> Vec<RecordRead<T>> {
        let read = |&number: &u32| {
            let entry = self.entries.get(number as usize)?;
            let origin = self.origin(entry)?;
            let result = self.read_entry(entry, origin.clone(), shape);
            Some(RecordRead { number, origin, result })
        };
        group.records.iter().filter_map(read).collect()
    }

    fn origin(&self, entry: &Entry) -> Option<Origin> {
        let file = Arc::clone(&self.files.get(entry.file as usize)?.name);
        Some(Origin { file, offset: entry.offset, line: entry.line, column: entry.column })
    }

    fn read_entry<T: DeserializeOwned>(
        &self,
        entry: &Entry,
        origin: Origin,
        shape: &Shape,
    ) -> Result<Sourced<T>, Vec<Finding>> {
        let alone = |finding: Finding| Err(vec![finding.placed(origin.place())]);
        if entry.length == 0 {
            let most = self.limits.document_bytes / 1024;
            let message = format!("longer than {most} KB, the most for one record");
            return alone(Finding::new("REC-06", message));
        }
        if entry.crowded {
            let most = self.limits.group;
            let message =
                format!("more than {most} records share this plan's id or are linked with it");
            let help = "give every plan an id of its own in the export";
            return alone(Finding::new("REC-06", message).at("plan_id").help(help));
        }
        let Some(input) = self.files.get(entry.file as usize) else {
            return Err(Vec::new());
        };
        let bytes = match input.read_part(entry.offset, entry.length) {
            Ok(bytes) => bytes,
            Err(error) => return Err(vec![cannot_open(Arc::clone(&input.name), &error)]),
        };
        // A file that somebody writes to meanwhile could give another person's record.
        read_checked(&bytes, origin, shape, &self.limits, |tree| {
            let keys = Keys::of_tree(Some(tree));
            // An outline could have been wrong in any of them.
            let is_outline = input.format == Format::Yaml;
            let is_same =
                if is_outline { keys == entry.keys } else { keys.plan == entry.keys.plan };
            let message = "the file was changed while it was read";
            (!is_same).then(|| {
                RawFinding::new("REC-07", tree.span.start..tree.span.start, message)
                    .help("wait until the export is finished, and run again")
            })
        })
    }

    /// The records of a group that aren't used, each with the one that is: of equal `plan_id` the
    /// highest version that is signed off, the later export of two equal ones; and a plan that a
    /// signed one names in `supersedes_plan_id`.
    pub fn superseded(&self, group: &Group) -> Vec<Superseded> {
        let records = || {
            let known = |&number: &u32| Some((number, self.entries.get(number as usize)?));
            group.records.iter().filter_map(known)
        };
        let mut best: HashMap<PlanKey, (u32, &Entry)> = HashMap::new();
        for (number, entry) in records() {
            let Some(plan) = entry.keys.plan else {
                continue;
            };
            let rank = |number: u32, entry: &Entry| {
                let keys = &entry.keys;
                (keys.standing, keys.version, keys.extracted_at, number)
            };
            let held = best.entry(plan).or_insert((number, entry));
            if rank(number, entry) > rank(held.0, held.1) {
                *held = (number, entry);
            }
        }
        let mut replaced: HashMap<PlanKey, u32> = HashMap::new();
        for (plan, (number, entry)) in records().filter_map(|(_, entry)| {
            let plan = entry.keys.plan?;
            Some((plan, *best.get(&plan)?))
        }) {
            let is_signed = entry.keys.standing == Standing::Signed;
            if let Some(old) = entry.keys.supersedes.filter(|&old| is_signed && old != plan)
                && !leads_to(&best, old, plan)
            {
                replaced.insert(old, number);
            }
        }
        let mut superseded = Vec::new();
        for (number, entry) in records() {
            let Some(plan) = entry.keys.plan else {
                continue;
            };
            let same = best.get(&plan).map(|&(best, _)| best).filter(|&best| best != number);
            let (by, message) = match (replaced.get(&plan), same) {
                (Some(&by), _) => (by, "another plan in this run replaces this one"),
                (None, Some(by)) => (by, "a newer version of this plan is used"),
                (None, None) => continue,
            };
            superseded.push(Superseded { number, by, finding: self.rec_10(entry, by, message) });
        }
        superseded
    }

    fn rec_10(&self, entry: &Entry, by: u32, message: &str) -> Finding {
        let mut finding = Finding::new("REC-10", message).at("plan_id");
        finding.place = self.origin(entry).map(|origin| origin.place());
        let newer = self.entries.get(by as usize).and_then(|entry| self.origin(entry));
        finding.help = newer.map(|newer| format!("used instead: {}:{}", newer.file, newer.line));
        finding
    }
}

/// Whether a plan replaces another, directly or through others: two plans that replace each other
/// are a mistake, and neither may be lost by it.
fn leads_to(best: &HashMap<PlanKey, (u32, &Entry)>, from: PlanKey, to: PlanKey) -> bool {
    let mut at = from;
    for _ in 0..=best.len() {
        match best.get(&at).and_then(|(_, entry)| entry.keys.supersedes) {
            Some(next) if next == to => return true,
            Some(next) if next != at => at = next,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use std::fs;
    use std::path::Path;

    use serde_json::Value;

    use super::*;

    fn index_of(files: &[(&str, &str)]) -> (tempfile::TempDir, Index) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let index = index(&Inputs::open(&[folder.path()], None), &Limits::default());
        (folder, index)
    }

    fn numbers(index: &Index) -> Vec<Vec<u32>> {
        index.groups.iter().map(|group| group.records.clone()).collect()
    }

    fn read(index: &Index, group: usize) -> Vec<RecordRead<Value>> {
        index.read_as(&index.groups[group], &Shape::from_schema(&Value::Bool(true)))
    }

    #[test]
    fn records_are_found_in_every_format_and_read_again() {
        let (_folder, index) = index_of(&[
            ("a.yaml", "plan_id: a\n---\n# second\nplan_id: b\n"),
            ("b.json", "[{\"plan_id\": \"c\"},\n {\"plan_id\": 7}]"),
            ("c.ndjson", "{\"plan_id\": \"e\"}\r\n\n{\"plan_id\": \"é\"}"),
            ("d.json", "{\n \"plan_id\": \"g\"\n}\n"),
        ]);
        assert_eq!(index.findings, []);
        assert_eq!(index.records(), 7);
        let found: Vec<(Value, String, u32)> = (0..7)
            .flat_map(|group| read(&index, group))
            .map(|record| {
                let name = record.origin.file.rsplit('/').next().unwrap().to_owned();
                let sourced = record.result.unwrap();
                let line = sourced.place("plan_id").line;
                (sourced.value["plan_id"].clone(), name, line)
            })
            .collect();
        let expected = [
            ("a".into(), "a.yaml", 1),
            ("b".into(), "a.yaml", 4),
            ("c".into(), "b.json", 1),
            (7.into(), "b.json", 2),
            ("e".into(), "c.ndjson", 1),
            ("é".into(), "c.ndjson", 3),
            ("g".into(), "d.json", 2),
        ];
        assert_eq!(
            found,
            expected.map(|(id, name, line): (Value, _, _)| (id, name.to_owned(), line))
        );
    }

    #[test]
    fn a_broken_record_leaves_the_others_alone() {
        let (_folder, index) = index_of(&[
            ("a.ndjson", "{\"plan_id\": \"a\"}\n{\"plan_id\": \n{\"plan_id\": \"c\"}\n"),
            ("b.yaml", "plan_id: d\n---\nplan_id: 'e\n---\nplan_id: f\n"),
            ("c.json", "[{\"plan_id\": \"g\"}, {\"plan_id\" \"h\"}, {\"plan_id\": \"i\"}]"),
        ]);
        assert_eq!(index.records(), 9);
        let broken: Vec<String> = (0..9)
            .flat_map(|group| read(&index, group))
            .filter_map(|record| record.result.err())
            .map(|findings| {
                assert_eq!(findings.len(), 1);
                let place = findings[0].place.as_ref().unwrap();
                let file = place.file.rsplit('/').next().unwrap();
                format!("{} {file}:{}", findings[0].rule.id, place.line)
            })
            .collect();
        assert_eq!(broken, ["REC-07 a.ndjson:2", "REC-07 b.yaml:3", "REC-07 c.json:1"]);
    }

    #[test]
    fn linked_records_are_one_group_in_the_order_of_the_input() {
        let (_folder, index) = index_of(&[(
            "a.yaml",
            "plan_id: a\n---\nplan_id: b\nlinked_plans: [{plan_ref: d}, {plan_ref: nowhere}]\n---\n\
             plan_id: c\n---\nplan_id: d\n---\nplan_id: a\nversion: 2\n---\n\
             plan_id: e\nsupersedes_plan_id: c\n---\nbroken: [\n---\nplan_id:\n---\nplan_id: ''\n",
        )]);
        let expected = [vec![0, 4], vec![1, 3], vec![2, 5], vec![6], vec![7], vec![8]];
        assert_eq!(numbers(&index), expected);
        assert_eq!(
            index
                .groups
                .iter()
                .map(|group| read(&index, 0).len() + group.records.len())
                .sum::<usize>(),
            21
        );
    }

    fn superseded(text: &str) -> Vec<(u32, u32)> {
        let (_folder, index) = index_of(&[("a.yaml", text)]);
        let all = index.groups.iter().flat_map(|group| index.superseded(group));
        all.map(|one| {
            assert_eq!(one.finding.rule.id, "REC-10");
            assert!(one.finding.place.is_some() && one.finding.help.is_some());
            (one.number, one.by)
        })
        .collect()
    }

    #[test]
    fn the_highest_signed_version_is_used() {
        let text = "plan_id: a\nversion: 1\nstatus: signed_off\n---\nplan_id: a\nversion: 3\nstatus: draft\n\
                    ---\nplan_id: a\nversion: 2\nstatus: signed_off\n---\nplan_id: b\n";
        assert_eq!(superseded(text), [(0, 2), (1, 2)]);
        // Withdrawn and superseded versions come last; of equal ones the later export is used.
        let text = "plan_id: a\nversion: 9\nstatus: withdrawn\n---\nplan_id: a\nversion: 1\nstatus: draft\n";
        assert_eq!(superseded(text), [(0, 1)]);
        let text = "plan_id: a\nextracted_at: 2026-02-01T00:00:00Z\n---\nplan_id: a\nextracted_at: 2026-01-01T00:00:00Z\n";
        assert_eq!(superseded(text), [(1, 0)]);
        assert_eq!(superseded("plan_id: a\n---\nplan_id: a\n"), [(0, 1)]);
    }

    #[test]
    fn a_version_that_cannot_be_read_replaces_nobody() {
        let old = "plan_id: a\nversion: 1\nstatus: signed_off\n";
        let new = "plan_id: a\nversion: 2\nstatus: signed_off\nneeds: ";
        assert_eq!(superseded(&format!("{old}---\n{new}none\n")), [(0, 1)]);
        assert_eq!(superseded(&format!("{old}---\n{new}'none\n")), []);
        assert_eq!(superseded(&format!("{old}---\n{new}\n- id: a: b\n")), []);
        let (_folder, index) = index_of(&[("a.yaml", &format!("{old}---\n{new}[\n"))]);
        assert_eq!(numbers(&index), [[0], [1]]);
        assert_eq!(read(&index, 1).remove(0).result.unwrap_err()[0].rule.id, "REC-07");
    }

    #[test]
    fn a_signed_plan_replaces_the_one_it_names() {
        let old = "plan_id: old\nstatus: signed_off\n---\nplan_id: new\nsupersedes_plan_id: old\n";
        assert_eq!(superseded(&format!("{old}status: signed_off\n")), [(0, 1)]);
        assert_eq!(superseded(&format!("{old}status: draft\n")), []);
        // Neither is lost where both say so.
        let text = "plan_id: a\nsupersedes_plan_id: b\nstatus: closed\n---\nplan_id: b\nsupersedes_plan_id: a\nstatus: closed\n";
        assert_eq!(superseded(text), []);
        assert_eq!(superseded("plan_id: a\nsupersedes_plan_id: a\nstatus: closed\n"), []);
    }

    #[test]
    fn one_plan_id_for_everybody_replaces_nobody() {
        let text = "plan_id: TBC\n---\n".repeat(100);
        assert_eq!(superseded(&text), []);
        let (_folder, index) = index_of(&[("a.yaml", &text)]);
        assert_eq!(index.groups.len(), 100);
        let findings = read(&index, 99).remove(0).result.unwrap_err();
        assert_eq!(findings[0].rule.id, "REC-06");
        assert_eq!(findings[0].place.as_ref().unwrap().line, 198);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let (_folder, index) = index_of(&[
            ("a.json", "[{\"plan_id\": \"a\"}"),
            ("b.json", "[{\"plan_id\": \"b\"}] x"),
            ("c.yaml", "# nothing\n"),
        ]);
        let found: Vec<&str> =
            index.findings.iter().map(|finding| finding.message.as_str()).collect();
        let expected = [
            "the list of records isn't closed",
            "something follows the end of the list of records",
            "the file holds no record",
        ];
        assert_eq!(found, expected);
        assert_eq!(index.records(), 2);
    }

    #[test]
    fn a_record_that_is_too_long_is_counted_and_refused() {
        let long = format!("{{\"plan_id\": \"{}\"}}", "x".repeat(5 << 20));
        let text = format!("{{\"plan_id\": \"a\"}}\n{long}\n{{\"plan_id\": \"c\"}}\n");
        let (_folder, index) = index_of(&[("a.ndjson", &text)]);
        assert_eq!(index.records(), 3);
        let findings = read(&index, 1).remove(0).result.unwrap_err();
        assert_eq!((findings[0].rule.id, findings[0].place.as_ref().unwrap().line), ("REC-06", 2));
        assert!(read(&index, 2)[0].result.is_ok());
    }

    #[test]
    fn a_file_that_changes_meanwhile_gives_no_other_record() {
        let (folder, index) =
            index_of(&[("a.ndjson", "{\"plan_id\": \"a\"}\n{\"plan_id\": \"b\"}\n")]);
        let path = folder.path().join("a.ndjson");
        fs::write(&path, "{\"plan_id\": \"x\"}\n{\"plan_id\": \"b\"}\n").unwrap();
        let findings = read(&index, 0).remove(0).result.unwrap_err();
        assert_eq!(findings[0].message, "the file was changed while it was read");
        assert!(read(&index, 1)[0].result.is_ok());
        fs::remove_file(&path).unwrap();
        assert_eq!(read(&index, 0).remove(0).result.unwrap_err()[0].rule.id, "REC-09");
    }

    #[test]
    fn records_of_standard_input_are_read_in_parallel() {
        let lines: Vec<String> =
            (0..500).map(|id| format!("{{\"plan_id\": \"p{id}\"}}\n")).collect();
        let text = lines.concat();
        let inputs =
            Inputs::open_with(&[Path::new("-")], Some(Format::Ndjson), &mut text.as_bytes());
        let index = index(&inputs, &Limits::default());
        drop(inputs);
        let shape = Shape::from_schema(&Value::Bool(true));
        let all = index
            .groups
            .iter()
            .par_bridge()
            .flat_map_iter(|group| index.read_as::<Value>(group, &shape));
        let mut ids: Vec<(u32, Value)> = all
            .map(|record| (record.number, record.result.unwrap().value["plan_id"].clone()))
            .collect();
        ids.sort_by_key(|(number, _)| *number);
        assert!(ids.iter().all(|(number, id)| *id == format!("p{number}")));
        assert_eq!(ids.len(), 500);
    }

    #[test]
    fn an_entry_is_small() {
        assert!(size_of::<Entry>() <= 100, "{}", size_of::<Entry>());
    }
}
