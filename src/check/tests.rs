//! Each check's own examples, laid over a sound record: the failing one gives findings of its rule
//! and of no other, the passing one gives none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::date;
use serde_json::{Map, Value};

use super::*;
use crate::plan::Record;
use crate::template::Templates;

/// A sound record with keys laid over it.
pub(super) fn record(example: Example) -> Record {
    laid_over(example.sound, example.with)
}

fn laid_over(sound: &str, with: &str) -> Record {
    let file = folder().join(format!("{sound}.yaml"));
    let text = std::fs::read_to_string(&file)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut whole: Map<String, Value> = serde_yaml::from_str(&text).unwrap();
    let keys: Map<String, Value> =
        serde_yaml::from_str(with).unwrap_or_else(|error| panic!("{error}: {with}"));
    for (key, value) in keys {
        if value.is_null() {
            whole.remove(&key);
        } else {
            whole.insert(key, value);
        }
    }
    // As the program reads it: with the schema, so that an example can't name a key that no record
    // has.
    let text = serde_json::to_string_pretty(&whole).unwrap();
    let read = crate::source::read_str::<Record>(&text, sound);
    read.unwrap_or_else(|findings| panic!("{sound} with {with}: {findings:#?}")).value
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sound")
}

/// What is found in an example, in the group of the records beside it.
pub(super) fn judged(example: Example) -> Vec<Finding> {
    let beside: Vec<Record> = example.beside.iter().copied().map(record).collect();
    in_group(&record(example), &beside)
}

/// What is found in a sound record with keys laid over it.
pub(super) fn found(sound: &str, with: &str) -> Vec<Finding> {
    in_group(&laid_over(sound, with), &[])
}

fn in_group(record: &Record, beside: &[Record]) -> Vec<Finding> {
    static TEMPLATES: LazyLock<Templates> =
        LazyLock::new(|| Templates::load(None, None).unwrap().0);
    let config = Config {
        run: crate::config::Run { date: None, accept_test_postcodes: true },
        ..Config::default()
    };
    let group: Vec<&Record> = std::iter::once(record).chain(beside).collect();
    let case = Case::new(record, &group, &config, TEMPLATES.lists(), date(2026, 6, 1));
    check(&case.with_pictures(TEMPLATES.pictures()))
}

#[test]
fn the_failing_example_breaks_its_rule_and_no_other() {
    for check in checks() {
        let rules: BTreeSet<&str> =
            judged(check.fails).iter().map(|finding| finding.rule.id).collect();
        assert_eq!(rules, BTreeSet::from([check.rule]), "{}: {:?}", check.rule, check.fails);
    }
}

#[test]
fn the_passing_example_breaks_nothing() {
    for check in checks() {
        let found = judged(check.passes);
        assert!(found.is_empty(), "{}: {found:#?}", check.rule);
    }
}

#[test]
fn sound_records_are_sound() {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> =
        files.map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    assert!(names.len() >= 4, "{names:?}");
    for sound in &names {
        let found = found(sound, "{}");
        assert!(found.is_empty(), "{sound}: {found:#?}");
    }
}

#[test]
fn a_rule_is_checked_once_and_in_the_catalogue() {
    let mut seen = BTreeSet::new();
    for check in checks() {
        assert!(crate::finding::rule(check.rule).is_some(), "{} is in no catalogue", check.rule);
        assert!(seen.insert(check.rule), "{} is checked twice", check.rule);
        assert!(check.why.len() > 40, "{} says too little", check.rule);
        assert!(!check.regimes.is_empty() && !check.documents.is_empty(), "{}", check.rule);
    }
}
