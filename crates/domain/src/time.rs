// SPDX-License-Identifier: EUPL-1.2
//! Time as sources write it: kept as written, read as an interval where that is possible.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// A period or due date: the words of the source, and the days they cover.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timespan {
    /// The words of the source, such as "vier Jahre" or "Q2 2026".
    pub as_written: Box<str>,
    /// First day, if the words allow one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day, if the words allow one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The days were worked out by somebody and do not stand in the source.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
}

/// Why a text gives no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// It looks like a date, but there is no such day.
    #[error("there is no such day")]
    Impossible,
    /// It is not written like a date.
    #[error("not written like a date")]
    NotADate,
}

/// Reads one day: `2024-12-11`, `11.12.2024`, `11/12/2024`, an instant, or a spreadsheet's serial number.
///
/// # Errors
/// [`TimeError::Impossible`] for `2024-02-30`; [`TimeError::NotADate`] for other words.
pub fn parse_day(text: &str) -> Result<Date, TimeError> {
    let text = text.trim();
    if let Some(serial) = text
        .parse::<i64>()
        .ok()
        .filter(|n| (20_000..80_000).contains(n))
    {
        let days = jiff::Span::new().days(serial);
        return date(1899, 12, 30)
            .checked_add(days)
            .map_err(|_| TimeError::Impossible);
    }
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<i16> = text
        .split(['-', '.', '/'])
        .map(|part| part.parse::<i16>().map_err(|_| TimeError::NotADate))
        .collect::<Result<_, _>>()?;
    let [a, b, c] = parts[..] else {
        return Err(TimeError::NotADate);
    };
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    if !(1000..=9999).contains(&year) {
        return Err(TimeError::NotADate);
    }
    match (i8::try_from(month), i8::try_from(day)) {
        (Ok(month), Ok(day)) => Date::new(year, month, day).map_err(|_| TimeError::Impossible),
        _ => Err(TimeError::Impossible),
    }
}

