//! What is said to a person at a terminal.

use std::io::{IsTerminal, Write};

use crate::batch::Fatal;
use crate::finding::{Finding, Severity, Terminal};

/// One line on standard error.
pub(super) fn note(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// One line on standard output. A closed pipe is no error: somebody had enough.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// Text that ends its own lines, on standard output.
pub(super) fn print(text: &str) {
    let _ = write!(std::io::stdout(), "{text}");
}

/// "1 copy", "12 copies".
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// An error without a place.
pub(super) fn error(text: &str) {
    note(&format!("error: {text}"));
}

/// Why nothing could be started: all of it.
pub(super) fn fatal(fatal: &Fatal) {
    match fatal {
        Fatal::Findings(all) => findings(all, usize::MAX),
        other => error(&other.to_string()),
    }
}

/// Findings on standard error, those that stop something first to catch the eye last: the most
/// important stand at the end, where the terminal's cursor is. The record's line is shown only to
/// a person: on a terminal, never in a log.
pub(super) fn findings(findings: &[Finding], most: usize) {
    let stderr = std::io::stderr();
    let person = stderr.is_terminal();
    let colour = person && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let terminal = Terminal { colour, unicode: false };
    let mut sorted: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity != Severity::Info).collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let left_out = sorted.len().saturating_sub(most);
    if left_out > 0 {
        note(&format!("({left_out} more findings are in the report)"));
    }
    for finding in sorted.into_iter().skip(left_out) {
        let shown =
            if person { finding.clone() } else { Finding { snippet: None, ..finding.clone() } };
        let _ = write!(std::io::stderr(), "{}", terminal.render(&shown));
        note("");
    }
}
