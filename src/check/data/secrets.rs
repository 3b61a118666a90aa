//! DAT-05: codes and numbers in free text that whoever opens the envelope could use.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-05",
    why: "A plan is posted, read by others and kept on the kitchen table. With the code of a key \
          safe or an alarm, a bank account, a National Insurance number or a password in it, \
          whoever finds it can get in, or get at the money. The item is left out of every copy \
          until it is gone.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{delay_reason: The key safe by the door has the code 4821.}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{delay_reason: There is a key safe by the door. Workers have the code.}",
        beside: &[],
    },
    judge: secrets,
}];

fn secrets(case: &Case<'_>, findings: &mut Findings) {
    for text in case.texts() {
        if let Some(secret) = secret_in(&text.text) {
            findings.add(&text.field, format!("the text seems to have {} in it", secret.words()));
        }
    }
}

/// What could be used by whoever reads it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Secret {
    /// The code of a key safe, a door or a gate.
    Entry,
    /// The code of an alarm.
    Alarm,
    /// A bank account.
    Bank,
    /// A payment card, or its PIN.
    Card,
    /// A National Insurance number.
    NationalInsurance,
    /// A password.
    Password,
}

impl Secret {
    fn words(self) -> &'static str {
        match self {
            Self::Entry => "the code of a key safe or a door",
            Self::Alarm => "the code of an alarm",
            Self::Bank => "a bank account",
            Self::Card => "a card number or PIN",
            Self::NationalInsurance => "a National Insurance number",
            Self::Password => "a password",
        }
    }
}

/// Words that a code stands near to, in English and in Welsh with its mutations.
const NEAR: &[(&str, Secret)] = &[
    ("key safe", Secret::Entry),
    ("keysafe", Secret::Entry),
    ("key-safe", Secret::Entry),
    ("key box", Secret::Entry),
    ("key code", Secret::Entry),
    ("keycode", Secret::Entry),
    ("keypad", Secret::Entry),
    ("key pad", Secret::Entry),
    ("lock box", Secret::Entry),
    ("lockbox", Secret::Entry),
    ("door code", Secret::Entry),
    ("gate code", Secret::Entry),
    ("entry code", Secret::Entry),
    ("entrance code", Secret::Entry),
    ("access code", Secret::Entry),
    ("code for the door", Secret::Entry),
    ("code for the gate", Secret::Entry),
    ("code to get in", Secret::Entry),
    ("cod y clo", Secret::Entry),
    ("cod y drws", Secret::Entry),
    ("cod drws", Secret::Entry),
    ("cod mynediad", Secret::Entry),
    ("cod y sêff", Secret::Entry),
    ("god y clo", Secret::Entry),
    ("god y drws", Secret::Entry),
    ("sêff allwedd", Secret::Entry),
    ("sêff allweddi", Secret::Entry),
    ("saff allweddi", Secret::Entry),
    ("blwch allwedd", Secret::Entry),
    ("blwch allweddi", Secret::Entry),
    ("flwch allweddi", Secret::Entry),
    ("bocs allweddi", Secret::Entry),
    ("focs allweddi", Secret::Entry),
    ("alarm code", Secret::Alarm),
    ("alarm number", Secret::Alarm),
    ("alarm pin", Secret::Alarm),
    ("code for the alarm", Secret::Alarm),
    ("burglar alarm", Secret::Alarm),
    ("intruder alarm", Secret::Alarm),
    ("house alarm", Secret::Alarm),
    ("cod larwm", Secret::Alarm),
    ("cod y larwm", Secret::Alarm),
    ("god y larwm", Secret::Alarm),
    ("sort code", Secret::Bank),
    ("account number", Secret::Bank),
    ("account no", Secret::Bank),
    ("bank account", Secret::Bank),
    ("cod didoli", Secret::Bank),
    ("rhif cyfrif", Secret::Bank),
    ("rhif y cyfrif", Secret::Bank),
    ("pin number", Secret::Card),
    ("pin code", Secret::Card),
    ("pin is", Secret::Card),
    ("pin:", Secret::Card),
    ("card number", Secret::Card),
    ("rhif pin", Secret::Card),
    ("rhif y cerdyn", Secret::Card),
];

