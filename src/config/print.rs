//! How the print room works: `print:` in `planpress.yaml`. Every key has a default.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Window;
use crate::plan::LanguageTag;

/// How mailpieces become print files.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Print {
    /// Envelope classes, the smallest first: a mailpiece goes into the first that holds its sheets.
    pub envelopes: Vec<Envelope>,
    /// Formats of postage, the cheapest first, each with the weight that it ends at.
    pub postage: Vec<Postage>,
    /// Copies that do not go by post and are printed all the same, in streams of their own.
    pub also: Vec<AlsoPrinted>,
    /// Window geometry by name, laid over the built-in profiles.
    pub windows: BTreeMap<String, Window>,
    /// Print on both sides of a sheet.
    pub duplex: bool,
    /// Weight of the paper in grams a square metre.
    #[schemars(range(min = 60, max = 160))]
    pub paper_gsm: u32,
    /// The most mailpieces in one print file.
    #[schemars(range(min = 1, max = 2000))]
    pub batch_mailpieces: usize,
    /// The most pages in one print file, blank backs among them.
    #[schemars(range(min = 10, max = 20000))]
    pub batch_pages: usize,
    /// A separator sheet before each mailpiece.
    pub separators: bool,
    /// The language of separators and batch covers: that of those who print.
    pub operator_language: LanguageTag,
    /// A stream of its own for each language.
    pub stream_by_language: bool,
    /// One envelope for all that one recipient has of their own in a run. Never by address.
    pub householding: bool,
    /// Per cent of a batch that may be printed again without being confirmed.
    #[schemars(range(min = 1, max = 100))]
    pub reprint_percent: u32,
}

/// One class of envelopes.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Envelope {
    /// The class's name, which begins the names of its streams: `dl`, `c5`, `c4`. Small letters and
    /// digits.
    pub name: String,
    /// The most sheets of A4 that it holds, the cover and enclosures among them; without, only the
    /// weight of its postage is a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_sheets: Option<usize>,
    /// The name of its window profile.
    pub window: String,
    /// Grams of the empty envelope.
    pub weight_g: f64,
    /// The cheapest format of postage that its size has: a name in `print.postage`. What is too
    /// heavy for that goes by the next.
    pub postage: String,
}

/// One format of postage.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
pub struct Postage {
    /// Its name, such as `letter`. Small letters, digits and low lines.
    pub name: String,
    /// The most grams of a mailpiece, its envelope among them.
    pub most_g: f64,
}

/// Copies that do not go by post and are printed all the same.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlsoPrinted {
    /// Copies that their readers collect.
    Collect,
    /// Copies that a worker hands over.
    Hand,
}

impl Print {
    /// The geometry of this name: the council's own before the built-in one.
    pub fn geometry(&self, name: &str) -> Option<Window> {
        self.windows.get(name).cloned().or_else(|| Window::built_in(name))
    }
}

impl Default for Print {
    fn default() -> Self {
        let envelope = |name: &str, most_sheets, weight_g, postage: &str| Envelope {
            name: name.into(),
            most_sheets,
            window: name.into(),
            weight_g,
            postage: postage.into(),
        };
        Self {
            envelopes: vec![
                envelope("dl", Some(5), 5.0, "letter"),
                envelope("c5", Some(10), 7.0, "letter"),
                envelope("c4", None, 18.0, "large_letter"),
            ],
            // General knowledge of the tariff, not confirmed from its source.
            postage: vec![
                Postage { name: "letter".into(), most_g: 100.0 },
                Postage { name: "large_letter".into(), most_g: 750.0 },
            ],
            also: vec![AlsoPrinted::Collect, AlsoPrinted::Hand],
            windows: BTreeMap::new(),
            duplex: true,
            paper_gsm: 80,
            batch_mailpieces: 250,
            batch_pages: 5_000,
            separators: false,
            operator_language: LanguageTag::en(),
            stream_by_language: false,
            householding: false,
            reprint_percent: 10,
        }
    }
}
