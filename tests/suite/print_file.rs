//! Print files of the samples' copies: nothing of a copy is lost or changed, every tag and heading is
//! where it was, and every front says which sheet it is: to a reader of the rectangles, and to a
//! decoder that is given a picture and is not the library that drew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};
use lopdf::{Dictionary, Document, Object, ObjectId};
use planpress::print::mark::{MarkError, PLACE, SheetMark, read_marks};
use planpress::print::spool::{Chapter, Finished, Head, Run, Spool, SpoolError};
use rxing::common::HybridBinarizer;
use rxing::datamatrix::DataMatrixReader;
use rxing::{BinaryBitmap, DecodeHints, Luma8Source, Reader};

use crate::pdf::broken_rules;
use crate::stage::{Made, SAMPLES, none};
use crate::tags::Tags;

/// Copies in a print file that is looked at closely: each validator reads all of it.
const FEW: usize = 12;

/// What a laser printer and a camera at the inserter make of a mark.
const DOTS_PER_INCH: f64 = 200.0;

const MM_PER_INCH: f64 = 25.4;

/// A print file of the first copies of the samples, on both sides.
static PRINTED: LazyLock<(Vec<u8>, Finished)> = LazyLock::new(|| printed(few(), true, &[]));

fn few() -> &'static [Made] {
    &SAMPLES.run.copies[..FEW]
}

fn chapter(sequence: usize, copy: &Made, duplex: bool) -> Chapter {
    let sequence = u32::try_from(sequence).expect("a small number");
    let path = copy.entry["path"].as_str().expect("a copy has a path");
    let sides = if duplex { 2 } else { 1 };
    let run = Run {
        batch: "c5-0003".into(),
        sequence,
        copy: path.rsplit('/').next().expect("a name").trim_end_matches(".pdf").to_owned(),
        // A cover goes before it.
        first_sheet: 2,
        sheets: u32::try_from(copy.tags.pages.div_ceil(sides)).expect("a small number") + 1,
    };
    Chapter {
        bookmark: format!("Mailpiece {sequence}"),
        language: copy.entry["language"].as_str().expect("a copy has a language").into(),
        label_prefix: format!("{sequence}-"),
        duplex,
        sheets: Some(run),
    }
}

/// A print file of these copies. What can't be part of one is tried before each, and refused.
fn printed(copies: &[Made], duplex: bool, refused: &[&[u8]]) -> (Vec<u8>, Finished) {
    let mut bytes = Vec::new();
    let head = Head {
        title: "Print file c5-0003".into(),
        language: "en-GB".into(),
        ident: "c5-0003".into(),
    };
    let mut spool = Spool::new(&mut bytes, head).expect("memory can be written");
    for (index, copy) in copies.iter().enumerate() {
        let chapter = chapter(index + 1, copy, duplex);
        for document in refused {
            assert!(spool.add(document, &chapter).is_err(), "it can't be printed");
        }
        let added =
            spool.add(&copy.pdf, &chapter).unwrap_or_else(|error| panic!("{}: {error}", copy.name));
        assert_eq!(added.pages, copy.tags.pages, "{}", copy.name);
        assert_eq!(added.blank_backs, usize::from(duplex) * (added.pages % 2), "{}", copy.name);
    }
    let finished = spool.finish().expect("memory can be written");
    assert_eq!(finished.bytes, bytes.len() as u64);
    (bytes, finished)
}

/// The marks that the pages of a print file should have.
fn expected(copies: &[Made], duplex: bool) -> Vec<Option<SheetMark>> {
    let of = |(index, copy): (usize, &Made)| {
        let chapter = chapter(index + 1, copy, duplex);
        let Run { batch, sequence, copy: id, first_sheet, sheets } = chapter.sheets.expect("marks");
        (first_sheet..=sheets).flat_map(move |sheet| {
            let (batch, copy) = (batch.clone(), id.clone());
            let mark = SheetMark { batch, sequence, copy, sheet, sheets };
            std::iter::once(Some(mark)).chain(duplex.then_some(None))
        })
    };
    copies.iter().enumerate().flat_map(of).collect()
}

