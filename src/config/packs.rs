//! Where a council's packs have less than the default. A pack can be narrowed here, never widened:
//! widening needs a decision about a single item, with who, when and why.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::plan::Sensitivity;

/// What the council leaves out of its packs, by the pack's name, such as `provider_extract`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Packs(pub BTreeMap<String, PackRule>);

/// What the council leaves out of one pack.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct PackRule {
    /// Sections that it does not have, such as `direct_payments`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_sections: Vec<String>,
    /// Classes of information that it does not have, such as `health`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_sensitivities: Vec<Sensitivity>,
}
