// SPDX-License-Identifier: EUPL-1.2
//! The measures of all plans in one list, filtered; and how they are put in order.

use std::collections::BTreeMap;

use askama::Template;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::evaluability;
use wegmarke_domain::rules::following::Followed;

use crate::feed::followed_title;
use crate::frame::Section;
use crate::narrow;
use crate::parts::{
    Choice, Filter, FilterField, Links, NOT_STATED, Pager, Shown, Table, Value, Window, select,
};
use crate::subject;
use crate::wall::Wall;
use crate::{Ctx, Frame, Route};

/// Measures on one page.
const PER_PAGE: usize = 25;

/// A measure with what the filter asks about.
struct Seen<'a> {
    measure: &'a Measure,
    evidence: bool,
    stands: bool,
}

/// Measures of all plans.
#[derive(Debug, Template)]
#[template(path = "measure/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    wall: Option<Wall>,
    table: Table,
    pager: Pager,
}

/// The field and the theme that somebody looks at, each with its feed.
fn followed<'a>(register: &Register, ctx: &'a Ctx) -> Vec<(Followed, Route<'a>)> {
    let field = ctx.query.find("field").map(|id| {
        let followed = Followed::Thing(Subject::new(Noun::Field, id));
        (followed, Route::FieldFeed(id))
    });
    let theme = ctx.query.find("theme").map(|theme| {
        let followed = Followed::Theme(theme.into());
        (followed, Route::ThemeFeed(theme))
    });
    let all = field.into_iter().chain(theme);
    all.filter(|(followed, _)| followed.is_there(register))
        .collect()
}

impl List {
    /// The measures that the request asks for: of all plans, or of one (`plan`).
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let plan = ctx.query.find("plan");
        let mut seen: Vec<Seen<'_>> = Vec::new();
        let plans = register.plans.list_kept();
        for kept in plans.filter(|kept| plan.is_none_or(|id| id == kept.record.id.as_str())) {
            let id = kept.record.id.as_str();
            let mut of_plan: Vec<Seen<'_>> = register
                .measures
                .list_kept_of(id)
                .map(|kept| Seen {
                    evidence: register
                        .list_referrers(&kept.record.subject(), Noun::Evidence)
                        .next()
                        .is_some(),
                    measure: &kept.record,
                    stands: kept.stands,
                })
                .collect();
            of_plan.sort_by_cached_key(|one| super::order(register, ctx, one.measure));
            seen.extend(of_plan);
        }
        let shown: Vec<&Seen<'_>> = seen.iter().filter(|one| fits(register, ctx, one)).collect();
        let lines = lines(ctx, &shown);
        let window = Window::of(ctx, lines.len(), PER_PAGE);
        let narrowed = ["plan", "field", "lead", "theme", "nature", "words"];
        let mut narrowed = narrowed.iter().chain(narrow::NAMES);
        let narrowed = narrowed.any(|name| ctx.query.find(name).is_some());
        let all: Vec<&Measure> = shown.iter().map(|one| one.measure).collect();
        let mut table = empty(ctx);
        for line in lines.iter().skip(window.skip).take(window.take) {
            push(register, ctx, &mut table, line);
        }
        let title = Shown::plain(&ctx.t("measures-title"));
        let followed = followed(register, ctx);
        let mut f = Frame::new(ctx, title, Section::Measures)
            .described(ctx.t("measures-description"))
            .below(plan.map_or_else(Vec::new, |id| crate::plan::crumbs(register, ctx, id)))
            .invented(ctx, register.has_invented())
            .feeds(
                followed
                    .iter()
                    .map(|(one, route)| (followed_title(register, ctx, one), ctx.href(route)))
                    .collect(),
            );
        if let Some((one, _)) = followed.first() {
            f = f.follow(ctx, &one.to_string());
        }
        Self {
            f,
            filter: filter(register, ctx, &seen, found(ctx, shown.len(), lines.len())),
            wall: narrowed
                .then(|| Wall::of_measures(register, ctx, &all))
                .flatten(),
            table,
            pager: Pager::new(ctx, window, lines.len()),
        }
    }
}

