//! Every envelope of a record with its field, whatever the record's types are: the record as a tree
//! of values, walked whole. A new type with an envelope is walked without anybody thinking of it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Envelope;

/// A piece of a record that says who may see it, or whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The piece, such as `needs[2]` or `about_me.my_wellness`.
    pub field: String,
    /// What it says.
    pub envelope: Envelope,
}

/// Calls back with every piece of a value whose envelope says something, what is inside a piece
/// before the piece.
pub fn envelopes<T: Serialize + ?Sized>(value: &T, visit: &mut dyn FnMut(Marked)) {
    // It fails only where a type's own serialization does, and the record's types do not.
    if let Ok(value) = serde_json::to_value(value) {
        walk(value, "", visit);
    }
}

/// The keys of an envelope.
fn is_mark(key: &str) -> bool {
    matches!(
        key,
        "about" | "sensitivity" | "share" | "source_party" | "recorded_by" | "recorded_on"
    )
}

fn walk(value: Value, field: &str, visit: &mut dyn FnMut(Marked)) {
    match value {
        Value::Array(items) => {
            for (number, item) in items.into_iter().enumerate() {
                walk(item, &format!("{field}[{number}]"), visit);
            }
        }
        Value::Object(map) => {
            let (marks, rest): (Map<_, _>, Map<_, _>) =
                map.into_iter().partition(|(key, _)| is_mark(key));
            for (key, item) in rest {
                let within = if field.is_empty() { key } else { format!("{field}.{key}") };
                walk(item, &within, visit);
            }
            if marks.is_empty() {
                return;
            }
            // What has a key of the same name and is no envelope, such as a consent, is passed over.
            if let Ok(envelope) = serde_json::from_value(Value::Object(marks)) {
                visit(Marked { field: field.to_owned(), envelope });
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Content, Sensitivity};

    const CONTENT: &str = r#"{
        "about_me": {"my_wellness": {"text": "I tire", "voice": "first_person",
            "sensitivity": "health"}},
        "needs": [
            {"id": "n1", "text": "To get out"},
            {"id": "n2", "text": "To cook", "about": ["p1"],
                "wellbeing_impact": {"text": "Less alone",
                    "share": {"deny": [{"audience": "subject", "reason_code": "R1"}]}}}
        ],
        "disagreements": [{"id": "d1", "text": "No", "party_ref": "p1", "concerns": "budget",
            "source_party": "p1"}],
        "safeguarding_conclusion": {"sensitivity": "safeguarding"}
    }"#;

    #[test]
    fn what_says_something_of_itself_is_found_and_nothing_else() {
        let content: Content = serde_json::from_str(CONTENT).unwrap();
        let mut found = Vec::new();
        envelopes(&content, &mut |marked| found.push(marked));
        let fields: Vec<&str> = found.iter().map(|marked| marked.field.as_str()).collect();
        let expected = [
            "about_me.my_wellness",
            "needs[1].wellbeing_impact",
            "needs[1]",
            "disagreements[0]",
            "safeguarding_conclusion",
        ];
        assert_eq!(fields, expected);
        assert_eq!(found[0].envelope.sensitivity, Sensitivity::Health);
        assert_eq!(found[1].envelope.share.as_ref().unwrap().deny[0].reason_code, "R1");
        assert_eq!(found[2].envelope.about[0].as_str(), "p1");
        assert!(found[3].envelope.source_party.is_some());
    }
}
