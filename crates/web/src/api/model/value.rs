// SPDX-License-Identifier: EUPL-1.2
//! Single values: texts of a length, and texts of a format.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{KnownFormat, RefOr, Schema, SchemaFormat};
use utoipa::{PartialSchema, ToSchema};

/// Longest name of a contribution, in characters.
pub(crate) const LONGEST_ABOUT: usize = 1_000;
const LONGEST_ID: usize = 200;
const LONGEST_LINE: usize = 2_048;
const LONGEST_TEXT: usize = wegmarke_domain::problem::LONGEST_TEXT;

/// Whether a text is short enough and holds no control character but ends of lines and tabs.
pub(crate) fn fits(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(is_control)
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

pub(super) fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::Type(Type::String))
}

/// Texts that are no longer than a limit, which the document shows.
macro_rules! limited {
    ($($(#[$doc:meta])* $name:ident, $longest:expr, $words:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name;

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                if fits(&text, $longest) {
                    return Ok(Self);
                }
                Err(D::Error::custom(format!(
                    "at most {} characters, and no control character", $longest
                )))
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                let schema = string().max_length(Some($longest)).description(Some($words));
                schema.build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

limited! {
    /// An id.
    Id, LONGEST_ID, "An id, such as `nap-az` or `nap-az/runde-2`.";
    /// The name of a thing.
    About, LONGEST_ABOUT, "A noun and an id, such as `measure/nap-az/faire-integration`.";
    /// A short text.
    Line, LONGEST_LINE, "A short text.";
    /// A text.
    Words, LONGEST_TEXT, "A text in one language.";
}

/// Texts of a format.
macro_rules! formatted {
    ($($(#[$doc:meta])* $name:ident, $read:expr, $schema:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name;

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                let read: Result<(), &'static str> = $read(&text);
                read.map(|()| Self).map_err(D::Error::custom)
            }
        }

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                $schema.build().into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

formatted! {
    /// A day.
    Day, day, string().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
    /// An instant.
    Instant, instant, string().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
    /// A number that is exact.
    Number, number, string()
        .pattern(Some("^-?[0-9]{1,20}(\\.[0-9]{1,8})?$"))
        .description(Some("A number as text, so that it stays exact: `12.5`."));
    /// The SHA-256 of a file.
    Sha256, sha256, string().pattern(Some("^[0-9a-f]{64}$"));
}

fn day(text: &str) -> Result<(), &'static str> {
    let shape = text.len() == 10 && text.as_bytes().first().is_some_and(u8::is_ascii_digit);
    match text.parse::<jiff::civil::Date>() {
        Ok(day) if shape && day.year() >= 1 => Ok(()),
        _ => Err("not a day such as 2026-11-30"),
    }
}

fn instant(text: &str) -> Result<(), &'static str> {
    match text.parse::<jiff::Timestamp>() {
        Ok(at) if at.as_second() >= 0 && fits(text, 40) => Ok(()),
        _ => Err("not an instant such as 2026-11-30T22:00:00Z, in 1970 or later"),
    }
}

fn number(text: &str) -> Result<(), &'static str> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |text: &str, most| {
        (1..=most).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit())
    };
    let fits = all(whole, 20) && all(part, 8);
    fits.then_some(()).ok_or("not a number such as 12.5")
}

fn sha256(text: &str) -> Result<(), &'static str> {
    let fits = text.len() == 64 && text.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
    fits.then_some(()).ok_or("not 64 hexadecimal digits")
}

/// A text by language: `{"de": "…", "en": "…"}`, at least one.
#[derive(Clone, Debug)]
pub(crate) struct Text;

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = BTreeMap::<String, Words>::deserialize(deserializer)?;
        let known = |lang: &String| lang.parse::<wegmarke_domain::text::Lang>().is_ok();
        if parts.is_empty() || !parts.keys().all(known) {
            return Err(D::Error::custom(
                "texts by codes of languages such as de, at least one",
            ));
        }
        Ok(Self)
    }
}

impl PartialSchema for Text {
    fn schema() -> RefOr<Schema> {
        let lang = string().pattern(Some("^[a-z]{2}$")).build();
        let schema = ObjectBuilder::new()
            .property_names(Some(Schema::Object(lang)))
            .additional_properties(Some(Words::schema()))
            .min_properties(Some(1))
            .description(Some(
                "A text by language: `{\"de\": \"…\", \"en\": \"…\"}`.",
            ));
        schema.build().into()
    }
}

impl ToSchema for Text {}
