//! What the generator promises.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use super::bank::BANK;
use super::words::split_sentences;
use super::*;
use crate::plan::{Delivery, Document, LanguageTag, Record, Recorded, Regime, Status};

const SEED: u64 = 7;

fn records(count: u32) -> Vec<Record> {
    (1..=count).map(|number| plan::record(SEED, number)).collect()
}

fn files(count: u32, as_found: bool) -> Vec<Sample> {
    generate(&Options { count, seed: SEED, as_found }).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    assert_eq!(files(40, false), files(40, false));
    assert_eq!(files(40, true), files(40, true));
    assert_eq!(files(10, false), files(40, false)[..10]);
    let other: Vec<_> = generate(&Options { count: 40, seed: 8, as_found: false }).collect();
    assert_ne!(files(40, false), other);
}

#[test]
fn every_file_reads_back_as_the_record_that_it_was_made_from() {
    for (file, record) in files(200, false).iter().zip(records(200)) {
        assert!(file.yaml.starts_with("# Fictional: made by planpress sample, seed 7, record "));
        let read: Record = serde_yaml::from_str(&file.yaml)
            .unwrap_or_else(|error| panic!("{}: {error}", file.file_name));
        assert_eq!(read, record, "{}", file.file_name);
    }
}

#[test]
fn untidy_records_can_still_be_read() {
    let mut drafts = 0;
    for file in files(200, true) {
        let read: Record = serde_yaml::from_str(&file.yaml)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", file.file_name, file.yaml));
        drafts += usize::from(read.status != Status::SignedOff);
    }
    assert!((8..=35).contains(&drafts), "{drafts} drafts of 200");
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    let mut plan_ids = HashSet::new();
    for as_found in [false, true] {
        for file in files(200, as_found) {
            let value: Value = serde_yaml::from_str(&file.yaml).expect("YAML");
            let mut ids = HashSet::new();
            let mut refs = Vec::new();
            gather(&value, &mut ids, &mut refs);
            for one in refs {
                assert!(ids.contains(&one), "{}: {one}", file.file_name);
            }
            if !as_found {
                assert!(plan_ids.insert(value["plan_id"].to_string()));
            }
        }
    }
}

fn gather(value: &Value, ids: &mut HashSet<String>, refs: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                match (key.as_str(), inner) {
                    ("id" | "party_id", Value::String(id)) => {
                        assert!(ids.insert(id.clone()), "{id} twice");
                    }
                    ("plan_ref" | "carer_plan_ref" | "enquiry_ref", _) => {}
                    (
                        "assessor" | "owner" | "source_party" | "responsible_party" | "party"
                        | "asked_by" | "giver" | "reviewer" | "defined_by",
                        Value::String(id),
                    ) => refs.push(id.clone()),
                    (key, Value::String(id)) if key.ends_with("_ref") => refs.push(id.clone()),
                    (key, Value::Array(many)) if key.ends_with("_refs") || key == "contacts" => {
                        refs.extend(many.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    (_, inner) => gather(inner, ids, refs),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, ids, refs)),
        _ => {}
    }
}

#[test]
fn couples_link_to_each_other() {
    let records = records(600);
    let by_id: BTreeMap<_, _> =
        records.iter().map(|record| (record.plan_id.as_str(), record)).collect();
    let linked = |record: &Record| {
        record.content.linked_plans.given().and_then(|plans| plans[0].plan_ref.clone())
    };
    let mut couples = 0;
    for record in &records {
        let Some(other) = linked(record) else { continue };
        couples += 1;
        let other = by_id[other.as_str()];
        assert_eq!(linked(other).as_deref(), Some(record.plan_id.as_str()));
        assert_eq!(
            record.subject().map(|party| &party.addresses),
            other.subject().map(|party| &party.addresses)
        );
        assert!(
            other.parties.iter().any(|party| party.name == record.subject().expect("subject").name)
        );
        assert_eq!(record.plan_date, other.plan_date);
    }
    assert!(couples >= 4, "{couples} of 600 in couples");
}

