// SPDX-License-Identifier: EUPL-1.2
//! Components: small display-ready structs that carry their own markup, so
//! that every page shows a date, a table or "not stated" in the same way.

mod choices;
mod facts;
mod filter;
pub mod form;
mod pager;
mod table;
mod words;

use askama::Template;
use askama::filters::HtmlSafe;

pub(crate) use choices::{Choices, Chosen};
pub use facts::{Fact, Facts, SourceLine};
pub use filter::{Choice, Filter, FilterField, NOT_STATED};
pub(crate) use filter::{cut, select};
pub use pager::{Pager, Window};
pub use table::{Cell, Head, Row, Table};

/// Marks components as finished HTML; each escapes what it holds.
macro_rules! components {
    ($($name:ty),* $(,)?) => { $(impl HtmlSafe for $name {})* };
}
components!(
    Shown, Prose, Link, Links, Badge, Value, Facts, SourceLine, Filter, Pager, Table, Notice,
    Cards, Marked, RowButton, Choices
);

/// Words from the register, with the language they are in if it is not the page's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/shown.html")]
pub struct Shown {
    /// The words.
    pub words: String,
    /// Language tag, only if it differs from the page's.
    pub lang: Option<String>,
    /// What to tell the reader about it, such as "in Italian"; `None` in lists
    /// that say it once for all rows.
    pub note: Option<String>,
    /// Whether the words run from right to left.
    pub rtl: bool,
}

impl Shown {
    /// Words in the language of the page.
    #[must_use]
    pub fn plain(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            lang: None,
            note: None,
            rtl: runs_left(words),
        }
    }

    /// Words in another language.
    #[must_use]
    pub fn foreign(words: &str, lang: &str, note: String) -> Self {
        Self {
            lang: Some(lang.to_owned()),
            note: Some(note),
            ..Self::plain(words)
        }
    }

    /// The same without the remark about its language; the `lang` mark stays.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { note: None, ..self }
    }

    /// The first `most` characters, cut at a blank, with an ellipsis if cut.
    #[must_use]
    pub fn short(mut self, most: usize) -> Self {
        if let Some((cut, _)) = self.words.char_indices().nth(most) {
            let end = self.words[..cut].rfind(char::is_whitespace).unwrap_or(cut);
            self.words.truncate(end);
            self.words.push('…');
        }
        self
    }
}

/// True if the first letter with a direction runs from right to left.
fn runs_left(words: &str) -> bool {
    words
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(u32::from(c), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF))
}

/// A longer text: every line that is not blank becomes a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/prose.html")]
pub struct Prose {
    /// The text with its line breaks.
    pub text: Shown,
}

impl Prose {
    fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text
            .words
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }
}

/// A link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/link.html")]
pub struct Link {
    /// Where it leads; never empty.
    pub href: String,
    /// Its words.
    pub text: Shown,
    /// True if it leads to another site.
    pub outside: bool,
}

impl Link {
    /// A link to an address that came with data, or `None` if it must not become one.
    #[must_use]
    pub fn outside(address: &str) -> Option<Self> {
        let href = crate::url::outside(address)?.into_owned();
        Some(Self {
            text: Shown::plain(address.trim()),
            href,
            outside: true,
        })
    }

    fn words(&self) -> &str {
        // A link without words would be a trap for everybody who listens.
        if self.text.words.trim().is_empty() {
            &self.href
        } else {
            &self.text.words
        }
    }
}

/// Several links: a list, or one in the line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/links.html")]
pub struct Links {
    /// The links.
    pub links: Vec<Link>,
}

/// The colour of a badge. Colour never stands alone: the words say the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// No judgement.
    #[default]
    Plain,
    /// Worth knowing.
    Info,
    /// As it should be.
    Good,
    /// Incomplete.
    Warn,
    /// Wrong or refused.
    Bad,
}

