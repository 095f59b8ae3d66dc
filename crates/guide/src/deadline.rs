// SPDX-License-Identifier: EUPL-1.2
//! How a period is counted, as §§ 187 and 188 of the German Civil Code do: the day itself does not count; a
//! period of months ends on the day of the same number, or on the last one of a month that is too short.
//! The script in the page counts in the same way; a test compares both.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use crate::read::Fields;

/// A period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Whole months from a day.
    Months(u32),
    /// Days from a day.
    Days(u32),
    /// Years from the end of the year of a day.
    YearsFromYearEnd(u32),
}

impl Period {
    /// Reads `[period]` with exactly one of `months`, `days`, `years_from_year_end`.
    pub fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let found = [
            fields.find_number("months").map(Self::Months),
            fields.find_number("days").map(Self::Days),
            fields
                .find_number("years_from_year_end")
                .map(Self::YearsFromYearEnd),
        ];
        let mut found = found.into_iter().flatten();
        match (found.next(), found.next()) {
            (Some(period), None) if (1..=1_200).contains(&period.number()) => Some(period),
            _ => {
                fields.tell("", "want-period", "");
                None
            }
        }
    }

    /// How many.
    #[must_use]
    pub const fn number(self) -> u32 {
        match self {
            Self::Months(n) | Self::Days(n) | Self::YearsFromYearEnd(n) => n,
        }
    }

    /// Its name in files and for the script.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Months(_) => "months",
            Self::Days(_) => "days",
            Self::YearsFromYearEnd(_) => "years-from-year-end",
        }
    }

    /// The last day, if the calendar reaches that far.
    #[must_use]
    pub fn end(self, start: Date) -> Option<Date> {
        let span: Span = match self {
            Self::Months(n) => i64::from(n).months(),
            Self::Days(n) => i64::from(n).days(),
            Self::YearsFromYearEnd(n) => i64::from(n).years(),
        };
        let from = match self {
            Self::YearsFromYearEnd(_) => start.last_of_year(),
            _ => start,
        };
        from.checked_add(span).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Period;

    #[test]
    fn periods_end_as_the_civil_code_says() {
        for (period, start, end) in [
            (Period::Months(3), date(2026, 11, 27), date(2027, 2, 27)),
            (Period::Months(3), date(2026, 11, 30), date(2027, 2, 28)),
            (Period::Months(3), date(2027, 11, 30), date(2028, 2, 29)),
            (Period::Months(12), date(2028, 2, 29), date(2029, 2, 28)),
            (Period::Days(30), date(2026, 12, 15), date(2027, 1, 14)),
            (
                Period::YearsFromYearEnd(3),
                date(2026, 1, 1),
                date(2029, 12, 31),
            ),
            (
                Period::YearsFromYearEnd(3),
                date(2026, 12, 31),
                date(2029, 12, 31),
            ),
        ] {
            assert_eq!(period.end(start), Some(end), "{period:?} from {start}");
        }
        assert_eq!(Period::Months(1).end(date(9999, 12, 31)), None);
    }
}
