//! What is printed where on the laid-out pages, held against what must stay free: the envelope's
//! window but for the address, other zones of the first page, and the strip of the sheet mark.

use typst::layout::{Frame, FrameItem, Point, Rect, Size, Transform};
use typst_layout::PagedDocument;

use super::Inspection;
use crate::config::{SHEET_MARK, Window, Zone};
use crate::finding::Finding;

/// Millimetres that no eye sees.
const TOLERANCE_MM: f64 = 0.05;
/// Points: an address in the window is never smaller. Sorting machines read 10 to 12.
const LEAST_ADDRESS_PT: f64 = 10.0;
const MM_PER_PT: f64 = 25.4 / 72.0;

/// What the envelope asks of the first page of a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstPage {
    /// The envelope's geometry.
    pub geometry: Window,
    /// The lines of the address, from the top.
    pub address: Vec<String>,
}

/// Something printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// The page, from 1.
    pub page: usize,
    /// The smallest rectangle around its ink; for text, around its letters.
    pub around: Zone,
    /// The size of the type in points, and the characters; none for lines, shapes and pictures.
    pub text: Option<(f64, String)>,
}

/// Everything that is printed on the pages of a document, in the order in which it was laid out.
pub(super) fn printed(document: &PagedDocument) -> Vec<Printed> {
    let mut all = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk(&page.frame, Transform::identity(), index + 1, &mut all);
    }
    all
}

fn walk(frame: &Frame, transform: Transform, page: usize, all: &mut Vec<Printed>) {
    for (point, item) in frame.items() {
        let here = transform.pre_concat(Transform::translate(point.x, point.y));
        let (ink, text) = match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here.pre_concat(group.transform), page, all);
                continue;
            }
            FrameItem::Text(item) if item.text.chars().any(|c| !c.is_whitespace()) => {
                let scale = here.sx.get().abs();
                let text = (item.size.to_pt() * scale, item.text.to_string());
                (letters(item), Some(text))
            }
            FrameItem::Shape(shape, _) => (shape.bbox(true), None),
            FrameItem::Image(_, size, _) => (Rect::from_pos_size(Point::zero(), *size), None),
            FrameItem::Text(_) | FrameItem::Link(..) | FrameItem::Tag(_) => continue,
        };
        all.push(Printed { page, around: zone(ink, here), text });
    }
}

/// Around the letters of a run: what the font draws, which is less than the line takes.
fn letters(item: &typst::text::TextItem) -> Rect {
    let drawn = item.bbox();
    if drawn.min.x.to_pt().is_finite() && drawn.max.x.to_pt().is_finite() {
        return drawn;
    }
    // A font that does not say: the whole height of the type above the baseline.
    let height = item.size;
    Rect::from_pos_size(Point::with_y(-height), Size::new(item.width(), height))
}

/// A rectangle of a frame as a zone of its page, whichever way it is turned.
fn zone(ink: Rect, transform: Transform) -> Zone {
    let Rect { min, max } = ink;
    let corners = [min, max, Point::new(min.x, max.y), Point::new(max.x, min.y)];
    let corners = corners.map(|corner| {
        let corner = corner.transform(transform);
        (corner.x.to_pt() * MM_PER_PT, corner.y.to_pt() * MM_PER_PT)
    });
    let least = |side: fn(&(f64, f64)) -> f64| corners.iter().map(side).fold(f64::MAX, f64::min);
    let most = |side: fn(&(f64, f64)) -> f64| corners.iter().map(side).fold(f64::MIN, f64::max);
    let (x_mm, y_mm) = (least(|corner| corner.0), least(|corner| corner.1));
    Zone::new(x_mm, y_mm, most(|corner| corner.0) - x_mm, most(|corner| corner.1) - y_mm)
}

/// What a zone is for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Purpose {
    /// The window: the address and nothing else.
    Window,
    /// The address, as a whole.
    Address,
    /// Free for the envelope or the council's own reasons.
    Free,
    /// Free for the sheet mark.
    Mark,
}

/// A zone that is not as it must be.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    /// What it is for.
    pub purpose: Purpose,
    /// The zone itself.
    pub zone: Zone,
    /// The page, from 1.
    pub page: usize,
    /// Where the print is that should not be there, or that should be elsewhere.
    pub around: Zone,
}

/// Every zone that is not as it must be, with the first thing that breaks it.
pub(super) fn broken(printed: &[Printed], first: Option<&FirstPage>) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut pages_marked = 0;
    for item in printed {
        if item.page > pages_marked && inked(&SHEET_MARK, item) {
            pages_marked = item.page;
            broken.push(Broken::by(item, Purpose::Mark, SHEET_MARK));
        }
    }
    let Some(FirstPage { geometry, address }) = first else { return broken };
    let on_first = || printed.iter().filter(|item| item.page == 1);
    for free in &geometry.keep_free {
        let intruder = on_first().find(|item| inked(free, item));
        broken.extend(intruder.map(|item| Broken::by(item, Purpose::Free, *free)));
    }
    if let Some(window) = &geometry.window {
        broken.extend(window_broken(on_first(), window, &geometry.address, address));
    }
    broken
}

