// SPDX-License-Identifier: EUPL-1.2
//! What an attribute is made of, as data: every layer knows the kinds once, in an exhaustive match,
//! and no layer tells a noun's attributes again.
//!
//! Nouns grow, kinds of value do not. `#[record]` and `#[shape]` (crate `derive`) make a struct
//! [`Shaped`]; every type of a field is [`Kinded`]: values here, ids by `ids!`, closed lists by
//! `words!`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::noun::{Noun, Subject};
use crate::source::Source;
use crate::stated::Stated;
use crate::text::Text;
use crate::time::Timespan;
pub use crate::wordlist::Words;

/// What kind of value an attribute holds. The JSON form stands behind each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Words in one or several languages: `{"de": "…", "en": "…"}`.
    Text,
    /// Words without a language: `"…"`.
    Line,
    /// A word of a closed list: `"…"`.
    Word(&'static Words),
    /// A number of things: `83`.
    Count,
    /// A year: `2026`.
    Year,
    /// A decimal number: `"12.5"`.
    Number,
    /// Yes or no: `true`.
    Flag,
    /// A day: `"2026-06-30"`.
    Day,
    /// An instant: `"2026-06-30T22:00:00Z"`.
    Instant,
    /// A time as its source writes it, with the days that it covers where it allows some:
    /// `{"as_written": "…", "from": "…", "until": "…"}`.
    Span,
    /// Where something stands: `{"document": "…", "locator": "…", "urls": ["…"]}`.
    Source,
    /// The id of a thing of this noun: `"…"`.
    Link(Noun),
    /// A thing of any noun: `"{noun}/{id}"`.
    Subject,
    /// Several of one kind: `[…]`.
    List(&'static Kind),
    /// Attributes of its own: `{…}`.
    Row(&'static [Attribute]),
    /// Really special: each layer has one function for it.
    Own(Own),
}

/// Values that are like no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// A number, a level, or a number that is not told: `{"number": "12.5"}`, `{"level": 1}` or `"suppressed"`.
    Reading,
    /// A part of a value, and what it showed: `["…", {"number": "3"}]`.
    Part,
    /// An uploaded file.
    File,
    /// How well a plan can be judged, check by check: `{"lead": "good", …}`.
    Design,
    /// Facts for a message, by name: `{"…": "…"}`.
    Arguments,
    /// An instant that ends something: midnight belongs to the day before.
    Deadline,
    /// A decimal number that is an amount in euro.
    Euro,
}

/// Whether an attribute must be there, and what its absence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It is always there.
    Required,
    /// Absent: not stated. `null`: stated as none.
    Stated,
    /// It is there or not.
    Optional,
    /// Absent: there are none.
    Many,
    /// Its own attributes stand in its place.
    Flat,
}

/// One attribute of a noun, or of a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attribute {
    /// Its key in JSON.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub presence: Presence,
    /// What a file may call it; `None` if no file gives it, because it follows from others.
    pub column: Option<&'static str>,
    /// The family of translations of an open list, some of whose words have one.
    pub family: Option<&'static str>,
    /// What it is, in one sentence.
    pub doc: &'static str,
}

/// A struct whose attributes are known as data.
pub trait Shaped {
    /// Its attributes in the order of the struct.
    const ATTRIBUTES: &'static [Attribute];
}

/// A type that a field of a noun can have.
pub trait Kinded {
    /// What it holds.
    const KIND: Kind;

    /// Tells every thing that the value names.
    fn refer(&self, _: &mut dyn FnMut(Subject)) {}

    /// The value as words in languages, if it is such.
    fn text(&self) -> Option<&Text> {
        None
    }
}