/// How far after and before its word a code may stand, in bytes: "the key safe is by the back door,
/// under the pipe: 4821".
const AFTER: usize = 60;
const BEFORE: usize = 30;

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(NEAR.iter().map(|(word, _)| word))
        .ok()
});

macro_rules! pattern {
    ($($name:ident = $pattern:literal;)*) => {$(
        static $name: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());
    )*};
}

pattern! {
    // Digits that stand together or in groups, with a letter before or after as on some locks.
    DIGITS = r"[A-Za-z]?\d(?:[ -]?\d){3,}[A-Za-z]?";
    // The prefixes that are given out, six digits, and a letter from A to D.
    NATIONAL_INSURANCE =
        r"(?i)\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b";
    // A sort code, and within reach an account number.
    SORT_AND_ACCOUNT = r"\b\d{2}[ -]\d{2}[ -]\d{2}\b.{1,40}?\b\d{8}\b";
    IBAN = r"\bGB\d{2} ?[A-Z]{4}(?: ?\d){14}\b";
    // With a sign before it, in quotation marks, or with a digit in it: "the password is known to
    // Rufus" has none of these.
    PASSWORD = r#"(?i)\b(?:password|passcode|cyfrinair|gyfrinair)\s*(?:[:=]\s*\S|(?:is|yw|ydy|ydi)\s+(?:["'“‘]|\S*\d))"#;
    // A year, a time of day, or a sum, as they stand after a word or a sign.
    YEAR = r"(?i)(?:\b(?:in|since|from|by|of|until|before|after|during|yn|ers|ym|hyd|tan|ar ôl|cyn|january|february|march|april|may|june|july|august|september|october|november|december|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr),? )$";
}

fn is_match(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// The first thing in a text that others could use.
fn secret_in(text: &str) -> Option<Secret> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if has_digit {
        if let Some(secret) = code_in(text) {
            return Some(secret);
        }
        if is_match(&NATIONAL_INSURANCE, text) {
            return Some(Secret::NationalInsurance);
        }
        if is_match(&SORT_AND_ACCOUNT, text) || is_match(&IBAN, text) {
            return Some(Secret::Bank);
        }
    }
    // Two letters of each word that the pattern knows, in whatever capitals.
    let may_have = text.contains(['w', 'W', 'y', 'Y', 'd', 'D']) && text.len() > 8;
    (may_have && is_match(&PASSWORD, text)).then_some(Secret::Password)
}

/// A number near a word that says what it opens, or a payment card's number by itself.
fn code_in(text: &str) -> Option<Secret> {
    let numbers: Vec<(Range<usize>, String)> = DIGITS
        .as_ref()?
        .find_iter(text)
        .map(|hit| (hit.range(), hit.as_str().chars().filter(char::is_ascii_digit).collect()))
        .collect();
    if numbers.iter().any(|(_, digits): &(_, String)| is_card(digits)) {
        return Some(Secret::Card);
    }
    let codes: Vec<&Range<usize>> = numbers
        .iter()
        .filter(|(at, digits)| (4..=8).contains(&digits.len()) && is_code(text, at, digits))
        .map(|(at, _)| at)
        .collect();
    if codes.is_empty() {
        return None;
    }
    WORDS.as_ref()?.find_iter(text).find_map(|hit| {
        let near = codes.iter().any(|code| {
            (code.start >= hit.end() && code.start - hit.end() <= AFTER)
                || (code.end <= hit.start() && hit.start() - code.end <= BEFORE)
        });
        let alone = !text[..hit.start()].ends_with(char::is_alphanumeric);
        NEAR.get(hit.pattern().as_usize()).filter(|_| near && alone).map(|(_, secret)| *secret)
    })
}

