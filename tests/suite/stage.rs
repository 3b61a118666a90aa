//! One run over the samples, made once and looked at by many tests; and each of its copies made a
//! second time through the library's own steps, so that a test can see what lay between.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use planpress::batch::{
    Fatal, Kit, Options, Prepared, Progress, Summary, names, prepared, run, with_matters,
};
use planpress::config::{Config, Decisions};
use planpress::disclose::{Decision, Disclosure, Edition, Job, Matter, Setting, decide, disclose};
use planpress::merge::{MergeData, merge, merge_in_parts};
use planpress::plan::{PictureUse, Record};
use planpress::render::{Inspection, Promise, RenderedDocument, Renderer, Reply, Request};
use planpress::sample::{self, generate};
use planpress::source::{Inputs, Limits, Sourced, index, read_config};
use planpress::template::Format;
use serde::Serialize;
use serde_json::Value;

use crate::tags::Tags;

/// The root of the repository.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A run over some records.
pub struct Run {
    /// Its folder.
    pub out: PathBuf,
    /// What it came to.
    pub summary: Summary,
    /// `run.json`.
    pub json: Value,
    /// Every copy that was made.
    pub copies: Vec<Made>,
}

/// A copy that was made.
pub struct Made {
    /// The file that its record came from, without folder.
    pub file: String,
    /// Which copy, as a person would name it in an error.
    pub name: String,
    /// Its entry in `run.json`.
    pub entry: Value,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The PDF, taken apart.
    pub tags: Tags,
}

/// A copy of a sample, made step by step.
pub struct Rebuilt {
    /// The number of its record within the run, counted from 1.
    pub number: u32,
    /// The record that it comes from.
    pub record: Record,
    /// Which copy.
    pub job: Job,
    /// What it may show.
    pub disclosure: Disclosure,
    /// Which part of how many it is, where the copy was cut into parts.
    pub part: Option<(u64, u64)>,
    /// What the template reads.
    pub data: MergeData,
}

/// The samples' run, its records, and its copies made step by step.
pub struct Stage {
    /// The run.
    pub run: Run,
    /// What documents are made with.
    pub kit: Kit,
    /// The copies step by step, in the order of the run's.
    pub rebuilt: Vec<Rebuilt>,
}

/// The samples' run.
pub static SAMPLES: LazyLock<Stage> = LazyLock::new(|| {
    let folder = Path::new(ROOT).join("samples");
    let config = configuration();
    let run = run_over(&folder, &config, "samples", None).expect("the samples can be run");
    let (kit, findings) = Kit::load(&config).expect("the built-in templates load");
    assert!(findings.is_empty(), "the built-in templates have findings: {findings:?}");
    let decisions = decisions(&folder);
    let rebuilt = rebuilt(&kit, &folder, &decisions, date(&config), &run.copies);
    Stage { run, kit, rebuilt }
});

/// What was decided about the copies of a folder's records.
pub fn decisions(folder: &Path) -> Decisions {
    let path = folder.join("decisions.yaml");
    if !path.exists() {
        return Decisions::default();
    }
    read_config::<Decisions>(&path).expect("the decisions are sound").value
}

/// What holds for every record.
pub fn setting<'a>(kit: &'a Kit, decisions: &'a Decisions, date: jiff::civil::Date) -> Setting<'a> {
    let lists = kit.templates.lists();
    Setting { config: &kit.config, lists, decisions, date, include_restricted: false }
}

