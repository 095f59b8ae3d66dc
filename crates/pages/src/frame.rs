// SPDX-License-Identifier: EUPL-1.2
//! What surrounds every page: title, navigation, the day it shows, footer.

use std::borrow::Cow;
use std::sync::Arc;

use askama::Template;
use askama::filters::HtmlSafe;
use jiff::Timestamp;
use wegmarke_l10n::{Arg, Lang, Locale};

use crate::ctx::{Ctx, Site};
use crate::parts::{Link, Shown};
use crate::url::{self, Route};

/// The part of the site a page belongs to, for the mark in the navigation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each variant is the navigation item of its name"
)]
pub enum Section {
    #[default]
    Elsewhere,
    Start,
    Plans,
    Measures,
    Organisations,
    Recommendations,
    Gaps,
    Questions,
    Findings,
    Rounds,
    Changes,
    Search,
}

/// One item of a navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// Whether the reader is there.
    pub here: bool,
}

/// The page in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherLang {
    /// Language tag.
    pub code: &'static str,
    /// Name of the language in itself.
    pub name: &'static str,
    /// The same page there.
    pub href: String,
    /// Whether the reader is there.
    pub here: bool,
}

/// The mark that an older state is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// What is shown, as a sentence.
    pub words: String,
    /// That something is left out because it is damaged.
    pub damaged: Option<String>,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The same page now.
    pub now: String,
}

/// Who is signed in, for the bar at the top.
#[derive(Debug, Clone, Default)]
pub struct Bar {
    /// The person's name.
    pub name: String,
    /// Their organisation.
    pub organisation: String,
    /// When their session ends if they give no further sign; `None` where that is not known.
    pub ends_at: Option<Timestamp>,
}

/// When a session ends without a further sign of its owner.
#[derive(Debug, Clone)]
pub struct Ends {
    /// The moment, for our script.
    pub at: String,
    /// The same as a sentence.
    pub words: String,
    /// What our script says shortly before.
    pub soon: String,
}

/// What surrounds a page.
#[derive(Debug, Clone)]
pub struct Frame {
    locale: &'static Locale,
    /// The site.
    pub site: Arc<Site>,
    /// Title of the page, without the name of the site.
    pub title: Shown,
    /// What comes before the title in the window's name.
    pub before: Vec<String>,
    /// One sentence for search engines.
    pub description: Option<String>,
    /// The way here, without the page itself.
    pub crumbs: Vec<Link>,
    /// Feeds of this page: title and address.
    pub feeds: Vec<(String, String)>,
    /// Where it is followed by letter; `None`: it cannot be.
    follow: Option<String>,
    /// Main navigation.
    pub nav: Vec<Item>,
    /// Footer navigation.
    pub foot: Vec<Item>,
    /// This page in every language.
    pub langs: Vec<OtherLang>,
    /// Set if an older state is shown.
    pub as_of: Option<AsOf>,
    /// Address of this page, without the day.
    pub here: String,
    /// Where words are looked for.
    pub search: String,
    /// Address of the start page.
    pub home: String,
    /// Parameters of this page, to keep them when the day is changed.
    pub keep: Vec<(String, String)>,
    /// Who is signed in: their name and organisation; `None` for readers. The pages of readers are the
    /// same for everybody, so they do not know who reads.
    pub signed_in: Option<String>,
    /// When the session ends; `None` for readers.
    pub ends: Option<Ends>,
    /// Where to sign in; who is signed in already gets to their work.
    pub sign_in: String,
    /// The work of who is signed in.
    pub work: String,
    /// Where to sign out.
    pub account: String,
    /// Says that something on the page is made up; `None` if nothing is.
    pub invented: Option<String>,
    /// Addresses of our own scripts, on the few pages that can do more with one.
    pub scripts: Vec<String>,
    /// Where the tables of this page are got as files; `None` where there are none.
    pub take: Option<String>,
    /// How to cite this page; `None` where that makes no sense.
    pub cite: Option<String>,
    /// What the register holds, as a sentence.
    pub state: String,
    verify: String,
    is_search: bool,
}

/// What comes before the content of a page. It and [`Bottom`] are templates of their own, so that
/// they are compiled once: a layout that holds them is compiled into each of the pages that extend it.
#[derive(Template)]
#[template(path = "top.html")]
pub(crate) struct Top<'a> {
    f: &'a Frame,
}

