//! Where a mark is drawn and how, and reading it back from there: from the rectangles, not a picture.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{MODULES, MarkError, SheetMark, Symbol};
use crate::config::Zone;

/// Points of a millimetre.
const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// The side of a module in millimetres.
const MODULE_MM: f32 = 0.4;

/// The symbol's left edge in millimetres from the paper's.
const LEFT_MM: f32 = 5.2;

/// The symbol's top edge in millimetres from the paper's: between the folds of a DL (99 mm) and of a
/// C5 (148.5 mm), and between the holes of a file (108.5 and 188.5 mm).
const TOP_MM: f32 = 120.0;

/// How far the matrix of a mark may be from its place, in points: the paper's height is rounded.
const TOLERANCE_PT: f32 = 0.01;

/// The most bytes of a mark's drawing: a symbol has at most 12 rectangles in each of its rows.
const MOST_BYTES: usize = 16_384;

/// What is to be kept free of print on every front: the symbol with two modules around it.
pub const PLACE: Zone = Zone { x_mm: 4.4, y_mm: 119.2, width_mm: 11.2, height_mm: 11.2 };

/// A module's side and the symbol's top left corner, as the matrix that maps modules to the paper.
fn matrix(page_height_pt: f32) -> [f32; 6] {
    let module = MODULE_MM * POINTS_PER_MM;
    let top = page_height_pt - TOP_MM * POINTS_PER_MM;
    [module, 0.0, 0.0, -module, LEFT_MM * POINTS_PER_MM, top]
}

/// The operators that draw a mark: one path in black, in marked content that says it is a
/// production aid.
///
/// # Errors
/// When there is no symbol for the mark.
pub(in crate::print) fn draw(mark: &SheetMark, page_height_pt: f32) -> Result<Vec<u8>, MarkError> {
    let symbol = Symbol::of(mark)?;
    let [a, b, c, d, e, f] = matrix(page_height_pt);
    let mut content = Vec::with_capacity(4096);
    let mut put = |text: String| content.extend_from_slice(text.as_bytes());
    put(format!("/Artifact<</Type/Page>>BDC\nq {a:.5} {b} {c} {d:.5} {e:.5} {f:.5} cm 0 g\n"));
    for (row, modules) in symbol.rows().enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|one, other| one == other) {
            if run[0] {
                put(format!("{column} {row} {} 1 re\n", run.len()));
            }
            column += run.len();
        }
    }
    put("f Q\nEMC\n".to_owned());
    Ok(content)
}

/// The mark of each page, `None` where the page has none: read from the rectangles of the page's last
/// content stream, which has nothing but the mark.
///
/// # Errors
/// A page's entry is an error where something was drawn as a mark that is none, or elsewhere.
pub fn read_marks(pdf: &Document) -> Vec<Result<Option<SheetMark>, MarkError>> {
    pdf.page_iter().map(|page| read_mark(pdf, page).transpose()).collect()
}

/// The mark of one page, if it has one.
fn read_mark(pdf: &Document, page: ObjectId) -> Option<Result<SheetMark, MarkError>> {
    let last = *pdf.get_page_contents(page).last()?;
    let stream = pdf.get_object(last).and_then(Object::as_stream).ok()?;
    let content = stream.get_plain_content_with_limit(MOST_BYTES).ok()?;
    let operations = Content::decode_strict(&content).ok()?.operations;
    let drawing = within_artifact(&operations)?;
    let height_pt = pdf.get_dictionary(page).ok().and_then(|page| page_height_pt(pdf, page));
    let symbol = height_pt.ok_or(MarkError::Damaged).and_then(|pt| symbol_of(drawing, pt));
    Some(symbol.and_then(|symbol| symbol.read()))
}

/// What stands in the artifact of a production aid, where the content is that and nothing more.
fn within_artifact(operations: &[Operation]) -> Option<&[Operation]> {
    let [close, begin, drawing @ .., end] = operations else { return None };
    let [Object::Name(tag), Object::Dictionary(about)] = begin.operands.as_slice() else {
        return None;
    };
    let is_aid = tag == b"Artifact" && about.has_type(b"Page");
    let operators = [close, begin, end].map(|operation| operation.operator.as_str());
    (is_aid && operators == ["Q", "BDC", "EMC"]).then_some(drawing)
}

/// The dark modules of a drawing.
fn symbol_of(drawing: &[Operation], page_height_pt: f32) -> Result<Symbol, MarkError> {
    let [save, place, black, rectangles @ .., fill, restore] = drawing else {
        return Err(MarkError::Damaged);
    };
    let operators = [save, place, black, fill, restore].map(|one| one.operator.as_str());
    let is_black = black.operands == [Object::Integer(0)];
    let here = numbers::<6>(place).ok_or(MarkError::Damaged)?;
    let differs = |(one, other): (&f32, f32)| (one - other).abs() > TOLERANCE_PT;
    if operators != ["q", "cm", "g", "f", "Q"]
        || !is_black
        || here.iter().zip(matrix(page_height_pt)).any(differs)
    {
        return Err(MarkError::Damaged);
    }
    let mut symbol = Symbol::blank();
    for rectangle in rectangles {
        darken(rectangle, &mut symbol).ok_or(MarkError::Damaged)?;
    }
    Ok(symbol)
}

/// Makes the modules of one rectangle dark; none where it is no run of modules that were light.
fn darken(rectangle: &Operation, symbol: &mut Symbol) -> Option<()> {
    let [Object::Integer(column), Object::Integer(row), Object::Integer(width), Object::Integer(1)] =
        rectangle.operands.as_slice()
    else {
        return None;
    };
    let [column, row, width] = [column, row, width].map(|number| usize::try_from(*number).ok());
    let (column, row, width) = (column?, row?, width?);
    let fits = rectangle.operator == "re" && width > 0 && column.checked_add(width)? <= MODULES;
    (fits && (column..column + width).all(|column| symbol.darken(column, row))).then_some(())
}

/// The operands of an operation as numbers.
fn numbers<const COUNT: usize>(operation: &Operation) -> Option<[f32; COUNT]> {
    let numbers: Option<Vec<f32>> =
        operation.operands.iter().map(|number| number.as_float().ok()).collect();
    numbers?.try_into().ok()
}

/// The height in points of a page whose own box stands at the origin.
pub(in crate::print) fn page_height_pt(pdf: &Document, page: &Dictionary) -> Option<f32> {
    let corners = page.get_deref(b"MediaBox", pdf).and_then(Object::as_array).ok()?;
    let corners: Option<Vec<f32>> = corners.iter().map(|corner| corner.as_float().ok()).collect();
    let [left, bottom, _, top] = corners?.try_into().ok()?;
    let at_origin = left == 0.0 && bottom == 0.0;
    at_origin.then_some(top)
}
