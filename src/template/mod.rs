//! Templates, wording, pictures and fonts: embedded in the program, a council's own laid over them,
//! judged when they are loaded, fingerprinted. Files are held in memory: nothing is read from disk while a page is made, so no
//! link can lead out of a folder.

mod files;
mod lists;
mod manifest;
mod palette;
mod pictures;
mod sections;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::config::hex;
use crate::finding::{Finding, Severity};
use files::Files;

pub use lists::{Code, Codes, Damaged, LeadsTo, Lists, Transcription};
pub use manifest::{Format, Layout, Manifest};
pub use palette::Palette;
pub use pictures::{Picture, Pictures};
pub use sections::{OwnBlock, OwnRow, OwnSection, PLACES, Readers, Said};
pub use words::{FoundWord, ListedWord, WordList};

/// Everything that documents are made with.
#[derive(Debug)]
pub struct Templates {
    files: Files,
    fonts: Vec<Cow<'static, [u8]>>,
    manifest: Manifest,
    pictures: Pictures,
    lists: Lists,
    sections: Vec<OwnSection>,
    fingerprint: String,
}

impl Templates {
    /// The built-in templates, with `overlay` laid over them and `fonts` added, and what should be
    /// looked at.
    ///
    /// # Errors
    /// All that is wrong with the overlay: a file that can't be read or used (TPL-05), a colour that
    /// can't be seen (TPL-04), a section (TPL-06) or a picture (TPL-07) that can't be shown.
    pub fn load(
        overlay: Option<&Path>,
        fonts: Option<&Path>,
    ) -> Result<(Self, Vec<Finding>), Vec<Finding>> {
        let one = |finding| vec![finding];
        let mut files = Files::built_in();
        let findings = match overlay {
            Some(folder) => files.lay_over(folder).map_err(one)?,
            None => Vec::new(),
        };
        let (mut broken, findings): (Vec<_>, Vec<_>) =
            findings.into_iter().partition(|finding| finding.severity == Severity::Block);
        let fonts = files::fonts(fonts).map_err(one)?;
        let mut hash = Sha256::new();
        let fonts_by_path = fonts.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref()));
        for (path, bytes) in files.iter().chain(fonts_by_path) {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(bytes));
        }
        let fingerprint = hex(&hash.finalize());

        let manifest = Manifest::parse(&files).map_err(one)?;
        let pictures = Pictures::parse(&files).map_err(one)?;
        broken.extend(pictures.faults(&files, &manifest));
        broken.extend(Palette::parse(&files).err().into_iter().flatten());
        let sections = sections::parse(&files, &manifest, &pictures);
        let lists = Lists::parse(&files);
        match (sections, lists) {
            (Ok(sections), Ok(lists)) if broken.is_empty() => {
                let fonts = fonts.into_iter().map(|(_, bytes)| bytes).collect();
                let templates =
                    Self { files, fonts, manifest, pictures, lists, sections, fingerprint };
                Ok((templates, findings))
            }
            (sections, lists) => {
                broken.extend(sections.err().into_iter().flatten());
                broken.extend(lists.err());
                Err(broken)
            }
        }
    }

    /// The file at a path within the templates, such as `theme/tokens.typ`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path)
    }

    /// A text file at a path within the templates.
    ///
    /// # Errors
    /// When there is none, or it is not UTF-8 (TPL-05).
    pub fn text(&self, path: &str) -> Result<&str, Finding> {
        self.files.text(path)
    }

    /// Every file, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter()
    }

    /// The finding at a key such as `end.line` of a file of YAML: in the council's own file, where it
    /// has the key, else in the built-in one.
    #[must_use]
    pub fn placed(&self, finding: Finding, path: &str, key: &str) -> Finding {
        self.files.placed(finding, path, key)
    }

    /// What people call the file at a path: a council's own by where it is.
    pub fn name(&self, path: &str) -> String {
        self.files.name(path)
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

    /// The council's own sections.
    pub fn sections(&self) -> &[OwnSection] {
        &self.sections
    }

    /// SHA-256 over every file and font, in hexadecimal: the same for the same look.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

/// The built-in files that a designer may change, by path: what `planpress templates` copies out.
pub fn built_in() -> BTreeMap<String, Cow<'static, [u8]>> {
    files::built_in()
}
