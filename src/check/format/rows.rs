//! FMT-05: easy read that is hard to read, row by row, and how long it grows.

use std::collections::{BTreeMap, BTreeSet};

use super::{accesses, asks_for_easy_read, leads_to, reading};
use crate::check::readability::easy_readability;
use crate::check::{Beside, Case, Check, DOCUMENTS, EVERYWHERE, Example, Findings, Text};
use crate::finding::Finding;
use crate::plan::{
    EASY_READ_MOST_PAGES, EASY_READ_MOST_WORDS, PictureUse, sentence_words, sentences,
};
use crate::template::LeadsTo;

pub(super) const CHECKS: &[Check] = &[Check {
    rule: "FMT-05",
    why: "Easy read works when a row has one idea, in at most 15 words, with a picture beside it. \
          Hard words are explained in the next sentence; numbers, dates and times are written as \
          people say them; there are no abbreviations. More than 20 pages are too many for one \
          booklet.",
    regimes: EVERYWHERE,
    documents: DOCUMENTS,
    fails: Example {
        sound: "easy_read_letter",
        with: "{safeguarding_note: {text: Keep your door shut., easy_read: {en: [{text: Keep your \
               door shut from 18:30., picture_id: key}]}}}",
        beside: &[],
    },
    passes: Example {
        sound: "easy_read_letter",
        with: "{safeguarding_note: {text: Keep your door shut., easy_read: {en: [{text: Keep your \
               door shut in the evening., picture_id: key}]}}}",
        beside: &[],
    },
    judge: hard_rows,
}];

/// One idea, and one sentence that explains it.
const SENTENCES: usize = 2;

fn hard_rows(case: &Case<'_>, findings: &mut Findings) {
    let pictures = wants_pictures(case);
    let mut rows: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
    for row in case.texts().iter().filter(|text| text.is_row()) {
        rows.entry(&row.language).or_default().push(row);
        long(row, findings);
        if pictures && row.beside == Beside::Nothing {
            findings.add_with(
                &row.field,
                "the row has no picture",
                "choose a picture from the index, or a photo of the person's own",
            );
        }
        for (label, message) in reading::hard_forms(&row.text, &row.language) {
            findings.put(Finding::new(findings.rule(), message).at(&row.field).label(label));
        }
    }
    for (language, rows) in rows {
        hard_words(case, findings, language, &rows);
        pages(case, findings, language, rows.len());
    }
    readable(case, findings);
}

/// English easy read as a whole: Flesch's figures say nothing of a few words, nor of Welsh.
fn readable(case: &Case<'_>, findings: &mut Findings) {
    const ENOUGH_WORDS: usize = 100;
    const LEAST_EASE: f64 = 80.0;
    const HIGHEST_GRADE: f64 = 4.0;
    for (language, figures) in easy_readability(case) {
        let (Some(ease), Some(grade)) =
            (figures.flesch_reading_ease, figures.flesch_kincaid_grade())
        else {
            continue;
        };
        if figures.words >= ENOUGH_WORDS && (ease < LEAST_EASE || grade > HIGHEST_GRADE) {
            let message = format!(
                "easy read in `{language}` has a reading ease of {ease:.0}; {LEAST_EASE:.0} and more \
                 is easy"
            );
            findings.add_with("easy_read", message, "use shorter words, and shorter sentences");
        }
    }
}

fn long(row: &Text, findings: &mut Findings) {
    let sentences = sentences(&row.text);
    for (number, sentence) in sentences.iter().enumerate() {
        if sentence_words(sentence).count() > EASY_READ_MOST_WORDS {
            findings.add(
                &row.field,
                format!(
                    "sentence {} of the row has more than {EASY_READ_MOST_WORDS} words",
                    number + 1
                ),
            );
        }
    }
    if sentences.len() > SENTENCES {
        findings.add_with(
            &row.field,
            "the row has more than two sentences",
            "one idea a row, and a second sentence only to explain it",
        );
    }
}

