//! A small plan reads like a letter: what would be a list of labels elsewhere runs on as text here,
//! with its labels in bold. Nothing is left out.

use crate::merge::data::{Block, Fact, Run, Section, Words};
use crate::merge::page::{Page, paragraph, run_on, told_up_to};
use crate::template::Format;

/// How many letters a part may have to be told in one paragraph with its heading.
const SHORT_PART: usize = 320;

/// How many letters a paragraph may grow to.
const PARAGRAPH: usize = 420;

/// How many letters a section of numbers to ring may have to run on.
const LOOKED_UP: usize = 800;

/// The sections with their facts as running text. In large print each label begins a line: who reads
/// three letters at a time can't find it in the middle of one.
pub(super) fn running_text(page: &Page<'_>, sections: Vec<Section>) -> Vec<Section> {
    if is_large(page) {
        return sections;
    }
    sections
        .into_iter()
        .map(|section| {
            // Sums are looked up, not read.
            let blocks = match section.id.as_str() {
                "money" => section.blocks,
                // Many numbers to ring are looked up too.
                "help" if letters(&section.blocks) > LOOKED_UP => section.blocks,
                "help" => run_together_to_the_end(section.blocks),
                _ => run_together(section.blocks),
            };
            let emergency = matches!(section.id.as_str(), "contingency" | "safety");
            let blocks =
                if emergency { blocks.into_iter().map(without_heading).collect() } else { blocks };
            Section { blocks, ..section }
        })
        .collect()
}

/// A letter or the record of a review: its dates, names and numbers to ring run on. What was asked and
/// answered, and what changes, is compared and stays in lines of its own; in large print everything.
pub(in crate::merge) fn letter(page: &Page<'_>, sections: Vec<Section>) -> Vec<Section> {
    if is_large(page) {
        return sections;
    }
    sections
        .into_iter()
        .map(|section| match section.id.as_str() {
            "money" | "focus" | "changes" => section,
            "help" | "challenge" => {
                let blocks = section.blocks.into_iter().flat_map(opened).collect();
                Section { blocks: run_together_to_the_end(blocks), ..section }
            }
            _ => Section { blocks: run_together(section.blocks), ..section },
        })
        .collect()
}

/// Large print from 18 points on: 16 is the least that is sent as such (`templates/ACCESSIBILITY.md`).
fn is_large(page: &Page<'_>) -> bool {
    let edition = &page.disclosure.edition;
    edition.format == Format::LargePrint && edition.size_pt >= 18
}

/// The blocks of a part, without its heading.
fn opened(block: Block) -> Vec<Block> {
    match block {
        Block::Part { blocks, .. } => blocks,
        other => vec![other],
    }
}

fn run_together(blocks: Vec<Block>) -> Vec<Block> {
    let blocks = blocks
        .into_iter()
        .map(|block| match block {
            Block::Facts { rows } => paragraph(told(rows)),
            Block::Card { heading, label, tone, blocks } => {
                Block::Card { heading, label, tone, blocks: run_together(blocks) }
            }
            Block::Part { heading, blocks } => part(heading, run_together(blocks)),
            other => other,
        })
        .collect();
    told_up_to(PARAGRAPH, blocks)
}

/// The same, but for the last block, which has to be short: the end line stays with it.
fn run_together_to_the_end(mut blocks: Vec<Block>) -> Vec<Block> {
    let last = blocks.pop();
    let mut blocks = run_together(blocks);
    blocks.extend(run_together(last.into_iter().collect()));
    blocks
}

/// A card of one paragraph as a part.
fn without_heading(block: Block) -> Block {
    match block {
        Block::Card { heading, blocks, .. } => part(heading, blocks),
        other => other,
    }
}

/// A part of one short paragraph, with its heading as the label of that.
fn part(heading: Words, mut blocks: Vec<Block>) -> Block {
    match blocks.as_mut_slice() {
        [Block::Paragraph { words }] if super::super::plain(words).chars().count() < SHORT_PART => {
            paragraph(told(vec![Fact { label: heading, value: vec![std::mem::take(words)] }]))
        }
        _ => Block::Part { heading, blocks },
    }
}

/// How much some blocks say: facts and paragraphs, which is what such a section has.
fn letters(blocks: &[Block]) -> usize {
    let of = |words: &Words| super::super::plain(words).chars().count();
    blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph { words } => of(words),
            Block::Facts { rows } => rows.iter().flat_map(|row| &row.value).map(of).sum(),
            Block::Part { blocks, .. } => letters(blocks),
            _ => 0,
        })
        .sum()
}

fn told(rows: Vec<Fact>) -> Words {
    let sentences = rows.into_iter().map(|Fact { label, value }| {
        // A label of two or three words stays in one line, where it can be found.
        let together = super::super::plain(&label).chars().count() < 20;
        let bold = |run: Run| {
            let text = if together { run.text.replace(' ', "\u{a0}") } else { run.text.clone() };
            Run { text, strong: true, ..run }
        };
        // By ear a label is told from what follows by its colon alone.
        let asks = super::super::plain(&label).ends_with(['?', ':', '.']);
        let space = Run { text: if asks { " " } else { ": " }.into(), ..Run::default() };
        label
            .into_iter()
            .map(bold)
            .chain([space])
            .chain(run_on(value).unwrap_or_default())
            .collect()
    });
    run_on(sentences.collect()).unwrap_or_default()
}
