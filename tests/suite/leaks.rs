//! What must stay out is nowhere: in no text, no bookmark, no metadata, no stream of any PDF, and in
//! none of the run's own files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_yaml::Value;

use crate::stage::{Made, ROOT, SAMPLES, none, on_two_threads};

/// Words of samples that no copy may have, or no copy but the subject's own, each with why, chosen
/// by hand so that a fault in reading the record can't hide them from the test.
const SECRETS: &[(&str, &str, &str)] = &[
    ("04-marguerite-carer.yaml", "frightened when he shouts", "hers alone: told in confidence"),
    ("04-marguerite-carer.yaml", "feel safe at home", "hers alone: told in confidence"),
    (
        "04-marguerite-carer.yaml",
        "worn out by broken nights",
        "hers alone: a risk about somebody else",
    ),
    ("20-heledd-welsh-integrated.yaml", "Hafod-y-grug", "the safe address"),
    ("20-heledd-welsh-integrated.yaml", "Lôn Gudd", "the safe address"),
    ("20-heledd-welsh-integrated.yaml", "ZZ7 9SF", "the safe address"),
    ("20-heledd-welsh-integrated.yaml", "Rees-Morfa", "the person of concern"),
    ("20-heledd-welsh-integrated.yaml", "Rhes y Chwarel", "the address of the person of concern"),
    ("21-gethin-carer.yaml", "Hafod-y-grug", "the safe address"),
    ("21-gethin-carer.yaml", "Lôn Gudd", "the safe address"),
    ("21-gethin-carer.yaml", "ZZ7 9SF", "the safe address"),
];

/// Reasons for which the person's own copy has what no other copy has.
const OWN: &str = "hers alone: ";

/// The classes that the person's own copy has.
const SHOWN: &[&str] = &["normal", "health", "finance", "safeguarding"];

/// What a carer said of themselves: in nobody's copy but their own.
const CARERS_OWN: &[&str] = &["carer_views", "carer_needs", "carer_wishes_extent", "carer_support"];

/// Letters and digits only, in lower case: no space, dash or quote of a page hides a word.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn sample(file: &str) -> Value {
    let text = fs::read_to_string(Path::new(ROOT).join("samples").join(file)).expect("a sample");
    serde_yaml::from_str(&text).expect("a sample is YAML")
}

/// The person whose record it is, and those who let them read what is theirs.
#[derive(Default)]
struct Reader {
    subject: String,
    consented: Vec<String>,
}

impl Reader {
    fn of(record: &Value) -> Self {
        let parties = record["parties"].as_sequence().expect("parties");
        let subject = parties.iter().find(|party| party["is_subject"] == true).expect("a subject");
        let subject = subject["party_id"].as_str().expect("an id").to_owned();
        let consents = record["consents"].as_sequence().into_iter().flatten();
        let to_them = consents.filter(|consent| consent["recipient"] == subject.as_str());
        let consented = to_them.filter_map(|one| one["giver"].as_str().map(str::to_owned));
        Self { consented: consented.collect(), subject }
    }

    fn may_read_of(&self, party: &str) -> bool {
        party == self.subject || self.consented.iter().any(|one| one == party)
    }
}

/// The texts of pieces that are of a class that is not shown, or about somebody else: read from the
/// file itself and judged here, apart from the program.
fn withheld(
    value: &Value,
    reader: &Reader,
    secret: bool,
    all: &mut BTreeSet<String>,
    shown: &mut BTreeSet<String>,
) {
    match value {
        Value::Mapping(map) => {
            let text = |field: &str| map.get(field).and_then(Value::as_str);
            let class = text("sensitivity").unwrap_or("normal");
            // What the person said themselves may come back to them.
            let own_gift = text("source_party") == Some(reader.subject.as_str());
            let about = map.get("about").and_then(Value::as_sequence).into_iter().flatten();
            let anothers = about.filter_map(Value::as_str).any(|party| !reader.may_read_of(party))
                && !own_gift;
            let allowed = map.get("share").is_some_and(|share| {
                let allows = share["allow"].as_sequence().into_iter().flatten();
                allows.into_iter().any(|allow| allow["audience"] == "subject")
            });
            let shows = SHOWN.contains(&class)
                || own_gift && matches!(class, "confidential" | "third_party");
            // Unpaid help is a part of the plan of whoever gets it, though it is about its giver.
            let carer = text("carer_ref");
            let secret = secret || !allowed && (!shows || anothers && carer.is_none());
            for (field, inside) in map {
                let field = field.as_str().unwrap_or_default();
                let carers_own = carer.is_some_and(|carer| !reader.may_read_of(carer))
                    && CARERS_OWN.contains(&field);
                withheld(inside, reader, secret || carers_own, all, shown);
            }
        }
        Value::Sequence(items) => {
            items.iter().for_each(|item| withheld(item, reader, secret, all, shown));
        }
        // Short words, such as codes and names, stand in many places.
        Value::String(text) if text.split_whitespace().count() >= 4 => {
            if secret {
                all.insert(text.clone())
            } else {
                shown.insert(text.clone())
            };
        }
        _ => {}
    }
}

