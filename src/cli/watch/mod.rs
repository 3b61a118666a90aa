//! `planpress watch`: one copy, made anew whenever what it is made of changes.
//!
//! The files are read again a few times a second rather than waited for: a few hundred of them cost a
//! few milliseconds, and it works where the system tells of no change, on shared drives, in containers
//! and with editors that save by renaming.

mod changes;
mod round;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::time::{Duration, Instant};

use clap::Args;

use self::round::Bench;
use super::wanted::Wanted;
use super::{FAILED, talk};

/// How often the files are looked at. Twice alike, they are whole: an editor writes in pieces.
const EVERY: Duration = Duration::from_millis(50);

/// Times as long as a look at the files took is rested before the next: on a slow drive this is no
/// burden to others.
const REST: u32 = 10;

/// Make one copy again and again: whenever its record, the templates, the wording or the
/// configuration change.
///
/// What is wrong is told with its file and line, and watched on; the last good copy stays. A line for
/// each time says what changed, how many pages it has, how long it took and how many things there are
/// to look at. It ends with Ctrl-C.
///
/// Example: planpress watch samples --plan BRK-000101 --templates our-look -o look.png
#[derive(Args, Debug)]
pub(super) struct Watch {
    #[command(flatten)]
    wanted: Wanted,
}

impl Watch {
    pub(super) fn execute(self) -> u8 {
        let Self { wanted } = self;
        let made_as = match wanted.made_as() {
            Ok(_) if wanted.source.inputs.iter().any(|input| input == Path::new("-")) => {
                Err("standard input can be read only once: watch the file of the record")
            }
            made_as => made_as,
        };
        let made_as = match made_as {
            Ok(made_as) => made_as,
            Err(message) => {
                talk::error(message);
                return FAILED;
            }
        };
        let mut bench = Bench::new(wanted, made_as);
        loop {
            let begun = now();
            if let Some(round) = bench.turn() {
                talk::findings(&round.findings, usize::MAX);
                if let Some(error) = &round.error {
                    talk::error(error);
                }
                talk::say(&round.line(begun.elapsed()));
            } else {
                std::thread::sleep(EVERY.max(begun.elapsed() * REST));
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a designer is told how long it took; nothing that is made depends on it"
)]
fn now() -> Instant {
    Instant::now()
}
