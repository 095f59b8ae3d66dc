// SPDX-License-Identifier: EUPL-1.2
//! What others than its issuer say of a demand and another one: that both ask for the same, or do not.

use wegmarke_domain::id::RecommendationId;
use wegmarke_domain::noun::Noun;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::grouping;

use crate::attribute::{Teller, name_of};
use crate::parts::{Cell, Link, Shown, Table, Value};
use crate::subject::{self, said_by};
use crate::{Ctx, Route};

/// What is said of a demand, and where whoever has an account says more; `None`: nobody says anything.
pub(crate) fn of(register: &Register, ctx: &Ctx, demand: &RecommendationId) -> Option<Table> {
    let names = [
        "kind",
        "other",
        "organisation",
        "note",
        "dated_on",
        "source",
    ];
    let head = names
        .map(|name| name_of(ctx, Noun::Grouping, name))
        .to_vec();
    let mut table = Table::new(ctx.t("grouping-caption"), head, None).quiet();
    for one in grouping::list_of(register, demand) {
        let other = one.ends().into_iter().find(|id| *id != demand);
        let told = Teller::of(register, ctx, one).only(&["note", "dated_on", "source"]);
        let mut cells = vec![
            Value::Plain(ctx.word("likeness", one.kind.as_str())),
            other.map_or_else(
                || ctx.not_stated(),
                |other| Value::Link(subject::link(register, ctx, &other.subject())),
            ),
            said_by(register, ctx, one, &one.organisation),
        ];
        cells.extend(told.into_iter().map(|fact| fact.value));
        let cells = cells.into_iter().map(Cell::from).collect();
        table.push_cells(cells, Some(subject::anchor(one.id.as_str())));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Where somebody says it.
pub(crate) fn say(ctx: &Ctx, demand: &RecommendationId) -> Link {
    let query = [(Noun::Recommendation.as_str(), demand.as_str())];
    Link {
        href: ctx.href_with(&Route::Record(Noun::Grouping.as_str()), &query),
        text: Shown::plain(&ctx.t("grouping-say")),
        outside: false,
    }
}
