// SPDX-License-Identifier: EUPL-1.2
//! A profile as it is written in TOML, before it is checked. Keys are documented in
//! `docs/profiles.md`; a test compares the two.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Spanned<String>,
    pub(super) title: Option<String>,
    pub(super) language: Spanned<String>,
    pub(super) complete: bool,
    pub(super) dated_on: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) not_stated: Vec<String>,
    #[serde(default)]
    pub(super) stated_as_none: Vec<String>,
    pub(super) decimal: Option<Spanned<String>>,
    pub(super) thousands: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) table: Vec<Spanned<Table>>,
    #[serde(default)]
    pub(super) tree: Vec<Spanned<Tree>>,
}

/// `[[table]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub(super) file: OneOrMany,
    pub(super) sheet: Option<String>,
    pub(super) delimiter: Option<Spanned<String>>,
    pub(super) encoding: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) optional: bool,
    #[serde(default)]
    pub(super) ignore: Vec<String>,
    #[serde(default)]
    pub(super) record: Vec<Spanned<Record>>,
}

/// `[[tree]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tree {
    pub(super) file: OneOrMany,
    pub(super) children: Spanned<String>,
    #[serde(default)]
    pub(super) optional: bool,
    #[serde(default)]
    pub(super) ignore: Vec<String>,
    #[serde(default)]
    pub(super) record: Vec<Spanned<Record>>,
}

/// `[[table.record]]` and `[[tree.record]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) noun: Spanned<String>,
    #[serde(default)]
    pub(super) repeats: bool,
    pub(super) depth: Option<Spanned<Vec<u32>>>,
    pub(super) leaf: Option<Spanned<bool>>,
    pub(super) when: Option<Spanned<Test>>,
    pub(super) unless: Option<Spanned<Test>>,
    #[serde(default)]
    pub(super) constants: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    pub(super) columns: BTreeMap<Spanned<String>, Spanned<Column>>,
    #[serde(default)]
    pub(super) values: BTreeMap<Spanned<String>, BTreeMap<String, String>>,
}

/// A test on one cell of the row.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Test {
    pub(super) column: Option<OneOrMany>,
    pub(super) equals: Option<OneOrMany>,
    pub(super) starts_with: Option<OneOrMany>,
    pub(super) present: Option<bool>,
    pub(super) and: Option<Box<Test>>,
}

/// Where an attribute's text stands, spelled out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spelled {
    pub(super) column: Option<OneOrMany>,
    #[serde(default)]
    pub(super) columns: Vec<String>,
    pub(super) split: Option<String>,
    pub(super) join: Option<String>,
    #[serde(default)]
    pub(super) optional: bool,
    #[serde(default)]
    pub(super) only_new: bool,
    pub(super) prefix: Option<String>,
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
    pub(super) when: Option<Test>,
    pub(super) unless: Option<Test>,
}

/// One text, or a list of them.
#[derive(Clone, Debug, Default)]
pub(super) struct OneOrMany(pub(super) Vec<String>);

/// A heading, a list of accepted headings, or a spelled-out table.
#[derive(Clone, Debug)]
pub(super) struct Column(pub(super) Spelled);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany(vec![text.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<OneOrMany, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(OneOrMany)
            }
        }
        deserializer.deserialize_any(Read)
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

fn accepted(names: OneOrMany) -> Column {
    Column(Spelled {
        column: Some(names),
        ..Spelled::default()
    })
}
