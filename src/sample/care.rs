//! Needs, the outcomes that go with them, the supports that meet them, and their risks.

use super::bank::{BANK, NotEligible, Offer, ProviderKind, Rhythm, Theme};
use super::cast::{Cast, SUBJECT, WORKER, party};
use super::dice::Dice;
use super::money::Reckoning;
use super::scene::{Scene, later};
use super::timetable::{Week, days_in_words, minutes_in_words};
use crate::plan::{
    Amount, Delivery, Domain, Id, InformalCare, Level, LinkedKind, Need, Outcome, OutcomeStatus,
    Provider, ProviderType, Recorded, Ref, Regime, Risk, Scale, StageGoal, Support, SupportKind,
    Voice, WellbeingArea, Willing, YesNoPartly,
};

/// The heart of a plan.
#[derive(Default)]
pub struct Care {
    pub needs: Vec<Need>,
    pub outcomes: Vec<Outcome>,
    pub supports: Vec<Support>,
    pub risks: Vec<Risk>,
    week: Week,
}

impl Care {
    /// Chooses themes and writes out what belongs to each.
    pub fn of(scene: &mut Scene, cast: &mut Cast, reckoning: Reckoning) -> Self {
        let (low, high) = match scene.scale {
            Scale::Minor => (1, 2),
            Scale::Standard => (3, 6),
            Scale::Complex => (7, 12),
        };
        let count = usize::try_from(scene.dice.between(low, high)).unwrap_or(1);
        let one_not_eligible = count > 1 && scene.dice.chance(35);
        let mut care = Self::default();
        let themes = themes(scene, count - usize::from(one_not_eligible));
        for theme in &themes {
            care.add_need(scene, theme);
        }
        // Days out first, so that nobody visits an empty home.
        let offers = offers(scene, &themes);
        let (out, at_home): (Vec<_>, Vec<_>) =
            offers.into_iter().partition(|(_, offer)| offer.rhythm == Rhythm::Day);
        for (place, offer) in out.into_iter().chain(at_home) {
            care.add_support(scene, cast, reckoning, place, offer);
        }
        for (place, theme) in themes.iter().enumerate() {
            care.add_risk(scene, theme, place);
        }
        if one_not_eligible {
            care.add_not_eligible(scene);
        }
        care.settle_the_power(scene);
        care
    }

    fn add_need(&mut self, scene: &mut Scene, theme: &Theme) {
        let number = self.needs.len() + 1;
        let (dice, words, bank) = (&mut scene.dice, &scene.words, &BANK.plan);
        let england = scene.regime.is_england();
        let fluctuates = theme.may_vary && dice.chance(40);
        let (extents, progress) = if scene.regime.is_carer() {
            (&bank.carer_extents, &bank.carer_progress)
        } else {
            (&bank.extents, &bank.progress)
        };
        self.needs.push(Need {
            item: words.item(format!("n{number}"), dice.pick(&theme.need), Voice::Council),
            domains: theme.domains.clone(),
            eligible: Recorded::Given(YesNoPartly::Yes),
            eligibility_extent: england.then(|| words.note(dice.pick(extents))),
            wellbeing_impact: Some(words.note(&theme.impact)),
            la_will_meet: Recorded::Given(YesNoPartly::Yes),
            dp_possible: Some(dice.chance(85)),
            fluctuates: Some(fluctuates),
            fluctuation_plan: fluctuates.then(|| words.note(dice.pick(&bank.fluctuations))),
            outcome_refs: vec![Ref(format!("o{number}"))],
            ..Need::default()
        });
        let welsh = !england;
        let target = later(scene.plan_date, *dice.pick(&[84, 120, 180, 270]));
        let review = scene.decision.is_some();
        let stepwise = dice.chance(25);
        self.outcomes.push(Outcome {
            item: words.item(format!("o{number}"), dice.pick(&theme.outcome), Voice::FirstPerson),
            how_support_helps: Some(words.note(&theme.helps)),
            defined_by: Some(party(SUBJECT)),
            regulation_outcome: theme.domains.first().copied(),
            wellbeing_areas: if england {
                theme.wellbeing.clone()
            } else {
                Vec::<WellbeingArea>::new()
            },
            baseline_score: welsh.then(|| score(dice.between(1, 5))),
            importance: dice.chance(70).then(|| score(dice.between(6, 10))),
            confidence: dice.chance(50).then(|| score(dice.between(3, 10))),
            progress_measure: (welsh || dice.chance(60)).then(|| words.note(dice.pick(progress))),
            target_date: Some(target),
            stage_goals: if stepwise {
                vec![StageGoal {
                    text: words.note(dice.pick(&bank.steps)),
                    target_date: Some(later(scene.plan_date, 42)),
                }]
            } else {
                Vec::new()
            },
            status: Some(if review {
                dice.weighted(&[
                    (40, OutcomeStatus::InProgress),
                    (30, OutcomeStatus::PartlyAchieved),
                    (25, OutcomeStatus::Achieved),
                    (5, OutcomeStatus::Dropped),
                ])
            } else {
                OutcomeStatus::NotStarted
            }),
        });
    }

