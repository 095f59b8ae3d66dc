// SPDX-License-Identifier: EUPL-1.2
//! Atom feeds: what was recorded last, of everything, of a plan, of an organisation.

use atom_syndication::{Content, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};
use jiff::Timestamp;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::{LogLine, Register};

use crate::{Ctx, Route, subject};

/// Entries in a feed.
const MOST: usize = 50;

/// The feed of a path, such as `/plan/nap-mh/feed.atom`, as XML; `None` if there is none.
#[must_use]
pub fn find(register: &Register, path: &str, ctx: &Ctx) -> Option<String> {
    let (title, of) = match path.trim_start_matches('/').split('/').collect::<Vec<_>>()[..] {
        ["feed.atom"] => (ctx.t("feed-all"), None),
        ["plan", id, "feed.atom"] => {
            let of = Subject::new(Noun::Plan, id);
            register.plans.find_kept(id)?;
            let name = subject::name(register, ctx, &of).words;
            (
                ctx.t_with("feed-plan", &[("plan", name.as_str().into())]),
                Some(of),
            )
        }
        ["organisation", id, "feed.atom"] => {
            let of = Subject::new(Noun::Organisation, id);
            register.organisations.find_kept(id)?;
            let name = subject::name(register, ctx, &of).words;
            let title = ctx.t_with(
                "feed-organisation",
                &[("organisation", name.as_str().into())],
            );
            (title, Some(of))
        }
        _ => return None,
    };
    let lines: Vec<&LogLine> = match &of {
        None => register.log().iter().rev().take(MOST).collect(),
        Some(of) => {
            let thread = register.list_thread(of).rev().take(MOST);
            thread.filter_map(|seq| register.find_line(seq)).collect()
        }
    };
    let page = of.as_ref().map_or_else(
        || ctx.href(&Route::History),
        |of| subject::href(register, ctx, of),
    );
    let feed = Feed {
        lang: Some(ctx.lang.data_code().to_owned()),
        title: Text::plain(format!("{} – {title}", ctx.site.name)),
        id: address(ctx, &format!("/{}{path}", ctx.lang.code())),
        updated: instant(lines.first().map_or(Timestamp::UNIX_EPOCH, |line| line.at)),
        links: vec![
            link(
                ctx,
                "self",
                &format!("/{}{path}", ctx.lang.code()),
                "application/atom+xml",
            ),
            link(ctx, "alternate", &page, "text/html"),
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
    Some(feed.to_string())
}

fn entry(register: &Register, ctx: &Ctx, line: &LogLine) -> Entry {
    let about = subject::described(register, ctx, &line.subject);
    let mut kind = ctx.word("kind", &line.kind.replace('.', "-"));
    if register.is_invented(&line.subject) {
        kind = format!("{}: {kind}", ctx.t("invented-mark"));
    }
    let href = ctx.href(&Route::Entry(line.seq));
    let author = ctx.organisation(register, &line.by).text.words;
    Entry {
        title: Text::plain(format!("{kind}: {about}")),
        id: address(ctx, &href),
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

/// A full address where the site knows its own; ids of a log without one are made from its name.
fn address(ctx: &Ctx, path: &str) -> String {
    match &ctx.site.base_url {
        Some(base) => format!("{base}{path}"),
        None => format!("http://{}{path}", ctx.site.log_origin),
    }
}

fn instant(at: Timestamp) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(&at.to_string()).unwrap_or_default()
}
