// SPDX-License-Identifier: EUPL-1.2
//! Rows of totals: what they state against the sum of the rows above them.

use crate::finding::{Cause, Finding};
use crate::table::{Row, Table};

/// With what the label of a total begins, in small letters.
const LABELS: [&str; 14] = [
    "summe",
    "gesamt",
    "insgesamt",
    "zwischensumme",
    "total",
    "totale",
    "totaal",
    "somme",
    "ensemble",
    "suma",
    "sum",
    "razem",
    "subtotal",
    "sous-total",
];
/// Numbers are counted in parts of this size.
const PARTS: i64 = 10_000;

/// Totals that are not what the rows above them come to: neither all of them, nor those since the last
/// total. Only a column whose cells are all numbers or blank has a sum.
pub(crate) fn check(index: usize, table: &Table, findings: &mut Vec<Finding>) {
    for column in 0..table.columns.len() {
        let (mut all, mut since, mut count) = (Some(0), Some(0), 0);
        for (at, row) in table.rows.iter().enumerate() {
            let text = row.cells.get(column).map_or("", |cell| cell.text.trim());
            if is_total(row, column) {
                if let (Some(stated), Some(all), Some(since)) = (number(text), all, since)
                    && count > 1
                    && ![all, since].contains(&stated)
                {
                    let heading = &table.columns[column].title;
                    let found = if since == 0 { all } else { since };
                    let words = [heading.clone(), text.to_owned(), written(found)];
                    let finding = Finding::new(Cause::TotalDiffers).at(&row.places);
                    findings.push(finding.row(index, at).words(words));
                }
                since = Some(0);
            } else if !text.is_empty() {
                let value = number(text);
                let add = |sum: Option<i64>| sum?.checked_add(value?);
                (all, since, count) = (add(all), add(since), count + 1);
            }
        }
    }
}

/// Whether a row is labelled as a total, in another cell than the one that is looked at.
fn is_total(row: &Row, column: usize) -> bool {
    let cells = row.cells.iter().enumerate();
    let others = cells
        .filter(|(at, _)| *at != column)
        .map(|(_, cell)| &cell.text);
    let first = row
        .number
        .iter()
        .chain(others)
        .find(|text| !text.trim().is_empty());
    let Some(first) = first.filter(|text| text.chars().count() <= 40) else {
        return false;
    };
    let word = first.trim().to_lowercase();
    let word = word
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .next();
    word.is_some_and(|word| LABELS.contains(&word))
}

/// A number in ten-thousandths; `None` if a text is none, or could be read in two ways.
fn number(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['%', '€']).trim();
    let (sign, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'');
    let text: String = text.chars().filter(|c| !is_blank(*c)).collect();
    if text.is_empty()
        || !text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
    {
        return None;
    }
    let last = text.rfind(['.', ',']);
    let after = last.map_or(0, |at| text.len() - at - 1);
    let signs = text.chars().filter(|c| !c.is_ascii_digit());
    let mut kinds: Vec<char> = signs.clone().collect();
    kinds.dedup();
    let is_decimal = match (kinds.as_slice(), signs.count()) {
        ([], _) => false,
        // One sign before three digits stands between thousands, as several of one kind do.
        ([_], 1) => after != 3,
        ([_], _) => false,
        // Of two kinds the last one stands before decimals.
        ([_, _], _) => true,
        _ => return None,
    };
    let digits = |part: &str| {
        part.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (whole, rest) = match last.filter(|_| is_decimal) {
        Some(at) => (digits(&text[..at]), digits(&text[at..])),
        None => (digits(&text), String::new()),
    };
    if rest.len() > 4 {
        return None;
    }
    let rest: i64 = format!("{rest:0<4}").parse().ok()?;
    let whole: i64 = whole.parse().ok()?;
    whole
        .checked_mul(PARTS)?
        .checked_add(rest)
        .map(|value| sign * value)
}

/// A number as a person writes it, without signs between thousands.
fn written(value: i64) -> String {
    let (whole, rest) = (value / PARTS, (value % PARTS).abs());
    match rest {
        0 => whole.to_string(),
        rest => format!("{whole},{rest:04}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, number};
    use crate::table::{Cell, Column, Kind, Row, Table};

    fn table(rows: &[[&str; 3]]) -> Table {
        let column = |title: &str| Column {
            title: title.to_owned(),
            role: None,
        };
        let row = |cells: &[&str; 3]| Row {
            cells: cells
                .iter()
                .map(|text| Cell {
                    text: (*text).to_owned(),
                    ..Cell::default()
                })
                .collect(),
            ..Row::default()
        };
        Table {
            kind: Kind::Ruled,
            columns: ["Maßnahme", "2025", "2026"].map(column).to_vec(),
            rows: rows.iter().map(row).collect(),
        }
    }

    fn told(rows: &[[&str; 3]]) -> Vec<String> {
        let mut findings = Vec::new();
        check(0, &table(rows), &mut findings);
        findings.iter().map(|one| one.words.join(" ")).collect()
    }

    #[test]
    fn numbers_as_plans_print_them() {
        for (text, value) in [
            ("1.250", Some(12_500_000)),
            ("1 250,50 €", Some(12_505_000)),
            ("1,250.5", Some(12_505_000)),
            ("12,5 %", Some(125_000)),
            ("-3", Some(-30_000)),
            ("1.250.000", Some(12_500_000_000)),
            ("ca. 3", None),
            ("", None),
            ("–", None),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
    }

    #[test]
    fn a_total_that_is_not_the_sum_is_told() {
        let rows = [
            ["Hotline", "1.250", "3"],
            ["Netz", "750,5", "4"],
            ["Summe", "2.000,5", "8"],
        ];
        assert_eq!(told(&rows), ["2026 8 7"]);
        let rows = [
            ["Hotline", "1", "3"],
            ["Netz", "2", "laufend"],
            ["Gesamt:", "3", "9"],
        ];
        assert!(told(&rows).is_empty());
    }

    #[test]
    fn parts_have_totals_of_their_own() {
        let rows = [
            ["a", "1", ""],
            ["b", "2", ""],
            ["Zwischensumme", "3", ""],
            ["c", "4", ""],
            ["d", "5", ""],
            ["Zwischensumme", "9", ""],
            ["Insgesamt", "12", ""],
        ];
        assert!(told(&rows).is_empty());
        let wrong = rows.map(|row| {
            if row[0] == "Insgesamt" {
                ["Insgesamt", "13", ""]
            } else {
                row
            }
        });
        assert_eq!(told(&wrong), ["2025 13 12"]);
    }

    #[test]
    fn a_measure_is_no_total() {
        let rows = [
            ["a", "1", ""],
            ["b", "2", ""],
            ["Gesamtkonzept erstellen", "7", ""],
        ];
        assert!(told(&rows).is_empty());
        let rows = [["a", "1", ""], ["Summe", "7", ""]];
        assert!(told(&rows).is_empty());
    }
}
