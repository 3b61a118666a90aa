//! A finished document as it comes in: read, and refused where a print file could not hold it as it
//! is. Nothing of it is changed but what its pages inherit.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId};
use regex::Regex;

use super::content::is_closed;
use super::structure::{Structure, pairs};
use super::{Chapter, SpoolError};
use crate::print::mark::page_height_pt;

/// The largest file.
const MOST_FILE_BYTES: usize = 64 << 20;

/// The most bytes of one stream of objects, unpacked. In memory objects take fifty times as much.
const MOST_OBJECT_BYTES: usize = 4 << 20;

/// The most bytes of a page's content, unpacked.
const MOST_CONTENT_BYTES: usize = 8 << 20;

/// The most bytes of a document's metadata.
const MOST_METADATA_BYTES: usize = 1 << 20;

/// A4 upright, in points, and how far a page may be from it: half a millimetre.
const A4_PT: [f32; 2] = [595.2756, 841.8898];
const TOLERANCE_PT: f32 = 1.42;

/// What a catalog may have. Forms, layers, scripts and the like would have to be united.
const CATALOG: [&[u8]; 15] = [
    b"Type",
    b"Version",
    b"Pages",
    b"Lang",
    b"MarkInfo",
    b"Metadata",
    b"Outlines",
    b"OutputIntents",
    b"PageLabels",
    b"PageMode",
    b"PageLayout",
    b"StructTreeRoot",
    b"ViewerPreferences",
    b"Names",
    b"Dests",
];

/// What a page may have.
const PAGE: [&[u8]; 13] = [
    b"Type",
    b"Parent",
    b"MediaBox",
    b"CropBox",
    b"BleedBox",
    b"TrimBox",
    b"ArtBox",
    b"Contents",
    b"Resources",
    b"StructParents",
    b"Tabs",
    b"Annots",
    b"Group",
];

/// What a page has from the nodes above it where it has none of its own.
const INHERITED: [&[u8]; 4] = [b"MediaBox", b"CropBox", b"Resources", b"Rotate"];

/// How deep the nodes of a tree of pages may stand.
const DEEPEST_NODE: usize = 32;

/// What the metadata says of standards: as an element or as an attribute.
static STANDARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\b(pdfuaid:part|pdfaid:part|pdfaid:conformance)\s*(?:>|=\s*["'])\s*(\w+)"#).ok()
});

/// A document that can be part of a print file.
pub(super) struct Incoming {
    pub(super) pdf: Document,
    pub(super) pages: Vec<ObjectId>,
    /// The language of its catalog, such as `cy-GB`.
    pub(super) language: Vec<u8>,
    pub(super) structure: Structure,
    /// It says that it is PDF/A-2a.
    pub(super) is_archive: bool,
    /// Where its named destinations lead.
    pub(super) destinations: BTreeMap<Vec<u8>, Object>,
}

impl Incoming {
    /// Reads a document.
    ///
    /// # Errors
    /// When it can't be read, or is not such as planpress makes.
    pub(super) fn read(bytes: &[u8], chapter: &Chapter) -> Result<Self, SpoolError> {
        if bytes.len() > MOST_FILE_BYTES {
            return Err(SpoolError::TooLarge);
        }
        let options = LoadOptions::with_max_decompressed_size(MOST_OBJECT_BYTES);
        let mut pdf =
            Document::load_mem_with_options(bytes, options).map_err(|error| failure(&error))?;
        if pdf.is_encrypted() || pdf.was_encrypted() {
            return Err(SpoolError::Encrypted);
        }
        let catalog = pdf.catalog().map_err(|_| SpoolError::Broken)?.clone();
        allow(&catalog, &CATALOG).map_err(SpoolError::Carries)?;
        let structure = Structure::of(&pdf)?;
        let language = language(&pdf, &catalog, chapter)?;
        let (is_accessible, is_archive) = standards(&pdf, &catalog);
        if !is_accessible {
            return Err(SpoolError::NotAccessible);
        }
        let destinations = destinations(&pdf, &catalog)?;
        let pages: Vec<ObjectId> = pdf.page_iter().collect();
        if pages.is_empty() {
            return Err(SpoolError::Empty);
        }
        if pages.iter().collect::<BTreeSet<_>>().len() != pages.len() {
            return Err(SpoolError::Broken);
        }
        inherit(&mut pdf, &pages)?;
        let document = Self { pdf, pages, language, structure, is_archive, destinations };
        for (index, page) in document.pages.iter().enumerate() {
            document.check_page(*page, index + 1)?;
        }
        Ok(document)
    }

