//! `run.json` as far as it can be compared: the files that it lists, its counts. Keys that are not
//! known here are passed over, so that a newer run can be verified too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::{Check, Disagreement, VerifyError};

/// The name of a run's manifest.
pub(super) const FILE_NAME: &str = "run.json";

/// A run's manifest.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Manifest {
    pub(super) run: Head,
    counts: BTreeMap<String, Value>,
    pub(super) copies: Vec<Value>,
    /// Its streams, in the order of printing.
    pub(super) print: Vec<Value>,
    pub(super) held: Vec<Value>,
    pub(super) quarantined: Vec<Value>,
    /// Every file that an entry lists, wherever it stands.
    #[serde(skip)]
    pub(super) files: Vec<Listed>,
}

/// What the run was made from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    pub(super) date: String,
    pub(super) templates: String,
    pub(super) configuration: String,
    /// Whether one person's plans may share an envelope; older runs do not say.
    pub(super) householding: Option<bool>,
    pub(super) inputs: Vec<Input>,
}

/// One input file.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Input {
    pub(super) sha256: Option<String>,
}

/// One file that the manifest lists.
#[derive(Clone, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Listed {
    pub(super) path: String,
    pub(super) sha256: String,
    #[serde(default)]
    pub(super) pages: Option<usize>,
    #[serde(default)]
    pub(super) bytes: Option<usize>,
    #[serde(default)]
    pub(super) language: Option<String>,
}

impl Manifest {
    /// Reads a folder's manifest.
    pub(super) fn read(folder: &Path) -> Result<Self, VerifyError> {
        let path = folder.join(FILE_NAME);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(source) => return Err(VerifyError::Read { path, source }),
        };
        let is_a_runs = |value: &Value| {
            let has = |key: &str, is: fn(&Value) -> bool| value.get(key).is_some_and(is);
            has("run", Value::is_object) && has("copies", Value::is_array)
        };
        let value = serde_json::from_slice::<Value>(&bytes).ok().filter(is_a_runs);
        let manifest = value.and_then(|value| {
            let mut files = Vec::new();
            listed(&value, &mut files);
            // The copies in one envelope share its cover.
            files.sort();
            files.dedup();
            let manifest = serde_json::from_value::<Self>(value).ok()?;
            Some(Self { files, ..manifest })
        });
        manifest.ok_or(VerifyError::Manifest(path))
    }

    /// Whether restricted records were asked for.
    pub(super) fn has_restricted(&self) -> bool {
        self.copies.iter().any(|copy| copy.get("restricted") == Some(&Value::Bool(true)))
    }

    /// Files that two entries claim: two copies in one file, or one file with two hashes.
    pub(super) fn claimed_twice(&self) -> Vec<Disagreement> {
        let copies = self.copies.iter().filter_map(|copy| copy.get("path")?.as_str());
        let mut seen = BTreeSet::new();
        let twice_a_copy: BTreeSet<&str> = copies.filter(|path| !seen.insert(*path)).collect();
        let pairs = self.files.windows(2).filter(|pair| pair[0].path == pair[1].path);
        let twice_a_file = pairs.map(|pair| pair[0].path.as_str());
        let twice: BTreeSet<&str> = twice_a_file.chain(twice_a_copy).collect();
        let claimed = twice.into_iter();
        claimed.map(|path| Disagreement::new(Check::Listed, path, "it is listed twice")).collect()
    }

    pub(super) fn count(&self, key: &str) -> Option<u64> {
        self.counts.get(key).and_then(Value::as_u64)
    }

    /// Whether the counts are those of the entries.
    pub(super) fn counts(&self) -> Vec<Disagreement> {
        let length = |list: &[Value]| list.len() as u64;
        let mut states: BTreeMap<&str, u64> = BTreeMap::new();
        for entry in self.copies.iter().chain(&self.held) {
            let state = entry.get("state").and_then(Value::as_str).unwrap_or_default();
            *states.entry(state).or_default() += 1;
        }
        // A state of which there is none has a count too.
        for state in ["made", "held", "suppressed"] {
            states.entry(state).or_default();
        }
        let pages = self.copies.iter().filter_map(|copy| copy.get("pages")?.as_u64());
        let mut expected = vec![
            ("files", length_of_inputs(&self.run)),
            ("copies", states.values().sum()),
            ("pages", pages.sum()),
            ("quarantined", length(&self.quarantined)),
        ];
        expected.extend(states);
        let covers: BTreeSet<&str> = self
            .copies
            .iter()
            .filter_map(|copy| copy.get("cover")?.get("path")?.as_str())
            .collect();
        if !covers.is_empty() || self.counts.contains_key("covers") {
            expected.push(("covers", covers.len() as u64));
        }
        if let (Some(used), Some(quarantined)) = (self.count("used"), self.count("quarantined")) {
            expected.push(("records", used.saturating_add(quarantined)));
        }
        let wrong = expected.into_iter().filter(|(key, number)| self.count(key) != Some(*number));
        wrong
            .map(|(key, number)| {
                let message = match self.count(key) {
                    Some(said) => format!("`counts.{key}` is {said}, its entries are {number}"),
                    None => format!("`counts.{key}` is missing, its entries are {number}"),
                };
                Disagreement::new(Check::Counts, FILE_NAME, message)
            })
            .collect()
    }
}

fn length_of_inputs(head: &Head) -> u64 {
    head.inputs.len() as u64
}

/// Everything with a path and a hash is a file, a cover inside a copy's entry too.
fn listed(value: &Value, files: &mut Vec<Listed>) {
    match value {
        Value::Object(map) => {
            if map.contains_key("path") && map.contains_key("sha256") {
                files.extend(Listed::deserialize(value));
            }
            map.values().for_each(|inside| listed(inside, files));
        }
        Value::Array(all) => all.iter().for_each(|inside| listed(inside, files)),
        _ => {}
    }
}
