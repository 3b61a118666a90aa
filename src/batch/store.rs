//! The output folder: copies under opaque names, every file whole or not there.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::Fatal;
use super::outcome::State;
use crate::config::hex;
use crate::ledger;

/// Hexadecimal digits of a copy's name: 64 bits of the hash of the whole document, which says
/// nothing of the person and can't be guessed without it.
const NAME_DIGITS: usize = 16;

/// The tree of what was made of restricted records.
const RESTRICTED: &str = "restricted";

/// The trees of what was made.
const TREES: [&str; 4] = ["copies", "covers", "transcription", "print"];

/// The tree of print files and their lists.
const PRINT: &str = "print";

/// An output folder; or none, for a forecast: names and hashes are given all the same.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    keeps_nothing: bool,
}

impl Store {
    /// Opens a folder: a new or empty one, or one of an earlier run.
    ///
    /// # Errors
    /// When it can't be made, or holds something else.
    pub fn open(folder: &Path) -> Result<Self, Fatal> {
        let failed = |source| Fatal::Write { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(failed)?;
        let used = fs::read_dir(folder).map_err(failed)?.next().is_some();
        if used && !folder.join(ledger::FILE_NAME).exists() {
            return Err(Fatal::ForeignFolder(folder.to_owned()));
        }
        Ok(Self { folder: folder.to_owned(), keeps_nothing: false })
    }

    /// A store that writes nothing, for a forecast.
    pub fn nowhere() -> Self {
        Self { folder: PathBuf::new(), keeps_nothing: true }
    }

    /// Nothing is written: pages are estimated instead of made.
    pub fn keeps_nothing(&self) -> bool {
        self.keeps_nothing
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps one PDF in a tree such as `copies`, and gives its path and hash. What is made of a
    /// restricted record has a tree of its own.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&self, tree: &str, pdf: &[u8], restricted: bool) -> io::Result<(String, String)> {
        self.keep_as(tree, "pdf", pdf, restricted)
    }

    /// Keeps one reading text.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep_text(&self, text: &str, restricted: bool) -> io::Result<(String, String)> {
        self.keep_as("transcription", "txt", text.as_bytes(), restricted)
    }

    fn keep_as(
        &self,
        tree: &str,
        ending: &str,
        bytes: &[u8],
        restricted: bool,
    ) -> io::Result<(String, String)> {
        let sha256 = hex(&Sha256::digest(bytes));
        let name = &sha256[..NAME_DIGITS];
        let tree = if restricted { format!("{RESTRICTED}/{tree}") } else { tree.to_owned() };
        let path = format!("{tree}/{}/{name}-01.{ending}", &name[..2]);
        if !self.keeps_nothing {
            write_whole(&self.folder.join(&path), bytes)?;
        }
        Ok((path, sha256))
    }

    /// Takes a copy back that was kept and must wait after all.
    pub fn discard(&self, state: &State) {
        if let Some((path, ..)) = state.kept().filter(|_| !self.keeps_nothing) {
            // What can't be removed now is removed with everything that the run didn't keep.
            let _ = fs::remove_file(self.folder.join(path));
        }
    }

    /// Removes copies, covers and texts that an earlier run left and this one did not make again, so
    /// that nobody prints an old one.
    ///
    /// # Errors
    /// When a folder can't be read or a file can't be removed.
    pub fn remove_all_but(&self, kept: &HashSet<&str>) -> io::Result<()> {
        // A reprint of an earlier run that was cut off is void with it.
        let aside = self.folder.join(crate::print::ASIDE);
        if aside.exists() {
            fs::remove_dir_all(aside)?;
        }
        for tree in
            TREES.iter().flat_map(|tree| [(*tree).to_owned(), format!("{RESTRICTED}/{tree}")])
        {
            let tree = self.folder.join(tree);
            if !tree.exists() {
                continue;
            }
            // The print room's lists lie beside its folders, and a folder of a stream that is no more
            // would be taken for one.
            let is_print = tree.ends_with(PRINT);
            let depth = if is_print { 1 } else { 2 };
            let walk = walkdir::WalkDir::new(&tree).min_depth(depth).max_depth(2);
            for entry in walk.contents_first(true) {
                let entry = entry?;
                if is_print && entry.file_type().is_dir() {
                    let _ = fs::remove_dir(entry.path());
                }
                let within = entry.path().strip_prefix(&self.folder).unwrap_or(entry.path());
                let within = within.to_string_lossy().replace('\\', "/");
                if entry.file_type().is_file() && !kept.contains(within.as_str()) {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// Reads a file of the folder.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        fs::read(self.folder.join(path))
    }

    /// Writes a file piece by piece; it has its name only when all of it was written and `write`
    /// failed nowhere.
    ///
    /// # Errors
    /// When it can't be written; what `write` says is passed on.
    pub fn write_with<T, E>(
        &self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<T, E>,
    ) -> io::Result<Result<T, E>> {
        let path = self.folder.join(path);
        let aside = aside(&path)?;
        let mut file = BufWriter::new(File::create(&aside)?);
        let written = write(&mut file);
        file.flush()?;
        drop(file);
        match &written {
            Ok(_) => fs::rename(&aside, &path)?,
            Err(_) => fs::remove_file(&aside)?,
        }
        Ok(written)
    }

    /// Writes one of the run's own files.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Fatal> {
        let path = self.folder.join(path);
        write_whole(&path, bytes).map_err(|source| Fatal::Write { path, source })
    }
}

/// Writes a file aside and then gives it its name, so that it is whole or not there.
///
/// # Errors
/// When the folder or the file can't be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = aside(path)?;
    let mut file = File::create(&aside)?;
    file.write_all(bytes)?;
    drop(file);
    fs::rename(&aside, path)
}

/// Removes what is left of a file whose writing was cut off: nobody ends it.
pub fn remove_half(path: &Path) {
    let _ = fs::remove_file(half(path));
}

/// The name of a file until it is whole, in a folder that is there.
fn aside(path: &Path) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(half(path))
}

fn half(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}
