//! A designer at work: the look changes, breaks and is mended, and the copy follows.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Command, FromArgMatches};

use super::round::{Bench, Round};
use crate::batch::write_whole;
use crate::cli::wanted::{MadeAs, Wanted, numbered};
use crate::finding::Finding;

/// A folder with a record and Thornmere's look, and the bench that watches it.
struct Desk {
    folder: tempfile::TempDir,
    bench: Bench,
}

impl Desk {
    fn new(output: &str) -> Self {
        Self::with(output, &[])
    }

    /// The same, with files that were there before.
    fn with(output: &str, files: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            fs::File::create(folder.path().join(name)).unwrap();
        }
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let record = samples.join("01-desmond-minor-service.yaml");
        fs::copy(record, folder.path().join("record.yaml")).unwrap();
        let council = samples.join("councils/thornmere");
        for entry in walkdir::WalkDir::new(&council) {
            let from = entry.unwrap().into_path();
            let to = folder.path().join(from.strip_prefix(&council).unwrap());
            if from.is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(from, to).unwrap();
            }
        }
        let record = folder.path().join("record.yaml");
        let arguments = [
            "watch".as_ref(),
            record.as_os_str(),
            "--plan".as_ref(),
            "BH-2026-0141".as_ref(),
            "-o".as_ref(),
            folder.path().join(output).as_os_str(),
        ]
        .map(ToOwned::to_owned);
        let matches = Wanted::augment_args(Command::new("watch")).get_matches_from(arguments);
        let wanted = Wanted::from_arg_matches(&matches).unwrap();
        let made_as = wanted.made_as().unwrap();
        Self { bench: Bench::new(wanted, made_as), folder }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        write_whole(&self.at(name), text.as_bytes()).unwrap();
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.at(name)).unwrap()
    }

    /// What comes of a change once it is whole; of nothing else.
    fn after(&mut self, name: &str, text: &str) -> Round {
        assert!(self.bench.turn().is_none(), "something is made without a change");
        self.write(name, text);
        assert!(self.bench.turn().is_none(), "a file that is being written is used");
        let round = self.bench.turn().expect("a change is seen");
        assert_eq!(round.error, None);
        assert!(round.line(Duration::ZERO).contains(name), "{}", round.line(Duration::ZERO));
        round
    }
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn a_colour_and_a_phrase_change_the_page() {
    let mut desk = Desk::new("page.png");
    let first = desk.bench.turn().expect("the first copy");
    assert!(first.line(Duration::from_millis(250)).contains(" pages in 250 ms, "));
    let mut pages = vec![desk.read("page.png")];
    desk.after("look/theme/colours.yaml", "words: {accent: \"#003078\"}\n");
    pages.push(desk.read("page.png"));
    let council = String::from_utf8(desk.read("planpress.yaml")).unwrap();
    desk.after("planpress.yaml", &council.replace("Adult Social Care", "Care at Home"));
    pages.push(desk.read("page.png"));
    let record = String::from_utf8(desk.read("record.yaml")).unwrap();
    desk.after("record.yaml", &record.replace("Desmond", "Osmond"));
    pages.push(desk.read("page.png"));
    pages.dedup();
    assert_eq!(pages.len(), 4, "a change is not on the page");
}

