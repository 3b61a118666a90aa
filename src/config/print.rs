//! How the print room works: `print:` in `planpress.yaml`. Every key has a default.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Window;

/// How mailpieces become print files.
#[derive(Clone, Debug, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(default)]
pub struct Print {
    /// Envelope classes, the smallest first: a mailpiece goes into the first that holds its sheets.
    pub envelopes: Vec<Envelope>,
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
    /// The class's name, which begins the names of its streams: `dl`, `c5`, `c4`.
    pub name: String,
    /// The most sheets of A4 that it holds, the cover and enclosures among them; no limit without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_sheets: Option<usize>,
    /// The name of its window profile.
    pub window: String,
    /// Grams of the empty envelope.
    pub weight_g: f64,
    /// The postage format: `letter`, `large_letter`, `parcel`.
    pub postage: String,
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
            windows: BTreeMap::new(),
            duplex: true,
            paper_gsm: 80,
            batch_mailpieces: 250,
            batch_pages: 5_000,
            separators: false,
            stream_by_language: false,
            householding: false,
            reprint_percent: 10,
        }
    }
}
