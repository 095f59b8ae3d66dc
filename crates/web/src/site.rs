// SPDX-License-Identifier: EUPL-1.2
//! From a path to its page. Every page of the site is one arm of [`find`].

use std::sync::Arc;

use axum::http::StatusCode;
use jiff::civil::Date;
use wegmarke_app::Sight;
use wegmarke_app::witness::Witnessing;
use wegmarke_app::{AppError, State, VaultError, Version};
use wegmarke_domain::finding::codes;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::following::Followed;
use wegmarke_l10n::Lang;
use wegmarke_ledger::body::Body;
use wegmarke_pages::about::{self, Refused};
use wegmarke_pages::feed as atom;
use wegmarke_pages::url::Decoded;
use wegmarke_pages::{
    Ctx, Page, Query, Route, arrangement, balance, changes, coherence, context, contribution,
    coverage, data_finding, entry, finding, gap, history, indicator, measure, mechanism, milestone,
    money, monitoring, obligation, organisation, plan, quality, question, recommendation, round,
    schedule, search, standard, start,
};
use wegmarke_search::Question;

use crate::assets::fingerprint;
use crate::outgoing::Outgoing;
use crate::take::{self, Format};
use crate::{Web, feed};

/// Parameter of every page: the day of the register.
const AS_OF: &str = wegmarke_pages::url::AS_OF;

/// The answer to a path that begins with a language.
pub(crate) async fn answer(
    web: &Web,
    state: &State,
    path: &str,
    query: &str,
) -> Result<Outgoing, AppError> {
    let Some((lang, rest)) = split_language(path) else {
        let ctx = ctx_of(web, state, Lang::De, path, "");
        return refusal(&ctx, Refused::NotFound, Some(path));
    };
    let mut ctx = ctx_of(web, state, lang, rest, query);
    let raw = Query::parse(query);
    let taken = raw.find(wegmarke_pages::url::AS);
    ctx.whole = taken.is_some();
    let day = match day_asked(query) {
        Ok(day) => day,
        Err(words) => return refusal(&ctx, Refused::BadRequest, Some(&words)),
    };
    let older = match day {
        Some(day) => Some(web.app.as_of(day).await?),
        None => None,
    };
    let mut register = &state.register;
    if let Some(older) = &older {
        register = &older.register;
        ctx.as_of = day;
        ctx.today = day.unwrap_or(ctx.today);
        ctx.recorded_later = older.recorded_later;
        ctx.left_out = older.left_out;
        rest_on(&mut ctx, register);
    }
    let path = Decoded::of(rest);
    let found = match Route::parse(&path) {
        Some(route) => find(web, state, register, &ctx, route).await?,
        None => None,
    };
    match (found, taken) {
        (Some(page), Some(format)) => take_along(&ctx, &page, format, &raw),
        (Some(found), None) => Ok(found),
        (None, _) => refusal(&ctx, Refused::NotFound, Some(rest)),
    }
}

/// The tables of a page as a file, or a page that lists them.
fn take_along(ctx: &Ctx, page: &Outgoing, format: &str, raw: &Query) -> Result<Outgoing, AppError> {
    let html = String::from_utf8_lossy(&page.body);
    let chart = raw.find(wegmarke_pages::url::CHART);
    if let Some(chart) = chart.filter(|_| format == "svg")
        && let Some(file) = take::picture(&html, chart, ctx)
    {
        return Ok(file);
    }
    let mut tables = take::tables(&html, ctx.lang);
    let names: Vec<(String, usize)> = tables
        .iter()
        .map(|table| (table.name.clone(), table.rows.len()))
        .collect();
    if let Some(number) = raw.number(wegmarke_pages::url::TABLE) {
        tables = tables.into_iter().skip(number - 1).take(1).collect();
    }
    if let Some(format) = Format::find(format) {
        // Of an earlier day nobody can say which entries the page knows.
        let size = Some(ctx.log_size).filter(|_| ctx.as_of.is_none());
        let file = take::file(&tables, format, &ctx.path, size).map_err(AppError::Internal)?;
        if let Some(file) = file {
            return Ok(file);
        }
    }
    let charts = take::drawing::charts(&html).into_iter();
    let charts: Vec<(String, String)> = charts
        .map(|chart| (chart.id.to_owned(), chart.title))
        .collect();
    let page = about::Taken::build(ctx, &names, &charts);
    Ok(Outgoing::html(self::html(&page)?))
}

