//! Turns merge data into a tagged PDF. The only room that names Typst.
//!
//! Rendering is a pure function from a [`Request`] to a [`Reply`]: it shares nothing with its caller
//! but read-only templates and fonts, so that a worker process can stand behind it the day a limit
//! on time or memory needs one.
//!
//! Never call it from `par_iter`: Typst waits for its own work by running *any* queued task on the
//! waiting thread, ours too, on top of its stack, until the stack overflows and the process aborts.
//! `par_bridge` carries a guard against that.

mod inspect;
mod world;
mod zones;

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use rayon::iter::{ParallelBridge, ParallelIterator};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst::visualize::Color;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::finding::Finding;
use crate::template::Templates;

pub use inspect::{Inspection, Line, Measures, Role, TextBox, lines, pieces};
pub use zones::{Broken, FirstPage, Purpose};

use world::{Shared, World};

/// Pixels a point of the pictures for a look.
const PREVIEW_PIXELS_PER_POINT: f64 = 1.5;

/// Looks at a copy for which what was worked out is kept.
const LOOKS_REMEMBERED: usize = 3;

/// Makes documents from templates and fonts that are loaded once.
pub struct Renderer {
    shared: Shared,
    standards: PdfStandards,
}

/// One document to make.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The entry file, such as `editions/full-plan.typ`.
    pub entry: &'a str,
    /// What it reads at `/merge.json`.
    pub data: &'a [u8],
    /// A name for this document that stays the same: becomes the PDF's `/ID`, hashed.
    pub ident: &'a str,
    /// What was promised of the page.
    pub promise: Promise,
    /// Pictures that this document alone has.
    pub photos: &'a [Photo],
    /// What the envelope asks of the first page, where the document is the letter in its window.
    pub first_page: Option<&'a FirstPage>,
}

/// A picture of one document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Photo {
    /// Where the data says that it is, such as `/photos/1.jpg`.
    pub path: String,
    /// Its bytes.
    pub jpeg: Vec<u8>,
}

/// What was promised of the page.
#[derive(Clone, Copy, Debug)]
pub struct Promise {
    /// Points: no text may be smaller, page numbers, tables and captions included (UKAAF G003).
    pub smallest_text_pt: f64,
    /// More pages than this are a mistake of the record or the template, and would stop the
    /// printer.
    pub most_pages: usize,
    /// No paragraph is divided between two pages: easy read.
    pub keeps_sentences: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Reply {
    /// The document, when nothing holds it.
    pub document: Option<RenderedDocument>,
    /// Why there is none, or what should be looked at.
    pub findings: Vec<Finding>,
}

/// One finished document.
#[derive(Debug)]
pub struct RenderedDocument {
    /// PDF/UA-1 and PDF/A-2a.
    pub pdf: Vec<u8>,
    /// What stands on the laid-out pages.
    pub inspection: Inspection,
    /// What was measured on them.
    pub measures: Measures,
}

/// A document for a look.
#[derive(Debug)]
pub struct Preview {
    /// Its pages as PNG pictures.
    pub pictures: Vec<Vec<u8>>,
    /// What its pages break: some of it would hold the document.
    pub findings: Vec<Finding>,
}

impl Renderer {
    /// A renderer with these templates and their fonts, and no font of the host.
    ///
    /// # Errors
    /// When no font can be read, or this build can't make the two standards together.
    pub fn new(templates: &Templates) -> Result<Self, Finding> {
        let shared = Shared::new(templates);
        if !shared.has_fonts() {
            return Err(Finding::new("RUN-01", "no font can be read"));
        }
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| Finding::new("RUN-01", error.message().to_string()))?;
        Ok(Self { shared, standards })
    }

    /// Makes one document: lays it out, inspects the pages, exports them. A panic or a template's
    /// error spoils this document only.
    pub fn render(&self, request: &Request<'_>) -> Reply {
        let made = catch_unwind(AssertUnwindSafe(|| self.make(request)));
        // On failure too: what a failed document leaves in the cache is never used again.
        forget();
        made.unwrap_or_else(|_| {
            Reply::failed(Finding::new("RUN-01", "the engine failed on this document"))
        })
    }

