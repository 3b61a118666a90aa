//! What the person wants to achieve, and how support helps; what a carer wishes.

use crate::merge::data::{Block, Section};
use crate::merge::page::{Page, facts, section as section_of, words};
use crate::plan::{CarerWishes, Note, Outcome, Recorded};

pub(super) fn section(page: &Page<'_>, outcomes: &Recorded<Vec<Outcome>>) -> Option<Section> {
    let mut blocks = page.absent(outcomes, "goals.none", "goals.not_recorded");
    for (index, outcome) in outcomes.given().into_iter().flatten().enumerate() {
        blocks.push(card(page, outcome, index + 1));
    }
    section_of("goals", page.say("goals.heading"), blocks)
}

fn card(page: &Page<'_>, outcome: &Outcome, number: usize) -> Block {
    let Outcome {
        item,
        how_support_helps,
        defined_by,
        // Headings and statistics of the council's, not the reader's.
        regulation_outcome: _,
        wellbeing_areas,
        baseline_score,
        importance,
        confidence,
        progress_measure,
        target_date,
        stage_goals,
        status,
    } = outcome;
    let at = format!("outcomes[{}]", item.id);
    let mut blocks = page.item(item, "outcomes");
    let mut rows = Vec::new();
    rows.extend(page.fact_note(
        "goals.how_support_helps",
        how_support_helps.as_ref(),
        &format!("{at}.how_support_helps"),
    ));
    if !wellbeing_areas.is_empty() {
        let names: Vec<_> =
            wellbeing_areas.iter().map(|area| page.wording.name_of("wellbeing", area)).collect();
        rows.push(page.fact("goals.wellbeing", words(&page.wording.list(&names))));
    }
    for (key, score) in [
        ("goals.baseline", baseline_score),
        ("goals.importance", importance),
        ("goals.confidence", confidence),
    ] {
        rows.extend(score.map(|score| {
            let value = page.fill("goals.score", &[("score", &score.to_string())]);
            page.fact(key, value)
        }));
    }
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
                line.extend(page.fill("goals.step_by", &[("date", &page.wording.date(date))]));
            }
            Some(line)
        })
        .collect();
    if !steps.is_empty() {
        rows.push(crate::merge::Fact { label: page.say("goals.steps"), value: steps });
    }
    rows.extend(target_date.map(|date| page.fact("goals.target_date", words(&page.wording.date(date)))));
    rows.extend(status.map(|status| page.fact("goals.status", words(&page.wording.name_of("outcome_status", &status)))));
    let by = defined_by.as_ref().filter(|party| party.as_str() != page.disclosure.subject.id.as_str());
    rows.extend(by.and_then(|party| page.name(party)).map(|name| page.fact("goals.defined_by", words(&name))));
    blocks.extend(facts(rows));
    Block::Card {
        heading: page.fill("goals.number", &[("number", &number.to_string())]),
        label: None,
        tone: "plain".into(),
        blocks,
    }
}

/// What a carer wishes: caring, work, learning, free time.
pub(super) fn wishes(page: &Page<'_>, wishes: Option<&CarerWishes>) -> Option<Section> {
    let CarerWishes { caring, work, education_training, recreation } = wishes?;
    let mut blocks = Vec::new();
    for (key, wish) in [
        ("wishes.caring", caring),
        ("wishes.work", work),
        ("wishes.education_training", education_training),
        ("wishes.recreation", recreation),
    ] {
        let inside = match wish {
            Recorded::Given(note) => page.note(Some(note), &format!("carer_{key}")),
            other => page.absent::<Note>(other, "wishes.none", "answer.not_recorded"),
        };
        if !inside.is_empty() {
            blocks.push(Block::Part { heading: page.say(key), blocks: inside });
        }
    }
    section_of("wishes", page.say("wishes.heading"), blocks)
}
