//! What the codes of a font stand for: its ToUnicode map, else its encoding. Ranges are kept as
//! ranges, so that a map can't ask for more memory than its own size.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::{Budget, PdfError};

/// The most bytes of one ToUnicode map.
const MOST_MAP_BYTES: usize = 4 << 20;

/// A font, as far as its letters go.
pub(super) enum Font<'a> {
    /// With a map of its own.
    Mapped(Letters),
    /// With an encoding that everybody knows.
    Encoded(Encoding<'a>),
    /// What its codes stand for can't be known.
    Unknown,
}

/// A run of codes and what they stand for.
#[derive(Debug)]
struct Run {
    last: u32,
    letters: RunLetters,
}

#[derive(Debug)]
enum RunLetters {
    /// The first code stands for these UTF-16 units; each next one for one more.
    From(Vec<u16>),
    /// One text for each code.
    Each(Vec<Vec<u16>>),
}

/// A ToUnicode map.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// By the number of bytes of a code, and the code.
    single: BTreeMap<(usize, u32), Vec<u16>>,
    /// By the number of bytes of a code, and the first code.
    runs: BTreeMap<(usize, u32), Run>,
    /// First and last code, with their bytes.
    spaces: Vec<(usize, u32, u32)>,
    /// Every code has one byte.
    simple: bool,
}

impl<'a> Font<'a> {
    pub(super) fn of(
        pdf: &'a Document,
        font: &'a Dictionary,
        budget: &mut Budget,
    ) -> Result<Self, PdfError> {
        let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let simple = kind != b"Type0";
        if let Ok(map) = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream) {
            let map = budget.unpack_at_most(map, MOST_MAP_BYTES)?.unwrap_or_default();
            return Ok(Self::Mapped(Letters::parse(&map, simple)));
        }
        let encoding = font.get_deref(b"Encoding", pdf).ok();
        // A font in the file may number its letters as it likes.
        let own_numbers = encoding.is_none() && is_embedded(pdf, font);
        let is_stream = encoding.is_some_and(|encoding| encoding.as_stream().is_ok());
        if !simple || own_numbers || is_stream {
            return Ok(Self::Unknown);
        }
        let encoding = font.get_font_encoding_with_limit(pdf, MOST_MAP_BYTES);
        Ok(encoding.map_or(Self::Unknown, Self::Encoded))
    }

    /// Writes down what a string of codes says; gives the number of codes that say nothing known.
    pub(super) fn say(&self, codes: &[u8], text: &mut String) -> usize {
        match self {
            Self::Mapped(letters) => letters.say(codes, text),
            Self::Encoded(encoding) => match Document::decode_text(encoding, codes) {
                Ok(words) => {
                    text.push_str(&words);
                    0
                }
                Err(_) => unknown(codes, text),
            },
            Self::Unknown => unknown(codes, text),
        }
    }
}

fn unknown(codes: &[u8], text: &mut String) -> usize {
    text.push('\u{fffd}');
    codes.len()
}

fn is_embedded(pdf: &Document, font: &Dictionary) -> bool {
    let about = font.get_deref(b"FontDescriptor", pdf).and_then(Object::as_dict);
    let files: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    about.is_ok_and(|about| files.iter().any(|file| about.has(file)))
}

impl Letters {
    fn parse(map: &[u8], simple: bool) -> Self {
        let mut letters = Self { simple, ..Self::default() };
        let mut operands: Vec<Token> = Vec::new();
        for token in tokens(map) {
            let Token::Word(word) = token else {
                operands.push(token);
                continue;
            };
            match word {
                b"endcodespacerange" => letters.add_spaces(&operands),
                b"endbfchar" => letters.add_characters(&operands),
                b"endbfrange" => letters.add_ranges(&operands),
                _ => {}
            }
            operands.clear();
        }
        letters
    }

