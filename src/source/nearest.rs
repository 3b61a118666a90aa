//! The nearest known word to a misspelt one, and the listing of known words.

/// As many words as a message lists.
const FEW: usize = 8;

/// The known word that was probably meant: the same but for case, spaces and hyphens, or at most
/// a third of its letters away.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Words longer than any key would cost time and are no slips of the pen.
    if word.len() > 60 {
        return None;
    }
    let plain = plain(word);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let other = self::plain(candidate);
        let distance = if plain == other { 0 } else { strsim::damerau_levenshtein(&plain, &other) };
        let most = other.chars().count().max(plain.chars().count()) / 3;
        if distance <= most && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len() + 2);
    let mut before_is_lower = false;
    for character in word.chars() {
        // `nextReviewOn` is `next_review_on`.
        if character.is_uppercase() && before_is_lower {
            plain.push('_');
        }
        before_is_lower = character.is_lowercase();
        match character {
            '-' | ' ' | '.' => plain.push('_'),
            other => plain.extend(other.to_lowercase()),
        }
    }
    plain
}

/// `a`, `b` or `c`; nothing where there are too many to read.
pub(crate) fn few<'a>(known: impl IntoIterator<Item = &'a str>, joined_by: &str) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let (last, rest) = known.split_last()?;
    if known.len() > FEW {
        return None;
    }
    if rest.is_empty() {
        return Some(format!("`{last}`"));
    }
    let rest: Vec<String> = rest.iter().map(|word| format!("`{word}`")).collect();
    Some(format!("{} {joined_by} `{last}`", rest.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_other_spellings() {
        let known = ["sensitivity", "eligible", "next_review_on", "text"];
        assert_eq!(nearest("sensitivty", known), Some("sensitivity"));
        assert_eq!(nearest("nextReviewOn", known), Some("next_review_on"));
        assert_eq!(nearest("Next Review On", known), Some("next_review_on"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("ey", ["cy", "en"]), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
    }

    #[test]
    fn lists_only_a_few() {
        assert_eq!(few(["a"], "or").as_deref(), Some("`a`"));
        assert_eq!(few(["a", "b", "c"], "or").as_deref(), Some("`a`, `b` or `c`"));
        assert_eq!(few(["a"; 9], "or"), None);
        assert_eq!(few([], "or"), None);
    }
}
