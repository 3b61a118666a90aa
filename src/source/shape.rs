//! The shape that a document must have, compiled once from the JSON Schema of its Rust type, so
//! that the reader, editors and the documentation can't disagree.

mod compile;
mod fitted;
mod scalar;
mod walk;

use regex::Regex;
use serde_json::Value;

pub use fitted::Fitted;

use super::limits::Limits;
use super::origin::RawFinding;
use super::tree::{Core, Kind, Node};

/// A compiled JSON Schema: the part of draft 2020-12 that schemars writes, and three keywords of
/// our own on any subschema:
///
/// - `x-help`: what to do about a wrong value, such as "money is in pence";
/// - `x-defines-id`: the text names this item and must be unique in the document;
/// - `x-refers-to-id`: the text must be defined by some item of the same document.
#[derive(Debug)]
pub struct Shape {
    rules: Vec<Rules>,
    root: RulesId,
}

/// Index into [`Shape::rules`].
type RulesId = usize;

/// What one subschema asks for.
#[derive(Debug, Default)]
struct Rules {
    kinds: Kinds,
    /// The same through references and alternatives.
    all_kinds: Kinds,
    properties: Vec<Property>,
    /// Rules for the keys that a pattern takes.
    patterned: Vec<(Regex, RulesId)>,
    others: Others,
    /// How those other keys are written.
    names: Option<Regex>,
    items: Option<RulesId>,
    most_items: Option<u64>,
    least_items: u64,
    values: Option<Vec<Value>>,
    branches: Vec<RulesId>,
    choice: Choice,
    form: Option<Form>,
    pattern: Option<Regex>,
    least: Option<f64>,
    most: Option<f64>,
    shortest: u64,
    longest: Option<u64>,
    marks: Marks,
}

/// A key that a mapping may have.
#[derive(Debug)]
struct Property {
    name: Box<str>,
    rules: RulesId,
    required: bool,
}

/// What keys a mapping may have besides its properties.
#[derive(Clone, Copy, Debug, Default)]
enum Others {
    #[default]
    Any,
    None,
    Like(RulesId),
}

/// How one of several mappings is chosen.
#[derive(Debug, Default)]
enum Choice {
    /// By which keys are there.
    #[default]
    Keys,
    /// By the value of this key, which every branch has.
    Tag(Box<str>),
    /// By the one key that each branch has.
    OnlyKey,
}

/// A text of a particular form.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    Date,
    DateTime,
    Time,
}

/// Our own keywords.
#[derive(Clone, Debug, Default)]
struct Marks {
    help: Option<Box<str>>,
    defines_id: bool,
    refers_to_id: bool,
}

/// A set of kinds of values.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Kinds(u8);

impl Kinds {
    const NONE: Self = Self(0);
    const NULL: Self = Self(1);
    const BOOL: Self = Self(2);
    const INTEGER: Self = Self(4);
    const NUMBER: Self = Self(8);
    const TEXT: Self = Self(16);
    const LIST: Self = Self(32);
    const MAPPING: Self = Self(64);
    const ALL: Self = Self(127);
    const SCALARS: Self = Self(2 | 4 | 8 | 16);

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn only(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Default for Kinds {
    fn default() -> Self {
        Self::ALL
    }
}

/// What a walk of a document against a shape gave.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The value that the type's `Deserialize` reads; absent where a finding stops the record.
    pub value: Option<Fitted<'a>>,
    /// Everything that is wrong, in the order of the document.
    pub findings: Vec<RawFinding>,
}

impl Shape {
    /// The shape of a type.
    pub fn of<T: schemars::JsonSchema>() -> Self {
        let settings = schemars::generate::SchemaSettings::draft2020_12().for_deserialize();
        let schema = settings.into_generator().into_root_schema_for::<T>();
        Self::from_schema(schema.as_value())
    }

    /// The shape that a JSON Schema describes. Keywords it doesn't know are passed over.
    pub fn from_schema(schema: &Value) -> Self {
        compile::compile(schema)
    }

