//! The print room's files: every copy in one envelope, every sheet accounted for, and nothing printed
//! that is not what was made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use planpress::batch::{Options, Summary, run};
use planpress::config::{Config, Decisions, hex};
use planpress::finding::Finding;
use planpress::print::{Batch, Document, Papers, Part, Placed, Stream, Totals, sides, write_file};
use planpress::sample::{Options as SampleOptions, generate};
use planpress::verify::pdf::Pdf;
use sha2::{Digest, Sha256};

use crate::print_file::seen_marks;
use crate::stage::{ROOT, SAMPLES, Silent, configuration, date, empty_folder, none};

/// The manifests of every stream of a folder, restricted ones too.
pub fn streams(out: &Path) -> Vec<Stream> {
    let mut streams = Vec::new();
    for entry in walkdir::WalkDir::new(out).sort_by_file_name() {
        let entry = entry.expect("the folder can be walked");
        if entry.file_name() == "manifest.json" {
            let bytes = fs::read(entry.path()).expect("a manifest can be read");
            streams.push(serde_json::from_slice(&bytes).expect("a manifest is a stream"));
        }
    }
    streams
}

/// The rows of a list by column.
pub fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).expect("a list can be read");
    reader.deserialize().map(|row| row.expect("a row has every column")).collect()
}

/// What holds of every print file and list of a run.
fn reconciles(out: &Path, summary: &Summary) {
    let counts = summary.counts;
    assert_eq!(
        counts.copies,
        counts.printed
            + counts.other_channels
            + counts.transcription
            + counts.held
            + counts.suppressed,
        "copies by every channel"
    );
    assert_eq!(counts.records, counts.used + counts.quarantined);
    let streams = streams(out);
    let totals: Totals = streams.iter().map(|stream| stream.totals).sum();
    assert_eq!((totals.copies, totals.mailpieces), (counts.printed, counts.mailpieces));
    assert_eq!(totals.sheets, counts.sheets);
    let mut places = BTreeMap::new();
    for stream in &streams {
        let folder = out.join(stream.folder());
        let mailpieces = rows(&folder.join("manifest.csv"));
        assert_eq!(mailpieces.len(), stream.totals.mailpieces);
        let documents = rows(&folder.join("documents.csv"));
        assert_eq!(documents.len(), stream.totals.covers + stream.totals.copies);
        for batch in &stream.batches {
            file_holds(out, stream, batch);
            for placed in &batch.mailpieces {
                for one in placed.documents.iter().filter(|one| one.document.part == Part::Copy) {
                    let name = one.document.copy.clone().expect("a copy has a name in lists");
                    let slot = (batch.id.clone(), placed.sequence.to_string());
                    assert!(places.insert(name, slot).is_none(), "a copy in two envelopes");
                }
            }
        }
    }
    let mut listed = BTreeMap::new();
    let lists = [out.join("manifest.csv"), out.join("restricted/manifest.csv")];
    for row in lists.iter().filter(|list| list.exists()).flat_map(|list| rows(list)) {
        if !row["batch"].is_empty() {
            listed.insert(row["copy"].clone(), (row["batch"].clone(), row["seq"].clone()));
        }
    }
    assert_eq!(listed, places, "the list of every copy says where each lies");
}

/// Sheets × sides + covers + separators are the pages of the file, and its hash is the one listed.
fn file_holds(out: &Path, stream: &Stream, batch: &Batch) {
    let file = batch.file.as_ref().expect("every batch was printed");
    let bytes = fs::read(out.join(&file.path)).expect("the print file is there");
    assert_eq!(
        (hex(&Sha256::digest(&bytes)), bytes.len() as u64),
        (file.sha256.clone(), file.bytes)
    );
    let sheets = batch.totals.sheets + file.cover_sheets + file.separator_sheets;
    assert_eq!(file.pages, sheets * sides(stream.kind.duplex), "{}", batch.id);
    let pdf = lopdf::Document::load_mem(&bytes).expect("another reader opens it");
    assert_eq!(pdf.get_pages().len(), file.pages, "{}", batch.id);
}

/// A machine that sees nothing but the pages finds on the front of every sheet what the manifest says
/// of it, in order, and nothing on backs, covers and separators; gives the mailpieces.
fn a_machine_reads(out: &Path, stream: &Stream, batch: &Batch) -> usize {
    let file = batch.file.as_ref().expect("every batch was printed");
    let seen = seen_marks(&fs::read(out.join(&file.path)).expect("the print file is there"));
    assert_eq!(seen.len(), file.pages, "{}", batch.id);
    let sides = sides(stream.kind.duplex);
    let backs = seen.chunks(sides).flat_map(|sheet| &sheet[1..]);
    assert_eq!(backs.flatten().count(), 0, "{}: a mark on a back", batch.id);
    let fronts: Vec<String> = seen.chunks(sides).filter_map(|sheet| sheet[0].clone()).collect();
    let mut expected = Vec::new();
    for placed in &batch.mailpieces {
        for one in &placed.documents {
            for sheet in one.first_sheet..one.first_sheet + one.sheets {
                let end = if sheet == placed.sheets { 'e' } else { 'm' };
                let (seq, id, sheets) = (placed.sequence, &one.document.id, placed.sheets);
                expected.push(format!("{} {seq} {id} {sheet} {sheets} {end}", batch.id));
            }
        }
    }
    assert_eq!(fronts, expected, "{}", batch.id);
    batch.mailpieces.len()
}

