// SPDX-License-Identifier: EUPL-1.2
//! Indicators, milestones and money of a plan, for those who may state them.

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::figures::list_values;
use wegmarke_domain::rules::stating::{find_stating, is_taken_back};
use wegmarke_domain::rules::voices::answers_for;

use super::figure::{list_own_funding, list_own_values};
use super::{Bar, ways};
use crate::frame::Section;
use crate::parts::{Badge, Link, Links, Shown, Table, Tone, Value};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// What the page is made of.
#[derive(Debug)]
pub struct FiguresParts<'a> {
    /// Who.
    pub bar: Bar,
    /// For whom.
    pub by: &'a OrganisationId,
    /// Whether they may state figures, or draft them.
    pub may_state: bool,
    /// Whether they may propose milestones, or draft that.
    pub may_propose: bool,
    /// Whether they may decide proposals of this plan.
    pub may_confirm: bool,
    /// Whether they may take back what was stated, or draft that.
    pub may_withdraw: bool,
    /// The entry that was just made.
    pub said: Option<u64>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/figures.html")]
pub struct Figures {
    f: Frame,
    ways: Vec<Link>,
    plan: Link,
    receipt: Option<Link>,
    new_indicator: Option<Link>,
    new_context: Option<Link>,
    contexts: Option<Table>,
    proposals: Table,
    indicators: Table,
    measures: Table,
}

impl Figures {
    /// The page of a plan; `None` if there is none.
    #[must_use]
    pub fn find(
        register: &Register,
        ctx: &Ctx,
        plan: &str,
        parts: FiguresParts<'_>,
    ) -> Option<Self> {
        let plan = register.plans.find(plan)?;
        let id = plan.id.as_str();
        let title = ctx.t("figures-title");
        let act = |key: &str, kind, id: &str| {
            ctx.link(&Route::Figure(kind, id), Shown::plain(&ctx.t(key)))
        };
        Some(Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            plan: subject::link(register, ctx, &plan.subject()),
            receipt: super::receipt(register, ctx, parts.said),
            new_indicator: parts
                .may_state
                .then(|| act("figures-new-indicator", "new-indicator", id)),
            new_context: parts
                .may_state
                .then(|| act("figures-new-context", "new-context", id)),
            contexts: contexts(register, ctx, id, &parts),
            proposals: proposals(register, ctx, id, &parts),
            indicators: indicators(register, ctx, id, &parts),
            measures: measures(register, ctx, id, &parts),
        })
    }
}

