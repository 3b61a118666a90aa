//! DAT-03: texts that nobody finished, letters that were damaged, names of other people.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::check::names::OwnNames;
use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings};
use crate::finding::Finding;
use crate::plan::{Name, Party};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-03",
    why: "Somebody meant to come back to this text and didn't, or a computer damaged its letters. \
          The person would read it so. Another person's full name in it means that the text was \
          probably pasted from their plan: the copy waits until somebody has looked.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{delay_reason: The visit was late. Reason TBC.}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{delay_reason: The visit was late because the road was closed.}",
        beside: &[],
    },
    judge: unfinished,
}];

fn unfinished(case: &Case<'_>, findings: &mut Findings) {
    let own = case.names().map(|names| (names, own_names(case)));
    for text in case.texts() {
        if is_placeholder(&text.text) {
            findings.add(&text.field, "the text has a placeholder in it");
        }
        if is_damaged(&text.text) {
            findings.add_with(
                &text.field,
                "the text has damaged characters or computer code in it",
                "export as UTF-8 plain text, and correct this text",
            );
        }
        if let Some((names, own)) = &own
            && names.stranger_in(&text.text, own).is_some()
        {
            findings.put(
                Finding::new("DAT-03", "the text has the full name of somebody else's record")
                    .at(&text.field)
                    .help(
                        "if the text belongs to another plan, take it out; if the person is really \
                         meant, add them to `parties`",
                    )
                    .holding(),
            );
        }
    }
}

/// The names that the record may have: its own people's, and those of the records beside it.
fn own_names(case: &Case<'_>) -> OwnNames {
    let parties = case.record().parties.iter();
    let beside = case.others().filter_map(|record| record.subject());
    let names: BTreeSet<String> =
        parties.chain(beside).flat_map(|party: &Party| names_of(&party.name)).collect();
    OwnNames::new(names.iter().map(String::as_str))
}

fn names_of(name: &Name) -> Vec<String> {
    let called = |given: &Option<String>| {
        let parts = [given.as_deref(), name.family.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let mut names = vec![name.plain(), called(&name.given), called(&name.preferred)];
    names.extend(name.preferred.clone());
    names
}

/// What stands for words that somebody meant to write. Small letters; matched whatever the capitals.
const PLACEHOLDERS: &[&str] = &[
    "tbc",
    "tba",
    "tbd",
    "t.b.c.",
    "t.b.a.",
    "xxx",
    "lorem",
    "see notes",
    "see case notes",
    "see assessment",
    "see previous plan",
    "see old plan",
    "as per previous plan",
    "as above",
    "insert name",
    "insert text",
    "insert here",
    "insert date",
    "insert details",
    "insert address",
    "add text here",
    "text here",
    "copy and paste",
    "to be completed",
    "to be added",
    "to be written",
    "awaiting info",
    "fill in",
    "i'w gadarnhau",
    "i’w gadarnhau",
    "i'w gwblhau",
    "i’w gwblhau",
    "gweler y nodiadau",
    "gweler yr asesiad",
    "fel uchod",
    "mewnosod",
    "???",
    "[name",
    "[insert",
    "[date",
    "[client",
    "[person",
    "[service user",
    "[address",
    "[add ",
    "[xx",
    "[enw",
    "[dyddiad",
    "[mewnosod",
    "<name",
    "<insert",
    "<<",
    "{{",
    "«",
    "{name",
    "[…]",
    "[...]",
];

/// A text that is nothing but this was never written.
const NOT_A_TEXT: &[&str] = &["-", "–", ".", "?", "x", "n/a", "na", "nil", "test", "asdf", "blank"];

/// Traces of UTF-8 that was read as something else, and of markup.
const DAMAGED: &[&str] = &[
    "\u{fffd}", "â€", "Ã©", "Ã¨", "Ã¢", "Ã´", "Ã®", "Ã¯", "Ã¶", "Ã«", "Ã¼", "Ã¡", "Ã³", "Ã±", "Ã§",
    "Ã\u{a0}", "Ã‰", "Ã”", "Ã‚", "Â£", "Â°", "Â½", "Â·", "Â\u{a0}", "Å´", "Åµ", "Å¶", "Å·",
    "Å\u{b4}", "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#", "&pound;", "&rsquo;",
    "&lsquo;", "&ndash;", "<br", "<p>", "</", "<div", "<span", "<b>", "<li>", "_x000D_", "\\u00",
    "\\r\\n",
];

/// A row of a letter that stands for words, or of capitals of one letter.
static LOOKED_FOR: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(PLACEHOLDERS)
        .ok()
});

