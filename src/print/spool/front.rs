//! What a print file has of its own: its catalog, title, bookmarks, the labels of its pages, and the
//! roots that everything hangs from.

use std::fmt::Write as _;
use std::io::{self, Write};

use lopdf::{Dictionary, Object, Stream, dictionary, text_string};

use super::Spool;

/// The bookmark of a document, and what its pages are called.
#[derive(Clone, Debug)]
pub(super) struct Bookmark {
    pub(super) title: String,
    pub(super) label_prefix: String,
    /// The number of the object of its first page.
    pub(super) first_page: u32,
    /// Pages of the file before it.
    pub(super) pages_before: usize,
}

impl<W: Write> Spool<W> {
    /// Writes everything but the documents; the number of the document information.
    pub(super) fn write_front(&mut self, is_archive: bool) -> io::Result<u32> {
        self.write_pages()?;
        self.write_tags()?;
        let outlines = self.write_bookmarks()?;
        let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
        let text = metadata_text(&self.head.title, &self.head.language, is_archive);
        let metadata = self.writer.add(&Stream::new(metadata, text.into_bytes()).into())?;
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => (self.roots.pages, 0),
            "StructTreeRoot" => (self.roots.tags, 0),
            "MarkInfo" => dictionary! { "Marked" => true },
            "Lang" => Object::string_literal(self.head.language.clone()),
            "Metadata" => (metadata, 0),
            "Outlines" => (outlines, 0),
            "PageLabels" => self.page_labels(),
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        };
        if let Some(intents) = &self.output_intents {
            catalog.set("OutputIntents", intents.clone());
        }
        self.writer.object(self.roots.catalog, &catalog.into())?;
        self.writer.add(&dictionary! { "Title" => text_string(&self.head.title) }.into())
    }

    fn write_pages(&mut self) -> io::Result<()> {
        let kids: Vec<Object> = self.nodes.iter().map(|node| (*node, 0).into()).collect();
        let count = self.pages as i64;
        let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
        self.writer.object(self.roots.pages, &pages.into())
    }

    fn write_tags(&mut self) -> io::Result<()> {
        let parents = std::mem::replace(&mut self.parents, super::Tree::by_number());
        let names = std::mem::replace(&mut self.names, super::Tree::by_name());
        let parents = parents.root(&mut self.writer)?.unwrap_or_default();
        let mut root = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => std::mem::take(&mut self.tops),
            "ParentTree" => self.writer.add(&parents.into()).map(|number| (number, 0))?,
            "ParentTreeNextKey" => self.next_key,
        };
        if let Some(names) = names.root(&mut self.writer)? {
            root.set("IDTree", (self.writer.add(&names.into())?, 0));
        }
        for (key, united) in [("RoleMap", &self.roles), ("ClassMap", &self.classes)] {
            if !united.is_empty() {
                root.set(key, united.clone());
            }
        }
        if !self.namespaces.is_empty() {
            root.set("Namespaces", self.namespaces.clone());
        }
        self.writer.object(self.roots.tags, &root.into())
    }

    /// One bookmark a document; the number of their root.
    fn write_bookmarks(&mut self) -> io::Result<u32> {
        let count = u32::try_from(self.bookmarks.len()).unwrap_or(u32::MAX);
        let root = self.writer.reserve(count + 1);
        let (first, last) = (root + 1, root + count);
        for (number, bookmark) in (first..).zip(&self.bookmarks) {
            let mut item = dictionary! {
                "Title" => text_string(&bookmark.title),
                "Parent" => (root, 0),
                "Dest" => vec![(bookmark.first_page, 0).into(), "Fit".into()],
            };
            if number > first {
                item.set("Prev", (number - 1, 0));
            }
            if number < last {
                item.set("Next", (number + 1, 0));
            }
            self.writer.object(number, &item.into())?;
        }
        let outlines = dictionary! {
            "Type" => "Outlines", "First" => (first, 0), "Last" => (last, 0), "Count" => count,
        };
        self.writer.object(root, &outlines.into())?;
        Ok(root)
    }

    /// The labels of the pages: those of each document begin at 1.
    fn page_labels(&self) -> Dictionary {
        let ranges = self.bookmarks.iter().flat_map(|bookmark| {
            let label = dictionary! { "S" => "D", "P" => text_string(&bookmark.label_prefix) };
            [Object::Integer(bookmark.pages_before as i64), label.into()]
        });
        dictionary! { "Nums" => ranges.collect::<Vec<Object>>() }
    }
}

/// The metadata. PDF/A-2 wants a schema for what it doesn't know itself: that of PDF/UA.
fn metadata_text(title: &str, language: &str, is_archive: bool) -> String {
    let mut text = String::from(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n",
    );
    // A string takes whatever is written to it.
    let _ = write!(
        text,
        "<dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\n\
         <pdfuaid:part>1</pdfuaid:part>\n",
        escaped(title),
        escaped(language),
    );
    if is_archive {
        text.push_str("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n");
    }
    text.push_str("</rdf:Description>\n");
    if is_archive {
        text.push_str(ACCESSIBILITY_SCHEMA);
    }
    text.push_str("</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    text
}

const ACCESSIBILITY_SCHEMA: &str = "<rdf:Description rdf:about=\"\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n\
    <pdfaProperty:name>part</pdfaProperty:name>\n\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n\
    <pdfaProperty:category>internal</pdfaProperty:category>\n\
    <pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>\n\
    </rdf:li></rdf:Seq></pdfaSchema:property>\n\
    </rdf:li></rdf:Bag></pdfaExtension:schemas>\n\
    </rdf:Description>\n";

/// Text as it stands in XML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
