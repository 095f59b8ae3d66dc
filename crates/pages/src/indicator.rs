// SPDX-License-Identifier: EUPL-1.2
//! Indicators: what is observed and how, and the values of every source side by side.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::Date;
use wegmarke_domain::id::{MeasureId, OrganisationId};
use wegmarke_domain::indicator::{Indicator, Reading};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::{figures, stating};
use wegmarke_domain::stated::Stated;
use wegmarke_domain::table::{Kept, StepKind};
use wegmarke_domain::text::Text;

use crate::attribute::{self, Teller};
use crate::chart::{About, Aim, Course, Given};
use crate::correction::{self, Corrections};
use crate::frame::Section;
use crate::measured::{level, reading, reading_words};
use crate::parts::{Badge, Fact, Facts, Shown, Table, Tone, Value};
use crate::plan::crumbs;
use crate::{Ctx, Frame, Route};
use crate::{amended, history, subject};

mod parts;

use self::parts::Parts;

/// The page of an indicator.
#[derive(Debug, Template)]
#[template(path = "indicator/page.html")]
pub struct Page {
    f: Frame,
    /// What others propose for it.
    corrections: Corrections,
    /// Why it does not stand any more; `None`: it stands.
    dropped: Option<String>,
    facts: Facts,
    moved: Option<Table>,
    levels: Option<Table>,
    course: Option<Course>,
    values: Table,
    conflicts: Option<String>,
    /// What the newest value of each source is made of.
    parts: Vec<Parts>,
    /// Values that were corrected or taken back.
    amended: Option<Table>,
    history: Table,
}

impl Page {
    /// The page of an indicator.
    #[must_use]
    pub fn find(register: &Register, id: &str, ctx: &Ctx) -> Option<Self> {
        let kept = register.indicators.find_kept(id)?;
        let indicator = &kept.record;
        let about = indicator.subject();
        let (values, conflicts) = values(register, ctx, indicator);
        let plan = about.plan().unwrap_or_default();
        Some(Self {
            f: Frame::new(ctx, ctx.text(&indicator.title), Section::Plans)
                .described(ctx.t("indicator-description"))
                .below(crumbs(register, ctx, plan))
                .invented(ctx, register.is_invented(&about)),
            corrections: correction::of(register, ctx, &kept.record.subject()),
            dropped: amended::gone(register, ctx, kept, "dropped-indicator"),
            facts: facts(register, ctx, kept),
            moved: moved(register, ctx, kept),
            levels: levels(ctx, indicator),
            course: course(register, ctx, indicator),
            values,
            amended: amended::of(
                register,
                ctx,
                register.values.list_kept_of(id),
                "on",
                &["reading"],
            ),
            parts: Parts::list(register, ctx, indicator),
            conflicts: (conflicts > 0).then(|| ctx.tn("indicator-conflicts", conflicts)),
            history: history::of(register, ctx, ctx.t("history-of-this"), &kept.steps),
        })
    }
}

/// What the page tells beside its levels and values, in its order.
const TOLD: [&str; 9] = [
    "kind",
    "measures",
    "unit",
    "baseline",
    "target",
    "direction",
    "method",
    "source",
    "disaggregation",
];

/// Who set it and when, and what it is.
fn facts(register: &Register, ctx: &Ctx, kept: &Kept<Indicator>) -> Facts {
    let mut facts = Vec::new();
    let step = stating::find_step(kept);
    if let Some(line) = step.and_then(|step| register.find_line(step.seq)) {
        let by = history::by(register, ctx, line);
        let value = by.with(Value::Plain(ctx.instant(line.at)));
        facts.push(Fact::new(ctx.t("indicator-set-by"), value));
    }
    facts.extend(Teller::of(register, ctx, &*kept.record).only(&TOLD));
    Facts { facts }
}

