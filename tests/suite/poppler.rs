//! Check 8 by a reader that is nobody's of ours: what poppler extracts from a page is what was laid out
//! there, letter by letter, in every language.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::stage::{Made, SAMPLES, none, on_two_threads};

/// The text of each page, as `pdftotext` gives it; none where it is not installed.
fn extracted(pdf: &[u8]) -> Option<Vec<String>> {
    let mut command = Command::new("pdftotext");
    command.args(["-enc", "UTF-8", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut running = command.stderr(Stdio::null()).spawn().ok()?;
    let mut input = running.stdin.take().expect("it takes a file");
    let output = std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(pdf));
        running.wait_with_output().expect("it ends")
    });
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    Some(text.split_terminator('\u{c}').map(str::to_owned).collect())
}

/// Letters and digits. Poppler joins a word that a hyphen divides at the end of a line, and our own
/// reader parts one that is drawn in pieces.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn sorted(letters: &str) -> Vec<char> {
    let mut all: Vec<char> = letters.chars().collect();
    all.sort_unstable();
    all
}

/// What is not the same on the first page of a PDF that differs from what this copy draws.
fn differs(pdf: &[u8], copy: &Made) -> Option<String> {
    let pages = extracted(pdf)?;
    if pages.len() != copy.tags.drawn.len() {
        return Some(format!("{}: {} pages", copy.name, pages.len()));
    }
    let pairs = pages.iter().zip(&copy.tags.drawn).enumerate();
    let mut wrong = pairs.filter_map(|(page, (theirs, ours))| {
        // Poppler reads columns in an order of its own: each word is looked for, and all letters counted.
        let ours = letters(ours);
        let strange = theirs.split_whitespace().find(|word| !ours.contains(&letters(word)));
        let differs = strange.is_some() || sorted(&letters(theirs)) != sorted(&ours);
        differs.then(|| format!("{}, page {}: {strange:?}", copy.name, page + 1))
    });
    wrong.next()
}

/// Promise: poppler finds every word of every page, and no other. Where it is not installed this can't
/// be seen; the whole check of the project installs it.
#[test]
fn another_reader_extracts_what_was_written() {
    let is_there = Command::new("pdftotext").arg("-v").output().is_ok();
    assert!(is_there || std::env::var_os("CI").is_none(), "pdftotext is needed");
    let copies: Vec<&Made> =
        SAMPLES.run.copies.iter().filter(|copy| copy.pdf.starts_with(b"%PDF")).collect();
    assert!(copies.len() >= 40, "only {} copies", copies.len());
    let problems = on_two_threads(&copies, |copy| differs(&copy.pdf, copy));
    let problems: Vec<String> = problems.into_iter().flatten().collect();
    none(&problems, "copies are read otherwise by poppler");
    // Two people's papers with as many pages are told apart.
    let pair = copies.iter().enumerate().find_map(|(place, one)| {
        let alike = |other: &&&Made| one.tags.pages == other.tags.pages && one.file != other.file;
        Some((one, copies[place + 1..].iter().find(alike)?))
    });
    let (one, other) = pair.expect("two copies with as many pages");
    assert!(!is_there || differs(&one.pdf, other).is_some());
}