/// Every secret that a copy of a sample must not have. For the person's own copy: sentences of at
/// least four words that stand nowhere else in the record, and what nobody may have; for anybody
/// else's, what was chosen by hand (`canary` looks for everything).
fn secrets(file: &str, own: bool) -> Vec<String> {
    let by_hand =
        SECRETS.iter().filter(|(of, _, why)| *of == file && !(own && why.starts_with(OWN)));
    let by_hand = by_hand.map(|(_, secret, _)| (*secret).to_owned());
    if !own {
        return by_hand.collect();
    }
    let record = sample(file);
    let (mut all, mut shown) = (BTreeSet::new(), BTreeSet::new());
    withheld(&record, &Reader::of(&record), false, &mut all, &mut shown);
    let shown: Vec<String> = shown.iter().map(|text| bare(text)).collect();
    let sentences = all.iter().flat_map(|text| text.split(['.', '!', '?', ';', '\n']));
    let long = sentences.filter(|sentence| sentence.split_whitespace().count() >= 4);
    let mut secrets: Vec<String> = long.map(str::to_owned).collect();
    secrets.retain(|secret| !shown.iter().any(|text| text.contains(&bare(secret))));
    secrets.extend(by_hand);
    secrets
}

/// Promise: what a copy must not have is in no part of its PDF.
#[test]
fn no_pdf_holds_what_was_withheld() {
    let checked = on_two_threads(&SAMPLES.run.copies, |copy| {
        let own = copy.entry["recipient"] == 1 && copy.entry["pack"] == "full";
        let secrets = secrets(&copy.file, own);
        let hiding = hiding_places(copy);
        let found =
            secrets.iter().filter(|secret| hiding.iter().any(|text| text.contains(&bare(secret))));
        let found: Vec<String> = found.map(|secret| format!("{}: {secret}", copy.name)).collect();
        (secrets.len(), found)
    });
    let looked_for: usize = checked.iter().map(|(count, _)| count).sum();
    assert!(looked_for > 30, "only {looked_for} secrets were looked for");
    let found: Vec<String> = checked.into_iter().flat_map(|(_, found)| found).collect();
    none(&found, "secrets are in a PDF");
}

fn hiding_places(copy: &Made) -> Vec<String> {
    let mut places: Vec<String> = copy.tags.everything().iter().map(|text| bare(text)).collect();
    places.push(bare(&String::from_utf8_lossy(&copy.pdf)));
    places.retain(|place| !place.is_empty());
    places
}

/// The search itself finds what is there: a sentence of each copy, by the same way.
#[test]
fn the_search_finds_what_is_there() {
    for copy in &SAMPLES.run.copies {
        let text = copy.tags.text();
        let line =
            text.lines().find(|line| line.split_whitespace().count() > 6).expect("a sentence");
        assert!(
            hiding_places(copy).iter().any(|place| place.contains(&bare(line))),
            "{}",
            copy.name
        );
    }
    for (file, secret, why) in SECRETS {
        let text =
            fs::read_to_string(Path::new(ROOT).join("samples").join(file)).expect("a sample");
        assert!(bare(&text).contains(&bare(secret)), "{file} no longer has `{secret}` ({why})");
    }
}

/// Promise: reports, lists, the ledger and names of files hold no text of any person: no name, no
/// address, no sentence of a record.
#[test]
fn the_reports_name_nobody() {
    let mut personal = BTreeSet::new();
    let mut files: Vec<String> = SAMPLES.run.copies.iter().map(|copy| copy.file.clone()).collect();
    files.dedup();
    for file in &files {
        let record = sample(file);
        for party in record["parties"].as_sequence().expect("parties") {
            for field in ["given", "family", "full"] {
                personal.extend(party["name"][field].as_str().map(str::to_owned));
            }
            for address in party["addresses"].as_sequence().into_iter().flatten() {
                personal.extend(address["postcode"].as_str().map(str::to_owned));
            }
            for contact in party["contact"].as_sequence().into_iter().flatten() {
                personal.extend(contact["value"].as_str().map(str::to_owned));
            }
            for field in ["date_of_birth", "nhs_number", "case_number"] {
                personal.extend(party[field].as_str().map(str::to_owned));
            }
        }
        let (mut secret, mut shown) = (BTreeSet::new(), BTreeSet::new());
        withheld(&record, &Reader::default(), false, &mut secret, &mut shown);
        personal.extend(secret.into_iter().chain(shown));
    }
    // The council's own address and telephone number stand in the report's letterhead.
    let council =
        fs::read_to_string(Path::new(ROOT).join("samples/planpress.yaml")).expect("a file");
    let council = bare(&council);
    personal.retain(|text| bare(text).len() >= 4 && !council.contains(&bare(text)));
    assert!(personal.len() > 500, "only {} personal texts", personal.len());
    let out = &SAMPLES.run.out;
    let mut problems = Vec::new();
    let mut looked_at = 0;
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.expect("the folder can be walked");
        let name = entry.path().strip_prefix(out).expect("inside").display().to_string();
        if !entry.file_type().is_file() {
            continue;
        }
        looked_at += 1;
        let is_copy = name.ends_with(".pdf");
        let text = if is_copy { Vec::new() } else { fs::read(entry.path()).expect("a file") };
        // A report says where a record stands: the names of files are their owner's choice.
        let mut text = String::from_utf8_lossy(&text).into_owned();
        for file in &files {
            text = text.replace(file.as_str(), "");
        }
        // Whole words: a name of four letters may be part of another word, or of a hash.
        let text = text.to_lowercase();
        let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let whole = bare(&text);
        for personal in &personal {
            let bare_text = bare(personal);
            let single = !personal.trim().contains(|c: char| !c.is_alphanumeric());
            let in_text = if single {
                words.contains(bare_text.as_str())
            } else {
                whole.contains(&bare_text)
            };
            if in_text || bare(&name).contains(&bare_text) {
                problems.push(format!("{name}: {personal}"));
            }
        }
    }
    assert!(looked_at > 30, "only {looked_at} files were looked at");
    none(&problems, "personal texts are in the run's own files");
}
