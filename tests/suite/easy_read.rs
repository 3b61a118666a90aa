//! Easy read as the guidelines have it, on the pages that are laid out: short sentences, plain forms,
//! a picture to a row, nothing broken over a page, and no booklet longer than its reader can use.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use planpress::check::{Case, check};
use planpress::config::Decisions;
use planpress::disclose::Matter;
use planpress::merge::{Block, MergeData, Words, plain};
use planpress::plan::{
    EASY_READ_MOST_PAGES, EASY_READ_MOST_WORDS, EasyReadRow, LanguageTag, PictureUse, Record,
    Recorded, sentence_words, sentences,
};
use planpress::render::{Inspection, TextBox};
use planpress::template::Format;
use regex::Regex;

use crate::stage::{
    Made, ROOT, Rebuilt, Run, SAMPLES, configuration, date, empty_folder, none, on_two_threads,
    render, run_over, setting, step_by_step,
};

/// The easy-read copies of the samples' run, each with its steps.
fn copies() -> Vec<(&'static Made, &'static Rebuilt)> {
    let pairs = SAMPLES.pairs().into_iter();
    pairs.filter(|(_, steps)| steps.job.edition.format == Format::EasyRead).collect()
}

/// The rows of a document, in its order.
fn rows(data: &MergeData) -> Vec<(&Option<String>, &Vec<Words>)> {
    let blocks = data.opening.blocks.iter();
    let blocks = blocks.chain(data.sections.iter().flat_map(|section| &section.blocks));
    blocks
        .filter_map(|block| match block {
            Block::PictureRow { picture, words, .. } => Some((picture, words)),
            _ => None,
        })
        .collect()
}

/// The easy-read copy of a sample, made again after a change to its record, at a size.
fn made_again(plan: &str, size_pt: u32, change: impl FnOnce(&mut Record)) -> Rebuilt {
    let stage = &*SAMPLES;
    let own = |steps: &&&Rebuilt| {
        steps.record.plan_id == plan && steps.job.edition.format == Format::EasyRead
    };
    let first = stage.rebuilt.iter().find(|steps| own(&steps)).expect("an easy-read sample");
    let mut record = first.record.clone();
    change(&mut record);
    let mut job = first.job.clone();
    job.edition.size_pt = size_pt;
    // Alone, without the plans that are linked with it.
    job.parts.clear();
    let decisions = Decisions::default();
    let setting = setting(&stage.kit, &decisions, date(&stage.kit.config));
    let matter = Matter { record: &record, group: &[&record], findings: &[] };
    step_by_step(&stage.kit, &matter, job, &setting).expect("it can be made")
}

/// The samples that are in easy read, in two languages.
const ENGLISH: &str = "BH-2026-0117";
const WELSH: &str = "DWN-000124";

