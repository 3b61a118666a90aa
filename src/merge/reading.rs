//! The linear reading text: what a reader who sees no layout is to hear, in order. Braille, audio
//! and the checks of the tag tree read this.

use super::data::{Block, MergeData, Words};

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
    lines.push(Line::Heading { level: 0, text: plain(&data.opening.heading) });
    lines.push(Line::Paragraph(plain(&data.opening.subject)));
    blocks(&data.opening.blocks, 1, &mut lines);
    blocks(&data.opening.notice, 1, &mut lines);
    for section in &data.sections {
        lines.push(Line::Heading { level: 1, text: plain(&section.heading) });
        blocks(&section.blocks, 2, &mut lines);
    }
    lines.push(Line::Paragraph(plain(&data.document.end)));
    lines.retain(|line| !line.text().trim().is_empty());
    lines
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
                value: row.value.iter().map(plain).collect::<Vec<_>>().join(" "),
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
                lines.extend(heading.iter().map(|heading| Line::Paragraph(plain(heading))));
                blocks(inside, level, lines);
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
                        let who = entry.who.as_ref().map(plain).unwrap_or_default();
                        let value = format!("{} {} {who}", plain(&entry.time), plain(&entry.what));
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
