// SPDX-License-Identifier: EUPL-1.2
//! Atom feeds: what was recorded last, of everything, of a plan, of an organisation.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::Timestamp;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::rules::following::Followed;

use crate::tag::tag;
use crate::{Ctx, Route, subject};

/// Entries in a feed.
const MOST: usize = 50;

/// What was recorded last, of everything, as XML.
#[must_use]
pub fn of_all(register: &Register, ctx: &Ctx) -> String {
    let lines = register.log().iter().rev().take(MOST).collect();
    let page = ctx.href(&Route::History);
    feed(
        register,
        ctx,
        &Route::Feed,
        &ctx.t("feed-all"),
        &page,
        lines,
    )
}

/// What was recorded last of a plan, as XML; `None` if there is none.
#[must_use]
pub fn of_plan(register: &Register, plan: &str, ctx: &Ctx) -> Option<String> {
    register.plans.find_kept(plan)?;
    let of = Subject::new(Noun::Plan, plan);
    let name = subject::name(register, ctx, &of).words;
    let title = ctx.t_with("feed-plan", &[("plan", name.as_str().into())]);
    Some(of_one(register, ctx, &Route::PlanFeed(plan), &title, &of))
}

/// What was recorded last of an organisation, as XML; `None` if there is none.
#[must_use]
pub fn of_organisation(register: &Register, id: &str, ctx: &Ctx) -> Option<String> {
    register.organisations.find_kept(id)?;
    let of = Subject::new(Noun::Organisation, id);
    let name = subject::name(register, ctx, &of).words;
    let args = [("organisation", name.as_str().into())];
    let title = ctx.t_with("feed-organisation", &args);
    Some(of_one(
        register,
        ctx,
        &Route::OrganisationFeed(id),
        &title,
        &of,
    ))
}

/// What was recorded last of what somebody follows, as XML; `None` if there is no such thing.
#[must_use]
pub fn of_followed(
    register: &Register,
    route: &Route<'_>,
    followed: &Followed,
    ctx: &Ctx,
) -> Option<String> {
    if !followed.is_there(register) {
        return None;
    }
    let title = followed_title(register, ctx, followed);
    let all = followed.list_entries(register);
    let newest = all.iter().rev().take(MOST);
    let lines = newest.filter_map(|seq| register.find_line(*seq)).collect();
    let page = crate::alert::name(register, ctx, followed).href;
    Some(feed(register, ctx, route, &title, &page, lines))
}

/// "Changes: …", of what somebody follows.
pub(crate) fn followed_title(register: &Register, ctx: &Ctx, followed: &Followed) -> String {
    let name = crate::alert::name(register, ctx, followed).text.words;
    ctx.t_with("feed-followed", &[("name", name.into())])
}

fn of_one(register: &Register, ctx: &Ctx, route: &Route<'_>, title: &str, of: &Subject) -> String {
    let thread = register.list_thread(of).rev().take(MOST);
    let lines = thread.filter_map(|seq| register.find_line(seq)).collect();
    let page = subject::href(register, ctx, of);
    feed(register, ctx, route, title, &page, lines)
}

