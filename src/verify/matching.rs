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
    /// Copies of which some parts were met, with the number of the next.
    begun: BTreeMap<Key, (Job, u64)>,
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
        Self { by_key, begun: BTreeMap::new() }
    }

    /// The copy that an entry stands for, which no other entry can stand for then; the parts of one
    /// copy, in their order, all stand for it.
    pub(super) fn take(&mut self, entry: &Value) -> Option<Job> {
        let key = Key::of_entry(entry);
        let (part, parts) = part_of(entry);
        let (job, next) = match self.begun.remove(&key) {
            Some(begun) => begun,
            None => {
                let jobs = self.by_key.get_mut(&key).filter(|jobs| !jobs.is_empty())?;
                (jobs.remove(0), 1)
            }
        };
        if part < parts {
            self.begun.insert(key, (job.clone(), next + 1));
        }
        (part == next).then_some(job)
    }

    /// How many copies have no entry, or not one for each of their parts.
    pub(super) fn left(&self) -> usize {
        self.by_key.values().map(Vec::len).sum::<usize>() + self.begun.len()
    }
}

/// Which part of how many an entry is: the first of one where it says nothing.
pub(super) fn part_of(entry: &Value) -> (u64, u64) {
    let number = |key: &str| entry.get(key).and_then(Value::as_u64).unwrap_or(1);
    (number("part"), number("parts"))
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
