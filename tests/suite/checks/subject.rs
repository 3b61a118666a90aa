//! One document under check: what was to be shown, and what came of it.

use planpress::disclose::Edition;
use planpress::finding::Finding;
use planpress::merge::MergeData;
use planpress::render::{FirstPage, Inspection, Measures, Promise, Renderer, Request};
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
    /// Renders merge data. Nothing is promised of its size: the checks are to see what is too small.
    ///
    /// # Errors
    /// What the engine refuses, or the program holds whatever was promised.
    pub fn render(
        renderer: &Renderer,
        manifest: &Manifest,
        edition: &Edition,
        data: &MergeData,
        first_page: Option<&FirstPage>,
    ) -> Result<Self, Vec<Finding>> {
        let entry = manifest.entry(edition.layout, edition.format).expect("a template");
        let json = serde_json::to_vec(data).expect("merge data is plain data");
        let promise = Promise { smallest_text_pt: 0.0, most_pages: 1_000, keeps_sentences: false };
        let reply = renderer.render(&Request {
            entry: &entry,
            data: &json,
            ident: "check",
            promise,
            photos: &[],
            first_page,
        });
        let document = reply.document.ok_or(reply.findings)?;
        Ok(Self {
            edition: edition.clone(),
            data: data.clone(),
            inspection: document.inspection,
            measures: document.measures,
            tags: Tags::of(&document.pdf),
            pdf: document.pdf,
        })
    }

    /// The same with another file in its place.
    pub fn with_file(&self, pdf: Vec<u8>) -> Self {
        Self {
            edition: self.edition.clone(),
            data: self.data.clone(),
            inspection: self.inspection.clone(),
            measures: self.measures.clone(),
            tags: Tags::of(&pdf),
            pdf,
        }
    }

    /// The same with other pages, measured anew.
    pub fn with_pages(&self, inspection: Inspection) -> Self {
        let json = serde_json::to_string(&self.data).expect("merge data is plain data");
        let measures = inspection.measure(&json);
        Self { inspection, measures, ..self.with_file(self.pdf.clone()) }
    }

    /// Whether it is easy read.
    pub fn is_easy(&self) -> bool {
        self.edition.format == Format::EasyRead
    }
}
