//! What could slip through beside the words of an item: facts, lists, sums, contacts, names.

use serde_json::{Value, json};

use super::{Bench, outcome, plain, request, set, set_party, with};
use crate::disclose::{Pack, Step};

/// A record with copies of every kind for others.
fn with_copies(fields: Value) -> Value {
    let mut record = with(json!({
        "copy_requests": [request("dee", &json!("full")), request("neil", &json!("summary"))],
        "recipients": [{"party": "help", "basis": "duty"}]}));
    set(&mut record, fields);
    record
}

#[test]
fn notes_of_a_timetable_are_judged_on_their_own() {
    let mut record = plain();
    record["supports"][0]["amount"] = json!({
        "minutes_per_week": 60,
        "times": {"text": "SECRET times", "sensitivity": "confidential"},
        "timetable": [{"days": ["monday"], "start": "09:00",
            "what": {"text": "SECRET visit", "sensitivity": "confidential"}}]});
    let outcome = outcome(&record);
    let text = outcome.text("jo", Pack::Full);
    assert!(!text.contains("SECRET") && text.contains("minutes_per_week: Some(60)"));
    let fields: Vec<_> =
        outcome.shown("jo", Pack::Full).withheld.iter().map(|left| left.field.as_str()).collect();
    assert_eq!(fields, ["supports[0].amount.times", "supports[0].amount.timetable[0].what"]);
}

#[test]
fn no_copy_says_who_decided_about_its_items() {
    let record = with_copies(json!({"needs": [{"id": "n1", "text": "Help", "source_party": "neil",
        "recorded_by": "pam", "share": {"deny": [{"audience": "neil", "reason_code": "ABUSE-7"}],
        "allow": [{"audience": "dee", "basis": "override", "reference": "CASE-9",
            "decided_by": "WHO", "decided_on": "2026-05-01"}]}}]}));
    let outcome = outcome(&record);
    for (party, pack) in
        [("jo", Pack::Full), ("dee", Pack::RequestedFull), ("help", Pack::ProviderExtract)]
    {
        let text = outcome.text(party, pack);
        assert!(text.contains("Help"), "{party}");
        for inner in ["ABUSE-7", "CASE-9", "WHO"] {
            assert!(!text.contains(inner), "{inner} for {party}");
        }
        // Jo is told that Neil has a copy; nobody that Neil said it.
        assert_eq!(text.contains("Neil"), party == "jo", "{party}");
    }
}

#[test]
fn numbers_of_people_who_are_not_at_work_are_their_own() {
    let mut record = with_copies(json!({"contingency": [
        {"id": "e1", "text": "Ring Dee", "trigger": "A fall", "contacts": ["dee"]}]}));
    set_party(
        &mut record,
        "dee",
        json!({"job_title": "Teacher", "organisation": "Hollyfield School"}),
    );
    set_party(
        &mut record,
        "jo",
        json!({"job_title": "Librarian",
        "contact": [{"channel": "phone", "value": "01632 960999"}]}),
    );
    let outcome = outcome(&record);
    // In an emergency plan, Dee is who to ring: for Jo and the provider.
    for (party, pack, rings) in [
        ("jo", Pack::Full, true),
        ("help", Pack::ProviderExtract, true),
        ("neil", Pack::Summary, false),
    ] {
        let text = outcome.text(party, pack);
        assert_eq!(text.contains("01632 960111"), rings, "{party}");
        assert!(!text.contains("01632 960999"), "{party}");
    }
}

#[test]
fn a_copy_without_money_does_not_say_how_it_is_paid() {
    let record = with_copies(json!({"supports": [{"id": "s1", "text": "A helper",
        "kind": "direct_payment_purchase", "who_provides": {"party": "help"},
        "delivery_mechanism": "direct_payment", "cost": {"pence": 777, "per": "week"}}]}));
    let outcome = outcome(&record);
    for (party, pack) in [("help", Pack::ProviderExtract), ("neil", Pack::Summary)] {
        let text = outcome.text(party, pack);
        assert!(text.contains("A helper"));
        assert!(!text.contains("DirectPayment") && !text.contains("777"), "{party}");
    }
    assert!(outcome.text("dee", Pack::RequestedFull).contains("777"));
}

