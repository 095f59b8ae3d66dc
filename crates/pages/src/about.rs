// SPDX-License-Identifier: EUPL-1.2
//! Pages that are about the site itself: imprint, privacy, accessibility,
//! licence, data, how to verify, and the pages for what went wrong.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::register::Register;

use crate::chart::take;
use crate::ctx::Operator;
use crate::frame::Section;
use crate::log_key;
use crate::parts::{Link, Notice, Shown, Table, Tone};
use crate::url::log;
use crate::{Ctx, Frame, Route};

fn frame(ctx: &Ctx, title: &str) -> Frame {
    Frame::new(ctx, Shown::plain(&ctx.t(title)), Section::Elsewhere)
}

/// Who answers for the site.
#[derive(Debug, Template)]
#[template(path = "about/imprint.html")]
pub struct Imprint {
    f: Frame,
    operator: Operator,
    mailto: Option<String>,
    missing: Option<Notice>,
}

impl Imprint {
    /// The imprint; says plainly if nobody is configured.
    #[must_use]
    pub fn build(ctx: &Ctx) -> Self {
        let operator = ctx.site.operator.clone();
        let missing = operator.is_missing().then(|| Notice {
            title: Some(ctx.t("imprint-missing")),
            paragraphs: vec![ctx.t("imprint-missing-todo")],
            tone: Tone::Warn,
        });
        Self {
            f: frame(ctx, "imprint-title"),
            mailto: operator.email.as_deref().map(mailto),
            operator,
            missing,
        }
    }
}

/// A link to an address for mail, its domain as every mail program reads it.
fn mailto(address: &str) -> String {
    let plain = address.rsplit_once('@').and_then(|(local, domain)| {
        let domain = idna::domain_to_ascii(domain).ok()?;
        Some(format!("{local}@{domain}"))
    });
    format!("mailto:{}", plain.as_deref().unwrap_or(address))
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $title:literal, $path:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Template)]
        #[template(path = $path)]
        pub struct $name {
            f: Frame,
            imprint: String,
        }

        impl $name {
            /// The page.
            #[must_use]
            pub fn build(ctx: &Ctx) -> Self {
                Self { f: frame(ctx, $title), imprint: ctx.href(&Route::Imprint) }
            }
        }
    )*};
}

texts! {
    /// What is and is not stored about readers.
    Privacy, "privacy-title", "about/privacy.html";
    /// How accessible the site is, and whom to tell about barriers.
    Accessibility, "accessibility-title", "about/accessibility.html";
    /// What may be done with the software and the data.
    Licence, "licence-title", "about/licence.html";
}

/// Whether a witness cosigns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watching {
    /// It does, as far as is known.
    Cosigns,
    /// It does not answer, or does not know the log.
    Away,
    /// It says that the log does not go on from what it saw.
    Refuses,
}

/// Somebody else who remembers the head of the log, and signs that it only grew.
#[derive(Debug, Clone)]
pub struct Witness {
    /// Its name.
    pub name: String,
    /// Its public key.
    pub key: String,
    /// When it cosigned first.
    pub since: Option<Timestamp>,
    /// How many entries it cosigned last, and when.
    pub last: Option<(u64, Timestamp)>,
    /// Whether it does now.
    pub watching: Watching,
}

/// A witness as it is shown.
#[derive(Debug)]
struct WitnessShown {
    name: String,
    key: String,
    since: String,
    last: String,
    remark: Option<String>,
}

impl WitnessShown {
    fn of(ctx: &Ctx, witness: &Witness) -> Self {
        let never = || ctx.t("verify-witness-never");
        let last = witness.last.map(|(size, at)| {
            let n = usize::try_from(size).unwrap_or(usize::MAX);
            let args = [("n", n.into()), ("at", ctx.instant(at).into())];
            ctx.t_with("verify-witness-entries", &args)
        });
        Self {
            name: witness.name.clone(),
            key: witness.key.clone(),
            since: witness.since.map_or_else(never, |at| ctx.instant(at)),
            last: last.unwrap_or_else(never),
            remark: match witness.watching {
                Watching::Cosigns => None,
                Watching::Away => Some(ctx.t("verify-witness-away")),
                Watching::Refuses => Some(ctx.t("verify-witness-refuses")),
            },
        }
    }
}

