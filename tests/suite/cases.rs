//! The three worked examples of the design, from the record to the copies: who has one, in which
//! form, and what each may not have. The records are `tests/cases/*.yaml`.

use std::fs;
use std::path::Path;

use planpress::config::{Config, Decisions};
use planpress::disclose::{
    Decision, Disclosed, Job, Matter, Pack, Setting, cover, decide, disclose,
};
use planpress::merge::merge;
use planpress::plan::{LanguageTag, Record, Texts};
use planpress::template::Templates;
use planpress::wording::Wordings;

fn file<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    // Through JSON: a bare mapping stands for an enum there, as in the program's own reader.
    let value: serde_json::Value =
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_value(value).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The first of some records, decided about.
struct Made {
    /// One line a copy: party, pack, form, way or what stops it.
    table: Vec<String>,
    copies: Vec<(Job, Disclosed)>,
    /// The covers of what is posted.
    covers: String,
    templates: Templates,
}

fn make(records: &[Record], decisions: &Decisions, date: &str) -> Made {
    let (templates, _) = Templates::load(None, None).expect("the built-in templates load");
    let mut config = Config::default();
    config.policy.file_copy = true;
    let group: Vec<&Record> = records.iter().collect();
    let matter = Matter { record: &records[0], group: &group, findings: &[] };
    let mut table = Vec::new();
    let mut copies = Vec::new();
    let mut covers = String::new();
    {
        let setting = Setting {
            config: &config,
            lists: templates.lists(),
            decisions,
            date: date.parse().expect("a date"),
            include_restricted: false,
        };
        for copy in decide(&matter, &setting).copies {
            table.push(match &copy {
                Decision::Make(job) => {
                    let edition = &job.edition;
                    format!(
                        "{} {} {} {} {} {}",
                        job.recipient,
                        job.pack.as_str(),
                        edition.format,
                        edition.size_pt,
                        edition.language,
                        job.way.as_str(),
                    )
                }
                Decision::Hold(hold) => {
                    let party = hold.recipient.as_ref().map_or("-", |id| id.as_str());
                    format!("{party} {} held {}", hold.pack.as_str(), hold.reason.rule.id)
                }
                Decision::Suppress(stop) => {
                    let party = stop.recipient.as_ref().map_or("-", |id| id.as_str());
                    format!("{party} {} not sent {}", stop.pack.as_str(), stop.reason.rule.id)
                }
            });
            if let Decision::Make(job) = copy {
                covers.push_str(&format!("{:?}", cover(&records[0], &[&job], &setting)));
                let disclosed = disclose(&matter, &job, &setting).expect("what is made can be");
                copies.push((job, disclosed));
            }
        }
    }
    Made { table, copies, covers, templates }
}

impl Made {
    fn text(&self, party: &str, pack: Pack) -> String {
        let found = self
            .copies
            .iter()
            .filter(|(job, _)| job.recipient.as_str() == party && job.pack == pack);
        // In every form: where nobody wrote his part in easy read, only her print has it.
        let texts: Vec<String> =
            found.map(|(_, disclosed)| format!("{:?}", disclosed.disclosure)).collect();
        assert!(!texts.is_empty(), "no {pack:?} for {party}");
        texts.concat()
    }

    /// The copies, as `party pack`, that hold a text.
    fn holders(&self, text: &str) -> Vec<String> {
        let holds = self
            .copies
            .iter()
            .filter(|(_, disclosed)| format!("{:?}", disclosed.disclosure).contains(text));
        let mut holders: Vec<String> =
            holds.map(|(job, _)| format!("{} {}", job.recipient, job.pack.as_str())).collect();
        holders.dedup();
        holders
    }

    /// The rules that stop a copy when it is put into words.
    fn stopped_by(&self, party: &str, pack: Pack) -> Vec<String> {
        let wordings = Wordings::load(&self.templates).expect("the built-in wording loads");
        let mut rules = Vec::new();
        for (job, disclosed) in &self.copies {
            if job.recipient.as_str() != party || job.pack != pack {
                continue;
            }
            let wording = wordings.get(&job.edition.language).expect("a wording");
            if let Err(findings) =
                merge(&disclosed.disclosure, wording, self.templates.pictures(), None)
            {
                rules.extend(
                    findings
                        .iter()
                        .filter(|one| one.stops >= planpress::finding::Stops::Copy)
                        .map(|one| format!("{} {}", one.rule.id, job.edition.format)),
                );
            }
        }
        rules.sort();
        rules.dedup();
        rules
    }
}

#[test]
fn f1_one_copy_at_twenty_points() {
    let made = make(&[file("f1-simple.yaml")], &Decisions::default(), "2025-05-15");
    assert_eq!(
        made.table,
        ["desmond full large_print 20 en post", "desmond file_copy standard 14 en file"]
    );
    let own = made.text("desmond", Pack::Full);
    assert!(own.contains("A large shop every month") && !own.contains("no more than that"));
    assert!(!own.contains("Weir Court") && !own.contains("07700 900101"));
    assert!(made.stopped_by("desmond", Pack::Full).is_empty());
}

#[test]
fn f2_a_summary_without_strain_money_or_disagreement() {
    let made = make(&[file("f2-medium.yaml")], &Decisions::default(), "2025-05-15");
    assert_eq!(
        made.table,
        [
            "marguerite full standard 14 en email",
            "centre summary standard 14 en post",
            "marguerite file_copy standard 14 en file",
        ]
    );
    assert_eq!(made.holders("frightened"), ["marguerite full", "marguerite file_copy"]);
    let centre = made.text("centre", Pack::Summary);
    assert!(centre.contains("A sitter") && centre.contains("Time for the choir"));
    for withheld in
        ["strain", "38000", "DirectPayment", "six hours", "library", "Thomas", "sleep badly"]
    {
        assert!(!centre.contains(withheld), "{withheld}");
    }
}

