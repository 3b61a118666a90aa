//! Which decision of a plan an entry of `run.json` comes from: the one of the same plan, recipient,
//! content and form.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::disclose::{Decision, Job, Matter, Setting, decide};
use crate::plan::Record;

/// What names a copy among those of a plan.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Key {
    /// The recipient, by their number within the record.
    recipient: Option<u64>,
    pack: String,
    /// Layout, format, points, language, and how it is made by hand.
    form: [String; 5],
}

/// The copies that a plan leads to, until their entries are found.
pub(super) struct Jobs {
    by_key: BTreeMap<Key, Vec<Job>>,
}

impl Jobs {
    /// Decides again.
    pub(super) fn of(matter: &Matter<'_>, setting: &Setting<'_>) -> Self {
        let mut by_key: BTreeMap<Key, Vec<Job>> = BTreeMap::new();
        for decision in decide(matter, setting).copies {
            if let Decision::Make(job) = decision {
                by_key.entry(Key::of_job(matter.record, &job)).or_default().push(job);
            }
        }
        Self { by_key }
    }

    /// The copy that an entry stands for, which no other entry can stand for then.
    pub(super) fn take(&mut self, entry: &Value) -> Option<Job> {
        let jobs = self.by_key.get_mut(&Key::of_entry(entry))?;
        (!jobs.is_empty()).then(|| jobs.remove(0))
    }

    /// How many copies have no entry.
    pub(super) fn left(&self) -> usize {
        self.by_key.values().map(Vec::len).sum()
    }
}

impl Key {
    fn of_entry(entry: &Value) -> Self {
        let text = |key: &str| match entry.get(key) {
            Some(Value::String(text)) => text.clone(),
            Some(value @ Value::Number(_)) => value.to_string(),
            _ => String::new(),
        };
        Self {
            recipient: entry.get("recipient").and_then(Value::as_u64),
            pack: text("pack"),
            form: ["layout", "format", "size_pt", "language", "made_by_hand_in"].map(text),
        }
    }

    fn of_job(record: &Record, job: &Job) -> Self {
        let place = record.parties.iter().position(|party| party.party_id == job.recipient);
        let by_hand = serde_json::to_value(job.by_hand).unwrap_or_default();
        let edition = &job.edition;
        Self {
            recipient: place.and_then(|place| u64::try_from(place + 1).ok()),
            pack: job.pack.as_str().into(),
            form: [
                edition.layout.to_string(),
                edition.format.to_string(),
                edition.size_pt.to_string(),
                edition.language.to_string(),
                by_hand.as_str().unwrap_or_default().into(),
            ],
        }
    }
}