/// How to check the log without trusting anybody.
#[derive(Debug, Template)]
#[template(path = "about/verify.html")]
pub struct Verify {
    f: Frame,
    /// The key, and the command that checks with it.
    check: Option<(String, String)>,
    /// All keys of the log, where it had more than one.
    keys: Option<Table>,
    checkpoint: String,
    origin: String,
    witnesses: Vec<WitnessShown>,
    /// The command that demands all witnesses, if there are any.
    witnessed: Option<String>,
}

impl Verify {
    /// The page, with the keys and witnesses that the log has.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, witnesses: &[Witness]) -> Self {
        let site = &ctx.site;
        let check = site.log_key.as_ref().map(|key| {
            let base = site.base_url.as_deref().unwrap_or("http://127.0.0.1:8080");
            let command = format!("wegmarke verify --log {base}/log --key '{key}'");
            (key.clone(), command)
        });
        let demanding = |(_, command): &(String, String)| {
            let demanded = witnesses
                .iter()
                .map(|one| format!(" --witness '{}'", one.key));
            let demanded: String = demanded.collect();
            format!("{command}{demanded} --quorum {}", witnesses.len())
        };
        let has_any = !witnesses.is_empty();
        Self {
            f: frame(ctx, "verify-title"),
            keys: log_key::table(register, ctx, site.log_key.as_deref().unwrap_or_default()),
            witnesses: witnesses
                .iter()
                .map(|one| WitnessShown::of(ctx, one))
                .collect(),
            witnessed: check.as_ref().filter(|_| has_any).map(demanding),
            check,
            checkpoint: log::checkpoint(),
            origin: site.log_origin.clone(),
        }
    }
}

/// Everything that can be taken away.
#[derive(Debug, Template)]
#[template(path = "about/data.html")]
pub struct Data {
    f: Frame,
    feeds: Vec<Link>,
    downloads: Vec<Link>,
    log: Vec<Link>,
}

impl Data {
    /// The page: feeds, the log, and the downloads that exist.
    #[must_use]
    pub fn build(ctx: &Ctx) -> Self {
        let link = |words: String, href: String| Link {
            href,
            text: Shown::plain(&words),
            outside: false,
        };
        Self {
            f: frame(ctx, "data-title"),
            feeds: vec![link(ctx.t("feed-all"), ctx.href(&Route::Feed))],
            downloads: ctx
                .site
                .downloads
                .iter()
                .map(|(name, href)| link(name.clone(), href.clone()))
                .collect(),
            log: vec![link(ctx.t("log-checkpoint"), log::checkpoint())],
        }
    }
}

/// Why something is not answered as it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There is no such page (404).
    NotFound,
    /// The request cannot be understood (400).
    BadRequest,
    /// It was sent from another site (403).
    Foreign,
    /// What was sent is too large (413).
    TooLarge,
    /// It is our fault (500).
    Failed,
    /// It takes too long or too many ask at once (503).
    Busy,
    /// An uploaded file is damaged: nobody gets it (404).
    DamagedFile,
    /// The place for uploaded files does not answer now (503).
    FilesAway,
}

/// The page that says so: what happened, and what to do.
#[derive(Debug, Template)]
#[template(path = "about/refusal.html")]
pub struct Refusal {
    f: Frame,
    happened: String,
    todo: String,
    detail: Option<String>,
    search: String,
    home: String,
}

impl Refusal {
    /// The page. `detail` is a code or a remark for those who report it.
    #[must_use]
    pub fn build(ctx: &Ctx, why: Refused, detail: Option<&str>) -> Self {
        let (title, happened, todo) = match why {
            Refused::NotFound => ("not-found-title", "not-found-happened", "not-found-todo"),
            Refused::BadRequest => (
                "bad-request-title",
                "bad-request-happened",
                "bad-request-todo",
            ),
            Refused::Foreign => ("foreign-title", "foreign-happened", "foreign-todo"),
            Refused::TooLarge => ("too-large-title", "too-large-happened", "too-large-todo"),
            Refused::Failed => ("failed-title", "failed-happened", "failed-todo"),
            Refused::Busy => ("busy-title", "busy-happened", "busy-todo"),
            Refused::DamagedFile => (
                "damaged-file-title",
                "damaged-file-happened",
                "damaged-file-todo",
            ),
            Refused::FilesAway => ("files-away-title", "files-away-happened", "files-away-todo"),
        };
        let (title, happened, todo) = (ctx.t(title), ctx.t(happened), ctx.t(todo));
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere),
            happened,
            todo,
            detail: detail.map(str::to_owned),
            search: ctx.href(&Route::Search),
            home: ctx.href(&Route::Start),
        }
    }
}

