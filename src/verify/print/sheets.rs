//! One print file, sheet by sheet: every mark is at its place and says what the manifest says, every
//! mailpiece is whole and in order, and what is printed is what was made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::super::folder::stays_inside;
use super::super::pdf::{Opened, Reader, Words};
use super::super::{Check, Disagreement};
use super::account::name;
use super::slips;
use crate::config::hex;
use crate::print::mark::{MarkError, SheetMark, read_marks};
use crate::print::{Batch, Document, PlacedDocument, PrintFile, sides};

/// What can be wrong with one print file is told this often; the rest follows from it.
const MOST: usize = 50;

/// A sheet as the manifest has it.
struct Sheet<'a> {
    document: &'a PlacedDocument,
    /// The sheet within its document, from 0.
    within: usize,
    /// Its front's page in the file, from 0.
    page: usize,
    mark: SheetMark,
}

impl Sheet<'_> {
    /// Such as `batch c5-0003, mailpiece 412, sheet 3 of 7`.
    fn name(&self) -> String {
        name_of(&self.mark)
    }
}

fn name_of(mark: &SheetMark) -> String {
    let SheetMark { batch, sequence, sheet, sheets, .. } = mark;
    format!("{}, sheet {sheet} of {sheets}", name(batch, *sequence))
}

type Marks = [Result<Option<SheetMark>, MarkError>];

/// Compares a print file with its batch; gives its sheets, and all that does not agree.
pub(super) fn compare(
    folder: &Path,
    (batch, file): (&Batch, &PrintFile),
    duplex: bool,
    bytes: &[u8],
) -> (usize, Vec<Disagreement>) {
    let mut found = Found { path: &file.path, all: Vec::new() };
    let opened = match Opened::read(bytes) {
        Ok(opened) => opened,
        Err(error) => {
            let message = format!("the print file of batch {} can't be read: {error}", batch.id);
            found.add(Check::Readable, message);
            return (0, found.all);
        }
    };
    let sides = sides(duplex);
    let sheets = sheets_of(batch, file, sides);
    let expected = (file.cover_sheets + file.separator_sheets + sheets.len()) * sides;
    if opened.count() != expected || file.pages != expected {
        let (came, said) = (opened.count(), file.pages);
        let message = format!(
            "batch {}: {} sheets need {expected} pages with cover and separators; it has {came}, and the manifest says {said}",
            batch.id,
            sheets.len(),
        );
        found.add(Check::Pages, message);
    }
    let marks = read_marks(opened.pdf());
    let places = places(&sheets, &marks, &mut found);
    in_order(&sheets, &places, opened.count() == expected, &mut found);
    for of_document in sheets.chunk_by(|one, other| std::ptr::eq(one.document, other.document)) {
        let archive = archive(folder, of_document, &mut found);
        let Some(archive) = archive else { continue };
        let backs = Backs { marks: &marks, sides };
        words(of_document, &places, &backs, (&opened, &archive), &mut found);
    }
    if opened.count() == expected {
        found.all.extend(slips::compare(&opened, (batch, file), duplex));
    }
    found.all.truncate(MOST);
    (sheets.len(), found.all)
}