    fn add_support(
        &mut self,
        scene: &mut Scene,
        cast: &mut Cast,
        reckoning: Reckoning,
        place: usize,
        offer: &Offer,
    ) {
        let number = self.supports.len() + 1;
        let by = &BANK.people.providers[&offer.by];
        let (provider, name) = cast.provider(&mut scene.dice, &offer.by);
        let slot = self.week.place(&mut scene.dice, offer.rhythm);
        let (dice, bank) = (&mut scene.dice, &BANK.plan);
        let mut words = scene.words.clone();
        words.set("provider", name.clone(), name);
        if let Some(slot) = &slot {
            words.set_pair("days", &days_in_words(&slot.days));
            words.set_pair("minutes", &minutes_in_words(slot.minutes));
        }
        let england = scene.regime.is_england();
        let sitting = offer.by == "sitting";
        let mechanism = mechanism(dice, offer, by, england);
        let provider_type = match mechanism {
            Delivery::CassrCommissioned | Delivery::CassrManagedPb => ProviderType::ThirdParty,
            _ => by.provider_type,
        };
        let times = match offer.rhythm {
            Rhythm::Monthly => Some("monthly"),
            Rhythm::Always => Some("always"),
            Rhythm::Once => Some("once"),
            _ => None,
        };
        let paid_by_the_hour = slot.is_some() && by.hourly > 0;
        self.supports.push(Support {
            item: words.item(format!("s{number}"), &offer.text, Voice::Council),
            kind: offer.kind,
            need_refs: vec![Ref(format!("n{}", place + 1))],
            outcome_refs: vec![Ref(format!("o{}", place + 1))],
            who_provides: Recorded::Given(Provider::Party(provider)),
            provider_type: Some(provider_type),
            responsible_party: Some(party(WORKER)),
            how_in_practice: Some(words.note(&offer.how)),
            is_existing: Some(scene.decision.is_some()),
            will_continue: Some(offer.rhythm != Rhythm::Once),
            amount: Some(Amount {
                minutes_per_week: slot.as_ref().map(super::timetable::Slot::minutes_per_week),
                visits_per_week: slot.as_ref().map(super::timetable::Slot::visits_per_week),
                times: times.map(|name| words.note(&bank.times[name])),
                timetable: slot.iter().map(super::timetable::Slot::visit).collect(),
            }),
            start: Some(later(scene.plan_date, dice.between(3, 14))),
            end: None,
            one_off: (offer.rhythm == Rhythm::Once).then_some(true),
            replacement_care: sitting.then_some(true),
            delivery_mechanism: Recorded::Given(mechanism),
            cost: if sitting { None } else { reckoning.cost(dice, by, slot.as_ref()) },
            options_considered: dice.chance(15).then(|| words.note(dice.pick(&bank.options))),
            flexibility_note: (paid_by_the_hour && dice.chance(35))
                .then(|| words.note(dice.pick(&bank.flexibility))),
            actions_by_others: if england || dice.chance(40) {
                Recorded::None
            } else {
                let other = dice.pick(&bank.others);
                Recorded::Given(vec![words.item(
                    format!("s{number}-others"),
                    other,
                    Voice::Council,
                )])
            },
        });
    }

    fn add_risk(&mut self, scene: &mut Scene, theme: &Theme, place: usize) {
        let Some(risk) = &theme.risk else { return };
        let number = self.risks.len() + 1;
        let (dice, words) = (&mut scene.dice, &scene.words);
        let supported = self
            .supports
            .iter()
            .any(|support| support.need_refs.contains(&Ref(format!("n{}", place + 1))));
        if !supported || !dice.chance(75) {
            return;
        }
        let level = [(30, Level::Low), (50, Level::Medium), (20, Level::High)];
        self.risks.push(Risk {
            item: words.item(format!("r{number}"), &risk.text, Voice::Council),
            likelihood: Some(dice.weighted(&level)),
            impact: Some(dice.weighted(&level)),
            who_at_risk: Some(words.note(&BANK.plan.who_at_risk)),
            actions: Some(words.note(&risk.action)),
            owner: Some(party(WORKER)),
            review_on: Some(later(scene.plan_date, 180)),
            accepted_by_person: Some(dice.chance(80)),
        });
    }

    fn add_not_eligible(&mut self, scene: &mut Scene) {
        let number = self.needs.len() + 1;
        let (dice, words) = (&mut scene.dice, &scene.words);
        let carer = scene.regime.is_carer();
        let fitting: Vec<&NotEligible> = BANK
            .plan
            .not_eligible
            .iter()
            .filter(|need| carer || !need.domains.contains(&Domain::Recreation))
            .collect();
        let choice = dice.pick(&fitting);
        self.needs.push(Need {
            item: words.item(format!("n{number}"), &choice.need, Voice::Council),
            domains: choice.domains.clone(),
            eligible: Recorded::Given(YesNoPartly::No),
            la_will_meet: Recorded::Given(YesNoPartly::No),
            not_eligible_action: Some(words.note(&choice.action)),
            ..Need::default()
        });
    }