/// One's own events, to be changed; `None` if there is none.
fn contexts(register: &Register, ctx: &Ctx, plan: &str, parts: &FiguresParts<'_>) -> Option<Table> {
    let head = vec![ctx.t("context-title"), ctx.t("task-do")];
    let mut table = Table::new(ctx.t("figures-own-contexts"), head, None).quiet();
    let own = register.contexts.list_of(plan);
    for context in own.filter(|one| parts.may_state && one.organisation == *parts.by) {
        let words = Shown::plain(&ctx.t("figures-change-context"));
        table.push(vec![
            Value::Link(subject::link(register, ctx, &context.subject())),
            Value::Link(ctx.link(&Route::Figure("context", context.id.as_str()), words)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn proposals(register: &Register, ctx: &Ctx, plan: &str, parts: &FiguresParts<'_>) -> Table {
    let head = [
        "overdue-milestone",
        "overdue-due",
        "figures-by",
        "task-state",
        "task-do",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("figures-proposals");
    let mut table = Table::new(caption, head, ctx.t("board-no-proposals")).quiet();
    let mut all: Vec<_> = register.list_plan_proposals(plan).collect();
    all.sort_by_key(|proposed| (proposed.decided.is_some(), std::cmp::Reverse(proposed.seq)));
    for proposed in all {
        let (code, tone) = match proposed.decided {
            None => ("open", Tone::Warn),
            Some((_, true)) => ("confirmed", Tone::Good),
            Some(_) if is_taken_back(register, proposed) => ("withdrawn", Tone::Plain),
            Some((_, false)) => ("declined", Tone::Bad),
        };
        let seq = proposed.seq.to_string();
        let by = register.find_line(proposed.seq).map(|line| line.by.clone());
        let next = match proposed.decided {
            None if parts.may_confirm => Value::Link(ctx.link(
                &Route::Figure("proposal", &seq),
                Shown::plain(&ctx.t("figures-decide")),
            )),
            None if parts.may_withdraw && by.as_ref() == Some(parts.by) => {
                let about = proposed.proposal.milestone.subject().to_string();
                let words = Shown::plain(&ctx.t("figure-withdraw"));
                let link = ctx.link(&Route::Figure("withdrawal", &about), words);
                Value::Plain(ctx.t("figures-waits")).with(Value::Link(link))
            }
            None => Value::Plain(ctx.t("figures-waits")),
            Some((decision, _)) => {
                let number = usize::try_from(decision).unwrap_or(usize::MAX);
                let words = Shown::plain(&ctx.tn("entry-title", number));
                Value::Link(ctx.link(&Route::Entry(decision), words))
            }
        };
        let milestone = &proposed.proposal.milestone;
        table.push(vec![
            Value::Text(ctx.text(&milestone.title)),
            ctx.stated_span(&milestone.due),
            by.map_or_else(
                || ctx.not_stated(),
                |by| Value::Link(subject::link(register, ctx, &by.subject())),
            ),
            Value::Badge(Badge {
                word: ctx.word("proposal-state", code),
                tone,
            }),
            next,
        ]);
    }
    table
}

fn indicators(register: &Register, ctx: &Ctx, plan: &str, parts: &FiguresParts<'_>) -> Table {
    let head = [
        "figures-indicator",
        "figures-set-by",
        "figures-values",
        "task-do",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("figures-indicators");
    let mut table = Table::new(caption, head, ctx.t("figures-no-indicators"))
        .numeric(&[2])
        .quiet();
    for indicator in register.indicators.list_of(plan) {
        let id = indicator.id.as_str();
        let act = |key: &str, kind| ctx.link(&Route::Figure(kind, id), Shown::plain(&ctx.t(key)));
        let kept = register.indicators.find_kept(id);
        let holder = kept.and_then(|kept| find_stating(register, kept));
        let mut links = Vec::new();
        if parts.may_state {
            links.push(act("figures-value", "value"));
            if holder == Some(parts.by) {
                links.push(act("figures-change", "indicator"));
            }
            for value in list_own_values(register, &indicator.id, parts.by) {
                let (day, on) = (ctx.date(value.on), value.on.to_string());
                links.push(Link {
                    href: ctx.href_with(&Route::Figure("value", id), &[("on", &on)]),
                    text: Shown::plain(&ctx.t_with("figures-value-of", &[("on", day.into())])),
                    outside: false,
                });
            }
        }
        table.push(vec![
            Value::Link(subject::link(register, ctx, &indicator.subject())),
            holder.map_or_else(
                || ctx.not_stated(),
                |holder| Value::Link(ctx.organisation(register, holder)),
            ),
            Value::Plain(
                ctx.locale()
                    .count(list_values(register, &indicator.id).len()),
            ),
            to_do(ctx, links),
        ]);
    }
    table
}

/// What somebody may do with a row, which may be nothing.
fn to_do(ctx: &Ctx, links: Vec<Link>) -> Value {
    if links.is_empty() {
        return Value::Missing(ctx.t("figures-nothing-to-do"));
    }
    Value::Links(Links { links })
}

fn measures(register: &Register, ctx: &Ctx, plan: &str, parts: &FiguresParts<'_>) -> Table {
    let head = ["task-about", "funding-title", "figures-milestones"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("figures-measures");
    let mut table = Table::new(caption, head, ctx.t("figures-no-measures")).quiet();
    let mut all: Vec<_> = register.measures.list_of(plan).collect();
    all.sort_by_cached_key(|measure| {
        let theirs = answers_for(register, parts.by, &measure.subject());
        (!theirs, crate::measure::order(register, ctx, measure))
    });
    for measure in all {
        let id = measure.id.as_str();
        let theirs = answers_for(register, parts.by, &measure.subject());
        let mut money = Vec::new();
        let mut steps = Vec::new();
        if parts.may_state {
            let words = Shown::plain(&ctx.t("figures-money"));
            money.push(ctx.link(&Route::Figure("funding", id), words));
            for funding in list_own_funding(register, &measure.id, parts.by.as_str()) {
                let year = funding.year.to_string();
                let href = ctx.href_with(&Route::Figure("funding", id), &[("year", &year)]);
                money.push(Link {
                    href,
                    text: Shown::plain(&year),
                    outside: false,
                });
            }
        }
        if parts.may_propose && theirs {
            let words = Shown::plain(&ctx.t("figures-new-milestone"));
            steps.push(ctx.link(&Route::Figure("new-milestone", id), words));
            let about = measure.subject();
            let ids = register.list_referrers(&about, Noun::Milestone);
            for milestone in ids.filter_map(|id| register.milestones.find(id)) {
                let title = ctx.words(&milestone.title).into_owned();
                let words = ctx.t_with("figures-shift", &[("milestone", title.into())]);
                let route = Route::Figure("milestone", milestone.id.as_str());
                steps.push(ctx.link(&route, Shown::plain(&words)));
            }
        }
        table.push(vec![
            Value::Link(subject::link(register, ctx, &measure.subject())),
            to_do(ctx, money),
            to_do(ctx, steps),
        ]);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Figures, FiguresParts};
    use crate::Route;
    use crate::samples::Samples;
    use wegmarke_domain::id::OrganisationId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let bar = samples.wording.bar();
        let by = OrganisationId::new("qx-new");
        let parts = FiguresParts {
            bar,
            by: &by,
            may_state: true,
            may_propose: true,
            may_confirm: true,
            may_withdraw: true,
            said: Some(0),
        };
        samples.of(&Route::Figures("qx-plan"), "", |r, c| {
            Figures::find(r, c, "qx-plan", parts)
        });
    }
}
