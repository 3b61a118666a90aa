//! A document as its shape reads it, on its way into the record's type. Borrows every text, so that
//! a record is copied once.

use serde::de::value::{Error, MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, Error as _, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// One value, converted to what the shape wants there.
#[derive(Clone, Debug, PartialEq)]
pub enum Fitted<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number from 0.
    Natural(u64),
    /// A whole number below 0.
    Negative(i64),
    /// A number with a fraction.
    Decimal(f64),
    /// A text.
    Text(&'a str),
    /// A list.
    List(Vec<Fitted<'a>>),
    /// Keys and values in the order of the document; no key twice.
    Mapping(Vec<(&'a str, Fitted<'a>)>),
}

impl Fitted<'_> {
    /// Whether this is a value that the schema lists.
    pub(super) fn is(&self, listed: &Value) -> bool {
        match (self, listed) {
            (Self::Null, Value::Null) => true,
            (Self::Bool(own), Value::Bool(other)) => own == other,
            (Self::Text(own), Value::String(other)) => own == other,
            (Self::Natural(own), Value::Number(other)) => other.as_u64() == Some(*own),
            (Self::Negative(own), Value::Number(other)) => other.as_i64() == Some(*own),
            (Self::Decimal(own), Value::Number(other)) => {
                other.is_f64() && other.as_f64() == Some(*own)
            }
            _ => false,
        }
    }

    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Natural(value) => Unexpected::Unsigned(*value),
            Self::Negative(value) => Unexpected::Signed(*value),
            Self::Decimal(value) => Unexpected::Float(*value),
            Self::Text(text) => Unexpected::Str(text),
            Self::List(_) => Unexpected::Seq,
            Self::Mapping(_) => Unexpected::Map,
        }
    }
}

impl<'de> IntoDeserializer<'de> for Fitted<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Fitted<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Natural(value) => visitor.visit_u64(value),
            Self::Negative(value) => visitor.visit_i64(value),
            Self::Decimal(value) => visitor.visit_f64(value),
            Self::Text(text) => visitor.visit_borrowed_str(text),
            Self::List(items) => SeqDeserializer::new(items.into_iter()).deserialize_any(visitor),
            Self::Mapping(entries) => MapDeserializer::new(keyed(entries)).deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Text(text) => visitor.visit_enum(text.into_deserializer()),
            Self::Mapping(entries) if entries.len() == 1 => {
                let entry = MapDeserializer::new(keyed(entries));
                visitor.visit_enum(MapAccessDeserializer::new(entry))
            }
            Self::Mapping(_) => {
                Err(Error::invalid_value(Unexpected::Map, &"map with a single key"))
            }
            other => Err(Error::invalid_type(other.unexpected(), &"string or map")),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier
    }
}

/// The entries with keys that are values themselves, since a key may have a type of its own.
fn keyed<'a>(
    entries: Vec<(&'a str, Fitted<'a>)>,
) -> impl Iterator<Item = (Fitted<'a>, Fitted<'a>)> {
    entries.into_iter().map(|(key, value)| (Fitted::Text(key), value))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
    struct Key(String);

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Way {
        Post,
        Email(String),
    }

    fn mapping<'a>(entries: &[(&'a str, Fitted<'a>)]) -> Fitted<'a> {
        Fitted::Mapping(entries.to_vec())
    }

    #[test]
    fn values_become_types() {
        let keyed = BTreeMap::<Key, i8>::deserialize(mapping(&[("a", Fitted::Negative(-3))]));
        assert_eq!(keyed, Ok(BTreeMap::from([(Key("a".into()), -3)])));
        assert_eq!(Option::<u8>::deserialize(Fitted::Null), Ok(None));
        assert_eq!(Option::<u8>::deserialize(Fitted::Natural(7)), Ok(Some(7)));
        assert_eq!(f64::deserialize(Fitted::Natural(7)), Ok(7.0));
        assert_eq!(Way::deserialize(Fitted::Text("post")), Ok(Way::Post));
        let email = mapping(&[("email", Fitted::Text("x"))]);
        assert_eq!(Way::deserialize(email), Ok(Way::Email("x".into())));
        let list = Fitted::List(vec![Fitted::Bool(true), Fitted::Decimal(1.5)]);
        assert_eq!(<(bool, f64)>::deserialize(list), Ok((true, 1.5)));
    }

    #[test]
    fn what_is_expected_is_said_as_serde_json_says_it() {
        fn same<T: serde::de::DeserializeOwned + std::fmt::Debug>(own: Fitted<'_>, json: Value) {
            let own = T::deserialize(own).expect_err("it doesn't fit").to_string();
            let other = serde_json::from_value::<T>(json).expect_err("nor here").to_string();
            let expected =
                |said: &str| said.rsplit_once(", expected ").map(|(_, is)| is.to_owned());
            assert_eq!(expected(&own), expected(&other), "{own}; {other}");
        }
        same::<u8>(Fitted::Text("x"), "x".into());
        same::<u8>(Fitted::Natural(300), 300.into());
        same::<bool>(Fitted::Null, Value::Null);
        same::<Key>(mapping(&[]), serde_json::json!({}));
        same::<Way>(Fitted::Text("pigeon"), "pigeon".into());
        same::<Way>(Fitted::Bool(true), true.into());
        let two = [("post", Fitted::Null), ("email", Fitted::Text("x"))];
        same::<Way>(mapping(&two), serde_json::json!({"post": null, "email": "x"}));
    }
}