/// What every page is made with, of today.
pub(crate) fn ctx_of(web: &Web, state: &State, lang: Lang, path: &str, query: &str) -> Ctx {
    let mut ctx = Ctx::new(Arc::clone(&web.site), lang, path, query);
    ctx.log_size = state.size();
    ctx.log_began_at = state.register.log().first().map(|line| line.at);
    ctx.today = web.today();
    rest_on(&mut ctx, &state.register);
    ctx
}

/// Says what the page rests on.
fn rest_on(ctx: &mut Ctx, register: &Register) {
    ctx.entries = register.size();
    ctx.last_entry_at = register.log().last().map(|line| line.at);
}

pub(crate) fn split_language(path: &str) -> Option<(Lang, &str)> {
    let path = path.strip_prefix('/')?;
    let (code, _) = path.split_once('/').unwrap_or((path, ""));
    let lang = Lang::PUBLIC.into_iter().find(|lang| lang.code() == code)?;
    let rest = &path[code.len()..];
    Some((lang, if rest.is_empty() { "/" } else { rest }))
}

/// The day a query asks for; the words if they are no day.
fn day_asked(query: &str) -> Result<Option<Date>, String> {
    let words = query
        .split('&')
        .find_map(|part| part.strip_prefix(AS_OF)?.strip_prefix('='));
    match words {
        None | Some("") => Ok(None),
        Some(words) => wegmarke_domain::time::parse_day(&wegmarke_pages::url::decode(words))
            .map(Some)
            .map_err(|_| words.chars().take(40).collect()),
    }
}

pub(crate) fn html(page: &dyn Page) -> Result<String, AppError> {
    page.html()
        .map_err(|error| AppError::Internal(error.to_string()))
}

pub(crate) fn refusal(ctx: &Ctx, why: Refused, detail: Option<&str>) -> Result<Outgoing, AppError> {
    let status = match why {
        Refused::NotFound | Refused::DamagedFile => StatusCode::NOT_FOUND,
        Refused::BadRequest => StatusCode::BAD_REQUEST,
        Refused::Foreign => StatusCode::FORBIDDEN,
        Refused::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Refused::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        Refused::Busy | Refused::FilesAway => StatusCode::SERVICE_UNAVAILABLE,
    };
    let outgoing = Outgoing::html(html(&about::Refusal::build(ctx, why, detail))?);
    Ok(Outgoing {
        status,
        keep: crate::outgoing::Keep::Never,
        ..outgoing
    })
}

/// Whether it is worth asking again: the database is away, busy or full.
pub(crate) fn passes(error: &AppError) -> bool {
    let passing = ["busy", "unreachable", "outcome_unknown", "disk_full"];
    matches!(error, AppError::Store(_)) && passing.contains(&error.code())
}

