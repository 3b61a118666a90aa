//! `planpress check` as people and programs use it, and the two documents that are made from the rules.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use planpress::check::explain;
use planpress::check::trace::{self, IN_CONFIGURATION, TRACE};
use planpress::config::Config;
use planpress::finding::{Rule, rules};
use planpress::plan::{Record, StringKind, strings};
use planpress::source::{Inputs, Limits, index, json_schema};
use serde_json::Value;
use serde_sarif::sarif::Sarif;

use crate::stage::{ROOT, empty_folder, none};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planpress"));
    command.args(arguments).current_dir(ROOT).env("NO_COLOR", "1");
    command
}

fn said(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command(arguments).output().expect("it can be started");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

/// The findings that `--json` gives.
fn findings(arguments: &[&str]) -> Vec<Value> {
    let (_, out, error) = said(&[&["check"], arguments, &["--json"]].concat());
    assert_eq!(error, "");
    out.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

fn text<'a>(finding: &'a Value, key: &str) -> &'a str {
    finding[key].as_str().unwrap_or_default()
}

/// Promise: a sample has no finding that blocks, or exactly the findings that its head announces in a
/// line `# Findings: ENG-13 ENG-19`.
#[test]
fn samples_have_what_they_announce() {
    let mut found: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for finding in findings(&["samples"]) {
        let rule = (text(&finding, "rule").to_owned(), text(&finding, "severity").to_owned());
        found.entry(text(&finding, "file").to_owned()).or_default().insert(rule);
    }
    let mut problems = Vec::new();
    for sample in fs::read_dir(Path::new(ROOT).join("samples")).expect("samples") {
        let path = sample.expect("a sample").path();
        let file = format!("samples/{}", path.file_name().expect("a name").to_string_lossy());
        let Ok(head) = fs::read_to_string(&path) else { continue };
        let announced = head.lines().find_map(|line| line.strip_prefix("# Findings:"));
        let here = found.remove(&file).unwrap_or_default();
        let problem = match announced {
            Some(announced) => {
                let announced: BTreeSet<&str> = announced.split_whitespace().collect();
                let here: BTreeSet<&str> = here.iter().map(|(rule, _)| rule.as_str()).collect();
                (announced != here).then(|| format!("announces {announced:?}, has {here:?}"))
            }
            None => {
                let blocks = here.iter().filter(|(_, severity)| severity == "block");
                let blocks: Vec<&str> = blocks.map(|(rule, _)| rule.as_str()).collect();
                (!blocks.is_empty()).then(|| format!("has {blocks:?} and announces nothing"))
            }
        };
        problems.extend(problem.map(|problem| format!("{file}: {problem}")));
    }
    none(&problems, "samples that aren't what they say");
}

/// Promise: everything wrong with every record in one pass, in the order of the input, sorted within
/// a record; 3 where something blocks.
#[test]
fn everything_is_found_in_one_pass_and_in_order() {
    let (code, out, _) = said(&["check", "tests/records"]);
    assert_eq!(code, 3);
    assert!(out.contains("By rule") && out.contains("By team"), "{out}");
    let found = findings(&["tests/records"]);
    let has = |rule: &str, file: &str| {
        found.iter().any(|one| text(one, "rule") == rule && text(one, "file").ends_with(file))
    };
    for (rule, file) in [
        ("REC-01", "unknown-key.yaml"),
        ("REC-03", "bad-date.yaml"),
        ("REC-04", "duplicate-id.yaml"),
        ("REC-10", "version-1.yaml"),
        ("ENG-06", "good.yaml"),
    ] {
        assert!(has(rule, file), "{rule} is not found in {file}");
    }
    // An older version is replaced, and its gaps are nobody's task.
    assert!(!has("ENG-06", "version-1.yaml") && has("ENG-06", "version-2.yaml"));
    let order: Vec<(&str, u64)> = found
        .iter()
        .map(|one| (text(one, "file"), one["line"].as_u64().unwrap_or_default()))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
}

