//! Makes a record as untidy as life: half its optional fields empty, jargon and placeholders, an old
//! address, money not worked out, easy read and Welsh asked for and never written. What is left can
//! still be read.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::bank::BANK;
use super::dice::{Dice, Stream};

/// Roughens one record.
pub fn roughen(record: &mut Value, seed: u64, number: u32) {
    let mut dice = Dice::new(seed, number, Stream::AsFound);
    let (no_easy_read, no_welsh) = (dice.chance(60), dice.chance(50));
    thin_out(record, &mut dice, no_easy_read, no_welsh);
    if let Some(record) = record.as_object_mut() {
        lose_sections(record, &mut dice);
        unsettle_money(record, &mut dice);
        age_the_address(record, &mut dice);
        if dice.chance(10) {
            record.insert(
                "status".into(),
                json!(if dice.chance(70) { "draft" } else { "awaiting_sign_off" }),
            );
            record.remove("sign_off");
        }
    }
    let mut ids = HashSet::new();
    collect_ids(record, &mut ids);
    drop_dangling(record, &ids);
}

fn thin_out(value: &mut Value, dice: &mut Dice, no_easy_read: bool, no_welsh: bool) {
    match value {
        Value::Object(object) => {
            object.retain(|key, inner| {
                let often_empty = BANK.as_found.often_empty.contains(key) || inner == "none";
                let lost_rows = key == "easy_read" && no_easy_read;
                !(lost_rows || often_empty && dice.chance(50))
            });
            for (key, inner) in object.iter_mut() {
                match key.as_str() {
                    "text" => untidy_texts(inner, dice, no_welsh),
                    "easy_read" => {}
                    _ => thin_out(inner, dice, no_easy_read, no_welsh),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                thin_out(item, dice, no_easy_read, no_welsh);
            }
        }
        _ => {}
    }
}

fn untidy_texts(texts: &mut Value, dice: &mut Dice, no_welsh: bool) {
    match texts {
        Value::String(text) => *text = untidy(text, dice),
        Value::Object(by_language) => {
            if no_welsh && dice.chance(70) {
                by_language.remove("cy");
            }
            if let Some(Value::String(text)) = by_language.get_mut("en") {
                *text = untidy(text, dice);
            }
        }
        _ => {}
    }
}

fn untidy(text: &str, dice: &mut Dice) -> String {
    let bank = &BANK.as_found;
    if dice.chance(4) {
        return dice.pick(&bank.placeholders).clone();
    }
    let mut text = text.to_owned();
    if dice.chance(40) {
        for (plain, jargon) in &bank.swaps {
            text = text.replace(plain.as_str(), jargon);
        }
    }
    if dice.chance(12) {
        text = format!("{text} {}", dice.pick(&bank.asides));
    }
    if dice.chance(10) {
        text = text.replace(". ", ".  ");
    }
    if dice.chance(8) {
        text = text.to_uppercase();
    }
    if dice.chance(10) {
        text = format!("{text} ");
    }
    text
}

fn lose_sections(record: &mut Map<String, Value>, dice: &mut Dice) {
    for section in &BANK.as_found.sometimes_missing {
        if dice.chance(12) {
            record.remove(section);
        }
    }
}

/// In four of ten records nobody has worked out yet what the person pays.
fn unsettle_money(record: &mut Map<String, Value>, dice: &mut Dice) {
    if !record.contains_key("charges") || !dice.chance(40) {
        return;
    }
    record.insert("charges".into(), json!({ "pending": true }));
    if let Some(Value::Object(budget)) = record.get_mut("personal_budget") {
        budget.remove("adult_pays");
        budget.remove("la_pays");
        if dice.chance(30) {
            budget.insert("is_indicative".into(), json!(true));
        }
    }
}

/// The home that somebody left stays in the record, now and then as if they still lived there.
fn age_the_address(record: &mut Map<String, Value>, dice: &mut Dice) {
    let Some(Value::Array(parties)) = record.get_mut("parties") else { return };
    for party in parties.iter_mut().filter_map(Value::as_object_mut) {
        let Some(Value::Array(addresses)) = party.get_mut("addresses") else { continue };
        if !dice.chance(20) {
            continue;
        }
        let town = dice.pick(&BANK.people.towns);
        let left = super::identity::address(dice, &BANK.people.streets, town);
        let mut old = json!({ "lines": left.lines, "postcode": left.postcode });
        if dice.chance(60) {
            old["kind"] = json!("previous");
        } else {
            old["kind"] = json!("home");
            old["valid_to"] = json!("2024-06-30");
        }
        addresses.insert(0, old);
    }
}

fn collect_ids(value: &Value, ids: &mut HashSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                if (key == "id" || key == "party_id")
                    && let Value::String(id) = inner
                {
                    ids.insert(id.clone());
                }
                collect_ids(inner, ids);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_ids(item, ids)),
        _ => {}
    }
}

/// A list of references keeps only those whose target is still there.
fn drop_dangling(value: &mut Value, ids: &HashSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object.iter_mut() {
                match inner {
                    Value::Array(refs) if key.ends_with("_refs") => {
                        refs.retain(|one| one.as_str().is_some_and(|id| ids.contains(id)));
                    }
                    inner => drop_dangling(inner, ids),
                }
            }
            object.retain(|key, inner| {
                !(key.ends_with("_refs") && inner.as_array().is_some_and(Vec::is_empty))
            });
        }
        Value::Array(items) => items.iter_mut().for_each(|item| drop_dangling(item, ids)),
        _ => {}
    }
}
