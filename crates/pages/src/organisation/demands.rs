// SPDX-License-Identifier: EUPL-1.2
//! "What became of what we asked for": the demands of an organisation with answers, judgements, measures,
//! and what changed since a day.

use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::demands::{Demand, list_demands};

use crate::frame::Section;
use crate::parts::{Filter, FilterField, Link, Pager, Shown, Table, Value, Window};
use crate::recommendation::{degree_badge, position_badge};
use crate::{Ctx, Frame, Route, subject};

/// Parameter: changes since this day.
const SINCE: &str = "since";
/// Demands on a page.
const PER_PAGE: usize = 18;
/// Most changes that are named for one demand; the others are counted.
const MOST: usize = 5;

/// The page.
#[derive(Debug, Template)]
#[template(path = "organisation/demands.html")]
pub struct Demands {
    f: Frame,
    finding: String,
    filter: Filter,
    table: Table,
    pager: Pager,
}

/// The day since which changes are told: asked for, else a year ago.
fn since(ctx: &Ctx) -> Date {
    let asked = ctx.day_asked(SINCE).ok().flatten();
    asked.unwrap_or_else(|| ctx.today.saturating_sub(1.year()))
}

/// The demands of an organisation; `None` if it made none.
fn find<'a>(register: &'a Register, id: &str, ctx: &Ctx) -> Option<Vec<Demand<'a>>> {
    let kept = register.organisations.find_kept(id)?;
    let all = list_demands(register, &kept.record.id, since(ctx));
    (!all.is_empty()).then_some(all)
}

impl Demands {
    /// The page of an organisation that demands something; `None` if it does not.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let all = find(register, id, ctx)?;
        let organisation = ctx.organisation(register, &OrganisationId::new(id));
        let args = [("organisation", (&organisation.text.words).into())];
        let title = Shown::plain(&ctx.t_with("demands-title", &args));
        let window = Window::of(ctx, all.len(), PER_PAGE);
        let answered = all.iter().filter(|one| !one.responses.is_empty()).count();
        let judged = all.iter().filter(|one| !one.judgements.is_empty()).count();
        let changed = all.iter().filter(|one| !one.changed.is_empty()).count();
        let args = [
            ("n", all.len().into()),
            ("answered", answered.into()),
            ("judged", judged.into()),
            ("changed", changed.into()),
            ("since", ctx.date(since(ctx)).into()),
        ];
        Some(Self {
            f: Frame::new(ctx, title, Section::Organisations)
                .described(ctx.t("demands-description"))
                .below(vec![
                    ctx.link(
                        &Route::Organisations,
                        Shown::plain(&ctx.t("nav-organisations")),
                    ),
                    organisation,
                ])
                .follow(ctx, &Subject::new(Noun::Organisation, id).to_string()),
            finding: ctx.t_with("demands-finding", &args),
            filter: filter(ctx, id),
            table: table(register, ctx, &all[window.rows(all.len())]),
            pager: Pager::new(ctx, window, all.len()),
        })
    }
}

fn filter(ctx: &Ctx, id: &str) -> Filter {
    let chosen = ctx.query.find(SINCE).is_some();
    Filter {
        action: ctx.action(&Route::Demands(id)),
        label: ctx.t("demands-filter"),
        keep: ctx.keep(),
        fields: vec![FilterField::day(ctx, SINCE, "demands-since", since(ctx))],
        submit: ctx.t("filter-submit"),
        reset: chosen.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Demands(id)))),
        cut: crate::parts::cut(ctx),
        found: None,
    }
}

fn table(register: &Register, ctx: &Ctx, demands: &[Demand<'_>]) -> Table {
    let head = [
        "recommendation-recommendation",
        "demands-answered",
        "demands-judged",
        "demands-measures",
        "demands-changed",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("demands-caption"), head, String::new()).quiet();
    for one in demands {
        let answered = one.responses.iter().flat_map(|response| {
            [
                Value::Link(ctx.organisation(register, &response.by)),
                ctx.stated(&response.position, |it| position_badge(ctx, *it)),
            ]
        });
        let judged = one.judgements.iter().flat_map(|coverage| {
            [
                Value::Link(subject::link(register, ctx, &coverage.plan.subject())),
                degree_badge(ctx, coverage.degree),
                Value::Link(ctx.organisation(register, &coverage.author)),
            ]
        });
        let measures = one.measures.iter();
        let measures = measures.map(|id| Value::Link(subject::link(register, ctx, &id.subject())));
        table.push(vec![
            Value::Link(subject::link(register, ctx, &one.demand.subject())),
            Value::all(answered.collect(), ctx.t("demands-nobody")),
            Value::all(judged.collect(), ctx.t("demands-not-judged")),
            Value::all(measures.collect(), ctx.t("demands-no-measure")),
            changes(register, ctx, one),
        ]);
    }
    table
}

fn changes(register: &Register, ctx: &Ctx, one: &Demand<'_>) -> Value {
    let told = one.changed.iter().take(MOST).filter_map(|seq| {
        let line = register.find_line(*seq)?;
        let kind = ctx.word("kind", &line.kind.replace('.', "-"));
        let words = format!("{}: {kind}", ctx.instant(line.at));
        let link = ctx.link(&Route::Entry(*seq), Shown::plain(&words));
        Some(Value::Link(link))
    });
    let mut told: Vec<Value> = told.collect();
    let more = one.changed.len().saturating_sub(MOST);
    if more > 0 {
        told.push(Value::Plain(
            ctx.t_with("demands-more", &[("n", more.into())]),
        ));
    }
    Value::all(told, ctx.t("demands-unchanged"))
}

/// A link to it, where there is one.
pub(super) fn link(register: &Register, ctx: &Ctx, of: &OrganisationId) -> Option<Link> {
    let demands = register
        .list_referrers(&of.subject(), Noun::Recommendation)
        .next();
    demands.map(|_| {
        let words = Shown::plain(&ctx.t("demands-link"));
        ctx.link(&Route::Demands(of.as_str()), words)
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Demands;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.of(&Route::Demands("qx-kok"), "since=2000-01-01", |r, c| {
            Demands::find(r, "qx-kok", c)
        });
    }
}
