//! Looks for many values in many texts at once: names, addresses, numbers, dates of birth, and any
//! six words in a row of a longer text. What a text was allowed to say is taken away again.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};
use jiff::civil::Date;
use serde::Serialize;

use super::haystack::{Gap, Haystack};
use super::pdf::{Pdf, Place};

/// So many words in a row of a text are told from the same words by chance.
const WINDOW_WORDS: usize = 6;

/// Fewer letters than these are in many texts.
const LEAST_LETTERS: usize = 5;

/// A number is printed in five groups at most, or digit by digit.
const MOST_GROUPS: usize = 5;

/// How many patterns one automaton looks for: building a larger one takes much memory at once.
const PATTERNS_AT_ONCE: usize = 100_000;

/// What kind of value.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A name of at least two words.
    Name,
    /// Lines of an address that are looked for together: the first line and the postcode.
    Address,
    /// NHS number.
    NhsNumber,
    /// The case system's number.
    CaseNumber,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Date of birth, as `YYYY-MM-DD`, in all forms that a page may have.
    BirthDate,
    /// Words of a longer text.
    Text,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the name",
            Self::Address => "the address",
            Self::NhsNumber => "the NHS number",
            Self::CaseNumber => "the case number",
            Self::Phone => "the telephone number",
            Self::Email => "the e-mail address",
            Self::BirthDate => "the date of birth",
            Self::Text => "words of a text",
        })
    }
}

/// A value to look for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Needle {
    /// Its kind, which says how it may be written.
    pub kind: Kind,
    /// Whose it is: a plan's number within the run.
    pub owner: u32,
    /// The value.
    pub value: String,
}

/// A value that was found. It does not say which.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Hit<P = Place> {
    /// Where.
    pub place: P,
    /// Its kind.
    pub kind: Kind,
    /// Whose it is; of one that several have, the first.
    pub owner: u32,
}

/// Values that a text may have.
#[derive(Clone, Debug, Default)]
pub struct Shown(BTreeSet<u32>);

/// All values, made ready.
#[derive(Debug)]
pub struct Needles {
    searches: Vec<AhoCorasick>,
    patterns: Vec<Pattern>,
    wanted: Vec<Wanted>,
}

/// One way in which letters must follow one another.
#[derive(Debug)]
struct Pattern {
    rule: Rule,
    /// What stands between its letters where it is written as the record has it.
    gaps: Box<[Gap]>,
    /// Which values it is a part of.
    wanted: Vec<u32>,
}

/// A value, in one or several ways.
#[derive(Debug)]
struct Wanted {
    kind: Kind,
    owner: u32,
    ways: Vec<Way>,
}

/// Patterns that must all be in the same place.
type Way = Box<[u32]>;

/// How far a page may write a value in another way.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Rule {
    /// The same words with the same marks between them.
    Words,
    /// The same words, whatever stands between them.
    Loose,
    /// In groups, parted by spaces.
    Grouped,
}

impl Rule {
    /// Whether what stands between the letters found is what may stand there.
    fn allows(self, written: &[Gap], found: &[Gap]) -> bool {
        if self == Self::Grouped {
            let gaps = found.iter().filter(|gap| **gap > Gap::None).count();
            return found.iter().all(|gap| *gap <= Gap::Spaced)
                && (gaps < MOST_GROUPS || gaps == found.len());
        }
        written.iter().zip(found).all(|(written, found)| match (written, self) {
            // A word may be broken, but is not two words.
            (Gap::None, _) => *found <= Gap::Broken,
            (_, Self::Loose) => *found >= Gap::Broken,
            (written, _) => (Gap::Broken..=(*written).max(Gap::Spaced)).contains(found),
        })
    }
}

