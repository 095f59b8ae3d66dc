// SPDX-License-Identifier: EUPL-1.2
//! The form of money for a measure in a year.

use wegmarke_domain::funding::{Funding, Money};
use wegmarke_domain::id::{FundingId, MeasureId, OrganisationId};
use wegmarke_domain::problem::codes;

use super::super::fields::{Reader, Writer, typed, word};
use super::source;

pub(super) fn read(
    reader: &mut Reader<'_>,
    measure: &MeasureId,
    by: &OrganisationId,
) -> Option<Funding> {
    let source = source::read(reader);
    let money = Money {
        needed: reader.number("needed"),
        planned: reader.number("planned"),
        secured: reader.number("secured"),
        spent: reader.number("spent"),
        security: reader.word("security"),
        budget_line: reader.words("budget_line"),
        ends_on: reader.day("ends_on"),
        source,
    };
    if money == Money::default() {
        reader.wrong("needed", codes::SAYS_NOTHING);
    }
    let Ok(year) = reader.values.get("year").trim().parse() else {
        reader.wrong("year", codes::NOT_A_YEAR);
        return None;
    };
    reader.problems.extend(money.problems(year));
    Some(Funding {
        id: FundingId::new(format!("{measure}/{year}/{by}")),
        measure: measure.clone(),
        year,
        organisation: by.clone(),
        money,
    })
}

pub(super) fn write(writer: &mut Writer, known: &Funding) {
    let money = &known.money;
    writer.put("year", Some(known.year));
    for (name, amount) in money.amounts() {
        writer.put(name, amount.value().map(typed));
    }
    writer.put("security", word!(money.security));
    writer.put("budget_line", money.budget_line.value());
    writer.put("ends_on", money.ends_on.value());
    source::write(writer, &money.source);
}