#[test]
fn what_breaks_is_told_at_its_line_and_the_last_copy_stays() {
    let mut desk = Desk::new("page.pdf");
    let tokens = crate::template::built_in()["theme/tokens.typ"].clone();
    let tokens = std::str::from_utf8(&tokens).unwrap();
    desk.write("look/theme/tokens.typ", tokens);
    desk.bench.turn().expect("the first copy");
    let config = String::from_utf8(desk.read("planpress.yaml")).unwrap();
    let record = String::from_utf8(desk.read("record.yaml")).unwrap();

    // Each broken as by an editor that was caught in the middle, then mended.
    for (name, whole, broken, rule, line) in [
        ("look/theme/tokens.typ", tokens, "// Sizes.\n#let size = (", "TPL-03", "#let size = ("),
        (
            "look/theme/tokens.typ",
            tokens,
            "#let colours = 1\n#let a = colours.b\n",
            "TPL-03",
            "#let a = colours.b",
        ),
        (
            "look/theme/colours.yaml",
            "",
            "words:\n  accent: \"#eeeeee\"\n",
            "TPL-04",
            "  accent: \"#eeeeee\"",
        ),
        ("look/wording/en.yaml", "", "end:\n  line: \"The e\n", "TPL-05", "  line: \"The e"),
        ("look/sections.yaml", "sections: []\n", "sections:\n  - id: [", "REC-07", "  - id: ["),
        ("planpress.yaml", &config, "council: {name: ", "REC-07", "council: {name: "),
        ("record.yaml", &record, &record[..200], "REC-07", ""),
    ] {
        let good = desk.read("page.pdf");
        let round = desk.after(name, broken);
        assert!(round.paths.is_empty(), "{name}: {:?}", round.paths);
        let told = round.findings.iter().find(|finding| {
            let shown = finding.snippet.as_ref().map_or("", |snippet| &snippet.line);
            finding
                .place
                .as_ref()
                .is_some_and(|place| *place.file == *desk.at(name).to_string_lossy())
                && (line.is_empty() || (finding.rule.id == rule && shown == line))
        });
        assert!(told.is_some(), "{name}: {:#?}", round.findings);
        assert!(round.line(Duration::ZERO).contains("the last copy stays"));
        assert!(desk.read("page.pdf") == good, "{name}: another copy");
        let mended = desk.after(name, whole);
        assert_eq!(mended.paths, [desk.at("page.pdf")], "{name}: {:#?}", mended.findings);
    }
}

#[test]
fn a_page_that_breaks_its_promise_is_shown_and_told() {
    let mut desk = Desk::new("page.png");
    let first = desk.bench.turn().expect("the first copy");
    assert!(first.paths.len() > 1, "{:?}", first.paths);
    for page in 1..=first.paths.len() {
        let picture = image::open(numbered(&desk.at("page.png"), page)).expect("a picture");
        assert_eq!(picture.to_rgba8().get_pixel(2, 2).0, [255; 4], "page {page} has no ground");
    }
    let round = desk.after(
        "look/theme/document.typ",
        "#let document-design(..) = {\n  set text(size: 6pt, fill: silver)\n  [Small and pale]\n}\n",
    );
    assert_eq!(rules(&round.findings), ["FMT-02", "FMT-13", "FMT-15"]);
    assert_eq!(round.paths, [desk.at("page.png")]);
    assert!(!desk.at("page-2.png").exists(), "a page of an earlier copy stays");
}

#[test]
fn pages_that_stay_as_they_were_are_not_written_again() {
    let mut desk = Desk::new("page.png");
    let pages = desk.bench.turn().expect("the first copy").paths;
    let written = || pages.iter().map(|page| fs::metadata(page).unwrap().modified().unwrap());
    let before: Vec<_> = written().collect();
    desk.after("look/wording/en.yaml", "end: {line: That was all of it.}\n");
    let changed: Vec<bool> = written().zip(before).map(|(now, before)| now != before).collect();
    let (last, others) = changed.split_last().expect("pages");
    assert!(*last && others.iter().all(|changed| !changed), "{changed:?}");
}

#[test]
fn what_an_earlier_watch_left_half_written_is_removed() {
    let left = ["page.png", "page-2.png", "page-2.png.part", "page-3.png.part", "other.png.part"];
    let desk = Desk::with("page.png", &left);
    let there: Vec<&str> = left.into_iter().filter(|name| desk.at(name).exists()).collect();
    assert_eq!(there, ["page.png", "page-2.png", "other.png.part"]);
}

#[test]
fn a_name_that_is_neither_kind_is_refused() {
    let wanted = |arguments: &[&str]| {
        let always = ["watch", "in.yaml", "--plan", "P-1"];
        let matches = Wanted::augment_args(Command::new("watch"))
            .get_matches_from(always.iter().chain(arguments));
        Wanted::from_arg_matches(&matches).unwrap().made_as()
    };
    assert_eq!(wanted(&["-o", "a.pdf"]), Ok(MadeAs::Pdf));
    assert_eq!(wanted(&["-o", "a.png", "--zones"]), Ok(MadeAs::Pictures));
    assert!(wanted(&["-o", "a.pdf", "--zones"]).is_err());
    assert!(wanted(&["-o", "a.jpg"]).is_err());
}
