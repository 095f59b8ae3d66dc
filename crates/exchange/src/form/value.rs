// SPDX-License-Identifier: EUPL-1.2
//! One cell to its type, as people and programs write it.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use unicode_normalization::UnicodeNormalization as _;

use super::layout::labels;
use super::{Cell, Column, ColumnKind, FIRST_DAY, Trouble, line};
use crate::table::grid::{CellType, RawCell};

/// The last day that spreadsheets know as a number.
const LAST_SERIAL: i32 = 2_958_465;
/// Largest exponent of ten that a number may have.
const LONGEST_NUMBER: usize = 40;

/// Labels that the file itself has for its codes, folded, by key of the column.
pub(super) type OwnLabels = BTreeMap<String, BTreeMap<String, String>>;

/// What a file says about its own cells.
#[derive(Debug)]
pub(super) struct Dialect {
    pub(super) own_labels: OwnLabels,
    /// Day 0 of bare numbers.
    pub(super) day_zero: Date,
}

impl Dialect {
    pub(super) const fn new(own_labels: OwnLabels, is_from_1904: bool) -> Self {
        let day_zero = if is_from_1904 {
            date(1904, 1, 1)
        } else {
            date(1899, 12, 30)
        };
        Self {
            own_labels,
            day_zero,
        }
    }

    /// What a cell that is not blank says; nothing if it says only marks that nobody sees.
    pub(super) fn cell(&self, column: &Column, value: &RawCell) -> Result<Option<Cell>, Trouble> {
        match value.kind {
            CellType::Formula => return Err(Trouble::Formula),
            CellType::Error => return Err(Trouble::ErrorValue),
            _ => {}
        }
        let text = column.clean(&value.text);
        if text.is_empty() {
            return Ok(None);
        }
        let cell = match &column.kind {
            ColumnKind::Text { .. } => Cell::Text(text.into_owned()),
            ColumnKind::Choice { .. } => {
                Cell::Choice(self.code(column, &text).ok_or(Trouble::NotAChoice)?)
            }
            ColumnKind::Flag { .. } => {
                Cell::Flag(self.code(column, &text).ok_or(Trouble::NotAChoice)? == "true")
            }
            ColumnKind::Date => Cell::Date(self.day(&text)?),
            ColumnKind::Decimal => Cell::Decimal(number(&text, value.kind)?),
            ColumnKind::Integer => {
                let number = number(&text, value.kind)?;
                let whole = number.is_integer().then(|| number.to_i64()).flatten();
                Cell::Integer(whole.ok_or(Trouble::NotWhole)?)
            }
        };
        Ok(Some(cell))
    }

    /// The code that a text stands for: its label, a label in another language, the code itself,
    /// or the label that the file was given when the words were others.
    fn code(&self, column: &Column, text: &str) -> Option<String> {
        let text = fold(text);
        let find = |is_same: &dyn Fn(&str, &super::Label) -> bool| {
            let mut all = labels(&column.kind);
            let found = all.find(|(code, label)| is_same(code, label));
            found.map(|(code, _)| code.to_owned())
        };
        let own = || {
            let code = self.own_labels.get(&column.key)?.get(&text)?;
            find(&|met, _| met == code)
        };
        find(&|_, label| fold(&label.text) == text)
            .or_else(|| find(&|_, label| label.also.iter().any(|also| fold(also) == text)))
            .or_else(|| find(&|code, _| fold(code) == text))
            .or_else(own)
    }

    /// `2026-12-31`, `31.12.2026`, or the number that spreadsheets have for a day.
    fn day(&self, text: &str) -> Result<Date, Trouble> {
        let day = iso(text)
            .or_else(|| german(text))
            .or_else(|| self.serial(text));
        match day {
            None => Err(Trouble::NotADay),
            Some(day) if day < FIRST_DAY => Err(Trouble::DayTooEarly),
            Some(day) => Ok(day),
        }
    }

    fn serial(&self, text: &str) -> Option<Date> {
        // A time of day after the point is no part of the day.
        let (days, time) = text.split_once('.').unwrap_or((text, "0"));
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(days) || !is_number(time) {
            return None;
        }
        let days: i32 = days.parse().ok().filter(|days| *days <= LAST_SERIAL)?;
        self.day_zero.checked_add(days.days()).ok()
    }
}

fn iso(text: &str) -> Option<Date> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let is_time = |sign: char| sign.is_ascii_digit() || matches!(sign, ':' | '.' | 'Z');
    (day.len() == 10 && time.chars().all(is_time)).then(|| day.parse().ok())?
}

