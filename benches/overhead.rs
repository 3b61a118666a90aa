//! What the pipeline costs beside the engine: CPU of a whole run against a bare loop of compile,
//! export and write over the same data, with the same templates, profile and allocator, in one
//! process, in turn. `cargo bench` prints the ratio. Linux only: it reads the process's CPU time
//! from `/proc/self/stat`.

#![expect(clippy::disallowed_methods, reason = "the bare loop writes as plainly as it can")]
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::collections::HashMap;
use std::path::Path;

use planpress::batch::{Kit, Options, Prepared, Progress, prepared, run};
use planpress::config::{Config, Decisions};
use planpress::disclose::Setting;
use planpress::sample;
use planpress::source::{Inputs, Limits, index};
use planpress::template::Templates;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

const RECORDS: u32 = 120;
const ROUNDS: usize = 3;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let records = folder.path().join("records");
    std::fs::create_dir_all(&records).expect("a folder for the records");
    for sample in sample::generate(&sample::Options { count: RECORDS, seed: 1, as_found: false }) {
        std::fs::write(records.join(&sample.file_name), sample.yaml).expect("a record");
    }
    let config = Config::default();
    let date = jiff::civil::date(2026, 6, 1);
    let (kit, _) = Kit::load(&config).expect("the built-in templates");
    let decisions = Decisions::default();
    let lists = kit.templates.lists();
    let setting = Setting {
        config: &kit.config,
        lists,
        decisions: &decisions,
        date,
        include_restricted: false,
    };
    let inputs = index(&Inputs::open(&[&records], None), &Limits::default());
    let jobs: Vec<Prepared> = prepared(&kit, &inputs, &setting);
    let bare = Bare::new(&kit.templates);
    let options = |out: &Path| Options {
        inputs: vec![records.clone()],
        format: None,
        out: out.to_owned(),
        config: config.clone(),
        decisions: Decisions::default(),
        date,
        jobs: Some(1),
        include_restricted: false,
    };
    let mut ratios = Vec::new();
    for round in 0..=ROUNDS {
        let start = cpu_seconds();
        let summary =
            run(&options(&folder.path().join(format!("run-{round}"))), &Silent).expect("a run");
        let pipeline = cpu_seconds() - start;
        let start = cpu_seconds();
        let plain = folder.path().join(format!("plain-{round}"));
        std::fs::create_dir_all(&plain).expect("a folder");
        for (number, job) in jobs.iter().enumerate() {
            let pdf = bare.make(&job.entry, &job.data, &job.ident);
            std::fs::write(plain.join(format!("{number}.pdf")), pdf).expect("a file");
        }
        let loop_only = cpu_seconds() - start;
        assert_eq!(summary.counts.made, jobs.len(), "both must make the same documents");
        // The first round warms up files and caches.
        if round > 0 {
            println!(
                "round {round}: {} documents, {} pages: pipeline {pipeline:.2} s, bare loop {loop_only:.2} s of CPU, ratio {:.3}",
                jobs.len(),
                summary.counts.pages,
                pipeline / loop_only
            );
            ratios.push(pipeline / loop_only);
        }
    }
    ratios.sort_by(f64::total_cmp);
    println!("median ratio {:.3}", ratios[ratios.len() / 2]);
}

struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize) {}
    fn advance(&self) {}
}

/// User and system time of this process so far.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |index: usize| fields[index].parse::<f64>().unwrap_or_default();
    // Fields 14 and 15 of proc(5), in hundredths of a second on every Linux of today.
    (ticks(11) + ticks(12)) / 100.0
}

/// The engine and nothing around it.
struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    standards: PdfStandards,
}

struct World<'a> {
    bare: &'a Bare,
    main: FileId,
    data: Bytes,
}

impl Bare {
    fn new(templates: &Templates) -> Self {
        let fonts: Vec<Font> =
            templates.fonts().flat_map(|bytes| Font::iter(Bytes::new(bytes.to_vec()))).collect();
        let mut sources = HashMap::new();
        let mut files = HashMap::new();
        for (path, bytes) in templates.files() {
            let id = id(path);
            if let (true, Ok(text)) = (path.ends_with(".typ"), std::str::from_utf8(bytes)) {
                sources.insert(id, Source::new(id, text.to_owned()));
            }
            files.insert(id, Bytes::new(bytes.to_vec()));
        }
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            files,
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
                .expect("both together"),
        }
    }

    fn make(&self, entry: &str, data: &[u8], ident: &str) -> Vec<u8> {
        let world = World { bare: self, main: id(entry), data: Bytes::new(data.to_vec()) };
        let document = typst::compile::<PagedDocument>(&world).output.expect("a document");
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&document, &options).expect("a PDF");
        comemo::evict(0);
        pdf
    }
}

impl typst::World for World<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.bare.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &self.bare.book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        self.bare.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }
    fn file(&self, file: FileId) -> FileResult<Bytes> {
        if file == id("merge.json") {
            return Ok(self.data.clone());
        }
        self.bare.files.get(&file).cloned().ok_or(FileError::AccessDenied)
    }
    fn font(&self, index: usize) -> Option<Font> {
        self.bare.fonts.get(index).cloned()
    }
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn id(path: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a path")).intern()
}
