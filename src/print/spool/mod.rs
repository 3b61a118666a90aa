//! Writes print files: finished PDFs, one after the other, each as it is but for a mark on the front
//! of every sheet and a blank back where its last page has none. A print file keeps the tags of all
//! and is itself PDF/UA-1, and PDF/A-2a where all of its documents are. It is written as documents
//! come, and holds in memory one document and a fingerprint of each object that could come again.

mod content;
mod document;
mod front;
mod join;
mod serial;
mod sharing;
mod structure;
#[cfg(test)]
mod tests;
mod tree;
mod writer;

use std::collections::HashMap;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::mark::MarkError;
use document::Incoming;
use front::Bookmark;
use join::{Joined, Place, join};
use sharing::Fingerprint;
use tree::Tree;
use writer::{LAST_NUMBER, Writer};

/// What a print file says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Head {
    /// Its title. It is shown to whoever opens the file: no person's name.
    pub title: String,
    /// The language of its title and bookmarks, such as `en-GB`.
    pub language: String,
    /// What makes the file itself, whatever is in it: the batch and its run.
    pub ident: String,
}

/// How a document stands in its print file: with a bookmark, page numbers and marks of its own.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Chapter {
    /// Its one bookmark: no person's name, none of its own headings.
    pub bookmark: String,
    /// The language that it is meant to be in, such as `cy`: another one is an error.
    pub language: String,
    /// What stands before the number in the labels of its pages, which begin at 1.
    pub label_prefix: String,
    /// It is printed on both sides: a document of an odd number of pages gets a blank back.
    pub duplex: bool,
    /// The marks on the fronts of its sheets; none on separators and covers of batches.
    pub sheets: Option<Run>,
}

/// The sheets of one document within its mailpiece.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    /// The batch, such as `c5-0003`.
    pub batch: String,
    /// The mailpiece within its batch, from 1.
    pub sequence: u32,
    /// The document: its id and copy number, such as `7f3a91c2d4e5f607-01`.
    pub copy: String,
    /// The document's first sheet within its mailpiece, from 1.
    pub first_sheet: u32,
    /// Sheets of the mailpiece.
    pub sheets: u32,
}

/// What one document came to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Added {
    /// Pages of the document.
    pub pages: usize,
    /// Blank backs after it: none or one.
    pub blank_backs: usize,
    /// Sheets of paper.
    pub sheets: usize,
}

/// What the print file came to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Finished {
    /// Documents in it.
    pub documents: usize,
    /// Its pages, blank backs among them.
    pub pages: usize,
    /// Its size in bytes.
    pub bytes: u64,
    /// It is PDF/A-2a as well as PDF/UA-1: all its documents are, for one profile of colour.
    pub is_archive: bool,
}

