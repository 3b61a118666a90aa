//! Plans made together: with everybody's agreement, and without a trace where it fails.

use serde_json::{Value, json};

use super::{Bench, Outcome, plain, set, set_party, with};
use crate::disclose::Pack;

/// Two plans that refer to each other: Jo's, and that of Max, with whom Jo lives.
pub(super) fn couple() -> (Value, Value) {
    let mut jo = with(json!({
        "linked_plans": [{"kind": "spouse", "plan_ref": "P-2", "subject_ref": "max",
            "combined": true, "consent_refs": ["jo", "max"]}]}));
    set_party(
        &mut jo,
        "max",
        json!({"roles": ["spouse_partner"],
        "name": {"given": "Max", "family": "Ash"}}),
    );
    let mut max = plain();
    set(
        &mut max,
        json!({"plan_id": "P-2",
        "linked_plans": [{"kind": "spouse", "plan_ref": "P-1", "subject_ref": "jo2",
            "combined": true, "consent_refs": ["max2", "jo2"]}],
        "parties": [
            {"party_id": "max2", "is_subject": true, "roles": ["subject"],
                "name": {"given": "Max", "family": "Ash"}},
            {"party_id": "jo2", "roles": ["spouse_partner"],
                "name": {"given": "Jo", "family": "Ash"}}],
        "needs": [
            {"id": "m1", "text": "OF-MAX open"},
            {"id": "m2", "text": "OF-MAX ill", "sensitivity": "health"},
            {"id": "m3", "text": "OF-MAX hidden", "sensitivity": "confidential",
                "source_party": "max2"}],
        "outcomes": [{"id": "m4", "text": "OF-MAX goal"}],
        "supports": [{"id": "m5", "text": "OF-MAX visit", "kind": "home_care"}]}),
    );
    (jo, max)
}

fn together(jo: &Value, max: &Value) -> Outcome {
    Bench::default().decide(&[jo.clone(), max.clone()])
}

/// Jo's own copy is made without a word of Max's plan, or that there was to be one plan.
fn assert_apart(outcome: &Outcome) {
    assert_eq!(outcome.packs("jo"), [Pack::Full]);
    assert_eq!(outcome.held("jo"), ["ENG-24"]);
    let text = outcome.text("jo", Pack::Full);
    assert!(!text.contains("OF-MAX") && !text.contains("P-2"), "{text}");
    assert!(outcome.shown("jo", Pack::Full).disclosure.content.linked_plans.given().is_none());
}

#[test]
fn a_combined_copy_has_the_other_part_without_its_private_items() {
    let (jo, max) = couple();
    let outcome = together(&jo, &max);
    let text = outcome.text("jo", Pack::Full);
    for there in ["OF-MAX open", "OF-MAX goal", "OF-MAX visit"] {
        assert!(text.contains(there), "{there}");
    }
    assert!(!text.contains("OF-MAX ill") && !text.contains("OF-MAX hidden"));
    let part = &outcome.shown("jo", Pack::Full).disclosure.parts[0];
    assert!(part.is_part && !part.is_own() && part.subject_address.is_none());
    assert!(part.who_has_copies.is_empty());
}

/// Max asked that Jo have some sections: the combined plan is no way around that.
#[test]
fn the_other_part_is_no_wider_than_its_person_asked() {
    let (jo, mut max) = couple();
    let ask = |scope: Value, asked_by: &str| {
        json!([{"party": "jo2", "basis": "subject_request", "scope": scope,
            "asked_by": asked_by, "asked_on": "2026-04-01"}])
    };
    max["copy_requests"] = ask(json!({"sections": ["supports"]}), "max2");
    let text = together(&jo, &max).text("jo", Pack::Full);
    assert!(text.contains("OF-MAX visit") && !text.contains("OF-MAX goal"));
    max["copy_requests"] = ask(json!("full"), "max2");
    assert!(together(&jo, &max).text("jo", Pack::Full).contains("OF-MAX ill"));
    // Jo's own wish is not Max's request.
    max["copy_requests"] = ask(json!("full"), "jo2");
    assert!(!together(&jo, &max).text("jo", Pack::Full).contains("OF-MAX ill"));
}

