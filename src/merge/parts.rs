//! A long document in parts: booklets that each hold together, cut between sections, each with a name,
//! a first page, page numbers and an end line of its own. How many parts is for the laid-out pages to
//! say; where they are cut follows from the number alone, so that it can be done again the same way.

use super::bind::bind;
use super::data::{Block, Fact, Head, MergeData, Opening, Run, Section, Words};
use super::page::{Page, words};
use super::{opening, page_label, plain};
use crate::template::Format;

/// Lines that a picture takes beside those of its sentences.
const PICTURE_LINES: usize = 3;
/// Lines of a heading with the room around it.
const HEADING_LINES: usize = 3;
/// Letters of a line, about.
const LINE_LETTERS: usize = 45;

/// Cuts a document into this many parts, or fewer where it has no more places to be cut.
pub(super) fn in_parts(page: &Page<'_>, whole: &MergeData, parts: usize) -> Vec<MergeData> {
    let more = |heading: &Words| page.fill("parts.more", &[("heading", &plain(heading))]);
    let booklets = cut(&whole.sections, parts, &more);
    let count = booklets.len();
    let names: Vec<String> = booklets.iter().map(|sections| name_of(sections)).collect();
    let contents = contents(page, &names, &booklets);
    let made = booklets.into_iter().zip(&names).enumerate();
    made.map(|(place, (sections, name))| {
        let part = Numbered { number: place + 1, count, name };
        MergeData {
            document: part.head(page, whole),
            opening: part.opening(page, &whole.opening, contents.clone()),
            sections,
        }
    })
    .collect()
}

/// One part by its number and name.
struct Numbered<'n> {
    number: usize,
    count: usize,
    name: &'n str,
}

impl Numbered<'_> {
    fn fill(&self, page: &Page<'_>, key: &str, title: &str) -> String {
        let (part, parts) = (self.number.to_string(), self.count.to_string());
        let values = [("part", &*part), ("parts", &*parts), ("name", self.name), ("title", title)];
        page.wording.fill(key, &values)
    }

    fn head(&self, page: &Page<'_>, whole: &MergeData) -> Head {
        let last = self.number == self.count;
        Head {
            title: self.fill(page, "parts.title", &whole.document.title),
            page_label: page_label(page.wording, "parts.page", &self.number.to_string()),
            end: words(&self.fill(page, if last { "parts.last" } else { "parts.end" }, "")),
            contents_after: if self.number == 1 { whole.document.contents_after } else { 0 },
            ..whole.document.clone()
        }
    }

    /// The first page: what the document says at once in the first part; in the others whose it is,
    /// and whom to ask.
    fn opening(&self, page: &Page<'_>, whole: &Opening, contents: Block) -> Opening {
        let text = bind(&self.fill(page, "parts.line", ""));
        let line = Run { text, strong: true, ..Run::default() };
        let mut blocks = vec![Block::Paragraph { words: vec![line] }];
        let first = self.number == 1;
        let easy = page.disclosure.edition.format == Format::EasyRead;
        if first {
            blocks.extend(whole.blocks.iter().cloned());
        } else if easy {
            blocks.extend(opening::easy_help(page));
        }
        if easy {
            let (part, parts) = (self.number.to_string(), self.count.to_string());
            blocks.push(page.fixed_row("easy.in_parts", &[("part", &part), ("parts", &parts)]));
        }
        blocks.push(contents);
        let notice = if first { whole.notice.clone() } else { Vec::new() };
        Opening { blocks, notice, ..whole.clone() }
    }
}

/// A part is called after what it begins with, but for what stands there to be found at once: what is at
/// a glance, and emergencies before all else.
fn name_of(sections: &[Section]) -> String {
    let at_once = |section: &Section| {
        let next = sections.get(1).map(|next| next.id.as_str());
        section.id == "glance" || (section.id == "contingency" && next == Some("about-me"))
    };
    let named = sections.iter().find(|section| !at_once(section));
    named.or(sections.first()).map(|section| plain(&section.heading)).unwrap_or_default()
}

