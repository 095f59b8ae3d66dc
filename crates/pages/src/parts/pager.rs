// SPDX-License-Identifier: EUPL-1.2
//! Long lists in pages.

use askama::Template;

use crate::Ctx;

/// One step of the pager.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Another page: number as read, address, and its full name for those who listen.
    Page(String, String, String),
    /// This page.
    Here(String, String),
    /// Pages that are not listed.
    Gap,
}

/// Links to the other pages of a list; empty if there is only one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/pager.html")]
pub struct Pager {
    /// What it is, for those who listen.
    pub label: String,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// Words and address of the page before.
    pub previous: Option<(String, String)>,
    /// Words and address of the page after.
    pub next: Option<(String, String)>,
    /// Which rows these are, in words; `None` if there are none.
    pub range: Option<String>,
}

/// Which rows of a list to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Page number from 1, already inside the list.
    pub page: usize,
    /// Rows before the first one shown.
    pub skip: usize,
    /// Rows shown at most.
    pub take: usize,
}

impl Window {
    /// The window the request asks for with `page`; beyond the end it is the last one.
    #[must_use]
    pub fn of(ctx: &Ctx, total: usize, take: usize) -> Self {
        if ctx.whole {
            return Self {
                page: 1,
                skip: 0,
                take: total.max(1),
            };
        }
        let last = total.div_ceil(take).max(1);
        let page = ctx.query.number("page").unwrap_or(1).min(last);
        Self {
            page,
            skip: (page - 1) * take,
            take,
        }
    }

    /// The rows of a list of `total` that are in it.
    #[must_use]
    pub fn rows(&self, total: usize) -> std::ops::Range<usize> {
        let begin = self.skip.min(total);
        begin..(self.skip + self.take).min(total)
    }
}

impl Pager {
    /// The pager of a list with `total` rows.
    #[must_use]
    pub fn new(ctx: &Ctx, window: Window, total: usize) -> Self {
        let last = total.div_ceil(window.take).max(1);
        let count = |n: usize| ctx.locale().count(n);
        let range = (total > 0).then(|| {
            ctx.t_with(
                "pager-range",
                &[
                    ("from", (window.skip + 1).into()),
                    ("to", (window.skip + window.take).min(total).into()),
                    ("total", total.into()),
                ],
            )
        });
        if last == 1 {
            return Self {
                range,
                ..Self::default()
            };
        }
        let address = |page: usize| {
            let number = page.to_string();
            let mut query = ctx.query.without(&["page"]);
            if page > 1 {
                query.push(("page", &number));
            }
            ctx.here(&query)
        };
        let mut steps = Vec::new();
        let mut before = 0;
        for page in (1..=last).filter(|p| *p == 1 || *p == last || p.abs_diff(window.page) <= 2) {
            if page > before + 1 {
                steps.push(Step::Gap);
            }
            before = page;
            let name = ctx.tn("pager-page", page);
            steps.push(if page == window.page {
                Step::Here(count(page), name)
            } else {
                Step::Page(count(page), address(page), name)
            });
        }
        let step = |page: Option<usize>, key: &str| page.map(|page| (ctx.t(key), address(page)));
        Self {
            label: ctx.t("pager-label"),
            steps,
            previous: step(
                window.page.checked_sub(1).filter(|p| *p > 0),
                "pager-previous",
            ),
            next: step((window.page < last).then(|| window.page + 1), "pager-next"),
            range,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use wegmarke_l10n::Lang;

    fn ctx(query: &str) -> Ctx {
        Ctx::new(Arc::default(), Lang::De, "/plan/x/milestones", query)
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last_one() {
        for (query, total, page, skip) in [
            ("", 1150, 1, 0),
            ("page=2", 1150, 2, 50),
            ("page=999", 1150, 23, 1100),
            ("page=5", 0, 1, 0),
            ("page=x", 10, 1, 0),
        ] {
            let window = Window::of(&ctx(query), total, 50);
            assert_eq!((window.page, window.skip), (page, skip), "{query}");
        }
    }

    #[test]
    fn steps_keep_the_filter() {
        let ctx = ctx("lead=bmas&page=10");
        let pager = Pager::new(&ctx, Window::of(&ctx, 1150, 50), 1150);
        assert_eq!(
            pager.next.unwrap().1,
            "/de/plan/x/milestones?lead=bmas&page=11"
        );
        assert_eq!(pager.steps.iter().filter(|s| **s == Step::Gap).count(), 2);
        assert_eq!(pager.steps.len(), 9);
        assert_eq!(pager.range.as_deref(), Some("451 bis 500 von 1.150"));
    }
}
