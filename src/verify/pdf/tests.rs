//! A PDF with a word of its own in every place that can carry one, written by hand.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};

use super::*;

const MAP: &str = "1 begincodespacerange <0000> <ffff> endcodespacerange
    1 beginbfrange <0041> <007a> <0041> endbfrange
    3 beginbfchar <0001> <0175> <0002> <0177> <0003> <00a0> endbfchar";

const XMP: &str = "<x:xmpmeta><rdf:Description pdfaid:part='2' pdfaid:conformance = \"A\">\
    <pdfuaid:part>1</pdfuaid:part><dc:title>Llŷn &amp; Xmp&#x175;ord</dc:title></rdf:Description>";

const CONTENT: &str = "/Artifact <</Type /Layout>> BDC BT /F1 12 Tf (Headerword) Tj ET EMC
    BT /F0 12 Tf 1 0 0 -1 0 0 Tm [<00420072> -20 <006F006B0065>] TJ ET
    q BT /F0 12 Tf 0 -14 Td <006E> Tj 3 0 Td <00010002> Tj <00030061> Tj ET Q
    BT /F1 12 Tf [(Apart) -250 (word)] TJ T* (caf\\351) ' 1 2 (Quoted) \" ET
    /Span <</ActualText (Readword) /Alt (Propertyword) /E (Expanded)>> BDC
    BT /F1 9 Tf (Drawnword) Tj ET EMC
    /P /Said BDC BT (Unsaid) Tj ET EMC
    /Shape Do";

/// The document with its catalog, its page and its page's resources, for a test to add to.
fn sample(content: &str) -> Document {
    let mut pdf = Document::with_version("1.7");
    let map = pdf.add_object(Stream::new(Dictionary::new(), MAP.into()));
    let wide = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "Encoding" => "Identity-H", "ToUnicode" => map,
    });
    let plain = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let own = pdf.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type0" });
    let fonts = dictionary! { "F0" => wide, "F1" => plain, "F2" => own };
    let inner = form(&mut pdf, "BT /F1 9 Tf (Formword) Tj ET", &fonts);
    let resources = dictionary! {
        "Font" => fonts.clone(),
        "XObject" => dictionary! { "Shape" => inner },
        "Properties" => dictionary! {
            "Said" => dictionary! { "ActualText" => text_string("Namedŵord") },
        },
    };
    form(&mut pdf, "BT /F1 9 Tf (Lostword) Tj ET", &fonts);
    let content = pdf.add_object(Stream::new(Dictionary::new(), content.into()));
    let link = pdf.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Contents" => text_string("Noteword"),
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("mailto:linkword") },
    });
    let tree = pdf.new_object_id();
    let page = pdf.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
        "Annots" => vec![link.into()],
    });
    let pages = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
    pdf.objects.insert(tree, pages.into());
    let catalog = catalog(&mut pdf, tree);
    pdf.trailer.set("Root", catalog);
    let information =
        dictionary! { "Title" => text_string("Teitl ŷd"), "Author" => text_string("Infoword") };
    let information = pdf.add_object(information);
    pdf.trailer.set("Info", information);
    pdf
}

fn form(pdf: &mut Document, content: &str, fonts: &Dictionary) -> ObjectId {
    let about = dictionary! {
        "Type" => "XObject", "Subtype" => "Form",
        "Resources" => dictionary! { "Font" => fonts.clone() },
    };
    pdf.add_object(Stream::new(about, content.into()))
}

fn catalog(pdf: &mut Document, tree: ObjectId) -> ObjectId {
    let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = pdf.add_object(Stream::new(metadata, XMP.into()));
    let outlines = pdf.new_object_id();
    let bookmark = dictionary! { "Title" => text_string("Bookmarkŵord"), "Parent" => outlines };
    let bookmark = pdf.add_object(bookmark);
    pdf.objects.insert(outlines, dictionary! { "First" => bookmark }.into());
    let element = pdf.add_object(dictionary! {
        "Type" => "StructElem", "S" => "Figure", "Alt" => text_string("Altword"),
        "ActualText" => text_string("Actualword"), "T" => text_string("Tagtitle"),
    });
    let roots = pdf.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => element });
    pdf.add_object(dictionary! { "Nobody" => text_string("Orphanword") });
    pdf.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => tree, "Metadata" => metadata, "Outlines" => outlines,
        "StructTreeRoot" => roots, "MarkInfo" => dictionary! { "Marked" => true },
        "Lang" => text_string("cy-GB"),
        "PageLabels" => dictionary! {
            "Nums" => vec![0.into(), dictionary! { "P" => text_string("Labelword") }.into()],
        },
        "Dests" => dictionary! { "Destinationword" => Object::Null },
    })
}

fn bytes(pdf: &mut Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn read(pdf: &mut Document) -> Pdf {
    Pdf::read(&bytes(pdf)).unwrap()
}

fn attach(pdf: &mut Document) {
    let file = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, "Attachedword".into());
    let file = pdf.add_object(file);
    pdf.add_object(dictionary! {
        "Type" => "Filespec", "F" => text_string("Filename"), "EF" => dictionary! { "F" => file },
    });
}