/// Promise: the same output with one thread and with many.
#[test]
fn order_does_not_depend_on_threads() {
    let folder = empty_folder("check-order");
    let arguments = ["sample", "--count", "120", "--seed", "5", "--as-found", "--out"];
    let (code, ..) = said(&[&arguments[..], &[folder.to_str().expect("UTF-8")]].concat());
    assert_eq!(code, 0);
    let input = folder.to_str().expect("UTF-8");
    let with = |jobs| {
        said(&["check", input, "tests/records", "samples", "--date", "2026-06-01", "--jobs", jobs])
    };
    let alone = with("1");
    assert!(alone.1.len() > 10_000, "little is found in untidy records: {}", alone.1);
    assert_eq!(alone, with("4"));
    assert_eq!(alone, with("9"));
}

/// Every text of people in some records: free texts, and names in full.
fn words_of_people(folder: &str) -> Vec<String> {
    let inputs = Inputs::open(&[Path::new(ROOT).join(folder)], None);
    let index = index(&inputs, &Limits::default());
    let mut words = Vec::new();
    for read in index.groups.iter().flat_map(|group| index.read(group)) {
        let Ok(sourced) = read.result else { continue };
        let record: &Record = &sourced.value;
        for party in &record.parties {
            let name = &party.name;
            words.extend(name.family.clone());
            words.extend(name.full.clone());
        }
        strings(record, "", &mut |piece| {
            if piece.kind != StringKind::Value && piece.text.len() > 12 {
                words.push(piece.text.to_owned());
            }
        });
    }
    // Teams are named in the summary: who is to put it right.
    words.retain(|word| !word.ends_with("Team"));
    assert!(words.len() > 10, "too little to look for in {folder}");
    words
}

/// Promise: nothing of any person's text is in what goes to logs and programs; the line is shown only
/// where it is asked for.
#[test]
fn nothing_personal_is_told_unasked() {
    let sarif = empty_folder("check-personal").join("found.sarif");
    let sarif = sarif.to_str().expect("UTF-8");
    for folder in ["samples", "tests/records"] {
        let words = words_of_people(folder);
        let (_, log, _) = said(&["check", folder, "--sarif", sarif]);
        let (_, json, _) = said(&["check", folder, "--json"]);
        let written = fs::read_to_string(sarif).expect("the SARIF file");
        let mut told = Vec::new();
        for (what, text) in [("log", log), ("JSON", json), ("SARIF", written)] {
            let words = words.iter().filter(|word| {
                // A family name may be a word of the program's own.
                text.match_indices(word.as_str()).any(|(at, _)| {
                    let before = text[..at].chars().next_back();
                    let after = text[at + word.len()..].chars().next();
                    !before.is_some_and(char::is_alphanumeric)
                        && !after.is_some_and(char::is_alphanumeric)
                })
            });
            told.extend(words.map(|word| format!("{what} of {folder}: {word}")));
        }
        none(&told, "texts of people in an output");
    }
    let (_, shown, _) = said(&["check", "tests/records/good.yaml", "--show-lines"]);
    assert!(shown.contains("no `personal_budget` here"), "{shown}");
}

