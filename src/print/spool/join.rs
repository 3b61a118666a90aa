//! A document made part of the file: its objects under new numbers, its tags beyond those before,
//! its names its own, marks on its fronts, a blank back at its end.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::document::Incoming;
use super::sharing::{Fingerprint, Fingerprints};
use super::{Added, Chapter, Run, SpoolError};
use crate::print::mark::{SheetMark, draw, page_height_pt};

/// Where a document joins the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// How many documents are there already.
    pub(super) documents: u32,
    /// The first number for its objects.
    pub(super) number: u32,
    /// The first key for its pages and links in the tree of tags.
    pub(super) key: i64,
    /// The root of all pages.
    pub(super) pages: u32,
    /// The root of all tags.
    pub(super) tags: u32,
    /// The stream that saves the state of a page's graphics.
    pub(super) save: u32,
    /// Objects that are there to be shared.
    pub(super) known: &'a HashMap<Fingerprint, u32>,
}

/// What a document comes to.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Its objects, all under numbers that follow one another.
    pub(super) objects: Vec<(u32, Object)>,
    /// Those of them that later documents can share.
    pub(super) shared: Vec<(Fingerprint, u32)>,
    /// The number after its last.
    pub(super) next_number: u32,
    /// The key after its last.
    pub(super) next_key: i64,
    /// The node of its pages, and the first of them.
    pub(super) node: u32,
    pub(super) first_page: u32,
    /// Its elements right below the root.
    pub(super) tops: Vec<Object>,
    /// Its part of the tree by keys, and of the tree by names.
    pub(super) parents: Vec<(Object, Object)>,
    pub(super) names: Vec<(Object, Object)>,
    pub(super) roles: Dictionary,
    pub(super) classes: Dictionary,
    pub(super) namespaces: Vec<Object>,
    pub(super) output_intents: Option<Object>,
    pub(super) is_archive: bool,
    pub(super) added: Added,
}

/// Makes a document part of the file.
///
/// # Errors
/// When it is broken, or a mark can't be drawn on it.
pub(super) fn join(
    mut document: Incoming,
    chapter: &Chapter,
    place: Place<'_>,
) -> Result<Joined, SpoolError> {
    let marks = marks(&document, chapter)?;
    let reached = reach(&document)?;
    let fingerprints = fingerprints(&document);
    let mut joined = Joined { next_number: place.number, ..Joined::default() };
    let numbers = joined.number(&document, &reached, &fingerprints, place);
    let renumber = Renumber {
        numbers,
        key: place.key,
        prefix: format!("{:08x}-", place.documents).into_bytes(),
    };
    joined.take_tags(&document, &renumber);
    joined.output_intents = document.output_intents().map(|intents| {
        let intents = document.pdf.dereference(intents).map_or(&Object::Null, |(_, found)| found);
        renumber.renumbered(intents)
    });
    joined.is_archive = document.is_archive;
    joined.next_key = place.key + document.structure.next_key();
    let pages = std::mem::take(&mut document.pages);
    let first = renumber.numbers.get(&pages[0]).copied().unwrap_or_default();
    joined.first_page = first;
    joined.node = joined.take_number();
    joined.take_objects(&mut document, &renumber, place);
    joined.lay_out(&pages, &renumber, marks, chapter.duplex, place);
    Ok(joined)
}

/// The drawing of the mark of each page, where it has one.
fn marks(document: &Incoming, chapter: &Chapter) -> Result<Vec<Option<Vec<u8>>>, SpoolError> {
    let Some(run) = &chapter.sheets else { return Ok(vec![None; document.pages.len()]) };
    let sides = if chapter.duplex { 2 } else { 1 };
    let drawings = document.pages.iter().enumerate().map(|(index, id)| {
        if index % sides != 0 {
            return Ok(None);
        }
        document.check_content(index)?;
        let page = document.pdf.get_dictionary(*id).map_err(|_| SpoolError::Broken)?;
        let height_pt = page_height_pt(&document.pdf, page);
        let height_pt = height_pt.ok_or(SpoolError::Paper { page: index + 1 })?;
        let mark = run.mark(index / sides).ok_or(SpoolError::Sheets)?;
        let mut drawing = b"Q\n".to_vec();
        drawing.extend(draw(&mark, height_pt)?);
        Ok(Some(drawing))
    });
    drawings.collect()
}

