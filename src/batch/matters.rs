//! A group's records as they are decided about: those that could be read and that no newer version
//! replaces, each with what the checks found in it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use jiff::civil::Date;

use super::Kit;
use crate::check::{Case, Names, check};
use crate::disclose::Matter;
use crate::finding::Finding;
use crate::plan::Record;
use crate::source::Index;

/// The names of every record's subject: what no other plan's text should have in it.
pub fn names(index: &Index) -> Names {
    let names = index.subject_names();
    Names::new(names.iter().map(|(number, name)| (*number, name.as_str())))
}

/// Judges the records of a group, and hands over each as a matter with what was found in it.
pub fn with_matters<T>(
    kit: &Kit,
    names: &Names,
    records: &[&Record],
    date: Date,
    mut work: impl FnMut(&Matter<'_>, &[Finding]) -> T,
) -> Vec<T> {
    let found: Vec<Vec<Finding>> =
        records.iter().map(|record| judge(kit, names, record, records, date)).collect();
    let by_plan: Vec<(&str, &[Finding])> = records
        .iter()
        .zip(&found)
        .map(|(record, found)| (record.plan_id.as_str(), found.as_slice()))
        .collect();
    let matters = records.iter().zip(&found);
    matters
        .map(|(record, found)| {
            let matter = Matter { record, group: records, findings: &by_plan };
            work(&matter, found)
        })
        .collect()
}

/// A rule that fails must not cost anybody their copy, and must be heard of.
fn judge(kit: &Kit, names: &Names, record: &Record, group: &[&Record], date: Date) -> Vec<Finding> {
    let judged = catch_unwind(AssertUnwindSafe(|| {
        let case = Case::new(record, group, &kit.config, kit.templates.lists(), date);
        check(&case.with_names(names))
    }));
    judged.unwrap_or_else(|_| {
        let mut failed = Finding::new("RUN-01", "the program failed while it checked this record");
        failed.stops = crate::finding::Stops::Nothing;
        vec![failed]
    })
}
