//! Periods compared: exact there and back, in order, without overflow, to a penny a week.

use super::*;

const REGULAR: [Period; 6] =
    [Period::Day, Period::Week, Period::Fortnight, Period::FourWeeks, Period::Month, Period::Year];

fn money(pence: i64, per: Period) -> Money {
    Money { pence, per }
}

fn total(pence: i64, per: Period) -> Total {
    money(pence, per).into()
}

/// What a yearly total is in a period, where that is whole pence.
fn back(total: Total, per: Period) -> Option<i128> {
    let times = i128::from(per.times_a_year()?);
    (total.a_year % times == 0).then_some(total.a_year / times)
}

/// Amounts of every size, the same in every run.
fn amounts() -> Vec<i64> {
    let mut random = fastrand::Rng::with_seed(26);
    let mut amounts = vec![0, 1, -1, i64::MAX, i64::MIN];
    for bits in 1..63 {
        amounts.push(random.i64(0..1 << bits));
    }
    amounts
}

#[test]
fn there_and_back_is_the_same_amount() {
    for amount in amounts() {
        for per in REGULAR {
            assert_eq!(back(total(amount, per), per), Some(i128::from(amount)), "{per:?}");
        }
    }
}

#[test]
fn more_money_is_more_in_every_period() {
    let mut amounts = amounts();
    amounts.sort_unstable();
    amounts.dedup();
    for per in REGULAR {
        for pair in amounts.windows(2) {
            assert!(total(pair[0], per).a_year < total(pair[1], per).a_year, "{per:?}");
        }
    }
    let once: Vec<i128> = amounts.iter().map(|&pence| total(pence, Period::Once).once).collect();
    assert!(once.is_sorted());
}

#[test]
fn the_same_amount_more_often_is_more() {
    for pair in REGULAR.windows(2) {
        assert!(total(100, pair[0]).is_more_than(total(100, pair[1])), "{pair:?}");
    }
}

#[test]
fn periods_of_the_same_money_agree() {
    let same = [
        money(1_200, Period::Day),
        money(8_400, Period::Week),
        money(16_800, Period::Fortnight),
        money(33_600, Period::FourWeeks),
        money(36_400, Period::Month),
        money(436_800, Period::Year),
    ];
    for one in same {
        for other in same {
            assert_eq!(Total::from(one), Total::from(other), "{one:?} {other:?}");
        }
    }
}

#[test]
fn the_sum_of_parts_does_not_hang_on_their_order_and_never_overflows() {
    let parts: Vec<Money> = amounts()
        .into_iter()
        .zip(REGULAR.into_iter().chain([Period::Once]).cycle())
        .map(|(pence, per)| money(pence, per))
        .collect();
    let forwards: Total = parts.iter().copied().sum();
    let backwards: Total = parts.iter().rev().copied().sum();
    assert_eq!(forwards, backwards);
    let most: Total = std::iter::repeat_n(money(i64::MAX, Period::Day), 10_000).sum();
    assert_eq!(most.a_year, i128::from(i64::MAX) * 364 * 10_000);
}

#[test]
fn a_penny_a_week_is_let_pass_and_no_more() {
    let cost = total(4_600, Period::Week);
    assert!(cost.comes_to(total(4_601, Period::Week)));
    assert!(!cost.comes_to(total(4_602, Period::Week)));
    // By the year: 52 pence are a penny a week.
    assert!(cost.comes_to(total(4_600 * 52 + 52, Period::Year)));
    assert!(!cost.comes_to(total(4_600 * 52 + 53, Period::Year)));
    assert!(!total(4_601, Period::Week).is_more_than(cost));
    assert!(total(4_602, Period::Week).is_more_than(cost));
    // Rounded to whole pence a month: 4600 * 52 / 12 = 19 933.33.
    assert!(cost.comes_to(total(19_933, Period::Month)));
}

#[test]
fn what_is_paid_once_converts_to_nothing() {
    assert_eq!(Period::Once.times_a_year(), None);
    let (once, weekly) = (total(38_000, Period::Once), total(38_000, Period::Week));
    assert!(!once.comes_to(weekly));
    assert!(once.is_incomparable_with(weekly));
    assert!(!once.is_incomparable_with(total(0, Period::Week)));
    // A single payment from a weekly budget is no finding; a weekly one from a single sum is.
    assert!(!total(i64::MAX, Period::Once).is_more_than(weekly));
    assert!(weekly.is_more_than(once));
    assert!(total(38_002, Period::Once).is_more_than(once));
}

#[test]
fn nothing_is_nothing_in_any_period() {
    assert!(total(0, Period::Once).comes_to(total(0, Period::Year)));
    assert!(total(0, Period::FourWeeks).is_nothing());
}

#[test]
fn a_period_that_nobody_said_is_not_once() {
    let unsaid: Money = serde_json::from_str(r#"{"pence": 4600}"#).unwrap();
    assert_eq!(unsaid.per, Period::NotSaid);
    assert_eq!(serde_json::to_string(&unsaid).unwrap(), r#"{"pence":4600}"#);
    let fortnight: Money = serde_json::from_str(r#"{"pence": 1, "per": "fortnight"}"#).unwrap();
    assert_eq!(serde_json::to_value(fortnight).unwrap()["per"], "fortnight");
    assert!(serde_json::from_str::<Money>(r#"{"pence": 1, "per": "not_said"}"#).is_err());
    let periods = schemars::schema_for!(Period).as_value().to_string();
    assert!(periods.contains("4_weeks") && !periods.contains("not_said"), "{periods}");
}