#[test]
fn without_everybodys_agreement_plans_are_apart() {
    let (jo, max) = couple();
    type Change = fn(&mut Value, &mut Value);
    let changes: [(&str, Change); 12] = [
        ("the other is not here", |_, max| max["plan_id"] = json!("P-3")),
        ("the other does not refer back", |_, max| max["linked_plans"] = json!("none")),
        ("the other is a draft", |_, max| max["status"] = json!("draft")),
        ("one did not agree", |jo, _| jo["linked_plans"][0]["consent_refs"] = json!(["jo"])),
        ("the other did not agree", |_, max| {
            max["linked_plans"][0]["consent_refs"] = json!(["jo2"]);
        }),
        ("one took it back", |jo, _| {
            jo["consents"] =
                json!([{"giver": "jo", "recipient": "max", "withdrawn_on": "2026-05-01"}]);
        }),
        ("one took it back, and still lets the doctor know", |jo, _| {
            jo["consents"] = json!([
                {"giver": "jo", "recipient": "max", "withdrawn_on": "2026-05-01"},
                {"giver": "jo", "recipient": "pam"}]);
        }),
        ("the other took it back", |_, max| {
            max["consents"] =
                json!([{"giver": "max2", "recipient": "jo2", "expires_on": "2026-05-31"}]);
        }),
        ("the other took back the request", |_, max| {
            max["copy_requests"] = json!([{"party": "jo2", "scope": "full", "asked_by": "max2",
                "withdrawn_on": "2026-05-01"}]);
        }),
        ("the other has died", |_, max| max["parties"][0]["date_of_death"] = json!("2026-05-01")),
        ("the other record is restricted", |_, max| {
            max["parties"][0]["record_restricted"] = json!(true);
        }),
        ("one is a danger to the other", |_, max| {
            max["parties"][1]["roles"] = json!(["spouse_partner", "person_of_concern"]);
        }),
    ];
    for (what, change) in changes {
        let (mut jo, mut max) = (jo.clone(), max.clone());
        change(&mut jo, &mut max);
        let outcome = together(&jo, &max);
        assert!(!outcome.decided.copies.is_empty(), "{what}");
        assert_apart(&outcome);
    }
}

#[test]
fn a_consent_to_somebody_else_takes_nothing_back() {
    let (mut jo, max) = couple();
    jo["consents"] = json!([{"giver": "jo", "recipient": "pam", "withdrawn_on": "2026-05-01"}]);
    assert_eq!(together(&jo, &max).shown("jo", Pack::Full).disclosure.parts.len(), 1);
}

/// Whoever names the wrong person as the other must not be taken for the record's own subject.
#[test]
fn a_link_that_names_its_own_subject_joins_nothing() {
    let (jo, mut max) = couple();
    max["linked_plans"][0]["subject_ref"] = json!("max2");
    max["linked_plans"][0]["consent_refs"] = json!(["max2"]);
    assert_apart(&together(&jo, &max));
}

/// A health plan about the same person.
fn with_health() -> (Value, Value) {
    let jo = with(json!({"lead_organisation": "The health board", "lead_professional": "pam",
        "linked_plans": [{"kind": "health", "plan_ref": "H-1", "subject_ref": "jo",
            "consent_refs": ["jo"]}]}));
    let mut health = plain();
    set(
        &mut health,
        json!({"plan_id": "H-1", "owner_organisation": "The health board",
        "linked_plans": [{"kind": "other", "plan_ref": "P-1", "subject_ref": "jo",
            "consent_refs": ["jo"]}],
        "needs": [{"id": "h1", "text": "OF-HEALTH"}], "outcomes": "none", "supports": "none"}),
    );
    health["parties"][0]["addresses"] = json!([{"lines": ["HIDDEN House"], "postcode": "ZZ9 9ZZ"}]);
    (jo, health)
}

