// SPDX-License-Identifier: EUPL-1.2
//! Routes, headers, caching: the site and the log over HTTP.
//!
//! A page is a function of the register's version, so every answer is made once per version, with
//! its compressed variants, and then served from memory. Readers need no cookie and no script.
//!
//! Must never know SQL or rules.
//!
//! # To add a page
//! 1. Make it in `pages`, with its address in `pages::Route`.
//! 2. One arm in [`site`], which finds it by its path.
//!
//! # Map
//! [`Web`]: what a server needs; [`site`]: path to page; `log`: the files of the log; `assets`:
//! stylesheets and fonts; `feed`: Atom and calendars; `file`: uploaded evidence; [`post`]: letters; `outgoing`: bytes, variants, headers; `sent`: their bodies; `cache`: answers by
//! version; [`sheet`]: the forms of a round as a spreadsheet; `work`: everything for those who are signed in; `api`: the same for programs; `service`: one request; `connections`: accepting them; `handler`: handlers behind one type; `health`: whether the server has what it needs; [`Hsts`]: that readers come back over TLS only; `security_txt`: whom to tell of a weakness; `lingering`: bodies that are read to their end; `timekeeper`: what the clock does; `witness`: has the log witnessed; [`witnessing`]: a witness of other logs; `language`: which language a
//! reader gets at `/`.

mod api;
mod assets;
mod cache;
mod connections;
mod feed;
mod file;
mod handler;
mod health;
mod hsts;
mod language;
mod lingering;
mod log;
mod outgoing;
pub mod post;
mod security_txt;
mod sent;
mod service;
pub mod sheet;
mod site;
mod take;
mod timekeeper;
mod witness;
pub mod witnessing;
mod work;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwapOption;
use axum::http::HeaderValue;
use tokio::net::TcpListener;
use wegmarke_app::letter::Mailer;
use wegmarke_app::{App, AppError, Version};
use wegmarke_coherence::Coherence;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::Findings;
use wegmarke_pages::Site;
use wegmarke_pages::work::DemoButton;
use wegmarke_search::Index;

use crate::cache::Cache;

pub use crate::api::coherence::Suggested;
pub use crate::api::finding::RuleFinding;
pub use crate::hsts::Hsts;

/// What a server of the site needs.
pub struct Web {
    app: Arc<App>,
    site: Arc<Site>,
    /// Tells answers of this build and configuration from others in ETags.
    build: String,
    cache: Cache,
    /// The day it was when it was last asked for.
    day: ArcSwapOption<Day>,
    /// Who sends letters, if anybody does.
    mailer: Option<Arc<dyn Mailer>>,
    /// Whether the reader's address is taken from what a proxy in front tells.
    behind_proxy: bool,
    /// How long a client may take to say what it wants.
    patience: Duration,
    /// The search index and the version and day it is of.
    index: ArcSwapOption<(IndexOf, Index)>,
    indexing: tokio::sync::Mutex<()>,
    /// Which measures could belong together, and of which version and day that is.
    coherence: ArcSwapOption<(IndexOf, Coherence)>,
    comparing: tokio::sync::Mutex<()>,
    /// What follows from the register by rules, and of which version and day that is.
    findings: KeptFindings,
    /// The same of an earlier day: whoever asks for many of them keeps nobody waiting who reads of today.
    earlier_findings: KeptFindings,
    health: health::Looked,
    /// As whom one click signs in, and the address of that account; empty: this is no demonstration.
    demo: Vec<(DemoButton, String)>,
    /// That readers come back over TLS only, if that is to be told.
    hsts: Option<HeaderValue>,
}

/// What tells one state of the whole site from another: the register, and the day, because pages
/// say what is overdue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edition {
    pub(crate) version: Version,
    pub(crate) day: jiff::civil::Date,
}

impl std::fmt::Display for Edition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.version, self.day)
    }
}

/// A day, and from when until when it lasts.
struct Day {
    date: jiff::civil::Date,
    lasts: std::ops::Range<jiff::Timestamp>,
}

