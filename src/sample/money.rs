//! Money that adds up: what each support costs, what the person pays, what the council pays, all in
//! one period.

use super::bank::{BANK, Phrase, ProviderKind};
use super::cast::{SUBJECT, party};
use super::dice::Dice;
use super::scene::{Scene, later};
use super::timetable::Slot;
use crate::plan::{
    AccountType, BudgetManagement, Charges, Delivery, DirectPayment, DpDiscussion, Id, Money,
    Period, PersonalBudget, Recorded, Ref, Support,
};

/// The most that a Welsh council may ask for in a week, in pence.
const WELSH_MOST_PENCE_PER_WEEK: i64 = 10_000;

/// The period in which a record gives all its amounts.
#[derive(Clone, Copy)]
pub struct Reckoning {
    period: Period,
    weeks: i64,
}

impl Reckoning {
    /// By the week, or now and then by four weeks; carers' support is paid once.
    pub fn of(scene: &mut Scene) -> Self {
        match (scene.regime.is_carer(), scene.dice.chance(20)) {
            (true, _) => Self { period: Period::Once, weeks: 1 },
            (false, true) => Self { period: Period::FourWeeks, weeks: 4 },
            (false, false) => Self { period: Period::Week, weeks: 1 },
        }
    }

    /// What a support costs, where it costs the council anything.
    pub fn cost(self, dice: &mut Dice, by: &ProviderKind, slot: Option<&Slot>) -> Option<Money> {
        let hours = slot.map_or(0, |slot| by.hourly * i64::from(slot.minutes_per_week()) / 60);
        let days = slot.map_or(0, |slot| by.daily * i64::from(slot.visits_per_week()));
        let weekly = by.weekly + if by.daily > 0 { days } else { hours };
        let once = if by.once { dice.between(24, 90) * 500 } else { 0 };
        let pence = weekly * self.weeks + once;
        (pence > 0).then(|| self.money(pence))
    }

    fn money(self, pence: i64) -> Money {
        Money { pence, per: self.period }
    }

    fn per_week(self, pence_per_week: i64) -> i64 {
        pence_per_week * self.weeks
    }
}

/// The money sections of a record.
pub struct Sums {
    pub budget: Recorded<PersonalBudget>,
    pub payments: Recorded<Vec<DirectPayment>>,
    pub discussion: DpDiscussion,
    pub charges: Recorded<Charges>,
}

impl Sums {
    /// Adds up the supports.
    pub fn of(scene: &mut Scene, reckoning: Reckoning, supports: &[Support]) -> Self {
        let cost: i64 =
            supports.iter().filter_map(|support| support.cost).map(|money| money.pence).sum();
        let person_pays = person_pays(scene, reckoning, cost);
        let payments = direct_payments(scene, reckoning, supports);
        let by_payment = matches!(payments, Recorded::Given(_));
        let budget = if scene.regime.is_england() {
            Recorded::Given(PersonalBudget {
                cost_to_la: Some(reckoning.money(cost)),
                adult_pays: Some(reckoning.money(person_pays)),
                la_pays: Some(reckoning.money(cost - person_pays)),
                is_indicative: Some(false),
                management: Some(management(supports, by_payment)),
                how_used: Some(scene.words.note(scene.dice.pick(&BANK.plan.budget_used))),
                ..PersonalBudget::default()
            })
        } else {
            Recorded::NotRecorded
        };
        Self {
            budget,
            payments,
            discussion: DpDiscussion {
                peer_support_offered: Some(scene.dice.chance(60)),
                pros_cons_explained: Some(true),
                accepted: Some(by_payment),
            },
            charges: Recorded::Given(charges(scene, reckoning, cost, person_pays)),
        }
    }
}

fn person_pays(scene: &mut Scene, reckoning: Reckoning, cost: i64) -> i64 {
    if scene.regime.is_carer() || scene.dice.chance(30) {
        return 0;
    }
    let most = if scene.regime.is_england() { 18_000 } else { WELSH_MOST_PENCE_PER_WEEK };
    let able = scene.dice.between(60, most / 20) * 20;
    reckoning.per_week(able).min(cost)
}

fn management(supports: &[Support], by_payment: bool) -> BudgetManagement {
    let managed = supports.iter().any(|support| {
        support.cost.is_some()
            && support.delivery_mechanism != Recorded::Given(Delivery::DirectPayment)
    });
    match (by_payment, managed) {
        (true, true) => BudgetManagement::Mixed,
        (true, false) => BudgetManagement::DirectPayment,
        (false, _) => BudgetManagement::CouncilManaged,
    }
}

/// One payment for all that the person buys with it.
fn direct_payments(
    scene: &mut Scene,
    reckoning: Reckoning,
    supports: &[Support],
) -> Recorded<Vec<DirectPayment>> {
    let bought: Vec<_> = supports
        .iter()
        .filter(|support| support.delivery_mechanism == Recorded::Given(Delivery::DirectPayment))
        .collect();
    let pence: i64 =
        bought.iter().filter_map(|support| support.cost).map(|money| money.pence).sum();
    if pence == 0 {
        return Recorded::None;
    }
    let mut need_refs: Vec<Ref> =
        bought.iter().flat_map(|support| support.need_refs.clone()).collect();
    need_refs.sort();
    need_refs.dedup();
    Recorded::Given(vec![DirectPayment {
        id: Id("dp1".into()),
        need_refs,
        amount: Some(reckoning.money(pence)),
        first_payment_on: Some(later(scene.plan_date, 14)),
        payee_ref: Some(party(SUBJECT)),
        account_type: Some(*scene.dice.pick(&[
            AccountType::OwnAccount,
            AccountType::PrepaidCard,
            AccountType::ManagedAccount,
        ])),
        conditions: Some(scene.words.note(scene.dice.pick(&BANK.plan.payment_conditions))),
        envelope: crate::plan::Envelope::default(),
    }])
}

fn charges(scene: &mut Scene, reckoning: Reckoning, cost: i64, person_pays: i64) -> Charges {
    let nil = |kind: &str| -> &Phrase { &BANK.plan.nil_reasons[kind] };
    let words = &scene.words;
    let reason = match (scene.regime.is_carer(), cost, person_pays) {
        (true, ..) => Some(nil("carer")),
        (_, 0, _) => Some(nil("free")),
        (_, _, 0) => Some(nil("income")),
        _ => None,
    };
    let pays = reason.is_none();
    Charges {
        assessed_on: Some(later(scene.plan_date, -10)),
        contribution: Some(reckoning.money(person_pays)),
        nil_reason: reason.map(|phrase| words.note(phrase)),
        collection: pays.then(|| words.note(scene.dice.pick(&BANK.plan.collection))),
        explanation: pays.then(|| words.note(&BANK.plan.charge_explanation)),
        ..Charges::default()
    }
}
