//! The 38 hard cases (`domain` d.4), each with the behaviour that is required. Of those that belong
//! to reading, print or delivery, a test says where they are held, and that they are until then.

use serde_json::{Value, json};

use super::unions::couple;
use super::{Bench, outcome, plain, request, set, set_party, table, with};
use crate::disclose::{Pack, Step, Way, cover};
use crate::plan::{Basis, LanguageTag, Record};
use crate::template::{Format, Transcription};

fn asked(party: &str, scope: &Value) -> Value {
    with(json!({"copy_requests": [request(party, scope)]}))
}

fn ways(record: &Value, party: &str) -> Vec<Way> {
    outcome(record).jobs(party).map(|job| job.way).collect()
}

/// The address at the head of the cover of a party's first copy.
fn covered(record: &Value, party: &str) -> Option<String> {
    let bench = Bench::default();
    let record_of: Record = serde_json::from_value(record.clone()).expect("a record");
    let outcome = bench.decide(std::slice::from_ref(record));
    let jobs: Vec<_> = outcome.jobs(party).collect();
    let setting = super::Setting {
        config: &bench.config,
        lists: super::TEMPLATES.lists(),
        decisions: &bench.decisions,
        date: bench.date,
        include_restricted: false,
    };
    let address = cover(&record_of, &jobs, &setting)?.address?;
    // Between the name and the postcode.
    let lines: Vec<&str> = address.lines().collect();
    let [_, door @ .., _] = lines.as_slice() else { return None };
    Some(door.join(", "))
}

#[test]
fn x01_nothing_is_addressed_to_the_dead() {
    let mut record = asked("dee", &json!("full"));
    set_party(&mut record, "jo", json!({"date_of_death": "2026-05-20"}));
    let dead = outcome(&record);
    assert!(dead.made.is_empty());
    assert_eq!(dead.suppressed("jo"), ["SHR-12"]);
    assert_eq!(dead.held("dee"), ["SHR-12"]);
    let mut record = asked("dee", &json!("full"));
    set_party(&mut record, "dee", json!({"date_of_death": "2026-06-01"}));
    let outcome = outcome(&record);
    assert_eq!(outcome.suppressed("dee"), ["SHR-12"]);
    assert_eq!(outcome.packs("jo"), [Pack::Full]);
}

#[test]
fn x01_who_may_be_a_danger_is_not_even_waited_for_after_a_death() {
    let mut record = asked("dee", &json!("full"));
    set_party(&mut record, "jo", json!({"date_of_death": "2026-05-20"}));
    set_party(&mut record, "dee", json!({"roles": ["family", "person_of_concern"]}));
    assert_eq!(outcome(&record).suppressed("dee"), ["SHR-04"]);
}

/// An envelope is one cover, and a cover is one record's for one recipient: two plans of one house
/// are never put together by their address. The print room keeps to covers.
#[test]
fn x02_envelopes_are_one_persons() {
    let mut record = asked("dee", &json!("full"));
    set_party(
        &mut record,
        "dee",
        json!({"addresses": [{"lines": ["1 Mill Lane", "Brackenholt"], "postcode": "ZZ1 1AA"}]}),
    );
    let outcome = outcome(&record);
    assert_eq!(covered(&record, "jo"), covered(&record, "dee"));
    let both: Vec<_> = outcome.made.iter().map(|(job, _)| job).collect();
    let record: Record = serde_json::from_value(record).expect("a record");
    let bench = Bench::default();
    let setting = super::Setting {
        config: &bench.config,
        lists: super::TEMPLATES.lists(),
        decisions: &bench.decisions,
        date: bench.date,
        include_restricted: false,
    };
    let cover = cover(&record, &both[..1], &setting).expect("a cover");
    assert_eq!(cover.enclosed.len(), 1);
}

#[test]
fn x03_withdrawal_leaves_no_residue() {
    let (jo, mut max) = couple();
    max["consents"] = json!([{"giver": "max2", "withdrawn_on": "2026-05-31"}]);
    let outcome = Bench::default().decide(&[jo, max]);
    let text = outcome.text("jo", Pack::Full);
    assert!(!text.contains("OF-MAX") && !text.contains("P-2") && !text.contains("combined: Some"));
    assert_eq!(outcome.held("jo"), ["ENG-24"]);
}