/// Every copy that would be made of a folder's records, step by step, in the order of a run.
fn rebuilt(
    kit: &Kit,
    folder: &Path,
    decisions: &Decisions,
    date: jiff::civil::Date,
    made: &[Made],
) -> Vec<Rebuilt> {
    let setting = setting(kit, decisions, date);
    let inputs = Inputs::open(&[folder], None);
    let index = index(&inputs, &Limits::default());
    let names = names(&index);
    let mut all = Vec::new();
    for group in &index.groups {
        let read: Vec<(u32, Sourced<Record>)> = index
            .read(group)
            .into_iter()
            .filter_map(|read| Some((read.number + 1, read.result.ok()?)))
            .collect();
        let records: Vec<&Record> = read.iter().map(|(_, sourced)| &sourced.value).collect();
        let mut numbers = read.iter().map(|(number, _)| *number);
        let steps = with_matters(kit, &names, &records, date, |matter, _| {
            let number = numbers.next().expect("a number for each record");
            let jobs =
                decide(matter, &setting).copies.into_iter().filter_map(|decision| match decision {
                    Decision::Make(job) => Some(job),
                    _ => None,
                });
            let steps = jobs.flat_map(|job| {
                let whole = || step_by_step(kit, matter, job.clone(), &setting);
                let steps = whole().map(|steps| Rebuilt { number, ..steps });
                let parts = steps.as_ref().and_then(|steps| parts_of(made, steps));
                match parts {
                    None => steps.into_iter().collect::<Vec<_>>(),
                    Some(parts) => (1..=parts)
                        .filter_map(|part| {
                            Some(Rebuilt { number, ..whole()? }.part(kit, part, parts))
                        })
                        .collect(),
                }
            });
            steps.collect::<Vec<_>>()
        });
        all.extend(steps.into_iter().flatten());
    }
    all
}

/// In how many parts a copy was made, where it was cut into any.
fn parts_of(made: &[Made], steps: &Rebuilt) -> Option<u64> {
    made.iter().find(|made| made.is_of(steps)).and_then(|made| made.entry["parts"].as_u64())
}

/// Every document, covers too, of generated records, as a run would make it.
pub fn generated(count: u32, seed: u64) -> Vec<Prepared> {
    let folder = empty_folder(&format!("generated-{count}-{seed}"));
    for sample in generate(&sample::Options { count, seed, as_found: false }) {
        fs::write(folder.join(&sample.file_name), sample.yaml).expect("a record");
    }
    let kit = &SAMPLES.kit;
    let decisions = Decisions::default();
    let setting = setting(kit, &decisions, date(&configuration()));
    prepared(kit, &index(&Inputs::open(&[&folder], None), &Limits::default()), &setting)
}

/// The samples' configuration.
pub fn configuration() -> Config {
    let path = Path::new(ROOT).join("samples/planpress.yaml");
    read_config::<Config>(&path).expect("the samples' configuration is sound").value
}

/// The run's date of a configuration that names one.
pub fn date(config: &Config) -> jiff::civil::Date {
    config.run.date.expect("the samples' configuration names a date")
}

/// Everything between a job and the template; none where something stops the copy.
pub fn step_by_step(
    kit: &Kit,
    matter: &Matter<'_>,
    job: Job,
    setting: &Setting<'_>,
) -> Option<Rebuilt> {
    let disclosure = disclose(matter, &job, setting).ok()?.disclosure;
    let wording = kit.wordings.get(&job.edition.language)?;
    let (data, _) = merge(&disclosure, wording, kit.templates.pictures(), None).ok()?;
    Some(Rebuilt { number: 0, record: matter.record.clone(), job, disclosure, part: None, data })
}

/// A file name without its folder.
pub fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// An empty folder of this name for a test to write into.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier test run can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A folder and all that is in it, in a folder of its own.
pub fn copy_of(from: &Path, name: &str) -> PathBuf {
    let to = empty_folder(name);
    for entry in walkdir::WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("the folder can be walked");
        let path = to.join(entry.path().strip_prefix(from).expect("inside"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(path).expect("a folder can be made");
        } else {
            fs::copy(entry.path(), path).expect("a file can be copied");
        }
    }
    to
}

/// No bar.
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize) {}
    fn advance(&self) {}
}