/// Promise: the SARIF file is SARIF 2.1.0 by another reader, says what `--json` says, and points to
/// lines that are there.
#[test]
fn sarif_is_sarif() {
    let path = empty_folder("check-sarif").join("found.sarif");
    let (code, ..) = said(&["check", "tests/records", "--sarif", path.to_str().expect("UTF-8")]);
    assert_eq!(code, 3);
    let written = fs::read_to_string(&path).expect("the SARIF file");
    let sarif: Sarif = serde_json::from_str(&written).expect("it is SARIF");
    assert_eq!(serde_json::to_value(&sarif.version).expect("a version"), "2.1.0");
    let [run] = sarif.runs.as_slice() else { panic!("one run is expected") };
    let described = run.tool.driver.rules.as_ref().expect("rules");
    assert_eq!(described.len(), rules().count());
    for rule in described {
        assert!(rule.short_description.is_some() && rule.full_description.is_some(), "{}", rule.id);
        assert!(rule.help.is_some() && rule.default_configuration.is_some(), "{}", rule.id);
        assert!(rule.help_uri.is_none(), "{}", rule.id);
    }
    let results = run.results.as_ref().expect("results");
    let expected = findings(&["tests/records"]);
    assert_eq!(results.len(), expected.len());
    for (result, finding) in results.iter().zip(&expected) {
        let id = result.rule_id.as_deref().expect("a rule");
        assert_eq!(id, text(finding, "rule"));
        let index = usize::try_from(result.rule_index.expect("an index")).expect("no sign");
        assert_eq!(described[index].id, id);
        let location = &result.locations.as_ref().expect("a location")[0];
        let physical = location.physical_location.as_ref().expect("a file");
        let uri = physical.artifact_location.as_ref().and_then(|file| file.uri.clone());
        let uri = uri.expect("an address");
        assert!(!uri.contains([' ', '\\', '#']) && uri.is_ascii(), "{uri}");
        let file = fs::read_to_string(Path::new(ROOT).join(&uri)).expect("a relative address");
        let region = physical.region.as_ref().expect("a region");
        assert!(region.snippet.is_none());
        let line = usize::try_from(region.start_line.expect("a line")).expect("no sign");
        let line = file.lines().nth(line - 1).unwrap_or_else(|| panic!("{uri} has no line {line}"));
        let column = region.start_column.expect("a column");
        let end = region.end_column.unwrap_or(column + 1);
        let length = i64::try_from(line.chars().count()).expect("a short line");
        assert!(
            column >= 1 && end > column && end <= length + 2,
            "{uri}: {column}..{end} of {line}"
        );
    }
}

