//! The phrases and the code agree: no phrase is asked for that isn't there, none is there that nobody
//! asks for, and every language says everything.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_yaml::Value;
use syn::visit::Visit;

use crate::stage::{ROOT, none};

/// Rooms that ask for phrases.
const ASKING: &[&str] = &["merge", "wording", "batch", "render", "cli", "disclose"];

fn flatten(prefix: &str, value: &Value, all: &mut BTreeMap<String, String>) {
    match value {
        Value::Mapping(map) => {
            for (key, inside) in map {
                let key = key.as_str().expect("a key is text");
                let key =
                    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
                flatten(&key, inside, all);
            }
        }
        other => {
            all.insert(prefix.to_owned(), other.as_str().expect("a phrase is text").to_owned());
        }
    }
}

fn phrases(language: &str) -> BTreeMap<String, String> {
    let path = Path::new(ROOT).join(format!("templates/wording/{language}.yaml"));
    let value = serde_yaml::from_str(&fs::read_to_string(path).expect("a wording file"));
    let mut all = BTreeMap::new();
    flatten("", &value.expect("wording is YAML"), &mut all);
    all
}

/// Every literal of the code that could be a key, and those that surely are: the first argument of a
/// method that asks for a phrase.
#[derive(Default)]
struct Literals {
    all: BTreeSet<String>,
    asked: BTreeSet<String>,
    /// Handed to something directly: a key for one that asks, a field's name for most others.
    handed: BTreeSet<String>,
}

fn text_of(expression: &syn::Expr) -> Option<String> {
    match expression {
        syn::Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        syn::Expr::Reference(inside) => text_of(&inside.expr),
        _ => None,
    }
}

/// Methods whose first argument is a key, or its beginning.
const METHODS: &[&str] =
    &["say", "fill", "fact", "quiet", "fact_note", "fact_recorded", "fixed_row", "has"];

impl<'ast> Visit<'ast> for Literals {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.all.insert(literal.value());
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        self.handed.extend(call.args.iter().filter_map(text_of));
        if METHODS.iter().any(|method| call.method == method) {
            self.asked.extend(call.args.first().and_then(text_of));
        }
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        self.handed.extend(call.args.iter().filter_map(text_of));
        syn::visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        // Macros are not parsed: their literals are found by their quotes.
        let literal = Regex::new(r#""((?:[^"\\]|\\.)*)""#).expect("an expression");
        let words = found.tokens.to_string();
        self.all.extend(literal.captures_iter(&words).map(|found| found[1].to_owned()));
        syn::visit::visit_macro(self, found);
    }
}

fn literals() -> Literals {
    let mut literals = Literals::default();
    for room in ASKING {
        for entry in walkdir::WalkDir::new(Path::new(ROOT).join("src").join(room)) {
            let entry = entry.expect("src can be walked");
            if entry.path().extension().is_some_and(|kind| kind == "rs") {
                let text = fs::read_to_string(entry.path()).expect("a file of src");
                literals.visit_file(&syn::parse_file(&text).expect("the file is Rust"));
            }
        }
    }
    literals
}

/// Promise: no copy fails because a phrase is missing.
#[test]
fn every_phrase_that_is_asked_for_is_there() {
    let english = phrases("en");
    let literals = literals();
    assert!(
        literals.asked.len() > 100,
        "only {} keys were found in the code",
        literals.asked.len()
    );
    let there = |key: &String| {
        let inside = format!("{key}.");
        english.contains_key(key) || english.keys().any(|known| known.starts_with(&inside))
    };
    let missing: Vec<String> = literals.asked.iter().filter(|key| !there(key)).cloned().collect();
    none(&missing, "keys are asked for and not in en.yaml");
    // Keys that reach a method by way of a table: dotted, of a family that there is.
    let shape = Regex::new(r"^[a-z_]+(\.[a-z0-9_]+)+$").expect("an expression");
    let families: BTreeSet<&str> = english.keys().filter_map(|key| key.split('.').next()).collect();
    let tables: Vec<String> = literals
        .all
        .iter()
        .filter(|literal| shape.is_match(literal))
        .filter(|literal| literal.split('.').next().is_some_and(|family| families.contains(family)))
        .filter(|literal| !literals.handed.contains(*literal))
        .filter(|literal| !there(literal))
        .cloned()
        .collect();
    none(&tables, "literals look like keys and are not in en.yaml");
}

