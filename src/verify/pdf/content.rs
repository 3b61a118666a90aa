//! The text that a page draws, forms and artifacts too: the codes of its strings, read through the
//! fonts, in the order of the content.

use std::collections::BTreeSet;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::fonts::Font;
use super::objects::text_of;
use super::{Budget, ByObject, PdfError};

/// The most bytes of one content stream. In memory its operations take fifty times as much.
const MOST_CONTENT_BYTES: usize = 8 << 20;

/// How deep forms stand in forms.
const DEEPEST_FORM: usize = 12;

/// The most forms that one page or form draws in all.
const MOST_FORMS: usize = 10_000;

/// A step back in thousandths of the type's size that is as wide as a space.
const SPACE: f32 = 180.0;

/// What was drawn.
#[derive(Debug, Default)]
pub(super) struct Painted {
    /// As it is seen.
    pub(super) drawn: String,
    /// As it is read: with what is said to be the text instead.
    pub(super) read: String,
    /// Alternative texts and expansions in the content.
    pub(super) alternatives: String,
    /// Everything could be read.
    pub(super) is_whole: bool,
}

/// Reads content.
pub(super) struct Painter<'a> {
    pdf: &'a Document,
    fonts: ByObject<Rc<Font<'a>>>,
    /// Streams that were read as content.
    pub(super) seen: BTreeSet<ObjectId>,
    forms: usize,
}

/// Where names of content stand for objects, the nearest first.
type Resources<'a> = Vec<&'a Dictionary>;

/// What content changes as it goes.
#[derive(Default)]
struct State<'a> {
    font: Option<Rc<Font<'a>>>,
    fonts_before: Vec<Option<Rc<Font<'a>>>>,
    /// Whether each open piece of marked content is read in other words.
    said_otherwise: Vec<bool>,
}

impl State<'_> {
    fn is_silent(&self) -> bool {
        self.said_otherwise.contains(&true)
    }
}

impl<'a> Painter<'a> {
    pub(super) fn new(pdf: &'a Document) -> Self {
        Self { pdf, fonts: ByObject::new(), seen: BTreeSet::new(), forms: 0 }
    }

    /// The text of a page.
    pub(super) fn page(
        &mut self,
        page: ObjectId,
        budget: &mut Budget,
    ) -> Result<Painted, PdfError> {
        let mut painted = Painted { is_whole: true, ..Painted::default() };
        let mut bytes = Vec::new();
        for id in self.pdf.get_page_contents(page) {
            self.seen.insert(id);
            let stream = self.pdf.get_object(id).and_then(Object::as_stream);
            let unpacked = match stream {
                Ok(stream) => budget.unpack_at_most(stream, MOST_CONTENT_BYTES - bytes.len())?,
                Err(_) => None,
            };
            match unpacked {
                Some(unpacked) => bytes.extend(unpacked),
                None => painted.is_whole = false,
            }
            bytes.push(b'\n');
            if bytes.len() >= MOST_CONTENT_BYTES {
                return Err(PdfError::TooLarge);
            }
        }
        let resources = self.resources_of(page);
        self.forms = 0;
        self.paint(&bytes, &resources, 0, &mut State::default(), budget, &mut painted)?;
        Ok(painted)
    }

    /// The text of a content stream on its own, with its own resources.
    pub(super) fn form(
        &mut self,
        form: &'a Stream,
        budget: &mut Budget,
    ) -> Result<Painted, PdfError> {
        let mut painted = Painted { is_whole: true, ..Painted::default() };
        self.forms = 0;
        self.paint_form(form, &Vec::new(), 0, budget, &mut painted)?;
        Ok(painted)
    }

