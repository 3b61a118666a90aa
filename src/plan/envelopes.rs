//! Every envelope of a record with its field, whatever the record's types are: a serializer that
//! writes nothing and calls back. A new type with an envelope is walked without anybody thinking of
//! it.

use std::fmt::{self, Display, Write};

use serde::ser::{self, Serialize, Serializer};

use super::{Envelope, strings};

/// A piece of a record that says who may see it, or whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// The piece, such as `needs[2]` or `about_me.my_wellness`.
    pub field: String,
    /// What it says.
    pub envelope: Envelope,
}

/// Calls back with every piece of a value whose envelope says something, what is inside a piece
/// before the piece.
pub fn envelopes<T: Serialize + ?Sized>(value: &T, visit: &mut dyn FnMut(Marked)) {
    let mut walker = Walker { path: String::new(), visit };
    // It fails only where a type's own serialization does, and the record's types do not.
    let _ = value.serialize(&mut walker);
}

/// The keys of an envelope.
fn is_mark(key: &str) -> bool {
    matches!(
        key,
        "about" | "sensitivity" | "share" | "source_party" | "recorded_by" | "recorded_on"
    )
}

struct Walker<'v> {
    path: String,
    visit: &'v mut dyn FnMut(Marked),
}

impl Walker<'_> {
    fn within(
        &mut self,
        step: impl FnOnce(&mut String),
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Never> {
        let length = self.path.len();
        step(&mut self.path);
        let result = value.serialize(&mut *self);
        self.path.truncate(length);
        result
    }
}

/// Nothing that the walker does can fail.
#[derive(Debug)]
struct Never;

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

/// A list, with the number of the next item.
struct List<'w, 'v>(&'w mut Walker<'v>, usize);

/// A mapping or a struct, with the key of the next value and the marks found so far.
struct Mapping<'w, 'v> {
    walker: &'w mut Walker<'v>,
    key: String,
    marks: serde_json::Map<String, serde_json::Value>,
}

impl<'w, 'v> Mapping<'w, 'v> {
    fn of(walker: &'w mut Walker<'v>) -> Result<Self, Never> {
        Ok(Self { walker, key: String::new(), marks: serde_json::Map::new() })
    }

    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Never> {
        if is_mark(key) {
            self.marks
                .extend(serde_json::to_value(value).ok().map(|value| (key.to_owned(), value)));
            return Ok(());
        }
        self.walker.within(
            |path| {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            },
            value,
        )
    }

    fn finish(self) {
        if self.marks.is_empty() {
            return;
        }
        // What has a key of the same name and is no envelope, such as a consent, is passed over.
        if let Ok(envelope) = serde_json::from_value(self.marks.into()) {
            (self.walker.visit)(Marked { field: self.walker.path.clone(), envelope });
        }
    }
}

macro_rules! silent {
    ($($method:ident: $kind:ty),*) => {
        $(fn $method(self, _: $kind) -> Result<(), Never> { Ok(()) })*
    };
}

impl<'w, 'v> Serializer for &'w mut Walker<'v> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = List<'w, 'v>;
    type SerializeTuple = List<'w, 'v>;
    type SerializeTupleStruct = List<'w, 'v>;
    type SerializeTupleVariant = List<'w, 'v>;
    type SerializeMap = Mapping<'w, 'v>;
    type SerializeStruct = Mapping<'w, 'v>;
    type SerializeStructVariant = Mapping<'w, 'v>;

    silent!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32,
        serialize_i64: i64, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32,
        serialize_u64: u64, serialize_f32: f32, serialize_f64: f64, serialize_char: char,
        serialize_str: &str, serialize_bytes: &[u8], serialize_unit_struct: &'static str
    );

    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        Mapping::of(self)?.field(variant, value)
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'w, 'v>, Never> {
        Ok(List(self, 0))
    }
    fn serialize_tuple(self, _: usize) -> Result<List<'w, 'v>, Never> {
        Ok(List(self, 0))
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<List<'w, 'v>, Never> {
        Ok(List(self, 0))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<List<'w, 'v>, Never> {
        Ok(List(self, 0))
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Mapping<'w, 'v>, Never> {
        Mapping::of(self)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Mapping<'w, 'v>, Never> {
        Mapping::of(self)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Mapping<'w, 'v>, Never> {
        Mapping::of(self)
    }
    fn collect_str<T: Display + ?Sized>(self, _: &T) -> Result<(), Never> {
        Ok(())
    }
}

macro_rules! list {
    ($($which:ident $method:ident),*) => {$(
        impl ser::$which for List<'_, '_> {
            type Ok = ();
            type Error = Never;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                let number = self.1;
                self.1 += 1;
                self.0.within(
                    |path| {
                        // Writing to a string can't fail.
                        let _ = write!(path, "[{number}]");
                    },
                    value,
                )
            }
            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )*};
}
list!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

impl ser::SerializeMap for Mapping<'_, '_> {
    type Ok = ();
    type Error = Never;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        self.key.clear();
        let into = &mut self.key;
        strings(key, "", &mut |piece| into.push_str(piece.text));
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let key = std::mem::take(&mut self.key);
        let result = self.field(&key, value);
        self.key = key;
        result
    }
    fn end(self) -> Result<(), Never> {
        self.finish();
        Ok(())
    }
}

macro_rules! mapping {
    ($($which:ident),*) => {$(
        impl ser::$which for Mapping<'_, '_> {
            type Ok = ();
            type Error = Never;
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                self.field(key, value)
            }
            fn end(self) -> Result<(), Never> {
                self.finish();
                Ok(())
            }
        }
    )*};
}
mapping!(SerializeStruct, SerializeStructVariant);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Content, Sensitivity};

    const CONTENT: &str = r#"{
        "about_me": {"my_wellness": {"text": "I tire", "voice": "first_person",
            "sensitivity": "health"}},
        "needs": [
            {"id": "n1", "text": "To get out"},
            {"id": "n2", "text": "To cook", "about": ["p1"],
                "wellbeing_impact": {"text": "Less alone",
                    "share": {"deny": [{"audience": "subject", "reason_code": "R1"}]}}}
        ],
        "disagreements": [{"id": "d1", "text": "No", "party_ref": "p1", "concerns": "budget",
            "source_party": "p1"}],
        "safeguarding_conclusion": {"sensitivity": "safeguarding"}
    }"#;

    #[test]
    fn what_says_something_of_itself_is_found_and_nothing_else() {
        let content: Content = serde_json::from_str(CONTENT).unwrap();
        let mut found = Vec::new();
        envelopes(&content, &mut |marked| found.push(marked));
        let fields: Vec<&str> = found.iter().map(|marked| marked.field.as_str()).collect();
        let expected = [
            "about_me.my_wellness",
            "needs[1].wellbeing_impact",
            "needs[1]",
            "disagreements[0]",
            "safeguarding_conclusion",
        ];
        assert_eq!(fields, expected);
        assert_eq!(found[0].envelope.sensitivity, Sensitivity::Health);
        assert_eq!(found[1].envelope.share.as_ref().unwrap().deny[0].reason_code, "R1");
        assert_eq!(found[2].envelope.about[0].as_str(), "p1");
        assert!(found[3].envelope.source_party.is_some());
    }
}
