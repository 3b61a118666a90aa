//! The output folder: copies under opaque names, every file whole or not there.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::Fatal;
use super::outcome::State;
use crate::ledger;
use crate::template::hex;

/// Hexadecimal digits of a copy's name: 64 bits of the hash of the whole document, which says
/// nothing of the person and can't be guessed without it.
const NAME_DIGITS: usize = 16;

/// An output folder.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
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
        Ok(Self { folder: folder.to_owned() })
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Keeps one PDF and says where.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn keep(&self, pdf: &[u8], pages: usize) -> io::Result<State> {
        let sha256 = hex(&Sha256::digest(pdf));
        let name = &sha256[..NAME_DIGITS];
        let path = format!("copies/{}/{name}-01.pdf", &name[..2]);
        write_whole(&self.folder.join(&path), pdf)?;
        Ok(State::Made { path, sha256, pages, bytes: pdf.len() })
    }

    /// Removes copies that an earlier run left and this one did not make again, so that nobody
    /// prints an old one.
    ///
    /// # Errors
    /// When the folder can't be read or a file can't be removed.
    pub fn remove_all_but(&self, kept: &HashSet<&str>) -> io::Result<()> {
        let copies = self.folder.join("copies");
        if !copies.exists() {
            return Ok(());
        }
        for entry in walkdir::WalkDir::new(&copies).min_depth(2).max_depth(2) {
            let entry = entry?;
            let within = entry.path().strip_prefix(&self.folder).unwrap_or(entry.path());
            let within = within.to_string_lossy().replace('\\', "/");
            if entry.file_type().is_file() && !kept.contains(within.as_str()) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
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
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".part");
    let mut file = File::create(&aside)?;
    file.write_all(bytes)?;
    drop(file);
    fs::rename(&aside, path)
}
