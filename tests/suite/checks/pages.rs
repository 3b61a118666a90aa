//! Checks 10 to 15 and 19, and what else is measured on the laid-out pages. The values are those that
//! `run.json` has; here are the limits, stated a second time, so that nobody loosens them unseen.

use super::Judged;
use super::subject::Subject;

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

fn none_of(count: usize, what: &str) -> Option<Judged> {
    Some(Judged::within(count as f64, count == 0, what))
}
