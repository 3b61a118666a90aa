//! Disclosure control of a public summary: what the person ticked may still tell, inside its words,
//! who or where somebody is. Such a summary waits; nothing is cut out of anybody's words.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Finding;
use crate::plan::{Content, Name, Record, StringKind, strings};

/// Telephone numbers and NHS numbers (ten digits or more, in groups), e-mail addresses, postcodes,
/// dates of birth.
static CONTACT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?: \+?\d [\d\ \-\u{a0}()]{7,} \d )
        | [\w.+-]+ @ [\w-]+ \. \w+
        | \b [A-Z]{1,2} \d [A-Z\d]? \ ? \d [A-Z]{2} \b
        ",
    )
    .ok()
});

/// SHR-21 where the words that are left name somebody else, or hold a number, an address or a date
/// of birth.
pub(super) fn identifies_somebody(content: &Content, record: &Record) -> Option<Finding> {
    let subject = record.subject();
    let names: Vec<&str> = record
        .parties
        .iter()
        // Who works for the person is no secret; family, friends and children are.
        .filter(|party| !party.is_subject && !super::person::is_at_work(party))
        .flat_map(|party| names(&party.name))
        .filter(|name| !subject.is_some_and(|own| names_of(&own.name).any(|mine| mine == *name)))
        .collect();
    let births: Vec<String> = record
        .parties
        .iter()
        .filter_map(|party| party.date_of_birth)
        .flat_map(|date| {
            [date.strftime("%-d %B %Y").to_string(), date.strftime("%d/%m/%Y").to_string()]
        })
        .collect();
    let mut found = None;
    strings(content, "", &mut |piece| {
        if found.is_some() || piece.kind == StringKind::Value {
            return;
        }
        let text = piece.text;
        let message = if names.iter().any(|name| has_word(text, name)) {
            "a text that the person ticked names somebody else"
        } else if births.iter().any(|birth| text.contains(birth.as_str()))
            || CONTACT.as_ref().is_some_and(|contact| contact.is_match(text))
        {
            "a text that the person ticked has a number, an address or a date of birth"
        } else {
            return;
        };
        found = Some(Finding::new("SHR-21", message).at(original(piece.field)));
    });
    found
}

/// Items were left out: their numbers no longer tell the record's line, the section does.
fn original(field: &str) -> &str {
    field.split(['.', '[']).next().unwrap_or_default()
}

/// The parts of a name that tell who somebody is.
fn names(name: &Name) -> impl Iterator<Item = &str> {
    names_of(name).filter(|part| part.chars().count() > 2)
}

fn names_of(name: &Name) -> impl Iterator<Item = &str> {
    [&name.given, &name.family, &name.full].into_iter().flatten().map(|part| part.trim())
}

/// A name as whole words, with its capitals: "Will" is a name and "will" is none.
fn has_word(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        let breaks = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        breaks(before) && breaks(after) && !starts_sentence_with_common_word(text, at, name)
    })
}

/// "Will you help?" names nobody, though somebody is called Will.
fn starts_sentence_with_common_word(text: &str, at: usize, name: &str) -> bool {
    const COMMON: &[&str] =
        &["Will", "May", "Grace", "Joy", "Hope", "Mark", "Bill", "Rose", "Dawn"];
    let before = text[..at].trim_end();
    COMMON.contains(&name) && (before.is_empty() || before.ends_with(['.', '!', '?', '\n']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        assert!(has_word("I see Precious on Sundays.", "Precious"));
        assert!(!has_word("My preciousness", "Precious"));
        assert!(!has_word("Will you help me?", "Will"));
        assert!(has_word("I go with Will.", "Will"));
    }

    #[test]
    fn numbers_addresses_and_postcodes_are_seen() {
        let contact = CONTACT.as_ref().expect("the pattern is sound");
        for text in ["ring 01632 960305", "jo@somewhere.example", "at ZZ1 6YZ", "999 222 1119"] {
            assert!(contact.is_match(text), "{text}");
        }
        for text in ["at 10:30 on 2 May 2026", "3 times a week", "£46.00 a week"] {
            assert!(!contact.is_match(text), "{text}");
        }
    }
}