#[test]
fn every_place_is_read() {
    let mut pdf = sample(CONTENT);
    attach(&mut pdf);
    let pdf = read(&mut pdf);
    let page = Place::Page(1);
    for (place, word) in [
        (page, "Headerword"),
        (page, "Broke\nn\nŵŷ\u{a0}a"),
        (page, "Apart word\ncafé\nQuoted"),
        (page, "Drawnword"),
        (page, "Readword"),
        (page, "Namedŵord"),
        (page, "Formword"),
        (Place::Unused, "Lostword"),
        (Place::Bookmarks, "Bookmarkŵord"),
        (Place::Alternatives, "Altword"),
        (Place::Alternatives, "Actualword"),
        (Place::Alternatives, "Tagtitle"),
        (Place::Alternatives, "Propertyword"),
        (Place::Alternatives, "Expanded"),
        (Place::Information, "Infoword"),
        (Place::Metadata, "Llŷn & Xmpŵord"),
        (Place::PageLabels, "Labelword"),
        (Place::Annotations, "Noteword"),
        (Place::Annotations, "mailto:linkword"),
        (Place::Attachments, "Attachedword"),
        (Place::Attachments, "Filename"),
        (Place::Objects, "Orphanword"),
        (Place::Objects, "Destinationword"),
        (Place::Bytes, "(Headerword)"),
    ] {
        let mut pieces = pdf.pieces.iter().filter(|piece| piece.place == place);
        assert!(
            pieces.any(|piece| piece.text.contains(word)),
            "`{word}` in {place}: {:?}",
            pdf.pieces.first()
        );
    }
    // What is drawn and what is read are two texts.
    let pieces: Vec<&str> =
        pdf.pieces.iter().filter(|piece| piece.place == page).map(|piece| &*piece.text).collect();
    let [said, drawn] = pieces.as_slice() else { panic!("{pieces:?}") };
    assert!(said.contains("Readword") && !said.contains("Drawnword"));
    assert!(drawn.contains("Drawnword") && !drawn.contains("Readword"));
}

#[test]
fn what_it_says_of_itself_is_read() {
    let pdf = read(&mut sample(CONTENT));
    let Pdf { pages, tagged, title, language, ua, archive, attachments, revisions, unread, .. } =
        pdf;
    assert_eq!((pages, tagged, attachments, revisions), (1, true, 0, 1));
    assert_eq!((title.as_str(), language.as_str()), ("Teitl ŷd", "cy-GB"));
    assert_eq!((ua.as_deref(), archive.as_deref()), (Some("1"), Some("2a")));
    assert_eq!(unread, []);
    let mut with_file = sample(CONTENT);
    attach(&mut with_file);
    assert_eq!(read(&mut with_file).attachments, 1);
}

#[test]
fn what_cannot_be_read_is_told() {
    for content in [
        // A font without a map, a code that the map doesn't have, no font, content that breaks off.
        "BT /F2 9 Tf <0041> Tj ET",
        "BT /F0 9 Tf <00410099> Tj ET",
        "BT (text) Tj ET",
        "BT /F1 9 Tf (text) Tj ET ((",
    ] {
        assert_eq!(read(&mut sample(content)).unread, [Place::Page(1)], "{content}");
    }
    let mut broken = sample(CONTENT);
    let about = dictionary! { "Filter" => "Unheardof" };
    broken.add_object(Stream::new(about, vec![1, 2, 3]));
    assert_eq!(read(&mut broken).unread, [Place::Objects]);
}

#[test]
fn what_is_no_sound_pdf_is_an_error() {
    assert_eq!(Pdf::read(b""), Err(PdfError::Broken));
    assert_eq!(Pdf::read(b"%PDF-1.7\nhello"), Err(PdfError::Broken));
    let mut empty = sample(CONTENT);
    let catalog = empty.trailer.get(b"Root").unwrap().as_reference().unwrap();
    empty.get_dictionary_mut(catalog).unwrap().remove(b"Pages");
    assert_eq!(Pdf::read(&bytes(&mut empty)), Err(PdfError::Empty));
}

#[test]
fn what_was_added_afterwards_is_seen() {
    let mut added = bytes(&mut sample(CONTENT));
    added.extend_from_slice(b"\n% Addedword\nstartxref\n0\n%%EOF\n");
    // Whether it can still be read or not, it is not passed over.
    if let Ok(pdf) = Pdf::read(&added) {
        assert_eq!(pdf.revisions, 2);
        assert!(pdf.pieces.iter().any(|piece| piece.text.contains("Addedword")));
    }
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut pdf = sample(CONTENT);
    let mut bomb = Stream::new(Dictionary::new(), vec![b' '; MOST_STREAM_BYTES + 1]);
    bomb.compress().unwrap();
    assert!(bomb.content.len() < 1 << 20);
    pdf.add_object(bomb);
    assert_eq!(Pdf::read(&bytes(&mut pdf)), Err(PdfError::TooLarge));
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    let mut pdf = sample(CONTENT);
    let id = pdf.new_object_id();
    let about = dictionary! {
        "Subtype" => "Form",
        "Resources" => dictionary! { "XObject" => dictionary! { "Shape" => id } },
    };
    let form = Stream::new(about, b"/Shape Do /Shape Do".to_vec());
    pdf.objects.insert(id, form.into());
    assert_eq!(Pdf::read(&bytes(&mut pdf)), Err(PdfError::TooLarge));
}

#[test]
fn broken_bytes_never_stop_the_reader() {
    let whole = bytes(&mut sample(CONTENT));
    for length in (0..whole.len()).step_by(23) {
        let _ = Pdf::read(&whole[..length]);
    }
    for at in (0..whole.len()).step_by(5) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        let _ = Pdf::read(&flipped);
    }
}
