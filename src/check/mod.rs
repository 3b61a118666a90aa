//! Judges a record: what the law says it must contain, what can't be right in it, what would be hard
//! to read. One small file a rule or a tight family of rules; each [`Check`] explains itself, with
//! an example that fails and one that passes, which are also its tests.
//!
//! A finding here stops no more than its rule says: completeness stops nothing, because the person
//! is owed the plan as it is. What withholds and holds copies is decided in `disclose`, under the
//! same ids.

mod case;
pub mod configured;
mod data;
mod england;
pub mod explain;
mod format;
pub mod names;
mod print;
pub mod readability;
mod sharing;
mod team;
pub mod trace;
mod wales;

use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::plan::{Document, Regime};

pub use case::{Beside, Case, Findings, Text};
pub use format::is_explained;
pub use names::Names;
pub use team::team;

/// One rule that judges records, and all that a reader of `check --rules` is told.
pub struct Check {
    /// The rule's id in the catalogue, which has its title, severity and source.
    pub rule: &'static str,
    /// Why it matters, in two or three plain sentences for a social worker.
    pub why: &'static str,
    /// The regimes that it judges.
    pub regimes: &'static [Regime],
    /// The documents that it judges.
    pub documents: &'static [Document],
    /// A record that fails.
    pub fails: Example,
    /// The same record put right.
    pub passes: Example,
    /// The judge.
    pub judge: fn(&Case<'_>, &mut Findings),
}

/// A record, told by what differs from a sound one.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The sound record: a file of `tests/sound` without its ending, such as
    /// `england_adult`.
    pub sound: &'static str,
    /// Keys of the record, in YAML, that are laid over it: a key given here replaces the sound
    /// record's whole value, and `null` removes it.
    pub with: &'static str,
    /// The records that are linked with it, for a rule that looks at two.
    pub beside: &'static [Example],
}

/// All four regimes.
pub(crate) const EVERYWHERE: &[Regime] =
    &[Regime::EnglandAdult, Regime::EnglandCarer, Regime::WalesAdult, Regime::WalesCarer];
/// The Care Act.
pub(crate) const ENGLAND: &[Regime] = &[Regime::EnglandAdult, Regime::EnglandCarer];
/// The Social Services and Well-being (Wales) Act.
pub(crate) const WALES: &[Regime] = &[Regime::WalesAdult, Regime::WalesCarer];
/// Plans alone.
pub(crate) const PLANS: &[Document] = &[Document::Plan];
/// Every document.
pub(crate) const DOCUMENTS: &[Document] = &[
    Document::Plan,
    Document::Review,
    Document::Confirmation,
    Document::Closure,
    Document::DecisionLetter,
    Document::IndependentBudget,
];

/// Every family, in the order of the catalogue.
const FAMILIES: &[&[&[Check]]] =
    &[england::CHECKS, wales::CHECKS, sharing::CHECKS, format::CHECKS, print::CHECKS, data::CHECKS];

/// Every check, in the order of the catalogue.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().copied().flatten().copied().flatten()
}

/// Everything that is wrong with a record, in the order of its lines, with the severities that the
/// council configured.
pub fn check(case: &Case<'_>) -> Vec<Finding> {
    let record = case.record();
    let mut findings = Findings::default();
    for check in checks() {
        if check.regimes.contains(&record.regime) && check.documents.contains(&record.document) {
            findings.of(check.rule);
            (check.judge)(case, &mut findings);
        }
    }
    let mut found = findings.into_inner();
    for finding in &mut found {
        configure(finding, case.config());
    }
    found
}

/// Gives a finding the severity that the council's policy sets. A rule that is fixed keeps its own:
/// the configuration is refused before it gets here.
fn configure(finding: &mut Finding, config: &Config) {
    if let Some(severity) = config.policy.severity.get(finding.rule.id)
        && !finding.rule.is_fixed()
        && finding.severity != Severity::Info
    {
        finding.severity = (*severity).into();
    }
}

#[cfg(test)]
mod tests;
