// SPDX-License-Identifier: EUPL-1.2
//! What every page has: its language, its way out, its menu.

pub mod about;
pub mod card;
pub mod contact;
pub mod date;
pub mod filter;
pub mod find;
pub mod guide;
pub mod recognise;
pub mod sheet;

use askama::Template;
use jiff::Timestamp;

use crate::content::{Content, Files};
use crate::site::Language;
use crate::source::{Source, Standing};
use crate::words::Words;

/// What may be loaded: our own style, script, picture and sound. Nothing may be sent.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; form-action 'none'; base-uri 'none'";

/// A source as a page cites it.
#[derive(Debug)]
pub struct Cited<'a> {
    /// What it calls itself.
    pub title: &'a str,
    /// The language of that, where it is not that of the page.
    pub lang: Option<&'a str>,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its day, in words; empty: none is known.
    pub day: String,
}

/// A page's surroundings.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// All content.
    pub content: &'a Content,
    /// The language of the page.
    pub language: &'a Language,
    /// Its words.
    pub words: &'a Words,
    /// Its address below that of the language, ending with `/`, or empty.
    pub path: &'a str,
    /// Whether every language has this page.
    pub is_everywhere: bool,
    /// Whether its list can be narrowed.
    pub has_filters: bool,
    /// Whether it holds the referral sheet.
    pub has_sheet: bool,
    /// Whether a day is typed on it.
    pub has_date: bool,
    /// For when capacities and checks are judged.
    pub at: Timestamp,
}

const MENU: [(&str, &str); 7] = [
    ("", "menu-guide"),
    ("find/", "menu-find"),
    ("cards/", "menu-cards"),
    ("sheet/", "menu-sheet"),
    ("recognise/", "menu-recognise"),
    ("statement/", "menu-statement"),
    ("about/", "menu-about"),
];

impl<'a> Frame<'a> {
    /// A word.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// The tag of the language.
    #[must_use]
    pub fn lang(&self) -> &'a str {
        &self.language.tag
    }

    /// Its direction.
    #[must_use]
    pub fn dir(&self) -> &'static str {
        self.language.dir()
    }

    /// The policy of the page.
    #[must_use]
    pub const fn policy(&self) -> &'static str {
        POLICY
    }

    /// The same on every page, and about nothing: it stands in the history of the browser.
    #[must_use]
    pub fn title(&self) -> String {
        self.t("base-title")
    }

    /// Entries of the menu.
    #[must_use]
    pub const fn menu(&self) -> [(&'static str, &'static str); 7] {
        MENU
    }

    /// Whether the menu's entry leads here.
    #[must_use]
    pub fn is_here(&self, path: &str) -> bool {
        path == self.path
    }

    /// The same page in another language, or that language's guide.
    #[must_use]
    pub fn elsewhere(&self, other: &Language) -> String {
        let path = if self.is_everywhere || other.is_whole {
            self.path
        } else {
            ""
        };
        format!("/{}/{path}", other.tag)
    }

    /// Puts a page under its address.
    fn put(&self, files: &mut Files, page: &impl Template) -> Result<(), askama::Error> {
        let html = page.render()?;
        files.insert(
            format!("{}/{}index.html", self.lang(), self.path),
            html.into_bytes(),
        );
        Ok(())
    }

    /// What is said of how true something is.
    #[must_use]
    pub fn standing(&self, standing: &Standing) -> String {
        let mut said = vec![self.words.word("mark", standing.mark)];
        match (&standing.checked_by, standing.checked_on) {
            (Some(by), Some(on)) => {
                said.push(self.words.t_with(
                    "standing-checked",
                    &[("by", by), ("on", &self.words.day(on))],
                ));
            }
            (None, Some(on)) => said.push(
                self.words
                    .t_with("standing-compared", &[("on", &self.words.day(on))]),
            ),
            _ => said.push(self.t("standing-unchecked")),
        }
        if crate::check::is_old(standing, self.at) {
            said.push(self.t("standing-old"));
        }
        said.push(match &standing.lawyer {
            Some(lawyer) => self.words.t_with("standing-lawyer", &[("by", lawyer)]),
            None => self.t("standing-no-lawyer"),
        });
        said.join(" ")
    }

    /// Sources as title, its language where it is another one than that of the page, address and day.
    #[must_use]
    pub fn sources(&self, sources: &'a [Source]) -> Vec<Cited<'a>> {
        let first = |tag: &'a str| tag.split('-').next().unwrap_or(tag);
        let of = |source: &'a Source| {
            let lang = source.lang.as_deref();
            let lang = first(lang.unwrap_or_else(|| self.content.site.original()));
            Some(lang).filter(|lang| *lang != first(self.lang()))
        };
        let day = |source: &Source| {
            let day = source.dated_on.map(|day| self.words.day(day));
            let told = day.map(|day| self.words.t_with("source-day", &[("day", &day)]));
            told.unwrap_or_default()
        };
        let all = sources.iter();
        all.map(|source| Cited {
            title: &source.title,
            lang: of(source),
            url: source.url.as_deref(),
            day: day(source),
        })
        .collect()
    }
}
