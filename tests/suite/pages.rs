//! The print meter: what stands on the laid-out pages, measured before they become a PDF.

use std::collections::BTreeSet;
use std::path::Path;

use planpress::batch::{Prepared, planned};
use planpress::config::Decisions;
use planpress::disclose::Pack;
use planpress::merge::Block;
use planpress::render::{Inspection, Promise, Renderer, TextBox};
use planpress::source::{Inputs, Limits, index};
use planpress::template::{Format, Layout, Templates};
use planpress::wording::Wordings;
use regex::Regex;

use crate::contrast::colours;
use crate::stage::{
    LAID_OUT, ROOT, Rebuilt, SAMPLES, ask, date, empty_folder, generated, none, on_two_threads,
    setting,
};

/// Every sample's pages, with the copy's name and its promised size.
fn inspections() -> impl Iterator<Item = (&'static str, u32, &'static Inspection)> {
    let pairs = SAMPLES.pairs().into_iter().zip(&*LAID_OUT);
    pairs.map(|((made, steps), laid_out)| (made.name.as_str(), steps.job.edition.size_pt, laid_out))
}

/// The pieces of text that a reader takes for one line: on one height, without a gap.
pub fn lines(inspection: &Inspection) -> Vec<Vec<&TextBox>> {
    let mut boxes: Vec<&TextBox> = inspection.text.iter().collect();
    let height = |text: &TextBox| (text.y_pt * 10.0).round() as i64;
    boxes.sort_by(|one, other| {
        let key = |text: &TextBox| (text.page, height(text));
        key(one).cmp(&key(other)).then(one.x_pt.total_cmp(&other.x_pt))
    });
    let mut lines: Vec<Vec<&TextBox>> = Vec::new();
    for text in boxes {
        let goes_on = lines.last().and_then(|line| line.last()).is_some_and(|before| {
            before.page == text.page
                && height(before) == height(text)
                && text.x_pt - (before.x_pt + before.width_pt) < before.size_pt
        });
        match lines.last_mut() {
            Some(line) if goes_on => line.push(text),
            _ => lines.push(vec![text]),
        }
    }
    lines
}

/// Promises, of every page of every copy: no text is smaller than promised, page numbers too; no line
/// is longer than 75 characters; only the fonts that come with the program; only the colours of the
/// theme; and no word is cut in two.
#[test]
fn every_page_keeps_its_promises() {
    let fonts: BTreeSet<&str> = ["Atkinson Hyperlegible Next", "Noto Sans"].into();
    let colours: BTreeSet<String> = colours().into_values().collect();
    let word = Regex::new(r"\p{L}$").expect("an expression");
    let mut problems = Vec::new();
    let mut most = 0;
    for (name, size, inspection) in inspections() {
        for text in &inspection.text {
            let shown: String = text.text.chars().take(30).collect();
            if text.size_pt + 0.01 < f64::from(size) {
                problems
                    .push(format!("{name}: page {}: {:.1} pt: {shown}", text.page, text.size_pt));
            }
            if !fonts.contains(text.font.as_str()) {
                problems
                    .push(format!("{name}: page {}: the font {}: {shown}", text.page, text.font));
            }
            if !colours.contains(&text.colour) {
                problems.push(format!(
                    "{name}: page {}: the colour {}: {shown}",
                    text.page, text.colour
                ));
            }
        }
        let lines = lines(inspection);
        for line in &lines {
            let words: String = line.iter().map(|text| text.text.as_str()).collect();
            // The dots between a heading and its page number are no characters to read.
            let words = words.trim().replace("..", "");
            let length = words.chars().count();
            most = most.max(length);
            if length > 75 {
                problems
                    .push(format!("{name}: page {}: {length} characters: {words}", line[0].page));
            }
        }
        // A piece that ends in a letter goes on with the next box: on the same line, or cut in two.
        for pair in inspection.text.windows(2) {
            let [one, next] = pair else { continue };
            let cut = word.is_match(&one.text)
                && next.text.starts_with(char::is_lowercase)
                && one.page == next.page
                && next.y_pt > one.y_pt + 1.0
                && next.y_pt < one.y_pt + 2.0 * one.size_pt
                && one.font == next.font
                && !one.text.contains(['@', '/'])
                && (one.x_pt - next.x_pt).abs() < one.width_pt.max(2.0 * one.size_pt)
                && one.text.split_whitespace().count() <= 1
                && next.text.split_whitespace().count() <= 1;
            if cut {
                problems.push(format!(
                    "{name}: page {}: a word is cut: {}|{}",
                    one.page, one.text, next.text
                ));
            }
        }
    }
    assert!(most > 40, "the longest line has {most} characters: nothing was measured");
    none(&problems, "promises of the page are broken");
}

/// 999, and no telephone number that ends so.
const EMERGENCY_NUMBER: &str = r"(?:^|\D\s)999\b";

/// Promise: what to do in an emergency is on the first or second page of a person's own plan in print,
/// at every size.
#[test]
fn emergencies_are_found_on_the_first_two_pages() {
    let pairs = SAMPLES.pairs();
    let own = |steps: &Rebuilt| {
        steps.disclosure.is_own()
            && steps.job.edition.layout == Layout::Plan
            && steps.job.edition.format != Format::EasyRead
            && steps.disclosure.pack == Pack::Full
            && steps.part.is_none_or(|(part, _)| part == 1)
            // A small plan in standard print is a few pages long.
            && (steps.job.edition.format == Format::LargePrint || !steps.data.document.compact)
    };
    let laid_out = pairs.iter().map(|(_, steps)| *steps).zip(&*LAID_OUT);
    let own: Vec<(&Rebuilt, &Inspection)> = laid_out.filter(|(steps, _)| own(steps)).collect();
    let sizes: BTreeSet<u32> = own.iter().map(|(steps, _)| steps.job.edition.size_pt).collect();
    assert!(sizes.len() > 4, "only {sizes:?} points");
    let number = Regex::new(EMERGENCY_NUMBER).expect("an expression");
    let late = own.into_iter().filter_map(|(steps, inspection)| {
        let first = inspection.text.iter().find(|text| number.is_match(&text.text));
        let page = first.map_or(0, |text| text.page);
        let size = steps.job.edition.size_pt;
        (page == 0 || page > 2).then(|| format!("{} {size} pt: page {page}", steps.record.plan_id))
    });
    none(&late.collect::<Vec<_>>(), "emergencies are found late");
}

