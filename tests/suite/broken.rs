//! Negative controls: PDFs that are broken on purpose, one fault each. If a checker lets one pass, it
//! would let a real one pass. With `PLANPRESS_BROKEN_DIR` they are written there, for `.ci/run` to
//! have veraPDF reject them too.

use std::path::PathBuf;
use std::{env, fs};

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::pdf::broken_rules;
use crate::stage::{DESCRIBED, SAMPLES, none};

/// A name, the rule of ISO 14289-1 that it breaks, the PDF to start from, the fault.
type Fault = (&'static str, &'static str, Start, fn(&mut Document));

/// Which PDF has what is to be broken.
#[derive(Clone, Copy)]
enum Start {
    /// One with figures.
    Figures,
    /// One with a table and links.
    Tables,
}

const FAULTS: &[Fault] = &[
    ("no-alt", "7.3:1", Start::Figures, |pdf| {
        change(pdf, is("Figure"), |figure| {
            figure.remove(b"Alt");
        });
    }),
    ("no-language", "7.2:34", Start::Tables, |pdf| {
        catalog(pdf).remove(b"Lang");
        without_own_languages(pdf);
    }),
    ("untagged", "7.1:11", Start::Tables, |pdf| {
        catalog(pdf).remove(b"StructTreeRoot");
        catalog(pdf).remove(b"MarkInfo");
    }),
    ("not-marked", "6.2:1", Start::Tables, |pdf| {
        catalog(pdf).set("MarkInfo", dictionary! { "Marked" => false });
    }),
    ("no-title", "7.1:9", Start::Tables, |pdf| in_metadata(pdf, "dc:title", "dc:other")),
    ("no-pdf-ua-mark", "5:2", Start::Tables, |pdf| {
        in_metadata(pdf, "pdfuaid:part", "pdfuaid:trap");
    }),
    ("no-metadata", "7.1:8", Start::Tables, |pdf| {
        catalog(pdf).remove(b"Metadata");
    }),
    ("title-not-shown", "7.1:10", Start::Tables, |pdf| {
        catalog(pdf).set("ViewerPreferences", dictionary! { "DisplayDocTitle" => false });
    }),
    ("header-without-scope", "7.5:1", Start::Tables, |pdf| {
        change(pdf, is("TH"), |header| without(header, &[b"Scope"]));
        change(pdf, is("TD"), |cell| without(cell, &[b"Headers"]));
    }),
    ("heading-skipped", "7.4.2:1", Start::Tables, |pdf| {
        change(pdf, is("H1"), |heading| heading.set("S", Object::Name(b"H3".to_vec())));
    }),
    ("unknown-tag", "7.1:5", Start::Tables, |pdf| {
        change(pdf, is("LI"), |item| item.set("S", Object::Name(b"Thing".to_vec())));
    }),
    ("list-item-outside-a-list", "7.2:17", Start::Tables, |pdf| {
        change(pdf, is("L"), |list| list.set("S", Object::Name(b"Div".to_vec())));
    }),
    ("no-tab-order", "7.18.3:1", Start::Tables, |pdf| {
        change(
            pdf,
            |page| page.has_type(b"Page"),
            |page| {
                page.remove(b"Tabs");
            },
        );
    }),
    ("link-without-words", "7.18.5:2", Start::Tables, |pdf| {
        change(pdf, is_link, |link| {
            link.remove(b"Contents");
        });
    }),
    ("link-outside-the-tree", "7.18.5:1", Start::Tables, |pdf| {
        change(pdf, is_link, |link| {
            link.remove(b"StructParent");
        });
    }),
    ("parent-tree-empty", "7.18.5:1", Start::Tables, |pdf| {
        let root =
            catalog(pdf).get(b"StructTreeRoot").and_then(Object::as_reference).expect("a tree");
        let empty = pdf.add_object(dictionary! { "Nums" => Vec::<Object>::new() });
        pdf.get_dictionary_mut(root).expect("a tree").set("ParentTree", empty);
    }),
    ("font-not-embedded", "7.21.4.1:1", Start::Tables, |pdf| {
        change(
            pdf,
            |font| font.has_type(b"FontDescriptor"),
            |font| {
                for key in [&b"FontFile"[..], b"FontFile2", b"FontFile3"] {
                    font.remove(key);
                }
            },
        );
    }),
    ("letters-unknown", "7.21.7:1", Start::Tables, |pdf| {
        change(
            pdf,
            |font| font.has_type(b"Font"),
            |font| {
                font.remove(b"ToUnicode");
            },
        );
    }),
];

