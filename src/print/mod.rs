//! The print room: what goes into which envelope, in which stream and batch, under which mark; print
//! files that are merged from finished PDFs, never rendered again; and the manifest that accounts for
//! every sheet. It names neither Typst nor a record: it is given PDFs and numbers.

pub mod mark;
