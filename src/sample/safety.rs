//! What could go wrong, what helps, who disagrees: risks, advice, emergencies, differing views.

use super::bank::{BANK, Condition, Emergency, RiskWords};
use super::cast::{Cast, RELATIVE, SUBJECT, WORKER, party};
use super::scene::{Scene, later};
use crate::plan::{
    Advice, AdvicePurpose, Contingency, Disagreement, DisagreementAbout, Envelope, Level, Recorded,
    Regime, Risk, SafeguardingConclusion, Scale, Sensitivity, Voice,
};

/// One risk more that many people have.
pub fn add_common_risk(scene: &mut Scene, risks: &mut Vec<Risk>) {
    let often = match scene.scale {
        Scale::Minor => 30,
        Scale::Standard => 50,
        Scale::Complex => 90,
    };
    if !scene.dice.chance(often) {
        return;
    }
    let bank: &[RiskWords] =
        if scene.regime.is_carer() { &BANK.plan.carer_risks } else { &BANK.plan.common_risks };
    let risk = scene.dice.pick(bank);
    risks.push(Risk {
        item: scene.words.item(format!("r{}", risks.len() + 1), &risk.text, Voice::Council),
        likelihood: Some(Level::Medium),
        impact: Some(Level::Medium),
        who_at_risk: Some(scene.words.note(&BANK.plan.who_at_risk)),
        actions: Some(scene.words.note(&risk.action)),
        owner: Some(party(WORKER)),
        review_on: Some(later(scene.plan_date, 180)),
        accepted_by_person: Some(true),
    });
}

/// Advice of both kinds: what meets or reduces needs, what prevents or delays them.
pub fn advice(scene: &mut Scene) -> Vec<Advice> {
    let bank = &BANK.plan;
    let count = if scene.scale == Scale::Minor { 1 } else { 2 };
    let age = scene.subject.age();
    let mut given = Vec::new();
    for (purpose, phrases) in [
        (AdvicePurpose::MeetOrReduce, &bank.advice_meet),
        (AdvicePurpose::PreventOrDelay, &bank.advice_prevent),
    ] {
        for phrase in
            scene.dice.some(phrases.iter().filter(|phrase| phrase.fits(age)).collect(), count)
        {
            given.push(Advice {
                item: scene.words.item(format!("a{}", given.len() + 1), phrase, Voice::Council),
                purpose,
                source: Some(scene.words.note(scene.dice.pick(&bank.advice_source))),
                url: scene.dice.chance(30).then(|| "https://advice.example/living-well".to_owned()),
                phone: Some(super::identity::phone(&mut scene.dice)),
                given_on: Some(later(scene.plan_date, -14)),
            });
        }
    }
    given
}

/// What to do when something goes wrong.
pub fn contingency(scene: &mut Scene, cast: &Cast) -> Vec<Contingency> {
    let carer = scene.regime.is_carer();
    let bank = &BANK.plan;
    let all: &[Emergency] = if carer { &bank.carer_contingency } else { &bank.contingency };
    let count = match scene.scale {
        Scale::Minor => 1,
        Scale::Standard => 2,
        Scale::Complex => 4,
    };
    let mut words = scene.words.clone();
    let provider = cast.care_provider().unwrap_or_default();
    words.set("provider", provider, provider);
    let fitting = all.iter().filter(|emergency| match emergency.when {
        None => true,
        Some(Condition::CareWorker) => cast.care_provider().is_some(),
        Some(Condition::Carer) => cast.has_carer,
        Some(Condition::Equipment) => cast.has_equipment(),
    });
    let dice = &mut scene.dice;
    let chosen = dice.some(fitting.collect::<Vec<_>>(), count);
    chosen
        .into_iter()
        .enumerate()
        .map(|(place, emergency)| Contingency {
            item: words.item(format!("c{}", place + 1), &emergency.action, Voice::Council),
            trigger: words.note(&emergency.trigger),
            contacts: vec![party(RELATIVE), party(WORKER)],
            early_warning: dice.chance(40).then(|| words.note(dice.pick(&bank.early_warning))),
            coping: dice.chance(40).then(|| words.note(dice.pick(&bank.coping))),
            medicines_equipment: dice
                .chance(25)
                .then(|| words.note(dice.pick(&bank.equipment_ready))),
            agreed_with: vec![party(SUBJECT)],
            updated_on: Some(later(scene.plan_date, -5)),
            review_on: Some(later(scene.plan_date, 180)),
        })
        .collect()
}

/// Now and then somebody sees it otherwise.
pub fn disagreements(scene: &mut Scene) -> Recorded<Vec<Disagreement>> {
    if !scene.dice.chance(10) {
        return Recorded::None;
    }
    let carer = scene.regime.is_carer();
    let fitting: Vec<_> = BANK
        .plan
        .disagreements
        .iter()
        .filter(|difference| !carer || difference.concerns != DisagreementAbout::Budget)
        .collect();
    let difference = scene.dice.pick(&fitting);
    Recorded::Given(vec![Disagreement {
        item: scene.words.item("d1", &difference.view, Voice::Council),
        party_ref: party(SUBJECT),
        concerns: difference.concerns,
        council_response: Recorded::Given(scene.words.note(&difference.answer)),
        raised_on: Some(later(scene.plan_date, -7)),
        outcome: None,
    }])
}

/// What an enquiry found: now and then in a Welsh adult's plan.
pub fn safeguarding(scene: &mut Scene) -> Recorded<SafeguardingConclusion> {
    if scene.regime != Regime::WalesAdult || !scene.dice.chance(4) {
        return Recorded::None;
    }
    let bank = &BANK.plan.safeguarding;
    Recorded::Given(SafeguardingConclusion {
        enquiry_ref: Some(format!("ENQ-{:05}", scene.number)),
        enquiry_open: Some(false),
        conclusion: Some(scene.words.note(&bank["conclusion"])),
        concluded_on: Some(later(scene.plan_date, -40)),
        withhold_text_variant: Some(scene.words.note(&bank["variant"])),
        envelope: Envelope { sensitivity: Sensitivity::Safeguarding, ..Envelope::default() },
    })
}
