//! Recorded decisions: they end a hold while they stand, and nothing else.

use serde_json::{Value, json};

use super::{Bench, outcome, plain, request, set, set_party, with};
use crate::config::Decisions;
use crate::disclose::{Pack, Way};
use crate::plan::Basis;

/// A plan whose own copy waits: somebody who is a danger lives at the same door (SHR-04).
fn endangered() -> Value {
    let mut record = plain();
    set_party(
        &mut record,
        "dan",
        json!({"roles": ["family", "person_of_concern"], "addresses": [
            {"lines": ["1 Mill Lane", "Brackenholt"], "postcode": "ZZ1 1AA"}]}),
    );
    record
}

fn decision(fields: Value) -> Value {
    let mut decision = json!({"plan": "P-1", "rule": "SHR-04", "action": "release",
        "decided_by": "team manager", "decided_on": "2026-05-20", "reason": "agreed with the person"});
    set(&mut decision, fields);
    decision
}

fn bench(decisions: &[Value]) -> Bench {
    let decisions: Decisions =
        serde_json::from_value(json!({ "decisions": decisions })).expect("decisions");
    Bench { decisions, ..Bench::default() }
}

#[test]
fn a_decision_ends_the_hold_in_the_next_run() {
    assert_eq!(outcome(&endangered()).held("jo"), ["SHR-04"]);
    let decided = bench(&[decision(json!({}))]).decide(&[endangered()]);
    assert_eq!(decided.packs("jo"), [Pack::Full]);
    assert_eq!(
        decided.jobs("jo").next().map(|job| job.accepted.clone()),
        Some(vec!["SHR-04".into()])
    );
}

#[test]
fn a_decision_that_has_ended_holds_it_again() {
    let until = |day: &str| bench(&[decision(json!({"until": day}))]).decide(&[endangered()]);
    assert_eq!(until("2026-06-01").packs("jo"), [Pack::Full]);
    let ended = until("2026-05-31");
    assert_eq!(ended.held("jo"), ["SHR-04"]);
    assert!(ended.decided.findings.iter().any(|finding| finding.rule.id == "DEC-01"));
}

#[test]
fn a_decision_without_who_why_or_when_does_nothing() {
    for lacking in [
        json!({"decided_by": " "}),
        json!({"reason": ""}),
        json!({"decided_on": "2026-06-02"}),
        json!({"plan": "P-2"}),
        json!({"recipient": "dee"}),
        json!({"rule": "SHR-05"}),
    ] {
        let outcome = bench(&[decision(lacking.clone())]).decide(&[endangered()]);
        assert_eq!(outcome.held("jo"), ["SHR-04"], "{lacking}");
        assert!(outcome.packs("jo").is_empty(), "{lacking}");
    }
}

#[test]
fn a_decision_may_withhold_or_change_the_way() {
    let withhold = bench(&[decision(json!({"action": "withhold"}))]).decide(&[endangered()]);
    assert_eq!(withhold.suppressed("jo"), ["SHR-04"]);
    assert!(withhold.packs("jo").is_empty() && withhold.held("jo").is_empty());
    let route = bench(&[decision(json!({"action": {"route": "hand"}}))]).decide(&[endangered()]);
    assert_eq!(route.jobs("jo").map(|job| job.way).collect::<Vec<_>>(), [Way::Hand]);
}

#[test]
fn of_two_decisions_the_later_holds() {
    let release = decision(json!({"decided_on": "2026-05-20"}));
    let withhold = decision(json!({"decided_on": "2026-05-25", "action": "withhold"}));
    let outcome = bench(&[release.clone(), withhold.clone()]).decide(&[endangered()]);
    assert_eq!(outcome.suppressed("jo"), ["SHR-04"]);
    let outcome = bench(&[withhold, release]).decide(&[endangered()]);
    assert_eq!(outcome.packs("jo"), [Pack::Full]);
}

#[test]
fn a_copy_let_go_goes_the_way_that_was_asked_for() {
    let mut record = plain();
    set_party(
        &mut record,
        "jo",
        json!({
        "contact": [{"channel": "email", "value": "jo@mail.example", "safe": false}],
        "access": {"information_formats": [{"snomed": "936581000000101"}]}}),
    );
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    let outcome = bench(&[decision(json!({}))]).decide(&[record]);
    assert_eq!(outcome.jobs("jo").map(|job| job.way).collect::<Vec<_>>(), [Way::Email]);
}

/// A copy without a basis that somebody lets go rests on that decision: its cover must not say that
/// the person asked for it.
#[test]
fn a_copy_without_a_basis_goes_on_the_decision() {
    let record = with(json!({"copy_requests": [
        {"party": "dee", "basis": "subject_request", "scope": "summary", "asked_by": "dee"}]}));
    assert_eq!(outcome(&record).held("dee"), ["SHR-01"]);
    let outcome = bench(&[decision(json!({"rule": "SHR-01"}))]).decide(&[record]);
    assert_eq!(outcome.jobs("dee").map(|job| job.basis).collect::<Vec<_>>(), [Basis::Override]);
}

#[test]
fn what_no_decision_ends_waits_for_the_record() {
    let record = with(json!({"copy_requests": [{"party": "dee", "basis": "consent"}],
        "consents": [{"giver": "jo", "recipient": "dee", "withdrawn_on": "2026-05-01"}]}));
    assert_eq!(outcome(&record).held("dee"), ["SHR-06"]);
    let outcome = bench(&[decision(json!({"rule": "SHR-06"}))]).decide(&[record]);
    assert_eq!(outcome.held("dee"), ["SHR-06"]);
}

#[test]
fn who_may_be_a_danger_gets_nothing_whatever_is_decided() {
    let mut record = endangered();
    record["copy_requests"] = json!([request("dan", &json!("full"))]);
    let outcome =
        bench(&[decision(json!({})), decision(json!({"rule": "SHR-01"}))]).decide(&[record]);
    assert_eq!(outcome.suppressed("dan"), ["SHR-04"]);
    assert!(outcome.packs("dan").is_empty());
}

/// A provider's copy that would lose a risk: let go as it is, or withheld.
#[test]
fn a_hold_that_only_the_items_show_can_be_decided_too() {
    let record = with(json!({
        "recipients": [{"party": "help", "basis": "duty"}],
        "risks": [{"id": "r1", "text": "Falls", "about": ["neil"]}]}));
    assert_eq!(outcome(&record).held("help"), ["SHR-13"]);
    let release =
        bench(&[decision(json!({"rule": "SHR-13"}))]).decide(std::slice::from_ref(&record));
    assert_eq!(release.packs("help"), [Pack::ProviderExtract]);
    let withhold = decision(json!({"rule": "SHR-13", "action": "withhold"}));
    assert_eq!(bench(&[withhold]).decide(&[record]).suppressed("help"), ["SHR-13"]);
}