#[test]
fn sentences_are_short_and_their_forms_plain() {
    let hard = [
        ("a time of a timetable", r"\b(?:1[3-9]|2[0-3]|0\d)[:.]\d\d\b"),
        ("a date in figures", r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\d{4}-\d\d-\d\d"),
        ("a percentage or a sign", r"[%&<>§#*]"),
        ("a Roman numeral", r"\b[IVX]{2,}\b"),
    ]
    .map(|(what, pattern)| (what, Regex::new(pattern).expect("an expression")));
    let sums = Regex::new(r"£[\d,]+(?:\.\d\d)?").expect("an expression");
    let mut problems = Vec::new();
    let (mut count, mut longest) = (0, 0);
    for (made, steps) in copies() {
        for (_, words) in rows(&steps.data) {
            count += words.len();
            if words.len() > 2 {
                problems.push(format!("{}: {} sentences in a row", made.name, words.len()));
            }
            for sentence in words.iter().map(plain) {
                let length = sentence_words(&sentence).count();
                longest = longest.max(length);
                if sentence.contains(".00") {
                    problems.push(format!("{}: pence that are none: {sentence}", made.name));
                }
                if length > EASY_READ_MOST_WORDS {
                    problems.push(format!("{}: {length} words: {sentence}", made.name));
                }
                // A sum has its pence after a full stop, as a time has its minutes.
                let bare = sums.replace_all(&sentence, "");
                let forms = hard.iter().filter(|(_, pattern)| pattern.is_match(&bare));
                problems
                    .extend(forms.map(|(what, _)| format!("{}: {what}: {sentence}", made.name)));
            }
        }
    }
    none(&problems, "sentences that are hard to read");
    assert!(count > 300, "{count} sentences");
    assert!(longest > 10, "{longest} words in the longest sentence");
}

#[test]
fn the_first_page_says_what_it_is_of_which_day_and_whom_to_ask() {
    for (made, steps) in copies() {
        let opening: Vec<String> = steps.data.opening.blocks.iter().filter_map(words_of).collect();
        let whole = opening.join(" ");
        let welsh = steps.job.edition.language == LanguageTag::cy();
        let first = steps.part.is_none_or(|(part, _)| part == 1);
        let day = if welsh { "Y dyddiad arno yw" } else { "The date on it is" };
        assert_eq!(whole.contains(day), first, "{}: {whole}", made.name);
        let help = if welsh { "eich helpu i ddarllen hwn" } else { "help you read this" };
        assert!(whole.contains(help), "{}: {whole}", made.name);
        let numbers = steps.data.opening.blocks.iter().filter_map(|block| match block {
            Block::PictureRow { words, .. } => Some(words.iter().flatten()),
            _ => None,
        });
        let bold = numbers.flatten().find(|run| run.strong && run.text.starts_with('0'));
        let number = &bold.unwrap_or_else(|| panic!("{}: no number", made.name)).text;
        assert!(!number.contains(' '), "{}: {number} could be broken", made.name);
    }
}

fn words_of(block: &Block) -> Option<String> {
    match block {
        Block::PictureRow { words, .. } => {
            Some(words.iter().map(plain).collect::<Vec<_>>().join(" "))
        }
        Block::Paragraph { words } => Some(plain(words)),
        _ => None,
    }
}

/// The hard words that a document lists at its end.
pub fn listed_at_end(data: &MergeData) -> BTreeSet<String> {
    let lists = data.sections.iter().filter(|section| section.id == "hard-words");
    let facts = lists.flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Facts { rows } => Some(rows),
        _ => None,
    });
    facts.flatten().map(|row| plain(&row.label)).collect()
}

#[test]
fn hard_words_are_bold_once_and_listed_if_they_are_used() {
    let mut listed = 0;
    for (made, steps) in copies() {
        let list = &SAMPLES.kit.templates.lists().hard_words[steps.job.edition.language.as_str()];
        let data = &steps.data;
        let rows: Vec<&Vec<Words>> = rows(data).into_iter().map(|(_, words)| words).collect();
        let headings = data.sections.iter().map(|section| &section.heading);
        let used: BTreeSet<&str> = rows
            .iter()
            .flat_map(|words| words.iter())
            .chain(headings)
            .chain([&data.opening.heading])
            .flat_map(|sentence| list.find(&plain(sentence)).into_iter().map(|found| found.word))
            .filter(|word| !word.means.is_empty())
            .map(|word| word.word.as_str())
            .collect();
        let at_end = listed_at_end(data);
        let at_end: BTreeSet<&str> = at_end.iter().map(String::as_str).collect();
        assert_eq!(used, at_end, "{}", made.name);
        let bold = rows.iter().flat_map(|words| words.iter().flatten());
        let bold =
            bold.filter(|run| run.strong && !run.text.starts_with(|c: char| c.is_ascii_digit()));
        assert_eq!(bold.count(), at_end.len(), "{}: a hard word is bold once", made.name);
        listed += at_end.len();
    }
    assert!(listed > 8, "{listed} hard words are listed");
}

