// SPDX-License-Identifier: EUPL-1.2
//! The start page: what this is, which plans are here, what is stated and what
//! is not, and what changed last.

use std::collections::BTreeMap;

use askama::Template;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::evaluability::{self, Verdict};
use wegmarke_domain::scale::Check;

use crate::chart::{About, Bars, Part, Stack};
use crate::frame::Section;
use crate::parts::{Card, Cards, Shown, Table, Tone};
use crate::{Ctx, Frame, Route};
use crate::{finding, history, plan};

/// Entries shown on the start page.
const NEWEST: usize = 8;

/// The start page.
#[derive(Debug, Template)]
#[template(path = "start/page.html")]
pub struct Page {
    f: Frame,
    cards: Cards,
    plans: Table,
    recorded: Option<Bars>,
    stated: Option<Bars>,
    newest: Table,
    search: String,
    history: String,
    verify: String,
    keep: Vec<(String, String)>,
}

impl Page {
    /// The start page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("start-title"));
        Self {
            f: Frame::new(ctx, title, Section::Start)
                .described(ctx.t("start-description"))
                .invented(ctx, register.has_invented()),
            cards: cards(register, ctx),
            plans: plan::table(register, ctx),
            recorded: plan::recorded_chart(register, ctx),
            stated: stated(register, ctx),
            newest: history::newest(register, ctx, NEWEST),
            search: ctx.action(&Route::Search),
            history: ctx.href(&Route::History),
            verify: ctx.href(&Route::Verify),
            keep: ctx.keep(),
        }
    }
}

fn cards(register: &Register, ctx: &Ctx) -> Cards {
    let card = |n: usize, key: &str, route: Route<'_>| Card {
        figure: ctx.locale().count(n),
        label: ctx.t(key),
        href: Some(ctx.href(&route)),
        note: None,
    };
    let mut cards = vec![
        card(register.plans.len(), "card-plans", Route::Plans),
        card(register.measures.len(), "card-measures", Route::Plans),
        card(
            register.recommendations.len(),
            "card-recommendations",
            Route::Recommendations,
        ),
        card(register.coverages.len(), "card-coverages", Route::Gaps),
        card(finding::open(register), "card-findings", Route::Findings),
    ];
    if !register.milestones.is_empty() {
        cards.insert(
            2,
            card(register.milestones.len(), "card-milestones", Route::Plans),
        );
    }
    Cards { cards }
}

/// What measures say and do not say, over all plans.
fn stated(register: &Register, ctx: &Ctx) -> Option<Bars> {
    let mut counts: BTreeMap<Check, [usize; 2]> = BTreeMap::new();
    let mut measures = 0_usize;
    for measure in register.measures.list() {
        measures += 1;
        for (check, verdict) in evaluability::check(register, measure) {
            let counts = counts.entry(check).or_default();
            match verdict {
                Verdict::NotStated => counts[1] += 1,
                _ => counts[0] += 1,
            }
        }
    }
    if measures == 0 {
        return None;
    }
    let bars: Vec<Stack> = counts
        .iter()
        .map(|(check, [said, silent])| Stack {
            counted: None,
            label: ctx.word("check", check.as_str()),
            href: None,
            parts: vec![
                Part {
                    label: ctx.t("something-stated"),
                    n: *said,
                    tone: Tone::Info,
                },
                Part {
                    label: ctx.t("not-stated"),
                    n: *silent,
                    tone: Tone::Plain,
                },
            ],
        })
        .collect();
    let mostly = counts
        .values()
        .filter(|[said, silent]| silent > said)
        .count();
    let about = About {
        id: "stated",
        title: ctx.t("stated-title"),
        finding: ctx.t_with(
            "stated-finding",
            &[
                ("n", mostly.into()),
                ("total", counts.len().into()),
                ("measures", measures.into()),
            ],
        ),
        column: ctx.t("evaluability-check"),
    };
    Some(Bars::new(ctx, about, &bars, false))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "as-of=2025-12-31"] {
            samples.page(&Route::Start, query, Page::build);
        }
    }
}
