// SPDX-License-Identifier: EUPL-1.2
//! Figures about which sources differ: on what, and what each says, side by side.

use wegmarke_domain::register::Register;
use wegmarke_domain::rules::finding::{Found, Own};
use wegmarke_domain::rules::quality::{self, Figure, Says, Source};

use crate::parts::{Link, Shown, Value};
use crate::{Ctx, attribute, measured, subject};

/// On what sources differ.
pub(crate) fn what(register: &Register, ctx: &Ctx, found: &Found) -> String {
    let (kind, rest) = found.detail.split_once('.').unwrap_or((&found.detail, ""));
    match kind {
        "numbers" => ctx.t("differing-numbers"),
        "fact" | "stated" => {
            let facts = found.rests_on.iter();
            let mut facts = facts.filter_map(|about| register.facts.find(&about.id));
            facts.next().map_or_else(
                || rest.to_owned(),
                |fact| subject::fact_name(ctx, &fact.name),
            )
        }
        "value" => rest
            .parse()
            .map_or_else(|_| rest.to_owned(), |on| ctx.date(on)),
        years => {
            let (first, last) = years.split_once('-').unwrap_or((years, years));
            let years = match first == last {
                true => first.to_owned(),
                false => format!("{first}–{last}"),
            };
            let amount = rest.split('.').next().unwrap_or_default();
            let args = [
                ("amount", attribute::name(ctx, amount).into()),
                ("years", years.into()),
            ];
            ctx.t_with("found-money", &args)
        }
    }
}

/// What each source says, one below the other.
pub(crate) fn all(register: &Register, ctx: &Ctx, found: &Found) -> Value {
    let all = quality::list_sides(register, found);
    let all = all.iter().map(|one| side(register, ctx, found, one));
    Value::all(all.collect(), ctx.t("not-stated"))
}

fn side(register: &Register, ctx: &Ctx, found: &Found, one: &Figure) -> Value {
    let says = match &one.says {
        Says::Words(words) => Value::Text(Shown::plain(words)),
        Says::Own(Own::Count(n)) => Value::Plain(
            ctx.locale()
                .count(usize::try_from(*n).unwrap_or(usize::MAX)),
        ),
        Says::Own(Own::Day(day)) => Value::Plain(ctx.date(*day)),
        Says::Own(Own::Organisations(ids)) => ctx.organisations(register, ids),
        Says::Money(amount, currency) => {
            Value::Plain(measured::money(ctx, *amount, Some(currency)))
        }
        Says::Reading(reading) => {
            measured::reading(ctx, register.indicators.find(&found.on.id), *reading)
        }
    };
    says.with(match &one.by {
        Source::Organisation(by) => Value::Link(ctx.organisation(register, by)),
        Source::Document(words) => match Link::outside(words) {
            Some(link) => Value::Link(link),
            None => Value::Text(Shown::plain(words)),
        },
        Source::Unknown => Value::Missing(ctx.t("differing-nobody")),
    })
}
