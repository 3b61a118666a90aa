//! The files of a run's folder against its manifest: each that is listed is there and is what it
//! was, and no other lies beside them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

use rayon::iter::{ParallelBridge, ParallelIterator};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::manifest::{Listed, Manifest};
use super::{Check, Disagreement, Verdict, VerifyError, document};
use crate::config::hex;

/// Where documents lie: nothing but listed files may be there.
const DOCUMENTS: [&str; 3] = ["copies", "covers", "transcription"];

/// Where print files lie, with their lists.
const PRINT: &str = "print";

/// The one list that lies among documents.
const LIST: &str = "transcription/list.csv";

/// A run's folder.
pub(super) struct Folder<'a> {
    pub(super) path: &'a Path,
    files: &'a [Listed],
}

impl<'a> Folder<'a> {
    pub(super) fn new(path: &'a Path, manifest: &'a Manifest) -> Self {
        Self { path, files: &manifest.files }
    }

    /// Reads every file that is listed.
    pub(super) fn documents(&self) -> Verdict {
        let mut verdict = Verdict::default();
        let found: Vec<(usize, Vec<Disagreement>)> =
            self.files.iter().par_bridge().map(|file| self.compare(file)).collect();
        for (pages, disagreements) in found {
            verdict.documents += usize::from(pages > 0);
            verdict.pages += pages;
            verdict.disagreements.extend(disagreements);
        }
        verdict
    }

    /// The pages of one file, and all that does not agree.
    fn compare(&self, file: &Listed) -> (usize, Vec<Disagreement>) {
        let fails = |check, message: &str| Disagreement::new(check, &*file.path, message);
        if !stays_inside(&file.path) {
            // A path from a manifest that somebody changed is not followed.
            return (0, vec![fails(Check::Name, "the path leads out of the folder")]);
        }
        let mut found = Vec::new();
        if !says_nothing(&file.path) && !is_print_file(&file.path) {
            found.push(fails(Check::Name, "the name is not made of hexadecimal digits"));
        }
        let path = self.path.join(&file.path);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|about| about.is_file());
        let bytes = match fs::read(&path) {
            Ok(bytes) if is_file => bytes,
            Ok(_) => return (0, vec![fails(Check::Present, "it is a link")]),
            Err(_) if is_file => return (0, vec![fails(Check::Readable, "it can't be opened")]),
            Err(_) => return (0, vec![fails(Check::Present, "it is not there")]),
        };
        if hex(&Sha256::digest(&bytes)) != file.sha256 {
            found.push(fails(Check::Hash, "it is not the file that the run wrote"));
        }
        if file.bytes.is_some_and(|length| length != bytes.len()) {
            found.push(fails(Check::Hash, "its length is not that in `run.json`"));
        }
        let mut pages = 0;
        // Print files are read sheet by sheet, and against their manifests.
        if file.path.ends_with(".pdf") && !is_print_file(&file.path) {
            let (read, disagreements) = document::compare(file, &bytes);
            pages = read.map_or(0, |pdf| pdf.pages);
            found.extend(disagreements);
        }
        (pages, found)
    }

    /// Files where documents lie that nobody listed.
    pub(super) fn unlisted(&self) -> Result<Vec<Disagreement>, VerifyError> {
        let listed: BTreeSet<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        let mut found = Vec::new();
        for entry in WalkDir::new(self.path).sort_by_file_name() {
            let entry = entry.map_err(|error| cannot_walk(self.path, error))?;
            let path = within(self.path, entry.path());
            let among_documents =
                path.split('/').rev().skip(1).any(|part| DOCUMENTS.contains(&part));
            let is_list = path.ends_with(LIST);
            let among_documents = among_documents
                || path.split('/').any(|part| part == PRINT) && path.ends_with(".pdf");
            let is_strange = !entry.file_type().is_dir() && !listed.contains(path.as_str());
            if among_documents && is_strange && !is_list {
                let shown = if says_nothing(&path) { path } else { parent(&path) };
                let message = "a file is here that `run.json` does not list";
                found.push(Disagreement::new(Check::Listed, shown, message));
            }
        }
        Ok(found)
    }
}

/// The path relative to the folder, as the manifest writes it.
pub(super) fn within(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

pub(super) fn cannot_walk(folder: &Path, error: walkdir::Error) -> VerifyError {
    let path = error.path().unwrap_or(folder).to_owned();
    VerifyError::Read { path, source: error.into() }
}

/// A stranger's file may be named after a person: only its folder is told.
fn parent(path: &str) -> String {
    path.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

pub(super) fn stays_inside(path: &str) -> bool {
    !path.contains('\\')
        && !path.is_empty()
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// Whether a file is named as print files are: `print/c5/batch-0001.pdf`.
fn is_print_file(path: &str) -> bool {
    let path = path.strip_prefix("restricted/").unwrap_or(path);
    let mut parts = path.split('/');
    let name = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'-'))
    };
    let number = |text: &str| {
        let number = text.strip_prefix("batch-").and_then(|text| text.strip_suffix(".pdf"));
        number.is_some_and(|number| number.len() >= 4 && number.bytes().all(|b| b.is_ascii_digit()))
    };
    parts.next() == Some(PRINT)
        && parts.next().is_some_and(name)
        && parts.next().is_some_and(number)
        && parts.next().is_none()
}

/// Whether a document's file is named by hexadecimal digits, in a folder named by the first two.
fn says_nothing(path: &str) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let stem = name.strip_suffix(".pdf").or(name.strip_suffix(".txt")).unwrap_or(name);
    let is_number = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    let start = stem.get(..2).unwrap_or_default();
    stem.split('-').all(is_number) && folder.ends_with(&format!("/{start}"))
}