/// Attributes with those of [`Presence::Flat`] ones in their place.
pub fn leaves(attributes: &'static [Attribute]) -> Vec<&'static Attribute> {
    let mut leaves = Vec::with_capacity(attributes.len());
    for attribute in attributes {
        match (attribute.presence, attribute.kind) {
            (Presence::Flat, Kind::Row(inner)) => leaves.extend(self::leaves(inner)),
            _ => leaves.push(attribute),
        }
    }
    leaves
}

/// The attribute of a name.
#[must_use]
pub fn find(attributes: &'static [Attribute], name: &str) -> Option<&'static Attribute> {
    let mut leaves = leaves(attributes).into_iter();
    leaves.find(|attribute| attribute.name == name)
}

/// Tells every thing that a value names, from its JSON form. What is not of its kind names nothing.
pub fn refer(kind: Kind, json: &Value, refer: &mut dyn FnMut(Subject)) {
    match kind {
        Kind::Link(noun) => {
            if let Some(id) = json.as_str() {
                refer(Subject::new(noun, id));
            }
        }
        Kind::Subject => {
            if let Some(subject) = json.as_str().and_then(|text| text.parse().ok()) {
                refer(subject);
            }
        }
        Kind::List(kind) => {
            for item in json.as_array().into_iter().flatten() {
                self::refer(*kind, item, refer);
            }
        }
        Kind::Row(attributes) => {
            for attribute in leaves(attributes) {
                if let Some(value) = json.get(attribute.name) {
                    self::refer(attribute.kind, value, refer);
                }
            }
        }
        Kind::Text
        | Kind::Line
        | Kind::Word(_)
        | Kind::Count
        | Kind::Year
        | Kind::Number
        | Kind::Flag
        | Kind::Day
        | Kind::Instant
        | Kind::Span
        | Kind::Source
        | Kind::Own(_) => {}
    }
}

macro_rules! kinds {
    ($($type:ty => $kind:expr,)*) => {
        $(impl Kinded for $type {
            const KIND: Kind = $kind;
        })*
    };
}

kinds! {
    Box<str> => Kind::Line,
    u32 => Kind::Count,
    i16 => Kind::Year,
    Decimal => Kind::Number,
    bool => Kind::Flag,
    Date => Kind::Day,
    Timestamp => Kind::Instant,
    Timespan => Kind::Span,
    Source => Kind::Source,
    BTreeMap<String, String> => Kind::Own(Own::Arguments),
}

impl Kinded for Text {
    const KIND: Kind = Kind::Text;

    fn text(&self) -> Option<&Text> {
        Some(self)
    }
}

impl Kinded for Subject {
    const KIND: Kind = Kind::Subject;

    fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        refer(self.clone());
    }
}

impl Kinded for Noun {
    const KIND: Kind = Kind::Word(&Noun::WORDS);
}

impl<T: Kinded> Kinded for Stated<T> {
    const KIND: Kind = T::KIND;

    fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        if let Some(value) = self.value() {
            value.refer(refer);
        }
    }

    fn text(&self) -> Option<&Text> {
        self.value()?.text()
    }
}

impl<T: Kinded> Kinded for Option<T> {
    const KIND: Kind = T::KIND;

    fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        if let Some(value) = self {
            value.refer(refer);
        }
    }
}

impl<T: Kinded> Kinded for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);

    fn refer(&self, refer: &mut dyn FnMut(Subject)) {
        for value in self {
            value.refer(refer);
        }
    }
}

impl<T: Kinded> Kinded for BTreeSet<T> {
    const KIND: Kind = Kind::List(&T::KIND);
}

#[cfg(test)]
mod tests {
    use super::{Kind, Presence, find, leaves};
    use crate::funding::Funding;
    use crate::measure::{Measure, Nature};
    use crate::shape::Shaped as _;

    #[test]
    fn a_shape_tells_what_the_struct_says() {
        let nature = find(Measure::ATTRIBUTES, "nature").unwrap();
        assert_eq!(nature.kind, Kind::Word(&Nature::WORDS));
        assert_eq!(nature.presence, Presence::Stated);
        assert_eq!(nature.doc, "Whether it is new.");
        assert_eq!(Nature::WORDS.family(), "nature");
        assert!(Nature::WORDS.holds("new") && !Nature::WORDS.holds("old"));
    }

    #[test]
    fn flat_attributes_stand_in_their_place() {
        let names: Vec<_> = leaves(Funding::ATTRIBUTES)
            .iter()
            .map(|attribute| attribute.name)
            .collect();
        assert_eq!(
            names[..5],
            ["id", "measure", "year", "last_year", "currency"]
        );
        assert!(!names.contains(&"money"));
    }
}
