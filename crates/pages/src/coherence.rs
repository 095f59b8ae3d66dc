// SPDX-License-Identifier: EUPL-1.2
//! What could belong together: suggestions of two plans and of one measure with the words that led to
//! them, what organisations say of them, themes side by side, and what has no counterpart.

mod graph;

use askama::Template;
use wegmarke_coherence::suggest::{self, Judged, Suggestion};
use wegmarke_coherence::{Coherence, Why};
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;

use self::graph::Graph;
use crate::attribute::name_of;
use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Shown, Table, Tone, Value, Window};
use crate::{Ctx, Frame, Route};
use crate::{measure, subject};

/// Pairs on one page.
const PER_PAGE: usize = 12;
/// Measures of one list shown at once.
const MOST: usize = 200;

/// What two plans have in common.
#[derive(Debug, Template)]
#[template(path = "coherence/page.html")]
pub struct Page {
    f: Frame,
    answer: String,
    filter: Option<Filter>,
    graph: Option<Graph>,
    table: Table,
    pager: Pager,
    matrix: Option<Table>,
    lone: Vec<Lone>,
}

/// Measures of one plan without a counterpart in the other.
#[derive(Debug)]
struct Lone {
    title: String,
    table: Table,
    more: Option<String>,
}

/// The two plans that are compared: those asked for, else the first two.
fn asked<'a>(register: &'a Register, ctx: &Ctx) -> Option<[&'a str; 2]> {
    let plans: Vec<&str> = register.plans.list().map(|plan| plan.id.as_str()).collect();
    let of = |name: &str| {
        let asked = ctx.query.find(name)?;
        plans.iter().copied().find(|plan| *plan == asked)
    };
    let one = of("plan").or_else(|| plans.first().copied())?;
    let others = plans.iter().copied().find(|plan| *plan != one);
    Some([one, of("other").or(others).unwrap_or(one)])
}

impl Page {
    /// Suggestions of two plans: the parameters `plan` and `other`, which may be the same; `state`
    /// narrows to what became of them.
    #[must_use]
    pub fn build(register: &Register, coherence: &Coherence, ctx: &Ctx) -> Self {
        let title = Shown::plain(&ctx.t("coherence-title"));
        let plans = asked(register, ctx);
        let all = plans.map_or_else(Vec::new, |[one, other]| {
            suggest::list_between(register, coherence, one, other)
        });
        let state = ctx.query.find("state");
        let shown: Vec<&Suggestion<'_>> = all
            .iter()
            .filter(|one| state.is_none_or(|state| one.judged().as_str() == state))
            .collect();
        let window = Window::of(ctx, shown.len(), PER_PAGE);
        let part: Vec<&Suggestion<'_>> = shown
            .iter()
            .skip(window.skip)
            .take(window.take)
            .copied()
            .collect();
        let graph = Graph::new(ctx, &part);
        let numbers = graph.as_ref().map(|graph| &graph.numbers[..]);
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("coherence-description"))
                .below(vec![ctx.link(
                    &Route::Questions,
                    Shown::plain(&ctx.t("questions-title")),
                )])
                .invented(ctx, register.has_invented()),
            answer: answer(ctx, &all),
            filter: filter(register, ctx, plans, &all),
            table: table(register, coherence, ctx, &part, numbers),
            graph,
            pager: Pager::new(ctx, window, shown.len()),
            matrix: matrix(register, ctx, plans),
            lone: plans.map_or_else(Vec::new, |plans| lone(register, coherence, ctx, plans)),
        }
    }
}

/// What could belong to one measure.
#[derive(Debug, Template)]
#[template(path = "coherence/measure.html")]
pub struct OfMeasure {
    f: Frame,
    about: Link,
    table: Table,
}

impl OfMeasure {
    /// Suggestions for a measure; for one that was dropped there are none.
    #[must_use]
    pub fn find(register: &Register, coherence: &Coherence, id: &str, ctx: &Ctx) -> Option<Self> {
        let measure = &*register.measures.find_kept(id)?.record;
        let all = suggest::list_of(register, coherence, &measure.id);
        let all: Vec<&Suggestion<'_>> = all.iter().collect();
        let title = Shown::plain(&ctx.t("coherence-of-title"));
        Some(Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("coherence-description"))
                .below(vec![ctx.link(
                    &Route::Coherence,
                    Shown::plain(&ctx.t("coherence-title")),
                )])
                .invented(ctx, register.has_invented_of(measure.plan())),
            about: measure::link(register, ctx, measure),
            table: table(register, coherence, ctx, &all, None),
        })
    }
}