/// First and last day of a year.
#[must_use]
pub fn year_span(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// First and last day of a quarter, 1 to 4.
#[must_use]
pub fn quarter_span(year: i16, quarter: i8) -> Option<(Date, Date)> {
    if !(1..=4).contains(&quarter) {
        return None;
    }
    let first = Date::new(year, quarter * 3 - 2, 1).ok()?;
    let last = Date::new(year, quarter * 3, 1).ok()?.last_of_month();
    Some((first, last))
}

impl Timespan {
    /// Reads the words of a source. Words that give no day keep only `as_written`.
    ///
    /// Understood: days, months (`2025-08`), years, quarters (`Q2 2026`, `2021 - 4° trimestre`,
    /// `4. Quartal 2026`), ranges of them (`2015 – 2019`), and open starts and ends (`ab 2026`,
    /// `bis 2030`, `from 2026`, `until 2030`).
    ///
    /// # Errors
    /// [`TimeError::Impossible`] if the words name a day that does not exist.
    pub fn parse(as_written: &str) -> Result<Self, TimeError> {
        let (from, until) = read_interval(as_written)?;
        Ok(Self {
            as_written: as_written.into(),
            from,
            until,
            derived: false,
        })
    }
}

type Interval = (Option<Date>, Option<Date>);

fn read_interval(words: &str) -> Result<Interval, TimeError> {
    let folded = words
        .trim()
        .to_lowercase()
        .replace(['–', '—'], "-")
        .replace('°', " ");
    if let Some(span) = read_point(&folded)? {
        return Ok((Some(span.0), Some(span.1)));
    }
    for (prefix, open_end) in [
        ("ab ", true),
        ("seit ", true),
        ("from ", true),
        ("since ", true),
        ("dal ", true),
    ]
    .into_iter()
    .chain([
        ("bis ", false),
        ("until ", false),
        ("by ", false),
        ("entro ", false),
    ]) {
        if let Some(span) = folded
            .strip_prefix(prefix)
            .map(read_point)
            .transpose()?
            .flatten()
        {
            return Ok(if open_end {
                (Some(span.0), None)
            } else {
                (None, Some(span.1))
            });
        }
    }
    for separator in [" - ", " bis ", " to ", "-"] {
        if let Some((start, end)) = folded.split_once(separator)
            && let (Some(start), Some(end)) = (read_point(start)?, read_point(end)?)
        {
            return Ok((Some(start.0), Some(end.1)));
        }
    }
    Ok((None, None))
}

/// A day, month, quarter or year as first and last day.
fn read_point(words: &str) -> Result<Option<(Date, Date)>, TimeError> {
    let words = words.trim();
    match parse_day(words) {
        Ok(day) => return Ok(Some((day, day))),
        Err(TimeError::Impossible) => return Err(TimeError::Impossible),
        Err(TimeError::NotADate) => {}
    }
    if let Some(year) = read_year(words) {
        return Ok(year_span(year));
    }
    if let Some((year, month)) = words.split_once('-')
        && let (Some(year), Ok(month)) = (read_year(year), month.parse::<i8>())
        && month <= 12
        && let Ok(first) = Date::new(year, month, 1)
    {
        return Ok(Some((first, first.last_of_month())));
    }
    let parts: Vec<&str> = words
        .split(|c: char| c.is_whitespace() || c == '-' || c == '/' || c == '.')
        .filter(|part| !part.is_empty())
        .collect();
    let year = parts.iter().find_map(|part| read_year(part));
    let quarter = parts.iter().find_map(|part| {
        part.strip_prefix('q')
            .unwrap_or(part)
            .parse::<i8>()
            .ok()
            .filter(|q| (1..=4).contains(q))
    });
    let names_quarter = parts.iter().any(|part| {
        part.starts_with('q') || part.starts_with("trimestre") || part.starts_with("quart")
    });
    Ok(match (year, quarter) {
        (Some(year), Some(quarter)) if names_quarter && parts.len() <= 3 => {
            quarter_span(year, quarter)
        }
        _ => None,
    })
}

fn read_year(text: &str) -> Option<i16> {
    let text = text.trim();
    (text.len() == 4)
        .then(|| text.parse::<i16>().ok())
        .flatten()
        .filter(|y| (1900..=2200).contains(y))
}

#[cfg(test)]
mod tests {
    use super::{TimeError, Timespan, parse_day};
    use jiff::civil::date;

    #[test]
    fn words_become_intervals() {
        for (words, from, until) in [
            (
                "2024-12-11",
                Some(date(2024, 12, 11)),
                Some(date(2024, 12, 11)),
            ),
            (
                "11.12.2024",
                Some(date(2024, 12, 11)),
                Some(date(2024, 12, 11)),
            ),
            ("2025-08", Some(date(2025, 8, 1)), Some(date(2025, 8, 31))),
            ("2026", Some(date(2026, 1, 1)), Some(date(2026, 12, 31))),
            ("Q2 2026", Some(date(2026, 4, 1)), Some(date(2026, 6, 30))),
            (
                "2021 - 4° trimestre",
                Some(date(2021, 10, 1)),
                Some(date(2021, 12, 31)),
            ),
            (
                "4. Quartal 2026",
                Some(date(2026, 10, 1)),
                Some(date(2026, 12, 31)),
            ),
            (
                "2015 – 2019",
                Some(date(2015, 1, 1)),
                Some(date(2019, 12, 31)),
            ),
            ("ab 2026", Some(date(2026, 1, 1)), None),
            ("bis 2030", None, Some(date(2030, 12, 31))),
            ("vier Jahre", None, None),
            ("jährlich", None, None),
        ] {
            let span = Timespan::parse(words).unwrap();
            assert_eq!((span.from, span.until), (from, until), "{words}");
            assert_eq!(&*span.as_written, words);
        }
    }

    #[test]
    fn impossible_days_are_told_from_other_words() {
        assert_eq!(parse_day("2024-02-30"), Err(TimeError::Impossible));
        assert_eq!(parse_day("31.11.2025"), Err(TimeError::Impossible));
        assert_eq!(parse_day("2025-13-01"), Err(TimeError::Impossible));
        assert_eq!(parse_day("bald"), Err(TimeError::NotADate));
        assert_eq!(parse_day("45637"), Ok(date(2024, 12, 11)));
        assert_eq!(Timespan::parse("2024-02-30"), Err(TimeError::Impossible));
    }
}
