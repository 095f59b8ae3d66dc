// SPDX-License-Identifier: EUPL-1.2
//! Time as sources write it: kept as written, read as an interval where that is possible.

mod calendar;
mod interval;
mod order;
mod point;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

pub use self::order::{DayOrder, TimeError};
use self::point::{Grain, Token, point, tokens};

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

/// What a text shows of the order of day and month: one with a part above twelve proves it,
/// [`DayOrder::Unproven`] could be both. `None` where the order does not matter.
#[must_use]
pub fn find_day_order(text: &str) -> Option<DayOrder> {
    let folded = interval::fold(text);
    let tokens: Vec<Token<'_>> = tokens(&folded)
        .into_iter()
        .map(|(_, token)| token)
        .collect();
    let mut unproven = None;
    for five in tokens.windows(5) {
        let [
            Token::Number(a),
            Token::Mark(one),
            Token::Number(b),
            Token::Mark(other),
            Token::Number(_),
        ] = five
        else {
            continue;
        };
        let (Ok(a), Ok(b)) = (a.parse::<u16>(), b.parse::<u16>()) else {
            continue;
        };
        if one != other || a > 31 || b > 31 {
            continue;
        }
        match (one, a > 12, b > 12) {
            ('.' | '/' | '-', true, false) => return Some(DayOrder::DayFirst),
            // With points, the day comes first.
            ('/' | '-', false, true) => return Some(DayOrder::MonthFirst),
            ('/' | '-', false, false) if a != b => unproven = Some(DayOrder::Unproven),
            _ => {}
        }
    }
    unproven
}

/// Whether a text is a day and a month and nothing else, as spreadsheets make of `3.10`: `03. Okt`,
/// `Oct-3`.
#[must_use]
pub fn is_day_of_no_year(text: &str) -> bool {
    let folded = interval::fold(text);
    let tokens: Vec<Token<'_>> = tokens(&folded)
        .into_iter()
        .map(|(_, token)| token)
        .collect();
    let is_mark = |token: &&Token<'_>| matches!(token, Token::Mark('.' | '-' | '/'));
    let parts: Vec<&Token<'_>> = tokens.iter().filter(|token| !is_mark(token)).collect();
    match parts.as_slice() {
        [Token::Number(day), Token::Word(month)] | [Token::Word(month), Token::Number(day)] => {
            let is_day = day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
            is_day && calendar::month(month).is_some()
        }
        _ => false,
    }
}

/// Reads one day: `2024-12-11`, `11.12.2024`, `11/12/2024`, `11. Dezember 2024`, an instant, or a
/// spreadsheet's serial number.
///
/// # Errors
/// [`TimeError::Impossible`] for `2024-02-30`; [`TimeError::NotADate`] for other words.
pub fn parse_day(text: &str) -> Result<Date, TimeError> {
    parse_day_in(text, DayOrder::DayFirst)
}

/// Reads one day of a source that writes day and month in this order.
///
/// # Errors
/// As [`parse_day`]; [`TimeError::Ambiguous`] for `04/07/2026` in an order that nobody knows.
pub fn parse_day_in(text: &str, order: DayOrder) -> Result<Date, TimeError> {
    if let Some(day) = serial(text) {
        return Ok(day);
    }
    let point = point(&interval::fold(text), order)?;
    let day = point.filter(|point| point.grain == Grain::Day);
    day.map(|point| point.from).ok_or(TimeError::NotADate)
}

/// The day of a spreadsheet's serial number.
fn serial(text: &str) -> Option<Date> {
    let serial = text.trim().parse::<i64>().ok();
    let serial = serial.filter(|days| (20_000..80_000).contains(days))?;
    date(1899, 12, 30)
        .checked_add(jiff::Span::new().days(serial))
        .ok()
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
    /// Understood, in German, English, Italian and French: days, weeks, months, quarters, half-years,
    /// seasons and years, the beginning, middle and end of them (their thirds), ranges of them, and
    /// open starts and ends. A range has both ends or none; a text that holds anything else is no
    /// time.
    ///
    /// # Errors
    /// [`TimeError::Impossible`] if the words name a day that does not exist.
    pub fn parse(as_written: &str) -> Result<Self, TimeError> {
        Self::parse_in(as_written, DayOrder::DayFirst)
    }

    /// Reads the words of a source that writes day and month in this order.
    ///
    /// # Errors
    /// As [`Timespan::parse`]; [`TimeError::Ambiguous`] for `04/07/2026` in an order that nobody knows.
    pub fn parse_in(as_written: &str, order: DayOrder) -> Result<Self, TimeError> {
        let (from, until) = match serial(as_written) {
            Some(day) => (Some(day), Some(day)),
            None => interval::interval(as_written, order)?,
        };
        Ok(Self {
            as_written: as_written.into(),
            from,
            until,
            derived: false,
        })
    }
}

#[cfg(test)]
mod tests;