/// A table of a page, with its formats.
#[derive(Debug)]
struct OneTable {
    name: String,
    rows: String,
    files: Vec<Link>,
}

/// The tables of a page, to take along.
#[derive(Debug, Template)]
#[template(path = "about/taken.html")]
pub struct Taken {
    f: Frame,
    tables: Vec<OneTable>,
    /// All of them in one file.
    all: Vec<Link>,
    /// Its charts.
    charts: Vec<Link>,
    back: String,
}

impl Taken {
    /// The tables of the page that is asked for, by name and number of rows; and its charts, by their name in
    /// addresses and their title.
    #[must_use]
    pub fn build(ctx: &Ctx, tables: &[(String, usize)], charts: &[(String, String)]) -> Self {
        let files = |formats: &[&str], number: Option<usize>| {
            let number = number.map(|number| number.to_string());
            let files = formats.iter().map(|format| {
                let mut query = ctx.query.without(&[]);
                query.push((crate::url::AS, format));
                if let Some(number) = &number {
                    query.push((crate::url::TABLE, number));
                }
                Link {
                    href: ctx.here(&query),
                    text: Shown::plain(&format.to_uppercase()),
                    outside: false,
                }
            });
            files.collect::<Vec<_>>()
        };
        let title = Shown::plain(&ctx.t("take-title"));
        Self {
            f: Frame::new(ctx, title, Section::Elsewhere),
            tables: (1..)
                .zip(tables)
                .map(|(number, (name, rows))| OneTable {
                    name: name.clone(),
                    rows: ctx.tn("take-rows", *rows),
                    files: files(&["csv", "xlsx", "ods", "json"], Some(number)),
                })
                .collect(),
            all: match tables.len() {
                0 | 1 => Vec::new(),
                _ => files(&["xlsx", "ods", "json"], None),
            },
            charts: charts
                .iter()
                .map(|(id, title)| Link {
                    href: take(ctx, id),
                    text: Shown::plain(title),
                    outside: false,
                })
                .collect(),
            back: ctx.here(&ctx.query.without(&[])),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        Accessibility, Data, Imprint, Licence, Privacy, Refusal, Refused, Verify, Watching, Witness,
    };
    use crate::Route;
    use crate::samples::{Samples, Wording};

    /// One of each kind; none where there is nothing.
    fn witnesses(wording: Wording) -> Vec<Witness> {
        let at = |text: &str| text.parse().ok();
        let one = |name: &str, watching, last: Option<u64>| Witness {
            name: wording.words(name),
            key: wording.words("key"),
            since: last.and(at("2026-11-01T10:00:00Z")),
            last: last.and_then(|size| Some((size, at("2026-11-23T09:30:00Z")?))),
            watching,
        };
        if wording == Wording::Empty {
            return Vec::new();
        }
        vec![
            one("one", Watching::Cosigns, Some(1)),
            one("two", Watching::Away, None),
            one("three", Watching::Refuses, Some(12_345)),
        ]
    }

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Imprint, "", |_, c| Imprint::build(c));
        samples.page(&Route::Privacy, "", |_, c| Privacy::build(c));
        samples.page(&Route::Accessibility, "", |_, c| Accessibility::build(c));
        samples.page(&Route::Licence, "", |_, c| Licence::build(c));
        let witnesses = witnesses(samples.wording);
        samples.page(&Route::Verify, "", |r, c| Verify::build(r, c, &witnesses));
        samples.page(&Route::Data, "", |_, c| Data::build(c));
        let detail = samples.wording.words("detail");
        for (path, why, detail) in [
            ("/nothing", Refused::NotFound, None),
            ("/bad", Refused::BadRequest, Some(detail.as_str())),
            ("/foreign", Refused::Foreign, None),
            ("/too-large", Refused::TooLarge, None),
            ("/failed", Refused::Failed, Some("qx-code")),
            ("/busy", Refused::Busy, None),
            ("/damaged", Refused::DamagedFile, Some(detail.as_str())),
            ("/away", Refused::FilesAway, None),
        ] {
            samples.at(path, "", |_, c| Refusal::build(c, why, detail));
        }
    }
}
