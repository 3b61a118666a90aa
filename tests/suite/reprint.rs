//! What jammed is printed again, whole and once: new numbers, the old ones void everywhere, the archive
//! as it was, and a folder that still agrees.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use planpress::batch::{Reprint, ReprintError, Reprinted, reprint};
use planpress::ledger::Ledger;
use planpress::print::{ASIDE, Reason, Refusal, Stream};
use planpress::verify::verify;
use serde_json::Value;

use crate::print_file::seen_marks;
use crate::print_room::{rows, run_over_generated, streams};
use crate::stage::{configuration, copy_of, none};
use crate::verify::planpress;

/// A run over a few generated plans.
static RUN: LazyLock<PathBuf> =
    LazyLock::new(|| run_over_generated("reprint", 6, 11, &configuration()).0);

fn copy_of_run(name: &str) -> PathBuf {
    copy_of(&RUN, &format!("reprint-{name}"))
}

/// The first batch with two mailpieces.
fn a_batch(out: &Path) -> (Stream, String) {
    let streams = streams(out).into_iter();
    let mut several = streams.filter(|stream| stream.batches[0].mailpieces.len() >= 2);
    let stream = several.next().expect("a batch with two mailpieces");
    let batch = stream.batches[0].id.clone();
    (stream, batch)
}

fn wanted(out: &Path, batch: &str, sequences: &str) -> Reprint {
    Reprint {
        folder: out.to_owned(),
        batch: batch.to_owned(),
        sequences: sequences.parse().expect("numbers"),
        reason: Reason::Jam,
        confirmed: true,
        dry_run: false,
    }
}

fn agrees(out: &Path) {
    let found = verify(out, None).expect("the folder can be read").disagreements;
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    none(&found, "things do not agree");
}

