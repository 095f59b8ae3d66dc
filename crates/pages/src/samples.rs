// SPDX-License-Identifier: EUPL-1.2
//! Samples of every page: empty, typical, hostile, very long, and right to left.
//!
//! All samples hold the same things; only their words differ. Words of the
//! typical sample begin with `qx`, so that a test can tell data from words
//! somebody wrote into the code.
//!
//! Words and [register] are made up here; the samples of a page stand beside it, in its module
//! `samples`, and are called from [`pages`].

mod cycle;
pub(crate) mod generated;
mod maker;
mod mechanism;
mod register;

use std::sync::Arc;

use wegmarke_domain::register::Register;
use wegmarke_l10n::Lang;

use self::maker::Line;
pub(crate) use self::maker::told;
use crate::ctx::{Assets, Operator};
use crate::url::Pattern;
use crate::{Ctx, Page, Route, Site};
use crate::{
    about, alert, balance, changes, context, contribution, coverage, data_finding, entry, finding,
    gap, history, indicator, measure, milestone, money, monitoring, obligation, organisation, plan,
    quality, question, recommendation, round, schedule, search, start, work,
};

/// Which words a sample is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    /// No entry at all.
    Empty,
    /// Ordinary words.
    Typical,
    /// Markup, quotes, control characters and dangerous addresses.
    Hostile,
    /// Very long texts, with and without blanks.
    Long,
    /// Arabic and Hebrew.
    RightToLeft,
}

impl Wording {
    pub(crate) const ALL: [Self; 5] = [
        Self::Empty,
        Self::Typical,
        Self::Hostile,
        Self::Long,
        Self::RightToLeft,
    ];

    /// Words about `key`.
    pub(crate) fn words(self, key: &str) -> String {
        match self {
            Self::Empty | Self::Typical => format!("qx{key} qxwords"),
            Self::Hostile => format!(
                "{key}</td></table><script>alert('{key}')</script>\"' onmouseover=\"x\" &amp; <img src=x onerror=alert(1)> <!-- {{{{ f }}}} \u{202E}\u{7}"
            ),
            Self::Long => format!(
                "{key} {} {}",
                "Donaudampfschifffahrt".repeat(40),
                "lorem ipsum\n".repeat(60)
            ),
            Self::RightToLeft => format!("خطة العمل الوطنية {key} תוכנית"),
        }
    }

    /// An address, as a source would give it.
    pub(crate) fn address(self) -> &'static str {
        match self {
            Self::Hostile => "javascript:alert(document.cookie)",
            _ => "https://example.org/qx?qxa=1&qxb=2",
        }
    }
}

/// One page of a sample, as a reader gets it.
pub(crate) struct Rendered {
    /// Path without language, parameters, words and language: what a failed test tells.
    pub(crate) address: String,
    /// Its line in the table of addresses; `None` if it has no address of its own.
    pub(crate) pattern: Option<Pattern>,
    /// The document.
    pub(crate) html: String,
}

/// What the samples of a page are made with, and those that are made.
pub(crate) struct Samples<'a> {
    /// The words they are made of.
    pub(crate) wording: Wording,
    /// The entries of the register.
    pub(crate) lines: &'a [Line],
    register: &'a Register,
    site: Arc<Site>,
    lang: Lang,
    rendered: Vec<Rendered>,
}

