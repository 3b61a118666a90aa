//! The report that a person looks at first: one page of HTML that needs nothing beside it.
//!
//! Everything below is put into plain words and counted here; `report.hbs` only lays it out, and
//! escapes it. Of a finding it takes the message, the help, the field and the place, never the
//! label or the line, which may hold personal text.

use std::collections::BTreeMap;

use handlebars::{
    Context, Handlebars, Helper, HelperResult, Output, RenderContext, RenderError, html_escape,
};
use serde::Serialize;

use crate::batch::outcome::{Copy, GroupOutcome, RecordOutcome, State};
use crate::batch::report::{Counts, plan_number};
use crate::config::Config;
use crate::disclose::{Edition, Pack, Way};
use crate::finding::{Finding, Place, RULES, Rule, Severity};
use crate::plan::LanguageTag;
use crate::template::{Format, Layout};

const TEMPLATE: &str = include_str!("report.hbs");

/// The rule under which a copy without a reason is shown, so that none is lost.
static NO_REASON: &Rule = &RULES[RULES.len() - 1];

/// The rule of inputs that were never opened, and so have no lines.
const UNOPENED: &str = "REC-09";

/// Copies that wait are shown one by one up to here, and by rule beyond.
const MOST_ONE_BY_ONE: usize = 20;
/// Copies shown of one rule.
const MOST_OF_A_RULE: usize = 200;
/// Places shown of one reason why a copy waits.
const MOST_OF_A_REASON: usize = 10;
/// And where the copies are shown by rule.
const MOST_IN_A_TABLE: usize = 3;
/// Records to fix that are shown.
const MOST_TO_FIX: usize = 200;
/// Findings shown of one record.
const MOST_OF_A_RECORD: usize = 20;
/// Places shown of one warning.
const MOST_PLACES: usize = 20;
/// Copies made that are shown.
const MOST_MADE: usize = 500;

