//! Words in capitals: hard to read, because they have no shape (UKAAF G003, RNIB). Short forms such as
//! NHS are left alone.

/// A single word of fewer letters may be a short form.
const LETTERS_OF_A_SHORT_FORM: usize = 6;

/// Two short forms may stand side by side; more letters than this in a row are set in capitals.
const LETTERS_IN_A_ROW: usize = 9;

/// The stretches of a text that are set in capitals.
pub(super) fn stretches(text: &str) -> Vec<String> {
    let mut stretches = Vec::new();
    let mut row: Vec<&str> = Vec::new();
    for word in text.split_whitespace().chain([""]) {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        let shouted = letters().count() >= 2
            && letters().all(char::is_uppercase)
            && !word.contains(|c: char| c.is_ascii_digit());
        if shouted {
            row.push(word);
            continue;
        }
        let count = row.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
        let most = if row.len() == 1 { LETTERS_OF_A_SHORT_FORM } else { LETTERS_IN_A_ROW - 1 };
        if count > most {
            stretches.push(row.join(" "));
        }
        row.clear();
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn short_forms_are_not_shouted() {
        for (text, found) in [
            ("Call the NHS CHC team about the DNACPR form", vec![]),
            ("ZZ1 2AB, ring 01632 960 114", vec![]),
            ("IN AN EMERGENCY ring 999", vec!["IN AN EMERGENCY"]),
            ("Who helps: MONDAY", vec![]),
            ("Who helps: WEDNESDAY", vec!["WEDNESDAY"]),
            ("YR WYTHNOS", vec!["YR WYTHNOS"]),
        ] {
            assert_eq!(stretches(text), found, "{text}");
        }
    }
}
