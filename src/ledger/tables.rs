//! The tables of the ledger, version by version. An older ledger is brought up to date when it is
//! opened, whole or not at all; what it holds stays.

use rusqlite::Connection;

/// What each version adds to the one before; `PRAGMA user_version` counts them.
const VERSIONS: [&str; 2] = [RUNS_AND_COPIES, PRINT];

/// The version of this program's tables.
pub(super) const NEWEST: i64 = VERSIONS.len() as i64;

/// Version 1: runs, and what became of their copies.
const RUNS_AND_COPIES: &str = "
    CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        program TEXT NOT NULL,
        run_date TEXT NOT NULL,
        templates TEXT NOT NULL,
        configuration TEXT NOT NULL
    ) STRICT;
    CREATE TABLE record_group (
        run INTEGER NOT NULL REFERENCES run (id),
        number INTEGER NOT NULL,
        records INTEGER NOT NULL,
        PRIMARY KEY (run, number)
    ) STRICT;
    CREATE TABLE copy (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES run (id),
        record_group INTEGER NOT NULL,
        plan INTEGER NOT NULL,
        pack TEXT NOT NULL,
        layout TEXT,
        format TEXT,
        size_pt INTEGER,
        language TEXT,
        state TEXT NOT NULL,
        path TEXT,
        sha256 TEXT,
        pages INTEGER,
        rule TEXT
    ) STRICT;
    CREATE INDEX copy_by_run ON copy (run, state);
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        copy INTEGER NOT NULL REFERENCES copy (id),
        state TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES run (id)
    ) STRICT;
";

/// Version 2: print files, the mailpieces in them, the numbered prints of each document, and what
/// happened to a mailpiece. A reason is one of a short list of words.
const PRINT: &str = "
    CREATE TABLE print_batch (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES run (id),
        name TEXT NOT NULL,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        reprint_of TEXT,
        UNIQUE (run, name)
    ) STRICT;
    CREATE TABLE mailpiece (
        id INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL REFERENCES print_batch (id),
        sequence INTEGER NOT NULL,
        sheets INTEGER NOT NULL,
        state TEXT NOT NULL,
        UNIQUE (batch, sequence)
    ) STRICT;
    CREATE TABLE print (
        mailpiece INTEGER NOT NULL REFERENCES mailpiece (id),
        document TEXT NOT NULL,
        path TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (mailpiece, document)
    ) STRICT;
    CREATE INDEX print_by_path ON print (path);
    CREATE TABLE mailpiece_event (
        id INTEGER PRIMARY KEY,
        mailpiece INTEGER NOT NULL REFERENCES mailpiece (id),
        state TEXT NOT NULL,
        reason TEXT
    ) STRICT;
";

/// Brings a ledger of an earlier version, or an empty one, up to date.
pub(super) fn migrate(connection: &mut Connection, version: i64) -> rusqlite::Result<()> {
    let all = connection.transaction()?;
    for tables in VERSIONS.iter().skip(usize::try_from(version).unwrap_or_default()) {
        all.execute_batch(tables)?;
    }
    all.pragma_update(None, "user_version", NEWEST)?;
    all.commit()
}
