//! The report that a person looks at first: one page of HTML that needs nothing beside it.
//!
//! Everything below is put into plain words and counted here; `report.hbs` only lays it out, and
//! escapes it. Of a finding it takes the message, the help, the field and the place, never the
//! label or the line, which may hold personal text.

mod print;
mod sections;
mod tasks;
#[cfg(test)]
mod tests;
mod words;

use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderError, html_escape,
};
use jiff::civil::Date;
use serde::Serialize;

use self::print::PrintRoom;
use self::sections::{Item, Made, Reason, Section, broken, copies, made, records, warnings};
use self::words::{counted, grouped, rest, sentence};
use crate::batch::outcome::{GroupOutcome, State};
use crate::batch::report::Counts;
use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::plan::LanguageTag;
use crate::print::{Accuracy, Arranged};

const TEMPLATE: &str = include_str!("../report.hbs");

/// Copies that wait are shown one by one up to here, and by rule beyond.
const MOST_ONE_BY_ONE: usize = 20;
/// Records to fix that are shown.
const MOST_TO_FIX: usize = 200;
/// Copies made that are shown.
const MOST_MADE: usize = 500;

/// The page.
pub(super) fn page(
    (config, date): (&Config, Date),
    counts: &Counts,
    findings: &[Finding],
    outcomes: &[GroupOutcome],
    room: (&Arranged, &Accuracy),
) -> String {
    let view = View::new((config, date), counts, findings, outcomes, room);
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_helper("prose", Box::new(prose));
    // The template is part of the program and tested; a whole run must not fail with it even so.
    engine.render_template(TEMPLATE, &view).unwrap_or_else(|_| {
        format!(
            "<!DOCTYPE html><html lang=\"en-GB\"><title>Run report</title><p>{}. \
             The report could not be laid out; run.json says the same.</p></html>",
            view.copies_add_up
        )
    })
}

/// Writes a sentence, with what stands in backquotes as code.
fn prose(
    helper: &Helper<'_>,
    _: &Handlebars<'_>,
    _: &Context,
    _: &mut RenderContext<'_, '_>,
    out: &mut dyn Output,
) -> HelperResult {
    let text = helper.param(0).and_then(|param| param.value().as_str());
    let text = text.ok_or_else(|| RenderError::strict_error(None))?;
    let closed = text.matches('`').count() % 2 == 0;
    for (number, part) in text.split('`').enumerate() {
        match (number % 2 == 1, closed) {
            (true, true) => out.write(&format!("<code>{}</code>", html_escape(part)))?,
            (_, false) if number > 0 => out.write(&html_escape(&format!("`{part}")))?,
            _ => out.write(&html_escape(part))?,
        }
    }
    Ok(())
}

/// What the template lays out.
#[derive(Serialize)]
struct View {
    title: String,
    council: Vec<Name>,
    /// Nothing is wrong, something has to be done, or neither.
    mood: &'static str,
    verdict: String,
    to_do: Vec<ToDo>,
    tiles: Vec<Tile>,
    copies_add_up: String,
    records_add_up: String,
    held: Section,
    unusable: Vec<Reason>,
    to_fix: Vec<Item>,
    to_fix_rest: Option<String>,
    suppressed: Section,
    teams: Vec<tasks::Team>,
    warnings: Section,
    print: PrintRoom,
    made: Vec<Made>,
    made_rest: Option<String>,
}

/// The council's name in one language.
#[derive(Serialize)]
struct Name {
    language: String,
    text: String,
}

/// One line of what needs doing, with where to find it.
#[derive(Serialize)]
struct ToDo {
    text: String,
    href: &'static str,
}

/// One number of the summary.
#[derive(Serialize)]
struct Tile {
    label: &'static str,
    number: String,
    href: Option<&'static str>,
}

