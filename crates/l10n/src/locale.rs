// SPDX-License-Identifier: EUPL-1.2
//! Messages by key.

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::digits;
use crate::lang::Lang;

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Texts;

type Bundle = FluentBundle<FluentResource>;

static DE: LazyLock<Locale> = LazyLock::new(|| Locale::load(Lang::De));
static EN: LazyLock<Locale> = LazyLock::new(|| Locale::load(Lang::En));
static PSEUDO: LazyLock<Locale> = LazyLock::new(|| Locale::load(Lang::Pseudo));

/// A value inside a message: a text or a number. Numbers are written the way
/// the language writes them, and choose its plural form.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Any text, for example a name from the register.
    Text(Cow<'a, str>),
    /// A count.
    Count(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(u64::from(count))
    }
}

/// The words of one language.
pub struct Locale {
    lang: Lang,
    bundle: Bundle,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Locale").field(&self.lang).finish()
    }
}

impl Locale {
    /// The words of `lang`; loaded once, shared by all threads.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::De => &DE,
            Lang::En => &EN,
            Lang::Pseudo => &PSEUDO,
        }
    }

    fn load(lang: Lang) -> Self {
        let folder = match lang {
            Lang::De => "de/",
            Lang::En | Lang::Pseudo => "en/",
        };
        let id: LanguageIdentifier = folder.trim_end_matches('/').parse().unwrap_or_default();
        let mut bundle = Bundle::new_concurrent(vec![id]);
        // Invisible isolation marks would end up in titles, attributes and
        // copied text; values that need them get them one by one in `t_with`.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::De => digits::de_value,
            Lang::En | Lang::Pseudo => digits::en_value,
        }));
        for name in Texts::iter().filter(|name| name.starts_with(folder)) {
            let Some(file) = Texts::get(&name) else {
                continue;
            };
            let text = String::from_utf8_lossy(&file.data).into_owned();
            // A message that does not parse is dropped here and reported by
            // the test that reads the same files strictly.
            let resource = FluentResource::try_new(text).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// Which language this is.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether there is a message with this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|m| m.value().is_some())
    }

    /// The message with this key. An unknown key comes back as `⟪key⟫`, so
    /// that a page stays usable; a test finds every key that is not written.
    #[must_use]
    pub fn t(&self, key: &str) -> Cow<'_, str> {
        self.message(key, None)
    }

    /// The message with this key and these values in it.
    #[must_use]
    pub fn t_with(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::from(isolate(text))),
                #[expect(
                    clippy::cast_precision_loss,
                    reason = "counts on a page are far below 2^52"
                )]
                Arg::Count(n) => values.set(*name, FluentValue::from(*n as f64)),
            }
        }
        self.message(key, Some(&values)).into_owned()
    }

    /// A word of a closed list: the message `{family}-{code}`, underscores of
    /// the code written as hyphens. A code without a word comes back as it is,
    /// because data may hold newer codes than this program knows.
    #[must_use]
    pub fn word(&self, family: &str, code: &str) -> String {
        self.find_word(family, code)
            .unwrap_or_else(|| code.to_owned())
    }

    /// Like [`Locale::word`], with values in it.
    #[must_use]
    pub fn word_with(&self, family: &str, code: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        self.t_with(&format!("{family}-{}", code.replace('_', "-")), args)
    }

    /// Like [`Locale::word`], but `None` for a code without a word.
    #[must_use]
    pub fn find_word(&self, family: &str, code: &str) -> Option<String> {
        let key = format!("{family}-{}", code.replace('_', "-"));
        self.has(&key).then(|| self.t(&key).into_owned())
    }

    fn message<'a>(&'a self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return Cow::Owned(format!("⟪{key}⟫"));
        };
        let mut errors = Vec::new();
        let text = match args {
            // The result may borrow from the arguments, which end here.
            Some(args) => Cow::Owned(
                self.bundle
                    .format_pattern(pattern, Some(args), &mut errors)
                    .into_owned(),
            ),
            None => self.bundle.format_pattern(pattern, None, &mut errors),
        };
        if self.lang == Lang::Pseudo {
            return Cow::Owned(format!("⟦{text}⟧"));
        }
        text
    }
}

/// Keeps a right-to-left name from turning round the sentence it stands in.
fn isolate(text: &str) -> Cow<'_, str> {
    let right_to_left = |c: char| matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069);
    if text.chars().any(right_to_left) {
        Cow::Owned(format!("\u{2068}{text}\u{2069}"))
    } else {
        Cow::Borrowed(text)
    }
}
