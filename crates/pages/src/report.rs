// SPDX-License-Identifier: EUPL-1.2
//! What a report adds to its words: milestones reached, values, money.

use wegmarke_domain::register::Register;
use wegmarke_domain::report::Report;

use crate::Ctx;
use crate::attribute;
use crate::measured::{euro, reached, reading};
use crate::parts::{Fact, Value};
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
