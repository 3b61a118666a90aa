//! Whose papers lie in one envelope: nothing of another reader, of another way to send it, or of a
//! restricted record among the others. And in which: its window shows the address of the cover on top.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::manifest::FILE_NAME;
use super::super::{Check, Disagreement};
use super::account::name;
use super::entries::{Entries, Entry};
use super::place_of;
use crate::print::{Document, PARCEL, Part, Placed, Stream};

/// What run.json says of a copy and a stream's manifest says again.
const SAID_AGAIN: [&str; 5] = ["copy", "pack", "format", "size_pt", "language"];

/// Where what belongs to restricted records lies.
const RESTRICTED: &str = "restricted/";

/// Whether each envelope holds one reader's papers only, all of them to be sent as it is sent.
pub(super) fn readers(
    streams: &[Stream],
    entries: &Entries<'_>,
    householding: Option<bool>,
) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for stream in streams {
        for (batch, placed) in stream.placed() {
            let mut add = |message: &str| {
                let message = format!("{} {message}", name(&batch.id, placed.sequence));
                found.push(Disagreement::new(Check::Sheets, place_of(batch), message));
            };
            if is_of_several(placed) {
                add("has papers of two readers of one plan: do not post it");
            }
            if plans(placed) > 1 && householding == Some(false) {
                add("has papers of two plans, and the council wants an envelope for each");
            }
            if let Some(made_for) = other_window(placed, entries) {
                let other = &placed.envelope;
                let message = "the address may not be in the window";
                add(&format!(
                    "lies in `{other}`, and its cover was laid out for `{made_for}`: {message}"
                ));
            }
            for document in placed.documents.iter().map(|one| &one.document) {
                let entry = entries.get(document.path.as_str()).copied();
                for message in wrong(stream, document, entry) {
                    add(&format!("has {}, {message}", document.path));
                }
            }
        }
    }
    found
}

/// Whether two documents of one plan are for different readers.
fn is_of_several(placed: &Placed) -> bool {
    let mut readers = BTreeMap::new();
    placed.documents.iter().any(|one| {
        let Document { plan, recipient, .. } = one.document;
        *readers.entry(plan).or_insert(recipient) != recipient
    })
}

fn plans(placed: &Placed) -> usize {
    placed.documents.iter().map(|one| one.document.plan).collect::<BTreeSet<u32>>().len()
}

/// The envelope that the cover on top was laid out for, where the mailpiece lies in another: its window
/// may hide the address, or show more than that.
fn other_window<'a>(placed: &Placed, entries: &Entries<'a>) -> Option<&'a str> {
    let top = &placed.documents.first()?.document.path;
    let copies = placed.documents.iter().filter_map(|one| entries.get(one.document.path.as_str()));
    let mut under_it = copies.filter(|entry| entry.cover("path") == Some(top));
    let made_for = match under_it.next()?.get("cover")?.get("envelope")? {
        Value::String(name) => name,
        // No envelope holds it.
        _ => PARCEL,
    };
    (made_for != placed.envelope).then_some(made_for)
}

/// A document's name without the number of the print, which grows each time that it is printed again.
fn without_number(name: &str) -> &str {
    name.rsplit_once('-').map_or(name, |(name, _)| name)
}

/// What is wrong with a document of a stream.
fn wrong(stream: &Stream, document: &Document, entry: Option<Entry<'_>>) -> Vec<String> {
    let mut wrong = Vec::new();
    let file = document.path.rsplit('/').next().unwrap_or_default();
    if without_number(file) != without_number(&document.id) {
        wrong.push("whose mark names another document".to_owned());
    }
    let is_restricted = document.path.starts_with(RESTRICTED);
    if is_restricted != stream.kind.restricted {
        let kind = if is_restricted { "restricted" } else { "not restricted" };
        wrong.push(format!("which is {kind}, among papers that are otherwise: hand on nothing"));
    }
    let Some(entry) = entry.filter(|_| document.part == Part::Copy) else { return wrong };
    if entry.text("channel") != Some(stream.kind.route.as_str()) {
        wrong.push("which is to be sent another way".to_owned());
    }
    let said = serde_json::to_value(document).unwrap_or_default();
    for key in SAID_AGAIN {
        // What does not apply is nothing in one list, and missing or empty in the other.
        let text = |value: Option<&Value>| match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        if text(said.get(key)) != text(entry.get(key)) {
            wrong.push(format!("whose `{key}` is not that of `{FILE_NAME}`"));
        }
    }
    wrong
}
