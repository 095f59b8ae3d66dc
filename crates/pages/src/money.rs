// SPDX-License-Identifier: EUPL-1.2
//! Money of a plan, or of all: by year, field or plan, lead and strand; where it ends too early; and where
//! sources differ. Currencies stand side by side, and so do two sources.

use std::collections::BTreeMap;

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::balance::Dimension;
use wegmarke_domain::rules::money::{self, Amount, Cliff, Purse, Sum, Sums};
use wegmarke_domain::rules::question::Question;

use crate::frame::Section;
use crate::measured;
use crate::narrow::{ENDS, KNOWN, UNKNOWN, word, years};
use crate::parts::{Link, NOT_STATED, Pager, Shown, Table, Value, Window};
use crate::plan::crumbs;
use crate::question::{Sentence, Sentences, find_sentence};
use crate::wall::top_field;
use crate::{Ctx, Frame, Route};
use crate::{attribute, subject};

/// Rows of the list of ends on one page.
const PER_PAGE: usize = 25;

/// The page.
#[derive(Debug, Template)]
#[template(path = "money/page.html")]
pub struct Page {
    f: Frame,
    sentences: Sentences,
    years: Table,
    groups: Table,
    groups_heading: String,
    leads: Table,
    strands: Table,
    cliffs: Table,
    pager: Pager,
    differing: Table,
    others: Link,
}

impl Page {
    /// The money of a plan.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let plan = register.plans.find(id)?;
        let name = subject::name(register, ctx, &plan.subject()).words;
        let title = ctx.t_with("money-title", &[("plan", name.into())]);
        let frame = Frame::new(ctx, Shown::plain(&title), Section::Plans)
            .below(crumbs(register, ctx, id))
            .invented(ctx, register.has_invented_of(id));
        let measures = register.measures.list_of(id).collect();
        let view = View {
            register,
            ctx,
            plan: Some(id),
            measures,
        };
        Some(view.page(frame))
    }

    /// The money of all plans.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let frame = Frame::new(ctx, Shown::plain(&ctx.t("money-all")), Section::Plans)
            .invented(ctx, register.has_invented());
        let plans = register.plans.list();
        let measures = plans.flat_map(|plan| register.measures.list_of(plan.id.as_str()));
        let measures = measures.collect();
        let view = View {
            register,
            ctx,
            plan: None,
            measures,
        };
        view.page(frame)
    }
}

/// Whose money is shown.
struct View<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    plan: Option<&'a str>,
    measures: Vec<&'a Measure>,
}

impl<'a> View<'a> {
    fn page(&self, frame: Frame) -> Page {
        let (register, ctx) = (self.register, self.ctx);
        let cliffs = money::list_cliffs(register, self.all());
        let window = Window::of(ctx, cliffs.len(), PER_PAGE);
        let differing = self.differing();
        let (groups_heading, groups) = match self.plan {
            Some(_) => (ctx.t("money-fields"), self.fields()),
            None => (ctx.t("money-plans"), self.plans()),
        };
        Page {
            f: frame.described(ctx.t("money-description")),
            sentences: self.sentences(cliffs.len(), differing.rows.len()),
            years: self.years(),
            groups,
            groups_heading,
            leads: self.leads(),
            strands: self.strands(),
            pager: Pager::new(ctx, window, cliffs.len()),
            cliffs: self.cliffs(cliffs.iter().skip(window.skip).take(window.take)),
            differing,
            others: match self.plan {
                Some(_) => ctx.link(&Route::AllMoney, Shown::plain(&ctx.t("money-all"))),
                None => ctx.link(&Route::Plans, Shown::plain(&ctx.t("nav-plans"))),
            },
        }
    }