/// Every sheet of a batch, in the order of printing.
fn sheets_of<'a>(batch: &'a Batch, file: &PrintFile, sides: usize) -> Vec<Sheet<'a>> {
    let separators = file.separator_sheets_each(batch);
    let mut all = Vec::new();
    let mut page = file.cover_sheets * sides;
    for placed in &batch.mailpieces {
        page += separators * sides;
        for document in &placed.documents {
            for within in 0..document.sheets {
                let mark = SheetMark {
                    batch: batch.id.clone(),
                    sequence: placed.sequence,
                    copy: document.document.id.clone(),
                    sheet: number(document.first_sheet + within),
                    sheets: number(placed.sheets),
                };
                all.push(Sheet { document, within, page, mark });
                page += sides;
            }
        }
    }
    all
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The page of each sheet by its mark, where exactly one has it.
fn places(sheets: &[Sheet<'_>], marks: &Marks, found: &mut Found<'_>) -> BTreeMap<String, usize> {
    let mut by_mark: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (page, mark) in marks.iter().enumerate() {
        match mark {
            Ok(Some(mark)) => by_mark.entry(mark.to_string()).or_default().push(page),
            Ok(None) => {}
            Err(error) => found.add_at(Check::Mark, page, error.to_string()),
        }
    }
    let mut places = BTreeMap::new();
    for sheet in sheets {
        let text = sheet.mark.to_string();
        match by_mark.remove(&text).unwrap_or_default().as_slice() {
            [page] => drop(places.insert(text, *page)),
            [] => {
                let message = format!("no page says that it is {}", sheet.name());
                found.add(Check::Sheets, message);
            }
            [first, .., last] => {
                let (first, last) = (first + 1, last + 1);
                let name = sheet.name();
                let message = format!("{name} is there twice, on page {first} and page {last}");
                found.add(Check::Sheets, message);
            }
        }
    }
    for page in by_mark.into_values().flatten() {
        if let Some(Ok(Some(mark))) = marks.get(page) {
            let (name, copy) = (name_of(mark), &mark.copy);
            let message = format!(
                "the sheet says that it is {name} (document {copy}), which the manifest does not have"
            );
            found.add_at(Check::Mark, page, message);
        }
    }
    places
}

/// Whether every sheet is where the manifest has it. Where pages are lost or too many, those behind
/// have moved: then only their order counts.
fn in_order(
    sheets: &[Sheet<'_>],
    places: &BTreeMap<String, usize>,
    is_aligned: bool,
    found: &mut Found<'_>,
) {
    let mut told = None;
    let mut last: Option<(usize, &Sheet<'_>)> = None;
    for sheet in sheets {
        let Some(&page) = places.get(&sheet.mark.to_string()) else { continue };
        let is_behind = last.is_none_or(|(before, _)| before < page);
        let is_wrong = if is_aligned { page != sheet.page } else { !is_behind };
        // Once a mailpiece is enough.
        if is_wrong && told != Some(sheet.mark.sequence) {
            told = Some(sheet.mark.sequence);
            let name = sheet.name();
            let message = match (is_aligned, last) {
                (false, Some((_, previous))) => {
                    format!("{name} comes before {}, and belongs after it", previous.name())
                }
                _ => format!("{name} is out of its place: it belongs on page {}", sheet.page + 1),
            };
            found.add_at(Check::Sheets, page, message);
        }
        last = Some((page, sheet));
    }
}

/// Which pages are backs.
struct Backs<'a> {
    marks: &'a Marks,
    sides: usize,
}

impl Backs<'_> {
    /// Whether the page behind a front is no back: it has a mark, or is not there.
    fn is_lost(&self, front: usize) -> bool {
        self.sides > 1 && !matches!(self.marks.get(front + 1), Some(Ok(None)))
    }
}

/// Whether every sheet of a document has the words of its page of the archive copy.
fn words(
    sheets: &[Sheet<'_>],
    places: &BTreeMap<String, usize>,
    backs: &Backs<'_>,
    (printed, archive): (&Opened, &Opened),
    found: &mut Found<'_>,
) {
    let (mut there, mut made) = (printed.reader(), archive.reader());
    for sheet in sheets {
        let Some(&front) = places.get(&sheet.mark.to_string()) else { continue };
        if backs.is_lost(front) {
            let message = format!("{} has lost its back", sheet.name());
            found.add_at(Check::Sheets, front, message);
            continue;
        }
        for side in 0..backs.sides {
            let page = sheet.within * backs.sides + side;
            let expected = made_words(&mut made, page, archive.count());
            let is_empty = there.is_empty(front + side);
            let what = match (expected, there.words(front + side)) {
                (Some(Some(expected)), Some(there)) if expected == there => continue,
                (Some(None), _) if is_empty => continue,
                (Some(None), _) => "should be blank, and is not",
                (Some(Some(_)), Some(_)) => "has other words than the archive copy",
                _ => "can't be read",
            };
            let back = if side == 1 { "the back of " } else { "" };
            let message = format!("{back}{} {what}", sheet.name());
            found.add_at(Check::Words, front + side, message);
        }
    }
}

/// The words of a page that was made; `Some(None)` beyond its document's last, and none where it
/// can't be read.
fn made_words(reader: &mut Reader<'_>, page: usize, pages: usize) -> Option<Option<Words>> {
    if page >= pages { Some(None) } else { reader.words(page).map(Some) }
}

/// The archive copy of a document, where it still is what the manifest says.
fn archive(folder: &Path, sheets: &[Sheet<'_>], found: &mut Found<'_>) -> Option<Opened> {
    let first = sheets.first()?;
    let Document { path, sha256, pages, .. } = &first.document.document;
    let mut stale = |check, what: &str| {
        let message = format!("{}: its archive copy {path} {what}", first.name());
        found.add(check, message);
        None
    };
    if !stays_inside(path) {
        return stale(Check::Name, "leads out of the folder");
    }
    let Ok(bytes) = fs::read(folder.join(path)) else {
        return stale(Check::Hash, "is not there");
    };
    if hex(&Sha256::digest(&bytes)) != *sha256 {
        return stale(Check::Hash, "is not the one that was printed");
    }
    match Opened::read(&bytes) {
        Ok(opened) if opened.count() != *pages => {
            stale(Check::Pages, "has other pages than the manifest says")
        }
        Ok(opened) => Some(opened),
        Err(error) => stale(Check::Readable, &format!("can't be read: {error}")),
    }
}

/// What was found in one file.
struct Found<'a> {
    path: &'a str,
    all: Vec<Disagreement>,
}

impl Found<'_> {
    fn add(&mut self, check: Check, message: String) {
        if self.all.len() < MOST {
            self.all.push(Disagreement::new(check, self.path, message));
        }
    }

    /// `page` is counted from 0.
    fn add_at(&mut self, check: Check, page: usize, message: String) {
        if self.all.len() < MOST {
            let found = Disagreement::new(check, self.path, message);
            self.all.push(found.in_place(format!("page {}", page + 1)));
        }
    }
}
