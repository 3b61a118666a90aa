//! Printing mailpieces again, out of a finished folder: the same archive copies under new copy numbers,
//! in a batch of their own. What was printed before is void in every list and in the ledger.
//!
//! All new files are first written aside. The ledger is the moment from which the reprint is true;
//! then they take their places. One that was cut off is finished, or forgotten, by the next command.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde_json::Value;
use walkdir::WalkDir;

use super::{Press, entry, slips, slots};
use crate::batch::report::{CONFIGURATION, pretty};
use crate::batch::{Fatal, Kit, Store, write_whole};
use crate::config::Config;
use crate::finding::Finding;
use crate::ledger::{FILE_NAME, Ledger, LedgerError, ReprintEntry};
use crate::print::{
    ASIDE, Batch, FileError, Reason, Refusal, Route, Sequences, Stream, again, batch_lists,
    stream_lists, stream_summary, write_file,
};

/// What to print again.
#[derive(Clone, Debug)]
pub struct Reprint {
    /// The folder of the run.
    pub folder: PathBuf,
    /// The batch, such as `c5-0003`.
    pub batch: String,
    /// The mailpieces.
    pub sequences: Sequences,
    /// Why.
    pub reason: Reason,
    /// Somebody confirmed that it is so many.
    pub confirmed: bool,
    /// Only say what would be printed.
    pub dry_run: bool,
}

/// What was printed again.
#[derive(Clone, Debug)]
pub struct Reprinted {
    /// The new batch.
    pub batch: Batch,
    /// Where its print file is, relative to the folder.
    pub path: String,
    /// The envelopes or the route, the paper: what to load.
    pub stream: String,
}

