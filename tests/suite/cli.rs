//! The program as a person calls it: exit codes, output, plain words.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::stage::{ROOT, empty_folder};
use crate::tags::Tags;

struct Said {
    code: i32,
    out: String,
    error: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Self {
            code: output.status.code().expect("an exit code"),
            out: text(output.stdout),
            error: text(output.stderr),
        }
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_planpress"));
    command.args(arguments).current_dir(ROOT).env("NO_COLOR", "1");
    command
}

fn planpress(arguments: &[&str]) -> Said {
    command(arguments).output().expect("the program can be started").into()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of this test is UTF-8")
}

const SAMPLE: &str = "samples/02-jean-one-off.yaml";
const PLAN: &str = "BH-2026-0178";

/// Promise: 0 when everything was made; what was made is told on standard output.
#[test]
fn everything_made_is_0() {
    let out = empty_folder("cli-0");
    let said = planpress(&["run", SAMPLE, "--out", path(&out)]);
    assert_eq!((said.code, said.error.as_str()), (0, ""), "{}", said.out);
    assert!(said.out.contains("1 copy made"), "{}", said.out);
    assert!(said.out.contains("report.html"), "{}", said.out);
    for file in ["report.html", "run.json", "ledger.db"] {
        assert!(out.join(file).is_file(), "{file}");
    }
}

/// Promise: `--quiet` says only what went wrong, before a run as after it.
#[test]
fn quiet_says_only_what_went_wrong() {
    let out = empty_folder("cli-quiet");
    for rest in [["--out", path(&out)].as_slice(), &["--dry-run"]] {
        let quiet = |input| planpress(&[&["run", input, "--quiet"], rest].concat());
        let Said { code, out, error } = quiet(SAMPLE);
        assert_eq!((code, out.as_str(), error.as_str()), (0, "", ""), "{rest:?}");
        let Said { code, out, error } = quiet("tests/records/bad-date.yaml");
        assert_eq!((code, out.as_str()), (3, ""), "{rest:?}");
        assert!(error.contains("tests/records/bad-date.yaml"), "{rest:?}: {error}");
    }
}

/// Promise: 1 when the run could not start, with a plain sentence and without a trace of the program.
#[test]
fn not_started_is_1() {
    let out = empty_folder("cli-1");
    let missing = planpress(&["run", "no-such-folder", "--out", path(&out)]);
    assert_eq!(missing.code, 1, "{}", missing.error);
    assert!(missing.error.contains("no-such-folder"), "{}", missing.error);

    let broken = out.join("broken.yaml");
    fs::write(&broken, "policy: {standard_point_size: huge}\n").expect("a file");
    let config =
        planpress(&["run", SAMPLE, "--out", path(&out.join("x")), "--config", path(&broken)]);
    assert_eq!(config.code, 1, "{}", config.error);
    assert!(config.error.contains("broken.yaml:1"), "no place: {}", config.error);

    let plan = planpress(&["render", SAMPLE, "--plan", "NO-SUCH", "-o", path(&out.join("x.pdf"))]);
    assert_eq!(plan.code, 1, "{}", plan.error);
    assert!(plan.error.contains("NO-SUCH") && plan.error.contains("--plan"), "{}", plan.error);

    let copies = planpress(&["copies", SAMPLE, "--plan", "NO-SUCH"]);
    assert_eq!(copies.code, 1, "{}", copies.error);
    assert!(copies.error.contains("--plan"), "{}", copies.error);

    let look = planpress(&["copies", SAMPLE, "--templates", "no-such-look"]);
    assert_eq!(look.code, 1, "{}", look.error);
    assert!(look.error.contains("can't read no-such-look"), "{}", look.error);

    for said in [missing, config, plan, copies, look] {
        let talk = said.error.to_lowercase();
        for word in
            ["panicked", "unwrap", "os error", "some(", "none)", "err(", "backtrace", "src/"]
        {
            assert!(!talk.contains(word), "`{word}` is no plain English: {}", said.error);
        }
    }
}

/// Promise: 2 for wrong usage, with the usage.
#[test]
fn wrong_usage_is_2() {
    for arguments in
        [&["run"][..], &["no-such-command"], &["run", SAMPLE, "--out", "x", "--jobs", "many"]]
    {
        let said = planpress(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.error);
        assert!(said.error.contains("--help"), "{arguments:?}: {}", said.error);
    }
}