/// A run over some of the samples, changed.
fn some(name: &str, files: &[&str], change: impl Fn(String) -> String) -> PathBuf {
    let folder = empty_folder(name);
    for file in files {
        let text = fs::read_to_string(Path::new(ROOT).join("samples").join(file));
        let text = change(text.expect("the sample is there"));
        fs::write(folder.join(file), text).expect("the folder can be written");
    }
    folder
}

fn run_into(inputs: &Path, out: &Path, config: &Config) -> Summary {
    let options = Options {
        inputs: vec![inputs.to_owned()],
        format: None,
        out: out.to_owned(),
        config: config.clone(),
        decisions: Decisions::default(),
        date: date(config),
        jobs: Some(2),
        include_restricted: true,
    };
    run(&options, &Silent).expect("the run can start")
}

/// A run over generated plans, in a folder of its own.
pub fn run_over_generated(
    name: &str,
    count: u32,
    seed: u64,
    config: &Config,
) -> (PathBuf, Summary) {
    let folder = empty_folder(&format!("{name}-in"));
    for sample in generate(&SampleOptions { count, seed, as_found: false }) {
        fs::write(folder.join(sample.file_name), sample.yaml).expect("the folder can be written");
    }
    let out = empty_folder(&format!("{name}-out"));
    let summary = run_into(&folder, &out, config);
    (out, summary)
}

/// Every file's path and hash below a folder.
fn files(out: &Path) -> BTreeSet<String> {
    let walk = walkdir::WalkDir::new(out).into_iter().map(|entry| entry.expect("a folder"));
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(out).expect("inside").display().to_string())
        .collect()
}

/// Promise: every copy of the samples lies in one envelope, is listed there, and every sheet counts.
#[test]
fn every_copy_of_the_samples_lies_in_one_envelope() {
    let run = &SAMPLES.run;
    reconciles(&run.out, &run.summary);
    assert!(run.summary.counts.print_files >= 5, "streams by envelope and paper");
    let streams = streams(&run.out);
    let names: Vec<&str> = streams.iter().map(|stream| stream.name.as_str()).collect();
    for name in ["c4", "c4-yellow", "c5", "dl", "hand"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    // Every mailpiece begins with its cover.
    let uncovered: Vec<String> = streams
        .iter()
        .filter(|stream| stream.name != "hand" && stream.name != "collect")
        .flat_map(|stream| stream.batches.iter().flat_map(|batch| &batch.mailpieces))
        .filter(|placed| placed.documents[0].document.part != Part::Cover)
        .map(|placed| placed.documents[0].document.id.clone())
        .collect();
    none(&uncovered, "mailpieces without a cover");
}

/// Promise: names and destinations are in no list of the print room.
#[test]
fn lists_of_the_print_room_name_nobody() {
    let out = &SAMPLES.run.out;
    let mut told = Vec::new();
    let files: Vec<String> =
        files(out).into_iter().filter(|path| path.contains("print/")).collect();
    let lists = files.iter().filter(|path| !path.ends_with(".pdf"));
    for path in lists {
        let text = fs::read_to_string(out.join(path)).expect("a list is text").to_lowercase();
        for party in SAMPLES.rebuilt.iter().flat_map(|copy| &copy.record.parties) {
            let family = party.name.family.iter().chain(&party.name.given);
            let lines = party.addresses.iter().flat_map(|address| &address.lines);
            for word in family.chain(lines).filter(|word| word.len() > 5) {
                if text.contains(&word.to_lowercase()) {
                    told.push(format!("{path}: {word}"));
                }
            }
        }
    }
    none(&told, "names and addresses in lists");
    assert!(files.len() > 15, "only {} files in print/", files.len());
}

/// Promise: what an earlier run printed and this one did not is gone; separators are in the language
/// of those who print; restricted records are printed apart.
#[test]
fn a_run_leaves_only_its_own_print_files() {
    let files_of =
        ["01-desmond-minor-service.yaml", "03-amara-complex.yaml", "02-jean-one-off.yaml"];
    let inputs = some("print-room-in", &files_of, |text| text);
    let out = empty_folder("print-room-out");
    let mut config = configuration();
    config.print.batch_mailpieces = 1;
    let first = run_into(&inputs, &out, &config);
    reconciles(&out, &first);
    assert_eq!(first.counts.print_files, first.counts.mailpieces);

    some("print-room-in", &files_of, |text| {
        if text.contains("Jean") {
            text.replace("record_restricted: false", "record_restricted: true")
        } else {
            text
        }
    });
    config.print.batch_mailpieces = 250;
    config.print.separators = true;
    config.print.duplex = false;
    config.print.operator_language = planpress::plan::LanguageTag::cy();
    let second = run_into(&inputs, &out, &config);
    reconciles(&out, &second);
    let streams = streams(&out);
    assert!(streams.iter().all(|stream| stream.name.contains("single")));
    let restricted = streams.iter().filter(|stream| stream.kind.restricted);
    assert!(restricted.clone().count() > 0, "the restricted record is printed apart");
    for stream in restricted {
        assert!(stream.folder().starts_with("restricted/print/") && stream.name.ends_with("-r"));
    }
    let batches = streams.iter().flat_map(|stream| &stream.batches);
    for batch in batches {
        let file = batch.file.as_ref().expect("it was printed");
        assert_eq!(file.separator_sheets, batch.mailpieces.len());
        let bytes = fs::read(out.join(&file.path)).expect("the print file is there");
        let pdf = Pdf::read(&bytes).expect("it can be read");
        let text: String = pdf.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let text: String = text.split_whitespace().collect();
        assert!(text.contains(&format!("Eitembost1o{}", batch.mailpieces.len())), "{}", batch.id);
    }
    let listed: BTreeSet<String> = streams
        .iter()
        .flat_map(|stream| &stream.batches)
        .filter_map(|batch| Some(batch.file.as_ref()?.path.clone()))
        .collect();
    let there: BTreeSet<String> = files(&out)
        .into_iter()
        .filter(|path| path.contains("print/") && path.ends_with(".pdf"))
        .collect();
    assert_eq!(there, listed, "print files of an earlier run");
    let folders: Vec<_> = fs::read_dir(out.join("print")).expect("print/").collect();
    assert_eq!(folders.len(), streams.iter().filter(|one| !one.kind.restricted).count() + 1);
}

/// What the archive gives, with one document put in the place of another.
struct Archive<'a> {
    out: &'a Path,
    slip: Vec<u8>,
    swap: Option<(String, String)>,
}

