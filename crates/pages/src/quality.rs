// SPDX-License-Identifier: EUPL-1.2
//! The quality of the record itself: plans and organisations line by line, and figures about which sources
//! differ side by side.

use askama::Template;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::{Findings, Found, Rule};
use wegmarke_domain::rules::quality::{self, OfOrganisation, OfPlan, Standing};

use crate::frame::Section;
use crate::parts::{Link, Pager, Shown, Table, Value, Window};
use crate::{Ctx, Frame, Route};
use crate::{finding, sides, subject};

/// Organisations, or figures, on one page.
const PER_PAGE: usize = 20;

/// The quality of the record.
#[derive(Debug, Template)]
#[template(path = "quality/page.html")]
pub struct Page {
    f: Frame,
    plans: Table,
    organisations: Table,
    pager: Pager,
    differing: Link,
    findings: Link,
}

impl Page {
    /// Every plan, and every organisation that was asked for something or on which a finding waits.
    #[must_use]
    pub fn build(register: &Register, findings: &Findings, ctx: &Ctx) -> Self {
        let organisations = quality::list_organisations(register, findings, ctx.today);
        let window = Window::of(ctx, organisations.len(), PER_PAGE);
        let mut table = empty(ctx, "quality-organisations", &OF_ORGANISATION);
        for one in organisations.iter().skip(window.skip).take(window.take) {
            table.push(of_organisation(register, ctx, one));
        }
        let mut plans = empty(ctx, "quality-plans", &OF_PLAN);
        for one in quality::list_plans(register, findings, ctx.today) {
            plans.push(of_plan(register, ctx, &one));
        }
        let link = |route: &Route<'_>, key: &str| ctx.link(route, Shown::plain(&ctx.t(key)));
        Self {
            f: Frame::new(
                ctx,
                Shown::plain(&ctx.t("quality-title")),
                Section::Questions,
            )
            .described(ctx.t("quality-description"))
            .below(vec![link(&Route::Questions, "questions-title")])
            .invented(ctx, register.has_invented()),
            plans,
            organisations: table,
            pager: Pager::new(ctx, window, organisations.len()),
            differing: link(&Route::Differing, "differing-link"),
            findings: link(&Route::Findings, "questions-findings"),
        }
    }
}

const OF_PLAN: [&str; 8] = [
    "quality-plan",
    "quality-measures",
    "quality-recorded",
    "quality-details",
    "quality-quiet",
    "quality-silence",
    "quality-consistency",
    "quality-findings",
];

const OF_ORGANISATION: [&str; 6] = [
    "quality-organisation",
    "quality-asked",
    "quality-given",
    "quality-silent",
    "quality-silence",
    "quality-findings",
];

fn empty(ctx: &Ctx, caption: &str, keys: &[&str]) -> Table {
    let head = keys.iter().map(|key| ctx.t(key)).collect();
    Table::new(ctx.t(caption), head, ctx.t("answer-no-row")).quiet()
}

/// A part of a whole, in words: nothing is a percentage without its base.
fn part(ctx: &Ctx, n: usize, of: usize) -> Value {
    match of {
        0 => Value::Missing(ctx.t("quality-none")),
        _ => Value::Plain(ctx.t_with("quality-part", &[("n", n.into()), ("of", of.into())])),
    }
}

fn since(ctx: &Ctx, days: Option<i64>) -> Value {
    let days = days.and_then(|days| usize::try_from(days).ok());
    match days {
        Some(days) => Value::Plain(ctx.tn("quality-days", days)),
        None => Value::Missing(ctx.t("quality-never")),
    }
}

/// How many findings, leading to just these, and what was said to them.
fn findings(ctx: &Ctx, standing: Standing, query: &[(&str, &str)]) -> Value {
    let all = Value::Link(Link {
        href: ctx.href_with(&Route::Findings, query),
        text: Shown::plain(&ctx.tn("count-findings-short", standing.all)),
        outside: false,
    });
    let spoken = standing.explained + standing.contested;
    match spoken {
        0 => all,
        _ => {
            let args = [
                ("explained", standing.explained.into()),
                ("contested", standing.contested.into()),
            ];
            all.with(Value::Plain(ctx.t_with("quality-spoken", &args)))
        }
    }
}

fn of_rule(ctx: &Ctx, rule: Rule, plan: &str, n: usize) -> Value {
    let query = [("rule", rule.as_str()), ("plan", plan)];
    let args = [("n", n.into())];
    let href = match rule {
        Rule::SourcesDiffer => ctx.href_with(&Route::Differing, &[("plan", plan)]),
        _ => ctx.href_with(&Route::Findings, &query),
    };
    Value::Link(Link {
        href,
        text: Shown::plain(&ctx.locale().word_with("quality-of", rule.as_str(), &args)),
        outside: false,
    })
}