    /// The pages as pictures, for a look, whatever they break, with what they break.
    ///
    /// # Errors
    /// When the template fails, or a page can't be drawn.
    pub fn preview(&self, request: &Request<'_>) -> Result<Preview, Vec<Finding>> {
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            let document = self.lay_out(request)?;
            let judged = Judged::of(&document, request);
            let draw = |(number, page): (usize, &Page)| {
                let failed = || vec![Finding::new("RUN-01", "a page can't be drawn")];
                Ok((number, picture(page).ok_or_else(failed)?))
            };
            let pages = document.pages().iter().enumerate().par_bridge();
            let mut drawn = pages.map(draw).collect::<Result<Vec<_>, Vec<Finding>>>()?;
            drawn.sort_unstable_by_key(|(number, _)| *number);
            let pictures = drawn.into_iter().map(|(_, picture)| picture).collect();
            Ok(Preview { pictures, findings: judged.findings })
        }));
        // The next look is likely at the same copy: what did not change is not worked out again.
        comemo::evict(LOOKS_REMEMBERED);
        drawn.unwrap_or_else(|_| {
            Err(vec![Finding::new("RUN-01", "the engine failed on this document")])
        })
    }

    /// Everything that breaks a zone of the pages, without making a PDF.
    ///
    /// # Errors
    /// When the template fails.
    pub fn broken_zones(&self, request: &Request<'_>) -> Result<Vec<Broken>, Vec<Finding>> {
        let laid_out = catch_unwind(AssertUnwindSafe(|| {
            let document = self.lay_out(request)?;
            Ok(zones::broken(&zones::printed(&document), request.first_page))
        }));
        forget();
        laid_out.unwrap_or_else(|_| {
            Err(vec![Finding::new("RUN-01", "the engine failed on this document")])
        })
    }

    fn make(&self, request: &Request<'_>) -> Reply {
        let document = match self.lay_out(request) {
            Ok(document) => document,
            Err(findings) => return Reply { document: None, findings },
        };
        let Judged { inspection, measures, findings } = Judged::of(&document, request);
        if findings.iter().any(inspect::holds) {
            return Reply { document: None, findings };
        }
        let options = PdfOptions {
            ident: Smart::Custom(request.ident.to_owned()),
            standards: self.standards.clone(),
            creator: Smart::Custom(Some(format!("planpress {}", env!("CARGO_PKG_VERSION")))),
            ..PdfOptions::default()
        };
        match typst_pdf::pdf(&document, &options) {
            Ok(pdf) if pages_in(&pdf) != Some(inspection.pages) => Reply::failed(Finding::new(
                "FMT-06",
                "the PDF has not as many pages as were laid out",
            )),
            Ok(pdf) => {
                let document = RenderedDocument { pdf, inspection, measures };
                Reply { document: Some(document), findings }
            }
            Err(errors) => {
                let findings = errors.iter().map(export_finding).collect();
                Reply { document: None, findings }
            }
        }
    }

    fn lay_out(&self, request: &Request<'_>) -> Result<PagedDocument, Vec<Finding>> {
        let world = World::new(&self.shared, request)
            .map_err(|message| vec![Finding::new("RUN-01", message)])?;
        let Warned { output, warnings: _ } = typst::compile::<PagedDocument>(&world);
        output.map_err(|errors| {
            errors.iter().map(|error| template_finding(&world, error)).collect::<Vec<_>>()
        })
    }
}

/// The laid-out pages, looked over.
struct Judged {
    inspection: Inspection,
    measures: Measures,
    /// Every promise that they break.
    findings: Vec<Finding>,
}

impl Judged {
    fn of(document: &PagedDocument, request: &Request<'_>) -> Self {
        let inspection = Inspection::of(document);
        // The address in an envelope's window keeps a rule of its own, and not those of the text.
        let beside = request.first_page.map(|first| zones::without_address(&inspection, first));
        let judged = beside.as_ref().unwrap_or(&inspection);
        let measures = judged.measure(&String::from_utf8_lossy(request.data));
        let mut findings = inspect::broken(judged, &measures, &request.promise);
        findings.extend(zones::findings(&zones::printed(document), request.first_page));
        Self { inspection, measures, findings }
    }
}