impl Run {
    /// The mark of a sheet of this document, counted from 0.
    fn mark(&self, sheet: usize) -> Option<SheetMark> {
        let Self { batch, sequence, copy, first_sheet, sheets } = self;
        let sheet = first_sheet.checked_add(u32::try_from(sheet).ok()?)?;
        let (batch, copy) = (batch.clone(), copy.clone());
        let mark = SheetMark { batch, sequence: *sequence, copy, sheet, sheets: *sheets };
        (sheet <= *sheets).then_some(mark)
    }
}

/// Every object that the pages and tags of a document lead to.
fn reach(document: &Incoming) -> Result<BTreeSet<ObjectId>, SpoolError> {
    let Incoming { pdf, pages, structure, .. } = document;
    let mut open: Vec<ObjectId> = pages.iter().chain(&structure.tops).copied().collect();
    let intents = document.output_intents();
    let tags =
        structure.parents.values().chain(structure.names.values()).chain(&structure.namespaces);
    let values = tags.chain(intents).chain(document.destinations.values());
    values.for_each(|value| references(value, &mut open));
    let classes = structure.classes.iter().map(|(_, class)| class);
    classes.for_each(|class| references(class, &mut open));
    let pages: BTreeSet<ObjectId> = pages.iter().copied().collect();
    let mut reached = BTreeSet::new();
    while let Some(id) = open.pop() {
        // A reference to what isn't there means nothing at all (ISO 32000-1, 7.3.10).
        let Some(object) = pdf.objects.get(&id) else { continue };
        if id == structure.root || !reached.insert(id) {
            continue;
        }
        let kind = object.type_name().unwrap_or_default();
        if matches!(kind, b"Catalog" | b"Pages") || (kind == b"Page" && !pages.contains(&id)) {
            return Err(SpoolError::Broken);
        }
        references(object, &mut open);
    }
    Ok(reached)
}

/// The objects that an object refers to.
fn references(object: &Object, to: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => to.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, to)),
        Object::Dictionary(all) => all.iter().for_each(|(_, value)| references(value, to)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, value)| references(value, to)),
        _ => {}
    }
}

/// What of a document can be shared: what its pages draw with, its profile of colour, namespaces.
fn fingerprints(document: &Incoming) -> BTreeMap<ObjectId, Fingerprint> {
    let Incoming { pdf, pages, structure, .. } = document;
    let mut barred: BTreeSet<ObjectId> = pages.iter().chain(&structure.elements).copied().collect();
    barred.insert(structure.root);
    let mut fingerprints = Fingerprints::new(pdf, &barred);
    for page in pages.iter().filter_map(|page| pdf.get_dictionary(*page).ok()) {
        let drawn = [b"Contents".as_slice(), b"Resources"].into_iter();
        drawn.filter_map(|key| page.get(key).ok()).for_each(|value| fingerprints.look(value));
    }
    let others = document.output_intents().into_iter().chain(&structure.namespaces);
    others.for_each(|value| fingerprints.look(value));
    fingerprints.found()
}

impl Joined {
    fn take_number(&mut self) -> u32 {
        let number = self.next_number;
        self.next_number += 1;
        number
    }

    /// Gives each object its number: that of its equal where there is one. Streams come last, so
    /// that the numbers of what is packed follow one another.
    fn number(
        &mut self,
        document: &Incoming,
        reached: &BTreeSet<ObjectId>,
        fingerprints: &BTreeMap<ObjectId, Fingerprint>,
        place: Place<'_>,
    ) -> BTreeMap<ObjectId, u32> {
        let mut numbers = BTreeMap::from([(document.structure.root, place.tags)]);
        let mut known = HashMap::new();
        let is_stream =
            |id: &ObjectId| matches!(document.pdf.objects.get(id), Some(Object::Stream(_)));
        let (streams, others): (Vec<ObjectId>, Vec<ObjectId>) =
            reached.iter().copied().partition(is_stream);
        for id in others.into_iter().chain(streams) {
            let number = match fingerprints.get(&id) {
                None => self.take_number(),
                Some(print) => match place.known.get(print).or_else(|| known.get(print)) {
                    Some(number) => *number,
                    None => {
                        let number = self.take_number();
                        known.insert(*print, number);
                        self.shared.push((*print, number));
                        number
                    }
                },
            };
            numbers.insert(id, number);
        }
        numbers
    }

