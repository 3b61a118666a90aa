//! JSON is read by a quick reader, and by the parser where there is something to say. Both must
//! agree. A comment before the text makes it YAML, which only the parser reads.
#![no_main]

use libfuzzer_sys::fuzz_target;
use planpress::source::{Limits, parse, read_with, record_shape};

fuzz_target!(|text: &str| {
    // A byte order mark is one at the very beginning only.
    if text.starts_with('\u{feff}') {
        return;
    }
    let record = || record_shape();
    let quick = read_with::<planpress::plan::Record>(text, "x", record());
    let parsed = read_with::<planpress::plan::Record>(&format!("#\n{text}"), "x", record());
    match (&quick, &parsed) {
        (Ok(quick), Ok(parsed)) => {
            assert_eq!(quick.value, parsed.value);
            assert_eq!(quick.warnings.len(), parsed.warnings.len());
            // The tree that is read later is the one that the parser would have given at once.
            assert_eq!(Some(quick.tree()), parse(quick.text(), &Limits::default()).root.as_ref());
        }
        (Err(quick), Err(parsed)) => {
            let said = |findings: &[planpress::finding::Finding]| -> Vec<String> {
                findings.iter().map(|finding| finding.message.clone()).collect()
            };
            // Lines are counted from the comment, so sentences that name one differ.
            let names_line = |all: &[String]| all.iter().any(|one| one.contains(" in line "));
            let (quick, parsed) = (said(quick), said(parsed));
            assert!(names_line(&quick) || quick == parsed);
        }
        _ => panic!("one reader takes what the other refuses"),
    }
});
