//! From a JSON Schema to a [`Shape`]: references resolved, alternatives sorted, patterns compiled.

use std::borrow::Cow;
use std::collections::HashMap;

use regex::Regex;
use serde_json::{Map, Value};

use super::{Choice, Form, Kinds, Marks, Others, Property, Rules, RulesId, Shape};

/// How many references and `allOf` may lie inside one another before they are taken for a circle.
const DEEPEST: u8 = 32;
/// How many references and alternatives are followed to the kinds of values.
const DEEPEST_KINDS: u8 = 16;
/// How many subschemas may lie inside one another.
const NESTED: u8 = 100;
/// Keywords beside a `$ref` that change what is asked for, not only what is said about it.
const STRUCTURAL: [&str; 8] = [
    "properties",
    "required",
    "additionalProperties",
    "unevaluatedProperties",
    "oneOf",
    "anyOf",
    "type",
    "items",
];

type Object = Map<String, Value>;

pub(super) fn compile(schema: &Value) -> Shape {
    let mut compiler = Compiler { schema, rules: Vec::new(), known: HashMap::new(), depth: 0 };
    let root = compiler.rules_of(schema);
    let mut shape = Shape { rules: compiler.rules, root };
    let ids = 0..shape.rules.len();
    let kinds: Vec<Kinds> = ids.clone().map(|id| shape.kinds_within(id, DEEPEST_KINDS)).collect();
    let choices: Vec<Choice> = ids.map(|id| choice(&shape, id)).collect();
    for ((rules, kinds), choice) in shape.rules.iter_mut().zip(kinds).zip(choices) {
        (rules.all_kinds, rules.choice) = (kinds, choice);
    }
    shape
}

struct Compiler<'schema> {
    schema: &'schema Value,
    rules: Vec<Rules>,
    /// References that are compiled already, or are being compiled.
    known: HashMap<String, RulesId>,
    /// Subschemas that are being compiled, each inside the one before.
    depth: u8,
}

