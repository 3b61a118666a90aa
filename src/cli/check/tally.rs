//! How many findings of which rule, and for which team.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::check::readability::Figures;
use crate::finding::{Finding, Severity, rules};

/// The counts of a piece, or of the whole input.
#[derive(Default)]
pub(super) struct Tally {
    records: usize,
    /// Records with something that blocks.
    blocked: usize,
    of_all: Severities,
    by_rule: BTreeMap<&'static str, usize>,
    by_team: BTreeMap<String, Severities>,
    /// How texts read, by language tag and whether they are easy read.
    read: BTreeMap<(String, bool), Reading>,
}

/// Sums from which the figures of many records are worked out.
#[derive(Clone, Copy, Default)]
struct Reading {
    words: usize,
    sentences: usize,
    /// Words of records that have the figure, and the figure times these words.
    flesch: (usize, f64),
    hard: (usize, f64),
}

impl Reading {
    fn add(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        for (sum, more) in [(&mut self.flesch, other.flesch), (&mut self.hard, other.hard)] {
            sum.0 += more.0;
            sum.1 += more.1;
        }
    }

    fn of(figures: &Figures) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a record has fewer words than 2^52")]
        let weighted = |figure: Option<f64>| {
            figure.map_or((0, 0.0), |figure| (figures.words, figure * figures.words as f64))
        };
        Self {
            words: figures.words,
            sentences: figures.sentences,
            flesch: weighted(figures.flesch_reading_ease),
            hard: weighted(figures.hard_words),
        }
    }

    /// Words a sentence, Flesch reading ease, and the share of hard words, as far as there are such.
    #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
    fn figures(self) -> [Option<f64>; 3] {
        let part = |(words, sum): (usize, f64)| (words > 0).then(|| sum / words as f64);
        let sentence = (self.sentences > 0).then(|| self.words as f64 / self.sentences as f64);
        [sentence, part(self.flesch), part(self.hard)]
    }

    fn in_words(self) -> String {
        let [sentence, flesch, hard] = self.figures();
        let mut parts = vec![counted(self.words, "word")];
        parts.extend(sentence.map(|words| format!("{words:.1} words a sentence")));
        parts.extend(flesch.map(|ease| format!("Flesch reading ease {ease:.0}")));
        parts.extend(hard.map(|share| format!("{:.1} % hard words", share * 100.0)));
        parts.join(", ")
    }
}

/// How many of each severity.
#[derive(Clone, Copy, Default)]
struct Severities {
    block: usize,
    warn: usize,
    info: usize,
}

impl Severities {
    fn count(&mut self, severity: Severity) {
        *match severity {
            Severity::Block => &mut self.block,
            Severity::Warn => &mut self.warn,
            Severity::Info => &mut self.info,
        } += 1;
    }

    fn add(&mut self, other: Self) {
        self.block += other.block;
        self.warn += other.warn;
        self.info += other.info;
    }

    /// `2 errors, 1 warning`; empty where there is nothing.
    fn in_words(self) -> String {
        let parts = [(self.block, "error"), (self.warn, "warning"), (self.info, "note")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| counted(number, what))
            .collect();
        parts.join(", ")
    }

    fn as_json(self) -> Value {
        json!({ "block": self.block, "warn": self.warn, "info": self.info })
    }
}