/// Every file with its bytes.
fn files(out: &Path) -> BTreeSet<(String, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(out).into_iter().map(|entry| entry.expect("a folder"));
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(out).expect("inside").display().to_string();
            (path, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// Promise: a mailpiece is printed again whole, from the same archive copies, under the next copy
/// numbers; the old one is void in every list and in the ledger; and once more after that.
#[test]
fn a_mailpiece_is_printed_again_and_again() {
    let out = copy_of_run("again");
    let archive = |out: &Path| -> BTreeSet<(String, Vec<u8>)> {
        let all = files(out).into_iter();
        all.filter(|(path, _)| path.starts_with("copies/") || path.starts_with("covers/")).collect()
    };
    let before = archive(&out);
    let (stream, batch) = a_batch(&out);
    let first = reprint(&wanted(&out, &batch, "2")).expect("it can be printed again");
    agrees(&out);
    let second = reprint(&wanted(&out, &first.batch.id, "1")).expect("and again");
    agrees(&out);
    assert!(archive(&out) == before, "the archive has changed");
    let Reprinted { batch: again, path, .. } = second;
    let seen = seen_marks(&fs::read(out.join(&path)).expect("a print file"));
    let seen: Vec<String> = seen.into_iter().flatten().collect();
    let old = &stream.batches[0].mailpieces[1];
    assert_eq!(seen.len(), old.sheets);
    for mark in &seen {
        assert!(mark.starts_with(&format!("{} 1 ", again.id)) && mark.contains("-03 "), "{mark}");
    }
    let list = rows(&out.join(stream.folder()).join("manifest.csv"));
    let state = |batch: &str, seq: &str| {
        let mut found = list.iter().filter(|row| row["batch"] == batch && row["seq"] == seq);
        found.next().expect("a row")["state"].clone()
    };
    assert_eq!(state(&batch, "2"), "void");
    assert_eq!(state(&batch, "1"), "live");
    assert_eq!(state(&first.batch.id, "1"), "void");
    assert_eq!(state(&again.id, "1"), "live");
    for one in old.documents.iter().filter_map(|one| one.document.copy.clone()) {
        let copies = rows(&out.join("manifest.csv"));
        let row = copies.iter().find(|row| row["copy"] == one).expect("a row");
        assert_eq!((&row["batch"], row["seq"].as_str()), (&again.id, "1"));
    }
    let ledger = Ledger::look(&out).expect("a ledger").expect("a ledger");
    let live = ledger.live().expect("it can be read").expect("print files");
    let live: BTreeSet<(&str, u32)> =
        live.iter().map(|one| (one.batch.as_str(), one.sequence)).collect();
    assert!(live.contains(&(&again.id, 1)) && live.contains(&(&batch, 1)));
    assert!(!live.contains(&(&first.batch.id, 1)) && !live.contains(&(&batch, 2)));
}

/// Promise: what can't be printed again is refused with the reason, and nothing is changed.
#[test]
fn what_is_refused_changes_nothing() {
    let out = copy_of_run("refused");
    let (_, batch) = a_batch(&out);
    let first = reprint(&wanted(&out, &batch, "1")).expect("it can be printed again").batch.id;
    let before = files(&out);
    let refused = |wanted: &Reprint| reprint(wanted).expect_err("it is refused").to_string();
    let says = |wanted: &Reprint, words: &str| {
        let said = refused(wanted);
        assert!(said.contains(words), "{said}");
    };
    says(&wanted(&out, "c9-0001", "1"), "there is no batch c9-0001 in this folder");
    says(&wanted(&out, &batch, "999"), "has no mailpiece 999: it has 1 to");
    says(&wanted(&out, &batch, "1-2"), &format!("again as mailpiece 1 of batch {first}"));
    says(&Reprint { confirmed: false, ..wanted(&out, &batch, "2") }, "more than 10 %");
    says(&wanted(&out.join("copies"), &batch, "2"), "is no folder that `planpress run` wrote");
    let would = reprint(&Reprint { dry_run: true, ..wanted(&out, &batch, "2") });
    assert_eq!(would.expect("it could be printed").batch.mailpieces.len(), 1);
    assert!(files(&out) == before, "something was changed");
    assert!(matches!(
        reprint(&wanted(&out, &batch, "1")),
        Err(ReprintError::Refused(Refusal::Void { now: 1, .. }))
    ));
}

/// Promise: a copy that was changed, lost or superseded since is never printed again.
#[test]
fn a_stale_copy_is_not_printed_again() {
    let out = copy_of_run("stale");
    let (stream, batch) = a_batch(&out);
    let document = &stream.batches[0].mailpieces[1].documents[1].document;
    let bytes = fs::read(out.join(&document.path)).expect("a copy");
    fs::write(out.join(&document.path), [&bytes[..], b"\n"].concat()).expect("a copy");
    let error = reprint(&wanted(&out, &batch, "2")).expect_err("it was changed");
    assert!(matches!(error, ReprintError::File(_)), "{error}");
    fs::write(out.join(&document.path), bytes).expect("a copy");
    let ledger = rusqlite::Connection::open(out.join("ledger.db")).expect("a ledger");
    let sql = "UPDATE copy SET state = 'superseded' WHERE path = ?1";
    assert_eq!(ledger.execute(sql, [&document.path]).expect("a ledger"), 1);
    drop(ledger);
    let error = reprint(&wanted(&out, &batch, "2")).expect_err("it is superseded");
    assert!(matches!(error, ReprintError::Stale(_)), "{error}");
    assert!(!out.join(ASIDE).exists());
}

/// Promise: wherever a reprint is cut off, the folder agrees as before, or tells, and the next command
/// finishes it.
#[test]
fn a_reprint_that_was_cut_off_is_finished() {
    let out = copy_of_run("cut");
    let (_, batch) = a_batch(&out);
    let done = copy_of_run("cut-done");
    let again = reprint(&wanted(&done, &batch, "2")).expect("it can be printed again");
    let before = files(&out);
    let after: BTreeSet<_> = files(&done).into_iter().collect();
    // In the order in which they take their places.
    let changed: Vec<&(String, Vec<u8>)> =
        after.difference(&before).filter(|(path, _)| path != "ledger.db").collect();
    assert!(changed.iter().any(|(path, _)| path == "run.json"), "the run's own list changes");
    let stage = || {
        for (path, bytes) in &changed {
            let to = out.join(ASIDE).join("files").join(path);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
            fs::write(to, bytes).expect("a file");
        }
        fs::write(out.join(ASIDE).join("batch"), &again.batch.id).expect("a file");
    };
    // Before the ledger had it: it is forgotten.
    stage();
    let found = verify(&out, None).expect("the folder can be read").disagreements;
    assert!(found.iter().any(|one| one.message.contains("a reprint was cut off")), "{found:?}");
    reprint(&Reprint { dry_run: true, ..wanted(&out, &batch, "2") }).expect("it can be printed");
    assert!(files(&out) == before, "what was never true is forgotten");
    // After it: wherever it was cut, some files are in their places, and some are not.
    for moved in 0..=changed.len() {
        for (path, bytes) in &before {
            fs::write(out.join(path), bytes).expect("a file");
        }
        stage();
        fs::copy(done.join("ledger.db"), out.join("ledger.db")).expect("a ledger");
        for (path, _) in &changed[..moved] {
            fs::rename(out.join(ASIDE).join("files").join(path), out.join(path)).expect("a file");
        }
        let error = reprint(&wanted(&out, &batch, "2")).expect_err("it is finished first");
        assert!(matches!(&error, ReprintError::Finished(id) if *id == again.batch.id), "{error}");
        assert!(files(&out) == after, "cut off after {moved} files, it is not finished");
    }
    agrees(&out);
}

/// Promise: at a desk, the command asks for a reason that names nobody, and for a second look.
#[test]
fn the_command_says_what_to_destroy() {
    let out = copy_of_run("command");
    let (_, batch) = a_batch(&out);
    let folder = out.to_str().expect("UTF-8");
    let run = |more: &[&str]| {
        planpress(&[&["reprint", folder, "--batch", &batch, "--seq", "1"], more].concat())
    };
    let said = run(&["--reason", "Mrs Jones rang"]);
    assert_eq!(said.code, 2);
    assert!(said.error.contains("choose one of jam, misprint"), "{}", said.error);
    let said = run(&["--reason", "jam"]);
    assert_eq!(said.code, 1);
    assert!(said.error.contains("add --yes if it is right"), "{}", said.error);
    let said = run(&["--reason", "jam", "--yes"]);
    assert_eq!(said.code, 0, "{}", said.error);
    let destroy = format!("destroy what was printed of batch {batch}, mailpieces 1:");
    assert!(said.out.contains(&destroy), "{}", said.out);
    let json: Value = serde_json::from_slice(&fs::read(out.join("run.json")).expect("run.json"))
        .expect("run.json is JSON");
    let files = streams(&out).iter().map(|stream| stream.batches.len()).sum::<usize>();
    assert_eq!(json["counts"]["print_files"], files);
}