/// What `check` says of a row, and what stands on the page.
#[test]
fn the_lint_and_the_page_count_the_same_sentences_and_words() {
    let stage = &*SAMPLES;
    let texts = [
        "I like tea.",
        "Mr. Smith comes at 10.30 in the morning. You like him.",
        "Please sit near me. I do not see well.",
        "Ask J. Smith to come with you on the bus to the town on every single day.",
        "You can go. I can go. We can go.",
        "One 2 three 4 five 6 seven 8 nine 10 eleven 12 thirteen 14 fifteen.",
        "One 2 three 4 five 6 seven 8 nine 10 eleven 12 thirteen 14 fifteen 16.",
        "Can you come? Yes! I come with you and with all of my friends and my mum and dad too.",
        "Your assessment was in May. An assessment is a talk.",
    ];
    for text in texts {
        let row = EasyReadRow {
            text: text.into(),
            picture_id: Some("talk".into()),
            ..EasyReadRow::default()
        };
        let steps = made_again(ENGLISH, 17, |record| {
            let Recorded::Given(needs) = &mut record.content.needs else { panic!("no needs") };
            needs[0].item.easy_read.insert(LanguageTag::en(), vec![row]);
        });
        let on_page = rows(&steps.data);
        let on_page = on_page.iter().map(|(_, words)| {
            words.iter().map(|words| plain(words).replace('\u{a0}', " ")).collect::<Vec<_>>()
        });
        let own = sentences(text);
        assert!(on_page.clone().any(|words| words == own), "{text}: {own:?}");
        let record = &steps.record;
        let group = [record];
        let case = Case::new(
            record,
            &group,
            &stage.kit.config,
            stage.kit.templates.lists(),
            date(&stage.kit.config),
        );
        let said = check(&case);
        let said: Vec<&str> = said
            .iter()
            .filter(|finding| finding.rule.id == "FMT-05" && finding.field.starts_with("needs[0]"))
            .map(|finding| finding.message.as_str())
            .collect();
        let long = own.iter().filter(|one| sentence_words(one).count() > EASY_READ_MOST_WORDS);
        let said_long = said.iter().filter(|message| message.contains("more than 15 words"));
        assert_eq!(said_long.count(), long.count(), "{text}: {said:?}");
        let many = said.iter().any(|message| message.contains("more than two sentences"));
        assert_eq!(many, own.len() > 2, "{text}: {said:?}");
    }
}

/// The letters of a page without spaces, so that a line's end makes no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).collect()
}

fn letters_by_page(inspection: &Inspection) -> Vec<String> {
    let mut pages = vec![String::new(); inspection.pages];
    for text in &inspection.text {
        pages[text.page - 1].push_str(&letters(&text.text));
    }
    pages
}

/// Where the words of a row may begin: a heading may have the same words.
fn begins<'i>(inspection: &'i Inspection, words: &Words) -> Vec<&'i TextBox> {
    let wanted = letters(&plain(words));
    let begins = |text: &&TextBox| {
        let start = letters(&text.text);
        start.chars().count() > 7 && wanted.starts_with(&start)
    };
    inspection.text.iter().filter(begins).collect()
}

/// Each label with all that it heads.
fn facts_of(data: &MergeData) -> Vec<String> {
    let blocks = data.sections.iter().flat_map(|section| &section.blocks);
    let rows = blocks.filter_map(|block| match block {
        Block::Facts { rows } => Some(rows),
        _ => None,
    });
    let texts = rows.flatten().map(|row| {
        let value: String = row.value.iter().map(plain).collect();
        plain(&row.label) + &value
    });
    texts.collect()
}

