//! The sheet mark: a Data Matrix in the left margin of every sheet's front, by which a machine knows
//! the batch, the mailpiece, the copy and whether a sheet is missing.

/// What the mark of one sheet says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SheetMark {
    /// The batch, such as `c5-0003`.
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

impl SheetMark {
    /// The last sheet of its mailpiece: the envelope is closed after it.
    pub fn is_end(&self) -> bool {
        self.sheet == self.sheets
    }
}
