//! Files that no export should give: each is read for what it is or refused with one finding that
//! says where, in little time and memory, and leaves the records beside it alone.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use planpress::finding::Finding;
use planpress::source::{Inputs, Limits, RecordRead, index};

use crate::stage::{ROOT, empty_folder};

/// What no single file here may take, even where other tests use the same cores.
const LONGEST: Duration = Duration::from_secs(30);
const MEGABYTE: usize = 1 << 20;

fn sample() -> String {
    fs::read_to_string(Path::new(ROOT).join("samples/02-jean-one-off.yaml")).expect("a sample")
}

/// A record of JSON on one line.
fn line(plan_id: &str) -> String {
    let record = r#""schema_version":1,"document":"plan","regime":"england_adult","status":"signed_off","plan_date":"2026-03-04","languages":["en"],"parties":[{"party_id":"jo","is_subject":true,"roles":["subject"],"name":{"given":"Jo","family":"O'Neill"}}],"needs":[],"supports":"none""#;
    format!("{{\"plan_id\":\"{plan_id}\",{record}}}\n")
}

/// The records of one file of these bytes, in its order, with its own findings.
fn read(name: &str, bytes: &[u8]) -> (Vec<RecordRead>, Vec<Finding>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    read_file(&path)
}

fn read_file(path: &Path) -> (Vec<RecordRead>, Vec<Finding>) {
    let start = Instant::now();
    let index = index(&Inputs::open(&[path], None), &Limits::default());
    let mut records: Vec<RecordRead> =
        index.groups.iter().flat_map(|group| index.read(group)).collect();
    records.sort_by_key(|record| record.number);
    assert!(start.elapsed() < LONGEST, "{path:?} took {:?}", start.elapsed());
    (records, index.findings)
}

/// Rule, line and column of every finding of a record; that it was refused goes without saying.
fn refused(record: &RecordRead) -> Vec<(&'static str, u32, u32)> {
    assert!(record.result.is_err(), "{:?} is read", record.origin);
    let place = |finding: &Finding| {
        let place = finding.place.as_ref().expect("a place");
        assert!(!finding.message.is_empty());
        (finding.rule.id, place.line, place.column)
    };
    record.findings().iter().map(place).collect()
}

/// The only record of a file that must be refused with one finding.
fn one_finding(name: &str, bytes: &[u8]) -> (&'static str, u32, u32) {
    let (records, findings) = read(name, bytes);
    assert_eq!((records.len(), findings.as_slice()), (1, &[][..]), "{name}");
    let found = refused(&records[0]);
    assert_eq!(found.len(), 1, "{name}: {:?}", records[0].findings());
    found[0]
}

/// Bytes without any order, the same each time.
fn garbage(length: usize) -> Vec<u8> {
    let mut dice = 0x2545_F491_4F6C_DD1D_u64;
    let mut byte = || {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice.to_le_bytes()[3]
    };
    (0..length).map(|_| byte()).collect()
}

/// Writes a file that is too long to be kept in memory: what comes before and after `filling`.
fn write_long(path: &Path, before: &str, after: &str) {
    let mut file = BufWriter::new(File::create(path).expect("a file"));
    let filling = vec![b'x'; MEGABYTE];
    file.write_all(before.as_bytes()).expect("room on the disk");
    for _ in 0..100 {
        file.write_all(&filling).expect("room on the disk");
    }
    file.write_all(after.as_bytes()).expect("room on the disk");
    file.flush().expect("room on the disk");
}

