//! Plans in which every text is a canary: made by the sample generator, with sections that hold every
//! field of the schema laid over, people of every role, and sharing set by chance.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use planpress::plan::{Content, Piece, Record, StringKind, strings};
use planpress::sample;
use planpress::source::json_schema;
use serde_json::{Map, Value, json};

/// The content's schema: whatever a record may say, this knows of it.
static SCHEMA: LazyLock<Value> = LazyLock::new(json_schema::<Content>);

/// Every code of the schema: what is one of a list is nobody's words.
static CODES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut codes = BTreeSet::new();
    collect_codes(&json_schema::<Record>(), &mut codes);
    codes
});

fn collect_codes(schema: &Value, codes: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            let listed = map.get("enum").and_then(Value::as_array).into_iter().flatten();
            codes.extend(
                listed.chain(map.get("const")).filter_map(Value::as_str).map(str::to_owned),
            );
            map.values().for_each(|inside| collect_codes(inside, codes));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_codes(item, codes)),
        _ => {}
    }
}

/// Every role, each a party of its own beside the sample's parties.
pub const ROLES: &[&str] = &[
    "carer",
    "cared_for",
    "spouse_partner",
    "household_member",
    "family",
    "friend",
    "person_subject_wants_involved",
    "appropriate_person",
    "independent_advocate",
    "chosen_representative",
    "legal_representative",
    "interpreter",
    "named_coordinator",
    "lead_professional",
    "responsible_implementing",
    "responsible_monitoring",
    "responsible_reviewing",
    "signing_officer",
    "assessor",
    "council_worker",
    "delegated_organisation_staff",
    "support_planner",
    "broker",
    "peer_supporter",
    "provider",
    "voluntary_organisation",
    "dp_support_organisation",
    "isf_holder",
    "health_professional",
    "gp",
    "finance_officer",
    "person_of_concern",
];

/// Fields that hold the machinery of a record and no person's words: ids, references, codes, times,
/// and the audiences of decisions. Any other field gets a canary, a new one too.
const MACHINERY: &[&str] = &[
    "plan_id",
    "id",
    "party_id",
    "source_party",
    "recorded_by",
    "about",
    "audience",
    "languages",
    "supersedes_plan_id",
    "plan_ref",
    "snomed",
    "local_code",
    "sha256",
    "path",
    "packs",
    "start",
    "end",
    "picture_id",
    "written_language",
    "also_languages",
    "interpreter_language",
    "spoken_language",
    "need_refs",
    "outcome_refs",
    "met_by_carer_refs",
    "sections",
    "extracted_at",
    "logo_id",
];

/// A plan with canaries.
pub struct Forged {
    /// The record as it is read.
    pub record: Record,
    /// The same as JSON, for the oracle.
    pub json: Value,
    /// The fields of the canaries, by number.
    pub fields: Vec<String>,
}

/// The canary of a number: one word, never part of another.
fn canary(number: usize) -> String {
    format!("qz{number:06}zq")
}

/// The numbers of all canaries in a text.
pub fn canaries(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices("qz").filter_map(|(at, _)| {
        let rest = &text[at + 2..];
        (rest.get(6..8) == Some("zq")).then(|| rest[..6].parse().ok()).flatten()
    })
}

/// The forged plan of a number.
pub fn forge(number: u32) -> Forged {
    let mut chance = fastrand::Rng::with_seed(0x0CA2_0000 + u64::from(number));
    let options = sample::Options { count: number, seed: 7, as_found: false };
    let made = sample::generate(&options).last().expect("a sample");
    let mut value: Value = serde_yaml::from_str(&made.yaml).expect("a sample is YAML");
    value["document"] = json!("plan");
    value["status"] = json!("signed_off");
    value["languages"] = json!(["en", "cy"]);
    cast(&mut value, &mut chance);
    let parties = ids(&value);
    let mut maker = Maker { chance, parties, next: 0 };
    let properties = SCHEMA["properties"].as_object().expect("sections");
    for (section, schema) in properties {
        if maker.chance.u32(..100) < 70 {
            value[section] = maker.value(schema, section);
        }
    }
    let Maker { mut chance, parties, .. } = maker;
    consents(&mut value, &parties, &mut chance);
    // Read and written once, so that each text is in the shape of its type; the sharing of every
    // piece is thrown; then every text becomes a canary.
    let mut value = canonical(&value);
    for section in properties.keys() {
        if let Some(section) = value.get_mut(section) {
            share(section, &parties, &mut chance);
        }
    }
    let mut value = canonical(&value);
    let fields = plant(&mut value);
    let record = serde_json::from_value(value.clone()).expect("a forged record can be read");
    Forged { record, json: value, fields }
}

fn canonical(value: &Value) -> Value {
    let record: Record = serde_json::from_value(value.clone())
        .unwrap_or_else(|error| panic!("a forged record can't be read: {error}"));
    serde_json::to_value(record).expect("a record can be written")
}