#[test]
fn money_adds_up_in_one_period() {
    for record in records(300) {
        let costs: Vec<_> = record
            .content
            .supports
            .given()
            .into_iter()
            .flatten()
            .filter_map(|support| support.cost)
            .collect();
        let total: i64 = costs.iter().map(|money| money.pence).sum();
        if let Some(budget) = record.content.personal_budget.given() {
            let (cost, adult, council) = (
                budget.cost_to_la.expect("cost"),
                budget.adult_pays.expect("adult"),
                budget.la_pays.expect("council"),
            );
            assert_eq!(cost.pence, total, "{}", record.plan_id);
            assert_eq!(cost.pence, adult.pence + council.pence, "{}", record.plan_id);
            assert!(adult.pence >= 0 && council.pence >= 0);
            let periods: HashSet<_> =
                costs.iter().chain([&cost, &adult, &council]).map(|money| money.per).collect();
            assert_eq!(periods.len(), 1, "{}", record.plan_id);
            let charge = record.content.charges.given().and_then(|charges| charges.contribution);
            assert_eq!(charge.map(|money| money.pence), Some(adult.pence));
        } else {
            assert!(!record.regime.is_england() || record.document == Document::DecisionLetter);
        }
        let paid: i64 = record
            .content
            .direct_payments
            .given()
            .into_iter()
            .flatten()
            .filter_map(|payment| payment.amount)
            .map(|money| money.pence)
            .sum();
        let bought: i64 = record
            .content
            .supports
            .given()
            .into_iter()
            .flatten()
            .filter(|support| {
                support.delivery_mechanism == Recorded::Given(Delivery::DirectPayment)
            })
            .filter_map(|support| support.cost)
            .map(|money| money.pence)
            .sum();
        assert_eq!(paid, bought, "{}", record.plan_id);
    }
}

#[test]
fn nhs_numbers_are_of_the_test_range_and_have_their_check_digit() {
    assert_eq!(identity::nhs_check_digit("943476591"), Some(9), "the NHS's own example");
    for record in records(200) {
        let number = record.subject().and_then(|party| party.nhs_number.clone()).expect("number");
        let (digits, check) = number.split_at(9);
        assert!(digits.starts_with("999"));
        assert_eq!(
            identity::nhs_check_digit(digits).map(|digit| digit.to_string()).as_deref(),
            Some(check)
        );
    }
}

#[test]
fn dates_follow_one_another() {
    for record in records(300) {
        let planned = record.plan_date.expect("date");
        let content = &record.content;
        assert!(planned.year() == 2026 && planned.month() <= 5);
        assert!(
            record.subject().and_then(|party| party.date_of_birth).expect("birthday") < planned
        );
        assert!(
            content.assessment.as_ref().and_then(|one| one.completed_on).expect("assessed")
                < planned
        );
        if let Some(review) = content.review_plan.given() {
            let days = (review.next_review_on.expect("review") - planned).get_days();
            assert!((1..=365).contains(&days), "{}", record.plan_id);
        }
    }
}

#[test]
fn kinds_forms_and_languages_are_shared_out_as_in_life() {
    let records = records(1000);
    let share =
        |test: &dyn Fn(&Record) -> bool| records.iter().filter(|record| test(record)).count();
    let formats = |record: &Record| {
        record
            .subject()
            .and_then(|party| party.access.clone())
            .unwrap_or_default()
            .information_formats
    };
    let easy = |record: &Record| {
        formats(record).iter().any(|one| one.snomed.as_deref() == Some("796161000000101"))
    };
    assert!((670..=780).contains(&share(&|record| formats(record).is_empty())));
    assert!((40..=85).contains(&share(&easy)));
    assert!((3..=40).contains(&share(&|record| formats(record).len() == 2)));
    assert!((160..=250).contains(&share(&|record| !formats(record).is_empty() && !easy(record))));
    assert!((150..=250).contains(&share(&|record| !record.regime.is_england())));
    assert!((150..=250).contains(&share(&|record| record.regime.is_carer())));
    assert!((70..=130).contains(&share(&|record| record.languages[0] == LanguageTag::cy())));
    assert!((860..=950).contains(&share(&|record| record.document == Document::Plan)));
    assert!(share(&|record| record.document == Document::Review) >= 35);
    assert!(share(&|record| record.document == Document::DecisionLetter) >= 15);
    assert!(
        share(&|record| matches!(record.document, Document::Closure | Document::Confirmation)) >= 8
    );
    assert!(share(&|record| record.regime == Regime::WalesCarer) >= 15);
    assert!(share(&|record| record.content.direct_payments.given().is_some()) >= 200);
}

