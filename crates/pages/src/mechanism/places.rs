// SPDX-License-Identifier: EUPL-1.2
//! Shelter places by Land and group: numbers as organisations state them, and where nobody states any.

use askama::Template;
use wegmarke_domain::arrangement::{Arrangement, Group};
use wegmarke_domain::noun::Noun;
use wegmarke_domain::record::Record as _;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::mechanism;
use wegmarke_domain::scale::Land;

use super::{land, way_to};
use crate::attribute::name_of;
use crate::frame::Section;
use crate::parts::{Pager, Shown, Table, Value, Window};
use crate::subject::{self, said_by};
use crate::{Ctx, Frame};

/// Rows on one page.
const PER_PAGE: usize = 20;

/// The page.
#[derive(Debug, Template)]
#[template(path = "mechanism/places.html")]
pub struct Places {
    f: Frame,
    matrix: Table,
    list: Table,
    pager: Pager,
}

impl Places {
    /// All that is stated of places.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let all = mechanism::list_places(register, ctx.today);
        let window = Window::of(ctx, all.len(), PER_PAGE);
        let title = Shown::plain(&ctx.t("places-title"));
        Self {
            f: Frame::new(ctx, title, Section::Questions)
                .described(ctx.t("places-description"))
                .below(vec![way_to(ctx)])
                .invented(ctx, register.has_invented()),
            matrix: matrix(ctx, &all),
            list: list(
                register,
                ctx,
                all.iter().skip(window.skip).take(window.take),
            ),
            pager: Pager::new(ctx, window, all.len()),
        }
    }
}

/// Every Land and every group, also those of whom nobody says anything.
fn matrix(ctx: &Ctx, all: &[mechanism::Places<'_>]) -> Table {
    let mut head = vec![ctx.t("mechanism-land")];
    head.extend(
        Group::ALL
            .iter()
            .map(|group| ctx.word("group", group.as_str())),
    );
    let mut table = Table::new(ctx.t("places-table"), head, None).quiet();
    let lands = Land::ALL.iter().filter(|land| **land != Land::Germany);
    for one in lands {
        let mut row = vec![Value::Plain(land(ctx, *one))];
        row.extend(Group::ALL.iter().map(|group| {
            let here = all
                .iter()
                .filter(|places| places.land == *one && places.group == *group);
            let said = here.map(|places| Value::Plain(amount(ctx, places.shelter)));
            Value::all(said.collect(), ctx.t("places-nothing"))
        }));
        table.push(row);
    }
    table
}

/// How many there are, of how many that are needed.
pub(crate) fn amount(ctx: &Ctx, shelter: &Arrangement) -> String {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let (wanted, there) = (shelter.places_wanted.value(), shelter.places.value());
    match (wanted, there) {
        (Some(wanted), Some(there)) => {
            let there = ctx.locale().count(count(*there));
            let args = [("there", there.into()), ("wanted", count(*wanted).into())];
            ctx.t_with("places-of", &args)
        }
        (None, Some(there)) => ctx.tn("places-there", count(*there)),
        (Some(wanted), None) => ctx.tn("places-wanted", count(*wanted)),
        (None, None) => ctx.t("places-nothing"),
    }
}

/// How many are missing.
pub(crate) fn missing(ctx: &Ctx, shelter: &Arrangement) -> Value {
    let missing = shelter.missing();
    missing.map_or_else(
        || ctx.not_stated(),
        |n| {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            Value::Plain(ctx.tn("places-missing", n))
        },
    )
}

fn list<'a>(
    register: &Register,
    ctx: &Ctx,
    all: impl Iterator<Item = &'a mechanism::Places<'a>>,
) -> Table {
    let of = |name: &str| name_of(ctx, Noun::Arrangement, name);
    let head = vec![
        of("title"),
        ctx.t("mechanism-land"),
        of("group"),
        of("places"),
        ctx.t("places-gap"),
        of("organisation"),
        of("dated_on"),
    ];
    let mut table = Table::new(ctx.t("places-list"), head, ctx.t("places-none")).quiet();
    for one in all {
        let shelter = one.shelter;
        table.push(vec![
            Value::Link(subject::link(register, ctx, &shelter.subject())),
            Value::Plain(land(ctx, one.land)),
            Value::Plain(ctx.word("group", one.group.as_str())),
            Value::Plain(amount(ctx, shelter)),
            missing(ctx, shelter),
            said_by(register, ctx, shelter, &shelter.organisation),
            ctx.stated(&shelter.dated_on, |day| Value::Plain(ctx.date(*day))),
        ]);
    }
    table
}
