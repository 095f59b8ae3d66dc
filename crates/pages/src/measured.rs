// SPDX-License-Identifier: EUPL-1.2
//! What was reached, observed and paid, in words. It stands by itself, below the pages of indicators
//! and reports, because histories show it too and those pages show histories.

use wegmarke_domain::indicator::{Indicator, Reading};
use wegmarke_domain::register::Register;
use wegmarke_domain::report::Reached;

use crate::Ctx;
use crate::parts::{Shown, Value};
use crate::subject;

/// Milestones that were reached, and when.
pub(crate) fn reached(register: &Register, ctx: &Ctx, milestones: &[Reached]) -> Vec<Value> {
    let one = |reached: &Reached| {
        let link = subject::link(register, ctx, &reached.milestone.subject());
        Value::Link(link).with(Value::Plain(ctx.date(reached.on)))
    };
    milestones.iter().map(one).collect()
}

/// What an indicator showed: a number with its unit, or the words of its level.
pub(crate) fn reading(ctx: &Ctx, indicator: Option<&Indicator>, reading: Reading) -> Value {
    match (reading, indicator) {
        (Reading::Number(number), indicator) => {
            let number = ctx.locale().decimal(number);
            let unit = indicator.and_then(|indicator| indicator.unit.value());
            let unit = unit.map_or_else(String::new, |unit| ctx.words(unit).into_owned());
            Value::Plain(format!("{number} {unit}").trim().to_owned())
        }
        (Reading::Level(at), Some(indicator)) => indicator.levels.get(usize::from(at)).map_or_else(
            || ctx.not_stated(),
            |level| Value::Text(ctx.text(&level.name)),
        ),
        (Reading::Level(at), None) => Value::Text(Shown::plain(&at.to_string())),
    }
}

/// An amount in euro.
pub(crate) fn euro(ctx: &Ctx, amount: rust_decimal::Decimal) -> String {
    let number = ctx.locale().decimal(amount);
    ctx.t_with("amount-euro", &[("amount", number.into())])
}
