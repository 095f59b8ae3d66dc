// SPDX-License-Identifier: EUPL-1.2
//! The table of a round: a row for each thing that can be asked about, a column for each that is asked.

use std::collections::{BTreeMap, BTreeSet};

use wegmarke_domain::id::PlanId;
use wegmarke_domain::measure::Measure;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::plan::Field;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::Duty;
use wegmarke_domain::rules::asking::{self, Column, Rows};

use super::values::{ASK, box_of};
use crate::parts::form::boxes::{BoxCell, BoxRow, Boxes, Tick};
use crate::parts::{Badge, Shown, Tone};
use crate::{Ctx, subject};

/// The table, with what is ticked.
pub(super) fn build(
    register: &Register,
    ctx: &Ctx,
    plan: &PlanId,
    duties: &[Duty],
    columns: &[Column],
) -> Boxes {
    let ticked: BTreeSet<&Duty> = duties.iter().collect();
    let new = asking::preset(register, plan).new;
    let row = |on: Subject| {
        let cells = columns.iter().map(|column| {
            let duties = column.list_duties(register, &on);
            let ticks = duties.iter().map(|duty| Tick {
                value: box_of(duty),
                what: ctx.word("noun", duty.noun.as_str()),
                who: ctx.organisation(register, &duty.organisation).text.words,
                ticked: ticked.contains(duty),
            });
            let ticks: Vec<Tick> = ticks.collect();
            match ticks.is_empty() {
                true => BoxCell::Nothing(ctx.t(why_nothing(column, &on))),
                false => BoxCell::Ticks(ticks),
            }
        });
        BoxRow {
            head: name_of(register, ctx, &on),
            mark: new.contains(&on).then(|| Badge {
                word: ctx.t("announce-new"),
                tone: Tone::Info,
            }),
            over: on.noun != Noun::Measure,
            cells: cells.collect(),
        }
    };
    Boxes {
        name: ASK,
        caption: ctx.t("announce-table"),
        corner: ctx.t("said-about"),
        head: columns
            .iter()
            .map(|column| column_name(register, ctx, column))
            .collect(),
        rows: list_in_order(register, ctx, plan)
            .into_iter()
            .map(row)
            .collect(),
    }
}

const fn why_nothing(column: &Column, on: &Subject) -> &'static str {
    match (column.by.is_none(), on.noun) {
        (true, Noun::Measure) => "announce-no-lead",
        (false, Noun::Measure) => "announce-is-lead",
        _ => "announce-no-report",
    }
}

/// A measure as it is listed; a field and the plan with what they are.
fn name_of(register: &Register, ctx: &Ctx, on: &Subject) -> Shown {
    if on.noun == Noun::Measure {
        return subject::listed(register, ctx, on).quiet();
    }
    let name = subject::name(register, ctx, on);
    let noun = subject::noun(ctx, on);
    let args = [("noun", noun.into()), ("name", name.words.clone().into())];
    Shown {
        words: ctx.t_with("thing", &args),
        ..name.quiet()
    }
}

/// "Assessment: …".
pub(super) fn asked_of(ctx: &Ctx, noun: Noun, name: &str) -> String {
    let noun = ctx.word("noun", noun.as_str());
    ctx.t_with("thing", &[("noun", noun.into()), ("name", name.into())])
}

/// What a column asks for, and of whom.
pub(super) fn column_name(register: &Register, ctx: &Ctx, column: &Column) -> String {
    let name = match &column.by {
        None => ctx.t("announce-leads"),
        Some(by) => ctx.organisation(register, by).text.words,
    };
    asked_of(ctx, column.noun, &name)
}

/// Rows that can be set at once.
pub(super) fn list_rows(
    register: &Register,
    ctx: &Ctx,
    plan: &PlanId,
    has_new: bool,
) -> Vec<(String, String)> {
    let named = |rows: Rows, key: &str| (rows.to_string(), ctx.t(key));
    let mut all = vec![
        named(Rows::All, "announce-rows-all"),
        named(Rows::Measures, "announce-rows-measures"),
    ];
    if has_new {
        all.push(named(Rows::New, "announce-rows-new"));
    }
    all.push(named(Rows::Plan, "announce-rows-plan"));
    all.extend(list_fields(register, plan).into_iter().map(|field| {
        let rows = Rows::Field(field.id.clone());
        let name = name_of(register, ctx, &field.id.subject()).words;
        (rows.to_string(), name)
    }));
    all
}

fn list_fields<'a>(register: &'a Register, plan: &PlanId) -> Vec<&'a Field> {
    let mut fields: Vec<&Field> = register.fields.list_of(plan.as_str()).collect();
    fields.sort_by_cached_key(|field| {
        let digits = field.number.chars().take_while(char::is_ascii_digit);
        let digits: String = digits.collect();
        (
            digits.parse::<u64>().unwrap_or(u64::MAX),
            field.number.clone(),
        )
    });
    fields
}

/// The plan, then each field with its measures behind it, then measures without a field.
fn list_in_order(register: &Register, ctx: &Ctx, plan: &PlanId) -> Vec<Subject> {
    let mut measures: Vec<&Measure> = register.measures.list_of(plan.as_str()).collect();
    measures.sort_by_cached_key(|measure| crate::measure::order(register, ctx, measure));
    let fields = list_fields(register, plan);
    let known: BTreeSet<&str> = fields.iter().map(|field| field.id.as_str()).collect();
    let mut by_field: BTreeMap<&str, Vec<Subject>> = BTreeMap::new();
    for measure in measures {
        let field = measure.field.value().map(|field| field.as_str());
        let field = field.filter(|field| known.contains(field));
        let of = by_field.entry(field.unwrap_or_default()).or_default();
        of.push(measure.subject());
    }
    let mut all = vec![plan.subject()];
    for field in fields {
        all.push(field.id.subject());
        all.extend(by_field.remove(field.id.as_str()).unwrap_or_default());
    }
    all.extend(by_field.into_values().flatten());
    all
}
