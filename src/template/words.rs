//! Lists of words, looked for all at once in one reading of a text. What a find means is for the
//! checks and the page to say.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

/// A word or phrase of a list.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ListedWord {
    /// The word or phrase as the list's reader looks it up.
    pub word: String,
    /// Other forms of it.
    #[serde(default)]
    pub also: Vec<String>,
    /// What to say instead.
    #[serde(default)]
    pub say: String,
    /// What it means, where it may be needed and is explained.
    #[serde(default)]
    pub means: String,
    /// The page explains it in a row of its own.
    #[serde(default)]
    pub explained_by_page: bool,
    /// Matched with its capitals: an abbreviation.
    #[serde(default)]
    pub exact: bool,
}

/// A list of words in one language.
#[derive(Clone, Debug, Default)]
pub struct WordList {
    words: Vec<ListedWord>,
    /// Each form, with the number of its word.
    forms: Vec<(String, usize)>,
    automaton: Option<AhoCorasick>,
}

/// A listed word in a text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FoundWord<'a> {
    /// The word.
    pub word: &'a ListedWord,
    /// Where it stands, in bytes of the text.
    pub at: std::ops::Range<usize>,
}

impl WordList {
    /// Builds a list for texts in a language.
    ///
    /// # Errors
    /// When a word is empty or says neither what to say instead nor what it means, or the list is
    /// too long.
    pub fn new(language: &str, words: Vec<ListedWord>) -> Result<Self, String> {
        let mut forms = Vec::new();
        for (number, word) in words.iter().enumerate() {
            if word.say.is_empty() == word.means.is_empty() {
                return Err(format!("`{}` needs either `say` or `means`", word.word));
            }
            for form in std::iter::once(&word.word).chain(&word.also) {
                if form.trim().is_empty() {
                    return Err("a word is empty".into());
                }
                let bends = language == "cy" && !word.exact;
                let bent = if bends { mutations(form) } else { Vec::new() };
                let all = bent.into_iter().chain([form.clone()]).flat_map(|form| spellings(&form));
                forms.extend(all.map(|form| (form, number)));
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            // The fastest to read with: a list is built once and read for every text of a run.
            .kind(Some(AhoCorasickKind::DFA))
            .build(forms.iter().map(|(form, _)| form))
            .map_err(|error| error.to_string())?;
        Ok(Self { words, forms, automaton: Some(automaton) })
    }

    /// Every word of the list.
    pub fn words(&self) -> &[ListedWord] {
        &self.words
    }

    /// The listed words that a text has, in its order. Of words that lie over each other the longest
    /// counts.
    pub fn find(&self, text: &str) -> Vec<FoundWord<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut found: Vec<FoundWord<'_>> = automaton
            .find_overlapping_iter(text)
            .filter_map(|hit| {
                let (form, number) = self.forms.get(hit.pattern().as_usize())?;
                let word = self.words.get(*number)?;
                let stands_alone = is_whole_word(text, hit.range());
                (stands_alone && (!word.exact || text.get(hit.range()) == Some(form)))
                    .then(|| FoundWord { word, at: hit.range() })
            })
            .collect();
        found.sort_by_key(|found| (found.at.start, std::cmp::Reverse(found.at.end)));
        let mut end = 0;
        found.retain(|found| {
            let apart = found.at.start >= end;
            if apart {
                end = found.at.end;
            }
            apart
        });
        found
    }
}

/// Whether no letter or digit touches a part of a text.
fn is_whole_word(text: &str, at: std::ops::Range<usize>) -> bool {
    let touches = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let (before, after) = (text.get(..at.start), text.get(at.end..));
    !touches(before.and_then(|before| before.chars().next_back()))
        && !touches(after.and_then(|after| after.chars().next()))
}

/// A form with the hyphens and apostrophes that people write.
fn spellings(form: &str) -> Vec<String> {
    let mut spellings = vec![form.to_owned()];
    if form.contains('-') {
        spellings.push(form.replace('-', " "));
    }
    if form.contains('\'') {
        spellings.push(form.replace('\'', "’"));
    }
    spellings
}

/// The forms that a Welsh word takes after others: soft, nasal and aspirate mutation, and the h
/// before a vowel.
fn mutations(word: &str) -> Vec<String> {
    const TABLE: &[(&str, &[&str])] = &[
        ("ll", &["l"]),
        ("rh", &["r"]),
        ("p", &["b", "mh", "ph"]),
        ("t", &["d", "nh", "th"]),
        ("c", &["g", "ngh", "ch"]),
        ("b", &["f", "m"]),
        ("d", &["dd", "n"]),
        ("g", &["", "ng"]),
        ("m", &["f"]),
    ];
    /// These letters are one sound in Welsh and do not change.
    const FIXED: &[&str] = &["ch", "dd", "ff", "ng", "ph", "th"];
    /// A shorter word would turn into another one too often.
    const SHORTEST: usize = 5;

    let lower = word.to_lowercase();
    if lower.chars().count() < SHORTEST || FIXED.iter().any(|start| lower.starts_with(start)) {
        return Vec::new();
    }
    if lower.starts_with(['a', 'e', 'i', 'o', 'u', 'w', 'y']) {
        return vec![format!("h{lower}")];
    }
    TABLE
        .iter()
        .find_map(|(start, turns)| lower.strip_prefix(start).map(|rest| (rest, turns)))
        .map(|(rest, turns)| turns.iter().map(|turn| format!("{turn}{rest}")).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(language: &str, words: &[(&str, bool)]) -> WordList {
        let words = words
            .iter()
            .map(|(word, exact)| ListedWord {
                word: (*word).to_owned(),
                say: "something else".into(),
                exact: *exact,
                ..ListedWord::default()
            })
            .collect();
        WordList::new(language, words).unwrap()
    }

    fn found(list: &WordList, text: &str) -> Vec<String> {
        list.find(text).into_iter().map(|found| text[found.at].to_owned()).collect()
    }

    #[test]
    fn whole_words_are_found_whatever_their_capitals() {
        let words = list("en", &[("service user", false), ("SU", true), ("non-compliant", false)]);
        assert_eq!(found(&words, "The Service User, SU's room"), ["Service User", "SU"]);
        assert_eq!(found(&words, "Susan said su; SUB and USSU"), Vec::<String>::new());
        assert_eq!(
            found(&words, "non compliant, Non-compliant"),
            ["non compliant", "Non-compliant"]
        );
    }

    #[test]
    fn the_longest_of_two_counts() {
        let words =
            list("en", &[("care", false), ("package of care", false), ("of care home", false)]);
        assert_eq!(found(&words, "a package of care home"), ["package of care"]);
        assert_eq!(found(&words, "care packages of care"), ["care", "care"]);
    }

    #[test]
    fn welsh_words_are_found_as_they_mutate() {
        let words = list(
            "cy",
            &[("defnyddiwr", false), ("cyllideb", false), ("asesiad", false), ("risg", false)],
        );
        for form in ["ddefnyddiwr", "nefnyddiwr", "gyllideb", "nghyllideb", "chyllideb", "hasesiad"]
        {
            assert_eq!(found(&words, &format!("ei {form} hi")), [form], "{form}");
        }
        assert_eq!(found(&words, "Asesiad â’r risg"), ["Asesiad", "risg"]);
        assert!(found(&list("en", &[("cyllideb", false)]), "gyllideb").is_empty());
        assert!(mutations("chwarae").is_empty() && mutations("llaw").is_empty());
        assert_eq!(mutations("gwasanaeth"), ["wasanaeth", "ngwasanaeth"]);
        assert_eq!(mutations("llesiant"), ["lesiant"]);
    }

    #[test]
    fn apostrophes_of_both_kinds_are_the_same() {
        let words = list("cy", &[("caeth i'r gwely", false)]);
        assert_eq!(found(&words, "yn gaeth i’r gwely").len(), 1);
    }

    #[test]
    fn a_word_without_advice_is_refused() {
        let word = ListedWord { word: "SU".into(), ..ListedWord::default() };
        assert!(WordList::new("en", vec![word]).unwrap_err().contains("`SU`"));
    }
}
