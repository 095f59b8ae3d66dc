// SPDX-License-Identifier: EUPL-1.2
//! Gaps both ways: demand without a measure, and measures nobody asked for.

use askama::Template;
use wegmarke_domain::coverage::{Degree, Judged};
use wegmarke_domain::id::PlanId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::gap::{self, Gaps};

use crate::frame::Section;
use crate::parts::{Badge, Cell, Link, Shown, Table, Value};
use crate::recommendation::{degree_tone, who_asks};
use crate::{Ctx, Frame, Route};
use crate::{measure, subject};

/// Rows of one list shown at once.
const MOST: usize = 200;

/// The gaps.
#[derive(Debug, Template)]
#[template(path = "gap/page.html")]
pub struct Page {
    f: Frame,
    coverage: Link,
    matrix: Table,
    demand: Vec<Side>,
    supply: Vec<Side>,
}

/// The gaps of one plan in one direction.
#[derive(Debug)]
struct Side {
    plan: String,
    count: String,
    table: Table,
    more: Option<String>,
}

impl Page {
    /// The gaps between all recommendations that were judged and the plans they were judged for.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let gaps = gap::find(register);
        let title = Shown::plain(&ctx.t("gaps-title"));
        Self {
            f: Frame::new(ctx, title, Section::Gaps).described(ctx.t("gaps-description")),
            coverage: ctx.link(&Route::Coverage, Shown::plain(&ctx.t("covering-link"))),
            matrix: matrix(register, ctx, &gaps),
            demand: gaps
                .demand
                .iter()
                .map(|(plan, ids)| demand(register, ctx, plan, ids))
                .collect(),
            supply: gaps
                .supply
                .iter()
                .map(|(plan, ids)| supply(register, ctx, plan, ids))
                .collect(),
        }
    }
}

fn name(register: &Register, ctx: &Ctx, plan: &PlanId) -> String {
    subject::name(register, ctx, &plan.subject()).words
}

fn matrix(register: &Register, ctx: &Ctx, gaps: &Gaps) -> Table {
    let mut plans: Vec<&PlanId> = gaps.matrix.values().flat_map(|row| row.keys()).collect();
    plans.sort();
    plans.dedup();
    let mut head = vec![ctx.t("gaps-topic")];
    head.extend(plans.iter().map(|plan| name(register, ctx, plan)));
    let mut table = Table::new(ctx.t("gaps-matrix-caption"), head, ctx.t("gaps-empty")).quiet();
    for (topic, row) in &gaps.matrix {
        let words = if topic.is_empty() {
            ctx.t("gaps-no-topic")
        } else {
            ctx.word("topic", topic)
        };
        let href = ctx.href_with(
            &Route::Recommendations,
            &[("topic", if topic.is_empty() { "-" } else { topic })],
        );
        let mut cells = vec![Cell::from(Value::Link(Link {
            href,
            text: Shown::plain(&words),
            outside: false,
        }))];
        for plan in &plans {
            cells.push(row.get(*plan).map_or_else(
                || Cell::from(Value::Missing(ctx.t("coverage-nobody"))),
                |cell| cell_of(ctx, cell),
            ));
        }
        table.push_cells(cells, None);
    }
    table
}

/// The whole distribution, silence included; nothing is added up under one word.
fn cell_of(ctx: &Ctx, cell: &gap::Cell) -> Cell {
    let mut all: Vec<Value> = cell
        .judged
        .iter()
        .map(|(degree, n)| {
            let words = ctx.word("degree", degree.as_str());
            Value::Badge(Badge {
                word: ctx.t_with("times", &[("n", (*n).into()), ("words", words.into())]),
                tone: degree_tone(*degree),
            })
        })
        .collect();
    if cell.silent > 0 {
        all.push(Value::Missing(ctx.tn("gaps-silent", cell.silent)));
    }
    let met = |degree| cell.judged.contains_key(&degree);
    let is_gap = !met(Degree::Met) && !met(Degree::Partial);
    Cell {
        value: Value::All(all),
        numeric: false,
        tone: is_gap.then_some("gap"),
    }
}

fn demand(register: &Register, ctx: &Ctx, plan: &PlanId, demands: &[Judged]) -> Side {
    let head = vec![ctx.t("covering-demand"), ctx.t("covering-who")];
    let caption = ctx.t_with(
        "gaps-demand-caption",
        &[("plan", name(register, ctx, plan).into())],
    );
    let mut table = Table::new(caption, head, ctx.t("gaps-demand-empty")).quiet();
    for demand in demands.iter().take(MOST) {
        let demand = demand.subject();
        table.push(vec![
            Value::Link(subject::link(register, ctx, &demand)),
            who_asks(register, ctx, &demand),
        ]);
    }
    side(register, ctx, plan, demands.len(), table, "count-demands")
}

fn supply(
    register: &Register,
    ctx: &Ctx,
    plan: &PlanId,
    ids: &[wegmarke_domain::id::MeasureId],
) -> Side {
    let head = vec![
        ctx.t("measure-measure"),
        ctx.t("measure-field"),
        ctx.t("measure-lead"),
    ];
    let caption = ctx.t_with(
        "gaps-supply-caption",
        &[("plan", name(register, ctx, plan).into())],
    );
    let mut table = Table::new(caption, head, ctx.t("gaps-supply-empty")).quiet();
    for measure in ids
        .iter()
        .take(MOST)
        .filter_map(|id| register.measures.find(id.as_str()))
    {
        table.push(vec![
            Value::Link(measure::link(register, ctx, measure)),
            ctx.stated_of(register, measure, &measure.field, |id| {
                Value::Text(subject::name(register, ctx, &id.subject()))
            }),
            ctx.lead_of(register, measure),
        ]);
    }
    side(register, ctx, plan, ids.len(), table, "count-measures")
}

fn side(
    register: &Register,
    ctx: &Ctx,
    plan: &PlanId,
    total: usize,
    table: Table,
    key: &str,
) -> Side {
    let args = [("shown", MOST.into()), ("total", total.into())];
    let more = (total > MOST).then(|| ctx.t_with("list-cut", &args));
    Side {
        plan: name(register, ctx, plan),
        count: ctx.tn(key, total),
        table,
        more,
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Gaps, "", Page::build);
    }
}
