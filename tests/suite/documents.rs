//! The documentation: what it names is there, and its pictures are small.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::stage::{ROOT, none};

/// Bytes of a picture, and of all: a gallery that everybody downloads with the code.
const MOST_BYTES: u64 = 45_000;
const MOST_BYTES_OF_ALL: u64 = 2_500_000;
const MOST_BYTES_OF_BEFORE: u64 = 400_000;

/// Every page of the documentation.
fn pages() -> Vec<PathBuf> {
    let folders = ["docs", "templates", "samples"].map(|folder| Path::new(ROOT).join(folder));
    let inside = folders.iter().flat_map(walkdir::WalkDir::new);
    let inside = inside.map(|entry| entry.expect("a folder that can be read").into_path());
    let above = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
    let above = above.iter().map(|name| Path::new(ROOT).join(name));
    inside.chain(above).filter(|path| path.extension().is_some_and(|kind| kind == "md")).collect()
}

/// Promise: every file that the documentation links to or shows is there.
#[test]
fn what_the_documentation_names_is_there() {
    let link = Regex::new(r#"(?:\]\(|(?:src|href)=")([^)"\#\s]+)"#).expect("a pattern");
    let mut problems = Vec::new();
    let mut followed = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("a page is text");
        let folder = page.parent().expect("a folder");
        for target in link.captures_iter(&text).map(|found| found[1].to_owned()) {
            if target.contains(':') {
                continue;
            }
            followed += 1;
            if !folder.join(&target).exists() {
                problems.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(followed > 60, "only {followed} links were found");
    none(&problems, "links lead nowhere");
}

/// Promise: a page shows every picture of its folder, with words for who can't see it, and they are
/// small; returns how many they are, and their bytes.
fn pictures_of(page: &str, folder: &str) -> (usize, u64) {
    let docs = Path::new(ROOT).join("docs");
    let page = fs::read_to_string(docs.join(page)).expect("a page of pictures");
    let shown = format!(r#"<img src="{folder}/([^"]+)" width="\d+"(?: lang="cy")? alt="[^"]+">"#);
    let shown = Regex::new(&shown).expect("a pattern");
    let shown: BTreeSet<String> =
        shown.captures_iter(&page).map(|found| found[1].to_owned()).collect();
    let mut problems = Vec::new();
    let mut all = 0;
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(docs.join(folder)).expect("the pictures") {
        let entry = entry.expect("a picture");
        let bytes = entry.metadata().expect("a size").len();
        let name = entry.file_name().to_string_lossy().into_owned();
        if bytes > MOST_BYTES {
            problems.push(format!("{name} has {bytes} bytes"));
        }
        all += bytes;
        there.insert(name);
    }
    problems.extend(shown.symmetric_difference(&there).map(|name| format!("{name}: not both")));
    none(&problems, &format!("pictures of {folder} are not as they should be"));
    (there.len(), all)
}

#[test]
fn the_pages_of_pictures_show_them() {
    let (gallery, bytes) = pictures_of("gallery.md", "gallery");
    assert!(gallery > 40 && bytes < MOST_BYTES_OF_ALL, "{gallery} pictures, {bytes} bytes");
    let (before, bytes) = pictures_of("before-and-after.md", "before");
    assert!(before > 10 && bytes < MOST_BYTES_OF_BEFORE, "{before} pictures, {bytes} bytes");
}
