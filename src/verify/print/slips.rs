//! The print room's own sheets, which no mark names: the batch cover and the separators say their
//! batch, and nothing else lies in their place.

use super::super::pdf::Opened;
use super::super::{Check, Disagreement};
use crate::print::{Batch, PrintFile, sides};

/// One sheet or more that are for those who print.
struct Slip {
    /// Its first page in the file, from 0.
    page: usize,
    sheets: usize,
    /// The mailpiece that it lies before; none for the batch cover.
    before: Option<u32>,
}

/// Compares the batch cover and every separator with their batch, in a file of the right length.
pub(super) fn compare(
    opened: &Opened,
    (batch, file): (&Batch, &PrintFile),
    duplex: bool,
) -> Vec<Disagreement> {
    let sides = sides(duplex);
    let mut reader = opened.reader();
    let mut found = Vec::new();
    for slip in slips(batch, file, sides) {
        let what = match slip.before {
            Some(number) => format!("the separator before mailpiece {number}"),
            None => "the batch cover".to_owned(),
        };
        for page in slip.page..slip.page + slip.sheets * sides {
            let is_front = page == slip.page;
            if !is_front && reader.is_empty(page) {
                continue;
            }
            let words = reader.words(page);
            let is_its_own = words.is_some_and(|words| {
                let number = slip.before.filter(|_| is_front);
                let all = batch.mailpieces.len();
                words.draws(&batch.id) && number.is_none_or(|number| words.counts(number, all))
            });
            if !is_its_own {
                let message = format!(
                    "{what} of batch {} is not here: something else is on its page",
                    batch.id
                );
                let one = Disagreement::new(Check::Sheets, &*file.path, message);
                found.push(one.in_place(format!("page {}", page + 1)));
            }
        }
    }
    found
}

/// The batch cover, and the separator before each mailpiece.
fn slips(batch: &Batch, file: &PrintFile, sides: usize) -> Vec<Slip> {
    let separators = file.separator_sheets_each(batch);
    let mut page = file.cover_sheets * sides;
    let mut slips = vec![Slip { page: 0, sheets: file.cover_sheets, before: None }];
    for placed in &batch.mailpieces {
        slips.push(Slip { page, sheets: separators, before: Some(placed.sequence) });
        page += (separators + placed.sheets) * sides;
    }
    slips
}
