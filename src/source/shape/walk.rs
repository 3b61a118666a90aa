//! One pass over a document against its shape, which converts what fits and collects all that
//! doesn't.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use serde_json::Value;

use crate::finding::Severity;

use super::super::limits::Limits;
use super::super::nearest::{few, nearest};
use super::super::origin::RawFinding;
use super::super::tree::{Entry, Kind, Node, Scalar};
use super::compile::{leaves, mapping_leaves, tag_value};
use super::scalar::{Fault, convert, shape_help, unknown_value, wanted};
use super::{Choice, Fitted, Kinds, Marks, Reading, Rules, RulesId, Shape, is_blank, quotable};

/// Up to this many ids the nearest one is looked for.
const MOST_IDS: usize = 5_000;

pub(super) fn read<'a>(shape: &'a Shape, root: &'a Node, limits: &Limits) -> Reading<'a> {
    let mut walk = Walk {
        shape,
        most: limits.findings as usize,
        dropped: 0,
        findings: Vec::new(),
        path: String::new(),
        key: None,
        defined: BTreeMap::new(),
        referred: Vec::new(),
    };
    let value = walk.node(shape.root, root, Said::default());
    walk.check_references();
    walk.count_dropped(root);
    let blocked = walk.findings.iter().any(RawFinding::blocks);
    Reading { value: value.filter(|_| !blocked), findings: walk.findings }
}

/// A use of an id, judged when all ids are known.
struct Reference<'a> {
    id: &'a str,
    span: Range<u32>,
    field: String,
}

struct Walk<'a> {
    shape: &'a Shape,
    /// Findings kept.
    most: usize,
    dropped: usize,
    findings: Vec<RawFinding>,
    /// The field being read, such as `needs[2].eligible`.
    path: String,
    /// The key of the value being read, to point to where nothing is written.
    key: Option<Range<u32>>,
    /// Every id with its first byte, in an order that doesn't change.
    defined: BTreeMap<&'a str, u32>,
    referred: Vec<Reference<'a>>,
}

impl<'a> Walk<'a> {
    fn push(&mut self, finding: RawFinding) {
        // A warning must not make room for itself by hiding what stops the record.
        if self.findings.len() < self.most || (finding.blocks() && self.findings.len() == self.most)
        {
            self.findings.push(finding);
        } else {
            self.dropped += 1;
        }
    }

    /// Whether enough is found that suggestions aren't worth their time.
    fn is_full(&self) -> bool {
        self.findings.len() > self.most
    }

    /// A sentence about the field being read.
    fn fault(&mut self, fault: Fault, span: &Range<u32>, said: Said<'a>) {
        let message = format!("{} {}", self.subject(), fault.predicate);
        // Where nothing is written, the key is marked.
        let span = match &self.key {
            Some(key) if span.is_empty() => key.clone(),
            _ => span.clone(),
        };
        let mut finding = RawFinding::new(fault.rule, span, message).at(self.path.clone());
        finding.help = said.help.map(str::to_owned).or(fault.help);
        self.push(finding);
    }

    /// The field being read, as the subject of a sentence.
    fn subject(&self) -> String {
        if self.path.is_empty() {
            return "the document".to_owned();
        }
        if self.path.ends_with(']') {
            let list = self.path.rfind('[').map_or("", |at| &self.path[..at]);
            let name = list.rsplit(['.', ']']).next().unwrap_or("");
            return match quotable(name) {
                Some(name) => format!("an item of `{name}`"),
                None => "an item of this list".to_owned(),
            };
        }
        match self.path.rsplit('.').next().and_then(quotable) {
            Some(name) => format!("`{name}`"),
            None => "this value".to_owned(),
        }
    }

