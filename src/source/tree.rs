//! The span tree: one shape for YAML and JSON, in which every key and value knows its bytes and
//! keeps its source text. The only module that names the parser.

pub(super) mod json;
mod syntax;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, Tag};

use super::limits::Limits;
use super::origin::RawFinding;

/// Up to this many keys, more than a plan has, a mapping is searched for repeated keys one by one.
const FEW_KEYS: usize = 64;
/// The longest key in characters; also how many characters the parser may hold back while it
/// looks for the colon.
const LONGEST_KEY: usize = 1 << 16;

/// One value of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Node {
    /// Bytes within the document.
    pub span: Range<u32>,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A single value.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the document; no key twice.
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Key,
    /// Its value.
    pub value: Node,
}

/// A key of a mapping.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Key {
    /// Bytes within the document.
    pub span: Range<u32>,
    /// The key's text.
    pub text: Box<str>,
}

/// A single value, which keeps its source text: `0755` stays `0755`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Scalar {
    /// The text, after quotes and escapes are resolved; empty where nothing was written.
    pub text: Box<str>,
    /// Whether it was quoted or a block of text, so that it is text whatever it looks like.
    pub quoted: bool,
}

/// What a scalar is by YAML's core schema, which is JSON's too.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Core {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Decimal digits, with a sign or without.
    Integer,
    /// A decimal number.
    Decimal,
    /// Anything else.
    Text,
}

impl Scalar {
    /// What the scalar is by the core schema.
    pub fn core(&self) -> Core {
        if self.quoted { Core::Text } else { core(&self.text) }
    }
}

/// What plain text is by the core schema. Octal and hexadecimal numbers are text: no field of a
/// plan is written so, and identifiers may look like them.
fn core(text: &str) -> Core {
    match text {
        // `Null` is somebody's surname, and no program writes a null so.
        "" | "~" | "null" | "NULL" => Core::Null,
        "true" | "True" | "TRUE" => Core::Bool(true),
        "false" | "False" | "FALSE" => Core::Bool(false),
        _ => {
            let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
            // Most are sentences, and soon told from numbers.
            if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
                Core::Text
            } else if digits.bytes().all(|byte| byte.is_ascii_digit()) {
                Core::Integer
            } else if is_decimal(digits) {
                Core::Decimal
            } else {
                Core::Text
            }
        }
    }
}

/// Digits with a point, an exponent or both.
fn is_decimal(digits: &str) -> bool {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (digits, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && all_digits(exponent)
    });
    let some = !whole.is_empty() || !fraction.is_empty();
    some && all_digits(whole) && all_digits(fraction) && exponent_fits
}

impl Node {
    /// The value of this key, where the node is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The key with its value, where the node is a mapping that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.kind {
            Kind::Mapping(entries) => entries.iter().find(|entry| *entry.key.text == *key),
            _ => None,
        }
    }

    /// The items, where the node is a list.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text, where the node is a scalar that isn't null.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar(scalar) if scalar.core() != Core::Null => Some(&scalar.text),
            _ => None,
        }
    }

    /// Whether nothing is written here.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar(scalar) if scalar.core() == Core::Null)
    }
}

/// What was read of a document.
#[derive(Debug)]
pub struct Tree {
    /// The document's value; absent where the syntax is broken, a limit was reached or the
    /// document is empty.
    pub root: Option<Node>,
    /// What is wrong so far.
    pub findings: Vec<RawFinding>,
}

/// Reads one document of YAML or JSON. Stops at broken syntax and at a limit; goes on after
/// repeated keys and the like.
pub fn parse(text: &str, limits: &Limits) -> Tree {
    let mut builder = Builder::new(text, limits);
    let stopped = builder.run().err();
    let root = if stopped.is_none() { builder.root.take() } else { None };
    let mut findings = builder.findings;
    findings.extend(stopped.map(|raw| *raw));
    Tree { root, findings }
}

/// A list or mapping that isn't finished.
struct Open {
    start: u32,
    anchor: usize,
    items: Items,
}

enum Items {
    Sequence(Vec<Node>),
    Mapping { entries: Vec<Entry>, key: Pending, seen: HashSet<Box<str>> },
}

