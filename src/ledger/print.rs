//! The print room's part of the ledger: which sheets carry which number of which document, which of
//! them are void and why.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};

use super::{FILE_NAME, Ledger, LedgerError, tables, version_of};

/// One print file to write down.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct BatchEntry {
    /// The batch, such as `c5-0003`.
    pub name: String,
    /// Its print file, relative to the output folder.
    pub path: String,
    /// Of the print file.
    pub sha256: String,
    /// Its mailpieces, in order.
    pub mailpieces: Vec<MailpieceEntry>,
}

/// One mailpiece to write down.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct MailpieceEntry {
    /// Its number within the batch, from 1.
    pub sequence: u32,
    /// Its sheets.
    pub sheets: usize,
    /// Cover and copies.
    pub prints: Vec<PrintEntry>,
}

/// One document as it was printed once.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PrintEntry {
    /// What its sheet marks say: id and copy number, such as `7f3a91c2d4e5f607-02`.
    pub document: String,
    /// The archive copy, relative to the output folder.
    pub path: String,
    /// Of the archive copy.
    pub sha256: String,
}

/// Mailpieces that were printed again.
#[derive(Clone, Debug)]
pub struct ReprintEntry<'a> {
    /// The batch in which they were.
    pub from: &'a str,
    /// Their numbers in it: void from now on.
    pub void: &'a [u32],
    /// The batch in which they are now.
    pub batch: &'a BatchEntry,
    /// One of a short list of words: never free text, which could name a person.
    pub reason: &'a str,
}

/// A mailpiece that is not void.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Live {
    /// Its batch.
    pub batch: String,
    /// Its number within the batch.
    pub sequence: u32,
    /// What its sheet marks say, document by document, sorted.
    pub documents: Vec<String>,
}

/// The state of sheets that may be posted.
const LIVE: &str = "live";
/// The state of sheets that were printed again.
const VOID: &str = "void";
/// The state of sheets whose run is no longer the last.
const SUPERSEDED: &str = "superseded";

impl Ledger {
    /// Opens the ledger of a folder to read it; none where there is none that knows print files.
    /// Nothing is changed, an older ledger's tables neither.
    ///
    /// # Errors
    /// When it can't be used, or a newer program wrote it.
    pub fn look(folder: &Path) -> Result<Option<Self>, LedgerError> {
        let path = folder.join(FILE_NAME);
        if !path.is_file() {
            return Ok(None);
        }
        let failed = |source| LedgerError::Database { path: path.clone(), source };
        let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let connection = connection.map_err(failed)?;
        match version_of(&connection).map_err(failed)? {
            version if version > tables::NEWEST => Err(LedgerError::Newer { path, version }),
            tables::NEWEST => Ok(Some(Self { path, connection })),
            _ => Ok(None),
        }
    }

    /// Writes a reprint down, whole or not at all.
    ///
    /// # Errors
    /// When the file can't be written, or a mailpiece to be void is not live in the last run.
    pub fn reprint(&mut self, entry: &ReprintEntry<'_>) -> Result<(), LedgerError> {
        let written = reprint(&mut self.connection, entry);
        match written {
            Ok(true) => Ok(()),
            Ok(false) => Err(LedgerError::NotLive { batch: entry.from.to_owned() }),
            Err(source) => Err(self.failed(source)),
        }
    }

    /// Every live mailpiece of the last run, sorted; none where no print file was ever written down.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn live(&self) -> Result<Option<Vec<Live>>, LedgerError> {
        live(&self.connection).map_err(|source| self.failed(source))
    }

    /// The state of an archive copy in the last run that knew it, such as `made` or `superseded`;
    /// none where no run made it. Covers are not among the copies.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn state_of(&self, path: &str, sha256: &str) -> Result<Option<String>, LedgerError> {
        let statement = "SELECT state FROM copy WHERE path = ?1 AND sha256 = ?2 ORDER BY id DESC";
        let state = self.connection.query_row(statement, [path, sha256], |row| row.get(0));
        state.optional().map_err(|source| self.failed(source))
    }
}

