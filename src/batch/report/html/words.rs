//! The report's words for copies, numbers and sentences.

use crate::batch::outcome::Copy;
use crate::disclose::{Edition, Pack, Way};
use crate::finding::Rule;
use crate::template::{Format, Layout};

/// A file for people.
pub(super) fn file_name(file: &str) -> String {
    if file == "-" { "standard input".into() } else { file.into() }
}

/// Which copy: "the whole plan, easy read 24 pt, Welsh".
pub(super) fn words_of(copy: &Copy) -> String {
    let layout = copy.edition.as_ref().map(|edition| edition.layout);
    let mut words = match (copy.pack, layout) {
        (_, Some(Layout::PublicSummary)) => Pack::PublicSummary.words(),
        (Pack::Full, Some(Layout::Review)) => "the whole review",
        (Pack::Full, Some(Layout::Letter)) => "the whole letter",
        (Pack::Full, None) => "the person’s own copy",
        (pack, _) => pack.words(),
    }
    .to_string();
    if let Some(Edition { format, size_pt, language, .. }) = &copy.edition {
        let format = match format {
            Format::EasyRead => "easy read",
            _ if *size_pt >= 24 => "extra large print",
            Format::LargePrint => "large print",
            Format::Standard => "clear print",
        };
        let language = match language.to_string().as_str() {
            "en" => "English".into(),
            "cy" => "Welsh".into(),
            other => format!("language {other}"),
        };
        words.push_str(&format!(", {format} {size_pt} pt, {language}"));
    }
    if let Some(form) = copy.by_hand {
        words.push_str(&format!(", in {}", form.words()));
    } else if copy.way != Way::Post {
        words.push_str(&format!(", {}", copy.way.words()));
    }
    words
}

/// Who sees to what a rule found, in the report's words.
pub(super) fn owner(rule: &Rule) -> String {
    sentence(rule.owner.words(), "")
}

/// With a capital at the beginning and, where it has no end, `end`.
pub(super) fn sentence(text: &str, end: &str) -> String {
    let mut characters = text.trim().chars();
    let mut sentence: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    sentence.push_str(characters.as_str());
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push_str(end);
    }
    sentence
}

/// What is not shown, and where it is.
pub(super) fn rest(count: usize, one: &str, many: &str, elsewhere: &str) -> Option<String> {
    (count > 0).then(|| format!("And {} more: see {elsewhere}.", counted(count, one, many)))
}

/// A number with its noun.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// With a comma at each thousand.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
