//! Looks at the laid-out pages before they are exported: the size of every letter, letters that no
//! font has, anything outside the page, how many pages there are.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

use super::Promise;
use crate::finding::Finding;

/// Points of rounding that no eye sees.
const TOLERANCE_PT: f64 = 0.01;

/// One run of text on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct TextBox {
    /// The page, from 1.
    pub page: usize,
    /// Points from the left edge of the page.
    pub x_pt: f64,
    /// Points from its upper edge, to the baseline.
    pub y_pt: f64,
    /// Width in points.
    pub width_pt: f64,
    /// The size of the type in points, as printed.
    pub size_pt: f64,
    /// The characters.
    pub text: String,
    /// The family of the font.
    pub font: String,
    /// The colour, in hexadecimal.
    pub colour: String,
    /// Letters that no font has.
    pub missing_glyphs: usize,
}

/// What was measured on the pages of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// The number of pages.
    pub pages: usize,
    /// Every run of text, page by page, in the order in which it was laid out.
    pub text: Vec<TextBox>,
    /// Width and height of the widest and highest page, in points.
    pub page_pt: (f64, f64),
}

impl Inspection {
    /// Measures a document.
    pub(super) fn of(document: &PagedDocument) -> Self {
        let mut text = Vec::new();
        let mut page_pt = (0.0_f64, 0.0_f64);
        for (index, page) in document.pages().iter().enumerate() {
            let size = page.frame.size();
            page_pt = (page_pt.0.max(size.x.to_pt()), page_pt.1.max(size.y.to_pt()));
            walk(&page.frame, Transform::identity(), index + 1, &mut text);
        }
        Self { pages: document.pages().len(), text, page_pt }
    }

    /// Points of the smallest text, where there is any.
    pub fn smallest_text_pt(&self) -> Option<f64> {
        self.text.iter().map(|text| text.size_pt).reduce(f64::min)
    }

    /// Where the pages break the promise. No text of the record is named.
    pub(super) fn findings(&self, promise: &Promise) -> Vec<Finding> {
        let mut findings = Vec::new();
        let small =
            self.text.iter().find(|text| text.size_pt + TOLERANCE_PT < promise.smallest_text_pt);
        if let Some(text) = small {
            findings.push(Finding::new(
                "FMT-02",
                format!(
                    "page {} has text of {:.1} pt, and {:.0} pt was promised",
                    text.page, text.size_pt, promise.smallest_text_pt
                ),
            ));
        }
        if let Some(text) = self.text.iter().find(|text| text.missing_glyphs > 0) {
            findings.push(Finding::new(
                "FMT-07",
                format!("page {} has a character that is in no font of this program", text.page),
            ));
        }
        let (width, height) = self.page_pt;
        let outside = |text: &&TextBox| {
            text.x_pt < -TOLERANCE_PT
                || text.y_pt < -TOLERANCE_PT
                || text.x_pt + text.width_pt > width + TOLERANCE_PT
                || text.y_pt > height + TOLERANCE_PT
        };
        if let Some(text) = self.text.iter().find(outside) {
            findings.push(Finding::new(
                "FMT-08",
                format!("page {} has text outside the page", text.page),
            ));
        }
        if self.pages > promise.most_pages {
            findings.push(Finding::new(
                "FMT-10",
                format!(
                    "the document has {} pages; more than {} is a mistake somewhere",
                    self.pages, promise.most_pages
                ),
            ));
        }
        if self.text.is_empty() {
            findings.push(Finding::new("FMT-06", "the document has no text"));
        }
        findings
    }
}

fn walk(frame: &Frame, transform: Transform, page: usize, text: &mut Vec<TextBox>) {
    for (point, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here.pre_concat(group.transform), page, text);
            }
            FrameItem::Text(item) => {
                let origin = Point::new(Abs::zero(), Abs::zero()).transform(here);
                // A scaled group prints its text at another size than the text says.
                let scale =
                    (here.sx.get() * here.sy.get() - here.kx.get() * here.ky.get()).abs().sqrt();
                let printed = item.text.chars().any(|c| !c.is_whitespace());
                if !printed {
                    continue;
                }
                text.push(TextBox {
                    page,
                    x_pt: origin.x.to_pt(),
                    y_pt: origin.y.to_pt(),
                    width_pt: item.width().to_pt() * here.sx.get().abs(),
                    size_pt: item.size.to_pt() * scale,
                    text: item.text.to_string(),
                    font: item.font.info().family.to_string(),
                    colour: colour(&item.fill),
                    missing_glyphs: item.glyphs.iter().filter(|glyph| glyph.id == 0).count(),
                });
            }
            _ => {}
        }
    }
}

fn colour(paint: &typst::visualize::Paint) -> String {
    match paint {
        typst::visualize::Paint::Solid(colour) => colour.to_hex().to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROMISE: Promise = Promise { smallest_text_pt: 14.0, most_pages: 40 };

    fn sound() -> Inspection {
        let text = TextBox {
            page: 1,
            x_pt: 50.0,
            y_pt: 100.0,
            width_pt: 200.0,
            size_pt: 14.0,
            text: "Your plan".into(),
            font: "Atkinson Hyperlegible Next".into(),
            colour: "#000000".into(),
            missing_glyphs: 0,
        };
        Inspection { pages: 2, text: vec![text], page_pt: (595.0, 842.0) }
    }

    #[test]
    fn each_broken_promise_is_found_alone() {
        type Change = fn(&mut Inspection);
        let changes: [(&[&str], Change); 7] = [
            (&[], |_| {}),
            (&["FMT-02"], |pages| pages.text[0].size_pt = 13.9),
            (&["FMT-06"], |pages| pages.text.clear()),
            (&["FMT-07"], |pages| pages.text[0].missing_glyphs = 1),
            (&["FMT-08"], |pages| pages.text[0].width_pt = 546.0),
            (&["FMT-08"], |pages| pages.text[0].y_pt = 843.0),
            (&["FMT-10"], |pages| pages.pages = 41),
        ];
        for (rules, change) in changes {
            let mut pages = sound();
            change(&mut pages);
            let found = pages.findings(&PROMISE);
            let found: Vec<&str> = found.iter().map(|finding| finding.rule.id).collect();
            assert_eq!(found, rules);
        }
    }
}
