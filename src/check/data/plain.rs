//! DAT-06: professional words and very long sentences in what the person reads.

use std::borrow::Cow;

use crate::check::{Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings, Text};
use crate::finding::Finding;
use crate::plan::{sentence_words as words, sentences};
use crate::template::{ListedWord, WordList};

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "DAT-06",
    why: "The plan belongs to the person, who has to be able to read it. Abbreviations and the words \
          of professionals shut them out, and some of them judge: “refuses”, “non-compliant”. A \
          sentence of more than thirty words is hard to follow for anybody. What a person said \
          themselves is left as they said it.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{delay_reason: The SU mobilises with a frame.}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{delay_reason: Ida walks with a frame.}",
        beside: &[],
    },
    judge: jargon,
}];

/// Plain English asks for 15 to 20 words; nobody follows twice as many (house rule).
const LONGEST_SENTENCE: usize = 30;

fn jargon(case: &Case<'_>, findings: &mut Findings) {
    let allowed = &case.config().policy.plain_words_allowed;
    let own = council_words(case);
    let texts = case.texts().iter().filter(|text| is_read(text));
    for text in texts {
        let line = one_line(&text.text);
        let built_in = case.lists().plain_words.get(&text.language);
        let found = built_in.into_iter().chain(&own).flat_map(|list| list.find(&line));
        let mut told: Vec<&str> = Vec::new();
        for found in found {
            let passes = allowed.iter().any(|word| word.eq_ignore_ascii_case(&found.word.word));
            if !passes && !told.contains(&found.word.word.as_str()) {
                told.push(&found.word.word);
                findings.put(of_word(text, found.word));
            }
        }
        let long = long_sentence(&text.text);
        if let Some(number) = long {
            findings.add_with(
                &text.field,
                format!("sentence {} has more than {LONGEST_SENTENCE} words", number + 1),
                "say it in two sentences or more",
            );
        }
    }
}

/// The number, counted from 0, of the first sentence that is too long.
fn long_sentence(text: &str) -> Option<usize> {
    // Most texts are shorter as a whole, and need not be cut.
    words(text).nth(LONGEST_SENTENCE)?;
    sentences(text).iter().position(|sentence| words(sentence).nth(LONGEST_SENTENCE).is_some())
}

/// Easy read has a rule of its own; what a person said themselves is not for others to change; the
/// names of teams and jobs are what they are.
fn is_read(text: &Text) -> bool {
    let is_name = ["council.", "parties[", "display_title", "lead_organisation"];
    !text.easy_read
        && !text.first_person
        && !is_name.iter().any(|start| text.field.starts_with(start))
}

/// The word stands in the record, so that only the terminal may show it.
fn of_word(text: &Text, word: &ListedWord) -> Finding {
    Finding::new("DAT-06", "the text has a professional's word or abbreviation")
        .at(&text.field)
        .label(format!("“{}”: say {}", word.word, word.say))
}

/// The council's words. They are few, so that the list is cheap to build.
fn council_words(case: &Case<'_>) -> Option<WordList> {
    let words = &case.config().policy.plain_words;
    if words.is_empty() {
        return None;
    }
    let listed = words.iter().map(|(word, say)| ListedWord {
        word: word.clone(),
        say: if say.is_empty() { "a plain word".into() } else { say.clone() },
        // "SU" is an abbreviation, "su" a part of words.
        exact: !word.chars().any(char::is_lowercase),
        ..ListedWord::default()
    });
    WordList::new("", listed.filter(|word| !word.word.trim().is_empty()).collect()).ok()
}

/// The text with single spaces, so that a phrase is found across lines.
fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\u{a0}', '\t']) || text.contains("  ") {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use crate::check::data::tests::{fields, found, found_by};
    use crate::config::Config;

    #[test]
    fn each_word_is_told_once_a_text_with_what_to_say_and_only_to_a_terminal() {
        let found = found(
            "DAT-06",
            "{needs: [{id: n1, text: \"The service\\nuser and another service user are SUs. SU.\"}]}",
        );
        assert_eq!(fields(&found), ["needs[0].text"; 2]);
        assert_eq!(found[0].label, "“service user”: say you, or the person's name");
        assert!(!found[0].message.contains("service user"), "only a terminal shows the word");
    }

    #[test]
    fn welsh_has_its_own_list() {
        let with =
            "{languages: [cy], needs: [{id: n1, text: Mae’r ddefnyddiwr gwasanaeth yn SU.}]}";
        assert_eq!(found("DAT-06", with).len(), 2);
        let english = with.replace("cy", "en");
        assert_eq!(found("DAT-06", &english).len(), 1);
    }

    #[test]
    fn own_words_and_easy_read_are_left_as_they_are() {
        let with = "{needs: [{id: n1, voice: first_person, text: I am a service user.}, {id: n2, \
                    text: Food, easy_read: {en: [{text: You are a service user.}]}}]}";
        assert!(found("DAT-06", with).is_empty());
    }

    #[test]
    fn the_names_of_teams_and_jobs_are_what_they_are() {
        let with = "{council: {team: MDT}, parties: [{party_id: p, is_subject: true, roles: [subject], \
                    name: {given: A}, job_title: OT}]}";
        assert!(found("DAT-06", with).is_empty());
    }

    #[test]
    fn the_council_adds_words_and_lets_words_pass() {
        let mut config = Config::default();
        config.policy.plain_words.insert("ABC".into(), "the words in full".into());
        config.policy.plain_words.insert("hub".into(), "the office".into());
        config.policy.plain_words_allowed.push("service user".into());
        let with = "{needs: [{id: n1, text: The service user rings the Hub. Abc hubris ABC.}]}";
        let found = found_by("DAT-06", with, &config, None);
        let labels: Vec<&str> = found.iter().map(|finding| finding.label.as_str()).collect();
        assert_eq!(labels, ["“hub”: say the office", "“ABC”: say the words in full"]);
    }

    #[test]
    fn a_sentence_of_thirty_words_passes_and_one_more_does_not() {
        for (count, long) in [(30, 0), (31, 1)] {
            let text = format!("T{}", &vec!["tea"; count].join(" ")[1..]);
            let with = format!("{{needs: [{{id: n1, text: \"Good. {text}.\"}}]}}");
            let found = found("DAT-06", &with);
            assert_eq!(found.len(), long, "{count}");
            assert!(found.iter().all(|finding| finding.message.starts_with("sentence 2 has")));
        }
    }
}
