//! The council's configuration, `planpress.yaml`: pure data, every key with a default.

use std::path::PathBuf;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::Council;

/// The whole configuration.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Config {
    /// The council that signs every document, unless a record names its own.
    pub council: Council,
    /// What holds for one run.
    pub run: Run,
    /// What the council decided.
    pub policy: Policy,
    /// A folder laid over the built-in templates, wording and pictures, file by file. Relative to
    /// the configuration file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub templates: Option<PathBuf>,
    /// A folder of fonts beside the built-in ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fonts: Option<PathBuf>,
}

/// What holds for one run.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Run {
    /// The run's date, against which consents and reviews are judged. Never printed on a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Accept the reserved postcode area ZZ, which no real validator does.
    pub accept_test_postcodes: bool,
}

/// What the council decided.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Policy {
    /// Points of clear print. UKAAF G003: 12 at least, ideally 14.
    #[schemars(range(min = 12, max = 15))]
    pub standard_point_size: u32,
    /// Points of large print where a record asks for it without a size. UKAAF G003: 16 at least,
    /// ideally 18.
    #[schemars(range(min = 16, max = 28))]
    pub large_print_point_size: u32,
    /// Points of easy read. Easy-read guidance: 14 to 16 at least.
    #[schemars(range(min = 16, max = 28))]
    pub easy_read_point_size: u32,
}

impl Default for Policy {
    fn default() -> Self {
        Self { standard_point_size: 14, large_print_point_size: 18, easy_read_point_size: 17 }
    }
}