#[test]
fn x04_a_safe_address_is_nowhere() {
    let mut record = asked("dee", &json!("full"));
    set_party(
        &mut record,
        "jo",
        json!({"addresses": [
        {"lines": ["SECRET House"], "postcode": "ZZ9 9ZZ", "kind": "safe", "may_print": false},
        {"lines": ["c/o Canolfan Wern"], "postcode": "ZZ1 4DD", "kind": "correspondence"}]}),
    );
    for (job, disclosed) in &outcome(&record).made {
        assert!(!format!("{disclosed:?}{job:?}").contains("SECRET"), "{:?}", job.pack);
    }
    assert_eq!(covered(&record, "jo").as_deref(), Some("c/o Canolfan Wern"));
    let bench = Bench {
        config: serde_json::from_value(json!({"policy": {"file_copy": true}}))
            .expect("a configuration"),
        ..Bench::default()
    };
    let outcome = bench.decide(&[record.clone()]);
    assert!(!outcome.text("jo", Pack::FileCopy).contains("SECRET"));
    // Without another address, it is collected: a cover would bear the secret one, even where post
    // may go there.
    record["parties"][0]["addresses"] = json!([{"lines": ["SECRET House"], "postcode": "ZZ9 9ZZ",
        "kind": "safe", "may_send": true}]);
    assert_eq!(ways(&record, "jo"), [Way::Collect]);
    assert_eq!(covered(&record, "jo"), None);
}

#[test]
fn x05_a_move_under_an_alert_waits() {
    let home =
        |from: &str| json!({"lines": ["9 New Street"], "postcode": "ZZ1 5EE", "valid_from": from});
    let mut record = plain();
    set_party(&mut record, "jo", json!({"abuse_flag": true, "addresses": [home("2026-05-01")]}));
    record["copies_given"] = json!([{"party": "jo", "version": 0, "given_on": "2026-01-01"}]);
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    // The letter would go to an old address and show the new one.
    let old = json!({"lines": ["1 Mill Lane"], "postcode": "ZZ1 1AA", "kind": "correspondence"});
    set_party(&mut record, "jo", json!({"addresses": [old, home("2026-05-01")]}));
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    // Nobody knows when the last copy went, and an address has ended.
    record["copies_given"] = json!([]);
    let ended = json!({"lines": ["1 Mill Lane"], "postcode": "ZZ1 1AA", "valid_to": "2026-04-30"});
    set_party(&mut record, "jo", json!({"addresses": [ended, home("2026-05-01")]}));
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    set_party(&mut record, "jo", json!({"abuse_flag": false}));
    assert_eq!(ways(&record, "jo"), [Way::Post]);
}

#[test]
fn x06_a_door_shared_with_danger_holds_whoever_is_behind_it() {
    let danger = |fields: Value| {
        let mut record = asked("dee", &json!("full"));
        set_party(
            &mut record,
            "dan",
            json!({"roles": ["spouse_partner", "carer", "person_of_concern"]}),
        );
        set_party(&mut record, "dan", fields);
        record
    };
    // One door, written in two ways.
    let at = |line: &str, postcode: &str| json!({"addresses": [{"lines": [line], "postcode": postcode}]});
    let record = danger(at("7, Dale Rd", "zz12bb"));
    assert_eq!(outcome(&record).held("dee"), ["SHR-04"]);
    assert_eq!(outcome(&record).packs("jo"), [Pack::Full]);
    // Who lives with the person, whatever addresses are recorded.
    let mut record = danger(json!({"lives_with_subject": true}));
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    set_party(&mut record, "dee", at("1 Mill Lane", "ZZ1 1AA"));
    assert_eq!(outcome(&record).held("dee"), ["SHR-04"]);
    // An e-mail to a shared computer is no safer; what is handed over is.
    record["recipients"] = json!([{"party": "jo", "channel": "email"}]);
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    record["recipients"] = json!([{"party": "jo", "channel": "collect"}]);
    assert_eq!(ways(&record, "jo"), [Way::Collect]);
}

