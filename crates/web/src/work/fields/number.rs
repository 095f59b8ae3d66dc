// SPDX-License-Identifier: EUPL-1.2
//! Amounts as people write them.

use rust_decimal::Decimal;

/// "1.250.000,50", "1,250,000.50", "1250000.5". What may be a thousand times larger or smaller,
/// such as "1.250", is no number.
pub(crate) fn parse_number(text: &str) -> Option<Decimal> {
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
    let is_mark = |c: char| matches!(c, ',' | '.');
    let (whole, part) = match text.rfind(is_mark) {
        None => (&*text, ""),
        Some(at) => {
            let (whole, part) = (&text[..at], &text[at + 1..]);
            let zero = matches!(whole, "0" | "-0");
            let same = whole.contains(&text[at..=at]);
            match (whole.contains(is_mark), part.len()) {
                // The same mark more than once stands between thousands.
                (_, 3) if same => (&*text, ""),
                (false, 3) if !zero => return None,
                (_, 0) => return None,
                _ if same => return None,
                _ => (whole, part),
            }
        }
    };
    let groups: Vec<&str> = whole.split(is_mark).collect();
    if groups.iter().skip(1).any(|group| group.len() != 3) {
        return None;
    }
    let digits = groups.concat();
    let number = if part.is_empty() {
        digits
    } else {
        format!("{digits}.{part}")
    };
    number
        .parse()
        .ok()
        .map(|number: Decimal| number.normalize())
}

/// A number as [`parse_number`] reads it back.
pub(crate) fn typed(number: &Decimal) -> String {
    let mut number = number.normalize();
    if number.scale() == 3 {
        number.rescale(4);
    }
    number.to_string()
}

#[cfg(test)]
mod tests {
    use super::{parse_number, typed};
    use rust_decimal::Decimal;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, number) in [
            ("1.250.000,50 €", Some("1250000.5")),
            ("1,250,000.50", Some("1250000.5")),
            ("1250000.5", Some("1250000.5")),
            ("1.250.000", Some("1250000")),
            ("0,5", Some("0.5")),
            ("1 000", Some("1000")),
            ("-3", Some("-3")),
            ("12,3456", Some("12.3456")),
            ("1.250", None),
            ("1,250", None),
            ("0,125", Some("0.125")),
            ("12.", None),
            ("1.250.00", None),
            ("=1+1", None),
            ("viel", None),
            ("", None),
        ] {
            assert_eq!(
                parse_number(text).map(|n| n.to_string()).as_deref(),
                number,
                "{text}"
            );
        }
    }

    #[test]
    fn a_number_that_was_kept_is_read_back_as_it_was() {
        for text in [
            "1.25",
            "1.125",
            "0.125",
            "-0.125",
            "1250",
            "1250000.5",
            "3.14159",
        ] {
            let number: Decimal = text.parse().unwrap();
            assert_eq!(parse_number(&typed(&number)), Some(number), "{text}");
        }
    }
}
