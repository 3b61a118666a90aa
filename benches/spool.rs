//! What merging costs: the PDFs of a run's folder made into one print file on one thread, as often as
//! wanted. `cargo bench --bench spool -- FOLDER [TIMES]` prints documents and MB a second, the size
//! against the sum of the parts, and the most memory held. Linux only: it reads `/proc/self`.

#![expect(clippy::disallowed_methods, reason = "the bench measures its own time")]
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::fs;
use std::io::sink;
use std::path::PathBuf;
use std::time::Instant;

use planpress::print::spool::{Chapter, Head, Run, Spool};

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let Some(folder) = words.next() else {
        println!("cargo bench --bench spool -- FOLDER [TIMES]: the folder of a finished run");
        return;
    };
    let times: u32 = words.next().map_or(1, |times| times.parse().expect("a number of times"));
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|file| file.expect("a file that can be read").into_path());
    let files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    let head = Head { title: "Bench".into(), language: "en-GB".into(), ident: "bench".into() };
    let mut spool = Spool::new(sink(), head).expect("nothing is written");
    let (mut documents, mut bytes) = (0, 0);
    let start = Instant::now();
    for _ in 0..times {
        for path in &files {
            let pdf = fs::read(path).expect("a document");
            // A document in one of the two languages is refused in the other.
            let added = ["en", "cy"]
                .into_iter()
                .find_map(|language| spool.add(&pdf, &chapter(documents + 1, language)).ok());
            if added.is_some() {
                documents += 1;
                bytes += pdf.len();
            }
        }
    }
    let finished = spool.finish().expect("a print file");
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{documents} documents, {} pages: {:.0} documents and {:.1} MB a second; {:.1} MB of {:.1} MB; at most {} MB held",
        finished.pages,
        f64::from(documents) / seconds,
        bytes as f64 / seconds / 1e6,
        finished.bytes as f64 / 1e6,
        bytes as f64 / 1e6,
        peak_kilobytes() / 1024,
    );
}

fn chapter(sequence: u32, language: &str) -> Chapter {
    let copy = format!("{sequence:016x}-01");
    let run = Run { batch: "bench".into(), sequence, copy, first_sheet: 1, sheets: 999 };
    Chapter {
        bookmark: format!("Document {sequence}"),
        language: language.into(),
        label_prefix: format!("{sequence}-"),
        duplex: true,
        sheets: Some(run),
    }
}

/// The most memory that this process has held.
fn peak_kilobytes() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
