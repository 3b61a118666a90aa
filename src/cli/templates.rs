//! `planpress templates`: the built-in templates, to change them.

use std::path::PathBuf;

use clap::Args;

use super::{DONE, FAILED, talk};
use crate::batch::write_whole;
use crate::template::built_in;

/// Copy the built-in templates, wording and pictures out, to change them.
///
/// Example: planpress templates our-templates
#[derive(Args, Debug)]
pub(super) struct Templates {
    /// The folder for them; files that are there already stay as they are.
    folder: PathBuf,
}

impl Templates {
    pub(super) fn execute(self) -> u8 {
        let mut kept = 0;
        for (path, bytes) in built_in() {
            let path = self.folder.join(path);
            if path.exists() {
                kept += 1;
                continue;
            }
            if let Err(error) = write_whole(&path, &bytes) {
                talk::error(&format!("can't write {}: {error}", path.display()));
                return FAILED;
            }
        }
        talk::say(&format!("templates are in {}", self.folder.display()));
        if kept > 0 {
            talk::note(&format!("{kept} files were there already and are as they were"));
        }
        DONE
    }
}