#[test]
fn x06_being_a_carer_makes_nobody_safe() {
    let mut record = asked("dee", &json!("full"));
    set_party(
        &mut record,
        "dee",
        json!({"roles": ["spouse_partner", "carer", "person_of_concern"]}),
    );
    let outcome = outcome(&record);
    assert_eq!(outcome.suppressed("dee"), ["SHR-04"]);
    assert!(!outcome.text("jo", Pack::Full).contains("Dee"));
}

#[test]
fn x07_each_address_says_whether_post_may_go_there() {
    let at = |address: Value| {
        let mut record = plain();
        set_party(&mut record, "jo", json!({"addresses": [address]}));
        record
    };
    let way = |address: Value| ways(&at(address), "jo");
    assert_eq!(way(json!({"lines": ["Ward 4"], "kind": "placement"})), [Way::Post]);
    assert_eq!(
        way(json!({"lines": ["HMP"], "kind": "placement", "may_send": false})),
        [Way::Collect]
    );
    for nowhere in ["NFA", "No fixed abode", "Dim cyfeiriad sefydlog", "no fixed address"] {
        let record = at(json!({"lines": [nowhere]}));
        assert_eq!(ways(&record, "jo"), [Way::Collect], "{nowhere}");
        assert!(outcome(&record).decided.findings.iter().any(|one| one.rule.id == "PRT-01"));
    }
    assert_eq!(way(json!({"lines": ["9 Gone Street"], "may_print": false})), [Way::Collect]);
}

#[test]
fn x08_of_two_addresses_the_flag_decides_and_never_the_row() {
    let (one, other) = (
        json!({"lines": ["1 A St"], "postcode": "ZZ1 1AA"}),
        json!({"lines": ["2 B St"], "postcode": "ZZ2 2BB"}),
    );
    let mut record = plain();
    set_party(&mut record, "jo", json!({"addresses": [one, other]}));
    assert_eq!(outcome(&record).held("jo"), ["SHR-05"]);
    record["parties"][0]["addresses"][1]["may_send"] = json!(true);
    assert_eq!(covered(&record, "jo").as_deref(), Some("2 B St"));
    // A move of the time to come is no address yet, neither on the cover nor in the plan.
    record["parties"][0]["addresses"][1] = json!({"lines": ["2 B St"], "valid_from": "2026-07-01"});
    assert_eq!(covered(&record, "jo").as_deref(), Some("1 A St"));
    record["parties"][0]["addresses"].as_array_mut().expect("addresses").reverse();
    assert!(!outcome(&record).text("jo", Pack::Full).contains("2 B St"));
}

#[test]
fn x09_people_of_one_name_are_told_apart_by_id_and_door() {
    let mut record = asked("dee", &json!("summary"));
    set_party(
        &mut record,
        "dee2",
        json!({"name": {"given": "Dee", "family": "Ash"},
        "date_of_birth": "1950-02-03"}),
    );
    assert_eq!(outcome(&record).held("dee"), ["SHR-05"]);
    set_party(
        &mut record,
        "dee2",
        json!({"addresses": [{"lines": ["8 Far Row"], "postcode": "ZZ7 7GG"}]}),
    );
    let outcome = outcome(&record);
    assert_eq!(outcome.packs("dee"), [Pack::Summary]);
    assert!(outcome.packs("dee2").is_empty());
    assert!(!outcome.text("dee", Pack::Summary).contains("1950"));
}

/// A name that is left in pasted text is found by the check DAT-03, whose finding holds the copies
/// that show the text, and no others.
#[test]
fn x10_a_foreign_name_in_a_text_holds_the_copies_that_show_it() {
    let mut finding = crate::finding::Finding::new("DAT-03", "another person's name")
        .at("supports[0].how_in_practice");
    finding.severity = crate::finding::Severity::Block;
    finding.stops = crate::finding::Stops::Copy;
    let mut record = asked("dee", &json!({"sections": ["needs"]}));
    record["supports"][0]["how_in_practice"] = json!("as for Mr Pask");
    let outcome = Bench { findings: vec![finding], ..Bench::default() }.decide(&[record]);
    assert_eq!(outcome.held("jo"), ["DAT-03"]);
    assert_eq!(outcome.packs("dee"), [Pack::CareCopy]);
}