impl Broken {
    fn by(item: &Printed, purpose: Purpose, zone: Zone) -> Self {
        Self { purpose, zone, page: item.page, around: item.around }
    }
}

/// What is in the window has to be the letters of the address, all of them and no other; and those
/// have to stand where the window shows them wherever the sheet slips.
fn window_broken<'a>(
    first_page: impl Iterator<Item = &'a Printed>,
    window: &Zone,
    place: &Zone,
    address: &[String],
) -> Vec<Broken> {
    let in_window: Vec<&Printed> = first_page.filter(|item| inked(window, item)).collect();
    let mut expected = letters_of(address.iter().map(String::as_str));
    let mut strange: Option<&Printed> = None;
    for item in &in_window {
        let is_of_it = item.text.as_ref().is_some_and(|(_, text)| take(&mut expected, text));
        if !is_of_it {
            strange = strange.or(Some(item));
        }
    }
    if let Some(item) = strange {
        return vec![Broken::by(item, Purpose::Window, *window)];
    }
    let outside = in_window.iter().find(|item| item.text.is_some() && !within(place, item));
    match outside {
        Some(item) => vec![Broken::by(item, Purpose::Address, *place)],
        None if expected.is_empty() => Vec::new(),
        None => vec![Broken { purpose: Purpose::Address, zone: *place, page: 1, around: *place }],
    }
}

