//! Looks at the laid-out pages before they are exported: every run of text with its place and look,
//! what is measured of them, and where they break what was promised.

mod capitals;
mod contrast;
mod frames;
mod lines;
mod measures;
mod promises;

use typst_layout::PagedDocument;

pub use lines::{Line, lines, pieces};
pub use measures::Measures;
pub(super) use promises::{broken, holds};

/// Points of rounding that no eye sees.
const TOLERANCE_PT: f64 = 0.01;

/// What the tags around a text say that it is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Role {
    /// Read with the rest.
    #[default]
    Body,
    /// The title or a heading.
    Heading,
    /// At the head of the page, not read aloud.
    Header,
    /// At its foot, not read aloud.
    Footer,
    /// Decoration, not read aloud.
    Silent,
}

impl Role {
    /// Whether a reader by ear hears it.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Body | Self::Heading)
    }
}

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
    /// Its contrast with what it stands on, as a ratio to 1.
    pub contrast: f64,
    /// Letters that no font has.
    pub missing_glyphs: usize,
    /// What it is.
    pub role: Role,
    /// The number of the paragraph, heading, cell or label that it is part of; 0 outside all.
    pub piece: usize,
    /// Slanted, by its font or by force.
    pub italic: bool,
    /// Underlined, and no link.
    pub underlined: bool,
    /// Ends in a hyphen that nobody wrote.
    pub hyphen_added: bool,
}

/// What stands on the pages of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// The number of pages.
    pub pages: usize,
    /// Every run of text, page by page, in the order in which it was laid out.
    pub text: Vec<TextBox>,
    /// Width and height of each page, in points.
    pub pages_pt: Vec<(f64, f64)>,
    /// The least contrast of a frame or rule with what it stands on.
    pub least_rule_contrast: Option<f64>,
}

impl Inspection {
    /// Takes a document's pages apart.
    pub(super) fn of(document: &PagedDocument) -> Self {
        frames::read(document)
    }

    /// Measures them. `data` is what the template read.
    pub fn measure(&self, data: &str) -> Measures {
        measures::measure(self, data)
    }

    /// Points of the smallest text, where there is any.
    pub fn smallest_text_pt(&self) -> Option<f64> {
        self.text.iter().map(|text| text.size_pt).reduce(f64::min)
    }
}
