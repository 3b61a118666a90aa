//! What a run would come to, before a page is made; and afterwards, how far that was off.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::outcome::{GroupOutcome, State};
use super::super::press::{Printed, expected, is_printed};
use super::{Counts, count};
use crate::batch::Kit;
use crate::config::Print;
use crate::finding::Finding;
use crate::print::{Accuracy, Forecast};
use crate::source::Inputs;

/// What a run would come to.
#[derive(Debug, Serialize)]
pub struct Foreseen {
    /// How many of each. Pages and sheets are estimates.
    pub counts: Counts,
    /// What would be printed.
    pub print: Forecast,
    /// Copies that would go by other ways, by the way.
    pub other_ways: BTreeMap<&'static str, usize>,
    /// Copies that would wait, by the rule that holds them.
    pub held: BTreeMap<&'static str, usize>,
    /// Copies that must not be sent, by the rule.
    pub suppressed: BTreeMap<&'static str, usize>,
    /// Everything found, in input order.
    #[serde(skip)]
    pub findings: Vec<Finding>,
    /// Inputs that could not be opened at all.
    #[serde(skip)]
    pub unreadable: usize,
}

/// Sums up outcomes of which no page was made.
pub(in crate::batch) fn foresee(
    kit: &Kit,
    inputs: &Inputs,
    findings: Vec<Finding>,
    outcomes: &[GroupOutcome],
) -> Foreseen {
    let print = &kit.config.print;
    let records = || outcomes.iter().flat_map(|group| &group.records);
    let arranged = expected(records(), print);
    let findings = [findings, arranged.findings.clone()].concat();
    let batches = arranged.streams.iter().flat_map(|stream| &stream.batches);
    let counts = count((inputs, print), &findings, outcomes, batches);
    let mut all = findings;
    let (mut other_ways, mut held, mut suppressed) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for record in records() {
        all.extend(record.findings.iter().cloned());
        for copy in &record.copies {
            all.extend(copy.state.reasons().iter().cloned());
            let rule = copy.state.reasons().first().map_or("none", |reason| reason.rule.id);
            let (of, key) = match &copy.state {
                State::Held(_) => (&mut held, rule),
                State::Suppressed(_) => (&mut suppressed, rule),
                _ if is_printed(copy.way, print) => continue,
                _ => (&mut other_ways, copy.way.as_str()),
            };
            *of.entry(key).or_default() += 1;
        }
    }
    Foreseen {
        counts,
        print: Forecast::of(&arranged),
        other_ways,
        held,
        suppressed,
        findings: all,
        unreadable: inputs.findings.len(),
    }
}

/// How far the pages that the words were expected to take were off from what was printed.
pub(super) fn accuracy(outcomes: &[GroupOutcome], print: &Print, printed: &Printed) -> Accuracy {
    let records = outcomes.iter().flat_map(|group| &group.records);
    let foreseen = Forecast::of(&expected(records, print));
    Accuracy::between(&foreseen, &Forecast::of(&printed.arranged))
}
