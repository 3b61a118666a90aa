//! Reads a PDF the way a screen reader does: the tag tree with the text of its marked content, the
//! bookmarks, the metadata. Written against the PDF standard with lopdf, which did not write the
//! file, so that what it sees is not what the program believes it wrote.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// One element of the tag tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// The structure type, such as `H1` or `LBody`.
    pub kind: String,
    /// What it stands for where the standard doesn't know it.
    pub mapped: Option<String>,
    /// Its language, where it names one.
    pub lang: Option<String>,
    /// What is said instead of a picture.
    pub alt: Option<String>,
    /// Scope, spans, numbering: what a table or a list says of itself.
    pub attributes: Vec<(String, String)>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Kid {
    /// Another element.
    Element(Element),
    /// Text, with the language of its marked content where that has one.
    Text { text: String, lang: Option<String> },
    /// An annotation, such as a link.
    Annotation(String),
}

/// A PDF, taken apart.
pub struct Tags {
    /// The document as objects.
    pub pdf: Document,
    /// The elements at the root: one `Document`.
    pub roots: Vec<Element>,
    /// Everything drawn, page headers and other artifacts too, page by page.
    pub drawn: Vec<String>,
    /// What is drawn on each page and is in no element of the tag tree.
    pub silent: Vec<String>,
    /// The document's language.
    pub lang: String,
    /// The title in the document information.
    pub title: String,
    /// The bookmarks in order, with their depth, from 1.
    pub bookmarks: Vec<(usize, String)>,
    /// The number of pages.
    pub pages: usize,
}

#[derive(Clone, Debug, Default)]
struct Marked {
    text: String,
    lang: Option<String>,
}

type Contents = HashMap<(ObjectId, i64), Marked>;

impl Tags {
    /// Takes a PDF apart.
    pub fn of(bytes: &[u8]) -> Self {
        let pdf = Document::load_mem(bytes).expect("the PDF can be parsed");
        let mut marked = Contents::new();
        let mut drawn = Vec::new();
        let mut silent = Vec::new();
        let mut fonts = HashMap::new();
        for page in pdf.page_iter() {
            let text = page_text(&pdf, page, &mut fonts, &mut marked);
            drawn.push(text.drawn);
            silent.push(text.unmarked);
        }
        let catalog = pdf.catalog().expect("a catalog");
        let lang = catalog.get_deref(b"Lang", &pdf).map(text_of).unwrap_or_default();
        let title = pdf.trailer.get_deref(b"Info", &pdf).and_then(Object::as_dict);
        let title = title.and_then(|info| info.get_deref(b"Title", &pdf)).map(text_of);
        let title = title.unwrap_or_default();
        let mut roots = Vec::new();
        let reached = RefCell::default();
        if let Ok(root) = catalog.get_deref(b"StructTreeRoot", &pdf).and_then(Object::as_dict) {
            let roles = root.get_deref(b"RoleMap", &pdf).and_then(Object::as_dict).ok();
            let walk = Walk { pdf: &pdf, marked: &marked, roles, reached: &reached };
            let mut kids = Vec::new();
            if let Ok(inside) = root.get(b"K") {
                walk.kids(inside, None, &mut kids);
            }
            roots.extend(kids.into_iter().filter_map(|kid| match kid {
                Kid::Element(element) => Some(element),
                _ => None,
            }));
        }
        let reached: HashSet<(ObjectId, i64)> = reached.into_inner();
        for (page, silent) in pdf.page_iter().zip(&mut silent) {
            let mut lost: Vec<(&i64, &Marked)> = marked
                .iter()
                .filter(|((on, number), _)| *on == page && !reached.contains(&(*on, *number)))
                .map(|((_, number), piece)| (number, piece))
                .collect();
            lost.sort_unstable_by_key(|(number, _)| **number);
            lost.iter().for_each(|(_, piece)| silent.push_str(&format!("{}\n", piece.text)));
        }
        let mut bookmarks = Vec::new();
        if let Ok(outlines) = catalog.get_deref(b"Outlines", &pdf).and_then(Object::as_dict) {
            outline(&pdf, outlines, 1, &mut bookmarks);
        }
        let pages = drawn.len();
        Self { roots, drawn, silent, lang, title, bookmarks, pages, pdf }
    }

