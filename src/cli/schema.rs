//! `planpress schema`: what a record or the configuration may hold.

use clap::{Args, ValueEnum};

use super::{DONE, talk};
use crate::config::{Config, Decisions};
use crate::plan::Record;
use crate::source::json_schema;

/// Print the JSON Schema of a record, of planpress.yaml or of decisions.yaml, for editors and for
/// suppliers.
///
/// Example: planpress schema record > record.schema.json
#[derive(Args, Debug)]
pub(super) struct Schema {
    /// Of what.
    #[arg(value_enum, default_value_t = Of::Record)]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    Record,
    Config,
    Decisions,
}

impl Schema {
    pub(super) fn execute(self) -> u8 {
        let schema = match self.of {
            Of::Record => json_schema::<Record>(),
            Of::Config => json_schema::<Config>(),
            Of::Decisions => json_schema::<Decisions>(),
        };
        talk::say(&serde_json::to_string_pretty(&schema).unwrap_or_default());
        DONE
    }
}
