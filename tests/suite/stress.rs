//! Many records at once: nothing nests on a thread's stack until it overflows, nothing is lost.

use std::fs;

use planpress::sample::{Options, generate};

use crate::stage::{Silent, configuration, date, empty_folder};

/// Enough to overflow a stack if one document's work ran on top of another's: with `par_iter`, 400
/// are too many.
const RECORDS: usize = 1_000;

/// What is left of a record, so that a thousand take a minute: enough for a letterhead, a list and a
/// few framed parts.
const SECTIONS: &[&str] =
    &["about_me", "needs", "review_record", "closure_statement", "decision_letter"];

/// Where the sections of a record begin: everything before is its head.
const FIRST_SECTION: &str = "parties";

/// Promise: a thousand records on two threads come out as a thousand records, in one NDJSON file.
#[test]
fn a_thousand_records_on_two_threads() {
    let folder = empty_folder("stress-in");
    let options = Options { count: RECORDS as u32, seed: 7, as_found: false };
    let mut lines = String::new();
    for sample in generate(&options) {
        let mut value: serde_json::Value =
            serde_yaml::from_str(&sample.yaml).expect("a sample is YAML");
        let fields = value.as_object_mut().expect("a record has fields");
        let mut in_head = true;
        fields.retain(|field, _| {
            let kept = in_head || SECTIONS.contains(&field.as_str());
            in_head &= field != FIRST_SECTION;
            kept
        });
        lines.push_str(&value.to_string());
        lines.push('\n');
    }
    let input = folder.join("records.ndjson");
    fs::write(&input, lines).expect("the input can be written");
    let config = configuration();
    let options = planpress::batch::Options {
        inputs: vec![input],
        format: None,
        out: empty_folder("stress-out"),
        date: date(&config),
        config,
        jobs: Some(2),
        decisions: planpress::config::Decisions::default(),
        include_restricted: false,
    };
    let summary = planpress::batch::run(&options, &Silent).expect("the run can start");
    let counts = summary.counts;
    assert_eq!(counts.records, RECORDS, "records read");
    assert_eq!(counts.used + counts.quarantined, RECORDS, "records accounted for");
    assert_eq!(counts.quarantined, 0, "the generator's records are sound");
    assert_eq!(counts.copies, counts.made + counts.held + counts.suppressed, "copies add up");
    assert!(counts.made >= RECORDS / 2, "only {} copies were made", counts.made);
    let failed = summary.findings.iter().filter(|finding| finding.rule.id == "RUN-01");
    assert_eq!(failed.count(), 0, "copies on which the program failed");
}
