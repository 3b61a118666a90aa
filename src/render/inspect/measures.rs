//! The measured values of one document. They carry the numbers of the acceptance checks
//! (`tests/suite/checks/mod.rs`) and stand in `run.json` with each copy.

use serde::Serialize;

use super::lines::{Line, lines, pieces};
use super::{Inspection, Role, capitals};
use crate::merge::divided;

/// Points within which the ends of lines are one edge.
const ONE_EDGE_PT: f64 = 0.3;

/// Lines that end on one edge, of which none is the last of its paragraph, that are no accident.
const LINES_OF_A_BLOCK: usize = 4;

/// Times the smallest type: what is larger is no running text.
const LARGEST_BODY: f64 = 1.1;

/// Points within which two page numbers stand in one place.
const ONE_PLACE_PT: f64 = 0.5;

/// What was measured on the pages of one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// Headings that stand alone at the foot of a page.
    #[serde(rename = "5_headings_at_foot")]
    pub headings_at_foot: usize,
    /// Characters that no font has.
    #[serde(rename = "8_missing_characters")]
    pub missing_characters: usize,
    /// Points of the smallest type, page numbers and labels too.
    #[serde(rename = "10_smallest_text_pt")]
    pub smallest_text_pt: f64,
    /// From baseline to baseline inside paragraphs, in em of their type: least and most; none where
    /// every paragraph has one line.
    #[serde(rename = "11_line_spacing_em")]
    pub line_spacing_em: Option<(f64, f64)>,
    /// Characters of the longest line.
    #[serde(rename = "12_longest_line")]
    pub longest_line: usize,
    /// The least contrast of text with what it stands on, as a ratio to 1.
    #[serde(rename = "13_least_contrast")]
    pub least_contrast: f64,
    /// The least contrast of a frame or a rule; none where there is none.
    #[serde(rename = "13_least_rule_contrast")]
    pub least_rule_contrast: Option<f64>,
    /// Runs of text in italics.
    #[serde(rename = "14_italic")]
    pub italic: usize,
    /// Runs of underlined text that are no links.
    #[serde(rename = "14_underlined")]
    pub underlined: usize,
    /// Stretches set in capitals that are not in the record.
    #[serde(rename = "14_capitals")]
    pub capitals: usize,
    /// Stretches in capitals that somebody wrote so in the record.
    #[serde(rename = "14_capitals_of_the_record")]
    pub capitals_of_the_record: usize,
    /// Paragraphs whose lines end on one edge.
    #[serde(rename = "14_justified")]
    pub justified: usize,
    /// Words divided with a hyphen at the end of a line.
    #[serde(rename = "14_divided_words")]
    pub divided_words: usize,
    /// Width and height of the page in millimetres; none where pages differ.
    #[serde(rename = "15_page_mm")]
    pub page_mm: Option<(f64, f64)>,
    /// Pages that do not say in the same place, in full size, which page of how many they are.
    #[serde(rename = "15_pages_without_number")]
    pub pages_without_number: usize,
    /// Paragraphs that go on over a page's end.
    #[serde(rename = "16_paragraphs_over_pages")]
    pub paragraphs_over_pages: usize,
    /// Telephone numbers, dates, postcodes and the like with the end of a line in them.
    #[serde(rename = "19_divided_numbers")]
    pub divided_numbers: usize,
    /// The pages that were laid out.
    #[serde(rename = "21_pages")]
    pub pages: usize,
    /// Pages with nothing to read.
    #[serde(rename = "21_blank_pages")]
    pub blank_pages: usize,
}

/// Measures every page once. `data` is what the template read: what stands there in capitals was
/// written so.
pub(super) fn measure(inspection: &Inspection, data: &str) -> Measures {
    let text = &inspection.text;
    let lines = lines(text);
    let pieces = pieces(text);
    let shouted: Vec<String> =
        pieces.iter().flat_map(|piece| capitals::stretches(&joined(piece).0)).collect();
    let data = data.replace('\u{a0}', " ");
    let (of_the_record, ours): (Vec<&String>, Vec<&String>) =
        shouted.iter().partition(|stretch| data.contains(stretch.as_str()));
    let bodies = || pieces.iter().filter(|piece| is(piece, Role::Body));
    let least = |values: &mut dyn Iterator<Item = f64>| values.reduce(f64::min);
    Measures {
        headings_at_foot: headings_at_foot(inspection),
        missing_characters: text.iter().map(|text| text.missing_glyphs).sum(),
        smallest_text_pt: rounded(
            least(&mut text.iter().map(|text| text.size_pt)).unwrap_or_default(),
        ),
        line_spacing_em: line_spacing(bodies(), inspection.smallest_text_pt().unwrap_or_default()),
        longest_line: lines.iter().map(Line::characters).max().unwrap_or(0),
        least_contrast: rounded(
            least(&mut text.iter().map(|text| text.contrast)).unwrap_or_default(),
        ),
        least_rule_contrast: inspection.least_rule_contrast.map(rounded),
        italic: text.iter().filter(|text| text.italic).count(),
        underlined: text.iter().filter(|text| text.underlined).count(),
        capitals: ours.len(),
        capitals_of_the_record: of_the_record.len(),
        justified: bodies().filter(|piece| is_justified(piece)).count(),
        divided_words: text.iter().filter(|text| text.hyphen_added).count(),
        page_mm: page_mm(inspection),
        pages_without_number: pages_without_number(inspection, &lines),
        paragraphs_over_pages: bodies()
            .filter(|piece| piece.windows(2).any(|two| two[0].page() != two[1].page()))
            .count(),
        divided_numbers: pieces.iter().map(|piece| divided_numbers(piece)).sum(),
        pages: inspection.pages,
        blank_pages: (1..=inspection.pages)
            .filter(|page| !text.iter().any(|text| text.page == *page && text.role.is_read()))
            .count(),
    }
}