fn fits(register: &Register, ctx: &Ctx, one: &Seen<'_>) -> bool {
    let wanted = |name: &str, has: &dyn Fn(&str) -> bool| ctx.query.find(name).is_none_or(has);
    let measure = one.measure;
    let state = ctx.query.find("state").unwrap_or_default();
    (match state {
        "dropped" => !one.stands,
        "evidence" => one.stands && one.evidence,
        "silent" => one.stands && !one.evidence,
        _ => one.stands,
    }) && wanted("field", &|id| {
        measure.field.value().map_or(id == NOT_STATED, |field| {
            // A part of a field belongs to the field.
            field.as_str() == id || field.as_str().starts_with(&format!("{id}."))
        })
    }) && wanted("lead", &|id| {
        measure.lead.value().map_or(id == NOT_STATED, |leads| {
            leads.ids().iter().any(|lead| lead.as_str() == id)
        })
    }) && wanted("theme", &|word| {
        measure.themes.value().map_or(word == NOT_STATED, |themes| {
            themes.iter().any(|theme| &**theme == word)
        })
    }) && wanted("nature", &|word| {
        measure
            .nature
            .value()
            .map_or(word == NOT_STATED, |nature| nature.as_str() == word)
    }) && wanted("words", &|words| {
        let words = words.to_lowercase();
        measure
            .title
            .iter()
            .any(|(_, title)| title.to_lowercase().contains(&words))
    }) && narrow::fits(register, ctx, measure)
}

fn empty(ctx: &Ctx) -> Table {
    let head = [
        "measure-measure",
        "plan-plan",
        "measure-number",
        "measure-field",
        "measure-lead",
        "measure-checks",
        "measure-evidence",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    Table::new(ctx.t("measures-caption"), head, ctx.t("measures-empty")).quiet()
}

/// Measures that stand in one line: what a source cites as "1–3" is one thing to a reader. In a file
/// everything has its own line, so that it can be counted and sorted there.
fn lines<'a>(ctx: &Ctx, shown: &[&'a Seen<'a>]) -> Vec<Vec<&'a Seen<'a>>> {
    let mut lines: Vec<Vec<&Seen<'_>>> = Vec::new();
    let mut of_citation = BTreeMap::new();
    for one in shown {
        let measure = one.measure;
        let Some(cited_as) = measure.cited_as.value().filter(|_| !ctx.whole) else {
            lines.push(vec![one]);
            continue;
        };
        let field = measure.field.value();
        let cited = (measure.plan(), field, cited_as, ctx.words(&measure.title));
        match of_citation
            .get(&cited)
            .and_then(|at: &usize| lines.get_mut(*at))
        {
            Some(line) => line.push(one),
            None => {
                of_citation.insert(cited, lines.len());
                lines.push(vec![one]);
            }
        }
    }
    lines
}

/// Column of [`row`] with the number of the measure.
const NUMBER: usize = 2;

