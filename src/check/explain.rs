//! What every rule is, in words: the list, one rule in full, and the table of the documentation. The
//! catalogue and the checks say it; here it is only laid out.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::trace::asked_by;
use super::{Check, Example, checks};
use crate::finding::{Rule, Severity, Stops, rules};
use crate::plan::{Document, Regime};

/// Characters of a line.
const WIDTH: usize = 88;
/// Where the words beside a heading begin.
const INDENT: usize = 12;

/// The check of a rule, where a record alone is enough to judge it.
pub fn check_of(rule: &Rule) -> Option<&'static Check> {
    checks().find(|check| check.rule == rule.id)
}

/// Every rule in one line: id, severity, what it stops, who mends it, what it says.
pub fn list() -> String {
    let mut text = String::new();
    for rule in rules() {
        let id = id(rule);
        let severity = severity(rule.severity);
        let (stops, owner) = (stops(rule.stops), rule.owner.words());
        // Writing to a string can't fail.
        let _ = writeln!(text, "{id:<8} {severity:<8} {stops:<8} {owner:<23} {}", rule.title);
        let _ = writeln!(text, "{:51}{}", "", source(rule));
    }
    text.push_str(
        "\n† keeps its severity whatever a configuration says: it protects people.\n\
         Severity, what is stopped, who mends it, what is wrong; below it the source.\n\
         `planpress check --rules ENG-07` explains one.\n",
    );
    text
}

/// One rule in full.
pub fn explain(rule: &Rule) -> String {
    let mut text = String::new();
    beside(&mut text, &id(rule), rule.title);
    text.push('\n');
    let check = check_of(rule);
    if let Some(check) = check {
        beside(&mut text, "Why", check.why);
    }
    beside(&mut text, "Severity", &severity_in_words(rule));
    beside(&mut text, "Stops", stops_in_words(rule));
    beside(&mut text, "Owner", rule.owner.words());
    match check {
        Some(check) => beside(&mut text, "Judges", &judges(check)),
        None => beside(&mut text, "Found", found_when(rule)),
    }
    beside(&mut text, "Source", &source(rule));
    beside(&mut text, "Put right", rule.help);
    if let Some(check) = check {
        example(&mut text, "A record that fails", &check.fails);
        example(&mut text, "Put right", &check.passes);
    }
    let pages: Vec<String> =
        asked_by(rule.id).map(|(page, item)| format!("{}: {}", page.cited(), item.item)).collect();
    if !pages.is_empty() {
        text.push_str("\nAsked for by\n");
        for page in pages {
            wrapped(&mut text, &page, 2);
        }
    }
    text
}

/// What a rule looks for, and why that matters where its check says so.
pub fn why(rule: &Rule) -> String {
    let found = format!("Found: {}.", rule.title);
    match check_of(rule) {
        Some(check) => format!("{found} {}", check.why),
        None => format!("{found} Source: {}. Looked for {}.", rule.citation, found_when(rule)),
    }
}

/// One rule for programs.
pub fn json(rule: &Rule) -> Value {
    let check = check_of(rule);
    json!({
        "rule": rule.id,
        "title": rule.title,
        "severity": rule.severity,
        "fixed": rule.is_fixed(),
        "stops": rule.stops,
        "owner": rule.owner,
        "source": rule.citation,
        "unverified": rule.is_unverified(),
        "help": rule.help,
        "why": check.map(|check| check.why),
        "regimes": check.map(|check| check.regimes),
        "documents": check.map(|check| check.documents),
    })
}

/// Every rule as a table in Markdown; `held_by` names the test that holds a rule without a check.
pub fn markdown(held_by: &dyn Fn(&Rule) -> String) -> String {
    let mut page = String::from(HEAD);
    for rule in rules() {
        let check = check_of(rule);
        let (regimes, documents) = check.map_or(("–".into(), "–".into()), |check| {
            (regimes(check.regimes), documents(check.documents))
        });
        let test = if check.is_some() { "`check::tests`".into() } else { held_by(rule) };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {regimes} | {documents} | {} | {} | {test} |",
            rule.id,
            rule.title,
            severity_and_mark(rule),
            stops(rule.stops),
            rule.owner.words(),
            rule.citation,
            if rule.is_unverified() { "yes" } else { "" },
        );
    }
    page
}

/// The beginning of the documentation's table.
const HEAD: &str = "\
# Every rule

