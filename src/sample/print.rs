//! Prints a record as a person would write it: a text with nothing beside it as plain text, a time
//! of day without its seconds.

use serde_json::Value;

use crate::plan::Record;

/// The record as data.
pub fn to_value(record: &Record) -> Value {
    serde_json::to_value(record).expect("a record is plain data")
}

/// The record as a file.
pub fn to_yaml(mut value: Value, seed: u64, number: u32) -> String {
    shorten_inside(&mut value);
    let yaml = serde_yaml::to_string(&value).expect("plain data prints as YAML");
    format!(
        "# Fictional: made by planpress sample, seed {seed}, record {number}. \
         No person, place or number in it is real.\n{yaml}"
    )
}

/// A field that has a text and nothing else becomes that text. The members of a list stay as they
/// are: a step towards an outcome needs its own key.
fn shorten_inside(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object.iter_mut() {
                shorten_inside(inner);
                if key == "start" || key == "end" {
                    without_seconds(inner);
                }
                if let Value::Object(field) = inner
                    && field.len() == 1
                    && let Some(text) = field.remove("text")
                {
                    *inner = text;
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(shorten_inside),
        _ => {}
    }
}

fn without_seconds(value: &mut Value) {
    if let Value::String(time) = value
        && time.len() == 8
        && let Some(short) = time.strip_suffix(":00")
    {
        *time = short.to_owned();
    }
}