    /// Compares a document with the shape and collects all that is wrong with it in one pass.
    pub fn read<'a>(&'a self, root: &'a Node, limits: &Limits) -> Reading<'a> {
        walk::read(self, root, limits)
    }

    /// The kinds of values that these rules take, through references and alternatives.
    fn kinds(&self, id: RulesId) -> Kinds {
        self.rules[id].all_kinds
    }

    fn kinds_within(&self, id: RulesId, depth: u8) -> Kinds {
        let rules = &self.rules[id];
        if rules.branches.is_empty() || depth == 0 {
            return rules.kinds;
        }
        let branches = rules.branches.iter();
        let any = branches.fold(Kinds::NONE, |all, &id| all.with(self.kinds_within(id, depth - 1)));
        // A null that is allowed beside the branches is kept in the rules themselves.
        any.with(rules.kinds.only(Kinds::NULL))
    }
}

impl Rules {
    /// The property of this name. A mapping has so few that a search is faster than a table.
    fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| &*property.name == name)
    }

    /// What is asked of the value of this key: its rules where there are any, and whether the key
    /// must be there. `None` where a mapping with these rules has no such key.
    fn of_key(&self, name: &str) -> Option<(Option<RulesId>, bool)> {
        if let Some(property) = self.property(name) {
            return Some((Some(property.rules), property.required));
        }
        if let Some((_, id)) = self.patterned.iter().find(|(pattern, _)| pattern.is_match(name)) {
            return Some((Some(*id), false));
        }
        let is_allowed = self.names.as_ref().is_none_or(|names| names.is_match(name));
        match self.others {
            Others::Like(id) if is_allowed => Some((Some(id), false)),
            Others::Any if is_allowed => Some((None, false)),
            _ => None,
        }
    }
}

/// A key or id that a message may quote. Anything else could be a person's words.
pub(crate) fn quotable(word: &str) -> Option<&str> {
    let fits = (1..=40).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    fits.then_some(word)
}

