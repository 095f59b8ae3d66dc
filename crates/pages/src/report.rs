// SPDX-License-Identifier: EUPL-1.2
//! What a report adds to its words: milestones reached, values, money.

use wegmarke_domain::indicator::{Indicator, Reading};
use wegmarke_domain::register::Register;
use wegmarke_domain::report::{Reached, Report};

use crate::Ctx;
use crate::attribute;
use crate::parts::{Fact, Shown, Value};
use crate::subject;

/// Milestones, values and money of a report, as far as it has them.
pub(crate) fn details(register: &Register, ctx: &Ctx, report: &Report) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut fact = |name: &str, values: Vec<Value>| {
        if !values.is_empty() {
            facts.push(Fact::new(attribute::name(ctx, name), Value::All(values)));
        }
    };
    fact("milestones", reached(register, ctx, &report.milestones));
    let values = report.values.iter().map(|measured| {
        let link = subject::link(register, ctx, &measured.indicator.subject());
        let indicator = register.indicators.find(measured.indicator.as_str());
        Value::Link(link)
            .with(reading(ctx, indicator, measured.reading))
            .with(Value::Plain(ctx.date(measured.on)))
    });
    fact("values", values.collect());
    let funding = report.funding.iter().map(|year| {
        let mut words = vec![year.year.to_string()];
        for (name, amount) in year.money.amounts() {
            if let Some(amount) = amount.value() {
                words.push(format!(
                    "{} {}",
                    attribute::name(ctx, name),
                    euro(ctx, *amount)
                ));
            }
        }
        if let Some(security) = year.money.security.value() {
            words.push(ctx.word("security", security.as_str()));
        }
        Value::Plain(words.join(", "))
    });
    fact("funding", funding.collect());
    facts
}

/// Milestones that were reached, and when.
pub(crate) fn reached(register: &Register, ctx: &Ctx, milestones: &[Reached]) -> Vec<Value> {
    let one = |reached: &Reached| {
        let link = subject::link(register, ctx, &reached.milestone.subject());
        Value::Link(link).with(Value::Plain(ctx.date(reached.on)))
    };
    milestones.iter().map(one).collect()
}

/// An amount in euro.
pub(crate) fn euro(ctx: &Ctx, amount: rust_decimal::Decimal) -> String {
    let number = ctx.locale().decimal(amount);
    ctx.t_with("amount-euro", &[("amount", number.into())])
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
