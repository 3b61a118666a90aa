//! One scalar against one rule: what it becomes, or what is wrong with it.

use jiff::civil::{Date, DateTime, Time};
use serde_json::Value;

use super::super::nearest::{few, nearest};
use super::super::tree::{Core, Scalar};
use super::{Fitted, Form, Kinds, Rules};

/// What is wrong with a scalar: the predicate of a sentence about it.
#[derive(Debug)]
pub(super) struct Fault {
    pub rule: &'static str,
    pub predicate: String,
    pub help: Option<String>,
}

impl Fault {
    pub(super) fn new(rule: &'static str, predicate: impl Into<String>) -> Self {
        Self { rule, predicate: predicate.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Why a scalar gives no value. Kept without words where those would take a search, since most
/// scalars that don't fit one of several rules fit another.
#[derive(Debug)]
pub(super) enum Misfit {
    /// A value of another kind.
    Kind,
    /// A value that isn't listed.
    Unlisted,
    /// Anything else.
    Other(Fault),
}

impl From<Fault> for Misfit {
    fn from(fault: Fault) -> Self {
        Self::Other(fault)
    }
}

impl Misfit {
    /// What is to be said of the scalar.
    pub(super) fn fault(self, rules: &Rules, scalar: &Scalar) -> Fault {
        match self {
            Self::Kind => wrong_kind(rules, scalar),
            Self::Unlisted => unknown_value(&rules.values.iter().flatten(), scalar),
            Self::Other(fault) => fault,
        }
    }
}

/// The value that a scalar gives where these rules, which have no branches, want one.
pub(super) fn convert<'a>(rules: &Rules, scalar: &'a Scalar) -> Result<Fitted<'a>, Misfit> {
    let kinds = rules.kinds;
    let value = match scalar.core() {
        Core::Null if kinds.has(Kinds::NULL) => return Ok(Fitted::Null),
        Core::Null => {
            let fault = Fault::new("REC-05", "has no value")
                .help("write a value, or leave the key out if there is none");
            return Err(fault.into());
        }
        Core::Bool(value) if kinds.has(Kinds::BOOL) => Fitted::Bool(value),
        Core::Integer if kinds.has(Kinds::INTEGER.with(Kinds::NUMBER)) => integer(&scalar.text)?,
        Core::Decimal if kinds.has(Kinds::NUMBER) => decimal(&scalar.text)?,
        _ if kinds.has(Kinds::TEXT) => Fitted::Text(&scalar.text),
        _ => return Err(Misfit::Kind),
    };
    if let Some(values) = &rules.values {
        let is_listed = values.iter().any(|listed| value.is(listed));
        return if is_listed { Ok(value) } else { Err(Misfit::Unlisted) };
    }
    match value {
        Fitted::Text(text) => text_fits(rules, text)?,
        Fitted::Natural(number) => number_fits(rules, number as f64)?,
        Fitted::Negative(number) => number_fits(rules, number as f64)?,
        Fitted::Decimal(number) => number_fits(rules, number)?,
        _ => {}
    }
    Ok(value)
}

fn integer<'a>(text: &str) -> Result<Fitted<'a>, Fault> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    match (digits.parse::<u64>(), digits.parse::<i64>()) {
        (Ok(number), _) => Ok(Fitted::Natural(number)),
        (_, Ok(0)) => Ok(Fitted::Natural(0)),
        (_, Ok(number)) => Ok(Fitted::Negative(number)),
        _ => Err(too_large().help("put it in quotes if it is an identifier")),
    }
}

fn decimal<'a>(text: &str) -> Result<Fitted<'a>, Fault> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Fitted::Decimal).ok_or_else(|| too_large().help("correct the number"))
}

fn too_large() -> Fault {
    Fault::new("REC-03", "is too large a number")
}

fn wrong_kind(rules: &Rules, scalar: &Scalar) -> Fault {
    let fault = Fault::new("REC-02", format!("must be {}", wanted(rules)));
    let core = scalar.core();
    let inner = Scalar { text: scalar.text.clone(), quoted: false }.core();
    let kinds = rules.kinds;
    if kinds.has(Kinds::BOOL) && !kinds.has(Kinds::LIST.with(Kinds::MAPPING)) {
        fault.help("write true or false, without quotes")
    } else if kinds.has(Kinds::INTEGER.with(Kinds::NUMBER)) && core == Core::Decimal {
        fault.help("write it without a decimal point")
    } else if kinds.has(Kinds::INTEGER.with(Kinds::NUMBER)) && inner == Core::Integer {
        fault.help("write the number without quotes")
    } else if kinds.has(Kinds::INTEGER.with(Kinds::NUMBER)) {
        fault.help("write digits only")
    } else {
        shape_help(fault, rules)
    }
}

/// What to do where a list or a mapping is wanted.
pub(super) fn shape_help(fault: Fault, rules: &Rules) -> Fault {
    let kinds = rules.kinds;
    if kinds.has(Kinds::MAPPING) {
        let keys = few(rules.properties.iter().map(|property| &*property.name), "and");
        match keys {
            Some(keys) => fault.help(format!("its keys are {keys}")),
            None => fault.help("write `key: value` lines"),
        }
    } else if kinds.has(Kinds::LIST) {
        fault.help("write every item on a line of its own, after `- `")
    } else if kinds.has(Kinds::TEXT) {
        fault.help("write one text; put it in quotes if it begins with `[`, `{` or `- `")
    } else {
        fault
    }
}