/// Promise: 3 when something waits or can't be used; each finding names its rule and place, and no
/// line of a record is in a log.
#[test]
fn something_held_is_3() {
    let out = empty_folder("cli-3");
    let said = planpress(&["run", "tests/records", "--out", path(&out)]);
    assert_eq!(said.code, 3, "{}", said.error);
    for told in ["FMT-01", "REC-01", "unknown-key.yaml:", "did you mean `sensitivity`?"] {
        assert!(said.error.contains(told), "`{told}` is not told: {}", said.error);
    }
    assert!(
        !said.error.contains("Tarnbrook") && !said.error.contains("firm rail"),
        "{}",
        said.error
    );
}

/// Promise: `--json` gives one JSON object, and nothing else, on standard output.
#[test]
fn json_is_json() {
    let out = empty_folder("cli-json");
    let said = planpress(&["run", SAMPLE, "--out", path(&out), "--json"]);
    assert_eq!(said.code, 0, "{}", said.error);
    assert_eq!(said.out.lines().count(), 1, "{}", said.out);
    let counts: Value = serde_json::from_str(&said.out).expect("one JSON object");
    assert_eq!((&counts["made"], &counts["held"]), (&1.into(), &0.into()));
    let run = fs::read_to_string(out.join("run.json")).expect("run.json");
    let run: Value = serde_json::from_str(&run).expect("run.json is JSON");
    assert_eq!(run["counts"], counts);
}

/// Promise: one copy can be looked at, as a PDF or as pictures, and a preview says that it is one.
#[test]
fn one_copy_can_be_looked_at() {
    let out = empty_folder("cli-render");
    let (pdf, png) = (out.join("look.pdf"), out.join("look.png"));
    let said = planpress(&["render", SAMPLE, "--plan", PLAN, "-o", path(&pdf)]);
    assert_eq!(said.code, 0, "{}", said.error);
    let tags = Tags::of(&fs::read(&pdf).expect("the PDF was written"));
    assert!(tags.pages > 1);
    let preview = |page: &String| page.replace('\u{a0}', " ").contains("Preview, not for sending");
    assert!(tags.drawn.iter().all(preview), "a page doesn't say that it is a preview");

    let said =
        planpress(&["render", SAMPLE, "--plan", PLAN, "--recipient", "p-jean", "-o", path(&pdf)]);
    assert_eq!(said.code, 0, "{}", said.error);
    let tags = Tags::of(&fs::read(&pdf).expect("the PDF was written"));
    assert!(!tags.drawn.iter().any(preview), "the recipient's own copy says that it is a preview");

    let said = planpress(&["render", SAMPLE, "--plan", PLAN, "-o", path(&png)]);
    assert_eq!(said.code, 0, "{}", said.error);
    for page in ["look.png", "look-2.png"] {
        let picture = fs::read(out.join(page)).expect("a picture was written");
        assert!(picture.starts_with(b"\x89PNG\r\n"), "{page} is no PNG");
    }
}

/// Promise: the same seed gives the same records, another seed others, and all of them are sound.
#[test]
fn samples_can_be_made() {
    let folders: Vec<PathBuf> =
        ["a", "b", "c"].map(|name| empty_folder(&format!("cli-sample-{name}"))).into();
    for (folder, seed) in folders.iter().zip(["11", "11", "12"]) {
        let said = planpress(&["sample", "--count", "4", "--seed", seed, "--out", path(folder)]);
        assert_eq!(said.code, 0, "{}", said.error);
    }
    let read = |folder: &PathBuf| -> Vec<(String, String)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|file| file.expect("a file").path())
            .map(|file| {
                let name = file.file_name().expect("a name").to_string_lossy().into_owned();
                (name, fs::read_to_string(file).expect("a record"))
            })
            .collect();
        files.sort();
        files
    };
    let [one, same, other] = [read(&folders[0]), read(&folders[1]), read(&folders[2])];
    // With a configuration that takes their postcodes for real ones.
    assert_eq!(one.len(), 5);
    assert!(one == same, "one seed gives different records");
    assert!(one != other, "different seeds give the same records");
    let out = empty_folder("cli-sample-run");
    let said = planpress(&["run", path(&folders[0]), "--out", path(&out), "--quiet"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.error);
}