impl Samples<'_> {
    /// A page that is there whatever the register holds.
    pub(crate) fn page<P: Page>(
        &mut self,
        route: &Route<'_>,
        query: &str,
        build: impl FnOnce(&Register, &Ctx) -> P,
    ) {
        let ctx = self.ctx(&route.path(), query);
        let page = build(self.register, &ctx);
        self.keep(&ctx, Some(route.pattern()), query, &page);
    }

    /// A page about something of the register. It is not there without entries; in every other
    /// sample it has to be.
    pub(crate) fn of<P: Page>(
        &mut self,
        route: &Route<'_>,
        query: &str,
        find: impl FnOnce(&Register, &Ctx) -> Option<P>,
    ) {
        let ctx = self.ctx(&route.path(), query);
        match find(self.register, &ctx) {
            Some(page) => self.keep(&ctx, Some(route.pattern()), query, &page),
            None => assert!(
                self.wording == Wording::Empty,
                "the sample {route:?} is about something that is not in the register"
            ),
        }
    }

    /// A page that has no address of its own, such as the one that says that there is none.
    pub(crate) fn at<P: Page>(
        &mut self,
        path: &str,
        query: &str,
        build: impl FnOnce(&Register, &Ctx) -> P,
    ) {
        let ctx = self.ctx(path, query);
        let page = build(self.register, &ctx);
        self.keep(&ctx, None, query, &page);
    }

    fn ctx(&self, path: &str, query: &str) -> Ctx {
        let mut ctx = Ctx::new(Arc::clone(&self.site), self.lang, path, query);
        ctx.today = jiff::civil::date(2026, 11, 23);
        ctx.entries = self.register.size();
        ctx.log_size = self.register.size();
        ctx.log_began_at = self.register.log().first().map(|line| line.at);
        ctx.last_entry_at = self.register.log().last().map(|line| line.at);
        if query.contains("as-of") {
            ctx.as_of = Some(jiff::civil::date(2025, 12, 31));
        }
        ctx
    }

    fn keep(&mut self, ctx: &Ctx, pattern: Option<Pattern>, query: &str, page: &impl Page) {
        let (wording, lang) = (self.wording, self.lang.code());
        self.rendered.push(Rendered {
            address: format!("{}?{query} ({wording:?}, {lang})", ctx.path),
            pattern,
            html: page.html().unwrap(),
        });
    }
}

fn site(wording: Wording) -> Arc<Site> {
    let words = |key: &str| wording.words(key);
    let operator = if wording == Wording::Empty {
        Operator::default()
    } else {
        Operator {
            name: Some(words("operator")),
            address: vec![words("street"), words("town")],
            email: Some("qx@qx.example".to_owned()),
            phone: Some("+49 30 123".to_owned()),
            responsible: Some(words("person")),
        }
    };
    Arc::new(Site {
        name: "qxsite".to_owned(),
        base_url: (wording != Wording::Empty).then(|| "https://qx.example".to_owned()),
        operator,
        log_origin: if wording == Wording::Empty {
            String::new()
        } else {
            "qx.example/log".to_owned()
        },
        log_key: (wording != Wording::Empty).then(|| "qx.example+1a2b3c4d+AQ==".to_owned()),
        zone: jiff::tz::TimeZone::UTC,
        letters: true,
        assets: Assets::default(),
        downloads: if wording == Wording::Empty {
            Vec::new()
        } else {
            vec![(words("download"), "/data/qx.csv".to_owned())]
        },
    })
}

/// The register of a sample.
pub(crate) fn register_of(wording: Wording) -> Register {
    register::register(&register::lines(wording))
}

/// Every page of a sample in some languages.
pub(crate) fn pages(wording: Wording, langs: &[Lang]) -> Vec<Rendered> {
    let lines = register::lines(wording);
    let register = register::register(&lines);
    let mut samples = Samples {
        wording,
        lines: &lines,
        register: &register,
        site: site(wording),
        lang: Lang::De,
        rendered: Vec::new(),
    };
    for lang in langs {
        samples.lang = *lang;
        for add in [
            about::samples::add,
            crate::coherence::samples::add,
            context::samples::add,
            contribution::samples::add,
            entry::samples::add,
            data_finding::samples::add,
            finding::samples::add,
            balance::samples::add,
            coverage::samples::add,
            crate::arrangement::samples::add,
            crate::mechanism::samples::add,
            crate::standard::samples::add,
            gap::samples::add,
            history::samples::add,
            alert::samples::add,
            changes::samples::add,
            indicator::samples::add,
            measure::samples::add,
            milestone::samples::add,
            money::samples::add,
            schedule::samples::add,
            monitoring::samples::add,
            obligation::samples::add,
            organisation::samples::add,
            plan::samples::add,
            quality::samples::add,
            question::samples::add,
            recommendation::samples::add,
            round::samples::add,
            search::samples::add,
            start::samples::add,
            work::samples::add,
        ] {
            add(&mut samples);
        }
    }
    samples.rendered
}
