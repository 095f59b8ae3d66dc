// SPDX-License-Identifier: EUPL-1.2
//! Numbers as a spreadsheet shows them: `0.5` under `0 %` is 50 %, `1.1` under `0.00` is 1.10, `7`
//! under `000` is 007. Never rounded, and without marks between thousands or words around it.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

/// What a format does to numbers and days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// Percent signs: each times a hundred.
    percents: u32,
    /// Digits that are always shown after the point.
    decimals: u32,
    /// Digits that are always shown before it.
    digits: usize,
    /// Each divides by a thousand.
    scales: u32,
    /// What is shown of a day.
    days: Days,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Days {
    /// It is no format for days, or one with the day.
    #[default]
    Whole,
    Month,
    Year,
}

/// A number as it is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// It was entered in ones and is shown in thousands or millions.
    pub(super) is_scaled: bool,
}

impl NumberFormat {
    pub(super) const PERCENT: Self = Self {
        percents: 1,
        decimals: 0,
        digits: 0,
        scales: 0,
        days: Days::Whole,
    };

    /// Reads the code of a format: its first part, which is that of positive numbers.
    pub(super) fn parse(code: &str) -> Self {
        let (mut format, mut has_point, mut commas) = (Self::default(), false, 0);
        let (mut day, mut month, mut year, mut time) = (false, false, false, false);
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' => while signs.next().is_some_and(|sign| sign != '"') {},
                '[' => while signs.next().is_some_and(|sign| sign != ']') {},
                '\\' | '_' | '*' => {
                    signs.next();
                }
                '%' => format.percents += 1,
                '.' => has_point = true,
                '0' | '#' | '?' => {
                    commas = 0;
                    match (sign, has_point) {
                        ('0', true) => format.decimals += 1,
                        ('0', false) => format.digits += 1,
                        _ => {}
                    }
                }
                ',' => commas += 1,
                // Exponents and fractions are written otherwise.
                'E' | 'e' if format.digits > 0 => return Self::default(),
                '/' if format.digits == 0 && code.contains('?') => return Self::default(),
                'd' | 'D' | 't' | 'T' => day = true,
                'm' | 'M' => month = true,
                'y' | 'Y' | 'j' | 'J' => year = true,
                'h' | 'H' | 's' | 'S' => time = true,
                _ => {}
            }
        }
        // Only commas behind the last digit divide.
        format.scales = if format.percents == 0 { commas } else { 0 };
        format.days = match (year, month, day || time) {
            (true, true, false) => Days::Month,
            (true, false, false) => Days::Year,
            _ => Days::Whole,
        };
        format
    }

    /// Whether numbers look otherwise under it than they are.
    pub(super) fn matters(self) -> bool {
        let Self {
            percents,
            decimals,
            digits,
            scales,
            days,
        } = self;
        percents > 0 || decimals > 0 || digits > 1 || scales > 0 || days != Days::Whole
    }

    /// Percent signs alone: what cells of forms mean.
    pub(super) const fn percent_only(self) -> Self {
        Self {
            percents: self.percents,
            decimals: 0,
            digits: 0,
            scales: 0,
            days: Days::Whole,
        }
    }

    /// A number as this format shows it.
    pub(super) fn show(self, number: f64) -> Shown {
        let exact = plain(number).parse::<Decimal>().ok();
        let powers = i64::from(self.percents.min(2)) * 2 - i64::from(self.scales.min(4)) * 3;
        let factor = u32::try_from(powers.unsigned_abs()).unwrap_or_default();
        let factor = Decimal::from_i64(10_i64.pow(factor)).unwrap_or(Decimal::ONE);
        let moved = exact.and_then(|exact| match powers < 0 {
            true => exact.checked_div(factor),
            false => exact.checked_mul(factor),
        });
        let Some(moved) = moved else {
            return Shown {
                text: plain(number),
                is_scaled: false,
            };
        };
        let mut text = moved.normalize().to_string();
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let (sign, whole) = match whole.strip_prefix('-') {
            Some(whole) => ("-", whole),
            None => ("", whole),
        };
        let width = self.digits;
        let decimals = (self.decimals as usize).max(part.len());
        let point = if decimals > 0 { "." } else { "" };
        text = format!("{sign}{whole:0>width$}{point}{part:0<decimals$}");
        text.push_str(if self.percents > 0 { " %" } else { "" });
        Shown {
            text,
            is_scaled: self.scales > 0 && number != 0.0,
        }
    }

    /// A day as this format shows it: a month or a year where no more of it is seen.
    pub(super) fn show_day(self, day: &str) -> &str {
        let length = match self.days {
            Days::Whole => return day,
            Days::Month => 7,
            Days::Year => 4,
        };
        day.get(..length).unwrap_or(day)
    }
}

/// A number with the fifteen digits that spreadsheets know, without exponent.
pub(super) fn plain(number: f64) -> String {
    let digits = format!("{number:.14e}").parse().unwrap_or(number);
    // Very small and very large ones are as they are.
    digits.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_format_says() {
        for (code, number, text) in [
            ("General", 0.5, "0.5"),
            ("General", 0.1 + 0.2, "0.3"),
            ("General", 1500.0, "1500"),
            ("0%", 0.5, "50 %"),
            ("0 %", 0.255, "25.5 %"),
            ("0.00%", 0.07, "7.00 %"),
            ("0\" %\"", 7.0, "7"),
            ("0.00", 1.1, "1.10"),
            ("0.0", 1.1, "1.1"),
            ("0.0", 1.15, "1.15"),
            ("000", 7.0, "007"),
            ("00.00", 1.1, "01.10"),
            ("000", -7.0, "-007"),
            ("#,##0", 1500.0, "1500"),
            ("#,##0.00 €", 2500.75, "2500.75"),
            ("#,##0.00\\ [$€-407];[Red]-#,##0.00", 1500.0, "1500.00"),
            ("#,##0.0,,\" Mio.\"", 12_500_000.0, "12.5"),
            ("0,", 1500.0, "1.5"),
            ("0.00E+00", 1500.0, "1500"),
            ("# ?/?", 0.5, "0.5"),
            ("@", 1.1, "1.1"),
        ] {
            assert_eq!(
                NumberFormat::parse(code).show(number).text,
                text,
                "{code} {number}"
            );
        }
        assert!(NumberFormat::parse("0,").show(1500.0).is_scaled);
        assert!(!NumberFormat::parse("#,##0").show(1500.0).is_scaled);
    }

    #[test]
    fn days_are_months_and_years_where_no_more_is_shown() {
        for (code, text) in [
            ("dd.mm.yyyy", "2026-06-01"),
            ("d. mmm", "2026-06-01"),
            ("TT.MM.JJJJ", "2026-06-01"),
            ("[$-407]mmmm yyyy", "2026-06"),
            ("mm/yyyy", "2026-06"),
            ("yyyy", "2026"),
            ("yyyy-mm-dd hh:mm", "2026-06-01"),
        ] {
            assert_eq!(
                NumberFormat::parse(code).show_day("2026-06-01"),
                text,
                "{code}"
            );
        }
    }
}