#[test]
fn x11_a_neighbour_who_told_is_in_nobodys_copy() {
    let mut record = asked("dee", &json!("full"));
    record["risks"] = json!([{"id": "r1", "text": "Shouting was heard", "sensitivity": "third_party",
        "source_party": "neil"}]);
    let outcome = outcome(&record);
    for (party, pack) in [("jo", Pack::Full), ("dee", Pack::RequestedFull)] {
        assert_eq!(outcome.step(party, pack, "r1"), Some(Step::Sensitivity));
        let text = outcome.text(party, pack);
        assert!(
            !text.contains("Shouting") && !text.contains("Neil") && !text.contains("neil"),
            "{text}"
        );
    }
}

#[test]
fn x12_what_a_carer_thinks_is_the_carers() {
    let mut record = plain();
    record["informal_care"] = json!([{"id": "c1", "carer_ref": "dee", "willing": "yes",
        "support_given": "Cooks on Sundays", "carer_views": "I CANNOT COPE",
        "carer_needs": "I CANNOT COPE", "impact": "I CANNOT COPE"}]);
    let text = outcome(&record).text("jo", Pack::Full);
    assert!(text.contains("Cooks on Sundays") && !text.contains("CANNOT COPE"));
    record["consents"] = json!([{"giver": "dee", "recipient": "jo", "given_on": "2026-04-01"}]);
    assert!(outcome(&record).text("jo", Pack::Full).contains("CANNOT COPE"));
    record["consents"] = json!([{"giver": "jo", "about": "dee", "recipient": "jo"}]);
    assert!(!outcome(&record).text("jo", Pack::Full).contains("CANNOT COPE"));
}

#[test]
fn x13_a_restricted_carer_who_is_paid_sees_the_payment_alone() {
    let mut record = plain();
    set(
        &mut record,
        json!({
        "about_me": {"values": "PRIVATE"},
        "direct_payments": [{"id": "d1", "need_refs": ["n1"], "payee_ref": "dee",
            "amount": {"pence": 5000, "per": "week"}}],
        "copy_requests": [{"party": "dee", "basis": "subject_request", "scope": "full",
            "asked_by": "jo", "asked_on": "2026-01-01", "withdrawn_on": "2026-05-01"}],
        "recipients": [{"party": "dee", "basis": "duty"}]}),
    );
    let outcome = outcome(&record);
    assert_eq!(outcome.packs("dee"), [Pack::DpExtract]);
    assert_eq!(outcome.suppressed("dee"), ["SHR-06"]);
    let text = outcome.text("dee", Pack::DpExtract);
    assert!(text.contains("Help to get dressed") && !text.contains("PRIVATE"));
    assert!(!text.contains("morning visit"));
}

#[test]
fn x14_a_dated_request_is_honoured_until_it_is_taken_back() {
    let mut record = asked("dee", &json!("full"));
    record["assessment"] = json!({"capacity": [{"decision": "Where to live",
        "assessed_on": "2026-05-20", "outcome": "lacks_capacity"}]});
    assert_eq!(outcome(&record).packs("dee"), [Pack::RequestedFull]);
    // An old request is still one; it is asked about again.
    record["copy_requests"][0]["asked_on"] = json!("2024-01-01");
    let old = outcome(&record);
    assert_eq!(old.packs("dee"), [Pack::RequestedFull]);
    assert!(old.decided.findings.iter().any(|one| one.rule.id == "SHR-06"));
    for ended in [json!({"withdrawn_on": "2026-06-01"}), json!({"ends_on": "2026-05-31"})] {
        set(&mut record["copy_requests"][0], ended);
        assert_eq!(outcome(&record).suppressed("dee"), ["SHR-06"]);
    }
}

#[test]
fn x14_taken_back_in_an_entry_of_its_own() {
    let mut record = asked("dee", &json!("full"));
    record["copy_requests"].as_array_mut().expect("requests").push(
        json!({"party": "dee", "scope": "summary", "asked_by": "jo", "withdrawn_on": "2026-05-01"}),
    );
    let taken = outcome(&record);
    assert!(taken.packs("dee").is_empty(), "{:?}", table(&taken));
    // Asked again after that.
    record["copy_requests"][0]["asked_on"] = json!("2026-05-02");
    assert_eq!(outcome(&record).packs("dee"), [Pack::RequestedFull]);
}

