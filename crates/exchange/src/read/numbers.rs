// SPDX-License-Identifier: EUPL-1.2
//! Numbers as people write them: what stands before decimals and what between thousands is proven by
//! the column, never guessed.

use std::collections::BTreeSet;

use super::group::Group;

/// What the signs in numbers mean, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) decimal: Option<char>,
    pub(super) thousands: Option<char>,
}

/// What a text is as a number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// With a point before its decimals and nothing between thousands.
    Plain(String),
    /// `1.500` can be two numbers.
    Doubtful,
    /// It is none.
    Text,
}

/// What the numbers of a column show.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    decimal: BTreeSet<char>,
    thousands: BTreeSet<char>,
    pub(super) doubtful: Group,
}

impl Evidence {
    pub(super) fn take(&mut self, row: u32, text: &str) {
        match look(text) {
            Look::Clear(signs) => {
                self.decimal.extend(signs.decimal);
                self.thousands.extend(signs.thousands);
            }
            Look::Doubtful(..) => self.doubtful.take(row, text),
            Look::Text => {}
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.decimal.extend(&other.decimal);
        self.thousands.extend(&other.thousands);
    }

    /// What the signs mean; nothing where they contradict each other.
    pub(super) fn signs(&self) -> Option<Signs> {
        let only = |signs: &BTreeSet<char>| match signs.len() {
            1 => signs.first().copied(),
            _ => None,
        };
        let is_clear = self.decimal.len() < 2
            && self.thousands.len() < 2
            && self.decimal.is_disjoint(&self.thousands);
        if !is_clear || (self.decimal.is_empty() && self.thousands.is_empty()) {
            return None;
        }
        let (decimal, thousands) = (only(&self.decimal), only(&self.thousands));
        Some(Signs {
            decimal: decimal.or(thousands.map(other)),
            thousands: thousands.or(decimal.map(other)),
        })
    }

    pub(super) fn is_contradictory(&self) -> bool {
        self.signs().is_none() && !(self.decimal.is_empty() && self.thousands.is_empty())
    }
}

/// The sign that is left for the other purpose.
pub(super) const fn other(sign: char) -> char {
    if sign == ',' { '.' } else { ',' }
}

enum Look {
    Clear(Signs),
    /// The sign, and the digits on both sides of it.
    Doubtful(char),
    Text,
}

/// Digits and signs of a number, without what can mean one thing only: blanks and apostrophes between
/// thousands, a percent sign. The minus comes first.
fn bare(text: &str) -> Option<(bool, String, bool)> {
    let text = text.trim();
    let (text, is_percent) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let (text, is_minus) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let is_blank = |sign: char| sign.is_whitespace() || matches!(sign, '\'' | '’');
    let groups: Vec<&str> = text.split(is_blank).collect();
    let fits = match groups.as_slice() {
        [_] => true,
        [first, between @ .., last] => {
            let is_three = |group: &&str| group.len() == 3;
            let last = last.split(['.', ',']).next().unwrap_or_default();
            (1..=3).contains(&first.len()) && between.iter().all(is_three) && last.len() == 3
        }
        [] => false,
    };
    let digits = groups.concat();
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let ends = digits.starts_with(|sign: char| sign.is_ascii_digit())
        && digits.ends_with(|sign: char| sign.is_ascii_digit());
    (fits && ends && digits.bytes().all(is_part)).then_some((is_minus, digits, is_percent))
}

fn is_grouped(text: &str, sign: char) -> bool {
    let mut groups = text.split(sign);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

fn look(text: &str) -> Look {
    let Some((_, digits, _)) = bare(text) else {
        return Look::Text;
    };
    look_at(&digits)
}

fn look_at(digits: &str) -> Look {
    let count = |sign| digits.matches(sign).count();
    let clear = |decimal, thousands| Look::Clear(Signs { decimal, thousands });
    match (count('.'), count(',')) {
        (0, 0) => clear(None, None),
        (points, commas) if points > 0 && commas > 0 => {
            let decimal = if digits.rfind('.') > digits.rfind(',') {
                '.'
            } else {
                ','
            };
            let whole = digits
                .split_once(decimal)
                .map_or(digits, |(whole, _)| whole);
            match count(decimal) == 1 && is_grouped(whole, other(decimal)) {
                true => clear(Some(decimal), Some(other(decimal))),
                false => Look::Text,
            }
        }
        (points, commas) => {
            let sign = if points > 0 { '.' } else { ',' };
            if points + commas > 1 {
                return match is_grouped(digits, sign) {
                    true => clear(None, Some(sign)),
                    false => Look::Text,
                };
            }
            match is_grouped(digits, sign) && !digits.starts_with('0') {
                true => Look::Doubtful(sign),
                false => clear(Some(sign), None),
            }
        }
    }
}

/// Reads a number where its signs mean this.
pub(super) fn read(text: &str, known: Signs) -> Number {
    let Some((is_minus, digits, is_percent)) = bare(text) else {
        return Number::Text;
    };
    let signs = match look_at(&digits) {
        Look::Text => return Number::Text,
        Look::Clear(signs) => signs,
        Look::Doubtful(sign) if known.decimal == Some(sign) => Signs {
            decimal: Some(sign),
            thousands: None,
        },
        Look::Doubtful(sign) if known.thousands == Some(sign) => Signs {
            decimal: None,
            thousands: Some(sign),
        },
        Look::Doubtful(_) => return Number::Doubtful,
    };
    let mut plain = String::with_capacity(digits.len() + 2);
    if is_minus {
        plain.push('-');
    }
    for sign in digits.chars() {
        match sign {
            sign if Some(sign) == signs.decimal => plain.push('.'),
            sign if Some(sign) == signs.thousands => {}
            sign => plain.push(sign),
        }
    }
    if is_percent {
        plain.push('%');
    }
    Number::Plain(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of a column that states nothing about its signs.
    fn column(texts: &[&str]) -> Vec<String> {
        let mut evidence = Evidence::default();
        for text in texts {
            evidence.take(1, text);
        }
        let signs = evidence.signs().unwrap_or_default();
        let all = texts.iter().map(|text| match read(text, signs) {
            Number::Plain(plain) => plain,
            Number::Doubtful => "?".to_owned(),
            Number::Text => "text".to_owned(),
        });
        all.collect()
    }

    #[test]
    fn a_column_proves_what_its_signs_mean() {
        for (texts, want) in [
            (
                &["1.500", "12,5", "2.500.000"][..],
                &["1500", "12.5", "2500000"][..],
            ),
            (&["12.345,5", "10", "1.000"], &["12345.5", "10", "1000"]),
            (&["1,500", "12.5"], &["1500", "12.5"]),
            (&["1.500", "0.125"], &["1.500", "0.125"]),
            (&["1.500", "10"], &["?", "10"]),
            (&["1,500"], &["?"]),
            (&["1.500", "12,5", "0.5"], &["?", "12.5", "0.5"]),
            (
                &["1 500,5", "1’500", "1 234 567"],
                &["1500.5", "1500", "1234567"],
            ),
            (
                &["-1.500,25", "−3", "+4", "0,6 %"],
                &["-1500.25", "-3", "4", "0.6%"],
            ),
            (&["1234.567", "1234,5"], &["1234.567", "1234.5"]),
            (
                &["circa 5", "12.34.5", "1.2.3,4,5", "1 2", ".5", "", "5."],
                &["text"; 7],
            ),
        ] {
            assert_eq!(column(texts), want, "{texts:?}");
        }
    }
}