    /// Every element, in reading order, with the kinds of those around it.
    pub fn elements(&self) -> Vec<(Vec<&str>, &Element)> {
        let mut all = Vec::new();
        for root in &self.roots {
            collect(root, &mut Vec::new(), &mut all);
        }
        all
    }

    /// The elements of a kind.
    pub fn of_kind<'a>(&'a self, kind: &str) -> Vec<&'a Element> {
        let all = self.elements().into_iter().filter(|(_, element)| element.kind == kind);
        all.map(|(_, element)| element).collect()
    }

    /// The headings in order: level and words. The title is not one of them.
    pub fn headings(&self) -> Vec<(usize, String)> {
        let all = self.elements();
        let headings = all.iter().filter_map(|(_, element)| {
            let level = element.kind.strip_prefix('H')?.parse().ok()?;
            Some((level, tidy(&element.text())))
        });
        headings.collect()
    }

    /// All that is read aloud.
    pub fn text(&self) -> String {
        self.roots.iter().map(Element::text).collect::<Vec<_>>().join("\n")
    }

    /// Everything in which a word could hide: what is read, drawn, in bookmarks and metadata, and
    /// every stream, unpacked.
    pub fn everything(&self) -> Vec<String> {
        let mut all = vec![self.text(), self.title.clone(), self.lang.clone()];
        all.extend(self.drawn.iter().cloned());
        all.extend(self.bookmarks.iter().map(|(_, words)| words.clone()));
        for (_, element) in self.elements() {
            all.extend(element.alt.iter().cloned());
        }
        for object in self.pdf.objects.values() {
            strings(object, &mut all);
            if let Object::Stream(stream) = object {
                let plain = stream.get_plain_content().unwrap_or_else(|_| stream.content.clone());
                all.push(String::from_utf8_lossy(&plain).into_owned());
            }
        }
        all
    }

    /// The tag tree as YAML: one line an element.
    pub fn yaml(&self) -> String {
        let mut yaml = String::new();
        for root in &self.roots {
            print(root, 0, &mut yaml);
        }
        yaml
    }
}

impl Element {
    /// Its words, those of pictures too, with a line's end after each block.
    pub fn text(&self) -> String {
        let mut text = String::new();
        if let Some(alt) = &self.alt {
            text.push_str(alt);
            text.push('\n');
        }
        for kid in &self.kids {
            match kid {
                Kid::Text { text: words, .. } => text.push_str(words),
                Kid::Element(element) => {
                    text.push_str(&element.text());
                    if !element.is_inline() {
                        text.push('\n');
                    }
                }
                Kid::Annotation(_) => {}
            }
        }
        text
    }

    /// Its elements.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.kids.iter().filter_map(|kid| match kid {
            Kid::Element(element) => Some(element),
            _ => None,
        })
    }

    /// Whether any text stands in it directly.
    pub fn has_own_text(&self) -> bool {
        self.kids.iter().any(|kid| matches!(kid, Kid::Text { text, .. } if !text.trim().is_empty()))
    }

    /// Part of a line rather than a block.
    pub fn is_inline(&self) -> bool {
        matches!(
            self.kind.as_str(),
            "Span" | "Link" | "Strong" | "Em" | "Reference" | "Quote" | "Code"
        )
    }

    /// Every element in it, itself too.
    pub fn all(&self) -> Vec<&Self> {
        let mut all = vec![self];
        for element in self.elements() {
            all.extend(element.all());
        }
        all
    }
}

/// Words with single plain spaces: no-break spaces and joiners of the page are no matter of reading.
pub fn tidy(text: &str) -> String {
    let text: String = text.chars().filter(|&c| c != '\u{2060}').collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn collect<'a>(
    element: &'a Element,
    around: &mut Vec<&'a str>,
    all: &mut Vec<(Vec<&'a str>, &'a Element)>,
) {
    all.push((around.clone(), element));
    around.push(&element.kind);
    for inside in element.elements() {
        collect(inside, around, all);
    }
    around.pop();
}