#[test]
fn x15_each_attorney_needs_a_basis_and_has_a_pack() {
    let mut record = plain();
    let lpa = |seen: bool| json!([{"kind": "lpa_property", "evidence_seen": seen}]);
    record["recipients"] = json!([{"party": "dee", "basis": "legal_authority"},
        {"party": "neil", "basis": "legal_authority"}]);
    record["charges"] = json!({"contribution": {"pence": 1250, "per": "week"}});
    set_party(&mut record, "dee", json!({"legal_authority": lpa(true)}));
    set_party(&mut record, "neil", json!({"legal_authority": lpa(false)}));
    let outcome = outcome(&record);
    assert_eq!(outcome.packs("dee"), [Pack::Finance]);
    assert_eq!(outcome.held("neil"), ["SHR-08"]);
}

#[test]
fn x16_a_former_advocate_has_no_basis() {
    let advocate = |id: &str, fields: Value| {
        let mut record = plain();
        set_party(&mut record, id, json!({"roles": ["independent_advocate"]}));
        let mut claim = json!({"party": id, "scope": "full"});
        set(&mut claim, fields);
        record["recipients"] = json!([claim]);
        outcome(&record)
    };
    // The appointment alone is no ground.
    assert_eq!(advocate("adv", json!({"basis": "duty"})).held("adv"), ["SHR-01"]);
    let asked = json!({"asked_by": "jo", "asked_on": "2026-04-01"});
    assert_eq!(advocate("adv", asked.clone()).packs("adv"), [Pack::Full]);
    let mut ended = asked;
    ended["ends_on"] = json!("2026-05-31");
    assert_eq!(advocate("adv", ended).suppressed("adv"), ["SHR-06"]);
}

#[test]
fn x17_a_child_is_in_nobody_elses_copy() {
    let mut record = asked("dee", &json!("full"));
    set_party(
        &mut record,
        "kid",
        json!({"roles": ["household_member"],
        "name": {"given": "Tirion"}, "date_of_birth": "2017-03-04", "lives_with_subject": true}),
    );
    record["linked_plans"] = json!([
        {"kind": "ehc", "subject_ref": "kid", "owner_org": "Hollyfield School"},
        {"kind": "young_carer", "subject_ref": "kid"}]);
    record["about_me"] =
        json!({"strengths": [{"id": "a1", "text": "Reads to HER", "about": ["kid"]}]});
    let outcome = outcome(&record);
    for (party, pack) in [("jo", Pack::Full), ("dee", Pack::RequestedFull)] {
        let text = outcome.text(party, pack);
        for secret in ["Tirion", "2017", "Hollyfield", "young_carer", "HER"] {
            assert!(!text.contains(secret), "{secret} for {party}");
        }
    }
}

#[test]
fn x18_two_people_have_two_packs() {
    let (mut jo, mut max) = couple();
    set_party(&mut jo, "jo", json!({"access": {"information_formats": [{"min_point_size": 24}]}}));
    max["parties"][0]["access"] = json!({"written_language": "cy"});
    let of_jo = Bench::default().decide(&[jo.clone(), max.clone()]);
    let of_max = Bench::default().decide(&[max, jo]);
    let jos: Vec<_> = of_jo.jobs("jo").map(|job| job.edition.size_pt).collect();
    let maxs: Vec<_> = of_max.jobs("max2").map(|job| job.edition.language.clone()).collect();
    assert_eq!(jos, [24]);
    assert_eq!(maxs, [LanguageTag::cy()]);
    // Jo's part has no Welsh: Max has his own plan, and it is said.
    assert!(of_max.decided.findings.iter().any(|finding| finding.rule.id == "LNG-01"));
}

/// That a timetable of nine columns becomes a list of days at 28 points is the template's: the test
/// `pages` holds it. Nothing here makes the type smaller: the size is what was asked for.
#[test]
fn x19_large_print_is_as_large_as_asked() {
    let mut record = plain();
    set_party(
        &mut record,
        "jo",
        json!({"access": {"information_formats": [{"snomed": "957371000000106"}]}}),
    );
    let outcome = outcome(&record);
    let sizes: Vec<_> =
        outcome.jobs("jo").map(|job| (job.edition.format, job.edition.size_pt)).collect();
    assert_eq!(sizes, [(Format::LargePrint, 28)]);
}

