// SPDX-License-Identifier: EUPL-1.2
//! A time: in one cell, or in several.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Cells, Kind};
use crate::draft::Cell;
use crate::finding::codes;
use crate::import::desk::Desk;
use crate::import::merge::span::words_of;
use crate::stated::Stated;
use crate::time::{TimeError, Timespan, parse_day_in, quarter_span, year_span};

type Days = [Option<Date>; 2];

impl<'d> Cells<'d> {
    /// A time in the words of the source, in one cell (`period`, or `period.as_written`); what is said
    /// beside them (`.from`, `.until`, `.year`, `.quarter`, `.derived`), or instead of them.
    pub(in crate::import) fn span(&self, desk: &mut Desk<'_>, column: &str) -> Stated<Value> {
        let part = |part: &str| format!("{column}.{part}");
        let first = self.cell(column).or_else(|| self.cell(&part("as_written")));
        let written = first.filter(|cell| cell.text != Cell::NONE_STATED);
        let from = self.day_of(desk, &part("from"), |span| span.from);
        let until = self.day_of(desk, &part("until"), |span| span.until);
        let derived = self.one(desk, &part("derived"), Kind::Flag);
        let quarter = self.quarter(desk, &part("quarter"), &part("year"));
        let days = [from, until];
        let span = match (written, quarter) {
            (Some(cell), quarter) => {
                let mut span = self.in_words(desk, column, cell);
                // A quarter fills in only where the words leave the days open.
                if let (None, None, Some(days)) = (span.from, span.until, quarter) {
                    [span.from, span.until] = [days.from, days.until];
                }
                Some(span)
            }
            (None, Some(span)) => Some(span),
            (None, None) => {
                let named = [("from", from), ("until", until)];
                let written = named.map(|(name, day)| self.written(&part(name), day));
                in_days(days, written)
            }
        };
        let Some(mut span) = span else {
            return match first {
                Some(_) => Stated::NoneStated,
                None => Stated::NotStated,
            };
        };
        // Days that somebody gives stand before those that words allow.
        if from.is_some() || until.is_some() {
            [span.from, span.until] = days;
        }
        span.derived = derived == Stated::Value(Value::Bool(true));
        Stated::Value(json!(span))
    }

    /// The words, and the days they cover. Words that name an impossible day are kept all the same.
    fn in_words(&self, desk: &mut Desk<'_>, column: &str, cell: &Cell) -> Timespan {
        let order = desk.orders.of(self.draft, cell);
        let read = Timespan::parse_in(&cell.text, order);
        match &read {
            Ok(span) if span.from.is_none() && span.until.is_none() => {
                desk.unread.take(self.draft, cell);
            }
            Err(TimeError::Impossible) => self.bad_date(desk, cell, column),
            // Told for the whole column.
            Ok(_) | Err(TimeError::Ambiguous | TimeError::NotADate) => {}
        }
        if read.is_err() {
            self.is_doubtful();
        }
        read.unwrap_or_else(|_| Timespan {
            as_written: cell.text.as_str().into(),
            from: None,
            until: None,
            derived: false,
        })
    }

    /// A day; a year or month is a day too, at its beginning or end.
    fn day_of(
        &self,
        desk: &mut Desk<'_>,
        column: &str,
        end: impl Fn(Timespan) -> Option<Date>,
    ) -> Option<Date> {
        let cell = self.stated(column)?;
        let order = desk.orders.of(self.draft, cell);
        let day = match parse_day_in(&cell.text, order) {
            Ok(day) => return Some(day),
            Err(TimeError::NotADate) => Timespan::parse_in(&cell.text, order).map(end),
            Err(error) => Err(error),
        };
        // Words are what the source says, a day that nobody can tell is not.
        if day.is_err() {
            self.is_doubtful();
        }
        match day {
            Ok(Some(day)) => return Some(day),
            Ok(None) => desk.unread.take(self.draft, cell),
            Err(TimeError::Impossible) => self.bad_date(desk, cell, column),
            Err(TimeError::Ambiguous | TimeError::NotADate) => {}
        }
        None
    }

    /// What is put on record of one end: its day, or the words that give none.
    fn written(&self, column: &str, day: Option<Date>) -> String {
        let words = || self.words(column).unwrap_or_default().to_owned();
        day.map_or_else(words, |day| day.to_string())
    }

    fn quarter(&self, desk: &mut Desk<'_>, quarter: &str, year: &str) -> Option<Timespan> {
        let quarter = self.stated(quarter);
        let Some(year_cell) = self.stated(year) else {
            // A quarter of no year says nothing.
            if let Some(cell) = quarter {
                self.is_doubtful();
                self.bad_date(desk, cell, year);
            }
            return None;
        };
        let number = year_cell.text.parse::<i16>().ok();
        let quarter = quarter.map(|cell| cell.text.as_str());
        let days = match (number, quarter) {
            (Some(year), None) => year_span(year),
            (Some(year), Some(quarter)) => {
                let digit = quarter.trim_start_matches(['Q', 'q', 'T', 't']).trim();
                let digit = digit.parse::<i8>().ok();
                digit.and_then(|digit| quarter_span(year, digit))
            }
            (None, _) => None,
        };
        if days.is_none() {
            self.is_doubtful();
            self.bad_date(desk, year_cell, year);
        }
        let written = quarter.map_or_else(
            || year_cell.text.clone(),
            |quarter| format!("{quarter} {}", year_cell.text),
        );
        Some(Timespan {
            as_written: written.into(),
            from: days.map(|days| days.0),
            until: days.map(|days| days.1),
            derived: false,
        })
    }

    fn bad_date(&self, desk: &mut Desk<'_>, cell: &Cell, column: &str) {
        let args = [("attribute", column.to_owned())];
        self.miss(desk, codes::IMPOSSIBLE_DATE, cell, &args);
    }
}

/// A time of which only the ends are given, written as a range of them.
fn in_days([from, until]: Days, [start, end]: [String; 2]) -> Option<Timespan> {
    if start.is_empty() && end.is_empty() {
        return None;
    }
    let is_day = |day: Option<Date>, text: &str| {
        text.is_empty() || day.is_some_and(|day| day.to_string() == text)
    };
    let written = if is_day(from, &start) && is_day(until, &end) {
        words_of(from, until)
    } else if start == end {
        start
    } else {
        format!("{start} – {end}").trim().to_owned()
    };
    Some(Timespan {
        as_written: written.into(),
        from,
        until,
        derived: false,
    })
}
