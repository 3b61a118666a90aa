//! A typed value that still knows where every part of it was written, so that rules which judge
//! it later can point to the line.

use std::ops::Range;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::limits::Limits;
use super::origin::{Origin, RawFinding, Text};
use super::shape::Shape;
use super::tree::{self, Kind, Node};
use crate::finding::{Finding, Place};

/// A value with the document that it was read from.
#[derive(Clone, Debug)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// What is to be said of it though it could be read.
    pub warnings: Vec<Finding>,
    /// Read when a place is asked for, which few records see.
    tree: OnceLock<Node>,
    text: Text,
    limits: Limits,
}

impl<T> Sourced<T> {
    /// Where the document begins.
    pub fn origin(&self) -> &Origin {
        self.text.origin()
    }

    /// The document's span tree.
    pub fn tree(&self) -> &Node {
        self.tree.get_or_init(|| {
            let root = tree::parse(self.text.as_str(), &self.limits).root;
            // What could be read has a tree; were it not so, all would be at the beginning.
            root.unwrap_or(Node { span: 0..0, kind: Kind::Mapping(Vec::new()) })
        })
    }

    /// The document's text.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// The same document with another value made of this one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Sourced<U> {
        let Self { value, warnings, tree, text, limits } = self;
        Sourced { value: change(value), warnings, tree, text, limits }
    }

    /// Where a field such as `needs[2].text.cy` is written, or the nearest field around it that
    /// is; the document's beginning for an empty field.
    pub fn place(&self, field: &str) -> Place {
        self.text.place(find(self.tree(), field).start)
    }

    /// The finding with the place and the line of its field; one that has a place already, such as
    /// a line of a template, keeps it.
    #[must_use]
    pub fn locate(&self, mut finding: Finding) -> Finding {
        if finding.place.is_some() {
            return finding;
        }
        let span = find(self.tree(), &finding.field);
        finding.place = Some(self.text.place(span.start));
        finding.snippet = Some(self.text.snippet(&span));
        finding
    }
}

/// The bytes of a field, or of the nearest field around it: a single value itself, of a list or a
/// mapping its key or its first word.
fn find(root: &Node, field: &str) -> Range<u32> {
    let mut node = root;
    let mut key: Option<&Range<u32>> = None;
    for step in steps(field) {
        let next = match step {
            Step::Item(number) => node.items().get(number).map(|item| (None, item)),
            Step::Key(name) => node.entry(name).map(|entry| (Some(&entry.key.span), &entry.value)),
        };
        let Some((next_key, next_node)) = next else {
            break;
        };
        (key, node) = (next_key, next_node);
    }
    match (&node.kind, key) {
        (Kind::Scalar(_), Some(key)) if node.span.is_empty() => key.clone(),
        (Kind::Scalar(_), _) => node.span.clone(),
        (_, Some(key)) => key.clone(),
        (Kind::Mapping(entries), None) => {
            entries.first().map_or(node.span.start..node.span.start, |entry| entry.key.span.clone())
        }
        (Kind::Sequence(_), None) => node.span.start..node.span.start,
    }
}

enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

fn steps(field: &str) -> impl Iterator<Item = Step<'_>> {
    field.split(['.', '[']).filter(|part| !part.is_empty()).map(|part| {
        let number = part.strip_suffix(']').and_then(|number| number.parse().ok());
        number.map_or(Step::Key(part), Step::Item)
    })
}

/// Reads one document into a type; all that is wrong with it otherwise.
pub(super) fn read_document<T: DeserializeOwned>(
    bytes: &[u8],
    origin: Origin,
    shape: &Shape,
    limits: &Limits,
) -> Result<Sourced<T>, Vec<Finding>> {
    read_checked(bytes, origin, shape, limits, |_| None)
}

/// The same, with a last look at the tree before it is judged.
pub(super) fn read_checked<T: DeserializeOwned>(
    bytes: &[u8],
    origin: Origin,
    shape: &Shape,
    limits: &Limits,
    check: impl Fn(&Node) -> Option<RawFinding>,
) -> Result<Sourced<T>, Vec<Finding>> {
    let text = text_of(bytes, origin)?;
    if let Some(value) = read_quickly(text.as_str(), shape, limits, &check) {
        let (warnings, tree) = (Vec::new(), OnceLock::new());
        return Ok(Sourced { value, warnings, tree, text, limits: limits.clone() });
    }
    let all = |raw: Vec<RawFinding>| -> Vec<Finding> {
        raw.into_iter().map(|raw| text.finding(raw)).collect()
    };
    let tree::Tree { root, mut findings } = tree::parse(text.as_str(), limits);
    let Some(tree) = root else {
        if findings.is_empty() {
            findings.push(RawFinding::new("REC-07", 0..0, "nothing is written here"));
        }
        return Err(all(findings));
    };
    if let Some(finding) = check(&tree) {
        return Err(all(vec![finding]));
    }
    let reading = shape.read(&tree, limits);
    findings.extend(reading.findings);
    findings.sort_by_key(|finding| finding.span.start);
    let is_blocked = findings.iter().any(RawFinding::blocks);
    let value = match reading.value.filter(|_| !is_blocked) {
        None => return Err(all(findings)),
        Some(value) => T::deserialize(value),
    };
    match value {
        Ok(value) => {
            let warnings = all(findings);
            Ok(Sourced { value, warnings, tree: tree.into(), text, limits: limits.clone() })
        }
        Err(error) => {
            findings.push(misfit(&error, &tree));
            Err(all(findings))
        }
    }
}