#[test]
fn x20_easy_read_has_the_size_that_its_reader_needs() {
    let mut record = plain();
    set_party(
        &mut record,
        "jo",
        json!({"access": {"information_formats": [
        {"snomed": "796161000000101"}, {"snomed": "957351000000102"}]}}),
    );
    let of = |record: &Value| -> Vec<_> {
        outcome(record).jobs("jo").map(|job| (job.edition.format, job.edition.size_pt)).collect()
    };
    assert_eq!(of(&record), [(Format::EasyRead, 24), (Format::LargePrint, 24)]);
    record["parties"][0]["access"]["full_plan_declined"] = json!(true);
    assert_eq!(of(&record), [(Format::EasyRead, 24)]);
}

/// A need that is recorded in the case system after the extract reaches the next run: the form is
/// worked out anew from the record each time, and nothing of an earlier run is reused. The check at
/// release, before an item is posted, is the print room's.
#[test]
fn x21_the_form_follows_the_record_of_the_day() {
    let mut record = plain();
    assert_eq!(
        outcome(&record).jobs("jo").next().map(|job| job.edition.format),
        Some(Format::Standard)
    );
    set_party(
        &mut record,
        "jo",
        json!({"access": {"information_formats": [{"snomed": "936661000000109"}]}}),
    );
    let by_hand: Vec<_> = outcome(&record).jobs("jo").map(|job| (job.way, job.by_hand)).collect();
    assert_eq!(by_hand, [(Way::Transcription, Some(Transcription::Braille))]);
}

/// Nothing is sent by a run. An e-mail that somebody else reads holds the copy.
#[test]
fn x22_an_email_that_others_read_is_no_way() {
    let mut record = plain();
    let email = |safe: Value| {
        json!({"access": {"information_formats": [{"snomed": "936581000000101"}]},
        "contact": [{"channel": "email", "value": "jo@mail.example", "safe": safe}]})
    };
    set_party(&mut record, "jo", email(json!(false)));
    assert_eq!(outcome(&record).held("jo"), ["SHR-04"]);
    set_party(&mut record, "jo", email(json!(true)));
    assert_eq!(ways(&record, "jo"), [Way::Email]);
}

/// Periods are compared through one year and printed as they were given (`plan::money`); here, that
/// a copy keeps the period of the record.
#[test]
fn x23_the_period_is_the_records_own() {
    let mut record = plain();
    record["direct_payments"] =
        json!([{"id": "d1", "need_refs": ["n1"], "amount": {"pence": 124_800, "per": "4_weeks"}}]);
    assert!(outcome(&record).text("jo", Pack::Full).contains("FourWeeks"));
}

#[test]
fn x24_nothing_to_pay_is_said_with_its_reason_alone() {
    let mut record = plain();
    let pending = |record: &Value| {
        let outcome = outcome(record);
        let charges = outcome.shown("jo", Pack::Full).disclosure.content.charges.given().cloned();
        charges.and_then(|charges| charges.pending)
    };
    record["charges"] = json!({"contribution": {"pence": 0, "per": "week"}});
    assert_eq!(pending(&record), Some(true));
    record["charges"]["nil_reason"] = json!("Your income is below the limit");
    assert_eq!(pending(&record), None);
    record["charges"]["nil_reason"] = json!({"text": "x", "sensitivity": "confidential"});
    assert_eq!(pending(&record), Some(true));
}

#[test]
fn x25_long_records_are_whole() {
    let mut record = plain();
    let needs: Vec<Value> = (0..300)
        .map(|number| json!({"id": format!("n{number}"), "text": format!("Need {number}.")}))
        .collect();
    record["needs"] = json!(needs);
    record["outcomes"][0]["text"] = json!("w".repeat(80_000));
    let outcome = outcome(&record);
    let content = &outcome.shown("jo", Pack::Full).disclosure.content;
    assert_eq!(content.needs.given().map(Vec::len), Some(300));
    assert!(outcome.text("jo", Pack::Full).contains(&"w".repeat(80_000)));
}

