//! The acceptance checks by number, over every sample in every edition, size and language.
//!
//! A check looks at one document ([`Subject`]) and says what it measured and what is wrong.
//! [`controls`] has a document that fails each of them.

mod claims;
mod controls;
mod files;
mod matrix;
mod pages;
mod right_to_left;
mod subject;
mod table;
mod texts;
mod trees;
mod words;

use std::collections::BTreeMap;

use crate::stage::{none, on_two_threads};
use matrix::{CASES, Case};
use subject::Subject;

/// What a check found in one document.
pub struct Judged {
    /// What was measured, where it is a number.
    pub value: Option<f64>,
    /// What is wrong.
    pub problems: Vec<String>,
}

impl Judged {
    /// So many things are wrong, and each is one too many.
    fn count(problems: Vec<String>) -> Self {
        Self { value: Some(problems.len() as f64), problems }
    }

    /// A value that must be within a limit.
    fn within(value: f64, is_within: bool, what: &str) -> Self {
        let problems = if is_within { Vec::new() } else { vec![format!("{what}: {value}")] };
        Self { value: Some(value), problems }
    }
}

/// Which end of the measured values is the worst.
#[derive(Clone, Copy, PartialEq)]
pub enum Worst {
    /// Such as the smallest type.
    Least,
    /// Such as the longest line.
    Most,
}

/// One acceptance check.
pub struct Check {
    /// Its number, with a letter where one number has several.
    pub number: &'static str,
    /// What it is about.
    pub subject: &'static str,
    /// The limit in words.
    pub limit: &'static str,
    /// Which end of its values is the worst.
    pub worst: Worst,
    /// None where it does not apply to the document.
    pub judge: fn(&Subject) -> Option<Judged>,
}

/// Every check, in the order of its number.
pub const CHECKS: &[Check] = &[
    Check {
        number: "1",
        subject: "PDF/UA-1 and PDF/A-2a",
        limit: "0 broken rules",
        worst: Worst::Most,
        judge: files::conformance,
    },
    Check {
        number: "3",
        subject: "Title, language, direction",
        limit: "0 wrong",
        worst: Worst::Most,
        judge: files::title_language_direction,
    },
    Check {
        number: "4",
        subject: "No text loose in the tag tree",
        limit: "0 pieces",
        worst: Worst::Most,
        judge: trees::nothing_loose,
    },
    Check {
        number: "5",
        subject: "Headings: one title, no level skipped, bookmarks the same",
        limit: "0 wrong",
        worst: Worst::Most,
        judge: trees::headings,
    },
    Check {
        number: "5a",
        subject: "Headings alone at the foot of a page",
        limit: "0",
        worst: Worst::Most,
        judge: pages::headings_at_foot,
    },
    Check {
        number: "6",
        subject: "Tables: headers with scope, cells that name them",
        limit: "0 wrong",
        worst: Worst::Most,
        judge: trees::tables,
    },
    Check {
        number: "7",
        subject: "Alt text of every figure",
        limit: "3 to 125 characters, 0 wrong",
        worst: Worst::Most,
        judge: trees::alt_texts,
    },
    Check {
        number: "8",
        subject: "What another reader extracts is what was written",
        limit: "0 pages differ",
        worst: Worst::Most,
        judge: texts::extracted_as_written,
    },
    Check {
        number: "9a",
        subject: "Every word shown is in the tag tree",
        limit: "0 silent words",
        worst: Worst::Most,
        judge: texts::nothing_silent,
    },
    Check {
        number: "9b",
        subject: "Every word of the data is in the tag tree, in reading order",
        limit: "0 lost or out of order",
        worst: Worst::Most,
        judge: texts::everything_in_order,
    },
    Check {
        number: "10",
        subject: "Smallest type, less what was promised (pt)",
        limit: "0 or more",
        worst: Worst::Least,
        judge: pages::type_size,
    },
    Check {
        number: "11",
        subject: "Least line spacing (em)",
        limit: "1.4; 1.3 from 24 pt",
        worst: Worst::Least,
        judge: pages::line_spacing,
    },
    Check {
        number: "12",
        subject: "Longest line (characters)",
        limit: "75",
        worst: Worst::Most,
        judge: pages::measure,
    },
    Check {
        number: "13",
        subject: "Least contrast of text",
        limit: "7:1",
        worst: Worst::Least,
        judge: pages::contrast,
    },
    Check {
        number: "13a",
        subject: "Least contrast of frames and rules",
        limit: "3:1",
        worst: Worst::Least,
        judge: pages::rule_contrast,
    },
    Check {
        number: "14",
        subject: "Italics, underlining, capitals, even right edges, divided words",
        limit: "0",
        worst: Worst::Most,
        judge: pages::style_bans,
    },
    Check {
        number: "15",
        subject: "Upright A4, each page with its number in one place",
        limit: "0 pages wrong",
        worst: Worst::Most,
        judge: pages::page,
    },
    Check {
        number: "16",
        subject: "Easy read: words of the longest sentence",
        limit: "15",
        worst: Worst::Most,
        judge: words::longest_sentence,
    },
    Check {
        number: "16a",
        subject: "Easy read: sentences that go on over a page",
        limit: "0",
        worst: Worst::Most,
        judge: pages::sentences_over_pages,
    },
    Check {
        number: "16b",
        subject: "Easy read: rows without a picture",
        limit: "0",
        worst: Worst::Most,
        judge: words::rows_without_picture,
    },
    Check {
        number: "16c",
        subject: "Easy read: pages of a booklet, or of a part of a long document",
        limit: "20",
        worst: Worst::Most,
        judge: words::pages_of_a_booklet,
    },
    Check {
        number: "16d",
        subject: "Easy read: hard words neither explained nor listed at the end",
        limit: "0",
        worst: Worst::Most,
        judge: words::unexplained_words,
    },
    Check {
        number: "17",
        subject: "Reading ease of English (Flesch), a warning only",
        limit: "easy read 80, summary 70",
        worst: Worst::Least,
        judge: words::reading_ease_of,
    },
    Check {
        number: "18",
        subject: "Easy read: 24-hour clock, %, symbols, Roman numerals",
        limit: "0",
        worst: Worst::Most,
        judge: words::hard_numbers,
    },
    Check {
        number: "19",
        subject: "Numbers, dates and postcodes divided between lines",
        limit: "0",
        worst: Worst::Most,
        judge: pages::divided_numbers,
    },
    Check {
        number: "20",
        subject: "Digits of a number in another order than written",
        limit: "0 numbers",
        worst: Worst::Most,
        judge: pages::order_of_digits,
    },
    Check {
        number: "21",
        subject: "Pages of the PDF beyond those laid out; blank pages",
        limit: "0",
        worst: Worst::Most,
        judge: files::page_count,
    },
];