impl Needles {
    /// Makes values ready. One too short to be told from chance is left out.
    ///
    /// # Errors
    /// When there are more than fit in memory.
    pub fn new(needles: impl IntoIterator<Item = Needle>) -> Result<Self, BuildError> {
        let mut all = Collected::default();
        for needle in needles {
            all.add(&needle);
        }
        let Collected { letters, patterns, wanted, .. } = all;
        let searches = letters.chunks(PATTERNS_AT_ONCE).map(|letters| {
            AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(letters)
        });
        Ok(Self { searches: searches.collect::<Result<_, _>>()?, patterns, wanted })
    }

    /// How many values are looked for; of a long text, every run of six words.
    pub fn len(&self) -> usize {
        self.wanted.len()
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// The values that some texts have: a copy that is to say them may.
    pub fn shown_in<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Shown {
        let mut patterns = BTreeSet::new();
        for text in texts {
            self.collect(&Haystack::new(text), &mut patterns);
        }
        Shown(self.complete(&patterns))
    }

    /// Looks in every place of a PDF.
    pub fn find(&self, pdf: &Pdf, shown: &Shown) -> Vec<Hit> {
        let texts = pdf.pieces.iter().map(|piece| (piece.place, piece.text.as_str()));
        self.find_in(&texts.collect::<Vec<_>>(), shown)
    }

    /// Looks in texts, each with the name of its place.
    pub fn find_in<P: Copy + Ord>(&self, texts: &[(P, &str)], shown: &Shown) -> Vec<Hit<P>> {
        let mut hits = BTreeSet::new();
        for (place, text) in texts {
            let mut patterns = BTreeSet::new();
            self.collect(&Haystack::new(text), &mut patterns);
            let found = self.complete(&patterns);
            for wanted in found.difference(&shown.0) {
                let Wanted { kind, owner, .. } = self.wanted[*wanted as usize];
                hits.insert(Hit { place: *place, kind, owner });
            }
        }
        hits.into_iter().collect()
    }

    fn collect(&self, text: &Haystack, patterns: &mut BTreeSet<u32>) {
        for (number, search) in self.searches.iter().enumerate() {
            for found in search.find_overlapping_iter(&text.letters) {
                let id = number * PATTERNS_AT_ONCE + found.pattern().as_usize();
                let (start, end) = (found.start(), found.end());
                let Pattern { rule, gaps, .. } = &self.patterns[id];
                if text.is_whole(start, end) && rule.allows(gaps, text.inside(start, end)) {
                    patterns.extend(u32::try_from(id));
                }
            }
        }
    }

    /// The values of which everything was found.
    fn complete(&self, patterns: &BTreeSet<u32>) -> BTreeSet<u32> {
        let touched =
            patterns.iter().flat_map(|pattern| &self.patterns[*pattern as usize].wanted).copied();
        let is_there = |way: &[u32]| way.iter().all(|pattern| patterns.contains(pattern));
        let complete =
            |wanted: &u32| self.wanted[*wanted as usize].ways.iter().any(|way| is_there(way));
        touched.filter(complete).collect()
    }
}

/// Values while they are made ready. Many records name the same worker: each value is kept once.
#[derive(Default)]
struct Collected {
    letters: Vec<String>,
    patterns: Vec<Pattern>,
    wanted: Vec<Wanted>,
    pattern_ids: HashMap<(Rule, String, Box<[Gap]>), u32>,
    known: HashMap<(Kind, Vec<Way>), u32>,
}

impl Collected {
    fn add(&mut self, needle: &Needle) {
        let value = needle.value.trim();
        if needle.kind == Kind::Text {
            for window in windows(value) {
                self.want(needle, &[vec![(Rule::Loose, window)]]);
            }
            return;
        }
        self.want(needle, &ways(needle.kind, value));
    }

