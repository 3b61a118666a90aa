//! The week: when each support takes place, and how that reads. Visits of one part of the day follow
//! one another, and nobody visits the home of somebody who is out for the day.

use jiff::civil::{Time, time};

use super::bank::{Pair, Rhythm};
use super::dice::Dice;
use crate::plan::{Visit, Weekday};

/// The slots of a support.
pub struct Slot {
    /// The days, in the week's order.
    pub days: Vec<Weekday>,
    /// How long each time.
    pub minutes: u32,
    start: Time,
}

impl Slot {
    /// The entry of the timetable.
    pub fn visit(&self) -> Visit {
        let end = self.start.saturating_add(jiff::Span::new().minutes(self.minutes));
        Visit {
            days: self.days.clone(),
            start: Some(self.start),
            end: Some(end),
            what: None,
            who: None,
        }
    }

    /// Minutes a week.
    pub fn minutes_per_week(&self) -> u32 {
        self.minutes * self.visits_per_week()
    }

    /// Visits a week.
    pub fn visits_per_week(&self) -> u32 {
        u32::try_from(self.days.len()).unwrap_or(7)
    }
}

/// One person's week as it fills up.
#[derive(Default)]
pub struct Week {
    away: Vec<Weekday>,
    taken: u32,
    mornings: u32,
    middays: u32,
    teas: u32,
    evenings: u32,
}

impl Week {
    /// Finds a place for a support; none where it has no fixed times.
    pub fn place(&mut self, dice: &mut Dice, rhythm: Rhythm) -> Option<Slot> {
        let short = *dice.pick(&[30, 30, 45]);
        let slot = match rhythm {
            Rhythm::Morning => {
                follow(&mut self.mornings, time(7, 30, 0, 0), short, Weekday::ALL.to_vec())
            }
            Rhythm::Lunch => {
                let days = self.at_home();
                follow(&mut self.middays, time(12, 15, 0, 0), 30, days)
            }
            Rhythm::Tea => follow(&mut self.teas, time(17, 0, 0, 0), 30, Weekday::ALL.to_vec()),
            Rhythm::Bed => {
                follow(&mut self.evenings, time(20, 0, 0, 0), short, Weekday::ALL.to_vec())
            }
            Rhythm::Weekdays => {
                follow(&mut self.mornings, time(8, 15, 0, 0), 60, Weekday::ALL[..5].to_vec())
            }
            Rhythm::Weekly => self.free_time(*dice.pick(&[60, 90, 120]), 1),
            Rhythm::Twice => self.free_time(*dice.pick(&[60, 120, 150]), 2),
            Rhythm::Saturday => {
                Slot { days: vec![Weekday::Saturday], minutes: 180, start: time(9, 0, 0, 0) }
            }
            Rhythm::Day => self.day_out(dice),
            Rhythm::Monthly | Rhythm::Always | Rhythm::Once => return None,
        };
        Some(slot)
    }

    fn at_home(&self) -> Vec<Weekday> {
        Weekday::ALL.into_iter().filter(|day| !self.away.contains(day)).collect()
    }

    /// Weekdays in turn, a morning and then an afternoon.
    fn free_time(&mut self, minutes: u32, times: u32) -> Slot {
        let free: Vec<_> =
            self.at_home().into_iter().filter(|day| Weekday::ALL[..5].contains(day)).collect();
        let count = u32::try_from(free.len()).unwrap_or(1);
        let start = if (self.taken / count).is_multiple_of(2) {
            time(10, 30, 0, 0)
        } else {
            time(14, 0, 0, 0)
        };
        let mut days: Vec<_> =
            (0..times).map(|time| free[((self.taken + time * 2) % count) as usize]).collect();
        days.sort_unstable();
        days.dedup();
        self.taken += times;
        Slot { days, minutes, start }
    }

    fn day_out(&mut self, dice: &mut Dice) -> Slot {
        let free: Vec<_> =
            Weekday::ALL[..5].iter().copied().filter(|day| !self.away.contains(day)).collect();
        let mut days = if free.len() > 2 { dice.some(free, 1) } else { vec![Weekday::ALL[5]] };
        days.sort_unstable();
        self.away.extend(&days);
        Slot { days, minutes: 330, start: time(10, 0, 0, 0) }
    }
}

fn follow(used: &mut u32, from: Time, minutes: u32, days: Vec<Weekday>) -> Slot {
    let start = from.saturating_add(jiff::Span::new().minutes(*used));
    *used += minutes;
    Slot { days, minutes, start }
}

/// The days as they read after a verb: "every day", "every Tuesday and Friday".
pub fn days_in_words(days: &[Weekday]) -> Pair {
    let english = |day: &Weekday| format!("{day:?}");
    let missing: Vec<_> = Weekday::ALL.iter().filter(|day| !days.contains(day)).collect();
    match (days, missing.as_slice()) {
        (_, []) => pair("every day", "bob dydd"),
        (_, [Weekday::Saturday, Weekday::Sunday]) => {
            pair("from Monday to Friday", "o ddydd Llun i ddydd Gwener")
        }
        (_, [one]) => Pair {
            en: format!("every day but {}", english(one)),
            cy: format!("bob dydd ond dydd {}", welsh(**one)),
        },
        (_, [one, two]) => Pair {
            en: format!("every day but {} and {}", english(one), english(two)),
            cy: format!("bob dydd ond dydd {} a dydd {}", welsh(**one), welsh(**two)),
        },
        (some, _) => Pair {
            en: format!("every {}", some.iter().map(english).collect::<Vec<_>>().join(" and ")),
            cy: format!(
                "bob dydd {}",
                some.iter().map(|day| welsh(*day)).collect::<Vec<_>>().join(" a dydd ")
            ),
        },
    }
}

/// How long, in words.
pub fn minutes_in_words(minutes: u32) -> Pair {
    let hours = minutes / 60;
    match (hours, minutes % 60) {
        (1, 0) => pair("1 hour", "awr"),
        (1, 30) => pair("an hour and a half", "awr a hanner"),
        (_, 0) => Pair { en: format!("{hours} hours"), cy: format!("{hours} awr") },
        (0, _) => Pair { en: format!("{minutes} minutes"), cy: format!("{minutes} munud") },
        _ => Pair { en: format!("{hours} and a half hours"), cy: format!("{hours} awr a hanner") },
    }
}

fn pair(en: &str, cy: &str) -> Pair {
    Pair { en: en.to_owned(), cy: cy.to_owned() }
}

fn welsh(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Llun",
        Weekday::Tuesday => "Mawrth",
        Weekday::Wednesday => "Mercher",
        Weekday::Thursday => "Iau",
        Weekday::Friday => "Gwener",
        Weekday::Saturday => "Sadwrn",
        Weekday::Sunday => "Sul",
    }
}