    /// Reads one value of a mapping, or one item of a list.
    fn within(
        &mut self,
        step: &Step<'_>,
        key: Option<Range<u32>>,
        read: impl FnOnce(&mut Self) -> Option<Fitted<'a>>,
    ) -> Option<Fitted<'a>> {
        let length = self.path.len();
        step.push_to(&mut self.path);
        let outer = std::mem::replace(&mut self.key, key);
        let value = read(self);
        self.key = outer;
        self.path.truncate(length);
        value
    }

    fn node(&mut self, id: RulesId, node: &'a Node, outer: Said<'a>) -> Option<Fitted<'a>> {
        let rules = &self.shape.rules[id];
        let said = outer.and(&rules.marks);
        if !rules.branches.is_empty() {
            if node.is_null() && self.shape.kinds(id).has(Kinds::NULL) {
                return Some(Fitted::Null);
            }
            return self.alternatives(id, node, said);
        }
        match &node.kind {
            Kind::Scalar(scalar) => self.scalar(rules, scalar, &node.span, said),
            Kind::Sequence(items) if rules.kinds.has(Kinds::LIST) => {
                Some(self.list(rules, items, &node.span, said))
            }
            Kind::Mapping(entries) if rules.kinds.has(Kinds::MAPPING) => {
                Some(self.mapping(rules, entries, &node.span, said))
            }
            _ => {
                let fault = Fault::new("REC-02", format!("must be {}", wanted(rules)));
                self.fault(shape_help(fault, rules), &node.span, said);
                None
            }
        }
    }

    fn scalar(
        &mut self,
        rules: &Rules,
        scalar: &'a Scalar,
        span: &Range<u32>,
        said: Said<'a>,
    ) -> Option<Fitted<'a>> {
        let value = match convert(rules, scalar) {
            Ok(value) => value,
            Err(misfit) => {
                self.fault(misfit.fault(rules, scalar), span, said);
                return None;
            }
        };
        if let Fitted::Text(text) = value {
            if said.defines_id {
                self.define(text, span);
            }
            if said.refers_to_id {
                let (span, field) = (span.clone(), self.path.clone());
                self.referred.push(Reference { id: text, span, field });
            }
        }
        Some(value)
    }

    fn define(&mut self, id: &'a str, span: &Range<u32>) {
        let Some(&first) = self.defined.get(id) else {
            self.defined.insert(id, span.start);
            return;
        };
        let message = match quotable(id) {
            Some(id) => format!("the id `{id}` is used twice"),
            None => "an id is used twice".to_owned(),
        };
        let finding = RawFinding::new("REC-04", span.clone(), message)
            .at(self.path.clone())
            .label("the second")
            .after(first);
        self.push(finding);
    }

    fn check_references(&mut self) {
        for reference in std::mem::take(&mut self.referred) {
            if self.defined.contains_key(reference.id) {
                continue;
            }
            let message = match quotable(reference.id) {
                Some(id) => format!("no item has the id `{id}`"),
                None => "no item has this id".to_owned(),
            };
            let is_searched = !self.is_full() && self.defined.len() <= MOST_IDS;
            let near = is_searched.then(|| nearest(reference.id, self.similar(reference.id)));
            let mut finding =
                RawFinding::new("REC-08", reference.span, message).at(reference.field);
            finding.help =
                near.flatten().and_then(quotable).map(|id| format!("did you mean `{id}`?"));
            self.push(finding);
        }
    }

    /// The ids that a slip of the pen could have changed to this one: `n2` isn't a misspelt `n7`.
    fn similar<'s>(&'s self, id: &'s str) -> impl Iterator<Item = &'s str> {
        let letters = |id: &'s str| id.chars().filter(|letter| !letter.is_ascii_digit());
        let known = self.defined.keys().copied();
        known.filter(move |known| !letters(known).eq(letters(id)))
    }

    fn count_dropped(&mut self, root: &Node) {
        if self.dropped > 0 {
            let message = format!("{} more findings in this record aren't listed", self.dropped);
            let start = root.span.start;
            let mut finding = RawFinding::new("REC-06", start..start, message).help(
                "correct those above first; one mistake in the export may have made all of them",
            );
            if !self.findings.iter().any(RawFinding::blocks) {
                finding.severity = Some(Severity::Warn);
            }
            self.findings.push(finding);
        }
    }

    fn list(
        &mut self,
        rules: &Rules,
        items: &'a [Node],
        span: &Range<u32>,
        said: Said<'a>,
    ) -> Fitted<'a> {
        if (items.len() as u64) < rules.least_items {
            let least = rules.least_items;
            let predicate = match least {
                1 => "must have at least one item".to_owned(),
                _ => format!("must have at least {least} items"),
            };
            self.fault(Fault::new("REC-05", predicate), span, said);
        }
        if let Some(most) = rules.most_items.filter(|&most| items.len() as u64 > most) {
            let predicate = format!("must have at most {most} items");
            self.fault(Fault::new("REC-06", predicate), span, said);
        }
        let mut values = Vec::with_capacity(items.len());
        for (number, item) in items.iter().enumerate() {
            let value = self.within(&Step::Item(number), None, |walk| match rules.items {
                Some(id) => walk.node(id, item, said),
                None => Some(plain_value(item)),
            });
            values.extend(value);
        }
        Fitted::List(values)
    }

    fn mapping(
        &mut self,
        rules: &Rules,
        entries: &'a [Entry],
        span: &Range<u32>,
        said: Said<'a>,
    ) -> Fitted<'a> {
        let mut values = Vec::with_capacity(entries.len());
        // Missing keys that an unknown one was probably meant to be.
        let mut meant: Vec<&str> = Vec::new();
        for entry in entries {
            let name = &*entry.key.text;
            let Some((id, required)) = rules.of_key(name) else {
                meant.extend(self.unknown_key(rules, entries, entry, said));
                continue;
            };
            if is_blank(&entry.value) && !required {
                continue;
            }
            let key = Some(entry.key.span.clone());
            let value = self.within(&Step::Key(name), key, |walk| match id {
                Some(id) => walk.node(id, &entry.value, Said::default()),
                None => Some(plain_value(&entry.value)),
            });
            values.extend(value.map(|value| (name, value)));
        }
        // The mapping's first key, or the mapping itself where it has none.
        let place = entries.first().map_or(span, |entry| &entry.key.span);
        for property in rules.properties.iter().filter(|property| property.required) {
            let name = &*property.name;
            let is_there = entries.iter().any(|entry| &*entry.key.text == name);
            if !is_there && !meant.contains(&name) {
                self.missing(name, place);
            }
        }
        Fitted::Mapping(values)
    }

    fn missing(&mut self, name: &str, place: &Range<u32>) {
        let length = self.path.len();
        Step::Key(name).push_to(&mut self.path);
        let field = self.path.clone();
        self.path.truncate(length);
        let finding = RawFinding::new("REC-05", place.clone(), format!("`{name}` is missing"))
            .at(field)
            .label(if length == 0 { "" } else { "in what begins here" });
        self.push(finding);
    }

    /// Reports a key that the rules don't have; gives the one that was probably meant.
    fn unknown_key<'r>(
        &mut self,
        rules: &'r Rules,
        entries: &[Entry],
        entry: &Entry,
        said: Said<'a>,
    ) -> Option<&'r str> {
        let name = &*entry.key.text;
        if self.is_full() {
            self.dropped += 1;
            return None;
        }
        let is_there = |name: &str| entries.iter().any(|entry| &*entry.key.text == name);
        let known = || rules.properties.iter().map(|property| &*property.name);
        let meant = nearest(name, known().filter(|name| !is_there(name)));
        let message = match quotable(name) {
            Some(name) => format!("there is no key `{name}` here"),
            None => "a key that isn't known here".to_owned(),
        };
        let help = match meant {
            _ if name == "<<" => Some("merge keys aren't read; write the keys out".to_owned()),
            Some(meant) => Some(format!("did you mean `{meant}`?")),
            None => said
                .help
                .map(str::to_owned)
                .or_else(|| few(known(), "and").map(|keys| format!("the keys here are {keys}"))),
        };
        let length = self.path.len();
        Step::Key(name).push_to(&mut self.path);
        let mut finding = RawFinding::new("REC-01", entry.key.span.clone(), message)
            .at(self.path.clone())
            .label("not known");
        self.path.truncate(length);
        finding.help = help;
        self.push(finding);
        meant
    }

    /// Reads a value that may have one of several shapes, as the one that it was meant to have.
    fn alternatives(&mut self, id: RulesId, node: &'a Node, said: Said<'a>) -> Option<Fitted<'a>> {
        let shape = self.shape;
        let branches = &shape.rules[id].branches;
        let kinds = match &node.kind {
            Kind::Scalar(_) => Kinds::SCALARS,
            Kind::Sequence(_) => Kinds::LIST,
            Kind::Mapping(_) => Kinds::MAPPING,
        };
        let mut fitting = branches.iter().copied().filter(|&branch| shape.kinds(branch).has(kinds));
        let Some(first) = fitting.next() else {
            self.no_alternative(id, node, said);
            return None;
        };
        match &node.kind {
            Kind::Scalar(scalar) => {
                let takes = |&branch: &RulesId| takes(shape, branch, scalar, 8);
                let best = std::iter::once(first).chain(fitting.clone()).find(takes);
                if let Some(best) = best {
                    return self.node(best, node, said);
                }
                let fitting: Vec<RulesId> = std::iter::once(first).chain(fitting).collect();
                self.no_scalar_alternative(id, &fitting, node, scalar, said)
            }
            Kind::Mapping(entries) if fitting.next().is_some() => {
                let leaf = self.choose(id, entries, &node.span)?;
                self.node(leaf, node, said)
            }
            Kind::Mapping(_) | Kind::Sequence(_) => self.node(first, node, said),
        }
    }

    /// Reports a scalar that no branch takes, in the words of the branch it was meant for.
    fn no_scalar_alternative(
        &mut self,
        id: RulesId,
        fitting: &[RulesId],
        node: &'a Node,
        scalar: &'a Scalar,
        said: Said<'a>,
    ) -> Option<Fitted<'a>> {
        let shape = self.shape;
        let mut leaves: Vec<RulesId> =
            fitting.iter().flat_map(|&id| leaves(shape, id, 8)).collect();
        leaves.retain(|&leaf| shape.rules[leaf].kinds.has(Kinds::SCALARS));
        // A date or a number was meant rather than one of the words beside it.
        let other = leaves.iter().find(|&&leaf| shape.rules[leaf].values.is_none());
        if let Some(&other) = other.or(leaves.first().filter(|_| node.is_null())) {
            return self.node(other, node, said);
        }
        let values = leaves.iter().filter_map(|&leaf| shape.rules[leaf].values.as_ref()).flatten();
        let words = values.clone().filter_map(Value::as_str);
        let structured = shape.kinds(id).only(Kinds::LIST.with(Kinds::MAPPING));
        let mut fault = unknown_value(&values, scalar);
        if structured != Kinds::NONE && nearest(&scalar.text, words.clone()).is_none() {
            let rules = Rules { kinds: structured, ..Rules::default() };
            fault = Fault::new("REC-02", format!("must be {}", wanted(&rules)));
            fault.help =
                few(words, "or").map(|words| format!("where there is none, write {words}"));
        }
        self.fault(fault, &node.span, said);
        None
    }

    fn no_alternative(&mut self, id: RulesId, node: &Node, said: Said<'a>) {
        let shape = self.shape;
        if node.is_null() {
            self.fault(Fault::new("REC-05", "has no value"), &node.span, said);
            return;
        }
        // Speaks of all branches at once; the keys of one alone would mislead.
        let all = Rules { kinds: shape.kinds(id), ..Rules::default() };
        let fault = Fault::new("REC-02", format!("must be {}", wanted(&all)));
        let leaves = mapping_leaves(shape, id, 8);
        let one = match leaves.as_slice() {
            [only] => &shape.rules[*only],
            _ => &all,
        };
        self.fault(shape_help(fault, one), &node.span, said);
    }

    /// The branch that a mapping was meant to be; none where that can't be said, which is then
    /// reported.
    fn choose(&mut self, id: RulesId, entries: &[Entry], span: &Range<u32>) -> Option<RulesId> {
        let shape = self.shape;
        let leaves = mapping_leaves(shape, id, 8);
        match &shape.rules[id].choice {
            Choice::Tag(tag) => self.choose_by_tag(&leaves, tag, entries, span),
            Choice::OnlyKey => {
                let keys = |leaf: &RulesId| &*shape.rules[*leaf].properties[0].name;
                let has = |name: &str| entries.iter().any(|entry| &*entry.key.text == name);
                let found = leaves.iter().find(|leaf| has(keys(leaf)));
                if found.is_none() {
                    let all = leaves.iter().map(keys);
                    let known: Vec<&str> = all.clone().collect();
                    let place = entries.first().map_or(span, |entry| &entry.key.span);
                    let near = entries.first().and_then(|entry| nearest(&entry.key.text, known));
                    let mut fault = Fault::new("REC-01", "has none of the keys it may have");
                    fault.help = match near {
                        Some(near) => Some(format!("did you mean `{near}`?")),
                        None => few(all, "or").map(|keys| format!("write {keys}")),
                    };
                    self.fault(fault, &place.clone(), Said::default());
                }
                found.copied()
            }
            Choice::Keys => {
                let score = |leaf: &&RulesId| misfits(shape, &shape.rules[**leaf], entries);
                leaves.iter().min_by_key(score).copied()
            }
        }
    }

    fn choose_by_tag(
        &mut self,
        leaves: &[RulesId],
        tag: &str,
        entries: &[Entry],
        span: &Range<u32>,
    ) -> Option<RulesId> {
        let shape = self.shape;
        let Some(entry) = entries.iter().find(|entry| &*entry.key.text == tag) else {
            let place = entries.first().map_or(span, |entry| &entry.key.span);
            self.missing(tag, &place.clone());
            return None;
        };
        let text = entry.value.text();
        let tag_of = |leaf: &&RulesId| tag_value(shape, **leaf, tag);
        let found = leaves.iter().find(|leaf| text.is_some() && tag_of(leaf) == text);
        if found.is_none() {
            let words = || leaves.iter().filter_map(|leaf| tag_of(&leaf));
            let mut fault = Fault::new("REC-03", "is none of the values it may have");
            fault.help = match text.and_then(|text| nearest(text, words())) {
                Some(word) => Some(format!("did you mean `{word}`?")),
                None => few(words(), "or").map(|words| format!("write {words}")),
            };
            let key = Some(entry.key.span.clone());
            self.within(&Step::Key(tag), key, |walk| {
                walk.fault(fault, &entry.value.span, Said::default());
                None
            });
        }
        found.copied()
    }
}

