// SPDX-License-Identifier: EUPL-1.2
//! A plan along the years: what runs when, what falls due, where much falls due at once, and what was
//! planned against what happened. Time that a source gives as a quarter or a year stays one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::{MeasureId, MilestoneId, OrganisationId};
use crate::measure::Measure;
use crate::milestone::Milestone;
use crate::noun::Subject;
use crate::record::Record as _;
use crate::register::{Register, utc_day};
use crate::rules::shifts::list_shifts;
use crate::rules::timeliness::find_reached;
use crate::rules::voices;
use crate::words::words;

words! {
    /// What can fall due.
    DueKind {
        /// A milestone.
        Milestone => "milestone",
        /// The last day of a measure.
        Measure => "measure",
        /// The last day to say something in a round.
        Round => "round",
    }
}

/// Something that falls due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Falling {
    /// What.
    pub on: Subject,
    /// Of which kind.
    pub kind: DueKind,
    /// Its last day.
    pub day: Date,
    /// Its first day, where its source gives no day but a time: a quarter, a year.
    pub since: Option<Date>,
}

/// What of a plan falls due from today on within so many days, the next first. Milestones that were
/// reached do not.
#[must_use]
pub fn list_due(register: &Register, plan: &str, today: Date, days: i32) -> Vec<Falling> {
    let mut all = Vec::new();
    for milestone in register.milestones.list_of(plan) {
        let due = milestone.due.value();
        let Some(day) = due.and_then(|due| due.until.or(due.from)) else {
            continue;
        };
        if find_reached(register, milestone).is_none() {
            all.push(Falling {
                on: milestone.subject(),
                kind: DueKind::Milestone,
                day,
                since: due.and_then(|due| due.from).filter(|from| *from < day),
            });
        }
    }
    for measure in register.measures.list_of(plan) {
        let ends = measure.period.value().and_then(|period| period.until);
        all.extend(ends.map(|day| Falling {
            on: measure.subject(),
            kind: DueKind::Measure,
            day,
            since: None,
        }));
    }
    for round in voices::list_rounds(register, plan) {
        // Midnight ends the day before.
        let last = round.due_at.checked_sub(jiff::SignedDuration::from_secs(1));
        all.push(Falling {
            on: round.id.subject(),
            kind: DueKind::Round,
            day: utc_day(last.unwrap_or(round.due_at)),
            since: None,
        });
    }
    let end = today.saturating_add(jiff::Span::new().days(days));
    all.retain(|one| one.day >= today && one.day <= end);
    all.sort_by(|a, b| (a.day, a.kind, &a.on).cmp(&(b.day, b.kind, &b.on)));
    all
}

/// The years in which a measure is known to run: first and last; no last one where it has no end.
#[must_use]
pub fn find_years(measure: &Measure) -> Option<(i16, Option<i16>)> {
    let period = measure.period.value()?;
    // Of a measure of which only the end is known, only the year of its end is.
    let first = period.from.or(period.until)?.year();
    Some((first, period.until.map(Date::year)))
}

/// Whether a measure is known to run in a year.
#[must_use]
pub fn runs_in(measure: &Measure, year: i16) -> bool {
    find_years(measure)
        .is_some_and(|(first, last)| first <= year && last.is_none_or(|last| year <= last))
}

/// Whether a measure begins in a year.
#[must_use]
pub fn begins_in(measure: &Measure, year: i16) -> bool {
    let from = measure.period.value().and_then(|period| period.from);
    from.is_some_and(|from| from.year() == year)
}

/// Whether a measure ends in a year.
#[must_use]
pub fn ends_in(measure: &Measure, year: i16) -> bool {
    let until = measure.period.value().and_then(|period| period.until);
    until.is_some_and(|until| until.year() == year)
}

/// The last day of a milestone, as far as its source gives one.
#[must_use]
pub fn find_day(milestone: &Milestone) -> Option<Date> {
    milestone.due.value().and_then(|due| due.until.or(due.from))
}

/// A plan in one year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// Measures that run in it, wholly or in part.
    pub running: Vec<MeasureId>,
    /// Those that begin in it.
    pub beginning: Vec<MeasureId>,
    /// Those that end in it.
    pub ending: Vec<MeasureId>,
    /// Milestones that fall due in it.
    pub milestones: Vec<MilestoneId>,
}

/// Most years of a plan; a slip of a century must not make a table of thousands of rows.
const MOST_YEARS: i16 = 60;

/// A plan year by year, from the first to the last that anything of it names.
#[must_use]
pub fn list_slices(register: &Register, plan: &str) -> BTreeMap<i16, Slice> {
    let mut years: BTreeSet<i16> = BTreeSet::new();
    for measure in register.measures.list_of(plan) {
        if let Some((first, last)) = find_years(measure) {
            years.extend([first, last.unwrap_or(first)]);
        }
    }
    let days = register.milestones.list_of(plan).filter_map(find_day);
    years.extend(days.map(Date::year));
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return BTreeMap::new();
    };
    let first = (*first).max(last.saturating_sub(MOST_YEARS));
    (first..=*last)
        .map(|year| (year, slice(register, plan, year)))
        .collect()
}

