//! Every PDF of the samples, judged by an independent validator and by the rules that no validator
//! knows: what a template can get wrong while the standard is kept.

use lopdf::xref::XrefEntry;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use planpress::merge::plain;

use crate::stage::{DESCRIBED, SAMPLES, none, on_two_threads};
use crate::tags::{Element, Tags, tidy};

/// This rule of the validator miscounts a compressed stream whose last byte happens to be a line's
/// end; veraPDF, asked in `.ci/run`, does not. So it is judged by [`lengths_are_right`].
const LENGTHS: &str = "6.1.7.1:1]";

/// The rules that a PDF breaks; an unreadable one breaks "unreadable".
pub fn broken_rules(pdf: &[u8], profile: &str) -> Vec<String> {
    let profile: ValidationProfile = profile.parse().expect("a profile that the validator knows");
    let rules = match validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile)) {
        Ok(report) if report.is_compliant => Vec::new(),
        Ok(report) => report.failures.iter().map(ToString::to_string).collect(),
        Err(error) => vec![format!("unreadable: {error}")],
    };
    let stands = |rule: &String| !rule.contains(LENGTHS) || !lengths_are_right(pdf);
    rules.into_iter().filter(stands).collect()
}

/// Whether each stream is as long as it says: `endstream` follows, after one line's end at most.
fn lengths_are_right(pdf: &[u8]) -> bool {
    let document = lopdf::Document::load_mem(pdf).expect("the PDF can be parsed");
    let streams =
        document.objects.iter().filter_map(|(id, object)| Some((id, object.as_stream().ok()?)));
    let right = |(id, stream): (&lopdf::ObjectId, &lopdf::Stream)| {
        let Some(XrefEntry::Normal { offset, .. }) = document.reference_table.get(id.0) else {
            return None;
        };
        let object = pdf.get(usize::try_from(*offset).ok()?..)?;
        let word = b"stream";
        let start = object.windows(word.len()).position(|part| part == word)? + word.len();
        let start = start + if object[start..].starts_with(b"\r\n") { 2 } else { 1 };
        let length =
            stream.dict.get_deref(b"Length", &document).and_then(lopdf::Object::as_i64).ok()?;
        let rest = object.get(start + usize::try_from(length).ok()?..)?;
        let ends: [&[u8]; 4] = [b"endstream", b"\nendstream", b"\r\nendstream", b"\rendstream"];
        ends.iter().any(|end| rest.starts_with(end)).then_some(())
    };
    streams.into_iter().all(|stream| right(stream).is_some())
}

/// Promise: every copy is PDF/UA-1 and PDF/A-2a.
#[test]
fn every_copy_is_pdf_ua_and_pdf_a() {
    let problems = on_two_threads(&SAMPLES.run.copies, |copy| {
        let rules = ["ua1", "2a"].into_iter().flat_map(|profile| {
            let rules = broken_rules(&copy.pdf, profile);
            rules.into_iter().map(move |rule| format!("{}: {profile}: {rule}", copy.name))
        });
        rules.collect::<Vec<_>>()
    });
    none(&problems.concat(), "rules are broken");
}

/// Promise: a printer's page count can be trusted: the pages of the PDF are those of the report.
#[test]
fn pages_are_those_reported() {
    for copy in &SAMPLES.run.copies {
        assert_eq!(copy.entry["pages"], copy.tags.pages, "{}", copy.name);
    }
}

/// Promise: a screen reader starts in the copy's language.
#[test]
fn the_language_is_the_copys() {
    for copy in &SAMPLES.run.copies {
        let language = copy.entry["language"].as_str().expect("a copy has a language");
        let said = copy.tags.lang.as_str();
        let plain = said.split('-').next().unwrap_or(said);
        assert_eq!(plain, language, "{}: /Lang is {said}", copy.name);
    }
}

/// Promise: no name of a person in a file's metadata, where file lists and search engines show it.
#[test]
fn the_title_names_nobody() {
    for (copy, steps) in SAMPLES.pairs() {
        let title = copy.tags.title.to_lowercase();
        // A summary that goes from hand to hand has no number of the council's.
        let has_number = title.contains(&steps.record.plan_id.to_lowercase());
        assert_eq!(has_number, copy.entry["pack"] != "public_summary", "{}: {title}", copy.name);
        assert_eq!(title.trim(), title, "{}", copy.name);
        for party in &steps.record.parties {
            let name = &party.name;
            let parts = [&name.given, &name.family, &name.preferred, &name.full];
            // An organisation's name may be "Care at Home": only people are looked for.
            if name.full.is_some() && !party.is_subject {
                continue;
            }
            for part in parts.into_iter().flatten() {
                let part = part.to_lowercase();
                let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
                let found = part.split_whitespace().any(|word| words.contains(&word));
                assert!(!found, "{}: the title has a name of {}", copy.name, party.party_id);
            }
        }
    }
}

