//! Reads a wording file into keys and phrases, and checks it against the reference.

use std::collections::{BTreeMap, BTreeSet};

use handlebars::template::{Parameter, Template, TemplateElement};

use crate::finding::Finding;

/// The reference: the built-in English wording.
const REFERENCE: &str = include_str!("../../templates/wording/en.yaml");

/// A phrase with its placeholders.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Phrase {
    /// The names between `{{` and `}}`.
    pub placeholders: BTreeSet<String>,
}

/// Reads nested YAML into dotted keys.
pub fn parse(text: &str) -> Result<BTreeMap<String, String>, String> {
    let root: serde_yaml::Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    let mut phrases = BTreeMap::new();
    flatten("", &root, &mut phrases)?;
    Ok(phrases)
}

fn flatten(
    prefix: &str,
    value: &serde_yaml::Value,
    phrases: &mut BTreeMap<String, String>,
) -> Result<(), String> {
    match value {
        serde_yaml::Value::Mapping(map) => {
            for (key, inside) in map {
                let key = key.as_str().ok_or_else(|| {
                    format!("a key under `{prefix}` is not text: put it in quotes")
                })?;
                let key =
                    if prefix.is_empty() { key.to_owned() } else { format!("{prefix}.{key}") };
                flatten(&key, inside, phrases)?;
            }
            Ok(())
        }
        serde_yaml::Value::String(phrase) => {
            phrases.insert(prefix.to_owned(), phrase.trim().to_owned());
            Ok(())
        }
        _ => Err(format!("`{prefix}` must be text: put it in quotes")),
    }
}

/// What every language is held against.
pub fn reference() -> BTreeMap<String, Phrase> {
    let phrases = parse(REFERENCE).unwrap_or_default();
    phrases
        .into_iter()
        .map(|(key, phrase)| {
            let placeholders = placeholders(&phrase).unwrap_or_default();
            (key, Phrase { placeholders })
        })
        .collect()
}

/// Missing keys, unknown keys and unknown placeholders of one language.
pub fn check(
    path: &str,
    phrases: &BTreeMap<String, String>,
    reference: &BTreeMap<String, Phrase>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut add = |key: &str, message: String, help: String| {
        findings.push(Finding::new("TPL-02", format!("{path}: {message}")).at(key).help(help));
    };
    for key in reference.keys().filter(|key| !phrases.contains_key(*key)) {
        let help = format!("say in this language what `{key}` of `wording/en.yaml` says");
        add(key, format!("the phrase `{key}` is missing"), help);
    }
    for (key, phrase) in phrases {
        let Some(known) = reference.get(key) else {
            let distance = |other: &String| strsim::damerau_levenshtein(key, other);
            let nearest = reference.keys().min_by_key(|other| distance(other));
            let help = match nearest.filter(|other| distance(other) <= 3) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "remove it: the phrases are those of `wording/en.yaml`".into(),
            };
            add(key, format!("nothing uses the phrase `{key}`"), help);
            continue;
        };
        let offered = || {
            let names: Vec<String> =
                known.placeholders.iter().map(|name| format!("{{{{{name}}}}}")).collect();
            if names.is_empty() {
                "this phrase has nothing to fill".to_owned()
            } else {
                format!("it can be filled with {}", names.join(", "))
            }
        };
        match placeholders(phrase) {
            Ok(used) => {
                for name in used.difference(&known.placeholders) {
                    let message =
                        format!("the phrase `{key}` uses `{name}`, which is not offered there");
                    add(key, message, offered());
                }
            }
            Err(problem) => add(key, format!("`{key}`: {problem}"), offered()),
        }
    }
    findings
}

/// The names that a phrase uses, those inside `{{#if}}` too.
fn placeholders(phrase: &str) -> Result<BTreeSet<String>, String> {
    let template = Template::compile(phrase).map_err(|error| error.reason().to_string())?;
    let mut names = BTreeSet::new();
    collect(&template, &mut names);
    Ok(names)
}

fn collect(template: &Template, names: &mut BTreeSet<String>) {
    for element in &template.elements {
        match element {
            TemplateElement::Expression(inside) | TemplateElement::HtmlExpression(inside) => {
                names.extend(inside.name.as_name().map(str::to_owned));
                inside.params.iter().for_each(|param| parameter(param, names));
            }
            TemplateElement::HelperBlock(block) => {
                block.params.iter().for_each(|param| parameter(param, names));
                let parts = [block.template.as_ref(), block.inverse.as_ref()];
                parts.into_iter().flatten().for_each(|part| collect(part, names));
            }
            _ => {}
        }
    }
}

fn parameter(parameter: &Parameter, names: &mut BTreeSet<String>) {
    names.extend(parameter.as_name().map(str::to_owned));
}