/// What a decoder sees on each page of a PDF at the mark's place, in a picture of that place.
pub fn seen_marks(pdf: &[u8]) -> Vec<Option<String>> {
    let pdf = Pdf::new(pdf.to_vec()).expect("the second reader can read it");
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    pdf.pages().iter().map(|page| seen_mark(page, &cache, &settings)).collect()
}

fn seen_mark<'a>(
    page: &'a hayro::hayro_syntax::page::Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
) -> Option<String> {
    let pixels = |mm: f64| (mm / MM_PER_INCH * DOTS_PER_INCH).round() as usize;
    let [left, top, width, height] =
        [PLACE.x_mm, PLACE.y_mm, PLACE.width_mm, PLACE.height_mm].map(pixels);
    let scale = (DOTS_PER_INCH / 72.0) as f32;
    let render_settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: u16::try_from(left + width).ok(),
        height: u16::try_from(top + height).ok(),
        bg_color: WHITE,
    };
    let picture = render(page, cache, settings, &render_settings);
    let row_bytes = usize::from(picture.width()) * 4;
    let rows = picture.data_as_u8_slice().chunks(row_bytes).skip(top);
    // Red will do: what is black has none.
    let grey = rows.flat_map(|row| row[left * 4..].chunks(4).map(|pixel| pixel[0]));
    let source = Luma8Source::new(grey.collect(), width as u32, height as u32).ok()?;
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
    let found = DataMatrixReader.decode_with_hints(&mut bitmap, &hints).ok()?;
    Some(found.getText().to_owned())
}

/// Promise: a print file is itself PDF/UA-1, and PDF/A-2a as its documents are.
#[test]
fn a_print_file_keeps_the_standards() {
    let (pdf, finished) = &*PRINTED;
    assert!(finished.is_archive);
    let rules = ["ua1", "2a"].into_iter().flat_map(|profile| broken_rules(pdf, profile));
    none(&rules.collect::<Vec<_>>(), "rules are broken");
}

/// Promise: nothing of a copy is lost or changed: every tag with its text and attributes, in its
/// language, and everything that is drawn, is that of the archive copy.
#[test]
fn tags_and_text_are_those_of_the_copies() {
    let (pdf, finished) = &*PRINTED;
    let print = Tags::of(pdf);
    assert_eq!(print.roots.len(), FEW);
    let mut drawn = print.drawn.iter();
    for (copy, root) in few().iter().zip(&print.roots) {
        let [own] = copy.tags.roots.as_slice() else { panic!("{}: one root", copy.name) };
        let mut own = own.clone();
        own.lang = own.lang.or(Some(copy.tags.lang.clone()));
        assert!(*root == own, "{}: its tags have changed", copy.name);
        for page in &copy.tags.drawn {
            assert_eq!(drawn.next(), Some(page), "{}", copy.name);
        }
        if copy.tags.pages % 2 == 1 {
            assert_eq!(drawn.next().map(String::as_str), Some(""), "{}: a blank back", copy.name);
        }
    }
    assert_eq!(drawn.next(), None);
    assert_eq!(print.pages, finished.pages);
    assert_eq!(print.title, "Print file c5-0003");
    let bookmarks = (1..=FEW).map(|number| (1, format!("Mailpiece {number}")));
    assert_eq!(print.bookmarks, bookmarks.collect::<Vec<_>>());
}

