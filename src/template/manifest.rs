//! The manifest `typst.toml`: which editions and languages there are. A new one is an entry here
//! and a file; it needs no Rust.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::files::Files;
use crate::finding::{Finding, Place};
use crate::plan::LanguageTag;

/// The manifest.
const FILE: &str = "typst.toml";

/// What kind of document.
#[derive(
    Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A care and support plan or a carer's support plan.
    Plan,
    /// What the person agreed to share.
    PublicSummary,
    /// A review or a confirmation.
    Review,
    /// A decision or a closure statement.
    Letter,
    /// What is in the envelope, and why.
    Cover,
    /// For those who print: on top of a batch, and before each mailpiece.
    Separator,
}

/// In which form.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Clear print.
    Standard,
    /// 16 points or more.
    LargePrint,
    /// Pictures and short sentences.
    EasyRead,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plan => "plan",
            Self::PublicSummary => "public_summary",
            Self::Review => "review",
            Self::Letter => "letter",
            Self::Cover => "cover",
            Self::Separator => "separator",
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Standard => "standard",
            Self::LargePrint => "large_print",
            Self::EasyRead => "easy_read",
        })
    }
}

/// The part of `typst.toml` that is ours.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// The languages that have a wording file.
    pub languages: Vec<LanguageTag>,
    /// The entry file of each layout and format, without folder and ending.
    pub editions: BTreeMap<Layout, BTreeMap<Format, String>>,
}

#[derive(Deserialize)]
struct File {
    tool: Tool,
}

#[derive(Deserialize)]
struct Tool {
    planpress: Manifest,
}

impl Manifest {
    pub(super) fn parse(files: &Files) -> Result<Self, Finding> {
        let text = files.text(FILE)?;
        toml::from_str::<File>(text).map(|file| file.tool.planpress).map_err(|error| {
            let mut finding = files.broken(FILE, &error.message().replace('\n', ", "));
            if let (Some(Place { line, .. }), Some(span)) = (&mut finding.place, error.span()) {
                let before = text.get(..span.start).unwrap_or_default();
                *line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
            }
            finding
        })
    }

    /// The path of the entry file for this layout and format, where there is one.
    pub fn entry(&self, layout: Layout, format: Format) -> Option<String> {
        let name = self.editions.get(&layout)?.get(&format)?;
        Some(format!("editions/{name}.typ"))
    }
}
