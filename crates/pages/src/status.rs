// SPDX-License-Identifier: EUPL-1.2
//! How far something is, as organisations say outside of rounds: shown with what it is about, beside
//! what is said in rounds and never counted with it.

use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::register::Register;
use wegmarke_domain::status::Status;

use crate::Ctx;
use crate::attribute::{Teller, name_of};
use crate::parts::{Cell, Table, Value};
use crate::subject::{self, said_by};

/// What is told beside who says so, in the order of the columns.
const TOLD: [&str; 7] = [
    "dated_on", "delivery", "effect", "grade", "flags", "text", "source",
];

/// What is said about a thing outside of rounds, newest first; `None` if there is nothing. Of a plan:
/// what is about the plan as a whole.
pub(crate) fn of(register: &Register, ctx: &Ctx, about: &Subject) -> Option<Table> {
    let mut all: Vec<&Status> = register
        .list_referrers(about, Noun::Status)
        .filter_map(|id| register.statuses.find(id))
        .filter(|status| status.about().as_ref() == Some(about))
        .collect();
    all.sort_by_cached_key(|status| std::cmp::Reverse((last_day(status), status.id.clone())));
    let rows: Vec<Vec<Value>> = all
        .iter()
        .map(|status| {
            let told = Teller::of(register, ctx, *status).only(&TOLD);
            told.into_iter().map(|fact| fact.value).collect()
        })
        .collect();
    // A column of which no source says anything is left out: there are many kinds of sources.
    let says = |value: &Value| !matches!(value, Value::Missing(_));
    let said: Vec<usize> = (0..TOLD.len())
        .filter(|at| rows.iter().any(|row| says(&row[*at])))
        .collect();
    let name = |name: &str| name_of(ctx, Noun::Status, name);
    let head = std::iter::once("organisation").chain(said.iter().map(|at| TOLD[*at]));
    let head = head.map(name).collect();
    let mut table = Table::new(ctx.t("status-caption"), head, String::new()).quiet();
    for (status, row) in all.iter().zip(rows) {
        let row = row.into_iter().enumerate();
        let row = row
            .filter(|(at, _)| said.contains(at))
            .map(|(_, value)| value);
        let who = said_by(register, ctx, *status, &status.organisation);
        let cells = std::iter::once(who).chain(row).map(Cell::from).collect();
        table.push_cells(cells, Some(subject::anchor(status.id.as_str())));
    }
    (!table.rows.is_empty()).then_some(table)
}

fn last_day(status: &Status) -> Option<jiff::civil::Date> {
    let span = status.dated_on.value()?;
    span.until.or(span.from)
}