/// Promise: the same of generated plans in giant print, where the second page is soon full.
#[test]
fn emergencies_of_generated_plans_are_found_too() {
    let giant: Vec<Prepared> = generated(300, 5)
        .into_iter()
        .filter(|one| {
            let document = &one.merged.document;
            document.layout == "plan" && document.format == "large_print" && one.size_pt >= 24
        })
        .collect();
    assert!(giant.len() >= 10, "only {} plans", giant.len());
    let number = Regex::new(EMERGENCY_NUMBER).expect("an expression");
    let late = on_two_threads(&giant, |prepared| {
        let opening = &prepared.merged.opening.blocks;
        let at_once = opening.iter().any(|block| matches!(block, Block::Callout { .. }));
        let reply = SAMPLES.kit.renderer.render(&prepared.request());
        let text = reply.document.expect("it can be made").inspection.text;
        let first = text.iter().find(|text| number.is_match(&text.text));
        let page = first.map_or(0, |text| text.page);
        (at_once && !(1..=2).contains(&page)).then(|| format!("{}: page {page}", prepared.ident))
    });
    none(&late.into_iter().flatten().collect::<Vec<_>>(), "emergencies are found late");
}

/// Promise: what the engine's pages break is told by its rule: type that is too small (FMT-02), far
/// too many pages (FMT-10), a page without text (FMT-06), text outside the page (FMT-08), a template
/// that fails (TPL-03).
#[test]
fn what_pages_break_is_told() {
    let steps = SAMPLES.rebuilt.first().expect("a copy");
    let edition = &steps.job.edition;
    let entry = SAMPLES.kit.templates.manifest().entry(edition.layout, edition.format);
    let entry = entry.expect("the edition has a template");
    let rules = |renderer: &Renderer, smallest_text_pt: f64, most_pages: usize| -> Vec<&str> {
        let promise = Promise { smallest_text_pt, most_pages, keeps_sentences: false };
        let findings = ask(renderer, &entry, &steps.data, promise).findings;
        findings.iter().map(|finding| finding.rule.id).collect()
    };
    assert_eq!(rules(&SAMPLES.kit.renderer, 60.0, 1_000), ["FMT-02"]);
    assert_eq!(rules(&SAMPLES.kit.renderer, 1.0, 1), ["FMT-10"]);
    for (rule, template) in [
        ("FMT-06", "#set page()\n#h(1cm)"),
        ("FMT-08", "#place(dx: -20cm)[far outside]\nOn the page"),
        ("TPL-03", "#let broken = ("),
    ] {
        let folder = empty_folder("pages-broken");
        let path = folder.join(&entry);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, template).expect("a template");
        let (templates, _) = Templates::load(Some(&folder), None).expect("an overlay");
        let renderer = Renderer::new(&templates).expect("the engine");
        let found = rules(&renderer, 1.0, 1_000);
        assert!(found.contains(&rule), "{rule}: {found:?}");
    }
}

/// Promise: a language that nobody wrote the wording for holds the copy (LNG-01), and wording that
/// lacks a phrase is refused before anything is made (TPL-02).
#[test]
fn a_language_is_whole_or_not_there() {
    let folder = empty_folder("pages-language");
    let record =
        std::fs::read_to_string(Path::new(ROOT).join("samples/01-desmond-minor-service.yaml"));
    let record = record.expect("a sample").replace("written_language: en", "written_language: pl");
    std::fs::write(folder.join("record.yaml"), record).expect("a record");
    let inputs = Inputs::open(&[&folder], None);
    let decisions = Decisions::default();
    let setting = setting(&SAMPLES.kit, &decisions, date(&SAMPLES.kit.config));
    let planned = planned(&SAMPLES.kit, &index(&inputs, &Limits::default()), &setting);
    let rules: Vec<&str> =
        planned.iter().filter_map(|copy| Some(copy.fate.reason()?.rule.id)).collect();
    assert_eq!(rules, ["LNG-01"]);
    let overlay = empty_folder("pages-wording");
    std::fs::create_dir_all(overlay.join("wording")).expect("a folder");
    std::fs::write(overlay.join("wording/pl.yaml"), "end: {line: Koniec.}\n").expect("wording");
    let manifest = SAMPLES.kit.templates.text("typst.toml").expect("the manifest");
    let manifest = manifest.replace("[\"en\", \"cy\"]", "[\"en\", \"pl\"]");
    std::fs::write(overlay.join("typst.toml"), manifest).expect("a manifest");
    let index = SAMPLES.kit.templates.text("pictures/index.yaml").expect("the index");
    let index = index.replace("cy: \"", "pl: \"");
    std::fs::create_dir_all(overlay.join("pictures")).expect("a folder");
    std::fs::write(overlay.join("pictures/index.yaml"), index).expect("an index");
    let (templates, _) = Templates::load(Some(&overlay), None).expect("an overlay");
    let findings = Wordings::load(&templates).expect_err("the wording lacks phrases");
    assert!(findings.iter().all(|finding| finding.rule.id == "TPL-02") && findings.len() > 100);
}
