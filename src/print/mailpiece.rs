//! What goes into one envelope, as it is given to the print room: finished PDFs by path and hash, and
//! numbers. No name and no destination: those stand on the cover, which is one of the PDFs.

use serde::{Deserialize, Serialize};

/// How a mailpiece leaves the print room.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// By post.
    Post,
    /// Its reader collects it.
    Collect,
    /// A worker hands it over.
    Hand,
}

impl Route {
    /// The route's name in lists and streams.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Collect => "collect",
            Self::Hand => "hand",
        }
    }
}

/// What a document is to its envelope.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The letter on top, with the address.
    Cover,
    /// A copy.
    Copy,
}

/// One finished PDF of a mailpiece.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Document {
    /// Cover or copy.
    pub part: Part,
    /// What the sheet mark says: the name of its file without folder and ending, whose last part counts
    /// up each time that it is printed again.
    pub id: String,
    /// Where it is, relative to the output folder.
    pub path: String,
    /// SHA-256 of the PDF, in hexadecimal.
    pub sha256: String,
    /// Its pages.
    pub pages: usize,
    /// The number of its record within the run.
    pub plan: u32,
    /// Its reader, by number within the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<usize>,
    /// What the list of every copy calls it; a cover has no such name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy: Option<String>,
    /// With which content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<String>,
    /// In which form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Points of its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_pt: Option<u32>,
    /// In which language.
    pub language: String,
}

/// A leaflet or other paper that is put in by hand or by machine, and is never part of a print file.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct EnclosureListed {
    /// What it is, as the cover lists it.
    pub kind: String,
    /// Its pages.
    pub pages: usize,
    /// SHA-256 of its PDF, in hexadecimal.
    pub sha256: String,
}

/// One reader's papers, which go into one envelope: whole, or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Mailpiece {
    /// How it leaves.
    pub route: Route,
    /// Of a restricted record: printed apart from all others.
    pub restricted: bool,
    /// The colour of the paper that its reader needs: `white`, `cream`, `yellow`.
    pub paper: String,
    /// The cover and the copies, in the order in which they lie in the envelope.
    pub documents: Vec<Document>,
    /// What is put in beside them.
    pub enclosures: Vec<EnclosureListed>,
    /// The envelope whose window its cover was laid out for, [`super::PARCEL`] where that is none; nothing
    /// where there is no cover.
    pub made_for: Option<String>,
    /// The same number for what goes to the same person at the same address, where their own record
    /// identifies them; never written down.
    pub person: Option<u64>,
}

impl Mailpiece {
    /// Its copies, without the cover.
    pub fn copies(&self) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(|document| document.part == Part::Copy)
    }
}
