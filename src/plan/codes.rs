//! Numbers with check digits: NHS numbers and SNOMED CT identifiers, and how spreadsheets damage
//! them. What a code leads to is in the code table of the templates.

/// Whether a text is an NHS number: ten digits, the last of them the modulus 11 check digit. Spaces
/// and hyphens between the groups are allowed.
pub fn is_nhs_number(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text
        .trim()
        .chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}' | '-'))
        .map(|character| character.to_digit(10))
        .collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 10) else { return false };
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    // A remainder of 1 would need the check digit 10: such numbers are not given out.
    (11 - sum % 11) % 11 == digits[9]
}

/// What is wrong with a SNOMED CT identifier.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SnomedFault {
    /// A number with an exponent, such as 1.08E+15: a spreadsheet shortened it.
    Exponent,
    /// A number with a decimal point.
    DecimalPoint,
    /// It starts with a nought, which no identifier does.
    LeadingZero,
    /// It has more than fifteen digits and the rest are noughts: a spreadsheet keeps fifteen.
    Rounded,
    /// Fewer than 6 digits, or more than 18.
    Length,
    /// Something other than digits.
    NotDigits,
    /// The check digit doesn't fit.
    CheckDigit,
    /// It is the identifier of something other than a concept.
    NotAConcept,
}

impl SnomedFault {
    /// The fault in plain words, as the end of a sentence about the code.
    pub fn words(self) -> &'static str {
        match self {
            Self::Exponent => "was shortened to an exponent by a spreadsheet",
            Self::DecimalPoint => "has a decimal point",
            Self::LeadingZero => "starts with a nought",
            Self::Rounded => "was rounded to fifteen digits by a spreadsheet",
            Self::Length => "is not 6 to 18 digits long",
            Self::NotDigits => "has something other than digits in it",
            Self::CheckDigit => "fails its check digit",
            Self::NotAConcept => {
                "is the identifier of a description or relationship, not of a concept"
            }
        }
    }
}

/// How many digits a spreadsheet keeps of a number.
const KEPT: usize = 15;

/// What is wrong with a SNOMED CT concept identifier, where something is.
pub fn snomed_fault(code: &str) -> Option<SnomedFault> {
    let code = code.trim();
    if !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(not_digits(code));
    }
    if code.starts_with('0') {
        return Some(SnomedFault::LeadingZero);
    }
    if !(6..=18).contains(&code.len()) {
        return Some(SnomedFault::Length);
    }
    if !verhoeff_fits(code) {
        let rounded = code.len() > KEPT && code.bytes().skip(KEPT).all(|digit| digit == b'0');
        return Some(if rounded { SnomedFault::Rounded } else { SnomedFault::CheckDigit });
    }
    (!is_concept(code)).then_some(SnomedFault::NotAConcept)
}

fn not_digits(code: &str) -> SnomedFault {
    let mantissa = code.split(['e', 'E']).next().unwrap_or_default();
    let number = |text: &str| text.parse::<f64>().is_ok() && !text.is_empty();
    if mantissa.len() < code.len() && number(mantissa) && number(code) {
        SnomedFault::Exponent
    } else if number(code) && code.contains('.') {
        SnomedFault::DecimalPoint
    } else {
        SnomedFault::NotDigits
    }
}

/// The two digits before the check digit say what an identifier is of: 00 a concept of the
/// international release, 10 a concept of an extension such as the UK's.
fn is_concept(code: &str) -> bool {
    let partition = code.len().checked_sub(3).and_then(|start| code.get(start..start + 2));
    matches!(partition, Some("00" | "10"))
}

/// Whether a spreadsheet that keeps fifteen digits, or shows fewer with an exponent, would turn the
/// sound identifier into the damaged text.
pub fn could_have_been(damaged: &str, sound: &str) -> bool {
    let (Ok(seen), Ok(meant)) = (damaged.trim().parse::<f64>(), sound.parse::<f64>()) else {
        return false;
    };
    match snomed_fault(damaged) {
        Some(SnomedFault::Exponent) => {
            let digits = damaged.trim().split(['e', 'E']).next().unwrap_or_default();
            let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let step = 10_f64.powf(seen.log10().floor() - f64::from(decimals.min(17) as u32));
            (seen - meant).abs() <= step
        }
        Some(SnomedFault::Rounded) => {
            damaged.trim().len() == sound.len() && damaged.trim().get(..KEPT) == sound.get(..KEPT)
        }
        Some(SnomedFault::DecimalPoint) => {
            damaged.trim().split('.').next() == Some(sound)
                && damaged
                    .trim()
                    .split('.')
                    .nth(1)
                    .is_some_and(|rest| rest.bytes().all(|b| b == b'0'))
        }
        Some(SnomedFault::LeadingZero) => damaged.trim().trim_start_matches('0') == sound,
        _ => false,
    }
}

