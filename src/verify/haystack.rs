//! A text as a search sees it: letters and digits alone, in lower case, each with what stood before
//! it. So a value is found whichever way a page breaks or groups it.

/// What stands between two letters. The order counts: each is more of a break than the last.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// The end of a line or of a run of type, which may be in the middle of a word.
    Broken,
    /// A space, a dash, a bracket.
    Spaced,
    /// Anything else.
    Marked,
}

/// One text, made ready.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Haystack {
    /// Letters and digits.
    pub(super) letters: String,
    /// What stands before each byte of them, and behind the last.
    pub(super) gaps: Vec<Gap>,
}

impl Haystack {
    /// Makes a text ready.
    pub(super) fn new(text: &str) -> Self {
        let mut letters = String::with_capacity(text.len());
        let mut gaps = Vec::with_capacity(text.len() + 1);
        let mut gap = Gap::Marked;
        let mut hyphen = false;
        for character in text.chars() {
            if is_nothing(character) {
                continue;
            }
            let expanded = ligature(character);
            if !character.is_alphanumeric() {
                // A hyphen at the end of a line may be the line's own.
                gap = match kind_of(character) {
                    Gap::Broken if hyphen => Gap::Broken,
                    kind => gap.max(kind),
                };
                hyphen = is_hyphen(character) && gap == Gap::Spaced;
                continue;
            }
            hyphen = false;
            let lower = character.to_lowercase().filter(|_| expanded.is_none());
            for letter in expanded.unwrap_or_default().chars().chain(lower) {
                letters.push(letter);
                gaps.push(gap);
                gap = Gap::None;
                gaps.resize(letters.len(), Gap::None);
            }
        }
        gaps.push(Gap::Marked);
        Self { letters, gaps }
    }

    /// What stands before each byte of a part of it, from its second byte.
    pub(super) fn inside(&self, start: usize, end: usize) -> &[Gap] {
        self.gaps.get(start + 1..end).unwrap_or_default()
    }

    /// Whether the part is made of whole words.
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        let broken = |at: usize| self.gaps.get(at).is_some_and(|gap| *gap > Gap::None);
        broken(start) && broken(end)
    }
}

/// Marks that no reader sees: soft hyphens, joiners, accents that stand on their own.
fn is_nothing(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{300}'..='\u{36f}'
    )
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

fn kind_of(character: char) -> Gap {
    match character {
        '\n' | '\r' => Gap::Broken,
        '\u{2012}'..='\u{2015}' | '\u{2212}' | '(' | ')' | '+' => Gap::Spaced,
        _ if is_hyphen(character) || character.is_whitespace() => Gap::Spaced,
        _ => Gap::Marked,
    }
}

fn ligature(character: char) -> Option<&'static str> {
    Some(match character {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_and_digits_are_left() {
        let of = |text: &str| Haystack::new(text).letters;
        assert_eq!(of("Tŷ’r  Ŵyn,\u{a0}12(b)"), "tŷrŵyn12b");
        assert_eq!(of("of\u{ad}fice o\u{fb03}ce, wai\u{200b}ting"), "officeofficewaiting");
        assert_eq!(of("—!?"), "");
    }

    #[test]
    fn what_stood_between_is_kept() {
        let gaps = |text: &str| -> Vec<Gap> {
            let gaps = Haystack::new(text).gaps;
            gaps[1..gaps.len() - 1].to_vec()
        };
        assert_eq!(gaps("ab"), [Gap::None]);
        assert_eq!(gaps("a b"), [Gap::Spaced]);
        assert_eq!(gaps("a\u{202f}b"), [Gap::Spaced]);
        assert_eq!(gaps("a\nb"), [Gap::Broken]);
        assert_eq!(gaps("a-b"), [Gap::Spaced]);
        assert_eq!(gaps("a-\nb"), [Gap::Broken], "the hyphen may be the line's");
        assert_eq!(gaps("a -\nb"), [Gap::Broken]);
        assert_eq!(gaps("a, b"), [Gap::Marked]);
        assert_eq!(gaps("a,\nb"), [Gap::Marked]);
        // Two bytes a letter.
        assert_eq!(gaps("ŵ ŷ"), [Gap::None, Gap::Spaced, Gap::None]);
    }

    #[test]
    fn words_are_whole() {
        let hay = Haystack::new("Joanne Lee");
        assert!(hay.is_whole(0, 6) && hay.is_whole(0, 9) && hay.is_whole(6, 9));
        assert!(!hay.is_whole(0, 2) && !hay.is_whole(2, 6) && !hay.is_whole(0, 8));
        assert_eq!(hay.inside(5, 8), [Gap::Spaced, Gap::None]);
        assert!(hay.inside(9, 9).is_empty());
    }
}