fn slice(register: &Register, plan: &str, year: i16) -> Slice {
    let of = |fits: fn(&Measure, i16) -> bool| {
        let measures = register.measures.list_of(plan);
        let fitting = measures.filter(|measure| fits(measure, year));
        fitting.map(|measure| measure.id.clone()).collect()
    };
    let due = register.milestones.list_of(plan);
    let due = due.filter(|one| find_day(one).is_some_and(|day| day.year() == year));
    Slice {
        running: of(runs_in),
        beginning: of(begins_in),
        ending: of(ends_in),
        milestones: due.map(|one| one.id.clone()).collect(),
    }
}

/// A quarter of a year, as an address writes it: `2026-Q4`.
#[must_use]
pub fn quarter(day: Date) -> String {
    format!("{}-Q{}", day.year(), (day.month() + 2) / 3)
}

/// Milestones in one quarter from which on it is much.
const MUCH: usize = 3;

/// Quarters in which milestones of a plan fall due, with how many; marked are those with at least three,
/// and twice as many as the quarters have in the middle.
#[must_use]
pub fn list_quarters(register: &Register, plan: &str) -> Vec<(String, usize, bool)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for day in register.milestones.list_of(plan).filter_map(find_day) {
        *counts.entry(quarter(day)).or_default() += 1;
    }
    let (total, held) = (counts.values().sum::<usize>(), counts.len());
    let is_much = |n: usize| n >= MUCH && n * held >= 2 * total;
    let all = counts.into_iter();
    all.map(|(quarter, n)| (quarter, n, is_much(n))).collect()
}

/// One thing on the time line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub on: Subject,
    /// First day, if known.
    pub from: Option<Date>,
    /// Last day, if known.
    pub until: Option<Date>,
    /// Whether it is a moment of which only a longer time is known, not something that takes that time.
    pub is_vague: bool,
    /// When it was reached, as its leads report it.
    pub reached: Option<Date>,
    /// Last days that it had before, the oldest first.
    pub before: Vec<Date>,
    /// Whether it was moved, also from or to a time that is no day.
    pub is_moved: bool,
}

/// A measure on the time line; `None` where no day of it is known.
#[must_use]
pub fn item_of_measure(measure: &Measure) -> Option<Item> {
    let period = measure.period.value()?;
    (period.from.is_some() || period.until.is_some()).then(|| Item {
        on: measure.subject(),
        from: period.from,
        until: period.until,
        is_vague: false,
        reached: None,
        before: Vec::new(),
        is_moved: false,
    })
}

/// A milestone on the time line; `None` where no day of it is known.
#[must_use]
pub fn item_of_milestone(register: &Register, milestone: &Milestone) -> Option<Item> {
    let due = milestone.due.value()?;
    let until = due.until.or(due.from)?;
    let from = due.from.unwrap_or(until);
    let shifts = list_shifts(register, &milestone.id);
    let mut before: Vec<Date> = shifts.iter().filter_map(|shift| shift.from).collect();
    before.retain(|day| *day != until);
    Some(Item {
        on: milestone.subject(),
        from: Some(from),
        until: Some(until),
        is_vague: from < until,
        reached: find_reached(register, milestone),
        before,
        is_moved: !shifts.is_empty(),
    })
}

/// The items of a plan by lead: a milestone without one has those of its measures. What no day is known
/// of is not here.
#[must_use]
pub fn by_lead<'a>(
    register: &'a Register,
    plan: &str,
) -> BTreeMap<Option<&'a OrganisationId>, Vec<Item>> {
    let mut all: BTreeMap<Option<&OrganisationId>, Vec<Item>> = BTreeMap::new();
    for measure in register.measures.list_of(plan) {
        let Some(item) = item_of_measure(measure) else {
            continue;
        };
        for lead in leads_of(measure) {
            all.entry(lead).or_default().push(item.clone());
        }
    }
    for milestone in register.milestones.list_of(plan) {
        let Some(item) = item_of_milestone(register, milestone) else {
            continue;
        };
        let leads: BTreeSet<Option<&OrganisationId>> = match milestone.lead.value() {
            Some(leads) => leads.ids().iter().map(Some).collect(),
            None => {
                let served = milestone.measures.iter();
                let known = served.filter_map(|id| register.measures.find(id.as_str()));
                known.flat_map(leads_of).collect()
            }
        };
        let leads = if leads.is_empty() {
            BTreeSet::from([None])
        } else {
            leads
        };
        for lead in leads {
            all.entry(lead).or_default().push(item.clone());
        }
    }
    for items in all.values_mut() {
        items.sort_by(|a, b| (a.until, a.from, &a.on).cmp(&(b.until, b.from, &b.on)));
    }
    all
}

fn leads_of(measure: &Measure) -> Vec<Option<&OrganisationId>> {
    match measure.lead.value() {
        Some(leads) => leads.ids().iter().map(Some).collect(),
        None => vec![None],
    }
}
