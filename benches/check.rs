//! What reading costs: both passes over generated records, as YAML and as NDJSON, on one thread.
//! `cargo bench --bench check` prints records a second and core, and the most memory held. Linux
//! only: it reads `/proc/self`.

#![expect(clippy::disallowed_methods, reason = "the bench lays out its own records")]
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use planpress::plan::Record;
use planpress::sample;
use planpress::source::{Inputs, Limits, index, read_with, record_shape};

const RECORDS: u32 = 10_000;
const ROUNDS: usize = 3;

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("one thread");
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let (yaml, ndjson) = (folder.path().join("yaml"), folder.path().join("records.ndjson"));
    fs::create_dir_all(&yaml).expect("a folder for the records");
    write(&yaml, &ndjson);
    for _ in 0..ROUNDS {
        read("NDJSON", &ndjson, fs::metadata(&ndjson).expect("a file").len());
        let files = fs::read_dir(&yaml).expect("a folder").map(|file| file.expect("a file"));
        let bytes = files.map(|file| file.metadata().expect("a file").len()).sum();
        read("YAML", &yaml, bytes);
    }
}

/// The same records in both formats.
fn write(yaml: &Path, ndjson: &Path) {
    let mut lines = BufWriter::new(File::create(ndjson).expect("a file"));
    for sample in sample::generate(&sample::Options { count: RECORDS, seed: 1, as_found: false }) {
        let record = read_with::<Record>(&sample.yaml, &sample.file_name, record_shape());
        let record = record.expect("a generated record is sound").value;
        let line = serde_json::to_string(&record).expect("a record is plain data");
        writeln!(lines, "{line}").expect("a line");
        fs::write(yaml.join(&sample.file_name), sample.yaml).expect("a record");
    }
    lines.flush().expect("all lines");
}

fn read(format: &str, path: &Path, bytes: u64) {
    let inputs = Inputs::open(&[path], None);
    let start = cpu_seconds();
    let index = index(&inputs, &Limits::default());
    let first = cpu_seconds() - start;
    let reads = index.groups.iter().flat_map(|group| index.read(group));
    let sound = reads.filter(|read| read.result.is_ok()).count();
    let both = cpu_seconds() - start;
    assert_eq!(sound, RECORDS as usize, "every generated record can be read");
    println!(
        "{format}: {:.0} records of {:.1} kB a second and core ({:.0} MB), first pass {first:.2} s of {both:.2} s, at most {} MB held",
        f64::from(RECORDS) / both,
        bytes as f64 / f64::from(RECORDS) / 1e3,
        bytes as f64 / both / 1e6,
        peak_kilobytes() / 1024,
    );
}

/// User and system time of this process so far.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |index: usize| fields[index].parse::<f64>().unwrap_or_default();
    // Fields 14 and 15 of proc(5), in hundredths of a second on every Linux of today.
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory that this process has held.
fn peak_kilobytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
