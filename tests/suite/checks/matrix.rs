//! Every sample's own copies in every edition, size and language that can be made of them, and the
//! covers that go with them.

use std::env;
use std::sync::LazyLock;

use planpress::batch::Prepared;
use planpress::config::Decisions;
use planpress::disclose::{Edition, Job, Matter, most_pages};
use planpress::merge::{MergeData, merge_in_parts};
use planpress::plan::LanguageTag;
use planpress::render::FirstPage;
use planpress::template::{Format, Layout};

use super::subject::Subject;
use crate::stage::{Rebuilt, SAMPLES, date, described, on_two_threads, setting, step_by_step};
use crate::window::{covers, in_size};

/// The sizes of each format, in points; the first is made in every run of the tests.
const SIZES: &[(Format, &[u32])] = &[
    (Format::Standard, &[14, 12]),
    (Format::LargePrint, &[18, 16, 20, 24, 28]),
    (Format::EasyRead, &[17, 16, 18, 20, 24, 28]),
];

/// The languages of the built-in wording.
const LANGUAGES: &[&str] = &["en", "cy"];

/// Whether every size is made.
pub fn is_full() -> bool {
    env::var("PLANPRESS_EDITIONS").is_ok_and(|which| which == "all")
}

/// More booklets than anybody could keep together.
const MOST_PARTS: usize = 12;

/// One document of the matrix, ready to be rendered.
#[derive(Clone)]
pub struct Case {
    /// The sample and its edition, as a person would name it.
    name: String,
    /// In which form.
    pub edition: Edition,
    /// What it is to show.
    pub data: MergeData,
    /// What its envelope asks of the first page, where it is a cover.
    first_page: Option<FirstPage>,
}

impl Case {
    /// Such as "BRK-000101 full, large_print 24 pt cy".
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Renders it.
    ///
    /// # Errors
    /// When it can't be made, in words.
    pub fn subject(&self) -> Result<Subject, String> {
        let kit = &SAMPLES.kit;
        let manifest = kit.templates.manifest();
        let first_page = self.first_page.as_ref();
        let subject =
            Subject::render(&kit.renderer, manifest, &self.edition, &self.data, first_page);
        subject.map_err(|findings| {
            let told = findings.iter().map(|f| format!("{}: {}", f.rule.id, f.message));
            format!("{}: held: {}", self.name, told.collect::<Vec<_>>().join("; "))
        })
    }
}

/// The matrix.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut whole: Vec<(Case, Rebuilt)> = Vec::new();
    for steps in &SAMPLES.rebuilt {
        for edition in editions(steps) {
            let name = format!(
                "{} {}, {} {} {} pt {}",
                steps.record.plan_id,
                steps.job.pack.as_str(),
                edition.layout,
                edition.format,
                edition.size_pt,
                edition.language
            );
            if whole.iter().any(|(case, _)| case.name == name) {
                continue;
            }
            let job = Job { edition: edition.clone(), ..steps.job.clone() };
            // A language that nobody translated the record into, easy read that nobody wrote.
            let Some(made) = rebuilt(steps, job) else { continue };
            let data = made.data.clone();
            whole.push((Case { name, edition, data, first_page: None }, made));
        }
    }
    let mut cases = on_two_threads(&whole, |(case, steps)| booklets(case, steps)).concat();
    // Pictures speak only where somebody asked for it.
    cases.extend(LANGUAGES.iter().flat_map(|language| {
        let steps = described(language);
        let name = format!("{}, pictures described", steps.record.plan_id);
        let (edition, data) = (steps.job.edition.clone(), steps.data.clone());
        booklets(&Case { name, edition, data, first_page: None }, &steps)
    }));
    cases.extend(covers_in_sizes());
    assert!(cases.len() > 50, "only {} documents", cases.len());
    cases
});

fn rebuilt(steps: &Rebuilt, job: Job) -> Option<Rebuilt> {
    let decisions = Decisions::default();
    let setting = setting(&SAMPLES.kit, &decisions, date(&SAMPLES.kit.config));
    let matter = Matter { record: &steps.record, group: &[&steps.record], findings: &[] };
    step_by_step(&SAMPLES.kit, &matter, job, &setting)
}

/// A document, or its parts where it is longer than its reader can use: the least number of which
/// none is, as a run makes them.
fn booklets(whole: &Case, steps: &Rebuilt) -> Vec<Case> {
    let Some(most) = most_pages(&steps.record, &steps.job.recipient, whole.edition.format) else {
        return vec![whole.clone()];
    };
    // What is held is told where it is judged.
    let fits = |case: &Case| case.subject().map_or(true, |made| made.inspection.pages <= most);
    if fits(whole) {
        return vec![whole.clone()];
    }
    let kit = &SAMPLES.kit;
    let wording = kit.wordings.get(&whole.edition.language).expect("the language is there");
    for count in 2..=MOST_PARTS {
        let pictures = kit.templates.pictures();
        let made = merge_in_parts(&steps.disclosure, wording, pictures, None, count);
        let (parts, _) = made.expect("a copy that was made can be made in parts");
        let numbered = parts.into_iter().enumerate().map(|(place, data)| Case {
            name: format!("{}, part {} of {count}", whole.name, place + 1),
            data,
            ..whole.clone()
        });
        let parts: Vec<Case> = numbered.collect();
        if parts.len() == count && parts.iter().all(&fits) {
            return parts;
        }
    }
    vec![whole.clone()]
}

/// One cover of each sample, form and language, as its recipient gets it and in every other size.
fn covers_in_sizes() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for cover in covers(&SAMPLES.kit) {
        let head = &cover.merged.document;
        let format = match head.format.as_str() {
            "standard" => Format::Standard,
            "large_print" => Format::LargePrint,
            _ => Format::EasyRead,
        };
        let own = case_of(&cover, format, head.size_pt);
        if cases.iter().any(|case| case.name == own.name) {
            continue;
        }
        cases.push(own);
        // The rows of easy read stand in no other form.
        let others = SIZES
            .iter()
            .filter(|(other, _)| (*other == Format::EasyRead) == (format == Format::EasyRead));
        for (format, sizes) in others {
            for size_pt in if is_full() { *sizes } else { &sizes[..1] } {
                let mut other = in_size(&cover, *size_pt);
                other.merged.document.format = format.to_string();
                let case = case_of(&other, *format, *size_pt);
                if !cases.iter().any(|known| known.name == case.name) {
                    cases.push(case);
                }
            }
        }
    }
    cases
}

fn case_of(cover: &Prepared, format: Format, size_pt: u32) -> Case {
    let head = &cover.merged.document;
    let language = LanguageTag(head.language.clone());
    Case {
        name: format!("{}, cover {format} {size_pt} pt {language}", head.title),
        edition: Edition { layout: Layout::Cover, format, size_pt, language },
        data: cover.merged.clone(),
        first_page: cover.first_page.clone(),
    }
}

fn editions(steps: &Rebuilt) -> Vec<Edition> {
    let own = &steps.job.edition;
    // A copy for somebody else is made in the one form that they asked for.
    let is_own = steps.record.subject().is_some_and(|party| party.party_id == steps.job.recipient);
    if !is_own {
        return vec![own.clone()];
    }
    let mut editions = vec![own.clone()];
    for (format, sizes) in SIZES {
        let sizes = if is_full() { *sizes } else { &sizes[..1] };
        for size_pt in sizes {
            for language in LANGUAGES {
                editions.push(Edition {
                    format: *format,
                    size_pt: *size_pt,
                    language: LanguageTag((*language).to_owned()),
                    ..own.clone()
                });
            }
        }
    }
    editions
}