/// A run over a folder or file into a folder of this name, with its copies taken apart.
///
/// # Errors
/// When the run can't start.
pub fn run_over(
    input: &Path,
    config: &Config,
    name: &str,
    jobs: Option<usize>,
) -> Result<Run, Fatal> {
    let out = empty_folder(name);
    let options = Options {
        inputs: vec![input.to_owned()],
        format: None,
        out: out.clone(),
        config: config.clone(),
        decisions: decisions(if input.is_dir() { input } else { input.parent().unwrap_or(input) }),
        date: date(config),
        jobs,
        include_restricted: false,
    };
    let summary = run(&options, &Silent)?;
    let json = fs::read(out.join("run.json")).expect("the run wrote run.json");
    let json: Value = serde_json::from_slice(&json).expect("run.json is JSON");
    let files = files_by_number(input);
    let entries = json["copies"].as_array().expect("run.json lists copies").clone();
    // Reading texts for transcribers are no PDFs.
    let entries: Vec<Value> =
        entries.into_iter().filter(|entry| entry["state"] == "made").collect();
    let copies = on_two_threads(&entries, |entry| {
        let plan = entry["plan"].as_u64().expect("a copy names its plan");
        let path = entry["path"].as_str().expect("a copy has a path");
        let pdf = fs::read(out.join(path)).expect("a copy that was made is there");
        let file = files[usize::try_from(plan).expect("a small number") - 1].clone();
        let field = |name: &str| entry[name].to_string().replace('"', "");
        let name = format!(
            "{file} {} {} {} {} pt {}",
            field("recipient"),
            field("pack"),
            field("format"),
            field("size_pt"),
            field("language")
        );
        Made { file, name, entry: entry.clone(), tags: Tags::of(&pdf), pdf }
    });
    Ok(Run { out, summary, json, copies })
}

/// The file of each record, by the number that a run gives it.
pub fn files_by_number(input: &Path) -> Vec<String> {
    let inputs = Inputs::open(&[input], None);
    let index = index(&inputs, &Limits::default());
    let mut files: Vec<(u32, String)> = Vec::new();
    for group in &index.groups {
        let read = index.read(group).into_iter();
        files.extend(read.map(|read| (read.number, file_name(&read.origin.file))));
    }
    files.sort_unstable();
    files.into_iter().map(|(_, file)| file).collect()
}

