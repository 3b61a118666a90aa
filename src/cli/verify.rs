//! `planpress verify`: reads a finished folder back.

use std::path::PathBuf;

use clap::Args;

use super::settings::input_format;
use super::talk::counted;
use super::{DONE, FAILED, INTEGRITY, settings, talk};
use crate::finding::Finding;
use crate::source::{Format, Inputs};
use crate::verify::{Against, Verdict, VerifyError, verify};

/// Read every file of a run back from disk, and say whether it agrees with what should be there.
///
/// With the run's inputs the decision is made again, and every copy is searched for what it must not
/// show: whatever tells who somebody else is, and words that were withheld. Print files are read sheet
/// by sheet: marks, order, blank backs, and whether each page is the one that was made. Nothing is
/// changed, and no text of any person is shown: a line names the file, the place in it and the kind of
/// what was found. Exit code 0: all agrees; 4: something does not; 1: it could not be verified.
///
/// Example: planpress verify out --against samples
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// The folder that `planpress run` wrote.
    folder: PathBuf,
    /// What the run was made from: the same files and folders, in the same order.
    #[arg(long, num_args = 1.., value_name = "INPUT")]
    against: Vec<PathBuf>,
    /// The configuration of the run [default: planpress.yaml beside the first input].
    #[arg(long, requires = "against")]
    config: Option<PathBuf>,
    /// The decisions of the run [default: decisions.yaml beside the first input].
    #[arg(long, requires = "against")]
    decisions: Option<PathBuf>,
    /// The folder that the run laid over the built-in templates.
    #[arg(long, requires = "against")]
    templates: Option<PathBuf>,
    /// The format of the input, where its name does not tell: yaml, json, ndjson.
    #[arg(long, value_parser = input_format, requires = "against")]
    input_format: Option<Format>,
    /// Print what does not agree, and the counts at the end, as one JSON object per line.
    #[arg(long)]
    json: bool,
    /// Say only what does not agree.
    #[arg(long, short)]
    quiet: bool,
}

impl Verify {
    pub(super) fn execute(self) -> u8 {
        match self.compare() {
            Ok(Ok(verdict)) => finish(&verdict, self.json, self.quiet),
            Ok(Err(VerifyError::Templates(findings))) | Err(findings) => {
                talk::findings(&findings, usize::MAX);
                FAILED
            }
            Ok(Err(error)) => {
                talk::error(&error.to_string());
                FAILED
            }
        }
    }

    fn compare(&self) -> Result<Result<Verdict, VerifyError>, Vec<Finding>> {
        if self.against.is_empty() {
            return Ok(verify(&self.folder, None));
        }
        let mut config = settings::configuration(self.config.as_deref(), &self.against)?;
        config.templates = self.templates.clone().or(config.templates);
        let decisions = settings::decisions(self.decisions.as_deref(), &self.against)?;
        let inputs = Inputs::open(&self.against, self.input_format);
        let against = Against { inputs: &inputs, config: &config, decisions: &decisions };
        Ok(verify(&self.folder, Some(against)))
    }
}

fn finish(verdict: &Verdict, json: bool, quiet: bool) -> u8 {
    let Verdict { documents, pages, print_files, sheets, disagreements } = verdict;
    for disagreement in disagreements {
        if json {
            talk::say(&serde_json::to_string(disagreement).unwrap_or_default());
        } else {
            talk::say(&disagreement.to_string());
        }
    }
    let wrong = disagreements.len();
    if json {
        let counts = serde_json::json!({
            "documents": documents, "pages": pages, "print_files": print_files,
            "sheets": sheets, "disagreements": wrong,
        });
        talk::say(&counts.to_string());
    } else if !quiet {
        let outcome = match wrong {
            0 => "all agrees".to_owned(),
            _ => counted(wrong, "thing does not agree", "things do not agree"),
        };
        let printed = match *print_files {
            0 => String::new(),
            files => {
                let files = counted(files, "print file", "print files");
                format!(", and {files} with {sheets} sheets")
            }
        };
        talk::say(&format!("{documents} PDFs with {pages} pages were read{printed}: {outcome}"));
    }
    if wrong == 0 { DONE } else { INTEGRITY }
}
