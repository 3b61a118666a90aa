//! What was made from what, in which state; no personal text, and no plan's id either: plans are
//! numbers within their run. An embedded SQLite file in the output folder. A run is written at its end
//! in one transaction, and so is every reprint.

mod print;
mod tables;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

pub use print::{BatchEntry, Live, MailpieceEntry, PrintEntry, ReprintEntry};

/// The name of the ledger in an output folder.
pub const FILE_NAME: &str = "ledger.db";

/// Why the ledger can't be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file can't be opened, read or written.
    #[error("the ledger {path} can't be used: {source}")]
    Database {
        /// The ledger's file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A newer program wrote it.
    #[error("the ledger {path} was written by a newer planpress (version {version})")]
    Newer {
        /// The ledger's file.
        path: PathBuf,
        /// The version of its tables.
        version: i64,
    },
    /// What is to be void is not live.
    #[error(
        "the ledger does not know all of these mailpieces of batch {batch} as live: run `planpress verify`"
    )]
    NotLive {
        /// The batch.
        batch: String,
    },
}

/// One run to write down.
#[derive(Clone, Debug)]
pub struct RunEntry<'a> {
    /// The program and its version.
    pub program: &'a str,
    /// The run's date.
    pub date: &'a str,
    /// The templates' fingerprint.
    pub templates: &'a str,
    /// The configuration's SHA-256.
    pub configuration: &'a str,
    /// The number of records of each group, in order.
    pub groups: &'a [usize],
    /// Every copy.
    pub copies: &'a [CopyEntry],
    /// Every print file.
    pub batches: &'a [BatchEntry],
}

/// One copy to write down.
#[derive(Clone, Debug, Default)]
pub struct CopyEntry {
    /// The group's number within the run.
    pub group: usize,
    /// The record's number within the run.
    pub plan: u32,
    /// Which content.
    pub pack: String,
    /// Layout, format, points and language, where they are known.
    pub layout: Option<String>,
    /// See `layout`.
    pub format: Option<String>,
    /// See `layout`.
    pub size_pt: Option<u32>,
    /// See `layout`.
    pub language: Option<String>,
    /// `made`, `held` or `suppressed`.
    pub state: &'static str,
    /// Where it is in the output folder.
    pub path: Option<String>,
    /// Of the PDF.
    pub sha256: Option<String>,
    /// Its pages.
    pub pages: Option<usize>,
    /// The rule that held or suppressed it.
    pub rule: Option<&'static str>,
}

fn version_of(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// The ledger of one output folder.
pub struct Ledger {
    path: PathBuf,
    connection: Connection,
}

impl Ledger {
    /// Opens the ledger of a folder, or makes one.
    ///
    /// # Errors
    /// When it can't be used, or a newer program wrote it.
    pub fn open(folder: &Path) -> Result<Self, LedgerError> {
        let path = folder.join(FILE_NAME);
        let failed = |source| LedgerError::Database { path: path.clone(), source };
        let mut connection = Connection::open(&path).map_err(failed)?;
        let version = version_of(&connection).map_err(failed)?;
        if version > tables::NEWEST {
            return Err(LedgerError::Newer { path, version });
        }
        tables::migrate(&mut connection, version).map_err(failed)?;
        Ok(Self { path, connection })
    }

    fn failed(&self, source: rusqlite::Error) -> LedgerError {
        LedgerError::Database { path: self.path.clone(), source }
    }

    /// Writes one run down, whole or not at all. What an earlier run made and this one did not make
    /// again is superseded.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn record(&mut self, entry: &RunEntry<'_>) -> Result<(), LedgerError> {
        self.write(entry).map_err(|source| self.failed(source))
    }

    fn write(&mut self, entry: &RunEntry<'_>) -> rusqlite::Result<()> {
        let all = self.connection.transaction()?;
        all.execute(
            "INSERT INTO run (program, run_date, templates, configuration) VALUES (?1, ?2, ?3, ?4)",
            params![entry.program, entry.date, entry.templates, entry.configuration],
        )?;
        let run = all.last_insert_rowid();
        {
            let mut insert =
                all.prepare("INSERT INTO record_group (run, number, records) VALUES (?1, ?2, ?3)")?;
            for (number, records) in entry.groups.iter().enumerate() {
                insert.execute(params![run, number as i64, *records as i64])?;
            }
            let mut old =
                all.prepare("SELECT id, path FROM copy WHERE state = 'made' AND run < ?1")?;
            let made: std::collections::HashSet<&str> =
                entry.copies.iter().filter_map(|copy| copy.path.as_deref()).collect();
            let earlier = old.query_map([run], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?))
            })?;
            for copy in earlier {
                let (id, path) = copy?;
                let state = if path.is_some_and(|path| made.contains(path.as_str())) {
                    "made_again"
                } else {
                    "superseded"
                };
                all.execute("UPDATE copy SET state = ?2 WHERE id = ?1", params![id, state])?;
                all.execute(
                    "INSERT INTO event (copy, state, run) VALUES (?1, ?2, ?3)",
                    params![id, state, run],
                )?;
            }
            let mut insert = all.prepare(
                "INSERT INTO copy (run, record_group, plan, pack, layout, format, size_pt, language, state, path, sha256, pages, rule)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?;
            let mut event =
                all.prepare("INSERT INTO event (copy, state, run) VALUES (?1, ?2, ?3)")?;
            for copy in entry.copies {
                let CopyEntry {
                    group,
                    plan,
                    pack,
                    layout,
                    format,
                    size_pt,
                    language,
                    state,
                    path,
                    sha256,
                    pages,
                    rule,
                } = copy;
                let (group, pages) = (*group as i64, pages.map(|pages| pages as i64));
                insert.execute(params![
                    run, group, plan, pack, layout, format, size_pt, language, state, path, sha256,
                    pages, rule
                ])?;
                event.execute(params![all.last_insert_rowid(), state, run])?;
            }
        }
        print::record(&all, run, entry.batches)?;
        all.commit()
    }
}
