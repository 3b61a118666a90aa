//! `planpress check`: everything that is wrong with every record, before anybody signs it off.
//! Nothing is written but the SARIF file that is asked for.

mod judge;
mod ordered;
mod output;
mod tally;

use std::io::{self, IsTerminal};
use std::num::NonZero;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use self::judge::Judge;
use self::output::{Output, Style};
use self::tally::Tally;
use super::settings::{Configured, input_format};
use super::{DONE, FAILED, INCOMPLETE, settings, talk};
use crate::check::{configured, explain};
use crate::finding::{Finding, Severity, rule, rules};
use crate::source::{Format, Inputs, Limits, index};
use crate::template::Templates;

/// Wrong usage, as `clap` has it.
const USAGE: u8 = 2;

/// Say what is missing, wrong or dangerous in every record: where, why it matters, what to do.
///
/// Records are judged as `run` judges them, and nothing is made. Lines of records are shown on a
/// terminal only, or with --show-lines. Ends with a summary by rule and by team. Exit code 3 where
/// something must not be signed off yet.
///
/// Example: planpress check samples
#[derive(Args, Debug)]
pub(super) struct Check {
    /// Files, folders, or - for standard input (YAML, JSON, NDJSON).
    #[arg(required_unless_present = "rules")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    configured: Configured,
    /// The date, YYYY-MM-DD, against which requests and reviews are judged [default: run.date of
    /// the configuration, else today].
    #[arg(long)]
    date: Option<Date>,
    /// The format of the input, where its name does not tell: yaml, json, ndjson.
    #[arg(long, value_parser = input_format)]
    input_format: Option<Format>,
    /// How many records at once [default: all cores].
    #[arg(long, short)]
    jobs: Option<NonZero<usize>>,
    /// Print each finding as one JSON object on a line, without any text of a person.
    #[arg(long)]
    json: bool,
    /// Also write the findings to a file as SARIF 2.1.0, without any text of a person.
    #[arg(long, value_name = "FILE")]
    sarif: Option<PathBuf>,
    /// List every rule, or explain one, and judge nothing.
    #[arg(long, value_name = "RULE", num_args = 0..=1)]
    rules: Option<Option<String>>,
    /// Show the lines of records even where the output is no terminal.
    #[arg(long, conflicts_with = "json")]
    show_lines: bool,
    /// Only what must not be signed off.
    #[arg(long, short)]
    quiet: bool,
    /// Only the summary.
    #[arg(long)]
    summary_only: bool,
}

impl Check {
    pub(super) fn execute(self) -> u8 {
        match &self.rules {
            Some(None) => list(self.json),
            Some(Some(id)) => explained(id, self.json),
            None => self.judge(),
        }
    }

    fn judge(self) -> u8 {
        let config = match self.configured.read(&self.inputs) {
            Ok(config) => config,
            Err(findings) => {
                talk::findings(&findings, usize::MAX);
                return FAILED;
            }
        };
        let loaded = Templates::load(config.templates.as_deref(), config.fonts.as_deref());
        let (templates, findings) = match loaded {
            Ok(loaded) => loaded,
            Err(findings) => {
                talk::findings(&findings, usize::MAX);
                return FAILED;
            }
        };
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok());
        let jobs = jobs.map_or(1, NonZero::get);
        let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(jobs).build() else {
            talk::error(&format!("can't start {jobs} threads"));
            return FAILED;
        };
        let inputs = Inputs::open(&self.inputs, self.input_format);
        let index = pool.install(|| index(&inputs, &Limits::default()));
        let mut output = match Output::open(self.style(), self.sarif.as_deref()) {
            Ok(output) => output,
            Err(error) => return cannot_write(&error),
        };
        let date = settings::date(self.date, &config);
        let judge = Judge::new(&index, &config, templates.lists(), date, output.style());
        let mut total = Tally::default();
        let whole = [findings, index.findings.clone()].concat();
        let mut take = |checked: judge::Checked| {
            total.add(checked.tally);
            output.write(&checked.printed)
        };
        if take(judge.of_no_record(&whole)).is_continue() {
            ordered::in_order(judge.pieces(), jobs, |piece| judge.piece(piece), take);
        }
        // In words, or as one JSON object where that alone is asked for.
        match output.style() {
            Style { summary: false, .. } => {}
            Style { json: true, .. } => output.say(&format!("{}\n", total.as_json())),
            Style { .. } => output.say(&total.in_words()),
        }
        match output.finish() {
            Ok(()) => code(&whole, &total),
            Err(error) => cannot_write(&error),
        }
    }

    fn style(&self) -> Style {
        let person = io::stdout().is_terminal();
        let colour = person && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Style {
            shown: !self.summary_only,
            json: self.json,
            colour,
            lines: person || self.show_lines,
            least: if self.quiet { Severity::Block } else { Severity::Info },
            summary: self.summary_only || !(self.json || self.quiet),
            sarif: self.sarif.is_some(),
        }
    }
}

fn code(whole: &[Finding], total: &Tally) -> u8 {
    let unreadable =
        whole.iter().any(|one| one.rule.id == "REC-09" && one.severity == Severity::Block);
    if unreadable || total.records() == 0 {
        FAILED
    } else if total.blocking() > 0 {
        INCOMPLETE
    } else {
        DONE
    }
}

fn cannot_write(error: &io::Error) -> u8 {
    talk::error(&format!("can't write the findings: {error}"));
    FAILED
}

fn list(json: bool) -> u8 {
    if json {
        let lines: Vec<String> = rules().map(|rule| explain::json(rule).to_string()).collect();
        talk::say(&lines.join("\n"));
    } else {
        talk::print(&explain::list());
    }
    DONE
}

fn explained(id: &str, json: bool) -> u8 {
    let nearest = configured::nearest(id);
    // `eng-7` is what people type.
    let exact =
        rule(id).or_else(|| nearest.filter(|near| configured::is_same(near, id)).and_then(rule));
    let Some(rule) = exact else {
        let hint = nearest.map_or_else(
            || "`planpress check --rules` lists them".to_owned(),
            |nearest| format!("did you mean `{nearest}`?"),
        );
        talk::error(&format!("there is no rule `{id}`: {hint}"));
        return USAGE;
    };
    if json {
        talk::say(&explain::json(rule).to_string());
    } else {
        talk::print(&explain::explain(rule));
    }
    DONE
}
