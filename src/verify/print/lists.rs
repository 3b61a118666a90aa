//! The lists of the print room: every row is the one that the manifests give, and nothing lies beside
//! them that no manifest names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::super::folder::{cannot_walk, within};
use super::super::{Check, Disagreement, VerifyError};
use crate::print::TREES;

/// How many rows of one list are told.
const MOST: usize = 20;

/// Compares lists for spreadsheets with what the manifest gives.
pub(super) fn compare(folder: &Path, lists: &[(String, Vec<u8>)]) -> Vec<Disagreement> {
    let lists = lists.iter().filter(|(path, _)| path.ends_with(".csv"));
    lists.flat_map(|(path, expected)| rows(folder, path, expected)).collect()
}

/// What lies among the print files and is none of the known paths.
pub(super) fn strangers(
    folder: &Path,
    known: &BTreeSet<String>,
) -> Result<Vec<Disagreement>, VerifyError> {
    let mut found = Vec::new();
    for tree in TREES.map(|tree| folder.join(tree)).iter().filter(|tree| tree.is_dir()) {
        for entry in WalkDir::new(tree).sort_by_file_name() {
            let entry = entry.map_err(|error| cannot_walk(folder, error))?;
            let path = within(folder, entry.path());
            // A strange PDF is told with those among the copies.
            if !entry.file_type().is_dir() && !known.contains(&path) && !path.ends_with(".pdf") {
                // A stranger's file may be named after a person: only its folder is told.
                let inside = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let message = "a file is here that no manifest names";
                found.push(Disagreement::new(Check::Listed, format!("{inside}/"), message));
            }
        }
    }
    Ok(found)
}

/// The rows of a list that are not as they were written.
fn rows(folder: &Path, path: &str, expected: &[u8]) -> Vec<Disagreement> {
    let there = fs::read(folder.join(path)).unwrap_or_default();
    if expected == there {
        return Vec::new();
    }
    let (expected, there) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(&there));
    let expected: Vec<&str> = expected.lines().collect();
    let there: Vec<&str> = there.lines().collect();
    let fails = |message: &str| Disagreement::new(Check::List, path, message);
    let mut found = Vec::new();
    for (number, row) in (1..).zip(&expected) {
        if there.get(number - 1) != Some(row) {
            let message = "this row is not the one that `manifest.json` gives: use that one";
            found.push(fails(message).in_place(format!("row {number}")));
        }
    }
    if there.len() > expected.len() {
        found.push(fails(&format!("it has {} rows too many", there.len() - expected.len())));
    }
    if found.is_empty() {
        found.push(fails("its lines end otherwise than they were written"));
    }
    found.truncate(MOST);
    found
}
