//! What is refused and what is shared, shown on documents made for it. That nothing of a real copy is
//! lost is in `tests/suite/print_file.rs`.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::*;

const METADATA: &[u8] = b"<x><pdfuaid:part>1</pdfuaid:part></x>";

/// A small tagged document, for a test to spoil.
struct Sample {
    pdf: Document,
    catalog: ObjectId,
    page: ObjectId,
    content: ObjectId,
    tags: ObjectId,
    top: ObjectId,
}

impl Sample {
    /// One page with one paragraph that says this.
    fn of(text: &str) -> Self {
        let mut pdf = Document::with_version("1.7");
        let [tree, page, tags, top] = [(); 4].map(|()| pdf.new_object_id());
        let content = format!("/P <</MCID 0>> BDC BT /F0 12 Tf ({text}) Tj ET EMC");
        let content = pdf.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        let font =
            dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        let font = pdf.add_object(font);
        let resources = dictionary! { "Font" => dictionary! { "F0" => font } };
        let about = dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
            "StructParents" => 0, "Tabs" => "S",
        };
        pdf.objects.insert(page, about.into());
        let a4 = [0.0, 0.0, 595.2756, 841.8898].map(Object::Real).to_vec();
        let pages = dictionary! {
            "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "MediaBox" => a4,
        };
        pdf.objects.insert(tree, pages.into());
        let element = dictionary! {
            "Type" => "StructElem", "S" => "Words", "P" => tags, "Pg" => page, "K" => vec![0.into()],
            "ID" => Object::string_literal("name"),
        };
        pdf.objects.insert(top, element.into());
        let parents = dictionary! { "Nums" => vec![0.into(), vec![Object::Reference(top)].into()] };
        let names = vec![Object::string_literal("name"), top.into()];
        let root = dictionary! {
            "Type" => "StructTreeRoot", "K" => top, "ParentTree" => parents,
            "IDTree" => dictionary! { "Names" => names }, "RoleMap" => dictionary! { "Words" => "P" },
        };
        pdf.objects.insert(tags, root.into());
        let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let metadata = pdf.add_object(Stream::new(metadata, METADATA.to_vec()));
        let catalog = pdf.add_object(dictionary! {
            "Type" => "Catalog", "Pages" => tree, "StructTreeRoot" => tags, "Metadata" => metadata,
            "MarkInfo" => dictionary! { "Marked" => true }, "Lang" => Object::string_literal("en-GB"),
        });
        pdf.trailer.set("Root", catalog);
        Self { pdf, catalog, page, content, tags, top }
    }

    fn set(mut self, object: ObjectId, key: &str, value: impl Into<Object>) -> Self {
        self.pdf.get_dictionary_mut(object).unwrap().set(key, value);
        self
    }

    fn draw(mut self, content: &str) -> Self {
        let stream = Stream::new(Dictionary::new(), content.as_bytes().to_vec());
        self.pdf.objects.insert(self.content, stream.into());
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.pdf.save_to(&mut bytes).unwrap();
        bytes
    }
}

fn chapter() -> Chapter {
    Chapter {
        bookmark: "Mailpiece 1".into(),
        language: "en".into(),
        label_prefix: "1-".into(),
        duplex: true,
        sheets: Some(Run {
            batch: "c5-0001".into(),
            sequence: 1,
            copy: "7f3a91c2d4e5f607-01".into(),
            first_sheet: 1,
            sheets: 1,
        }),
    }
}

fn spool() -> Spool<Vec<u8>> {
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    Spool::new(Vec::new(), head).unwrap()
}

fn refusal(sample: Sample) -> String {
    spool().add(&sample.bytes(), &chapter()).unwrap_err().to_string()
}

#[test]
fn a_sound_document_is_taken() {
    let mut spool = spool();
    let added = spool.add(&Sample::of("Words").bytes(), &chapter()).unwrap();
    assert_eq!(added, Added { pages: 1, blank_backs: 1, sheets: 1 });
    let finished = spool.finish().unwrap();
    assert_eq!((finished.documents, finished.pages, finished.is_archive), (1, 2, false));
}

#[test]
fn what_planpress_never_makes_is_refused_by_name() {
    let sample = || Sample::of("Words");
    let (page, catalog, tags) = (sample().page, sample().catalog, sample().tags);
    let square = [0, 0, 595, 595].map(Object::Integer).to_vec();
    let aside = [10, 0, 605, 842].map(Object::Integer).to_vec();
    for (spoilt, named) in [
        (sample().set(catalog, "AcroForm", Dictionary::new()), "AcroForm"),
        (sample().set(catalog, "OpenAction", Dictionary::new()), "OpenAction"),
        (sample().set(page, "Rotate", 90), "Rotate"),
        (sample().set(page, "UserUnit", 2), "UserUnit"),
        (sample().set(page, "MediaBox", square.clone()), "A4"),
        (sample().set(page, "MediaBox", aside), "A4"),
        (sample().set(page, "CropBox", square), "A4"),
        (sample().set(page, "StructParents", 7), "tags can't be found"),
        (sample().set(catalog, "MarkInfo", Dictionary::new()), "no tags"),
        (sample().set(catalog, "Metadata", Object::Null), "PDF/UA-1"),
        (sample().set(catalog, "Lang", Object::Null), "language"),
        (sample().set(catalog, "Lang", Object::string_literal("cy-GB")), "another language"),
        (sample().set(tags, "K", Vec::new()), "no tags"),
        (sample().set(tags, "ParentTree", tags), "tags"),
        (sample().draw("q"), "closed off"),
        (sample().draw("Q"), "closed off"),
        (sample().draw("/P <</MCID 0>> BDC"), "closed off"),
    ] {
        let refusal = refusal(spoilt);
        assert!(refusal.contains(named), "{named}: {refusal}");
    }
}