/// The page.
pub(super) fn page(
    config: &Config,
    counts: &Counts,
    findings: &[Finding],
    outcomes: &[GroupOutcome],
) -> String {
    let view = View::new(config, counts, findings, outcomes);
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
    warnings: Section,
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

/// Things one by one, or by rule.
#[derive(Default, Serialize)]
struct Section {
    count: usize,
    items: Vec<Item>,
    groups: Vec<Group>,
}

/// Everything that one rule found.
#[derive(Serialize)]
struct Group {
    rule: &'static str,
    title: String,
    count: String,
    owner: &'static str,
    /// Where it is the same for all.
    help: Option<String>,
    items: Vec<Item>,
    rest: Option<String>,
}

/// One copy, record or place.
#[derive(Serialize)]
struct Item {
    plan: Option<u32>,
    copy: Option<String>,
    place: Option<Spot>,
    owners: String,
    rules: String,
    reasons: Vec<Reason>,
    rest: Option<String>,
}

/// What one rule found, with one thing to do about it.
#[derive(Serialize)]
struct Reason {
    rule: &'static str,
    title: String,
    help: Option<String>,
    first: Note,
    /// With the first, where there are several.
    notes: Vec<Note>,
    /// How many there are, and how many of them are not shown.
    count: String,
    rest: Option<String>,
}

/// One finding, without the words of any record.
#[derive(Clone, Serialize)]
struct Note {
    message: String,
    /// Where the message doesn't name it.
    field: Option<String>,
    place: Option<Spot>,
}

/// A place for people.
#[derive(Clone, Serialize)]
struct Spot {
    file: String,
    /// Where there is more than the name of a file.
    line: Option<u32>,
    column: u32,
}

/// One copy made.
#[derive(Serialize)]
struct Made {
    plan: u32,
    file: String,
    line: Option<u32>,
    copy: String,
    pages: usize,
    path: String,
}

impl View {
    fn new(
        config: &Config,
        counts: &Counts,
        findings: &[Finding],
        outcomes: &[GroupOutcome],
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
                Tile { label: "Things to look at", number: number(warned), href: Some("#look") },
            ],
            copies_add_up: format!(
                "{} = {} made + {} waiting for a decision + {} that must not be sent",
                counted(counts.copies, "copy", "copies"),
                number(counts.made),
                number(counts.held),
                number(counts.suppressed),
            ),
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
            warnings,
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

fn records(outcomes: &[GroupOutcome]) -> impl Iterator<Item = &RecordOutcome> {
    outcomes.iter().flat_map(|group| &group.records)
}

/// The copies in a state, one by one up to a number, and by the rule of their first reason beyond.
fn copies(outcomes: &[GroupOutcome], one_by_one: usize, wanted: fn(&State) -> bool) -> Section {
    let chosen = || {
        records(outcomes).flat_map(|record| record.copies.iter().map(move |copy| (record, copy)))
    };
    let chosen = || chosen().filter(|(_, copy)| wanted(&copy.state));
    let count = chosen().count();
    if count <= one_by_one {
        let items =
            chosen().map(|(record, copy)| not_made(record, copy, MOST_OF_A_REASON)).collect();
        return Section { count, items, groups: Vec::new() };
    }
    let mut shelves = Shelves::default();
    for (record, copy) in chosen() {
        let rule = copy.state.reasons().first().map_or(&NO_REASON, |first| &first.rule);
        shelves.put(rule, MOST_OF_A_RULE, || not_made(record, copy, MOST_IN_A_TABLE));
    }
    let groups = shelves.groups(("copy", "copies"), "held/held.ndjson");
    Section { count, items: Vec::new(), groups }
}

/// A copy that was not made.
fn not_made(record: &RecordOutcome, copy: &Copy, most: usize) -> Item {
    let reasons = copy.state.reasons();
    let mut alike: Vec<Vec<&Finding>> = Vec::new();
    for reason in reasons {
        let same = alike
            .iter_mut()
            .find(|same| same[0].rule == reason.rule && same[0].help == reason.help);
        match same {
            Some(same) => same.push(reason),
            None => alike.push(vec![reason]),
        }
    }
    let reasons = alike.iter().map(|alike| Reason::new(alike, Some(record), most)).collect();
    Item { copy: Some(words_of(copy)), ..Item::new(Some(record), copy.state.reasons(), reasons) }
}

/// A record that can't be used.
fn broken(record: &RecordOutcome) -> Item {
    let stops = |finding: &&Finding| finding.severity == Severity::Block;
    let findings = || record.findings.iter().filter(stops);
    let shown =
        findings().take(MOST_OF_A_RECORD).map(|finding| Reason::new(&[finding], Some(record), 1));
    let more = findings().count().saturating_sub(MOST_OF_A_RECORD);
    Item {
        rest: rest(more, "finding", "findings", "quarantine/quarantine.ndjson"),
        ..Item::new(Some(record), findings(), shown.collect())
    }
}

/// What stopped nothing, and how many there are.
fn warnings(general: &[&Finding], outcomes: &[GroupOutcome]) -> (Section, usize) {
    let general = general.iter().map(|finding| (None, *finding));
    let of_records = records(outcomes).flat_map(|record| {
        let shown = |finding: &&Finding| !record.quarantined || finding.severity != Severity::Block;
        record.findings.iter().filter(shown).map(move |finding| (Some(record), finding))
    });
    let mut shelves = Shelves::default();
    let mut count = 0;
    for (record, finding) in general.chain(of_records) {
        count += 1;
        shelves.put(finding.rule, MOST_PLACES, || {
            Item::new(record, [finding], vec![Reason::new(&[finding], record, 1)])
        });
    }
    let groups = shelves.groups(("place", "places"), "run.json");
    (Section { count, items: Vec::new(), groups }, count)
}

/// Items by rule, each rule with no more than are shown.
#[derive(Default)]
struct Shelves(BTreeMap<usize, (usize, Vec<Item>)>);

impl Shelves {
    fn put(&mut self, rule: &'static Rule, most: usize, item: impl FnOnce() -> Item) {
        let order = RULES.iter().position(|known| known.id == rule.id).unwrap_or(RULES.len());
        let (count, items) = self.0.entry(order).or_default();
        *count += 1;
        if items.len() < most {
            items.push(item());
        }
    }

    /// One group for each rule, in the order of the catalogue.
    fn groups(self, (one, many): (&str, &str), elsewhere: &str) -> Vec<Group> {
        let shelves =
            self.0.into_iter().filter_map(|(order, shelf)| Some((RULES.get(order)?, shelf)));
        shelves
            .map(|(rule, (count, mut items))| Group {
                rule: rule.id,
                title: sentence(rule.title, ""),
                count: counted(count, one, many),
                owner: owner(rule.id),
                help: lift_help(&mut items),
                rest: rest(count - items.len(), one, many, elsewhere),
                items,
            })
            .collect()
    }
}

/// What to do, taken out of the items where it is the same for all.
fn lift_help(items: &mut [Item]) -> Option<String> {
    let mut reasons = items.iter().flat_map(|item| &item.reasons);
    let help = reasons.next()?.help.clone()?;
    if !reasons.all(|reason| reason.help.as_ref() == Some(&help)) {
        return None;
    }
    for reason in items.iter_mut().flat_map(|item| &mut item.reasons) {
        reason.help = None;
    }
    Some(help)
}

impl Item {
    fn new<'a>(
        record: Option<&RecordOutcome>,
        findings: impl IntoIterator<Item = &'a Finding>,
        reasons: Vec<Reason>,
    ) -> Self {
        let (mut owners, mut rules): (Vec<&str>, Vec<&str>) = Default::default();
        for finding in findings {
            let rule = finding.rule.id;
            for (list, new) in [(&mut owners, owner(rule)), (&mut rules, rule)] {
                if !list.contains(&new) {
                    list.push(new);
                }
            }
        }
        let place = reasons.first().and_then(|reason| reason.first.place.clone());
        Self {
            plan: record.map(plan_number),
            copy: None,
            place: place.or_else(|| record.map(|record| Spot::new(&record.place))),
            owners: owners.join("; "),
            rules: rules.join(", "),
            reasons,
            rest: None,
        }
    }
}

impl Reason {
    /// Findings of one rule that have the same help; at least one.
    fn new(findings: &[&Finding], record: Option<&RecordOutcome>, most: usize) -> Self {
        let first = findings[0];
        let help = first.help.as_deref().unwrap_or(first.rule.help);
        let shown = if findings.len() > 1 { &findings[..findings.len().min(most)] } else { &[] };
        let more = findings.len().saturating_sub(most);
        Self {
            rule: first.rule.id,
            title: sentence(first.rule.title, ""),
            help: Some(help).filter(|help| !help.is_empty()).map(|help| sentence(help, ".")),
            first: Note::new(first, record),
            notes: shown.iter().map(|finding| Note::new(finding, record)).collect(),
            count: counted(findings.len(), "place", "places"),
            rest: rest(more, "place", "places", "held/held.ndjson"),
        }
    }
}

impl Note {
    /// Placed at the beginning of its record, where it has no place of its own.
    fn new(finding: &Finding, record: Option<&RecordOutcome>) -> Self {
        let unsaid =
            |field: &&String| !field.is_empty() && !finding.message.contains(&format!("`{field}`"));
        let place = finding.place.as_ref().or(record.map(|record| &record.place));
        let mut place = place.map(Spot::new);
        if let Some(place) = place.as_mut().filter(|_| finding.rule.id == UNOPENED) {
            place.line = None;
        }
        Self {
            message: sentence(&finding.message, "."),
            field: Some(&finding.field).filter(unsaid).cloned(),
            place,
        }
    }
}

impl Spot {
    fn new(place: &Place) -> Self {
        Self { file: file_name(&place.file), line: Some(place.line), column: place.column }
    }
}

fn file_name(file: &str) -> String {
    if file == "-" { "standard input".into() } else { file.into() }
}

fn made(outcomes: &[GroupOutcome]) -> impl Iterator<Item = Made> {
    records(outcomes).flat_map(|record| {
        record.copies.iter().filter_map(move |copy| match &copy.state {
            State::Made { path, pages, .. } => Some(Made {
                plan: plan_number(record),
                file: file_name(&record.file),
                line: Some(record.place.line).filter(|line| *line > 1),
                copy: words_of(copy),
                pages: *pages,
                path: path.clone(),
            }),
            _ => None,
        })
    })
}

/// Which copy: "the whole plan, easy read 24 pt, Welsh".
fn words_of(copy: &Copy) -> String {
    let mut words = match (copy.pack, copy.edition.as_ref().map(|edition| edition.layout)) {
        (Pack::PublicSummary, _) | (_, Some(Layout::PublicSummary)) => "my summary to share",
        (Pack::Full, Some(Layout::Plan)) => "the whole plan",
        (Pack::Full, Some(Layout::Review)) => "the whole review",
        (Pack::Full, Some(Layout::Letter)) => "the whole letter",
        (Pack::Full, None) => "the person’s own copy",
    }
    .to_string();
    if let Some(Edition { format, size_pt, language, .. }) = &copy.edition {
        let format = match format {
            Format::EasyRead => "easy read",
            _ if *size_pt >= 24 => "extra large print",
            Format::LargePrint => "large print",
            Format::Standard => "clear print",
        };
        let language = match language.to_string().as_str() {
            "en" => "English".into(),
            "cy" => "Welsh".into(),
            other => format!("language {other}"),
        };
        words.push_str(&format!(", {format} {size_pt} pt, {language}"));
    }
    match copy.way {
        Way::Post => {}
        Way::Email => words.push_str(", by email"),
    }
    words
}

/// Who sees to what a rule found.
fn owner(rule: &str) -> &'static str {
    match rule {
        "FMT-01" => "Transcription",
        "FMT-04" => "The person’s worker (easy-read writing)",
        // Only the person can answer these two.
        "FMT-09" | "WAL-08" => "The person’s worker",
        _ => match rule.split('-').next() {
            Some("WAL" | "LNG") => "Translation",
            Some("SHR" | "STA") => "The person’s worker",
            Some("REC" | "DAT") => "The case system’s team",
            Some("TPL" | "FMT") => "Communications",
            _ => "Whoever runs planpress",
        },
    }
}

