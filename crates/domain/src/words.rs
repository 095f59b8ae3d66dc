// SPDX-License-Identifier: EUPL-1.2
//! Closed vocabularies: enums that are written as fixed words.

/// Declares an enum whose values are written as fixed words in files, entries and message keys.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $says:literal])* $variant:ident => $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[doc = $says])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of the scale.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The words as data, each with its meaning.
            pub const WORDS: $crate::wordlist::Words = $crate::wordlist::Words {
                name: stringify!($name),
                list: &[$(($word, concat!($($says),*))),*],
            };

            /// The word in files, entries and message keys.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl $crate::shape::Kinded for $name {
            const KIND: $crate::shape::Kind = $crate::shape::Kind::Word(&Self::WORDS);
        }

        impl std::str::FromStr for $name {
            type Err = $crate::wordlist::UnknownWord;

            fn from_str(text: &str) -> Result<Self, $crate::wordlist::UnknownWord> {
                Self::WORDS.position(text).map(|at| Self::ALL[at])
            }
        }
    };
}
pub(crate) use words;
