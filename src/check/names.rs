//! The full names of every record's subject, so that a text which was pasted from another person's
//! plan is noticed (DAT-03). Names are kept as hashes, about 14 bytes each, and a text is read once.

use std::collections::BTreeSet;

/// The names that nobody else's record should have.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Sorted.
    hashes: Vec<u64>,
    /// The record of each hash.
    records: Vec<u32>,
    /// Where the hashes start whose first bits are this number, and the end of the last.
    starts: Vec<u32>,
    shift: u32,
    longest: usize,
}

/// Names that a record may have: those of its own parties.
#[derive(Clone, Debug, Default)]
pub struct OwnNames {
    hashes: BTreeSet<u64>,
    longest: usize,
}

/// A name of more words is cut: no list needs more to tell two people apart.
const LONGEST: usize = 6;

impl Names {
    /// Takes the full names, each with the number of its record. One word alone is left out: Grace,
    /// Will and May are words of any text.
    pub fn new<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> Self {
        let mut longest = 0;
        let mut entries: Vec<(u64, u32)> = Vec::new();
        for (record, name) in names {
            for (hash, words) in forms(name) {
                longest = longest.max(words);
                entries.push((hash, record));
            }
        }
        entries.sort_unstable();
        entries.dedup();
        // Two names a slot: a look-up reads one place and seldom more.
        let bits = (entries.len() / 2).max(2).ilog2().min(30);
        let shift = u64::BITS - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (hash, _) in &entries {
            if let Some(slot) = starts.get_mut((hash >> shift) as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut starts {
            sum += *slot;
            *slot = sum;
        }
        let (hashes, records) = entries.into_iter().unzip();
        Self { hashes, records, starts, shift, longest }
    }

    /// How many forms of names are kept.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether no name is kept.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The record of the first name in a text that is none of the record's own.
    pub fn stranger_in(&self, text: &str, own: &OwnNames) -> Option<u32> {
        // A name has two capitals; a letter beyond ASCII may be one.
        let capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
        if self.is_empty() || text.as_bytes().iter().filter(|byte| capital(byte)).nth(1).is_none() {
            return None;
        }
        let words = tokens(text);
        let mut at = 0;
        while at < words.len() {
            // Its own names first: "Mary Ann Smith" is not the "Ann Smith" of another record.
            let length = own_length(&words[at..], own);
            if length > 0 {
                at += length;
                continue;
            }
            let windows = windows(&words[at..], self.longest);
            if let Some(record) = windows.filter_map(|(hash, _)| self.record(hash)).next() {
                return Some(record);
            }
            at += 1;
        }
        None
    }

    fn record(&self, hash: u64) -> Option<u32> {
        let slot = (hash >> self.shift) as usize;
        let (start, end) = (*self.starts.get(slot)?, *self.starts.get(slot + 1)?);
        let range = start as usize..end as usize;
        let within = self.hashes.get(range.clone())?.iter().position(|known| *known == hash)?;
        self.records.get(range.start + within).copied()
    }
}

impl OwnNames {
    /// Takes names that may stand in the record.
    pub fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut own = Self::default();
        for (hash, words) in names.flat_map(forms) {
            own.longest = own.longest.max(words);
            own.hashes.insert(hash);
        }
        own
    }
}

/// How many words at the start are one of the record's own names.
fn own_length(words: &[Token<'_>], own: &OwnNames) -> usize {
    let known = windows(words, own.longest).filter(|(hash, _)| own.hashes.contains(hash));
    known.map(|(_, length)| length).max().unwrap_or(0)
}

/// The hashes under which a name is found: the whole of it, and without its middle names.
fn forms(name: &str) -> Vec<(u64, usize)> {
    let named = tokens(name).into_iter().filter(|token| !token.word.is_empty());
    let words: Vec<u64> = named.map(|token| hash_of(token.word)).collect();
    let mut forms = Vec::new();
    if words.len() >= 2 {
        forms.push((joined(words.iter().take(LONGEST)), words.len().min(LONGEST)));
    }
    if let (3.., Some(first), Some(last)) = (words.len(), words.first(), words.last()) {
        forms.push((joined([first, last].into_iter()), 2));
    }
    forms
}

/// The hashes of the first two, three … words, as far as they stand together and the last of them
/// starts with a capital.
fn windows<'w>(words: &'w [Token<'w>], longest: usize) -> impl Iterator<Item = (u64, usize)> + 'w {
    let opens = words.first().is_some_and(|word| word.capital);
    let together = words
        .iter()
        .take(if opens { longest } else { 0 })
        .enumerate()
        .take_while(|(number, word)| *number == 0 || word.follows);
    let mut hash = START;
    together.filter_map(move |(number, word)| {
        hash = next(hash, hash_of(word.word));
        (number > 0 && word.capital).then_some((hash, number + 1))
    })
}

/// One word of a text.
struct Token<'a> {
    /// Empty for a mark that parts two words.
    word: &'a str,
    /// It starts with a capital.
    capital: bool,
    /// Nothing but spaces stand between it and the word before.
    follows: bool,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for piece in text.split_whitespace() {
        let mut follows = true;
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        for part in piece.split_inclusive(|c: char| !is_part(c)) {
            let word = part.trim_end_matches(|c: char| !is_part(c));
            let broken = word.len() < part.len();
            let word = word.trim_matches(['-', '\'', '’']);
            let word = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word);
            if !word.is_empty() {
                let capital = word.starts_with(char::is_uppercase);
                tokens.push(Token { word, capital, follows });
            }
            follows = !broken && !word.is_empty();
        }
        // A mark at the end of a piece parts it from the next word.
        if !follows {
            tokens.push(Token { word: "", capital: false, follows: false });
        }
    }
    tokens
}

// FNV-1a, 64 bits: small, and the same on every machine and in every version.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

fn hash_of(word: &str) -> u64 {
    let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    if word.is_ascii() {
        return word.bytes().fold(START, |hash, byte| add(hash, byte.to_ascii_lowercase()));
    }
    let mut hash = START;
    let mut bytes = [0; 4];
    for letter in word.chars().flat_map(char::to_lowercase) {
        let letter = if letter == '’' { '\'' } else { letter };
        for byte in letter.encode_utf8(&mut bytes).bytes() {
            hash = add(hash, byte);
        }
    }
    hash
}

/// Adds a word to the hash of a name; the shifts carry it into the first bits, by which names are
/// sorted into slots.
fn next(hash: u64, word: u64) -> u64 {
    let mixed = (hash ^ word).wrapping_mul(PRIME);
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

fn joined<'a>(words: impl Iterator<Item = &'a u64>) -> u64 {
    words.fold(START, |hash, word| next(hash, *word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let names = ["Desmond Okafor-Hale", "Grace", "Mary Ann Tudno", "Ann Tudno", "Siân O'Brien"];
        Names::new((0..).zip(names))
    }

    fn found(text: &str) -> Option<u32> {
        names().stranger_in(text, &OwnNames::default())
    }

    #[test]
    fn full_names_are_found_as_people_write_them() {
        for (text, record) in [
            ("Desmond Okafor-Hale likes tea.", Some(0)),
            ("We rang Mr DESMOND  OKAFOR-HALE’s daughter", Some(0)),
            ("(Desmond Okafor-Hale)", Some(0)),
            ("Ask Siân O’Brien", Some(4)),
            ("Ask Sian O'Brien", None),
            ("Mary Ann Tudno came", Some(2)),
            ("Mary Tudno came", Some(2)),
            ("Then Ann Tudno came", Some(3)),
            ("Grace says grace", None),
            ("Desmond went. Okafor-Hale is a name", None),
            ("Desmond, Okafor-Hale", None),
            ("Desmond and Okafor-Hale", None),
            ("desmond okafor-hale", None),
            ("Desmond", None),
            ("", None),
        ] {
            assert_eq!(found(text), record, "{text}");
        }
    }

    #[test]
    fn a_record_may_name_its_own_people() {
        let own = OwnNames::new(["Mary Ann Tudno"].into_iter());
        let names = names();
        assert_eq!(names.stranger_in("Mary Ann Tudno and Mary Tudno", &own), None);
        assert_eq!(names.stranger_in("Ann Tudno", &own), Some(3));
        assert_eq!(names.stranger_in("Mary Ann Tudno, Desmond Okafor-Hale", &own), Some(0));
    }

    #[test]
    fn a_hundred_thousand_names_are_compact_and_told_apart() {
        let given: Vec<String> = (0..1000).map(|number| format!("Given{number}")).collect();
        let all: Vec<String> = (0..100_000)
            .map(|number: usize| format!("{} Family{}", given[number % 1000], number / 1000))
            .collect();
        let names = Names::new((0..).zip(all.iter().map(String::as_str)));
        assert_eq!(names.len(), all.len());
        let bytes = names.hashes.len() * 8 + names.records.len() * 4 + names.starts.len() * 4;
        assert!(bytes / all.len() <= 16, "{} bytes a name", bytes / all.len());
        let own = OwnNames::default();
        assert_eq!(names.stranger_in("so Given7 Family3 came", &own), Some(3007));
        assert_eq!(names.stranger_in("so Given7 Family100 came", &own), None);
    }

    #[test]
    fn no_names_are_found_among_none() {
        let names = Names::new(std::iter::empty());
        assert!(names.is_empty());
        assert_eq!(names.stranger_in("Desmond Okafor-Hale", &OwnNames::default()), None);
    }
}