Made from the catalogue (`src/finding/catalogue/`) and the checks (`src/check/`); a test compares
them with this file. `planpress check --rules ENG-07` explains one rule, with an example that fails
and one that passes.

- **Severity**: an *error* says before sign-off “not yet”; a *warning* is looked at; a *note* is for
  the log. † keeps its severity whatever `policy.severity` says, because it protects people.
- **Stops**: what `planpress run` stops because of it. *Nothing* means that copies are made, and the
  team has a dated task: the person is owed the plan as it is.
- **Unverified**: its source could not be read in full. A rule of completeness only warns then; one
  that withholds or holds does so all the same.
- **Test**: `check::tests` has a record that breaks the rule alone, and the record put right. A rule
  that a record alone doesn't show has a file of tests that names it.

| id | what is wrong | severity | stops | who mends it | regimes | documents | source | unverified | test |
|---|---|---|---|---|---|---|---|---|---|
";

/// The id, with the mark of a rule that is fixed.
fn id(rule: &Rule) -> String {
    format!("{}{}", rule.id, if rule.is_fixed() { "†" } else { "" })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Block => "error",
        Severity::Warn => "warning",
        Severity::Info => "note",
    }
}

fn severity_and_mark(rule: &Rule) -> String {
    format!("{}{}", severity(rule.severity), if rule.is_fixed() { " †" } else { "" })
}

fn severity_in_words(rule: &Rule) -> String {
    let means = match rule.severity {
        Severity::Block => "error: do not sign this off yet",
        Severity::Warn => "warning: somebody looks at it",
        Severity::Info => "note: for the log",
    };
    let who = if rule.is_fixed() {
        ". † No configuration changes it, because it protects people"
    } else if check_of(rule).is_some() {
        "; `policy.severity` of planpress.yaml may change it"
    } else {
        ""
    };
    format!("{means}{who}")
}

fn stops(stops: Stops) -> &'static str {
    match stops {
        Stops::Nothing => "nothing",
        Stops::Item => "item",
        Stops::Copy => "copy",
        Stops::Channel => "channel",
        Stops::Record => "record",
        Stops::Batch => "batch",
    }
}

fn stops_in_words(rule: &Rule) -> &'static str {
    match (rule.stops, rule.severity) {
        (Stops::Nothing, Severity::Info) => "nothing",
        (Stops::Nothing, _) => "nothing: copies are made, and the team has a dated task",
        (Stops::Item, _) => "one item, which is left out of the copy",
        (Stops::Copy, _) => "one copy, which is held until somebody decides",
        (Stops::Channel, _) => "one way of sending; the copy may go by another",
        (Stops::Record, _) => "the record: no copy is made from it until it is put right",
        (Stops::Batch, _) => "the batch, or the whole run",
    }
}

/// When a rule is looked for that a record alone does not show.
fn found_when(rule: &Rule) -> &'static str {
    match rule.id.split('-').next().unwrap_or_default() {
        "REC" => "when records are read",
        "STA" | "SHR" | "WAL" | "ENG" => "when copies are decided, by `planpress run`",
        "FMT" | "LNG" => "when a copy is made, by `planpress run`",
        "PRT" => "when copies are addressed and counted, by `planpress run`",
        "DAT" => "when a copy's text is put together, by `planpress run`",
        "CFG" | "DEC" => "when the configuration and recorded decisions are read",
        "TPL" => "when templates and wording are loaded or used",
        _ => "while `planpress run` works",
    }
}

/// The source, and that it was not seen where it was not.
pub(crate) fn source(rule: &Rule) -> String {
    let unseen = if rule.is_unverified() { " (source not confirmed in full)" } else { "" };
    format!("{}{unseen}", rule.citation)
}

fn judges(check: &Check) -> String {
    format!("{}: {}", regimes(check.regimes), documents(check.documents))
}

fn regimes(regimes: &[Regime]) -> String {
    let all = [
        (Regime::EnglandAdult, "England adult"),
        (Regime::EnglandCarer, "England carer"),
        (Regime::WalesAdult, "Wales adult"),
        (Regime::WalesCarer, "Wales carer"),
    ];
    if all.iter().all(|(regime, _)| regimes.contains(regime)) {
        return "all".into();
    }
    listed(&all, regimes)
}