/// The key whose value comes next.
#[derive(Default)]
enum Pending {
    /// The next node is a key.
    #[default]
    None,
    Key(Key),
    /// A key that can't be one; its value is passed over.
    Unreadable,
}

/// A finished node that aliases may repeat.
struct Anchored {
    node: Node,
    nodes: u32,
    depth: u32,
}

/// Boxed, as it is rare and large.
type Stop = Box<RawFinding>;

struct Builder<'text> {
    text: &'text str,
    limits: &'text Limits,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    nodes: u32,
    aliases: u32,
    expanded: u32,
    root: Option<Node>,
    findings: Vec<RawFinding>,
}

impl<'text> Builder<'text> {
    fn new(text: &'text str, limits: &'text Limits) -> Self {
        Self {
            text,
            limits,
            open: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            aliases: 0,
            expanded: 0,
            root: None,
            findings: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<(), Stop> {
        if self.text.len() > self.limits.document_bytes as usize {
            let most = self.limits.document_bytes / 1024;
            return Err(limit(0..0, format!("longer than {most} KB, the most for one record")));
        }
        self.control_characters()?;
        let depth = self.limits.depth as usize + 1;
        let options = granit_parser::options! {
            emit_comments: false,
            simple_key_max_lookahead: LONGEST_KEY,
            flow_nesting_limit: depth,
            block_nesting_limit: depth,
        };
        let mut documents = 0;
        let mut last = 0..0;
        for event in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = event.map_err(|error| syntax::explain(&error, self.text, &last))?;
            last = bytes(&span);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        let message = "another document begins here, where only one is read";
                        return Err(Box::new(RawFinding::new("REC-07", bytes(&span), message)));
                    }
                }
                event => self.take(event, &span)?,
            }
        }
        Ok(())
    }

    /// Refuses bytes that are no text: the parser's own message would be harder to understand.
    fn control_characters(&self) -> Result<(), Stop> {
        let wrong =
            |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f;
        let Some(at) = self.text.bytes().position(wrong) else {
            return Ok(());
        };
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let finding =
            RawFinding::new("REC-07", at..at + 1, "a control character, which no text has")
                .label("here")
                .help("remove it from the export; a file with many of them isn't text");
        Err(Box::new(finding))
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), Stop> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let span = bytes(span);
                self.count(&span)?;
                let scalar = self.scalar(&text, style, tag.as_deref(), &span);
                self.finish(Node { span, kind: Kind::Scalar(scalar) }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.begin(span, anchor, tag.as_deref(), "seq", Items::Sequence(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                let items = Items::Mapping {
                    entries: Vec::new(),
                    key: Pending::None,
                    seen: HashSet::new(),
                };
                self.begin(span, anchor, tag.as_deref(), "map", items)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.open.pop() else {
                    return Ok(());
                };
                let end = bytes(span).end.max(open.start);
                let kind = match open.items {
                    Items::Sequence(items) => Kind::Sequence(items),
                    Items::Mapping { entries, .. } => Kind::Mapping(entries),
                };
                self.finish(Node { span: open.start..end, kind }, open.anchor)
            }
            Event::Alias(anchor) => self.alias(anchor, bytes(span)),
            _ => Ok(()),
        }
    }

    fn begin(
        &mut self,
        span: &Span,
        anchor: usize,
        tag: Option<&Tag>,
        core: &str,
        items: Items,
    ) -> Result<(), Stop> {
        let span = bytes(span);
        self.count(&span)?;
        self.check_tag(tag, &[core], &span);
        if self.open.len() >= self.limits.depth as usize {
            return Err(limit(span, depth_message(self.limits)));
        }
        self.open.push(Open { start: span.start, anchor, items });
        Ok(())
    }

    fn count(&mut self, span: &Range<u32>) -> Result<(), Stop> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            let message = format!("more than {} values in one record", self.limits.nodes);
            return Err(limit(span.clone(), message));
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: &Range<u32>,
    ) -> Scalar {
        let as_text =
            tag.is_some_and(|tag| tag.core_suffix() == Some("str") || tag.parts() == ("", "!"));
        if !as_text {
            self.check_tag(tag, &["str", "int", "float", "bool", "null"], span);
        }
        if style == ScalarStyle::DoubleQuoted && text.chars().any(is_unprintable) {
            let finding = RawFinding::new("REC-03", span.clone(), "a control character in a text")
                .help("remove it from the export");
            self.findings.push(finding);
        }
        // The parser writes `~` for a value that isn't there.
        let text = if span.is_empty() { "" } else { text };
        Scalar { text: text.into(), quoted: as_text || style != ScalarStyle::Plain }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, allowed: &[&str], span: &Range<u32>) {
        let Some(tag) = tag else { return };
        if tag.core_suffix().is_some_and(|suffix| allowed.contains(&suffix)) {
            return;
        }
        let finding = RawFinding::new("REC-07", span.clone(), "a YAML tag that isn't read here")
            .label("of this value")
            .help("remove the word that begins with `!`, or put the value in quotes");
        self.findings.push(finding);
    }

    fn alias(&mut self, anchor: usize, span: Range<u32>) -> Result<(), Stop> {
        self.aliases += 1;
        if self.aliases > self.limits.aliases {
            let message = format!("more than {} aliases in one record", self.limits.aliases);
            return Err(limit(span, message));
        }
        let Some(anchored) = self.anchors.get(&anchor) else {
            let finding =
                RawFinding::new("REC-07", span, "an alias inside the very value it repeats")
                    .help("write the value out");
            return Err(Box::new(finding));
        };
        let depth = anchored.depth as usize + self.open.len();
        if depth > self.limits.depth as usize {
            return Err(limit(span, depth_message(self.limits)));
        }
        self.spend(anchored.nodes, &span)?;
        let Some(anchored) = self.anchors.get(&anchor) else {
            return Ok(());
        };
        let node = anchored.node.clone();
        self.finish(node, 0)
    }

    /// Counts the copies that aliases make, before they are made.
    fn spend(&mut self, nodes: u32, span: &Range<u32>) -> Result<(), Stop> {
        self.expanded = self.expanded.saturating_add(nodes);
        let most = self.nodes.max(100).saturating_mul(self.limits.expansion).min(self.limits.nodes);
        if self.expanded > most {
            let finding = limit(span.clone(), "aliases that repeat too much".to_owned());
            return Err(finding);
        }
        Ok(())
    }

    /// Puts a finished node where it belongs.
    fn finish(&mut self, node: Node, anchor: usize) -> Result<(), Stop> {
        if anchor != 0 {
            let (nodes, depth) = measure(&node);
            self.spend(nodes, &node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, depth });
        }
        let most = self.limits.items as usize;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.items {
            Items::Sequence(items) => {
                if items.len() >= most {
                    return Err(limit(node.span, format!("more than {most} items in one list")));
                }
                items.push(node);
            }
            Items::Mapping { entries, key, seen } => match std::mem::take(key) {
                Pending::None => {
                    *key = if let Kind::Scalar(scalar) = node.kind {
                        Pending::Key(Key { span: node.span, text: scalar.text })
                    } else {
                        self.findings.push(key_is_no_word(node.span));
                        Pending::Unreadable
                    };
                }
                Pending::Unreadable => {}
                Pending::Key(name) => {
                    if entries.len() >= most {
                        let message = format!("more than {most} keys in one mapping");
                        return Err(limit(name.span, message));
                    }
                    match repeated(entries, seen, &name) {
                        Some(first) => self.findings.push(twice(&name, first)),
                        None => entries.push(Entry { key: name, value: node }),
                    }
                }
            },
        }
        Ok(())
    }
}