fn ids(value: &Value) -> Vec<String> {
    let parties = value["parties"].as_array().into_iter().flatten();
    parties.filter_map(|party| party["party_id"].as_str()).map(str::to_owned).collect()
}

/// A party for every role, with everything that must never stand in somebody else's copy.
fn cast(value: &mut Value, chance: &mut fastrand::Rng) {
    let everything = |party: &mut Value, number: usize, chance: &mut fastrand::Rng| {
        party["date_of_birth"] = json!(format!("17{number:02}-01-02"));
        party["nhs_number"] = json!("x");
        party["case_number"] = json!("x");
        let kinds = ["home", "correspondence", "placement", "safe", "previous"];
        let address = |chance: &mut fastrand::Rng| {
            let kind = kinds[chance.usize(..kinds.len())];
            let may_print = [None, Some(true), Some(false)][chance.usize(..3)];
            json!({"lines": ["x", "x"], "postcode": "x", "kind": kind, "may_print": may_print})
        };
        party["addresses"] = json!([address(chance), address(chance)]);
        party["contact"] = json!([
            {"channel": "phone", "value": "x", "safe_times": "x"},
            {"channel": "mobile", "value": "x"},
            {"channel": "email", "value": "x"}]);
        party["relationship_to_subject"] = json!("x");
        for field in ["job_title", "organisation", "team"] {
            if chance.bool() {
                party[field] = json!("x");
            }
        }
    };
    let parties = value["parties"].as_array_mut().expect("parties");
    for (number, role) in ROLES.iter().enumerate() {
        let mut party = json!({"party_id": format!("r-{}", role.replace('_', "-")), "roles": [role],
            "name": {"title": "x", "given": "x", "family": "x", "preferred": "x"}});
        if chance.u32(..100) < 15 {
            let second = ROLES[chance.usize(..ROLES.len())];
            party["roles"] = json!([role, second]);
        }
        everything(&mut party, number + 10, chance);
        parties.push(party);
    }
    let subject = parties.iter_mut().find(|party| party["is_subject"] == true).expect("a subject");
    everything(subject, 9, chance);
}

/// Consents of some to some, given, taken back, ended.
fn consents(value: &mut Value, parties: &[String], chance: &mut fastrand::Rng) {
    let consents: Vec<Value> = (0..40)
        .map(|_| {
            let mut consent = json!({"giver": any(parties, chance), "recipient": any(parties, chance),
                "purpose": "x"});
            match chance.u32(..6) {
                0 => consent["withdrawn_on"] = json!("2026-01-01"),
                1 => consent["expires_on"] = json!("2026-01-01"),
                2 => consent["about"] = json!(any(parties, chance)),
                3 => consent["capacity_ok"] = json!(false),
                _ => {}
            }
            consent
        })
        .collect();
    value["consents"] = json!(consents);
    let requests = value.get_mut("copy_requests").and_then(Value::as_array_mut);
    for request in requests.into_iter().flatten() {
        request["evidence"] = json!("x");
    }
}

fn any<'p>(from: &'p [String], chance: &mut fastrand::Rng) -> &'p str {
    &from[chance.usize(..from.len())]
}

/// Makes values of a schema.
struct Maker {
    chance: fastrand::Rng,
    parties: Vec<String>,
    next: usize,
}

impl Maker {
    fn value(&mut self, schema: &Value, field: &str) -> Value {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            return match name {
                "Texts" => json!({"en": "x", "cy": "x"}),
                "Note" => self.value(&SCHEMA["$defs"]["NoteWithEnvelope"], field),
                "PartyRef" => json!(any(&self.parties, &mut self.chance)),
                "Id" => {
                    self.next += 1;
                    json!(format!("i{}", self.next))
                }
                "Ref" => json!(format!("i{}", self.chance.usize(1..60))),
                _ => self.value(&SCHEMA["$defs"][name], field),
            };
        }
        if let Some(one) = schema.get("const") {
            return one.clone();
        }
        for choices in ["anyOf", "oneOf"] {
            let Some(choices) = schema[choices].as_array() else { continue };
            // Of "none" and a value, the value; of null and a value, the value.
            let full: Vec<&Value> = choices
                .iter()
                .filter(|one| one["type"] != "null" && one.get("enum").is_none())
                .collect();
            let some = &full[self.chance.usize(..full.len())];
            return self.value(some, field);
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => kinds[0].as_str(),
            kind => kind.as_str(),
        };
        match kind {
            Some("object") => self.object(schema),
            Some("array") => {
                let count = self.chance.usize(1..=2);
                (0..count).map(|_| self.value(&schema["items"], field)).collect()
            }
            Some("string") => match schema["format"].as_str() {
                Some("date") => json!("2026-02-03"),
                Some("partial-time") => json!("09:30"),
                _ => json!("x"),
            },
            Some("integer") => json!(self.chance.u32(1..10)),
            Some("boolean") => json!(self.chance.bool()),
            other => panic!("`{field}` is a {other:?}"),
        }
    }

    fn object(&mut self, schema: &Value) -> Value {
        let mut object = Map::new();
        let Some(properties) = schema["properties"].as_object() else {
            // By language.
            let inside =
                schema["patternProperties"].as_object().and_then(|map| map.values().next());
            let inside = inside.unwrap_or(&schema["additionalProperties"]).clone();
            return json!({"en": self.value(&inside, "en"), "cy": self.value(&inside, "cy")});
        };
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (field, inside) in properties {
            let sharing = ["about", "sensitivity", "share", "source_party", "recorded_by"];
            if sharing.contains(&field.as_str()) || field == "voice" {
                continue;
            }
            if required.contains(&field.as_str()) || self.chance.u32(..100) < 75 {
                object.insert(field.clone(), self.value(inside, field));
            }
        }
        Value::Object(object)
    }
}