    /// What of the tags stands in no object of its own.
    fn take_tags(&mut self, document: &Incoming, renumber: &Renumber) {
        let structure = &document.structure;
        let top = |id| renumber.renumbered(&Object::Reference(id));
        self.tops = structure.tops.iter().copied().map(top).collect();
        let parents = structure.parents.iter();
        let parents = parents
            .map(|(key, value)| (Object::Integer(renumber.key + key), renumber.renumbered(value)));
        self.parents = parents.collect();
        let names = structure.names.iter();
        let names = names.map(|(name, value)| {
            (Object::string_literal(renumber.named(name)), renumber.renumbered(value))
        });
        self.names = names.collect();
        self.roles = structure.roles.clone();
        self.classes = structure.classes.clone();
        renumber.dictionary(&mut self.classes);
        self.namespaces = structure.namespaces.iter().map(|one| renumber.renumbered(one)).collect();
    }

    /// The objects under their new numbers, without those that are there already.
    fn take_objects(&mut self, document: &mut Incoming, renumber: &Renumber, place: Place<'_>) {
        let Incoming { pdf, structure, destinations, language, .. } = document;
        let mut taken = BTreeSet::new();
        for (id, number) in &renumber.numbers {
            if *number < place.number || !taken.insert(*number) {
                continue;
            }
            let Some(mut object) = pdf.objects.remove(id) else { continue };
            lead_on(&mut object, destinations);
            renumber.object(&mut object);
            if let Object::Dictionary(element) = &mut object {
                if structure.elements.contains(id) {
                    renumber.name_element(element);
                }
                if structure.tops.contains(id) && !element.has(b"Lang") {
                    element.set("Lang", Object::string_literal(language.clone()));
                }
            }
            if structure.attributes.contains(id) {
                renumber.name_attributes(&mut object);
            }
            self.objects.push((*number, object));
        }
    }

    /// Puts the pages under their node, the marks on them, and a blank back after an odd one.
    fn lay_out(
        &mut self,
        pages: &[ObjectId],
        renumber: &Renumber,
        marks: Vec<Option<Vec<u8>>>,
        duplex: bool,
        place: Place<'_>,
    ) {
        let page_numbers: Vec<u32> =
            pages.iter().filter_map(|page| renumber.numbers.get(page).copied()).collect();
        let marks: HashMap<u32, Option<Vec<u8>>> =
            page_numbers.iter().copied().zip(marks).collect();
        let mut drawings = Vec::new();
        let mut last_box = Object::Null;
        let last = page_numbers.last().copied();
        for (number, object) in &mut self.objects {
            let (Some(mark), Object::Dictionary(page)) = (marks.get(number), object) else {
                continue;
            };
            page.set("Parent", (self.node, 0));
            if let Some(drawing) = mark {
                let own = self.next_number;
                self.next_number += 1;
                isolate(page, place.save, own);
                drawings.push((own, Stream::new(Dictionary::new(), drawing.clone()).into()));
            }
            if Some(*number) == last {
                last_box = page.get(b"MediaBox").cloned().unwrap_or(Object::Null);
            }
        }
        self.objects.extend(drawings);
        let mut kids: Vec<Object> = page_numbers.iter().map(|page| (*page, 0).into()).collect();
        let has_blank = duplex && pages.len() % 2 == 1;
        if has_blank {
            let number = self.take_number();
            let blank = dictionary! {
                "Type" => "Page", "Parent" => (self.node, 0), "MediaBox" => last_box,
                "Resources" => Dictionary::new(), "Tabs" => "S",
            };
            self.objects.push((number, blank.into()));
            kids.push((number, 0).into());
        }
        let all = kids.len();
        let node = dictionary! {
            "Type" => "Pages", "Parent" => (place.pages, 0), "Kids" => kids, "Count" => all as i64,
        };
        self.objects.push((self.node, node.into()));
        let sheets = if duplex { all / 2 } else { all };
        self.added = Added { pages: pages.len(), blank_backs: usize::from(has_blank), sheets };
    }
}