#[test]
fn tags_that_go_in_a_circle_are_refused() {
    let sample = Sample::of("Words");
    let top = sample.top;
    assert!(
        refusal(sample.set(top, "K", vec![Object::Reference(top)])).contains("tags are broken")
    );
}

#[test]
fn a_tag_of_another_meaning_is_refused() {
    let mut spool = spool();
    spool.add(&Sample::of("Words").bytes(), &chapter()).unwrap();
    let other = Sample::of("Words");
    let tags = other.tags;
    let other = other.set(tags, "RoleMap", dictionary! { "Words" => "H1" });
    let refused = spool.add(&other.bytes(), &chapter());
    assert!(matches!(refused, Err(SpoolError::Meaning(tag)) if tag == "Words"));
}

#[test]
fn a_turn_of_nothing_is_no_turn() {
    let sample = Sample::of("Words");
    let page = sample.page;
    let sample = sample.set(page, "Rotate", 0).set(page, "UserUnit", 1);
    assert!(spool().add(&sample.bytes(), &chapter()).is_ok());
}

/// The font and equal content are written once; tags and pages are each document's own.
#[test]
fn equal_objects_are_written_once() {
    let mut bytes = Vec::new();
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    let mut spool = Spool::new(&mut bytes, head).unwrap();
    for text in ["Words", "Other words", "Words"] {
        spool.add(&Sample::of(text).bytes(), &chapter()).unwrap();
    }
    spool.finish().unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let count = |kind: &[u8]| {
        pdf.objects.values().filter(|one| one.type_name().is_ok_and(|name| name == kind)).count()
    };
    assert_eq!((count(b"Font"), count(b"Page"), count(b"StructElem")), (1, 6, 3));
    let drawn = pdf.objects.values().filter_map(|one| one.as_stream().ok());
    let drawn = drawn.filter(|stream| stream.content.ends_with(b"Tj ET EMC"));
    assert_eq!(drawn.count(), 2);
    let names =
        pdf.objects.values().filter_map(|one| one.as_dict().ok()?.get(b"ID").ok()?.as_str().ok());
    let mut names: Vec<&[u8]> = names.collect();
    names.sort_unstable();
    let own: [&[u8]; 3] = [b"00000000-name", b"00000001-name", b"00000002-name"];
    assert_eq!(names, own);
}

/// Two documents may call a place by one name: each link leads to its own.
#[test]
fn named_places_stay_their_documents() {
    let mut bytes = Vec::new();
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    let mut spool = Spool::new(&mut bytes, head).unwrap();
    for _ in 0..2 {
        let mut sample = Sample::of("Words");
        let link = dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Dest" => Object::string_literal("there"),
        };
        let link = sample.pdf.add_object(link);
        let (page, catalog) = (sample.page, sample.catalog);
        let place = vec![page.into(), Object::Name(b"Fit".to_vec())];
        let names = vec![Object::string_literal("there"), place.into()];
        let names = dictionary! { "Dests" => dictionary! { "Names" => names } };
        let sample = sample.set(page, "Annots", vec![link.into()]).set(catalog, "Names", names);
        spool.add(&sample.bytes(), &chapter()).unwrap();
    }
    spool.finish().unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let pages: Vec<ObjectId> = pdf.page_iter().step_by(2).collect();
    for page in pages {
        let link = pdf.get_page_annotations(page).unwrap()[0];
        let place = link.get(b"Dest").and_then(Object::as_array).unwrap();
        assert_eq!(place[0].as_reference().unwrap(), page);
    }
}

/// More leaves than a node may have, objects than a stream, and every one of them found again.
#[test]
fn many_documents_make_trees_of_more_than_one_level() {
    let mut bytes = Vec::new();
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    let mut spool = Spool::new(&mut bytes, head).unwrap();
    let sample = Sample::of("Words").bytes();
    for _ in 0..150 {
        spool.add(&sample, &chapter()).unwrap();
    }
    let finished = spool.finish().unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    assert_eq!(pdf.page_iter().count(), finished.pages);
    let root = pdf.catalog().unwrap().get_deref(b"StructTreeRoot", &pdf).unwrap();
    for (tree, key) in [(b"ParentTree".as_slice(), b"Nums".as_slice()), (b"IDTree", b"Names")] {
        let pairs = structure::pairs(&pdf, root.as_dict().unwrap(), tree, key).unwrap();
        assert_eq!(pairs.len(), 150);
        assert!(pairs.iter().all(|(_, value)| pdf.dereference(value).is_ok()));
    }
}

/// A writer whose disk is full.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told() {
    let head = Head { title: "Test".into(), language: "en-GB".into(), ident: "test".into() };
    let refused = Spool::new(Full, head);
    assert!(matches!(refused, Err(SpoolError::Write(_))));
}