/// Promise: what a page's content and its links belong to can be found, names of cells are their own,
/// and every link leads to a page of its document.
#[test]
fn keys_names_and_links_resolve() {
    let (bytes, _) = &*PRINTED;
    let pdf = Document::load_mem(bytes).expect("it can be read");
    let root = pdf.catalog().and_then(|catalog| catalog.get_deref(b"StructTreeRoot", &pdf));
    let root = root.and_then(Object::as_dict).expect("tags");
    let parents: BTreeMap<i64, Object> =
        pairs(&pdf, root.get(b"ParentTree").expect("keys"), b"Nums")
            .into_iter()
            .map(|(key, value)| (key.as_i64().expect("a number"), value))
            .collect();
    let names = pairs(&pdf, root.get(b"IDTree").expect("names"), b"Names");
    let names: Vec<Vec<u8>> =
        names.into_iter().map(|(name, _)| name.as_str().expect("a name").to_vec()).collect();
    assert!(names.is_sorted() && names.len() > 1);
    let unique: BTreeSet<&Vec<u8>> = names.iter().collect();
    assert_eq!(unique.len(), names.len(), "two elements have one name");
    let mut cells = 0;
    for object in pdf.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        if let (true, Ok(name)) = (element.has_type(b"StructElem"), element.get(b"ID")) {
            assert!(unique.contains(&name.as_str().expect("a name").to_vec()));
        }
        for heading in headings(element) {
            cells += 1;
            assert!(unique.contains(&heading), "a cell's heading is there");
        }
    }
    assert!(cells > 10, "a sample has tables");
    let mut marked = 0;
    for page in pdf.page_iter() {
        let content = pdf.get_page_content(page);
        let content = lopdf::content::Content::decode(&content).expect("content");
        let page = pdf.get_dictionary(page).expect("a page");
        let key = page.get(b"StructParents").and_then(Object::as_i64);
        for operation in &content.operations {
            let mcid = operation.operands.get(1).and_then(|about| about.as_dict().ok());
            let Some(Ok(mcid)) = mcid.map(|about| about.get(b"MCID").and_then(Object::as_i64))
            else {
                continue;
            };
            marked += 1;
            let value = &parents[key.as_ref().expect("a page with tags has a key")];
            let list =
                pdf.dereference(value).and_then(|(_, list)| list.as_array()).expect("a list");
            let element = list[usize::try_from(mcid).expect("a number")].as_reference();
            let element = element.and_then(|id| pdf.get_dictionary(id)).expect("an element");
            assert!(element.has_type(b"StructElem"));
        }
    }
    assert!(marked > 1000, "{marked} pieces of marked content");
    links_stay_inside(&pdf, &parents);
}

fn links_stay_inside(pdf: &Document, parents: &BTreeMap<i64, Object>) {
    let node = |page: ObjectId| {
        pdf.get_dictionary(page).and_then(|page| page.get(b"Parent")).expect("a node").clone()
    };
    let mut links = 0;
    for page in pdf.page_iter() {
        for link in pdf.get_page_annotations(page).expect("annotations") {
            let key = link.get(b"StructParent").and_then(Object::as_i64).expect("a key");
            assert!(parents.contains_key(&key), "a link's tag is there");
            let Ok(place) = link.get_deref(b"Dest", pdf).and_then(Object::as_array) else {
                continue;
            };
            links += 1;
            let goal = place[0].as_reference().expect("a page");
            assert_eq!(node(goal), node(page), "a link leads into another document");
        }
    }
    assert!(links > 10, "samples have lists of contents");
}

/// The pairs of a tree of numbers or names.
fn pairs(pdf: &Document, node: &Object, key: &[u8]) -> Vec<(Object, Object)> {
    let node = pdf.dereference(node).and_then(|(_, node)| node.as_dict()).expect("a node");
    let list = |key: &[u8]| node.get(key).and_then(Object::as_array).cloned().unwrap_or_default();
    let below = list(b"Kids").into_iter().flat_map(|kid| pairs(pdf, &kid, key)).collect::<Vec<_>>();
    let own = list(key);
    let own = own.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    below.into_iter().chain(own).collect()
}

/// The names of its headings that a cell has.
fn headings(element: &Dictionary) -> Vec<Vec<u8>> {
    let attributes = match element.get(b"A") {
        Ok(Object::Array(all)) => all.clone(),
        Ok(one) => vec![one.clone()],
        Err(_) => Vec::new(),
    };
    let headings = attributes.iter().filter_map(|one| one.as_dict().ok()?.get(b"Headers").ok());
    let headings = headings.flat_map(|all| all.as_array().cloned().unwrap_or_default());
    headings.filter_map(|heading| Some(heading.as_str().ok()?.to_vec())).collect()
}