    /// An English adult with a single domain is helped under the power, not the duty.
    fn settle_the_power(&mut self, scene: &Scene) {
        let eligible =
            || self.needs.iter().filter(|need| need.eligible == Recorded::Given(YesNoPartly::Yes));
        let domains: std::collections::HashSet<_> =
            eligible().flat_map(|need| &need.domains).collect();
        if scene.regime == Regime::EnglandAdult && domains.len() < 2 {
            for need in &mut self.needs {
                if need.eligible == Recorded::Given(YesNoPartly::Yes) {
                    need.power_s19 = Some(true);
                }
            }
        }
    }

    /// The unpaid carer's part, which meets one of the needs.
    pub fn informal_care(&mut self, scene: &mut Scene, carer: &str) -> InformalCare {
        let (dice, words, bank) = (&mut scene.dice, &scene.words, &BANK.plan);
        let carer_plan_ref = scene
            .partner
            .as_ref()
            .filter(|partner| partner.kind == LinkedKind::Carer)
            .map(|partner| partner.plan_id.clone());
        if let Some(need) = self.needs.first_mut() {
            need.met_by_carer_refs.push(Ref("ic1".into()));
        }
        let mut views = dice.chance(40).then(|| words.note(dice.pick(&bank.carer_views)));
        if let Some(views) = &mut views {
            views.envelope.about = vec![party(carer)];
            views.envelope.sensitivity = crate::plan::Sensitivity::ThirdParty;
            views.envelope.source_party = Some(party(carer));
        }
        let help = dice.chance(50).then(|| dice.pick(&bank.carer_help));
        InformalCare {
            id: Id("ic1".into()),
            carer_ref: party(carer),
            support_given: Some(words.note(dice.pick(&bank.informal_given))),
            need_refs: vec![Ref("n1".into())],
            willing: Some(dice.weighted(&[(70, Willing::Yes), (30, Willing::Partly)])),
            able: Some(dice.weighted(&[(55, Willing::Yes), (45, Willing::Partly)])),
            willing_until: Some(words.note(dice.pick(&bank.willing_until))),
            carer_views: views,
            carer_needs: None,
            carer_wishes_extent: None,
            carer_support: help
                .map(|help| crate::plan::CarerSupport {
                    what: words.note(&help.what),
                    outcome: Some(words.note(&help.outcome)),
                })
                .into_iter()
                .collect(),
            carer_plan_ref,
            carer_assessment_offered: Some(true),
            caring_role: None,
            impact: None,
            hours_per_week: Some(u32::try_from(dice.between(4, 40)).unwrap_or(4)),
            cared_for_ref: None,
            envelope: crate::plan::Envelope::default(),
        }
    }
}

/// Themes that fit the person's age and one another.
fn themes(scene: &mut Scene, count: usize) -> Vec<&'static Theme> {
    let all = if scene.regime.is_carer() { &BANK.carer } else { &BANK.adult };
    let age = scene.subject.age();
    let fitting: Vec<&Theme> = all
        .iter()
        .filter(|theme| theme.ages.is_none_or(|(from, to)| (from..=to).contains(&age)))
        .collect();
    let everything = fitting.len();
    let mut chosen: Vec<&Theme> = Vec::new();
    for theme in scene.dice.some(fitting, everything) {
        let clash = |other: &&Theme| {
            other.excludes.contains(&theme.id) || theme.excludes.contains(&other.id)
        };
        if chosen.len() < count && !chosen.iter().any(clash) {
            chosen.push(theme);
        }
    }
    chosen
}

/// At least one way to meet each need, with the need's place; complex plans take all there are.
fn offers(scene: &mut Scene, themes: &[&'static Theme]) -> Vec<(usize, &'static Offer)> {
    let mut offers: Vec<(usize, &Offer)> = Vec::new();
    for (place, theme) in themes.iter().enumerate() {
        let all: Vec<&Offer> = theme.supports.iter().collect();
        let count = match scene.scale {
            Scale::Minor => 1,
            Scale::Standard => 1 + usize::from(scene.dice.chance(30)),
            Scale::Complex => 2,
        };
        for offer in scene.dice.some(all, count) {
            let many_days_out = offer.kind == SupportKind::Day
                && offers.iter().filter(|(_, other)| other.kind == SupportKind::Day).count() >= 2;
            if !many_days_out || theme.supports.len() == 1 {
                offers.push((place, offer));
            }
        }
        if !offers.iter().any(|(other, _)| *other == place) {
            offers.push((place, &theme.supports[0]));
        }
    }
    offers
}

/// How a support is paid. What is sold for a direct payment is bought with one; Wales knows no
/// managed personal budget.
fn mechanism(dice: &mut Dice, offer: &Offer, by: &ProviderKind, england: bool) -> Delivery {
    if offer.kind == SupportKind::DirectPaymentPurchase {
        return Delivery::DirectPayment;
    }
    match *dice.pick(&by.how) {
        Delivery::CassrManagedPb | Delivery::Isf if !england => Delivery::CassrCommissioned,
        mechanism => mechanism,
    }
}

fn score(number: i64) -> u8 {
    u8::try_from(number).unwrap_or(5)
}
