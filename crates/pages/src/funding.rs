// SPDX-License-Identifier: EUPL-1.2
//! Money of a measure, year by year, as each source says it; and a warning before it ends.

use wegmarke_domain::id::MeasureId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::figures::{find_cliff, list_funding};

use crate::Ctx;
use crate::attribute;
use crate::measured;
use crate::parts::{Table, Value};

/// The table of a measure's money; `None` if nobody says anything.
pub(crate) fn of(register: &Register, ctx: &Ctx, measure: &MeasureId) -> Option<Table> {
    let all = list_funding(register, measure);
    if all.is_empty() {
        return None;
    }
    let mut head = vec![ctx.t("funding-year"), ctx.t("said-by")];
    let names = ["needed", "planned", "secured", "spent"];
    head.extend(names.map(|name| attribute::name(ctx, name)));
    head.extend(["funding-security", "funding-line", "funding-ends"].map(|key| ctx.t(key)));
    let mut table = Table::new(ctx.t("funding-title"), head, None)
        .numeric(&[2, 3, 4, 5])
        .quiet();
    for year in all {
        let money = year.money;
        let mut row = vec![
            Value::Plain(match year.last_year {
                Some(last) if last != year.year => format!("{}–{last}", year.year),
                _ => year.year.to_string(),
            }),
            Value::Link(ctx.organisation(register, year.by)),
        ];
        row.extend(money.amounts().map(|(_, amount)| {
            ctx.stated(&amount, |amount| {
                Value::Plain(measured::money(ctx, *amount, year.currency))
            })
        }));
        row.push(ctx.stated_word("security", &money.security, |word| word.as_str()));
        row.push(ctx.stated_words(&money.budget_line));
        row.push(ctx.stated(&money.ends_on, |day| Value::Plain(ctx.date(*day))));
        table.push(row);
    }
    Some(table)
}

/// A sentence that warns before the money of a measure ends; `None` if it does not, soon.
pub(crate) fn warning(register: &Register, ctx: &Ctx, measure: &MeasureId) -> Option<String> {
    let end = find_cliff(register, measure, ctx.today)?;
    let key = if end < ctx.today {
        "funding-ended"
    } else {
        "funding-ends-soon"
    };
    Some(ctx.t_with(key, &[("on", ctx.date(end).into())]))
}
