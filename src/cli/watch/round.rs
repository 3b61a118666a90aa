//! One turn of watching: whether something changed and is whole, and what was made of it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

use super::changes::{Places, Snapshot};
use crate::batch::Fatal;
use crate::cli::talk::counted;
use crate::cli::wanted::{MadeAs, Wanted, numbered};
use crate::finding::{Finding, Severity};

/// The copy, and all that it was last made of.
pub(super) struct Bench {
    wanted: Wanted,
    made_as: MadeAs,
    places: Places,
    /// What the last copy was made of; nothing before the first.
    used: Option<Snapshot>,
    /// The files at the last turn.
    seen: Snapshot,
    /// How many pages the last copy has.
    pages: usize,
}

/// The copy was made, or could not be.
#[derive(Debug, Default)]
pub(super) struct Round {
    changed: Vec<PathBuf>,
    /// The files that were written: none where the copy could not be made.
    pub(super) paths: Vec<PathBuf>,
    pages: usize,
    pub(super) findings: Vec<Finding>,
    /// What is no finding.
    pub(super) error: Option<String>,
}

impl Bench {
    pub(super) fn new(wanted: Wanted, made_as: MadeAs) -> Self {
        wanted.remove_halves();
        let (places, seen) = (Places::default(), Snapshot::default());
        Self { wanted, made_as, places, used: None, seen, pages: 0 }
    }

    /// Makes the copy, if it is the first time, or if something changed and was the same the last time:
    /// what is being written is let be.
    pub(super) fn turn(&mut self) -> Option<Round> {
        let now = self.places.snapshot();
        let changed = match &self.used {
            None => Vec::new(),
            Some(used) if *used == now => return None,
            Some(_) if self.seen != now => {
                self.seen = now;
                return None;
            }
            Some(used) => now.since(used),
        };
        // Looked at before the copy is made: what changes meanwhile is seen the next time. The
        // configuration may name other folders now.
        self.places = self.places();
        self.used = Some(self.places.snapshot());
        let made = catch_unwind(AssertUnwindSafe(|| self.make()));
        let round = made.unwrap_or_else(|_| {
            let error = Some("the program failed on this record".to_owned());
            Round { error, ..Round::default() }
        });
        Some(Round { changed, ..round })
    }

    /// Where everything is; of a configuration that is broken, where it was.
    fn places(&self) -> Places {
        let Wanted { settings, source, .. } = &self.wanted;
        let look = settings.configured.read(&source.inputs).map_or_else(
            |_| self.places.look.clone(),
            |config| [config.templates, config.fonts].into_iter().flatten().collect(),
        );
        let records = source.inputs.clone();
        Places { settings: settings.files(&records), look, records }
    }

    fn make(&mut self) -> Round {
        let made = self.wanted.load().and_then(|with| self.wanted.make(&with, self.made_as));
        let single = match made {
            Ok(single) => single,
            Err(Fatal::Findings(findings)) => return Round { findings, ..Round::default() },
            Err(other) => return Round { error: Some(other.to_string()), ..Round::default() },
        };
        let (paths, error) = match self.wanted.write(&single) {
            Ok(paths) => (paths, None),
            Err(message) => (Vec::new(), Some(message)),
        };
        if self.made_as == MadeAs::Pictures && !paths.is_empty() {
            // Pages that the copy has no longer would look as if they were its own.
            for page in single.pages + 1..=self.pages {
                let _ = std::fs::remove_file(numbered(&self.wanted.output, page));
            }
            self.pages = single.pages;
        }
        let (pages, findings) = (single.pages, single.findings);
        Round { paths, pages, findings, error, ..Round::default() }
    }
}

impl Round {
    /// What happened, in one line.
    pub(super) fn line(&self, took: Duration) -> String {
        let changed = match self.changed.as_slice() {
            [] => String::new(),
            [one] => format!("{} changed: ", one.display()),
            [first, rest @ ..] => {
                format!("{} and {} more changed: ", first.display(), rest.len())
            }
        };
        let Some(first) = self.paths.first() else {
            return format!("{changed}not made; the last copy stays, and the files are watched on");
        };
        let told = self.findings.iter().filter(|one| one.severity != Severity::Info).count();
        let pages = counted(self.pages, "page", "pages");
        let findings = match told {
            0 => "nothing to look at".to_owned(),
            _ => format!("{} to look at", counted(told, "thing", "things")),
        };
        format!("{changed}{pages} in {} ms, {findings}: {}", took.as_millis(), first.display())
    }
}
