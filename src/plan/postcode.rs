//! Postcodes of the United Kingdom and the Crown dependencies: told from other text by their
//! published formats, and written in one way. Whether a door has this postcode is not known here.

use std::fmt;

/// A postcode in its usual form, such as `ZZ1 2AB`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Postcode(String);

/// The area that no real place has: samples and tests alone.
const TEST_AREA: &str = "ZZ";

/// The areas in use: the letters before the first digit. `BF` is the forces' (BFPO).
const AREAS: &[&str] = &[
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB", "CF",
    "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY",
    "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR",
    "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE",
    "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL",
    "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL",
    "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS",
    "TW", "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

impl Postcode {
    /// The postcode that a text is, whatever its spaces and capitals. The area ZZ only where
    /// `accept_test` says so.
    pub fn parse(text: &str, accept_test: bool) -> Option<Self> {
        let mut code: String =
            text.chars().filter(|character| !character.is_whitespace()).collect();
        code.make_ascii_uppercase();
        // Letters and digits of one byte each, so that it can be cut anywhere.
        if !(5..=7).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return None;
        }
        let (outward, inward) = code.split_at(code.len() - 3);
        // Girobank's, older than the formats.
        let is_postcode =
            code == "GIR0AA" || is_outward(outward, accept_test) && is_inward(inward, outward);
        is_postcode.then(|| Self(format!("{outward} {inward}")))
    }

    /// The postcode as it stands on an envelope.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Area and district: A9, A99, A9A, AA9, AA99, AA9A.
fn is_outward(outward: &str, accept_test: bool) -> bool {
    let Some(digit) = outward.find(|character: char| character.is_ascii_digit()) else {
        return false;
    };
    let (area, district) = outward.split_at(digit);
    if area == TEST_AREA && !accept_test || area != TEST_AREA && !AREAS.contains(&area) {
        return false;
    }
    // The letters that a district in a crowded city ends with.
    let last_letters = if area.len() == 1 { "ABCDEFGHJKPSTUW" } else { "ABEHMNPRVWXY" };
    match district.as_bytes() {
        [_] => true,
        [_, last] => last.is_ascii_digit() || last_letters.contains(char::from(*last)),
        _ => false,
    }
}

/// Sector and unit: a digit and two letters, of which some are never used: they look like others.
fn is_inward(inward: &str, outward: &str) -> bool {
    match inward.as_bytes() {
        [sector, unit @ ..] => {
            sector.is_ascii_digit()
                && unit.iter().all(|letter| {
                    letter.is_ascii_uppercase()
                        && (outward.starts_with(TEST_AREA) || !b"CIKMOV".contains(letter))
                })
        }
        [] => false,
    }
}

/// Whether a text is the number of a forces' post office, such as `BFPO 58`: it stands in the place
/// of a postcode.
pub fn is_bfpo(text: &str) -> bool {
    let text: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let Some(number) = text.get(..4).filter(|start| start.eq_ignore_ascii_case("BFPO")) else {
        return false;
    };
    let number = &text[number.len()..];
    (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<String> {
        Postcode::parse(text, false).map(|postcode| postcode.to_string())
    }

    #[test]
    fn every_published_format_is_read_and_written_in_one_way() {
        for (text, usual) in [
            ("m1 1ae", "M1 1AE"),
            ("B338TH", "B33 8TH"),
            ("CR2  6XH", "CR2 6XH"),
            (" dn55 1PT ", "DN55 1PT"),
            ("W1A 0AX", "W1A 0AX"),
            ("EC1A1BB", "EC1A 1BB"),
            ("LL57\u{a0}2DG", "LL57 2DG"),
            ("gir0aa", "GIR 0AA"),
            ("BF1 2AT", "BF1 2AT"),
            ("JE2 3AB", "JE2 3AB"),
        ] {
            assert_eq!(parsed(text).as_deref(), Some(usual), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "", "M1", "1AE", "M1 1A", "M1 1AEE", "M111 1AE", "XX1 1AE", "QQ1 1AE", "M1 1AC",
            "M1 OAE", "M1I 1AE", "EC1Z 1BB", "GIR 0AB", "M-1 1AE", "Trefwern", "SW1A1A", "É1 1AE",
            "12345", "CF 9AA", "BFPO 58",
        ] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn the_test_area_is_none_unless_it_is_asked_for() {
        assert_eq!(parsed("ZZ7 1CW"), None);
        let test = Postcode::parse("zz71cw", true);
        assert_eq!(test.as_ref().map(Postcode::as_str), Some("ZZ7 1CW"));
        assert_eq!(Postcode::parse("ZZ 1CW", true), None);
        assert_eq!(Postcode::parse("M1 1AC", true), None);
    }

    #[test]
    fn forces_post_offices_have_numbers() {
        for (text, is) in [
            ("BFPO 58", true),
            ("bfpo1234", true),
            ("BFPO", false),
            ("BFPO 12345", false),
            ("BFPO X", false),
            ("c/o BFPO 5", false),
            ("BÉPO 5", false),
        ] {
            assert_eq!(is_bfpo(text), is, "{text}");
        }
    }
}
