// SPDX-License-Identifier: EUPL-1.2
//! What a page may know about its request and about the place it is served from.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use wegmarke_domain::text::{Lang as DataLang, Text};
use wegmarke_domain::time::parse_day;
use wegmarke_l10n::{Arg, Lang, Locale};

use crate::url::{self, Query, Route};

/// Who answers for the site. Empty fields are said to be missing on the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Operator {
    /// Name of the person or body.
    pub name: Option<String>,
    /// Postal address, one line each.
    pub address: Vec<String>,
    /// Address for mail.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Who answers for the content, if somebody else.
    pub responsible: Option<String>,
}

impl Operator {
    /// True if nobody is named.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        self.name.is_none()
    }
}

/// Addresses of the files every page needs, with whatever makes them cacheable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assets {
    /// The faces of the typeface.
    pub fonts_css: String,
    /// The design system's stylesheet.
    pub kern_css: String,
    /// Our own stylesheet.
    pub own_css: String,
    /// The icon (SVG).
    pub icon: String,
    /// The script for passkeys, on the pages that have a use for it.
    pub passkey_js: String,
    /// The script that lets a passkey sign what a form says.
    pub sign_js: String,
    /// The script that recomputes where an entry stands in the log.
    pub check_js: String,
    /// The script that makes a file of words that are kept.
    pub keep_js: String,
    /// The script that saves drafts while somebody types.
    pub draft_js: String,
}

impl Default for Assets {
    fn default() -> Self {
        Self {
            fonts_css: "/assets/vendor/fonts.css".to_owned(),
            kern_css: "/assets/vendor/kern.min.css".to_owned(),
            own_css: "/assets/wegmarke.css".to_owned(),
            icon: "/assets/icon.svg".to_owned(),
            passkey_js: "/assets/passkey.js".to_owned(),
            check_js: "/assets/check.js".to_owned(),
            sign_js: "/assets/sign.js".to_owned(),
            keep_js: "/assets/keep.js".to_owned(),
            draft_js: "/assets/draft.js".to_owned(),
        }
    }
}

/// What is the same for every page of one site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Name of the site.
    pub name: String,
    /// Scheme and host readers use, without a slash at the end; `None` if not configured.
    pub base_url: Option<String>,
    /// Who answers for it.
    pub operator: Operator,
    /// Name of the log, the first line of its checkpoint.
    pub log_origin: String,
    /// Verification key of the log, as a C2SP note key; `None` before there is a log.
    pub log_key: Option<String>,
    /// Stylesheets and icon.
    pub assets: Assets,
    /// The time zone in which times are told.
    pub zone: TimeZone,
    /// Whether letters are sent: without, nothing is offered that needs one.
    pub letters: bool,
    /// Downloads that exist, as (file name, address); shown on the data page.
    pub downloads: Vec<(String, String)>,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            name: "Wegmarke".to_owned(),
            base_url: None,
            operator: Operator::default(),
            log_origin: String::new(),
            log_key: None,
            assets: Assets::default(),
            zone: TimeZone::UTC,
            letters: false,
            downloads: Vec::new(),
        }
    }
}

/// What a page may know about its request.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Language of the interface.
    pub lang: Lang,
    /// The day the register is shown of; `None` for now.
    pub as_of: Option<Date>,
    /// The day that counts as today: [`Ctx::as_of`], else the day of the request.
    pub today: Date,
    /// Path without language, beginning with a slash: `/plan/nap-mh`.
    pub path: String,
    /// Parameters without the day.
    pub query: Query,
    /// The site.
    pub site: Arc<Site>,
    /// Whether a list is shown whole, and not a page of it: for files.
    pub whole: bool,
    /// Entries in the register shown.
    pub entries: u64,
    /// Time of the last of them; `None` if there is none.
    pub last_entry_at: Option<Timestamp>,
    /// Entries in the whole log, also when an older day is shown.
    pub log_size: u64,
    /// When the first entry of the whole log was recorded; `None` if there is none.
    pub log_began_at: Option<Timestamp>,
    /// Of the statements of an older day: how many were recorded here only after it.
    pub recorded_later: u64,
    /// Of the statements of an older day: how many are left out, because what is stored of them is damaged.
    pub left_out: u64,
}

