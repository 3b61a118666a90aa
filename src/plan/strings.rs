//! Every string of a record with its field, whatever the record's types are: a serializer that
//! writes nothing and calls back. A new field is walked without anybody thinking of it.

use std::fmt::{self, Display, Write};

use serde::ser::{self, Serialize, Serializer};

use super::scalar::TEXTS;

/// What a string is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum StringKind {
    /// Free text that somebody wrote, in the record's main language or the one that the field ends
    /// with.
    Text,
    /// A sentence of easy read.
    EasyRead,
    /// An id, a code, a name, a line of an address, a number.
    Value,
    /// No words: it says that the item which the field stands in is in the person's own words. The
    /// item's texts come before it.
    FirstPerson,
}

/// One string.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Piece<'a> {
    /// Where it is, such as `needs[2].text.cy`.
    pub field: &'a str,
    /// The language that it is written in, where the field says so.
    pub language: Option<&'a str>,
    /// The string itself.
    pub text: &'a str,
    /// What it is.
    pub kind: StringKind,
}

/// Calls back with every string of a value, in the order of its fields. `field` is where the value
/// itself stands; empty for a whole record.
pub fn strings<T: Serialize + ?Sized>(value: &T, field: &str, visit: &mut dyn FnMut(Piece<'_>)) {
    let mut walker =
        Walker { path: field.to_owned(), language: 0..0, kind: StringKind::Value, visit };
    // It fails only where a type's own serialization does, and the record's types do not.
    let _ = value.serialize(&mut walker);
}

/// The struct of an easy-read row, whose words are no `Texts`.
const ROW: &str = "EasyReadRow";

struct Walker<'v> {
    path: String,
    /// The part of the path that names the language.
    language: std::ops::Range<usize>,
    kind: StringKind,
    visit: &'v mut dyn FnMut(Piece<'_>),
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

    fn key(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Never> {
        let dot = usize::from(!self.path.is_empty());
        let start = self.path.len() + dot;
        let language = self.language.clone();
        if self.kind == StringKind::Text || self.path.ends_with("easy_read") {
            self.language = start..start + key.len();
        }
        let result = self.within(
            |path| {
                if dot == 1 {
                    path.push('.');
                }
                path.push_str(key);
            },
            value,
        );
        self.language = language;
        result
    }

    fn as_kind(&mut self, kind: StringKind, work: impl FnOnce(&mut Self) -> Result<(), Never>) {
        let before = std::mem::replace(&mut self.kind, kind);
        let _ = work(self);
        self.kind = before;
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

/// A mapping or a struct, with the key of the next value, and whether it is an easy-read row.
struct Mapping<'w, 'v>(&'w mut Walker<'v>, String, bool);

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
        serialize_bytes: &[u8], serialize_unit_struct: &'static str
    );

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        let Walker { path, language, kind, visit } = self;
        let language = Some(&path[language.clone()]).filter(|tag| !tag.is_empty());
        visit(Piece { field: path, language, text, kind: *kind });
        Ok(())
    }
    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }
    fn serialize_unit_variant(
        self,
        name: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Never> {
        // A word of the schema, not of anybody; this one says how to take somebody's.
        if (name, variant) == ("Voice", "first_person") {
            self.as_kind(StringKind::FirstPerson, |walker| walker.serialize_str(variant));
        }
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        if name == TEXTS {
            self.as_kind(StringKind::Text, |walker| value.serialize(walker));
            return Ok(());
        }
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.key(variant, value)
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
        Ok(Mapping(self, String::new(), false))
    }
    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Mapping<'w, 'v>, Never> {
        Ok(Mapping(self, String::new(), name == ROW))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Mapping<'w, 'v>, Never> {
        Ok(Mapping(self, String::new(), false))
    }
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Never> {
        // Dates and times: no words.
        let _ = value;
        Ok(())
    }
}

impl List<'_, '_> {
    fn next<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
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
}

macro_rules! list {
    ($($which:ident $method:ident),*) => {$(
        impl ser::$which for List<'_, '_> {
            type Ok = ();
            type Error = Never;
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                self.next(value)
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

impl Mapping<'_, '_> {
    fn field<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), Never> {
        if self.2 && matches!(key, "text" | "alt") {
            let length = self.0.language.clone();
            self.0.as_kind(StringKind::EasyRead, |walker| walker.key(key, value));
            self.0.language = length;
            return Ok(());
        }
        self.0.key(key, value)
    }
}

impl ser::SerializeMap for Mapping<'_, '_> {
    type Ok = ();
    type Error = Never;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        self.1.clear();
        let into = &mut self.1;
        let mut visit = |piece: Piece<'_>| into.push_str(piece.text);
        strings(key, "", &mut visit);
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let key = std::mem::take(&mut self.1);
        let result = self.field(&key, value);
        self.1 = key;
        result
    }
    fn end(self) -> Result<(), Never> {
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
                Ok(())
            }
        }
    )*};
}
mapping!(SerializeStruct, SerializeStructVariant);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Record;

    const RECORD: &str = r#"{
        "schema_version": 1, "plan_id": "P-1", "document": "plan", "regime": "wales_adult",
        "status": "signed_off", "plan_date": "2026-03-04", "languages": ["cy", "en"],
        "parties": [{"party_id": "jo", "is_subject": true, "roles": ["subject"],
            "name": {"given": "Jo"}}],
        "needs": [{"id": "n1", "text": {"cy": "Mynd allan", "en": "To get out"},
            "voice": "first_person", "eligibility_extent": "Every day",
            "easy_read": {"cy": [{"text": "Rwy'n mynd allan."}]}}],
        "supports": "none"
    }"#;

    fn walked() -> Vec<(String, Option<String>, String, StringKind)> {
        let record: Record = serde_json::from_str(RECORD).unwrap();
        let mut found = Vec::new();
        strings(&record, "", &mut |piece| {
            let language = piece.language.map(str::to_owned);
            found.push((piece.field.to_owned(), language, piece.text.to_owned(), piece.kind));
        });
        found
    }

    #[test]
    fn texts_are_told_from_values() {
        let texts: Vec<_> =
            walked().into_iter().filter(|piece| piece.3 != StringKind::Value).collect();
        let expected = [
            ("needs[0].text.cy", Some("cy"), "Mynd allan", StringKind::Text),
            ("needs[0].text.en", Some("en"), "To get out", StringKind::Text),
            (
                "needs[0].easy_read.cy[0].text",
                Some("cy"),
                "Rwy'n mynd allan.",
                StringKind::EasyRead,
            ),
            ("needs[0].voice", None, "first_person", StringKind::FirstPerson),
            ("needs[0].eligibility_extent.text", None, "Every day", StringKind::Text),
        ];
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(field, tag, text, kind)| {
                (field.to_owned(), tag.map(str::to_owned), text.to_owned(), kind)
            })
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn values_are_walked_too() {
        let found = walked();
        let has =
            |field: &str, text: &str| found.iter().any(|piece| piece.0 == field && piece.2 == text);
        assert!(has("plan_id", "P-1") && has("parties[0].name.given", "Jo"));
        assert!(has("parties[0].party_id", "jo"));
    }
}