fn german(text: &str) -> Option<Date> {
    let mut parts = text.split('.').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || ![day, month, year].into_iter().all(is_digits) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A number as a program holds it, or as people write it: with comma or point, and with marks
/// between thousands where that can mean one thing only.
fn number(text: &str, met: CellType) -> Result<Decimal, Trouble> {
    let plain = if met == CellType::Number {
        text.to_owned()
    } else {
        written(text)?
    };
    if plain.len() > LONGEST_NUMBER {
        return Err(Trouble::NotANumber);
    }
    Decimal::from_str_exact(&plain)
        .map(|number| number.normalize())
        .map_err(|_| Trouble::NotANumber)
}

/// A written number with a point before its fraction and nothing else.
fn written(text: &str) -> Result<String, Trouble> {
    let text: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let text = text.replace('\u{2212}', "-");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let is_fit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    if digits.is_empty() || !digits.bytes().all(is_fit) {
        return Err(Trouble::NotANumber);
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let (thousands, fraction) = match (points, commas) {
        (0, 0) => return Ok(format!("{sign}{digits}")),
        (0, 1) | (1, 0) => {
            let mark = if points == 1 { '.' } else { ',' };
            let (whole, rest) = digits.split_once(mark).unwrap_or((digits, ""));
            let may_be_thousands = rest.len() == 3 && (1..=3).contains(&whole.len());
            if may_be_thousands && !whole.starts_with('0') {
                return Err(Trouble::UnclearNumber);
            }
            (None, Some(mark))
        }
        (_, 0) => (Some('.'), None),
        (0, _) => (Some(','), None),
        (_, 1) if digits.rfind('.') < digits.find(',') => (Some('.'), Some(',')),
        (1, _) if digits.rfind(',') < digits.find('.') => (Some(','), Some('.')),
        _ => return Err(Trouble::NotANumber),
    };
    let (whole, rest) = match fraction {
        Some(mark) => digits.split_once(mark).unwrap_or((digits, "")),
        None => (digits, ""),
    };
    let whole = thousands.map_or(Some(whole.to_owned()), |mark| grouped(whole, mark));
    let whole = whole.ok_or(Trouble::NotANumber)?;
    match (whole.is_empty(), rest.is_empty()) {
        (true, true) => Err(Trouble::NotANumber),
        (_, true) => Ok(format!("{sign}{whole}")),
        (true, false) => Ok(format!("{sign}0.{rest}")),
        (false, false) => Ok(format!("{sign}{whole}.{rest}")),
    }
}

/// Digits in groups of three.
fn grouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    fits.then(|| text.replace(mark, ""))
}

/// Label without what people do not see as a difference: capitals, kinds and number of blanks.
pub(super) fn fold(text: &str) -> String {
    let text: String = line(text)
        .nfc()
        .filter(|sign| !matches!(sign, '\u{200b}' | '\u{feff}' | '\u{ad}'))
        .collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, plain) in [
            ("12", "12"),
            ("12,5", "12.5"),
            ("12.50", "12.5"),
            ("-0,125", "-0.125"),
            ("\u{2212}3", "-3"),
            ("1 234,5", "1234.5"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1.234.567", "1234567"),
            ("1,234,567.8", "1234567.8"),
            ("1234.567", "1234.567"),
            (",5", "0.5"),
            ("5.", "5"),
        ] {
            let met = number(text, CellType::Text).map(|number| number.to_string());
            assert_eq!(met.as_deref(), Ok(plain), "{text}");
        }
        for text in ["1.234", "12,345"] {
            assert_eq!(
                number(text, CellType::Text),
                Err(Trouble::UnclearNumber),
                "{text}"
            );
        }
        let long = "9".repeat(60);
        for text in [
            "", "x", "1e5", ".", "1.2.3", "1,2.3,4", "12 %", "--1", "1.23,4,5", &long,
        ] {
            assert_eq!(
                number(text, CellType::Text),
                Err(Trouble::NotANumber),
                "{text}"
            );
        }
        assert_eq!(number("1.234", CellType::Number), Ok(Decimal::new(1234, 3)));
    }

    #[test]
    fn days_as_people_and_programs_write_them() {
        let dialect = |is_from_1904| Dialect::new(BTreeMap::new(), is_from_1904);
        let day = date(2026, 12, 31);
        for text in [
            "2026-12-31",
            "2026-12-31T00:00:00",
            "31.12.2026",
            "31. 12. 2026",
            "46387",
            "46387.75",
        ] {
            assert_eq!(dialect(false).day(text), Ok(day), "{text}");
        }
        assert_eq!(dialect(true).day("44925"), Ok(day));
        for text in ["2026", "18.07.1905", "0", "1905-12-31"] {
            assert_eq!(
                dialect(false).day(text),
                Err(Trouble::DayTooEarly),
                "{text}"
            );
        }
        for text in [
            "Ende 2026",
            "31.12.26",
            "12/31/2026",
            "30.02.2026",
            "2026-13-01",
            "2958466",
            "-5",
            "1.1.1.2026",
            "+1.1.2026",
            "99999999999",
        ] {
            assert_eq!(dialect(false).day(text), Err(Trouble::NotADay), "{text}");
        }
    }

    #[test]
    fn labels_in_all_their_spellings() {
        let label = |text: &str, also: &[&str]| super::super::Label {
            text: text.to_owned(),
            also: also.iter().map(|also| (*also).to_owned()).collect(),
        };
        let column = Column {
            key: "state".into(),
            heading: "Stand".into(),
            note: None,
            kind: ColumnKind::Choice {
                choices: vec![
                    ("under_way".into(), label("In Arbeit", &["Under way"])),
                    ("done".into(), label("Abgeschlossen", &["Done"])),
                ],
            },
            locked: false,
            hidden: false,
            width: 10,
        };
        let own = BTreeMap::from([
            ("fertig".into(), "done".into()),
            ("weg".into(), "gone".into()),
        ]);
        let dialect = Dialect::new(BTreeMap::from([("state".into(), own)]), false);
        for (text, code) in [
            ("In Arbeit", Some("under_way")),
            (" in  arbeit\u{a0}", Some("under_way")),
            ("UNDER WAY", Some("under_way")),
            ("under_way", Some("under_way")),
            ("Abge\u{ad}schlossen", Some("done")),
            ("Fertig", Some("done")),
            ("weg", None),
            ("fast fertig", None),
        ] {
            assert_eq!(dialect.code(&column, text).as_deref(), code, "{text}");
        }
    }
}