/// Does something to each item on two threads; results in the order of the items.
pub fn on_two_threads<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = Mutex::new(items.iter().enumerate());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let item = next.lock().expect("no thread has failed").next();
                    let Some((number, item)) = item else { break };
                    let result = work(item);
                    done.lock().expect("no thread has failed").push((number, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread has failed");
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Fails with every problem at once.
#[track_caller]
pub fn none(problems: &[String], what: &str) {
    let most: Vec<&str> = problems.iter().take(40).map(String::as_str).collect();
    assert!(problems.is_empty(), "{} {what}:\n{}", problems.len(), most.join("\n"));
}

/// Renders a copy that was made step by step.
///
/// # Panics
/// When the engine refuses it.
pub fn render(kit: &Kit, steps: &Rebuilt) -> RenderedDocument {
    render_data(kit, &steps.job.edition, &steps.data)
}

/// The laid-out pages of every copy of the samples, in the order of their pairs.
pub static LAID_OUT: LazyLock<Vec<Inspection>> = LazyLock::new(|| {
    on_two_threads(&SAMPLES.pairs(), |(_, steps)| render(&SAMPLES.kit, steps).inspection)
});

/// Renders data in an edition.
///
/// # Panics
/// When the engine refuses it.
pub fn render_data(kit: &Kit, edition: &Edition, data: &MergeData) -> RenderedDocument {
    let Edition { layout, format, size_pt, .. } = *edition;
    let entry = kit.templates.manifest().entry(layout, format).expect("the edition has a template");
    let promise = Promise {
        smallest_text_pt: f64::from(size_pt),
        most_pages: 1_000,
        keeps_sentences: format == Format::EasyRead,
    };
    let reply = ask(&kit.renderer, &entry, data, promise);
    reply.document.unwrap_or_else(|| panic!("{entry}: {:?}", reply.findings))
}

/// Asks a renderer for a document without photos and window.
pub fn ask(renderer: &Renderer, entry: &str, data: &impl Serialize, promise: Promise) -> Reply {
    let data = &serde_json::to_vec(data).expect("merge data is plain data");
    let (photos, first_page) = (&[], None);
    renderer.render(&Request { entry, data, ident: "test", promise, photos, first_page })
}

/// An easy-read copy in English for somebody who wants to hear what the pictures show.
pub static DESCRIBED_STEPS: LazyLock<Rebuilt> = LazyLock::new(|| described("en"));

/// An easy-read copy whose pictures are described in a language.
pub fn described(language: &str) -> Rebuilt {
    let stage = &*SAMPLES;
    let easy =
        stage.rebuilt.iter().map(|steps| (steps, &steps.job.edition)).find(|(_, edition)| {
            edition.format == Format::EasyRead && edition.language.as_str() == language
        });
    let (easy, _) = easy.expect("a sample is in easy read in each language");
    let mut record = easy.record.clone();
    let subject = record.parties.iter_mut().find(|party| party.is_subject).expect("a subject");
    let access = subject.access.get_or_insert_default();
    access.pictures = Some(PictureUse::Yes);
    let decisions = Decisions::default();
    let setting = setting(&stage.kit, &decisions, date(&stage.kit.config));
    let matter = Matter { record: &record, group: &[&record], findings: &[] };
    let steps = step_by_step(&stage.kit, &matter, easy.job.clone(), &setting);
    steps.expect("it can be made")
}

/// Its PDF, which has figures.
pub static DESCRIBED: LazyLock<Vec<u8>> =
    LazyLock::new(|| render(&SAMPLES.kit, &DESCRIBED_STEPS).pdf);

impl Rebuilt {
    /// One part of it, made the way the run makes it.
    fn part(self, kit: &Kit, part: u64, parts: u64) -> Self {
        let wording = kit.wordings.get(&self.job.edition.language).expect("the language is there");
        let count = usize::try_from(parts).expect("a small number");
        let pictures = kit.templates.pictures();
        let made = merge_in_parts(&self.disclosure, wording, pictures, None, count);
        let (mut data, _) = made.expect("a copy that was made can be made again");
        assert_eq!(data.len(), count, "the parts of a copy follow from their number");
        let place = usize::try_from(part - 1).expect("a small number");
        Self { part: Some((part, parts)), data: data.swap_remove(place), ..self }
    }
}

impl Made {
    /// Whether a step-by-step copy is this one.
    pub fn is(&self, other: &Rebuilt) -> bool {
        let part = self.entry["part"].as_u64().zip(self.entry["parts"].as_u64());
        self.is_of(other) && part == other.part
    }

    /// Whether it is this copy, or a part of it.
    fn is_of(&self, other: &Rebuilt) -> bool {
        let Rebuilt { job: Job { recipient, pack, edition, .. }, .. } = other;
        let Edition { format, size_pt, language, .. } = edition;
        let parties = other.record.parties.iter();
        let number = parties.map(|party| &party.party_id).position(|party| party == recipient);
        self.entry["recipient"].as_u64() == number.map(|number| number as u64 + 1)
            && self.entry["plan"] == other.number
            && self.entry["pack"] == pack.as_str()
            && self.entry["format"] == format.to_string()
            && self.entry["size_pt"] == *size_pt
            && self.entry["language"] == language.as_str()
    }
}

impl Stage {
    /// Each copy that was made with its steps.
    pub fn pairs(&self) -> Vec<(&Made, &Rebuilt)> {
        let copies = self.run.copies.iter();
        copies
            .map(|made| {
                let steps = self.rebuilt.iter().find(|steps| made.is(steps));
                (made, steps.unwrap_or_else(|| panic!("{} can't be made step by step", made.name)))
            })
            .collect()
    }
}
