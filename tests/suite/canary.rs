//! Promise: whatever a record holds, a copy has what its reader may have and nothing else. Every text
//! of many plans is a canary; each copy of every pack, for a reader of every role, is looked through
//! for canaries that an oracle, apart from the program, says must not be there.

mod files;
mod forge;
mod oracle;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use planpress::config::{Config, Decisions};
use planpress::disclose::{
    Decision, Disclosed, Edition, Job, Matter, Pack, Setting, Way, decide, disclose,
};
use planpress::merge::merge;
use planpress::plan::{Basis, LanguageTag, Role};
use planpress::template::{Format, Layout, Templates};
use planpress::wording::Wordings;

use forge::{Forged, canaries, forge};
use oracle::Copy;

const DATE: &str = "2026-06-01";

static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| Templates::load(None, None).expect("the built-in templates load").0);
static WORDINGS: LazyLock<Wordings> =
    LazyLock::new(|| Wordings::load(&TEMPLATES).expect("the built-in wording loads"));
static CONFIG: LazyLock<Config> = LazyLock::new(Config::default);
static DECISIONS: LazyLock<Decisions> = LazyLock::new(Decisions::default);

fn setting() -> Setting<'static> {
    Setting {
        config: &CONFIG,
        lists: TEMPLATES.lists(),
        decisions: &DECISIONS,
        date: DATE.parse().expect("a date"),
        include_restricted: false,
    }
}

/// More plans where there is time: `PLANPRESS_LONG=1`.
fn plans() -> u32 {
    if is_long() { 300 } else { 9 }
}

fn is_long() -> bool {
    std::env::var_os("PLANPRESS_LONG").is_some()
}

fn job(recipient: &planpress::plan::Id, pack: Pack, format: Format, language: LanguageTag) -> Job {
    let layout = if pack.is_opt_in() { Layout::PublicSummary } else { Layout::Plan };
    Job {
        recipient: recipient.clone(),
        pack,
        sections: None,
        basis: Basis::SubjectRequest,
        edition: Edition { layout, format, size_pt: 18, language },
        way: Way::Post,
        by_hand: None,
        parts: Vec::new(),
        separate: false,
        // What holds a copy is another test's: here the copy itself is looked at.
        accepted: ["SHR-13", "SHR-21", "DAT-03", "DAT-04"].map(str::to_owned).into(),
    }
}

/// What was found of one plan.
#[derive(Default)]
struct Found {
    pairs: usize,
    disclosed: usize,
    merged: usize,
    /// Texts that had to be there, and were.
    present: usize,
    /// Texts that must not be there, and were not.
    absent: usize,
    problems: Vec<String>,
}

impl Found {
    fn add(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.disclosed += other.disclosed;
        self.merged += other.merged;
        self.present += other.present;
        self.absent += other.absent;
        self.problems.extend(other.problems);
    }
}

/// The canaries that a copy may have, and those that it must.
fn verdict(forged: &Forged, recipient: &str, pack: Pack) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let copy = Copy { record: &forged.json, recipient, pack: pack.as_str(), date: DATE };
    let content = copy.content();
    let mut may = copy.identities(&content);
    may.extend(content.may);
    // The document's own name is the council's.
    may.extend(
        forged.json["display_title"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, text)| text.as_str().map(str::to_owned)),
    );
    let numbers = |texts: &BTreeSet<String>| texts.iter().flat_map(|text| canaries(text)).collect();
    (numbers(&may), numbers(&content.must))
}

/// Looks through one text for canaries that must not be there.
fn leaks(
    forged: &Forged,
    what: &str,
    text: &str,
    may: &BTreeSet<usize>,
    problems: &mut Vec<String>,
) {
    for number in canaries(text).filter(|number| !may.contains(number)).collect::<BTreeSet<_>>() {
        problems.push(format!("{what}: `{}` leaks", forged.fields[number]));
    }
    // Dates of birth: of the 18th century, to be told from every other date.
    for at in text.match_indices("-01-02").map(|(at, _)| at).filter(|at| *at >= 4) {
        if text[at - 4..at].starts_with("17") {
            problems.push(format!("{what}: a date of birth leaks"));
        }
    }
}

fn look_at(number: u32) -> Found {
    let forged = forge(number);
    let record = &forged.record;
    let group = [record];
    let matter = Matter { record, group: &group, findings: &[] };
    let mut found = Found::default();
    for party in &record.parties {
        found.pairs += 1;
        for pack in Pack::ALL {
            let what = format!("plan {number}, {} for {:?}", pack.as_str(), party.roles);
            let (may, must) = verdict(&forged, party.party_id.as_str(), pack);
            let mut disclosed = None;
            // Every edition where there is time; otherwise they take turns.
            let editions = [
                (Format::Standard, LanguageTag::en()),
                (Format::EasyRead, LanguageTag::cy()),
                (Format::Standard, LanguageTag::cy()),
                (Format::EasyRead, LanguageTag::en()),
            ];
            let turn = found.pairs + number as usize;
            {
                for (place, (format, language)) in editions.into_iter().enumerate() {
                    if !is_long() && place != turn % 4 {
                        continue;
                    }
                    let job = job(&party.party_id, pack, format, language.clone());
                    match disclose(&matter, &job, &setting()) {
                        Err(stopped) => {
                            let text = format!("{stopped:?}");
                            leaks(&forged, &what, &text, &BTreeSet::new(), &mut found.problems);
                        }
                        Ok(one) => {
                            found.merged += usize::from(merged(
                                &forged,
                                &what,
                                &one,
                                &language,
                                &may,
                                &mut found.problems,
                            ));
                            disclosed = Some(one);
                        }
                    }
                }
            }
            let danger = party.roles.contains(&Role::PersonOfConcern);
            let Some(one) = disclosed else { continue };
            if danger {
                found.problems.push(format!("{what}: a copy for who is a danger"));
            }
            found.disclosed += 1;
            let text = format!("{:?}", one.disclosure);
            leaks(&forged, &what, &text, &may, &mut found.problems);
            let audit = format!(
                "{:?}{}",
                one.withheld,
                serde_json::to_string(&one.withheld).expect("JSON")
            );
            leaks(&forged, &what, &audit, &BTreeSet::new(), &mut found.problems);
            let there: BTreeSet<usize> = canaries(&text).collect();
            for missing in must.difference(&there) {
                found.problems.push(format!("{what}: `{}` is missing", forged.fields[*missing]));
            }
            found.present += must.len();
            found.absent += forged.fields.len() - may.len();
        }
    }
    found.add(decided(&forged, number));
    found
}