fn feed(
    register: &Register,
    ctx: &Ctx,
    route: &Route<'_>,
    title: &str,
    page: &str,
    lines: Vec<&LogLine>,
) -> String {
    let own = ctx.action(route);
    let feed = Feed {
        lang: Some(ctx.lang.data_code().to_owned()),
        title: Text::plain(format!("{} – {title}", ctx.site.name)),
        id: tag(ctx, own.trim_start_matches('/')),
        updated: instant(lines.first().map_or(Timestamp::UNIX_EPOCH, |line| line.at)),
        links: vec![
            link(ctx, "self", &own, "application/atom+xml"),
            link(ctx, "alternate", page, "text/html"),
        ],
        generator: Some(Generator {
            value: "Wegmarke".to_owned(),
            uri: None,
            version: None,
        }),
        entries: lines
            .into_iter()
            .map(|line| entry(register, ctx, line))
            .collect(),
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(register: &Register, ctx: &Ctx, line: &LogLine) -> Entry {
    let about = subject::described(register, ctx, &line.subject);
    let mut kind = ctx.word("kind", &line.kind.replace('.', "-"));
    if register.is_invented(&line.subject) {
        kind = format!("{}: {kind}", ctx.t("invented-mark"));
    }
    for mark in subject::marks_of(register, ctx, line) {
        kind = format!("{kind} ({mark})");
    }
    let href = ctx.href(&Route::Entry(line.seq));
    let author = ctx.organisation(register, &line.by).text.words;
    Entry {
        title: Text::plain(format!("{kind}: {about}")),
        // The same for every feed and language it stands in.
        id: tag(ctx, &format!("entry/{}", line.seq)),
        updated: instant(line.at),
        published: Some(instant(line.at)),
        authors: vec![Person {
            name: author,
            ..Person::default()
        }],
        links: vec![link(ctx, "alternate", &href, "text/html")],
        content: Some(Content {
            value: Some(format!("{kind}: {about}")),
            content_type: Some("text".to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn link(ctx: &Ctx, rel: &str, href: &str, mime: &str) -> Link {
    Link {
        rel: rel.to_owned(),
        href: address(ctx, href),
        mime_type: Some(mime.to_owned()),
        ..Link::default()
    }
}

/// A full address where the site knows its own; else one that readers complete with the address
/// they fetch the feed from.
fn address(ctx: &Ctx, path: &str) -> String {
    match &ctx.site.base_url {
        Some(base) => format!("{base}{path}"),
        None => path.to_owned(),
    }
}

fn instant(at: Timestamp) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(&at.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use wegmarke_l10n::Lang;

    use crate::samples::told;
    use crate::{Ctx, Site};

    /// Id and address of the feed, and of its only entry.
    fn named(base: Option<&str>, lang: Lang) -> Vec<(String, String)> {
        let plan = json!({"record": {"id": "p", "title": {"de": "Plan"}, "theme": "trafficking"}});
        let register = told(&[("2027-12-31T23:59:59Z", "plan/p", "stated", plan)]);
        let site = Site {
            base_url: base.map(str::to_owned),
            log_origin: "register.example/log".to_owned(),
            ..Site::default()
        };
        let mut ctx = Ctx::new(Arc::new(site), lang, "/feed.atom", "");
        ctx.log_began_at = register.log().first().map(|line| line.at);
        let feed: atom_syndication::Feed = super::of_all(&register, &ctx).parse().unwrap();
        let of_plan = super::of_plan(&register, "p", &ctx).unwrap();
        let of_plan: atom_syndication::Feed = of_plan.parse().unwrap();
        assert_eq!(of_plan.entries[0].id, feed.entries[0].id, "one entry");
        assert_ne!(of_plan.id, feed.id, "two feeds");
        let entry = &feed.entries[0];
        vec![
            (feed.id.clone(), feed.links[0].href.clone()),
            (entry.id.clone(), entry.links[0].href.clone()),
        ]
    }

    #[test]
    fn ids_stay_when_the_site_moves_and_addresses_do_not() {
        let bases = [
            None,
            Some("http://one.example"),
            Some("https://two.example"),
        ];
        for base in bases {
            let named = named(base, Lang::De);
            let ids = [
                "tag:register.example,2027:de/feed.atom",
                "tag:register.example,2027:entry/0",
            ];
            for ((id, href), (expected, path)) in named
                .iter()
                .zip(ids.into_iter().zip(["/de/feed.atom", "/de/entry/0"]))
            {
                assert_eq!(id, expected);
                assert_eq!(*href, format!("{}{path}", base.unwrap_or_default()));
            }
        }
        let english = named(None, Lang::En);
        assert_eq!(english[0].0, "tag:register.example,2027:en/feed.atom");
        assert_eq!(english[1].0, "tag:register.example,2027:entry/0");
    }
}