/// What is in which part.
fn contents(page: &Page<'_>, names: &[String], booklets: &[Vec<Section>]) -> Block {
    let rows = names.iter().zip(booklets).enumerate().map(|(place, (name, sections))| {
        let values = [("part", &*(place + 1).to_string()), ("name", name)];
        let headings = sections.iter().map(|section| plain(&section.heading));
        let rest = headings.filter(|heading| heading != name).map(|heading| words(&heading));
        Fact { label: page.fill("parts.entry", &values), value: rest.collect() }
    });
    Block::Facts { rows: rows.collect() }
}

/// Cuts sections into at most so many runs of about the same length. A section is divided only where
/// it is longer than one and a half parts.
fn cut(sections: &[Section], parts: usize, more: &dyn Fn(&Words) -> Words) -> Vec<Vec<Section>> {
    let parts = parts.max(1);
    let all: usize = sections.iter().map(length).sum();
    let fair = all.div_ceil(parts).max(1);
    let pieces: Vec<Section> = sections
        .iter()
        .flat_map(|section| {
            if parts > 1 && length(section) * 2 > fair * 3 {
                divided(section, length(section).div_ceil(fair), more)
            } else {
                vec![section.clone()]
            }
        })
        .collect();
    // The least length that no part need pass.
    let lengths: Vec<usize> = pieces.iter().map(length).collect();
    let longest = lengths.iter().copied().max().unwrap_or_default();
    let most = (longest..=all.max(longest)).find(|most| runs(&lengths, *most).len() <= parts);
    let mut pieces = pieces.into_iter();
    let booklets: Vec<Vec<Section>> = runs(&lengths, most.unwrap_or(all))
        .into_iter()
        .map(|count| pieces.by_ref().take(count).collect())
        .collect();
    with_their_heads(booklets, more)
}

/// How many pieces go into each run, where no run is longer than `most`.
fn runs(lengths: &[usize], most: usize) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut filled = usize::MAX;
    for length in lengths {
        match counts.last_mut() {
            Some(count) if filled.saturating_add(*length) <= most => {
                *count += 1;
                filled += length;
            }
            _ => {
                counts.push(1);
                filled = *length;
            }
        }
    }
    counts
}

/// A section in pieces between its blocks, each after the first under the same heading with "more".
fn divided(section: &Section, count: usize, more: &dyn Fn(&Words) -> Words) -> Vec<Section> {
    let lengths: Vec<usize> = section.blocks.iter().map(lines).collect();
    let share = lengths.iter().sum::<usize>().div_ceil(count.max(1));
    let mut blocks = section.blocks.iter();
    let pieces = runs(&lengths, share).into_iter().enumerate().map(|(place, count)| Section {
        heading: if place == 0 { section.heading.clone() } else { more(&section.heading) },
        page_break: section.page_break && place == 0,
        blocks: blocks.by_ref().take(count).cloned().collect(),
        ..section.clone()
    });
    pieces.collect()
}

/// A part that begins inside another plan's part of the document is headed by that plan's heading.
fn with_their_heads(
    booklets: Vec<Vec<Section>>,
    more: &dyn Fn(&Words) -> Words,
) -> Vec<Vec<Section>> {
    let mut above: Option<Section> = None;
    let mut headed = Vec::new();
    for mut sections in booklets {
        if let (Some(first), Some(head)) = (sections.first(), &above)
            && first.level > 1
        {
            let heading = more(&head.heading);
            let head = Section { heading, blocks: Vec::new(), page_break: false, ..head.clone() };
            sections.insert(0, head);
        }
        let last = sections.iter().rev().find(|section| section.level == 1);
        above = last.cloned().or(above);
        headed.push(sections);
    }
    headed
}

/// How long a section is, in lines.
fn length(section: &Section) -> usize {
    HEADING_LINES + section.blocks.iter().map(lines).sum::<usize>()
}

