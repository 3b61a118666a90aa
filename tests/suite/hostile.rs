//! Text in a record is text: it can't become markup, a path, a placeholder or a command, and it
//! can't turn the page round.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::pdf::broken_rules;
use crate::stage::{ROOT, Run, configuration, empty_folder, run_over};
use crate::tags::tidy;

/// Texts that mean something to Typst, Handlebars, HTML, YAML or a shell.
const MARKUP: &[&str] = &[
    "#read(\"/etc/passwd\") and #import \"/x.typ\": *",
    "*bold* _emph_ `code` $x^2$ @ref <label>",
    "= A heading that is none",
    "+ one / two: three ~ four -- five --- six",
    "\\u{4f60} \\n \\ #{}[]",
    "{{name}} {{#if x}}y{{/if}} {{{z}}}",
    "<b>bold</b> &amp; &lt;script&gt;alert(1)&lt;/script&gt;",
    "/* no comment */ // nor here",
    "'single' \"double\" 10% of £5 …",
    "=cmd|' /C calc'!A0 ; rm -rf ~ $(id) ${HOME}",
    "../../etc/passwd ..\\windows",
    "\"}],\"sections\":[{\"id\":\"forged\"}]",
];

/// Characters that are not seen, and turn or hide others: each with whether it may stay.
const UNSEEN: &[(&str, &str)] = &[
    ("zero\u{200b}width", "zerowidth"),
    ("right\u{202e}to left", "rightto left"),
    ("an \u{2066}isolate\u{2069} inside", "an isolate inside"),
    ("soft\u{ad}hyphen", "softhyphen"),
    ("mark\u{feff}ed", "marked"),
];

/// Composed and decomposed Welsh.
const WELSH: &[(&str, &str)] = &[("tŷ a dŵr", "tŷ a dŵr"), ("ty\u{302} a dw\u{302}r", "tŷ a dŵr")];

fn record(texts: &[String]) -> Value {
    let text =
        fs::read_to_string(Path::new(ROOT).join("tests/records/good.yaml")).expect("a record");
    let mut record: Value = serde_yaml::from_str(&text).expect("a record is YAML");
    let needs = texts.iter().enumerate().map(|(number, text)| {
        json!({
            "id": format!("n{number}"), "text": text, "domains": ["safe_use_of_home"],
            "eligible": "yes", "la_will_meet": "yes",
        })
    });
    record["needs"] = needs.collect();
    record
}

fn run(name: &str, texts: &[String]) -> Run {
    let folder = empty_folder(&format!("{name}-in"));
    let file = folder.join("hostile.json");
    fs::write(&file, record(texts).to_string()).expect("a record can be written");
    run_over(&file, &configuration(), name, None).expect("the record can be run")
}

fn one_copy(name: &str, texts: &[String]) -> (String, String) {
    let run = run(name, texts);
    assert_eq!(run.copies.len(), 1, "{name}: held {}", run.json["held"]);
    let copy = &run.copies[0];
    for profile in ["ua1", "2a"] {
        assert_eq!(broken_rules(&copy.pdf, profile), Vec::<String>::new(), "{name}: {profile}");
    }
    (copy.tags.text(), copy.tags.drawn.join("\n"))
}

/// Promise: markup is printed as it was written, letter for letter.
#[test]
fn markup_is_text() {
    let texts: Vec<String> = MARKUP.iter().map(|text| (*text).to_owned()).collect();
    let (heard, drawn) = one_copy("hostile-markup", &texts);
    let heard = tidy(&heard);
    for text in MARKUP {
        assert!(heard.contains(&tidy(text)), "`{text}` is not heard as it was written");
    }
    assert!(!drawn.contains("root:"), "a file of this machine is on the page");
}

/// Promise: a word of any length is printed whole, and inside the page (which the print meter holds).
#[test]
fn a_long_word_is_whole() {
    let long: String = "abcdefghij".repeat(30);
    let (heard, _) =
        one_copy("hostile-long", &[long.clone(), format!("https://example.org/{long}")]);
    let heard: String = heard.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(heard.contains(&long), "300 letters are not heard as one word");
    assert!(
        heard.contains(&format!("https://example.org/{long}")),
        "a long address is not heard whole"
    );
}

/// Promise: characters that nobody sees neither turn a line round nor stop a copy.
#[test]
fn unseen_characters_do_no_harm() {
    let texts: Vec<String> = UNSEEN.iter().map(|(text, _)| (*text).to_owned()).collect();
    let (heard, drawn) = one_copy("hostile-unseen", &texts);
    let unseen = |c: char| matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let seen: String = tidy(&heard).chars().filter(|&c| !unseen(c)).collect();
    for (text, expected) in UNSEEN {
        assert!(
            seen.contains(expected),
            "`{}` is not heard as `{expected}`",
            text.escape_unicode()
        );
    }
    let turning = |c: char| matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!heard.contains(turning) && !drawn.contains(turning), "an override is on the page");
}

/// Promise: Welsh letters are read as one letter each, however the record composes them.
#[test]
fn welsh_is_read_however_it_is_composed() {
    let texts: Vec<String> = WELSH.iter().map(|(text, _)| (*text).to_owned()).collect();
    let (heard, _) = one_copy("hostile-welsh", &texts);
    let heard = tidy(&heard);
    for (text, expected) in WELSH {
        let found = heard.contains(expected) || heard.contains(text);
        assert!(found, "`{}` is not heard", text.escape_unicode());
    }
}

/// Promise: what no font can print is held and never printed as an empty box.
#[test]
fn a_letter_that_no_font_has_is_held() {
    let run = run("hostile-glyph", &["You need \u{4f60}.".to_owned()]);
    assert_eq!(run.copies.len(), 0, "a copy was made");
    assert_eq!(run.json["held"][0]["reasons"][0]["rule"], "FMT-07", "{}", run.json["held"]);
}