#[test]
fn a_hidden_line_is_not_found_by_subtraction() {
    let mut record = plain();
    set(
        &mut record,
        json!({
        "supports": [
            {"id": "s1", "text": "One", "kind": "home_care", "cost": {"pence": 1001, "per": "week"}},
            {"id": "s2", "text": "Two", "kind": "day", "cost": {"pence": 2002, "per": "week"},
                "sensitivity": "confidential"}],
        "personal_budget": {"cost_to_la": {"pence": 3003, "per": "week"}}}),
    );
    let text = outcome(&record).text("jo", Pack::Full);
    assert!(text.contains("3003") && !text.contains("1001") && !text.contains("2002"));
    // A direct payment stands in the plan by law: then there is no total to take it from.
    set(
        &mut record,
        json!({
        "direct_payments": [{"id": "d1", "need_refs": ["n1"], "amount": {"pence": 4004, "per": "week"}}],
        "sign_off": {"approved_budget": {"pence": 7007, "per": "week"}},
        "personal_budget": {"cost_to_la": {"pence": 7007, "per": "week"}}}),
    );
    let text = outcome(&record).text("jo", Pack::Full);
    assert!(text.contains("4004") && !text.contains("7007") && !text.contains("1001"));
    // Where nothing is hidden, all of it stands.
    record["supports"][1]["sensitivity"] = json!("normal");
    let text = outcome(&record).text("jo", Pack::Full);
    assert!(["1001", "2002", "4004", "7007"].iter().all(|sum| text.contains(sum)));
}

#[test]
fn ticked_lists_give_no_hint_at_abuse() {
    let record = with_copies(json!({
        "outcomes": [{"id": "o1", "text": "To feel well",
            "wellbeing_areas": ["protection", "health"]}],
        "linked_plans": [{"kind": "safeguarding"}, {"kind": "housing"}],
        "review_plan": {"triggers": ["safeguarding", "hospital"]}}));
    let outcome = outcome(&record);
    let own = outcome.text("jo", Pack::Full);
    assert!(own.contains("Protection") && own.matches("Safeguarding").count() >= 2);
    for (party, pack) in [("dee", Pack::RequestedFull), ("neil", Pack::Summary)] {
        let text = outcome.text(party, pack);
        assert!(!text.contains("Protection") && !text.contains("Safeguarding"), "{party}: {text}");
    }
    assert!(outcome.text("dee", Pack::RequestedFull).contains("Housing"));
}

#[test]
fn none_is_said_only_where_the_answer_would_be() {
    let mut record = with(json!({"recipients": [{"party": "adv", "basis": "subject_request",
        "scope": "full", "asked_by": "jo"}], "safeguarding_conclusion": "none"}));
    set_party(&mut record, "adv", json!({"roles": ["independent_advocate"]}));
    let empty = outcome(&record);
    record["safeguarding_conclusion"] = json!({"conclusion": "It was found that"});
    let full = outcome(&record);
    let said = |outcome: &super::Outcome| {
        format!("{:?}", outcome.shown("adv", Pack::Full).disclosure.content.safeguarding_conclusion)
    };
    assert_eq!(said(&empty), said(&full));
}

#[test]
fn a_provider_is_never_left_without_a_risk_whatever_was_asked() {
    let risk = json!([{"id": "r1", "text": "He hits out", "sensitivity": "safeguarding"}]);
    for scope in [json!("full"), json!("summary"), json!({"sections": ["needs", "risks"]})] {
        let record = with(json!({"risks": risk, "copy_requests": [request("help", &scope)]}));
        assert_eq!(outcome(&record).held("help"), ["SHR-13"], "{scope}");
    }
    let mut record =
        with(json!({"risks": risk, "recipients": [{"party": "help", "basis": "duty"}]}));
    assert_eq!(outcome(&record).held("help"), ["SHR-13"]);
    record["risks"][0]["share"] = json!({"allow": [{"audience": "provider", "basis": "duty",
        "decided_by": "team manager", "decided_on": "2026-05-01"}]});
    assert!(outcome(&record).text("help", Pack::ProviderExtract).contains("He hits out"));
}