#[test]
fn rows_stay_whole_beside_or_below_their_picture_at_every_size() {
    let sizes = [16, 17, 20, 24, 28];
    let cases: Vec<(&str, u32)> =
        [ENGLISH, WELSH].iter().flat_map(|plan| sizes.map(|size| (*plan, size))).collect();
    let problems = on_two_threads(&cases, |(plan, size)| {
        let steps = made_again(plan, *size, |_| {});
        let inspection = render(&SAMPLES.kit, &steps).inspection;
        let mut problems = Vec::new();
        let pages = letters_by_page(&inspection);
        let left = inspection.text.iter().map(|text| text.x_pt).fold(f64::MAX, f64::min);
        let mut placed = 0;
        for (picture, words) in rows(&steps.data) {
            let all: Vec<String> = words.iter().map(plain).collect();
            let row = letters(&all.join(" "));
            if !pages.iter().any(|page| page.contains(&row)) {
                problems.push(format!("{plan} {size} pt: a row is broken: {}", all.join(" ")));
            }
            let starts = words.first().map(|words| begins(&inspection, words)).unwrap_or_default();
            if starts.is_empty() {
                continue;
            }
            placed += 1;
            let beside = starts.iter().any(|text| text.x_pt > left + 80.0);
            if picture.is_some() && beside != (*size < 20) {
                problems.push(format!("{plan} {size} pt: words at {:.0} pt", starts[0].x_pt));
            }
        }
        for label in facts_of(&steps.data) {
            if !pages.iter().any(|page| page.contains(&letters(&label))) {
                problems.push(format!("{plan} {size} pt: a day or a word is broken: {label}"));
            }
        }
        // A face with a plain zero.
        let faces: BTreeSet<&str> = inspection.text.iter().map(|text| text.font.as_str()).collect();
        if faces != BTreeSet::from(["Noto Sans"]) {
            problems.push(format!("{plan} {size} pt: {faces:?}"));
        }
        if placed < 40 {
            problems.push(format!("{plan} {size} pt: only {placed} rows were found"));
        }
        problems
    });
    none(&problems.concat(), "pages of easy read");
}

#[test]
fn pictures_are_as_the_person_wants_them() {
    for (wanted, pictures, heard) in [
        (PictureUse::Yes, true, true),
        (PictureUse::Decorative, true, false),
        (PictureUse::None, false, false),
    ] {
        let steps = made_again(ENGLISH, 17, |record| {
            let subject = record.parties.iter_mut().find(|party| party.is_subject);
            subject.expect("a subject").access.get_or_insert_default().pictures = Some(wanted);
        });
        let blocks = steps.data.sections.iter().flat_map(|section| &section.blocks);
        for block in blocks.chain(&steps.data.opening.blocks) {
            let Block::PictureRow { picture, alt, words, .. } = block else { continue };
            assert_eq!(picture.is_some(), pictures, "{wanted:?}: {words:?}");
            assert_eq!(alt.is_some(), heard, "{wanted:?}: {words:?}");
            let length = alt.as_ref().map_or(3, |alt| alt.chars().count());
            assert!((3..=125).contains(&length), "{alt:?}");
        }
        let inspection = render(&SAMPLES.kit, &steps).inspection;
        assert!(inspection.pages <= EASY_READ_MOST_PAGES || pictures, "{wanted:?}");
    }
}

/// Promise: what a picture is said to show has no hard word in it: nobody explains it there.
#[test]
fn descriptions_of_pictures_have_no_hard_words() {
    let templates = &SAMPLES.kit.templates;
    let pictures: Vec<_> = templates.pictures().iter().collect();
    assert!(pictures.len() > 50, "only {} pictures", pictures.len());
    let mut problems = Vec::new();
    for (id, picture) in pictures {
        for (language, alt) in &picture.alt {
            let list = &templates.lists().hard_words[language.as_str()];
            let hard = list.find(alt).into_iter().map(|found| found.word.word.as_str());
            problems.extend(hard.map(|word| format!("{id}: “{word}” in “{alt}”")));
        }
    }
    none(&problems, "descriptions of pictures are hard");
}

/// Every copy in parts of a run, by the plan and the form that they share.
fn in_parts(run: &Run) -> Vec<Vec<&Made>> {
    let mut all: Vec<Vec<&Made>> = Vec::new();
    for made in run.copies.iter().filter(|made| made.entry["parts"].is_u64()) {
        match all.last_mut() {
            Some(parts) if parts[0].name == made.name => parts.push(made),
            _ => all.push(vec![made]),
        }
    }
    all
}

