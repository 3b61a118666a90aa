//! Whole records before the decision: who gets what, what waits and what must not go. Written as
//! changes to one plain record, so that a test shows nothing but its own matter.

mod decisions;
mod hard_cases;
mod holes;
mod unions;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::date;
use serde_json::{Value, json};

use super::*;
use crate::template::Templates;

/// The lists of the built-in templates.
static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| Templates::load(None, None).expect("the built-in templates load").0);

/// A plain English plan: a subject at home, a daughter, a neighbour, a provider, a worker.
fn plain() -> Value {
    json!({
        "schema_version": 1, "plan_id": "P-1", "document": "plan", "regime": "england_adult",
        "status": "signed_off", "plan_date": "2026-05-01", "languages": ["en"],
        "parties": [
            {"party_id": "jo", "is_subject": true, "roles": ["subject"],
                "name": {"given": "Jo", "family": "Ash"},
                "addresses": [{"lines": ["1 Mill Lane", "Brackenholt"], "postcode": "ZZ1 1AA"}]},
            {"party_id": "dee", "roles": ["family", "carer"], "name": {"given": "Dee", "family": "Ash"},
                "contact": [{"channel": "phone", "value": "01632 960111"}],
                "addresses": [{"lines": ["7 Dale Road", "Brackenholt"], "postcode": "ZZ1 2BB"}]},
            {"party_id": "neil", "roles": ["friend"], "name": {"given": "Neil", "family": "Orme"},
                "addresses": [{"lines": ["3 Mill Lane", "Brackenholt"], "postcode": "ZZ1 1AC"}]},
            {"party_id": "help", "roles": ["provider"], "name": {"full": "Larkfield Home Help"},
                "addresses": [{"lines": ["Unit 2", "Brackenholt"], "postcode": "ZZ1 3CC"}]},
            {"party_id": "pam", "roles": ["named_coordinator"], "name": {"given": "Pam", "family": "Lee"},
                "contact": [{"channel": "phone", "value": "01632 960100"}]}
        ],
        "needs": [{"id": "n1", "text": "Help to get dressed", "eligible": "yes"}],
        "outcomes": [{"id": "o1", "text": "To be up by nine"}],
        "supports": [{"id": "s1", "text": "A morning visit", "kind": "home_care",
            "who_provides": {"party": "help"}, "need_refs": ["n1"]}]
    })
}

/// The plain record with some of its top-level fields set.
fn with(fields: Value) -> Value {
    let mut record = plain();
    set(&mut record, fields);
    record
}

/// Sets fields of a record, or of one of its objects.
fn set(object: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    for (name, value) in fields {
        object[name] = value;
    }
}

/// Sets fields of one party, which is added where the record does not have it.
fn set_party(record: &mut Value, id: &str, fields: Value) {
    let parties = record["parties"].as_array_mut().expect("parties");
    let place = parties.iter().position(|party| party["party_id"] == id);
    let place = place.unwrap_or_else(|| {
        parties.push(json!({"party_id": id, "roles": ["family"], "name": {"given": id}}));
        parties.len() - 1
    });
    set(&mut parties[place], fields);
}

/// A request of the person for a copy.
fn request(party: &str, scope: &Value) -> Value {
    json!({"party": party, "basis": "subject_request", "scope": scope, "asked_by": "jo",
        "asked_on": "2026-04-01"})
}

/// What a record, or several together, come to.
struct Bench {
    config: Config,
    decisions: Decisions,
    date: Date,
    include_restricted: bool,
    findings: Vec<Finding>,
}

impl Default for Bench {
    fn default() -> Self {
        Self {
            config: Config::default(),
            decisions: Decisions::default(),
            date: date(2026, 6, 1),
            include_restricted: false,
            findings: Vec::new(),
        }
    }
}

impl Bench {
    /// Decides about the first of some records, and discloses what may be made.
    fn decide(&self, records: &[Value]) -> Outcome {
        let records: Vec<Record> = records
            .iter()
            .map(|record| serde_json::from_value(record.clone()).expect("a record"))
            .collect();
        let group: Vec<&Record> = records.iter().collect();
        let findings = [(records[0].plan_id.as_str(), self.findings.as_slice())];
        let matter = Matter { record: &records[0], group: &group, findings: &findings };
        let setting = Setting {
            config: &self.config,
            lists: TEMPLATES.lists(),
            decisions: &self.decisions,
            date: self.date,
            include_restricted: self.include_restricted,
        };
        let decided = decide(&matter, &setting);
        let made = decided.copies.iter().filter_map(|copy| match copy {
            Decision::Make(job) => {
                let disclosed = disclose(&matter, job, &setting).expect("what is made can be");
                Some((job.clone(), disclosed))
            }
            _ => None,
        });
        let made = made.collect();
        Outcome { made, decided }
    }
}

