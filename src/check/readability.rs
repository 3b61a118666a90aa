//! Figures of how hard a record's texts are to read. For Welsh no formula is known to work, so there
//! is none: sentences and hard words are counted, and that is all.

use std::collections::BTreeMap;

use super::{Case, Text};
use crate::plan::{sentence_words as words, sentences};
use crate::template::WordList;

/// What was counted in the texts of one language.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Words in all.
    pub words: usize,
    /// Sentences in all.
    pub sentences: usize,
    /// Words a sentence, on average.
    pub words_per_sentence: f64,
    /// Flesch reading ease, for English alone: 60 to 70 is plain English, 80 and more is easy read.
    /// With this file's estimate of syllables.
    pub flesch_reading_ease: Option<f64>,
    /// The share of words, from 0 to 1, that are on the language's list of hard words, where there
    /// is a list.
    pub hard_words: Option<f64>,
}

impl Figures {
    /// The school year that can read it, for English alone (Kincaid 1975): 4 and less is easy read.
    pub fn flesch_kincaid_grade(&self) -> Option<f64> {
        let ease = self.flesch_reading_ease?;
        let syllables_per_word = (206.835 - 1.015 * self.words_per_sentence - ease) / 84.6;
        Some(0.39 * self.words_per_sentence + 11.8 * syllables_per_word - 15.59)
    }
}

/// The figures of the plan's own texts, by language tag.
pub fn readability(case: &Case<'_>) -> Vec<(String, Figures)> {
    figures(case, |text| !text.easy_read)
}

/// The figures of its easy read, by language tag.
pub fn easy_readability(case: &Case<'_>) -> Vec<(String, Figures)> {
    figures(case, Text::is_row)
}

/// The Flesch reading ease of an English text; none where it has no sentence.
pub fn reading_ease(text: &str) -> Option<f64> {
    let mut count = Count::default();
    count.add(text, None);
    (count.sentences > 0).then(|| count.figures("en", false).flesch_reading_ease).flatten()
}

/// How many words each sentence of a text has.
pub fn sentence_lengths(text: &str) -> Vec<usize> {
    sentences(text).into_iter().map(|sentence| words(sentence).count()).collect()
}

fn figures(case: &Case<'_>, wanted: impl Fn(&Text) -> bool) -> Vec<(String, Figures)> {
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for text in case.texts().iter().filter(|text| wanted(text)) {
        let list = case.lists().hard_words.get(&text.language);
        counts.entry(&text.language).or_default().add(&text.text, list);
    }
    let counted = counts.into_iter().filter(|(_, count)| count.sentences > 0);
    counted
        .map(|(language, count)| {
            let list = case.lists().hard_words.contains_key(language);
            (language.to_owned(), count.figures(language, list))
        })
        .collect()
}

#[derive(Default)]
struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
    hard: usize,
}

impl Count {
    fn add(&mut self, text: &str, hard: Option<&WordList>) {
        for sentence in sentences(text) {
            self.sentences += 1;
            for word in words(sentence) {
                self.words += 1;
                self.syllables += syllables(word);
            }
        }
        self.hard += hard.map_or(0, |list| list.find(text).len());
    }

    #[expect(clippy::cast_precision_loss, reason = "no record has 2^52 words")]
    fn figures(&self, language: &str, has_list: bool) -> Figures {
        let words = self.words as f64;
        let words_per_sentence = words / self.sentences.max(1) as f64;
        let syllables_per_word = self.syllables as f64 / words.max(1.0);
        // Flesch 1948.
        let ease = 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word;
        let is_english = language == "en" || language.starts_with("en-");
        Figures {
            words: self.words,
            sentences: self.sentences,
            words_per_sentence,
            flesch_reading_ease: is_english.then_some(ease),
            hard_words: has_list.then(|| self.hard as f64 / words.max(1.0)),
        }
    }
}

/// An estimate of the syllables of an English word: groups of vowels, without a silent `e` or `ed`
/// at the end; a number counts as one. It is right for about nine words of ten, which is enough for
/// an average.
fn syllables(word: &str) -> usize {
    let letters: Vec<char> =
        word.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let vowel = |letter: char| "aeiouyàáâäèéêëìíîïòóôöùúûüŵŷ".contains(letter);
    let mut groups = 0;
    let mut before = false;
    for letter in &letters {
        let now = vowel(*letter);
        groups += usize::from(now && !before);
        before = now;
    }
    let silent = match letters.as_slice() {
        [.., 'l', 'e'] => {
            // "table" has its last syllable, "while" has not.
            letters.len() >= 3 && vowel(letters[letters.len() - 3])
        }
        [.., before, 'e'] => !vowel(*before),
        [.., before, 'e', 'd'] => !vowel(*before) && !matches!(before, 't' | 'd'),
        [.., before, 'e', 's'] => {
            !vowel(*before) && !matches!(before, 's' | 'x' | 'z' | 'c' | 'g' | 'h')
        }
        _ => false,
    };
    (groups - usize::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Count {
        let mut count = Count::default();
        count.add(text, None);
        count
    }

    #[test]
    fn syllables_are_near_enough() {
        for (word, expected) in [
            ("tea", 1),
            ("help", 1),
            ("support", 2),
            ("table", 2),
            ("while", 1),
            ("walked", 1),
            ("wanted", 2),
            ("houses", 2),
            ("makes", 1),
            ("eligible", 4),
            ("assessment", 3),
            ("the", 1),
            ("30", 1),
            ("Mrs", 1),
        ] {
            assert_eq!(syllables(word), expected, "{word}");
        }
    }

    #[test]
    fn short_sentences_score_higher_than_long_ones() {
        let ease = |text: &str| count(text).figures("en", false).flesch_reading_ease.unwrap();
        let easy = ease("You like tea. You drink it at ten. It is good.");
        let hard = ease(
            "Domiciliary provision will be commissioned to facilitate independence with regard to \
             nutritional intake, notwithstanding intermittent fluctuations of presentation",
        );
        assert!(easy > 90.0, "{easy}");
        assert!(hard < 10.0, "{hard}");
    }

    #[test]
    fn figures_are_those_of_the_formula() {
        // 6 words, 2 sentences, 7 syllables.
        let figures = count("You like tea. I like coffee.").figures("en-GB", false);
        assert_eq!((figures.words, figures.sentences), (6, 2));
        assert!((figures.words_per_sentence - 3.0).abs() < 1e-9);
        let expected = 206.835 - 1.015 * 3.0 - 84.6 * 7.0 / 6.0;
        assert!((figures.flesch_reading_ease.unwrap() - expected).abs() < 1e-9);
        assert_eq!(figures.hard_words, None);
        let grade = 0.39 * 3.0 + 11.8 * 7.0 / 6.0 - 15.59;
        assert!((figures.flesch_kincaid_grade().unwrap() - grade).abs() < 1e-9);
    }

    #[test]
    fn welsh_has_counts_and_no_formula() {
        let figures = count("Rwy'n hoffi te. Rwy'n mynd allan.").figures("cy", true);
        assert_eq!(figures.flesch_reading_ease, None);
        assert_eq!(figures.hard_words, Some(0.0));
        assert!((figures.words_per_sentence - 3.0).abs() < 1e-9);
    }
}