/// What the template would read.
fn merged(
    forged: &Forged,
    what: &str,
    one: &Disclosed,
    language: &LanguageTag,
    may: &BTreeSet<usize>,
    problems: &mut Vec<String>,
) -> bool {
    let wording = WORDINGS.get(language).expect("the wording of both languages");
    let made = merge(&one.disclosure, wording, TEMPLATES.pictures(), None);
    let (text, is_made) = match made {
        Ok((data, findings)) => {
            let data = serde_json::to_string(&data).expect("merge data is JSON");
            leaks(forged, what, &format!("{findings:?}"), &BTreeSet::new(), problems);
            (data, true)
        }
        Err(findings) => {
            leaks(forged, what, &format!("{findings:?}"), &BTreeSet::new(), problems);
            (String::new(), false)
        }
    };
    leaks(forged, what, &text, may, problems);
    is_made
}

/// The copies that the record itself leads to.
fn decided(forged: &Forged, number: u32) -> Found {
    let record = &forged.record;
    let group = [record];
    let matter = Matter { record, group: &group, findings: &[] };
    let mut found = Found::default();
    for copy in decide(&matter, &setting()).copies {
        match copy {
            Decision::Make(job) => {
                let what =
                    format!("plan {number}, decided {} for {}", job.pack.as_str(), job.recipient);
                let party = record.parties.iter().find(|one| one.party_id == job.recipient);
                if party.is_none_or(|one| one.roles.contains(&Role::PersonOfConcern)) {
                    found.problems.push(format!("{what}: a copy for who is a danger"));
                }
                let one = disclose(&matter, &job, &setting()).expect("what is made can be");
                let (may, _) = verdict(forged, job.recipient.as_str(), job.pack);
                leaks(forged, &what, &format!("{:?}", one.disclosure), &may, &mut found.problems);
            }
            Decision::Hold(hold) => {
                leaks(
                    forged,
                    "a hold",
                    &format!("{:?}", hold.reason),
                    &BTreeSet::new(),
                    &mut found.problems,
                );
            }
            Decision::Suppress(stop) => {
                leaks(
                    forged,
                    "a suppression",
                    &format!("{:?}", stop.reason),
                    &BTreeSet::new(),
                    &mut found.problems,
                );
            }
        }
    }
    found
}

/// The property itself.
#[test]
fn a_copy_has_what_its_reader_may_have_and_nothing_else() {
    let mut found = Found::default();
    std::thread::scope(|scope| {
        let (one, other) = (1..=plans()).partition::<Vec<u32>, _>(|number| number % 2 == 0);
        let both = [one, other].map(|numbers| {
            scope.spawn(move || {
                let mut found = Found::default();
                numbers.into_iter().for_each(|number| found.add(look_at(number)));
                found
            })
        });
        for half in both {
            found.add(half.join().expect("no plan fails"));
        }
    });
    let Found { pairs, disclosed, merged, present, absent, problems } = found;
    // A leak is worse than a gap.
    let (leaks, gaps): (Vec<_>, Vec<_>) =
        problems.iter().partition(|one| !one.ends_with("missing"));
    let shown: Vec<_> = leaks.iter().chain(&gaps).take(40).collect();
    assert!(problems.is_empty(), "{} problems, such as {shown:#?}", problems.len());
    // The test looked at something.
    assert!(pairs >= plans() as usize * 33 && disclosed > pairs * 5 && merged > disclosed / 4);
    assert!(present > disclosed * 20 && absent > disclosed * 100);
}

/// The forge leaves no text out: every field of the schema comes with a canary in some plan.
#[test]
fn every_section_has_canaries() {
    let mut sections = BTreeSet::new();
    for number in 1..=6 {
        let forged = forge(number);
        sections.extend(
            forged
                .fields
                .iter()
                .map(|field| field.split(['.', '[']).next().unwrap_or_default().to_owned()),
        );
    }
    // These have dates, codes and references alone.
    let wordless = [
        "dp_discussion",
        "lead_professional",
        "named_coordinator",
        "other_plans_checked",
        "prepared_by",
        "responsible",
        "review_plan",
    ];
    let schema = planpress::source::json_schema::<planpress::plan::Content>();
    for section in schema["properties"].as_object().expect("sections").keys() {
        assert!(sections.contains(section) != wordless.contains(&section.as_str()), "{section}");
    }
}
