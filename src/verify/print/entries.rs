//! The copies of `run.json` by their paths: what the print room's manifests are held against.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::manifest::Manifest;

/// Every copy that was made, by its path.
pub(super) type Entries<'a> = BTreeMap<&'a str, Entry<'a>>;

/// A copy that was made, as `run.json` has it.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a>(&'a Value);

/// The copies of a run.
pub(super) fn entries(manifest: &Manifest) -> Entries<'_> {
    let copies = manifest.copies.iter();
    copies.filter_map(|entry| Some((entry.get("path")?.as_str()?, Entry(entry)))).collect()
}

impl<'a> Entry<'a> {
    pub(super) fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key)
    }

    pub(super) fn text(self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str()
    }

    pub(super) fn number(self, key: &str) -> Option<u64> {
        self.get(key)?.as_u64()
    }

    /// What it says of the cover of its envelope.
    pub(super) fn cover(self, key: &str) -> Option<&'a str> {
        self.get("cover")?.get(key)?.as_str()
    }

    /// Where it lies, as the run's list of copies says.
    pub(super) fn place(self) -> Option<(&'a str, u64)> {
        Some((self.text("batch")?, self.number("sequence")?))
    }
}
