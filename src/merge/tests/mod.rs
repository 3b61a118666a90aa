//! Every sample, for several readers, with every pack: what a copy says of itself.

mod covers;
mod glance;
mod letters;
mod look;
mod parts;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::config::{Config, Decisions};
use crate::disclose::{
    Decision, Edition, Job, Matter, Setting, Step, Way, cover as cover_of, decide, disclose, layout,
};
use crate::plan::{Basis, Party, Record};
use crate::source::{Inputs, Limits, index, read_config};
use crate::template::Templates;
use crate::wording::Wordings;

static TEMPLATES: LazyLock<Templates> =
    LazyLock::new(|| Templates::load(None, None).expect("the built-in templates load").0);
static WORDINGS: LazyLock<Wordings> =
    LazyLock::new(|| Wordings::load(&TEMPLATES).expect("the built-in wording is whole"));
static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let path = samples().join("planpress.yaml");
    read_config::<Config>(&path).expect("the samples' configuration is sound").value
});
static DECISIONS: LazyLock<Decisions> = LazyLock::new(|| Decisions { decisions: Vec::new() });
/// The samples' records, in their groups.
static GROUPS: LazyLock<Vec<Vec<Record>>> = LazyLock::new(|| {
    let inputs = Inputs::open(&[samples()], None);
    let index = index(&inputs, &Limits::default());
    let records = |group| {
        let read = index.read(group).into_iter();
        read.map(|read| read.result.expect("a sample can be read").value).collect()
    };
    index.groups.iter().map(records).collect()
});

fn samples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"))
}

fn setting() -> Setting<'static> {
    Setting {
        config: &CONFIG,
        lists: TEMPLATES.lists(),
        decisions: &DECISIONS,
        date: CONFIG.run.date.expect("the samples' configuration names a date"),
        include_restricted: false,
    }
}

/// A document, and what it was made from.
struct Made {
    disclosure: Disclosure,
    data: MergeData,
}

impl Made {
    fn lines(&self) -> Vec<String> {
        reading(&self.data).iter().map(Line::text).collect()
    }

    fn says(&self, words: &str) -> bool {
        self.lines().iter().any(|line| line.contains(words))
    }

    fn opening(&self) -> String {
        let opening = Opening { addressee: None, ..self.data.opening.clone() };
        let data = MergeData { opening, sections: Vec::new(), ..self.data.clone() };
        reading_text(&data)
    }
}

fn make(matter: &Matter<'_>, job: &Job) -> Option<Made> {
    let disclosure = disclose(matter, job, &setting()).ok()?.disclosure;
    let wording = WORDINGS.get(&job.edition.language).expect("the language has wording");
    let (data, _) = merge(&disclosure, wording, TEMPLATES.pictures(), None).ok()?;
    Some(Made { disclosure, data })
}

fn job(record: &Record, recipient: &Party, pack: Pack, format: Format) -> Job {
    Job {
        recipient: recipient.party_id.clone(),
        pack,
        sections: None,
        basis: Basis::SubjectRequest,
        edition: Edition {
            layout: layout(record.document, pack),
            format,
            size_pt: if format == Format::Standard { 14 } else { 18 },
            language: record.main_language(),
        },
        way: Way::Post,
        by_hand: None,
        parts: Vec::new(),
        separate: false,
        accepted: vec!["SHR-13".into()],
    }
}

fn matters() -> impl Iterator<Item = (&'static Record, Vec<&'static Record>)> {
    GROUPS.iter().flat_map(|group| group.iter().map(move |record| (record, group.iter().collect())))
}

/// Every pack of every record for the person and two others whom it names, in print.
static COPIES: LazyLock<Vec<Made>> = LazyLock::new(|| {
    let mut made = Vec::new();
    for (record, group) in matters() {
        let matter = Matter { record, group: &group, findings: &[] };
        let others = record.parties.iter().filter(|party| !party.is_subject).take(2);
        for party in record.subject().into_iter().chain(others) {
            for pack in Pack::ALL {
                made.extend(make(&matter, &job(record, party, pack, Format::Standard)));
            }
        }
    }
    made
});

/// The copies that the samples lead to, those that wait among them.
fn decided() -> Vec<(&'static Record, Vec<&'static Record>, Job)> {
    let mut jobs = Vec::new();
    for (record, group) in matters() {
        let matter = Matter { record, group: &group, findings: &[] };
        for copy in decide(&matter, &setting()).copies {
            let job = match copy {
                Decision::Make(job) => Some(job),
                Decision::Hold(hold) => hold.job.map(|job| *job),
                Decision::Suppress(_) => None,
            };
            jobs.extend(job.map(|job| (record, group.clone(), job)));
        }
    }
    jobs
}

fn all_blocks<'a>(blocks: &'a [Block], found: &mut Vec<&'a Block>) {
    for block in blocks {
        found.push(block);
        match block {
            Block::Card { blocks, .. }
            | Block::Part { blocks, .. }
            | Block::Callout { blocks, .. }
            | Block::OwnWords { blocks } => all_blocks(blocks, found),
            _ => {}
        }
    }
}

