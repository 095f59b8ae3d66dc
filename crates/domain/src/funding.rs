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

/// What one source says about the money of a year. Amounts are in euro.
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
    /// Who says so.
    #[speaker]
    pub organisation: OrganisationId,
    /// What they say.
    #[serde(flatten)]
    pub money: Money,
}