/// Throws the envelope of every piece: about whom, of which class, given by whom, allowed, denied.
fn share(value: &mut Value, parties: &[String], chance: &mut fastrand::Rng) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| share(item, parties, chance)),
        Value::Object(map) => {
            for inside in map.values_mut() {
                share(inside, parties, chance);
            }
            if super::oracle::is_piece(map) {
                throw(map, parties, chance);
            }
        }
        _ => {}
    }
}

fn throw(map: &mut Map<String, Value>, parties: &[String], chance: &mut fastrand::Rng) {
    const CLASSES: &[&str] = &[
        "third_party",
        "health",
        "finance",
        "confidential",
        "safeguarding",
        "address_protected",
        "never_print",
    ];
    let audience = |chance: &mut fastrand::Rng| match chance.u32(..5) {
        0 => "all_but_file".to_owned(),
        1 => "subject".to_owned(),
        2 => super::oracle::PACKS[chance.usize(..super::oracle::PACKS.len())].to_owned(),
        3 => ROLES[chance.usize(..ROLES.len())].to_owned(),
        _ => any(parties, chance).to_owned(),
    };
    if chance.u32(..100) < 12 {
        map.insert("sensitivity".into(), json!(CLASSES[chance.usize(..CLASSES.len())]));
    }
    if chance.u32(..100) < 12 {
        map.insert("about".into(), json!([any(parties, chance)]));
    }
    if chance.u32(..100) < 25 {
        map.insert("source_party".into(), json!(any(parties, chance)));
        map.insert("recorded_by".into(), json!(any(parties, chance)));
    }
    let mut decided = Map::new();
    if chance.u32(..100) < 30 {
        decided.insert("public_summary".into(), json!(true));
    }
    if chance.u32(..100) < 12 {
        let mut allow = json!({"audience": audience(chance), "basis": "override", "reference": "x",
            "decided_by": "x", "decided_on": "2026-01-01"});
        match chance.u32(..5) {
            0 => allow["decided_by"] = Value::Null,
            1 => allow["expires_on"] = json!("2026-02-01"),
            _ => {}
        }
        decided.insert("allow".into(), json!([allow]));
    }
    if chance.u32(..100) < 10 {
        let deny = json!({"audience": audience(chance), "reason_code": "x", "decided_by": "x"});
        decided.insert("deny".into(), json!([deny]));
    }
    if !decided.is_empty() {
        map.insert("share".into(), Value::Object(decided));
    }
}

/// Puts a canary into every text, and hands back the field of each.
fn plant(value: &mut Value) -> Vec<String> {
    let record: Record = serde_json::from_value(value.clone()).expect("a record");
    let mut fields = Vec::new();
    let refs = ids(value);
    strings(&record, "", &mut |Piece { field, kind, text, .. }| {
        if field.starts_with("council.") {
            return;
        }
        let steps: Vec<&str> =
            field.split(['.', '[', ']']).filter(|step| !step.is_empty()).collect();
        let name = steps.iter().rev().find(|step| step.parse::<usize>().is_err());
        let coded = name.is_some_and(|name| *name == "voice");
        let machinery = coded
            || kind == StringKind::Value
                && (name.is_some_and(|name| MACHINERY.contains(name))
                    || refs.iter().any(|id| id == text)
                    || is_ref(text)
                    || CODES.contains(text));
        if !machinery {
            fields.push(field.to_owned());
        }
    });
    for (number, field) in fields.iter().enumerate() {
        let pointer: String = field.replace(['.', '['], "/").replace(']', "");
        let place = value.pointer_mut(&format!("/{pointer}"));
        *place.unwrap_or_else(|| panic!("there is no {field}")) = json!(canary(number));
    }
    fields
}

/// A reference to an item of this record.
fn is_ref(text: &str) -> bool {
    text.strip_prefix('i').is_some_and(|number| number.parse::<usize>().is_ok())
}
