//! The tree of a JSON document without places, by a reader that is many times as fast as the
//! parser. Knows no findings: what isn't plain JSON within the limits is left to the parser.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::super::limits::Limits;
use super::{Entry, Key, Kind, Node, Scalar, is_unprintable, repeated};

/// The tree of this text, every place of it 0; none where the parser must look at it.
pub(in super::super) fn read(text: &str, limits: &Limits) -> Option<Node> {
    if text.len() > limits.document_bytes as usize {
        return None;
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let mut nodes = 0;
    let value = Value { limits, depth: 0, nodes: &mut nodes };
    let root = value.deserialize(&mut json).ok()?;
    json.end().is_ok().then_some(root)
}

/// No key of a record is nearly as long; the parser has a limit of its own.
const LONG_KEY: usize = 1 << 10;
/// What stops this reader; nobody reads it.
const UNUSUAL: &str = "left to the parser";

/// A value that is about to be read.
struct Value<'s> {
    limits: &'s Limits,
    /// Lists and mappings round it.
    depth: u32,
    /// Values and keys so far.
    nodes: &'s mut u32,
}

impl Value<'_> {
    fn inner(&mut self) -> Value<'_> {
        Value { limits: self.limits, depth: self.depth + 1, nodes: self.nodes }
    }

    fn count<E: Error>(&mut self) -> Result<(), E> {
        *self.nodes += 1;
        if *self.nodes > self.limits.nodes { Err(E::custom(UNUSUAL)) } else { Ok(()) }
    }

    fn open<E: Error>(&self) -> Result<(), E> {
        if self.depth >= self.limits.depth { Err(E::custom(UNUSUAL)) } else { Ok(()) }
    }

    fn has_room<E: Error>(&self, items: usize) -> Result<(), E> {
        if items >= self.limits.items as usize { Err(E::custom(UNUSUAL)) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<Node, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("plain JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(scalar("null", false))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(scalar(if value { "true" } else { "false" }, false))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(scalar(&value.to_string(), false))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(scalar(&value.to_string(), false))
    }

    /// A number with a fraction has lost the way it was written, which may be a text's.
    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Err(E::custom(UNUSUAL))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        if is_unusual(text) {
            return Err(E::custom(UNUSUAL));
        }
        Ok(scalar(text, true))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Node, A::Error> {
        self.open()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(self.inner())? {
            self.has_room(items.len())?;
            items.push(item);
        }
        Ok(Node { span: 0..0, kind: Kind::Sequence(items) })
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Node, A::Error> {
        self.open()?;
        let (mut entries, mut seen) = (Vec::new(), HashSet::new());
        while let Some(text) = map.next_key::<Box<str>>()? {
            self.count()?;
            self.has_room(entries.len())?;
            let key = Key { span: 0..0, text };
            let is_plain = key.text.len() <= LONG_KEY && !is_unusual(&key.text);
            if !is_plain || repeated(&entries, &mut seen, &key).is_some() {
                return Err(A::Error::custom(UNUSUAL));
            }
            let value = map.next_value_seed(self.inner())?;
            entries.push(Entry { key, value });
        }
        Ok(Node { span: 0..0, kind: Kind::Mapping(entries) })
    }
}

fn scalar(text: &str, quoted: bool) -> Node {
    Node { span: 0..0, kind: Kind::Scalar(Scalar { text: text.into(), quoted }) }
}

/// Whether a text has characters that the parser has something to say about.
fn is_unusual(text: &str) -> bool {
    let is_unusual = |character| {
        is_unprintable(character) || matches!(character, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
    };
    // Most texts have nothing but plain letters, which is soon seen.
    !text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && text.chars().any(is_unusual)
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn quick(text: &str) -> Option<Node> {
        read(text, &Limits::default())
    }

    fn without_places(node: Node) -> Node {
        let kind = match node.kind {
            Kind::Scalar(scalar) => Kind::Scalar(scalar),
            Kind::Sequence(items) => {
                Kind::Sequence(items.into_iter().map(without_places).collect())
            }
            Kind::Mapping(entries) => {
                let entry = |Entry { key, value }| Entry {
                    key: Key { span: 0..0, ..key },
                    value: without_places(value),
                };
                Kind::Mapping(entries.into_iter().map(entry).collect())
            }
        };
        Node { span: 0..0, kind }
    }

    #[test]
    fn the_tree_is_the_parsers_but_for_its_places() {
        let many: Vec<String> = (0..100).map(|key| format!("\"k{key}\": {key}")).collect();
        for text in [
            r#"{"a": [1, -2, 18446744073709551615, true, false, null, "", "x"], "": {}, "b": []}"#,
            r#" {"text": "one\ntwo\t\"three\" \/ \\ é \u00e9 \ud834\udd1e", "é": "0755"} "#,
            "{\n\t\"a\" : \r\n [ {\"b\" : \"~\"} , \"null\" ] }\n",
            "\"text\"",
            "7",
            "[]",
            &format!("{}1{}", "[".repeat(64), "]".repeat(64)),
            &format!("{{{}}}", many.join(", ")),
            "{\"a\": \"line\u{2028}separator\u{85}\u{a0}\u{ad}\"}",
        ] {
            let parsed = parse(text, &Limits::default());
            assert_eq!(parsed.findings, [], "{text}");
            assert_eq!(quick(text), parsed.root.map(without_places), "{text}");
        }
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_parser() {
        let items = format!("[{}1]", "1,".repeat(2_000));
        let keys: Vec<String> = (0..=2_000).map(|key| format!("\"k{key}\":1")).collect();
        let nodes = format!("[{}[]]", format!("[{}1],", "1,".repeat(1_900)).repeat(110));
        for text in [
            "a: 1",
            "",
            "{\"a\": 1} x",
            "{\"a\": 1,}",
            "{a: 1}",
            "{\"a\": 1, \"b\": 2, \"a\": 3}",
            "[1.50]",
            "[-0]",
            "[1e3]",
            "[99999999999999999999]",
            "[\"\\u0000\"]",
            "[\"\\ud800\"]",
            "[\"\u{7f}\"]",
            "[\"\u{80}\"]",
            "[\"\u{feff}\"]",
            "[\"\u{fffe}\"]",
            "{\"\\u0007\": 1}",
            &format!("{{\"{}\": 1}}", "k".repeat(1_025)),
            &format!("{}1{}", "[".repeat(65), "]".repeat(65)),
            &items,
            &format!("{{{}}}", keys.join(",")),
            &nodes,
            &format!("[\"{}\"]", "x".repeat(4 << 20)),
        ] {
            assert_eq!(quick(text), None, "{text:.80}");
        }
    }
}
