//! Checks 10 to 15 and 19, and what else is measured on the laid-out pages. The values are those that
//! `run.json` has; here are the limits, stated a second time, so that nobody loosens them unseen.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use planpress::render::{Line, lines};
use regex::Regex;

use super::Judged;
use super::subject::Subject;

/// Telephone numbers and the like: groups of digits.
pub static NUMBERS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d+(?:[ \u{a0}]\d+)+\b").expect("an expression"));

/// Check 5a: no heading stands alone at the foot of a page.
pub fn headings_at_foot(subject: &Subject) -> Option<Judged> {
    none_of(subject.measures.headings_at_foot, "headings alone at the foot of a page")
}

/// Check 10: nothing is smaller than promised, page numbers and labels too.
pub fn type_size(subject: &Subject) -> Option<Judged> {
    let spare = subject.measures.smallest_text_pt - f64::from(subject.edition.size_pt);
    Some(Judged::within(spare, spare > -0.01, "points less than promised"))
}

/// Check 11: lines are far enough apart, and not too far.
pub fn line_spacing(subject: &Subject) -> Option<Judged> {
    let (least, most) = subject.measures.line_spacing_em?;
    let size = subject.edition.size_pt;
    let limit = if size <= 20 { 1.4 } else { 1.4 - 0.025 * f64::from(size.min(24) - 20) };
    let sound = least >= limit - 0.011 && most <= 2.0;
    Some(Judged::within(least, sound, "em from line to line"))
}

/// Check 12: no line is longer than an eye finds back from.
pub fn measure(subject: &Subject) -> Option<Judged> {
    let longest = subject.measures.longest_line;
    Some(Judged::within(longest as f64, longest <= 75, "characters in a line"))
}

/// Check 13: text can be seen.
pub fn contrast(subject: &Subject) -> Option<Judged> {
    let contrast = subject.measures.least_contrast;
    Some(Judged::within(contrast, contrast >= 7.0, "contrast of text"))
}

/// Check 13: frames and rules can be seen.
pub fn rule_contrast(subject: &Subject) -> Option<Judged> {
    let contrast = subject.measures.least_rule_contrast?;
    Some(Judged::within(contrast, contrast >= 3.0, "contrast of frames"))
}

/// Check 14: emphasis by bold alone, ragged right, whole words.
pub fn style_bans(subject: &Subject) -> Option<Judged> {
    let measures = &subject.measures;
    let all = [
        (measures.italic, "italic"),
        (measures.underlined, "underlined"),
        (measures.capitals, "capitals"),
        (measures.justified, "justified"),
        (measures.divided_words, "divided words"),
    ];
    let problems: Vec<String> = all
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{what}: {count}"))
        .collect();
    Some(Judged::count(problems))
}

/// Check 15: upright A4, "Page x of y" in one place.
pub fn page(subject: &Subject) -> Option<Judged> {
    let mut problems = Vec::new();
    if subject.measures.page_mm != Some((210.0, 297.0)) {
        problems.push(format!("the page is {:?} mm", subject.measures.page_mm));
    }
    if subject.measures.pages_without_number > 0 {
        problems.push(format!("{} pages without number", subject.measures.pages_without_number));
    }
    Some(Judged::count(problems))
}

/// Check 16a: a sentence ends on the page on which it starts.
pub fn sentences_over_pages(subject: &Subject) -> Option<Judged> {
    if !subject.is_easy() {
        return None;
    }
    none_of(subject.measures.paragraphs_over_pages, "sentences go on over a page")
}

/// Check 19: telephone numbers, dates, postcodes and NHS numbers stay on one line.
pub fn divided_numbers(subject: &Subject) -> Option<Judged> {
    none_of(subject.measures.divided_numbers, "numbers or dates are divided")
}

/// Check 20: from the left to the right of the page, each number reads as it was written. Where text
/// runs from right to left, its groups would change places.
pub fn order_of_digits(subject: &Subject) -> Option<Judged> {
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let written = serde_json::to_string(&subject.data).expect("merge data is plain data");
    let written: BTreeSet<String> =
        NUMBERS.find_iter(&written).map(|number| one_space(number.as_str())).collect();
    let seen: Vec<String> = lines(&subject.inspection.text).iter().map(Line::text).collect();
    let seen = one_space(&seen.join(" "));
    let turned = written.iter().filter(|number| !seen.contains(number.as_str()));
    let problems = turned.map(|number| format!("{number} is not on the page")).collect();
    (!written.is_empty()).then(|| Judged::count(problems))
}

fn none_of(count: usize, what: &str) -> Option<Judged> {
    Some(Judged::within(count as f64, count == 0, what))
}
