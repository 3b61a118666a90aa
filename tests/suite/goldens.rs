//! Goldens: the reading text and the tag tree of a few documents, kept as YAML to be read in a
//! review. `PLANPRESS_GOLDENS=overwrite cargo test --release --test suite goldens` writes them anew;
//! look at the difference before it is committed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use planpress::merge::{Line, reading};

use crate::stage::{Made, ROOT, Rebuilt, SAMPLES};
use crate::tags::{quoted, tidy};

/// Golden, sample, pack, format, size, language.
const GOLDENS: &[(&str, &str, &str, &str, u64, &str)] = &[
    ("full-plan-en", "02-jean-one-off.yaml", "full", "standard", 14, "en"),
    ("full-plan-cy", "22-eluned-cymraeg.yaml", "full", "standard", 14, "cy"),
    ("large-print", "08-noor-direct-payment.yaml", "full", "large_print", 24, "en"),
    ("easy-read", "10-lucy-easy-read-24.yaml", "full", "easy_read", 24, "en"),
    ("public-summary", "", "public_summary", "", 0, ""),
    ("review", "12-beatrice-review.yaml", "full", "", 0, ""),
    ("letter", "13-owen-not-eligible.yaml", "full", "", 0, ""),
];

fn folder() -> PathBuf {
    Path::new(ROOT).join("tests/goldens")
}

/// The first copy that fits; an empty word or 0 fits every copy.
fn find(golden: &(&str, &str, &str, &str, u64, &str)) -> (&'static Made, &'static Rebuilt) {
    let (name, file, pack, format, size, language) = *golden;
    let fits = |made: &Made| {
        (file.is_empty() || made.file == file)
            && made.entry["pack"] == pack
            && (format.is_empty() || made.entry["format"] == format)
            && (size == 0 || made.entry["size_pt"] == size)
            && (language.is_empty() || made.entry["language"] == language)
    };
    let found = SAMPLES.pairs().into_iter().find(|(made, _)| fits(made));
    found.unwrap_or_else(|| panic!("no sample leads to the golden `{name}`"))
}

fn golden(made: &Made, steps: &Rebuilt) -> String {
    let mut yaml = format!(
        "# Written by the tests; see tests/suite/goldens.rs.\ncopy: {}\ntitle: {}\nlang: {}\nreading:\n",
        quoted(&made.name),
        quoted(&made.tags.title),
        made.tags.lang
    );
    for line in reading(&steps.data) {
        let _ = match line {
            Line::Heading { level, text } => {
                writeln!(yaml, "- heading {level}: {}", quoted(&tidy(&text)))
            }
            Line::Paragraph(text) => writeln!(yaml, "- paragraph: {}", quoted(&tidy(&text))),
            Line::Entry(text) => writeln!(yaml, "- entry: {}", quoted(&tidy(&text))),
            Line::Fact { label, value } => {
                writeln!(yaml, "- fact: [{}, {}]", quoted(&tidy(&label)), quoted(&tidy(&value)))
            }
            Line::Picture(text) => writeln!(yaml, "- picture: {}", quoted(&tidy(&text))),
        };
    }
    yaml.push_str("tags:\n");
    yaml.push_str(&made.tags.yaml());
    yaml
}

/// Promise: what is read aloud, and in which order, changes only when somebody has looked at the
/// change.
#[test]
fn documents_read_as_they_did() {
    let overwrite = env::var_os("PLANPRESS_GOLDENS").is_some_and(|value| value == "overwrite");
    let mut problems = Vec::new();
    for entry in GOLDENS {
        let (made, steps) = find(entry);
        let new = golden(made, steps);
        let parsed: Result<serde_yaml::Value, _> = serde_yaml::from_str(&new);
        parsed.unwrap_or_else(|error| panic!("the golden `{}` is not YAML: {error}", entry.0));
        let path = folder().join(format!("{}.yaml", entry.0));
        if overwrite {
            fs::write(&path, new).expect("a golden can be written");
            continue;
        }
        let old = fs::read_to_string(&path).unwrap_or_default();
        if old != new {
            let differ = old.lines().zip(new.lines()).position(|(one, other)| one != other);
            let at = differ.unwrap_or_else(|| old.lines().count().min(new.lines().count()));
            let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").trim().to_owned();
            problems.push(format!(
                "{}.yaml:{}\n  was {}\n  is  {}",
                entry.0,
                at + 1,
                line(&old),
                line(&new)
            ));
        }
    }
    assert!(
        problems.is_empty(),
        "documents read otherwise than they did; if that is right, write the goldens anew with \
         PLANPRESS_GOLDENS=overwrite:\n{}",
        problems.join("\n")
    );
}

/// Promise: no golden outlives its document.
#[test]
fn every_golden_is_somebodys() {
    let files = fs::read_dir(folder()).expect("there are goldens");
    let mut found: Vec<String> = files
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut wanted: Vec<String> = GOLDENS.iter().map(|entry| format!("{}.yaml", entry.0)).collect();
    wanted.sort();
    assert_eq!(found, wanted, "files in tests/goldens against the list of goldens");
}