fn print(element: &Element, depth: usize, yaml: &mut String) {
    let mut head = element.kind.clone();
    for (name, value) in &element.attributes {
        let _ = write!(head, " {name}={value}");
    }
    if let Some(lang) = &element.lang {
        let _ = write!(head, " lang={lang}");
    }
    let indent = "  ".repeat(depth);
    let mut lines = Vec::new();
    if let Some(alt) = &element.alt {
        lines.push(format!("alt: {}", quoted(&tidy(alt))));
    }
    let only_text = element.alt.is_none()
        && element.kids.iter().all(|kid| matches!(kid, Kid::Text { lang: None, .. }));
    if only_text {
        let text = tidy(&element.text());
        let _ = if text.is_empty() {
            writeln!(yaml, "{indent}- {head}: []")
        } else {
            writeln!(yaml, "{indent}- {head}: {}", quoted(&text))
        };
        return;
    }
    let _ = writeln!(yaml, "{indent}- {head}:");
    for line in lines {
        let _ = writeln!(yaml, "{indent}  - {line}");
    }
    for kid in &element.kids {
        match kid {
            Kid::Element(inside) => print(inside, depth + 1, yaml),
            Kid::Text { text, lang } => {
                let text = quoted(&tidy(text));
                let _ = match lang {
                    Some(lang) => writeln!(yaml, "{indent}  - text lang={lang}: {text}"),
                    None => writeln!(yaml, "{indent}  - text: {text}"),
                };
            }
            Kid::Annotation(what) => {
                let _ = writeln!(yaml, "{indent}  - annotation: {}", quoted(what));
            }
        }
    }
}

/// A string of JSON, which is one of YAML.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is plain data")
}

struct Walk<'a> {
    pdf: &'a Document,
    marked: &'a Contents,
    roles: Option<&'a Dictionary>,
    reached: &'a RefCell<HashSet<(ObjectId, i64)>>,
}

impl Walk<'_> {
    fn kids(&self, object: &Object, page: Option<ObjectId>, kids: &mut Vec<Kid>) {
        let object = self.pdf.dereference(object).map_or(object, |(_, object)| object);
        match object {
            Object::Array(all) => all.iter().for_each(|one| self.kids(one, page, kids)),
            Object::Integer(number) => self.text(page, *number, kids),
            Object::Dictionary(dict) => {
                let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                match dict.get(b"Type").and_then(Object::as_name).unwrap_or_default() {
                    b"MCR" => {
                        let number = dict.get(b"MCID").and_then(Object::as_i64);
                        self.text(page, number.expect("an MCR has an MCID"), kids);
                    }
                    b"OBJR" => kids.push(Kid::Annotation(self.annotation(dict))),
                    _ => kids.push(Kid::Element(self.element(dict, page))),
                }
            }
            _ => {}
        }
    }

    fn text(&self, page: Option<ObjectId>, number: i64, kids: &mut Vec<Kid>) {
        if let Some(page) = page {
            self.reached.borrow_mut().insert((page, number));
        }
        let found = page.and_then(|page| self.marked.get(&(page, number)));
        let Some(Marked { text, lang }) = found.cloned() else { return };
        match kids.last_mut() {
            Some(Kid::Text { text: before, lang: same }) if *same == lang => before.push_str(&text),
            _ if text.is_empty() => {}
            _ => kids.push(Kid::Text { text, lang }),
        }
    }

    fn element(&self, dict: &Dictionary, page: Option<ObjectId>) -> Element {
        let get = |key: &[u8]| dict.get_deref(key, self.pdf).ok();
        let kind = get(b"S").and_then(|name| name.as_name().ok()).map(name_of).unwrap_or_default();
        let mapped = self.roles.and_then(|roles| roles.get(kind.as_bytes()).ok());
        let mut element = Element {
            mapped: mapped.and_then(|name| name.as_name().ok()).map(name_of),
            lang: get(b"Lang").map(text_of),
            alt: get(b"Alt").map(text_of),
            kind,
            ..Element::default()
        };
        if let Some(attributes) = get(b"A") {
            self.attributes(attributes, &mut element.attributes);
        }
        if let Some(inside) = get(b"K") {
            self.kids(inside, page, &mut element.kids);
        }
        element
    }

    fn attributes(&self, object: &Object, all: &mut Vec<(String, String)>) {
        match object {
            Object::Array(many) => {
                for one in many {
                    let one = self.pdf.dereference(one).map_or(one, |(_, object)| object);
                    self.attributes(one, all);
                }
            }
            Object::Dictionary(dict) => {
                for key in ["Scope", "ColSpan", "RowSpan", "ListNumbering", "Summary"] {
                    let value = match dict.get(key.as_bytes()) {
                        Ok(Object::Name(name)) => name_of(name),
                        Ok(Object::Integer(number)) => number.to_string(),
                        Ok(string @ Object::String(..)) => quoted(&text_of(string)),
                        _ => continue,
                    };
                    all.push((key.into(), value));
                }
            }
            _ => {}
        }
    }

    fn annotation(&self, reference: &Dictionary) -> String {
        let object = reference.get_deref(b"Obj", self.pdf).and_then(Object::as_dict);
        let Ok(object) = object else { return String::new() };
        let kind =
            object.get(b"Subtype").and_then(Object::as_name).map(name_of).unwrap_or_default();
        let contents = object.get_deref(b"Contents", self.pdf).map(text_of).unwrap_or_default();
        format!("{kind} {contents}").trim().to_owned()
    }
}

