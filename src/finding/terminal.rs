//! A finding for people at a terminal, in the manner of rustc: what, where, the line itself, what
//! to do and why. The only printer that shows the words of a record.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Finding, Severity};

/// A citation that says nothing that the message doesn't.
const SAYS_NOTHING: &str = "the record's schema";

/// Prints findings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Terminal {
    /// Whether to write colours.
    pub colour: bool,
    /// Whether lines are drawn with Unicode rather than ASCII.
    pub unicode: bool,
}

impl Terminal {
    /// The finding with its place, its line and what to do, as far as there are such. Ends with
    /// a line's end.
    pub fn render(&self, finding: &Finding) -> String {
        let level = match finding.severity {
            Severity::Block => Level::ERROR,
            Severity::Warn => Level::WARNING,
            Severity::Info => Level::NOTE,
        };
        let title = level.primary_title(finding.message.as_str()).id(finding.rule.id);
        let mut group = Group::with_title(title);
        match (&finding.place, &finding.snippet) {
            (Some(place), Some(snippet)) => {
                let label = Some(finding.label.as_str()).filter(|label| !label.is_empty());
                let annotation = AnnotationKind::Primary.span(mark(snippet)).label(label);
                let source = Snippet::source(snippet.line.as_str())
                    .path(&*place.file)
                    .line_start(place.line as usize)
                    .fold(false)
                    .annotation(annotation);
                group = group.element(source);
            }
            (Some(place), None) => {
                let origin = Origin::path(&*place.file).line(place.line as usize);
                group = group.element(origin.char_column(place.column as usize));
                // In place of the line that isn't shown.
                if !finding.field.is_empty() && !finding.message.contains(&finding.field) {
                    group = group.element(Level::NOTE.with_name("field").message(&finding.field));
                }
            }
            (None, _) => {}
        }
        let help = finding.help.as_deref().unwrap_or(finding.rule.help);
        if !help.is_empty() {
            group = group.element(Level::HELP.message(help));
        }
        let citation = finding.rule.citation;
        if !citation.is_empty() && citation != SAYS_NOTHING {
            let unseen = if finding.rule.is_unverified() { " (source not confirmed)" } else { "" };
            group = group.element(Level::NOTE.message(format!("{citation}{unseen}")));
        }
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        let decor = if self.unicode { DecorStyle::Unicode } else { DecorStyle::Ascii };
        let mut text = renderer.decor_style(decor).render(&[group]);
        text.push('\n');
        true_column(text, finding)
    }
}

/// Corrects the column of a line that is shown in part, as the renderer counts from its beginning.
fn true_column(text: String, finding: &Finding) -> String {
    let (Some(place), Some(snippet)) = (&finding.place, &finding.snippet) else {
        return text;
    };
    let shown = snippet.line[..mark(snippet).start].chars().count() + 1;
    if shown == place.column as usize {
        return text;
    }
    let at = |column: usize| format!("{}:{}:{column}", place.file, place.line);
    text.replacen(&at(shown), &at(place.column as usize), 1)
}

/// The marked bytes, kept within the line and between characters whoever made the snippet.
fn mark(snippet: &super::Snippet) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(snippet.line.len());
        while !snippet.line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(snippet.mark.start);
    start..boundary(snippet.mark.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::super::{Place, Snippet};
    use super::*;

    const PLAIN: Terminal = Terminal { colour: false, unicode: false };

    fn finding() -> Finding {
        let place = Place { file: "plans/a.yaml".into(), line: 12, column: 7 };
        let mut finding = Finding::new("REC-01", "there is no key `sensitivty` here")
            .at("needs[0].sensitivty")
            .placed(place)
            .label("not known")
            .help("did you mean `sensitivity`?");
        finding.snippet = Some(Snippet { line: "    - sensitivty: normal".into(), mark: 6..16 });
        finding
    }

    #[test]
    fn shows_the_line_as_rustc_does() {
        let expected = "\
error[REC-01]: there is no key `sensitivty` here
  --> plans/a.yaml:12:7
   |
12 |     - sensitivty: normal
   |       ^^^^^^^^^^ not known
   |
   = help: did you mean `sensitivity`?
   = note: a misspelt `sensitivity` would print what must not be printed
";
        assert_eq!(PLAIN.render(&finding()), expected);
    }

    #[test]
    fn a_line_shown_in_part_keeps_its_true_column() {
        let mut finding = finding();
        finding.place = Some(Place { file: "-".into(), line: 1, column: 5123 });
        finding.snippet = Some(Snippet { line: "…éé\"x\": 1…".into(), mark: 7..10 });
        for colour in [false, true] {
            let text = Terminal { colour, unicode: false }.render(&finding);
            assert!(text.contains("-:1:5123"), "{text}");
        }
    }

    #[test]
    fn works_without_line_or_place() {
        let mut finding = finding();
        finding.snippet = None;
        assert!(PLAIN.render(&finding).contains("--> plans/a.yaml:12:7\n"));
        finding.place = None;
        finding.severity = Severity::Warn;
        let text = PLAIN.render(&finding);
        assert!(text.starts_with("warning[REC-01]: "), "{text}");
        assert!(!text.contains("-->"));
        finding.severity = Severity::Info;
        finding.help = None;
        let text = PLAIN.render(&finding);
        assert!(text.starts_with("note[REC-01]: "), "{text}");
        assert!(text.contains("help: correct the key"), "the rule's own help: {text}");
    }

    #[test]
    fn colours_and_unicode_when_asked_for() {
        assert!(Terminal { colour: true, unicode: false }.render(&finding()).contains('\u{1b}'));
        let text = Terminal { colour: false, unicode: true }.render(&finding());
        assert!(!text.contains('\u{1b}') && text.contains('│'), "{text}");
    }

    #[test]
    fn hostile_lines_are_made_harmless() {
        let mut finding = finding();
        let line = "a: \u{1b}[31m\u{202e}\u{7}é";
        for mark in [0..0, 4..5, line.len()..line.len(), line.len() - 1..999, 500..600] {
            finding.snippet = Some(Snippet { line: line.into(), mark });
            let text = PLAIN.render(&finding);
            assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text:?}");
        }
    }
}
