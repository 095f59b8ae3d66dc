// SPDX-License-Identifier: EUPL-1.2
//! Money of plans: what is needed, planned, secured and spent, by year, field and lead.
//!
//! Two sources that differ stay two: of each measure and time an amount is a range from the lowest to the
//! highest that somebody names, and ranges are added up, so no euro is counted twice. Currencies are never
//! added together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::id::{MeasureId, OrganisationId};
use crate::measure::Measure;
use crate::register::Register;
use crate::rules::figures::{SaidMoney, list_funding};
use crate::stated::Stated;
use crate::words::words;

words! {
    /// What an amount says.
    Amount {
        /// What it takes.
        Needed => "needed",
        /// What is planned.
        Planned => "planned",
        /// What is secured.
        Secured => "secured",
        /// What was spent.
        Spent => "spent",
    }
}

/// The currency of amounts beside which none is named.
pub const EURO: &str = "EUR";

/// A year, or several for which a source gives one amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Years {
    /// The first year.
    pub first: i16,
    /// The last one; the first, if it is one.
    pub last: i16,
}

impl Years {
    fn of(said: &SaidMoney<'_>) -> Self {
        let last = said.last_year.unwrap_or(said.year);
        Self {
            first: said.year,
            last: last.max(said.year),
        }
    }

    const fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

/// From the lowest to the highest amount that somebody names; both are the same where all agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The lowest.
    pub low: Decimal,
    /// The highest.
    pub high: Decimal,
}

/// Ranges of several measures, added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum.
    pub range: Range,
    /// The measures of which it is the sum.
    pub measures: BTreeSet<MeasureId>,
    /// Those of them about which sources differ.
    pub differing: BTreeSet<MeasureId>,
}

impl Sum {
    fn add(&mut self, measure: &MeasureId, range: Range) {
        // An amount near the end of what a number can hold is a slip; it must not take the page with it.
        self.range.low = self.range.low.saturating_add(range.low);
        self.range.high = self.range.high.saturating_add(range.high);
        self.measures.insert(measure.clone());
        if range.low != range.high {
            self.differing.insert(measure.clone());
        }
    }
}

/// What is said of one measure: amounts by time, currency and what they say.
pub type Amounts<'a> = BTreeMap<(Years, &'a str, Amount), Range>;

/// Sums by currency and what they say.
pub type Sums = BTreeMap<(Box<str>, Amount), Sum>;

/// Whether the plan, a report or another source says something about the money of a measure.
#[must_use]
pub fn is_known(register: &Register, measure: &Measure) -> bool {
    measure.funding.value().is_some() || !list_funding(register, &measure.id).is_empty()
}

/// Every amount that is named for a measure.
#[must_use]
pub fn list_amounts<'a>(register: &'a Register, measure: &MeasureId) -> Amounts<'a> {
    let mut all = Amounts::new();
    for said in list_funding(register, measure) {
        let currency = said.currency.unwrap_or(EURO);
        for (amount, (_, stated)) in Amount::ALL.iter().zip(said.money.amounts()) {
            if let Stated::Value(amount_of) = stated {
                let range = Range {
                    low: amount_of,
                    high: amount_of,
                };
                all.entry((Years::of(&said), currency, *amount))
                    .and_modify(|range: &mut Range| {
                        range.low = range.low.min(amount_of);
                        range.high = range.high.max(amount_of);
                    })
                    .or_insert(range);
            }
        }
    }
    all
}

/// The amounts of a measure over all its years. Where one amount is for several years, others within
/// them are parts of it and do not count once more.
fn over_years<'a>(amounts: &Amounts<'a>) -> BTreeMap<(&'a str, Amount), Range> {
    let mut longest_first: Vec<_> = amounts.iter().collect();
    longest_first.sort_by_key(|((years, _, _), _)| (years.first - years.last, years.first));
    let mut counted: BTreeMap<(&str, Amount), Vec<Years>> = BTreeMap::new();
    let mut sums: BTreeMap<(&str, Amount), Range> = BTreeMap::new();
    for ((years, currency, amount), range) in longest_first {
        let key = (*currency, *amount);
        let before = counted.entry(key).or_default();
        if before.iter().any(|other| other.meets(*years)) {
            continue;
        }
        before.push(*years);
        let sum = sums.entry(key).or_default();
        sum.low = sum.low.saturating_add(range.low);
        sum.high = sum.high.saturating_add(range.high);
    }
    sums
}

/// The money of a group of measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purse {
    /// The measures of the group.
    pub measures: BTreeSet<MeasureId>,
    /// Those of them about whose money something is known.
    pub known: BTreeSet<MeasureId>,
    /// Sums over all years.
    pub sums: Sums,
}