/// Letters, sorted: a font change cuts a line into runs whose order says nothing.
fn letters_of<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut letters: Vec<char> =
        texts.flat_map(str::chars).filter(|letter| !letter.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

/// Takes the letters of a text out of those that are expected; false where they are not all there.
fn take(expected: &mut Vec<char>, text: &str) -> bool {
    let mut left = expected.clone();
    for letter in letters_of(std::iter::once(text)) {
        match left.binary_search(&letter) {
            Ok(place) => drop(left.remove(place)),
            Err(_) => return false,
        }
    }
    *expected = left;
    true
}

fn inked(zone: &Zone, item: &Printed) -> bool {
    let Zone { x_mm, y_mm, width_mm, height_mm } = item.around;
    let shrunk = Zone::new(
        x_mm + TOLERANCE_MM,
        y_mm + TOLERANCE_MM,
        // A rule has no height of its own to lose.
        (width_mm - 2.0 * TOLERANCE_MM).max(f64::MIN_POSITIVE),
        (height_mm - 2.0 * TOLERANCE_MM).max(f64::MIN_POSITIVE),
    );
    zone.overlaps(&shrunk)
}

fn within(zone: &Zone, item: &Printed) -> bool {
    let grown = Zone::new(
        zone.x_mm - TOLERANCE_MM,
        zone.y_mm - TOLERANCE_MM,
        zone.width_mm + 2.0 * TOLERANCE_MM,
        zone.height_mm + 2.0 * TOLERANCE_MM,
    );
    grown.contains(&item.around)
}

/// What was found, in words. No text of the page is named.
pub(super) fn findings(printed: &[Printed], first: Option<&FirstPage>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = broken(printed, first).iter().map(finding).collect();
    let small = first.is_some_and(|first| {
        let mut address = printed.iter().filter(|item| is_address(item, first));
        address.any(|item| item.text.as_ref().is_some_and(|(size, _)| *size < LEAST_ADDRESS_PT))
    });
    if small {
        findings.push(Finding::new("FMT-02", "the address in the window is smaller than 10 pt"));
    }
    findings
}

fn finding(broken: &Broken) -> Finding {
    let Broken { purpose, page, around, .. } = broken;
    let (x, y) = (around.x_mm.round(), around.y_mm.round());
    match purpose {
        Purpose::Window => Finding::new(
            "PRT-02",
            format!(
                "something beside the address would show in the window: {x} mm from the left, {y} \
                 mm from the top"
            ),
        )
        .help("move it in the templates, or correct the window's geometry under `print.windows`"),
        Purpose::Address => Finding::new(
            "PRT-07",
            "the address does not fit its window at 10 pt, or is not there as a whole",
        ),
        Purpose::Free | Purpose::Mark => {
            let what = match purpose {
                Purpose::Mark => "where the sheet mark goes",
                _ => "in a zone that must stay free",
            };
            let place = format!("{x} mm from the left, {y} mm from the top");
            Finding::new("PRT-10", format!("page {page} has print {what}: {place}"))
        }
    }
}

/// Whether something stands where the window shows the address.
fn is_address(item: &Printed, first: &FirstPage) -> bool {
    item.page == 1
        && item.text.is_some()
        && first.geometry.window.is_some()
        && within(&first.geometry.address, item)
}

/// The pages without the address in the window, which has a size of its own: the post reads it, and
/// the letter repeats it at the size of its reader (FMT-02).
pub(super) fn without_address(inspection: &Inspection, first: &FirstPage) -> Inspection {
    let Some(window) = first.geometry.window else { return inspection.clone() };
    let mut left = inspection.clone();
    left.text.retain(|text| {
        // Where it begins: a line that leaves the window is told as that (PRT-07), and once.
        let (x_mm, y_mm) = (text.x_pt * MM_PER_PT, text.y_pt * MM_PER_PT);
        let start = Zone::new(x_mm, y_mm, f64::MIN_POSITIVE, f64::MIN_POSITIVE);
        text.page != 1 || !window.contains(&start)
    });
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(x_mm: f64, y_mm: f64, width_mm: f64, text: &str) -> Printed {
        let around = Zone::new(x_mm, y_mm, width_mm, 3.0);
        Printed { page: 1, around, text: Some((11.0, text.into())) }
    }

    fn sound() -> (Vec<Printed>, FirstPage) {
        let geometry = Window::built_in("dl").unwrap();
        let Zone { x_mm, y_mm, .. } = geometry.address;
        let lines = ["Ms Jo Vale", "1 Mill Lane", "ZZ1 2AB"];
        let printed = [
            text(25.0, 20.0, 60.0, "Brackenholt Council"),
            text(x_mm, y_mm + 1.0, 20.0, "Ms Jo Vale"),
            // A font change in the middle of a line.
            text(x_mm + 5.0, y_mm + 6.0, 15.0, "Mill Lane"),
            text(x_mm, y_mm + 6.0, 4.0, "1 "),
            text(x_mm, y_mm + 11.0, 20.0, "ZZ1\u{a0}2AB"),
            text(25.0, 100.0, 160.0, "Dear Ms Vale"),
        ];
        (printed.into(), FirstPage { geometry, address: lines.map(str::to_owned).into() })
    }

    fn rules(change: impl FnOnce(&mut Vec<Printed>, &mut FirstPage)) -> Vec<&'static str> {
        let (mut printed, mut first) = sound();
        change(&mut printed, &mut first);
        findings(&printed, Some(&first)).iter().map(|finding| finding.rule.id).collect()
    }

    #[test]
    fn each_fault_is_found_alone() {
        let shape = |x_mm, y_mm, width_mm, height_mm| Printed {
            page: 1,
            around: Zone::new(x_mm, y_mm, width_mm, height_mm),
            text: None,
        };
        type Change<'a> = &'a dyn Fn(&mut Vec<Printed>, &mut FirstPage);
        let changes: [(&[&str], Change<'_>); 12] = [
            (&[], &|_, _| {}),
            (&["PRT-02"], &|all, _| all.push(shape(100.0, 40.0, 30.0, 20.0))),
            (&["PRT-02"], &|all, _| all.push(shape(20.0, 90.0, 170.0, 0.0))),
            (&["PRT-02"], &|all, _| all.push(text(30.0, 85.0, 20.0, "DW-20000"))),
            // What the address says already, once too often.
            (&["PRT-02"], &|all, _| all.push(text(30.0, 85.0, 20.0, "ZZ1 2AB"))),
            (&["PRT-07"], &|all, _| all[1].around.width_mm = 90.0),
            (&["PRT-07"], &|all, _| drop(all.remove(4))),
            (&["FMT-02"], &|all, _| all[1].text = Some((9.0, "Ms Jo Vale".into()))),
            (&["PRT-10"], &|all, _| all.push(text(5.0, 280.0, 20.0, "foot"))),
            (&["PRT-10"], &|all, _| {
                all.push(Printed { page: 2, ..text(5.0, 280.0, 20.0, "foot") });
            }),
            (&["PRT-10"], &|_, first| {
                first.geometry.keep_free = vec![Zone::new(16.0, 95.0, 100.0, 10.0)];
            }),
            (&[], &|all, first| {
                first.geometry.window = None;
                all.push(shape(100.0, 40.0, 30.0, 20.0));
            }),
        ];
        for (number, (expected, change)) in changes.into_iter().enumerate() {
            assert_eq!(rules(change), expected, "{number}");
        }
    }

    #[test]
    fn every_page_of_every_document_keeps_the_marks_place_free() {
        let mark = |page| Printed { page, ..text(5.0, 280.0, 20.0, "foot") };
        let found = broken(&[mark(1), mark(1), mark(3)], None);
        let pages: Vec<usize> = found.iter().map(|one| one.page).collect();
        assert_eq!(pages, [1, 3]);
    }
}