impl Reply {
    fn failed(finding: Finding) -> Self {
        Self { document: None, findings: vec![finding] }
    }
}

/// A page as a PNG picture.
#[comemo::memoize]
fn picture(page: &Page) -> Option<Vec<u8>> {
    // Paper is white: a picture without a ground is black on black in a dark viewer.
    let ground = page.fill_or_white().unwrap_or_else(|| Color::WHITE.into());
    let page = Page { fill: Smart::Custom(Some(ground)), ..page.clone() };
    let options = typst_render::RenderOptions {
        pixel_per_pt: PREVIEW_PIXELS_PER_POINT.into(),
        ..Default::default()
    };
    let drawn = typst_render::render(&page, &options);
    let (width, height) = (drawn.width(), drawn.height());
    let mut png = Vec::new();
    // Type on paper packs a little smaller without filters, and in a third of the time.
    let (pack, filter) = (CompressionType::Level(3), FilterType::NoFilter);
    let encoder = PngEncoder::new_with_quality(&mut png, pack, filter);
    let pixels = drawn.take_demultiplied();
    encoder.write_image(&pixels, width, height, ExtendedColorType::Rgba8).ok()?;
    Some(png)
}

/// The pages that the file itself counts, read from the root of its page tree, which stands
/// unpacked near its beginning.
fn pages_in(pdf: &[u8]) -> Option<usize> {
    const ROOT: &[u8] = b"/Type/Pages/Count ";
    let at = pdf.windows(ROOT.len()).position(|part| part == ROOT)? + ROOT.len();
    let digits = pdf[at..].iter().take_while(|byte| byte.is_ascii_digit());
    std::str::from_utf8(&pdf[at..at + digits.count()]).ok()?.parse().ok()
}

/// Typst remembers what it worked out; without this, memory grows by megabytes a document. What the
/// documents share (templates, fonts) is kept elsewhere.
fn forget() {
    comemo::evict(0);
}

/// A mistake in a template, at its line.
fn template_finding(world: &World<'_>, error: &SourceDiagnostic) -> Finding {
    let mut finding = Finding::new("TPL-03", unquoted(&error.message));
    finding.help = error.hints.first().map(|hint| unquoted(&hint.v));
    if let Some((place, snippet)) = world.place(error.span) {
        (finding.place, finding.snippet) = (Some(place), Some(snippet));
    }
    finding
}

/// What PDF/UA-1 or PDF/A-2a refuses. A missing glyph is the one that a record causes.
fn export_finding(error: &SourceDiagnostic) -> Finding {
    let message = error.message.as_str();
    if message.contains("glyph") || message.contains("font") || message.contains("display") {
        Finding::new("FMT-07", "a character of the text is in no font that this program has")
    } else {
        Finding::new("FMT-06", format!("the page is not accessible: {}", unquoted(message)))
    }
}

/// The engine's message without what it quotes: that may be a person's words, and findings go to
/// logs and reports.
fn unquoted(message: &str) -> String {
    let mut quoted = false;
    let mut kept = String::with_capacity(message.len());
    for character in message.chars() {
        if character == '"' {
            kept.push_str(if quoted { "…\"" } else { "\"" });
            quoted = !quoted;
        } else if !quoted {
            kept.push(character);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{pages_in, unquoted};

    #[test]
    fn the_files_own_count_is_read() {
        assert_eq!(pages_in(b"%PDF-1.7 1 0 obj <</Type/Pages/Count 20/Kids[2 0 R]>>"), Some(20));
        assert_eq!(pages_in(b"%PDF-1.7 no tree"), None);
    }

    #[test]
    fn what_the_engine_quotes_is_left_out() {
        assert_eq!(unquoted(r#"unknown key "Mary" in "x" here"#), r#"unknown key "…" in "…" here"#);
        assert_eq!(unquoted("no quotes"), "no quotes");
        assert!(!unquoted(r#"cut off "Mary Jones"#).contains("Mary"));
    }
}
