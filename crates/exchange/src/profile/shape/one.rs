// SPDX-License-Identifier: EUPL-1.2
//! One thing, or a list; names, alone or each with a reason.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};

/// One thing, or a list of them.
#[derive(Clone, Debug)]
pub(in crate::profile) struct OneOrMany<T>(pub(in crate::profile) Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

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

/// Names in a list, or each with the reason beside it. Reasons are for those who read the profile.
#[derive(Clone, Debug, Default)]
pub(in crate::profile) struct Reasoned(pub(in crate::profile) Vec<String>);

impl<'de> Deserialize<'de> for Reasoned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = Reasoned;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of names, or names with reasons")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Reasoned, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Reasoned)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Reasoned, A::Error> {
                let mut names = Vec::new();
                while let Some((name, _)) = map.next_entry::<String, String>()? {
                    names.push(name);
                }
                Ok(Reasoned(names))
            }
        }
        deserializer.deserialize_any(Read)
    }
}
