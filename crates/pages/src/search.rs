// SPDX-License-Identifier: EUPL-1.2
//! Search results. The hits come from outside; this page only shows them.

use askama::Template;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;

use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Window};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// Hits on one page.
pub const PER_PAGE: usize = 20;

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub subject: Subject,
    /// Part of its text, in pieces: the words, and whether they were looked for.
    pub excerpt: Vec<(String, bool)>,
}

/// The answer to one search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// Hits in all, with the filters.
    pub total: usize,
    /// Hits by noun, without the filter by noun.
    pub by_noun: Vec<(Noun, usize)>,
    /// Hits by plan id, without the filter by plan.
    pub by_plan: Vec<(String, usize)>,
    /// The hits of this page ([`PER_PAGE`], see [`skip`]).
    pub hits: Vec<Hit>,
}

/// How many hits come before the page the request asks for.
#[must_use]
pub fn skip(ctx: &Ctx, total: usize) -> usize {
    Window::of(ctx, total, PER_PAGE).skip
}

/// The page of search results. Parameters: `q`, `noun`, `plan`, `page`.
#[derive(Debug, Template)]
#[template(path = "search/page.html")]
pub struct Page {
    f: Frame,
    asked: Option<String>,
    filter: Filter,
    hits: Vec<Found>,
    pager: Pager,
}

/// A hit as it is shown.
#[derive(Debug)]
struct Found {
    noun: String,
    link: Link,
    plan: Option<Link>,
    excerpt: Vec<(String, bool)>,
}

impl Page {
    /// The page for these results; without the parameter `q` only the form.
    #[must_use]
    pub fn build(register: &Register, results: &Results, ctx: &Ctx) -> Self {
        let asked = ctx.query.find("q").map(str::to_owned);
        let title = match &asked {
            Some(words) => ctx.t_with("search-title-asked", &[("words", words.into())]),
            None => ctx.t("search-title"),
        };
        let window = Window::of(ctx, results.total, PER_PAGE);
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Search)
                .described(ctx.t("search-description"))
                .invented(ctx, register.has_invented()),
            filter: filter(register, ctx, results, asked.as_deref()),
            hits: results
                .hits
                .iter()
                .map(|hit| found(register, ctx, hit))
                .collect(),
            pager: Pager::new(ctx, window, results.total),
            asked,
        }
    }
}

fn found(register: &Register, ctx: &Ctx, hit: &Hit) -> Found {
    let link = subject::link(register, ctx, &hit.subject);
    let plan = hit
        .subject
        .plan()
        .filter(|_| hit.subject.noun != Noun::Plan)
        .map(|plan| subject::link(register, ctx, &Subject::new(Noun::Plan, plan)));
    Found {
        noun: ctx.word("noun", hit.subject.noun.as_str()),
        link,
        plan,
        excerpt: hit.excerpt.clone(),
    }
}

fn filter(register: &Register, ctx: &Ctx, results: &Results, asked: Option<&str>) -> Filter {
    let mut fields = vec![FilterField::Words {
        name: "q",
        label: ctx.t("search-words"),
        value: asked.unwrap_or_default().to_owned(),
    }];
    let select = |name: &'static str, label: &str, values: Vec<(String, String, usize)>| {
        let chosen = ctx.query.find(name);
        let mut choices = vec![Choice {
            value: String::new(),
            label: ctx.t("filter-all"),
            chosen: chosen.is_none(),
        }];
        choices.extend(values.into_iter().map(|(value, words, n)| Choice {
            label: ctx.t_with("choice", &[("words", words.into()), ("n", n.into())]),
            chosen: chosen == Some(&value),
            value,
        }));
        FilterField::Select {
            name,
            label: ctx.t(label),
            choices,
        }
    };
    if asked.is_some() {
        let nouns = results
            .by_noun
            .iter()
            .map(|(noun, n)| (noun.to_string(), ctx.word("nouns", noun.as_str()), *n))
            .collect();
        fields.push(select("noun", "search-noun", nouns));
        let plans = results
            .by_plan
            .iter()
            .map(|(id, n)| {
                let name = subject::choice(register, ctx, &Subject::new(Noun::Plan, &**id));
                (id.clone(), name, *n)
            })
            .collect();
        fields.push(select("plan", "filter-plan", plans));
    }
    Filter {
        action: ctx.action(&Route::Search),
        label: ctx.t("search-label"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("search-submit"),
        reset: asked.map(|_| (ctx.t("filter-reset"), ctx.href(&Route::Search))),
        cut: crate::parts::cut(ctx),
        found: asked.map(|_| ctx.tn("count-hits", results.total)),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Hit, Page, Results};
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use wegmarke_domain::noun::Noun;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let some = Results {
            total: if wording == Wording::Empty { 0 } else { 45 },
            by_noun: vec![(Noun::Measure, 40), (Noun::Finding, 5)],
            by_plan: vec![("qx-plan".to_owned(), 45)],
            hits: samples
                .lines
                .iter()
                .step_by(9)
                .map(|line| Hit {
                    subject: line.entry.subject.clone(),
                    excerpt: vec![
                        (wording.words("before"), false),
                        (wording.words("hit"), true),
                    ],
                })
                .collect(),
        };
        for (query, results) in [
            ("", &Results::default()),
            ("q=<qx>&noun=measure&plan=qx-plan&page=2", &some),
            ("q=qx", &Results::default()),
        ] {
            samples.page(&Route::Search, query, |r, c| Page::build(r, results, c));
        }
    }
}
