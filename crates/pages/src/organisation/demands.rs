// SPDX-License-Identifier: EUPL-1.2
//! "What became of what we asked for": the demands of an organisation with answers, judgements, measures,
//! and what changed since a day; as a page, as CSV and as JSON.

use askama::Template;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value as Json, json};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::noun::Noun;
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
const PER_PAGE: usize = 50;
/// Most changes that are named for one demand; the others are counted.
const MOST: usize = 5;
/// What a program of tables would take for a formula at the beginning of a cell.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];

/// The page.
#[derive(Debug, Template)]
#[template(path = "organisation/demands.html")]
pub struct Demands {
    f: Frame,
    finding: String,
    filter: Filter,
    table: Table,
    pager: Pager,
    csv: Link,
    json: Link,
}

/// The day since which changes are told: asked for, else a year ago.
fn since(ctx: &Ctx) -> Date {
    let asked = ctx.query.find(SINCE).and_then(|day| day.parse().ok());
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
        let day = since(ctx).to_string();
        let file = |route: &Route<'_>, key: &str| {
            let mut link = ctx.link(route, Shown::plain(&ctx.t(key)));
            link.href = ctx.href_with(route, &[(SINCE, &day)]);
            link
        };
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
                ]),
            finding: ctx.t_with("demands-finding", &args),
            filter: filter(ctx, id),
            table: table(register, ctx, &all[window.rows(all.len())]),
            pager: Pager::new(ctx, window, all.len()),
            csv: file(&Route::DemandsCsv(id), "demands-csv"),
            json: file(&Route::DemandsJson(id), "demands-json"),
        })
    }
}

fn filter(ctx: &Ctx, id: &str) -> Filter {
    let chosen = ctx.query.find(SINCE).is_some();
    Filter {
        action: ctx.action(&Route::Demands(id)),
        label: ctx.t("demands-filter"),
        keep: ctx.keep(),
        fields: vec![FilterField::Day {
            name: SINCE,
            label: ctx.t("demands-since"),
            value: since(ctx).to_string(),
        }],
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

/// One line for each demand and judgement, with a heading, as CSV (RFC 4180, UTF-8); `None` if it made
/// no demand. Codes stand as in the API.
#[must_use]
pub fn csv(register: &Register, id: &str, ctx: &Ctx) -> Option<String> {
    let all = find(register, id, ctx)?;
    let mut csv = line(&[
        "demand",
        "title",
        "answered_by",
        "position",
        "plan",
        "degree",
        "judged_by",
        "judged_on",
        "measures",
        "changed_entries",
    ]);
    for one in &all {
        let title = one.demand.title.best(ctx.data_lang()).1;
        let list = |all: Vec<&str>| all.join("; ");
        let by = list(one.responses.iter().map(|it| it.by.as_str()).collect());
        let positions = one.responses.iter().filter_map(|it| it.position.value());
        let positions = list(positions.map(|it| it.as_str()).collect());
        let changed: Vec<String> = one.changed.iter().map(ToString::to_string).collect();
        let changed = changed.join("; ");
        let mut push = |judged: [&str; 5]| {
            let [plan, degree, author, on, measures] = judged;
            let id = one.demand.id.as_str();
            csv.push_str(&line(&[
                id, title, &by, &positions, plan, degree, author, on, measures, &changed,
            ]));
        };
        if one.judgements.is_empty() {
            push([""; 5]);
        }
        for judged in &one.judgements {
            let on = judged
                .dated_on
                .value()
                .map(Date::to_string)
                .unwrap_or_default();
            let measures = judged.measures.iter().map(|id| id.as_str());
            push([
                judged.plan.as_str(),
                judged.degree.as_str(),
                judged.author.as_str(),
                &on,
                &list(measures.collect()),
            ]);
        }
    }
    Some(csv)
}

/// A line of CSV. What a program of tables would take for a formula gets an apostrophe.
fn line(cells: &[&str]) -> String {
    let cell = |words: &&str| {
        let guard = if words.starts_with(FORMULA) { "'" } else { "" };
        format!("\"{guard}{}\"", words.replace('"', "\"\""))
    };
    let cells: Vec<String> = cells.iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// The same as JSON: records as they stand in the register; `None` if it made no demand.
#[must_use]
pub fn json(register: &Register, id: &str, ctx: &Ctx) -> Option<String> {
    let all = find(register, id, ctx)?;
    let demands: Vec<Json> = all
        .iter()
        .map(|one| {
            json!({
                "demand": one.demand,
                "responses": one.responses,
                "judgements": one.judgements,
                "measures": one.measures,
                "changed": one.changed,
            })
        })
        .collect();
    let told = json!({
        "organisation": id,
        "as_of": ctx.today.to_string(),
        "changed_since": since(ctx).to_string(),
        "items": demands,
    });
    Some(format!("{told:#}\n"))
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
mod tests {
    use super::line;

    #[test]
    fn a_cell_is_quoted_and_no_formula() {
        assert_eq!(
            line(&["a\"b", "=1+1", "", "c,d\ne"]),
            "\"a\"\"b\",\"'=1+1\",\"\",\"c,d\ne\"\r\n"
        );
    }
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