impl Tally {
    /// Whose findings are about files, and about records that can't be read.
    pub(super) const INPUT: &'static str = "business support (what can't be read)";
    /// Whose findings are about a record that names no team, in a council that names none.
    pub(super) const NO_TEAM: &'static str = "no team named";

    /// One record more.
    pub(super) fn record(&mut self, is_blocked: bool) {
        self.records += 1;
        self.blocked += usize::from(is_blocked);
    }

    /// One finding more, for a team.
    pub(super) fn count(&mut self, finding: &Finding, team: &str) {
        self.of_all.count(finding.severity);
        *self.by_rule.entry(finding.rule.id).or_default() += 1;
        match self.by_team.get_mut(team) {
            Some(severities) => severities.count(finding.severity),
            None => self.by_team.entry(team.to_owned()).or_default().count(finding.severity),
        }
    }

    /// How the texts of one record read.
    pub(super) fn read(&mut self, figures: &[(String, Figures)], is_easy: bool) {
        for (language, figures) in figures {
            let key = (language.clone(), is_easy);
            self.read.entry(key).or_default().add(Reading::of(figures));
        }
    }

    /// Another piece's counts.
    pub(super) fn add(&mut self, other: Self) {
        self.records += other.records;
        self.blocked += other.blocked;
        self.of_all.add(other.of_all);
        for (rule, number) in other.by_rule {
            *self.by_rule.entry(rule).or_default() += number;
        }
        for (team, severities) in other.by_team {
            self.by_team.entry(team).or_default().add(severities);
        }
        for (key, reading) in other.read {
            self.read.entry(key).or_default().add(reading);
        }
    }

    pub(super) fn records(&self) -> usize {
        self.records
    }

    /// Findings that block.
    pub(super) fn blocking(&self) -> usize {
        self.of_all.block
    }

    /// The summary for people.
    pub(super) fn in_words(&self) -> String {
        let records = counted(self.records, "record");
        let found = self.of_all.in_words();
        if found.is_empty() {
            return format!("{records} checked: nothing found\n{}", self.readability());
        }
        let mut text = format!("{records} checked: {found}");
        if self.blocked > 0 {
            let _ = write!(text, "; {} not to be signed off yet", counted(self.blocked, "record"));
        }
        text.push_str("\n\nBy rule\n");
        let numbers = self.by_rule.values().map(|number| number.to_string().len());
        let width = numbers.max().unwrap_or(1);
        for rule in rules() {
            if let Some(number) = self.by_rule.get(rule.id) {
                let _ = writeln!(text, "  {number:>width$}  {:<7} {}", rule.id, rule.title);
            }
        }
        text.push_str("\nBy team\n");
        for (team, severities) in &self.by_team {
            let _ = writeln!(text, "  {team}: {}", severities.in_words());
        }
        text + &self.readability()
    }

    /// How the texts read, in words; nothing where there are none.
    fn readability(&self) -> String {
        let mut text = String::new();
        for ((language, is_easy), reading) in &self.read {
            let heading = if text.is_empty() { "\nHow the texts read\n" } else { "" };
            let language = match language.as_str() {
                "en" => "English",
                "cy" => "Welsh",
                other => other,
            };
            let easy = if *is_easy { ", easy read" } else { "" };
            let _ = writeln!(text, "{heading}  {language}{easy}: {}", reading.in_words());
        }
        text
    }

    /// The summary for programs.
    pub(super) fn as_json(&self) -> Value {
        let teams: BTreeMap<&str, Value> = self
            .by_team
            .iter()
            .map(|(team, severities)| (team.as_str(), severities.as_json()))
            .collect();
        let readability = self.read.iter().map(|((language, is_easy), reading)| {
            let [sentence, flesch, hard] = reading.figures();
            json!({
                "language": language,
                "easy_read": is_easy,
                "words": reading.words,
                "words_per_sentence": sentence,
                "flesch_reading_ease": flesch,
                "hard_words": hard,
            })
        });
        json!({
            "records": self.records,
            "blocked": self.blocked,
            "findings": self.of_all.as_json(),
            "rules": self.by_rule,
            "teams": teams,
            "readability": readability.collect::<Vec<_>>(),
        })
    }
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readability_is_weighted_by_words() {
        let figures = |words, flesch| Figures {
            words,
            sentences: words / 10,
            words_per_sentence: 10.0,
            flesch_reading_ease: flesch,
            hard_words: None,
        };
        let mut tally = Tally::default();
        tally.read(&[("en".into(), figures(300, Some(80.0)))], false);
        let mut other = Tally::default();
        other.read(
            &[("en".into(), figures(100, Some(40.0))), ("cy".into(), figures(50, None))],
            false,
        );
        tally.add(other);
        let text = tally.readability();
        assert!(
            text.contains("English: 400 words, 10.0 words a sentence, Flesch reading ease 70\n")
        );
        assert!(text.contains("Welsh: 50 words, 10.0 words a sentence\n"), "{text}");
    }

    #[test]
    fn pieces_add_up() {
        let mut total = Tally::default();
        for team in ["North", "South", "North"] {
            let mut piece = Tally::default();
            piece.record(team == "South");
            piece.count(&Finding::new("REC-08", "one"), team);
            if team == "South" {
                piece.count(&Finding::new("ENG-01", "two"), team);
            }
            total.add(piece);
        }
        assert_eq!(
            total.in_words(),
            "3 records checked: 1 error, 3 warnings; 1 record not to be signed off yet\n\n\
             By rule\n  3  REC-08  a reference to an id that the record doesn't have\n  \
             1  ENG-01  no need is recorded\n\n\
             By team\n  North: 2 warnings\n  South: 1 error, 1 warning\n"
        );
        assert_eq!(total.as_json()["teams"]["South"]["block"], 1);
        assert_eq!((total.records(), total.blocking()), (3, 1));
        assert_eq!(Tally::default().in_words(), "0 records checked: nothing found\n");
    }
}