/// One step of a path.
enum Step<'a> {
    Key(&'a str),
    Item(usize),
}

impl Step<'_> {
    fn push_to(&self, path: &mut String) {
        match self {
            Self::Item(number) => {
                // Writing to a string can't fail.
                let _ = write!(path, "[{number}]");
            }
            Self::Key(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(quotable(name).unwrap_or("?"));
            }
        }
    }
}

/// The marks of the rules on the way to a value. A list's and a reference's hold for what they
/// lead to; a mapping's end there.
#[derive(Clone, Copy, Default)]
struct Said<'a> {
    help: Option<&'a str>,
    defines_id: bool,
    refers_to_id: bool,
}

impl<'a> Said<'a> {
    fn and(self, marks: &'a Marks) -> Self {
        Self {
            help: marks.help.as_deref().or(self.help),
            defines_id: self.defines_id || marks.defines_id,
            refers_to_id: self.refers_to_id || marks.refers_to_id,
        }
    }
}

/// Whether these rules take this scalar without a fault.
fn takes(shape: &Shape, id: RulesId, scalar: &Scalar, depth: u8) -> bool {
    let rules = &shape.rules[id];
    if rules.branches.is_empty() {
        return convert(rules, scalar).is_ok();
    }
    depth > 0 && rules.branches.iter().any(|&branch| takes(shape, branch, scalar, depth - 1))
}