/// The page that says that something failed, as plainly as it can.
pub(crate) fn failed(web: &Web, path: &str, query: &str, error: &AppError) -> Outgoing {
    let (lang, rest) = split_language(path).unwrap_or((Lang::De, "/"));
    let ctx = ctx_of(web, &web.app.state(), lang, rest, query);
    let (why, detail) = match error {
        AppError::DamagedFile(sha256) => (Refused::DamagedFile, Some(&**sha256)),
        AppError::Vault(VaultError::Unreachable(_)) => (Refused::FilesAway, None),
        _ if passes(error) => (Refused::Busy, None),
        _ => (Refused::Failed, None),
    };
    refusal(&ctx, why, detail).unwrap_or_else(|_| {
        Outgoing::plain(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong")
    })
}

/// What there is at an address; `None` if nothing.
type Found = Result<Option<Outgoing>, AppError>;

fn some(page: impl Page) -> Found {
    html(&page).map(|html| Some(Outgoing::html(html)))
}

fn maybe(page: Option<impl Page>) -> Found {
    page.map_or(Ok(None), some)
}

/// How to check the log. What its witnesses sign comes when it comes, and makes no new version of the
/// register: so where there are any, the page has a tag of its own.
fn verify_page(web: &Web, register: &Register, ctx: &Ctx) -> Found {
    let seen = web.app.list_witnesses();
    let witnesses: Vec<_> = seen.into_iter().map(witness_of).collect();
    let page = html(&about::Verify::build(register, ctx, &witnesses))?;
    let tag = (!witnesses.is_empty()).then(|| fingerprint(page.as_bytes()));
    Ok(Some(Outgoing {
        tag,
        ..Outgoing::html(page)
    }))
}

fn witness_of(seen: Witnessing) -> about::Witness {
    about::Witness {
        name: seen.name,
        key: seen.key,
        since: seen.since,
        last: seen.last,
        watching: match seen.trouble {
            None => about::Watching::Cosigns,
            Some(trouble) if trouble.is_about_past() => about::Watching::Refuses,
            Some(_) => about::Watching::Away,
        },
    }
}

/// What there is at an address.
async fn find(web: &Web, state: &State, register: &Register, ctx: &Ctx, route: Route<'_>) -> Found {
    match route {
        Route::Start => some(start::Page::build(register, ctx)),
        Route::Plans => some(plan::List::build(register, ctx)),
        Route::Versions(id) => maybe(plan::Versions::find(register, id, ctx)),
        Route::Milestones(id) => maybe(milestone::List::find(register, id, ctx)),
        Route::Worklist(id) => maybe(plan::Worklist::find(register, id, ctx)),
        Route::Monitoring(id) => maybe(monitoring::Page::find(register, id, ctx)),
        Route::Balance(id) => maybe(balance::Page::find(register, id, ctx)),
        Route::Money(id) => maybe(money::Page::find(register, id, ctx)),
        Route::Time(id) => maybe(schedule::Page::find(register, id, ctx)),
        Route::AllMoney => some(money::Page::build(register, ctx)),
        Route::Measures => some(measure::List::build(register, ctx)),
        Route::Questions => some(question::List::build(register, ctx)),
        Route::Question(name) => maybe(question::Page::find(register, name, ctx)),
        Route::Coherence => {
            let coherence = web
                .coherence_of((state.version(), ctx.as_of), register)
                .await?;
            some(coherence::Page::build(register, &coherence, ctx))
        }
        Route::CoherenceOf(id) => {
            let coherence = web
                .coherence_of((state.version(), ctx.as_of), register)
                .await?;
            maybe(coherence::OfMeasure::find(register, &coherence, id, ctx))
        }
        Route::Milestone(id) => maybe(milestone::Page::find(register, id, ctx)),
        Route::Organisations => some(organisation::List::build(register, ctx)),
        Route::Briefing(id) => maybe(organisation::Briefing::find(register, id, ctx)),
        Route::Demands(id) => maybe(organisation::Demands::find(register, id, ctx)),
        Route::Recommendations => some(recommendation::List::build(register, ctx)),
        Route::Recommendation(id) => maybe(recommendation::Page::find(register, id, ctx)),
        Route::Obligations => some(obligation::List::build(register, ctx)),
        Route::Obligation(id) => maybe(obligation::Page::find(register, id, ctx)),
        Route::Coverage => some(coverage::Page::build(register, ctx)),
        Route::Gaps => some(gap::Page::build(register, ctx)),
        Route::Mechanism => some(mechanism::Page::build(register, ctx)),
        Route::Answers => some(mechanism::Answers::build(register, ctx)),
        Route::Places => some(mechanism::Places::build(register, ctx)),
        Route::Standards => some(standard::List::build(register, ctx)),
        Route::Standard(id) => maybe(standard::Page::find(register, id, ctx)),
        Route::Arrangements => some(arrangement::List::build(register, ctx)),
        Route::Arrangement(id) => maybe(arrangement::Page::find(register, id, ctx)),
        Route::Plan(_)
        | Route::Measure(_)
        | Route::Organisation(_)
        | Route::Findings
        | Route::Finding(_)
        | Route::Quality
        | Route::Differing => findings_page(web, (state.version(), register), ctx, route).await,
        Route::DataFindings => some(data_finding::List::build(register, ctx)),
        Route::DataFinding(id) => maybe(data_finding::Page::find(register, id, ctx)),
        Route::Rounds => some(round::List::build(register, ctx)),
        Route::Round(id) => maybe(round::Page::find(register, id, ctx)),
        Route::Contribution(noun, id) => maybe(contribution::Page::find(register, noun, id, ctx)),
        Route::Indicator(id) => maybe(indicator::Page::find(register, id, ctx)),
        Route::Context(id) => maybe(context::Page::find(register, id, ctx)),
        Route::Changes => some(changes::Page::build(register, ctx)),
        Route::History => some(history::List::build(register, ctx)),
        Route::Entry(seq) => entry_page(web, state, seq, ctx).await,
        Route::Search => search_page(web, state, register, ctx).await,
        Route::Data => some(about::Data::build(ctx)),
        Route::Verify => verify_page(web, register, ctx),
        Route::Imprint => some(about::Imprint::build(ctx)),
        Route::Privacy => some(about::Privacy::build(ctx)),
        Route::Accessibility => some(about::Accessibility::build(ctx)),
        Route::Licence => some(about::Licence::build(ctx)),
        Route::Feed => Ok(Some(feed::atom(atom::of_all(register, ctx)))),
        Route::PlanFeed(id) => Ok(atom::of_plan(register, id, ctx).map(feed::atom)),
        Route::OrganisationFeed(id) => Ok(atom::of_organisation(register, id, ctx).map(feed::atom)),
        Route::MeasureFeed(id) => Ok(followed(register, ctx, route, Noun::Measure, id)),
        Route::FieldFeed(id) => Ok(followed(register, ctx, route, Noun::Field, id)),
        Route::ThemeFeed(theme) => {
            let followed = Followed::Theme(theme.into());
            Ok(atom::of_followed(register, &route, &followed, ctx).map(feed::atom))
        }
        Route::RoundsCalendar => Ok(Some(feed::rounds(register, ctx))),
        // `work` answers these before anybody asks here.
        Route::SignIn
        | Route::Code
        | Route::PasskeySignIn
        | Route::BeginPasskeySignIn
        | Route::OrganisationSignIn
        | Route::DemoSignIn
        | Route::SignInReturn(_)
        | Route::Invitation(_)
        | Route::PasskeyInvitation(_)
        | Route::BeginPasskeyInvitation(_)
        | Route::Calendar(_)
        | Route::Alert
        | Route::OneAlert(_)
        | Route::Work
        | Route::Account
        | Route::NewAuthenticator
        | Route::NewPasskey
        | Route::BeginNewPasskey
        | Route::Own
        | Route::Keys
        | Route::Editings
        | Route::Editing(_)
        | Route::ToSay(_)
        | Route::Board(_)
        | Route::Announce(_)
        | Route::ChangeRound(_)
        | Route::CancelRound(_)
        | Route::Say(..)
        | Route::Keep(..)
        | Route::Restore(_)
        | Route::Figures(_)
        | Route::Figure(..)
        | Route::Sheet(..)
        | Route::Take(_)
        | Route::Receipts
        | Route::Records
        | Route::Record(_)
        | Route::NewVersion(_)
        | Route::Accounts
        | Route::Organise
        | Route::OrganiseForm(_)
        | Route::Uploads
        | Route::Upload(_)
        | Route::UploadColumns(_)
        | Route::UploadWords(_)
        | Route::UploadCheck(_)
        | Route::UploadReview(_)
        | Route::UploadLeaf(..)
        | Route::UploadDraw(..)
        | Route::UploadPicture(..)
        | Route::UploadReading(_)
        | Route::UploadProfile(_)
        | Route::OwnProfile(_) => Ok(None),
    }
}

/// What follows by rules, and pages beside which it stands. Data findings stood at these addresses before: who has one of those is led on.
async fn findings_page(
    web: &Web,
    (version, register): (Version, &Register),
    ctx: &Ctx,
    route: Route<'_>,
) -> Found {
    let lead_on = |location: String| Ok(Some(Outgoing::redirect(location)));
    if let Route::Finding(id) = route
        && register.findings.find_kept(id).is_some()
    {
        return lead_on(ctx.href(&Route::DataFinding(id)));
    }
    let code = ctx.query.find("code");
    if let Some(code) = code.filter(|code| codes::ALL.contains(code)) {
        return lead_on(ctx.href_with(&Route::DataFindings, &[("code", code)]));
    }
    let findings = web.findings_of((version, ctx.as_of), register).await?;
    match route {
        Route::Plan(id) => maybe(plan::Page::find(register, &findings, id, ctx)),
        Route::Measure(id) => maybe(measure::Page::find(register, &findings, id, ctx)),
        Route::Organisation(id) => maybe(organisation::Page::find(register, &findings, id, ctx)),
        Route::Finding(id) => maybe(finding::Page::find(register, &findings, id, ctx)),
        Route::Quality => some(quality::Page::build(register, &findings, ctx)),
        Route::Differing => some(quality::Differing::build(register, &findings, ctx)),
        _ => some(finding::List::build(register, &findings, ctx)),
    }
}

/// The feed of a thing.
fn followed(
    register: &Register,
    ctx: &Ctx,
    route: Route<'_>,
    noun: Noun,
    id: &str,
) -> Option<Outgoing> {
    let followed = Followed::Thing(Subject::new(noun, id));
    atom::of_followed(register, &route, &followed, ctx).map(feed::atom)
}

/// An entry is the same on every day: it is shown from the whole log.
async fn entry_page(web: &Web, state: &State, seq: u64, ctx: &Ctx) -> Found {
    let Some(view) = web.app.find_entry(seq).await? else {
        return Ok(None);
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let leaf = text(&view.leaf);
    let (salt, json) = match &view.body {
        Sight::Whole(Body::Public { salt, json }) => (hex::encode(salt.0), text(json)),
        Sight::Whole(_) | Sight::Damaged => Default::default(),
    };
    let body = match view.body {
        Sight::Whole(Body::Public { .. }) => entry::Body::Public {
            salt: &salt,
            json: &json,
        },
        Sight::Whole(Body::Sealed) => entry::Body::Sealed,
        Sight::Whole(Body::Erased) => entry::Body::Erased,
        Sight::Damaged => entry::Body::Damaged,
    };
    let envelope = &leaf;
    let stored = entry::Stored {
        seq,
        envelope,
        body,
    };
    let page = maybe(entry::Page::find(&state.register, stored, ctx))?;
    // What recomputes the entry is a script of ours; it asks for the files of the log.
    Ok(page.map(|page| Outgoing {
        scripts: true,
        ..page
    }))
}

async fn search_page(web: &Web, state: &State, register: &Register, ctx: &Ctx) -> Found {
    let failed = |error: wegmarke_search::SearchError| AppError::Internal(error.to_string());
    let mut results = search::Results::default();
    if let Some(words) = ctx.query.find("q") {
        let index = web
            .index_of((state.version(), ctx.as_of), register)
            .await
            .map_err(failed)?;
        let question = Question {
            words: words.to_owned(),
            noun: ctx.query.find("noun").and_then(|noun| noun.parse().ok()),
            plan: ctx.query.find("plan").map(str::to_owned),
        };
        let answer = index.1.search(&question).map_err(failed)?;
        results.total = answer.total();
        results.by_noun = answer.by_noun.clone();
        results.by_plan = answer.by_plan.clone();
        let skip = search::skip(ctx, results.total);
        let page = answer.page(skip, search::PER_PAGE);
        results.hits = page
            .map(|hit| search::Hit {
                subject: hit.clone(),
                excerpt: index.1.excerpt(hit, &question.words, ctx.data_lang()),
            })
            .collect();
    }
    some(search::Page::build(register, &results, ctx))
}