/// Promise: `--rules` lists every rule, and explains each; a misspelt id is no success.
#[test]
fn rules_are_listed_and_explained() {
    let (code, list, _) = said(&["check", "--rules"]);
    assert_eq!(code, 0);
    for rule in rules() {
        assert!(list.contains(rule.id) && list.contains(rule.title), "{}", rule.id);
    }
    let (code, text, _) = said(&["check", "--rules", "ENG-07"]);
    assert_eq!(code, 0);
    for part in
        ["Why ", "Severity ", "Stops ", "Owner ", "Source ", "A record that fails", "Put right"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(said(&["check", "--rules", "eng7"]).1, text);
    let (code, out, error) = said(&["check", "--rules", "ENGG-07"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(error.contains("did you mean `ENG-07`?"), "{error}");
    let (_, lines, _) = said(&["check", "--rules", "--json"]);
    assert_eq!(lines.lines().count(), rules().count());
}

/// Promise: 0, 1, 2 and 3 as the interface says; `--quiet` and `--summary-only` say less.
#[test]
fn exit_codes_and_less_talk() {
    assert_eq!(said(&["check", "no-such-folder"]).0, 1);
    assert_eq!(said(&["check"]).0, 2);
    let folder = empty_folder("check-codes");
    let only = folder.join("planpress.yaml");
    fs::write(&only, "run: {date: 2026-06-01}\n").expect("a file");
    assert_eq!(said(&["check", folder.to_str().expect("UTF-8")]).0, 1, "nothing was read");
    let (_, quiet, _) = said(&["check", "tests/records", "--quiet"]);
    assert!(quiet.contains("error[") && !quiet.contains("warning[") && !quiet.contains("By rule"));
    let (code, summary, _) = said(&["check", "tests/records", "--summary-only"]);
    assert!(code == 3 && !summary.contains("error[") && summary.contains("By rule"), "{summary}");
    let (_, json, _) = said(&["check", "tests/records", "--summary-only", "--json"]);
    let json: Value = serde_json::from_str(&json).expect("one JSON object");
    let files = fs::read_dir(Path::new(ROOT).join("tests/records")).expect("records");
    let files = files.map(|file| file.expect("a file").file_name());
    let no_records = ["planpress.yaml", "decisions.yaml"];
    let files = files.filter(|name| no_records.iter().all(|other| name != other)).count();
    assert_eq!(json["records"], files, "a record a file");
    let blocks = findings(&["tests/records"]);
    let blocks = blocks.iter().filter(|one| text(one, "severity") == "block").count();
    assert_eq!(json["findings"]["block"], blocks);
}

/// Promise: a council changes the severity of a rule that is not fixed; a fixed or unknown one is
/// refused with place and reason, in every command.
#[test]
fn severity_is_the_councils_except_where_it_protects() {
    let folder = empty_folder("check-severity");
    let with = |name: &str, policy: &str| {
        let path = folder.join(name);
        let base = "run: {date: 2026-06-01, accept_test_postcodes: true}\n";
        fs::write(&path, format!("{base}policy:\n  severity:\n    {policy}\n")).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let record = "tests/records/good.yaml";
    let severity = |config: &str| {
        let found = findings(&[record, "--config", config]);
        let one = found.iter().find(|one| text(one, "rule") == "ENG-06").expect("no budget");
        text(one, "severity").to_owned()
    };
    assert_eq!(severity(&with("as-it-is.yaml", "ENG-01: warn")), "block");
    assert_eq!(severity(&with("changed.yaml", "ENG-06: warn")), "warn");
    for (policy, told) in [
        ("SHR-01: warn", "this rule protects people"),
        ("ENG-77: warn", "there is no rule `ENG-77`"),
        ("REC-01: warn", "can't be changed"),
    ] {
        let config = with("refused.yaml", policy);
        let out = folder.join("out");
        let out = out.to_str().expect("UTF-8");
        for arguments in [
            &["check", record, "--config", &config][..],
            &["run", record, "--config", &config, "--out", out],
            &["render", record, "--plan", "HOLD-0001", "--config", &config, "-o", "x.pdf"],
        ] {
            let (code, printed, error) = said(arguments);
            assert_eq!((code, printed.as_str()), (1, ""), "{arguments:?}: {error}");
            for told in [told, "CFG-01", "refused.yaml:4:"] {
                assert!(error.contains(told), "{told}: {error}");
            }
        }
        assert!(!Path::new(out).exists(), "a run began");
    }
}

/// Promise: a reader that has had enough ends the program without noise.
#[test]
fn a_broken_pipe_is_no_panic() {
    let mut child = command(&["check", "tests/records", "samples"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it can be started");
    drop(child.stdout.take());
    let mut error = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut error).expect("UTF-8");
    let code = child.wait().expect("it ends").code();
    assert_eq!((code, error.as_str()), (Some(3), ""));
}

/// Promise: what the checks find stops no copy; it becomes a task with a team and a day, and the
/// counts add up.
#[test]
fn a_run_raises_tasks() {
    let out = empty_folder("check-tasks");
    let record = "tests/records/good.yaml";
    let (code, _, error) = said(&["run", record, "--out", out.to_str().expect("UTF-8")]);
    assert_eq!(code, 0, "{error}");
    let run = fs::read_to_string(out.join("run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&run).expect("JSON");
    let tasks = run["tasks"].as_array().expect("tasks");
    assert_eq!((&run["counts"]["made"], &run["counts"]["held"]), (&1.into(), &0.into()));
    assert_eq!(run["counts"]["tasks"], tasks.len());
    let of = |rule: &str| tasks.iter().find(|task| task["rule"] == rule);
    let budget = of("ENG-06").expect("no budget is recorded");
    assert_eq!(text(budget, "due"), "2026-06-06", "five days, as policy.hold_days has it");
    assert_eq!((text(budget, "owner"), text(budget, "field")), ("finance", "personal_budget"));
    let risks = tasks.iter().find(|task| task["severity"] == "warn").expect("a warning");
    assert_eq!(text(risks, "due"), "2026-06-29", "28 days, as policy.task_days has it");
    let report = fs::read_to_string(out.join("report.html")).expect("report.html");
    assert!(report.contains("To put right in the plan, by team"));
    assert!(report.contains("Adult Social Care") && report.contains("6 June 2026"), "{report}");
}

/// The file of tests that holds a rule without a check of its own: one that names it.
fn held_by(rule: &Rule) -> Option<String> {
    let suite = rust_files(&Path::new(ROOT).join("tests/suite"));
    let source = rust_files(&Path::new(ROOT).join("src"));
    let of_tests = |(path, text): &(String, String)| {
        // These name rules only to have something to show.
        let shows = ["/report/html/tests.rs", "/configured.rs", "/watch/tests.rs"];
        if shows.iter().any(|end| path.ends_with(end)) {
            return false;
        }
        let is_all = path.contains("/tests/") || path.ends_with("/tests.rs");
        let tests = if is_all { Some(text.as_str()) } else { tests_of(text) };
        tests.is_some_and(|tests| tests.contains(rule.id))
    };
    let in_suite =
        || suite.iter().find(|(path, text)| !path.ends_with("/check.rs") && text.contains(rule.id));
    let in_source = || source.iter().find(|file| of_tests(file));
    let in_this = || suite.iter().find(|(_, text)| text.contains(rule.id));
    let (path, _) = in_suite().or_else(in_source).or_else(in_this)?;
    Some(format!("`{path}`"))
}

/// The tests at the end of a source file.
fn tests_of(text: &str) -> Option<&str> {
    text.split_once("#[cfg(test)]").map(|(_, tests)| tests)
}

/// Every Rust file of a folder with its path from the root, in order.
fn rust_files(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                let path = path.strip_prefix(ROOT).expect("within").to_string_lossy().into_owned();
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}

/// Compares a document with what it is made from, or renews it.
fn is_current(name: &str, made: &str) {
    let path = Path::new(ROOT).join("docs").join(name);
    if std::env::var("PLANPRESS_DOCS").is_ok_and(|value| value == "overwrite") {
        fs::write(&path, made).expect("the document can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "docs/{name} is not what it is made from; renew it with \
         PLANPRESS_DOCS=overwrite cargo test --release documents, and read the difference"
    );
}

/// Promise: the table of rules is made from the rules, and every rule has a test.
#[test]
fn documents_rules() {
    let untested: Vec<String> = rules()
        .filter(|rule| explain::check_of(rule).is_none() && held_by(rule).is_none())
        .map(|rule| rule.id.to_owned())
        .collect();
    none(&untested, "rules that no test names");
    is_current("rules.md", &explain::markdown(&|rule| held_by(rule).unwrap_or_default()));
}

/// Promise: every item of the public pages is followed to fields that exist and rules that exist, or
/// to a reason.
#[test]
fn documents_seeds() {
    let (record, config) = (json_schema::<Record>(), json_schema::<Config>());
    let mut missing = Vec::new();
    for item in TRACE.iter().flat_map(|page| page.items) {
        for field in item.fields {
            let known = match field.strip_prefix(IN_CONFIGURATION) {
                Some(field) => has_field(&config, &config, field),
                None => has_field(&record, &record, field),
            };
            if !known {
                missing.push(format!("{}: {field}", item.item));
            }
        }
    }
    none(&missing, "fields that no record has");
    assert!(!has_field(&record, &record, "needs[].eligibel"), "any field is found");
    is_current("seeds.md", &trace::markdown());
}

/// Whether a schema has a field such as `needs[].eligible`.
fn has_field(root: &Value, schema: &Value, field: &str) -> bool {
    if field.is_empty() {
        return true;
    }
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next())
        && has_field(root, &root["$defs"][name], field)
    {
        return true;
    }
    let choices = ["anyOf", "oneOf", "allOf"].into_iter().filter_map(|key| schema[key].as_array());
    if choices.flatten().any(|choice| has_field(root, choice, field)) {
        return true;
    }
    if let Some(rest) = field.strip_prefix("[]") {
        let rest = rest.trim_start_matches('.');
        return schema.get("items").is_some_and(|items| has_field(root, items, rest));
    }
    let end = field.find(['.', '[']).unwrap_or(field.len());
    let (key, rest) = field.split_at(end);
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    schema["properties"].get(key).is_some_and(|property| has_field(root, property, rest))
}