/// Where it stood or was meant to get before, and since: beside each other, newest first. `None` if
/// that never changed.
fn moved(register: &Register, ctx: &Ctx, kept: &Kept<Indicator>) -> Option<Table> {
    let head = [
        "entry-at",
        "entry-by",
        "indicator-what",
        "indicator-before",
        "indicator-after",
        "indicator-why",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("indicator-moved"), head, None).quiet();
    let indicator = &*kept.record;
    let shown = |side: Option<&serde_json::Value>| {
        let value = side.and_then(|side| serde_json::from_value(side.clone()).ok());
        value.map_or_else(
            || ctx.not_stated(),
            |value| reading(ctx, Some(indicator), value),
        )
    };
    for step in kept.steps.iter().rev() {
        let (StepKind::Changed(changes), Some(line)) = (&step.what, register.find_line(step.seq))
        else {
            continue;
        };
        let changes = changes.read();
        let why = changes.get("reason").and_then(|change| change.to.clone());
        let why: Option<Text> = why.and_then(|why| serde_json::from_value(why).ok());
        for name in ["baseline", "target"] {
            let Some(change) = changes.get(name) else {
                continue;
            };
            table.push(vec![
                Value::Link(ctx.link(&Route::Entry(step.seq), Shown::plain(&ctx.instant(line.at)))),
                history::by(register, ctx, line),
                Value::Plain(attribute::name_of(ctx, Noun::Indicator, name)),
                shown(change.from.as_ref()),
                shown(change.to.as_ref()),
                why.as_ref()
                    .map_or_else(|| ctx.not_stated(), |why| Value::Text(ctx.text(why))),
            ]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

fn levels(ctx: &Ctx, indicator: &Indicator) -> Option<Table> {
    if indicator.levels.is_empty() {
        return None;
    }
    let head = vec![ctx.t("level-name"), ctx.t("level-anchor")];
    let mut table = Table::new(ctx.t("indicator-levels"), head, None).quiet();
    for level in &indicator.levels {
        table.push(vec![
            Value::Text(ctx.text(&level.name)),
            ctx.stated_text(&level.anchor),
        ]);
    }
    Some(table)
}

/// Values along the years towards what is meant to be reached.
fn course(register: &Register, ctx: &Ctx, indicator: &Indicator) -> Option<Course> {
    let words = |reading| reading_words(ctx, Some(indicator), reading);
    let values = figures::list_values(register, &indicator.id);
    let given: Vec<Given> = values
        .iter()
        .filter_map(|value| {
            Some(Given {
                on: value.on,
                // What is not told has no height; the table below names it.
                at: level(value.reading)?,
                // The unit stands at the target; here a phone has no room for it.
                words: match value.reading {
                    Reading::Number(number) => ctx.locale().decimal(number),
                    Reading::Level(_) | Reading::Suppressed => words(value.reading),
                },
                by: ctx.organisation(register, value.by).text.words,
            })
        })
        .collect();
    let aims = [
        ("baseline", &indicator.baseline),
        ("target", &indicator.target),
    ];
    let aims: Vec<Aim> = aims
        .into_iter()
        .filter_map(|(name, stated)| {
            let reading = *stated.value()?;
            let args = [
                (
                    "what",
                    attribute::name_of(ctx, Noun::Indicator, name).into(),
                ),
                ("value", words(reading).into()),
            ];
            Some(Aim {
                at: level(reading)?,
                words: ctx.t_with("indicator-aim", &args),
                is_target: name == "target",
            })
        })
        .collect();
    let sources: std::collections::BTreeSet<&str> = given.iter().map(|one| &*one.by).collect();
    let args = [("n", given.len().into()), ("sources", sources.len().into())];
    let about = About {
        id: "course",
        title: ctx.t("indicator-course"),
        finding: ctx.t_with("indicator-course-finding", &args),
        column: String::new(),
    };
    Course::new(ctx, about, &given, &aims)
}

/// Values by day, one column for each source; and on how many days the sources differ.
fn values(register: &Register, ctx: &Ctx, indicator: &Indicator) -> (Table, usize) {
    let mut by_day: BTreeMap<Date, BTreeMap<&OrganisationId, Reading>> = BTreeMap::new();
    let mut sources: Vec<&OrganisationId> = Vec::new();
    for value in figures::list_values(register, &indicator.id) {
        by_day
            .entry(value.on)
            .or_default()
            .insert(value.by, value.reading);
        if !sources.contains(&value.by) {
            sources.push(value.by);
        }
    }
    sources.sort();
    let mut head = vec![ctx.t("value-on")];
    head.extend(
        sources
            .iter()
            .map(|id| ctx.organisation(register, id).text.words),
    );
    head.push(ctx.t("value-conflict"));
    let mut table = Table::new(
        ctx.t("indicator-values"),
        head,
        ctx.t("indicator-no-values"),
    )
    .quiet();
    let mut conflicts = 0;
    for (day, readings) in by_day.iter().rev() {
        let mut row = vec![Value::Plain(ctx.date(*day))];
        row.extend(sources.iter().map(|source| {
            readings.get(source).map_or_else(
                || ctx.not_stated(),
                |value| reading(ctx, Some(indicator), *value),
            )
        }));
        let mut all = readings.values();
        let first = all.next();
        let differ = all.any(|value| Some(value) != first);
        conflicts += usize::from(differ);
        row.push(if differ {
            Value::Badge(Badge {
                word: ctx.t("value-differs"),
                tone: Tone::Warn,
            })
        } else {
            Value::Plain(ctx.t("value-agrees"))
        });
        table.push(row);
    }
    (table, conflicts)
}

/// The indicators of a measure; `None` if it has none.
pub(crate) fn of(register: &Register, ctx: &Ctx, measure: &MeasureId) -> Option<Table> {
    let head = [
        "indicator-indicator",
        "indicator-kind",
        "indicator-baseline",
        "indicator-target",
        "indicator-newest",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("indicators-title"), head, None).quiet();
    for id in register.list_referrers(&measure.subject(), Noun::Indicator) {
        let Some(indicator) = register.indicators.find(id) else {
            continue;
        };
        let shown = |stated: &Stated<Reading>| {
            ctx.stated(stated, |value| reading(ctx, Some(indicator), *value))
        };
        let values = figures::list_values(register, &indicator.id);
        let newest = values.iter().max_by_key(|value| value.on).map(|newest| {
            let of_day = values.iter().filter(|value| value.on == newest.on);
            let all = of_day.map(|value| {
                let by = Value::Link(ctx.organisation(register, value.by));
                reading(ctx, Some(indicator), value.reading)
                    .with(by)
                    .with(Value::Plain(ctx.date(value.on)))
            });
            Value::All(all.collect())
        });
        table.push(vec![
            Value::Link(subject::link(register, ctx, &indicator.subject())),
            Value::Plain(ctx.word("indicator-kind", indicator.kind.as_str())),
            shown(&indicator.baseline),
            shown(&indicator.target),
            newest.unwrap_or_else(|| ctx.not_stated()),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::Page;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for id in ["qx-plan/i1", "qx-plan/i2"] {
            samples.of(&Route::Indicator(id), "", |r, c| Page::find(r, id, c));
        }
    }
}