static DAMAGE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(DAMAGED).ok());

fn is_placeholder(text: &str) -> bool {
    let whole = text.trim().to_lowercase();
    if NOT_A_TEXT.contains(&whole.as_str()) {
        return true;
    }
    let Some(automaton) = LOOKED_FOR.as_ref() else { return false };
    automaton.find_iter(text).any(|hit| {
        let found = &text[hit.range()];
        let before = text[..hit.start()].chars().next_back();
        let after = text[hit.end()..].trim_start_matches(['x', 'X']).chars().next();
        // A sign opens or closes what stands for words; a word must stand alone.
        let opens = !found.starts_with(char::is_alphanumeric);
        let closes = opens || !found.ends_with(char::is_alphanumeric);
        let touches = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        (opens || !touches(before)) && (closes || !touches(after))
    })
}

fn is_damaged(text: &str) -> bool {
    // The first bytes of all that is looked for: most texts have none of them.
    let may_be = |byte: u8| matches!(byte, b'&' | b'<' | b'_' | b'\\' | 0xc3 | 0xef);
    text.bytes().any(may_be) && DAMAGE.as_ref().is_some_and(|automaton| automaton.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Names;
    use crate::check::data::tests::{fields, found, found_by};
    use crate::config::Config;
    use crate::finding::{Severity, Stops};

    #[test]
    fn placeholders_are_found_and_words_are_not() {
        for text in [
            "TBC",
            "Start date tbc.",
            "(tba)",
            "xxx",
            "Ring XXXXXX first",
            "Lorem ipsum dolor",
            "See notes",
            "[name] likes tea",
            "[Insert reason]",
            "{{first_name}} likes tea",
            "Why???",
            "-",
            " N/A ",
            "Amser i'w gadarnhau",
            "[Enw] yn hoffi te",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [
            "You use the outback stable.",
            "Ask at the desk (ground floor).",
            "Is that all? Yes?",
            "Size XXL trousers",
            "The notes are on the fridge: see them there.",
            "£20 [about 4 hours]",
            "No.",
            "Mae'r gofalwr yn gweld y nodiadau.",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn damaged_letters_are_found_and_welsh_is_not() {
        for text in [
            "the cafÃ©",
            "itâ€™s",
            "Â£20",
            "tÅ· bach",
            "a \u{fffd}",
            "tea&nbsp;time",
            "one<br/>two",
        ] {
            assert!(is_damaged(text), "{text}");
        }
        for text in ["café, tŷ, dŵr", "‘it’s’ – £20 & more", "5 < 6", "Âu, Ângel, ÔL"]
        {
            assert!(!is_damaged(text), "{text}");
        }
    }

    #[test]
    fn all_that_is_looked_for_starts_with_what_lets_a_text_through() {
        for damage in DAMAGED {
            assert!(is_damaged(damage), "{damage}");
        }
    }

    #[test]
    fn each_text_is_named_once_for_each_fault() {
        let found = found(
            "DAT-03",
            "{needs: [{id: n1, text: {en: Help TBC and tbc, cy: Help}, eligibility_extent: itâ€™s}]}",
        );
        assert_eq!(fields(&found), ["needs[0].text.en", "needs[0].eligibility_extent.text"]);
        assert!(found.iter().all(|finding| finding.severity == Severity::Warn));
    }

    #[test]
    fn the_name_of_another_record_holds_and_its_own_people_do_not() {
        let names = ["Desmond Okafor-Hale", "Ida Fenwharf", "Rufus Brandreth"];
        let names = Names::new((0..).zip(names));
        let with = "{parties: [{party_id: p, is_subject: true, roles: [subject], name: {given: Ida, \
                    family: Fenwharf}}, {party_id: r, roles: [family], name: {title: Mr, given: \
                    Rufus James, preferred: Rufus, family: Brandreth}}], needs: [{id: n1, text: Ida \
                    Fenwharf and Rufus Brandreth}, {id: n2, text: Desmond Okafor-Hale can’t cook.}]}";
        let found = found_by("DAT-03", with, &Config::default(), Some(&names));
        assert_eq!(fields(&found), ["needs[1].text"]);
        assert_eq!((found[0].severity, found[0].stops), (Severity::Block, Stops::Copy));
        assert!(!found[0].message.contains("Desmond"));
    }
}
