//! The report that a person looks at first.

use crate::batch::outcome::GroupOutcome;
use crate::batch::report::Counts;
use crate::config::Config;
use crate::finding::Finding;

/// The page.
pub(super) fn page(_: &Config, counts: &Counts, _: &[Finding], _: &[GroupOutcome]) -> String {
    format!("<!doctype html><title>run</title><p>{} copies made", counts.made)
}