/// What comes after it.
#[derive(Template)]
#[template(path = "bottom.html")]
pub(crate) struct Bottom<'a> {
    f: &'a Frame,
}

impl HtmlSafe for Top<'_> {}
impl HtmlSafe for Bottom<'_> {}

impl Frame {
    /// The frame of a page with this title in this part of the site.
    #[must_use]
    pub fn new(ctx: &Ctx, title: Shown, section: Section) -> Self {
        let item = |key: &str, route: Route<'_>, of: Section| Item {
            words: ctx.t(key),
            href: ctx.href(&route),
            here: of == section && section != Section::Elsewhere,
        };
        let foot = |key: &str, route: Route<'_>| Item {
            words: ctx.t(key),
            href: ctx.href(&route),
            here: ctx.path == route.path(),
        };
        let query = ctx.query.without(&[]);
        Self {
            locale: ctx.locale(),
            site: Arc::clone(&ctx.site),
            description: None,
            before: Vec::new(),
            signed_in: None,
            ends: None,
            sign_in: url::href(ctx.lang, None, &Route::SignIn, &[]),
            work: url::href(ctx.lang, None, &Route::Work, &[]),
            account: url::href(ctx.lang, None, &Route::Account, &[]),
            invented: None,
            crumbs: Vec::new(),
            scripts: Vec::new(),
            feeds: vec![(ctx.t("feed-all"), ctx.href(&Route::Feed))],
            follow: None,
            nav: vec![
                item("nav-start", Route::Start, Section::Start),
                item("nav-plans", Route::Plans, Section::Plans),
                item("nav-measures", Route::Measures, Section::Measures),
                item("nav-monitoring", Route::Rounds, Section::Rounds),
                item("nav-questions", Route::Questions, Section::Questions),
                item(
                    "nav-recommendations",
                    Route::Recommendations,
                    Section::Recommendations,
                ),
                item("nav-gaps", Route::Gaps, Section::Gaps),
                item(
                    "nav-organisations",
                    Route::Organisations,
                    Section::Organisations,
                ),
                item("nav-changes", Route::Changes, Section::Changes),
            ],
            foot: vec![
                foot("nav-work", Route::Work),
                foot("nav-imprint", Route::Imprint),
                foot("nav-privacy", Route::Privacy),
                foot("nav-accessibility", Route::Accessibility),
                foot("nav-licence", Route::Licence),
                foot("nav-data", Route::Data),
                foot("nav-history", Route::History),
                foot("nav-data-findings", Route::DataFindings),
                foot("nav-verify", Route::Verify),
                foot("nav-feed", Route::Feed),
            ],
            langs: Lang::PUBLIC
                .into_iter()
                .map(|lang| OtherLang {
                    code: lang.code(),
                    name: lang.own_name(),
                    href: url::with_query(
                        &format!("/{}{}", lang.code(), ctx.path),
                        ctx.as_of,
                        &query,
                    ),
                    here: lang == ctx.lang,
                })
                .collect(),
            as_of: ctx.as_of.map(|day| AsOf {
                words: ctx.t_with(
                    "as-of-shown",
                    &[
                        ("date", ctx.date(day).into()),
                        ("later", ctx.recorded_later.into()),
                    ],
                ),
                damaged: (ctx.left_out > 0)
                    .then(|| ctx.t_with("as-of-damaged", &[("n", ctx.left_out.into())])),
                day: ctx.typed_day(day),
                now: url::with_query(&format!("/{}{}", ctx.lang.code(), ctx.path), None, &query),
            }),
            here: format!("/{}{}", ctx.lang.code(), ctx.path),
            search: ctx.action(&Route::Search),
            home: ctx.href(&Route::Start),
            keep: query
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
                .collect(),
            take: (section != Section::Elsewhere).then(|| {
                let mut query = query.clone();
                query.push((url::AS, "list"));
                ctx.here(&query)
            }),
            cite: (section != Section::Elsewhere).then(|| cite(ctx, &title, &query)),
            state: state(ctx),
            verify: ctx.href(&Route::Verify),
            is_search: section == Section::Search,
            title,
        }
    }

    /// The frame with a description.
    #[must_use]
    pub fn described(mut self, description: String) -> Self {
        self.description = Some(description);
        self
    }

    /// The frame with the way here.
    #[must_use]
    pub fn below(mut self, crumbs: Vec<Link>) -> Self {
        self.crumbs = crumbs;
        self
    }

    /// The frame of a page for somebody who is signed in.
    #[must_use]
    pub fn signed_in(mut self, ctx: &Ctx, bar: &Bar) -> Self {
        let who = [
            ("name", bar.name.clone().into()),
            ("organisation", bar.organisation.clone().into()),
        ];
        self.signed_in = Some(ctx.t_with("signed-in", &who));
        self.ends = bar.ends_at.map(|at| Ends {
            at: at.to_string(),
            words: ctx.t_with("signed-in-until", &[("at", ctx.instant(at).into())]),
            soon: ctx.t("signed-in-soon"),
        });
        self
    }

    /// The frame of a page that says what is wrong with what was typed: its title begins with it, so
    /// that who only hears the title knows.
    #[must_use]
    pub fn wrong(mut self, ctx: &Ctx, is_wrong: bool) -> Self {
        if is_wrong {
            self.before.insert(0, ctx.t("title-wrong"));
        }
        self
    }

    /// The frame with a word before the title in the window's name.
    #[must_use]
    pub fn before(mut self, word: &str) -> Self {
        self.before.push(format!("{word}:"));
        self
    }

    /// The frame with the mark that something on the page is made up, if it is.
    #[must_use]
    pub fn invented(mut self, ctx: &Ctx, made_up: bool) -> Self {
        self.invented = made_up.then(|| ctx.t("invented"));
        self
    }

    /// The frame with one of our own scripts. The answer has to allow it (`web`).
    #[must_use]
    pub fn script(mut self, address: &str) -> Self {
        self.scripts.push(address.to_owned());
        self
    }

    /// The frame of something that can be followed, as [`Followed`] is written.
    ///
    /// [`Followed`]: wegmarke_domain::rules::following::Followed
    #[must_use]
    pub fn follow(mut self, ctx: &Ctx, what: &str) -> Self {
        let query = [("what", what)];
        self.follow = ctx
            .site
            .letters
            .then(|| url::href(ctx.lang, None, &Route::Alert, &query));
        self
    }

    /// The frame with one more feed.
    #[must_use]
    pub fn feed(mut self, title: String, href: String) -> Self {
        self.feeds.push((title, href));
        self
    }

    /// More feeds: titles and addresses.
    #[must_use]
    pub fn feeds(mut self, feeds: Vec<(String, String)>) -> Self {
        self.feeds.extend(feeds);
        self
    }

    /// A message.
    #[must_use]
    pub fn t(&self, key: &str) -> Cow<'_, str> {
        self.locale.t(key)
    }

    /// A message with one text.
    #[must_use]
    pub fn t_with(&self, key: &str, name: &'static str, value: &str) -> String {
        self.locale.t_with(key, &[(name, Arg::from(value))])
    }

    pub(crate) fn top(&self) -> Top<'_> {
        Top { f: self }
    }

    pub(crate) fn bottom(&self) -> Bottom<'_> {
        Bottom { f: self }
    }

    /// Whether the page has a form of its own for what the header offers.
    fn is_search(&self) -> bool {
        self.is_search
    }

    /// Address of the page that says how to verify.
    #[must_use]
    pub fn verify(&self) -> &str {
        &self.verify
    }

    /// Value of the `lang` attribute of the page.
    #[must_use]
    pub fn lang(&self) -> &'static str {
        self.locale.lang().data_code()
    }
}

/// A permanent address with what it says, of which day, resting on which entry.
fn cite(ctx: &Ctx, title: &Shown, query: &[(&str, &str)]) -> String {
    let path = format!("/{}{}", ctx.lang.code(), ctx.path);
    let address = url::with_query(&path, Some(ctx.today), query);
    let base = ctx.site.base_url.as_deref().unwrap_or_default();
    ctx.t_with(
        "cite-words",
        &[
            ("site", ctx.site.name.as_str().into()),
            ("title", title.words.as_str().into()),
            ("date", ctx.date(ctx.today).into()),
            ("entry", ctx.entries.saturating_sub(1).into()),
            ("address", format!("{base}{address}").into()),
            (
                "checkpoint",
                format!("{base}{}", url::log::checkpoint()).into(),
            ),
        ],
    )
}

fn state(ctx: &Ctx) -> String {
    match ctx.last_entry_at {
        Some(at) => ctx.t_with(
            "register-state",
            &[("n", ctx.entries.into()), ("date", ctx.instant(at).into())],
        ),
        None => ctx.t("register-empty"),
    }
}
