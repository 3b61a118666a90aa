//! Cuts texts into sentences and sentences into words. The rules about reading and the rows of easy
//! read both cut here, so that what was judged is what stands on the page.

/// Titles whose full stop does not end a sentence.
const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Mx", "Dr", "St", "Prof", "Rev", "Sgt", "e.g", "i.e"];

/// The sentences of a rich text: a mark and a capital after it, a paragraph or a bullet ends one.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for paragraph in text.split("\n\n").flat_map(|part| part.split("\n- ")) {
        let paragraph = paragraph.trim();
        let paragraph = paragraph.strip_prefix("- ").unwrap_or(paragraph);
        let mut start = 0;
        for (at, mark) in paragraph.match_indices(['.', '!', '?', '…']) {
            let end = at + mark.len();
            if at >= start && ends_here(&paragraph[start..at], &paragraph[end..], mark) {
                let closing: usize = paragraph[end..]
                    .chars()
                    .take_while(|character| is_closing(*character))
                    .map(char::len_utf8)
                    .sum();
                found.push(&paragraph[start..end + closing]);
                start = end + closing;
            }
        }
        found.push(&paragraph[start..]);
    }
    found
        .into_iter()
        .map(str::trim)
        .filter(|sentence| sentence_words(sentence).next().is_some())
        .collect()
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | ')' | ']')
}

/// Whether a mark between two parts of a text ends a sentence.
fn ends_here(before: &str, after: &str, mark: &str) -> bool {
    let rest = after.trim_start_matches(is_closing);
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let opens = |character: char| character.is_uppercase() || character.is_numeric();
    let next = rest.trim_start().trim_start_matches(['"', '\'', '“', '‘', '(', '[', '£']);
    if !next.starts_with(opens) {
        return false;
    }
    let last =
        before.rsplit(|character: char| character.is_whitespace()).next().unwrap_or_default();
    let is_initial =
        last.chars().count() == 1 && last != "I" && last.chars().all(char::is_uppercase);
    mark != "." || !(TITLES.contains(&last) || is_initial)
}

/// The words of a sentence: what has a letter or a digit.
pub fn sentence_words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_end_sentences_and_titles_do_not() {
        for (text, expected) in [
            ("You choose. You go out!", vec!["You choose.", "You go out!"]),
            (
                "Ring Mr. Smith at 10.30 in the morning.",
                vec!["Ring Mr. Smith at 10.30 in the morning."],
            ),
            ("Ask J. Smith. She knows.", vec!["Ask J. Smith.", "She knows."]),
            ("So do I. Then we go.", vec!["So do I.", "Then we go."]),
            ("“Stop.” Then wait", vec!["“Stop.”", "Then wait"]),
            ("Dysgl. Ŵyn", vec!["Dysgl.", "Ŵyn"]),
            ("- one thing\n- another thing", vec!["one thing", "another thing"]),
            ("first\n\nsecond", vec!["first", "second"]),
            ("a line\nthat goes on", vec!["a line\nthat goes on"]),
            ("", vec![]),
            ("...", vec![]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn words_have_letters_or_digits() {
        assert_eq!(sentence_words("Tea – and 2 cakes …").count(), 4);
    }
}
