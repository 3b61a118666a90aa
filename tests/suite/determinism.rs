//! The same input gives the same bytes, however many threads work and in whatever order.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use planpress::config::hex;
use sha2::{Digest, Sha256};

use crate::stage::{ROOT, configuration, run_over};

/// The hash of every file but the ledger, which knows in which order it was written.
fn hashes(folder: &Path) -> BTreeMap<String, String> {
    let mut hashes = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.expect("the folder can be walked");
        let name =
            entry.path().strip_prefix(folder).expect("inside the folder").display().to_string();
        if entry.file_type().is_file() && !name.starts_with("ledger.db") {
            let bytes = fs::read(entry.path()).expect("a file can be read");
            hashes.insert(name, hex(&Sha256::digest(bytes)));
        }
    }
    hashes
}

/// Promise: a run with one thread and a run with two write the same files, byte for byte.
#[test]
fn the_same_input_gives_the_same_bytes() {
    let samples = Path::new(ROOT).join("samples");
    let config = configuration();
    let one =
        run_over(&samples, &config, "determinism-1", Some(1)).expect("the samples can be run");
    let two =
        run_over(&samples, &config, "determinism-2", Some(2)).expect("the samples can be run");
    let (one, two) = (hashes(&one.out), hashes(&two.out));
    assert!(one.len() > 25, "only {} files were written", one.len());
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>(), "names of files");
    let differ: Vec<&String> = one.keys().filter(|name| one[*name] != two[*name]).collect();
    assert!(differ.is_empty(), "files that differ: {differ:?}");
}
