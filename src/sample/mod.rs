//! The generator of fictional records: plans, reviews and letters as various as life, made from a
//! bank of phrases written side by side in English and Welsh, with their easy read. Writes no file
//! and knows no clock: the same seed gives the same bytes.

mod about;
mod as_found;
mod bank;
mod care;
mod cast;
mod dice;
mod identity;
mod money;
mod other_documents;
mod plan;
mod print;
mod safety;
mod scene;
mod sharing;
mod timetable;
mod words;

#[cfg(test)]
mod tests;

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many records.
    pub count: u32,
    /// Record `n` of one seed is the same whatever the count.
    pub seed: u64,
    /// Records as untidy as life: empty fields, jargon, missing sections, money not worked out.
    pub as_found: bool,
}

/// One made record.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sample {
    /// Such as `sample-000001.yaml`.
    pub file_name: String,
    /// The record, headed by a comment that says what made it.
    pub yaml: String,
}

/// Makes fictional records, one at a time, in order.
pub fn generate(options: &Options) -> impl Iterator<Item = Sample> {
    let Options { count, seed, as_found } = *options;
    (1..=count).map(move |number| {
        let record = plan::record(seed, number);
        let mut value = print::to_value(&record);
        if as_found {
            as_found::roughen(&mut value, seed, number);
        }
        Sample {
            file_name: format!("sample-{number:06}.yaml"),
            yaml: print::to_yaml(value, seed, number),
        }
    })
}
