//! The words of single pages, for documents that are compared page by page: a print file has
//! thousands of pages, and only those of one document are in memory at once.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions, Object, ObjectId};

use super::content::Painter;
use super::{Budget, MOST_BYTES, MOST_OBJECT_BYTES, PdfError, failure};

/// The largest print file.
const MOST_FILE_BYTES: usize = 2 << 30;

/// A PDF whose pages are read one at a time.
pub(in crate::verify) struct Opened {
    pdf: Document,
    pages: Vec<ObjectId>,
}

impl Opened {
    /// Opens a PDF.
    pub(in crate::verify) fn read(bytes: &[u8]) -> Result<Self, PdfError> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(PdfError::TooLarge);
        }
        let mut options = LoadOptions::with_max_decompressed_size(MOST_OBJECT_BYTES);
        options.filter = Some(without_tags);
        // The library may fail on a file that nobody thought of: that file can't be read.
        let read = catch_unwind(AssertUnwindSafe(|| {
            Document::load_mem_with_options(bytes, options).map_err(|error| failure(&error))
        }));
        let pdf = read.unwrap_or(Err(PdfError::Broken))?;
        if pdf.is_encrypted() || pdf.was_encrypted() {
            return Err(PdfError::Encrypted);
        }
        let pages: Vec<ObjectId> = pdf.page_iter().collect();
        if pages.is_empty() {
            return Err(PdfError::Empty);
        }
        Ok(Self { pdf, pages })
    }

    /// All but its tags.
    pub(in crate::verify) fn pdf(&self) -> &Document {
        &self.pdf
    }

    /// How many pages it has.
    pub(in crate::verify) fn count(&self) -> usize {
        self.pages.len()
    }

    /// Reads pages.
    pub(in crate::verify) fn reader(&self) -> Reader<'_> {
        Reader { pdf: &self.pdf, painter: Painter::new(&self.pdf), pages: &self.pages }
    }
}

/// Reads the pages of a PDF, and remembers its fonts.
pub(in crate::verify) struct Reader<'a> {
    pdf: &'a Document,
    painter: Painter<'a>,
    pages: &'a [ObjectId],
}

/// What a page draws, and what it is read as.
#[derive(Debug, Eq, PartialEq)]
pub(in crate::verify) struct Words {
    drawn: String,
    read: String,
}

impl Words {
    /// Whether a text is drawn on the page, in one line or over several.
    pub(in crate::verify) fn draws(&self, text: &str) -> bool {
        let drawn: String = self.drawn.split_whitespace().collect();
        drawn.contains(text)
    }

    /// Whether a number and then how many there are of its kind stand on the page, such as `2 of 11`:
    /// no other number between the two, and neither part of a longer one.
    pub(in crate::verify) fn counts(&self, number: u32, all: usize) -> bool {
        let numbers = self.drawn.split(|c: char| !c.is_ascii_digit());
        let numbers: Vec<&str> = numbers.filter(|digits| !digits.is_empty()).collect();
        numbers.windows(2).any(|pair| pair == [number.to_string(), all.to_string()])
    }
}

impl Reader<'_> {
    /// Whether nothing is on a page, not even a line or a picture.
    pub(in crate::verify) fn is_empty(&self, place: usize) -> bool {
        let Some(page) = self.pages.get(place) else { return false };
        let has_notes = self.pdf.get_dictionary(*page).is_ok_and(|page| page.has(b"Annots"));
        !has_notes && self.pdf.get_page_contents(*page).is_empty()
    }

    /// The words of a page by its place, from 0; none where there is no such page or not all of it
    /// can be read.
    pub(in crate::verify) fn words(&mut self, place: usize) -> Option<Words> {
        let page = *self.pages.get(place)?;
        let mut budget = Budget { left: MOST_BYTES };
        let painter = &mut self.painter;
        let painted = catch_unwind(AssertUnwindSafe(|| painter.page(page, &mut budget)));
        let painted = painted.ok()?.ok().filter(|painted| painted.is_whole)?;
        Some(Words { drawn: painted.drawn.trim().to_owned(), read: painted.read.trim().to_owned() })
    }
}

/// Tags are most of a print file's objects, and no page is drawn by them.
fn without_tags(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Dictionary(one) if one.has_type(b"StructElem") => None,
        // The reader takes what is returned only for what was packed, which no stream is.
        Object::Stream(_) => Some((id, Object::Null)),
        other => Some((id, other.clone())),
    }
}
