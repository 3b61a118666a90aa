//! The print room: what goes into which envelope, in which stream and batch, under which mark; print
//! files that are merged from finished PDFs, never rendered again; and the manifest that accounts for
//! every sheet. It names neither Typst nor a record: it is given PDFs and numbers.

mod arrange;
mod envelope;
mod file;
mod forecast;
mod lists;
mod mailpiece;
pub mod mark;
mod reprint;
mod settings;
pub mod spool;
mod stream;
#[cfg(test)]
mod tests;

pub use arrange::{Arranged, arrange};
pub use envelope::{Class, PARCEL, class, sheets, sides};
pub use file::{FileError, Papers, write_file};
pub use forecast::{Accuracy, Compared, Forecast};
pub use lists::{batch_lists, stream_lists, stream_summary};
pub use mailpiece::{Document, EnclosureListed, Mailpiece, Part, Route};
pub use reprint::{ASIDE, Again, Reason, Refusal, Sequences, again};
pub use settings::refuse;
pub use stream::{Batch, Kind, Placed, PlacedDocument, PrintFile, Stream, TREES, Totals};

/// The paper of who needs no other.
pub const WHITE: &str = "white";
