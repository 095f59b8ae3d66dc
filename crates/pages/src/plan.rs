// SPDX-License-Identifier: EUPL-1.2
//! Plans: the list, the page of one, its versions, and what is missing of it.

mod cite;
mod evaluability;
mod sheet;
mod versions;
mod worklist;

use askama::Template;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::plan::{Field, Plan};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::stated::Stated;

pub use sheet::Page;
pub use versions::Versions;
pub use worklist::Worklist;

use crate::chart::{About, Bars, Part, Stack};
use crate::frame::Section;
use crate::parts::{Link, Shown, Table, Tone, Value};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// All plans.
#[derive(Debug, Template)]
#[template(path = "plan/list.html")]
pub struct List {
    f: Frame,
    table: Table,
    chart: Option<Bars>,
}

impl List {
    /// The list of plans.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("plans-title"));
        Self {
            f: Frame::new(ctx, title, Section::Plans)
                .described(ctx.t("plans-description"))
                .invented(ctx, register.has_invented()),
            table: table(register, ctx),
            chart: recorded_chart(register, ctx),
        }
    }
}

/// How many measures a plan says it has: in all, else the sum of its fields if
/// every one of them says so. `None` if it is not stated.
pub(crate) fn stated_measures(register: &Register, plan: &Plan) -> Option<usize> {
    if let Some(stated) = plan.measures_stated.value() {
        return Some(*stated as usize);
    }
    let mut sum = 0;
    let mut fields = register
        .fields
        .list_of(plan.id.as_str())
        .filter(|f| f.parent.is_none())
        .peekable();
    fields.peek()?;
    for field in fields {
        sum += *field.measures_stated.value()? as usize;
    }
    Some(sum)
}

pub(crate) fn recorded_measures(register: &Register, plan: &str) -> usize {
    register.measures.list_of(plan).count()
}

/// Where a field stands among those of its plan: numbers in their own order.
pub(crate) fn field_order(field: &Field) -> (u32, Box<str>) {
    let digits: String = field
        .number
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    (digits.parse().unwrap_or(u32::MAX), field.number.clone())
}

/// Plans with their sizes.
pub(crate) fn table(register: &Register, ctx: &Ctx) -> Table {
    let head = [
        "plan-plan",
        "plan-lead",
        "plan-adopted",
        "plan-stated",
        "plan-recorded",
        "plan-milestones",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(ctx.t("plans-caption"), head, ctx.t("plans-empty"))
        .numeric(&[3, 4, 5])
        .quiet();
    let count = |n: usize| Value::Plain(ctx.locale().count(n));
    for plan in register.plans.list() {
        let id = plan.id.as_str();
        let title = subject::marked(register, ctx, &plan.id.subject(), ctx.text(&plan.title));
        let name = Value::Link(ctx.link(&Route::Plan(id), title));
        let name = match &plan.short {
            Stated::Value(short) => name.with(Value::Text(ctx.text(short).quiet())),
            _ => name,
        };
        table.push(vec![
            name,
            ctx.leads(register, &plan.lead),
            ctx.stated(&plan.adopted_on, |day| Value::Plain(ctx.date(*day))),
            stated_measures(register, plan).map_or_else(|| ctx.not_stated(), count),
            count(recorded_measures(register, id)),
            count(register.milestones.list_of(id).count()),
        ]);
    }
    table
}

/// Recorded against stated measures, plan by plan; `None` if no plan states its size.
pub(crate) fn recorded_chart(register: &Register, ctx: &Ctx) -> Option<Bars> {
    let mut bars = Vec::new();
    let (mut here, mut missing) = (0, 0);
    for plan in register.plans.list() {
        let Some(stated) = stated_measures(register, plan) else {
            continue;
        };
        let recorded = recorded_measures(register, plan.id.as_str());
        let lacking = stated.saturating_sub(recorded);
        here += recorded;
        missing += lacking;
        bars.push(Stack {
            counted: None,
            label: subject::name(register, ctx, &plan.subject()).words,
            href: Some(ctx.href(&Route::Worklist(plan.id.as_str()))),
            parts: vec![
                Part {
                    label: ctx.t("measures-recorded"),
                    n: recorded,
                    class: Tone::Info.class(),
                },
                Part {
                    label: ctx.t("measures-missing"),
                    n: lacking,
                    class: Tone::Plain.class(),
                },
            ],
        });
    }
    if bars.is_empty() {
        return None;
    }
    let about = About {
        id: "recorded",
        title: ctx.t("recorded-title"),
        finding: ctx.t_with(
            "recorded-finding",
            &[
                ("recorded", here.into()),
                ("stated", (here + missing).into()),
            ],
        ),
        column: ctx.t("plan-plan"),
    };
    Some(Bars::new(ctx, about, &bars, true))
}

/// The way to a page below a plan.
pub(crate) fn crumbs(register: &Register, ctx: &Ctx, plan: &str) -> Vec<Link> {
    let mut links = vec![ctx.link(&Route::Plans, Shown::plain(&ctx.t("nav-plans")))];
    if register.plans.find_kept(plan).is_some() {
        let subject = wegmarke_domain::noun::Subject::new(Noun::Plan, plan);
        links.push(subject::link(register, ctx, &subject));
    }
    links
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::finding::Findings;

    use super::{List, Page, Versions, Worklist};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Plans, "", List::build);
        for (id, query) in [
            ("qx-plan", ""),
            (
                "qx-plan",
                "axis=timeliness&cite=I 1, 3, 40&as-of=2025-12-31",
            ),
            ("qx-plan", "axis=evaluability&cite=qx"),
            ("qx-plan", "axis=coverage&round=qx-plan/r2"),
            ("qx-plan", "axis=funding"),
            ("qx-plan", "axis=effect&round=qx-plan/r2"),
            ("qx-bare", "cite=1-3"),
        ] {
            samples.of(&Route::Plan(id), query, |r, c| {
                Page::find(r, &Findings::of(r, c.today), id, c)
            });
        }
        for (id, query) in [("qx-plan", "from=1&to=2"), ("qx-bare", "")] {
            samples.of(&Route::Versions(id), query, |r, c| Versions::find(r, id, c));
        }
        for id in ["qx-plan", "qx-bare"] {
            samples.of(&Route::Worklist(id), "", |r, c| Worklist::find(r, id, c));
        }
    }
}