/// An element without some of its attributes.
pub fn without(element: &mut Dictionary, names: &[&[u8]]) {
    let strip = |object: &mut Object| {
        let dict = object.as_dict_mut().expect("attributes are dictionaries");
        names.iter().for_each(|name| drop(dict.remove(name)));
    };
    match element.get_mut(b"A") {
        Ok(Object::Array(all)) => all.iter_mut().for_each(strip),
        Ok(one @ Object::Dictionary(_)) => strip(one),
        _ => {}
    }
}

pub fn is(kind: &'static str) -> impl Fn(&Dictionary) -> bool {
    move |dict| dict.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind.as_bytes())
}

fn is_link(dict: &Dictionary) -> bool {
    dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link")
}

pub fn catalog(pdf: &mut Document) -> &mut Dictionary {
    pdf.catalog_mut().expect("a catalog")
}

/// Changes every dictionary of a kind; there is at least one.
pub fn change(
    pdf: &mut Document,
    wanted: impl Fn(&Dictionary) -> bool,
    change: impl Fn(&mut Dictionary),
) {
    let of_kind = |(id, object): (&ObjectId, &Object)| {
        object.as_dict().ok().filter(|dict| wanted(dict)).map(|_| *id)
    };
    let found: Vec<ObjectId> = pdf.objects.iter().filter_map(of_kind).collect();
    assert!(!found.is_empty(), "nothing to break");
    for id in found {
        change(pdf.get_dictionary_mut(id).expect("a dictionary"));
    }
}

/// The language of the parts would stand in for the document's.
fn without_own_languages(pdf: &mut Document) {
    for object in pdf.objects.values_mut() {
        match object {
            Object::Dictionary(dict) => {
                dict.remove(b"Lang");
            }
            Object::Stream(stream) => {
                let Ok(plain) = stream.get_plain_content() else { continue };
                let text: String = plain.iter().map(|&byte| char::from(byte)).collect();
                if !text.contains("/Lang(") {
                    continue;
                }
                let mut parts = text.split("/Lang(");
                let mut kept = parts.next().unwrap_or_default().to_owned();
                for part in parts {
                    kept.push_str(part.split_once(')').map_or("", |(_, rest)| rest));
                }
                stream.set_plain_content(
                    kept.chars().map(|c| u8::try_from(u32::from(c)).expect("a byte")).collect(),
                );
            }
            _ => {}
        }
    }
}

pub fn in_metadata(pdf: &mut Document, from: &str, to: &str) {
    let id = catalog(pdf).get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let Ok(Object::Stream(stream)) = pdf.get_object_mut(id) else { panic!("metadata is a stream") };
    let plain = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
    let text = String::from_utf8(plain).expect("metadata is UTF-8");
    assert!(text.contains(from), "the metadata has no {from}");
    stream.set_plain_content(text.replace(from, to).into_bytes());
}

fn with_table_and_links() -> &'static [u8] {
    let copy = SAMPLES.run.copies.iter().find(|copy| {
        !copy.tags.of_kind("Table").is_empty() && !copy.tags.of_kind("Link").is_empty()
    });
    &copy.expect("a sample has a table and a link").pdf
}

/// Promise: the validator that judges every copy can fail: it rejects each of these.
#[test]
fn every_fault_is_found() {
    let folder = env::var_os("PLANPRESS_BROKEN_DIR").map(PathBuf::from);
    if let Some(folder) = &folder {
        fs::create_dir_all(folder).expect("the folder for broken PDFs can be made");
    }
    let mut passed = Vec::new();
    for (name, rule, start, fault) in FAULTS {
        let sound = match start {
            Start::Figures => DESCRIBED.as_slice(),
            Start::Tables => with_table_and_links(),
        };
        let mut pdf = Document::load_mem(sound).expect("the PDF can be parsed");
        fault(&mut pdf);
        let mut broken = Vec::new();
        pdf.save_to(&mut broken).expect("a PDF can be written to memory");
        let rules = broken_rules(&broken, "ua1");
        if !rules.iter().any(|broken| broken.contains(&format!(":{rule}]"))) {
            passed.push(format!("{name}: {rule} is not among {rules:?}"));
        }
        if let Some(folder) = &folder {
            fs::write(folder.join(format!("{name}.pdf")), &broken)
                .expect("a broken PDF can be written");
        }
    }
    none(&passed, "faults are not found");
}

/// Parsed and written again without a fault, the same PDFs pass: it is the fault that is found.
#[test]
fn without_a_fault_they_pass() {
    for sound in [DESCRIBED.as_slice(), with_table_and_links()] {
        let mut pdf = Document::load_mem(sound).expect("the PDF can be parsed");
        let mut same = Vec::new();
        pdf.save_to(&mut same).expect("a PDF can be written to memory");
        assert_eq!(broken_rules(&same, "ua1"), Vec::<String>::new());
    }
}