/// Words that a plain one can stand for, at every place; words that may be needed, where they are
/// used for the first time and nobody explains them.
fn hard_words(case: &Case<'_>, findings: &mut Findings, language: &str, rows: &[&Text]) {
    let Some(list) = case.lists().hard_words.get(language) else { return };
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for row in rows {
        let mut told: Vec<&str> = Vec::new();
        for found in list.find(&row.text) {
            let word = found.word.word.as_str();
            let finding = if found.word.means.is_empty() {
                if told.contains(&word) {
                    continue;
                }
                told.push(word);
                Finding::new(findings.rule(), "the row has a hard word")
                    .label(format!("“{word}”: say {}", found.word.say))
            } else {
                let by_page = found.word.explained_by_page;
                if by_page || !met.insert(word) || reading::is_explained(found.word, list, &texts) {
                    continue;
                }
                Finding::new(findings.rule(), "a hard word is used and not explained")
                    .label(format!("“{word}”: {}", found.word.means))
                    .help("explain it in the next sentence")
            };
            findings.put(finding.at(&row.field));
        }
    }
}

/// Whether the person wants pictures: yes unless they said that they want none.
fn wants_pictures(case: &Case<'_>) -> bool {
    let access = case.subject().and_then(|subject| subject.access.as_ref());
    access.and_then(|access| access.pictures) != Some(PictureUse::None)
}

/// An estimate: what the page adds of its own, and how many rows a page has at the size that readers
/// of easy read ask for, as the samples measured.
fn pages(case: &Case<'_>, findings: &mut Findings, language: &str, rows: usize) {
    const OF_ITS_OWN: usize = 10;
    let Some((number, format, points)) = largest(case) else { return };
    // Rows of ten pages: from 20 points on the picture stands above the words.
    let in_ten = match points {
        ..20 => 68,
        20..24 => 42,
        24..28 => 36,
        _ => 30,
    };
    let estimate = ((rows + OF_ITS_OWN) * 10).div_ceil(in_ten);
    if estimate > EASY_READ_MOST_PAGES {
        findings.add_with(
            format!("parties[{number}].access.information_formats[{format}]"),
            format!(
                "easy read in `{language}` will have about {estimate} pages, and be cut into parts of \
                 at most {EASY_READ_MOST_PAGES}"
            ),
            "leave out rows that repeat others; one booklet is easier than two",
        );
    }
}

/// The reader of easy read with the largest type: their place, the place of the form and the size.
fn largest(case: &Case<'_>) -> Option<(usize, usize, u32)> {
    let standard = case.config().policy.easy_read_point_size;
    let size = |lead: &LeadsTo| if let LeadsTo::Size(points) = lead { *points } else { standard };
    accesses(case)
        .filter(|(_, access)| access.max_pages_per_part.is_none())
        .filter_map(|(number, access)| {
            let format = asks_for_easy_read(case, access)?;
            let formats = access.information_formats.iter();
            let sizes = formats.flat_map(|format| {
                format.min_point_size.into_iter().chain(leads_to(case, format).map(size))
            });
            Some((number, format, sizes.max().unwrap_or(standard).max(standard)))
        })
        .max_by_key(|(number, _, points)| (*points, std::cmp::Reverse(*number)))
}

#[cfg(test)]
mod tests {
    use crate::check::data::tests::{fields, found};