    fn all(&self) -> impl Iterator<Item = &'a Measure> {
        self.measures.iter().copied()
    }

    fn href(&self, more: &[(&str, &str)]) -> String {
        let mut query: Vec<(&str, &str)> = self.plan.map(|id| ("plan", id)).into_iter().collect();
        query.extend(more);
        self.ctx.href_with(&Route::Measures, &query)
    }

    fn sentences(&self, cliffs: usize, differing: usize) -> Sentences {
        let ctx = self.ctx;
        let is_unknown = |one: &&Measure| !money::is_known(self.register, one);
        let unknown = self.all().filter(is_unknown).count();
        let total = self.measures.len();
        let count = |key: &str, n: usize, href: String| {
            let args = [("n", n.into()), ("total", total.into())];
            (n > 0).then(|| Sentence::new(n, &ctx.t_with(key, &args), href))
        };
        let all = [
            find_sentence(self.register, ctx, Question::Money, self.plan),
            count("money-unknown", unknown, self.href(&[("money", UNKNOWN)])),
            count("money-cliffs", cliffs, self.href(&[("money", ENDS)])),
            count("money-differing", differing, "#differing".to_owned()),
        ];
        Sentences {
            sentences: all.into_iter().flatten().collect(),
        }
    }

    fn number(&self, n: usize, href: String) -> Value {
        let words = self.ctx.locale().count(n);
        if n == 0 {
            return Value::Plain(words);
        }
        Value::Link(Link {
            href,
            text: Shown::plain(&words),
            outside: false,
        })
    }

    fn empty(&self, first: &str, caption: &str, of_group: bool) -> Table {
        let ctx = self.ctx;
        let mut head = vec![ctx.t(first)];
        let counted: &[&str] = match of_group {
            true => &["money-measures", "money-known", "money-share"],
            false => &["money-measures"],
        };
        head.extend(counted.iter().map(|key| ctx.t(key)));
        let amounts = Amount::ALL.iter();
        head.extend(amounts.map(|amount| attribute::name(ctx, amount.as_str())));
        let numbers: Vec<usize> = (1..head.len()).collect();
        Table::new(ctx.t(caption), head, ctx.t("money-empty"))
            .numeric(&numbers)
            .quiet()
    }

    fn years(&self) -> Table {
        let mut table = self.empty("money-year", "money-years", false);
        for (of, sums) in money::by_years(self.register, self.all()) {
            let mut measures: Vec<_> = sums.values().flat_map(|sum| &sum.measures).collect();
            measures.sort();
            measures.dedup();
            let href = self.href(&[("years", &years(of, "-"))]);
            let mut row = vec![
                Value::Plain(years(of, "–")),
                self.number(measures.len(), href),
            ];
            row.extend(self.amounts(&sums));
            table.push(row);
        }
        table
    }

    fn amounts(&self, sums: &Sums) -> Vec<Value> {
        let all = Amount::ALL.iter();
        all.map(|amount| sums_of(self.ctx, Some(sums), *amount))
            .collect()
    }

    /// A group: how many measures, of how many money is known, the share of those of which it is not.
    fn push(&self, table: &mut Table, name: Value, purse: &Purse, query: &[(&str, &str)]) {
        let (total, known) = (purse.measures.len(), purse.known.len());
        let share = self.ctx.locale().percent(total - known, total);
        let mut known_query = query.to_vec();
        known_query.push(("money", KNOWN));
        let mut row = vec![
            name,
            self.number(total, self.href(query)),
            self.number(known, self.href(&known_query)),
            share.map_or_else(|| Value::Missing(self.ctx.t("money-nobody")), Value::Plain),
        ];
        row.extend(self.amounts(&purse.sums));
        table.push(row);
    }

    fn fields(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let mut table = self.empty("measure-field", "money-fields", true);
        let purses = money::group(register, self.all(), |one| vec![top_field(register, one)]);
        let mut purses: Vec<_> = purses.into_iter().collect();
        purses.sort_by_cached_key(|(field, _)| {
            let field = field.and_then(|id| register.fields.find(id));
            field.map_or((u32::MAX, Box::default()), crate::plan::field_order)
        });
        for (field, purse) in purses {
            let name = field.map_or_else(
                || ctx.t("wall-no-field"),
                |id| subject::name(register, ctx, &Subject::new(Noun::Field, id)).words,
            );
            let name = Value::Text(Shown::plain(&name));
            self.push(
                &mut table,
                name,
                &purse,
                &[("field", field.unwrap_or(NOT_STATED))],
            );
        }
        table
    }

    fn plans(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let mut table = self.empty("plan-plan", "money-plans", true);
        let purses = money::group(register, self.all(), |one| vec![one.plan()]);
        for (plan, purse) in purses {
            let mut link = subject::link(register, ctx, &Subject::new(Noun::Plan, plan));
            link.href = ctx.href(&Route::Money(plan));
            self.push(&mut table, Value::Link(link), &purse, &[("plan", plan)]);
        }
        table
    }

    /// By lead: a measure with two stands under both.
    fn leads(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let mut table = self.empty("measure-lead", "money-leads", true);
        let leads = |one: &'a Measure| match one.lead.value() {
            Some(leads) => leads.ids().iter().map(Some).collect(),
            None => vec![None],
        };
        let purses: BTreeMap<Option<&OrganisationId>, Purse> =
            money::group(register, self.all(), leads);
        let mut purses: Vec<_> = purses.into_iter().collect();
        purses.sort_by_key(|(lead, purse)| {
            let known = std::cmp::Reverse((purse.known.len(), purse.measures.len()));
            (lead.is_none(), known)
        });
        for (lead, purse) in purses {
            let name = lead.map_or_else(
                || ctx.not_stated(),
                |lead| Value::Link(ctx.organisation(register, lead)),
            );
            let id = lead.map_or(NOT_STATED, |lead| lead.as_str());
            self.push(&mut table, name, &purse, &[("lead", id)]);
        }
        table
    }

    /// By what measures are for: so what coordination and participation cost is a line of its own.
    fn strands(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let mut table = self.empty("dimension-strand", "money-strands", true);
        let strand = Dimension::Strand;
        let mut purses = money::group(register, self.all(), |one| strand.said(register, one));
        let mut names = strand.expected();
        names.extend(
            purses
                .keys()
                .filter(|name| !strand.expected().contains(name)),
        );
        for name in names {
            let purse = purses.remove(name).unwrap_or_default();
            let shown = Value::Text(Shown::plain(&word(ctx, strand, name)));
            self.push(&mut table, shown, &purse, &[("strand", name)]);
        }
        table
    }

    fn cliffs<'c>(&self, cliffs: impl Iterator<Item = &'c Cliff>) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let keys = [
            "measure-measure",
            "money-ends",
            "money-measure-ends",
            "money-days",
        ];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("money-cliffs-title"), head, ctx.t("money-no-cliff"))
            .numeric(&[3])
            .quiet();
        for cliff in cliffs {
            let days = cliff.days().and_then(|days| usize::try_from(days).ok());
            table.push(vec![
                Value::Link(subject::link(register, ctx, &cliff.measure.subject())),
                Value::Plain(ctx.date(cliff.money_ends_on)),
                match cliff.ends_on {
                    Some(day) => Value::Plain(ctx.date(day)),
                    None => Value::Missing(ctx.t("money-no-end")),
                },
                match days {
                    Some(days) => Value::Plain(ctx.locale().count(days)),
                    None => Value::Missing(ctx.t("money-no-end")),
                },
            ]);
        }
        table
    }

    fn differing(&self) -> Table {
        let (register, ctx) = (self.register, self.ctx);
        let keys = ["measure-measure", "money-year", "money-what", "money-said"];
        let head = keys.into_iter().map(|key| ctx.t(key)).collect();
        let mut table = Table::new(ctx.t("money-differ"), head, ctx.t("money-agree")).quiet();
        for one in money::list_differing(register, self.all()) {
            let said = one.said.iter().map(|(by, amount)| {
                let amount = measured::money(ctx, *amount, Some(&one.currency));
                Value::Plain(amount).with(Value::Link(ctx.organisation(register, by)))
            });
            table.push(vec![
                Value::Link(subject::link(register, ctx, &one.measure.subject())),
                Value::Plain(years(one.years, "–")),
                Value::Plain(attribute::name(ctx, one.amount.as_str())),
                Value::all(said.collect(), ctx.t("not-stated")),
            ]);
        }
        table
    }
}

/// What is named of one kind, currency by currency: a range where sources differ.
pub(crate) fn sums_of(ctx: &Ctx, sums: Option<&Sums>, amount: Amount) -> Value {
    let sums = sums.into_iter().flatten();
    let sums = sums.filter(|((_, of), _)| *of == amount);
    let mut all: Vec<Value> = sums
        .map(|((currency, _), sum)| Value::Plain(range(ctx, currency, sum)))
        .collect();
    match all.len() {
        0 => Value::Missing(ctx.t("money-nobody")),
        1 => all.remove(0),
        _ => Value::All(all),
    }
}

fn range(ctx: &Ctx, currency: &str, sum: &Sum) -> String {
    let high = measured::money(ctx, sum.range.high, Some(currency));
    if sum.range.low == sum.range.high {
        return high;
    }
    let low = ctx.locale().decimal(sum.range.low);
    ctx.t_with("money-range", &[("low", low.into()), ("high", high.into())])
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for id in ["qx-plan", "qx-bare"] {
            samples.of(&Route::Money(id), "", |r, c| Page::find(r, id, c));
        }
        samples.page(&Route::AllMoney, "", Page::build);
    }
}
