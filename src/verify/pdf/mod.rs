//! Everything in a PDF that can carry words, each piece with where it is, read by a library that did
//! not write the file. What can't be read is told, never passed over. A hostile file ends in an
//! error: what may be unpacked is limited.

mod content;
mod fonts;
mod objects;
mod pages;

use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{DecompressError, Document, Error, LoadOptions, Object, ObjectId, Stream};

use content::Painter;
use objects::text_of;
pub(super) use pages::{Opened, Reader, Words};

/// The largest file.
const MOST_FILE_BYTES: usize = 64 << 20;

/// The most bytes of one stream of objects, unpacked. In memory objects take fifty times as much.
const MOST_OBJECT_BYTES: usize = 4 << 20;

/// The most bytes of one stream, unpacked.
const MOST_STREAM_BYTES: usize = 32 << 20;

/// The most bytes of all streams, unpacked.
const MOST_BYTES: usize = 256 << 20;

/// A PDF, as far as words go.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pdf {
    /// Every piece of text. A page has two where it is drawn in other words than it is read.
    pub pieces: Vec<Piece>,
    /// Its pages.
    pub pages: usize,
    /// It is tagged: marked so, and with a tree.
    pub tagged: bool,
    /// The title in the document information.
    pub title: String,
    /// The document's language, such as `en-GB`.
    pub language: String,
    /// The part of PDF/UA that it says it keeps: `1`.
    pub ua: Option<String>,
    /// The part and the level of PDF/A that it says it keeps: `2a`.
    pub archive: Option<String>,
    /// Files in it.
    pub attachments: usize,
    /// How often it was written: more than once where something was added afterwards.
    pub revisions: usize,
    /// Places with text that can't be read.
    pub unread: Vec<Place>,
}

/// One piece of text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Piece {
    /// Where it is.
    pub place: Place,
    /// What it says. Words may be broken over lines; runs of type are parted by line ends.
    pub text: String,
}

/// A place of a PDF.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Place {
    /// The text of a page, counted from 1.
    Page(usize),
    /// The bookmarks.
    Bookmarks,
    /// What is said instead of pictures and signs.
    Alternatives,
    /// The document information.
    Information,
    /// The XMP metadata.
    Metadata,
    /// The labels of pages.
    PageLabels,
    /// Annotations and links.
    Annotations,
    /// Files in the file.
    Attachments,
    /// Content that is on no page.
    Unused,
    /// Any other string or name.
    Objects,
    /// The bytes of the file as they stand.
    Bytes,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Page(number) => return write!(f, "page {number}"),
            Self::Bookmarks => "the bookmarks",
            Self::Alternatives => "the alternative texts",
            Self::Information => "the document information",
            Self::Metadata => "the XMP metadata",
            Self::PageLabels => "the page labels",
            Self::Annotations => "the annotations",
            Self::Attachments => "the attachments",
            Self::Unused => "content that is on no page",
            Self::Objects => "the objects",
            Self::Bytes => "the bytes",
        })
    }
}

/// Why a PDF can't be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PdfError {
    /// Not a PDF, or a broken one.
    #[error("it is no PDF, or a broken one")]
    Broken,
    /// It has no page.
    #[error("it has no page")]
    Empty,
    /// It needs a password.
    #[error("it is encrypted")]
    Encrypted,
    /// It is larger than any copy, or grows too large when it is unpacked.
    #[error("it is too large")]
    TooLarge,
}

impl Pdf {
    /// Takes a PDF apart.
    ///
    /// # Errors
    /// When it can't be read at all, is encrypted or too large.
    pub fn read(bytes: &[u8]) -> Result<Self, PdfError> {
        // The library may fail on a file that nobody thought of: that file can't be read.
        let read = catch_unwind(AssertUnwindSafe(|| Self::take_apart(bytes)));
        read.unwrap_or(Err(PdfError::Broken))
    }

    fn take_apart(bytes: &[u8]) -> Result<Self, PdfError> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(PdfError::TooLarge);
        }
        let options = LoadOptions::with_max_decompressed_size(MOST_OBJECT_BYTES);
        let pdf =
            Document::load_mem_with_options(bytes, options).map_err(|error| failure(&error))?;
        if pdf.is_encrypted() || pdf.was_encrypted() {
            return Err(PdfError::Encrypted);
        }
        let mut found = Self { revisions: count(bytes, b"startxref"), ..Self::default() };
        let mut budget = Budget { left: MOST_BYTES };
        let mut painter = Painter::new(&pdf);
        for (index, page) in pdf.page_iter().enumerate() {
            found.pages = index + 1;
            let painted = painter.page(page, &mut budget)?;
            found.add_painted(Place::Page(index + 1), painted);
        }
        if found.pages == 0 {
            return Err(PdfError::Empty);
        }
        found.add_head(&pdf);
        objects::scan(&pdf, &mut painter, &mut budget, &mut found)?;
        found.add(Place::Bytes, String::from_utf8_lossy(bytes).into_owned());
        found.unread.sort_unstable();
        found.unread.dedup();
        Ok(found)
    }

    fn add(&mut self, place: Place, text: String) {
        if !text.trim().is_empty() {
            self.pieces.push(Piece { place, text });
        }
    }

    fn add_painted(&mut self, place: Place, painted: content::Painted) {
        let content::Painted { drawn, read, alternatives, is_whole } = painted;
        if read != drawn {
            self.add(place, read);
        }
        self.add(place, drawn);
        self.add(Place::Alternatives, alternatives);
        if !is_whole {
            self.unread.push(place);
        }
    }

    fn add_head(&mut self, pdf: &Document) {
        let Ok(catalog) = pdf.catalog() else { return };
        let marks = catalog.get_deref(b"MarkInfo", pdf).and_then(Object::as_dict);
        let marked = marks.and_then(|marks| marks.get_deref(b"Marked", pdf));
        let tree = catalog.get_deref(b"StructTreeRoot", pdf).and_then(Object::as_dict);
        self.tagged = marked.and_then(Object::as_bool).unwrap_or_default()
            && tree.is_ok_and(|tree| tree.has(b"K"));
        self.language = catalog.get_deref(b"Lang", pdf).map(text_of).unwrap_or_default();
        let information = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict);
        let title = information.and_then(|information| information.get_deref(b"Title", pdf));
        self.title = title.map(text_of).unwrap_or_default();
    }
}

fn failure(error: &Error) -> PdfError {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => PdfError::TooLarge,
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => {
            PdfError::Encrypted
        }
        _ => PdfError::Broken,
    }
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|part| *part == word).count()
}

/// What may still be unpacked of one file.
struct Budget {
    left: usize,
}

impl Budget {
    /// The bytes of a stream; none where its filters are not known or it is broken.
    fn unpack(&mut self, stream: &Stream) -> Result<Option<Vec<u8>>, PdfError> {
        self.unpack_at_most(stream, MOST_STREAM_BYTES)
    }

    fn unpack_at_most(
        &mut self,
        stream: &Stream,
        most: usize,
    ) -> Result<Option<Vec<u8>>, PdfError> {
        match stream.get_plain_content_with_limit(most.min(self.left)) {
            Ok(bytes) => {
                self.left -= bytes.len();
                Ok(Some(bytes))
            }
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                Err(PdfError::TooLarge)
            }
            Err(_) => Ok(None),
        }
    }
}

/// A cache of something that belongs to an object.
type ByObject<T> = BTreeMap<ObjectId, T>;

#[cfg(test)]
mod tests;
