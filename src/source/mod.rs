//! Finds files and reads each format into records that know where every value came from; the key
//! pass that forms groups. Nothing here panics, whatever the input; what is wrong is a finding.
//!
//! `files` → `documents` → `outline` → `keys` → `groups` is the first pass; `tree` → `shape` →
//! `sourced` reads one record in the second.

mod documents;
mod files;
mod groups;
mod keys;
mod limits;
mod nearest;
mod origin;
mod outline;
mod schema;
mod shape;
mod sourced;
mod subjects;
mod tree;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

pub use files::{Format, Input, Inputs};
pub use groups::{Group, Index, RecordRead, Superseded, index};
pub use limits::Limits;
pub use origin::{Origin, RawFinding, Text};
pub use schema::json_schema;
pub use shape::{Fitted, Reading, Shape};
pub use sourced::Sourced;
pub use tree::{Core, Entry, Key, Kind, Node, Scalar, Tree, parse};

use crate::finding::Finding;
use crate::plan::Record;

/// The shape of a record, compiled when it is first asked for.
pub fn record_shape() -> &'static Shape {
    static SHAPE: LazyLock<Shape> = LazyLock::new(Shape::of::<Record>);
    &SHAPE
}

/// Reads one document of YAML or JSON; `name` is what findings call it.
///
/// # Errors
/// All that is wrong with it, in the order of its lines.
pub fn read_str<T>(text: &str, name: &str) -> Result<Sourced<T>, Vec<Finding>>
where
    T: DeserializeOwned + JsonSchema,
{
    read_with(text, name, &Shape::of::<T>())
}

/// Reads one document of YAML or JSON, with a shape that is compiled already.
///
/// # Errors
/// All that is wrong with it, in the order of its lines.
pub fn read_with<T: DeserializeOwned>(
    text: &str,
    name: &str,
    shape: &Shape,
) -> Result<Sourced<T>, Vec<Finding>> {
    sourced::read_document(text.as_bytes(), Origin::start(name), shape, &Limits::default())
}

/// Reads a file of one document, such as `planpress.yaml`.
///
/// # Errors
/// All that is wrong with it, in the order of its lines; REC-09 where it can't be opened.
pub fn read_config<T>(path: &Path) -> Result<Sourced<T>, Vec<Finding>>
where
    T: DeserializeOwned + JsonSchema,
{
    let limits = Limits::default();
    let input = Input::at(path, Format::Yaml);
    // One byte more than the limit, so that a longer file is refused and not cut.
    let bytes = input.read_part(0, limits.document_bytes + 1);
    let bytes = bytes.map_err(|error| vec![files::cannot_open(Arc::clone(&input.name), &error)])?;
    let origin = Origin::start(Arc::clone(&input.name));
    // A configuration in which all is commented out says nothing, which is allowed.
    let is_comment = |line: &[u8]| matches!(line.trim_ascii_start().first(), None | Some(b'#'));
    let says_nothing = bytes.split(|&byte| byte == b'\n').all(is_comment);
    let bytes = if says_nothing && bytes.len() <= limits.document_bytes as usize {
        b"{}".to_vec()
    } else {
        bytes
    };
    sourced::read_document(&bytes, origin, &Shape::of::<T>(), &limits)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test's own files need not be whole")]
mod tests {
    use super::*;

    const RECORD: &str = "\
schema_version: 1
plan_id: P-1
document: plan
regime: england_adult
status: signed_off
plan_date: 2026-03-04
languages: [en, cy]
parties:
  - party_id: jo
    is_subject: true
    roles: [subject]
    name: {given: Jo, family: 'O''Neill'}
needs:
  - id: n1
    text: {en: To get out, cy: \"Mynd allan \\u2014 a mwy\"}
    eligible: yes
    met_by_carer_refs: [jo]
supports: none
";

    fn read(text: &str) -> Result<Sourced<Record>, Vec<Finding>> {
        read_with(text, "a.yaml", record_shape())
    }

    #[test]
    fn a_record_is_read_with_its_places() {
        let record = read(RECORD).unwrap_or_else(|findings| panic!("{findings:#?}"));
        assert_eq!(record.warnings, []);
        assert_eq!(record.value.plan_id, "P-1");
        assert_eq!(record.place("needs[0].text.cy").to_string(), "a.yaml:15:32");
    }

    #[test]
    fn a_misspelt_sensitivity_stops_the_record_at_every_depth() {
        let cases = [
            ("eligible: yes", "eligible: yes\n    sensitivty: health", "needs[0].sensitivty"),
            ("supports: none", "supports: []\nsensitivty: health", "sensitivty"),
            ("family:", "sensitivty: health, family:", "parties[0].name.sensitivty"),
        ];
        for (from, to, field) in cases {
            let findings = read(&RECORD.replace(from, to)).expect_err(field);
            let found = findings.iter().find(|finding| finding.rule.id == "REC-01");
            assert_eq!(found.expect("a finding").field, field);
        }
    }

    #[test]
    fn no_truncation_of_a_record_panics() {
        for end in 0..RECORD.len() {
            if let Some(text) = RECORD.get(..end) {
                let _ = read(text);
            }
        }
    }

    #[test]
    fn a_configuration_is_read_the_same_way() {
        #[derive(Debug, serde::Deserialize, JsonSchema)]
        struct Small {
            #[serde(default)]
            date: Option<String>,
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("planpress.yaml");
        let findings = read_config::<Small>(&path).unwrap_err();
        assert_eq!(findings[0].rule.id, "REC-09");
        std::fs::write(&path, "dat: 2026-01-01\n").unwrap();
        let findings = read_config::<Small>(&path).unwrap_err();
        assert_eq!(findings[0].help.as_deref(), Some("did you mean `date`?"));
        std::fs::write(&path, "date: 2026-01-01\n").unwrap();
        assert_eq!(read_config::<Small>(&path).unwrap().value.date.as_deref(), Some("2026-01-01"));
        std::fs::write(&path, " ".repeat(5 << 20)).unwrap();
        assert_eq!(read_config::<Small>(&path).unwrap_err()[0].rule.id, "REC-06");
        std::fs::write(&path, "# all defaults\n").unwrap();
        assert!(read_config::<Small>(&path).is_ok());
    }
}