/// Promise: the bookmarks are the headings, and headings skip no level. Only the heading over the
/// list of contents is no place to go to.
#[test]
fn bookmarks_are_the_headings() {
    let mut problems = Vec::new();
    for (copy, steps) in SAMPLES.pairs() {
        let contents = tidy(&plain(&steps.data.document.contents_heading));
        let mut headings = copy.tags.headings();
        headings.retain(|(_, words)| *words != contents);
        if headings.is_empty() {
            problems.push(format!("{}: no heading", copy.name));
        }
        if headings != copy.tags.bookmarks {
            let differ =
                headings.iter().zip(&copy.tags.bookmarks).find(|(one, other)| one != other);
            problems.push(format!(
                "{}: {} headings, {} bookmarks, first difference {differ:?}",
                copy.name,
                headings.len(),
                copy.tags.bookmarks.len()
            ));
        }
        let mut before = 0;
        for (level, words) in &headings {
            if *level > before + 1 {
                problems.push(format!("{}: `{words}` skips to level {level}", copy.name));
            }
            if words.is_empty() {
                problems.push(format!("{}: an empty heading", copy.name));
            }
            before = *level;
        }
        let titles = copy.tags.of_kind("Title");
        if titles.len() != 1 || tidy(&titles[0].text()).is_empty() {
            problems.push(format!("{}: {} titles", copy.name, titles.len()));
        }
    }
    none(&problems, "headings are wrong");
}

/// Promise: every table says which cells are headings.
#[test]
fn every_table_has_headers() {
    let mut tables = 0;
    let mut problems = Vec::new();
    for copy in &SAMPLES.run.copies {
        for table in copy.tags.of_kind("Table") {
            tables += 1;
            let cells = table.all();
            let headers: Vec<&Element> =
                cells.into_iter().filter(|cell| cell.kind == "TH").collect();
            let scoped = |cell: &&Element| cell.attributes.iter().any(|(name, _)| name == "Scope");
            if headers.is_empty() || !headers.iter().all(scoped) {
                problems.push(format!("{}: a table with {} headers", copy.name, headers.len()));
            }
            if headers.iter().any(|cell| cell.text().trim().is_empty()) {
                problems.push(format!("{}: a header without words", copy.name));
            }
        }
    }
    assert!(tables > 0, "no sample has a table: this test can't fail");
    none(&problems, "tables are wrong");
}

/// Promise: every picture that is not decoration says what it shows, in one breath, and not by the
/// name of its file.
#[test]
fn every_figure_has_alt_text() {
    let mut figures = 0;
    let mut problems = Vec::new();
    let described = Tags::of(&DESCRIBED);
    let copies = SAMPLES.run.copies.iter().map(|copy| (copy.name.as_str(), &copy.tags));
    for (name, tags) in copies.chain([("described", &described)]) {
        for figure in tags.of_kind("Figure") {
            figures += 1;
            let alt = figure.alt.as_deref().unwrap_or_default();
            let length = alt.chars().count();
            let is_file = [".svg", ".png", ".jpg"].iter().any(|kind| alt.contains(kind));
            if !(3..=125).contains(&length) || is_file {
                problems.push(format!("{name}: alt text `{alt}`"));
            }
        }
    }
    assert!(figures > 0, "no copy has a figure: this test can't fail");
    let broken = ["ua1", "2a"].map(|profile| broken_rules(&DESCRIBED, profile)).concat();
    assert!(broken.is_empty(), "the described copy: {broken:?}");
    none(&problems, "figures are wrong");
}

/// Promise: text is in paragraphs, headings, cells and labels, never loose: loose text runs together
/// with what stands beside it.
#[test]
fn no_text_is_loose() {
    let mut problems = Vec::new();
    for copy in &SAMPLES.run.copies {
        for (around, element) in copy.tags.elements() {
            let loose = match around.last() {
                Some(&"Document" | &"Div" | &"LBody" | &"Sect" | &"Part") => {
                    element.kind == "Span" && !element.text().trim().is_empty()
                }
                _ => false,
            };
            let bare = matches!(
                element.kind.as_str(),
                "Document" | "Div" | "LBody" | "Sect" | "Part" | "L" | "LI" | "Table" | "TR"
            ) && element.has_own_text();
            if loose || bare {
                let words: String = tidy(&element.text()).chars().take(50).collect();
                problems.push(format!(
                    "{}: {} > {}: {words}",
                    copy.name,
                    around.join(" > "),
                    element.kind
                ));
            }
        }
    }
    none(&problems, "pieces of text are loose");
}

/// Promise: every structure type is one that PDF 1.7 knows, or is mapped to one.
#[test]
fn every_kind_is_known() {
    const KNOWN: &[&str] = &[
        "Document",
        "Part",
        "Sect",
        "Div",
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "THead",
        "TBody",
        "TFoot",
        "TR",
        "TH",
        "TD",
        "Caption",
        "Figure",
        "Span",
        "Link",
        "TOC",
        "TOCI",
        "Reference",
        "BlockQuote",
        "Note",
        "Code",
        "Quote",
    ];
    for copy in &SAMPLES.run.copies {
        for (_, element) in copy.tags.elements() {
            let kind = element.mapped.as_ref().unwrap_or(&element.kind);
            assert!(KNOWN.contains(&kind.as_str()), "{}: a tag `{kind}`", copy.name);
        }
    }
}
