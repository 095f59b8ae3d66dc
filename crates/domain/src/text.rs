// SPDX-License-Identifier: EUPL-1.2
//! Texts in one or several languages.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::{UnicodeNormalization as _, is_nfc_quick};

/// A text as it goes on record, whichever way it came: typed or pasted into a form, from a spreadsheet,
/// a program, a file. Tidying it again changes nothing.
///
/// Every line break is `\n`; hyphens that do not break are hyphens; what nobody sees goes: soft hyphens,
/// characters without width, marks that turn the direction of writing, control characters. Letters are
/// composed (NFC). What is on record already is read as it is: this is for the door.
#[must_use]
pub fn tidy(text: &str) -> Cow<'_, str> {
    let plain = text
        .chars()
        .all(|c| matches!(Tidied::of(c), Tidied::As(to) if to == c));
    if plain && is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let signs: Vec<char> = text.chars().collect();
    let kept = signs
        .iter()
        .enumerate()
        .filter_map(|(at, c)| match Tidied::of(*c) {
            Tidied::As(c) => Some(c),
            Tidied::Joins => {
                let before = at.checked_sub(1).and_then(|before| signs.get(before));
                let joins = before.is_some_and(|before| is_joined(*before));
                (joins && signs.get(at + 1).is_some_and(|after| is_joined(*after))).then_some(*c)
            }
            Tidied::Gone => None,
        });
    Cow::Owned(kept.nfc().collect())
}

/// Tidies every text of a JSON value; names of fields stay.
pub fn tidy_json(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => {
            if let Cow::Owned(tidied) = tidy(text) {
                *text = tidied;
            }
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(tidy_json),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(tidy_json),
        _ => {}
    }
}

/// What becomes of a character at the door.
enum Tidied {
    As(char),
    /// Joins or parts letters: kept where a script needs it.
    Joins,
    Gone,
}

impl Tidied {
    fn of(c: char) -> Self {
        match c {
            '\n' | '\t' => Self::As(c),
            // Word's Shift+Enter and page break; what other programs have for a new line.
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::As('\n'),
            '\u{1e}' | '\u{2010}' | '\u{2011}' => Self::As('-'),
            '\u{200c}' | '\u{200d}' => Self::Joins,
            // Word's bullets and arrows of fonts that nobody else has.
            '\u{f02d}' => Self::As('–'),
            '\u{f0b7}' => Self::As('•'),
            '\u{f0a7}' => Self::As('▪'),
            '\u{f0d8}' => Self::As('➢'),
            '\u{f0fc}' => Self::As('✓'),
            '\u{f0e0}' => Self::As('→'),
            '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{fffe}'
            | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}' => Self::Gone,
            c if c.is_control() => Self::Gone,
            c => Self::As(c),
        }
    }
}

/// Whether a character is of a script whose letters are joined or kept apart by marks, or a picture.
const fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{8ff}'
        | '\u{900}'..='\u{dff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{1800}'..='\u{18af}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{2600}'..='\u{27bf}'
        | '\u{1f000}'..='\u{1faff}')
}

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
    /// A text in one language as it goes on record: see [`tidy`]; `None` if it is blank.
    #[must_use]
    pub fn new(lang: Lang, text: &str) -> Option<Self> {
        Self::from_parts([(lang, tidy(text).into_owned())])
    }

    /// A text from its languages, as they are; blank ones are left out; `None` if nothing is left.
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
    use super::{Lang, Text, tidy, tidy_json};

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
    fn what_word_leaves_goes_quietly() {
        for (given, tidied) in [
            (
                "a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h",
                "a\nb\nc\nd\ne\nf\ng\nh",
            ),
            (
                "EU\u{1e}weit, EU\u{2011}Recht, Ge\u{1f}setz, Ge\u{ad}setz",
                "EU-weit, EU-Recht, Gesetz, Gesetz",
            ),
            ("a\u{200b}b\u{2060}c\u{feff}d\u{200d}e\u{200c}f", "abcdef"),
            (
                "\u{202e}links\u{202c} \u{2067}rechts\u{2069}\u{200f}",
                "links rechts",
            ),
            ("U\u{308}bung, A\u{30a}se", "Übung, Åse"),
            ("\u{f0b7}\ta\u{0}\u{7}", "•\ta"),
            // Persian needs what parts its letters, and a family is one picture.
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}👧", "👩\u{200d}👧"),
            ("\r\n\r\n", "\n\n"),
        ] {
            assert_eq!(tidy(given), tidied, "{given:?}");
            assert_eq!(tidy(tidied), tidied, "again: {given:?}");
        }
        let mut json = serde_json::json!({"a\u{ad}": ["b\u{ad}", {"c": "d\u{b}"}, 1]});
        tidy_json(&mut json);
        assert_eq!(json, serde_json::json!({"a\u{ad}": ["b", {"c": "d\n"}, 1]}));
    }

    #[test]
    fn what_is_on_record_is_read_as_it_is() {
        let body = r#"{"de":"Ge\u00adsetz\u202e"}"#;
        let text: Text = serde_json::from_str(body).unwrap();
        assert_eq!(text.find(Lang::DE), Some("Ge\u{ad}setz\u{202e}"));
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