/// Glyphs are the engine's matter (FMT-07, test `hostile`); here, that text passes as it is.
#[test]
fn x26_x27_text_is_text() {
    for text in ["Ŵyn a ŷd, ਪੰਜਾਬੀ, مرحبا, Zażółć", "#let x = 1 $y$ @z &nbsp; &amp; “smart”"]
    {
        let mut record = plain();
        record["needs"][0]["text"] = json!(text);
        let outcome = outcome(&record);
        let content = serde_json::to_value(&outcome.shown("jo", Pack::Full).disclosure.content);
        assert_eq!(content.expect("content")["needs"][0]["text"], json!(text));
    }
}

/// Spreadsheets are read strictly (`source`, DAT-01); an id that a spreadsheet broke leads to no
/// guess here: the copy of that form is made by hand.
#[test]
fn x28_a_damaged_code_is_never_guessed() {
    let mut record = plain();
    set_party(
        &mut record,
        "jo",
        json!({"access": {"information_formats": [{"snomed": "9.36661E+14"}]}}),
    );
    let by_hand: Vec<_> = outcome(&record).jobs("jo").map(|job| job.by_hand).collect();
    assert_eq!(by_hand, [Some(Transcription::Unknown)]);
}

/// Two versions of one plan: `source` finds the newer one and leaves the older out of the group. What
/// says itself that it was replaced makes nothing.
#[test]
fn x29_a_replaced_version_makes_nothing() {
    let outcome = outcome(&with(
        json!({"status": "superseded", "copy_requests": [request("dee", &json!("full"))]}),
    ));
    assert!(outcome.made.is_empty());
    assert_eq!(outcome.suppressed("jo"), ["STA-01"]);
}

#[test]
fn x30_earlier_recipients_are_named_and_not_sent_to() {
    let mut record = with(json!({"version": 2,
        "copies_given": [{"party": "dee", "version": 1, "given_on": "2025-06-01"},
            {"party": "jo", "version": 1, "given_on": "2025-06-01"}]}));
    let revised = outcome(&record);
    assert!(revised.packs("dee").is_empty());
    let warned: Vec<_> =
        revised.decided.findings.iter().filter(|one| one.rule.id == "SHR-20").collect();
    assert_eq!(warned.len(), 1, "Dee alone: Jo has the new one");
    record["copies_given"] = json!([{"party": "jo", "version": 2, "given_on": "2026-05-02"}]);
    assert_eq!(outcome(&record).suppressed("jo"), ["SHR-17"]);
}

/// Reprints and inserts are the print room's: no command makes a page or a copy a second time, and
/// every page bears its reader's name, which comes from here.
#[test]
fn x31_x32_every_copy_bears_its_readers_name() {
    let outcome = outcome(&asked("dee", &json!("full")));
    for (job, disclosed) in &outcome.made {
        let name = &disclosed.disclosure.recipient;
        assert_eq!(name.id, job.recipient);
        assert!(!name.name.formal().is_empty());
    }
}

/// Manifests and names of files are written by `batch` from what a copy is, and the tests `leaks` and
/// `canary` look for names in them. What was withheld is written down without a word of it.
#[test]
fn x33_the_audit_has_no_words() {
    let mut record = plain();
    record["needs"][0] = json!({"id": "n1", "text": "SECRET words", "sensitivity": "confidential"});
    let outcome = outcome(&record);
    let withheld = serde_json::to_string(&outcome.shown("jo", Pack::Full).withheld).expect("JSON");
    assert!(withheld.contains("n1") && !withheld.contains("SECRET"));
}

#[test]
fn x34_a_restricted_record_waits_to_be_asked_for() {
    let mut record = asked("dee", &json!("full"));
    set_party(&mut record, "jo", json!({"record_restricted": true}));
    let bulk = outcome(&record);
    assert!(bulk.made.is_empty());
    assert_eq!(bulk.suppressed("jo"), ["STA-02"]);
    let asked_for = Bench { include_restricted: true, ..Bench::default() }.decide(&[record]);
    assert_eq!(asked_for.packs("jo"), [Pack::Full]);
}

