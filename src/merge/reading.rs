//! The linear reading text: what a reader who sees no layout is to hear, in order. Braille, audio
//! and the checks of the tag tree read this.

use super::data::{Addressee, Block, MergeData, Words};
use super::page::run_on;

/// One line of the reading text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Line {
    /// The title, level 0, or a heading.
    Heading {
        /// 0 for the title, 1 for a section.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// An entry of a list.
    Entry(String),
    /// A label and its value.
    Fact {
        /// What it is.
        label: String,
        /// The value.
        value: String,
    },
    /// What a picture shows.
    Picture(String),
}

impl Line {
    /// The words of the line.
    pub fn text(&self) -> String {
        match self {
            Self::Heading { text, .. }
            | Self::Paragraph(text)
            | Self::Entry(text)
            | Self::Picture(text) => text.clone(),
            Self::Fact { label, value } => format!("{label} {value}"),
        }
    }
}

/// The reading text of a document.
pub fn reading(data: &MergeData) -> Vec<Line> {
    let mut lines = Vec::new();
    let council = &data.opening.council;
    for words in std::iter::once(&council.name).chain(&council.team).chain(&council.address) {
        lines.push(Line::Paragraph(plain(words)));
    }
    for pair in &council.contact {
        lines.push(Line::Fact { label: plain(&pair.label), value: plain(&pair.value) });
    }
    if let Some(Addressee { lines: to, window, repeated, dated, greeting }) =
        &data.opening.addressee
    {
        // In a window the lines are for the post alone.
        let to = if window.is_some() { std::slice::from_ref(repeated) } else { to.as_slice() };
        let said = std::iter::once(dated).chain(to).chain([greeting]);
        lines.extend(said.map(|words| Line::Paragraph(plain(words))));
    }
    lines.push(Line::Heading { level: 0, text: plain(&data.opening.heading) });
    lines.push(Line::Paragraph(plain(&data.opening.subject)));
    blocks(&data.opening.blocks, 1, &mut lines);
    blocks(&data.opening.notice, 1, &mut lines);
    for section in &data.sections {
        lines.push(Line::Heading { level: section.level, text: plain(&section.heading) });
        lines.extend(section.source.iter().map(|source| Line::Paragraph(plain(source))));
        blocks(&section.blocks, section.level + 1, &mut lines);
    }
    lines.push(Line::Paragraph(plain(&data.document.end)));
    lines.retain(|line| !line.text().trim().is_empty());
    lines
}

/// The reading text for who makes braille, audio or a recording of signing from it: headings are
/// marked by `#` and their level, entries of a list by `-`, pictures stand in brackets. No furniture
/// of pages.
pub fn reading_text(data: &MergeData) -> String {
    let mut text = String::new();
    let mut in_list = false;
    for line in reading(data) {
        let entry = matches!(line, Line::Entry(_) | Line::Fact { .. });
        if !text.is_empty() {
            text.push_str(if entry && in_list { "\n" } else { "\n\n" });
        }
        in_list = entry;
        text.push_str(&match line {
            Line::Heading { level, text } => {
                format!("{} {text}", "#".repeat(usize::from(level) + 1))
            }
            Line::Paragraph(text) => text,
            Line::Entry(text) => format!("- {text}"),
            Line::Fact { label, value } if value.is_empty() => label,
            Line::Fact { label, value } => format!("{}: {value}", label.trim_end_matches(':')),
            Line::Picture(alt) => format!("[{alt}]"),
        });
    }
    text.push('\n');
    // Each piece that stays in one line on a page is a plain space here.
    text.replace('\u{a0}', " ")
}

/// The characters of some words.
pub fn plain(words: &Words) -> String {
    words.iter().map(|run| run.text.as_str()).collect()
}

fn blocks(all: &[Block], level: u8, lines: &mut Vec<Line>) {
    for block in all {
        match block {
            Block::Paragraph { words } => lines.push(Line::Paragraph(plain(words))),
            Block::List { items } | Block::Steps { items } => {
                lines.extend(items.iter().map(|item| Line::Entry(plain(item))));
            }
            Block::Facts { rows } => lines.extend(rows.iter().map(|row| Line::Fact {
                label: plain(&row.label),
                value: run_on(row.value.clone()).as_ref().map(plain).unwrap_or_default(),
            })),
            Block::Card { heading, label, blocks: inside, .. } => {
                lines.push(Line::Heading { level, text: plain(heading) });
                lines.extend(label.iter().map(|label| Line::Paragraph(plain(label))));
                blocks(inside, level + 1, lines);
            }
            Block::Part { heading, blocks: inside } => {
                lines.push(Line::Heading { level, text: plain(heading) });
                blocks(inside, level + 1, lines);
            }
            Block::Callout { heading, blocks: inside, .. } => {
                let text = heading.as_ref().map(plain);
                lines.extend(text.map(|text| Line::Heading { level, text }));
                blocks(inside, level + u8::from(heading.is_some()), lines);
            }
            Block::OwnWords { blocks: inside } => blocks(inside, level, lines),
            Block::Table { caption, columns, rows, .. } => {
                lines.extend(caption.iter().map(|caption| Line::Paragraph(plain(caption))));
                for row in rows {
                    for (column, cell) in columns.iter().zip(row) {
                        lines
                            .push(Line::Fact { label: plain(&column.heading), value: plain(cell) });
                    }
                }
            }
            Block::Week { caption, days, .. } => {
                lines.extend(caption.iter().map(|caption| Line::Paragraph(plain(caption))));
                for day in days {
                    for entry in &day.entries {
                        let all = [Some(&entry.time), Some(&entry.what), entry.who.as_ref()];
                        let value: Vec<String> = all.into_iter().flatten().map(plain).collect();
                        let value = value.join(", ");
                        lines.push(Line::Fact { label: plain(&day.day), value });
                    }
                }
            }
            Block::PictureRow { alt, words, .. } => {
                lines.extend(alt.iter().map(|alt| Line::Picture(alt.clone())));
                lines.extend(words.iter().map(|sentence| Line::Paragraph(plain(sentence))));
            }
            Block::Signature { lines: signed } => {
                lines.extend(signed.iter().map(|line| Line::Fact {
                    label: plain(&line.label),
                    value: line.value.as_ref().map(plain).unwrap_or_default(),
                }));
            }
        }
    }
}
