// SPDX-License-Identifier: EUPL-1.2
//! Texts in one or several languages.

use std::fmt;
use std::str::FromStr;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A language by its two-letter code (ISO 639-1): `de`, `en`, `it`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 2]);

impl Lang {
    /// German.
    pub const DE: Self = Self(*b"de");
    /// English.
    pub const EN: Self = Self(*b"en");

    /// The code, lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("zz")
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a two-letter language code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a two-letter language code")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        match *text.as_bytes() {
            [a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Ok(Self([a, b])),
            _ => Err(UnknownLang(text.to_owned())),
        }
    }
}

/// A text in at least one language; never empty in any. JSON: `{"de":"…","en":"…"}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<[(Lang, Box<str>)]>);

impl Text {
    /// A text in one language; `None` if it is blank.
    #[must_use]
    pub fn new(lang: Lang, text: &str) -> Option<Self> {
        Self::from_parts([(lang, text.to_owned())])
    }

    /// A text from its languages; blank ones are left out; `None` if nothing is left.
    #[must_use]
    pub fn from_parts(parts: impl IntoIterator<Item = (Lang, String)>) -> Option<Self> {
        let mut parts: Vec<(Lang, Box<str>)> = parts
            .into_iter()
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(lang, text)| (lang, text.into_boxed_str()))
            .collect();
        parts.sort_by_key(|(lang, _)| *lang);
        parts.dedup_by_key(|(lang, _)| *lang);
        (!parts.is_empty()).then(|| Self(parts.into_boxed_slice()))
    }

    /// The text in `lang`, if there is one.
    #[must_use]
    pub fn find(&self, lang: Lang) -> Option<&str> {
        self.0
            .iter()
            .find(|(of, _)| *of == lang)
            .map(|(_, text)| &**text)
    }

    /// The text for a reader of `lang`, and the language it is really in: `lang` itself, else
    /// German, else English, else the first there is.
    #[must_use]
    pub fn best(&self, lang: Lang) -> (Lang, &str) {
        [lang, Lang::DE, Lang::EN]
            .into_iter()
            .find_map(|of| self.find(of).map(|text| (of, text)))
            .or_else(|| self.0.first().map(|(of, text)| (*of, &**text)))
            .unwrap_or((lang, ""))
    }

    /// All languages with their texts, by code.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(lang, text)| (*lang, &**text))
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (lang, text) in self.iter() {
            map.serialize_entry(lang.as_str(), text)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parts;
        impl<'de> Visitor<'de> for Parts {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map from language codes to texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut parts = Vec::with_capacity(map.size_hint().unwrap_or(2));
                while let Some((lang, text)) =
                    map.next_entry::<std::borrow::Cow<'_, str>, String>()?
                {
                    parts.push((lang.parse::<Lang>().map_err(A::Error::custom)?, text));
                }
                Text::from_parts(parts).ok_or_else(|| A::Error::custom("a text without words"))
            }
        }
        deserializer.deserialize_map(Parts)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, Text};

    #[test]
    fn the_best_language_says_which_it_is() {
        let it: Lang = "it".parse().unwrap();
        let text = Text::new(it, "Prevenzione").unwrap();
        assert_eq!(text.best(Lang::DE), (it, "Prevenzione"));
        let text =
            Text::from_parts([(Lang::EN, "Prevention".into()), (Lang::DE, " ".into())]).unwrap();
        assert_eq!(text.best(Lang::DE), (Lang::EN, "Prevention"));
        assert_eq!(Text::new(Lang::DE, "  "), None);
    }

    #[test]
    fn json_is_a_map_and_refuses_blanks() {
        let text: Text = serde_json::from_str(r#"{"en":"b","de":"a"}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&text).unwrap(),
            r#"{"de":"a","en":"b"}"#
        );
        assert!(serde_json::from_str::<Text>("{}").is_err());
        assert!(serde_json::from_str::<Text>(r#"{"german":"a"}"#).is_err());
    }
}
