//! A run's lists: each can be read from its first line to its last, and says of copies what
//! `run.json` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use walkdir::WalkDir;

use super::folder::{cannot_walk, within};
use super::manifest::{FILE_NAME, Manifest};
use super::{Check, Disagreement, VerifyError};

/// The name of the list of every copy; that of restricted records has one of its own.
const EVERY_COPY: &str = "manifest.csv";

/// The same of restricted records.
const RESTRICTED: &str = "restricted/manifest.csv";

/// Reads every list of a folder.
pub(super) fn check(folder: &Path, manifest: &Manifest) -> Result<Vec<Disagreement>, VerifyError> {
    let mut found = Vec::new();
    let mut copies = None;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| cannot_walk(folder, error))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = within(folder, entry.path());
        let (_, kind) = path.rsplit_once('.').unwrap_or_default();
        let problem = match (kind, fs::read(entry.path())) {
            ("json" | "ndjson" | "csv", Err(_)) => Some("it can't be opened".to_owned()),
            ("json", Ok(bytes)) => object(&bytes),
            ("ndjson", Ok(bytes)) => {
                lines(&bytes).map_or_else(Some, |lines| compare_lines(&path, &lines, manifest))
            }
            ("csv", Ok(bytes)) => table(&bytes).map_or_else(Some, |rows| {
                if path == EVERY_COPY || path == RESTRICTED {
                    *copies.get_or_insert(0) += rows.len();
                }
                compare_rows(&rows, manifest)
            }),
            _ => None,
        };
        found.extend(problem.map(|problem| Disagreement::new(Check::List, path, problem)));
    }
    let entries = manifest.copies.len() + manifest.held.len();
    if copies.is_some_and(|copies| copies != entries) {
        let message = format!("it has other copies than `{FILE_NAME}`");
        found.push(Disagreement::new(Check::List, EVERY_COPY, message));
    }
    Ok(found)
}

/// What is wrong with a file of one object.
fn object(bytes: &[u8]) -> Option<String> {
    let value = serde_json::from_slice::<Value>(bytes);
    (!value.is_ok_and(|value| value.is_object())).then(|| "it is no JSON object".into())
}

/// The objects of a list, or what is wrong with it.
fn lines(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let mut values = Vec::new();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.is_empty() {
            continue;
        }
        match serde_json::from_slice::<Value>(line) {
            Ok(value) if value.is_object() => values.push(value),
            _ => return Err(format!("line {} is no JSON object", index + 1)),
        }
    }
    if !bytes.is_empty() && !bytes.ends_with(b"\n") {
        return Err("its last line is cut off".into());
    }
    Ok(values)
}

/// The rows of a table by column, or what is wrong with it.
fn table(bytes: &[u8]) -> Result<Vec<BTreeMap<String, String>>, String> {
    let mut reader = csv::Reader::from_reader(bytes);
    match reader.headers() {
        Ok(headers) if headers.iter().any(|name| !name.is_empty()) => {}
        _ => return Err("it has no heading".into()),
    }
    let rows = reader.deserialize().enumerate();
    rows.map(|(index, row)| row.map_err(|_| format!("row {} can't be read", index + 2))).collect()
}

/// What a list of objects says otherwise than `run.json`.
fn compare_lines(path: &str, lines: &[Value], manifest: &Manifest) -> Option<String> {
    let entries = match path {
        "held/held.ndjson" => Some(&manifest.held),
        "quarantine/quarantine.ndjson" => Some(&manifest.quarantined),
        _ => None,
    };
    if let Some(entries) = entries {
        let message = format!("its lines are not the entries of `{FILE_NAME}`");
        return (lines != entries).then_some(message);
    }
    let entries = manifest.copies.iter().chain(&manifest.held);
    let names = entries.flat_map(|entry| [entry.get("id"), entry.get("copy")]);
    let names: BTreeSet<&str> = names.flatten().filter_map(Value::as_str).collect();
    let named = lines.iter().filter_map(|line| line.get("copy")?.as_str());
    let strangers = named.filter(|copy| !names.contains(copy)).count();
    let message = format!("{strangers} of its lines name a copy that `{FILE_NAME}` does not");
    (strangers > 0).then_some(message)
}

/// What a table says otherwise of files.
fn compare_rows(rows: &[BTreeMap<String, String>], manifest: &Manifest) -> Option<String> {
    let files: BTreeMap<&str, &str> =
        manifest.files.iter().map(|file| (&*file.path, &*file.sha256)).collect();
    let column = |row: &BTreeMap<String, String>, name: &str| {
        row.get(name).filter(|value| !value.is_empty()).cloned()
    };
    let is_wrong = |row: &&BTreeMap<String, String>| {
        let of_copy = column(row, "path").is_some_and(|path| {
            let known = files.get(path.as_str());
            known.is_none() || column(row, "sha256").is_some_and(|hash| known != Some(&&*hash))
        });
        of_copy || column(row, "cover").is_some_and(|path| !files.contains_key(path.as_str()))
    };
    let wrong = rows.iter().filter(is_wrong).count();
    let message = format!("{wrong} of its rows name a file otherwise than `{FILE_NAME}`");
    (wrong > 0).then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_to_its_end() {
        assert_eq!(lines(b"{\"a\":1}\n{}\n").map(|all| all.len()), Ok(2));
        assert_eq!(lines(b"").map(|all| all.len()), Ok(0));
        assert_eq!(lines(b"{}\n[]\n"), Err("line 2 is no JSON object".into()));
        assert_eq!(lines(b"{}\n{\"a\""), Err("line 2 is no JSON object".into()));
        assert_eq!(lines(b"{}\n{}"), Err("its last line is cut off".into()));
        assert_eq!(object(b"{}"), None);
        assert!(object(b"[]").is_some() && object(b"{").is_some());
    }

    #[test]
    fn a_table_has_the_same_columns_everywhere() {
        let problem = |bytes: &[u8]| table(bytes).err();
        assert_eq!(table(b"a,b\r\n1,\"2\r\n3\"\r\n").unwrap()[0]["b"], "2\r\n3");
        assert_eq!(table(b"a,b\r\n").map(|rows| rows.len()), Ok(0));
        assert_eq!(problem(b""), Some("it has no heading".into()));
        assert_eq!(problem(b"a,b\r\n1,2\r\n3\r\n"), Some("row 3 can't be read".into()));
        assert_eq!(problem(b"a\r\n\xff\r\n"), Some("row 2 can't be read".into()));
    }
}
