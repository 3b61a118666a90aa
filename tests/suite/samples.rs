//! The samples as a whole: all of them read, all made, and each a record of the published schema.

use std::fs;
use std::path::Path;

use planpress::batch::Counts;
use planpress::plan::Record;
use planpress::source::json_schema;
use serde_json::Value;

use crate::stage::{ROOT, SAMPLES, none};

/// The samples' configuration and what was decided about them.
const NO_RECORDS: [&str; 2] = ["planpress.yaml", "decisions.yaml"];

fn files() -> Vec<String> {
    let folder = fs::read_dir(Path::new(ROOT).join("samples")).expect("there are samples");
    let mut files: Vec<String> = folder
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".yaml") && !NO_RECORDS.contains(&name.as_str()))
        .collect();
    files.sort();
    files
}

/// Promise: nothing that goes in is lost. Every sample file leads to at least one copy, the counts
/// add up (PRT-05), and the run ends with nothing held: its exit code is 0.
#[test]
fn every_sample_is_accounted_for() {
    let run = &SAMPLES.run;
    let counts = run.summary.counts;
    let files = files();
    assert!(files.len() >= 20, "only {} samples were found", files.len());
    let without: Vec<&String> =
        files.iter().filter(|file| !run.copies.iter().any(|copy| copy.file == **file)).collect();
    assert!(without.is_empty(), "no copy was made of {without:?}");
    assert_eq!(counts.files, files.len(), "files");
    assert_eq!(counts.records, counts.used + counts.quarantined, "records add up");
    let Counts { made, transcription, held, suppressed, .. } = counts;
    assert_eq!(counts.copies, made + transcription + held + suppressed, "copies add up");
    assert_eq!(counts.made, run.copies.len(), "run.json lists what was made");
    let pages: u64 = run.copies.iter().filter_map(|copy| copy.entry["pages"].as_u64()).sum();
    assert_eq!(counts.pages as u64, pages, "pages add up");
    let held = &run.json["held"];
    assert_eq!((counts.held, counts.quarantined), (0, 0), "held: {held}");
    // Three people have what they were to have of each other's plan in their own combined one.
    let others: Vec<&str> = held
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|copy| copy["reasons"][0]["rule"].as_str())
        .collect();
    assert_eq!(others, ["SHR-19"; 3], "{held}");
    assert_eq!(run.summary.unreadable, 0, "inputs that can't be opened");
}

/// Promise: a copy's name is in the folder once, and every file of `copies/` is in `run.json`.
#[test]
fn the_folder_holds_what_the_report_lists() {
    let run = &SAMPLES.run;
    let mut listed: Vec<String> =
        run.copies.iter().map(|copy| copy.entry["path"].to_string().replace('"', "")).collect();
    listed.sort();
    let mut found: Vec<String> = walkdir::WalkDir::new(run.out.join("copies"))
        .into_iter()
        .map(|entry| entry.expect("the folder can be walked"))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let within = entry.path().strip_prefix(&run.out).expect("inside the folder");
            within.to_string_lossy().replace('\\', "/")
        })
        .collect();
    found.sort();
    assert_eq!(found, listed);
}

/// Promise: `planpress schema` says what is read. An independent validator finds each sample valid,
/// and finds a misspelt key.
#[test]
fn every_sample_keeps_to_the_schema() {
    let schema = json_schema::<Record>();
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let mut problems = Vec::new();
    for file in files() {
        let text = fs::read_to_string(Path::new(ROOT).join("samples").join(&file));
        let value: Value =
            serde_yaml::from_str(&text.expect("a sample")).expect("a sample is YAML");
        let errors = validator.iter_errors(&value);
        problems.extend(errors.map(|error| format!("{file} {}: {error}", error.instance_path())));
        let mut misspelt = value;
        misspelt["needz"] = "none".into();
        assert!(!validator.is_valid(&misspelt), "{file}: a misspelt key is valid");
    }
    none(&problems, "places of the samples break the schema");
}
