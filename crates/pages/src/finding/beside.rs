// SPDX-License-Identifier: EUPL-1.2
//! Findings beside what they are about: how many, the first of them, and the way to all.

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::{Findings, Found, State};

use super::{said, state_badge};
use crate::parts::{Link, Shown, Table, Value};
use crate::{Ctx, Route, subject};

impl HtmlSafe for Beside {}

/// Findings that are told beside a thing; the rest is behind a link.
const MOST: usize = 5;

/// One finding in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct One {
    /// Its rule, leading to its page.
    name: Link,
    /// What it is about, where that is not what the page is about.
    on: Option<Link>,
    says: String,
    /// What somebody said to it; `None`: nobody did.
    state: Option<Value>,
    /// Where it is explained or contested; `None` on an earlier day.
    remark: Option<Link>,
}

/// The findings about a thing, what is to be acted on first.
#[derive(Debug, Clone, PartialEq, Template)]
#[template(path = "finding/beside.html")]
pub(crate) struct Beside {
    title: String,
    n: usize,
    count: String,
    /// The rule of the first one, in sight also where the rest is folded.
    first: String,
    ones: Vec<One>,
    all: Link,
    who: Option<String>,
    /// What imports met about it, with its heading: one fold holds all that does not fit.
    data: Option<(String, Table)>,
}

impl Beside {
    /// The findings about a plan, a measure or an organisation; `None` if there is none.
    pub(crate) fn of(
        register: &Register,
        findings: &Findings,
        ctx: &Ctx,
        about: &Subject,
    ) -> Option<Self> {
        let all = findings.list_about(register, about);
        let name = match about.noun {
            Noun::Plan => "plan",
            Noun::Organisation => "organisation",
            _ => "measure",
        };
        let all_of_them = Link {
            href: ctx.href_with(&Route::Findings, &[(name, &*about.id)]),
            text: Shown::plain(&ctx.tn("found-beside-all", all.len())),
            outside: false,
        };
        let worst = all.first()?;
        let rule = ctx.word("found-title", worst.rule.as_str());
        let told = all.iter().take(MOST);
        Some(Self {
            title: ctx.t("findings-title"),
            n: all.len(),
            count: ctx.locale().count(all.len()),
            first: ctx.t_with("found-beside-first", &[("rule", rule.into())]),
            ones: told.map(|found| one(register, ctx, found, about)).collect(),
            all: all_of_them,
            who: ctx.as_of.is_none().then(|| ctx.t("found-beside-who")),
            data: None,
        })
    }

    /// The same with what imports met about the thing below it.
    pub(crate) fn with_data(self, ctx: &Ctx, data: Option<Table>) -> Self {
        let data = data.map(|table| (ctx.t("data-findings-about"), table));
        Self { data, ..self }
    }
}

fn one(register: &Register, ctx: &Ctx, found: &Found, about: &Subject) -> One {
    let state = found.state(register);
    let link = |route: &Route<'_>, words: &str| ctx.link(route, Shown::plain(words));
    One {
        name: link(
            &Route::Finding(&found.id),
            &ctx.word("found-title", found.rule.as_str()),
        ),
        on: (found.on != *about).then(|| subject::link(register, ctx, &found.on)),
        says: said(register, ctx, found),
        state: (state != State::Open).then(|| state_badge(ctx, state)),
        remark: ctx.as_of.is_none().then(|| {
            link(
                &Route::Figure("remark", &found.id),
                &ctx.t("found-beside-remark"),
            )
        }),
    }
}