impl Compiler<'_> {
    fn add(&mut self, rules: Rules) -> RulesId {
        self.rules.push(rules);
        self.rules.len() - 1
    }

    fn rules_of(&mut self, schema: &Value) -> RulesId {
        match schema {
            Value::Bool(false) => self.add(Rules { kinds: Kinds::NONE, ..Rules::default() }),
            Value::Object(object) => self.rules_of_object(object),
            _ => self.add(Rules::default()),
        }
    }

    fn rules_of_object(&mut self, object: &Object) -> RulesId {
        // A type that is flattened into itself would have no end.
        if self.depth >= NESTED {
            return self.add(Rules::default());
        }
        self.depth += 1;
        let id = self.rules_of_open_object(object);
        self.depth -= 1;
        id
    }

    fn rules_of_open_object(&mut self, object: &Object) -> RulesId {
        let has_structure = STRUCTURAL.iter().any(|keyword| object.contains_key(*keyword));
        if let (Some(Value::String(reference)), false) = (object.get("$ref"), has_structure) {
            let target = self.rules_of_reference(reference);
            let marks = marks(object);
            if marks.help.is_none() && !marks.defines_id && !marks.refers_to_id {
                return target;
            }
            let kinds = Kinds::NONE;
            return self.add(Rules { branches: vec![target], marks, kinds, ..Rules::default() });
        }
        let merged = self.merged(object, DEEPEST);
        let rules = self.rules_of_merged(&merged);
        self.add(rules)
    }

    fn rules_of_reference(&mut self, reference: &str) -> RulesId {
        if let Some(&id) = self.known.get(reference) {
            return id;
        }
        // The place is taken first, so that a type may contain itself.
        let id = self.add(Rules::default());
        self.known.insert(reference.to_owned(), id);
        let rules = match self.target(reference) {
            Some(Value::Object(target)) => {
                let target = target.clone();
                if target.contains_key("$ref") && !target.contains_key("type") {
                    let branches = vec![self.rules_of_object(&target)];
                    Rules { branches, kinds: Kinds::NONE, ..Rules::default() }
                } else {
                    let merged = self.merged(&target, DEEPEST);
                    self.rules_of_merged(&merged)
                }
            }
            Some(Value::Bool(false)) => Rules { kinds: Kinds::NONE, ..Rules::default() },
            _ => Rules::default(),
        };
        self.rules[id] = rules;
        id
    }

    fn target(&self, reference: &str) -> Option<&Value> {
        self.schema.pointer(reference.strip_prefix('#')?)
    }

    /// The schema with what `allOf` and a `$ref` beside other keywords bring in.
    fn merged<'object>(&self, object: &'object Object, depth: u8) -> Cow<'object, Object> {
        if depth == 0 || !(object.contains_key("allOf") || object.contains_key("$ref")) {
            return Cow::Borrowed(object);
        }
        let mut merged = object.clone();
        let mut parts = Vec::new();
        if let Some(Value::String(reference)) = merged.remove("$ref") {
            parts.extend(self.target(&reference).cloned());
        }
        if let Some(Value::Array(all)) = merged.remove("allOf") {
            parts.extend(all);
        }
        for part in parts {
            if let Value::Object(part) = part {
                merge(&mut merged, &self.merged(&part, depth - 1));
            }
        }
        Cow::Owned(merged)
    }

    fn rules_of_merged(&mut self, object: &Object) -> Rules {
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(branches)) = object.get(keyword) {
                return self.alternatives(object, keyword, branches);
            }
        }
        let mut rules = Rules {
            kinds: kinds(object),
            marks: marks(object),
            values: values(object),
            most_items: object.get("maxItems").and_then(Value::as_u64),
            least_items: object.get("minItems").and_then(Value::as_u64).unwrap_or(0),
            shortest: object.get("minLength").and_then(Value::as_u64).unwrap_or(0),
            longest: object.get("maxLength").and_then(Value::as_u64),
            least: object.get("minimum").and_then(Value::as_f64),
            most: object.get("maximum").and_then(Value::as_f64).or(largest(object)),
            ..Rules::default()
        };
        rules.form = match object.get("format").and_then(Value::as_str) {
            Some("date") => Some(Form::Date),
            Some("date-time" | "partial-date-time") => Some(Form::DateTime),
            Some("time" | "partial-time") => Some(Form::Time),
            _ => None,
        };
        let pattern = object.get("pattern").and_then(Value::as_str);
        rules.pattern = pattern.and_then(|pattern| Regex::new(pattern).ok());
        rules.items = object.get("items").map(|items| self.rules_of(items));
        let others = object.get("additionalProperties");
        rules.others = match others.or(object.get("unevaluatedProperties")) {
            Some(Value::Bool(false)) => Others::None,
            Some(others @ Value::Object(_)) => Others::Like(self.rules_of(others)),
            // A type that names its keys has no others, whether or not it says so: serde can't
            // refuse unknown keys where types are flattened into one another.
            None if ["properties", "patternProperties"]
                .iter()
                .any(|key| object.contains_key(*key)) =>
            {
                Others::None
            }
            _ => Others::Any,
        };
        if let Some(Value::Object(patterned)) = object.get("patternProperties") {
            for (pattern, schema) in patterned {
                let id = self.rules_of(schema);
                rules.patterned.extend(Regex::new(pattern).ok().map(|pattern| (pattern, id)));
            }
        }
        let names = object.get("propertyNames").and_then(|names| names.get("pattern"));
        rules.names = names.and_then(Value::as_str).and_then(|pattern| Regex::new(pattern).ok());
        let required = object.get("required").and_then(Value::as_array);
        let required = |name: &str| {
            required.is_some_and(|all| all.iter().any(|one| one.as_str() == Some(name)))
        };
        if let Some(Value::Object(properties)) = object.get("properties") {
            for (name, schema) in properties {
                let property = Property {
                    name: name.as_str().into(),
                    rules: self.rules_of(schema),
                    required: required(name),
                };
                rules.properties.push(property);
            }
        }
        rules
    }

    /// `oneOf` and `anyOf`: the words of an enumeration become one list of values, a null is
    /// remembered, and what stands beside the keyword is part of every branch.
    fn alternatives(&mut self, object: &Object, keyword: &str, branches: &[Value]) -> Rules {
        let mut base = object.clone();
        base.remove(keyword);
        let shared = base.contains_key("properties");
        let mut rules = Rules { kinds: Kinds::NONE, marks: marks(object), ..Rules::default() };
        let mut words = Vec::new();
        for branch in branches {
            let plain = branch.as_object().filter(|branch| !branch.contains_key("properties"));
            if plain.is_some_and(|plain| plain.get("type").and_then(Value::as_str) == Some("null"))
            {
                rules.kinds = Kinds::NULL;
            } else if let Some(values) = plain.and_then(values) {
                words.extend(values);
            } else if let (true, Some(branch)) = (shared, branch.as_object()) {
                let mut branch = self.merged(branch, DEEPEST).into_owned();
                merge(&mut branch, &base);
                let branch = self.rules_of_object(&branch);
                rules.branches.push(branch);
            } else {
                let branch = self.rules_of(branch);
                rules.branches.push(branch);
            }
        }
        if !words.is_empty() {
            let kinds = words.iter().fold(Kinds::NONE, |all, word| all.with(kind_of(word)));
            if rules.branches.is_empty() {
                rules.kinds = rules.kinds.with(kinds);
                rules.values = Some(words);
            } else {
                let words = self.add(Rules { kinds, values: Some(words), ..Rules::default() });
                // First: `none` beside a reference is the word, not an id.
                rules.branches.insert(0, words);
            }
        }
        rules
    }
}

/// Adds to a schema what it doesn't say yet.
fn merge(into: &mut Object, from: &Object) {
    for (keyword, value) in from {
        match (keyword.as_str(), into.get_mut(keyword), value) {
            ("properties", Some(Value::Object(mine)), Value::Object(theirs)) => {
                for (name, schema) in theirs {
                    mine.entry(name).or_insert_with(|| schema.clone());
                }
            }
            ("required", Some(Value::Array(mine)), Value::Array(theirs)) => {
                mine.extend(theirs.iter().cloned());
            }
            (_, Some(_), _) => {}
            (_, None, _) => {
                into.insert(keyword.clone(), value.clone());
            }
        }
    }
}

