//! Writes the objects of a PDF one by one as they come: streams as they are, everything else packed
//! into object streams, at the end the cross-reference stream. What it keeps is where runs of objects
//! are, not the objects.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Object, Stream, dictionary};
use sha2::{Digest, Sha256};

use super::serial::put;

/// The most objects of one object stream.
const MOST_PACKED: u16 = 400;

/// Bytes of objects, not yet compressed, at which an object stream is full.
const FULL_BYTES: usize = 128 << 10;

/// The highest number of an object in PDF/A-2 (ISO 19005-2, 6.1.13).
pub(super) const LAST_NUMBER: u32 = 8_388_607;

/// Bytes of an entry of the cross-reference stream, field by field: the kind, an offset or an object
/// stream, an index.
const FIELDS: [usize; 3] = [1, 5, 2];

/// Writes one PDF.
#[derive(Debug)]
pub(super) struct Writer<W> {
    out: W,
    /// Bytes written.
    offset: u64,
    /// Of everything written.
    digest: Sha256,
    /// The next object's number.
    next: u32,
    runs: Vec<Run>,
    packed: Packed,
}

/// Objects of consecutive numbers that stand one after the other.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u32,
    count: u32,
    place: Place,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// Of one object.
    Offset(u64),
    /// The object stream, and the index of the run's first object in it.
    Packed(u32, u16),
}

/// An object stream that is being filled.
#[derive(Debug, Default)]
struct Packed {
    /// Pairs of number and offset.
    head: String,
    objects: Vec<u8>,
    numbers: Vec<u32>,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut writer = Self {
            out,
            offset: 0,
            digest: Sha256::new(),
            next: 1,
            runs: Vec::new(),
            packed: Packed::default(),
        };
        // The second line says that the file is binary (ISO 19005-2, 6.1.2).
        writer.write(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(writer)
    }

    /// The number that the next object gets.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Keeps numbers for objects that come later; the first of them.
    pub(super) fn reserve(&mut self, count: u32) -> u32 {
        let first = self.next;
        self.next += count;
        first
    }

    /// Writes an object under a number that was reserved for it.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn object(&mut self, number: u32, object: &Object) -> io::Result<()> {
        if matches!(object, Object::Stream(_)) {
            return self.direct(number, object);
        }
        // The head's and the objects' offsets are those before the object is there.
        let offset = self.packed.objects.len();
        if !self.packed.head.is_empty() {
            self.packed.head.push(' ');
        }
        self.packed.head.push_str(&format!("{number} {offset}"));
        put(object, &mut self.packed.objects);
        self.packed.objects.push(b'\n');
        self.packed.numbers.push(number);
        if self.packed.numbers.len() >= usize::from(MOST_PACKED)
            || self.packed.objects.len() >= FULL_BYTES
        {
            self.flush_packed()?;
        }
        Ok(())
    }

    /// Writes an object under a new number.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn add(&mut self, object: &Object) -> io::Result<u32> {
        let number = self.reserve(1);
        self.object(number, object)?;
        Ok(number)
    }

    /// Writes the end of the file. The identifier's first half is of `ident` and stays the same from
    /// one version of the file to the next; the second is of every byte.
    ///
    /// # Errors
    /// When it can't be written.
    pub(super) fn finish(mut self, mut trailer: Dictionary, ident: &str) -> io::Result<u64> {
        self.flush_packed()?;
        let number = self.reserve(1);
        // Its own entry has to be there before it is written.
        let start = self.offset;
        self.place(number, Place::Offset(start));
        let identifier = |digest: &[u8]| {
            let half = digest.iter().copied().take(16).collect();
            Object::String(half, lopdf::StringFormat::Hexadecimal)
        };
        let halves = [Sha256::digest(ident.as_bytes()), self.digest.clone().finalize()];
        let halves: Vec<Object> = halves.iter().map(|half| identifier(half)).collect();
        trailer.set("ID", halves);
        trailer.set("Type", "XRef");
        trailer.set("Size", self.next);
        let fields = FIELDS.map(|bytes| Object::Integer(bytes as i64)).to_vec();
        trailer.set("W", fields);
        trailer.set("Filter", "FlateDecode");
        let table = Stream::new(trailer, self.cross_references()?);
        self.put_direct(number, &table.into())?;
        self.write(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok(self.offset)
    }

    fn direct(&mut self, number: u32, object: &Object) -> io::Result<()> {
        self.place(number, Place::Offset(self.offset));
        self.put_direct(number, object)
    }

    fn put_direct(&mut self, number: u32, object: &Object) -> io::Result<()> {
        let mut bytes = format!("{number} 0 obj\n").into_bytes();
        put(object, &mut bytes);
        bytes.extend_from_slice(b"\nendobj\n");
        self.write(&bytes)
    }

    fn flush_packed(&mut self) -> io::Result<()> {
        if self.packed.numbers.is_empty() {
            return Ok(());
        }
        let Packed { head, objects, numbers } = std::mem::take(&mut self.packed);
        let container = self.reserve(1);
        for (index, number) in (0u16..).zip(&numbers) {
            self.place(*number, Place::Packed(container, index));
        }
        let about = dictionary! {
            "Type" => "ObjStm", "N" => numbers.len() as i64, "First" => head.len() as i64 + 1,
            "Filter" => "FlateDecode",
        };
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(head.as_bytes())?;
        encoder.write_all(b"\n")?;
        encoder.write_all(&objects)?;
        self.direct(container, &Stream::new(about, encoder.finish()?).into())
    }

    /// Remembers where an object is.
    fn place(&mut self, number: u32, place: Place) {
        if let (Some(last), Place::Packed(container, index)) = (self.runs.last_mut(), place)
            && let Place::Packed(same, first) = last.place
            && same == container
            && number == last.first + last.count
            && u32::from(index) == u32::from(first) + last.count
        {
            last.count += 1;
        } else {
            self.runs.push(Run { first: number, count: 1, place });
        }
    }

    /// The entry of every object, compressed as they are made: unpacked they would be the largest
    /// thing in memory.
    fn cross_references(&mut self) -> io::Result<Vec<u8>> {
        self.runs.sort_unstable_by_key(|run| run.first);
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        let mut next = 0;
        let mut entry = |kind: u8, place: u64, index: u16| {
            let mut bytes = vec![kind];
            bytes.extend_from_slice(&place.to_be_bytes()[8 - FIELDS[1]..]);
            bytes.extend_from_slice(&index.to_be_bytes());
            encoder.write_all(&bytes)
        };
        for run in &self.runs {
            // Number 0 begins the list of those that are free; so would any that was never written.
            for _ in next..run.first {
                entry(0, 0, u16::MAX)?;
            }
            match run.place {
                Place::Offset(offset) => entry(1, offset, 0)?,
                Place::Packed(container, first) => {
                    for index in (first..).take(run.count as usize) {
                        entry(2, u64::from(container), index)?;
                    }
                }
            }
            next = run.first + run.count;
        }
        encoder.finish()
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.digest.update(bytes);
        self.offset += bytes.len() as u64;
        Ok(())
    }
}
