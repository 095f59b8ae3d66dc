// SPDX-License-Identifier: EUPL-1.2
//! Funding: money per measure and year, as each source says, and warnings before it ends.

use jiff::civil::Date;
use rust_decimal::Decimal;
use wegmarke_derive::{record, shape};

use crate::id::{FundingId, MeasureId, OrganisationId};
use crate::problem::{Problem, codes};
use crate::scale::Security;
use crate::source::Source;
use crate::stated::Stated;

/// What one source says about the money of a year. Amounts are in euro, unless beside them stands
/// another currency.
#[shape]
#[derive(Default)]
pub struct Money {
    /// What it takes.
    #[kind(Kind::Own(Own::Euro))]
    pub needed: Stated<Decimal>,
    /// What is planned.
    #[kind(Kind::Own(Own::Euro))]
    pub planned: Stated<Decimal>,
    /// What is secured.
    #[kind(Kind::Own(Own::Euro))]
    pub secured: Stated<Decimal>,
    /// What was spent.
    #[kind(Kind::Own(Own::Euro))]
    pub spent: Stated<Decimal>,
    /// How secure it is.
    pub security: Stated<Security>,
    /// Title and chapter in the budget.
    pub budget_line: Stated<Box<str>>,
    /// Last day for which there is money.
    pub ends_on: Stated<Date>,
    /// Where that stands.
    pub source: Stated<Source>,
}

impl Money {
    /// Amounts with their names.
    #[must_use]
    pub const fn amounts(&self) -> [(&'static str, Stated<Decimal>); 4] {
        [
            ("needed", self.needed),
            ("planned", self.planned),
            ("secured", self.secured),
            ("spent", self.spent),
        ]
    }

    /// What is wrong with it as the money of a year.
    #[must_use]
    pub fn problems(&self, year: i16) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !(1990..=2100).contains(&year) {
            problems.push(Problem::new("year", codes::NOT_A_YEAR));
        }
        for (name, amount) in self.amounts() {
            if amount.value().is_some_and(Decimal::is_sign_negative) {
                problems.push(Problem::new(name, codes::NEGATIVE));
            }
        }
        problems
    }
}

/// Money for a measure in a year, as one organisation says.
#[record(Funding)]
pub struct Funding {
    /// `{measure}/{year}/{organisation}`.
    #[computed]
    pub id: FundingId,
    /// The measure.
    pub measure: MeasureId,
    /// The year.
    pub year: i16,
    /// The last year, where the amounts are for several; not stated: for `year` alone.
    pub last_year: Stated<i16>,
    /// Currency of the amounts as ISO 4217 writes it, such as `CHF`; not stated: euro.
    pub currency: Stated<Box<str>>,
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// What they say.
    #[serde(flatten)]
    pub money: Money,
}

impl Funding {
    /// What is wrong with it.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.money.problems(self.year);
        if self.last_year.value().is_some_and(|last| *last < self.year) {
            problems.push(Problem::new("last_year", codes::WRONG_ORDER));
        }
        let currency = self.currency.value();
        if currency.is_some_and(|currency| read_currency(currency) != Some(&**currency)) {
            problems.push(Problem::new("currency", codes::NOT_A_CHOICE));
        }
        problems
    }
}

/// Signs that mean one currency wherever they stand. A dollar or a crown may be of many states.
const SIGNS: [(&str, &str); 10] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("£", "GBP"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("SFr.", "CHF"),
    ("₴", "UAH"),
];

/// The currency that a text names, as ISO 4217 writes it.
#[must_use]
pub fn read_currency(text: &str) -> Option<&str> {
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let sign = SIGNS.iter().find(|(sign, _)| *sign == text);
    sign.map(|(_, code)| *code)
        .or_else(|| is_code.then_some(text))
}

#[cfg(test)]
mod tests {
    use super::read_currency;

    #[test]
    fn currencies_are_read_where_only_one_is_meant() {
        for (text, code) in [
            ("EUR", Some("EUR")),
            ("€", Some("EUR")),
            ("R$", Some("BRL")),
            ("CHF", Some("CHF")),
            ("$", None),
            ("kr", None),
            ("eur", None),
            ("EURO", None),
        ] {
            assert_eq!(read_currency(text), code, "{text}");
        }
    }
}