/// Whether four to eight digits may be a code: neither a date, a year, a sum nor a part of a word.
fn is_code(text: &str, at: &Range<usize>, digits: &str) -> bool {
    let (before, after) = (&text[..at.start], &text[at.end..]);
    let part_of_more = before.ends_with(|c: char| c.is_alphanumeric() || "£/.:,+@".contains(c))
        || after.starts_with(|c: char| c.is_alphanumeric() || "/:".contains(c));
    let year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let is_date = digits.len() == 8 && text[at.clone()].contains('-');
    !(part_of_more || is_date || (year && is_match(&YEAR, before)))
}

/// Sixteen digits with the check digit of payment cards (Luhn).
fn is_card(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0');
            match place % 2 {
                0 => digit,
                _ if digit > 4 => digit * 2 - 9,
                _ => digit * 2,
            }
        })
        .sum();
    digits.len() == 16 && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::data::tests::found;
    use crate::finding::{Severity, Stops};

    #[test]
    fn what_others_could_use_is_found() {
        for (text, secret) in [
            ("The key safe code is 4821.", Secret::Entry),
            (
                "There is a keysafe by the back door, to the left of the pipe. Code: 48 21",
                Secret::Entry,
            ),
            ("KeySafe C4821Y", Secret::Entry),
            ("4821 opens the key safe", Secret::Entry),
            ("Door code 19845", Secret::Entry),
            ("Mae’r sêff allweddi wrth y drws: 4821", Secret::Entry),
            ("Cod y clo yw 4821.", Secret::Entry),
            ("Switch off the burglar alarm with 4821#", Secret::Alarm),
            ("Sort code 12-34-56, account 12345678", Secret::Bank),
            ("12-34-56 12345678", Secret::Bank),
            ("Paid into bank account 12345678", Secret::Bank),
            ("Rhif y cyfrif: 12345678", Secret::Bank),
            ("GB82 WEST 1234 5698 7654 32", Secret::Bank),
            ("Her PIN number is 4821", Secret::Card),
            ("Card 4000 0000 0000 0002", Secret::Card),
            ("NI: QQ123456C and JG 10 37 59 A", Secret::NationalInsurance),
            ("The password is ‘bluebird’.", Secret::Password),
            ("Password: bluebird", Secret::Password),
            ("Y cyfrinair yw adar7", Secret::Password),
        ] {
            assert_eq!(secret_in(text), Some(secret), "{text}");
        }
    }

    #[test]
    fn what_a_plan_says_every_day_is_not() {
        for text in [
            "There is a key safe by the door. Ring 01632 960114 for the code.",
            "The key safe was fitted in 2024.",
            "A key safe was fitted on 12 May 2025 and costs £1200.",
            "Key safe: ring 07700 900123, or 01632 960 114 at night.",
            "The door code changes on 12-05-2027; ask on 12/05/2027 at 10:30.",
            "The council pays £1,248.00 into your bank account every 4 weeks.",
            "Your pendant alarm goes to the control room on 01632 960114.",
            "NHS number 999 222 1119",
            "Mae’r sêff allweddi wrth y drws. Mae’r cod gan y gweithwyr.",
            "The password is known to Rufus.",
            "A worker keeps a password for callers.",
            "She pins the list to the board: 2 eggs, 1200 calories.",
            "From 12 34 56 people, 7 came",
            "957331000000109",
        ] {
            assert_eq!(secret_in(text), None, "{text}");
        }
    }

    #[test]
    fn the_item_is_stopped_and_the_message_has_no_digit_of_it() {
        let found = found("DAT-05", "{needs: [{id: n1, text: The key safe code is 4821.}]}");
        assert_eq!(found[0].field, "needs[0].text");
        assert_eq!((found[0].severity, found[0].stops), (Severity::Block, Stops::Item));
        assert!(!found[0].message.contains('4'));
    }
}
