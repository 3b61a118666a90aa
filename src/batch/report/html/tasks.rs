//! What is to be put right in the plans, by team.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::sections::{Spot, records};
use super::words::{counted, owner, rest, sentence};
use crate::batch::outcome::GroupOutcome;
use crate::batch::report::plan_number;
use crate::batch::report::tasks::{Task, tasks};
use crate::config::Policy;
use crate::finding::rules;

/// Places shown of one rule and team.
const MOST_PLACES: usize = 10;

/// Heads the tasks of records that name no team, in a council that names none.
const NO_TEAM: &str = "No team named";

/// One team's tasks.
#[derive(Serialize)]
pub(super) struct Team {
    name: String,
    count: String,
    lines: Vec<Line>,
}

/// One rule's tasks for a team, with the same day for all.
#[derive(Serialize)]
struct Line {
    rule: &'static str,
    title: String,
    help: String,
    owner: String,
    count: String,
    due: String,
    places: Vec<Where>,
    rest: Option<String>,
}

/// What is wrong in one plan.
#[derive(Serialize)]
struct Where {
    plan: u32,
    message: String,
    spot: Option<Spot>,
}

/// Every team's tasks, the most urgent first.
pub(super) fn teams(outcomes: &[GroupOutcome], date: Date, policy: &Policy) -> Vec<Team> {
    // By team; within it by day, and in the order of the catalogue.
    let mut sorted: BTreeMap<&str, BTreeMap<(Date, usize), Vec<Task<'_>>>> = BTreeMap::new();
    for record in records(outcomes) {
        let team = record.team.as_deref().unwrap_or(NO_TEAM);
        for task in tasks(record, date, policy) {
            let rule = task.finding.rule;
            let order = rules().position(|known| known.id == rule.id).unwrap_or(usize::MAX);
            sorted.entry(team).or_default().entry((task.due, order)).or_default().push(task);
        }
    }
    let teams = sorted.into_iter();
    teams
        .map(|(name, lines)| Team {
            name: name.to_owned(),
            count: counted(lines.values().map(Vec::len).sum(), "task", "tasks"),
            lines: lines.values().filter_map(|tasks| line(tasks)).collect(),
        })
        .collect()
}

fn line(tasks: &[Task<'_>]) -> Option<Line> {
    let first = tasks.first()?;
    let rule = first.finding.rule;
    let places = tasks.iter().take(MOST_PLACES).map(|task| Where {
        plan: plan_number(task.record),
        message: sentence(&task.finding.message, "."),
        spot: task.finding.place.as_ref().map(Spot::new),
    });
    Some(Line {
        rule: rule.id,
        title: sentence(rule.title, ""),
        help: sentence(rule.help, "."),
        owner: owner(rule),
        count: counted(tasks.len(), "place", "places"),
        due: first.due.strftime("%-d %B %Y").to_string(),
        places: places.collect(),
        rest: rest(tasks.len().saturating_sub(MOST_PLACES), "place", "places", "run.json"),
    })
}
