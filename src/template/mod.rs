//! Templates, wording, pictures and fonts: embedded in the program, overlaid file by file,
//! fingerprinted. Files are held in memory: nothing is read from disk while a page is made, so no
//! link can lead out of a folder.

mod lists;
mod manifest;
mod pictures;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::finding::Finding;

pub use lists::{Code, Codes, Damaged, LeadsTo, Lists, Transcription};
pub use manifest::{Format, Layout, Manifest};
pub use pictures::{Picture, Pictures};
pub use words::{FoundWord, ListedWord, WordList};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// The largest file that an overlay may bring.
const OVERLAY_FILE_LIMIT: u64 = 16 * 1024 * 1024;

/// Everything that documents are made with.
#[derive(Debug)]
pub struct Templates {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    fonts: Vec<Cow<'static, [u8]>>,
    manifest: Manifest,
    pictures: Pictures,
    lists: Lists,
    fingerprint: String,
}

/// Why templates could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// A folder or file of the overlay can't be read.
    #[error("can't read {path}: {source}")]
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{file}: {message}")]
    Invalid {
        /// The file within the templates.
        file: String,
        /// What is wrong.
        message: String,
    },
}

impl Templates {
    /// The built-in templates, with `overlay` laid over them file by file and `fonts` added.
    ///
    /// # Errors
    /// When a folder can't be read, or the manifest or the picture index is broken.
    pub fn load(
        overlay: Option<&Path>,
        fonts: Option<&Path>,
    ) -> Result<(Self, Vec<Finding>), TemplateError> {
        let mut files = BTreeMap::new();
        embedded(&BUILT_IN, &mut files);
        let mut findings = Vec::new();
        if let Some(folder) = overlay {
            lay_over(folder, &mut files, &mut findings)?;
        }
        let mut font_files = BTreeMap::new();
        embedded(&FONTS, &mut font_files);
        if let Some(folder) = fonts {
            for (path, bytes) in folder_files(folder)? {
                font_files.insert(path, Cow::Owned(bytes));
            }
        }
        font_files.retain(|path, _| is_font(path));

        let mut hash = Sha256::new();
        for (path, bytes) in files.iter().chain(&font_files) {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(bytes));
        }
        let manifest = Manifest::parse(text(&files, "typst.toml")?)?;
        let pictures = Pictures::parse(text(&files, "pictures/index.yaml")?)?;
        let lists = Lists::parse(|file| text(&files, file))?;
        let fingerprint = hex(&hash.finalize());
        let fonts = font_files.into_values().collect();
        Ok((Self { files, fonts, manifest, pictures, lists, fingerprint }, findings))
    }

    /// The file at a path within the templates, such as `theme/tokens.typ`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// A text file at a path within the templates.
    ///
    /// # Errors
    /// When there is none, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<&str, TemplateError> {
        text(&self.files, path)
    }

    /// Every file, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }

    /// The fonts, as TrueType or OpenType files.
    pub fn fonts(&self) -> impl Iterator<Item = &[u8]> {
        self.fonts.iter().map(AsRef::as_ref)
    }

    /// Which editions and languages there are.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The easy-read pictures.
    pub fn pictures(&self) -> &Pictures {
        &self.pictures
    }

    /// Code tables and word lists.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// SHA-256 over every file and font, in hexadecimal: the same for the same look.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// The built-in files that a designer may change, by path: what `planpress templates` copies out.
pub fn built_in() -> BTreeMap<String, Cow<'static, [u8]>> {
    let mut files = BTreeMap::new();
    embedded(&BUILT_IN, &mut files);
    files
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn embedded(dir: &Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.insert(path, Cow::Borrowed(file.contents()));
    }
    for inside in dir.dirs() {
        embedded(inside, files);
    }
}

fn lay_over(
    folder: &Path,
    files: &mut BTreeMap<String, Cow<'static, [u8]>>,
    findings: &mut Vec<Finding>,
) -> Result<(), TemplateError> {
    for (path, bytes) in folder_files(folder)? {
        if !files.contains_key(&path) && !is_addition(&path) {
            findings.push(
                Finding::new("TPL-01", format!("`{path}` replaces nothing and is used by nothing"))
                    .help("check the name against `planpress templates DIR`"),
            );
            continue;
        }
        files.insert(path, Cow::Owned(bytes));
    }
    Ok(())
}

/// A file that an overlay may add without replacing one: a picture, a logo, a new language, a part
/// that a changed edition imports.
fn is_addition(path: &str) -> bool {
    let folders = ["lists/", "pictures/", "wording/", "parts/", "theme/", "editions/"];
    let kinds = ["svg", "png", "jpg", "jpeg", "yaml", "typ"];
    folders.iter().any(|folder| path.starts_with(folder))
        && path.rsplit_once('.').is_some_and(|(_, kind)| kinds.contains(&kind))
}

fn folder_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, TemplateError> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| TemplateError::Read {
            path: folder.to_owned(),
            source: error.into(),
        })?;
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        // Links are not followed: an overlay brings its own files or none.
        if hidden || !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().to_owned();
        let read = |source| TemplateError::Read { path: path.clone(), source };
        let length = entry.metadata().map_err(|error| read(error.into()))?.len();
        if length > OVERLAY_FILE_LIMIT {
            return Err(read(std::io::Error::other("larger than 16 MB")));
        }
        let bytes = std::fs::read(&path).map_err(read)?;
        let within = path.strip_prefix(folder).unwrap_or(&path);
        files.push((within.to_string_lossy().replace('\\', "/"), bytes));
    }
    Ok(files)
}

fn is_font(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "ttf" | "otf" | "ttc")))
}

fn text<'a>(
    files: &'a BTreeMap<String, Cow<'static, [u8]>>,
    path: &str,
) -> Result<&'a str, TemplateError> {
    let invalid = |message: &str| TemplateError::Invalid {
        file: path.to_owned(),
        message: message.to_owned(),
    };
    let bytes = files.get(path).ok_or_else(|| invalid("there is no such file"))?;
    std::str::from_utf8(bytes).map_err(|_| invalid("this is not UTF-8 text"))
}
