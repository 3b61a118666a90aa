//! Printing mailpieces again: whole ones only, in a batch of their own, under new copy numbers. What
//! was printed before is void from then on, so that nobody gets the same letter twice.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::arrange::batch_id;
use super::stream::{Batch, Placed, PlacedDocument, Stream, Totals};

/// Where the files of a reprint wait in the output folder until all of them are there.
pub const ASIDE: &str = ".reprint";

/// The most mailpieces that one command names: more than any batch has.
const MOST_SEQUENCES: u32 = 100_000;

/// Why something is printed again. A short list and no free text: whatever an operator types about
/// a letter may name whoever it is for, and the ledger keeps it for years.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The printer or the inserter jammed.
    Jam,
    /// Printed badly: faint, crooked, smeared.
    Misprint,
    /// Torn or soiled after it was printed.
    Damaged,
    /// Sheets that can't be found.
    Lost,
    /// On the wrong paper, or on one side only.
    WrongPaper,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 5] =
        [Self::Jam, Self::Misprint, Self::Damaged, Self::Lost, Self::WrongPaper];

    /// The reason as it is typed and written down.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jam => "jam",
            Self::Misprint => "misprint",
            Self::Damaged => "damaged",
            Self::Lost => "lost",
            Self::WrongPaper => "wrong-paper",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Reason {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|reason| reason.as_str() == text.trim());
        found.ok_or_else(|| {
            let all: Vec<&str> = Self::ALL.into_iter().map(Self::as_str).collect();
            format!("choose one of {} (no free text: it could name a person)", all.join(", "))
        })
    }
}

/// Numbers of mailpieces, such as `3,7,412-418`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sequences(BTreeSet<u32>);

impl Sequences {
    /// The numbers, the smallest first.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }

    /// How many there are: at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Sequences {
    /// The shortest list that reads the same: `3, 7, 412-418`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<u32> = self.iter().collect();
        for (place, run) in all.chunk_by(|one, next| one + 1 == *next).enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            match run {
                [first, .., last] => write!(f, "{comma}{first}-{last}")?,
                one => one.iter().try_for_each(|one| write!(f, "{comma}{one}"))?,
            }
        }
        Ok(())
    }
}

impl FromStr for Sequences {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut all = BTreeSet::new();
        for part in text.split(',').map(str::trim) {
            let number = |digits: &str| {
                let digits = digits.trim();
                let number = digits.parse::<u32>().ok().filter(|number| *number > 0);
                number.ok_or_else(|| {
                    format!("`{digits}` is no number of a mailpiece: write them as 3,7,412-418")
                })
            };
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (number(first)?, number(last)?),
                None => (number(part)?, number(part)?),
            };
            if last < first {
                return Err(format!("{part} runs backwards: write {last}-{first}"));
            }
            if last > MOST_SEQUENCES {
                return Err(format!("no batch has {last} mailpieces"));
            }
            all.extend(first..=last);
        }
        Ok(Self(all))
    }
}

/// Why nothing is printed again.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// There is no such batch.
    #[error("there is no batch {batch} in this folder: the batches are {all}")]
    UnknownBatch {
        /// What was asked for.
        batch: String,
        /// Those that there are.
        all: String,
    },
    /// The batch has no print file.
    #[error("batch {batch} has no print file: it was never printed, so run again instead")]
    NotPrinted {
        /// The batch.
        batch: String,
    },
    /// The batch has no such mailpiece.
    #[error("batch {batch} has no mailpiece {sequence}: it has 1 to {last}")]
    UnknownSequence {
        /// The batch.
        batch: String,
        /// What was asked for.
        sequence: u32,
        /// The last there is.
        last: u32,
    },
    /// It was printed again before.
    #[error(
        "mailpiece {sequence} of batch {batch} is void: it was printed again as mailpiece {now} of batch {in_batch}; name that one"
    )]
    Void {
        /// The batch.
        batch: String,
        /// What was asked for.
        sequence: u32,
        /// The batch in which it is now.
        in_batch: String,
        /// Its number there.
        now: u32,
    },
}

/// What is printed again.
#[derive(Clone, Debug, PartialEq)]
pub struct Again {
    /// The place of its stream among all.
    pub stream: usize,
    /// The place of the new batch in its stream: it has no print file yet.
    pub batch: usize,
    /// The mailpieces of the batch from which they come.
    pub of: usize,
}

