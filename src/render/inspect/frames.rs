//! Walks the laid-out frames of a document: every run of text with its place, its look, and what the
//! tags around it say that it is.

use typst::foundations::{Content, NativeElement};
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::model::{
    EmphElem, HeadingElem, LinkMarker, OutlineEntry, ParElem, TableCell, TitleElem,
};
use typst::pdf::{ArtifactElem, ArtifactKind, PdfMarkerTag};
use typst::text::{FontStyle, TextItem, UnderlineElem};
use typst::visualize::{Geometry, Paint, Shape};
use typst_layout::PagedDocument;

use super::contrast::{self, Colour};
use super::{Inspection, Role, TextBox};

/// Takes a document's pages apart.
pub(super) fn read(document: &PagedDocument) -> Inspection {
    let mut reader = Reader::default();
    let mut pages_pt = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let size = page.frame.size();
        pages_pt.push((size.x.to_pt(), size.y.to_pt()));
        reader.page = index + 1;
        reader.grounds.clear();
        let paper = page.fill_or_white().and_then(|paint| solid(&paint)).unwrap_or(contrast::WHITE);
        let area = (0.0, 0.0, size.x.to_pt(), size.y.to_pt());
        reader.grounds.push(Ground { area, paper, is_sign: false });
        reader.walk(&page.frame, Transform::identity());
    }
    let Reader { text, least_rule_contrast, .. } = reader;
    Inspection { pages: pages_pt.len(), text, pages_pt, least_rule_contrast }
}

/// An area that something was painted on: left, top, right, bottom in points.
struct Ground {
    area: (f64, f64, f64, f64),
    paper: Colour,
    /// A sign such as a disc: what is drawn on it stands on it, text does not.
    is_sign: bool,
}

/// Points: what is painted in curves and is larger is the frame of a box, not a ground.
const LARGEST_SIGN_PT: f64 = 72.0;

/// An element whose tags are open.
struct Open {
    location: Location,
    is: Is,
}

#[derive(Clone, Copy, PartialEq)]
enum Is {
    Silent(ArtifactKind),
    Heading(usize),
    /// A paragraph, a cell, a label: what text is set in.
    Piece(usize),
    Link,
    Emphasis,
    Underline,
}

#[derive(Default)]
struct Reader {
    page: usize,
    pieces: usize,
    open: Vec<Open>,
    grounds: Vec<Ground>,
    text: Vec<TextBox>,
    least_rule_contrast: Option<f64>,
}