/// Why nothing was printed again.
#[derive(Debug, thiserror::Error)]
pub enum ReprintError {
    /// The folder is not one of a run.
    #[error("{0} is no folder that `planpress run` wrote")]
    NoRun(PathBuf),
    /// A file of the folder can't be read, or is not as the run wrote it.
    #[error("{0} can't be read, or was changed: run `planpress verify`")]
    Changed(String),
    /// What was asked for can't be printed again.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// More than a council wants to print again without a second look.
    #[error(
        "that is {count} of the {of} mailpieces of batch {batch}, more than {percent} %: look again whether so many were spoiled"
    )]
    Many {
        /// The batch.
        batch: String,
        /// Mailpieces asked for.
        count: usize,
        /// Mailpieces of the batch.
        of: usize,
        /// The share from which somebody has to confirm it: `print.reprint_percent`.
        percent: u32,
    },
    /// A copy is no longer what goes to its reader.
    #[error("{0} is no longer the copy that its reader gets: run again instead")]
    Stale(String),
    /// An earlier reprint had been cut off, and is whole now.
    #[error(
        "batch {0} had been cut off while it was printed again, and is finished now: look at it before you ask for more"
    )]
    Finished(String),
    /// The print file can't be made.
    #[error("{0}")]
    File(#[from] FileError),
    /// The sheets for the print room can't be made.
    #[error(transparent)]
    Fatal(#[from] Fatal),
    /// The ledger can't be trusted.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Something can't be written.
    #[error("can't write in {folder}: {source}")]
    Write {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// Prints mailpieces again.
///
/// # Errors
/// When that is not possible; then nothing was changed.
pub fn reprint(wanted: &Reprint) -> Result<Reprinted, ReprintError> {
    let folder = &wanted.folder;
    let failed = |source| ReprintError::Write { folder: folder.clone(), source };
    // First: what was cut off may have left lists of before and after side by side.
    if let Some(batch) = finish(folder).map_err(failed)? {
        return Err(ReprintError::Finished(batch));
    }
    let mut run = Run::read(folder)?;
    let planned = again(&mut run.streams, &wanted.batch, &wanted.sequences)?;
    let count = wanted.sequences.count();
    let percent = run.config.print.reprint_percent;
    if !wanted.confirmed && count * 100 > planned.of * percent as usize {
        let (batch, of) = (wanted.batch.clone(), planned.of);
        return Err(ReprintError::Many { batch, count, of, percent });
    }
    let batch = run.streams[planned.stream].batches[planned.batch].clone();
    run.check_current(&batch)?;
    let path = run.streams[planned.stream].path_of(&batch);
    let stream = run.streams[planned.stream].name.clone();
    if wanted.dry_run {
        return Ok(Reprinted { batch, path, stream });
    }
    let aside = folder.join(ASIDE);
    let staged = run.stage(&aside, planned.stream, planned.batch);
    let batch = match staged {
        Ok(batch) => batch,
        Err(error) => {
            // Nothing of it is true yet.
            let _ = fs::remove_dir_all(&aside);
            return Err(error);
        }
    };
    let void: Vec<u32> = wanted.sequences.iter().collect();
    let file = batch.file.clone().unwrap_or_default();
    let entry = entry(&batch, &file);
    let entry = ReprintEntry {
        from: &wanted.batch,
        void: &void,
        batch: &entry,
        reason: wanted.reason.as_str(),
    };
    if let Err(error) = Ledger::open(folder).and_then(|mut ledger| ledger.reprint(&entry)) {
        let _ = fs::remove_dir_all(&aside);
        return Err(error.into());
    }
    take_places(folder).map_err(failed)?;
    Ok(Reprinted { batch, path, stream })
}

/// Finishes a reprint that was cut off after the ledger had it, and gives its batch; forgets one that
/// the ledger never had.
fn finish(folder: &Path) -> io::Result<Option<String>> {
    let aside = folder.join(ASIDE);
    let Ok(batch) = fs::read_to_string(aside.join("batch")) else {
        if aside.exists() {
            fs::remove_dir_all(&aside)?;
        }
        return Ok(None);
    };
    let ledger = Ledger::look(folder).ok().flatten();
    let live = ledger.and_then(|ledger| ledger.live().ok().flatten()).unwrap_or_default();
    if live.iter().any(|one| one.batch == batch) {
        take_places(folder)?;
        return Ok(Some(batch));
    }
    fs::remove_dir_all(&aside)?;
    Ok(None)
}

/// Moves every new file to its place.
fn take_places(folder: &Path) -> io::Result<()> {
    let aside = folder.join(ASIDE);
    let files = aside.join("files");
    for entry in WalkDir::new(&files).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let within = entry.path().strip_prefix(&files).map_err(io::Error::other)?;
            fs::rename(entry.path(), folder.join(within))?;
        }
    }
    fs::remove_dir_all(&aside)
}

/// A run's folder, as far as its print files go.
struct Run {
    folder: PathBuf,
    json: Value,
    config: Config,
    date: Date,
    streams: Vec<Stream>,
}

impl Run {
    fn read(folder: &Path) -> Result<Self, ReprintError> {
        let bytes = fs::read(folder.join("run.json"));
        let bytes = bytes.map_err(|_| ReprintError::NoRun(folder.to_owned()))?;
        let json: Value =
            serde_json::from_slice(&bytes).map_err(|_| ReprintError::Changed("run.json".into()))?;
        let changed = |path: &str| ReprintError::Changed(path.to_owned());
        let text = |key: &str| json["run"][key].as_str().unwrap_or_default();
        let config: Option<Config> = fs::read(folder.join(CONFIGURATION))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let config = config.filter(|config| config.fingerprint() == text("configuration"));
        let config = config.ok_or_else(|| changed(CONFIGURATION))?;
        let date = text("date").parse().map_err(|_| changed("run.json"))?;
        let mut streams = Vec::new();
        for summary in json["print"].as_array().map(Vec::as_slice).unwrap_or_default() {
            let path = summary["manifest"].as_str().unwrap_or_default();
            let stream = fs::read(folder.join(path)).ok();
            let stream: Option<Stream> =
                stream.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let stream = stream.filter(|stream| stream_summary(stream) == *summary);
            streams.push(stream.ok_or_else(|| changed(path))?);
        }
        Ok(Self { folder: folder.to_owned(), json, config, date, streams })
    }

    /// Whether every copy of the batch is still the one that goes to its reader.
    fn check_current(&self, batch: &Batch) -> Result<(), ReprintError> {
        let ledger = Ledger::look(&self.folder)?;
        let ledger = ledger.ok_or_else(|| ReprintError::Changed(FILE_NAME.into()))?;
        for one in batch.mailpieces.iter().flat_map(|placed| &placed.documents) {
            let document = &one.document;
            let state = ledger.state_of(&document.path, &document.sha256)?;
            // Covers are not among the ledger's copies.
            if document.copy.is_some() && state.as_deref() != Some("made") {
                return Err(ReprintError::Stale(document.path.clone()));
            }
        }
        Ok(())
    }

    /// Writes the print file and every list that changes aside, and gives the batch with its file.
    fn stage(&mut self, aside: &Path, stream: usize, batch: usize) -> Result<Batch, ReprintError> {
        let failed = |source| ReprintError::Write { folder: aside.to_owned(), source };
        let files = aside.join("files");
        self.print(&files, stream, batch)?;
        for (path, bytes) in self.lists(stream)? {
            write_whole(&files.join(path), &bytes).map_err(failed)?;
        }
        let batch = self.streams[stream].batches[batch].clone();
        // Last: it says that everything else is there.
        write_whole(&aside.join("batch"), batch.id.as_bytes()).map_err(failed)?;
        Ok(batch)
    }

    /// Merges the print file, out of the archive copies as they lie in the folder.
    fn print(&mut self, files: &Path, stream: usize, batch: usize) -> Result<(), ReprintError> {
        let (kit, _) = Kit::load(&self.config)?;
        let store = Store::open(&self.folder)?;
        let press = Press { store: &store, slips: slips::Slips::new(&kit, self.date)? };
        let of = &self.streams[stream];
        let path = files.join(of.path_of(&of.batches[batch]));
        let failed = |source| ReprintError::Write { folder: files.to_owned(), source };
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.map_err(failed)?;
        let mut out = io::BufWriter::new(fs::File::create(path).map_err(failed)?);
        let file = write_file(of, &of.batches[batch], &press, &mut out)?;
        out.into_inner().map_err(|error| failed(error.into_error()))?;
        self.streams[stream].batches[batch].file = Some(file);
        Ok(())
    }

    /// Every list that changes, by its path.
    fn lists(&mut self, stream: usize) -> Result<BTreeMap<String, Vec<u8>>, ReprintError> {
        let of = &self.streams[stream];
        let mut lists: BTreeMap<String, Vec<u8>> = stream_lists(of).into_iter().collect();
        lists.extend(batch_lists(&self.streams));
        let places = slots(of.live());
        for copy in self.json["copies"].as_array_mut().into_iter().flatten() {
            let place = copy["copy"].as_str().and_then(|name| places.get(name));
            if let Some((batch, sequence)) = place {
                copy["batch"] = batch.as_str().into();
                copy["sequence"] = (*sequence).into();
            }
        }
        self.json["print"][stream] = stream_summary(of);
        let files = self.json["counts"]["print_files"].as_u64().unwrap_or_default();
        self.json["counts"]["print_files"] = (files + 1).into();
        lists.insert("run.json".into(), pretty(&self.json));
        for path in copy_lists(of) {
            let bytes = fs::read(self.folder.join(&path)).unwrap_or_default();
            let moved = moved(&bytes, &places);
            lists.insert(path.clone(), moved.ok_or(ReprintError::Changed(path))?);
        }
        Ok(lists)
    }
}

/// The lists of copies that say where those of a stream lie.
fn copy_lists(stream: &Stream) -> Vec<String> {
    let tree = if stream.kind.restricted { "restricted/" } else { "" };
    let mut lists = vec![format!("{tree}manifest.csv")];
    if stream.kind.route != Route::Post {
        lists.push(format!("{tree}channels/{}/list.csv", stream.kind.route.as_str()));
    }
    lists
}

/// A list with the new places of copies; none where it can't be read.
fn moved(list: &[u8], places: &HashMap<String, (String, u32)>) -> Option<Vec<u8>> {
    let mut reader = csv::Reader::from_reader(list);
    let columns = reader.headers().ok()?.clone();
    let column = |name: &str| columns.iter().position(|one| one == name);
    let (copy, batch, sequence) = (column("copy")?, column("batch")?, column("seq")?);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns).ok()?;
    for row in reader.records() {
        let row = row.ok()?;
        let place = row.get(copy).and_then(|name| places.get(name));
        let number = place.map(|(_, number)| number.to_string());
        let fields = row.iter().enumerate().map(|(column, field)| match (place, &number) {
            (Some((id, _)), _) if column == batch => id.as_str(),
            (_, Some(number)) if column == sequence => number.as_str(),
            _ => field,
        });
        writer.write_record(fields).ok()?;
    }
    writer.into_inner().ok()
}

impl ReprintError {
    /// All that is wrong, where it is more than a sentence.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Fatal(Fatal::Findings(findings)) | Self::File(FileError::Slip(findings)) => {
                findings
            }
            _ => &[],
        }
    }
}