/// Tells answers of this build and configuration from others.
fn build_of(site: &Site) -> String {
    assets::fingerprint(format!("{}{site:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// What was found last, and who finds: one at a time.
#[derive(Default)]
struct KeptFindings {
    held: ArcSwapOption<(Edition, Arc<Findings>)>,
    finding: tokio::sync::Mutex<()>,
}

/// Version of the log and day of the register that an index is of.
type IndexOf = (Version, Option<jiff::civil::Date>);

impl std::fmt::Debug for Web {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Web")
            .field("site", &self.site.name)
            .finish_non_exhaustive()
    }
}

impl Web {
    /// A site for an app. Addresses of stylesheets in `site` are set here.
    #[must_use]
    pub fn new(app: Arc<App>, mut site: Site) -> Self {
        site.assets = assets::addresses();
        site.log_origin = app.origin().to_owned();
        site.log_key = Some(app.verifier_key().to_owned());
        site.zone = app.clock().zone();
        let build = build_of(&site);
        let hsts = Hsts::default().header(site.base_url.as_deref());
        Self {
            app,
            site: Arc::new(site),
            build,
            cache: Cache::default(),
            day: ArcSwapOption::empty(),
            mailer: None,
            behind_proxy: false,
            patience: connections::patience(false),
            index: ArcSwapOption::empty(),
            indexing: tokio::sync::Mutex::new(()),
            coherence: ArcSwapOption::empty(),
            comparing: tokio::sync::Mutex::new(()),
            findings: KeptFindings::default(),
            earlier_findings: KeptFindings::default(),
            health: health::Looked::default(),
            demo: Vec::new(),
            hsts,
        }
    }

    /// The same with another word on who is to come back over TLS only.
    #[must_use]
    pub fn with_hsts(mut self, hsts: Hsts) -> Self {
        self.hsts = hsts.header(self.site.base_url.as_deref());
        self
    }

    /// The same as a demonstration: one click on the page to sign in opens one of these accounts. Only
    /// for a server that listens on this machine alone; whoever asks from elsewhere finds nothing.
    #[must_use]
    pub fn with_demo(mut self, demo: Vec<(DemoButton, String)>) -> Self {
        self.demo = demo;
        self
    }

    /// The same behind a proxy that tells the reader's address in the last part of
    /// `X-Forwarded-For`. Without a proxy anybody could tell any address.
    #[must_use]
    pub const fn behind_proxy(mut self, behind: bool) -> Self {
        self.behind_proxy = behind;
        self.patience = connections::patience(behind);
        self
    }

    /// The same with other patience for clients that do not say what they want; for trying out.
    #[must_use]
    pub const fn patient(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The same with somebody who sends letters: invitations and reminders.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Option<Arc<dyn Mailer>>) -> Self {
        let mut site = Site::clone(&self.site);
        site.letters = mailer.is_some();
        self.build = build_of(&site);
        self.site = Arc::new(site);
        self.mailer = mailer;
        self
    }

    /// The edition readers get now.
    pub(crate) fn edition(&self) -> Edition {
        Edition {
            version: self.app.version(),
            day: self.today(),
        }
    }

    /// The day of readers. Asked for at every request: the calendar is looked at once a day.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        let clock = self.app.clock();
        let now = clock.now();
        if let Some(day) = &*self.day.load()
            && day.lasts.contains(&now)
        {
            return day.date;
        }
        let now = now.to_zoned(clock.zone());
        let date = now.date();
        let begins = now.start_of_day();
        let ends = now.tomorrow().and_then(|then| then.start_of_day());
        if let (Ok(begins), Ok(ends)) = (begins, ends) {
            let lasts = begins.timestamp()..ends.timestamp();
            self.day.store(Some(Arc::new(Day { date, lasts })));
        }
        date
    }

    /// The search index of a register, made when it is first asked for.
    async fn index_of(
        &self,
        of: IndexOf,
        register: &Register,
    ) -> Result<Arc<(IndexOf, Index)>, wegmarke_search::SearchError> {
        let current = |held: &Arc<(IndexOf, Index)>| held.0 == of;
        if let Some(held) = self.index.load_full().filter(current) {
            return Ok(held);
        }
        // One index is built at a time; whoever waited finds it made.
        let _indexing = self.indexing.lock().await;
        if let Some(held) = self.index.load_full().filter(current) {
            return Ok(held);
        }
        let register = register.clone();
        let built = tokio::task::spawn_blocking(move || Index::build(&register))
            .await
            .map_err(|error| wegmarke_search::SearchError::Failed(error.to_string()))??;
        let held = Arc::new((of, built));
        self.index.store(Some(Arc::clone(&held)));
        Ok(held)
    }
}

impl Web {
    /// Which measures of a register could belong together: compared once for each state of it, apart
    /// from everybody who reads something else.
    pub(crate) async fn coherence_of(
        &self,
        of: IndexOf,
        register: &Register,
    ) -> Result<Coherence, AppError> {
        let held = || self.coherence.load_full();
        let current = |held: &Arc<(IndexOf, Coherence)>| held.0 == of;
        if let Some(held) = held().filter(current) {
            return Ok(held.1.clone());
        }
        let _comparing = self.comparing.lock().await;
        let before = held();
        if let Some(held) = before.as_ref().filter(|held| current(held)) {
            return Ok(held.1.clone());
        }
        let register = register.clone();
        // Days of the past are compared anew: what changed since says nothing of them.
        let before = before.filter(|_| of.1.is_none()).map(|held| held.1.clone());
        let compared = tokio::task::spawn_blocking(move || match before {
            Some(before) => before.after(&register),
            None => Coherence::build(&register),
        });
        let compared = compared
            .await
            .map_err(|error| AppError::Internal(error.to_string()))?;
        if of.1.is_none() {
            self.coherence.store(Some(Arc::new((of, compared.clone()))));
        }
        Ok(compared)
    }
}

impl Web {
    /// What follows from a register by rules: found once for each state of it and each day, apart from
    /// everybody who reads something else.
    pub(crate) async fn findings_of(
        &self,
        (version, as_of): IndexOf,
        register: &Register,
    ) -> Result<Arc<Findings>, AppError> {
        let today = as_of.unwrap_or_else(|| self.today());
        let of = Edition {
            version,
            day: today,
        };
        let kept = match as_of {
            None => &self.findings,
            Some(_) => &self.earlier_findings,
        };
        let held = || {
            let held = kept.held.load_full().filter(|held| held.0 == of);
            held.map(|held| Arc::clone(&held.1))
        };
        if let Some(held) = held() {
            return Ok(held);
        }
        let _finding = kept.finding.lock().await;
        // Whoever waited finds it done.
        if let Some(held) = held() {
            return Ok(held);
        }
        let register = register.clone();
        let found = tokio::task::spawn_blocking(move || Findings::of(&register, today));
        let found = found
            .await
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let found = Arc::new(found);
        kept.held.store(Some(Arc::new((of, Arc::clone(&found)))));
        Ok(found)
    }
}

/// Serves the site until `stop` is done; requests under way are finished. Entries that other
/// processes append are followed meanwhile.
pub async fn serve(
    listener: TcpListener,
    web: Arc<Web>,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let follower = tokio::spawn(follow(Arc::clone(&web.app)));
    let timekeeper = tokio::spawn(timekeeper::keep_time(Arc::clone(&web.app)));
    let days = tokio::spawn(prepare_days(Arc::clone(&web.app)));
    let witnessed = tokio::spawn(witness::keep_witnessed(Arc::clone(&web.app)));
    let secretary = post::Secretary(Arc::clone(&web.site));
    let postman = web
        .mailer
        .clone()
        .map(|mailer| tokio::spawn(post::keep_post(Arc::clone(&web.app), secretary, mailer)));
    let behind_proxy = web.behind_proxy;
    connections::serve(listener, service::Service::new(web), behind_proxy, stop).await;
    follower.abort();
    days.abort();
    timekeeper.abort();
    witnessed.abort();
    if let Some(postman) = postman {
        postman.abort();
    }
}

/// The address a listener really has.
///
/// # Errors
/// If the listener is not bound.
pub fn address(listener: &TcpListener) -> std::io::Result<SocketAddr> {
    listener.local_addr()
}

/// Has registers of earlier days along the log, so that nobody who asks for one waits for all of it.
async fn prepare_days(app: Arc<App>) {
    loop {
        match app.prepare_days().await {
            Ok(true) => tokio::task::yield_now().await,
            Ok(false) => tokio::time::sleep(Duration::from_secs(10)).await,
            Err(error) => {
                tracing::warn!(code = error.code(), %error, "registers of earlier days could not be prepared");
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
        }
    }
}

async fn follow(app: Arc<App>) {
    loop {
        if let Err(error) = app.follow(Duration::from_secs(30)).await {
            tracing::error!(code = error.code(), %error, "following the ledger failed; reading goes on");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}