/// How badly a mapping's keys fit these rules, without looking deeper.
fn misfits(shape: &Shape, rules: &Rules, entries: &[Entry]) -> usize {
    let mut misfits = 0;
    for entry in entries {
        match rules.of_key(&entry.key.text) {
            None => misfits += 2,
            Some((None, _)) => {}
            Some((Some(id), _)) => {
                let fits = shape.kinds(id).has(kinds_of(&entry.value));
                misfits += usize::from(!is_blank(&entry.value) && !fits);
            }
        }
    }
    let required = rules.properties.iter().filter(|property| property.required);
    let is_missing = |name: &str| !entries.iter().any(|entry| &*entry.key.text == name);
    misfits + 2 * required.filter(|property| is_missing(&property.name)).count()
}

/// The kinds that a value could be read as.
fn kinds_of(node: &Node) -> Kinds {
    use super::super::tree::Core;
    match &node.kind {
        Kind::Sequence(_) => Kinds::LIST,
        Kind::Mapping(_) => Kinds::MAPPING,
        Kind::Scalar(scalar) => Kinds::TEXT.with(match scalar.core() {
            Core::Null => Kinds::NULL,
            Core::Bool(_) => Kinds::BOOL,
            Core::Integer => Kinds::INTEGER.with(Kinds::NUMBER),
            Core::Decimal => Kinds::NUMBER,
            Core::Text => Kinds::NONE,
        }),
    }
}

/// A value that nothing is known about, by the core schema.
fn plain_value(node: &Node) -> Fitted<'_> {
    match &node.kind {
        Kind::Scalar(scalar) => {
            convert(&Rules::default(), scalar).unwrap_or(Fitted::Text(&scalar.text))
        }
        Kind::Sequence(items) => Fitted::List(items.iter().map(plain_value).collect()),
        Kind::Mapping(entries) => {
            let entries = entries.iter();
            let pairs = entries.map(|entry| (&*entry.key.text, plain_value(&entry.value)));
            Fitted::Mapping(pairs.collect())
        }
    }
}
