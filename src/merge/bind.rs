//! Makes a text safe to set: telephone numbers, times, dates, postcodes, sums, and a title with the
//! name behind it get no-break spaces, so that each stays in one line; characters that nobody sees and
//! that would turn the text round or hide in it are left out. Nothing else is touched.

use std::sync::LazyLock;

use regex::Regex;

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        // Telephone and NHS numbers: groups of digits.
        r"\b\d{2,5}(?: \d{2,6}){1,3}\b",
        r"\+44(?: \d{2,6}){1,4}",
        // Postcodes.
        r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
        // 14 May 2025; dydd Iau 14 Mai 2025.
        r"(?i)\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day |dydd (?:Llun|Mawrth|Mercher|Iau|Gwener|Sadwrn|Sul) )?\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)(?: \d{4})?\b",
        r"(?i)\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday) \d{1,2}\b",
        // 10:30 am, 8 o'clock.
        r"(?i)\b\d{1,2}(?:[:.]\d{2})? (?:am|pm|o'clock|o’clock)\b",
        // 9 out of 10.
        r"\b\d+ (?:out of|allan o) \d+\b",
        // £46.00 a week; 2 hours.
        r"£[\d,.]+ (?:a|an|per|y|yr|bob) [\p{L}]+\b",
        r"(?i)\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?|points?|pt|miles?|awr|munud|diwrnod|wythnos|mis)\b",
        r"(?i)\b(?:page|tudalen) \d+\b",
    ]
    .iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// Mrs Price, in English and Welsh: a title at the end of a line looks like a sentence cut off. And what
/// to ring when there is danger.
static WORDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"\b(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? \p{Lu}|(?:[Rr]ing|[Ff]foniwch) 999\b)";
    Regex::new(words).ok()
});

/// Characters without a shape: marks that reverse the direction of what follows, which really
/// print it backwards, and spaces of no width, which break a word for a reader by ear.
fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

/// The text with what belongs together bound, without what nobody sees.
pub fn bind(text: &str) -> String {
    let mut bound: String = text.chars().filter(|character| !is_unseen(*character)).collect();
    let has_numbers = bound.contains(|c: char| c.is_ascii_digit());
    let numbers = PATTERNS.iter().filter(|_| has_numbers);
    for pattern in WORDS.iter().chain(numbers) {
        if pattern.is_match(&bound) {
            bound = pattern
                .replace_all(&bound, |found: &regex::Captures<'_>| found[0].replace(' ', "\u{a0}"))
                .into_owned();
        }
    }
    bound
}

/// How many numbers, dates and sums have the end of a line in them. `breaks` are the bytes of `text` at
/// which a line ended and a space now stands.
pub fn divided(text: &str, breaks: &[usize]) -> usize {
    if breaks.is_empty() || !text.contains(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let found = PATTERNS.iter().flat_map(|pattern| pattern.find_iter(text));
    found.filter(|found| breaks.iter().any(|place| found.range().contains(place))).count()
}

#[cfg(test)]
mod tests {
    use super::{bind, divided};

    #[test]
    fn a_number_over_the_end_of_a_line_is_counted() {
        let text = "ring 01632 960 114 on 14 May 2025";
        for (place, count) in [(4, 0), (10, 1), (14, 1), (18, 0), (24, 1), (28, 1)] {
            assert_eq!(divided(text, &[place]), count, "at byte {place}");
        }
        assert_eq!(divided(text, &[10, 24]), 2);
        assert_eq!(divided(text, &[]), 0);
    }

    #[test]
    fn what_belongs_together_stays_in_one_line() {
        for (text, bound) in [
            ("ring 01632 960 114 today", "ring 01632\u{a0}960\u{a0}114 today"),
            ("on 14 May 2025 at 9 am", "on 14\u{a0}May\u{a0}2025 at 9\u{a0}am"),
            ("pays £46.00 a week now", "pays £46.00\u{a0}a\u{a0}week now"),
            ("Brackenholt ZZ1 2AB", "Brackenholt ZZ1\u{a0}2AB"),
            ("Mr Price or Dr. Éva Lloyd", "Mr\u{a0}Price or Dr.\u{a0}Éva Lloyd"),
            ("Mrs Ann Price, Mr a’i briod", "Mrs\u{a0}Ann Price, Mr a’i briod"),
            ("If in danger, ring 999.", "If in danger, ring\u{a0}999."),
            ("no numbers at all", "no numbers at all"),
            ("\u{202e}safe\u{202c} ze\u{200b}ro", "safe zero"),
        ] {
            assert_eq!(bind(text).replace('\u{a0}', "_"), bound.replace('\u{a0}', "_"));
        }
    }
}