/// Puts a page's own content between one that saves the state of its graphics and one that restores
/// it and draws a mark.
fn isolate(page: &mut Dictionary, save: u32, mark: u32) {
    let own = match page.remove(b"Contents") {
        Some(Object::Array(streams)) => streams,
        Some(stream) => vec![stream],
        None => Vec::new(),
    };
    let mut contents = vec![Object::Reference((save, 0))];
    contents.extend(own);
    contents.push(Object::Reference((mark, 0)));
    page.set("Contents", contents);
}

/// Writes out where a link leads, instead of the name of the place.
fn lead_on(object: &mut Object, places: &BTreeMap<Vec<u8>, Object>) {
    let all = match object {
        _ if places.is_empty() => return,
        Object::Dictionary(all) => all,
        Object::Array(items) => {
            return items.iter_mut().for_each(|item| lead_on(item, places));
        }
        _ => return,
    };
    let goes = all.get(b"S").and_then(Object::as_name).is_ok_and(|kind| kind == b"GoTo");
    for (key, value) in all.iter_mut() {
        let name = match value {
            Object::String(name, _) | Object::Name(name) => name.clone(),
            other => {
                lead_on(other, places);
                continue;
            }
        };
        if key == b"Dest" || (key == b"D" && goes) {
            *value = places.get(&name).cloned().unwrap_or(Object::Null);
        }
    }
}

/// Gives objects their new numbers and keys, and elements new names.
#[derive(Debug)]
struct Renumber {
    numbers: BTreeMap<ObjectId, u32>,
    /// What the keys of pages and links go up by.
    key: i64,
    /// What the names of elements get before them: of one length, so that the tree of names is in
    /// order as documents come.
    prefix: Vec<u8>,
}

impl Renumber {
    fn renumbered(&self, object: &Object) -> Object {
        let mut object = object.clone();
        self.object(&mut object);
        object
    }

    fn object(&self, object: &mut Object) {
        match object {
            Object::Reference(id) => match self.numbers.get(id) {
                Some(number) => *id = (*number, 0),
                None => *object = Object::Null,
            },
            Object::Array(items) => items.iter_mut().for_each(|item| self.object(item)),
            Object::Dictionary(all) => self.dictionary(all),
            Object::Stream(stream) => self.dictionary(&mut stream.dict),
            _ => {}
        }
    }

    fn dictionary(&self, all: &mut Dictionary) {
        for (key, value) in all.iter_mut() {
            match (key.as_slice(), value) {
                (b"StructParents" | b"StructParent", Object::Integer(key)) => *key += self.key,
                (_, value) => self.object(value),
            }
        }
    }

    fn named(&self, name: &[u8]) -> Vec<u8> {
        [&self.prefix, name].concat()
    }

    fn name(&self, object: &mut Object) {
        if let Object::String(name, _) = object {
            *name = self.named(name);
        }
    }

    /// The name of an element, and those that it has for its headings.
    fn name_element(&self, element: &mut Dictionary) {
        if let Ok(name) = element.get_mut(b"ID") {
            self.name(name);
        }
        if let Ok(attributes) = element.get_mut(b"A") {
            self.name_attributes(attributes);
        }
    }

    fn name_attributes(&self, attributes: &mut Object) {
        match attributes {
            Object::Array(all) => all.iter_mut().for_each(|one| self.name_attributes(one)),
            Object::Dictionary(one) => {
                if let Ok(Object::Array(headings)) = one.get_mut(b"Headers") {
                    headings.iter_mut().for_each(|heading| self.name(heading));
                }
            }
            _ => {}
        }
    }
}