/// Promise: the schemas that are given out are schemas.
#[test]
fn schemas_are_schemas() {
    for of in ["record", "config", "decisions"] {
        let said = planpress(&["schema", of]);
        assert_eq!(said.code, 0, "{}", said.error);
        let schema: Value = serde_json::from_str(&said.out).expect("a schema is JSON");
        jsonschema::validator_for(&schema).expect("a schema is a schema");
        assert_eq!(schema["type"], "object", "{of}");
    }
}

/// Promise: a designer copies the templates out, changes a phrase, and sees it on the page, without
/// Rust; a file that nothing uses is reported.
#[test]
fn an_overlay_changes_the_page() {
    let all = empty_folder("cli-templates");
    let said = planpress(&["templates", path(&all)]);
    assert_eq!(said.code, 0, "{}", said.error);
    assert!(all.join("wording/en.yaml").is_file(), "the wording was not copied out");
    let overlay = empty_folder("cli-overlay");
    fs::create_dir_all(overlay.join("wording")).expect("a folder");
    let phrase = "end:\n  line: This is how we end it.\n";
    fs::write(overlay.join("wording/en.yaml"), phrase).expect("a phrase of its own");
    fs::write(overlay.join("misspelt.txt"), "nothing").expect("a file");
    let pdf = overlay.with_extension("pdf");
    let arguments =
        ["render", SAMPLE, "--plan", PLAN, "-o", path(&pdf), "--templates", path(&overlay)];
    let said = planpress(&arguments);
    assert_eq!(said.code, 0, "{}", said.error);
    let tags = Tags::of(&fs::read(&pdf).expect("the PDF was written"));
    assert!(tags.text().contains("This is how we end it."), "the changed phrase is on no page");

    let out = empty_folder("cli-overlay-run");
    let said = planpress(&["run", SAMPLE, "--out", path(&out), "--templates", path(&overlay)]);
    assert_eq!(said.code, 0, "{}", said.error);
    assert!(said.error.contains("TPL-01") && said.error.contains("misspelt.txt"), "{}", said.error);

    let phrase = phrase.replace("line", "lime");
    fs::write(overlay.join("wording/en.yaml"), phrase).expect("a broken wording");
    let said = planpress(&["run", SAMPLE, "--out", path(&out), "--templates", path(&overlay)]);
    assert_eq!(said.code, 1, "{}", said.error);
    for told in ["TPL-02", "`end.lime`", "did you mean `end.line`?", "wording/en.yaml:2:3"] {
        assert!(said.error.contains(told), "`{told}` is not told: {}", said.error);
    }
}

/// Promise: records can be piped in.
#[test]
fn standard_input_is_read() {
    let out = empty_folder("cli-stdin");
    let config = Path::new(ROOT).join("samples/planpress.yaml");
    let mut child = command(&["run", "-", "--out", path(&out), "--config", path(&config)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let record = fs::read(Path::new(ROOT).join(SAMPLE)).expect("a sample");
    child.stdin.take().expect("a pipe").write_all(&record).expect("it reads");
    let said: Said = child.wait_with_output().expect("it ends").into();
    assert_eq!(said.code, 0, "{}", said.error);
    assert!(said.out.contains("1 copy made"), "{}", said.out);
}

/// Promise: nothing is written into a folder that holds something else; the same folder may be used
/// again by the next run.
#[test]
fn a_foreign_folder_is_refused() {
    let out = empty_folder("cli-foreign");
    let theirs = out.join("theirs.txt");
    fs::write(&theirs, "important").expect("a file");
    let said = planpress(&["run", SAMPLE, "--out", path(&out)]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.error.contains("choose another folder"), "{}", said.error);
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), 1, "something was written");
    fs::remove_file(theirs).expect("a file");
    for time in ["first", "second"] {
        let said = planpress(&["run", SAMPLE, "--out", path(&out)]);
        assert_eq!(said.code, 0, "the {time} run: {}", said.error);
    }
}

/// Promise: every command says what it does, with an example.
#[test]
fn every_command_has_help_with_an_example() {
    let said = planpress(&["--help"]);
    assert_eq!(said.code, 0);
    let commands: Vec<&str> = said
        .out
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() >= 5, "commands: {commands:?}");
    for name in commands {
        let help = planpress(&[name, "--help"]);
        assert_eq!(help.code, 0, "{name}");
        assert!(help.out.contains(&format!("Example: planpress {name}")), "{name}: {}", help.out);
    }
}
