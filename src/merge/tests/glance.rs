//! The plan at a glance, and needs told as a story.

use super::*;
use crate::plan::{Document, Recorded};

/// The persons' own whole copies, in print.
fn own_plans() -> impl Iterator<Item = &'static Made> {
    COPIES.iter().filter(|made| {
        let Disclosure { document, pack, scale, .. } = &made.disclosure;
        let small = *scale == Some(crate::plan::Scale::Minor);
        *document == Document::Plan
            && *pack == Pack::Full
            && made.disclosure.is_own()
            && (!small || made.disclosure.edition.format == Format::LargePrint)
    })
}

/// The reading text of one section.
fn section(made: &Made, id: &str) -> String {
    let sections = made.data.sections.iter().filter(|section| section.id == id).cloned().collect();
    let text = reading_text(&MergeData { sections, ..made.data.clone() });
    let first = text.split("\n# ").next().expect("the opening").len();
    text[first..].to_owned()
}

#[test]
fn a_whole_plan_begins_with_the_plan_at_a_glance_before_its_contents() {
    let mut seen = 0;
    for made in own_plans() {
        assert_eq!(made.data.sections[0].id, "glance");
        assert_eq!(made.data.document.contents_after, 1);
        let glance = section(made, "glance");
        let is_large = made.disclosure.edition.format == Format::LargePrint;
        let at_once =
            if is_large { &made.data.opening.blocks } else { &made.data.sections[0].blocks };
        let at = at_once
            .iter()
            .position(|block| matches!(block, Block::Callout { tone, .. } if tone == "emergency"));
        let before = at.unwrap_or_else(|| panic!("nothing on emergencies at once: {glance}"));
        assert!(before <= if is_large { 2 } else { 0 }, "{before} blocks come before it");
        assert_eq!(glance.contains("999"), !is_large, "it is said once: {glance}");
        seen += 1;
    }
    assert!(seen > 5, "only {seen} plans were looked at");
}

#[test]
fn at_a_glance_nobody_who_comes_by_the_week_is_missing() {
    for made in own_plans() {
        let glance = section(made, "glance");
        for support in made.disclosure.content.supports.given().into_iter().flatten() {
            let comes = support.amount.as_ref().is_some_and(|amount| {
                amount.timetable.iter().any(|visit| !visit.days.is_empty() && visit.who.is_none())
            });
            let Some(crate::plan::Provider::Party(party)) = support.who_provides.given() else {
                continue;
            };
            let person = made.disclosure.person(party).expect("who provides it is named");
            if comes && person.id != made.disclosure.subject.id {
                let name = person.name.formal();
                assert!(glance.contains(&name), "{name} comes, and is not in {glance}");
            }
        }
    }
}

#[test]
fn at_a_glance_says_what_the_person_pays_or_that_it_is_not_known() {
    let wording = |made: &Made| WORDINGS.get(&made.disclosure.edition.language).expect("wording");
    for made in own_plans() {
        let content = &made.disclosure.content;
        let glance = section(made, "glance");
        let Recorded::Given(budget) = &content.personal_budget else { continue };
        match budget.adult_pays.filter(|sum| sum.pence > 0) {
            Some(sum) => {
                let sum = wording(made).money(sum).replace('\u{a0}', " ");
                assert!(glance.contains(&sum), "{sum}: {glance}");
            }
            None => {
                assert!(!glance.contains("£0"), "an amount of nothing is said in words: {glance}");
            }
        }
    }
}

#[test]
fn copies_of_a_part_have_no_glance() {
    for made in COPIES.iter().filter(|made| !made.disclosure.pack.is_whole()) {
        assert!(made.data.sections.iter().all(|section| section.id != "glance"));
    }
}

#[test]
fn what_holds_for_every_need_is_said_once_and_what_differs_by_the_need_itself() {
    let mut seen = 0;
    for made in own_plans() {
        let Recorded::Given(needs) = &made.disclosure.content.needs else { continue };
        let wording = WORDINGS.get(&made.disclosure.edition.language).expect("wording");
        let text = section(made, "needs");
        for answer in ["yes", "no", "partly"] {
            let sentence = wording.say(&format!("eligible.{answer}"));
            let same = |need: &&crate::plan::Need| {
                let own = need.eligible.given();
                own.is_some_and(|own| wording.name_of("eligible", own) == sentence)
            };
            let (all, these) = (needs.len(), needs.iter().filter(same).count());
            let said = text.matches(&sentence).count();
            let once = these * 3 >= all * 2 && all > 1;
            assert_eq!(said, if once { 1 } else { these }, "{sentence}\n{text}");
            seen += these;
        }
    }
    assert!(seen > 10, "only {seen} needs were looked at");
}

#[test]
fn a_need_tells_what_is_wanted_and_what_will_happen() {
    let made = own_plans()
        .find(|made| made.disclosure.reference == "BH-2026-0096")
        .expect("the plan of the third sample");
    let needs = section(made, "needs");
    for words in [
        "What you want: I want to be washed, dressed and moved without pain",
        "(goal 3)",
        "Care at home: Hollybank Home Care (paid by the council), 12\u{a0}visits each week (support 1)",
    ] {
        let words = words.replace('\u{a0}', " ");
        assert!(needs.contains(&words), "{words}\n{needs}");
    }
}
