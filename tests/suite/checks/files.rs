//! Checks 1, 3 and 21: the file as a whole.

use lopdf::{Dictionary, Object};

use super::Judged;
use super::subject::Subject;
use crate::pdf::broken_rules;

/// Check 1: both standards, by a validator that is not ours.
pub fn conformance(subject: &Subject) -> Option<Judged> {
    let broken = ["ua1", "2a"].map(|profile| broken_rules(&subject.pdf, profile));
    Some(Judged::count(broken.concat()))
}

/// Check 3: a screen reader says the title and speaks the language; pages turn the right way.
pub fn title_language_direction(subject: &Subject) -> Option<Judged> {
    let head = &subject.data.document;
    let tags = &subject.tags;
    let mut problems = Vec::new();
    if tags.title != head.title || head.title.trim().is_empty() {
        problems.push("the title is another".to_owned());
    }
    let language = format!("{}-{}", head.language, head.region);
    if tags.lang != language {
        problems.push(format!("/Lang is {}, not {language}", tags.lang));
    }
    let preferences = tags
        .pdf
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"ViewerPreferences", &tags.pdf))
        .and_then(Object::as_dict)
        .cloned()
        .unwrap_or_else(|_| Dictionary::new());
    if !preferences.get(b"DisplayDocTitle").and_then(Object::as_bool).unwrap_or(false) {
        problems.push("a window shows the file's name and not its title".into());
    }
    let direction = preferences.get(b"Direction").and_then(Object::as_name).unwrap_or(b"L2R");
    let wanted: &[u8] = if head.direction == "rtl" { b"R2L" } else { b"L2R" };
    if direction != wanted {
        problems.push(format!("/Direction is {}", String::from_utf8_lossy(direction)));
    }
    Some(Judged::count(problems))
}

/// Check 21: the file has the pages that were laid out, and each has something to read.
pub fn page_count(subject: &Subject) -> Option<Judged> {
    let mut problems = Vec::new();
    if subject.tags.pages != subject.inspection.pages {
        let (file, laid_out) = (subject.tags.pages, subject.inspection.pages);
        problems.push(format!("{file} pages in the file, {laid_out} laid out"));
    }
    if subject.measures.blank_pages > 0 {
        problems.push(format!("{} blank pages", subject.measures.blank_pages));
    }
    Some(Judged::count(problems))
}
