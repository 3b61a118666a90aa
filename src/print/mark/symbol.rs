//! The symbol of a mark: a Data Matrix (ECC 200) of one size, so that a camera is set up once.

use datamatrix::data::decode_data;
use datamatrix::errorcode::decode_error;
use datamatrix::placement::MatrixMap;
use datamatrix::{DataMatrix, SymbolSize};

use super::{MarkError, SheetMark};

/// Modules on a side of a symbol, its borders among them.
pub const MODULES: usize = 24;

/// Codewords of data in a symbol of this size; the others correct errors.
const DATA_CODEWORDS: usize = 36;

/// The modules of a mark, dark where `true`, row by row from the top left.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Symbol {
    modules: Vec<bool>,
}

impl Symbol {
    /// The symbol of a mark.
    ///
    /// # Errors
    /// When the mark says something that can't be, or more than a symbol holds.
    pub fn of(mark: &SheetMark) -> Result<Self, MarkError> {
        mark.check()?;
        let text = mark.to_string();
        let matrix = DataMatrix::encode(text.as_bytes(), SymbolSize::Square24);
        let bitmap = matrix.map_err(|_| MarkError::TooLong)?.bitmap();
        let mut symbol = Self::blank();
        for (column, row) in bitmap.pixels() {
            symbol.modules[row * MODULES + column] = true;
        }
        Ok(symbol)
    }

    /// A symbol without a dark module.
    pub(super) fn blank() -> Self {
        Self { modules: vec![false; MODULES * MODULES] }
    }

    /// Makes a module dark; `false` where there is none, or it is dark already.
    pub(super) fn darken(&mut self, column: usize, row: usize) -> bool {
        if column >= MODULES || row >= MODULES {
            return false;
        }
        !std::mem::replace(&mut self.modules[row * MODULES + column], true)
    }

    /// The rows of modules, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.modules.chunks(MODULES)
    }

    /// What the symbol says. Errors are not corrected: what a program drew has none, unless somebody
    /// changed it.
    ///
    /// # Errors
    /// When a module is not as it was drawn, or the text is not that of a mark.
    pub fn read(&self) -> Result<SheetMark, MarkError> {
        let (map, size) =
            MatrixMap::try_from_bits(&self.modules, MODULES).map_err(|_| MarkError::Damaged)?;
        let seen = map.codewords();
        let mut corrected = seen.clone();
        if decode_error(&mut corrected, size).is_err() || corrected != seen {
            return Err(MarkError::Damaged);
        }
        let data = decode_data(&seen[..DATA_CODEWORDS]).map_err(|_| MarkError::Damaged)?;
        std::str::from_utf8(&data).map_err(|_| MarkError::Text)?.parse()
    }
}