    /// Whether a page is one that planpress makes: A4, upright, at the origin, its tags in the tree.
    fn check_page(&self, id: ObjectId, number: usize) -> Result<(), SpoolError> {
        let page = self.pdf.get_dictionary(id).map_err(|_| SpoolError::Broken)?;
        allow(page, &PAGE).map_err(|key| SpoolError::PageCarries { page: number, key })?;
        let size = [page_width_pt(&self.pdf, page), page_height_pt(&self.pdf, page)];
        let fits = |(size, wanted): (Option<f32>, f32)| {
            size.is_some_and(|size| (size - wanted).abs() <= TOLERANCE_PT)
        };
        let crop = page.get_deref(b"CropBox", &self.pdf).ok();
        let is_whole = crop.is_none_or(|crop| {
            page.get_deref(b"MediaBox", &self.pdf).is_ok_and(|whole| whole == crop)
        });
        if !size.into_iter().zip(A4_PT).all(fits) || !is_whole {
            return Err(SpoolError::Paper { page: number });
        }
        // A page that has artifacts only has no key.
        if let Ok(key) = page.get(b"StructParents") {
            let is_known = key.as_i64().is_ok_and(|key| self.structure.parents.contains_key(&key));
            if !is_known {
                return Err(SpoolError::Untagged { page: number });
            }
        }
        Ok(())
    }

    /// Whether nothing that a page draws can change what is drawn after it.
    ///
    /// # Errors
    /// When it could, or the content can't be read.
    pub(super) fn check_content(&self, page: usize) -> Result<(), SpoolError> {
        let refusal = SpoolError::Content { page: page + 1 };
        let mut content = Vec::new();
        for id in self.pdf.get_page_contents(self.pages[page]) {
            let stream = self.pdf.get_object(id).and_then(Object::as_stream);
            let left = MOST_CONTENT_BYTES.saturating_sub(content.len());
            let part = stream.and_then(|stream| stream.get_plain_content_with_limit(left));
            let Ok(part) = part else { return Err(refusal) };
            content.extend(part);
            content.push(b'\n');
        }
        if is_closed(&content) { Ok(()) } else { Err(refusal) }
    }

    /// The profile of colour that the document was made for.
    pub(super) fn output_intents(&self) -> Option<&Object> {
        self.pdf.catalog().ok()?.get(b"OutputIntents").ok()
    }
}

fn failure(error: &Error) -> SpoolError {
    match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => SpoolError::TooLarge,
        Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_) => {
            SpoolError::Encrypted
        }
        _ => SpoolError::Broken,
    }
}

/// The first key of a dictionary that is not allowed, as an error.
fn allow(dictionary: &Dictionary, allowed: &[&[u8]]) -> Result<(), String> {
    match dictionary.iter().find(|(key, _)| !allowed.contains(&key.as_slice())) {
        Some((key, _)) => Err(String::from_utf8_lossy(key).into_owned()),
        None => Ok(()),
    }
}

/// The document's language, which must be the one that it is said to be in.
fn language(
    pdf: &Document,
    catalog: &Dictionary,
    chapter: &Chapter,
) -> Result<Vec<u8>, SpoolError> {
    let language = catalog.get_deref(b"Lang", pdf).and_then(Object::as_str);
    let language = language.map_err(|_| SpoolError::Tags("it says no language"))?;
    let main = |tag: &[u8]| {
        tag.split(|byte| *byte == b'-').next().unwrap_or_default().to_ascii_lowercase()
    };
    if main(language) != main(chapter.language.as_bytes()) {
        return Err(SpoolError::Language);
    }
    Ok(language.to_vec())
}

