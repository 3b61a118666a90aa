//! Where a document's text came from. Turns byte ranges of a document into places for people
//! (file, line, column) and into the line shown on the terminal.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::finding::{Finding, Place, Severity, Snippet};

/// The most characters of a line that a snippet shows.
const SNIPPET_CHARS: usize = 200;
/// How many of them come before the mark.
const SNIPPET_LEAD: usize = 80;

/// Where a document begins.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin {
    /// The file as the user named it, or `-` for standard input.
    pub file: Arc<str>,
    /// The document's first byte in the file.
    pub offset: u64,
    /// The line of that byte, counted from 1.
    pub line: u32,
    /// The column of that byte in characters, counted from 1.
    pub column: u32,
}

impl Origin {
    /// The beginning of a file.
    pub fn start(file: impl Into<Arc<str>>) -> Self {
        Self { file: file.into(), offset: 0, line: 1, column: 1 }
    }

    /// The place of the document's first byte.
    pub fn place(&self) -> Place {
        Place { file: Arc::clone(&self.file), line: self.line, column: self.column }
    }
}

/// Something wrong at a byte range of one document, before it has a place for people.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RawFinding {
    /// The rule's id.
    pub rule: &'static str,
    /// Set where the severity isn't the rule's own.
    pub severity: Option<Severity>,
    /// Bytes within the document.
    pub span: Range<u32>,
    /// The field, such as `needs[2].eligible`.
    pub field: String,
    /// One plain sentence without a full stop; never a value of the record.
    pub message: String,
    /// A few words beside the mark.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// An earlier place that the message speaks of, such as the first of two equal ids.
    pub first: Option<u32>,
}

impl RawFinding {
    /// A finding of this rule at this range.
    pub fn new(rule: &'static str, span: Range<u32>, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: None,
            span,
            field: String::new(),
            message: message.into(),
            label: String::new(),
            help: None,
            first: None,
        }
    }

    /// The same, at a field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.field = field.into();
        self
    }

    /// The same, with words beside the mark.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// The same, with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, after something at this earlier byte.
    #[must_use]
    pub fn after(mut self, first: u32) -> Self {
        self.first = Some(first);
        self
    }

    /// Whether the finding stops the record.
    pub fn blocks(&self) -> bool {
        let own = crate::finding::rule(self.rule).map_or(Severity::Block, |rule| rule.severity);
        self.severity.unwrap_or(own) == Severity::Block
    }
}

/// A document's text, which knows where it came from.
#[derive(Clone, Debug)]
pub struct Text {
    origin: Origin,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

impl Text {
    /// The text of a document that begins at `origin`.
    pub fn new(origin: Origin, text: impl Into<Arc<str>>) -> Self {
        Self { origin, text: text.into(), lines: OnceLock::new() }
    }

    /// Where the document begins.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first byte of every line but the first.
    fn lines(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)).collect()
        })
    }

    /// The nearest character boundary at or before this byte.
    fn boundary(&self, byte: u32) -> usize {
        let mut at = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The number of the line of a byte, counted from 0, and that line's range without its end.
    fn line(&self, at: usize) -> (usize, Range<usize>) {
        let lines = self.lines();
        let number = lines.partition_point(|&start| start as usize <= at);
        let start = if number == 0 { 0 } else { lines[number - 1] as usize };
        let end = lines.get(number).map_or(self.text.len(), |&next| next as usize);
        let line = self.text[start..end].trim_end_matches(['\n', '\r']);
        (number, start..start + line.len())
    }

    /// The line of a byte in its file, counted from 1.
    pub fn line_number(&self, byte: u32) -> u32 {
        let (number, _) = self.line(self.boundary(byte));
        self.origin.line.saturating_add(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// File, line and column of a byte.
    pub fn place(&self, byte: u32) -> Place {
        let at = self.boundary(byte);
        let (number, line) = self.line(at);
        let within =
            self.text[line.start..at.min(line.end)].chars().count() + usize::from(at > line.end);
        let before = if number == 0 { self.origin.column.saturating_sub(1) } else { 0 };
        Place {
            file: Arc::clone(&self.origin.file),
            line: self.line_number(byte),
            column: u32::try_from(within + 1).unwrap_or(u32::MAX).saturating_add(before),
        }
    }

    /// The line that a range begins in, cut to a readable length round the mark.
    pub fn snippet(&self, span: &Range<u32>) -> Snippet {
        let start = self.boundary(span.start);
        let (_, line) = self.line(start);
        let start = start.min(line.end);
        let end = self.boundary(span.end).clamp(start, line.end);
        let text = &self.text[line.clone()];
        let (mark_start, mark_end) = (start - line.start, end - line.start);
        let lead = text[..mark_start].char_indices().rev().nth(SNIPPET_LEAD - 1);
        // A line that fits is shown from its beginning.
        let fits = text.char_indices().nth(SNIPPET_CHARS).is_none();
        let from = if fits { 0 } else { lead.map_or(0, |(at, _)| at) };
        let to =
            text[from..].char_indices().nth(SNIPPET_CHARS).map_or(text.len(), |(at, _)| from + at);
        let mut shown = String::with_capacity(to - from + 6);
        if from > 0 {
            shown.push('…');
        }
        let shift = shown.len();
        shown.push_str(&text[from..to]);
        if to < text.len() {
            shown.push('…');
        }
        let mark = mark_start - from + shift..mark_end.min(to) - from + shift;
        Snippet { line: shown, mark }
    }

    /// A finding at its place, with its line.
    pub fn finding(&self, raw: RawFinding) -> Finding {
        let mut finding = Finding::new(raw.rule, raw.message).at(raw.field).label(raw.label);
        finding.help = raw.help;
        if let Some(severity) = raw.severity {
            finding.severity = severity;
        }
        if let Some(first) = raw.first {
            let line = self.line_number(first);
            finding.message = format!("{}; the first is in line {line}", finding.message);
        }
        finding.place = Some(self.place(raw.span.start));
        finding.snippet = Some(self.snippet(&raw.span));
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Text {
        Text::new(Origin { file: "a.yaml".into(), offset: 9, line: 5, column: 3 }, text)
    }

    #[test]
    fn places_count_from_the_origin() {
        let text = text("é: 1\r\nb: x\n");
        let at = |byte| {
            let place = text.place(byte);
            (place.line, place.column)
        };
        assert_eq!(at(0), (5, 3));
        assert_eq!(at(4), (5, 6)); // é is one column
        assert_eq!(at(7), (6, 1));
        assert_eq!(at(10), (6, 4));
        assert_eq!(at(12), (7, 1));
        assert_eq!(at(9999), (7, 1));
        assert_eq!(at(1), (5, 3)); // inside é
    }

    #[test]
    fn long_lines_are_cut_round_the_mark() {
        let long = format!("{}HERE{}", "é".repeat(500), "b".repeat(500));
        let snippet = text(&long).snippet(&(1000..1004));
        assert_eq!(&snippet.line[snippet.mark.clone()], "HERE");
        assert!(snippet.line.starts_with('…') && snippet.line.ends_with('…'));
        assert_eq!(snippet.line.chars().count(), 202);
    }

    #[test]
    fn a_mark_stays_in_its_line() {
        let text = text("abc\r\ndef");
        assert_eq!(text.snippet(&(1..7)), Snippet { line: "abc".into(), mark: 1..3 });
        assert_eq!(text.snippet(&(4..7)), Snippet { line: "abc".into(), mark: 3..3 });
        assert_eq!(text.snippet(&(99..120)), Snippet { line: "def".into(), mark: 3..3 });
    }
}