/// Puts measures into one row with all their numbers, or, where they differ in more than these, into a
/// row each.
fn push(register: &Register, ctx: &Ctx, table: &mut Table, line: &[&Seen<'_>]) {
    let mut rows: Vec<_> = line.iter().map(|one| row(register, ctx, one)).collect();
    let alike = rows
        .windows(2)
        .all(|pair| pair[0][NUMBER + 1..] == pair[1][NUMBER + 1..]);
    if rows.len() > 1 && alike {
        let numbers = line.iter().map(|one| {
            let words = one.measure.number.value().map_or_else(
                || ctx.words(&one.measure.title),
                |number| (&**number).into(),
            );
            ctx.link(
                &Route::Measure(one.measure.id.as_str()),
                Shown::plain(&words),
            )
        });
        let links = numbers.collect();
        rows.truncate(1);
        rows[0][NUMBER] = Value::Links(Links { links });
    }
    rows.into_iter().for_each(|row| table.push(row));
}

fn row(register: &Register, ctx: &Ctx, one: &Seen<'_>) -> Vec<Value> {
    let measure = one.measure;
    let title = ctx.text(&measure.title).quiet();
    let title = subject::marked(register, ctx, &measure.subject(), title);
    let link = Value::Link(ctx.link(&Route::Measure(measure.id.as_str()), title));
    let link = if one.stands {
        link
    } else {
        link.with(Value::badge(ctx.t("dropped"), crate::parts::Tone::Plain))
    };
    // No evaluability where nobody recorded what the plan says.
    let checks = evaluability::is_recorded(register, measure)
        .then(|| evaluability::check(register, measure));
    vec![
        link,
        Value::Link(subject::link(
            register,
            ctx,
            &Subject::new(Noun::Plan, measure.plan()),
        )),
        ctx.stated_of(register, measure, &measure.number, |number| {
            Value::Text(Shown::plain(number))
        }),
        ctx.stated_of(register, measure, &measure.field, |id| {
            let name = subject::name(register, ctx, &id.subject());
            Value::Text(name.short(40))
        }),
        ctx.lead_of(register, measure),
        match checks {
            Some(checks) => Value::Plain(ctx.t_with(
                "of-total",
                &[
                    ("n", evaluability::met(&checks).into()),
                    ("total", checks.len().into()),
                ],
            )),
            None => Value::Missing(ctx.word("silence", "not-recorded")),
        },
        Value::Plain(ctx.t(if one.evidence {
            "evidence-some"
        } else {
            "evidence-none"
        })),
    ]
}

/// The number of a measure with its field, as a citation would put it: "2, Nr. 13".
pub(crate) fn number_of(register: &Register, ctx: &Ctx, measure: &Measure) -> Option<String> {
    let number = measure.number.value()?;
    let field = measure
        .field
        .value()
        .and_then(|id| register.fields.find(id.as_str()));
    Some(match field {
        Some(field) => ctx.t_with(
            "measure-number-in-field",
            &[
                ("field", (&*field.number).into()),
                ("number", (&**number).into()),
            ],
        ),
        None => ctx.t_with("measure-number-alone", &[("number", (&**number).into())]),
    })
}

/// How many measures were found, and in how many lines they stand.
fn found(ctx: &Ctx, measures: usize, lines: usize) -> String {
    let found = ctx.tn("count-measures", measures);
    match measures == lines {
        true => found,
        false => ctx.t_with(
            "measures-in-lines",
            &[("found", found.into()), ("n", lines.into())],
        ),
    }
}

fn filter(register: &Register, ctx: &Ctx, seen: &[Seen<'_>], found: String) -> Filter {
    let standing = || seen.iter().filter(|one| one.stands).map(|one| one.measure);
    let names = ["words", "plan", "field", "lead", "theme", "nature", "state"];
    let mut names = names.iter().chain(narrow::NAMES);
    let filtered = names.any(|name| ctx.query.find(name).is_some());
    let organisation =
        |id: &str| subject::name(register, ctx, &Subject::new(Noun::Organisation, id)).words;
    let mut fields = vec![FilterField::Words {
        name: "words",
        label: ctx.t("filter-words"),
        value: ctx.query.find("words").unwrap_or_default().to_owned(),
    }];
    let plans: Vec<&str> = register
        .plans
        .list_kept()
        .map(|kept| kept.record.id.as_str())
        .collect();
    let plans = plans.into_iter().flat_map(|id| {
        let held = register.measures.list_of(id).count();
        std::iter::repeat_n(id, held)
    });
    fields.extend(select(ctx, "plan", "filter-plan", plans, |id| {
        subject::choice(register, ctx, &Subject::new(Noun::Plan, id))
    }));
    let of_field = standing().map(|m| m.field.value().map_or(NOT_STATED, |id| id.as_str()));
    fields.extend(select(ctx, "field", "filter-field", of_field, |id| {
        let name = subject::name(register, ctx, &Subject::new(Noun::Field, id));
        match register.fields.find(id) {
            Some(field) => format!("{} {}", field.number, name.short(60).words),
            None => name.words,
        }
    }));
    let of_lead = standing().flat_map(|m| match m.lead.value() {
        Some(leads) => leads.ids().iter().map(|id| id.as_str()).collect(),
        None => vec![NOT_STATED],
    });
    fields.extend(select(ctx, "lead", "filter-lead", of_lead, organisation));
    let of_theme = standing().flat_map(|m| match m.themes.value() {
        Some(themes) => themes.iter().map(|theme| &**theme).collect(),
        None => vec![NOT_STATED],
    });
    fields.extend(select(ctx, "theme", "filter-theme", of_theme, |word| {
        ctx.word("topic", word)
    }));
    let of_nature = standing().map(|m| {
        m.nature
            .value()
            .map_or(NOT_STATED, |nature| nature.as_str())
    });
    fields.extend(select(ctx, "nature", "filter-nature", of_nature, |word| {
        ctx.word("nature", word)
    }));
    fields.extend(narrow::fields(register, ctx, standing()));
    fields.push(states(ctx, seen));
    Filter {
        action: ctx.action(&Route::Measures),
        label: ctx.t("measures-filter"),
        keep: ctx.keep(),
        fields,
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::Measures))),
        cut: crate::parts::cut(ctx),
        found: Some(found),
    }
}

fn states(ctx: &Ctx, seen: &[Seen<'_>]) -> FilterField {
    let chosen = ctx.query.find("state");
    let count = |has: fn(&Seen<'_>) -> bool| seen.iter().filter(|one| has(one)).count();
    let choices = [
        ("", count(|one| one.stands)),
        ("evidence", count(|one| one.stands && one.evidence)),
        ("silent", count(|one| one.stands && !one.evidence)),
        ("dropped", count(|one| !one.stands)),
    ]
    .into_iter()
    .map(|(value, n)| Choice {
        value: value.to_owned(),
        label: ctx.t_with(
            "choice",
            &[
                (
                    "words",
                    ctx.word("state", if value.is_empty() { "all" } else { value })
                        .into(),
                ),
                ("n", n.into()),
            ],
        ),
        chosen: chosen.unwrap_or_default() == value,
    })
    .collect();
    FilterField::Select {
        name: "state",
        label: ctx.t("filter-state"),
        choices,
    }
}