/// With a capital at the beginning and, where it has no end, `end`.
fn sentence(text: &str, end: &str) -> String {
    let mut characters = text.trim().chars();
    let mut sentence: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(characters.as_str());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push_str(end);
    }
    sentence
}

/// What is not shown, and where it is.
fn rest(count: usize, one: &str, many: &str, elsewhere: &str) -> Option<String> {
    (count > 0).then(|| format!("And {} more: see {elsewhere}.", counted(count, one, many)))
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// With a comma at each thousand.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Snippet;
    use crate::plan::Texts;

    const SECRET: &str = "Desmond lives at the refuge";

    fn config() -> Config {
        let mut config = Config::default();
        let names = [("en", "Brackenholt Council"), ("cy", "Cyngor Brackenholt")];
        let names = names.map(|(language, name)| {
            (if language == "en" { LanguageTag::en() } else { LanguageTag::cy() }, name.to_string())
        });
        config.council.name = Texts::ByLanguage(names.into());
        config
    }

    fn finding(rule: &str, message: &str) -> Finding {
        let place = Place { file: "plans/a.yaml".into(), line: 12, column: 7 };
        let mut finding =
            Finding::new(rule, message).at("needs[0].text").placed(place).label(SECRET);
        finding.snippet = Some(Snippet { line: SECRET.into(), mark: 0..1 });
        finding
    }

    fn copy(state: State) -> Copy {
        let edition = Edition {
            layout: Layout::Plan,
            format: Format::EasyRead,
            size_pt: 24,
            language: LanguageTag::cy(),
        };
        Copy {
            pack: Pack::Full,
            edition: Some(edition),
            way: Way::Post,
            state,
            withheld: Vec::new(),
        }
    }

    fn made_copy(number: usize) -> Copy {
        copy(State::Made {
            path: format!("copies/ab/ab{number:014}-01.pdf"),
            sha256: String::new(),
            pages: 3,
            bytes: 9,
        })
    }

    fn record(number: u32, copies: Vec<Copy>) -> RecordOutcome {
        let file: std::sync::Arc<str> = "plans/a.yaml".into();
        RecordOutcome {
            number,
            file: file.clone(),
            place: Place { file, line: 1, column: 1 },
            quarantined: false,
            findings: Vec::new(),
            copies,
        }
    }

    fn quarantined(number: u32) -> RecordOutcome {
        let findings = vec![finding("REC-01", "there is no key `sensitivty` here")];
        RecordOutcome { quarantined: true, findings, ..record(number, Vec::new()) }
    }

    fn report(findings: &[Finding], records: Vec<RecordOutcome>) -> String {
        let outcomes = [GroupOutcome { number: 0, records }];
        let inputs = crate::source::Inputs::default();
        let counts = super::super::count(&inputs, findings, &outcomes);
        let page = page(&config(), &counts, findings, &outcomes);
        assert!(page.ends_with("</html>\n"), "{page}");
        assert!(!page.contains(SECRET) && !page.contains("{{"), "{page}");
        page
    }

    #[test]
    fn a_run_with_nothing_wrong_says_so() {
        let page = report(&[], vec![record(0, vec![made_copy(1), made_copy(2)])]);
        assert!(page.contains("Nothing is wrong: all 2 copies were made, and nothing is waiting"));
        assert!(page.contains("Nothing is waiting."), "{page}");
        assert!(page.contains("2 copies &#x3D; 2 made + 0 waiting for a decision + 0 that must"));
        assert!(page.contains("<title>Run report: Brackenholt Council"));
        assert!(page.contains(r#"<span lang="cy">Cyngor Brackenholt</span>"#));
    }

    #[test]
    fn every_state_is_counted_and_shown() {
        let held = copy(State::Held(vec![finding("FMT-04", "easy read is asked for")]));
        let suppressed = Copy {
            edition: None,
            ..copy(State::Suppressed(vec![finding("SHR-12", "the person has died")]))
        };
        let mut first = record(0, vec![made_copy(1), held]);
        first.findings.push(finding("WAL-08", "nobody recorded the language"));
        let unusable = finding("REC-09", "there is no such file or folder");
        let page = report(&[unusable], vec![first, record(1, vec![suppressed]), quarantined(2)]);
        for words in [
            "Some things need somebody to act",
            "1 input could not be used as a whole",
            "1 copy is waiting for a decision",
            "1 record can’t be used until fixed",
            "3 copies &#x3D; 1 made + 1 waiting for a decision + 1 that must not be sent",
            "3 records &#x3D; 2 used + 1 to fix",
            "the whole plan, easy read 24 pt, Welsh",
            "Easy read is asked for.",
            "Have the easy-read rows written.",
            "The person’s worker (easy-read writing)",
            "There is no key <code>sensitivty</code> here.",
            "There is no such file or folder.",
            "The person has died.",
            "Nobody recorded the language.",
            "Ring the person today and ask.",
            r#"href="copies/ab/ab00000000000001-01.pdf""#,
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        assert!(!page.contains("Nothing is waiting"));
    }

    #[test]
    fn what_is_missing_in_many_places_of_a_copy_is_said_once() {
        let missing = (0..23)
            .map(|number| finding("WAL-11", &format!("`needs[{number}]` has no text in `cy`")));
        let mut reasons: Vec<_> = missing.collect();
        reasons.push(finding("FMT-08", "page 2 has text outside the page"));
        let page = report(&[], vec![record(0, vec![copy(State::Held(reasons))])]);
        assert_eq!(page.matches("Have the text translated.").count(), 1);
        assert_eq!(page.matches("</code> has no text in <code>cy</code>.").count(), 10);
        assert!(
            page.contains("23 places")
                && page.contains("And 13 places more: see held/held.ndjson.")
        );
        assert!(page.contains("Translation; Communications"), "{page}");
        assert!(page.contains("Page 2 has text outside the page."));
    }

    #[test]
    fn the_same_input_gives_the_same_page() {
        let page = || report(&[], vec![record(0, vec![made_copy(1)]), quarantined(1)]);
        assert_eq!(page(), page());
    }

    #[test]
    fn names_of_files_never_become_markup() {
        let evil: std::sync::Arc<str> = "<script>alert(1)</script>\"'&.yaml".into();
        let place = Place { file: evil.clone(), line: 2, column: 1 };
        let placed =
            |rule| finding(rule, "<script>no</script> `<i>x</i>` here").placed(place.clone());
        let held = copy(State::Held(vec![placed("FMT-04")]));
        let suppressed = copy(State::Suppressed(vec![placed("STA-01")]));
        let mut first = record(0, vec![made_copy(1), held, suppressed]);
        first.findings.push(placed("REC-08"));
        let mut second = quarantined(1);
        second.findings.push(placed("REC-03"));
        for record in [&mut first, &mut second] {
            record.file = evil.clone();
            record.place = place.clone();
        }
        let page = report(&[placed("REC-09"), placed("TPL-01")], vec![first, second]);
        assert!(!page.contains("<script") && !page.contains("<i>"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#x27;&amp;.yaml"));
        assert!(page.contains("<code>&lt;i&gt;x&lt;/i&gt;</code>"));
    }

    #[test]
    fn many_that_wait_are_grouped_by_rule() {
        let held = |rule| copy(State::Held(vec![finding(rule, "no easy-read text")]));
        let mut records: Vec<_> =
            (0..20).map(|number| record(number, vec![held("FMT-04")])).collect();
        let page = report(&[], std::mem::take(&mut records));
        assert!(page.contains("Plan 20: the whole plan") && !page.contains("No easy-read text <"));
        let records = (0..300).map(|number| {
            record(number, vec![held(if number < 250 { "FMT-04" } else { "LNG-01" })])
        });
        let page = report(&[], records.collect());
        assert!(
            page.contains("250 copies")
                && page.contains("And 50 copies more: see held/held.ndjson.")
        );
        assert!(page.contains("50 copies") && page.contains("Translation"), "{page}");
    }

    #[test]
    fn long_lists_are_cut_and_counted() {
        let mut first = record(0, (0..501).map(made_copy).collect());
        first.findings = vec![finding("DAT-07", "no such picture"); 23];
        let page = report(&[], vec![first]);
        assert_eq!(page.matches("-01.pdf\"").count(), 500);
        assert!(
            page.contains("These are the first 500 of 501 copies. run.json holds all of them.")
        );
        assert!(page.contains("And 3 places more: see run.json."));
        assert_eq!(page.matches("No such picture.").count(), 20);
        assert!(page.contains("1,503"), "pages");
    }

    #[test]
    fn it_is_one_file_without_scripts() {
        let page = report(&[], vec![record(0, vec![made_copy(1)]), quarantined(1)]);
        for outside in ["<script", "<link", "@import", "url(", "http:", "https:", "src="] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!(page.matches("<h1").count(), 1);
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    }

    #[test]
    fn a_run_of_nothing_is_no_success() {
        let page = report(&[], Vec::new());
        assert!(page.contains("No record was found, and nothing was made"));
        assert!(!page.contains("Nothing is wrong"));
    }

    #[test]
    fn words_for_copies() {
        let large = |size_pt| Edition {
            layout: Layout::Review,
            format: Format::LargePrint,
            size_pt,
            language: LanguageTag::en(),
        };
        let mut copy = made_copy(1);
        copy.edition = Some(large(18));
        copy.way = Way::Email;
        assert_eq!(words_of(&copy), "the whole review, large print 18 pt, English, by email");
        copy.edition = Some(large(24));
        copy.pack = Pack::PublicSummary;
        copy.way = Way::Post;
        assert_eq!(words_of(&copy), "my summary to share, extra large print 24 pt, English");
        copy.edition = None;
        copy.pack = Pack::Full;
        assert_eq!(words_of(&copy), "the person’s own copy");
    }

    #[test]
    fn every_rule_has_an_owner() {
        for rule in RULES {
            let runs = owner(rule.id) == "Whoever runs planpress";
            assert_eq!(runs, rule.id.starts_with("RUN-"), "{}", rule.id);
        }
    }

    #[test]
    fn numbers_and_sentences() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(sentence("did you mean `a`?", "."), "Did you mean `a`?");
        assert_eq!(sentence("`born` is wrong", "."), "`born` is wrong.");
        assert_eq!(sentence("", "."), ".");
    }
}