fn of_plan(register: &Register, ctx: &Ctx, one: &OfPlan) -> Vec<Value> {
    let id = one.plan.as_str();
    let measures = match one.stated {
        Some(stated) => part(ctx, one.measures, stated as usize),
        None => Value::Plain(ctx.locale().count(one.measures)),
    };
    let consistency = [
        (Rule::SourcesDiffer, one.differing),
        (Rule::Citation, one.citations),
    ];
    let consistency = consistency
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(rule, n)| of_rule(ctx, rule, id, n));
    vec![
        Value::Link(subject::link(register, ctx, &one.plan.subject())),
        measures,
        part(ctx, one.recorded, one.measures),
        part(ctx, one.details.0, one.details.1),
        since(ctx, one.quiet),
        since(ctx, one.silence),
        Value::all(consistency.collect(), ctx.t("quality-consistent")),
        findings(ctx, one.findings, &[("plan", id)]),
    ]
}

fn of_organisation(register: &Register, ctx: &Ctx, one: &OfOrganisation) -> Vec<Value> {
    let asked = one.asked;
    let given = asked.in_time + asked.late;
    let count = |n: usize| match asked.asked {
        0 => Value::Missing(ctx.t("quality-not-asked")),
        _ => Value::Plain(ctx.locale().count(n)),
    };
    let in_time = match (asked.asked, asked.late) {
        (0, _) | (_, 0) => count(given),
        (_, late) => count(given).with(Value::Plain(ctx.tn("quality-late", late))),
    };
    vec![
        Value::Link(ctx.organisation(register, &one.organisation)),
        count(asked.asked),
        in_time,
        count(asked.silent),
        since(ctx, one.silence),
        findings(
            ctx,
            one.findings,
            &[("organisation", one.organisation.as_str())],
        ),
    ]
}

/// Figures about which sources differ.
#[derive(Debug, Template)]
#[template(path = "quality/differing.html")]
pub struct Differing {
    f: Frame,
    lead: String,
    table: Table,
    pager: Pager,
    rule: String,
}

impl Differing {
    /// All of them, or those of a `plan`.
    #[must_use]
    pub fn build(register: &Register, findings: &Findings, ctx: &Ctx) -> Self {
        let plan = ctx.query.find("plan");
        let all = findings.list().iter();
        let all = all.filter(|found| found.rule == Rule::SourcesDiffer);
        let all: Vec<&Found> = all
            .filter(|found| plan.is_none_or(|plan| found.plan.as_str() == plan))
            .collect();
        let window = Window::of(ctx, all.len(), PER_PAGE);
        let keys = [
            "differing-figure",
            "found-head-plan",
            "differing-sides",
            "found-head-state",
        ];
        let mut table = empty(ctx, "differing-caption", &keys);
        for found in all.iter().skip(window.skip).take(window.take) {
            table.push(row(register, ctx, found));
        }
        let link = |route: &Route<'_>, key: &str| ctx.link(route, Shown::plain(&ctx.t(key)));
        Self {
            f: Frame::new(
                ctx,
                Shown::plain(&ctx.t("differing-title")),
                Section::Questions,
            )
            .described(ctx.t("differing-description"))
            .below(vec![
                link(&Route::Questions, "questions-title"),
                link(&Route::Quality, "quality-title"),
            ])
            .invented(ctx, register.has_invented()),
            lead: ctx.tn("differing-lead", all.len()),
            table,
            pager: Pager::new(ctx, window, all.len()),
            rule: ctx.word("rule", Rule::SourcesDiffer.as_str()),
        }
    }
}

fn row(register: &Register, ctx: &Ctx, found: &Found) -> Vec<Value> {
    let name = subject::listed(register, ctx, &found.on);
    let what = sides::what(register, ctx, found);
    vec![
        Value::Link(ctx.link(&Route::Finding(&found.id), name))
            .with(Value::Text(Shown::plain(&what))),
        Value::Link(subject::link(register, ctx, &found.plan.subject())),
        sides::all(register, ctx, found),
        finding::state_badge(ctx, found.state(register)),
    ]
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::finding::Findings;

    use super::{Differing, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        samples.page(&Route::Quality, "", |r, c| {
            Page::build(r, &Findings::of(r, c.today), c)
        });
        for query in ["", "plan=qx-plan"] {
            samples.page(&Route::Differing, query, |r, c| {
                Differing::build(r, &Findings::of(r, c.today), c)
            });
        }
    }
}