#[test]
fn garbage_is_no_record() {
    let bytes = garbage(64 << 10);
    for name in ["a.yaml", "a.json", "a.ndjson"] {
        let (records, findings) = read(name, &bytes);
        assert!(!records.is_empty() && findings.is_empty(), "{name}: {findings:?}");
        for record in &records {
            let found = refused(record);
            assert_eq!(found.len(), 1, "{name}: {:?}", record.findings());
            assert_eq!(found[0].0, "REC-07", "{name}: {:?}", record.findings());
        }
    }
    // Letters, but no words.
    let text: Vec<u8> = bytes.iter().map(|byte| byte % 0x60 + b' ').collect();
    for name in ["a.yaml", "a.json", "a.ndjson"] {
        assert_eq!(one_finding(name, &text).0, "REC-07", "{name}");
    }
    assert_eq!(one_finding("zeros.yaml", &[0; 4096]), ("REC-07", 1, 1));
}

#[test]
fn a_line_of_100_mb_is_refused_and_its_neighbours_are_read() {
    let folder = empty_folder("inputs-long");
    let long = folder.join("a.ndjson");
    let before = format!("{}{{\"plan_id\":\"", line("one"));
    write_long(&long, &before, &format!("\"}}\n{}", line("three")));
    let (records, findings) = read_file(&long);
    assert_eq!((records.len(), findings), (3, Vec::new()));
    assert_eq!(refused(&records[1]), [("REC-06", 2, 1)]);
    assert!(records[0].result.is_ok() && records[2].result.is_ok());

    let long = folder.join("a.yaml");
    write_long(&long, &format!("{}---\nplan_id: ", sample()), &format!("\n---\n{}", sample()));
    let (records, findings) = read_file(&long);
    assert_eq!((records.len(), findings), (3, Vec::new()));
    let marker = u32::try_from(sample().lines().count() + 1).expect("a line");
    assert_eq!(refused(&records[1]), [("REC-06", marker, 1)]);
    assert!(records[0].result.is_ok() && records[2].result.is_ok());
    fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[test]
fn aliases_of_aliases_are_refused_before_they_are_copied() {
    let mut text = String::from("plan_id: p\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..=10 {
        let below = format!("*a{}, ", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    let (rule, line, _) = one_finding("a.yaml", text.as_bytes());
    assert_eq!(rule, "REC-06");
    // The growth is seen at the second or third level, long before 10 billion.
    assert!((3..=5).contains(&line), "line {line}");
    let mut within = String::from("plan_id: p\na: &a\n");
    for _ in 0..10 {
        within.push_str("- [*a, *a]\n");
    }
    assert_eq!(one_finding("b.yaml", within.as_bytes()), ("REC-07", 3, 4));
}

#[test]
fn a_character_that_is_cut_off_is_found() {
    let mut yaml = sample().into_bytes();
    let last = u32::try_from(yaml.iter().filter(|&&byte| byte == b'\n').count() + 1);
    yaml.extend_from_slice(b"caf\xc3");
    assert_eq!(one_finding("a.yaml", &yaml), ("REC-07", last.expect("a line"), 4));

    let mut lines = line("one").into_bytes();
    lines.extend_from_slice(b"{\"plan_id\":\"caf\xe2\x82\"}\n");
    lines.extend_from_slice(line("three").as_bytes());
    let (records, _) = read("a.ndjson", &lines);
    assert_eq!(records.len(), 3);
    assert_eq!(refused(&records[1]), [("REC-07", 2, 16)]);
    assert!(records[0].result.is_ok() && records[2].result.is_ok());
}

#[test]
fn windows_line_ends_and_byte_order_marks_change_nothing() {
    let plain = sample();
    let pretty = line("p").replace(',', ",\n  ").replace('{', "{\n ");
    let forms = [("a.yaml", plain), ("a.json", pretty), ("a.ndjson", line("one") + &line("two"))];
    for (name, text) in forms {
        let (expected, _) = read(name, text.as_bytes());
        let windows = text.replace('\n', "\r\n");
        for variant in [windows.clone(), format!("\u{feff}{text}"), format!("\u{feff}{windows}")] {
            let (records, findings) = read(name, variant.as_bytes());
            assert_eq!((records.len(), findings), (expected.len(), Vec::new()), "{name}");
            for (record, expected) in records.iter().zip(&expected) {
                let (Ok(record), Ok(expected)) = (&record.result, &expected.result) else {
                    panic!("{name}: {:?} {:?}", record.findings(), expected.findings());
                };
                assert!(record.value == expected.value, "{name}: another record");
                let place = |field| {
                    let place = record.place(field);
                    (place.line, place.column)
                };
                for field in ["", "plan_id", "parties[0].name", "parties[0].name.family"] {
                    let expected = expected.place(field);
                    assert_eq!(place(field), (expected.line, expected.column), "{name} {field}");
                }
            }
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let list = "[".repeat(100_000);
    let map = "{\"a\":".repeat(100_000);
    let block = format!("plan_id: p\na: {}x\n", "- ".repeat(100_000));
    let mut steps = String::from("plan_id: p\n");
    for depth in 0..1_000 {
        steps.push_str(&format!("{}a:\n", " ".repeat(depth)));
    }
    for (name, text) in [("a.yaml", &list), ("a.yaml", &map), ("a.yaml", &steps)] {
        let (rule, line, _) = one_finding(name, text.as_bytes());
        assert_eq!(rule, "REC-06", "{name}");
        assert!(line <= 70, "line {line}");
    }
    assert_eq!(one_finding("a.yaml", block.as_bytes()).1, 2);
    for name in ["a.json", "a.ndjson"] {
        let (records, _) = read(name, map.as_bytes());
        let [(rule, line, column)] = refused(&records[0])[..] else { panic!("{name}") };
        assert_eq!((rule, line), ("REC-06", 1), "{name}");
        // At the mapping that is one too many, or the next, which the parser has seen already.
        assert!((321..=331).contains(&column), "{name}: column {column}");
    }
    let (records, _) = read("a.ndjson", format!("{list}\n{}", line("two")).as_bytes());
    let [(rule, line, column)] = refused(&records[0])[..] else { panic!("a list") };
    assert_eq!((rule, line), ("REC-06", 1));
    assert!((65..=67).contains(&column), "column {column}");
    assert!(records[1].result.is_ok());
}

#[test]
fn a_huge_number_of_keys_is_refused() {
    let yaml: String = (0..200_000).map(|key| format!("k{key}: 1\n")).collect();
    assert_eq!(one_finding("a.yaml", yaml.as_bytes()), ("REC-06", 2_001, 1));
    let keys: Vec<String> = (0..200_000).map(|key| format!("\"k{key}\":1")).collect();
    let json = format!("{{{}}}", keys.join(","));
    for name in ["a.json", "a.ndjson"] {
        let (rule, line, column) = one_finding(name, json.as_bytes());
        assert_eq!((rule, line), ("REC-06", 1), "{name}");
        assert!(column > 10_000, "{name}: column {column}");
    }
    // As many as may be, none of them known: what is said has an end, and says so.
    let unknown: String = (0..1_900).map(|key| format!("k{key}: 1\n")).collect();
    let (records, _) = read("b.yaml", unknown.as_bytes());
    let found = refused(&records[0]);
    assert!((100..=110).contains(&found.len()), "{} findings", found.len());
    let findings = records[0].findings();
    assert!(findings.iter().any(|finding| finding.message.contains("more findings")));
    // The same key again and again is one mistake too many, not a table that grows.
    let again = "plan_id: p\n".repeat(100_000);
    let (records, _) = read("c.yaml", again.as_bytes());
    assert!(records.iter().all(|record| record.result.is_err()));
}

/// What the program said, and the most memory that it held.
struct Ran {
    code: Option<i32>,
    error: String,
    peak_kilobytes: u64,
}

/// Runs the program over a folder, looking at its memory all the while.
fn run(folder: &Path, out: &Path) -> Ran {
    let error = File::create(out.with_extension("txt")).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_planpress"))
        .args(["run", "--date", "2026-06-01", "--out"])
        .args([out, folder])
        .current_dir(ROOT)
        .env("NO_COLOR", "1")
        .stdout(Stdio::null())
        .stderr(error)
        .spawn()
        .expect("the program can be started");
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut peak_kilobytes = 0;
    let code = loop {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak_kilobytes = peak_kilobytes.max(peak.unwrap_or(0));
        if let Some(status) = child.try_wait().expect("the program can be waited for") {
            break status.code();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let error = fs::read_to_string(out.with_extension("txt")).expect("what it said");
    Ran { code, error, peak_kilobytes }
}

#[test]
fn the_program_holds_no_more_of_a_long_line_than_a_record_may_have() {
    let folder = empty_folder("inputs-memory");
    let short = folder.join("short");
    fs::create_dir_all(&short).expect("a folder");
    fs::write(short.join("a.ndjson"), "{\"plan_id\":\"one\"}\n").expect("a file");
    let base = run(&short, &folder.join("out-short"));
    let long = folder.join("long");
    fs::create_dir_all(&long).expect("a folder");
    write_long(&long.join("a.ndjson"), "{\"plan_id\":\"one\"}\n{\"plan_id\":\"", "\"}\n");
    write_long(&long.join("b.yaml"), "plan_id: ", "\n");
    write_long(&long.join("c.json"), "[{\"plan_id\": \"", "\"}]\n");
    let ran = run(&long, &folder.join("out-long"));
    assert_eq!(ran.code, Some(3), "{}", ran.error);
    for place in ["a.ndjson:2:1", "b.yaml:1:1", "c.json:1:2"] {
        assert!(ran.error.contains(place), "{place} is not told: {}", ran.error);
    }
    assert_eq!(ran.error.matches("longer than 4096 KB").count(), 3, "{}", ran.error);
    // Where the system doesn't tell, both are 0.
    let more = ran.peak_kilobytes.saturating_sub(base.peak_kilobytes);
    assert!(more < 40 << 10, "{more} KB more than for short lines");
    fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[test]
fn the_program_tells_of_every_broken_file_and_uses_the_others() {
    let folder = empty_folder("inputs-broken");
    let files = folder.join("in");
    fs::create_dir_all(&files).expect("a folder");
    let files_and_rules: [(&str, &str, Vec<u8>); 6] = [
        ("garbage.yaml", "REC-07", garbage(4096).into_iter().filter(|&b| b != b'\n').collect()),
        ("laughs.yaml", "REC-07", b"plan_id: x\na: &a [*a]\n".to_vec()),
        ("cut.ndjson", "REC-07", b"{\"plan_id\":\"caf\xc3".to_vec()),
        ("deep.json", "REC-06", "{\"a\":".repeat(10_000).into_bytes()),
        (
            "keys.yaml",
            "REC-06",
            (0..9_000).flat_map(|key| format!("k{key}: 1\n").into_bytes()).collect(),
        ),
        ("utf-16.yaml", "REC-07", "plan_id: x".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for (name, _, bytes) in &files_and_rules {
        fs::write(files.join(name), bytes).expect("a file");
    }
    let windows = format!("\u{feff}{}", sample().replace('\n', "\r\n"));
    fs::write(files.join("good.yaml"), windows).expect("a file");
    // The samples' postcodes are of the area that no real one has.
    fs::write(files.join("planpress.yaml"), "run: {accept_test_postcodes: true}\n")
        .expect("a file");
    let out = folder.join("out");
    let ran = run(&files, &out);
    assert_eq!(ran.code, Some(3), "{}", ran.error);
    for (name, rule, _) in &files_and_rules {
        assert!(ran.error.contains(name), "{name} is not told: {}", ran.error);
        assert!(ran.error.contains(rule), "{rule} is not told: {}", ran.error);
    }
    assert!(!ran.error.contains("good.yaml"), "{}", ran.error);
    assert!(!ran.error.contains("panicked"), "{}", ran.error);
    let made = fs::read_dir(out.join("copies")).expect("the copies").count();
    assert_eq!(made, 1, "{}", ran.error);
    fs::remove_dir_all(folder).expect("the folder can be removed");
}
