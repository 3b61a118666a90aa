//! What makes a row of easy read hard beside its length: numbers, dates and times in the forms of
//! forms, abbreviations, signs, and hard words that nobody explains.

use std::sync::LazyLock;

use regex::Regex;

use crate::template::{ListedWord, WordList};

/// A form that is hard to read: its pattern (the first group, where there is one, is the form), and
/// what is wrong with it.
struct Hard {
    pattern: &'static str,
    message: &'static str,
    /// It has a digit.
    digit: bool,
    /// The languages that it is judged in; empty for every one.
    language: &'static str,
}

const FORMS: &[Hard] = &[
    Hard {
        pattern: r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
        message: "a date stands in figures: write the day and the month in words",
        digit: true,
        language: "",
    },
    Hard {
        pattern: r"(?:^|[^£\d.,:])((?:1[3-9]|2[0-3]|0\d)[:.][0-5]\d)\b",
        message: "a time stands as on a timetable: write it as people say it",
        digit: true,
        language: "",
    },
    Hard {
        pattern: r"\d ?%|\b\d+ (?:per ?cent|y cant)\b",
        message: "a percentage is hard to picture: say how many, or leave it out",
        digit: true,
        language: "",
    },
    Hard {
        pattern: r"[½¼¾⅓⅔⅛]|\b\d/\d{1,2}\b",
        message: "a fraction is hard to picture: say half in words, or how many",
        digit: false,
        language: "",
    },
    Hard {
        pattern: r"\b[IVX]{2,}\b",
        message: "a Roman numeral: write the number in figures",
        digit: false,
        language: "",
    },
    Hard {
        pattern: r"[&<>§#*~^|{}\\=_]|\p{L}/\p{L}",
        message: "a sign stands for a word: write the word",
        digit: false,
        language: "",
    },
    Hard {
        pattern: r"(?i)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty)\b",
        message: "a number stands in words: write it in figures",
        digit: false,
        language: "en",
    },
];

/// What everybody calls these.
const KNOWN_CAPITALS: &[&str] = &[
    "NHS", "GP", "TV", "DVD", "CD", "BBC", "UK", "ID", "OK", "BSL", "GIG", "S4C", "PC", "WC", "DJ",
];

static PATTERNS: LazyLock<Vec<(Regex, &'static Hard)>> = LazyLock::new(|| {
    FORMS.iter().filter_map(|hard| Some((Regex::new(hard.pattern).ok()?, hard))).collect()
});

/// What is hard in the words of a row, each with the part of it (for the terminal alone).
pub(super) fn hard_forms(text: &str, language: &str) -> Vec<(String, &'static str)> {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let mut found: Vec<(String, &'static str)> = PATTERNS
        .iter()
        .filter(|(_, hard)| has_digit || !hard.digit)
        .filter(|(_, hard)| hard.language.is_empty() || hard.language == language)
        .filter_map(|(pattern, hard)| {
            let hit = pattern.captures(text)?;
            let part = hit.get(1).or(hit.get(0))?;
            Some((part.as_str().to_owned(), hard.message))
        })
        .collect();
    let large = large_number(text).filter(|_| has_digit);
    found
        .extend(large.map(|number| (number, "a large number is hard to picture: say few or many")));
    found.extend(
        capitals(text).map(|word| (word, "a word in capitals or initials: write it in full")),
    );
    found
}

/// A number of five figures or more that is neither a sum nor a part of a telephone number.
fn large_number(text: &str) -> Option<String> {
    let mut before = "";
    for word in text.split_whitespace() {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit() && c != '£');
        let plain: String = digits.chars().filter(|c| *c != ',').collect();
        let counts = plain.len() >= 5 && plain.bytes().all(|byte| byte.is_ascii_digit());
        let in_a_row = before.ends_with(|c: char| c.is_ascii_digit());
        if counts && !plain.starts_with('0') && !in_a_row {
            return Some(word.to_owned());
        }
        before = word;
    }
    None
}

/// The first word of capitals alone that is not one of the known ones.
fn capitals(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .find(|word| {
            let letters = word.chars().count();
            letters >= 2
                && word.chars().all(char::is_uppercase)
                // Roman numerals have a word of their own.
                && !word.chars().all(|letter| "IVX".contains(letter))
                && !KNOWN_CAPITALS.contains(word)
        })
        .map(str::to_owned)
}

/// How the sentence after a hard word begins, or goes on after the word, when it explains it.
const EXPLAINS: &[&str] = &[
    "this means",
    "that means",
    "it means",
    "they mean",
    "this is",
    "that is",
    "it is",
    "they are",
    "he is",
    "she is",
    "somebody who",
    "someone who",
    "they help",
    "ystyr",
    "rhywun",
    "rhywbeth",
    "mae hyn yn golygu",
    "mae hynny'n golygu",
    "hynny yw",
    "dyna",
    "dyma",
    "maen nhw'n",
    "mae'n",
];
const SAYS_WHAT: &[&str] = &[
    "is",
    "are",
    "means",
    "mean",
    "help",
    "helps",
    "is when",
    "yw",
    "ydy",
    "ydyw",
    "ydi",
    "yn golygu",
];

