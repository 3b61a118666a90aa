//! Any text as a record: it is read or refused with findings that have a place, and every field of
//! it leads somewhere.
#![no_main]

use libfuzzer_sys::fuzz_target;
use planpress::finding::Finding;
use planpress::source::{read_with, record_shape};

fuzz_target!(|text: &str| {
    let lines = text.split('\n').count();
    let check = |finding: &Finding| {
        let place = finding.place.as_ref().expect("a place");
        assert!((1..=lines).contains(&(place.line as usize)), "a line of the text");
        assert!(place.column >= 1 && place.column as usize <= text.len() + 2);
        let snippet = finding.snippet.as_ref().expect("a line to show");
        assert!(snippet.line.get(snippet.mark.clone()).is_some(), "a mark within its line");
    };
    match read_with::<planpress::plan::Record>(text, "x", record_shape()) {
        Ok(record) => {
            record.warnings.iter().for_each(check);
            for field in ["", "plan_id", "parties[0].name", "needs[0].text.en", "nowhere[9].x"] {
                check(&record.locate(Finding::new("REC-03", "x").at(field)));
            }
        }
        Err(findings) => {
            assert!(!findings.is_empty(), "a reason");
            findings.iter().for_each(check);
        }
    }
});