/// The multiplication table of the dihedral group D5.
const PRODUCT: [[u8; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];

/// Verhoeff's permutation, which is applied once more at each place from the right.
const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

fn verhoeff_fits(digits: &str) -> bool {
    let mut check = 0;
    for (place, digit) in digits.bytes().rev().enumerate() {
        let mut permuted = digit - b'0';
        for _ in 0..place % 8 {
            permuted = PERMUTATION[usize::from(permuted)];
        }
        check = PRODUCT[usize::from(check)][usize::from(permuted)];
    }
    check == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nhs_numbers_end_in_modulus_11() {
        // Numbers that start with 999 are kept for tests.
        for good in ["9992221119", "999 333 2224", " 999-222-1119 ", "9991000070"] {
            assert!(is_nhs_number(good), "{good}");
        }
        for bad in [
            "9992221118",
            "999222111",
            "99922211190",
            "999222111x",
            "",
            "９992221119",
            "9991000020",
        ] {
            assert!(!is_nhs_number(bad), "{bad}");
        }
    }

    #[test]
    fn one_wrong_digit_or_a_swap_of_neighbours_is_noticed() {
        let good = "957331000000109";
        assert_eq!(snomed_fault(good), None);
        for place in 0..good.len() {
            for digit in b'0'..=b'9' {
                let mut bytes = good.as_bytes().to_vec();
                if bytes[place] != digit {
                    bytes[place] = digit;
                    let wrong = String::from_utf8(bytes).expect("digits");
                    assert!(snomed_fault(&wrong).is_some(), "{wrong}");
                }
            }
            let mut bytes = good.as_bytes().to_vec();
            if place + 1 < bytes.len() && bytes[place] != bytes[place + 1] {
                bytes.swap(place, place + 1);
                let swapped = String::from_utf8(bytes).expect("digits");
                assert!(snomed_fault(&swapped).is_some(), "{swapped}");
            }
        }
    }

    #[test]
    fn what_spreadsheets_do_is_told_apart() {
        for (code, fault) in [
            ("1.08E+15", SnomedFault::Exponent),
            ("9.57331E+14", SnomedFault::Exponent),
            ("1e15", SnomedFault::Exponent),
            ("957331000000109.0", SnomedFault::DecimalPoint),
            ("0957331000000109", SnomedFault::LeadingZero),
            ("1082551000000100", SnomedFault::Rounded),
            ("1082551000000106", SnomedFault::CheckDigit),
            ("12345", SnomedFault::Length),
            ("1234567890123456789", SnomedFault::Length),
            ("", SnomedFault::Length),
            ("large print", SnomedFault::NotDigits),
            ("957331 000000109", SnomedFault::NotDigits),
            ("E", SnomedFault::NotDigits),
            // A description's identifier, whose check digit fits.
            ("1536112013", SnomedFault::NotAConcept),
        ] {
            assert_eq!(snomed_fault(code), Some(fault), "{code}");
        }
        assert_eq!(snomed_fault("719758004"), None);
        assert_eq!(snomed_fault(" 796161000000101 "), None);
    }

    #[test]
    fn a_damaged_code_leads_back_to_the_sound_one() {
        for (damaged, sound, could) in [
            ("9.57331E+14", "957331000000109", true),
            ("9.57E+14", "957331000000109", true),
            ("9.57331E+14", "957351000000102", false),
            ("1082551000000100", "1082551000000105", true),
            ("1082551000000100", "1082661000000107", false),
            ("957331000000109.00", "957331000000109", true),
            ("957331000000109.5", "957331000000109", false),
            ("0957331000000109", "957331000000109", true),
            ("957331000000108", "957331000000109", false),
            ("nonsense", "957331000000109", false),
        ] {
            assert_eq!(could_have_been(damaged, sound), could, "{damaged}");
        }
    }
}