/// To two places: what differs less no eye sees, and run.json stays short.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn is(piece: &[Line<'_>], role: Role) -> bool {
    piece.iter().flat_map(|line| &line.boxes).all(|text| text.role == role)
}

/// The words of a piece, and the bytes at which a line ended.
fn joined(piece: &[Line<'_>]) -> (String, Vec<usize>) {
    let mut words = String::new();
    let mut breaks = Vec::new();
    for line in piece {
        if !words.is_empty() {
            breaks.push(words.trim_end().len());
            words.truncate(words.trim_end().len());
            words.push(' ');
        }
        words.push_str(&line.text().replace('\u{a0}', " "));
    }
    (words, breaks)
}

/// Headings after which nothing stands on their page, though the document goes on.
fn headings_at_foot(inspection: &Inspection) -> usize {
    let lowest = |page: usize| {
        let shown =
            inspection.text.iter().filter(move |text| text.page == page && text.role.is_read());
        shown.max_by(|one, other| one.y_pt.total_cmp(&other.y_pt))
    };
    (1..inspection.pages)
        .filter(|page| lowest(*page).is_some_and(|t| t.role == Role::Heading))
        .count()
}

/// The least and the most that a line of running text stands below the one before it. Larger type,
/// such as a name at the head of the page, is set closer, as headings are.
fn line_spacing<'a>(
    pieces: impl Iterator<Item = &'a Vec<Line<'a>>>,
    body_pt: f64,
) -> Option<(f64, f64)> {
    let mut found: Option<(f64, f64)> = None;
    for two in pieces.flat_map(|piece| piece.windows(2)) {
        let [one, next] = two else { continue };
        let is_larger = next.size_pt() > LARGEST_BODY * body_pt;
        if is_larger || one.page() != next.page() || next.y_pt() <= one.y_pt() {
            continue;
        }
        let em = rounded((next.y_pt() - one.y_pt()) / next.size_pt());
        found = Some(found.map_or((em, em), |(least, most)| (least.min(em), most.max(em))));
    }
    found
}

/// Lines that all end on one edge were stretched to it.
fn is_justified(piece: &[Line<'_>]) -> bool {
    let full = piece.len().saturating_sub(1);
    let ends: Vec<f64> = piece.iter().take(full).map(Line::last_pt).collect();
    let most = ends.iter().copied().fold(f64::MIN, f64::max);
    ends.len() >= LINES_OF_A_BLOCK && ends.iter().all(|end| most - end < ONE_EDGE_PT)
}

fn page_mm(inspection: &Inspection) -> Option<(f64, f64)> {
    let mm = |points: f64| (points / 72.0 * 25.4 * 10.0).round() / 10.0;
    let (width, height) = inspection.pages_pt.first()?;
    let same = |(w, h): &(f64, f64)| (w - width).abs() < 0.1 && (h - height).abs() < 0.1;
    inspection.pages_pt.iter().all(same).then(|| (mm(*width), mm(*height)))
}

/// "Page 2 of 9": the last two numbers of a line at the foot.
fn pages_without_number(inspection: &Inspection, lines: &[Line<'_>]) -> usize {
    let label = |page: usize| {
        lines.iter().find(|line| {
            let foot = line.page() == page && line.boxes.iter().all(|t| t.role == Role::Footer);
            let text = line.read();
            let mut numbers = text.rsplit(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
            foot && numbers.next() == Some(inspection.pages.to_string().as_str())
                && numbers.next() == Some(page.to_string().as_str())
        })
    };
    let Some(first) = label(1) else { return inspection.pages };
    let body = inspection.text.iter().filter(|text| text.role == Role::Body);
    let body_pt = body.map(|text| text.size_pt).reduce(f64::min).unwrap_or_default();
    let near = |one: f64, other: f64| (one - other).abs() < ONE_PLACE_PT;
    let kept = (1..=inspection.pages).filter_map(label).filter(|line| {
        near(line.y_pt(), first.y_pt())
            && (near(line.x_pt(), first.x_pt()) || near(line.end_pt(), first.end_pt()))
            && line.size_pt() + super::TOLERANCE_PT >= body_pt
    });
    inspection.pages - kept.count()
}

fn divided_numbers(piece: &[Line<'_>]) -> usize {
    if piece.len() < 2 {
        return 0;
    }
    let (words, breaks) = joined(piece);
    divided(&words, &breaks)
}
