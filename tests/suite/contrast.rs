//! The palette: every colour of text can be read on every paper, every frame can be seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;

use crate::stage::ROOT;

/// WCAG 2.2, 1.4.6 (AAA): text against its background.
const TEXT: f64 = 7.0;

/// WCAG 2.2, 1.4.11: what is needed to see a frame or a rule.
const FRAME: f64 = 3.0;

/// One group of the palette, by name.
fn group(name: &str) -> BTreeMap<String, String> {
    let path = Path::new(ROOT).join("templates/theme/colours.yaml");
    let text = fs::read_to_string(path).expect("the theme's colours");
    let mut groups: BTreeMap<String, BTreeMap<String, String>> =
        serde_yaml::from_str(&text).expect("groups of colours by name");
    groups.remove(name).expect("the palette has such a group")
}

/// The colours of words and lines by name.
pub fn colours() -> BTreeMap<String, String> {
    group("words").into_iter().chain(group("lines")).collect()
}

/// The relative luminance of WCAG.
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("hexadecimal");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Promise: text is at least 7:1 and frames at least 3:1, on white, cream and yellow.
#[test]
fn every_colour_can_be_seen() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01, "the formula is that of WCAG");
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01, "the formula is that of WCAG");
    let papers = group("papers");
    assert_eq!(papers.keys().collect::<Vec<_>>(), ["cream", "white", "yellow"]);
    let colours = colours();
    assert_eq!(papers["white"], "#ffffff");
    assert!(colours.len() >= 5 && colours.contains_key("text"), "the palette is {colours:?}");
    for (paper, background) in &papers {
        for (name, colour) in &colours {
            let least = if group("lines").contains_key(name) { FRAME } else { TEXT };
            let contrast = contrast(colour, background);
            assert!(
                contrast >= least,
                "{name} on {paper}: {contrast:.2}:1, and {least}:1 is needed"
            );
        }
    }
}

/// Promise: the palette is the only place of a colour, so that the test above sees them all.
#[test]
fn no_part_has_a_colour_of_its_own() {
    let colour = Regex::new(
        r#"\b(rgb|luma|cmyk|oklab|oklch|color)\b|fill: *(black|white|gray|red|blue|green|silver|navy)"#,
    );
    let colour = colour.expect("an expression");
    assert!(colour.is_match("fill: black") && colour.is_match("rgb(1, 2, 3)"));
    let mut looked_at = 0;
    for entry in walkdir::WalkDir::new(Path::new(ROOT).join("templates")) {
        let entry = entry.expect("the templates can be walked");
        let path = entry.path();
        let is_template = path.extension().is_some_and(|kind| kind == "typ");
        if !is_template || path.ends_with("theme/tokens.typ") {
            continue;
        }
        looked_at += 1;
        let text = fs::read_to_string(path).expect("a template");
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            assert!(!colour.is_match(code), "{}:{}: {line}", path.display(), number + 1);
        }
    }
    assert!(looked_at > 10, "only {looked_at} templates were found");
}
