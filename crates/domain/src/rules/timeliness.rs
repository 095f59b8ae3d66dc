// SPDX-License-Identifier: EUPL-1.2
//! Timeliness: computed from a milestone's dates and from what was reported of it. Never a rating.

use jiff::civil::Date;

use crate::milestone::Milestone;
use crate::register::Register;
use crate::rules::shifts::list_shifts;
use crate::rules::voices::list_reports;
use crate::words::words;

words! {
    /// Where a milestone stands against its date.
    Timeliness {
        /// It was reached by its date.
        OnTime => "on-time",
        /// It is not due yet.
        NotDue => "not-due",
        /// It is due within the next 90 days.
        DueSoon => "due-soon",
        /// It is not due yet, but only because its date was moved back.
        Late => "late",
        /// Its date is over, and nobody says that it was reached.
        Overdue => "overdue",
        /// It was reached after its date.
        FinishedLate => "finished-late",
        /// It has no date that could be kept.
        NoDate => "no-date",
    }
}

impl Timeliness {
    /// Its place on a scale from 0, the worst, to 4, the best; `None` where there is no date.
    #[must_use]
    pub const fn step(self) -> Option<u8> {
        match self {
            Self::Overdue => Some(0),
            Self::Late => Some(1),
            Self::FinishedLate => Some(2),
            Self::DueSoon | Self::NotDue => Some(3),
            Self::OnTime => Some(4),
            Self::NoDate => None,
        }
    }
}

/// Days before a date in which it is "due soon".
pub const SOON_DAYS: i64 = 90;

/// When a milestone was reached, as its leads report it; the earliest day if they differ.
#[must_use]
pub fn find_reached(register: &Register, milestone: &Milestone) -> Option<Date> {
    milestone
        .measures
        .iter()
        .flat_map(|measure| list_reports(register, &measure.subject()))
        .flat_map(|(_, report)| &report.milestones)
        .filter(|reached| reached.milestone == milestone.id)
        .map(|reached| reached.on)
        .min()
}

/// Where a milestone stands on a day, and by how many days it is or was late.
#[must_use]
pub fn of(register: &Register, milestone: &Milestone, today: Date) -> (Timeliness, i64) {
    // The last day of a span: what is due in a quarter is in time on each of its days.
    let due = milestone.due.value().and_then(|due| due.until.or(due.from));
    let Some(due) = due else {
        return (Timeliness::NoDate, 0);
    };
    let days = |from: Date, to: Date| {
        let span = from.until(to);
        span.map_or(0, |span| i64::from(span.get_days()))
    };
    if let Some(reached) = find_reached(register, milestone) {
        return match days(due, reached) {
            late @ 1.. => (Timeliness::FinishedLate, late),
            _ => (Timeliness::OnTime, 0),
        };
    }
    let left = days(today, due);
    let moved = || {
        list_shifts(register, &milestone.id)
            .iter()
            .any(|shift| shift.days() > Some(0))
    };
    match left {
        ..0 => (Timeliness::Overdue, -left),
        // Before "soon" and "not due": else moving a date back would make whoever moved it punctual.
        _ if moved() => (Timeliness::Late, 0),
        0..=SOON_DAYS => (Timeliness::DueSoon, 0),
        _ => (Timeliness::NotDue, 0),
    }
}