    fn add_spaces(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Code(first), Token::Code(last)] = pair {
                self.spaces.push((first.len(), number(first), number(last)));
            }
        }
    }

    fn add_characters(&mut self, operands: &[Token]) {
        for pair in operands.chunks_exact(2) {
            if let [Token::Code(code), Token::Code(text)] = pair {
                self.single.insert((code.len(), number(code)), units(text));
            }
        }
    }

    fn add_ranges(&mut self, operands: &[Token]) {
        let mut rest = operands;
        while let [Token::Code(first), Token::Code(last), after @ ..] = rest {
            let (letters, after) = match after {
                [Token::Code(text), after @ ..] => (RunLetters::From(units(text)), after),
                [Token::Open, after @ ..] => {
                    let texts = after.iter().map_while(|token| match token {
                        Token::Code(text) => Some(units(text)),
                        _ => None,
                    });
                    let texts: Vec<Vec<u16>> = texts.collect();
                    let after = after.get(texts.len() + 1..).unwrap_or_default();
                    (RunLetters::Each(texts), after)
                }
                _ => return,
            };
            rest = after;
            self.runs.insert((first.len(), number(first)), Run { last: number(last), letters });
        }
    }

    fn say(&self, codes: &[u8], text: &mut String) -> usize {
        let mut unknown = 0;
        let mut rest = codes;
        while !rest.is_empty() {
            let (code, after) = rest.split_at(self.length_of(rest));
            rest = after;
            match self.units_of(code) {
                Some(units) => {
                    let decoded = char::decode_utf16(units);
                    text.extend(decoded.map(|found| found.unwrap_or('\u{fffd}')));
                }
                None => {
                    unknown += 1;
                    text.push('\u{fffd}');
                }
            }
        }
        unknown
    }

    /// The bytes of the first code.
    fn length_of(&self, codes: &[u8]) -> usize {
        if self.simple {
            return 1;
        }
        let fits = |length: &usize| {
            codes.get(..*length).is_some_and(|code| {
                let code = number(code);
                let spaces = self.spaces.iter().filter(|(bytes, ..)| bytes == length);
                spaces.into_iter().any(|(_, first, last)| (*first..=*last).contains(&code))
            })
        };
        (1..=4).find(fits).unwrap_or(2).min(codes.len())
    }

    fn units_of(&self, code: &[u8]) -> Option<Vec<u16>> {
        let (bytes, code) = (code.len(), number(code));
        if let Some(units) = self.single.get(&(bytes, code)) {
            return Some(units.clone());
        }
        let ((_, first), run) = self.runs.range((bytes, 0)..=(bytes, code)).next_back()?;
        if code > run.last {
            return None;
        }
        let step = code - first;
        match &run.letters {
            RunLetters::Each(texts) => texts.get(usize::try_from(step).ok()?).cloned(),
            RunLetters::From(units) => {
                let mut units = units.clone();
                let last = units.last_mut()?;
                *last = last.wrapping_add(u16::try_from(step).ok()?);
                Some(units)
            }
        }
    }
}

/// A code as a number; of a longer one, its last four bytes.
fn number(code: &[u8]) -> u32 {
    code.iter().fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn units(text: &[u8]) -> Vec<u16> {
    match text {
        // Some writers say a letter of Latin-1 in one byte.
        [one] => vec![u16::from(*one)],
        _ => text.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    }
}

enum Token<'a> {
    Code(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

/// The parts of a map that matter, in their order.
fn tokens(map: &[u8]) -> impl Iterator<Item = Token<'_>> {
    let mut rest = map;
    std::iter::from_fn(move || {
        let start = rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        rest = &rest[start..];
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"<>[]".contains(byte);
        let (token, length) = match rest {
            [b'<', b'<', ..] | [b'>', b'>', ..] => (Token::Word(&rest[..2]), 2),
            [b'<', hex @ ..] => {
                let end = hex.iter().position(|byte| *byte == b'>').unwrap_or(hex.len());
                (Token::Code(bytes_of(&hex[..end])), end + 2)
            }
            [b'[', ..] => (Token::Open, 1),
            [b']', ..] => (Token::Close, 1),
            [b'>', ..] => (Token::Word(&rest[..1]), 1),
            _ => {
                let end = rest.iter().position(ends).unwrap_or(rest.len());
                (Token::Word(&rest[..end]), end)
            }
        };
        rest = rest.get(length..).unwrap_or_default();
        Some(token)
    })
}

fn bytes_of(hex: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = hex
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    // A last digit on its own is followed by a nought.
    digits.chunks(2).map(|pair| (pair[0] << 4) | pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(map: &str, simple: bool, codes: &[u8]) -> (String, usize) {
        let mut text = String::new();
        let unknown = Letters::parse(map.as_bytes(), simple).say(codes, &mut text);
        (text, unknown)
    }

    const MAP: &str = "/CMapName /Custom def << /A 1 >>
        1 begincodespacerange <0000> <FFFF> endcodespacerange
        4 beginbfchar <0001> <0177> <0002><00660069> <0011> <0058>
        <0003> <D83DDE00> endbfchar
        2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0041> <00420043>] endbfrange";

    #[test]
    fn letters_words_and_ranges_are_read() {
        let codes = [0, 1, 0, 2, 0, 3, 0, 0x11, 0, 0x12, 0, 0x20, 0, 0x21];
        assert_eq!(said(MAP, false, &codes), ("ŷfi😀XcABC".into(), 0));
    }

    #[test]
    fn a_code_that_is_not_there_is_counted() {
        assert_eq!(said(MAP, false, &[0, 9, 0, 0x13, 0, 1]), ("\u{fffd}\u{fffd}ŷ".into(), 2));
        assert_eq!(said("", false, &[0, 9, 7]), ("\u{fffd}\u{fffd}".into(), 2));
    }

    #[test]
    fn codes_of_one_byte_are_read() {
        let map = "1 beginbfrange <41> <5a> <0061> endbfrange";
        assert_eq!(said(map, true, b"ABZ"), ("abz".into(), 0));
        let mixed = "2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange
            2 beginbfchar <41> <0061> <8001> <0062> endbfchar";
        assert_eq!(said(mixed, false, &[0x41, 0x80, 1, 0x41]), ("aba".into(), 0));
    }

    #[test]
    fn a_hostile_map_costs_nothing() {
        let map = "1 beginbfrange <00000000> <ffffffff> <0061> endbfrange
            1 beginbfrange <05> <01> <0061> endbfrange 1 beginbfrange <01> <02> [ endbfrange
            1 beginbfchar <> <> endbfchar 1 beginbfchar <0g1> <";
        assert_eq!(said(map, true, &[1, 5]).1, 2);
        assert_eq!(said(map, false, &[0, 0, 0, 1]).1, 2);
    }
}