/// Promise: a designer who changes a phrase changes a page: no phrase is left over.
#[test]
fn every_phrase_is_asked_for() {
    let literals = literals();
    // `month.{}` asks for a family; `{family}.{word}` says nothing of which.
    let prefixes: BTreeSet<&str> = literals
        .all
        .iter()
        .filter_map(|literal| {
            let (before, _) = literal.split_once('{')?;
            before.split_once('.').filter(|(family, _)| !family.is_empty())?;
            Some(before)
        })
        .collect();
    // `{key}_you` asks for a kin of a key that is asked for.
    let suffixes: Vec<&str> =
        literals.all.iter().filter_map(|literal| literal.strip_prefix("{key}")).collect();
    let asked = |key: &str| {
        // A literal asks for itself and, as the name of a family, for what is in it.
        let parts: Vec<&str> = key.split('.').collect();
        let by_family =
            (1..=parts.len()).any(|count| literals.all.contains(&parts[..count].join(".")));
        by_family || prefixes.iter().any(|prefix| key.starts_with(prefix))
    };
    let used = |key: &str| {
        asked(key) || suffixes.iter().filter_map(|suffix| key.strip_suffix(suffix)).any(asked)
    };
    assert!(!used("no_such_family.no_such_key"), "an unknown key counts as used");
    let left_over: Vec<String> = phrases("en").into_keys().filter(|key| !used(key)).collect();
    none(&left_over, "phrases of en.yaml are asked for nowhere");
}

/// Promise: Welsh is treated no less favourably: the same phrases, with the same places to fill.
#[test]
fn every_language_says_everything() {
    let placeholder = Regex::new(r"\{\{[#/]?(?:if )?(\w+)\}\}").expect("an expression");
    let places = |phrase: &str| -> BTreeSet<String> {
        let found = placeholder.captures_iter(phrase).map(|found| found[1].to_owned());
        found.filter(|name| name != "if" && name != "else").collect()
    };
    let (english, welsh) = (phrases("en"), phrases("cy"));
    let keys =
        |all: &BTreeMap<String, String>| -> BTreeSet<String> { all.keys().cloned().collect() };
    assert!(english.len() > 300, "only {} phrases", english.len());
    let (in_english, in_welsh) = (keys(&english), keys(&welsh));
    let differ: Vec<String> = in_english.symmetric_difference(&in_welsh).cloned().collect();
    none(&differ, "keys are in one language only");
    let mut problems = Vec::new();
    for key in &in_english {
        let (one, other) = (places(&english[key]), places(&welsh[key]));
        if one != other {
            problems.push(format!("{key}: {one:?} in English, {other:?} in Welsh"));
        }
        if welsh[key].trim().is_empty() || english[key].trim().is_empty() {
            problems.push(format!("{key}: empty"));
        }
    }
    none(&problems, "phrases differ in what they fill in");
}

/// WAL-10: a letter says in both languages that Welsh is welcome, and leads to no delay.
#[test]
fn letters_say_that_welsh_is_welcome() {
    let (english, welsh) = (phrases("en"), phrases("cy"));
    let (own, other) = ("cover.welsh_is_welcome", "cover.welsh_is_welcome_in_other_language");
    assert_eq!(english[own], welsh[other], "the English sentence of a Welsh letter");
    assert_eq!(welsh[own], english[other], "the Welsh sentence of an English letter");
    for (phrase, words) in [(&english[own], ["Welsh", "delay"]), (&welsh[own], ["Gymraeg", "oedi"])]
    {
        assert!(words.iter().all(|word| phrase.contains(word)), "{phrase}");
    }
}
