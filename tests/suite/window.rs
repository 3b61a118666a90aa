//! The letter in its envelope: the address is in the window and nothing else is, on the laid-out page
//! and once more on a picture of the finished PDF; what would show, or stand where the sheet mark
//! goes, is found; what a letter announces is there.

use std::fs;
use std::path::Path;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use planpress::batch::{Choice, Kit, Prepared, one, prepared};
use planpress::config::{Config, Decisions, SHEET_MARK, Zone};
use planpress::render::{Inspection, RenderedDocument};
use planpress::source::{Inputs, Limits, index};
use serde_json::Value;

use crate::stage::{
    ROOT, configuration, date, decisions, empty_folder, none, on_two_threads, run_over, setting,
};

/// Pixels a millimetre of the pictures of finished pages: a hair line is seen.
const PIXELS_PER_MM: f64 = 4.0;
const MM_PER_PT: f64 = 25.4 / 72.0;

/// The samples' configuration with one envelope, which has this window.
fn with_window(name: &str) -> Config {
    let mut config = configuration();
    config.print.envelopes.truncate(1);
    config.print.envelopes[0].window = name.into();
    config
}

/// Every cover of the samples, for the first envelope of the configuration.
pub fn covers(kit: &Kit) -> Vec<Prepared> {
    let folder = Path::new(ROOT).join("samples");
    let index = index(&Inputs::open(&[&folder], None), &Limits::default());
    let decisions = decisions(&folder);
    let setting = setting(kit, &decisions, date(&kit.config));
    let mut all = prepared(kit, &index, &setting);
    all.retain(|one| one.merged.document.layout == "cover");
    assert!(all.len() > 30, "only {} covers", all.len());
    all
}

/// A cover in another size.
pub fn in_size(cover: &Prepared, size_pt: u32) -> Prepared {
    let mut merged = cover.merged.clone();
    merged.document.size_pt = size_pt;
    merged.document.format = if size_pt < 16 { "standard" } else { "large_print" }.into();
    let data = serde_json::to_vec(&merged).expect("merge data is plain data");
    let Prepared { entry, ident, first_page, .. } = cover;
    Prepared {
        entry: entry.clone(),
        merged,
        data,
        ident: ident.clone(),
        size_pt,
        photos: Vec::new(),
        first_page: first_page.clone(),
        findings: Vec::new(),
        withheld: Vec::new(),
    }
}

fn name_of(cover: &Prepared, window: &str) -> String {
    let head = &cover.merged.document;
    format!("{} {} pt {} in {window}", head.title, head.size_pt, head.language)
}

fn rendered(kit: &Kit, cover: &Prepared, name: &str) -> Result<RenderedDocument, String> {
    let reply = kit.renderer.render(&cover.request());
    let rules: Vec<String> = reply
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.rule.id, finding.message))
        .collect();
    reply.document.ok_or_else(|| format!("{name}: {}", rules.join("; ")))
}

/// The places of the address: the text of the first page inside the window, line by line.
fn in_window(inspection: &Inspection, window: &Zone) -> Vec<(Zone, f64)> {
    let first = inspection.text.iter().filter(|text| text.page == 1);
    let boxes = first.map(|text| {
        // From the roof of a capital letter to the tail of a g.
        let (top, height) = (text.y_pt - 0.95 * text.size_pt, 1.3 * text.size_pt);
        let around = Zone::new(
            text.x_pt * MM_PER_PT - 0.3,
            top * MM_PER_PT,
            text.width_pt * MM_PER_PT + 0.6,
            height * MM_PER_PT,
        );
        (around, text.size_pt)
    });
    boxes.filter(|(around, _)| window.overlaps(around)).collect()
}

/// Each page of a PDF as a picture, drawn by a reader that is not the writer.
fn pictures(pdf: &[u8]) -> Vec<Pixmap> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let scale = (PIXELS_PER_MM * MM_PER_PT) as f32;
    let settings =
        RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..Default::default() };
    let cache = RenderCache::new();
    let pages = pdf.pages().iter();
    let interpreter = InterpreterSettings::default();
    pages.map(|page| hayro::render(page, &cache, &interpreter, &settings)).collect()
}

/// Whether anything but white is drawn in a zone, outside the zones that may have it.
fn has_ink(picture: &Pixmap, zone: &Zone, but: &[Zone]) -> bool {
    let (width, height) = (picture.width(), picture.height());
    let pixels = |mm: f64, most: u16| ((mm * PIXELS_PER_MM).round() as u16).min(most);
    let (left, right) = (pixels(zone.x_mm, width), pixels(zone.right_mm(), width));
    let (top, bottom) = (pixels(zone.y_mm, height), pixels(zone.bottom_mm(), height));
    (top..bottom).any(|y| {
        (left..right).any(|x| {
            let pixel = picture.sample(x, y);
            let is_white = [pixel.r, pixel.g, pixel.b].iter().all(|part| *part > 250);
            let at = |pixel: u16| f64::from(pixel) / PIXELS_PER_MM;
            let spot = Zone::new(at(x), at(y), 1.0 / PIXELS_PER_MM, 1.0 / PIXELS_PER_MM);
            !is_white && !but.iter().any(|zone| zone.overlaps(&spot))
        })
    })
}

