// SPDX-License-Identifier: EUPL-1.2
//! What an OpenDocument cell says: its value, with what its format shows beyond that.
//!
//! The text that is shown depends on the language of whoever saved the file, so it only decides how
//! much of the value is seen: how many digits, or the month of a day.

use rust_decimal::Decimal;

use super::grid::CellType;
use super::number_format::{NumberFormat, plain};

/// The text of a cell of a kind. `value` is what its tag says; a percent sign marks percentages.
pub(super) fn cell(
    value: Option<&str>,
    text: &str,
    kind: CellType,
    is_form: bool,
) -> (String, CellType) {
    let Some(value) = value else {
        return (text.to_owned(), kind);
    };
    match kind {
        CellType::Number => number(value, text, is_form),
        CellType::Day if !is_form => (day(value, text).to_owned(), kind),
        _ => (value.to_owned(), kind),
    }
}

fn number(value: &str, text: &str, is_form: bool) -> (String, CellType) {
    let (digits, is_percent) = match value.strip_suffix('%') {
        Some(digits) => (digits, true),
        None => (value, false),
    };
    let Some(number) = digits
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
    else {
        return (digits.to_owned(), CellType::Number);
    };
    if is_percent {
        return (NumberFormat::PERCENT.show(number).text, CellType::Number);
    }
    let exact = plain(number);
    if is_form {
        return (exact, CellType::Number);
    }
    let same = exact.parse::<Decimal>().ok();
    let readings = readings(text).into_iter();
    let readings = readings.filter_map(|text| Some((text.parse::<Decimal>().ok()?, text)));
    let readings: Vec<(Decimal, String)> = readings.collect();
    // `1,10` for 1.1 and `007` for 7.
    if let Some((_, digits)) = readings.iter().find(|(read, _)| Some(*read) == same) {
        return (digits.clone(), CellType::Number);
    }
    // `12,5 Mio.` for 12500000.
    let thousands = [1_000, 1_000_000, 1_000_000_000_i64].map(Decimal::from);
    let is_scaled = |read: &Decimal| {
        let mut scaled = thousands.iter().map(|by| read.checked_mul(*by));
        !read.is_zero() && scaled.any(|scaled| scaled == same)
    };
    if let Some((read, _)) = readings.iter().find(|(read, _)| is_scaled(read)) {
        return (read.normalize().to_string(), CellType::Scaled);
    }
    (exact, CellType::Number)
}

/// The first number of a text, with either sign before its decimals and without blanks or marks
/// between thousands.
fn readings(text: &str) -> Vec<String> {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '\'');
    let Some(start) = text.find(|sign: char| sign.is_ascii_digit()) else {
        return Vec::new();
    };
    let minus = text
        .get(..start)
        .is_some_and(|before| before.ends_with(['-', '−']));
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(|sign| !is_part(sign)).unwrap_or(rest.len());
    let number = rest.get(..length).unwrap_or_default();
    let number = number.trim_end_matches(['.', ',', '\'']);
    let with = |decimal: char| {
        let signs = number.chars().filter_map(|sign| match sign {
            sign if sign == decimal => Some('.'),
            '.' | ',' | '\'' => None,
            sign => Some(sign),
        });
        let text: String = signs.collect();
        if minus { format!("-{text}") } else { text }
    };
    vec![with(','), with('.')]
}

/// An ISO date without a time of midnight; a month or a year where no more of it is shown.
fn day<'t>(value: &'t str, text: &str) -> &'t str {
    let day = value.strip_suffix("T00:00:00").unwrap_or(value);
    let numbers: Vec<&str> = text
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month) = (day.get(..4), day.get(5..7));
    let has_word = text.chars().any(char::is_alphabetic);
    let is_month = |part: &str| {
        month.is_some_and(|month| month.trim_start_matches('0') == part.trim_start_matches('0'))
    };
    let length = match numbers.as_slice() {
        [only] if Some(*only) == year && has_word => 7,
        [only] if Some(*only) == year => 4,
        [one, other] if Some(*one) == year && is_month(other) && !has_word => 7,
        [one, other] if Some(*other) == year && is_month(one) && !has_word => 7,
        _ => return day,
    };
    day.get(..length).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_the_digits_that_are_shown() {
        for (value, text, want, kind) in [
            ("1.1", "1,10", "1.10", CellType::Number),
            ("1.1", "1.10", "1.10", CellType::Number),
            ("7", "007", "007", CellType::Number),
            ("-7", "-007", "-007", CellType::Number),
            ("1500", "1.500", "1500", CellType::Number),
            ("1500", "1,500.00 €", "1500.00", CellType::Number),
            ("1.5", "1.500", "1.500", CellType::Number),
            ("1.50", "1,5 €", "1.5", CellType::Number),
            ("0.25%", "25 %", "25 %", CellType::Number),
            ("0.255%", "26 %", "25.5 %", CellType::Number),
            ("12500000", "12,5 Mio.", "12.5", CellType::Scaled),
            ("0.30000000000000004", "0,3", "0.3", CellType::Number),
        ] {
            let met = cell(Some(value), text, CellType::Number, false);
            assert_eq!(met, (want.to_owned(), kind), "{value} {text}");
        }
    }

    #[test]
    fn a_day_of_which_the_month_is_shown_is_the_month() {
        for (text, want) in [
            ("01.06.2026", "2026-06-01"),
            ("1. Juni 2026", "2026-06-01"),
            ("01. Jun", "2026-06-01"),
            ("Juni 2026", "2026-06"),
            ("06/2026", "2026-06"),
            ("06.2026", "2026-06"),
            ("2026", "2026"),
        ] {
            assert_eq!(day("2026-06-01T00:00:00", text), want, "{text}");
        }
    }
}
