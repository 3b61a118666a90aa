//! Checks 4 to 7: the tag tree.

use lopdf::Object;
use planpress::merge::plain;

use super::Judged;
use super::subject::Subject;
use crate::tags::{Element, tidy};

/// What only holds other elements.
const HOLDERS: &[&str] = &["Document", "Div", "LBody", "Sect", "Part"];

/// Check 4: text stands in paragraphs, headings, cells and labels: loose text runs together with what
/// is beside it.
pub fn nothing_loose(subject: &Subject) -> Option<Judged> {
    let loose = subject.tags.elements().into_iter().filter(|(around, element)| {
        let kind = element.kind.as_str();
        let span = around.last().is_some_and(|around| HOLDERS.contains(around)) && kind == "Span";
        let bare = HOLDERS.contains(&kind) || matches!(kind, "L" | "LI" | "Table" | "TR");
        span && !element.text().trim().is_empty() || bare && element.has_own_text()
    });
    Some(Judged::count(loose.map(|(around, _)| around.join(" > ")).collect()))
}

/// Check 5: one title, at least one heading, no level skipped, the bookmarks the same.
pub fn headings(subject: &Subject) -> Option<Judged> {
    let tags = &subject.tags;
    let mut problems = Vec::new();
    let titles = tags.of_kind("Title");
    if titles.len() != 1 || tidy(&titles[0].text()).is_empty() {
        problems.push(format!("{} titles", titles.len()));
    }
    // The heading over the list of contents is no place to go to.
    let contents = tidy(&plain(&subject.data.document.contents_heading));
    let mut headings = tags.headings();
    headings.retain(|(_, words)| *words != contents);
    if headings.is_empty() && !subject.data.sections.is_empty() {
        problems.push("no heading".into());
    }
    if headings != tags.bookmarks {
        problems.push(format!("{} headings, {} bookmarks", headings.len(), tags.bookmarks.len()));
    }
    let mut before = 0;
    for (level, words) in &headings {
        if *level > before + 1 || words.is_empty() {
            problems.push(format!("level {before} is followed by {level}"));
        }
        before = *level;
    }
    Some(Judged::count(problems))
}

/// Check 6: every table has heads of its columns, each header its scope, and every cell of data names
/// its own.
pub fn tables(subject: &Subject) -> Option<Judged> {
    let mut problems = Vec::new();
    let tables = subject.tags.of_kind("Table");
    for table in &tables {
        let headers: Vec<&Element> =
            table.all().into_iter().filter(|cell| cell.kind == "TH").collect();
        let scope = |cell: &Element| {
            let scope = cell.attributes.iter().find(|(name, _)| name == "Scope");
            scope.map(|(_, scope)| scope.clone()).unwrap_or_default()
        };
        if headers.iter().any(|header| scope(header).is_empty()) {
            problems.push("a header without its scope".into());
        }
        if !headers.iter().any(|header| ["Column", "Both"].contains(&scope(header).as_str())) {
            problems.push("a table without heads of columns".into());
        }
        if headers.iter().any(|header| header.text().trim().is_empty()) {
            problems.push("a header without words".into());
        }
    }
    let pdf = &subject.tags.pdf;
    let names_headers = |attributes: &Object| {
        let attributes = pdf.dereference(attributes).map_or(attributes, |(_, object)| object);
        attributes.as_dict().is_ok_and(|dict| dict.has(b"Headers"))
    };
    for object in pdf.objects.values() {
        let Ok(cell) = object.as_dict() else { continue };
        if !cell.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"TD") {
            continue;
        }
        let named = match cell.get_deref(b"A", pdf) {
            Ok(Object::Array(all)) => all.iter().any(names_headers),
            Ok(one) => names_headers(one),
            Err(_) => false,
        };
        if !named {
            problems.push("a cell that names no header".into());
        }
    }
    (!tables.is_empty()).then(|| Judged::count(problems))
}

/// Check 7: every figure says what it shows, in one breath, and not by the name of its file.
pub fn alt_texts(subject: &Subject) -> Option<Judged> {
    let figures = subject.tags.of_kind("Figure");
    let wrong = figures.iter().filter(|figure| {
        let alt = figure.alt.as_deref().unwrap_or_default();
        let is_file = [".svg", ".png", ".jpg", ".jpeg"].iter().any(|kind| alt.contains(kind));
        !(3..=125).contains(&alt.chars().count()) || is_file
    });
    let problems = wrong.map(|figure| format!("{} characters", alt_length(figure))).collect();
    (!figures.is_empty()).then(|| Judged::count(problems))
}

fn alt_length(figure: &Element) -> usize {
    figure.alt.as_deref().unwrap_or_default().chars().count()
}
