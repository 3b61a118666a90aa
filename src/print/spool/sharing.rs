//! Equal objects are written once. What a page draws with (content, fonts, pictures, colour) is
//! known by a fingerprint of the object and of all that it refers to, so one look at each object is
//! enough, and a file of thousands of copies keeps nothing of it but fingerprints.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest, Sha256};

/// How deep objects may refer to one another and still be shared. A font program is 6 deep.
const DEEPEST: usize = 32;

/// SHA-256 over an object and, in place of each reference, over the object that is meant.
pub(super) type Fingerprint = [u8; 32];

/// The fingerprints of a document's objects that look the same wherever they stand.
pub(super) struct Fingerprints<'a> {
    pdf: &'a Document,
    /// Pages and tags: they know their place.
    barred: &'a BTreeSet<ObjectId>,
    /// None for those that can't be shared, and for those that are being looked at: an object that
    /// leads back to itself is not shared.
    found: BTreeMap<ObjectId, Option<Fingerprint>>,
}

impl<'a> Fingerprints<'a> {
    pub(super) fn new(pdf: &'a Document, barred: &'a BTreeSet<ObjectId>) -> Self {
        Self { pdf, barred, found: BTreeMap::new() }
    }

    /// Looks at everything that an object leads to.
    pub(super) fn look(&mut self, object: &Object) {
        let _ = self.digest(object, &mut Sha256::new(), 0);
    }

    /// Those that can be shared.
    pub(super) fn found(self) -> BTreeMap<ObjectId, Fingerprint> {
        self.found.into_iter().filter_map(|(id, found)| Some((id, found?))).collect()
    }

    fn of(&mut self, id: ObjectId, depth: usize) -> Option<Fingerprint> {
        if let Some(known) = self.found.get(&id) {
            return *known;
        }
        if depth > DEEPEST || self.barred.contains(&id) {
            return None;
        }
        self.found.insert(id, None);
        let mut digest = Sha256::new();
        let object = self.pdf.objects.get(&id)?;
        self.digest(object, &mut digest, depth)?;
        let found = Some(digest.finalize().into());
        self.found.insert(id, found);
        found
    }

    /// Digests an object, each part with its kind and length; none where it can't be shared. All of
    /// it is looked at nevertheless.
    fn digest(&mut self, object: &Object, to: &mut Sha256, depth: usize) -> Option<()> {
        match object {
            Object::Null => to.update(b"0"),
            Object::Boolean(value) => to.update([b'b', u8::from(*value)]),
            Object::Integer(value) => {
                to.update(b"i");
                to.update(value.to_be_bytes());
            }
            Object::Real(value) => {
                to.update(b"r");
                to.update(value.to_be_bytes());
            }
            Object::Name(name) => put(b"n", name, to),
            Object::String(bytes, _) => put(b"s", bytes, to),
            Object::Array(items) => {
                put(b"a", &items.len().to_be_bytes(), to);
                let parts = items.iter().map(|item| self.digest(item, to, depth));
                return parts.fold(Some(()), Option::and);
            }
            Object::Dictionary(dictionary) => return self.digest_all(dictionary, to, depth),
            Object::Stream(stream) => {
                put(b"x", &stream.content, to);
                return self.digest_all(&stream.dict, to, depth);
            }
            Object::Reference(id) => put(b"o", &self.of(*id, depth + 1)?, to),
        }
        Some(())
    }

    fn digest_all(&mut self, all: &Dictionary, to: &mut Sha256, depth: usize) -> Option<()> {
        put(b"d", &all.len().to_be_bytes(), to);
        // What has a place in the tree of tags is itself only there.
        let has_place = all.has(b"StructParents") || all.has(b"StructParent");
        let parts = all.iter().map(|(key, value)| {
            put(b"k", key, to);
            self.digest(value, to, depth)
        });
        let whole = parts.fold(Some(()), Option::and);
        if has_place { None } else { whole }
    }
}

fn put(kind: &[u8], bytes: &[u8], to: &mut Sha256) {
    to.update(kind);
    to.update(bytes.len().to_be_bytes());
    to.update(bytes);
}