/// Every text of a record in Welsh has both languages, and every text of one in easy read has rows,
/// in the record's languages, whose pictures exist.
#[test]
fn welsh_and_easy_read_are_complete() {
    let pictures: Value =
        serde_yaml::from_str(include_str!("../../templates/pictures/index.yaml")).expect("index");
    let mut seen = (0, 0);
    for record in records(300) {
        let formats = record
            .subject()
            .and_then(|party| party.access.clone())
            .unwrap_or_default()
            .information_formats;
        let easy = formats.iter().any(|one| one.snomed.as_deref() == Some("796161000000101"));
        let languages: Vec<_> = record.languages.iter().map(|tag| tag.0.clone()).collect();
        seen.0 += usize::from(easy);
        seen.1 += usize::from(languages.len() == 2);
        complete(&print::to_value(&record), easy, &languages, &pictures["pictures"]);
    }
    assert!(seen.0 > 5 && seen.1 > 10, "{seen:?}");
}

fn complete(value: &Value, easy: bool, languages: &[String], pictures: &Value) {
    match value {
        Value::Object(object) => {
            if let Some(texts) = object.get("text") {
                if languages.len() > 1 {
                    for language in languages {
                        assert!(
                            texts[language].as_str().is_some_and(|text| !text.is_empty()),
                            "{texts}"
                        );
                    }
                }
                assert!(!texts.to_string().contains(['{', '}']) || texts.is_object(), "{texts}");
                for text in texts.as_object().into_iter().flat_map(|by| by.values()).chain([texts])
                {
                    assert!(!text.as_str().unwrap_or_default().contains('{'), "{text}");
                }
                for language in languages.iter().filter(|_| easy) {
                    let rows = object["easy_read"][language].as_array().expect("rows");
                    assert!(!rows.is_empty());
                    for row in rows {
                        let picture = row["picture_id"].as_str().expect("picture");
                        assert!(pictures.get(picture).is_some(), "{picture}");
                    }
                }
                return;
            }
            object.values().for_each(|inner| complete(inner, easy, languages, pictures));
        }
        Value::Array(items) => {
            for item in items {
                complete(item, easy, languages, pictures);
            }
        }
        _ => {}
    }
}

#[test]
fn the_banks_phrases_are_in_step() {
    let mut count = 0;
    let files = [
        include_str!("bank/adult.yaml"),
        include_str!("bank/carer.yaml"),
        include_str!("bank/about.yaml"),
        include_str!("bank/plan.yaml"),
        include_str!("bank/review.yaml"),
    ];
    for file in files {
        let value: Value = serde_yaml::from_str(file).expect("YAML");
        in_step(&value, &mut count);
    }
    assert!(count > 500, "{count} phrases");
    assert!(BANK.adult.len() >= 20);
}

fn in_step(value: &Value, count: &mut usize) {
    match value {
        Value::Object(object) if object.contains_key("pic") => {
            *count += 1;
            let text = |key: &str| object[key].as_str().expect("text");
            let sentences = split_sentences(text("en")).len();
            assert_eq!(sentences, split_sentences(text("cy")).len(), "{}", text("en"));
            assert!(text("pic").split_whitespace().count() <= sentences, "{}", text("en"));
            for sentence in split_sentences(text("en")) {
                assert!(sentence.split_whitespace().count() <= 16, "{sentence}");
            }
        }
        Value::Object(object) => object.values().for_each(|inner| in_step(inner, count)),
        Value::Array(items) => items.iter().for_each(|item| in_step(item, count)),
        _ => {}
    }
}

#[test]
fn three_of_a_hundred_live_as_couples() {
    let couples =
        (1..=20_000).filter(|number| identity::Household::of(SEED, *number).partner.is_some());
    let count = couples.count();
    assert!((480..=720).contains(&count), "{count} of 20,000");
}