#[test]
fn no_booklet_is_longer_than_its_reader_can_use() {
    for (made, _) in copies() {
        let pages = made.entry["pages"].as_u64().expect("a number");
        assert!(pages <= EASY_READ_MOST_PAGES as u64, "{}: {pages} pages", made.name);
    }
    let parts = in_parts(&SAMPLES.run);
    assert!(!parts.is_empty(), "a sample is so long that it is cut");
    for parts in parts {
        let count = parts.len() as u64;
        let covers: BTreeSet<String> =
            parts.iter().map(|made| made.entry["cover"]["path"].to_string()).collect();
        assert_eq!(covers.len(), 1, "one envelope");
        let titles: BTreeSet<&str> = parts.iter().map(|made| made.tags.title.as_str()).collect();
        assert_eq!(titles.len(), parts.len(), "{titles:?}");
        for (place, made) in parts.iter().enumerate() {
            assert_eq!(made.entry["part"], place as u64 + 1);
            assert_eq!(made.entry["parts"], count);
        }
    }
}

#[test]
fn the_record_says_how_many_pages_a_part_may_have() {
    for (most, is_made) in [(6, true), (1, false)] {
        let run = cut_to(most);
        if !is_made {
            let held = run.json["held"].as_array().expect("a list");
            let rules: Vec<&str> =
                held.iter().filter_map(|held| held["reasons"][0]["rule"].as_str()).collect();
            assert!(rules.contains(&"FMT-05"), "{rules:?}");
            continue;
        }
        let parts = in_parts(&run);
        let parts = parts.iter().find(|parts| parts[0].entry["format"] == "easy_read");
        let parts = parts.expect("it is cut");
        assert!(parts.len() > 2, "{}", parts.len());
        for made in parts {
            assert!(made.entry["pages"].as_u64() <= Some(most), "{}", made.entry);
        }
    }
}

/// A run over one sample whose subject can use booklets of so many pages.
fn cut_to(most: u64) -> Run {
    let path = Path::new(ROOT).join("samples/09-kenneth-easy-read.yaml");
    let text = fs::read_to_string(path).expect("the sample is there");
    let limited = format!("      pictures: decorative\n      max_pages_per_part: {most}\n");
    let changed = text.replacen("      pictures: decorative\n", &limited, 1);
    assert_ne!(text, changed);
    let folder = empty_folder(&format!("cut-to-{most}-in"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("kenneth.yaml"), changed).expect("a file");
    run_over(&folder, &configuration(), &format!("cut-to-{most}"), None).expect("it can be run")
}

/// What `run.json` warns of the photos of a run.
fn photo_warnings(run: &Run) -> usize {
    let warnings = run.json["warnings"].as_array().expect("a list").iter();
    let of_photos = warnings.filter(|warning| {
        warning["rule"] == "DAT-07"
            && warning["message"].as_str().is_some_and(|message| message.contains("photo"))
    });
    of_photos.count()
}

/// How many JPEG pictures a PDF has.
fn jpegs(pdf: &[u8]) -> usize {
    let name = b"/DCTDecode";
    pdf.windows(name.len()).filter(|bytes| bytes == name).count()
}

#[test]
fn the_persons_own_photo_comes_before_a_symbol_and_a_lost_one_leaves_it() {
    let (kenneth, _) = copies()
        .into_iter()
        .find(|(_, steps)| steps.record.plan_id == ENGLISH)
        .expect("Kenneth has easy read");
    assert_eq!(jpegs(&kenneth.pdf), 1, "his photo is in it");
    assert_eq!(photo_warnings(&SAMPLES.run), 0);
    // Alone in a folder, the record has lost its photo.
    let alone = cut_to(20);
    let copy = alone.copies.iter().find(|made| made.entry["format"] == "easy_read");
    assert_eq!(jpegs(&copy.expect("it is made").pdf), 0);
    assert_eq!(photo_warnings(&alone), 1);
    // Nothing of a file's name is in a copy.
    assert!(!kenneth.pdf.windows(12).any(|bytes| bytes == b"green-engine"));
}