#[test]
fn an_integrated_copy_has_the_other_organisations_part() {
    let (jo, health) = with_health();
    let outcome = Bench::default().decide(&[jo, health.clone()]);
    let text = outcome.text("jo", Pack::Full);
    assert!(text.contains("OF-HEALTH"));
    // The health board may not know that an address is a secret.
    assert!(!text.contains("HIDDEN"));
    let alone = Bench::default().decide(&[health]);
    assert_eq!(alone.suppressed("jo"), ["SHR-18"]);
    assert!(alone.made.is_empty());
}

#[test]
fn a_health_plan_that_may_not_be_joined_stays_out() {
    let (jo, health) = with_health();
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 4] = [
        ("a draft", |health| health["status"] = json!("draft")),
        ("about somebody else", |health| {
            health["linked_plans"][0]["subject_ref"] = json!("dee");
            health["linked_plans"][0]["consent_refs"] = json!(["jo", "dee"]);
        }),
        ("no consent", |health| health["linked_plans"][0]["consent_refs"] = json!([])),
        ("nobody's", |health| health["owner_organisation"] = Value::Null),
    ];
    for (what, change) in changes {
        let mut health = health.clone();
        change(&mut health);
        let outcome = Bench::default().decide(&[jo.clone(), health]);
        assert_eq!(outcome.held("jo"), ["ENG-25"], "{what}");
        assert!(!outcome.text("jo", Pack::Full).contains("OF-HEALTH"), "{what}");
    }
}

/// Who has a care and treatment plan is the health board's list to decide; the person has theirs.
#[test]
fn others_of_a_care_and_treatment_plan_wait() {
    let mut jo = with(json!({"linked_plans": [{"kind": "ctp"}]}));
    jo["copy_requests"] = json!([{"party": "dee", "basis": "subject_request", "scope": "full",
        "asked_by": "jo", "asked_on": "2026-04-01"}]);
    let outcome = Bench::default().decide(&[jo]);
    assert_eq!(outcome.packs("jo"), [Pack::Full]);
    assert_eq!(outcome.held("dee"), ["SHR-15"]);
}

/// Somebody else has the health part only where the health record's own request for them stands.
#[test]
fn others_have_the_health_part_on_its_own_basis() {
    let (mut jo, mut health) = with_health();
    let ask = |extra: Value| {
        let mut request = json!({"party": "dee", "basis": "subject_request", "scope": "full",
            "asked_by": "jo", "asked_on": "2026-04-01"});
        set(&mut request, extra);
        json!([request])
    };
    jo["copy_requests"] = ask(json!({}));
    let text = |health: &Value| {
        Bench::default().decide(&[jo.clone(), health.clone()]).text("dee", Pack::RequestedFull)
    };
    assert!(!text(&health).contains("OF-HEALTH"));
    health["copy_requests"] = ask(json!({"withdrawn_on": "2026-05-01"}));
    assert!(!text(&health).contains("OF-HEALTH"));
    health["copy_requests"] = ask(json!({}));
    assert!(text(&health).contains("OF-HEALTH"));
    // The same id may be somebody else there.
    set_party(&mut health, "dee", json!({"name": {"given": "Della"}}));
    assert!(!text(&health).contains("OF-HEALTH"));
}

/// Integrated and combined: where the other person of the combined plan did not agree, the health
/// part stays and every trace of the other goes.
#[test]
fn a_failed_combination_leaves_no_trace_beside_an_integrated_part() {
    let (mut jo, health) = with_health();
    let (coupled, mut max) = couple();
    jo["linked_plans"].as_array_mut().expect("links").push(coupled["linked_plans"][0].clone());
    set_party(&mut jo, "max", json!({"name": {"given": "Max", "family": "Ash"}}));
    max["linked_plans"][0]["consent_refs"] = json!([]);
    let outcome = Bench::default().decide(&[jo, health, max]);
    let text = outcome.text("jo", Pack::Full);
    assert!(text.contains("OF-HEALTH") && !text.contains("OF-MAX") && !text.contains("P-2"));
}