/// Writes the print files of a run down. Those of earlier runs hold nothing that may be posted.
pub(super) fn record(
    all: &Transaction<'_>,
    run: i64,
    batches: &[BatchEntry],
) -> rusqlite::Result<()> {
    all.execute(
        "INSERT INTO mailpiece_event (mailpiece, state)
         SELECT id, ?1 FROM mailpiece WHERE state = ?2",
        [SUPERSEDED, LIVE],
    )?;
    all.execute("UPDATE mailpiece SET state = ?1 WHERE state = ?2", [SUPERSEDED, LIVE])?;
    batches.iter().try_for_each(|batch| insert(all, run, batch, None))
}

fn insert(
    all: &Transaction<'_>,
    run: i64,
    batch: &BatchEntry,
    reprint_of: Option<&str>,
) -> rusqlite::Result<()> {
    let BatchEntry { name, path, sha256, mailpieces } = batch;
    all.execute(
        "INSERT INTO print_batch (run, name, path, sha256, reprint_of) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![run, name, path, sha256, reprint_of],
    )?;
    let batch = all.last_insert_rowid();
    let mut piece = all.prepare(
        "INSERT INTO mailpiece (batch, sequence, sheets, state) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut print = all
        .prepare("INSERT INTO print (mailpiece, document, path, sha256) VALUES (?1, ?2, ?3, ?4)")?;
    let mut event =
        all.prepare("INSERT INTO mailpiece_event (mailpiece, state) VALUES (?1, ?2)")?;
    for MailpieceEntry { sequence, sheets, prints } in mailpieces {
        piece.execute(params![batch, sequence, *sheets as i64, LIVE])?;
        let mailpiece = all.last_insert_rowid();
        event.execute(params![mailpiece, LIVE])?;
        for PrintEntry { document, path, sha256 } in prints {
            print.execute(params![mailpiece, document, path, sha256])?;
        }
    }
    Ok(())
}

/// False where something that is to be void is not live.
fn reprint(connection: &mut Connection, entry: &ReprintEntry<'_>) -> rusqlite::Result<bool> {
    let all = connection.transaction()?;
    let run: Option<i64> = all.query_row("SELECT max(id) FROM run", [], |row| row.get(0))?;
    let Some(run) = run else { return Ok(false) };
    for sequence in entry.void {
        let piece = all.query_row(
            "SELECT mailpiece.id FROM mailpiece JOIN print_batch ON print_batch.id = batch
             WHERE run = ?1 AND name = ?2 AND sequence = ?3 AND state = ?4",
            params![run, entry.from, sequence, LIVE],
            |row| row.get::<_, i64>(0),
        );
        let Some(piece) = piece.optional()? else { return Ok(false) };
        all.execute("UPDATE mailpiece SET state = ?2 WHERE id = ?1", params![piece, VOID])?;
        all.execute(
            "INSERT INTO mailpiece_event (mailpiece, state, reason) VALUES (?1, ?2, ?3)",
            params![piece, VOID, entry.reason],
        )?;
    }
    insert(&all, run, entry.batch, Some(entry.from))?;
    all.commit()?;
    Ok(true)
}

fn live(connection: &Connection) -> rusqlite::Result<Option<Vec<Live>>> {
    let any: i64 =
        connection.query_row("SELECT count(*) FROM print_batch", [], |row| row.get(0))?;
    if any == 0 {
        return Ok(None);
    }
    let mut statement = connection.prepare(
        "SELECT name, sequence, document FROM print
         JOIN mailpiece ON mailpiece.id = mailpiece JOIN print_batch ON print_batch.id = batch
         WHERE state = ?1 ORDER BY name, sequence, document",
    )?;
    let mut rows = statement.query([LIVE])?;
    let mut all: Vec<Live> = Vec::new();
    while let Some(row) = rows.next()? {
        let (batch, sequence): (String, u32) = (row.get(0)?, row.get(1)?);
        let document = row.get(2)?;
        match all.last_mut() {
            Some(last) if last.batch == batch && last.sequence == sequence => {
                last.documents.push(document);
            }
            _ => all.push(Live { batch, sequence, documents: vec![document] }),
        }
    }
    Ok(Some(all))
}