fn outline(pdf: &Document, parent: &Dictionary, depth: usize, all: &mut Vec<(usize, String)>) {
    let mut next = parent.get_deref(b"First", pdf).and_then(Object::as_dict).ok();
    while let Some(item) = next {
        all.push((depth, tidy(&item.get_deref(b"Title", pdf).map(text_of).unwrap_or_default())));
        outline(pdf, item, depth + 1, all);
        next = item.get_deref(b"Next", pdf).and_then(Object::as_dict).ok();
    }
}

fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// The text of a PDF string: UTF-16 with its mark, else Latin.
pub fn text_of(object: &Object) -> String {
    let Ok(bytes) = object.as_str() else { return String::new() };
    if let Some(utf16) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16_of(utf16);
    }
    if let Some(utf8) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return String::from_utf8_lossy(utf8).into_owned();
    }
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

fn utf16_of(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|found| found.unwrap_or('\u{fffd}')).collect()
}

fn strings(object: &Object, all: &mut Vec<String>) {
    match object {
        Object::String(..) => all.push(text_of(object)),
        Object::Name(name) => all.push(name_of(name)),
        Object::Array(many) => many.iter().for_each(|one| strings(one, all)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, one)| strings(one, all)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, one)| strings(one, all)),
        _ => {}
    }
}

/// What the codes of a font stand for, from its ToUnicode map.
type Letters = HashMap<u16, String>;

fn letters(pdf: &Document, font: &Dictionary) -> Letters {
    let map = font.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream);
    let Ok(map) = map.and_then(lopdf::Stream::get_plain_content) else { return Letters::new() };
    let map = String::from_utf8_lossy(&map).into_owned();
    let code = |hex: &str| u16::from_str_radix(hex, 16).expect("a code of two bytes");
    let words = |hex: &str| {
        let bytes: Vec<u8> = (0..hex.len() / 2)
            .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("hexadecimal"))
            .collect();
        utf16_of(&bytes)
    };
    let mut letters = Letters::new();
    let mut section = "";
    for line in map.lines() {
        let line = line.trim();
        let fields: Vec<&str> =
            line.split(['<', '>']).map(str::trim).filter(|part| !part.is_empty()).collect();
        match (section, fields.as_slice()) {
            _ if line.ends_with("beginbfchar") => section = "char",
            _ if line.ends_with("beginbfrange") => section = "range",
            _ if line.starts_with("endbf") => section = "",
            ("char", [from, to]) => {
                letters.insert(code(from), words(to));
            }
            ("range", [first, last, to]) => {
                let start = words(to).chars().next().map_or(0, u32::from);
                for (step, each) in (code(first)..=code(last)).enumerate() {
                    let letter = char::from_u32(start + u32::try_from(step).unwrap_or(0));
                    letters.insert(each, letter.unwrap_or('\u{fffd}').to_string());
                }
            }
            _ => {}
        }
    }
    letters
}

