// SPDX-License-Identifier: EUPL-1.2
//! A day that is typed: three fields in the order and the words of the page. The field that browsers have for a day
//! is in the language of the browser, and a German page would ask for "mm/dd/yyyy".

use crate::page::Frame;

/// The parts of a day, in the order in which most languages write them.
pub const PARTS: [&str; 3] = ["day", "month", "year"];

/// The three fields.
pub struct DateField {
    /// What the ids of its fields begin with.
    pub id: &'static str,
    /// Its line of the referral sheet, if it is one.
    pub field: Option<&'static str>,
    /// What is asked.
    pub label: String,
    /// What to know before; may be empty.
    pub hint: String,
    /// Name and label of each field, in the order of the page.
    pub parts: Vec<(&'static str, String)>,
}

impl DateField {
    /// The fields in the words of a page.
    #[must_use]
    pub fn new(f: &Frame<'_>, id: &'static str, (label, hint): (String, String)) -> Self {
        let parts = order(&f.t("date-order")).map(|part| (part, f.words.word("date", part)));
        Self {
            id,
            field: None,
            label,
            hint,
            parts: parts.to_vec(),
        }
    }
}

/// The order that a language writes as `year month day`; the usual one where it does not say it so.
fn order(text: &str) -> [&'static str; 3] {
    let mut parts = text.split_whitespace();
    let mut find = || {
        let name = parts.next()?;
        PARTS.into_iter().find(|part| *part == name)
    };
    match (find(), find(), find()) {
        (Some(a), Some(b), Some(c)) if a != b && b != c && a != c => [a, b, c],
        _ => PARTS,
    }
}

#[cfg(test)]
mod tests {
    use super::{PARTS, order};

    #[test]
    fn a_language_says_its_order_and_a_slip_of_it_loses_no_field() {
        assert_eq!(order("year month day"), ["year", "month", "day"]);
        assert_eq!(order(" month  day year "), ["month", "day", "year"]);
        for slip in [
            "",
            "day month",
            "day day year",
            "tag monat jahr",
            "⟪date-order⟫",
        ] {
            assert_eq!(order(slip), PARTS, "{slip}");
        }
    }
}