/// How many nodes, and how deep.
fn measure(node: &Node) -> (u32, u32) {
    let mut nodes = 1_u32;
    let mut depth = 0;
    let mut add = |child: &Node| {
        let (more, below) = measure(child);
        nodes = nodes.saturating_add(more);
        depth = depth.max(below);
    };
    match &node.kind {
        Kind::Scalar(_) => return (1, 0),
        Kind::Sequence(items) => items.iter().for_each(&mut add),
        Kind::Mapping(entries) => entries.iter().for_each(|entry| add(&entry.value)),
    }
    (nodes, depth + 1)
}

/// The earlier key of the same text.
fn repeated(entries: &[Entry], seen: &mut HashSet<Box<str>>, name: &Key) -> Option<u32> {
    let search = || entries.iter().find(|entry| entry.key.text == name.text);
    if entries.len() < FEW_KEYS {
        return search().map(|entry| entry.key.span.start);
    }
    if seen.is_empty() {
        seen.extend(entries.iter().map(|entry| entry.key.text.clone()));
    }
    if seen.insert(name.text.clone()) { None } else { search().map(|entry| entry.key.span.start) }
}

fn twice(name: &Key, first: u32) -> RawFinding {
    let message = match super::shape::quotable(&name.text) {
        Some(key) => format!("the key `{key}` is here twice"),
        None => "a key is here twice".to_owned(),
    };
    RawFinding::new("REC-07", name.span.clone(), message)
        .label("the second")
        .help("keep one of the two")
        .after(first)
}

