// SPDX-License-Identifier: EUPL-1.2
//! What a plan says it has and what is not recorded here: a list of work to do,
//! open to everybody.

use std::collections::BTreeSet;

use askama::Template;
use wegmarke_domain::plan::{Field, Plan};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;

use super::{crumbs, recorded_measures, stated_measures};
use crate::chart::{About, Bars, Part, Stack};
use crate::frame::Section;
use crate::parts::{Card, Cards, Shown, Table, Tone, Value};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// The worklist of a plan.
#[derive(Debug, Template)]
#[template(path = "plan/worklist.html")]
pub struct Worklist {
    f: Frame,
    cards: Cards,
    fields: Table,
    chart: Option<Bars>,
    loose: Table,
}

/// What is recorded of one field.
struct Count {
    recorded: usize,
    missing: Vec<u32>,
    outside: Vec<u32>,
}

impl Worklist {
    /// The worklist of a plan that stands.
    #[must_use]
    pub fn find(register: &Register, plan: &str, ctx: &Ctx) -> Option<Self> {
        let record = register.plans.find(plan)?;
        let name = subject::name(register, ctx, &record.subject()).words;
        let title = Shown::plain(&ctx.t_with("worklist-title", &[("plan", name.into())]));
        let (fields, chart) = fields(register, ctx, plan);
        Some(Self {
            f: Frame::new(ctx, title, Section::Plans)
                .described(ctx.t("worklist-description"))
                .invented(ctx, register.has_invented_of(plan))
                .below(crumbs(register, ctx, plan)),
            cards: cards(register, ctx, record),
            fields,
            chart,
            loose: loose(register, ctx, plan),
        })
    }
}

/// Stated, recorded and missing measures side by side.
pub(super) fn cards(register: &Register, ctx: &Ctx, plan: &Plan) -> Cards {
    let id = plan.id.as_str();
    let recorded = recorded_measures(register, id);
    let stated = stated_measures(register, plan);
    let count = |n: usize| ctx.locale().count(n);
    let card = |figure: String, key: &str, note: Option<String>| Card {
        figure,
        label: ctx.t(key),
        href: None,
        note,
    };
    let unknown = || ctx.t("not-stated");
    let mut cards = vec![
        card(stated.map_or_else(unknown, count), "measures-stated", None),
        card(count(recorded), "measures-recorded", None),
    ];
    if let Some(stated) = stated {
        let missing = stated.saturating_sub(recorded);
        let mut lacking = card(
            count(missing),
            "measures-missing",
            Some(ctx.t("measures-missing-note")),
        );
        lacking.href = Some(ctx.href(&Route::Worklist(id)));
        cards.push(lacking);
    }
    Cards { cards }
}

fn count(register: &Register, plan: &str, field: &Field) -> Count {
    let measures: Vec<_> = register
        .measures
        .list_of(plan)
        .filter(|measure| measure.field.value() == Some(&field.id))
        .collect();
    let numbers: BTreeSet<u32> = measures
        .iter()
        .filter_map(|m| m.number.value()?.trim().parse().ok())
        .collect();
    let stated = field.measures_stated.value().copied();
    Count {
        recorded: measures.len(),
        missing: stated.map_or_else(Vec::new, |last| {
            // A plan that states a million measures does not get a million lines.
            (1..=last.min(10_000))
                .filter(|n| !numbers.contains(n))
                .collect()
        }),
        outside: numbers
            .iter()
            .copied()
            .filter(|n| stated.is_some_and(|last| *n > last))
            .collect(),
    }
}

fn fields(register: &Register, ctx: &Ctx, plan: &str) -> (Table, Option<Bars>) {
    let head = [
        "field-field",
        "measures-stated",
        "measures-recorded",
        "worklist-numbers",
        "worklist-outside",
    ]
    .into_iter()
    .map(|key| ctx.t(key))
    .collect();
    let mut table = Table::new(ctx.t("worklist-caption"), head, ctx.t("fields-empty"))
        .numeric(&[1, 2])
        .quiet();
    let mut bars = Vec::new();
    let mut all = 0;
    for field in register
        .fields
        .list_of(plan)
        .filter(|field| field.parent.is_none())
    {
        let count = count(register, plan, field);
        let name = subject::link(register, ctx, &field.subject());
        let label = format!("{} {}", field.number, name.text.words);
        let numbers = match field.measures_stated.value() {
            None => Value::Missing(ctx.t("worklist-unknown")),
            Some(_) if count.missing.is_empty() => Value::Plain(ctx.t("worklist-complete")),
            Some(_) => Value::Plain(ranges(&count.missing)),
        };
        let outside = if count.outside.is_empty() {
            Value::Plain(ctx.t("worklist-no-outside"))
        } else {
            Value::badge(ranges(&count.outside), Tone::Bad)
        };
        if field.measures_stated.value().is_some() {
            all += count.missing.len();
            bars.push(Stack {
                counted: None,
                label: label.clone(),
                href: None,
                parts: vec![
                    Part {
                        label: ctx.t("measures-recorded"),
                        n: count.recorded,
                        class: Tone::Info.class(),
                    },
                    Part {
                        label: ctx.t("measures-missing"),
                        n: count.missing.len(),
                        class: Tone::Plain.class(),
                    },
                ],
            });
        }
        table.push(vec![
            Value::Link(crate::parts::Link {
                text: Shown {
                    words: label,
                    ..name.text
                },
                ..name
            }),
            ctx.stated_count(&field.measures_stated),
            Value::Plain(ctx.locale().count(count.recorded)),
            numbers,
            outside,
        ]);
    }
    let about = About {
        id: "worklist",
        title: ctx.t("worklist-chart"),
        finding: ctx.tn("worklist-finding", all),
        column: ctx.t("field-field"),
    };
    let chart = (!bars.is_empty()).then(|| Bars::new(ctx, about, &bars, true));
    (table, chart)
}

/// `[1,2,3,7]` as "1–3, 7".
fn ranges(numbers: &[u32]) -> String {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for n in numbers {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *n => *last = *n,
            _ => out.push((*n, *n)),
        }
    }
    out.into_iter()
        .map(|(a, b)| {
            if a == b {
                a.to_string()
            } else {
                format!("{a}–{b}")
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}

/// Measures that are recorded without a number or without a field.
fn loose(register: &Register, ctx: &Ctx, plan: &str) -> Table {
    let head = vec![
        ctx.t("measure-measure"),
        ctx.t("measure-field"),
        ctx.t("measure-number"),
        ctx.t("measure-cited"),
    ];
    let mut table =
        Table::new(ctx.t("worklist-loose"), head, ctx.t("worklist-loose-empty")).quiet();
    for measure in register.measures.list_of(plan) {
        if measure.number.value().is_some() && measure.field.value().is_some() {
            continue;
        }
        table.push(vec![
            Value::Link(ctx.link(
                &Route::Measure(measure.id.as_str()),
                subject::marked(
                    register,
                    ctx,
                    &measure.id.subject(),
                    ctx.text(&measure.title).quiet(),
                ),
            )),
            ctx.stated(&measure.field, |id| {
                Value::Link(subject::link(register, ctx, &id.subject()))
            }),
            ctx.stated_words(&measure.number),
            ctx.stated_words(&measure.cited_as),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_join_to_ranges() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
        assert_eq!(ranges(&[]), "");
    }
}
