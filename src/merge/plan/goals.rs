//! What the person wants to achieve, and how support helps; what a carer wishes.

use crate::merge::data::{Block, Section, Words};
use crate::merge::page::{Page, facts, run_on, section as section_of, words};
use crate::plan::{CarerWishes, Note, Outcome, Recorded};

pub(super) fn section(page: &Page<'_>, outcomes: &Recorded<Vec<Outcome>>) -> Option<Section> {
    let mut blocks = page.absent(outcomes, "goals.none", "goals.not_recorded");
    for (index, outcome) in outcomes.given().into_iter().flatten().enumerate() {
        blocks.push(card(page, outcome, index + 1));
    }
    // A small plan with one goal needs no number for it.
    if let (true, [Block::Card { blocks: inside, .. }]) = (page.compact(), blocks.as_mut_slice()) {
        blocks = std::mem::take(inside);
    }
    section_of("goals", page.say("goals.heading"), blocks)
}

/// The goals that others refer to by number: the only one of a small plan has none.
pub(super) fn numbered<'o>(page: &Page<'_>, outcomes: &'o Recorded<Vec<Outcome>>) -> &'o [Outcome] {
    let all = outcomes.given().map_or(&[][..], Vec::as_slice);
    if page.compact() && all.len() == 1 { &[] } else { all }
}

fn card(page: &Page<'_>, outcome: &Outcome, number: usize) -> Block {
    let Outcome {
        item,
        how_support_helps,
        defined_by,
        // Headings and statistics of the council's, not the reader's.
        regulation_outcome: _,
        // Told in sentences, see `about`.
        wellbeing_areas: _,
        baseline_score: _,
        importance: _,
        confidence: _,
        progress_measure,
        target_date,
        stage_goals,
        status,
    } = outcome;
    let at = format!("outcomes[{}]", item.id);
    let mut blocks = page.item(item, "outcomes");
    blocks.extend(page.sentences(about(page, outcome)));
    let mut rows = Vec::new();
    rows.extend(page.fact_note(
        "goals.how_support_helps",
        how_support_helps.as_ref(),
        &format!("{at}.how_support_helps"),
    ));
    rows.extend(page.fact_note(
        "goals.progress_measure",
        progress_measure.as_ref(),
        &format!("{at}.progress_measure"),
    ));
    let steps: Vec<_> = stage_goals
        .iter()
        .filter_map(|step| {
            let mut line = page.note_line(&step.text, &format!("{at}.stage_goals"))?;
            if let Some(date) = step.target_date {
                line.extend(words(" "));
                line.extend(page.fill("goals.step_by", &[("date", &page.wording.date(date))]));
            }
            Some(line)
        })
        .collect();
    if !steps.is_empty() {
        rows.push(crate::merge::Fact { label: page.say("goals.steps"), value: steps });
    }
    let status = status.map(|status| words(&page.wording.name_of("outcome_status", &status)));
    rows.extend(match (target_date.map(|date| words(&page.wording.date(date))), status) {
        (Some(date), status) => run_on(std::iter::once(date).chain(status).collect())
            .map(|value| page.fact("goals.target_date", value)),
        (None, status) => status.map(|status| page.fact("goals.status", status)),
    });
    let by =
        defined_by.as_ref().filter(|party| party.as_str() != page.disclosure.subject.id.as_str());
    rows.extend(
        by.and_then(|party| page.name(party))
            .map(|name| page.fact("goals.defined_by", words(&name))),
    );
    blocks.extend(facts(rows));
    Block::Card {
        heading: page.fill("goals.number", &[("number", &number.to_string())]),
        label: None,
        tone: "plain".into(),
        blocks,
    }
}

/// What the goal is about and how it was scored, in sentences: a line each would be a long list.
fn about(page: &Page<'_>, outcome: &Outcome) -> Vec<Words> {
    let mut sentences = Vec::new();
    if !outcome.wellbeing_areas.is_empty() {
        let areas = outcome.wellbeing_areas.iter();
        let areas: Vec<_> = areas.map(|area| page.wording.name_of("wellbeing", area)).collect();
        sentences.push(page.fill("goals.wellbeing", &[("areas", &page.wording.list(&areas))]));
    }
    let scores = [
        ("goals.importance", outcome.importance),
        ("goals.confidence", outcome.confidence),
        ("goals.baseline", outcome.baseline_score),
    ];
    sentences.extend(
        scores
            .into_iter()
            .filter_map(|(key, score)| Some(page.fill(key, &[("score", &score?.to_string())]))),
    );
    sentences
}

/// What a carer wishes: caring, work, learning, free time.
pub(super) fn wishes(page: &Page<'_>, wishes: Option<&CarerWishes>) -> Option<Section> {
    let CarerWishes { caring, work, education_training, recreation } = wishes?;
    let all = [
        ("wishes.caring", caring),
        ("wishes.work", work),
        ("wishes.education_training", education_training),
        ("wishes.recreation", recreation),
    ];
    let said = all.iter().map(|(key, wish)| (page.say(key), wish.given(), format!("carer_{key}")));
    let mut blocks = page.labelled(said);
    let mut rows = Vec::new();
    for (key, wish) in all {
        for block in page.absent::<Note>(wish, "wishes.none", "answer.not_recorded") {
            if let Block::Paragraph { words } = block {
                rows.push(page.fact(key, words));
            }
        }
    }
    blocks.extend(facts(rows));
    section_of("wishes", page.say("wishes.heading"), blocks)
}