/// Whether the metadata says that the document is PDF/UA-1, and PDF/A-2a.
fn standards(pdf: &Document, catalog: &Dictionary) -> (bool, bool) {
    let metadata = catalog.get_deref(b"Metadata", pdf).and_then(Object::as_stream);
    let metadata =
        metadata.and_then(|metadata| metadata.get_plain_content_with_limit(MOST_METADATA_BYTES));
    let metadata = metadata.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let (Ok(metadata), Some(standard)) = (metadata, STANDARD.as_ref()) else {
        return (false, false);
    };
    let says = |key: &str, value: &str| {
        standard
            .captures_iter(&metadata)
            .any(|found| &found[1] == key && found[2].eq_ignore_ascii_case(value))
    };
    let is_archive = says("pdfaid:part", "2") && says("pdfaid:conformance", "a");
    (says("pdfuaid:part", "1"), is_archive)
}

/// Where the names of the document's places lead. In a print file each link says so itself, so that
/// two documents can't have one name.
fn destinations(
    pdf: &Document,
    catalog: &Dictionary,
) -> Result<BTreeMap<Vec<u8>, Object>, SpoolError> {
    let mut all: Vec<(Vec<u8>, Object)> = Vec::new();
    if let Ok(old) = catalog.get_deref(b"Dests", pdf).and_then(Object::as_dict) {
        all.extend(old.iter().map(|(name, place)| (name.clone(), place.clone())));
    }
    if let Ok(names) = catalog.get_deref(b"Names", pdf).and_then(Object::as_dict) {
        allow(names, &[b"Dests"]).map_err(SpoolError::Carries)?;
        for (name, place) in pairs(pdf, names, b"Dests", b"Names")? {
            all.push((name.as_str().unwrap_or_default().to_vec(), place));
        }
    }
    let explicit = all.into_iter().map(|(name, place)| {
        let place = pdf.dereference(&place).map_or(Object::Null, |(_, place)| match place {
            Object::Dictionary(place) => place.get(b"D").cloned().unwrap_or(Object::Null),
            other => other.clone(),
        });
        (name, place)
    });
    Ok(explicit.collect())
}

/// Gives each page what it has from the nodes above it, and takes the way up from it.
fn inherit(pdf: &mut Document, pages: &[ObjectId]) -> Result<(), SpoolError> {
    for id in pages {
        let page = pdf.get_dictionary(*id).map_err(|_| SpoolError::Broken)?;
        let mut found: Vec<(&[u8], Object)> = Vec::new();
        let mut above = page.get(b"Parent").and_then(Object::as_reference).ok();
        for _ in 0..DEEPEST_NODE {
            let Some(node) = above.and_then(|id| pdf.get_dictionary(id).ok()) else { break };
            for key in INHERITED {
                let is_known = page.has(key) || found.iter().any(|(known, _)| *known == key);
                if let (false, Ok(value)) = (is_known, node.get(key)) {
                    found.push((key, value.clone()));
                }
            }
            above = node.get(b"Parent").and_then(Object::as_reference).ok();
        }
        let page = pdf.get_dictionary_mut(*id).map_err(|_| SpoolError::Broken)?;
        page.remove(b"Parent");
        // A page that isn't turned may say so.
        found.into_iter().for_each(|(key, value)| page.set(key, value));
        if page.get(b"Rotate").is_ok_and(|turn| *turn == Object::Integer(0)) {
            page.remove(b"Rotate");
        }
        if page.get(b"UserUnit").and_then(Object::as_float).is_ok_and(|unit| unit == 1.0) {
            page.remove(b"UserUnit");
        }
    }
    Ok(())
}

/// The width in points of a page's own box.
fn page_width_pt(pdf: &Document, page: &Dictionary) -> Option<f32> {
    let corners = page.get_deref(b"MediaBox", pdf).and_then(Object::as_array).ok()?;
    corners.get(2)?.as_float().ok()
}
