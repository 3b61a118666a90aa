//! The same promise of what a run writes: PDFs, lists, reports, names of files.

use std::collections::BTreeSet;
use std::fs;

use planpress::config::Config;
use planpress::disclose::Pack;

use super::forge::{canaries, forge};
use super::{DATE, leaks, verdict};
use crate::stage::{empty_folder, none, run_over};

/// The plans whose documents are made.
const PLANS: std::ops::RangeInclusive<u32> = 1..=3;

/// Letters and digits only, in lower case: no space or hyphen of a page parts a canary.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
fn what_a_run_writes_has_nothing_else_either() {
    let folder = empty_folder("canary-records");
    let mut config: Config = Config::default();
    config.run.date = Some(DATE.parse().expect("a date"));
    config.run.accept_test_postcodes = true;
    config.policy.file_copy = true;
    let forged: Vec<_> = PLANS.map(forge).collect();
    for (number, forged) in forged.iter().enumerate() {
        let text = serde_json::to_string(&forged.json).expect("a record is JSON");
        fs::write(folder.join(format!("record-{number}.json")), text).expect("a file");
    }
    let run = run_over(&folder, &config, "canary-run", None).expect("the records can be run");
    assert!(run.copies.len() >= forged.len(), "{} copies: {}", run.copies.len(), run.json);
    let mut problems = Vec::new();
    let mut found = 0;
    for copy in &run.copies {
        let number = copy.file.trim_matches(|c: char| !c.is_ascii_digit());
        let forged = &forged[number.parse::<usize>().expect("a number")];
        let recipient = copy.entry["recipient"].as_u64().expect("a recipient's number");
        let recipient = usize::try_from(recipient).expect("a small number") - 1;
        let recipient = forged.record.parties[recipient].party_id.as_str();
        let pack = Pack::named(copy.entry["pack"].as_str().expect("a pack")).expect("a pack");
        let (may, _) = verdict(forged, recipient, pack);
        let mut text: String =
            copy.tags.everything().iter().map(|part| format!("{} ", bare(part))).collect();
        text.push_str(&String::from_utf8_lossy(&copy.pdf));
        found += canaries(&text).count();
        leaks(forged, &copy.name, &text, &may, &mut problems);
    }
    none(&problems, "leaks in PDFs");
    assert!(found > 100, "only {found} canaries were found in PDFs at all");
    let mut names = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&run.out) {
        let entry = entry.expect("the folder can be walked");
        let path = entry.path().strip_prefix(&run.out).expect("inside").display().to_string();
        names.insert(path.clone());
        // A transcriber's text is a copy in words, and a PDF was looked at above.
        let is_copy = path.ends_with(".pdf") || path.starts_with("transcription");
        if entry.file_type().is_file() && !is_copy {
            let bytes = fs::read(entry.path()).expect("a file");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            // Teams are named: who is to put a plan right. They are nobody's personal text.
            let is_team = |number: &usize| {
                let mut fields = forged.iter().filter_map(|one| one.fields.get(*number));
                fields.any(|field| field.contains("team"))
            };
            if let Some(number) = canaries(&text).find(|number| !is_team(number)) {
                let fields: Vec<_> = forged.iter().map(|one| one.fields.get(number)).collect();
                problems.push(format!("{path}: canary {number} of {fields:?}"));
            }
        }
    }
    problems.extend(names.iter().filter(|name| canaries(name).next().is_some()).cloned());
    none(&problems, "canaries in the run's own files");
    assert!(names.len() > 8, "{names:?}");
}