/// Whether the texts of a language say somewhere what a word means: in a sentence of the form
/// "an assessment is …", or in the sentence after it.
pub fn is_explained(word: &ListedWord, list: &WordList, texts: &[&str]) -> bool {
    texts.iter().enumerate().any(|(number, text)| {
        let sentences = crate::plan::sentences(text);
        let next_text = texts.get(number + 1).copied();
        sentences.iter().enumerate().any(|(at, sentence)| {
            list.find(sentence).into_iter().filter(|found| found.word == word).any(|found| {
                let rest = plain(sentence.get(found.at.end..).unwrap_or_default());
                let next = sentences.get(at + 1).copied().or(next_text).map(plain);
                starts_with(&rest, SAYS_WHAT) && rest.split(' ').count() > 2
                    || says_in_welsh(sentence, &found.at, &rest)
                    || next.is_some_and(|next| starts_with(&next, EXPLAINS))
            })
        })
    })
}

/// "Ystyr cwyno yw …", "… yw adolygiad", "Mae’r Ombwdsmon yn …": how Welsh says what a word means.
fn says_in_welsh(sentence: &str, at: &std::ops::Range<usize>, rest: &str) -> bool {
    let before = plain(sentence.get(..at.start).unwrap_or_default());
    let opens = ["mae", "mae'r", "mae y", "mae yr"].contains(&before.as_str())
        && starts_with(rest, &["yn", "'n"]);
    opens || [" yw", " ydy", "ystyr"].iter().any(|end| before.ends_with(end))
}

fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace('’', "'")
}

fn starts_with(text: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| {
        text.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hard_form_is_named() {
        for (text, part) in [
            ("We meet on 12/05/2027.", "12/05/2027"),
            ("We meet on 2027-05-12.", "2027-05-12"),
            ("Jo comes at 14:30.", "14:30"),
            ("Jo comes at 09:00.", "09:00"),
            ("13.30 is dinner.", "13.30"),
            ("You pay 20% of it.", "0%"),
            ("Mae 20 y cant yn mynd.", "20 y cant"),
            ("Take ½ a tablet.", "½"),
            ("Drink 1/2 a glass.", "1/2"),
            ("See part IV.", "IV"),
            ("Tea & cake.", "&"),
            ("Ring him/her.", "m/h"),
            ("You have three workers.", "three"),
            ("There are 12000 people.", "12000"),
            ("There are 12,000 people.", "12,000"),
            ("Ask your OT.", "OT"),
            ("Do NOT smoke.", "NOT"),
        ] {
            let found = hard_forms(text, "en");
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!(found[0].0, part, "{text}");
        }
    }

    #[test]
    fn a_word_is_explained_as_people_explain() {
        let word = |word: &str| ListedWord {
            word: word.into(),
            means: "Something".into(),
            ..ListedWord::default()
        };
        for (hard, rows, explained) in [
            ("hoist", vec!["You use a hoist. A hoist is a machine that lifts you."], true),
            ("hoist", vec!["You use a hoist.", "It is a machine."], true),
            ("hoist", vec!["You use a hoist. You like it."], false),
            ("hoist", vec!["The hoist is new."], false),
            ("risk", vec!["There is a risk. This means you could fall."], true),
            ("ombwdsmon", vec!["Mae’r Ombwdsmon yn edrych ar gwynion."], true),
            ("ombwdsmon", vec!["Gallwch ffonio’r Ombwdsmon."], false),
            ("cwyno", vec!["Ystyr cwyno yw dweud beth sydd o’i le."], true),
        ] {
            let list = WordList::new("", vec![word(hard)]).unwrap();
            assert_eq!(is_explained(&list.words()[0], &list, &rows), explained, "{hard}: {rows:?}");
        }
    }

    #[test]
    fn what_is_easy_is_left_alone() {
        for text in [
            "Ring Jo. The number is 01632 960180.",
            "Ring 07700 900109 or 01632 960 180.",
            "We meet on Tuesday 12 May 2027 at 10:30 in the morning.",
            "You get £1,248.00 every 4 weeks.",
            "You pay £12000 a year, and £21.50 a week.",
            "I ask my GP. I watch TV. I am in Flat 3B.",
            "Write to jo@council.example.",
            "I go with my friend.",
        ] {
            assert_eq!(hard_forms(text, "en"), [], "{text}");
        }
        assert_eq!(hard_forms("Rwy'n hoffi te a dau gacen. Mae gen i ten arall.", "cy"), []);
    }
}
