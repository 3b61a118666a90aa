//! What was found and what was made, rule by rule and copy by copy, as the template lays it out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{counted, file_name, owner, rest, sentence, words_of};
use crate::batch::outcome::{Copy, GroupOutcome, RecordOutcome, State};
use crate::batch::report::plan_number;
use crate::finding::{Finding, Place, Rule, Severity, rule, rules};

/// The rule under which a copy without a reason is shown, so that none is lost.
const NO_REASON: &str = "RUN-01";

/// The rule of inputs that were never opened, and so have no lines.
const UNOPENED: &str = "REC-09";
/// Copies shown of one rule.
const MOST_OF_A_RULE: usize = 200;
/// Places shown of one reason why a copy waits.
const MOST_OF_A_REASON: usize = 10;
/// And where the copies are shown by rule.
const MOST_IN_A_TABLE: usize = 3;
/// Findings shown of one record.
const MOST_OF_A_RECORD: usize = 20;
/// Places shown of one warning.
const MOST_PLACES: usize = 20;

/// Things one by one, or by rule.
#[derive(Default, Serialize)]
pub(super) struct Section {
    pub(super) count: usize,
    items: Vec<Item>,
    groups: Vec<Group>,
}

/// Everything that one rule found.
#[derive(Serialize)]
pub(super) struct Group {
    rule: &'static str,
    title: String,
    count: String,
    owner: String,
    /// Where it is the same for all.
    help: Option<String>,
    items: Vec<Item>,
    rest: Option<String>,
}

/// One copy, record or place.
#[derive(Serialize)]
pub(super) struct Item {
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
pub(super) struct Reason {
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
pub(super) struct Note {
    message: String,
    /// Where the message doesn't name it.
    field: Option<String>,
    place: Option<Spot>,
}

/// A place for people.
#[derive(Clone, Serialize)]
pub(super) struct Spot {
    file: String,
    /// Where there is more than the name of a file.
    line: Option<u32>,
    column: u32,
}

/// One copy made.
#[derive(Serialize)]
pub(super) struct Made {
    plan: u32,
    file: String,
    line: Option<u32>,
    copy: String,
    pages: usize,
    path: String,
}

/// Every record of the run.
pub(super) fn records(outcomes: &[GroupOutcome]) -> impl Iterator<Item = &RecordOutcome> {
    outcomes.iter().flat_map(|group| &group.records)
}

/// The copies in a state, one by one up to a number, and by the rule of their first reason beyond.
pub(super) fn copies(
    outcomes: &[GroupOutcome],
    one_by_one: usize,
    wanted: fn(&State) -> bool,
) -> Section {
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
        let first = copy.state.reasons().first().map(|first| first.rule);
        let Some(rule) = first.or_else(|| rule(NO_REASON)) else { continue };
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
pub(super) fn broken(record: &RecordOutcome) -> Item {
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
pub(super) fn warnings(general: &[&Finding], outcomes: &[GroupOutcome]) -> (Section, usize) {
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
        let order = rules().position(|known| known.id == rule.id).unwrap_or(usize::MAX);
        let (count, items) = self.0.entry(order).or_default();
        *count += 1;
        if items.len() < most {
            items.push(item());
        }
    }

    /// One group for each rule, in the order of the catalogue.
    fn groups(self, (one, many): (&str, &str), elsewhere: &str) -> Vec<Group> {
        let shelves =
            self.0.into_iter().filter_map(|(order, shelf)| Some((rules().nth(order)?, shelf)));
        shelves
            .map(|(rule, (count, mut items))| Group {
                rule: rule.id,
                title: sentence(rule.title, ""),
                count: counted(count, one, many),
                owner: owner(rule),
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
        let (mut owners, mut rules): (Vec<String>, Vec<String>) = Default::default();
        for finding in findings {
            let rule = finding.rule;
            for (list, new) in [(&mut owners, owner(rule)), (&mut rules, rule.id.to_owned())] {
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
    pub(super) fn new(findings: &[&Finding], record: Option<&RecordOutcome>, most: usize) -> Self {
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
    pub(super) fn new(place: &Place) -> Self {
        Self { file: file_name(&place.file), line: Some(place.line), column: place.column }
    }
}

/// Every copy that was made as a PDF.
pub(super) fn made(outcomes: &[GroupOutcome]) -> impl Iterator<Item = Made> {
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
