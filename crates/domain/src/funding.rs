// SPDX-License-Identifier: EUPL-1.2
//! Funding: money per measure and year, as each source says, and warnings before it ends.

use jiff::civil::Date;
use rust_decimal::Decimal;
use wegmarke_derive::{record, shape};

use crate::id::{FundingId, MeasureId, OrganisationId};
use crate::noun::Noun;
use crate::problem::{Problem, codes};
use crate::register::Register;
use crate::rules::voices;
use crate::scale::Security;
use crate::source::Source;
use crate::stated::Stated;

/// Months before the end of a service's money in which a warning is shown.
pub const WARNING_MONTHS: i32 = 12;

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
    pub id: FundingId,
    /// The measure.
    pub measure: MeasureId,
    /// The year.
    pub year: i16,
    /// Who says so.
    pub organisation: OrganisationId,
    /// What they say.
    #[serde(flatten)]
    pub money: Money,
}

/// Money wherever it was said: on its own, or in a report that is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidMoney<'a> {
    /// The year.
    pub year: i16,
    /// Who says so.
    pub by: &'a OrganisationId,
    /// What they say.
    pub money: &'a Money,
}

/// Money of a measure by year, then organisation.
#[must_use]
pub fn list_funding<'a>(register: &'a Register, measure: &MeasureId) -> Vec<SaidMoney<'a>> {
    let on = measure.subject();
    let mut all: Vec<SaidMoney<'a>> = register
        .list_referrers(&on, Noun::Funding)
        .filter_map(|id| register.fundings.find(id))
        .map(|funding| SaidMoney {
            year: funding.year,
            by: &funding.organisation,
            money: &funding.money,
        })
        .collect();
    for (by, report) in voices::list_reports(register, &on) {
        all.extend(report.funding.iter().map(|said| SaidMoney {
            year: said.year,
            by,
            money: &said.money,
        }));
    }
    all.sort_by(|a, b| (a.year, a.by).cmp(&(b.year, b.by)));
    all.dedup();
    all
}

/// The day on which the money of a measure ends, if that is within [`WARNING_MONTHS`] from `today`
/// or was before it, and no source names a later day.
#[must_use]
pub fn find_cliff(register: &Register, measure: &MeasureId, today: Date) -> Option<Date> {
    let ends = list_funding(register, measure)
        .into_iter()
        .filter_map(|said| said.money.ends_on.value().copied())
        .max()?;
    let horizon = today
        .checked_add(jiff::Span::new().months(WARNING_MONTHS))
        .ok()?;
    (ends <= horizon).then_some(ends)
}