/// One record, on an ordinary day, without any decision.
fn outcome(record: &Value) -> Outcome {
    Bench::default().decide(std::slice::from_ref(record))
}

/// What came of a record.
struct Outcome {
    made: Vec<(Job, Disclosed)>,
    decided: Decided,
}

impl Outcome {
    /// The packs that are made for a party.
    fn packs(&self, party: &str) -> Vec<Pack> {
        self.jobs(party).map(|job| job.pack).collect()
    }

    fn jobs(&self, party: &str) -> impl Iterator<Item = &Job> {
        self.made.iter().map(|(job, _)| job).filter(move |job| job.recipient.as_str() == party)
    }

    /// The rules that hold copies of a party.
    fn held(&self, party: &str) -> Vec<&'static str> {
        let held = self.decided.copies.iter().filter_map(|copy| match copy {
            Decision::Hold(Hold { recipient, reason, .. }) => Some((recipient, reason)),
            _ => None,
        });
        of_party(held, party)
    }

    /// The rules that suppress copies of a party.
    fn suppressed(&self, party: &str) -> Vec<&'static str> {
        let suppressed = self.decided.copies.iter().filter_map(|copy| match copy {
            Decision::Suppress(Suppression { recipient, reason, .. }) => Some((recipient, reason)),
            _ => None,
        });
        of_party(suppressed, party)
    }

    /// The one disclosure of a party with this pack.
    fn shown(&self, party: &str, pack: Pack) -> &Disclosed {
        let mut found =
            self.made.iter().filter(|(job, _)| job.recipient.as_str() == party && job.pack == pack);
        let (_, disclosed) = found.next().unwrap_or_else(|| panic!("no {pack:?} for {party}"));
        assert!(found.next().is_none(), "{party} has several copies of {pack:?}");
        disclosed
    }

    /// Everything that a party's copy holds, as one text.
    fn text(&self, party: &str, pack: Pack) -> String {
        format!("{:?}", self.shown(party, pack).disclosure)
    }

    /// The step by which a party's copy does not have an item.
    fn step(&self, party: &str, pack: Pack, item: &str) -> Option<Step> {
        let withheld = &self.shown(party, pack).withheld;
        let left = withheld
            .iter()
            .find(|left| left.item.as_ref().is_some_and(|id| id.as_str() == item))?;
        Some(left.step)
    }
}

fn of_party<'a>(
    all: impl Iterator<Item = (&'a Option<Id>, &'a Finding)>,
    party: &str,
) -> Vec<&'static str> {
    all.filter(|(recipient, _)| recipient.as_ref().is_some_and(|one| one.as_str() == party))
        .map(|(_, reason)| reason.rule.id)
        .collect()
}

/// Every copy is made, held or suppressed, and each is one party's.
#[test]
fn a_plain_plan_makes_one_copy_for_its_person() {
    let outcome = outcome(&plain());
    assert_eq!(outcome.packs("jo"), [Pack::Full]);
    assert_eq!(outcome.decided.copies.len(), 1);
    let disclosure = &outcome.shown("jo", Pack::Full).disclosure;
    assert!(disclosure.is_own() && !disclosure.is_part);
    assert!(disclosure.subject_address.is_some() && disclosure.parts.is_empty());
}

/// Parties and rules of holds, to be compared at a glance.
fn table(outcome: &Outcome) -> BTreeMap<String, Vec<String>> {
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for copy in &outcome.decided.copies {
        let (party, what) = match copy {
            Decision::Make(job) => (
                Some(&job.recipient),
                format!(
                    "{} {} {} {} {}",
                    job.pack.as_str(),
                    job.edition.format,
                    job.edition.size_pt,
                    job.edition.language,
                    job.way.as_str(),
                ),
            ),
            Decision::Hold(hold) => (
                hold.recipient.as_ref(),
                format!("{} held {}", hold.pack.as_str(), hold.reason.rule.id),
            ),
            Decision::Suppress(stop) => (
                stop.recipient.as_ref(),
                format!("{} not sent {}", stop.pack.as_str(), stop.reason.rule.id),
            ),
        };
        let party = party.map_or("-", Id::as_str).to_owned();
        table.entry(party).or_default().push(what);
    }
    table
}
