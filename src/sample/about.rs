//! What the person says about themselves.

use super::bank::{BANK, Phrase};
use super::scene::{Scene, later};
use crate::plan::{AboutMe, Item, Note, Scale, Voice};

/// A few headings for a minor plan, most for a complex one.
pub fn about_me(scene: &mut Scene) -> AboutMe {
    let often = match scene.scale {
        Scale::Minor => 30,
        Scale::Standard => 60,
        Scale::Complex => 85,
    };
    let important = scene.dice.between(1, 2);
    let mut about = AboutMe {
        most_important: said(scene, "most_important", important, 100),
        people_important: said(scene, "people_important", 1, 90),
        how_i_communicate: said(scene, "how_i_communicate", 2, 90),
        my_wellness: said(scene, "my_wellness", 2, often),
        please_do: None,
        please_dont: None,
        how_and_when_to_support: said(scene, "how_and_when_to_support", 2, 80),
        also_worth_knowing: said(scene, "also_worth_knowing", 2, often),
        date: Some(later(scene.plan_date, -14)),
        supported_to_write_by: said(scene, "supported_to_write_by", 1, often),
        wishes_feelings: said(scene, "wishes_feelings", 2, 80),
        values: said(scene, "values", 1, often),
        aspirations: said(scene, "aspirations", 1, often),
        wishes_unpaid_support: said(scene, "wishes_unpaid_support", 1, often),
        ..AboutMe::default()
    };
    let list = |scene: &mut Scene, key: &str| {
        let phrases = phrases(scene, key, 3);
        scene.words.said_as_list(&phrases)
    };
    about.please_do = Some(list(scene, "please_do"));
    about.please_dont = Some(list(scene, "please_dont"));
    about.strengths = items(scene, "strengths", "strength", often);
    about.circle_of_support = items(scene, "circle_of_support", "circle", often);
    about.community_connections = items(scene, "community_connections", "community", often / 2);
    about.skills_to_build = items(scene, "skills_to_build", "skill", often / 2);
    about
}

fn phrases(scene: &mut Scene, key: &str, count: usize) -> Vec<&'static Phrase> {
    let age = scene.subject.age();
    let fitting = BANK.about[key].iter().filter(|phrase| phrase.fits(age)).collect();
    scene.dice.some(fitting, count)
}

fn said(scene: &mut Scene, key: &str, most: i64, often: u32) -> Option<Note> {
    if !scene.dice.chance(often) {
        return None;
    }
    let count = usize::try_from(scene.dice.between(1, most)).unwrap_or(1);
    let phrases = phrases(scene, key, count);
    Some(scene.words.said(&phrases))
}

fn items(scene: &mut Scene, key: &str, id: &str, often: u32) -> Vec<Item> {
    if !scene.dice.chance(often) {
        return Vec::new();
    }
    let phrases = phrases(scene, key, 2);
    phrases
        .into_iter()
        .enumerate()
        .map(|(place, phrase)| {
            scene.words.item(format!("{id}{}", place + 1), phrase, Voice::FirstPerson)
        })
        .collect()
}
