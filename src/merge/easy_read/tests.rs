//! What the page asks about is what the check names, and what must not be missing stops the copy.

use std::collections::BTreeSet;

use jiff::civil::date;
use serde_json::Value;

use crate::config::{Config, Decisions};
use crate::disclose::{Decision, Disclosure, Matter, Pack, Setting, decide, disclose};
use crate::finding::{Finding, Stops};
use crate::plan::{LanguageTag, Record, easy_read_texts};
use crate::template::{Format, Templates};
use crate::wording::Wordings;

/// The easy-read copy of a sample that has lost the easy read of some of its texts, and what was
/// found while it was made.
fn made(lost: &[&str]) -> (Disclosure, Vec<Finding>) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/09-kenneth-easy-read.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let mut value: Value = serde_yaml::from_str(&text).unwrap();
    for pointer in lost {
        let item = value.pointer_mut(pointer).and_then(Value::as_object_mut);
        item.and_then(|item| item.remove("easy_read")).expect(pointer);
    }
    let record: Record = serde_json::from_value(value).unwrap();
    let (templates, _) = Templates::load(None, None).unwrap();
    let setting = Setting {
        config: &Config::default(),
        lists: templates.lists(),
        decisions: &Decisions::default(),
        date: date(2026, 6, 1),
        include_restricted: false,
    };
    let matter = Matter { record: &record, group: &[&record], findings: &[] };
    let decided = decide(&matter, &setting);
    let job = decided.copies.iter().find_map(|copy| match copy {
        Decision::Make(job) if job.pack == Pack::Full && job.edition.format == Format::EasyRead => {
            Some(job)
        }
        _ => None,
    });
    let disclosure = disclose(&matter, job.unwrap(), &setting).unwrap().disclosure;
    let wordings = Wordings::load(&templates).unwrap();
    let wording = wordings.get(&LanguageTag::en()).unwrap();
    let merged = crate::merge::merge(&disclosure, wording, templates.pictures(), None);
    let findings = merged.map_or_else(|stopped| stopped, |(_, found)| found);
    let of_easy_read = findings.into_iter().filter(|finding| finding.rule.id == "FMT-04");
    (disclosure, of_easy_read.collect())
}

#[test]
fn the_page_asks_at_just_the_places_that_the_check_names() {
    let lost = ["/about_me/please_do", "/needs/1", "/outcomes/2", "/supports/0", "/risks/0"];
    let (disclosure, found) = made(&lost);
    let on_page: BTreeSet<String> = found.iter().map(|finding| finding.field.clone()).collect();
    let in_check: BTreeSet<String> = easy_read_texts(&disclosure.content)
        .iter()
        .filter(|text| !text.is_written(&LanguageTag::en()))
        .map(|text| match text.item {
            Some((_, id)) => format!("{}[{id}]", text.within),
            None => text.within.clone(),
        })
        .collect();
    assert!(lost.len() <= in_check.len(), "{in_check:?}");
    assert_eq!(on_page, in_check);
    assert!(found.iter().all(|finding| finding.stops == Stops::Nothing));
}

#[test]
fn a_copy_that_does_not_say_who_comes_waits() {
    let (disclosure, _) = made(&[]);
    let supports = disclosure.content.supports.given().map_or(0, Vec::len);
    let lost: Vec<String> = (0..supports).map(|number| format!("/supports/{number}")).collect();
    let lost: Vec<&str> = lost.iter().map(String::as_str).collect();
    let (_, found) = made(&lost);
    let waits = |finding: &&Finding| finding.stops == Stops::Copy;
    let fields: Vec<&str> =
        found.iter().filter(waits).map(|finding| finding.field.as_str()).collect();
    assert_eq!(fields, ["supports"]);
}
