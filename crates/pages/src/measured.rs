// SPDX-License-Identifier: EUPL-1.2
//! What was observed and paid, in words. It stands by itself, below the pages of indicators, because
//! histories show it too and those pages show histories.

use wegmarke_domain::indicator::{Indicator, Reading};

use crate::Ctx;
use crate::parts::{Shown, Value};

/// How high a reading is: its number, or the place of its level; `None`: it is not told.
pub(crate) fn level(reading: Reading) -> Option<rust_decimal::Decimal> {
    match reading {
        Reading::Number(number) => Some(number),
        Reading::Level(at) => Some(at.into()),
        Reading::Suppressed => None,
    }
}

/// The same as [`reading`], as words only.
pub(crate) fn reading_words(ctx: &Ctx, indicator: Option<&Indicator>, one: Reading) -> String {
    match reading(ctx, indicator, one) {
        Value::Plain(words) => words,
        Value::Text(shown) => shown.words,
        _ => ctx.t("not-stated"),
    }
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
        // Neither zero nor "not stated".
        (Reading::Suppressed, _) => Value::Plain(ctx.t("reading-suppressed")),
    }
}

/// The name of a part in the reader's words, where it is made of codes that many sources use.
pub(crate) fn part(ctx: &Ctx, name: &str) -> String {
    let words = name.split(" · ").map(|code| {
        let locale = ctx.locale();
        let known = locale.find_word("part", code);
        let known = known.or_else(|| locale.find_word("land", code));
        known.unwrap_or_else(|| code.to_owned())
    });
    words.collect::<Vec<_>>().join(" · ")
}

/// An amount of money: in euro, if no currency is named.
pub(crate) fn money(ctx: &Ctx, amount: rust_decimal::Decimal, currency: Option<&str>) -> String {
    let number = ctx.locale().decimal(amount);
    match currency.filter(|currency| *currency != "EUR") {
        Some(currency) => ctx.t_with(
            "amount-in",
            &[
                ("amount", number.into()),
                ("currency", currency.to_owned().into()),
            ],
        ),
        None => ctx.t_with("amount-euro", &[("amount", number.into())]),
    }
}