impl View {
    fn new(
        (config, date): (&Config, Date),
        counts: &Counts,
        findings: &[Finding],
        outcomes: &[GroupOutcome],
        (arranged, accuracy): (&Arranged, &Accuracy),
    ) -> Self {
        let council = council(config);
        let title = council
            .first()
            .map_or("Run report".into(), |name| format!("Run report: {}", name.text));
        let (unusable, general): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().partition(|finding| finding.severity == Severity::Block);
        let (warnings, warned) = warnings(&general, outcomes);
        let (mood, verdict) = verdict(counts, unusable.len(), warned);
        let all_broken = || records(outcomes).filter(|record| record.quarantined);
        let number = |number: usize| grouped(number);
        Self {
            title,
            council,
            mood,
            verdict,
            to_do: to_do(counts, unusable.len(), warned),
            tiles: vec![
                Tile { label: "Copies made", number: number(counts.made), href: Some("#made") },
                Tile { label: "Pages", number: number(counts.pages), href: None },
                Tile {
                    label: "Envelopes to fill",
                    number: number(counts.mailpieces),
                    href: Some("#print"),
                },
                Tile {
                    label: "Waiting for a decision",
                    number: number(counts.held),
                    href: Some("#held"),
                },
                Tile {
                    label: "Must not be sent",
                    number: number(counts.suppressed),
                    href: Some("#suppressed"),
                },
                Tile {
                    label: "Records to fix",
                    number: number(counts.quarantined),
                    href: Some("#fix"),
                },
                Tile {
                    label: "To put right in plans",
                    number: number(counts.tasks),
                    href: Some("#right"),
                },
                Tile { label: "Things to look at", number: number(warned), href: Some("#look") },
            ],
            copies_add_up: copies_add_up(counts),
            records_add_up: format!(
                "{} = {} used + {} to fix",
                counted(counts.records, "record", "records"),
                number(counts.used),
                number(counts.quarantined),
            ),
            held: copies(outcomes, MOST_ONE_BY_ONE, |state| matches!(state, State::Held(_))),
            unusable: unusable.iter().map(|finding| Reason::new(&[finding], None, 1)).collect(),
            to_fix: all_broken().take(MOST_TO_FIX).map(broken).collect(),
            to_fix_rest: rest(
                counts.quarantined.saturating_sub(MOST_TO_FIX),
                "record",
                "records",
                "quarantine/quarantine.ndjson",
            ),
            suppressed: copies(outcomes, 0, |state| matches!(state, State::Suppressed(_))),
            teams: tasks::teams(outcomes, date, &config.policy),
            warnings,
            print: PrintRoom::new(arranged, accuracy),
            made: made(outcomes).take(MOST_MADE).collect(),
            made_rest: (counts.made > MOST_MADE).then(|| {
                format!(
                    "These are the first {} of {}. run.json holds all of them.",
                    number(MOST_MADE),
                    counted(counts.made, "copy", "copies")
                )
            }),
        }
    }
}

/// The sum of the copies. Reading texts for transcribers are named where there are any.
fn copies_add_up(counts: &Counts) -> String {
    let transcription = match counts.transcription {
        0 => String::new(),
        number => format!(" + {} for a transcriber", grouped(number)),
    };
    format!(
        "{} = {} printed + {} by other ways{transcription} + {} waiting for a decision + {} that must \
         not be sent",
        counted(counts.copies, "copy", "copies"),
        grouped(counts.printed),
        grouped(counts.other_channels),
        grouped(counts.held),
        grouped(counts.suppressed),
    )
}

/// The council's name, in English first.
fn council(config: &Config) -> Vec<Name> {
    let (en, cy) = (LanguageTag::en(), LanguageTag::cy());
    let name = &config.council.name;
    let first = name.any(&en);
    let welsh = name.get(&cy, &en).map(|text| (&cy, text));
    let welsh = welsh.filter(|welsh| first != Some(*welsh));
    let names = first.into_iter().chain(welsh);
    names
        .map(|(language, text)| Name { language: language.to_string(), text: text.into() })
        .collect()
}

/// How the run went, in one sentence.
fn verdict(counts: &Counts, unusable: usize, warned: usize) -> (&'static str, String) {
    let all = |made: usize| match made {
        1 => "the only copy was made".to_string(),
        made => format!("all {} copies were made", grouped(made)),
    };
    if counts.held + counts.quarantined + unusable > 0 {
        ("act", "Some things need somebody to act".into())
    } else if counts.records == 0 {
        ("act", "No record was found, and nothing was made".into())
    } else if counts.suppressed > 0 {
        ("note", "Every copy that may be sent was made".into())
    } else if counts.tasks > 0 {
        ("note", format!("{}, and teams have plans to put right", sentence(&all(counts.made), "")))
    } else if warned > 0 {
        ("note", format!("{}, and some things are worth a look", sentence(&all(counts.made), "")))
    } else {
        ("good", format!("Nothing is wrong: {}, and nothing is waiting", all(counts.made)))
    }
}

fn to_do(counts: &Counts, unusable: usize, warned: usize) -> Vec<ToDo> {
    let is = |count| if count == 1 { "is" } else { "are" };
    let lines = [
        (unusable, "input", "inputs", "could not be used as a whole".to_string(), "#fix"),
        (
            counts.held,
            "copy",
            "copies",
            format!("{} waiting for a decision", is(counts.held)),
            "#held",
        ),
        (counts.quarantined, "record", "records", "can’t be used until fixed".to_string(), "#fix"),
        (counts.suppressed, "copy", "copies", "must not be sent".to_string(), "#suppressed"),
        (
            counts.tasks,
            "task",
            "tasks",
            "for the teams that wrote the plans, which stopped nothing".to_string(),
            "#right",
        ),
        (warned, "thing", "things", "to look at, which stopped nothing".to_string(), "#look"),
    ];
    let lines = lines.into_iter().filter(|(count, ..)| *count > 0);
    lines
        .map(|(count, one, many, what, href)| ToDo {
            text: format!("{} {what}", counted(count, one, many)),
            href,
        })
        .collect()
}
