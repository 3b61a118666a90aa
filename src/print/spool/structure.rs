//! The tags of one document: which objects are its elements, what its pages' content and its links
//! belong to, and the names by which table cells know their headings.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::SpoolError;

/// A document's tree of tags, taken apart.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Its root, which the print file's takes the place of.
    pub(super) root: ObjectId,
    /// The elements right below it.
    pub(super) tops: Vec<ObjectId>,
    /// All its elements.
    pub(super) elements: BTreeSet<ObjectId>,
    /// Attributes of elements that stand in objects of their own.
    pub(super) attributes: BTreeSet<ObjectId>,
    /// By the number that a page or link has: the elements of its content.
    pub(super) parents: BTreeMap<i64, Object>,
    /// By name: the element that is called so.
    pub(super) names: BTreeMap<Vec<u8>, Object>,
    /// What the document's own tags stand for.
    pub(super) roles: Dictionary,
    /// Classes of attributes.
    pub(super) classes: Dictionary,
    /// Namespaces of tags.
    pub(super) namespaces: Vec<Object>,
}

impl Structure {
    /// Takes the tags of a document apart.
    ///
    /// # Errors
    /// When there are none, or they don't hold together.
    pub(super) fn of(pdf: &Document) -> Result<Self, SpoolError> {
        let catalog = pdf.catalog().map_err(|_| SpoolError::Broken)?;
        let marked =
            dictionary_at(pdf, catalog, b"MarkInfo").and_then(|marks| marks.get(b"Marked").ok());
        let root = catalog.get(b"StructTreeRoot").and_then(Object::as_reference);
        let (Some(Object::Boolean(true)), Ok(root)) = (marked, root) else {
            return Err(SpoolError::NotTagged);
        };
        let tree = pdf.get_dictionary(root).map_err(|_| SpoolError::NotTagged)?;
        let copied = |key| dictionary_at(pdf, tree, key).cloned().unwrap_or_default();
        let namespaces = tree.get_deref(b"Namespaces", pdf).and_then(Object::as_array);
        let mut structure = Self {
            root,
            roles: copied(b"RoleMap"),
            classes: copied(b"ClassMap"),
            namespaces: namespaces.cloned().unwrap_or_default(),
            ..Self::default()
        };
        structure.walk(pdf, tree)?;
        for (key, value) in pairs(pdf, tree, b"ParentTree", b"Nums")? {
            let key = key.as_i64().map_err(|_| SpoolError::Tags(PARENTS))?;
            if key < 0 || structure.parents.insert(key, value).is_some() {
                return Err(SpoolError::Tags(PARENTS));
            }
        }
        for (key, value) in pairs(pdf, tree, b"IDTree", b"Names")? {
            let key = key.as_str().map_err(|_| SpoolError::Tags(NAMES))?;
            if structure.names.insert(key.to_vec(), value).is_some() {
                return Err(SpoolError::Tags(NAMES));
            }
        }
        Ok(structure)
    }

    /// One more than the highest number of a page or link.
    pub(super) fn next_key(&self) -> i64 {
        self.parents.last_key_value().map_or(0, |(last, _)| last + 1)
    }

    /// Finds the elements, from the root down.
    fn walk(&mut self, pdf: &Document, tree: &Dictionary) -> Result<(), SpoolError> {
        let mut open: Vec<(ObjectId, ObjectId)> =
            kids(pdf, tree)?.into_iter().map(|kid| (self.root, kid)).collect();
        while let Some((parent, id)) = open.pop() {
            let element = pdf.get_dictionary(id).map_err(|_| SpoolError::Tags(ELEMENT))?;
            let is_content = element.has_type(b"MCR") || element.has_type(b"OBJR");
            if is_content && parent != self.root {
                continue;
            }
            let above = element.get(b"P").and_then(Object::as_reference);
            let hangs = above.is_ok_and(|above| above == parent);
            if is_content || !hangs || !self.elements.insert(id) {
                return Err(SpoolError::Tags(ELEMENT));
            }
            if parent == self.root {
                self.tops.push(id);
            }
            self.attributes.extend(references(pdf, element, b"A"));
            open.extend(kids(pdf, element)?.into_iter().map(|kid| (id, kid)));
        }
        self.tops.sort_by_key(|top| position(pdf, tree, *top));
        if self.tops.is_empty() { Err(SpoolError::NotTagged) } else { Ok(()) }
    }
}

const ELEMENT: &str = "an element is missing, stands twice or is no element";
const PARENTS: &str = "what a page's content belongs to can't be found";
const NAMES: &str = "two elements have one name";

/// How deep the nodes of a tree of numbers or names may stand.
const DEEPEST_NODE: usize = 16;

fn dictionary_at<'a>(pdf: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    of.get_deref(key, pdf).and_then(Object::as_dict).ok()
}

/// The children of an element that are objects of their own. A child that is no object is a number
/// of marked content, or says where one is.
fn kids(pdf: &Document, element: &Dictionary) -> Result<Vec<ObjectId>, SpoolError> {
    let Ok(kids) = element.get(b"K") else { return Ok(Vec::new()) };
    let list = match pdf.dereference(kids) {
        Ok((_, Object::Array(kids))) => kids.as_slice(),
        _ => std::slice::from_ref(kids),
    };
    let mut found = Vec::new();
    for kid in list {
        match kid {
            Object::Reference(id) => found.push(*id),
            Object::Integer(_) => {}
            Object::Dictionary(kid) if kid.has_type(b"MCR") || kid.has_type(b"OBJR") => {}
            _ => return Err(SpoolError::Tags(ELEMENT)),
        }
    }
    Ok(found)
}

/// Where a child stands among its parent's.
fn position(pdf: &Document, parent: &Dictionary, child: ObjectId) -> Option<usize> {
    kids(pdf, parent).ok()?.iter().position(|kid| *kid == child)
}

/// The objects that the value of a key is or lists.
fn references(pdf: &Document, of: &Dictionary, key: &[u8]) -> Vec<ObjectId> {
    let Ok(value) = of.get(key) else { return Vec::new() };
    let list = match pdf.dereference(value) {
        Ok((_, Object::Array(items))) => items.as_slice(),
        _ => std::slice::from_ref(value),
    };
    list.iter().filter_map(|item| item.as_reference().ok()).collect()
}

/// The pairs of a tree of numbers or names, in its order.
pub(super) fn pairs(
    pdf: &Document,
    holder: &Dictionary,
    tree: &[u8],
    key: &[u8],
) -> Result<Vec<(Object, Object)>, SpoolError> {
    let broken = SpoolError::Tags("a tree of numbers or names is broken");
    let Ok(root) = holder.get(tree) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    // A node stands in one place only: more nodes than objects are a circle.
    let mut left = pdf.objects.len() + 1;
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        let node = pdf.dereference(node).and_then(|(_, node)| node.as_dict());
        let (Ok(node), true, Some(fewer)) = (node, depth < DEEPEST_NODE, left.checked_sub(1))
        else {
            return Err(broken);
        };
        left = fewer;
        if let Ok(kids) = node.get_deref(b"Kids", pdf).and_then(Object::as_array) {
            open.extend(kids.iter().rev().map(|kid| (kid, depth + 1)));
        }
        if let Ok(values) = node.get_deref(key, pdf).and_then(Object::as_array) {
            if values.len() % 2 != 0 {
                return Err(broken);
            }
            found.extend(values.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())));
        }
    }
    Ok(found)
}
