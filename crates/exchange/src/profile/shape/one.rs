// SPDX-License-Identifier: EUPL-1.2
//! What may be written in a short and in a long way.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

use super::Spelled;

/// One thing, or a list of them.
#[derive(Clone, Debug)]
pub(in crate::profile) struct OneOrMany<T>(pub(in crate::profile) Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A heading, a list of accepted headings, or a spelled-out table.
#[derive(Clone, Debug)]
pub(in crate::profile) struct Column(pub(in crate::profile) Spelled);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Read<T> {
            type Value = OneOrMany<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one of them or a list")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OneOrMany<T>, E> {
                T::deserialize(text.into_deserializer()).map(|one| OneOrMany(vec![one]))
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<OneOrMany<T>, E> {
                T::deserialize(number.into_deserializer()).map(|one| OneOrMany(vec![one]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<OneOrMany<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(OneOrMany)
            }
        }
        deserializer.deserialize_any(Read(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Column;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a heading, a list of headings, or { column = … }")
            }

            fn visit_str<E>(self, text: &str) -> Result<Column, E> {
                Ok(accepted(OneOrMany(vec![text.to_owned()])))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Column, A::Error> {
                let names = Vec::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(accepted(OneOrMany(names)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Column, A::Error> {
                Spelled::deserialize(MapAccessDeserializer::new(map)).map(Column)
            }
        }
        deserializer.deserialize_any(Read)
    }
}

fn accepted(names: OneOrMany<String>) -> Column {
    Column(Spelled {
        column: Some(names),
        ..Spelled::default()
    })
}