/// Promise: the marks, read from their rectangles, say every sheet; backs have none.
#[test]
fn marks_say_every_sheet() {
    for duplex in [true, false] {
        let (pdf, _) = printed(few(), duplex, &[]);
        let marks = read_marks(&Document::load_mem(&pdf).expect("it can be read"));
        let expected: Vec<Result<_, MarkError>> =
            expected(few(), duplex).into_iter().map(Ok).collect();
        assert_eq!(marks, expected);
    }
}

/// Promise: a decoder reads from a picture of each front what was to be said.
#[test]
fn a_decoder_reads_every_front() {
    let (pdf, _) = &*PRINTED;
    let seen = seen_marks(pdf);
    let expected: Vec<Option<String>> =
        expected(few(), true).iter().map(|mark| Some(mark.as_ref()?.to_string())).collect();
    assert!(expected.iter().flatten().count() > 50, "many sheets");
    assert_eq!(seen, expected);
}

/// A page taken out and two exchanged are seen in the marks.
#[test]
fn a_page_missing_or_exchanged_is_seen() {
    let (bytes, _) = &*PRINTED;
    let expected: Vec<Result<_, MarkError>> = expected(few(), true).into_iter().map(Ok).collect();
    let edited = |edit: &dyn Fn(&mut Vec<Object>)| {
        let mut pdf = Document::load_mem(bytes).expect("it can be read");
        let first = pdf.page_iter().next().expect("a page");
        let node = pdf.get_dictionary(first).and_then(|page| page.get(b"Parent"));
        let node = node.and_then(Object::as_reference).expect("a node");
        let kids = pdf.get_dictionary_mut(node).and_then(|node| node.get_mut(b"Kids"));
        edit(kids.and_then(Object::as_array_mut).expect("pages"));
        read_marks(&pdf)
    };
    assert_eq!(edited(&|_| ()), expected);
    assert_ne!(edited(&|kids| drop(kids.remove(0))), expected);
    assert_ne!(edited(&|kids| kids.swap(0, 2)), expected);
}

/// Promise: the same documents give the same bytes, whatever was refused between them.
#[test]
fn what_is_refused_leaves_no_trace() {
    let copy = &few()[0];
    let half = &copy.pdf[..copy.pdf.len() / 2];
    let refused: [&[u8]; 3] = [b"", b"%PDF-1.7\nhello", half];
    assert!(printed(few(), true, &refused).0 == PRINTED.0, "the bytes differ");
}

/// A copy of another language, or of more sheets than were said, is refused.
#[test]
fn another_copy_is_refused() {
    let copy = &few()[0];
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    let mut spool = Spool::new(Vec::new(), head).expect("memory can be written");
    let chapter = chapter(1, copy, true);
    let other = Chapter { language: "fr".into(), ..chapter.clone() };
    assert!(matches!(spool.add(&copy.pdf, &other), Err(SpoolError::Language)));
    let run = chapter.sheets.clone().map(|run| Run { sheets: run.sheets - 1, ..run });
    let fewer = Chapter { sheets: run, ..chapter };
    assert!(matches!(spool.add(&copy.pdf, &fewer), Err(SpoolError::Sheets)));
    assert!(matches!(spool.finish(), Err(SpoolError::Empty)));
}

/// Broken bytes are an error or a document, never a panic, and never stop the spool.
#[test]
fn broken_bytes_never_stop_the_spool() {
    let copy = SAMPLES.run.copies.iter().min_by_key(|copy| copy.pdf.len()).expect("copies");
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    let mut spool = Spool::new(Vec::new(), head).expect("memory can be written");
    let chapter = chapter(1, copy, true);
    for at in (0..copy.pdf.len()).step_by(copy.pdf.len() / 150) {
        let mut flipped = copy.pdf.clone();
        flipped[at] ^= 0x11;
        if let Err(error) = spool.add(&flipped, &chapter) {
            assert!(!matches!(error, SpoolError::Stopped | SpoolError::Write(_)), "{error}");
        }
    }
    spool.add(&copy.pdf, &chapter).expect("a sound one can still be added");
    spool.finish().expect("and the file has its end");
}
