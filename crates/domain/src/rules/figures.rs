// SPDX-License-Identifier: EUPL-1.2
//! Values and money wherever they were said: on their own, or in reports that are public.

use jiff::civil::Date;

use crate::funding::Money;
use crate::id::{IndicatorId, MeasureId, OrganisationId};
use crate::indicator::Reading;
use crate::noun::Noun;
use crate::register::Register;
use crate::rules::voices;
use crate::source::Source;
use crate::stated::Stated;

/// Months before the end of a service's money in which a warning is shown.
pub const WARNING_MONTHS: i32 = 12;

/// A value wherever it was said: on its own, or in a report that is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidValue<'a> {
    /// Who says so.
    pub by: &'a OrganisationId,
    /// The day it is of.
    pub on: Date,
    /// What it showed.
    pub reading: Reading,
    /// Where that stands.
    pub source: &'a Stated<Source>,
}

/// All values of an indicator by day, then organisation: those of one day stand side by side.
#[must_use]
pub fn list_values<'a>(register: &'a Register, indicator: &IndicatorId) -> Vec<SaidValue<'a>> {
    let mut values: Vec<SaidValue<'a>> = register
        .list_referrers(&indicator.subject(), Noun::Value)
        .filter_map(|id| register.values.find(id))
        .map(|value| SaidValue {
            by: &value.organisation,
            on: value.on,
            reading: value.reading,
            source: &value.source,
        })
        .collect();
    let measures = register.indicators.find(indicator.as_str());
    for measure in measures.into_iter().flat_map(|known| &known.measures) {
        for (by, report) in voices::list_reports(register, &measure.subject()) {
            let said = report.values.iter();
            values.extend(
                said.filter(|said| said.indicator == *indicator)
                    .map(|said| SaidValue {
                        by,
                        on: said.on,
                        reading: said.reading,
                        source: &said.source,
                    }),
            );
        }
    }
    values.sort_by(|a, b| (a.on, a.by).cmp(&(b.on, b.by)));
    values.dedup_by(|a, b| (a.on, a.by, a.reading) == (b.on, b.by, b.reading));
    values
}

/// Money wherever it was said: on its own, or in a report that is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidMoney<'a> {
    /// The year.
    pub year: i16,
    /// The last year, where the amounts are for several.
    pub last_year: Option<i16>,
    /// Currency of the amounts, as ISO 4217 writes it; euro if none is named.
    pub currency: Option<&'a str>,
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
            last_year: funding.last_year.value().copied(),
            currency: funding.currency.value().map(|currency| &**currency),
            by: &funding.organisation,
            money: &funding.money,
        })
        .collect();
    for (by, report) in voices::list_reports(register, &on) {
        all.extend(report.funding.iter().map(|said| SaidMoney {
            year: said.year,
            last_year: None,
            currency: None,
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
