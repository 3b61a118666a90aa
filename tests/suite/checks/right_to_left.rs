//! A whole plan in Arabic letters, in a font that is laid beside the built-in ones: what is turned round
//! only where letters run from right to left. No font of the program has them; `.ci/run` installs Amiri.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use planpress::merge::MergeData;
use planpress::render::Renderer;
use planpress::template::Templates;
use regex::Regex;
use serde_json::Value;

use super::controls::Start;
use super::judge;
use super::pages::{NUMBERS, order_of_digits};
use super::subject::Subject;
use crate::stage::{SAMPLES, empty_folder, none};

/// Where Debian's `fonts-hosny-amiri` puts the font.
const USUAL: &str = "/usr/share/fonts/opentype/fonts-hosny-amiri";

/// Words of care plans.
const WORDS: &str = "خطة الرعاية والدعم أنت لا الأسبوع هاتف العاملة الطعام مساعدة صباحا إلى البيت الأسرة دواء \
                     الاثنين السلامة مستشفى رسالة عنوان المجلس الحمام صديق يوم";

/// The checks that follow letters through the file in the order in which they are drawn. A PDF has these
/// from left to right, and turning them round is its reader's work, which ours doesn't do.
const DRAWN_ORDER: &[&str] = &["5", "8", "9a", "9b"];

static TOKENS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[^\s\u{a0}]+").expect("an expression"));

/// The folder with the font; none where it is not installed, which is told and never passed over where
/// the whole check of the project runs.
fn fonts() -> Option<PathBuf> {
    let wanted = std::env::var_os("PLANPRESS_ARABIC_FONTS").map(PathBuf::from);
    let folder = wanted.clone().unwrap_or_else(|| USUAL.into());
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(wanted.is_none(), "{} has no Arabic font", folder.display());
    // Past the tests' own capture, or nobody would read it.
    let told =
        writeln!(std::io::stderr(), "NOT TESTED: right to left, for fonts-hosny-amiri is not here");
    told.expect("somebody can be told");
    None
}

/// Each word of letters as an Arabic one, the same for the same; numbers, addresses and codes as they are.
fn arabic(text: &str) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let turned = TOKENS.replace_all(text, |token: &regex::Captures<'_>| {
        let token = &token[0];
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() || !word.chars().all(|c| c.is_alphabetic() || "'’-".contains(c)) {
            return token.to_owned();
        }
        let sum: usize = word.bytes().map(usize::from).sum();
        token.replace(word, words[sum % words.len()])
    });
    turned.into_owned()
}

/// Turns every run of a document's data.
fn turn(value: &mut Value) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(turn),
        Value::Object(fields) => {
            for (name, field) in fields {
                match field {
                    Value::String(text) if name == "text" => *text = arabic(text),
                    other => turn(other),
                }
            }
        }
        _ => {}
    }
}

/// The sound plan in Arabic letters, with the no-break spaces that the merge put into its numbers.
fn turned(sound: &MergeData) -> MergeData {
    let mut json = serde_json::to_value(sound).expect("merge data is plain data");
    turn(&mut json);
    let mut data: MergeData = serde_json::from_value(json).expect("it is merge data still");
    data.document.title = arabic(&data.document.title);
    data.document.language = "ar".into();
    data.document.direction = "rtl".into();
    data
}

/// Letters and digits, sorted.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

/// Promise: a plan whose letters run from right to left keeps the order of each number, loses and doubles
/// no letter, and holds what can be seen of the checks; with plain spaces its numbers would be turned.
#[test]
fn a_plan_in_arabic_letters_holds_every_check() {
    let Some(fonts) = fonts() else { return };
    let overlay = empty_folder("right-to-left");
    let tokens = SAMPLES.kit.templates.text("theme/tokens.typ").expect("a template");
    // What a council changes for it: its font, and margins for letters that are narrower than ours.
    let changes = [
        ("fonts-by-language = (:)", "fonts-by-language = (\"ar\": (\"Amiri\",))"),
        ("between(points, 14, 3cm, 18, 2cm)", "3cm"),
    ];
    let tokens = changes.iter().fold(tokens.to_owned(), |tokens, (from, to)| {
        assert!(tokens.contains(from), "the tokens have no `{from}`");
        tokens.replace(from, to)
    });
    fs::create_dir_all(overlay.join("theme")).expect("a folder");
    fs::write(overlay.join("theme/tokens.typ"), tokens).expect("a template");
    let (templates, _) = Templates::load(Some(&overlay), Some(&fonts)).expect("the overlay loads");
    let renderer = Renderer::new(&templates).expect("the engine");

    let sound = Start::Large.subject();
    let render = |data: &MergeData| {
        let made = Subject::render(&renderer, templates.manifest(), &sound.edition, data, None);
        made.unwrap_or_else(|findings| panic!("{findings:?}"))
    };
    let data = turned(&sound.data);
    let subject = render(&data);
    let numbers = NUMBERS.find_iter(&serde_json::to_string(&data).expect("plain data")).count();
    assert!(numbers > 10, "{numbers} numbers in groups");
    let arabic = |text: &str| text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let in_amiri = subject.inspection.text.iter().filter(|text| arabic(&text.text));
    assert!(in_amiri.clone().count() > 100 && in_amiri.clone().all(|text| text.font == "Amiri"));
    let judged = judge(&subject).into_iter();
    let failed = judged.filter(|(check, _)| !DRAWN_ORDER.contains(&check.number));
    let failed = failed.flat_map(|(check, judged)| {
        judged.problems.into_iter().map(move |problem| format!("check {}: {problem}", check.number))
    });
    let mut problems: Vec<String> = failed.collect();
    // In whatever order: a font whose dots are glyphs of their own has each letter twice in the file.
    let laid_out = subject.inspection.text.iter().map(|text| text.text.as_str());
    let (laid_out, drawn) =
        (letters(&laid_out.collect::<String>()), letters(&subject.tags.drawn.concat()));
    if laid_out != drawn {
        problems.push(format!("{} letters laid out, {} in the file", laid_out.len(), drawn.len()));
    }
    none(&problems, "checks fail from right to left");

    let json = serde_json::to_string(&data).expect("plain data").replace('\u{a0}', " ");
    let apart: MergeData = serde_json::from_str(&json).expect("it is merge data still");
    let judged = order_of_digits(&render(&apart)).expect("it has numbers");
    assert!(judged.problems.len() > 5, "{:?}", judged.problems);
}
