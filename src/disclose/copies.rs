//! Which copies a record leads to: for now the subject's own, in every form and language that their
//! record asks for, and a public summary where they agreed to one. Other recipients come later.

use jiff::civil::Date;

use super::form::{forms, languages};
use super::{Edition, Job, Pack, Way, layout};
use crate::config::Config;
use crate::finding::Finding;
use crate::plan::{Address, Content, Document, Id, Party, Record, Recorded, Role, Status};

/// What becomes of one copy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decision {
    /// It may be made.
    Make(Job),
    /// It waits for somebody's decision.
    Hold(Hold),
    /// It must not be sent.
    Suppress(Suppression),
}

/// A copy that waits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hold {
    /// For whom.
    pub recipient: Option<Id>,
    /// With which content.
    pub pack: Pack,
    /// In which form, where that is known.
    pub edition: Option<Edition>,
    /// Why, and what to do.
    pub reason: Finding,
}

/// A copy that must not be sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Suppression {
    /// With which content.
    pub pack: Pack,
    /// Why.
    pub reason: Finding,
}

/// Every copy that the record leads to, judged on the run's date, with what should be looked at.
pub fn decide(record: &Record, config: &Config, date: Date) -> (Vec<Decision>, Vec<Finding>) {
    let hold = |reason: Finding| {
        let hold = Hold { recipient: None, pack: Pack::Full, edition: None, reason };
        (vec![Decision::Hold(hold)], Vec::new())
    };
    let suppress = |reason: Finding| {
        (vec![Decision::Suppress(Suppression { pack: Pack::Full, reason })], Vec::new())
    };
    let Some(subject) = record.subject() else {
        return hold(
            Finding::new(
                "SHR-10",
                "no party, or more than one, is marked as the person the record is about",
            )
            .at("parties")
            .help("mark exactly one party with `is_subject: true`"),
        );
    };
    if let Some(reason) = must_not_go(record, subject, date) {
        return suppress(reason);
    }
    if record.plan_date.is_none() {
        return hold(
            Finding::new("DAT-04", "the plan has no date")
                .at("plan_date")
                .help("a signed plan says when it was made: add `plan_date`"),
        );
    }
    if let Some(reason) = shares_a_door_with_danger(record, subject) {
        return hold(reason);
    }

    let access = subject.access.clone().unwrap_or_default();
    let mut findings = Vec::new();
    let forms = forms(&access, config);
    let (languages, finding) = languages(record, &access);
    findings.extend(finding);
    let mut decisions: Vec<Decision> = forms
        .findings
        .into_iter()
        .map(|reason| {
            Decision::Hold(Hold {
                recipient: Some(subject.party_id.clone()),
                pack: Pack::Full,
                edition: None,
                reason,
            })
        })
        .collect();
    let mut packs = vec![Pack::Full];
    if record.document == Document::Plan && wants_summary(&record.content) {
        packs.push(Pack::PublicSummary);
    }
    for pack in packs {
        for (format, size_pt) in &forms.formats {
            // The summary is for others to read: the easy-read form is the person's own copy.
            if pack == Pack::PublicSummary && *format == crate::template::Format::EasyRead {
                continue;
            }
            for language in &languages {
                let edition = Edition {
                    layout: layout(record.document, pack),
                    format: *format,
                    size_pt: *size_pt,
                    language: language.clone(),
                };
                let way = if pack == Pack::Full { forms.way } else { Way::Post };
                decisions.push(Decision::Make(Job {
                    recipient: subject.party_id.clone(),
                    pack,
                    edition,
                    way,
                }));
            }
        }
    }
    (decisions, findings)
}

/// Reasons to send nothing at all.
fn must_not_go(record: &Record, subject: &Party, date: Date) -> Option<Finding> {
    if subject.date_of_death.is_some_and(|died| died <= date) {
        return Some(
            Finding::new("SHR-12", "the person has died")
                .at("parties")
                .help("nothing is addressed to the person; a worker writes to the family"),
        );
    }
    let unfinished = match record.status {
        Status::SignedOff => None,
        Status::Draft => Some("the record is a draft"),
        Status::AwaitingSignOff => Some("the record is not signed off yet"),
        Status::Superseded => Some("a newer version replaces the record"),
        Status::Withdrawn => Some("the record was withdrawn"),
        // A closure statement says that a plan is closed, and must go.
        Status::Closed
            if matches!(record.document, Document::Closure | Document::DecisionLetter) =>
        {
            None
        }
        Status::Closed => Some("the plan is closed"),
    };
    if let Some(message) = unfinished {
        return Some(
            Finding::new("STA-01", message).at("status").help("only what is signed off is sent"),
        );
    }
    subject.record_restricted.then(|| {
        Finding::new("STA-02", "the record is restricted")
            .at("parties")
            .help("restricted records are not part of a bulk run; a named officer makes this copy")
    })
}

/// SHR-04 for the subject's own copy: a person decides how it is delivered.
fn shares_a_door_with_danger(record: &Record, subject: &Party) -> Option<Finding> {
    let dangers =
        record.parties.iter().filter(|party| party.roles.contains(&Role::PersonOfConcern));
    for danger in dangers {
        let lives_there = danger.lives_with_subject == Some(true)
            || danger
                .addresses
                .iter()
                .any(|theirs| subject.addresses.iter().any(|own| same_door(own, theirs)));
        if lives_there {
            return Some(
                Finding::new(
                    "SHR-04",
                    "post to the person may reach somebody who is a danger to them",
                )
                .at("parties")
                .help("decide with the person how the copy gets to them safely"),
            );
        }
    }
    None
}

fn same_door(one: &Address, other: &Address) -> bool {
    let key = |address: &Address| {
        let text = [address.lines.first(), address.postcode.as_ref()];
        let text: String = text.into_iter().flatten().map(String::as_str).collect();
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    one.postcode.is_some() && key(one) == key(other)
}

/// Whether the person agreed to share at least one item.
fn wants_summary(content: &Content) -> bool {
    let json = serde_json::to_value(content).unwrap_or_default();
    opted_in(&json)
}

fn opted_in(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Object(map) => {
            map.get("public_summary") == Some(&serde_json::Value::Bool(true))
                || map.values().any(opted_in)
        }
        serde_json::Value::Array(items) => items.iter().any(opted_in),
        _ => false,
    }
}

/// SHR-10: whether a document would say anything of its own.
pub(super) fn says_anything(document: Document, content: &Content) -> bool {
    match document {
        Document::Plan => {
            content.about_me.is_some()
                || filled(&content.needs)
                || filled(&content.outcomes)
                || filled(&content.supports)
                || content.carer_wishes.is_some()
        }
        Document::Review | Document::Confirmation => content.review_record.is_some(),
        Document::Closure => content.closure_statement.is_some(),
        Document::DecisionLetter => content.decision_letter.is_some(),
        Document::IndependentBudget => content.independent_personal_budget.is_some(),
    }
}

fn filled<T>(list: &Recorded<Vec<T>>) -> bool {
    list.given().is_some_and(|items| !items.is_empty())
}