    fn resources_of(&self, page: ObjectId) -> Resources<'a> {
        let Ok((own, inherited)) = self.pdf.get_page_resources(page) else { return Vec::new() };
        let inherited = inherited.iter().filter_map(|id| self.pdf.get_dictionary(*id).ok());
        own.into_iter().chain(inherited).collect()
    }

    fn find(&self, resources: &Resources<'a>, kind: &[u8], name: &[u8]) -> Option<&'a Object> {
        resources.iter().find_map(|resources| {
            let all = resources.get_deref(kind, self.pdf).and_then(Object::as_dict).ok()?;
            all.get(name).ok()
        })
    }

    fn paint_form(
        &mut self,
        form: &'a Stream,
        around: &Resources<'a>,
        depth: usize,
        budget: &mut Budget,
        painted: &mut Painted,
    ) -> Result<(), PdfError> {
        self.forms += 1;
        if depth > DEEPEST_FORM || self.forms > MOST_FORMS {
            return Err(PdfError::TooLarge);
        }
        let Some(bytes) = budget.unpack_at_most(form, MOST_CONTENT_BYTES)? else {
            painted.is_whole = false;
            return Ok(());
        };
        let own = form.dict.get_deref(b"Resources", self.pdf).and_then(Object::as_dict);
        let resources: Resources = own.into_iter().chain(around.iter().copied()).collect();
        self.paint(&bytes, &resources, depth, &mut State::default(), budget, painted)
    }

    fn paint(
        &mut self,
        bytes: &[u8],
        resources: &Resources<'a>,
        depth: usize,
        state: &mut State<'a>,
        budget: &mut Budget,
        painted: &mut Painted,
    ) -> Result<(), PdfError> {
        let content = Content::decode_strict(bytes).or_else(|_| {
            painted.is_whole = false;
            Content::decode(bytes)
        });
        let Ok(content) = content else { return Ok(()) };
        for Operation { operator, operands } in &content.operations {
            match operator.as_str() {
                "q" => state.fonts_before.push(state.font.clone()),
                "Q" => {
                    if let Some(font) = state.fonts_before.pop() {
                        state.font = font;
                    }
                }
                "Tf" => state.font = self.font(operands, resources, budget)?,
                "BT" | "Td" | "TD" | "Tm" | "T*" => painted.break_line(),
                "'" | "\"" => {
                    painted.break_line();
                    show(operands, state, painted);
                }
                "Tj" | "TJ" => show(operands, state, painted),
                "BDC" | "DP" => {
                    let otherwise = self.properties(operands, resources, state, painted);
                    if operator == "BDC" {
                        state.said_otherwise.push(otherwise);
                    }
                }
                "BMC" => state.said_otherwise.push(false),
                "EMC" => {
                    state.said_otherwise.pop();
                }
                "Do" => self.draw(operands, resources, depth, budget, painted)?,
                _ => {}
            }
        }
        painted.break_line();
        Ok(())
    }

    fn font(
        &mut self,
        operands: &[Object],
        resources: &Resources<'a>,
        budget: &mut Budget,
    ) -> Result<Option<Rc<Font<'a>>>, PdfError> {
        let name = operands.first().and_then(|name| name.as_name().ok());
        let object = name.and_then(|name| self.find(resources, b"Font", name));
        let Some(object) = object else { return Ok(None) };
        let Ok((id, Object::Dictionary(font))) = self.pdf.dereference(object) else {
            return Ok(None);
        };
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(Rc::clone(known)));
        }
        let font = Rc::new(Font::of(self.pdf, font, budget)?);
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&font));
        }
        Ok(Some(font))
    }

    /// What marked content says of itself; whether that is read instead of what is drawn.
    fn properties(
        &self,
        operands: &[Object],
        resources: &Resources<'a>,
        state: &State<'_>,
        painted: &mut Painted,
    ) -> bool {
        let properties = match operands.get(1) {
            Some(Object::Dictionary(properties)) => Some(properties),
            Some(Object::Name(name)) => {
                let named = self.find(resources, b"Properties", name);
                let named = named.and_then(|named| self.pdf.dereference(named).ok());
                named.and_then(|(_, named)| named.as_dict().ok())
            }
            _ => None,
        };
        let Some(properties) = properties else { return false };
        for key in [b"Alt".as_slice(), b"E"] {
            if let Ok(text) = properties.get_deref(key, self.pdf) {
                painted.alternatives.push_str(&text_of(text));
                painted.alternatives.push('\u{1f}');
            }
        }
        let Ok(actual) = properties.get_deref(b"ActualText", self.pdf) else { return false };
        if !state.is_silent() {
            painted.break_line();
            painted.read.push_str(&text_of(actual));
            painted.read.push('\n');
        }
        true
    }

    fn draw(
        &mut self,
        operands: &[Object],
        resources: &Resources<'a>,
        depth: usize,
        budget: &mut Budget,
        painted: &mut Painted,
    ) -> Result<(), PdfError> {
        let name = operands.first().and_then(|name| name.as_name().ok());
        let object = name.and_then(|name| self.find(resources, b"XObject", name));
        let drawn = object.and_then(|object| self.pdf.dereference(object).ok());
        let Some((id, Object::Stream(stream))) = drawn else { return Ok(()) };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form")
        {
            return Ok(());
        }
        self.seen.extend(id);
        self.paint_form(stream, resources, depth + 1, budget, painted)
    }
}

impl Painted {
    fn break_line(&mut self) {
        for text in [&mut self.drawn, &mut self.read] {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
        }
    }
}

fn show(operands: &[Object], state: &State<'_>, painted: &mut Painted) {
    let mut text = String::new();
    for operand in operands {
        let parts = match operand {
            Object::Array(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        for part in parts {
            match (part, &state.font) {
                (Object::String(codes, _), Some(font)) => {
                    painted.is_whole &= font.say(codes, &mut text) == 0;
                }
                (Object::String(codes, _), None) => painted.is_whole &= codes.is_empty(),
                // The numbers of `"` are no steps.
                (number, _) => {
                    let is_step = matches!(operand, Object::Array(_));
                    if is_step && number.as_float().is_ok_and(|step| step <= -SPACE) {
                        text.push(' ');
                    }
                }
            }
        }
    }
    painted.drawn.push_str(&text);
    if !state.is_silent() {
        painted.read.push_str(&text);
    }
}