impl Reader {
    fn walk(&mut self, frame: &Frame, transform: Transform) {
        for (point, item) in frame.items() {
            let here = transform.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => {
                    self.walk(&group.frame, here.pre_concat(group.transform));
                }
                FrameItem::Tag(Tag::Start(element, _)) => self.start(element),
                FrameItem::Tag(Tag::End(location, ..)) => {
                    let place = self.open.iter().rposition(|open| open.location == *location);
                    place.map(|place| self.open.remove(place));
                }
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Text(item) => self.text(item, here),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &Content) {
        let Some(location) = element.location() else { return };
        let is = if let Some(artifact) = element.to_packed::<ArtifactElem>() {
            Is::Silent(artifact.kind.get(typst::foundations::StyleChain::default()))
        } else if is_a::<HeadingElem>(element) || is_a::<TitleElem>(element) {
            self.pieces += 1;
            Is::Heading(self.pieces)
        } else if is_a::<ParElem>(element)
            || is_a::<OutlineEntry>(element)
            || is_a::<TableCell>(element)
            || is_a::<PdfMarkerTag>(element)
        {
            self.pieces += 1;
            Is::Piece(self.pieces)
        } else if is_a::<LinkMarker>(element) {
            Is::Link
        } else if is_a::<EmphElem>(element) {
            Is::Emphasis
        } else if is_a::<UnderlineElem>(element) {
            Is::Underline
        } else {
            return;
        };
        self.open.push(Open { location, is });
    }

    fn has(&self, is: Is) -> bool {
        self.open.iter().any(|open| open.is == is)
    }

    /// What the tags say of text that stands here.
    fn role(&self) -> Role {
        let silent = self.open.iter().find_map(|open| match open.is {
            Is::Silent(ArtifactKind::Header) => Some(Role::Header),
            Is::Silent(ArtifactKind::Footer) => Some(Role::Footer),
            Is::Silent(_) => Some(Role::Silent),
            _ => None,
        });
        let heading = || self.open.iter().any(|open| matches!(open.is, Is::Heading(_)));
        silent.unwrap_or_else(|| if heading() { Role::Heading } else { Role::Body })
    }

    /// The number of the innermost paragraph, heading, cell or label; 0 outside all. The head and the
    /// foot of a page are no part of the paragraph that goes on over its end.
    fn piece(&self) -> usize {
        let margin = |open: &Open| {
            matches!(open.is, Is::Silent(ArtifactKind::Header | ArtifactKind::Footer))
        };
        let within = self.open.iter().rposition(margin).unwrap_or(0);
        let innermost = self.open[within..].iter().rev().find_map(|open| match open.is {
            Is::Heading(piece) | Is::Piece(piece) => Some(piece),
            _ => None,
        });
        innermost.unwrap_or(0)
    }

    /// The colour under a point: what was last painted there.
    fn ground(&self, x_pt: f64, y_pt: f64, on_signs: bool) -> Colour {
        let covers = |ground: &&Ground| {
            let (left, top, right, bottom) = ground.area;
            (on_signs || !ground.is_sign)
                && (left..=right).contains(&x_pt)
                && (top..=bottom).contains(&y_pt)
        };
        self.grounds.iter().rev().find(covers).map_or(contrast::WHITE, |ground| ground.paper)
    }

    fn shape(&mut self, shape: &Shape, here: Transform) {
        let origin = Point::zero().transform(here);
        let (x_pt, y_pt) = (origin.x.to_pt(), origin.y.to_pt());
        if let Some(paper) = shape.fill.as_ref().and_then(solid) {
            let size: Size = shape.bbox(false).size();
            let (width, height) = (size.x.to_pt(), size.y.to_pt());
            let is_sign = !matches!(shape.geometry, Geometry::Rect(_));
            if is_sign && width.max(height) >= LARGEST_SIGN_PT {
                // The side of a frame. It stands on the paper, whatever signs and sides lie near it.
                self.rule(paper, self.ground(x_pt, y_pt, false));
            } else {
                let area = (x_pt, y_pt, x_pt + width, y_pt + height);
                self.grounds.push(Ground { area, paper, is_sign });
            }
        }
        let stroke = shape.stroke.as_ref().filter(|stroke| stroke.thickness.to_pt() > 0.0);
        if let Some(colour) = stroke.and_then(|stroke| solid(&stroke.paint)) {
            self.rule(colour, self.ground(x_pt, y_pt, true));
        }
    }

    /// A frame or a rule, seen against what it is drawn on.
    fn rule(&mut self, colour: Colour, ground: Colour) {
        let contrast = contrast::between(colour, ground);
        let least = self.least_rule_contrast.map_or(contrast, |least| least.min(contrast));
        self.least_rule_contrast = Some(least);
    }

    fn text(&mut self, item: &TextItem, here: Transform) {
        if item.text.chars().all(char::is_whitespace) {
            return;
        }
        let origin = Point::zero().transform(here);
        // A scaled group prints its text at another size than the text says.
        let scale = (here.sx.get() * here.sy.get() - here.kx.get() * here.ky.get()).abs().sqrt();
        let (x_pt, y_pt) = (origin.x.to_pt(), origin.y.to_pt());
        let size_pt = item.size.to_pt() * scale;
        let fill = solid(&item.fill);
        let ground = self.ground(x_pt, y_pt - 0.3 * size_pt, false);
        let slanted = here.kx.get().abs() > 0.01 || here.ky.get().abs() > 0.01;
        self.text.push(TextBox {
            page: self.page,
            x_pt,
            y_pt,
            width_pt: item.width().to_pt() * here.sx.get().abs(),
            size_pt,
            text: item.text.to_string(),
            font: item.font.info().family.to_string(),
            colour: fill.map(contrast::hex).unwrap_or_default(),
            contrast: fill.map_or(0.0, |fill| contrast::between(fill, ground)),
            missing_glyphs: item.glyphs.iter().filter(|glyph| glyph.id == 0).count(),
            role: self.role(),
            piece: self.piece(),
            italic: slanted
                || self.has(Is::Emphasis)
                || item.font.info().variant.style != FontStyle::Normal,
            underlined: self.has(Is::Underline) && !self.has(Is::Link),
            hyphen_added: ends_in_added_hyphen(item),
        });
    }
}

fn is_a<T: NativeElement>(element: &Content) -> bool {
    element.to_packed::<T>().is_some()
}

/// The last glyph is a hyphen and the last character is none: the engine divided a word.
fn ends_in_added_hyphen(item: &TextItem) -> bool {
    let hyphens = ['-', '\u{2010}'].map(|hyphen| item.font.ttf().glyph_index(hyphen));
    let last = item.glyphs.last().map(|glyph| glyph.id);
    let drawn = last.is_some_and(|last| hyphens.iter().flatten().any(|hyphen| hyphen.0 == last));
    drawn && !item.text.trim_end().ends_with(['-', '\u{2010}', '\u{2011}'])
}

fn solid(paint: &Paint) -> Option<Colour> {
    let Paint::Solid(colour) = paint else { return None };
    let [red, green, blue, _] = colour.to_vec4_u8();
    Some((red, green, blue))
}
