//! `docs/checks.md`: which check holds in which edition, size and language.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::matrix::is_full;
use super::{CHECKS, CheckResult, WARNS};
use crate::stage::ROOT;

const START: &str = "\
# The checks of the pages

Each document of the samples is made in every edition, size and language that its record can be made
in, covers too, and every check that applies to it looks at it. This page is made by the tests
(`PLANPRESS_EDITIONS=all PLANPRESS_DOCS=overwrite cargo test --release --test suite checks`), and they
fail when it says something else. That each check can fail is shown by documents with one fault each,
in `tests/suite/checks/controls.rs`. Values that the program measures itself stand with each copy, and
with its cover, in `run.json` under `checks`.

Check 2 is that of the validators: broken PDFs that they must reject (`tests/suite/broken.rs`). Checks
22 and 23 are those of braille and HTML, which are not made; check 24 is a person's.

";

/// The table of checks, then a line for each edition, size and language.
fn page(results: &[CheckResult<'_>]) -> String {
    let mut page = START.to_owned();
    page.push_str("| check | what is looked at | limit |\n|---|---|---|\n");
    for check in CHECKS {
        let _ = writeln!(page, "| {} | {} | {} |", check.number, check.subject, check.limit);
    }
    page.push_str(
        "\n✓ holds in every document · ✗ fails in one · ! a warning only · – does not apply\n\n",
    );
    let numbers: Vec<&str> = CHECKS.iter().map(|check| check.number).collect();
    let _ = writeln!(page, "| edition | form | pt | language | {} |", numbers.join(" | "));
    let _ = writeln!(page, "|---|---|---|---|{}", "---|".repeat(numbers.len()));
    for line in lines(results) {
        let _ = writeln!(page, "{line}");
    }
    page
}

fn lines(results: &[CheckResult<'_>]) -> Vec<String> {
    let mut editions: BTreeMap<(String, String, u32, String), BTreeMap<&str, bool>> =
        BTreeMap::new();
    for CheckResult { check, case, judged } in results {
        let edition = &case.edition;
        let key = (
            edition.layout.to_string().replace('_', " "),
            edition.format.to_string().replace('_', " "),
            edition.size_pt,
            edition.language.to_string(),
        );
        let holds = editions.entry(key).or_default().entry(check.number).or_insert(true);
        *holds &= judged.problems.is_empty();
    }
    let mark = |holds: Option<&bool>, number: &str| match holds {
        None => "–",
        Some(true) => "✓",
        Some(false) if WARNS.contains(&number) => "!",
        Some(false) => "✗",
    };
    let line = |((layout, format, size, language), held): (_, BTreeMap<&str, bool>)| {
        let marks: Vec<&str> =
            CHECKS.iter().map(|check| mark(held.get(check.number), check.number)).collect();
        format!("| {layout} | {format} | {size} | {language} | {} |", marks.join(" | "))
    };
    editions.into_iter().map(line).collect()
}

/// What the page says otherwise than the results. Where not every size was made, only the lines of
/// those that were can be compared.
pub fn differences(results: &[CheckResult<'_>]) -> Vec<String> {
    let path = Path::new(ROOT).join("docs/checks.md");
    let overwrite = std::env::var("PLANPRESS_DOCS").is_ok_and(|wish| wish == "overwrite");
    if is_full() && overwrite {
        fs::write(&path, page(results)).expect("the page can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let made = page(results);
    let other = made.lines().filter(|line| !kept.lines().any(|kept| kept == *line));
    let mut differences: Vec<String> =
        other.map(|line| format!("docs/checks.md does not say: {line}")).collect();
    if is_full() && kept != made && differences.is_empty() {
        differences.push("docs/checks.md says more than was made".into());
    }
    differences
}