/// Only warns: no document is wrong by it.
const WARNS: &[&str] = &["17"];

/// What does not hold yet: the check, in how many documents at most, and why.
const KNOWN: &[(&str, usize, &str)] = &[];

/// Promise: every check holds for every sample in every edition, size and language. With
/// `PLANPRESS_EDITIONS=all` every size is made; else one of each format.
#[test]
#[expect(clippy::print_stdout, reason = "the numbers belong in the report of the tests")]
fn every_check_holds() {
    let cases = &*CASES;
    let judged = on_two_threads(cases, |case| case.subject().map(|subject| judge(&subject)));
    let mut problems = Vec::new();
    let mut results = Vec::new();
    for (case, judged) in cases.iter().zip(judged) {
        match judged {
            Ok(judged) => results.extend(judged.into_iter().map(|(check, judged)| CheckResult {
                check,
                case,
                judged,
            })),
            Err(problem) => problems.push(problem),
        }
    }
    let mut failed: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
    let mut values: BTreeMap<&str, (usize, Option<f64>)> = BTreeMap::new();
    for result in &results {
        let (count, worst) = values.entry(result.check.number).or_default();
        *count += 1;
        *worst = result.check.worse(*worst, result.judged.value);
        if !WARNS.contains(&result.check.number) {
            let told = result.judged.problems.iter().map(|problem| {
                format!(
                    "check {} ({}): {}: {problem}",
                    result.check.number,
                    result.check.subject,
                    result.case.name()
                )
            });
            failed.entry(result.check.number).or_default().push(told.collect::<Vec<_>>());
        }
    }
    for (number, documents) in failed {
        let wrong = documents.iter().filter(|problems| !problems.is_empty()).count();
        let known = KNOWN.iter().find(|(known, ..)| *known == number);
        match known {
            Some((_, most, why)) if wrong <= *most => {
                println!("check {number:>3}  fails in {wrong} documents: {why}");
                documents.concat().iter().for_each(|problem| println!("    {problem}"));
            }
            _ => problems.extend(documents.concat()),
        }
    }
    for check in CHECKS {
        let (count, worst) = values.get(check.number).copied().unwrap_or_default();
        println!(
            "check {:>3}  {:4} documents  worst {:>7}  limit {}  {}",
            check.number,
            count,
            worst.map_or("-".into(), |worst| format!("{worst:.2}")),
            check.limit,
            check.subject
        );
        if count == 0 {
            problems.push(format!("check {} looked at nothing", check.number));
        }
    }
    problems.extend(table::differences(&results));
    none(&problems, "checks fail");
}

/// What one check found in one document of the matrix.
pub struct CheckResult<'a> {
    check: &'static Check,
    case: &'a Case,
    judged: Judged,
}

/// Every check that applies to a document, with what it found.
fn judge(subject: &Subject) -> Vec<(&'static Check, Judged)> {
    CHECKS.iter().filter_map(|check| Some((check, (check.judge)(subject)?))).collect()
}

impl Check {
    /// The worse of two values.
    fn worse(&self, one: Option<f64>, other: Option<f64>) -> Option<f64> {
        let worse = |one: f64, other: f64| match self.worst {
            Worst::Least => one.min(other),
            Worst::Most => one.max(other),
        };
        match (one, other) {
            (Some(one), Some(other)) => Some(worse(one, other)),
            (one, other) => one.or(other),
        }
    }
}