#[test]
fn duty_reaches_no_further_than_the_roles_own_pack() {
    let record = |sections: Value| {
        with(json!({"charges": {"contribution": {"pence": 999, "per": "week"}},
            "recipients": [{"party": "help", "basis": "duty", "scope": {"sections": sections}}]}))
    };
    assert_eq!(outcome(&record(json!(["charges"]))).held("help"), ["SHR-14"]);
    assert_eq!(outcome(&record(json!(["supports"]))).packs("help"), [Pack::CareCopy]);
}

#[test]
fn authority_reaches_no_further_than_it_says() {
    let of = |kind: &str, capacity: Value| {
        let mut record = with(json!({"assessment": {"capacity": capacity},
            "charges": {"contribution": {"pence": 999, "per": "week"}},
            "recipients": [{"party": "dee", "basis": "legal_authority"}]}));
        set_party(
            &mut record,
            "dee",
            json!({"legal_authority": [{"kind": kind, "evidence_seen": true}]}),
        );
        let outcome = outcome(&record);
        (outcome.packs("dee"), outcome.held("dee"))
    };
    let has = json!({"decision": "Care", "outcome": "has_capacity"});
    let lacks = json!({"decision": "Money", "outcome": "lacks_capacity"});
    assert_eq!(of("lpa_health", json!([lacks])), (vec![Pack::Full], vec![]));
    assert_eq!(of("lpa_health", json!([])), (vec![], vec!["SHR-01"]));
    // Lacking it for money is not lacking it for care, and only a human can tell which it was.
    assert_eq!(of("lpa_health", json!([has, lacks])), (vec![], vec!["SHR-01"]));
    assert_eq!(of("lpa_property", json!([has])), (vec![Pack::Finance], vec![]));
    assert_eq!(of("other", json!([lacks])), (vec![], vec!["SHR-14"]));
}

#[test]
fn a_doctor_has_a_summary_where_the_plan_is_integrated() {
    let mut record = with(json!({"recipients": [{"party": "gp", "basis": "duty"}]}));
    set_party(&mut record, "gp", json!({"roles": ["gp"]}));
    assert_eq!(outcome(&record).held("gp"), ["SHR-01"]);
    set(
        &mut record,
        json!({"lead_organisation": "Health board", "lead_professional": "gp",
        "linked_plans": [{"kind": "cpa"}]}),
    );
    assert_eq!(outcome(&record).packs("gp"), [Pack::Summary]);
}

#[test]
fn who_has_copies_lists_each_once_and_no_hidden_one() {
    let mut record = with(json!({
        "copy_requests": [request("dee", &json!("full")), request("neil", &json!("full"))],
        "recipients": [request("dee", &json!("summary")), request("neil", &json!("summary"))]}));
    record["recipients"][1]["hide_from_list"] = json!(true);
    let outcome = outcome(&record);
    let listed = &outcome.shown("jo", Pack::Full).disclosure.who_has_copies;
    assert_eq!(listed.iter().map(crate::plan::PartyRef::as_str).collect::<Vec<_>>(), ["dee"]);
    assert!(!outcome.text("jo", Pack::Full).contains("Neil"));
    assert!(outcome.shown("dee", Pack::RequestedFull).disclosure.who_has_copies.is_empty());
}