fn lines(block: &Block) -> usize {
    let of = |words: &Words| plain(words).chars().count().div_ceil(LINE_LETTERS).max(1);
    let inside = |blocks: &[Block]| blocks.iter().map(lines).sum::<usize>();
    match block {
        Block::PictureRow { words, .. } => PICTURE_LINES + words.iter().map(of).sum::<usize>(),
        Block::Paragraph { words } => 1 + of(words),
        Block::List { items } | Block::Steps { items } => items.iter().map(of).sum(),
        Block::Facts { rows } => {
            rows.iter().map(|row| 1 + row.value.iter().map(of).sum::<usize>()).sum()
        }
        Block::Card { blocks, .. } | Block::Part { blocks, .. } | Block::Callout { blocks, .. } => {
            HEADING_LINES + inside(blocks)
        }
        Block::OwnWords { blocks } => 1 + inside(blocks),
        Block::Table { rows, .. } => {
            rows.iter().map(|row| row.iter().map(of).max().unwrap_or(1)).sum()
        }
        Block::Week { days, .. } => days.iter().map(|day| 1 + day.entries.len()).sum(),
        Block::Signature { lines } => 3 * lines.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: &str, level: u8, rows: usize) -> Section {
        let row = Block::PictureRow {
            picture: None,
            alt: None,
            words: vec![words("I eat.")],
            photo: None,
        };
        Section {
            id: id.into(),
            heading: words(id),
            level,
            source: None,
            page_break: false,
            blocks: vec![row; rows],
        }
    }

    fn more(heading: &Words) -> Words {
        words(&format!("{} (more)", plain(heading)))
    }

    fn names(booklets: &[Vec<Section>]) -> Vec<Vec<String>> {
        let of = |sections: &Vec<Section>| sections.iter().map(|s| plain(&s.heading)).collect();
        booklets.iter().map(of).collect()
    }

    #[test]
    fn parts_are_cut_between_sections_and_about_alike() {
        let sections =
            [("a", 10), ("b", 10), ("c", 2), ("d", 8), ("e", 10)].map(|(id, n)| section(id, 1, n));
        assert_eq!(names(&cut(&sections, 1, &more)), [["a", "b", "c", "d", "e"]]);
        assert_eq!(names(&cut(&sections, 2, &more)), [vec!["a", "b"], vec!["c", "d", "e"]]);
        assert_eq!(names(&cut(&sections, 3, &more)), [vec!["a"], vec!["b", "c"], vec!["d", "e"]]);
    }

    #[test]
    fn nothing_is_lost_and_nothing_changes_its_place() {
        for rows in [1, 3, 40] {
            let sections: Vec<Section> =
                (0..7).map(|n| section(&n.to_string(), 1, 1 + n * rows % 17)).collect();
            for parts in 1..9 {
                let booklets = cut(&sections, parts, &more);
                assert!(booklets.len() <= parts && booklets.iter().all(|one| !one.is_empty()));
                let blocks = |all: &[Section]| all.iter().map(|s| s.blocks.len()).sum::<usize>();
                let together: usize = booklets.iter().map(|sections| blocks(sections)).sum();
                assert_eq!(together, blocks(&sections), "{rows} rows, {parts} parts");
                let ids: Vec<String> =
                    booklets.concat().iter().map(|section| section.id.clone()).collect();
                assert!(ids.is_sorted(), "{ids:?}");
            }
        }
    }

    #[test]
    fn only_a_section_of_more_than_a_part_and_a_half_is_divided() {
        let sections = [section("a", 1, 2), section("b", 1, 60)];
        let booklets = cut(&sections, 2, &more);
        assert_eq!(names(&booklets), [vec!["a", "b"], vec!["b (more)"]]);
    }

    #[test]
    fn a_part_never_begins_below_a_heading_that_it_lacks() {
        let sections = [section("own", 1, 9), section("theirs", 1, 1), section("x", 2, 8)];
        let booklets = cut(&[sections.to_vec(), vec![section("y", 2, 18)]].concat(), 2, &more);
        assert_eq!(names(&booklets), [vec!["own", "theirs", "x"], vec!["theirs (more)", "y"]]);
    }
}
