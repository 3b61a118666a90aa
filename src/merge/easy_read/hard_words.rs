//! Hard words: bold where a document first uses one, and listed at its end with what they mean.

use std::collections::BTreeMap;

use super::super::data::{Block, Fact, MergeData, Run, Section};
use super::super::page::{Page, section as section_of, words};
use crate::template::WordList;

/// Makes the first use of each hard word beside a picture bold, and lists the words with their
/// meanings: those of the title and the headings, which are bold already, and of the week too.
pub(in crate::merge) fn hard_words(page: &Page<'_>, data: &mut MergeData) -> Option<Section> {
    let glossary = page.wording.glossary();
    let mut meanings = BTreeMap::new();
    let blocks = data.sections.iter_mut().flat_map(|section| &mut section.blocks);
    for block in data.opening.blocks.iter_mut().chain(blocks) {
        let Block::PictureRow { words, .. } = block else { continue };
        for sentence in words {
            let runs = std::mem::take(sentence).into_iter();
            *sentence = runs.flat_map(|run| marked(run, glossary, &mut meanings)).collect();
        }
    }
    for found in elsewhere(data).flat_map(|run| glossary.find(&run.text)) {
        meanings
            .entry(found.word.word.to_lowercase())
            .or_insert((found.word.word.as_str(), found.word.means.as_str()));
    }
    let row =
        |(word, meaning): (&str, &str)| Fact { label: words(word), value: vec![words(meaning)] };
    let rows: Vec<Fact> = meanings.into_values().map(row).collect();
    let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Facts { rows }] };
    section_of("hard-words", page.say("easy.heading.hard_words"), blocks)
}

/// What stands in bold or in the week: titles, headings, labels and their values.
fn elsewhere(data: &MergeData) -> impl Iterator<Item = &Run> {
    let title = std::iter::once(&data.opening.heading);
    let headings = data.sections.iter().map(|section| &section.heading);
    let blocks = data.sections.iter().flat_map(|section| &section.blocks);
    let facts = blocks.filter_map(|block| match block {
        Block::Facts { rows } => Some(rows),
        _ => None,
    });
    let facts = facts.flatten().flat_map(|row| std::iter::once(&row.label).chain(&row.value));
    title.chain(headings).chain(facts).flatten()
}

/// Splits a run so that each hard word that was not met before stands alone in bold.
fn marked<'w>(
    run: Run,
    glossary: &'w WordList,
    meanings: &mut BTreeMap<String, (&'w str, &'w str)>,
) -> Vec<Run> {
    if run.strong {
        return vec![run];
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for found in glossary.find(&run.text) {
        let entry = (found.word.word.as_str(), found.word.means.as_str());
        if meanings.insert(entry.0.to_lowercase(), entry).is_none() {
            pieces.push((from..found.at.start, false));
            pieces.push((found.at.clone(), true));
            from = found.at.end;
        }
    }
    pieces.push((from..run.text.len(), false));
    pieces
        .into_iter()
        .filter_map(|(at, strong)| {
            let text = run.text.get(at).filter(|text| !text.is_empty())?;
            Some(Run { text: text.to_owned(), strong, ..run.clone() })
        })
        .collect()
}