#[test]
fn references_to_what_is_left_out_are_gone() {
    let record = with_copies(json!({
        "needs": [{"id": "n1", "text": "Open", "outcome_refs": ["o1", "o2"], "met_by_carer_refs": ["c1"]},
            {"id": "HIDDEN-1", "text": "x", "sensitivity": "confidential"}],
        "outcomes": [{"id": "o1", "text": "Open"}, {"id": "o2", "text": "x", "sensitivity": "never_print"}],
        "supports": [{"id": "s1", "text": "Open", "kind": "home_care", "need_refs": ["n1", "HIDDEN-1"],
            "outcome_refs": ["o2"], "who_provides": {"party": "help"}}],
        "direct_payments": [{"id": "d1", "need_refs": ["HIDDEN-1", "n1"]}],
        "review_record": {"changes": [{"id": "ch1", "before": {"text": "x", "sensitivity": "confidential"}}]},
        "informal_care": [{"id": "c1", "carer_ref": "dee", "need_refs": ["HIDDEN-1"],
            "sensitivity": "confidential"}]}));
    let outcome = outcome(&record);
    for (job, disclosed) in &outcome.made {
        let text = format!("{:?}", disclosed.disclosure.content);
        for gone in ["HIDDEN-1", "\"o2\"", "c1", "ch1"] {
            assert!(!text.contains(gone), "{gone} in {}", job.pack.as_str());
        }
    }
}

#[test]
fn money_that_was_asked_for_by_name_is_all_of_it_and_no_health() {
    let record = with(json!({
        "copy_requests": [request("dee", &json!({"sections": ["supports", "charges", "assessment"]}))],
        "charges": {"contribution": {"pence": 1250, "per": "week"}},
        "assessment": {"dols_status": "authorised",
            "capacity": [{"decision": "Care", "outcome": "lacks_capacity"}]}}));
    let outcome = outcome(&record);
    let text = outcome.text("dee", Pack::CareCopy);
    assert!(
        text.contains("1250") && !text.contains("Authorised") && !text.contains("LacksCapacity")
    );
}

#[test]
fn a_setting_of_the_council_narrows_what_is_made() {
    let config = serde_json::from_value(json!({"packs": {"requested_full": {
        "without_sections": ["outcomes"], "without_sensitivities": ["finance"]}}}));
    let bench = Bench { config: config.expect("a configuration"), ..Bench::default() };
    let record = with_copies(json!({"charges": {"contribution": {"pence": 1250, "per": "week"}}}));
    let outcome = bench.decide(&[record]);
    assert_eq!(outcome.step("dee", Pack::RequestedFull, "o1"), Some(Step::Scope));
    assert!(!outcome.text("dee", Pack::RequestedFull).contains("1250"));
    assert!(outcome.text("jo", Pack::Full).contains("1250"));
}

#[test]
fn the_public_summary_has_what_was_ticked_and_no_more() {
    let open = json!({"public_summary": true});
    let mut record = with(json!({
        "needs": [{"id": "n1", "text": "Open need", "share": open, "wellbeing_impact": "SECRET-1"},
            {"id": "n2", "text": "SECRET-2"}],
        "supports": [{"id": "s1", "text": "Open visit", "kind": "home_care", "share": open,
            "who_provides": {"named": "SECRET-3"}, "how_in_practice": "SECRET-4",
            "amount": {"times": "SECRET-5"}}],
        "risks": [{"id": "r1", "text": "SECRET-6", "share": open, "sensitivity": "health"}],
        "information_advice": [{"id": "a1", "text": "Open advice", "purpose": "meet_or_reduce",
            "share": open, "phone": "01632 960777", "source": "SECRET-7"}],
        "about_me": {"values": {"text": "Open about Dee", "share": open, "about": ["dee"]},
            "media_links": ["https://SECRET-8.example"]}}));
    set_party(
        &mut record,
        "jo",
        json!({"contact": [{"channel": "phone", "value": "01632 960777"}],
        "nhs_number": "9992221119", "date_of_birth": "1946-03-02"}),
    );
    let outcome = outcome(&record);
    let text = outcome.text("jo", Pack::PublicSummary);
    assert!(
        text.contains("Open need") && text.contains("Open visit") && text.contains("Open advice")
    );
    for secret in ["SECRET", "960777", "9992221119", "1946", "Mill Lane", "Dee", "Larkfield"] {
        assert!(!text.contains(secret), "{secret}");
    }
}