fn key_is_no_word(span: Range<u32>) -> RawFinding {
    RawFinding::new("REC-07", span, "a key that isn't a word")
        .help("put quotes round a text that begins with `{` or `[`")
}

fn limit(span: Range<u32>, message: String) -> Stop {
    Box::new(RawFinding::new("REC-06", span, message))
}

fn depth_message(limits: &Limits) -> String {
    format!("more than {} lists and mappings inside one another", limits.depth)
}

/// Control characters that an escape can bring into a text. A line's end and a tab are text.
fn is_unprintable(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{85}')
}

/// The parser's bytes; it always has them for a text in memory.
fn bytes(span: &Span) -> Range<u32> {
    let byte = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let start = byte(span.start.byte_offset());
    start..byte(span.end.byte_offset()).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Tree {
        parse(text, &Limits::default())
    }

    fn root(text: &str) -> Node {
        let tree = tree(text);
        assert_eq!(tree.findings, [], "{text}");
        tree.root.unwrap()
    }

    /// The rule and the marked text of every finding.
    fn wrong(text: &str) -> Vec<(&'static str, &str)> {
        let findings = tree(text).findings;
        let marked = |raw: &RawFinding| {
            let (start, end) = (raw.span.start as usize, raw.span.end as usize);
            (raw.rule, text.get(start..end.min(text.len())).unwrap_or(""))
        };
        findings.iter().map(marked).collect()
    }

    /// Lines of as many keys.
    fn numbered(keys: u32) -> String {
        let lines: Vec<String> = (0..keys).map(|key| format!("k{key}: 1\n")).collect();
        lines.concat()
    }

    fn core_of(text: &str) -> Core {
        match root(text).kind {
            Kind::Scalar(scalar) => scalar.core(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_value_knows_its_bytes_and_keeps_its_text() {
        let text = "a: 0755\nb:\n  - x: 'it''s'\n    y:\n  - |\n    two\n    lines\nc: {d: [1, \"é\\n\"]}\n";
        let root = root(text);
        let slice = |node: &Node| text[node.span.start as usize..node.span.end as usize].to_owned();
        let a = root.get("a").unwrap();
        assert_eq!((a.text(), slice(a).as_str()), (Some("0755"), "0755"));
        let items = root.get("b").unwrap().items();
        let x = items[0].get("x").unwrap();
        assert_eq!((x.text(), slice(x).as_str()), (Some("it's"), "'it''s'"));
        let y = items[0].get("y").unwrap();
        assert!(y.is_null() && y.span.is_empty());
        assert_eq!(items[1].text(), Some("two\nlines\n"));
        let d = root.get("c").unwrap().entry("d").unwrap();
        assert_eq!(&text[d.key.span.start as usize..d.key.span.end as usize], "d");
        assert_eq!(slice(&d.value.items()[1]), "\"é\\n\"");
        assert_eq!(slice(root.get("c").unwrap()), "{d: [1, \"é\\n\"]}");
    }

    #[test]
    fn scalars_are_what_the_core_schema_says() {
        for text in ["~", "null", "NULL", "!!null ~"] {
            assert_eq!(core_of(text), Core::Null, "{text}");
        }
        assert_eq!(core_of("true"), Core::Bool(true));
        assert_eq!(core_of("False"), Core::Bool(false));
        for text in ["0", "-12", "+3", "007"] {
            assert_eq!(core_of(text), Core::Integer, "{text}");
        }
        for text in ["1.5", "-.5", "2.", "1e3", "1.5E-7"] {
            assert_eq!(core_of(text), Core::Decimal, "{text}");
        }
        for text in [
            "yes",
            "NO",
            "on",
            "Null",
            "'1'",
            "\"true\"",
            "1.2.3",
            "0x1F",
            "e5",
            "1e",
            ".",
            "2025-01-01",
            "!!str 12",
            "! 12",
            "+",
            "1_000",
            "|\n 1",
        ] {
            assert_eq!(core_of(text), Core::Text, "{text}");
        }
    }

    #[test]
    fn json_is_read_too() {
        let root = root("{\"a\":\t[1, null, \"\\ud834\\udd1e\"],\n\t\"b\": {\"c\": false}}\n");
        assert_eq!(root.get("a").unwrap().items()[2].text(), Some("𝄞"));
        assert!(root.get("a").unwrap().items()[1].is_null());
        assert_eq!(root.get("b").and_then(|b| b.get("c")).and_then(Node::text), Some("false"));
    }

    #[test]
    fn repeated_keys_are_found_and_the_first_is_kept() {
        assert_eq!(wrong("a: 1\nb: 2\na: 3\n"), [("REC-07", "a")]);
        assert_eq!(tree("a: 1\na: 3\n").findings[0].first, Some(0));
        assert_eq!(tree("a: 1\na: 3\n").root.unwrap().get("a").unwrap().text(), Some("1"));
        let mut many = numbered(100);
        many.push_str("k50: 2\nk99: 2\n");
        assert_eq!(wrong(&many), [("REC-07", "k50"), ("REC-07", "k99")]);
    }

    #[test]
    fn aliases_are_read_within_limits() {
        let root = root("a: &x {b: [1, 2]}\nc: *x\n");
        assert_eq!(root.get("c").unwrap().get("b").unwrap().items().len(), 2);
        assert_eq!(wrong("a: &x [*x]"), [("REC-07", "*x")]);
        assert_eq!(wrong("a: *x")[0].0, "REC-07");
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let below = format!("*a{}, ", level - 1).repeat(10);
            laughs = format!("{laughs}a{level}: &a{level} [{below}]\n");
        }
        assert_eq!(wrong(&laughs).last().unwrap().0, "REC-06");
        let aliases = format!("a: &x 1\nb: [{}]\n", "*x, ".repeat(1_500));
        assert_eq!(wrong(&aliases), [("REC-06", "*x")]);
        // Anchors inside one another would be copied once a level.
        let nested = format!("{}1{}", "&a [".repeat(60), "]".repeat(60));
        assert!(tree(&nested).findings.len() <= 1);
    }

    #[test]
    fn what_is_no_plain_data_is_found() {
        assert_eq!(wrong("a: !secret x\nb: 1"), [("REC-07", "x")]);
        assert_eq!(wrong("a: !!binary aGk="), [("REC-07", "aGk=")]);
        assert_eq!(wrong("{{name}}: 1"), [("REC-07", "{name}"), ("REC-07", "{{name}}")]);
        assert_eq!(wrong("a: {{name}}"), [("REC-07", "{name}")]);
        assert_eq!(wrong("? [x]\n: y"), [("REC-07", "[x]")]);
        assert_eq!(wrong("a: \"\\u0007\""), [("REC-03", "\"\\u0007\"")]);
        assert_eq!(wrong("a: x\0y"), [("REC-07", "\0")]);
        assert_eq!(wrong("a: 1\n---\nb: 2\n")[0].0, "REC-07");
        assert_eq!(wrong("{\"a\": 1} {\"b\": 2}"), [("REC-07", "{")]);
    }

    #[test]
    fn broken_syntax_is_explained_at_its_place() {
        let cases = [
            ("a: b: c\n", ": c\n", "a colon inside a value must be quoted"),
            ("a: 1\n b: 2\n", ": 2\n", "this line is indented differently"),
            ("a:\n\t- b\n", "- b\n", "a tab"),
            ("x: 1\ny: \"open\nz: 1\n", "\"open\nz: 1\n", "a quote is opened and not closed"),
            ("x: 1\ny: 'open", "'open", "a quote is opened and not closed"),
            ("{\"k\": \"open", "\"open", "a quote is opened and not closed"),
            ("a: 'it's'", "s'", "something follows the closing quote"),
            ("a: \"c:\\dir\"", "\"c:\\dir\"", "a backslash that means nothing"),
            ("a: [1, 2\nb: 3", ": 3", "this line is indented differently"),
            ("a: {b: 1", "", "a bracket is opened and not closed"),
            ("a: [1}", "[1}", "a bracket closed by one of another kind"),
            ("a: @x", "@x", "a value that begins with a character that needs quotes"),
            ("- a\nb: 1", "b: 1", "a list and keys at the same column"),
            ("key: - a", "- a", "a `-` where no list may begin"),
            ("a: \"\\ud800 x\"", "", "half of a character"),
            ("a: \"\\udc00\"", "", "half of a character"),
        ];
        for (text, rest, message) in cases {
            let findings = tree(text).findings;
            let [finding] = findings.as_slice() else { panic!("{text}: {findings:?}") };
            assert_eq!(finding.rule, "REC-07", "{text}");
            assert!(finding.message.starts_with(message), "{text}: {}", finding.message);
            assert!(finding.help.is_some(), "{text}");
            if !rest.is_empty() {
                assert_eq!(&text[finding.span.start as usize..], rest, "{text}");
            }
            assert!(tree(text).root.is_none());
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test is about time")]
    fn hostile_documents_are_refused_quickly() {
        let start = std::time::Instant::now();
        assert_eq!(wrong(&"[".repeat(100_000))[0].0, "REC-06");
        assert_eq!(wrong(&"{\"a\":".repeat(100_000))[0].0, "REC-06");
        assert_eq!(wrong(&"- ".repeat(20_000))[0].0, "REC-06");
        assert_eq!(wrong(&"a:\n ".repeat(200))[0].0, "REC-07");
        assert_eq!(wrong("{---")[0].0, "REC-07");
        assert_eq!(wrong(&format!("[{}]", "1,".repeat(3_000)))[0].0, "REC-06");
        assert_eq!(wrong(&"a".repeat(5 << 20))[0].0, "REC-06");
        assert_eq!(wrong(&numbered(3_000))[0].0, "REC-06");
        let row = format!("- [{}]\n", "1,".repeat(1_900));
        assert_eq!(wrong(&row.repeat(200))[0].0, "REC-06");
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn long_texts_and_long_keys_are_read() {
        let long = "x".repeat(1 << 20);
        assert_eq!(root(&format!("a: {long}")).get("a").unwrap().text(), Some(long.as_str()));
        let key = "k".repeat(5_000);
        assert!(root(&format!("{{\"{key}\": 1}}")).get(&key).is_some());
        assert!(root(&format!("{{{key}: 1}}")).get(&key).is_some());
        let text = format!("{{\"a\": {{\"b\": \"{}\", \"c\": 1}}}}", "word ".repeat(2_000));
        assert_eq!(root(&text).get("a").and_then(|a| a.get("c")).and_then(Node::text), Some("1"));
    }

    #[test]
    fn deep_but_sane_documents_are_read() {
        root(&format!("{}1{}", "[".repeat(64), "]".repeat(64)));
        assert_eq!(wrong(&format!("{}1{}", "[".repeat(65), "]".repeat(65)))[0].0, "REC-06");
    }

    #[test]
    fn empty_documents_have_no_root() {
        for text in ["", "\n", "# nothing\n"] {
            assert!(tree(text).root.is_none() && tree(text).findings.is_empty(), "{text:?}");
        }
    }
}
