//! What is written down stays, in one piece, whatever the program's version.

use super::*;

/// The ledger as the first version of the program wrote it.
const FIRST: &str = "
    CREATE TABLE run (id INTEGER PRIMARY KEY, program TEXT NOT NULL, run_date TEXT NOT NULL,
        templates TEXT NOT NULL, configuration TEXT NOT NULL) STRICT;
    CREATE TABLE record_group (run INTEGER NOT NULL REFERENCES run (id), number INTEGER NOT NULL,
        records INTEGER NOT NULL, PRIMARY KEY (run, number)) STRICT;
    CREATE TABLE copy (id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id),
        record_group INTEGER NOT NULL, plan INTEGER NOT NULL, pack TEXT NOT NULL, layout TEXT,
        format TEXT, size_pt INTEGER, language TEXT, state TEXT NOT NULL, path TEXT, sha256 TEXT,
        pages INTEGER, rule TEXT) STRICT;
    CREATE INDEX copy_by_run ON copy (run, state);
    CREATE TABLE event (id INTEGER PRIMARY KEY, copy INTEGER NOT NULL REFERENCES copy (id),
        state TEXT NOT NULL, run INTEGER NOT NULL REFERENCES run (id)) STRICT;
    INSERT INTO run VALUES (1, 'planpress 0.1.0', '2026-06-01', 't', 'c');
    INSERT INTO copy (id, run, record_group, plan, pack, state, path, sha256)
        VALUES (1, 1, 0, 1, 'full', 'made', 'copies/aa/aa-01.pdf', 'aa');
    INSERT INTO event VALUES (1, 1, 'made', 1);
    PRAGMA user_version = 1;
";

fn batch(name: &str, sequences: std::ops::RangeInclusive<u32>, number: &str) -> BatchEntry {
    let mailpieces = sequences.map(|sequence| MailpieceEntry {
        sequence,
        sheets: 2,
        prints: vec![PrintEntry {
            document: format!("{sequence:02}-{number}"),
            path: format!("copies/aa/{sequence:02}-01.pdf"),
            sha256: "aa".into(),
        }],
    });
    BatchEntry {
        name: name.into(),
        path: format!("print/c5/{name}.pdf"),
        sha256: "bb".into(),
        mailpieces: mailpieces.collect(),
    }
}

fn run<'a>(batches: &'a [BatchEntry], copies: &'a [CopyEntry]) -> RunEntry<'a> {
    RunEntry {
        program: "planpress",
        date: "2026-06-01",
        templates: "t",
        configuration: "c",
        groups: &[1],
        copies,
        batches,
    }
}

#[test]
fn an_old_ledger_is_brought_up_to_date_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    Connection::open(folder.path().join(FILE_NAME)).unwrap().execute_batch(FIRST).unwrap();
    let mut ledger = Ledger::open(folder.path()).unwrap();
    assert_eq!(ledger.live().unwrap(), None, "no print file was ever written down");
    let state = |ledger: &Ledger| ledger.state_of("copies/aa/aa-01.pdf", "aa").unwrap();
    assert_eq!(state(&ledger).as_deref(), Some("made"));
    ledger.record(&run(&[batch("c5-0001", 1..=3, "01")], &[])).unwrap();
    assert_eq!(state(&ledger).as_deref(), Some("superseded"));
    assert_eq!(ledger.live().unwrap().map(|live| live.len()), Some(3));
    drop(ledger);
    let version: i64 = Connection::open(folder.path().join(FILE_NAME))
        .unwrap()
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, tables::NEWEST);
}

#[test]
fn a_newer_ledger_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let connection = Connection::open(folder.path().join(FILE_NAME)).unwrap();
    connection.pragma_update(None, "user_version", tables::NEWEST + 1).unwrap();
    let opened = Ledger::open(folder.path()).err();
    assert!(matches!(opened, Some(LedgerError::Newer { .. })), "{opened:?}");
}

#[test]
fn what_is_printed_again_is_void_and_live_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path()).unwrap();
    ledger.record(&run(&[batch("c5-0001", 1..=3, "01")], &[])).unwrap();
    let again = batch("c5-0002", 1..=2, "02");
    let reprint = ReprintEntry { from: "c5-0001", void: &[2, 3], batch: &again, reason: "jam" };
    ledger.reprint(&reprint).unwrap();
    let live = ledger.live().unwrap().unwrap();
    let names: Vec<(&str, u32)> =
        live.iter().map(|one| (one.batch.as_str(), one.sequence)).collect();
    assert_eq!(names, [("c5-0001", 1), ("c5-0002", 1), ("c5-0002", 2)]);
    // Void once is void: nothing of a second reprint is kept.
    let other = batch("c5-0003", 1..=2, "03");
    let refused = ledger.reprint(&ReprintEntry { void: &[1, 2], batch: &other, ..reprint }).err();
    assert!(matches!(refused, Some(LedgerError::NotLive { .. })), "{refused:?}");
    assert_eq!(ledger.live().unwrap(), Some(live));
}

#[test]
fn a_later_run_leaves_no_sheet_of_an_earlier_one_live() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::open(folder.path()).unwrap();
    ledger.record(&run(&[batch("c5-0001", 1..=3, "01")], &[])).unwrap();
    ledger.record(&run(&[batch("c5-0001", 1..=1, "01")], &[])).unwrap();
    assert_eq!(ledger.live().unwrap().map(|live| live.len()), Some(1));
}