/// What the rules want, in plain English.
pub(super) fn wanted(rules: &Rules) -> String {
    if let Some(values) = &rules.values {
        let words = few(values.iter().filter_map(Value::as_str), "or");
        return words.unwrap_or_else(|| "one of a list of words".to_owned());
    }
    let text = match rules.form {
        Some(Form::Date | Form::DateTime) => "a date",
        Some(Form::Time) => "a time of day",
        None => "text",
    };
    let words = [
        (Kinds::BOOL, "true or false"),
        (Kinds::INTEGER, "a whole number"),
        (Kinds::NUMBER, "a number"),
        (Kinds::TEXT, text),
        (Kinds::LIST, "a list"),
        (Kinds::MAPPING, "keys with values"),
    ];
    let words: Vec<&str> =
        words.iter().filter(|(kind, _)| rules.kinds.has(*kind)).map(|(_, word)| *word).collect();
    match words.as_slice() {
        [] => "left out".to_owned(),
        [only] => (*only).to_owned(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

/// The fault of a word that isn't one of these.
pub(super) fn unknown_value<'a>(
    values: &(impl Iterator<Item = &'a Value> + Clone),
    scalar: &Scalar,
) -> Fault {
    let words = || values.clone().filter_map(Value::as_str);
    let fault = Fault::new("REC-03", "is none of the values it may have");
    if let Some(word) = nearest(&scalar.text, words()) {
        return fault.help(format!("did you mean `{word}`?"));
    }
    match few(words(), "or") {
        Some(words) => fault.help(format!("write {words}")),
        None => fault.help("see the list in `planpress schema`"),
    }
}

fn text_fits(rules: &Rules, text: &str) -> Result<(), Fault> {
    match rules.form {
        Some(Form::Date) => date_fits(text)?,
        Some(Form::DateTime) => instant_fits(text)?,
        Some(Form::Time) => time_fits(text)?,
        None => {}
    }
    let length = || text.chars().count() as u64;
    if rules.shortest > 0 && text.trim().is_empty() {
        return Err(Fault::new("REC-05", "is empty"));
    }
    if rules.shortest > 1 && length() < rules.shortest {
        let predicate = format!("must have at least {} characters", rules.shortest);
        return Err(Fault::new("REC-03", predicate).help("write it out"));
    }
    if let Some(longest) = rules.longest.filter(|&longest| length() > longest) {
        let predicate = format!("must have at most {longest} characters");
        return Err(Fault::new("REC-03", predicate).help("shorten it"));
    }
    if rules.pattern.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
        return Err(Fault::new("REC-03", "isn't written the way it must be")
            .help("see how in `planpress schema`"));
    }
    Ok(())
}

fn number_fits(rules: &Rules, value: f64) -> Result<(), Fault> {
    let low = rules.least.is_some_and(|least| value < least);
    let high = rules.most.is_some_and(|most| value > most);
    if !low && !high {
        return Ok(());
    }
    let predicate = match (rules.least, rules.most) {
        (Some(least), Some(most)) => format!("must be from {least} to {most}"),
        (Some(least), None) => format!("must be at least {least}"),
        (_, most) => format!("must be at most {}", most.unwrap_or(f64::INFINITY)),
    };
    Err(Fault::new("REC-03", predicate).help("correct the number"))
}

/// Year, month and day of a text written `YYYY-MM-DD`.
fn day(text: &str) -> Option<(i16, i8, i8)> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part)
    };
    let hyphens = text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    if text.len() != 10 || !hyphens {
        return None;
    }
    Some((digits(0..4)?.parse().ok()?, digits(5..7)?.parse().ok()?, digits(8..10)?.parse().ok()?))
}

fn date_fits(text: &str) -> Result<(), Fault> {
    let Some((year, month, day_of_month)) = day(text) else {
        let fault = Fault::new("REC-03", "must be a date written YYYY-MM-DD");
        let has_time = text.get(..10).is_some_and(|start| day(start).is_some());
        return Err(if has_time {
            fault.help("leave out what follows the day")
        } else if text.contains('/') {
            fault.help("write the year first, with hyphens: YYYY-MM-DD")
        } else {
            fault.help("write four digits, two and two, with hyphens: YYYY-MM-DD")
        });
    };
    if Date::new(year, month, day_of_month).is_ok() {
        return Ok(());
    }
    Err(impossible_day(year, month, day_of_month))
}

fn impossible_day(year: i16, month: i8, day_of_month: i8) -> Fault {
    let fault = Fault::new("REC-03", "is not a day of the calendar");
    match Date::new(year, month, 1) {
        Err(_) if day_of_month <= 12 => {
            fault.help("is the day where the month should be? write YYYY-MM-DD")
        }
        Err(_) => fault.help("the month must be from 01 to 12"),
        Ok(first) => fault.help(format!("that month has {} days", first.days_in_month())),
    }
}

fn instant_fits(text: &str) -> Result<(), Fault> {
    if let Some((year, month, day_of_month)) = text.get(..10).and_then(day)
        && Date::new(year, month, day_of_month).is_err()
    {
        return Err(impossible_day(year, month, day_of_month));
    }
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"-:.+TtZz ".contains(&byte));
    let fits = text.parse::<jiff::Timestamp>().is_ok() || text.parse::<DateTime>().is_ok();
    if plain && fits && text.len() > 10 {
        return Ok(());
    }
    Err(Fault::new("REC-03", "must be a date with a time").help("write it as YYYY-MM-DDThh:mm:ssZ"))
}

fn time_fits(text: &str) -> Result<(), Fault> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b":.".contains(&byte));
    if plain && text.contains(':') && text.parse::<Time>().is_ok() {
        return Ok(());
    }
    Err(Fault::new("REC-03", "must be a time of day")
        .help("write it as hh:mm, from 00:00 to 23:59"))
}
