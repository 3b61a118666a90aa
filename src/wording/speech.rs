//! Dates, times, money, lists and telephone numbers as people write them, by the wording's own
//! patterns and names. No-break spaces keep each in one line.

use jiff::civil::{Date, Time};

use super::Wording;
use crate::plan::{Money, Period};

/// The space that a line never breaks at.
const NO_BREAK: &str = "\u{a0}";

impl Wording {
    /// "14 May 2025".
    pub fn date(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.say(&format!("month.{}", date.month()));
        together(&self.fill("date.plain", &[("day", &day), ("month", &month), ("year", &year)]))
    }

    /// "Wednesday 14 May 2025".
    pub fn date_with_weekday(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.say(&format!("month.{}", date.month()));
        let weekday = self.say(&format!("weekday.{}", date.weekday().to_monday_one_offset()));
        let values = [("weekday", &*weekday), ("day", &day), ("month", &month), ("year", &year)];
        together(&self.fill("date.weekday", &values))
    }

    /// "10:30am"; the twelve-hour clock, which more people read with ease.
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (i32::from(time.hour()), time.minute());
        let exact = match (hour, minute) {
            (12, 0) => Some("time.noon"),
            (0, 0) => Some("time.midnight"),
            _ => None,
        };
        if let Some(key) = exact {
            return together(&self.say(key));
        }
        let clock = (hour + 11).rem_euclid(12) + 1;
        let clock = if minute == 0 { clock.to_string() } else { format!("{clock}:{minute:02}") };
        let key = if hour < 12 { "time.am" } else { "time.pm" };
        together(&self.fill(key, &[("clock", &clock)]))
    }

    /// "10:30 in the morning", "12 noon", "11 at night": for easy read.
    pub fn plain_time(&self, time: Time) -> String {
        let (hour, minute) = (i32::from(time.hour()), time.minute());
        if minute == 0 && hour % 12 == 0 {
            return self.time(time);
        }
        let clock = (hour + 11).rem_euclid(12) + 1;
        let clock = if minute == 0 { clock.to_string() } else { format!("{clock}:{minute:02}") };
        let key = match hour {
            5..12 => "time.morning",
            12..18 => "time.afternoon",
            18..22 => "time.evening",
            _ => "time.night",
        };
        together(&self.fill(key, &[("clock", &clock)]))
    }

    /// "9:30am to 10am".
    pub fn time_span(&self, start: Option<Time>, end: Option<Time>) -> Option<String> {
        let start = start?;
        let from = self.time(start);
        Some(match end {
            Some(end) => self.fill("time.span", &[("start", &from), ("end", &self.time(end))]),
            None => from,
        })
    }

    /// "£46.00 a week", in the period that it was given in.
    pub fn money(&self, money: Money) -> String {
        self.sum(money, self.pounds(money.pence))
    }

    /// "£46 a week": pence only where there are any, for easy read.
    pub fn plain_money(&self, money: Money) -> String {
        let pounds = self.pounds(money.pence);
        let whole = pounds.strip_suffix(".00").map(str::to_owned);
        self.sum(money, whole.unwrap_or(pounds))
    }

    fn sum(&self, money: Money, amount: String) -> String {
        let key = match money.per {
            Period::NotSaid | Period::Once => return amount,
            Period::Day => "money.day",
            Period::Week => "money.week",
            Period::Fortnight => "money.fortnight",
            Period::FourWeeks => "money.four_weeks",
            Period::Month => "money.month",
            Period::Year => "money.year",
        };
        together(&self.fill(key, &[("amount", &amount)]))
    }

    /// "£1,248.00".
    pub fn pounds(&self, pence: i64) -> String {
        let (pounds, rest) = (pence.unsigned_abs() / 100, pence.unsigned_abs() % 100);
        let digits = pounds.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if pence < 0 { "−" } else { "" };
        format!("{sign}£{grouped}.{rest:02}")
    }

    /// "2 hours 30 minutes".
    pub fn duration(&self, minutes: u32) -> String {
        let (hours, minutes) = (minutes / 60, minutes % 60);
        let count = |number: u32, family: &str| {
            let key = if self.has(&format!("{family}.{number}")) {
                number.to_string()
            } else {
                "many".into()
            };
            let text = self.fill(&format!("{family}.{key}"), &[("number", &number.to_string())]);
            text.replace(' ', NO_BREAK)
        };
        match (hours, minutes) {
            (0, minutes) => count(minutes, "minutes"),
            (hours, 0) => count(hours, "hours"),
            (hours, minutes) => format!("{} {}", count(hours, "hours"), count(minutes, "minutes")),
        }
    }

    /// "Monday, Tuesday and Friday".
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [one] => one.as_ref().to_owned(),
            [first @ .., last] => {
                let first = first.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
                let key = if self.takes_ac(last.as_ref()) { "list.and_vowel" } else { "list.and" };
                self.fill(key, &[("first", &first), ("last", last.as_ref())])
            }
        }
    }

    /// Welsh "a" becomes "ac" before a vowel; in English both phrases are the same.
    fn takes_ac(&self, word: &str) -> bool {
        word.chars().next().is_some_and(|first| {
            "aeiouwyâêîôûŵŷàèìòùáéíóúäëïöü".contains(first.to_lowercase().next().unwrap_or(first))
        })
    }
}

/// The text in one line.
pub(crate) fn together(text: &str) -> String {
    text.replace(' ', NO_BREAK)
}