/// Everything that is wrong with one cover in its envelope.
fn problems(kit: &Kit, cover: &Prepared, window: &str) -> Vec<String> {
    let name = name_of(cover, window);
    let document = match rendered(kit, cover, &name) {
        Ok(document) => document,
        Err(problem) => return vec![problem],
    };
    let Some(first) = &cover.first_page else { return vec![format!("{name}: no window")] };
    let shown = first.geometry.window.expect("these profiles have windows");
    let mut problems = Vec::new();
    let broken = kit.renderer.broken_zones(&cover.request()).expect("it can be laid out");
    problems.extend(broken.iter().map(|broken| format!("{name}: {broken:?}")));
    let lines = in_window(&document.inspection, &shown);
    if lines.len() < first.address.len() {
        problems.push(format!("{name}: {} lines in the window", lines.len()));
    }
    if let Some((_, size)) = lines.iter().find(|(_, size)| *size < 10.0 || *size > 12.0) {
        problems.push(format!("{name}: the address is at {size} pt"));
    }
    let places: Vec<Zone> = lines.iter().map(|(around, _)| *around).collect();
    let pictures = pictures(&document.pdf);
    if pictures.len() != document.inspection.pages {
        problems.push(format!("{name}: {} pages are drawn", pictures.len()));
    }
    if has_ink(&pictures[0], &shown, &places) {
        problems.push(format!("{name}: the picture has something beside the address"));
    }
    if !has_ink(&pictures[0], &first.geometry.address, &[]) {
        problems.push(format!("{name}: the picture has no address"));
    }
    for (page, picture) in pictures.iter().enumerate() {
        if has_ink(picture, &SHEET_MARK, &[]) {
            problems.push(format!("{name}: page {} has print at the mark", page + 1));
        }
    }
    problems
}

/// Promise: whatever the envelope, the address of every sample's cover is in its window and nothing
/// else is; and nothing stands where the sheet mark goes.
#[test]
fn the_window_shows_the_address_and_nothing_else() {
    let mut found = Vec::new();
    for window in ["dl", "c5", "c4", "notify"] {
        let (kit, _) = Kit::load(&with_window(window)).expect("the built-in templates load");
        let covers = covers(&kit);
        let posted: Vec<&Prepared> =
            covers.iter().filter(|cover| cover.first_page.is_some()).collect();
        assert!(posted.len() > 30, "only {} go by post", posted.len());
        found.extend(on_two_threads(&posted, |cover| problems(&kit, cover, window)));
    }
    none(&found.concat(), "covers show too much or too little");
}

/// The same in every size, where the words above the window take most room.
#[test]
fn every_size_keeps_the_window_free() {
    let (kit, _) = Kit::load(&with_window("notify")).expect("the built-in templates load");
    let covers = covers(&kit);
    let some = covers.iter().filter(|cover| cover.merged.document.format != "easy_read");
    let sized: Vec<Prepared> = some
        .step_by(7)
        .flat_map(|cover| [14, 16, 18, 20, 24, 28].map(|size| in_size(cover, size)))
        .collect();
    assert!(sized.len() >= 24, "only {} covers", sized.len());
    let found = on_two_threads(&sized, |cover| problems(&kit, cover, "notify"));
    none(&found.concat(), "covers show too much or too little");
}

/// Promise: a cover in clear print is one page, in either language.
#[test]
fn a_letter_in_clear_print_is_one_page() {
    let (kit, _) = Kit::load(&configuration()).expect("the built-in templates load");
    let mut long = Vec::new();
    for cover in covers(&kit) {
        let name = name_of(&cover, "dl");
        if cover.merged.document.format != "standard" {
            continue;
        }
        match rendered(&kit, &cover, &name) {
            Ok(document) if document.inspection.pages == 1 => {}
            Ok(document) => long.push(format!("{name}: {} pages", document.inspection.pages)),
            Err(problem) => long.push(problem),
        }
    }
    none(&long, "covers in clear print are longer than a page");
}