impl Purse {
    /// Puts a measure in.
    pub fn add(&mut self, register: &Register, measure: &Measure) {
        self.measures.insert(measure.id.clone());
        if is_known(register, measure) {
            self.known.insert(measure.id.clone());
        }
        for ((currency, amount), range) in over_years(&list_amounts(register, &measure.id)) {
            let sum = self.sums.entry((currency.into(), amount)).or_default();
            sum.add(&measure.id, range);
        }
    }
}

/// The money of measures, grouped by what each belongs to; a measure may belong to several.
pub fn group<'a, K: Ord>(
    register: &Register,
    measures: impl Iterator<Item = &'a Measure>,
    keys: impl Fn(&'a Measure) -> Vec<K>,
) -> BTreeMap<K, Purse> {
    let mut purses: BTreeMap<K, Purse> = BTreeMap::new();
    for measure in measures {
        for key in keys(measure) {
            purses.entry(key).or_default().add(register, measure);
        }
    }
    purses
}

/// The money of measures by year, as its sources divide it.
pub fn by_years<'a>(
    register: &Register,
    measures: impl Iterator<Item = &'a Measure>,
) -> BTreeMap<Years, Sums> {
    let mut years: BTreeMap<Years, Sums> = BTreeMap::new();
    for measure in measures {
        for ((of, currency, amount), range) in list_amounts(register, &measure.id) {
            let sums = years.entry(of).or_default();
            let sum = sums.entry((currency.into(), amount)).or_default();
            sum.add(&measure.id, range);
        }
    }
    years
}

/// Amounts of one measure about which sources differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// The measure.
    pub measure: MeasureId,
    /// The time.
    pub years: Years,
    /// What the amounts say.
    pub amount: Amount,
    /// The currency.
    pub currency: Box<str>,
    /// What each source says, in the order of sources.
    pub said: Vec<(OrganisationId, Decimal)>,
}

/// Where sources differ, measure by measure.
pub fn list_differing<'a>(
    register: &Register,
    measures: impl Iterator<Item = &'a Measure>,
) -> Vec<Differing> {
    let mut all = Vec::new();
    for measure in measures {
        let said = list_funding(register, &measure.id);
        for ((years, currency, amount), range) in list_amounts(register, &measure.id) {
            if range.low == range.high {
                continue;
            }
            let of = |said: &&SaidMoney<'_>| {
                Years::of(said) == years && said.currency.unwrap_or(EURO) == currency
            };
            let mut each: Vec<_> = said
                .iter()
                .filter(of)
                .filter_map(|said| {
                    let (_, stated) = said.money.amounts()[amount as usize];
                    Some((said.by.clone(), stated.value().copied()?))
                })
                .collect();
            each.dedup();
            all.push(Differing {
                measure: measure.id.clone(),
                years,
                amount,
                currency: currency.into(),
                said: each,
            });
        }
    }
    all
}

/// Money that ends before the measure does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cliff {
    /// The measure.
    pub measure: MeasureId,
    /// The last day for which there is money, as the most hopeful source says.
    pub money_ends_on: Date,
    /// The last day of the measure, else of its plan; `None` if it is to go on without an end.
    pub ends_on: Option<Date>,
}

impl Cliff {
    /// Days without money; `None` where the measure has no end.
    #[must_use]
    pub fn days(&self) -> Option<i64> {
        let span = self.money_ends_on.until(self.ends_on?).ok()?;
        Some(i64::from(span.get_days()))
    }
}

/// Where the money of a measure ends before the measure does; `None` if it does not, or nobody says when.
#[must_use]
pub fn find_end(register: &Register, measure: &Measure) -> Option<Cliff> {
    let said = list_funding(register, &measure.id);
    let ends = said.iter().filter_map(|said| said.money.ends_on.value());
    let money_ends_on = *ends.max()?;
    let ends_on = match measure.period.value() {
        // A period in words that are no days says nothing about an end.
        Some(period) if period.from.is_some() || period.until.is_some() => period.until,
        _ => {
            let plan = register.plans.find(measure.plan());
            let period = plan.and_then(|plan| plan.period.value());
            period.and_then(|period| period.until)
        }
    };
    let before = ends_on.is_none_or(|ends_on| money_ends_on < ends_on);
    before.then(|| Cliff {
        measure: measure.id.clone(),
        money_ends_on,
        ends_on,
    })
}

/// Measures whose money ends before they do, the next end first.
pub fn list_cliffs<'a>(
    register: &Register,
    measures: impl Iterator<Item = &'a Measure>,
) -> Vec<Cliff> {
    let mut all: Vec<Cliff> = measures
        .filter_map(|measure| find_end(register, measure))
        .collect();
    all.sort_by(|a, b| (a.money_ends_on, &a.measure).cmp(&(b.money_ends_on, &b.measure)));
    all
}
