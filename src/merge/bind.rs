//! Keeps what belongs together in one line: telephone numbers, times, dates, postcodes and sums
//! inside the text of a record get no-break spaces. Nothing else of the text is touched.

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

/// The text with what belongs together bound.
pub fn bind(text: &str) -> String {
    let mut bound = text.to_owned();
    if !bound.contains(|c: char| c.is_ascii_digit()) {
        return bound;
    }
    for pattern in PATTERNS.iter() {
        if pattern.is_match(&bound) {
            bound = pattern
                .replace_all(&bound, |found: &regex::Captures<'_>| found[0].replace(' ', "\u{a0}"))
                .into_owned();
        }
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::bind;

    #[test]
    fn numbers_dates_and_sums_stay_in_one_line() {
        for (text, bound) in [
            ("ring 01632 960 114 today", "ring 01632\u{a0}960\u{a0}114 today"),
            ("on 14 May 2025 at 9 am", "on 14\u{a0}May\u{a0}2025 at 9\u{a0}am"),
            ("pays £46.00 a week now", "pays £46.00\u{a0}a\u{a0}week now"),
            ("Brackenholt ZZ1 2AB", "Brackenholt ZZ1\u{a0}2AB"),
            ("no numbers at all", "no numbers at all"),
        ] {
            assert_eq!(bind(text).replace('\u{a0}', "_"), bound.replace('\u{a0}', "_"));
        }
    }
}
