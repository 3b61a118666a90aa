//! Records that must not simply be made: each leads to its own state and rule, and stops nobody
//! else's copy. The records are in `tests/records`, one a file, each with a comment that says why.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use planpress::config::Config;
use planpress::source::read_config;
use serde_json::Value;

use crate::stage::{ROOT, Run, files_by_number, run_over};

/// What becomes of a record's copies: made, or not, by which rule.
type Expected = (&'static str, &'static [(&'static str, &'static str)]);

const EXPECTED: &[Expected] = &[
    ("good.yaml", &[("made", "")]),
    ("dies-later.yaml", &[("made", "")]),
    ("version-2.yaml", &[("made", "")]),
    ("version-1.yaml", &[("suppressed", "REC-10")]),
    ("braille.yaml", &[("transcription", "")]),
    ("easy-read-missing.yaml", &[("held", "FMT-04"), ("made", "")]),
    ("welsh-missing.yaml", &[("held", "WAL-11")]),
    ("draft.yaml", &[("suppressed", "STA-01")]),
    ("died.yaml", &[("suppressed", "SHR-12")]),
    ("restricted.yaml", &[("suppressed", "STA-02")]),
    ("danger-at-the-door.yaml", &[("held", "SHR-04")]),
    ("no-plan-date.yaml", &[("held", "DAT-04")]),
    ("no-subject.yaml", &[("held", "SHR-10")]),
    ("two-subjects.yaml", &[("held", "SHR-10")]),
    ("nothing-to-show.yaml", &[("held", "SHR-10")]),
    ("unknown-key.yaml", &[("quarantined", "REC-01")]),
    ("bad-date.yaml", &[("quarantined", "REC-03")]),
    ("duplicate-id.yaml", &[("quarantined", "REC-04")]),
    ("misspelt-value.yaml", &[("quarantined", "REC-03")]),
];

fn folder() -> PathBuf {
    Path::new(ROOT).join("tests/records")
}

static RUN: LazyLock<Run> = LazyLock::new(|| {
    let config =
        read_config::<Config>(&folder().join("planpress.yaml")).expect("it is sound").value;
    run_over(&folder(), &config, "holds", None).expect("the records can be run")
});

/// State and first rule of everything that became of one file's record.
fn became(file: &str) -> Vec<(String, String)> {
    let number = files_by_number(&folder()).iter().position(|name| name == file);
    let number = number.unwrap_or_else(|| panic!("{file} was not read")) + 1;
    let of_file = |list: &str, reasons: &str| -> Vec<(String, String)> {
        let all = RUN.json[list].as_array().expect("a list").iter();
        let own = all.filter(|entry| entry["plan"] == number);
        own.map(|entry| {
            let state = entry["state"].as_str().unwrap_or("quarantined").to_owned();
            let rule = entry[reasons][0]["rule"].as_str().unwrap_or_default().to_owned();
            (state, rule)
        })
        .collect()
    };
    let mut all = of_file("copies", "reasons");
    all.extend(of_file("held", "reasons"));
    all.extend(of_file("quarantined", "findings"));
    all.sort();
    all
}

/// Promise: a copy that must wait waits, one that must not go does not, a record that can't be used
/// is not; each for the reason that is so.
#[test]
fn each_record_comes_to_what_it_should() {
    for (file, expected) in EXPECTED {
        let mut expected: Vec<(String, String)> =
            expected.iter().map(|(state, rule)| ((*state).into(), (*rule).into())).collect();
        expected.sort();
        assert_eq!(became(file), expected, "{file}");
    }
}

/// Promise: every record of the folder is judged here.
#[test]
fn every_record_is_expected() {
    let files = fs::read_dir(folder()).expect("there are records");
    let mut found: Vec<String> = files
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    found.retain(|file| file != "planpress.yaml");
    found.sort();
    let mut expected: Vec<&str> = EXPECTED.iter().map(|(file, _)| *file).collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
    for file in found {
        let text = fs::read_to_string(folder().join(&file)).expect("a record");
        assert!(
            text.starts_with("# Fictional. "),
            "{file} has no comment that says what it is for"
        );
    }
}

/// Promise: one bad record stops nobody else's copy, and what is made of a folder with bad records is
/// byte for byte what is made without them.
#[test]
fn the_others_are_made_as_ever() {
    let counts = RUN.summary.counts;
    let made =
        EXPECTED.iter().flat_map(|(_, all)| *all).filter(|(state, _)| *state == "made").count();
    assert_eq!(counts.made, made, "copies made");
    assert_eq!(counts.records, EXPECTED.len(), "records read");
    assert_eq!(counts.records, counts.used + counts.quarantined, "records add up");
    let config =
        read_config::<Config>(&folder().join("planpress.yaml")).expect("it is sound").value;
    let alone =
        run_over(&folder().join("good.yaml"), &config, "holds-alone", None).expect("it can be run");
    let of_good = RUN.copies.iter().find(|copy| copy.file == "good.yaml").expect("it was made");
    assert_eq!(alone.copies.len(), 1);
    assert!(alone.copies[0].pdf == of_good.pdf, "the copy differs when others are bad");
}

/// Promise: whoever mends a record is told where: file, line and what to do.
#[test]
fn each_reason_says_what_to_do() {
    let of = |list: &str| RUN.json[list].as_array().expect("a list").clone();
    let reasons: Vec<Value> = of("held")
        .iter()
        .chain(&of("quarantined"))
        .flat_map(|entry| {
            let reasons = entry.get("reasons").or(entry.get("findings"));
            reasons.and_then(Value::as_array).cloned().unwrap_or_default()
        })
        .collect();
    assert!(reasons.len() > 10, "only {} reasons", reasons.len());
    for reason in reasons {
        let message = reason["message"].as_str().unwrap_or_default();
        assert!(message.len() > 10 && !message.ends_with('.'), "{reason}");
        assert!(reason["line"].as_u64().is_some_and(|line| line > 0), "no line: {reason}");
        let rule = reason["rule"].as_str().expect("a rule");
        let rule = planpress::finding::rule(rule).expect("a rule of the catalogue");
        assert!(reason["help"].is_string() || !rule.help.is_empty(), "no help: {reason}");
    }
}