/// Whether nothing is written here: null, or a text of nothing but spaces.
fn is_blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Scalar(scalar) => scalar.core() == Core::Null || scalar.text.trim().is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use serde::{Deserialize, Serialize};

    use super::super::{read_str, read_with};
    use super::*;
    use crate::finding::Finding;

    /// A plan in small: everything that schemars writes for the real one.
    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    struct Plan {
        plan_id: String,
        #[serde(default)]
        kind: Kind,
        #[serde(default)]
        born: Option<Day>,
        #[serde(default)]
        seen_at: Option<Instant>,
        #[serde(default)]
        count: Option<u8>,
        #[serde(default)]
        share: Option<f64>,
        #[serde(default)]
        fluctuates: Option<bool>,
        #[serde(default)]
        text: Option<Words>,
        #[serde(default)]
        cost: Option<Money>,
        #[serde(default)]
        needs: Vec<Need>,
        #[serde(default)]
        about: Vec<Reference>,
        #[serde(default)]
        way: Option<Way>,
        #[serde(default)]
        mark: Option<Mark>,
        #[serde(default)]
        inner: Option<Box<Plan>>,
        #[serde(default)]
        notes: BTreeMap<String, String>,
        #[serde(default)]
        #[schemars(length(min = 2, max = 4), regex(pattern = "^[a-z]+$"))]
        code: Option<String>,
        #[serde(flatten)]
        envelope: Envelope,
    }

    #[derive(Debug, Default, Deserialize, JsonSchema, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        #[default]
        Adult,
        /// With words of its own, so that schemars writes `const`.
        YoungCarer,
    }

    #[derive(Debug, Default, Deserialize, JsonSchema, PartialEq)]
    #[serde(default)]
    struct Envelope {
        sensitivity: Option<String>,
        source_party: Option<Reference>,
    }

    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    struct Need {
        id: Id,
        eligible: bool,
        #[serde(default)]
        text: Option<Words>,
    }

    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    #[serde(untagged)]
    enum Words {
        Main(String),
        ByLanguage(BTreeMap<String, String>),
    }

    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    struct Money {
        #[schemars(extend("x-help" = "money is in pence: write 4600 for £46.00"))]
        pence: i64,
    }

    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    #[serde(tag = "by", rename_all = "snake_case")]
    enum Way {
        Post { postcode: String },
        Email { address: String },
    }

    #[derive(Debug, Deserialize, JsonSchema, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Mark {
        None,
        Bar { width_mm: u32 },
        Square { side_mm: u32 },
    }

    macro_rules! text {
        ($name:ident, $schema:tt) => {
            #[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
            struct $name(String);
            impl JsonSchema for $name {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }
                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!($schema)
                }
            }
        };
    }
    text!(Day, { "type": "string", "format": "date" });
    text!(Instant, { "type": "string", "format": "date-time" });
    text!(Id, { "type": "string", "x-defines-id": true });
    text!(Reference, { "type": "string", "x-refers-to-id": true });

    fn findings(text: &str) -> Vec<Finding> {
        match read_str::<Plan>(&format!("plan_id: p\n{text}"), "a.yaml") {
            Ok(sourced) => sourced.warnings,
            Err(findings) => findings,
        }
    }

    /// The only finding: rule, field, line and column.
    fn one(text: &str) -> (Finding, String) {
        let findings = findings(text);
        assert_eq!(findings.len(), 1, "{text}: {findings:#?}");
        let finding = findings.into_iter().next().unwrap();
        let place = finding.place.as_ref().unwrap();
        let shown =
            format!("{} {} {}:{}", finding.rule.id, finding.field, place.line, place.column);
        (finding, shown)
    }

    fn expect(text: &str, shown: &str, message: &str, help: &str) {
        let (finding, at) = one(text);
        assert_eq!(at, shown, "{text}");
        assert_eq!(finding.message, message, "{text}");
        assert_eq!(finding.help.as_deref().unwrap_or(""), help, "{text}");
    }

    #[test]
    fn a_plan_without_faults_is_read() {
        let text = "\
plan_id: 0017
kind: young_carer
born: 1951-02-03
seen_at: '2026-01-02T03:04:05Z'
count: 7
share: 0.5
fluctuates: true
text: {en: 12, cy: NO}
cost: {pence: -4600}
needs:
  - {id: n1, eligible: false, text: plain}
about: [n1]
way: {by: post, postcode: AB1 2CD}
mark: {bar: {width_mm: 3}}
inner: {plan_id: q, mark: none}
notes: {any key: any value}
code: abc
sensitivity: health
source_party: n1
";
        let plan = read_str::<Plan>(text, "a.yaml").unwrap();
        assert_eq!(plan.warnings, []);
        let plan = plan.value;
        assert_eq!(plan.plan_id, "0017");
        assert_eq!(plan.kind, Kind::YoungCarer);
        let words = [("cy", "NO"), ("en", "12")].map(|(tag, text)| (tag.into(), text.into()));
        assert_eq!(plan.text, Some(Words::ByLanguage(words.into())));
        assert_eq!(plan.needs[0].text, Some(Words::Main("plain".into())));
        assert_eq!(plan.way, Some(Way::Post { postcode: "AB1 2CD".into() }));
        assert_eq!(plan.mark, Some(Mark::Bar { width_mm: 3 }));
        assert_eq!(plan.inner.unwrap().mark, Some(Mark::None));
        assert_eq!(plan.envelope.sensitivity.as_deref(), Some("health"));
    }

    #[test]
    fn json_gives_the_same_as_yaml() {
        let json = r#"{"plan_id": "p", "needs": [{"id": "n", "eligible": true}], "count": 3}"#;
        let yaml = "plan_id: p\nneeds:\n  - id: n\n    eligible: true\ncount: 3\n";
        let read = |text| read_str::<Plan>(text, "x").unwrap().value;
        assert_eq!(read(json), read(yaml));
    }

    #[test]
    fn nothing_written_is_absent_where_it_may_be() {
        let text = "born:\ncount: null\ntext: ''\nneeds: ~\nway: '  '\nkind:\nnotes: {a: }\n";
        assert_eq!(findings(text), []);
        expect(
            "needs: [{id: n, eligible: }]",
            "REC-05 needs[0].eligible 2:17",
            "`eligible` has no value",
            "write a value, or leave the key out if there is none",
        );
        // Null is a surname, and NO a country, where text is wanted.
        assert_eq!(findings("sensitivity: Null\ntext: NO\n"), []);
    }

    #[test]
    fn unknown_keys() {
        expect(
            "needs:\n  - id: n\n    eligable: true\n",
            "REC-01 needs[0].eligable 4:5",
            "there is no key `eligable` here",
            "did you mean `eligible`?",
        );
        expect(
            "sensitivty: health",
            "REC-01 sensitivty 2:1",
            "there is no key `sensitivty` here",
            "did you mean `sensitivity`?",
        );
        expect(
            "cost: {pence: 1, vat: 2}",
            "REC-01 cost.vat 2:18",
            "there is no key `vat` here",
            "the keys here are `pence`",
        );
        // A key can be a person's words.
        let (finding, at) = one("Mrs Jones lives: alone\n");
        assert_eq!(at, "REC-01 ? 2:1");
        assert!(!finding.message.contains("Jones"));
        assert!(finding.help.is_none());
        let (finding, _) = one("cost: {pence: 1, <<: {pence: 2}}");
        assert!(finding.help.unwrap().contains("merge keys"));
    }

    #[test]
    fn missing_values() {
        expect("needs:\n  - id: n\n", "REC-05 needs[0].eligible 3:5", "`eligible` is missing", "");
        expect("cost: {}\n", "REC-05 cost.pence 2:7", "`pence` is missing", "");
        let findings = read_str::<Plan>("count: 1", "a").unwrap_err();
        assert_eq!(findings[0].message, "`plan_id` is missing");
    }

    #[test]
    fn values_of_the_wrong_kind() {
        for text in ["yes", "No", "on", "'true'", "1", "maybe"] {
            expect(
                &format!("fluctuates: {text}"),
                "REC-02 fluctuates 2:13",
                "`fluctuates` must be true or false",
                "write true or false, without quotes",
            );
        }
        for text in ["46.00", "'46'", "£46", "[46]"] {
            let (finding, at) = one(&format!("cost: {{pence: {text}}}"));
            assert_eq!(at, "REC-02 cost.pence 2:15");
            assert_eq!(finding.message, "`pence` must be a whole number");
            assert_eq!(finding.help.as_deref(), Some("money is in pence: write 4600 for £46.00"));
        }
        let list = "write every item on a line of its own, after `- `";
        expect("needs: none", "REC-02 needs 2:8", "`needs` must be a list", list);
        let keys = "its keys are `id`, `eligible` and `text`";
        expect(
            "needs: [1]",
            "REC-02 needs[0] 2:9",
            "an item of `needs` must be keys with values",
            keys,
        );
        expect(
            "text: [a]",
            "REC-02 text 2:7",
            "`text` must be text or keys with values",
            "write `key: value` lines",
        );
        expect("share: x", "REC-02 share 2:8", "`share` must be a number", "write digits only");
        let findings = read_str::<Plan>("- a\n", "a").unwrap_err();
        assert_eq!(findings[0].message, "the document must be keys with values");
    }

    #[test]
    fn impossible_values() {
        expect(
            "kind: young_carrer",
            "REC-03 kind 2:7",
            "`kind` is none of the values it may have",
            "did you mean `young_carer`?",
        );
        expect(
            "kind: other",
            "REC-03 kind 2:7",
            "`kind` is none of the values it may have",
            "write `adult` or `young_carer`",
        );
        let dates = [
            ("2025-02-30", "`born` is not a day of the calendar", "that month has 28 days"),
            (
                "2025-13-01",
                "`born` is not a day of the calendar",
                "is the day where the month should be? write YYYY-MM-DD",
            ),
            (
                "2025-31-31",
                "`born` is not a day of the calendar",
                "the month must be from 01 to 12",
            ),
            (
                "01/02/1951",
                "`born` must be a date written YYYY-MM-DD",
                "write the year first, with hyphens: YYYY-MM-DD",
            ),
            (
                "2025-02-03T00:00:00",
                "`born` must be a date written YYYY-MM-DD",
                "leave out what follows the day",
            ),
            (
                "1951",
                "`born` must be a date written YYYY-MM-DD",
                "write four digits, two and two, with hyphens: YYYY-MM-DD",
            ),
        ];
        for (text, message, help) in dates {
            expect(&format!("born: {text}"), "REC-03 born 2:7", message, help);
        }
        expect(
            "seen_at: 2025-02-30T01:00:00Z",
            "REC-03 seen_at 2:10",
            "`seen_at` is not a day of the calendar",
            "that month has 28 days",
        );
        expect(
            "seen_at: 2025-02-03",
            "REC-03 seen_at 2:10",
            "`seen_at` must be a date with a time",
            "write it as YYYY-MM-DDThh:mm:ssZ",
        );
        expect(
            "count: 256",
            "REC-03 count 2:8",
            "`count` must be from 0 to 255",
            "correct the number",
        );
        expect(
            "count: 99999999999999999999999",
            "REC-03 count 2:8",
            "`count` is too large a number",
            "put it in quotes if it is an identifier",
        );
        expect(
            "code: a",
            "REC-03 code 2:7",
            "`code` must have at least 2 characters",
            "write it out",
        );
        expect(
            "code: abcde",
            "REC-03 code 2:7",
            "`code` must have at most 4 characters",
            "shorten it",
        );
        expect(
            "code: A1",
            "REC-03 code 2:7",
            "`code` isn't written the way it must be",
            "see how in `planpress schema`",
        );
    }

    #[test]
    fn ids_are_unique_and_references_lead_somewhere() {
        let needs = "needs:\n  - {id: shopping, eligible: true}\n";
        expect(
            &format!("{needs}  - {{id: shopping, eligible: true}}\n"),
            "REC-04 needs[1].id 4:10",
            "the id `shopping` is used twice; the first is in line 3",
            "",
        );
        expect(
            &format!("{needs}about: [shoping]\n"),
            "REC-08 about[0] 4:9",
            "no item has the id `shoping`",
            "did you mean `shopping`?",
        );
        // A reference may come before its item, and a warning doesn't stop the record.
        assert_eq!(findings("about: [n]\nneeds: [{id: n, eligible: true}]"), []);
        let read =
            read_str::<Plan>("plan_id: p\nabout: [n2]\nneeds: [{id: n1, eligible: true}]", "a");
        let warnings = read.unwrap().warnings;
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].help, None, "`n2` isn't a misspelt `n1`");
    }

    #[test]
    fn alternatives_are_judged_as_what_they_were_meant_to_be() {
        expect(
            "way: {by: post, postcod: x}",
            "REC-01 way.postcod 2:17",
            "there is no key `postcod` here",
            "did you mean `postcode`?",
        );
        expect("way: {by: email}", "REC-05 way.address 2:7", "`address` is missing", "");
        expect(
            "way: {by: emial, address: x}",
            "REC-03 way.by 2:11",
            "`by` is none of the values it may have",
            "did you mean `email`?",
        );
        expect("way: {address: x}", "REC-05 way.by 2:7", "`by` is missing", "");
        expect(
            "mark: {bar: {width_mm: x}}",
            "REC-02 mark.bar.width_mm 2:24",
            "`width_mm` must be a whole number",
            "write digits only",
        );
        expect(
            "mark: {sqare: {side_mm: 1}}",
            "REC-01 mark 2:8",
            "`mark` has none of the keys it may have",
            "did you mean `square`?",
        );
        expect(
            "mark: nonne",
            "REC-03 mark 2:7",
            "`mark` is none of the values it may have",
            "did you mean `none`?",
        );
        expect(
            "mark: wide",
            "REC-02 mark 2:7",
            "`mark` must be keys with values",
            "where there is none, write `none`",
        );
        expect(
            "inner: {plan_id: q, born: x}",
            "REC-03 inner.born 2:27",
            "`born` must be a date written YYYY-MM-DD",
            "write four digits, two and two, with hyphens: YYYY-MM-DD",
        );
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once_and_in_order() {
        let found =
            findings("kind: x\nborn: x\nneeds: [{id: 1}, {eligible: 1}]\ntypo: 1\nkind: y\n");
        let ids: Vec<&str> = found.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(ids, ["REC-03", "REC-03", "REC-05", "REC-05", "REC-02", "REC-01", "REC-07"]);
    }

    #[test]
    fn findings_of_one_record_have_an_end() {
        let lines: Vec<String> = (0..1_900).map(|key| format!("typo{key}: 1\n")).collect();
        let found = findings(&lines.concat());
        assert_eq!(found.len(), Limits::default().findings as usize + 2);
        assert!(found.iter().any(|finding| finding.message.contains("more findings")));
    }

    #[test]
    fn no_message_carries_a_value() {
        let secrets = [
            "kind: SECRET",
            "born: SECRET",
            "count: SECRET",
            "fluctuates: SECRET",
            "code: SECRET",
            "seen_at: SECRET",
            "cost: SECRET",
            "cost: {pence: SECRET}",
            "way: {by: SECRET}",
            "mark: SECRET",
            "needs: SECRET",
            "needs: [SECRET]",
            "kind: [SECRET]",
            "way: SECRET",
            "SECRET is a key: 1",
            "way: {SECRET one: 1}",
            "text: {en: [SECRET]}",
            "kind: 'SECRET",
            "kind: SECRET: x",
            "kind: @SECRET",
            "kind: *SECRET",
            "kind: !SECRET x",
        ];
        for text in secrets {
            for finding in findings(text) {
                let said = format!(
                    "{}{:?}{}{}",
                    finding.message, finding.help, finding.field, finding.label
                );
                assert!(!said.contains("SECRET"), "{text}: {said}");
                assert!(
                    finding.snippet.unwrap().line.contains("SECRET")
                        || finding.place.unwrap().line == 1
                );
            }
        }
    }

    #[test]
    fn what_serde_refuses_is_a_finding_without_values() {
        #[derive(Debug, Deserialize)]
        #[expect(dead_code, reason = "only read")]
        struct Strict {
            a: u8,
        }
        let shape = Shape::from_schema(&serde_json::json!(true));
        let found = read_with::<Strict>("a: SECRET", "x", &shape).unwrap_err();
        assert_eq!(found[0].rule.id, "REC-02");
        assert!(!found[0].message.contains("SECRET") && found[0].message.contains("expected u8"));
        let found = read_with::<Strict>("b: 1", "x", &shape).unwrap_err();
        assert_eq!((found[0].rule.id, found[0].message.as_str()), ("REC-05", "`a` is missing"));
    }

    #[test]
    fn a_word_beside_a_reference_is_no_reference() {
        let shape = Shape::from_schema(&serde_json::json!({
            "type": "object",
            "properties": {"by": {"anyOf": [
                {"type": "string", "x-refers-to-id": true},
                {"type": "string", "enum": ["none", "not_applicable"]},
            ]}},
        }));
        let warnings =
            |text| read_with::<Value>(text, "x", &shape).expect("no more than warnings").warnings;
        assert_eq!(warnings("by: none"), []);
        assert_eq!(warnings("by: nobody").len(), 1);
    }

    #[test]
    fn schemas_of_any_kind_compile() {
        let schemas = [
            serde_json::json!(false),
            serde_json::json!(7),
            serde_json::json!({"$ref": "#/$defs/nowhere"}),
            serde_json::json!({"$ref": "#"}),
            serde_json::json!({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}),
            serde_json::json!({"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}}}),
            serde_json::json!({"allOf": [{"$ref": "#"}], "type": "object"}),
            serde_json::json!({"anyOf": [], "type": ["null", 7]}),
            serde_json::json!({"pattern": "("}),
            serde_json::json!({"properties": {"a": true}, "oneOf": [{"$ref": "#"}]}),
            serde_json::json!({"properties": {"a": {"$ref": "#", "type": "object"}}}),
        ];
        for schema in schemas {
            let shape = Shape::from_schema(&schema);
            for text in ["a: 1", "[1]", "x", "~"] {
                let tree = super::super::parse(text, &Limits::default()).root.unwrap();
                shape.read(&tree, &Limits::default());
            }
        }
    }
}