fn documents(documents: &[Document]) -> String {
    let all = [
        (Document::Plan, "plan"),
        (Document::Review, "review"),
        (Document::Confirmation, "confirmation"),
        (Document::Closure, "closure"),
        (Document::DecisionLetter, "decision letter"),
        (Document::IndependentBudget, "independent budget"),
    ];
    if all.iter().all(|(document, _)| documents.contains(document)) {
        return "all".into();
    }
    listed(&all, documents)
}

fn listed<T: PartialEq>(all: &[(T, &'static str)], some: &[T]) -> String {
    let words: Vec<&str> =
        all.iter().filter(|(one, _)| some.contains(one)).map(|(_, words)| *words).collect();
    words.join(", ")
}

/// An example, as the keys that are laid over a sound record.
fn example(text: &mut String, heading: &str, example: &Example) {
    let _ = write!(text, "\n{heading}\n");
    laid_over(text, "the sound record", example);
    for linked in example.beside {
        laid_over(text, "linked with it, the sound record", linked);
    }
}

fn laid_over(text: &mut String, what: &str, example: &Example) {
    let with: BTreeMap<String, serde_yaml::Value> =
        serde_yaml::from_str(example.with).unwrap_or_default();
    let (gone, there): (Vec<_>, Vec<_>) = with.into_iter().partition(|(_, value)| value.is_null());
    let gone: Vec<String> = gone.into_iter().map(|(key, _)| format!("`{key}`")).collect();
    let without =
        if gone.is_empty() { String::new() } else { format!(" without {}", gone.join(", ")) };
    let there: BTreeMap<String, serde_yaml::Value> = there.into_iter().collect();
    let with = if there.is_empty() { "" } else { ", with" };
    wrapped(text, &format!("{what} `{}`{without}{with}", example.sound), 2);
    if !there.is_empty() {
        let block = serde_yaml::to_string(&there).unwrap_or_default();
        for line in block.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
}

/// A heading, and its words in lines beside it.
fn beside(text: &mut String, heading: &str, words: &str) {
    let start = text.len();
    wrapped(text, words, INDENT);
    // The line begins with spaces, a byte each.
    text.replace_range(start..start + heading.chars().count(), heading);
}

/// Words in lines that all begin at the same column.
fn wrapped(text: &mut String, words: &str, indent: usize) {
    let mut width = 0;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if width > 0 && width + 1 + length <= WIDTH {
            text.push(' ');
            width += 1;
        } else {
            if width > 0 {
                text.push('\n');
            }
            text.extend(std::iter::repeat_n(' ', indent));
            width = indent;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rule;

    #[test]
    fn every_rule_is_in_the_list_and_explained() {
        let list = list();
        for rule in rules() {
            assert!(list.contains(rule.title), "{}", rule.id);
            let text = explain(rule);
            assert!(text.starts_with(rule.id) && text.ends_with('\n'), "{text}");
            assert!(text.contains("Put right"), "{text}");
            for line in text.lines().take_while(|line| !line.starts_with("A record")) {
                assert!(line.chars().count() <= WIDTH, "{line}");
            }
        }
    }

    #[test]
    fn a_rule_that_judges_records_shows_its_examples() {
        let text = explain(rule("ENG-01").unwrap());
        for part in [
            "ENG-01      no need is recorded\n",
            "Why         The plan must say",
            "Stops       nothing: copies are made",
            "Judges      England adult, England carer: plan\n",
            "Source      Care Act 2014 s.25(1)(a)\n",
            "the sound record `england_adult` without `needs`, with\n    informal_care: none\n",
            "“Care and support plans”, Your guide to care and support",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }

    #[test]
    fn a_fixed_rule_and_an_unconfirmed_source_say_so() {
        let text = explain(rule("WAL-14").unwrap());
        assert!(text.starts_with("WAL-14†") && text.contains("not confirmed in full"), "{text}");
        let text = explain(rule("REC-01").unwrap());
        assert!(text.contains("Found       when records are read"), "{text}");
    }

    #[test]
    fn lines_are_broken_between_words_and_begin_at_one_column() {
        let mut text = String::new();
        beside(&mut text, "Why", &"word ".repeat(40));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() > 1 && lines[0].starts_with("Why         word word"), "{text}");
        assert!(lines[1].starts_with("            word"), "{text}");
    }

    #[test]
    fn the_table_has_a_row_for_every_rule() {
        let page = markdown(&|rule| format!("test of {}", rule.id));
        assert_eq!(page.lines().filter(|line| line.starts_with("| ")).count(), 1 + rules().count());
        assert!(page.contains("test of REC-01") && !page.contains("test of ENG-01"));
    }
}