/// The value of a JSON document about which there is nothing to say, as most are; whatever else
/// it is, it is read again with the places of its values.
fn read_quickly<T: DeserializeOwned>(
    text: &str,
    shape: &Shape,
    limits: &Limits,
    check: &impl Fn(&Node) -> Option<RawFinding>,
) -> Option<T> {
    let tree = tree::json::read(text, limits)?;
    let reading = shape.read(&tree, limits);
    let is_plain = reading.findings.is_empty() && check(&tree).is_none();
    T::deserialize(reading.value.filter(|_| is_plain)?).ok()
}

/// The text of a document, or why its bytes are none.
fn text_of(bytes: &[u8], origin: Origin) -> Result<Text, Vec<Finding>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Text::new(origin, text)),
        Err(error) => error,
    };
    let at = u32::try_from(error.valid_up_to()).unwrap_or(u32::MAX);
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let help = if is_utf_16 {
        "it looks like UTF-16; save the file as UTF-8"
    } else {
        "save the file as UTF-8; it may be in a Windows encoding"
    };
    let text = Text::new(origin, String::from_utf8_lossy(bytes));
    let raw = RawFinding::new("REC-07", at..at + 1, "bytes that aren't UTF-8 text")
        .label("here")
        .help(help);
    Err(vec![text.finding(raw)])
}

/// What serde has to say, where the schema let something pass that the type doesn't take. Only
/// the words after "expected" are ours for certain; those before may quote the record.
fn misfit(error: &serde::de::value::Error, tree: &Node) -> RawFinding {
    let error = error.to_string();
    let missing = error.strip_prefix("missing field `").and_then(|rest| rest.split_once('`'));
    let start = tree.span.start;
    let message = match (missing, error.rsplit_once(", expected ")) {
        (Some((field, _)), _) => format!("`{field}` is missing"),
        (None, Some((_, expected))) if expected.len() < 200 => {
            format!("a value doesn't fit the record: expected {expected}")
        }
        _ => "a value doesn't fit the record".to_owned(),
    };
    let rule = if missing.is_some() { "REC-05" } else { "REC-02" };
    RawFinding::new(rule, start..start, message)
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    const TEXT: &str = "\
plan_id: p
needs:
  - id: n1
    text:
      cy: Cymraeg
  - id: n2
    text: {en: English}
    eligible:
empty: {}
";

    fn read(bytes: &[u8]) -> Result<Sourced<Value>, Vec<Finding>> {
        let shape = Shape::from_schema(&Value::Bool(true));
        read_document(bytes, Origin::start("a.yaml"), &shape, &Limits::default())
    }

    #[test]
    fn a_field_leads_to_its_place() {
        let sourced = read(TEXT.as_bytes()).unwrap();
        let cases = [
            ("", 1, 1),
            ("plan_id", 1, 10),
            ("needs", 2, 1),
            ("needs[0]", 3, 5),
            ("needs[0].text", 4, 5),
            ("needs[0].text.cy", 5, 11),
            ("needs[1].text.en", 7, 16),
            // Nothing is written: the key. Not there: what is around it.
            ("needs[1].eligible", 8, 5),
            ("needs[1].text.cy", 7, 5),
            ("needs[7].text", 2, 1),
            ("empty", 9, 1),
            ("nothing.at[0].all", 1, 1),
            ("needs[x]..[", 2, 1),
            ("needs[99999999999999999999]", 2, 1),
        ];
        for (field, line, column) in cases {
            let place = sourced.place(field);
            assert_eq!((place.line, place.column), (line, column), "{field}");
        }
    }

    #[test]
    fn a_finding_is_given_its_place_and_line() {
        let sourced = read(TEXT.as_bytes()).unwrap();
        let finding = sourced.locate(Finding::new("REC-03", "x").at("needs[0].text.cy"));
        let snippet = finding.snippet.unwrap();
        assert_eq!(&snippet.line[snippet.mark], "Cymraeg");
        assert_eq!(finding.place.unwrap().to_string(), "a.yaml:5:11");
        assert_eq!(sourced.map(|_| 7).value, 7);
    }

    #[test]
    fn bytes_that_are_no_text_are_a_finding() {
        let found = |bytes: &[u8]| read(bytes).unwrap_err().remove(0);
        let finding = found(b"a: 1\nb: caf\xe9\n");
        assert_eq!(finding.rule.id, "REC-07");
        assert_eq!(finding.place.as_ref().unwrap().to_string(), "a.yaml:2:7");
        assert!(finding.help.unwrap().contains("Windows"));
        assert!(found(b"\xff\xfea\0").help.unwrap().contains("UTF-16"));
        assert_eq!(found(b"").message, "nothing is written here");
        assert_eq!(found(b"# nothing\n").rule.id, "REC-07");
    }

    #[test]
    fn a_byte_order_mark_and_crlf_are_fine() {
        let sourced = read(b"\xef\xbb\xbfa: 1\r\nb: x\r\n").unwrap();
        assert_eq!(sourced.value["b"], "x");
        assert_eq!(sourced.place("b").to_string(), "a.yaml:2:4");
    }

    #[test]
    fn no_truncation_of_a_record_panics() {
        let sample = "plan_id: \"p\\u00e9\" # é\nneeds: &n\n  - {id: 'n1', t: [1, *n]}\n  - |\n   text\n? k\n: !!str v\n--- \n";
        let json = r#"{"plan_id": "\ud83d\ude00", "needs": [{"id": null}, 1.5e3, "é"]}"#;
        for text in [sample, TEXT, json] {
            for end in 0..=text.len() {
                for start in [0, end / 2] {
                    let _ = read(&text.as_bytes()[start..end]);
                }
                // And with one byte changed.
                let mut bytes = text.as_bytes().to_vec();
                for byte in [0, b'\t', b'"', b'{', b':', 0xff] {
                    if let Some(at) = bytes.get_mut(end) {
                        *at = byte;
                    }
                    let _ = read(&bytes);
                }
            }
        }
    }
}