impl Ctx {
    /// A context for `path` (without language) and the raw query behind the question mark.
    #[must_use]
    pub fn new(site: Arc<Site>, lang: Lang, path: &str, raw_query: &str) -> Self {
        Self {
            lang,
            as_of: None,
            today: Date::ZERO,
            path: path.to_owned(),
            query: Query::of(path, raw_query),
            site,
            whole: false,
            entries: 0,
            last_entry_at: None,
            log_size: 0,
            log_began_at: None,
            recorded_later: 0,
            left_out: 0,
        }
    }

    /// The words of the interface.
    #[must_use]
    pub fn locale(&self) -> &'static Locale {
        Locale::of(self.lang)
    }

    /// A message.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.locale().t(key).into_owned()
    }

    /// A message with values.
    #[must_use]
    pub fn t_with(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        self.locale().t_with(key, args)
    }

    /// A message with one count `n`.
    #[must_use]
    pub fn tn(&self, key: &str, n: usize) -> String {
        self.locale().t_with(key, &[("n", n.into())])
    }

    /// A word of a closed list; see [`Locale::word`].
    #[must_use]
    pub fn word(&self, family: &str, code: &str) -> String {
        self.locale().word(family, code)
    }

    /// A word of a closed list with values; see [`Locale::word_with`].
    #[must_use]
    pub fn word_with(&self, family: &str, code: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        self.locale().word_with(family, code, args)
    }

    /// A date in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.locale().date(date)
    }

    /// A date as somebody would type it into a field of this language.
    #[must_use]
    pub fn typed_day(&self, date: Date) -> String {
        match self.lang {
            Lang::De => date.strftime("%d.%m.%Y").to_string(),
            Lang::En | Lang::Pseudo => date.to_string(),
        }
    }

    /// The day that somebody typed into a field; `Err` with their words if they are none.
    ///
    /// # Errors
    /// What was typed, if it is no day.
    pub fn day_asked(&self, name: &str) -> Result<Option<Date>, String> {
        let words = self.query.find(name).unwrap_or_default();
        match words.trim() {
            "" => Ok(None),
            words => parse_day(words).map(Some).map_err(|_| words.to_owned()),
        }
    }

    /// An instant in words, to the minute.
    #[must_use]
    pub fn instant(&self, at: Timestamp) -> String {
        self.locale().instant(at, &self.site.zone)
    }

    /// An instant in words after which something is too late.
    #[must_use]
    pub fn deadline(&self, at: Timestamp) -> String {
        self.locale().deadline(at, &self.site.zone)
    }

    /// The address of a page, in this language and of this day.
    #[must_use]
    pub fn href(&self, route: &Route<'_>) -> String {
        url::href(self.lang, self.as_of, route, &[])
    }

    /// The address of a page with parameters.
    #[must_use]
    pub fn href_with(&self, route: &Route<'_>, query: &[(&str, &str)]) -> String {
        url::href(self.lang, self.as_of, route, query)
    }

    /// The address of this page with other parameters.
    #[must_use]
    pub fn here(&self, query: &[(&str, &str)]) -> String {
        url::with_query(
            &format!("/{}{}", self.lang.code(), self.path),
            self.as_of,
            query,
        )
    }

    /// The data language that fits the interface.
    #[must_use]
    pub fn data_lang(&self) -> DataLang {
        match self.lang {
            Lang::De => DataLang::DE,
            Lang::En | Lang::Pseudo => DataLang::EN,
        }
    }

    /// Only the words of a text, for titles and sorting.
    #[must_use]
    pub fn words<'a>(&self, text: &'a Text) -> Cow<'a, str> {
        Cow::Borrowed(text.best(self.data_lang()).1)
    }

    /// The day as a hidden parameter of a form, if one is chosen.
    #[must_use]
    pub fn keep(&self) -> Vec<(String, String)> {
        self.as_of
            .map(|day| (url::AS_OF.to_owned(), day.to_string()))
            .into_iter()
            .collect()
    }

    /// The path of a page as the target of a form; its parameters are fields.
    #[must_use]
    pub fn action(&self, route: &Route<'_>) -> String {
        format!("/{}{}", self.lang.code(), route.path())
    }
}