/// Why a document can't be part of a print file, or the file can't be written.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// The file can't be written. It is of no use any more.
    #[error(
        "the print file can't be written: {0}; see that the disk has room, then print the batch again"
    )]
    Write(#[from] io::Error),
    /// The file could not be written before.
    #[error("the print file could not be written before: print the batch again")]
    Stopped,
    /// Not a PDF, or a broken one.
    #[error("the document is no PDF, or a broken one: make it again")]
    Broken,
    /// It needs a password.
    #[error("the document is encrypted, and can't be printed from")]
    Encrypted,
    /// It is larger than any copy, or grows too large when it is unpacked.
    #[error("the document is too large")]
    TooLarge,
    /// It has no page.
    #[error("the document has no page")]
    Empty,
    /// It has no tags.
    #[error("the document has no tags, so the print file could not be read aloud")]
    NotTagged,
    /// It does not say that it is PDF/UA-1.
    #[error("the document does not say that it is PDF/UA-1, and neither could the print file")]
    NotAccessible,
    /// Its tags don't hold together.
    #[error("the document's tags are broken: {0}")]
    Tags(&'static str),
    /// A tag or class of its own means something else than in a document before.
    #[error("the document's tag or class `{0}` means something else than in those before it")]
    Meaning(String),
    /// It is in another language than was said.
    #[error("the document is in another language than expected: it may be another copy")]
    Language,
    /// Its catalog has what no planpress document has.
    #[error("the document has `{0}`, which a print file can't hold")]
    Carries(String),
    /// A page has what no planpress page has.
    #[error("page {page} has `{key}`, which a print file can't hold")]
    PageCarries {
        /// The page of the document, from 1.
        page: usize,
        /// What it has.
        key: String,
    },
    /// A page that is not A4, upright, with its corner at the origin and uncropped.
    #[error("page {page} is no whole A4 page that stands upright")]
    Paper {
        /// The page of the document, from 1.
        page: usize,
    },
    /// A page whose tags can't be found.
    #[error("page {page} has content whose tags can't be found")]
    Untagged {
        /// The page of the document, from 1.
        page: usize,
    },
    /// A page that leaves open what it opens, so that a mark would not stand where it should.
    #[error("what page {page} draws can't be closed off from the sheet mark")]
    Content {
        /// The page of the document, from 1.
        page: usize,
    },
    /// More sheets than its mailpiece is said to have.
    #[error("the document has more sheets than its mailpiece")]
    Sheets,
    /// No mark can be drawn.
    #[error(transparent)]
    Mark(#[from] MarkError),
    /// The file has as many objects as a PDF/A may have.
    #[error("the print file is full: set smaller batches")]
    Full,
}

/// The numbers of the objects that every print file has.
#[derive(Clone, Copy, Debug)]
struct Roots {
    catalog: u32,
    pages: u32,
    tags: u32,
    save: u32,
}

/// Writes one print file.
#[derive(Debug)]
pub struct Spool<W: Write> {
    head: Head,
    writer: Writer<W>,
    roots: Roots,
    known: HashMap<Fingerprint, u32>,
    /// The nodes of each document's pages, and how many pages there are.
    nodes: Vec<u32>,
    pages: usize,
    bookmarks: Vec<Bookmark>,
    tops: Vec<Object>,
    next_key: i64,
    parents: Tree,
    names: Tree,
    roles: Dictionary,
    classes: Dictionary,
    namespaces: Vec<Object>,
    output_intents: Option<Object>,
    is_archive: bool,
    is_stopped: bool,
}

impl<W: Write> Spool<W> {
    /// Begins a print file.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn new(out: W, head: Head) -> Result<Self, SpoolError> {
        let mut writer = Writer::new(out)?;
        let first = writer.reserve(4);
        let roots = Roots { catalog: first, pages: first + 1, tags: first + 2, save: first + 3 };
        writer.object(roots.save, &Stream::new(Dictionary::new(), b"q\n".to_vec()).into())?;
        Ok(Self {
            head,
            writer,
            roots,
            known: HashMap::new(),
            nodes: Vec::new(),
            pages: 0,
            bookmarks: Vec::new(),
            tops: Vec::new(),
            next_key: 0,
            parents: Tree::by_number(),
            names: Tree::by_name(),
            roles: Dictionary::new(),
            classes: Dictionary::new(),
            namespaces: Vec::new(),
            output_intents: None,
            is_archive: true,
            is_stopped: false,
        })
    }

    /// Adds a document, which begins on the front of a sheet.
    ///
    /// # Errors
    /// When it can't be part of a print file: then nothing of it is in the file, and others can be
    /// added. When the file can't be written: then it is of no use any more.
    pub fn add(&mut self, document: &[u8], chapter: &Chapter) -> Result<Added, SpoolError> {
        if self.is_stopped {
            return Err(SpoolError::Stopped);
        }
        // The library may fail on a file that nobody thought of: that file can't be printed.
        let joined = catch_unwind(AssertUnwindSafe(|| self.join(document, chapter)));
        let joined = joined.unwrap_or(Err(SpoolError::Broken))?;
        let added = joined.added;
        let written = self.write(joined, chapter);
        self.is_stopped = written.is_err();
        written.map(|()| added).map_err(SpoolError::Write)
    }

    /// Writes what is left, and the end.
    ///
    /// # Errors
    /// When nothing was added, or the file can't be written.
    pub fn finish(mut self) -> Result<Finished, SpoolError> {
        if self.is_stopped {
            return Err(SpoolError::Stopped);
        }
        if self.nodes.is_empty() {
            return Err(SpoolError::Empty);
        }
        let (documents, pages) = (self.nodes.len(), self.pages);
        let is_archive = self.is_archive && self.output_intents.is_some();
        let info = self.write_front(is_archive)?;
        let trailer = dictionary! { "Root" => (self.roots.catalog, 0), "Info" => (info, 0) };
        let bytes = self.writer.finish(trailer, &self.head.ident)?;
        Ok(Finished { documents, pages, bytes, is_archive })
    }

    /// Everything that a document comes to, before anything of it is written.
    fn join(&self, document: &[u8], chapter: &Chapter) -> Result<Joined, SpoolError> {
        let incoming = Incoming::read(document, chapter)?;
        let documents = u32::try_from(self.nodes.len()).map_err(|_| SpoolError::Full)?;
        let place = Place {
            documents,
            number: self.writer.next(),
            key: self.next_key,
            pages: self.roots.pages,
            tags: self.roots.tags,
            save: self.roots.save,
            known: &self.known,
        };
        let joined = join(incoming, chapter, place)?;
        // Room for what is written at the end.
        if joined.next_number > LAST_NUMBER - LAST_NUMBER / 16 {
            return Err(SpoolError::Full);
        }
        for (known, new) in [(&self.roles, &joined.roles), (&self.classes, &joined.classes)] {
            let differs = |(name, meaning): &(&Vec<u8>, &Object)| {
                known.get(name).is_ok_and(|known| known != *meaning)
            };
            if let Some((name, _)) = new.iter().find(differs) {
                return Err(SpoolError::Meaning(String::from_utf8_lossy(name).into_owned()));
            }
        }
        Ok(joined)
    }

    fn write(&mut self, joined: Joined, chapter: &Chapter) -> io::Result<()> {
        self.writer.reserve(joined.next_number - self.writer.next());
        for (number, object) in &joined.objects {
            self.writer.object(*number, object)?;
        }
        self.parents.leaf(joined.parents, &mut self.writer)?;
        self.names.leaf(joined.names, &mut self.writer)?;
        self.known.extend(joined.shared);
        self.nodes.push(joined.node);
        self.bookmarks.push(Bookmark {
            title: chapter.bookmark.clone(),
            label_prefix: chapter.label_prefix.clone(),
            first_page: joined.first_page,
            pages_before: self.pages,
        });
        self.pages += joined.added.pages + joined.added.blank_backs;
        self.tops.extend(joined.tops);
        self.next_key = joined.next_key;
        self.roles.extend(&joined.roles);
        self.classes.extend(&joined.classes);
        for namespace in joined.namespaces {
            if !self.namespaces.contains(&namespace) {
                self.namespaces.push(namespace);
            }
        }
        // A print file is for one profile of colour, or for none that it could name.
        let is_same = self.nodes.len() == 1 || self.output_intents == joined.output_intents;
        self.is_archive &= joined.is_archive && is_same;
        self.output_intents = joined.output_intents.filter(|_| is_same);
        Ok(())
    }
}
