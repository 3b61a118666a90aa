//! Reads and judges records, a piece of the input at a time, and lays out what was found.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;

use super::output::{Printed, Style};
use super::tally::Tally;
use crate::check::readability::{easy_readability, readability};
use crate::check::{Case, check, team};
use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::plan::Record;
use crate::source::{Group, Index, Node, RecordRead, Superseded};
use crate::template::Lists;

/// Runs of records that are judged as one piece.
const RUNS_OF_A_PIECE: usize = 16;

/// Judges the records of an index.
pub(super) struct Judge<'a> {
    index: &'a Index,
    config: &'a Config,
    lists: &'a Lists,
    date: Date,
    style: Style,
    runs: Vec<Run>,
}

/// Records of one group that follow one another in the input. A group whose records lie far apart
/// is read once for each run: memory stays flat, and findings keep the order of the input.
#[derive(Clone, Copy)]
struct Run {
    group: u32,
    first: u32,
    count: u32,
}

/// What was found in a piece of the input.
pub(super) struct Checked {
    pub(super) tally: Tally,
    pub(super) printed: Printed,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        index: &'a Index,
        config: &'a Config,
        lists: &'a Lists,
        date: Date,
        style: Style,
    ) -> Self {
        Self { index, config, lists, date, style, runs: runs(&index.groups) }
    }

    /// How many pieces there are.
    pub(super) fn pieces(&self) -> usize {
        self.runs.len().div_ceil(RUNS_OF_A_PIECE)
    }

    /// What is wrong with files and templates.
    pub(super) fn of_no_record(&self, findings: &[Finding]) -> Checked {
        let mut checked = Checked { tally: Tally::default(), printed: Printed::default() };
        for finding in findings {
            checked.tally.count(finding, Tally::INPUT);
            checked.printed.add(finding, None, self.style);
        }
        checked
    }

    /// Everything found in the records of one piece.
    pub(super) fn piece(&self, number: usize) -> Checked {
        let mut checked = Checked { tally: Tally::default(), printed: Printed::default() };
        let from = number * RUNS_OF_A_PIECE;
        for run in self.runs.iter().skip(from).take(RUNS_OF_A_PIECE) {
            self.run(*run, &mut checked);
        }
        checked
    }

    fn run(&self, run: Run, checked: &mut Checked) {
        let Some(group) = self.index.groups.get(run.group as usize) else { return };
        let superseded =
            if group.records.len() > 1 { self.index.superseded(group) } else { Vec::new() };
        let read = self.index.read(group);
        let records: Vec<&Record> = read
            .iter()
            .filter_map(|read| read.result.as_ref().ok())
            .map(|sourced| &sourced.value)
            .collect();
        let mine = |read: &&RecordRead| {
            read.number.checked_sub(run.first).is_some_and(|number| number < run.count)
        };
        for read in read.iter().filter(mine) {
            self.record(read, &records, &superseded, checked);
        }
    }

    fn record(
        &self,
        read: &RecordRead,
        group: &[&Record],
        superseded: &[Superseded],
        checked: &mut Checked,
    ) {
        let mut findings = read.findings().to_vec();
        let mut whose = Tally::INPUT;
        let replaced = superseded.iter().find(|old| old.number == read.number);
        if let Ok(sourced) = &read.result {
            whose = team(&sourced.value, self.config).unwrap_or(Tally::NO_TEAM);
            let judged = match replaced {
                Some(old) => vec![old.finding.clone()],
                None => self.judged(&sourced.value, group, &mut checked.tally),
            };
            let located = judged.into_iter().map(|finding| {
                let finding = sourced.locate(finding);
                let missing = missing(sourced.tree(), &finding.field);
                match missing.map(|key| format!("no `{key}` here")) {
                    Some(label) if finding.label.is_empty() => finding.label(label),
                    _ => finding,
                }
            });
            findings.extend(located);
        }
        let line = |finding: &Finding| finding.place.as_ref().map(|one| (one.line, one.column));
        findings.sort_by(|one, other| (line(one), one.rule.id).cmp(&(line(other), other.rule.id)));
        checked.tally.record(findings.iter().any(|one| one.severity == Severity::Block));
        for finding in &findings {
            checked.tally.count(finding, whose);
            checked.printed.add(finding, Some(read.number), self.style);
        }
    }

    fn judged(&self, record: &Record, group: &[&Record], tally: &mut Tally) -> Vec<Finding> {
        let judge = || {
            let case = Case::new(record, group, self.config, self.lists, self.date);
            let figures = if self.style.summary {
                (readability(&case), easy_readability(&case))
            } else {
                Default::default()
            };
            (check(&case), figures)
        };
        // One record that a rule can't bear must not end the others.
        match catch_unwind(AssertUnwindSafe(judge)) {
            Ok((findings, (plain, easy))) => {
                tally.read(&plain, false);
                tally.read(&easy, true);
                findings
            }
            Err(_) => vec![Finding::new("RUN-01", "the program failed on this record")],
        }
    }
}

/// The key of a field that is not written at all, so that the place is only the nearest one.
fn missing<'f>(tree: &Node, field: &'f str) -> Option<&'f str> {
    let mut node = tree;
    for step in field.split(['.', '[']).filter(|step| !step.is_empty()) {
        let number = step.strip_suffix(']').and_then(|number| number.parse::<usize>().ok());
        let next = match number {
            Some(number) => node.items().get(number),
            None => node.entry(step).map(|entry| &entry.value),
        };
        match next {
            Some(next) => node = next,
            None => return number.is_none().then_some(step),
        }
    }
    None
}

/// The runs of all groups, in the order of the input.
fn runs(groups: &[Group]) -> Vec<Run> {
    let numbered = (0u32..).zip(groups);
    let mut records: Vec<(u32, u32)> = numbered
        .flat_map(|(group, members)| members.records.iter().map(move |&number| (number, group)))
        .collect();
    records.sort_unstable();
    let mut runs: Vec<Run> = Vec::with_capacity(groups.len());
    for (number, group) in records {
        match runs.last_mut() {
            Some(run) if run.group == group && run.first + run.count == number => run.count += 1,
            _ => runs.push(Run { group, first: number, count: 1 }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_is_named() {
        let text = "needs: [{id: n1, text: {en: To rest}}]\n";
        let tree = crate::source::parse(text, &crate::source::Limits::default()).root.unwrap();
        assert_eq!(missing(&tree, "needs[0].eligible"), Some("eligible"));
        assert_eq!(missing(&tree, "risks[2].text"), Some("risks"));
        for there in ["", "needs", "needs[0].text.en", "needs[7].text"] {
            assert_eq!(missing(&tree, there), None, "{there}");
        }
    }

    #[test]
    fn runs_keep_the_order_of_the_input() {
        let groups = [vec![0, 1, 5], vec![2], vec![3, 4]].map(|records| Group { records });
        let runs: Vec<(u32, u32, u32)> =
            runs(&groups).iter().map(|run| (run.group, run.first, run.count)).collect();
        assert_eq!(runs, [(0, 0, 2), (1, 2, 1), (2, 3, 2), (0, 5, 1)]);
    }
}
