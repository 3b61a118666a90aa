//! `planpress reprint`: mailpieces that were spoiled in the print room, printed again.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::talk::counted;
use super::{DONE, FAILED, talk};
use crate::batch::{self, ReprintError, Reprinted};
use crate::print::{Reason, Sequences};

/// Print mailpieces again: whole ones, in a batch of their own, out of the copies that were made.
///
/// What was printed of them before is void from then on, in every list and in the ledger: destroy it.
/// Copy numbers go up by one, so that an inserter tells the new sheets from the old.
///
/// Example: planpress reprint out --batch c5-0003 --seq 412-418 --reason jam
#[derive(Args, Debug)]
pub(super) struct Reprint {
    /// The folder that `planpress run` wrote.
    folder: PathBuf,
    /// The batch, as its cover sheet and `batches.csv` name it.
    #[arg(long, value_name = "BATCH")]
    batch: String,
    /// Numbers of mailpieces in that batch, such as 3,7,412-418.
    #[arg(long, value_name = "NUMBERS")]
    seq: Sequences,
    /// jam, misprint, damaged, lost or wrong-paper. It is kept; free text could name a person.
    #[arg(long)]
    reason: Reason,
    /// It is right that it is so many of the batch (more than `print.reprint_percent`).
    #[arg(long)]
    yes: bool,
    /// Change nothing, and tell what would be printed.
    #[arg(long)]
    dry_run: bool,
}

impl Reprint {
    pub(super) fn execute(self) -> u8 {
        let mut wanted = batch::Reprint {
            folder: self.folder,
            batch: self.batch,
            sequences: self.seq,
            reason: self.reason,
            confirmed: self.yes || self.dry_run,
            dry_run: self.dry_run,
        };
        let mut done = batch::reprint(&wanted);
        if let Err(error @ ReprintError::Many { .. }) = &done
            && asked(&error.to_string())
        {
            wanted.confirmed = true;
            done = batch::reprint(&wanted);
        }
        match done {
            Ok(done) => {
                tell(&wanted, &done);
                DONE
            }
            Err(error) => {
                talk::findings(error.findings(), usize::MAX);
                if error.findings().is_empty() {
                    talk::error(&error.to_string());
                }
                if matches!(error, ReprintError::Many { .. }) {
                    talk::note("nothing was printed again: add --yes if it is right");
                }
                FAILED
            }
        }
    }
}

fn tell(wanted: &batch::Reprint, done: &Reprinted) {
    let Reprinted { batch, path, stream } = done;
    let totals = &batch.totals;
    let pieces = counted(totals.mailpieces, "mailpiece", "mailpieces");
    let sheets = counted(totals.sheets, "sheet", "sheets");
    let would = if wanted.dry_run { "would be " } else { "" };
    talk::say(&format!(
        "batch {} {would}printed again: {pieces}, {sheets}, stream {stream}: {path}",
        batch.id
    ));
    if !wanted.dry_run {
        talk::say(&format!(
            "destroy what was printed of batch {}, mailpieces {}: those sheets are void",
            wanted.batch, wanted.sequences
        ));
    }
}

/// Asks a person at a terminal; nobody else is asked.
fn asked(question: &str) -> bool {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return false;
    }
    let _ = write!(std::io::stderr(), "{question}. Print them again? [y/N] ");
    let mut answer = String::new();
    let _ = std::io::stdin().read_line(&mut answer);
    matches!(answer.trim(), "y" | "Y" | "yes")
}
