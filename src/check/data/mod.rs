//! Values and words that can't be right: DAT-01 to DAT-07.

mod codes;
mod dates;
mod numbers;
mod pictures;
mod plain;
mod secrets;
mod unfinished;

use super::Check;
use crate::finding::{Finding, Severity, Stops};

/// The family's checks, in the order of their ids.
pub(super) const CHECKS: &[&[Check]] = &[
    codes::CHECKS,
    numbers::CHECKS,
    unfinished::CHECKS,
    dates::CHECKS,
    secrets::CHECKS,
    plain::CHECKS,
    pictures::CHECKS,
];

/// A finding of a rule that stops something by itself, where this one stops nothing.
fn only_warns(rule: &str, field: impl Into<String>, message: impl Into<String>) -> Finding {
    let mut finding = Finding::new(rule, message).at(field);
    finding.severity = Severity::Warn;
    finding.stops = Stops::Nothing;
    finding
}

#[cfg(test)]
pub(in crate::check) mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;
    use serde_json::{Map, Value};

    use crate::check::{Case, Findings, Names, checks};
    use crate::config::Config;
    use crate::finding::Finding;
    use crate::plan::Record;
    use crate::template::Templates;

    static TEMPLATES: LazyLock<Templates> =
        LazyLock::new(|| Templates::load(None, None).unwrap().0);

    const BASE: &str = "{schema_version: 1, plan_id: T-1, document: plan, regime: england_adult, \
                        status: signed_off, plan_date: 2026-05-01, parties: [{party_id: p, \
                        is_subject: true, roles: [subject], name: {given: Ida, family: Fenwharf}}]}";

    /// What one rule finds in a small record of 1 May 2026 with keys laid over it, on 1 June 2026.
    pub(in crate::check) fn found(rule: &str, with: &str) -> Vec<Finding> {
        found_by(rule, with, &Config::default(), None)
    }

    pub(in crate::check) fn found_by(
        rule: &str,
        with: &str,
        config: &Config,
        names: Option<&Names>,
    ) -> Vec<Finding> {
        let mut record: Map<String, Value> = serde_yaml::from_str(BASE).unwrap();
        let with: Map<String, Value> =
            serde_yaml::from_str(with).unwrap_or_else(|error| panic!("{error}: {with}"));
        record.extend(with);
        let record: Record = serde_json::from_value(Value::Object(record)).unwrap();
        let group = [&record];
        let mut case = Case::new(&record, &group, config, TEMPLATES.lists(), date(2026, 6, 1))
            .with_pictures(TEMPLATES.pictures());
        if let Some(names) = names {
            case = case.with_names(names);
        }
        let check = checks().find(|check| check.rule == rule).expect("a check");
        let mut findings = Findings::default();
        findings.of(rule_id(rule));
        (check.judge)(&case, &mut findings);
        findings.into_inner()
    }

    fn rule_id(rule: &str) -> &'static str {
        crate::finding::rule(rule).expect("a rule").id
    }

    /// The fields of findings, in their order.
    pub(in crate::check) fn fields(found: &[Finding]) -> Vec<&str> {
        found.iter().map(|finding| finding.field.as_str()).collect()
    }
}