impl Tone {
    /// The end of its class name.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}

/// A short word in a box.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/badge.html")]
pub struct Badge {
    /// The word.
    pub word: String,
    /// Its colour.
    pub tone: Tone,
}

/// Something to do with one row of a table: a button, and before it, where it cannot be undone,
/// what it means, to be opened first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/row_button.html")]
pub struct RowButton {
    /// Where it is sent.
    pub action: String,
    /// What it tells the server: the value of `do`.
    pub value: &'static str,
    /// Which row is meant.
    pub id: String,
    /// The button's words.
    pub words: String,
    /// The name of the row, for those who hear the button alone.
    pub of: String,
    /// What it means; `None` if it is harmless.
    pub means: Option<String>,
}

/// What can stand in a table cell or beside a key.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/value.html")]
pub enum Value {
    /// The source says nothing; holds the word for that.
    Missing(String),
    /// The source says there is none; holds the word for that.
    NoneStated(String),
    /// Words from the interface, or a number or date as it is to be read.
    Plain(String),
    /// Words from the register.
    Text(Shown),
    /// A longer text.
    Prose(Prose),
    /// A link.
    Link(Link),
    /// Several links.
    Links(Links),
    /// A badge.
    Badge(Badge),
    /// Code or data, kept exactly as it is.
    Code(String),
    /// A text before or after a change, with the words that differ.
    Marked(Marked),
    /// Something to do.
    Button(RowButton),
    /// Several values, one below the other.
    All(Vec<Value>),
    /// A long list that opens on request, with the words that say how long.
    Folded(String, Vec<Value>),
}

impl Value {
    /// A badge.
    #[must_use]
    pub const fn badge(word: String, tone: Tone) -> Self {
        Self::Badge(Badge { word, tone })
    }

    /// Several values; the words for nothing if there is none, since an empty cell says nothing to
    /// those who listen.
    #[must_use]
    pub fn all(values: Vec<Self>, nothing: String) -> Self {
        if values.is_empty() {
            return Self::Missing(nothing);
        }
        Self::All(values)
    }

    /// One value with a second one below it.
    #[must_use]
    pub fn with(self, below: Self) -> Self {
        match self {
            Self::All(mut all) => {
                all.push(below);
                Self::All(all)
            }
            first => Self::All(vec![first, below]),
        }
    }
}

/// One side of a changed text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/marked.html")]
pub struct Marked {
    /// Language tag, only if it differs from the page's.
    pub lang: Option<String>,
    /// What to tell the reader about the language, if it is another one.
    pub note: Option<String>,
    /// True for the side after the change.
    pub after: bool,
    /// The text in pieces: the words, and whether they differ.
    pub pieces: Vec<(String, bool)>,
}

/// A remark that stands out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/notice.html")]
pub struct Notice {
    /// Its heading.
    pub title: Option<String>,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Its colour.
    pub tone: Tone,
}

/// One figure with what it counts, where it leads, and what is to be known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// The figure as it is to be read.
    pub figure: String,
    /// What it counts.
    pub label: String,
    /// Where the counted things are listed.
    pub href: Option<String>,
    /// A remark below.
    pub note: Option<String>,
}

/// Figures side by side.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/cards.html")]
pub struct Cards {
    /// The figures.
    pub cards: Vec<Card>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_never_becomes_markup() {
        let hostile = "<script>alert(1)</script>\"'&";
        let shown = Shown::foreign(hostile, "it", "n".into()).to_string();
        assert!(!shown.contains("<script"), "{shown}");
        assert!(shown.contains("lang=\"it\""), "{shown}");
        assert!(Link::outside("javascript:alert(1)").is_none());
        let link = Link::outside("https://example.org/?a=1&b=2")
            .unwrap()
            .to_string();
        assert!(link.contains("rel=\"noopener nofollow\""), "{link}");
        assert!(!link.contains("a=1&b"), "{link}");
    }

    #[test]
    fn lines_become_paragraphs() {
        let prose = Prose {
            text: Shown::plain("one\r\n\n  two <b>\n"),
        }
        .to_string();
        assert_eq!(prose.matches("<p").count(), 2, "{prose}");
        assert!(!prose.contains("<b>"), "{prose}");
    }

    #[test]
    fn right_to_left_is_seen_by_the_first_letter() {
        assert!(Shown::plain("123 العربية").rtl);
        assert!(!Shown::plain("Plan العربية").rtl);
    }

    #[test]
    fn short_cuts_at_words() {
        assert_eq!(
            Shown::plain("alpha beta gamma").short(12).words,
            "alpha beta…"
        );
        assert_eq!(Shown::plain("äöüß").short(2).words, "äö…");
        assert_eq!(Shown::plain("alpha").short(12).words, "alpha");
    }
}
