//! What a copy is made of, and which of it changed.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::source::Format;

/// Where everything is that a copy is made of.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Places {
    /// Configuration and decisions, whether they are there or not.
    pub(super) settings: Vec<PathBuf>,
    /// Folders of templates and fonts.
    pub(super) look: Vec<PathBuf>,
    /// Files and folders of records.
    pub(super) records: Vec<PathBuf>,
}

/// Every file at one moment, by what is in it: a time that a shared drive rounds to two seconds, or
/// two saves within one tick, hide no change, and a file that is only touched is none.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Snapshot(BTreeMap<PathBuf, u64>);

impl Places {
    /// The files as they are now. One that can't be read is not there.
    pub(super) fn snapshot(&self) -> Snapshot {
        let look = self.look.iter().flat_map(|folder| files_of(folder));
        let records = self.records.iter().flat_map(|place| {
            files_of(place).filter(move |path| path == place || Format::of_path(path).is_some())
        });
        let files = self.settings.iter().cloned().chain(look).chain(records);
        let with_content = |path: PathBuf| {
            let content = content(&path)?;
            Some((path, content))
        };
        Snapshot(files.filter_map(with_content).collect())
    }
}

impl Snapshot {
    /// Files that came, went or changed since, in the order of their names.
    pub(super) fn since(&self, before: &Self) -> Vec<PathBuf> {
        let both = before.0.keys().chain(self.0.keys());
        let mut changed: Vec<PathBuf> =
            both.filter(|path| before.0.get(*path) != self.0.get(*path)).cloned().collect();
        changed.sort_unstable();
        changed.dedup();
        changed
    }
}

/// A file, or those of a folder but the hidden ones, which editors keep beside what they write.
fn files_of(place: &Path) -> impl Iterator<Item = PathBuf> {
    let is_hidden = |entry: &DirEntry| {
        entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    let entries = WalkDir::new(place).into_iter();
    entries
        .filter_entry(move |entry| !is_hidden(entry))
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(DirEntry::into_path)
}

fn content(path: &Path) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    fs::read(path).ok()?.hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use super::*;

    #[test]
    fn files_that_come_change_and_go_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("look/theme")).unwrap();
        fs::write(at("look/theme/tokens.typ"), "1").unwrap();
        fs::write(at("a.yaml"), "1").unwrap();
        let places = Places {
            settings: vec![at("planpress.yaml")],
            look: vec![at("look")],
            records: vec![folder.path().to_owned()],
        };
        let first = places.snapshot();
        for (name, text) in [("drawn.png", "1"), ("notes.txt", "1"), (".a.yaml", "1")] {
            fs::write(at(name), text).unwrap();
        }
        // Written again as it was.
        fs::write(at("a.yaml"), "1").unwrap();
        assert_eq!(places.snapshot().since(&first), Vec::<PathBuf>::new());

        // As long as before, and within the same moment.
        fs::write(at("look/theme/tokens.typ"), "2").unwrap();
        fs::write(at("planpress.yaml"), "").unwrap();
        let second = places.snapshot();
        assert_eq!(second.since(&first), [at("look/theme/tokens.typ"), at("planpress.yaml")]);
        fs::remove_file(at("a.yaml")).unwrap();
        assert_eq!(places.snapshot().since(&second), [at("a.yaml")]);
    }
}