    fn want(&mut self, needle: &Needle, ways: &[Vec<(Rule, String)>]) {
        let ways = ways.iter().map(|parts| {
            parts.iter().map(|(rule, part)| self.pattern(*rule, part)).collect::<Option<Way>>()
        });
        let ways: Vec<Way> = ways.flatten().collect();
        if ways.is_empty() {
            return;
        }
        let key = (needle.kind, ways);
        if self.known.contains_key(&key) {
            return;
        }
        let Ok(id) = u32::try_from(self.wanted.len()) else { return };
        let mut parts: Vec<u32> = key.1.iter().flatten().copied().collect();
        parts.sort_unstable();
        parts.dedup();
        for part in parts {
            self.patterns[part as usize].wanted.push(id);
        }
        self.wanted.push(Wanted { kind: needle.kind, owner: needle.owner, ways: key.1.clone() });
        self.known.insert(key, id);
    }

    fn pattern(&mut self, rule: Rule, part: &str) -> Option<u32> {
        let Haystack { letters, gaps } = Haystack::new(part);
        let gaps: Box<[Gap]> = match (rule, gaps.len()) {
            // Its own groups count for nothing.
            (Rule::Grouped, _) | (_, 0..=2) => Box::default(),
            (_, length) => gaps[1..length - 1].into(),
        };
        if letters.is_empty() {
            return None;
        }
        let key = (rule, letters, gaps);
        if let Some(id) = self.pattern_ids.get(&key) {
            return Some(*id);
        }
        let id = u32::try_from(self.patterns.len()).ok()?;
        self.letters.push(key.1.clone());
        self.patterns.push(Pattern { rule, gaps: key.2.clone(), wanted: Vec::new() });
        self.pattern_ids.insert(key, id);
        Some(id)
    }
}

/// How a value may be written: ways, each of parts that all stand in the same place. None where it
/// is too short.
fn ways(kind: Kind, value: &str) -> Vec<Vec<(Rule, String)>> {
    let whole = |rule: Rule, value: &str| vec![vec![(rule, value.to_owned())]];
    let letters = Haystack::new(value).letters.chars().count();
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    match kind {
        Kind::Name if words(value).count() < 2 => Vec::new(),
        Kind::Name | Kind::CaseNumber | Kind::Email if letters < LEAST_LETTERS => Vec::new(),
        Kind::Name | Kind::CaseNumber | Kind::Email => whole(Rule::Words, value),
        Kind::NhsNumber if digits.len() == 10 => whole(Rule::Grouped, &digits),
        Kind::NhsNumber => Vec::new(),
        Kind::Phone => phone_numbers(&digits),
        Kind::BirthDate => dates(value),
        Kind::Address => address(value),
        Kind::Text => windows(value).map(|window| vec![(Rule::Loose, window)]).collect(),
    }
}

/// A telephone number as it is dialled at home and from abroad.
fn phone_numbers(digits: &str) -> Vec<Vec<(Rule, String)>> {
    let abroad = digits.strip_prefix("0044").or(digits.strip_prefix("44"));
    let national = abroad.or(digits.strip_prefix('0')).unwrap_or(digits);
    let national = national.strip_prefix('0').unwrap_or(national);
    if national.len() < 9 {
        return Vec::new();
    }
    let forms = [format!("0{national}"), format!("44{national}"), format!("440{national}")];
    forms.into_iter().map(|form| vec![(Rule::Grouped, form)]).collect()
}

/// The first line, and the postcode if it has one: other lines may stand between them.
fn address(value: &str) -> Vec<Vec<(Rule, String)>> {
    let lines: Vec<&str> = value.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let [first, .., last] = lines.as_slice() else { return Vec::new() };
    let letters = [first, last].map(|line| Haystack::new(line).letters.chars().count());
    if letters.iter().sum::<usize>() < 2 * LEAST_LETTERS || letters.contains(&0) {
        return Vec::new();
    }
    vec![vec![(Rule::Loose, (*first).to_owned()), (Rule::Grouped, (*last).to_owned())]]
}

/// A date in the forms that pages have, in English and in Welsh.
fn dates(value: &str) -> Vec<Vec<(Rule, String)>> {
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const WELSH: [&str; 12] = [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ];
    let Ok(date) = value.parse::<Date>() else { return Vec::new() };
    let (year, month, day) = (date.year(), date.month(), date.day());
    let Ok(index) = usize::try_from(month - 1) else { return Vec::new() };
    let forms = [
        format!("{day} {} {year}", ENGLISH[index]),
        format!("{day} {:.3} {year}", ENGLISH[index]),
        format!("{day} {} {year}", WELSH[index]),
        format!("{year}-{month:02}-{day:02}"),
        format!("{day:02}/{month:02}/{year}"),
        format!("{day}/{month}/{year}"),
    ];
    forms.into_iter().map(|form| vec![(Rule::Loose, form)]).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// Every six words in a row.
fn windows(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = words(text).map(str::to_owned).collect();
    let last = (words.len() + 1).saturating_sub(WINDOW_WORDS);
    (0..last).map(move |start| words[start..start + WINDOW_WORDS].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, value: &str, text: &str) -> bool {
        let needle = Needle { kind, owner: 7, value: value.into() };
        let needles = Needles::new([needle]).unwrap();
        let hits = needles.find_in(&[("here", text)], &Shown::default());
        assert!(hits.iter().all(|hit| *hit == Hit { place: "here", kind, owner: 7 }));
        !hits.is_empty()
    }

    #[test]
    fn a_name_is_found_however_it_is_broken() {
        let name = "Desmond Okafor-Hale";
        for text in [
            "For Desmond Okafor-Hale.",
            "For DESMOND OKAFOR-HALE’s sister",
            "with Desmond\nOkafor-Hale",
            "with Desmond Okafor-\nHale",
            "Desmond\u{a0}Okafor\u{2011}Hale",
            "Des\nmond Okafor-Ha\u{ad}le",
        ] {
            assert!(found(Kind::Name, name, text), "{text}");
        }
        for text in [
            "Desmond Okafor",
            "Desmond and Okafor-Hale",
            "Desmond. Okafor-Hale",
            "Desmond Okafor-Halees",
            "Redesmond Okafor-Hale",
            "DesmondOkafor-Hale",
        ] {
            assert!(!found(Kind::Name, name, text), "{text}");
        }
        assert!(found(Kind::Name, "Siân Ŵyn", "i Siân Ŵyn"));
        assert!(found(Kind::Name, "Siobhan O'Neill", "for Siobhan O’Neill"));
        assert!(!found(Kind::Name, "Jo Anne", "Joanne has"));
        assert!(!found(Kind::Name, "Prince", "a prince"), "one word is a word");
        assert!(!found(Kind::Name, "Al Ng", "Al Ng"), "too short");
    }

    #[test]
    fn numbers_are_found_in_groups() {
        for text in ["999 000 1234", "9990001234.", "NHS 999-000\n1234", "9 9 9 0 0 0 1 2 3 4"] {
            assert!(found(Kind::NhsNumber, "9990001234", text), "{text}");
        }
        for text in ["£999.00, 01234", "9990 0012345", "1999 000 1234", "99 90 00 12 3 4"] {
            assert!(!found(Kind::NhsNumber, "999 000 1234", text), "{text}");
        }
        for text in ["01632 960 123", "(01632) 960123", "+44 1632 960123", "+44 (0)1632 960123"] {
            assert!(found(Kind::Phone, "01632 960123", text), "{text}");
            assert!(found(Kind::Phone, "+44 (0)1632 960123", text), "{text}");
        }
        assert!(!found(Kind::Phone, "01632 960123", "01632 960124"));
        assert!(!found(Kind::Phone, "999", "ring 999"));
    }

    #[test]
    fn other_identifiers_are_found() {
        assert!(found(Kind::CaseNumber, "BH-2026-0178", "plan bh-2026-\n0178,"));
        assert!(!found(Kind::CaseNumber, "BH-2026-0178", "BH-2026-01789"));
        assert!(!found(Kind::CaseNumber, "12", "12"));
        assert!(found(Kind::Email, "a.b@mail.example", "to A.B@mail.\nexample today"));
        assert!(!found(Kind::Email, "a.b@mail.example", "ab@mail.example"));
    }

    #[test]
    fn an_address_is_its_first_line_with_its_postcode() {
        let address = "Flat 2, 14 Long Row\nZZ7 9SF";
        assert!(found(Kind::Address, address, "Flat 2\n14 Long Row\nDunmore\nZZ7 9SF"));
        assert!(found(Kind::Address, address, "at flat 2, 14 Long Row (ZZ79SF)"));
        assert!(!found(Kind::Address, address, "Flat 2, 14 Long Row, ZZ7 9SG"));
        assert!(!found(Kind::Address, address, "ZZ7 9SF"));
        assert!(!found(Kind::Address, "14 Long Row", "14 Long Row"), "half an address");
    }

    #[test]
    fn a_date_of_birth_is_found_in_every_form() {
        for text in [
            "2 March 1946",
            "2\u{a0}Mawrth 1946",
            "1946-03-02",
            "02/03/1946",
            "2/3/1946",
            "2 Mar 1946",
        ] {
            assert!(found(Kind::BirthDate, "1946-03-02", text), "{text}");
        }
        for text in ["12 March 1946", "2 March 19467", "2 March, 46", "March 1946"] {
            assert!(!found(Kind::BirthDate, "1946-03-02", text), "{text}");
        }
        assert!(!found(Kind::BirthDate, "unknown", "unknown"));
    }

    #[test]
    fn six_words_of_a_text_are_found() {
        let text = "She is frightened when he shouts at night, and hides.";
        assert!(found(Kind::Text, text, "It says “frightened when he shouts at\nnight” there"));
        assert!(!found(Kind::Text, text, "frightened when he shouts at noon"));
        assert!(!found(Kind::Text, "five words are not enough", "five words are not enough"));
    }

    #[test]
    fn what_may_be_shown_is_no_hit() {
        let needles = Needles::new([
            Needle { kind: Kind::Name, owner: 1, value: "Mary Jones".into() },
            Needle { kind: Kind::Name, owner: 2, value: "Rhys Wyn".into() },
            Needle { kind: Kind::Name, owner: 3, value: "Mary Jones".into() },
            Needle { kind: Kind::BirthDate, owner: 2, value: "1946-03-02".into() },
            Needle {
                kind: Kind::Text,
                owner: 2,
                value: "one two three four five six seven".into(),
            },
        ])
        .unwrap();
        assert_eq!(needles.len(), 5, "a name of two records counts once; windows count");
        let shown = needles.shown_in([
            "Mary Jones",
            "born 1946-03-02",
            "one, two, three, four, five six eight",
        ]);
        let texts = [
            (1, "Mary Jones and Rhys Wyn, 2 March 1946"),
            (2, "one two three four five six"),
            (3, "two three four five six seven"),
        ];
        let hits = needles.find_in(&texts, &shown);
        let expected = [
            Hit { place: 1, kind: Kind::Name, owner: 2 },
            Hit { place: 3, kind: Kind::Text, owner: 2 },
        ];
        assert_eq!(hits, expected);
    }

    #[test]
    fn more_than_one_automaton_is_searched() {
        let number = |number: usize| format!("BH-{number:07}");
        let all = (0..PATTERNS_AT_ONCE + 10).map(|index| Needle {
            kind: Kind::CaseNumber,
            owner: u32::try_from(index).unwrap(),
            value: number(index),
        });
        let needles = Needles::new(all).unwrap();
        let text = [0, 99_999, 100_000, 100_009].map(number).join(", ");
        let hits = needles.find_in(&[((), text.as_str())], &Shown::default());
        let owners: Vec<u32> = hits.iter().map(|hit| hit.owner).collect();
        assert_eq!(owners, [0, 99_999, 100_000, 100_009]);
    }
}