/// A line that its window can't hold at 10 points is found, not cut; one that it can is made smaller.
#[test]
fn a_long_line_is_made_smaller_and_then_found() {
    let (kit, _) = Kit::load(&with_window("dl")).expect("the built-in templates load");
    let covers = covers(&kit);
    let with_line = |line: &str| {
        let mut cover = in_size(&covers[0], 14);
        let first = cover.first_page.as_mut().expect("it goes by post");
        first.address[1] = line.to_owned();
        let to = cover.merged.opening.addressee.as_mut().expect("a cover has one");
        to.lines[1][0].text = line.to_owned();
        cover.data = serde_json::to_vec(&cover.merged).expect("merge data is plain data");
        let reply = kit.renderer.render(&cover.request());
        let rules: Vec<&str> = reply.findings.iter().map(|finding| finding.rule.id).collect();
        (rules, reply.document)
    };
    let size = |line: &str| {
        let (rules, document) = with_line(line);
        assert_eq!(rules, [""; 0], "{line}");
        let document = document.expect("no finding stops it");
        let text = document.inspection.text.iter();
        let smallest = text.map(|text| text.size_pt).fold(f64::MAX, f64::min);
        (smallest * 10.0).round() / 10.0
    };
    assert_eq!(size("12 Tanner's Rise"), 12.0);
    assert_eq!(size("Canolfan Gofal a Chymorth Aberwern a'r Cylch"), 11.0);
    assert_eq!(size("Canolfan Gofal a Chymorth Cymunedol Aberwern Isaf"), 10.0);
    let longest = "Canolfan Gofal a Chymorth Cymunedol Aberwern, Llanfawr Isaf a'r Cylch";
    assert_eq!(with_line(longest).0, ["PRT-07"]);
}

/// Templates of a council that keep no zone free.
fn overlay(name: &str, path: &str, change: impl FnOnce(String) -> String) -> Config {
    let folder = empty_folder(name);
    let built_in = Path::new(ROOT).join("templates").join(path);
    let text = fs::read_to_string(built_in).expect("a built-in template");
    let changed = change(text.clone());
    assert_ne!(text, changed, "nothing was planted");
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
    fs::write(file, changed).expect("a file can be written");
    Config { templates: Some(folder), ..configuration() }
}

/// The rules that held copies of one sample, by way.
fn held(config: &Config, name: &str) -> Vec<String> {
    let sample = Path::new(ROOT).join("samples/02-jean-one-off.yaml");
    let run = run_over(&sample, config, name, None).expect("the run can start");
    let held = fs::read_to_string(run.out.join("held/held.ndjson")).expect("a list");
    let lines = held.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let rules = lines.flat_map(|line| line["reasons"].as_array().expect("reasons").clone());
    rules.map(|reason| reason["rule"].as_str().expect("a rule").to_owned()).collect()
}

/// A logo, or anything else, that a council's template puts beside the address holds the mailpiece.
#[test]
fn a_logo_in_the_window_is_found() {
    let config = overlay("window-logo", "parts/council.typ", |text| {
        let logo = "#let council(theme, it) = {\n  place(top + left, dx: 5cm, dy: 4.2cm, pdf.artifact(rect(width: 1cm, height: 1cm, fill: black)))";
        text.replace("#let council(theme, it) = {", logo)
    });
    assert_eq!(held(&config, "window-logo-run"), ["PRT-02"]);
}

/// A foot that reaches into the margin of the sheet mark holds the copy.
#[test]
fn a_foot_where_the_mark_goes_is_found() {
    let config = overlay("window-foot", "parts/page-lines.typ", |text| {
        text.replace(
            "grid(columns: (1fr, auto)",
            "pdf.artifact(place(dx: -2.3cm, rect(width: 1cm, height: 2mm))) + grid(columns: (1fr, auto)",
        )
    });
    let mut rules = held(&config, "window-foot-run");
    assert!(rules.len() > 1, "every page has one");
    rules.dedup();
    assert_eq!(rules, ["PRT-10"]);
}

/// Pixels of the green and of the red of the zones.
fn green_and_red(png: &[u8]) -> (usize, usize) {
    let picture = Pixmap::from_png(std::io::Cursor::new(png)).expect("a PNG");
    let is = |pixel: &hayro::vello_cpu::color::PremulRgba8, wanted: [u8; 3]| {
        [pixel.r, pixel.g, pixel.b] == wanted
    };
    let count = |wanted| picture.data().iter().filter(|pixel| is(pixel, wanted)).count();
    (count([0x0b, 0x4f, 0x2e]), count([0x7a, 0x00, 0x00]))
}