#[test]
fn every_page_names_its_reader_and_no_title_names_anybody() {
    assert!(COPIES.len() > 300, "only {} copies", COPIES.len());
    for Made { disclosure, data } in COPIES.iter() {
        let reader = plain(&data.document.recipient).replace('\u{a0}', " ");
        assert_eq!(reader, disclosure.recipient.name.formal());
        let title = &data.document.title;
        assert!(title.ends_with(&disclosure.reference), "{title}");
        for person in disclosure.people.iter().chain([&disclosure.subject]) {
            let family = person.name.family.as_deref().unwrap_or("no family name");
            assert!(!title.contains(family), "{title}");
        }
    }
}

#[test]
fn a_copy_for_somebody_else_says_whose_it_is_for_whom_and_why() {
    let others = || {
        COPIES.iter().filter(|made| {
            !made.disclosure.is_own()
                && !made.disclosure.pack.is_opt_in()
                && made.disclosure.pack != Pack::FileCopy
        })
    };
    assert!(others().count() > 100);
    for made in others() {
        let wording = WORDINGS.get(&made.disclosure.edition.language).unwrap();
        let opening = made.opening();
        let Disclosure { subject, recipient, .. } = &made.disclosure;
        let name = subject.name.given.clone().unwrap();
        assert!(opening.contains(&subject.name.formal()), "{opening}");
        assert!(opening.contains(&recipient.name.formal()), "{opening}");
        let called = subject.name.preferred.clone().unwrap_or(name);
        let why = wording.fill("basis.subject_request", &[("name", &called)]);
        assert!(opening.contains(&why), "{opening}");
        let you = wording.fill("copy.you", &[("name", &called)]);
        assert!(opening.contains(&you), "{opening}");
    }
}

#[test]
fn nobody_else_signs_or_learns_who_has_a_copy() {
    for Made { disclosure, data } in COPIES.iter() {
        let mut blocks = Vec::new();
        data.sections.iter().for_each(|section| all_blocks(&section.blocks, &mut blocks));
        let own = disclosure.is_own() && disclosure.pack == Pack::Full;
        let signs = blocks.iter().any(|block| matches!(block, Block::Signature { .. }));
        let lists = data.sections.iter().any(|section| section.id == "copies");
        assert!(own || (!signs && !lists), "{:?}", disclosure.pack);
    }
    let signed =
        COPIES.iter().any(|made| made.data.sections.iter().any(|section| section.id == "copies"));
    assert!(signed, "no copy says who has one");
}

/// The sentence is the same for every copy of a pack, whatever was left out of it.
#[test]
fn a_part_says_so_in_one_constant_sentence() {
    let mut seen = BTreeSet::new();
    for made in COPIES.iter() {
        let Disclosure { pack, is_part, edition, council, .. } = &made.disclosure;
        let wording = WORDINGS.get(&edition.language).unwrap();
        let phone = council.phone.as_deref().unwrap().replace(' ', "\u{a0}");
        let ask = wording.fill("part.ring", &[("phone", &phone)]);
        let own = made.disclosure.is_own();
        let key = match pack {
            Pack::FileCopy => "copy_lead.file",
            Pack::SignOffSummary => "part.chosen",
            Pack::PublicSummary => "lead.summary_part",
            _ if own => "part.own",
            Pack::Full | Pack::RequestedFull => "part.whole",
            _ => "part.part",
        };
        let sentence = wording.fill(key, &[("ask", &ask), ("of", "")]);
        let sentence = sentence.split('.').next().unwrap();
        let times = made.lines().iter().filter(|line| line.contains(sentence.trim())).count();
        let marked =
            if key == "copy_lead.file" { made.data.document.running.is_some() } else { times == 1 };
        assert_eq!(marked, *is_part, "{pack:?} {own} {times}: {sentence}");
        seen.insert((key, *is_part));
    }
    for key in ["part.whole", "part.part", "lead.summary_part", "part.chosen"] {
        assert!(seen.contains(&(key, true)), "no copy says {key}: {seen:?}");
    }
}

#[test]
fn headings_never_skip_a_level() {
    let decided = decided();
    let of_decided = decided
        .iter()
        .filter_map(|(record, group, job)| make(&Matter { record, group, findings: &[] }, job));
    let of_decided: Vec<Made> = of_decided.collect();
    for made in COPIES.iter().chain(&of_decided) {
        let mut before = 0;
        for line in reading(&made.data) {
            let Line::Heading { level, text } = line else { continue };
            assert!(level <= before + 1, "from {before} to {level}: {text}");
            before = level;
        }
    }
}

#[test]
fn a_provider_finds_emergencies_and_risks_first_and_boxed() {
    let mut seen = 0;
    for made in COPIES.iter().filter(|made| made.disclosure.pack == Pack::ProviderExtract) {
        let ids: Vec<&str> = made.data.sections.iter().map(|section| section.id.as_str()).collect();
        let urgent = |id: &str| matches!(id, "contingency" | "risks");
        let first_other = ids.iter().position(|id| !urgent(id)).unwrap_or(ids.len());
        assert!(ids[first_other..].iter().all(|id| !urgent(id)), "{ids:?}");
        for section in made.data.sections.iter().filter(|section| urgent(&section.id)) {
            seen += 1;
            let tone = if section.id == "risks" { "warning" } else { "emergency" };
            let open = |block: &Block| matches!(block, Block::Card { .. });
            assert!(!section.blocks.iter().any(open));
            let wrong =
                |block: &&Block| matches!(block, Block::Callout { tone: its, .. } if its != tone);
            assert!(section.blocks.iter().find(wrong).is_none());
        }
    }
    assert!(seen > 20, "only {seen} sections");
}