#[test]
fn x35_who_wants_none_gets_none_and_is_counted() {
    let mut record = asked("dee", &json!("full"));
    record["copy_declined"] = json!(["jo", "dee"]);
    let outcome = outcome(&record);
    assert!(outcome.made.is_empty());
    assert_eq!(outcome.suppressed("jo"), ["SHR-16"]);
    assert_eq!(outcome.suppressed("dee"), ["SHR-16"]);
}

#[test]
fn x36_letters_are_judged_like_plans() {
    let mut record = plain();
    for section in ["needs", "outcomes", "supports"] {
        record[section] = json!("none");
    }
    set(
        &mut record,
        json!({"document": "decision_letter", "decision_letter": {
        "kind": "not_meeting_needs",
        "reasons": "Your needs are not eligible",
        "needs_considered": {"text": "Neil SAYS he helps", "about": ["neil"]}}}),
    );
    let text = outcome(&record).text("jo", Pack::Full);
    assert!(text.contains("not eligible") && !text.contains("SAYS"), "{text}");
}

/// Bookmarks, alt texts and titles come from what is disclosed and from fixed phrases: a disclosure
/// has no name of anybody who is not in what it shows. (The PDF's own places: tests `leaks`, `canary`.)
#[test]
fn x37_nobody_is_named_who_is_not_in_it() {
    let outcome = outcome(&asked("dee", &json!({"sections": ["needs"]})));
    let disclosure = &outcome.shown("dee", Pack::CareCopy).disclosure;
    assert!(disclosure.people.is_empty() && disclosure.subject_address.is_none());
    let text = outcome.text("dee", Pack::CareCopy);
    for other in ["Neil", "Larkfield", "01632 960111", "Mill Lane"] {
        assert!(!text.contains(other), "{other}");
    }
}

/// No service that prints and posts for the council is fed: whatever a copy's length, its ways are
/// those of the print room, of the council's own hands and of held lists.
#[test]
fn x38_there_is_no_way_that_splits_a_copy() {
    let mut record = plain();
    set_party(
        &mut record,
        "jo",
        json!({"access": {"information_formats": [{"min_point_size": 28}]}}),
    );
    assert_eq!(ways(&record, "jo"), [Way::Post]);
    let cover = covered(&record, "jo");
    assert_eq!(cover.as_deref(), Some("1 Mill Lane, Brackenholt"));
    let jobs = outcome(&record).jobs("jo").count();
    assert_eq!(jobs, 1, "one copy is one item");
}

/// Deny by default: what a basis lacks, for every basis.
#[test]
fn a_claim_that_lacks_something_waits() {
    let cases: [(&str, Value, &str); 10] = [
        ("the carer's own wish", json!({"asked_by": "dee"}), "SHR-01"),
        ("nobody says who asked", json!({}), "SHR-01"),
        ("asked tomorrow", json!({"asked_by": "jo", "asked_on": "2026-06-02"}), "SHR-01"),
        ("no consent", json!({"basis": "consent"}), "SHR-01"),
        ("no authority", json!({"basis": "legal_authority"}), "SHR-01"),
        ("no duty", json!({"basis": "duty"}), "SHR-01"),
        ("no decision", json!({"basis": "best_interests"}), "SHR-01"),
        (
            "nothing filed",
            json!({"basis": "override", "asked_by": "pam", "asked_on": "2026-05-01"}),
            "SHR-01",
        ),
        (
            "a section that is none",
            json!({"asked_by": "jo", "scope": {"sections": ["secrets"]}}),
            "SHR-14",
        ),
        ("no section", json!({"asked_by": "jo", "scope": {"sections": []}}), "SHR-14"),
    ];
    for (what, fields, rule) in cases {
        let mut claim = json!({"party": "dee"});
        set(&mut claim, fields);
        let mut record = with(json!({"copy_requests": [claim]}));
        assert_eq!(outcome(&record).held("dee"), [rule], "{what}");
        assert!(outcome(&record).packs("dee").is_empty(), "{what}");
        record["regime"] = json!("wales_adult");
        let welsh = if rule == "SHR-01" { "WAL-14" } else { rule };
        assert_eq!(outcome(&record).held("dee"), [welsh], "{what}");
    }
    let stands = outcome(&asked("dee", &json!("full")));
    assert_eq!(
        stands.jobs("dee").map(|job| job.basis).collect::<Vec<_>>(),
        [Basis::SubjectRequest]
    );
}