    fn messages(rows: &str) -> Vec<String> {
        let with = format!("{{needs: [{{id: n, text: Food, easy_read: {{en: [{rows}]}}}}]}}");
        let found = found("FMT-05", &with);
        assert!(found.iter().all(|finding| finding.field.starts_with("needs[0].easy_read.en[")));
        found.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn fifteen_words_pass_and_sixteen_do_not() {
        for (count, long) in [(15, 0), (16, 1)] {
            let text = format!("T{}", &vec!["tea"; count].join(" ")[1..]);
            let found = messages(&format!("{{text: \"Good. {text}.\", picture_id: drink}}"));
            assert_eq!(found.len(), long, "{count}: {found:?}");
            assert!(found.iter().all(|message| message.starts_with("sentence 2 of the row")));
        }
    }

    #[test]
    fn long_words_all_through_are_told_once() {
        for (sentence, hard) in [
            ("Your organisation understands accessibility.", true),
            ("You like to have your tea at home.", false),
        ] {
            let row = format!("{{text: {sentence}, picture_id: talk}}");
            let rows = vec![row; 40].join(", ");
            let with = format!("{{needs: [{{id: n, text: Food, easy_read: {{en: [{rows}]}}}}]}}");
            let found = found("FMT-05", &with);
            let told = found.iter().filter(|finding| finding.message.contains("reading ease"));
            assert_eq!(told.count(), usize::from(hard), "{sentence}");
        }
    }

    #[test]
    fn three_sentences_are_too_many_for_a_row() {
        assert!(messages("{text: One tea. Then rest., picture_id: drink}").is_empty());
        let found = messages("{text: A tea. Then rest. Then sleep., picture_id: drink}");
        assert_eq!(found, ["the row has more than two sentences"]);
    }

    #[test]
    fn a_row_needs_a_picture_or_a_photo_unless_the_person_wants_none() {
        assert_eq!(messages("{text: I eat.}"), ["the row has no picture"]);
        assert!(messages("{text: I eat., photo: me.jpg}").is_empty());
        let none = "{parties: [{party_id: p, is_subject: true, roles: [subject], name: {given: A}, \
                    access: {pictures: none}}], needs: [{id: n, text: Food, easy_read: {en: [{text: \
                    I eat.}]}}]}";
        assert!(found("FMT-05", none).is_empty());
    }

    #[test]
    fn hard_words_are_told_once_or_explained() {
        let two = "{text: Your assessment was in May., picture_id: meeting}, {text: Your assessment \
                   is done., picture_id: meeting}";
        assert_eq!(messages(two), ["a hard word is used and not explained"]);
        let explained = "{text: Your assessment was in May. An assessment is a talk., picture_id: \
                         meeting}";
        assert!(messages(explained).is_empty());
        let plain = "{text: We will facilitate it., picture_id: help}, {text: They facilitate it., \
                     picture_id: help}";
        assert_eq!(messages(plain), ["the row has a hard word"; 2]);
    }

    #[test]
    fn welsh_rows_have_their_own_words() {
        let with = "{languages: [cy], needs: [{id: n, text: Bwyd, easy_read: {cy: [{text: Cawsoch chi \
                    eich hasesiad., picture_id: meeting}, {text: Byddwn yn hwyluso hyn., picture_id: \
                    help}]}}]}";
        let found = found("FMT-05", with);
        assert_eq!(
            fields(&found),
            ["needs[0].easy_read.cy[0].text", "needs[0].easy_read.cy[1].text"]
        );
    }

    #[test]
    fn far_too_many_rows_are_told_before_they_are_printed() {
        let row = "{text: I eat., picture_id: food}";
        let with = |count: usize, code: &str| {
            format!(
                "{{parties: [{{party_id: p, is_subject: true, roles: [subject], name: {{given: A}}, \
                 access: {{information_formats: [{{local_code: \"local:easy_read\"}}{code}]}}}}], \
                 needs: [{{id: n, text: Food, easy_read: {{en: [{}]}}}}]}}",
                vec![row; count].join(", ")
            )
        };
        assert!(found("FMT-05", &with(126, "")).is_empty());
        assert_eq!(
            fields(&found("FMT-05", &with(127, ""))),
            ["parties[0].access.information_formats[0]"]
        );
        assert_eq!(found("FMT-05", &with(60, ", {local_code: \"local:lp28\"}")).len(), 1);
    }
}