/// A piece of marked content that is open.
struct Open {
    number: Option<i64>,
    said_otherwise: bool,
}

/// What one page shows.
#[derive(Default)]
struct PageText {
    drawn: String,
    /// Outside every piece of marked content that the tag tree could name.
    unmarked: String,
}

fn page_text(
    pdf: &Document,
    page: ObjectId,
    fonts: &mut HashMap<ObjectId, Letters>,
    marked: &mut Contents,
) -> PageText {
    let mut names = HashMap::new();
    let (own, inherited) = pdf.get_page_resources(page).expect("the page's resources");
    let inherited = inherited.iter().filter_map(|id| pdf.get_dictionary(*id).ok());
    for resources in own.into_iter().chain(inherited) {
        let Ok(all) = resources.get_deref(b"Font", pdf).and_then(Object::as_dict) else { continue };
        for (name, font) in all {
            let id = font.as_reference().expect("a font is an object of its own");
            let dict = pdf.get_dictionary(id).expect("a font is a dictionary");
            fonts.entry(id).or_insert_with(|| letters(pdf, dict));
            names.insert(name.clone(), id);
        }
    }
    let content = Content::decode(&pdf.get_page_content(page)).expect("the page's content");
    let mut shown_here = PageText::default();
    let mut open: Vec<Open> = Vec::new();
    let mut font: Option<&Letters> = None;
    for operation in &content.operations {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let properties = operation.operands.get(1).and_then(|object| object.as_dict().ok());
                let get = |key: &[u8]| properties.and_then(|properties| properties.get(key).ok());
                let number = get(b"MCID").and_then(|number| number.as_i64().ok());
                if let Some(number) = number {
                    let piece = marked.entry((page, number)).or_default();
                    piece.lang = get(b"Lang").map(|lang| match lang {
                        Object::Name(name) => name_of(name),
                        other => text_of(other),
                    });
                }
                let said_otherwise = get(b"ActualText").is_some();
                if let Some(actual) = get(b"ActualText") {
                    let silent = open.iter().any(|piece| piece.said_otherwise);
                    if !silent {
                        add(&text_of(actual), page, &open, marked, &mut shown_here);
                    }
                }
                open.push(Open { number, said_otherwise });
            }
            "EMC" => {
                open.pop();
            }
            "Tf" => {
                let name = operation.operands.first().and_then(|name| name.as_name().ok());
                font = name.and_then(|name| fonts.get(names.get(name)?));
            }
            "Tj" | "TJ" | "'" | "\"" if !open.iter().any(|piece| piece.said_otherwise) => {
                let mut text = String::new();
                for operand in &operation.operands {
                    shown(operand, font, &mut text);
                }
                add(&text, page, &open, marked, &mut shown_here);
            }
            "ET" => {
                shown_here.drawn.push('\n');
                shown_here.unmarked.push('\n');
            }
            _ => {}
        }
    }
    shown_here
}

fn add(text: &str, page: ObjectId, open: &[Open], marked: &mut Contents, shown: &mut PageText) {
    shown.drawn.push_str(text);
    match open.iter().rev().find_map(|piece| piece.number) {
        Some(number) => marked.entry((page, number)).or_default().text.push_str(text),
        None => shown.unmarked.push_str(text),
    }
}

fn shown(object: &Object, font: Option<&Letters>, text: &mut String) {
    match object {
        Object::Array(all) => all.iter().for_each(|one| shown(one, font, text)),
        Object::String(bytes, _) => {
            for pair in bytes.chunks_exact(2) {
                let code = u16::from_be_bytes([pair[0], pair[1]]);
                let letter = font.and_then(|font| font.get(&code));
                text.push_str(letter.map_or("\u{fffd}", String::as_str));
            }
        }
        _ => {}
    }
}