fn f3() -> Vec<Record> {
    ["f3-complex.yaml", "f3-husband.yaml", "f3-health.yaml"].map(file).into()
}

const F3_OWN: [&str; 2] =
    ["heledd full easy_read 24 cy hand", "heledd full large_print 24 cy hand"];

#[test]
fn f3_others_wait_for_the_health_board() {
    let made = make(&f3(), &Decisions::default(), "2025-04-03");
    assert_eq!(made.table[..2], F3_OWN);
    let rest: Vec<&str> = made.table[2..].iter().map(String::as_str).collect();
    assert_eq!(
        rest,
        [
            "gethin care_copy not sent SHR-19",
            "sian full held SHR-15",
            "mali finance held SHR-15",
            "afallen provider_extract held SHR-15",
            "heledd file_copy standard 14 cy file",
        ]
    );
}

#[test]
fn f3_with_the_decision_all_copies_are_made() {
    let made = make(&f3(), &file("f3-decisions.yaml"), "2025-04-03");
    assert_eq!(made.table[..2], F3_OWN);
    let rest: Vec<&str> = made.table[2..].iter().map(String::as_str).collect();
    assert_eq!(
        rest,
        [
            "gethin care_copy not sent SHR-19",
            "sian full standard 14 cy post",
            "mali finance standard 14 cy post",
            "afallen provider_extract standard 14 en post",
            "heledd file_copy standard 14 cy file",
        ]
    );
    // What the enquiry found, in exactly two.
    assert_eq!(made.holders("THE ENQUIRY FOUND"), ["heledd full", "heledd file_copy"]);
    // The secret address, the person of concern, the child: in none.
    for nowhere in ["Hafan Gudd", "Lôn Gudd", "ZZ7 9SF", "Rees-Morfa", "Rhes y Chwarel"] {
        assert_eq!(made.holders(nowhere), [""; 0], "{nowhere}");
        assert!(!made.covers.contains(nowhere), "{nowhere}");
    }
    for child in ["Nel\"", "Ysgol y Wern"] {
        assert_eq!(made.holders(child), ["heledd file_copy"], "{child}");
    }
    assert_eq!(made.holders("2015"), [""; 0], "her grandchild's date of birth");
    // Hers is handed over: it has what the enquiry found.
    assert!(!made.covers.contains("Canolfan Wern") && made.covers.contains("Stryd y Banc"));
    // Her own copy has the health board's part, and his as far as it is not private.
    let own = made.text("heledd", Pack::Full);
    assert!(own.contains("A nurse visits"), "nurse");
    assert!(own.contains("A sitter on Fridays"), "sitter");
    assert!(!own.contains("PRIVATE STRAIN"));
    // He agreed that she sees his views.
    assert!(own.contains("WORN OUT") && own.contains("NIGHT CARE"));
    // No money for the provider, no care for the attorney.
    let provider = made.text("afallen", Pack::ProviderExtract);
    for withheld in ["124800", "6500", "20100", "DirectPayment", "WORN OUT", "NIGHT CARE"] {
        assert!(!provider.contains(withheld), "{withheld}");
    }
    assert!(provider.contains("A hot pan") && provider.contains("Gethin is ill"));
    let attorney = made.text("mali", Pack::Finance);
    assert!(attorney.contains("124800") && attorney.contains("6500"));
    assert!(!attorney.contains("Cook again") && !attorney.contains("Sleeping without fear"));
    assert!(!made.text("sian", Pack::Full).contains("WORN OUT"));
    assert!(!made.text("sian", Pack::Full).contains("A nurse visits"));
}

/// From his side: his own plan, and of hers what she asked that he have, in one copy.
#[test]
fn f3_the_husband_has_his_plan_and_the_sections_she_chose() {
    let mut records = f3();
    records.swap(0, 1);
    let made = make(&records, &Decisions::default(), "2025-04-03");
    assert_eq!(made.table[0], "g-gethin full large_print 18 en post");
    assert!(made.covers.contains("c/o Canolfan Wern"));
    let own = made.text("g-gethin", Pack::Full);
    assert!(own.contains("PRIVATE STRAIN") && own.contains("A sitter on Fridays"));
    assert!(own.contains("Care in the morning") && own.contains("Gethin is ill"));
    for hers in [
        "Sleep without fear",
        "Remembering medicine",
        "THE ENQUIRY",
        "124800",
        "Hafan Gudd",
        "A hot pan",
    ] {
        assert!(!own.contains(hers), "{hers}");
    }
}

#[test]
fn f3_the_decision_ends_and_they_wait_again() {
    let made = make(&f3(), &file("f3-decisions.yaml"), "2026-01-01");
    assert_eq!(made.table.iter().filter(|line| line.ends_with("held SHR-15")).count(), 3);
}

/// One text without Welsh stops the Welsh copies that show it, and no other.
#[test]
fn f3_a_text_without_welsh_stops_the_packs_that_show_it() {
    let mut records = f3();
    let planpress::plan::Recorded::Given(needs) = &mut records[0].content.needs else {
        panic!("needs")
    };
    needs[3].item.text =
        Texts::ByLanguage([(LanguageTag::en(), "Going to the choir".to_owned())].into());
    let made = make(&records, &file("f3-decisions.yaml"), "2025-04-03");
    assert!(made.stopped_by("heledd", Pack::Full).contains(&"WAL-11 large_print".to_owned()));
    assert_eq!(made.stopped_by("sian", Pack::Full), ["WAL-11 standard"]);
    assert!(made.stopped_by("mali", Pack::Finance).is_empty());
    assert!(made.stopped_by("afallen", Pack::ProviderExtract).is_empty());
}