/// Plans a new batch with these mailpieces of an old one, and makes them void there. Nothing is changed
/// where it is refused.
///
/// # Errors
/// When the batch or a mailpiece is not there, was never printed, or is void already.
pub fn again(streams: &mut [Stream], batch: &str, sequences: &Sequences) -> Result<Again, Refusal> {
    let find = |one: &Stream| one.batches.iter().position(|one| one.id == batch);
    let found = streams.iter().enumerate().find_map(|(place, one)| Some((place, find(one)?)));
    let Some((place, old)) = found else {
        let all = streams.iter().flat_map(|stream| &stream.batches);
        let all: Vec<&str> = all.map(|batch| batch.id.as_str()).collect();
        return Err(Refusal::UnknownBatch { batch: batch.to_owned(), all: all.join(", ") });
    };
    let stream = &streams[place];
    let from = &stream.batches[old];
    if from.file.is_none() {
        return Err(Refusal::NotPrinted { batch: batch.to_owned() });
    }
    let mut mailpieces = Vec::new();
    for (sequence, wanted) in (1..).zip(sequences.iter()) {
        let placed = live(stream, from, wanted)?;
        let documents = placed.documents.iter().map(|placed| {
            let mut document = placed.document.clone();
            document.id = next_number(&document.id);
            PlacedDocument { document, ..placed.clone() }
        });
        mailpieces.push(Placed { sequence, documents: documents.collect(), ..placed.clone() });
    }
    let head = stream.kind.head();
    let alike = streams.iter().filter(|one| one.kind.head() == head);
    let last = alike.flat_map(|one| &one.batches).map(|batch| batch.number).max();
    let number = last.unwrap_or_default() + 1;
    let id = batch_id(head, number);
    let totals = Totals::of(&mailpieces);
    let again = Again { stream: place, batch: stream.batches.len(), of: from.mailpieces.len() };
    let stream = &mut streams[place];
    for placed in &mut stream.batches[old].mailpieces {
        if sequences.iter().any(|one| one == placed.sequence) {
            placed.void_for = Some(id.clone());
        }
    }
    stream.batches.push(Batch { id, number, totals, file: None, mailpieces });
    stream.totals = stream.batches.iter().map(|batch| batch.totals).sum();
    Ok(again)
}

/// A mailpiece of a batch that is not void.
fn live<'a>(stream: &Stream, batch: &'a Batch, sequence: u32) -> Result<&'a Placed, Refusal> {
    let placed = batch.mailpieces.iter().find(|placed| placed.sequence == sequence);
    let Some(placed) = placed else {
        let last = batch.mailpieces.last().map_or(0, |placed| placed.sequence);
        return Err(Refusal::UnknownSequence { batch: batch.id.clone(), sequence, last });
    };
    let Some(again) = &placed.void_for else { return Ok(placed) };
    let path = |one: &Placed| one.documents.first().map(|one| one.document.path.clone());
    let now = stream.batches.iter().find(|one| one.id == *again).and_then(|batch| {
        let mut mailpieces = batch.mailpieces.iter();
        mailpieces.find(|one| path(one) == path(placed))
    });
    Err(Refusal::Void {
        batch: batch.id.clone(),
        sequence,
        in_batch: again.clone(),
        now: now.map_or(0, |placed| placed.sequence),
    })
}

/// `7f3a91c2d4e5f607-02` after `7f3a91c2d4e5f607-01`.
fn next_number(id: &str) -> String {
    let (stem, number) = id.rsplit_once('-').unwrap_or((id, "1"));
    let number: u32 = number.parse().unwrap_or(1);
    format!("{stem}-{:02}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_lists_and_ranges() {
        let read = |text: &str| text.parse::<Sequences>().map(|all| all.iter().collect::<Vec<_>>());
        assert_eq!(read("3,7,412-414"), Ok(vec![3, 7, 412, 413, 414]));
        assert_eq!(read(" 2 , 1-2 "), Ok(vec![1, 2]));
        let written = "7,3,412-414".parse::<Sequences>().map(|all| all.to_string());
        assert_eq!(written, Ok("3, 7, 412-414".to_owned()));
        for wrong in ["", "0", "a", "3-", "-3", "5-3", "1-4000000000", "1;2"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_reason_is_one_of_a_list() {
        for reason in Reason::ALL {
            assert_eq!(reason.to_string().parse(), Ok(reason));
        }
        assert!("Mrs Jones rang".parse::<Reason>().is_err());
    }

    #[test]
    fn copy_numbers_go_up_by_one() {
        assert_eq!(next_number("7f3a91c2d4e5f607-01"), "7f3a91c2d4e5f607-02");
        assert_eq!(next_number("7f3a91c2d4e5f607-99"), "7f3a91c2d4e5f607-100");
    }
}
