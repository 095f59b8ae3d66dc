// SPDX-License-Identifier: EUPL-1.2
//! How measures go together, as organisations say: shown with both of them.

use wegmarke_domain::id::MeasureId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::relation::Relation;

use crate::Ctx;
use crate::attribute::{Teller, name_of};
use crate::parts::{Cell, Table, Value};
use crate::subject::{self, said_by};

/// The relations of a measure, those that start from it first; `None` if there is none.
pub(crate) fn of(register: &Register, ctx: &Ctx, measure: &MeasureId) -> Option<Table> {
    let about = measure.subject();
    let ids = register.list_referrers(&about, Noun::Relation);
    let mut all: Vec<&Relation> = ids.filter_map(|id| register.relations.find(id)).collect();
    all.sort_by_key(|one| (one.measure != *measure, &one.id));
    let name = |name: &str| name_of(ctx, Noun::Relation, name);
    let head = [
        "kind",
        "other",
        "organisation",
        "note",
        "dated_on",
        "source",
    ]
    .map(name);
    let mut table = Table::new(ctx.t("relation-caption"), head.to_vec(), String::new()).quiet();
    for relation in all {
        let told = Teller::of(register, ctx, relation).only(&["note", "dated_on", "source"]);
        let mut cells = vec![
            Value::Plain(kind(ctx, relation, measure)),
            other(register, ctx, relation, measure),
            said_by(register, ctx, relation, &relation.organisation),
        ];
        cells.extend(told.into_iter().map(|fact| fact.value));
        let cells = cells.into_iter().map(Cell::from).collect();
        table.push_cells(cells, Some(subject::anchor(relation.id.as_str())));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// How they go together, as seen from one of them.
fn kind(ctx: &Ctx, relation: &Relation, seen_from: &MeasureId) -> String {
    let family = match relation.measure == *seen_from {
        true => "relation-kind",
        false => "relation-kind-of",
    };
    ctx.word(family, relation.kind.as_str())
}

/// The one at the other end.
fn other(register: &Register, ctx: &Ctx, relation: &Relation, seen_from: &MeasureId) -> Value {
    let other = match relation.measure == *seen_from {
        true => relation.other.value(),
        false => Some(&relation.measure),
    };
    match other {
        Some(other) => Value::Link(subject::link(register, ctx, &other.subject())),
        None => ctx.not_stated(),
    }
}