fn name(register: &Register, ctx: &Ctx, plan: &str) -> String {
    subject::name(register, ctx, &Subject::new(Noun::Plan, plan)).words
}

fn count(all: &[Suggestion<'_>], judged: Judged) -> usize {
    all.iter().filter(|one| one.judged() == judged).count()
}

fn answer(ctx: &Ctx, all: &[Suggestion<'_>]) -> String {
    let first = ctx.tn("coherence-found", all.len());
    if all.is_empty() {
        return first;
    }
    let args = [
        ("related", count(all, Judged::Related).into()),
        ("dismissed", count(all, Judged::Dismissed).into()),
        ("open", count(all, Judged::Open).into()),
    ];
    format!("{first} {}", ctx.t_with("coherence-judged", &args))
}

fn filter(
    register: &Register,
    ctx: &Ctx,
    plans: Option<[&str; 2]>,
    all: &[Suggestion<'_>],
) -> Option<Filter> {
    let plans = plans?;
    let select = |name: &'static str, label: &str, chosen: &str| FilterField::Select {
        name,
        label: ctx.t(label),
        choices: register
            .plans
            .list()
            .map(|plan| Choice {
                value: plan.id.to_string(),
                label: subject::choice(register, ctx, &plan.id.subject()),
                chosen: plan.id.as_str() == chosen,
            })
            .collect(),
    };
    let state = ctx.query.find("state").unwrap_or_default();
    let states = Judged::ALL.into_iter().map(|judged| Choice {
        value: judged.as_str().to_owned(),
        label: ctx.t_with(
            "choice",
            &[
                ("words", ctx.word("coherence-state", judged.as_str()).into()),
                ("n", count(all, judged).into()),
            ],
        ),
        chosen: judged.as_str() == state,
    });
    let every = Choice {
        value: String::new(),
        label: ctx.t("coherence-state-all"),
        chosen: state.is_empty(),
    };
    Some(Filter {
        action: ctx.action(&Route::Coherence),
        label: ctx.t("coherence-filter"),
        keep: ctx.keep(),
        fields: vec![
            select("plan", "filter-plan", plans[0]),
            select("other", "coherence-other", plans[1]),
            FilterField::Select {
                name: "state",
                label: ctx.t("coherence-state"),
                choices: std::iter::once(every).chain(states).collect(),
            },
        ],
        submit: ctx.t("filter-submit"),
        reset: None,
        cut: crate::parts::cut(ctx),
        found: None,
    })
}

fn table(
    register: &Register,
    coherence: &Coherence,
    ctx: &Ctx,
    shown: &[&Suggestion<'_>],
    numbers: Option<&[[String; 2]]>,
) -> Table {
    let head = ["one", "other", "why", "said"].map(|key| ctx.word("coherence-head", key));
    let caption = ctx.t("coherence-caption");
    let mut table = Table::new(caption, head.to_vec(), ctx.t("coherence-none")).quiet();
    for (at, suggestion) in shown.iter().enumerate() {
        let number = |side: usize| Some(&numbers?.get(at)?[side]);
        let cell = |measure: &Measure, number: Option<&String>| {
            let link = Value::Link(measure::link(register, ctx, measure));
            let link = match number {
                Some(number) => Value::Plain(number.clone()).with(link),
                None => link,
            };
            link.with(Value::Text(Shown::plain(&name(
                register,
                ctx,
                measure.plan(),
            ))))
        };
        let mut first = cell(suggestion.one, number(0));
        if suggestion.more > 0 {
            first = first.with(Value::Plain(ctx.tn("coherence-more", suggestion.more)));
        }
        let ids = [suggestion.one.id.as_str(), suggestion.other.id.as_str()];
        table.push(vec![
            first,
            cell(suggestion.other, number(1)),
            why(ctx, &coherence.why(ids[0], ids[1]), suggestion),
            said(register, ctx, suggestion),
        ]);
    }
    table
}

/// The words that led to a suggestion, and what both state.
fn why(ctx: &Ctx, why: &Why, suggestion: &Suggestion<'_>) -> Value {
    if suggestion.score == 0.0 {
        return Value::Missing(ctx.t("coherence-not-by-words"));
    }
    let words =
        why.words.iter().map(
            |[one, other]| match one.to_lowercase() == other.to_lowercase() {
                true => one.to_string(),
                false => format!("{one} ~ {other}"),
            },
        );
    let words: Vec<String> = words.collect();
    let mut all = Vec::new();
    if !words.is_empty() {
        all.push(Value::Text(Shown::plain(&words.join(", "))));
    }
    if !why.shared.is_empty() {
        let names: Vec<String> = why
            .shared
            .iter()
            .map(|name| name_of(ctx, Noun::Measure, name))
            .collect();
        let args = [("names", names.join(", ").into())];
        all.push(Value::Plain(ctx.t_with("coherence-shared", &args)));
    }
    Value::all(all, ctx.t("coherence-parts-of-words"))
}

/// What organisations say of two measures, and where one says more.
fn said(register: &Register, ctx: &Ctx, suggestion: &Suggestion<'_>) -> Value {
    let (one, other) = (suggestion.one, suggestion.other);
    let mut all = Vec::new();
    if suggestion.said.is_empty() {
        let word = ctx.word("coherence-state", Judged::Open.as_str());
        all.push(Value::badge(word, Tone::Info));
    }
    for relation in &suggestion.said {
        let family = match relation.measure == one.id {
            true => "relation-kind",
            false => "relation-kind-of",
        };
        all.push(Value::Plain(ctx.word(family, relation.kind.as_str())));
        all.push(Value::Link(
            ctx.organisation(register, &relation.organisation),
        ));
        if let Some(note) = relation.note.value() {
            all.push(Value::Prose(crate::parts::Prose {
                text: ctx.text(note),
            }));
        }
    }
    let query = [
        ("plan", one.plan()),
        ("measure", one.id.as_str()),
        ("other", other.id.as_str()),
    ];
    all.push(Value::Link(Link {
        href: ctx.href_with(&Route::Record("relation"), &query),
        text: Shown::plain(&ctx.t("coherence-say")),
        outside: false,
    }));
    Value::All(all)
}

/// Themes, and how many measures each plan has on them.
fn matrix(register: &Register, ctx: &Ctx, plans: Option<[&str; 2]>) -> Option<Table> {
    let mut plans = plans?.to_vec();
    plans.dedup();
    let themes = suggest::list_themes(register);
    let mut head = vec![ctx.t("coherence-theme")];
    head.extend(plans.iter().map(|plan| name(register, ctx, plan)));
    let numbers: Vec<usize> = (1..head.len()).collect();
    let mut table = Table::new(ctx.t("coherence-matrix-caption"), head, None).quiet();
    table = table.numeric(&numbers);
    for (theme, of) in &themes {
        if !plans.iter().any(|plan| of.contains_key(plan)) {
            continue;
        }
        let mut cells = vec![Value::Text(Shown::plain(&ctx.word("topic", theme)))];
        cells.extend(plans.iter().map(|plan| match of.get(plan) {
            Some(ids) => Value::Plain(ctx.locale().count(ids.len())),
            None => Value::Missing(ctx.t("coherence-no-measure")),
        }));
        table.push(cells);
    }
    (!table.rows.is_empty()).then_some(table)
}

fn lone(
    register: &Register,
    coherence: &Coherence,
    ctx: &Ctx,
    [one, other]: [&str; 2],
) -> Vec<Lone> {
    let mut sides = vec![[one, other]];
    if one == other {
        return Vec::new();
    }
    sides.push([other, one]);
    let sides = sides.into_iter().map(|[from, to]| {
        let all = suggest::list_lone(register, coherence, from, to);
        let args = [
            ("n", all.len().into()),
            ("plan", name(register, ctx, from).into()),
            ("other", name(register, ctx, to).into()),
        ];
        let title = ctx.t_with("coherence-lone", &args);
        let head = vec![ctx.t("measure-measure"), ctx.t("measure-field")];
        let mut table = Table::new(title.clone(), head, ctx.t("coherence-lone-none")).quiet();
        for measure in all.iter().take(MOST) {
            table.push(vec![
                Value::Link(measure::link(register, ctx, measure)),
                ctx.stated_of(register, measure, &measure.field, |id| {
                    Value::Text(subject::name(register, ctx, &id.subject()))
                }),
            ]);
        }
        let args = [("shown", MOST.into()), ("total", all.len().into())];
        let more = (all.len() > MOST).then(|| ctx.t_with("list-cut", &args));
        Lone { title, table, more }
    });
    sides.collect()
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Coherence, OfMeasure, Page};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in [
            "",
            "plan=qx-plan&other=qx-plan",
            "plan=qx-bare&other=qx-plan&state=dismissed&page=2",
        ] {
            samples.page(&Route::Coherence, query, |r, c| {
                Page::build(r, &Coherence::build(r), c)
            });
        }
        for id in ["qx-plan/full", "qx-plan/bare"] {
            samples.of(&Route::CoherenceOf(id), "", |r, c| {
                OfMeasure::find(r, &Coherence::build(r), id, c)
            });
        }
    }
}