/// The picture with zones is all green where they are kept, and red where one is not.
#[test]
fn the_picture_with_zones_tells_kept_from_broken() {
    let logo = overlay("window-picture", "parts/council.typ", |text| {
        let logo = "#let council(theme, it) = {\n  place(top + left, dx: 5cm, dy: 4.2cm, rect(width: 1cm, height: 1cm, fill: black))";
        text.replace("#let council(theme, it) = {", logo)
    });
    let picture = |config: &Config| {
        let (kit, _) = Kit::load(config).expect("the templates load");
        let folder = Path::new(ROOT).join("samples");
        let none = Decisions::default();
        let choice = Choice {
            plan: "BH-2026-0178".into(),
            recipient: Some("p-jean".into()),
            cover: true,
            zones: true,
            ..Choice::default()
        };
        let setting = setting(&kit, &none, date(&kit.config));
        let made = one(&kit, &Inputs::open(&[&folder], None), &choice, &setting, true);
        let made = made.expect("it can be drawn");
        assert_eq!(made.pictures.len(), 1, "{:?}", made.findings);
        green_and_red(&made.pictures[0])
    };
    let (green, red) = picture(&configuration());
    assert!(green > 500 && red == 0, "{green} green, {red} red");
    let (green, red) = picture(&logo);
    assert!(green > 500 && red > 500, "{green} green, {red} red");
}

/// A sample with an enclosure, in a folder of its own.
fn with_enclosure(name: &str) -> std::path::PathBuf {
    let folder = empty_folder(name);
    let samples = Path::new(ROOT).join("samples");
    let leaflet = "enclosures/your-say-in-your-care-home.pdf";
    fs::create_dir_all(folder.join("enclosures")).expect("a folder can be made");
    for file in ["14-irene-care-home.yaml", leaflet] {
        fs::copy(samples.join(file), folder.join(file)).expect("a sample can be copied");
    }
    folder
}

/// Promise: what goes into an envelope beside the copies is listed on its cover, by kind and pages;
/// and with the copies of those who are to have it alone.
#[test]
fn an_enclosure_is_listed_with_those_who_have_it() {
    let folder = with_enclosure("window-enclosure");
    let run = run_over(&folder, &configuration(), "window-enclosure-run", None);
    let run = run.expect("the run can start");
    let mut listed = 0;
    for made in &run.copies {
        let cover = &made.entry["cover"];
        let enclosures = cover["enclosures"].as_array().expect("a cover lists enclosures");
        let path = cover["path"].as_str().expect("a cover has a path");
        let pdf = fs::read(run.out.join(path)).expect("it is there");
        let says = crate::tags::Tags::of(&pdf).text().contains("A leaflet, 2 pages");
        let is_to_have = made.entry["pack"] == "full";
        assert_eq!((enclosures.len() == 1, says), (is_to_have, is_to_have), "{}", made.name);
        if is_to_have {
            assert_eq!(
                (&enclosures[0]["kind"], &enclosures[0]["pages"]),
                (&"leaflet".into(), &2.into())
            );
            listed += 1;
        }
    }
    assert!(listed >= 1 && run.copies.len() > listed, "{listed} of {}", run.copies.len());
}

/// Promise: an enclosure that is missing, was changed or names a pack that there is not holds the
/// mailpiece; nobody else's.
#[test]
fn an_enclosure_that_is_not_there_holds_the_mailpiece() {
    type Plant = fn(&Path);
    let change = |folder: &Path, from: &str, to: &str| {
        let record = folder.join("14-irene-care-home.yaml");
        let text = fs::read_to_string(&record).expect("a record");
        assert!(text.contains(from), "nothing was planted");
        fs::write(record, text.replace(from, to)).expect("a record can be written");
    };
    let leaflet = "enclosures/your-say-in-your-care-home.pdf";
    let plants: [(&str, bool, Plant); 3] = [
        ("missing", false, |folder| {
            fs::remove_file(folder.join("enclosures/your-say-in-your-care-home.pdf"))
                .expect("a file can be removed");
        }),
        ("changed", false, |folder| {
            let path = folder.join("enclosures/your-say-in-your-care-home.pdf");
            let mut bytes = fs::read(&path).expect("a file");
            bytes.push(b'\n');
            fs::write(path, bytes).expect("a file can be written");
        }),
        // Nobody can tell with whom it should have gone.
        ("unknown", true, |_| {}),
    ];
    for (name, holds_all, plant) in plants {
        let folder = with_enclosure(&format!("window-{name}"));
        plant(&folder);
        if holds_all {
            change(&folder, "packs: [full]", "packs: [ful]");
        }
        let run = run_over(&folder, &configuration(), &format!("window-{name}-run"), None);
        let run = run.expect("the run can start");
        let held = fs::read_to_string(run.out.join("held/held.ndjson")).expect("a list");
        let held: Vec<Value> =
            held.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(!held.is_empty(), "{name}: nothing is held");
        for copy in &held {
            assert_eq!(copy["reasons"][0]["rule"], "PRT-11", "{name}: {copy}");
            assert!(copy["reasons"][0]["line"].is_u64(), "{name}: without a place");
            assert!(holds_all || copy["pack"] == "full", "{name}: {copy}");
        }
        assert_eq!(run.copies.is_empty(), holds_all, "{name}");
        assert!(folder.join(leaflet).exists() || name == "missing");
    }
}
