//! One document under check: what was to be shown, and what came of it.

use planpress::disclose::Edition;
use planpress::merge::MergeData;
use planpress::render::{Inspection, Measures, Promise, Renderer, Request};
use planpress::template::{Format, Manifest};

use crate::tags::Tags;

/// A document with everything that a check may look at.
pub struct Subject {
    /// In which form it was to be.
    pub edition: Edition,
    /// What it was to show.
    pub data: MergeData,
    /// What stands on its laid-out pages.
    pub inspection: Inspection,
    /// What the program itself measured there.
    pub measures: Measures,
    /// The file.
    pub pdf: Vec<u8>,
    /// The file, taken apart by another reader.
    pub tags: Tags,
}

impl Subject {
    /// Renders merge data. A copy that the program would hold is made all the same: the checks are
    /// to see it.
    ///
    /// # Errors
    /// When the engine refuses it, or the program holds it for what no promise can turn off.
    pub fn render(
        renderer: &Renderer,
        manifest: &Manifest,
        edition: &Edition,
        data: &MergeData,
    ) -> Result<Self, String> {
        let Edition { layout, format, size_pt, .. } = *edition;
        let entry = manifest.entry(layout, format).ok_or("no template")?;
        let json = serde_json::to_vec(data).map_err(|error| error.to_string())?;
        let promise = Promise {
            smallest_text_pt: f64::from(size_pt),
            most_pages: 1_000,
            keeps_sentences: format == Format::EasyRead,
        };
        let reply = renderer.render(&Request {
            entry: &entry,
            data: &json,
            ident: "check",
            promise,
            photos: &[],
            first_page: None,
        });
        let held = || {
            let told = reply.findings.iter().map(|f| format!("{}: {}", f.rule.id, f.message));
            format!("held: {}", told.collect::<Vec<_>>().join("; "))
        };
        let document = reply.document.ok_or_else(held)?;
        Ok(Self {
            edition: edition.clone(),
            data: data.clone(),
            inspection: document.inspection,
            measures: document.measures,
            tags: Tags::of(&document.pdf),
            pdf: document.pdf,
        })
    }

    /// Whether it is easy read.
    pub fn is_easy(&self) -> bool {
        self.edition.format == Format::EasyRead
    }
}
