//! Every sample's own copies in every edition, size and language that can be made of them, and the
//! covers that go with them.

use std::env;
use std::sync::LazyLock;

use planpress::config::Decisions;
use planpress::disclose::{Edition, Job, Matter};
use planpress::merge::MergeData;
use planpress::plan::LanguageTag;
use planpress::template::Format;

use super::subject::Subject;
use crate::stage::{Rebuilt, SAMPLES, date, setting, step_by_step};

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

/// One document of the matrix, ready to be rendered.
pub struct Case {
    /// The sample and its edition, as a person would name it.
    name: String,
    /// In which form.
    pub edition: Edition,
    /// What it is to show.
    pub data: MergeData,
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
        Subject::render(&kit.renderer, kit.templates.manifest(), &self.edition, &self.data).map_err(
            |findings| {
                let told = findings.iter().map(|f| format!("{}: {}", f.rule.id, f.message));
                format!("{}: held: {}", self.name, told.collect::<Vec<_>>().join("; "))
            },
        )
    }
}

/// The matrix.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases: Vec<Case> = Vec::new();
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
            if cases.iter().any(|case| case.name == name) {
                continue;
            }
            let job = Job { edition: edition.clone(), ..steps.job.clone() };
            // A language that nobody translated the record into, easy read that nobody wrote.
            let Some(made) = rebuilt(steps, job) else { continue };
            cases.push(Case { name, edition, data: made.data });
        }
    }
    assert!(cases.len() > 50, "only {} documents", cases.len());
    cases
});

fn rebuilt(steps: &Rebuilt, job: Job) -> Option<Rebuilt> {
    let decisions = Decisions::default();
    let setting = setting(&SAMPLES.kit, &decisions, date(&SAMPLES.kit.config));
    let matter = Matter { record: &steps.record, group: &[&steps.record], findings: &[] };
    step_by_step(&SAMPLES.kit, &matter, job, &setting)
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
