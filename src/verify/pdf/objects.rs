//! The strings of a PDF that are on no page: bookmarks, alternative texts, metadata, links,
//! attachments, names, and any other, whether something leads to them or not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};
use regex::Regex;

use super::content::Painter;
use super::{Budget, Pdf, PdfError, Place};

/// Stands between two strings, so that no value is found that begins in one and ends in the next.
const BETWEEN: char = '\u{1f}';

/// What the XMP metadata says of standards: as an element or as an attribute.
static STANDARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"\b(pdfuaid:part|pdfaid:part|pdfaid:conformance)\s*(?:>|=\s*["'])\s*(\w+)"#).ok()
});

/// The strings of a kind, without those that are there already.
#[derive(Default)]
struct Strings {
    by_place: BTreeMap<Place, BTreeSet<String>>,
}

impl Strings {
    fn add(&mut self, place: Place, text: String) {
        self.by_place.entry(place).or_default().insert(text);
    }
}

/// Reads every object that is no page.
pub(super) fn scan<'a>(
    pdf: &'a Document,
    painter: &mut Painter<'a>,
    budget: &mut Budget,
    found: &mut Pdf,
) -> Result<(), PdfError> {
    let mut strings = Strings::default();
    let information = pdf.trailer.get(b"Info").and_then(Object::as_reference).ok();
    for (id, object) in &pdf.objects {
        let place = match object {
            Object::Dictionary(dictionary) => place_of(dictionary),
            Object::Stream(stream) => place_of(&stream.dict),
            _ => Place::Objects,
        };
        let place = if Some(*id) == information { Place::Information } else { place };
        add(object, None, place, &mut strings);
    }
    for (key, object) in &pdf.trailer {
        let place = if key == b"Info" { Place::Information } else { Place::Objects };
        add(object, None, place, &mut strings);
    }
    let fonts = font_programs(pdf);
    for (id, object) in &pdf.objects {
        if let Object::Stream(stream) = object
            && !painter.seen.contains(id)
            && !fonts.contains(id)
        {
            read_stream(stream, painter, budget, found)?;
        }
    }
    for (place, strings) in strings.by_place {
        let text: Vec<String> = strings.into_iter().collect();
        found.add(place, text.join(&String::from(BETWEEN)));
    }
    Ok(())
}

/// The text of a PDF string, a broken one as far as it goes.
pub(super) fn text_of(object: &Object) -> String {
    decode_text_string(object).unwrap_or_else(|_| {
        let bytes = object.as_str().unwrap_or_default();
        let pairs = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        match bytes {
            [0xfe, 0xff, ..] => String::from_utf16_lossy(&pairs.skip(1).collect::<Vec<_>>()),
            _ => String::from_utf8_lossy(bytes).into_owned(),
        }
    })
}

/// What the strings of a dictionary are, unless their keys say more.
fn place_of(dictionary: &Dictionary) -> Place {
    match dictionary.get(b"Type").and_then(Object::as_name) {
        Ok(b"Annot" | b"Action") => Place::Annotations,
        Ok(b"Filespec" | b"F" | b"EmbeddedFile") => Place::Attachments,
        Ok(b"PageLabel") => Place::PageLabels,
        Ok(b"StructElem") => Place::Alternatives,
        _ if dictionary.has(b"Title") && dictionary.has(b"Parent") => Place::Bookmarks,
        _ if dictionary.has(b"S") && dictionary.has(b"URI") => Place::Annotations,
        _ => Place::Objects,
    }
}

fn place_of_key(key: &[u8], place: Place) -> Place {
    match key {
        b"Alt" | b"ActualText" | b"E" => Place::Alternatives,
        b"URI" | b"Contents" | b"JS" => Place::Annotations,
        b"PageLabels" => Place::PageLabels,
        _ => place,
    }
}

/// All strings and names in an object. Objects that it refers to are read in their turn.
fn add(object: &Object, key: Option<&[u8]>, place: Place, strings: &mut Strings) {
    let place = key.map_or(place, |key| place_of_key(key, place));
    let inside = |dictionary: &Dictionary, strings: &mut Strings| {
        for (key, value) in dictionary {
            strings.add(Place::Objects, String::from_utf8_lossy(key).into_owned());
            add(value, Some(key), place, strings);
        }
    };
    match object {
        Object::String(..) => strings.add(place, text_of(object)),
        Object::Name(name) => {
            strings.add(Place::Objects, String::from_utf8_lossy(name).into_owned());
        }
        Object::Array(all) => all.iter().for_each(|one| add(one, None, place, strings)),
        Object::Dictionary(dictionary) => inside(dictionary, strings),
        Object::Stream(stream) => inside(&stream.dict, strings),
        _ => {}
    }
}

/// The streams that hold the shapes of letters.
fn font_programs(pdf: &Document) -> BTreeSet<ObjectId> {
    let dictionaries = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let files = dictionaries.flat_map(|dictionary| {
        let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        keys.into_iter().filter_map(|key| dictionary.get(key).ok()?.as_reference().ok())
    });
    files.collect()
}

/// A stream that no page draws.
fn read_stream<'a>(
    stream: &'a Stream,
    painter: &mut Painter<'a>,
    budget: &mut Budget,
    found: &mut Pdf,
) -> Result<(), PdfError> {
    let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
    let place = match (name(b"Type"), name(b"Subtype")) {
        // The library has read these already.
        (b"XRef" | b"ObjStm", _) | (_, b"Image") => return Ok(()),
        (_, b"Form") => Place::Unused,
        (b"Metadata", _) | (_, b"XML") => Place::Metadata,
        (b"EmbeddedFile", _) => {
            found.attachments += 1;
            Place::Attachments
        }
        _ if stream.dict.has(b"Resources") => Place::Unused,
        _ => Place::Objects,
    };
    if place == Place::Unused {
        let painted = painter.form(stream, budget)?;
        found.add_painted(place, painted);
        return Ok(());
    }
    let Some(bytes) = budget.unpack(stream)? else {
        found.unread.push(place);
        return Ok(());
    };
    let text = match bytes.as_slice() {
        [0xfe, 0xff, ..] => text_of(&Object::string_literal(bytes)),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    };
    if place == Place::Metadata {
        read_standards(&text, found);
        found.add(place, unescaped(&text));
    } else {
        found.add(place, text);
    }
    Ok(())
}

fn read_standards(xmp: &str, found: &mut Pdf) {
    let Some(standard) = &*STANDARD else { return };
    let said: BTreeMap<&str, &str> = standard
        .captures_iter(xmp)
        .filter_map(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())))
        .collect();
    found.ua = said.get("pdfuaid:part").map(|part| (*part).to_owned());
    let level = said.get("pdfaid:conformance").copied().unwrap_or_default();
    found.archive =
        said.get("pdfaid:part").map(|part| format!("{part}{}", level.to_ascii_lowercase()));
}

/// XML with its letters as they are.
fn unescaped(xml: &str) -> String {
    let mut text = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(start) = rest.find('&') {
        text.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.char_indices().take(12).find(|(_, letter)| *letter == ';');
        let entity = end.and_then(|(end, _)| Some((entity(&rest[1..end])?, end)));
        let (letter, end) = entity.unwrap_or(('&', 0));
        text.push(letter);
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    text
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
