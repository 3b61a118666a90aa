//! `planpress run`: the main job.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::progress::Bar;
use super::settings::{Settings, Source};
use super::talk::counted;
use super::{DONE, FAILED, INCOMPLETE, INTEGRITY, settings, talk};
use crate::batch::{self, Counts, Foreseen, Options, Summary};

/// The most findings on the terminal; all of them are in the report.
const MOST_FINDINGS: usize = 50;

/// Read records, work out copies, render, inspect, write, report.
///
/// With --dry-run nothing is made or written: it tells what a run would print, send and hold, by the
/// words of each copy. Sheets are an estimate, within about one in twenty over a run.
///
/// Example: planpress run samples --out out
#[derive(Args, Debug)]
pub(super) struct Run {
    /// The folder for everything that the run makes.
    #[arg(long, short, required_unless_present = "dry_run")]
    out: Option<PathBuf>,
    /// Make nothing, and tell what a run would come to: sheets, envelopes, postage, what waits.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    settings: Settings,
    /// Make the copies of restricted records too, in a tree of their own.
    #[arg(long)]
    include_restricted: bool,
    /// The run's date, YYYY-MM-DD, against which requests and reviews are judged; never printed on
    /// a plan [default: run.date of the configuration, else today].
    #[arg(long)]
    date: Option<Date>,
    /// How many documents at once [default: all cores].
    #[arg(long, short)]
    jobs: Option<usize>,
    #[command(flatten)]
    source: Source,
    /// Print the counts as one JSON object on standard output.
    #[arg(long)]
    json: bool,
    /// Say only what went wrong.
    #[arg(long, short)]
    quiet: bool,
}

impl Run {
    pub(super) fn execute(self) -> u8 {
        let (config, decisions) = match self.settings.read(&self.source.inputs) {
            Ok(settings) => settings,
            Err(findings) => {
                talk::findings(&findings, MOST_FINDINGS);
                return FAILED;
            }
        };
        let options = Options {
            decisions,
            include_restricted: self.include_restricted,
            inputs: self.source.inputs,
            format: self.source.input_format,
            out: self.out.unwrap_or_default(),
            date: settings::date(self.date, &config),
            config,
            jobs: self.jobs,
        };
        let bar = Bar::new(self.quiet || self.json);
        if self.dry_run {
            let result = batch::forecast(&options, &bar);
            bar.finish();
            return match result {
                Ok(foreseen) => tell(&foreseen, self.json, self.quiet),
                Err(fatal) => {
                    talk::fatal(&fatal);
                    FAILED
                }
            };
        }
        let result = batch::run(&options, &bar);
        bar.finish();
        match result {
            Ok(summary) => finish(&summary, &options, self.json, self.quiet),
            Err(fatal) => {
                talk::fatal(&fatal);
                FAILED
            }
        }
    }
}

fn finish(summary: &Summary, options: &Options, json: bool, quiet: bool) -> u8 {
    talk::findings(&summary.findings, MOST_FINDINGS);
    let Counts {
        records,
        used,
        quarantined,
        made,
        held,
        suppressed,
        pages,
        tasks,
        warnings,
        mailpieces,
        sheets,
        print_files,
        ..
    } = summary.counts;
    if json {
        talk::say(&serde_json::to_string(&summary.counts).unwrap_or_default());
    } else if !quiet {
        talk::say(&format!(
            "{} made ({})",
            counted(made, "copy", "copies"),
            counted(pages, "page", "pages")
        ));
        if mailpieces > 0 {
            talk::say(&format!(
                "{} in {} ({})",
                counted(mailpieces, "mailpiece", "mailpieces"),
                counted(print_files, "print file", "print files"),
                counted(sheets, "sheet", "sheets")
            ));
        }
        let lines = [(held, "waiting for a decision"), (suppressed, "that must not be sent")];
        for (number, what) in lines.into_iter().filter(|(number, _)| *number > 0) {
            talk::say(&format!("{} {what}", counted(number, "copy", "copies")));
        }
        if quarantined > 0 {
            talk::say(&format!(
                "{} to fix: no copy can be made from them",
                counted(quarantined, "record", "records")
            ));
        }
        talk::say(&format!(
            "{} read, {used} used; {} for teams, {} to look at",
            counted(records, "record", "records"),
            counted(tasks, "task", "tasks"),
            counted(warnings, "thing", "things")
        ));
        talk::say(&format!("report: {}", options.out.join("report.html").display()));
    }
    if summary
        .findings
        .iter()
        .any(|finding| matches!(finding.rule.id, "PRT-04" | "PRT-05" | "PRT-09" | "RUN-02"))
    {
        return INTEGRITY;
    }
    code(&summary.counts, summary.unreadable)
}

fn code(counts: &Counts, unreadable: usize) -> u8 {
    match (counts.records, unreadable) {
        // Nothing at all could be read.
        (0, _) => FAILED,
        (_, 1..) => FAILED,
        _ if counts.held + counts.quarantined > 0 => INCOMPLETE,
        _ => DONE,
    }
}

/// What a run would come to.
fn tell(foreseen: &Foreseen, json: bool, quiet: bool) -> u8 {
    talk::findings(&foreseen.findings, MOST_FINDINGS);
    let code = code(&foreseen.counts, foreseen.unreadable);
    if json {
        talk::say(&serde_json::to_string(foreseen).unwrap_or_default());
    } else if !quiet {
        tell_in_words(foreseen);
    }
    code
}

fn tell_in_words(foreseen: &Foreseen) {
    let Foreseen { counts, print, other_ways, held, suppressed, .. } = foreseen;
    talk::say("Nothing was made. By the words of each copy, a run would come to about:");
    talk::say(&format!(
        "{} ({})",
        counted(counts.made, "copy", "copies"),
        counted(counts.pages, "page", "pages")
    ));
    talk::say(&format!(
        "{} in {} ({})",
        counted(print.mailpieces, "mailpiece", "mailpieces"),
        counted(counts.print_files, "print file", "print files"),
        counted(print.sheets, "sheet", "sheets")
    ));
    for one in &print.envelopes {
        let postage =
            one.postage.as_deref().map_or("not posted".into(), |name| name.replace('_', " "));
        talk::say(&format!(
            "  {:<8} {postage:<13} {:>6} {:>7} sheets",
            one.envelope, one.mailpieces, one.sheets
        ));
    }
    talk::say("by stream:");
    for one in &print.streams {
        let files = counted(one.batches, "print file", "print files");
        talk::say(&format!(
            "  {:<22} {:>6} {:>7} sheets, {files}",
            one.stream, one.mailpieces, one.sheets
        ));
    }
    if print.enclosures > 0 {
        talk::say(&format!("{} to put in", counted(print.enclosures, "enclosure", "enclosures")));
    }
    for (way, number) in other_ways {
        talk::say(&format!("{} by {way}", counted(*number, "copy", "copies")));
    }
    for (rules, what) in [(held, "waiting for a decision"), (suppressed, "that must not be sent")] {
        for (rule, number) in rules {
            talk::say(&format!("{} {what}: {rule}", counted(*number, "copy", "copies")));
        }
    }
    if counts.quarantined > 0 {
        let records = counted(counts.quarantined, "record", "records");
        talk::say(&format!("{records} to fix: no copy can be made from them"));
    }
}