#[test]
fn money_comes_first_for_who_pays() {
    let money = COPIES.iter().filter(|made| made.disclosure.pack == Pack::Finance);
    let with_money: Vec<_> = money
        .filter(|made| made.data.sections.iter().any(|section| section.id == "money"))
        .collect();
    assert!(!with_money.is_empty());
    assert!(with_money.iter().all(|made| made.data.sections[0].id == "money"));
}

#[test]
fn the_file_copy_lists_what_the_person_does_not_have() {
    let mut listed = 0;
    for made in COPIES.iter().filter(|made| made.disclosure.pack == Pack::FileCopy) {
        let last = made.data.sections.last().unwrap();
        assert_eq!(last.id, "left-out");
        let text = reading_text(&MergeData { sections: vec![last.clone()], ..made.data.clone() });
        for left in &made.disclosure.left_out {
            listed += 1;
            assert!(text.contains(&left.field), "{text}");
            assert!(left.item.as_ref().is_none_or(|id| text.contains(id.as_str())), "{text}");
        }
        let wording = WORDINGS.get(&made.disclosure.edition.language).unwrap();
        let running = made.data.document.running.as_ref().map(plain).unwrap();
        assert!(running.contains(&wording.say("running.file_copy")));
    }
    assert!(listed > 0, "no sample leaves anything out of the person's own copy");
}

#[test]
fn steps_are_told_as_the_decision_tells_them() {
    let english = WORDINGS.get(&LanguageTag::en()).unwrap();
    for step in [
        Step::HeldByCheck,
        Step::NeverPrint,
        Step::UnsafeRecipient,
        Step::ItemDeny,
        Step::NoBasis,
        Step::ThirdParty,
        Step::Sensitivity,
        Step::Scope,
        Step::NotOptedIn,
    ] {
        assert_eq!(english.name_of("step", &step), step.words());
    }
}

#[test]
fn a_summary_for_sign_off_says_what_it_lacks() {
    let mut seen = 0;
    for made in COPIES.iter().filter(|made| made.disclosure.pack == Pack::SignOffSummary) {
        seen += 1;
        let wording = WORDINGS.get(&made.disclosure.edition.language).unwrap();
        let content = &made.disclosure.content;
        let lacks_needs = content.needs.given().is_none_or(Vec::is_empty);
        let missing = wording.fill("signing.missing", &[("missing", "")]);
        let missing = missing.split(':').next().unwrap();
        if lacks_needs {
            assert!(made.says(missing));
            assert!(made.lines().iter().any(|line| {
                line.contains(missing) && line.contains(&wording.say("signing.needs"))
            }));
        }
        assert!(made.says(missing) != made.says(&wording.say("signing.enough")));
        let mut blocks = Vec::new();
        made.data.sections.iter().for_each(|section| all_blocks(&section.blocks, &mut blocks));
        assert!(!blocks.is_empty());
    }
    assert!(seen > 0, "no sample has anything opted in");
}

#[test]
fn a_transcriber_gets_marked_headings_and_no_furniture() {
    let made = COPIES.iter().find(|made| made.disclosure.pack == Pack::Full).unwrap();
    let text = reading_text(&made.data);
    let title = plain(&made.data.opening.heading);
    assert!(text.contains(&format!("# {title}\n")), "{text}");
    for section in &made.data.sections {
        let heading = plain(&section.heading).replace('\u{a0}', " ");
        assert!(text.contains(&format!("\n## {heading}\n")), "{heading}");
    }
    assert!(!text.contains('\u{a0}') && !text.contains("Page 1"));
    for line in reading(&made.data) {
        let line = line.text().replace('\u{a0}', " ");
        assert!(line.split_whitespace().all(|word| text.contains(word.trim_end_matches(':'))));
    }
}

#[test]
fn easy_read_for_somebody_else_says_whose_it_is() {
    let mut seen = 0;
    for (record, group) in matters() {
        let matter = Matter { record, group: &group, findings: &[] };
        for party in record.parties.iter().filter(|party| !party.is_subject) {
            let job = job(record, party, Pack::RequestedFull, Format::EasyRead);
            let Some(made) = make(&matter, &job) else { continue };
            seen += 1;
            let wording = WORDINGS.get(&job.edition.language).unwrap();
            let name = made.disclosure.subject.name.clone();
            let name = name.preferred.or(name.given).unwrap();
            let you = wording.fill("easy.copy.you.text", &[("name", &name)]);
            assert!(made.opening().contains(you.split('.').next().unwrap()), "{}", made.opening());
        }
    }
    assert!(seen > 3, "only {seen} easy-read copies");
}
