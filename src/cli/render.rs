//! `planpress render`: one copy.

use clap::Args;

use super::wanted::Wanted;
use super::{DONE, FAILED, INCOMPLETE, talk};

/// Make one copy, as a PDF or as pictures for a look.
///
/// Without --recipient nobody's right to it was checked, and every page begins with "Preview, not
/// for sending". With -o FILE.png the first page goes to FILE.png and the next to FILE-2.png; what
/// would hold the copy is told, and the pictures are made all the same.
///
/// Example: planpress render samples --plan BRK-000101 -o look.pdf
///
/// The letter in the window of its envelope, with its zones: planpress render samples --plan
/// BRK-000101 --cover --zones -o cover.png
#[derive(Args, Debug)]
pub(super) struct Render {
    #[command(flatten)]
    wanted: Wanted,
}

impl Render {
    pub(super) fn execute(self) -> u8 {
        let Self { wanted } = self;
        let made_as = match wanted.made_as() {
            Ok(made_as) => made_as,
            Err(message) => {
                talk::error(message);
                return FAILED;
            }
        };
        let single = match wanted.load().and_then(|loaded| wanted.make(&loaded, made_as)) {
            Ok(single) => single,
            Err(fatal) => {
                talk::fatal(&fatal);
                return FAILED;
            }
        };
        talk::findings(&single.findings, usize::MAX);
        match wanted.write(&single) {
            Ok(paths) => {
                paths.iter().for_each(|path| talk::say(&path.display().to_string()));
                if paths.is_empty() { INCOMPLETE } else { DONE }
            }
            Err(message) => {
                talk::error(&message);
                FAILED
            }
        }
    }
}