fn marks(object: &Object) -> Marks {
    let is_true = |keyword| object.get(keyword).and_then(Value::as_bool) == Some(true);
    Marks {
        help: object.get("x-help").and_then(Value::as_str).map(Into::into),
        defines_id: is_true("x-defines-id"),
        refers_to_id: is_true("x-refers-to-id"),
    }
}

/// The largest number of a Rust type that schemars names as the format.
fn largest(object: &Object) -> Option<f64> {
    match object.get("format").and_then(Value::as_str)? {
        "int8" => Some(i8::MAX.into()),
        "uint8" => Some(u8::MAX.into()),
        "int16" => Some(i16::MAX.into()),
        "uint16" => Some(u16::MAX.into()),
        "int32" => Some(i32::MAX.into()),
        "uint32" => Some(u32::MAX.into()),
        _ => None,
    }
}

/// The values of `enum` or `const`.
fn values(object: &Object) -> Option<Vec<Value>> {
    if let Some(value) = object.get("const") {
        return Some(vec![value.clone()]);
    }
    object.get("enum").and_then(Value::as_array).cloned()
}

fn kinds(object: &Object) -> Kinds {
    let of_name = |name: &Value| match name.as_str() {
        Some("null") => Kinds::NULL,
        Some("boolean") => Kinds::BOOL,
        Some("integer") => Kinds::INTEGER,
        Some("number") => Kinds::NUMBER,
        Some("string") => Kinds::TEXT,
        Some("array") => Kinds::LIST,
        Some("object") => Kinds::MAPPING,
        _ => Kinds::NONE,
    };
    match (object.get("type"), values(object)) {
        (Some(Value::Array(names)), _) => {
            names.iter().fold(Kinds::NONE, |all, name| all.with(of_name(name)))
        }
        (Some(name), _) => of_name(name),
        (None, Some(values)) => {
            values.iter().fold(Kinds::NONE, |all, value| all.with(kind_of(value)))
        }
        (None, None) if object.contains_key("properties") => Kinds::MAPPING,
        (None, None) => Kinds::ALL,
    }
}

fn kind_of(value: &Value) -> Kinds {
    match value {
        Value::Null => Kinds::NULL,
        Value::Bool(_) => Kinds::BOOL,
        Value::Number(number) if number.is_f64() => Kinds::NUMBER,
        Value::Number(_) => Kinds::INTEGER,
        Value::String(_) => Kinds::TEXT,
        Value::Array(_) => Kinds::LIST,
        Value::Object(_) => Kinds::MAPPING,
    }
}

/// How the branches of these rules that take mappings are told apart.
fn choice(shape: &Shape, id: RulesId) -> Choice {
    let leaves = mapping_leaves(shape, id, 8);
    let [first, rest @ ..] = leaves.as_slice() else {
        return Choice::Keys;
    };
    if rest.is_empty() || shape.rules[id].branches.len() < 2 {
        return Choice::Keys;
    }
    let is_tag = |name: &str| leaves.iter().all(|&leaf| tag_value(shape, leaf, name).is_some());
    let properties = &shape.rules[*first].properties;
    if let Some(tag) = properties.iter().find(|property| is_tag(&property.name)) {
        return Choice::Tag(tag.name.clone());
    }
    let is_alone = |&leaf: &RulesId| {
        let rules = &shape.rules[leaf];
        matches!(rules.properties.as_slice(), [only] if only.required)
            && matches!(rules.others, Others::None)
    };
    if leaves.iter().all(is_alone) { Choice::OnlyKey } else { Choice::Keys }
}

/// The rules below alternatives and references that take mappings.
pub(super) fn mapping_leaves(shape: &Shape, id: RulesId, depth: u8) -> Vec<RulesId> {
    let mut leaves = leaves(shape, id, depth);
    leaves.retain(|&leaf| shape.rules[leaf].kinds.has(Kinds::MAPPING));
    leaves
}

/// The rules below alternatives and references.
pub(super) fn leaves(shape: &Shape, id: RulesId, depth: u8) -> Vec<RulesId> {
    let rules = &shape.rules[id];
    if rules.branches.is_empty() {
        return vec![id];
    }
    if depth == 0 {
        return Vec::new();
    }
    rules.branches.iter().flat_map(|&branch| leaves(shape, branch, depth - 1)).collect()
}

/// The one text that this required key has in these rules.
pub(super) fn tag_value<'a>(shape: &'a Shape, leaf: RulesId, name: &str) -> Option<&'a str> {
    let rules = &shape.rules[leaf];
    let property = rules.property(name)?;
    match shape.rules[property.rules].values.as_deref() {
        Some([Value::String(only)]) if property.required => Some(only),
        _ => None,
    }
}
