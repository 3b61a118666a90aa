//! Any bytes as a file of any format: both passes, every group, and each record counted once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use planpress::source::{Format, Inputs, Limits, index};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, mut rest)) = bytes.split_first() else { return };
    let format = [Format::Yaml, Format::Json, Format::Ndjson][*first as usize % 3];
    let inputs = Inputs::open_with(&["-"], Some(format), &mut rest);
    let limits = Limits { document_bytes: 4096, group: 3, ..Limits::default() };
    let index = index(&inputs, &limits);
    let mut seen = vec![false; index.records()];
    for group in &index.groups {
        for superseded in index.superseded(group) {
            assert!(group.records.contains(&superseded.number), "of the group");
            assert_ne!(superseded.number, superseded.by, "by another one");
        }
        for read in index.read(group) {
            assert!(!std::mem::replace(&mut seen[read.number as usize], true), "counted once");
            let changed = |text: &str| text == "the file was changed while it was read";
            assert!(read.findings().iter().all(|finding| !changed(&finding.message)), "unchanged");
            assert!(read.result.is_ok() || !read.findings().is_empty(), "a reason");
        }
    }
    assert!(seen.into_iter().all(|one| one), "every record is in a group");
});
