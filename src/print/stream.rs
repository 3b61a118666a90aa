//! What is printed and posted alike: streams, the batches that they are cut into, and the mailpieces
//! in their places. The same types are the stream's `manifest.json`.

use serde::{Deserialize, Serialize};

use super::mailpiece::{Document, EnclosureListed, Part, Route};

/// Where streams have their folders in the output folder; restricted ones in the second.
pub const TREES: [&str; 2] = ["print", "restricted/print"];

/// What all mailpieces of a stream have in common.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Kind {
    /// Of restricted records.
    pub restricted: bool,
    /// How they leave.
    pub route: Route,
    /// The envelope; none where each mailpiece says its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<String>,
    /// The format of postage; none for what is not posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postage: Option<String>,
    /// The colour of the paper.
    pub paper: String,
    /// Printed on both sides.
    pub duplex: bool,
    /// The languages of the copies, where the council parts streams by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
}

/// What is printed, folded and posted alike.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Stream {
    /// Its name, such as `c5-cream`.
    pub name: String,
    /// What its mailpieces have in common.
    #[serde(flatten)]
    pub kind: Kind,
    /// The sums over its batches.
    pub totals: Totals,
    /// Its batches: a print file each.
    pub batches: Vec<Batch>,
}

/// Sums.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Totals {
    /// Envelopes.
    pub mailpieces: usize,
    /// Covers in them.
    pub covers: usize,
    /// Copies in them.
    pub copies: usize,
    /// Printed sheets of covers and copies.
    pub sheets: usize,
    /// Printed pages of covers and copies, without blank backs.
    pub pages: usize,
    /// Enclosures to put in.
    pub enclosures: usize,
}

/// The mailpieces of one print file.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Batch {
    /// Its name in marks and lists, such as `c5-0003`.
    pub id: String,
    /// Its number among all batches of the same envelope or route, from 1.
    pub number: u32,
    /// Sums over its mailpieces.
    pub totals: Totals,
    /// The print file, once it is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<PrintFile>,
    /// In the order in which they are printed.
    pub mailpieces: Vec<Placed>,
}

/// A print file.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct PrintFile {
    /// Where it is, relative to the output folder.
    pub path: String,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its pages: both sides of every sheet where it is printed on both.
    pub pages: usize,
    /// Its bytes.
    pub bytes: u64,
    /// Sheets of the batch cover, which come first.
    pub cover_sheets: usize,
    /// Sheets that part mailpieces from those before, over the whole file.
    pub separator_sheets: usize,
}

/// A mailpiece in its place.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Placed {
    /// Its number within the batch, from 1.
    pub sequence: u32,
    /// The envelope.
    pub envelope: String,
    /// The format of postage, where it is posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postage: Option<String>,
    /// Grams, rounded up, the envelope among them.
    pub weight_g: u32,
    /// Printed sheets, without enclosures.
    pub sheets: usize,
    /// Printed pages, without blank backs.
    pub pages: usize,
    /// Sheets of the enclosures.
    pub enclosure_sheets: usize,
    /// Cover and copies, in the order in which they lie in the envelope.
    pub documents: Vec<PlacedDocument>,
    /// What is put in beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<EnclosureListed>,
    /// The batch that it was printed again in: these sheets are void.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub void_for: Option<String>,
}

/// A document in its place.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PlacedDocument {
    /// Its first sheet within the mailpiece, from 1.
    pub first_sheet: usize,
    /// Its sheets.
    pub sheets: usize,
    /// The document.
    #[serde(flatten)]
    pub document: Document,
}

impl Stream {
    /// The tree of its folder: one of [`TREES`].
    pub(super) fn tree(&self) -> &'static str {
        TREES[usize::from(self.kind.restricted)]
    }

    /// The folder of its files, relative to the output folder.
    pub fn folder(&self) -> String {
        format!("{}/{}", self.tree(), self.name)
    }

    /// Where its manifest is, relative to the output folder.
    pub fn manifest(&self) -> String {
        format!("{}/manifest.json", self.folder())
    }

    /// Every mailpiece with its batch, in the order of printing.
    pub fn placed(&self) -> impl Iterator<Item = (&Batch, &Placed)> {
        let batches = self.batches.iter();
        batches.flat_map(|batch| batch.mailpieces.iter().map(move |placed| (batch, placed)))
    }

    /// Those that may be sent: in a print file, and not void.
    pub fn live(&self) -> impl Iterator<Item = (&Batch, &Placed)> {
        self.placed().filter(|(batch, one)| batch.file.is_some() && one.void_for.is_none())
    }

    /// Where a batch's print file belongs, relative to the output folder.
    pub fn path_of(&self, batch: &Batch) -> String {
        format!("{}/batch-{:04}.pdf", self.folder(), batch.number)
    }
}

impl PrintFile {
    /// Sheets before each mailpiece of its batch.
    pub fn separator_sheets_each(&self, batch: &Batch) -> usize {
        self.separator_sheets / batch.mailpieces.len().max(1)
    }
}

impl Kind {
    /// The envelope or the route: what the names of its batches begin with.
    pub(super) fn head(&self) -> &str {
        match self.route {
            Route::Post => self.envelope.as_deref().unwrap_or(super::envelope::PARCEL),
            route => route.as_str(),
        }
    }

    /// The name of the stream: the envelope or the route, and then only what is not usual.
    pub(super) fn name(&self, usual_postage: &str) -> String {
        let mut name = self.head().to_owned();
        let mut add = |part: &str| {
            name.push('-');
            name.push_str(&part.replace('_', "-").to_lowercase());
        };
        if let Some(postage) = self.postage.as_deref().filter(|postage| *postage != usual_postage) {
            add(postage);
        }
        if self.paper != super::WHITE {
            add(&self.paper);
        }
        if !self.duplex {
            add("single");
        }
        self.languages.iter().for_each(|language| add(language));
        if self.restricted {
            add("r");
        }
        name
    }
}

impl Totals {
    /// The sums over mailpieces.
    pub fn of<'a>(mailpieces: impl IntoIterator<Item = &'a Placed>) -> Self {
        let mut totals = Self::default();
        for placed in mailpieces {
            let covers = placed.documents.iter().filter(|one| one.document.part == Part::Cover);
            let covers = covers.count();
            totals.mailpieces += 1;
            totals.covers += covers;
            totals.copies += placed.documents.len() - covers;
            totals.sheets += placed.sheets;
            totals.pages += placed.pages;
            totals.enclosures += placed.enclosures.len();
        }
        totals
    }
}

impl std::iter::Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            mailpieces: sum.mailpieces + one.mailpieces,
            covers: sum.covers + one.covers,
            copies: sum.copies + one.copies,
            sheets: sum.sheets + one.sheets,
            pages: sum.pages + one.pages,
            enclosures: sum.enclosures + one.enclosures,
        })
    }
}
