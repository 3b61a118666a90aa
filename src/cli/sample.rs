//! `planpress sample`: fictional records.

use std::path::PathBuf;

use clap::Args;

use super::{DONE, FAILED, talk};
use crate::batch::write_whole;
use crate::sample::{Options, generate};

/// Make realistic fictional records, for trying out and for benchmarks.
///
/// The same seed gives the same bytes.
///
/// Example: planpress sample --count 100 --seed 1 --out bulk
#[derive(Args, Debug)]
pub(super) struct Sample {
    /// How many.
    #[arg(long)]
    count: u32,
    /// Where the dice start.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// As untidy as life: half the optional fields empty, jargon, money pending.
    #[arg(long)]
    as_found: bool,
    /// The folder for the records.
    #[arg(long, short)]
    out: PathBuf,
}

/// The configuration that goes with the records: their postcodes are of the reserved area ZZ.
const CONFIGURATION: &str = "planpress.yaml";
const SETTINGS: &str =
    "# For fictional records: their postcodes are of an area that does not exist.
run: {accept_test_postcodes: true}
";

impl Sample {
    pub(super) fn execute(self) -> u8 {
        let Self { count, seed, as_found, out } = self;
        let options = Options { count, seed, as_found };
        let files = generate(&options).map(|sample| (sample.file_name, sample.yaml));
        for (name, text) in files.chain([(CONFIGURATION.to_owned(), SETTINGS.to_owned())]) {
            let path = out.join(name);
            if let Err(error) = write_whole(&path, text.as_bytes()) {
                talk::error(&format!("can't write {}: {error}", path.display()));
                return FAILED;
            }
        }
        talk::say(&format!("{count} fictional records in {}", out.display()));
        DONE
    }
}
