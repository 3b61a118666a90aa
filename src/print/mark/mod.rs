//! The sheet mark: a Data Matrix in the left margin of every sheet's front, by which a machine knows
//! the batch, the mailpiece, the copy and whether a sheet is missing. `docs/print-files.md` describes
//! it for those who set up the machine.

mod drawing;
mod symbol;
#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

pub use drawing::{PLACE, read_marks};
pub(super) use drawing::{draw, page_height_pt};
pub use symbol::{MODULES, Symbol};

/// Stands between the fields of a mark's text: the only separator that costs a symbol no shift.
const BETWEEN: char = ' ';

/// What the mark of one sheet says.
///
/// Its text ([`Display`](fmt::Display), [`FromStr`]) has six fields with a space between each two:
/// batch, sequence, copy, sheet, sheets, and `e` on the last sheet of a mailpiece or `m` where more
/// follow: `c5-0003 412 7f3a91c2d4e5f607-01 3 3 e`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetMark {
    /// The batch, such as `c5-0003`: letters, digits, `-`, `_` and `.`. Twelve small letters, digits
    /// and dashes always fit the symbol; more fit while the numbers are short.
    pub batch: String,
    /// The mailpiece within its batch, from 1.
    pub sequence: u32,
    /// The document on this sheet: its id and copy number, such as `7f3a91c2d4e5f607-01`.
    pub copy: String,
    /// This sheet within its mailpiece, from 1.
    pub sheet: u32,
    /// Sheets of the mailpiece.
    pub sheets: u32,
}

/// Why a mark can't be drawn or read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum MarkError {
    /// A batch or copy with something else than letters, digits, `-`, `_` and `.`, or nothing.
    #[error("a batch or copy in a sheet mark has letters, digits, `-`, `_` and `.` only")]
    Name,
    /// A number that is 0, or a sheet beyond the mailpiece's last.
    #[error(
        "the numbers of a sheet mark begin at 1 and a sheet's is at most its mailpiece's sheets"
    )]
    Number,
    /// More than the symbol holds.
    #[error("the sheet mark is too long: a shorter name of the batch is needed")]
    TooLong,
    /// The text is not that of a mark.
    #[error("the text is not that of a sheet mark")]
    Text,
    /// The symbol is damaged or none: a module was changed, or something else is drawn.
    #[error("the sheet mark is damaged: not every module is as it was drawn")]
    Damaged,
}

impl SheetMark {
    /// The last sheet of its mailpiece: the envelope is closed after it.
    pub fn is_end(&self) -> bool {
        self.sheet == self.sheets
    }

    /// Whether the mark says something that can be.
    ///
    /// # Errors
    /// When a name is empty or has other characters, or a number is out of its range.
    fn check(&self) -> Result<(), MarkError> {
        let is_name = |name: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            !name.is_empty() && name.bytes().all(allowed)
        };
        if !is_name(&self.batch) || !is_name(&self.copy) {
            return Err(MarkError::Name);
        }
        if self.sequence == 0 || !(1..=self.sheets).contains(&self.sheet) {
            return Err(MarkError::Number);
        }
        Ok(())
    }
}

impl fmt::Display for SheetMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { batch, sequence, copy, sheet, sheets } = self;
        let end = if self.is_end() { 'e' } else { 'm' };
        write!(f, "{batch} {sequence} {copy} {sheet} {sheets} {end}")
    }
}

impl FromStr for SheetMark {
    type Err = MarkError;

    /// Only what [`Display`](fmt::Display) writes is read: no sign, no leading zero, no other space.
    fn from_str(text: &str) -> Result<Self, MarkError> {
        let fields: Vec<&str> = text.split(BETWEEN).collect();
        let [batch, sequence, copy, sheet, sheets, _] = fields.as_slice() else {
            return Err(MarkError::Text);
        };
        let number = |digits: &str| digits.parse().map_err(|_| MarkError::Text);
        let mark = Self {
            batch: (*batch).to_owned(),
            sequence: number(sequence)?,
            copy: (*copy).to_owned(),
            sheet: number(sheet)?,
            sheets: number(sheets)?,
        };
        mark.check()?;
        if mark.to_string() == text { Ok(mark) } else { Err(MarkError::Text) }
    }
}