impl Papers for Archive<'_> {
    fn language(&self) -> &str {
        "en"
    }

    fn batch_cover(&self, _: &Stream, _: &Batch) -> Result<Vec<u8>, Vec<Finding>> {
        Ok(self.slip.clone())
    }

    fn separator(&self, _: &Batch, _: &Placed) -> Result<Option<Vec<u8>>, Vec<Finding>> {
        Ok(None)
    }

    fn document(&self, document: &Document) -> io::Result<Vec<u8>> {
        let path = match &self.swap {
            Some((of, with)) if *of == document.path => with,
            _ => &document.path,
        };
        fs::read(self.out.join(path))
    }
}

/// Promise: a document that is not the one that was made for its place is never printed (PRT-09), nor
/// one that takes other sheets than were planned (PRT-04).
#[test]
fn what_is_not_as_planned_is_not_printed() {
    let out = &SAMPLES.run.out;
    let streams = streams(out);
    let stream = streams.iter().find(|stream| stream.name == "dl").expect("the samples have one");
    let mut batch = stream.batches[0].clone();
    let path = |placed: &Placed| placed.documents[0].document.path.clone();
    let slip = fs::read(out.join(path(&batch.mailpieces[0]))).expect("a cover is there");
    let sound = Archive { out, slip: slip.clone(), swap: None };
    let file = write_file(stream, &batch, &sound, io::sink()).expect("it can be printed");
    assert_eq!(file.pages, (batch.totals.sheets + 1) * 2);

    let swap = Some((path(&batch.mailpieces[0]), path(&batch.mailpieces[1])));
    let swapped = Archive { out, slip: slip.clone(), swap };
    let error = write_file(stream, &batch, &swapped, io::sink()).expect_err("it is another's");
    assert_eq!(error.finding(&batch).rule.id, "PRT-09");
    let gone = Archive { out, slip, swap: Some((path(&batch.mailpieces[0]), "gone.pdf".into())) };
    let error = write_file(stream, &batch, &gone, io::sink()).expect_err("it is not there");
    assert_eq!(error.finding(&batch).rule.id, "PRT-09");

    let placed = batch.mailpieces.last_mut().expect("it has mailpieces");
    placed.sheets += 1;
    placed.documents.last_mut().expect("it has documents").sheets += 1;
    let error = write_file(stream, &batch, &sound, io::sink()).expect_err("a sheet is missing");
    assert_eq!(error.finding(&batch).rule.id, "PRT-04");
}

/// Promise: a run of generated plans reconciles, and a machine reads every sheet of its print files;
/// a thousand plans under `PLANPRESS_LONG`, and every sheet of at least 200 mailpieces.
#[test]
fn a_run_of_generated_plans_reconciles() {
    let long = std::env::var_os("PLANPRESS_LONG").is_some();
    let (count, to_read) = if long { (1_000, 200) } else { (12, 6) };
    let (out, summary) = run_over_generated("print-room-many", count, 11, &configuration());
    reconciles(&out, &summary);
    assert!(summary.counts.mailpieces >= count as usize / 2);
    let streams = streams(&out);
    let batches = streams.iter().flat_map(|one| one.batches.iter().map(move |batch| (one, batch)));
    let mut read = 0;
    for (stream, batch) in batches {
        if read < to_read {
            read += a_machine_reads(&out, stream, batch);
        }
    }
    assert!(read >= to_read, "{read} mailpieces were read");
}
