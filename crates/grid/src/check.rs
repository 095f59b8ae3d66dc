// SPDX-License-Identifier: EUPL-1.2
//! What is doubtful about a table that was read.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Cause, Finding};
use crate::number::{key, parts};
use crate::piece::plain;
use crate::table::{Kind, Role, Row, Table};
use crate::total;

/// What the caller knows.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Names and abbreviations of bodies that may lead.
    pub bodies: Vec<String>,
}

/// Everything doubtful about a table.
pub(crate) fn check(index: usize, table: &Table, known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    numbers(index, table, &mut findings);
    if let Some(column) = table.find_column(Role::Lead) {
        leads(index, table, column, known, &mut findings);
    }
    if let Some(column) = table.find_column(Role::Period) {
        periods(index, table, column, &mut findings);
    }
    empties(index, table, &mut findings);
    damaged(index, table, &mut findings);
    symbols(index, table, &mut findings);
    total::check(index, table, &mut findings);
    findings
}

fn about(cause: Cause, index: usize, at: usize, row: &Row) -> Finding {
    Finding::new(cause).at(&row.places).row(index, at)
}

/// Words by which somebody finds the row.
fn called(row: &Row) -> String {
    let texts = row
        .number
        .iter()
        .chain(row.cells.iter().map(|cell| &cell.text));
    let told = texts
        .filter(|text| !text.is_empty())
        .take(2)
        .map(String::as_str);
    let told: Vec<&str> = told.collect();
    told.join(" ").chars().take(80).collect()
}

fn numbers(index: usize, table: &Table, findings: &mut Vec<Finding>) {
    let keyed = table.rows.iter().filter(|row| row.key.is_some()).count();
    if keyed * 2 < table.rows.len() || keyed < 2 {
        return;
    }
    // Where numbers begin anew under each heading, a number is doubled only below its own.
    let restarts = restarts(table);
    let scope = |row: &Row| {
        if restarts {
            row.headings.clone()
        } else {
            Vec::new()
        }
    };
    let mut seen: BTreeMap<(Vec<String>, &str), usize> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        let Some(key) = row.key.as_deref() else {
            findings.push(about(Cause::NumberMissing, index, at, row).words([called(row)]));
            continue;
        };
        if let Some(&before) = seen.get(&(scope(row), key)) {
            let first = &table.rows[before];
            let same = first
                .cells
                .iter()
                .zip(&row.cells)
                .all(|(one, other)| plain(&one.text) == plain(&other.text));
            findings.push(
                about(Cause::NumberDoubled, index, at, row).words([called(first), called(row)]),
            );
            if !same {
                let mut twice = about(Cause::TwoContents, index, at, row);
                twice.places.splice(0..0, first.places.iter().copied());
                findings.push(twice.words([called(first), called(row)]));
            }
        } else {
            seen.insert((scope(row), key), at);
        }
    }
    let keys: BTreeSet<&str> = seen.keys().map(|(_, key)| *key).collect();
    in_order(index, table, &keys, findings);
}

/// Whether numbers begin with the same one under several headings, and at least three recur.
fn restarts(table: &Table) -> bool {
    let mut under: BTreeMap<&str, BTreeSet<&[String]>> = BTreeMap::new();
    for row in &table.rows {
        if let Some(key) = row.key.as_deref() {
            under.entry(key).or_default().insert(&row.headings);
        }
    }
    let recurring = under.values().filter(|headings| headings.len() > 1).count();
    let first = table.rows.iter().find_map(|row| row.key.as_deref());
    recurring >= 3 && first.is_some_and(|first| under[first].len() > 1)
}

/// Gaps, and numbers that begin otherwise than both neighbours.
fn in_order(index: usize, table: &Table, seen: &BTreeSet<&str>, findings: &mut Vec<Finding>) {
    let rows: Vec<(usize, &Row, (&str, u32, &str))> = table
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, row)| Some((at, row, parts(row.key.as_deref()?)?)))
        .collect();
    for three in rows.windows(3) {
        let [(_, _, before), (at, row, here), (_, _, after)] = three else {
            continue;
        };
        if before.0 == after.0
            && here.0 != before.0
            && !row
                .key
                .as_deref()
                .is_some_and(|key| key.contains(['/', '+']))
            && after.1 >= before.1
            && after.1 - before.1 <= 2
        {
            let words = [called(row), format!("{}{}", before.0, before.1)];
            findings.push(about(Cause::NumberPrefix, index, *at, row).words(words));
        }
    }
    for two in rows.windows(2) {
        let [(_, _, before), (at, row, here)] = two else {
            continue;
        };
        let is_next = before.0 == here.0 && here.1 > before.1 + 1 && here.1 - before.1 <= 50;
        // Elsewhere in the table is not missing; a sum such as `B5+6` names both.
        let missing: Vec<String> = (before.1 + 1..here.1)
            .map(|number| format!("{}{number}", here.0))
            .filter(|missing| {
                !seen.contains(&**missing) && !seen.iter().any(|key| names(key, missing))
            })
            .collect();
        if is_next && !missing.is_empty() {
            findings.push(about(Cause::NumberGap, index, *at, row).words(missing));
        }
    }
}

/// Whether a number of several, such as `b5+6` or `g2/ü4`, names one.
fn names(several: &str, one: &str) -> bool {
    let Some((prefix, number, _)) = parts(one) else {
        return false;
    };
    if !several.contains(['+', '/', ',', '–']) {
        return false;
    }
    let mut own = String::new();
    several
        .split(['+', '/', ',', '–'])
        .any(|part| match parts(part) {
            Some((start, found, _)) => {
                if !start.is_empty() {
                    start.clone_into(&mut own);
                }
                own == prefix && found == number
            }
            None => false,
        })
}

fn leads(index: usize, table: &Table, column: usize, known: &Known, findings: &mut Vec<Finding>) {
    let texts: Vec<&str> = table
        .rows
        .iter()
        .map(|row| &*row.cells[column].text)
        .collect();
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    for body in texts.iter().flat_map(|text| bodies(text)) {
        *often.entry(body).or_default() += 1;
    }
    let named: BTreeSet<String> = known
        .bodies
        .iter()
        .map(|body| plain(body).to_lowercase())
        .collect();
    let is_known = |body: &String| often[body] > 1 || named.contains(&plain(body).to_lowercase());
    // Where most rows name somebody of their own, being named once says nothing.
    let recurring = texts
        .iter()
        .filter(|text| !text.is_empty() && bodies(text).iter().any(is_known))
        .count();
    let tells = recurring * 100 >= texts.len() * 85 || !named.is_empty();
    for (at, row) in table.rows.iter().enumerate() {
        let text = texts[at].trim();
        if text.is_empty() || matches!(text, "-" | "–" | "—" | "?" | "n/a" | "k. A.") {
            findings.push(
                about(Cause::LeadEmpty, index, at, row)
                    .column(column)
                    .words([called(row)]),
            );
        } else if tells && !bodies(text).iter().any(is_known) {
            let finding = about(Cause::LeadUnknown, index, at, row).column(column);
            findings.push(finding.words([text.to_owned()]));
        }
    }
}

/// The bodies that a cell names, as far as signs part them.
fn bodies(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '/', '\n', '+', '&', '(', ')']);
    let bodies = parts.map(|part| part.trim().to_owned());
    bodies.filter(|body| !body.is_empty()).collect()
}

/// Words of a period without a year.
const TIMELESS: [&str; 16] = [
    "laufend",
    "fortlaufend",
    "dauer",
    "ständig",
    "jährlich",
    "regelmäßig",
    "legislatur",
    "ongoing",
    "continuous",
    "annual",
    "permanent",
    "continu",
    "en cours",
    "annuel",
    "in corso",
    "recurring",
];

fn periods(index: usize, table: &Table, column: usize, findings: &mut Vec<Finding>) {
    for (at, row) in table.rows.iter().enumerate() {
        let text = row.cells[column].text.trim();
        if text.is_empty() {
            continue;
        }
        let years: Vec<u32> = text
            .split(|sign: char| !sign.is_ascii_digit())
            .filter(|run| run.len() == 4)
            .filter_map(|run| run.parse().ok())
            .filter(|year| (1950..2100).contains(year))
            .collect();
        let lower = text.to_lowercase();
        let cause = if years.len() > 2 || (years.len() > 1 && text.contains([';', '\n'])) {
            Cause::PeriodSeveral
        } else if let [from, to] = years[..]
            && to < from
        {
            Cause::PeriodReversed
        } else if years.is_empty()
            && !TIMELESS.iter().any(|word| lower.contains(word))
            && !has_date(text)
        {
            Cause::PeriodNone
        } else {
            continue;
        };
        findings.push(
            about(cause, index, at, row)
                .column(column)
                .words([text.to_owned()]),
        );
    }
}

/// Whether there is a day or a year of two digits, such as `12/25`.
fn has_date(text: &str) -> bool {
    let runs = text.split(|sign: char| !(sign.is_ascii_digit() || "./'".contains(sign)));
    runs.into_iter().any(|run| {
        run.contains(['.', '/', '\'']) && run.chars().filter(char::is_ascii_digit).count() >= 3
    })
}

fn empties(index: usize, table: &Table, findings: &mut Vec<Finding>) {
    let many = table.rows.len();
    for column in 0..table.columns.len() {
        let role = table.columns[column].role;
        if matches!(role, Some(Role::Number | Role::Lead)) {
            continue;
        }
        let filled = table
            .rows
            .iter()
            .filter(|row| !row.cells[column].text.is_empty())
            .count();
        let cause = if table.kind == Kind::Cards {
            Cause::LabelMissing
        } else {
            Cause::CellEmpty
        };
        if many < 3 || filled * 10 < many * 8 {
            continue;
        }
        for (at, row) in table.rows.iter().enumerate() {
            if row.cells[column].text.is_empty() {
                let cause = if row.cells[column].places.is_empty() {
                    cause
                } else {
                    Cause::CellEmpty
                };
                findings.push(
                    about(cause, index, at, row)
                        .column(column)
                        .words([called(row)]),
                );
            }
        }
    }
    for (at, row) in table.rows.iter().enumerate() {
        let filled = row
            .cells
            .iter()
            .filter(|cell| !cell.text.is_empty())
            .count();
        if filled == 1 && table.columns.len() > 2 {
            findings.push(about(Cause::RowOfOneCell, index, at, row).words([called(row)]));
        }
    }
}

fn damaged(index: usize, table: &Table, findings: &mut Vec<Finding>) {
    for (at, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let broken = cell.text.split_whitespace().filter(|word| is_damaged(word));
            let broken: Vec<String> = broken.map(str::to_owned).collect();
            if !broken.is_empty() {
                let finding = about(Cause::Damaged, index, at, row)
                    .column(column)
                    .words(broken);
                findings.push(finding);
            }
        }
    }
}

/// A word with a sign that no word has: not readable, private, or a bracket in a letter's place.
pub(crate) fn is_damaged(word: &str) -> bool {
    let private = |sign: char| {
        matches!(sign, '\u{fffd}' | '\u{f8ff}')
            || (sign.is_control() && sign != '\t')
            || (('\u{e000}'..='\u{f8ff}').contains(&sign) && word.chars().count() > 1)
    };
    if word.chars().any(private) {
        return true;
    }
    // `(andlungsfeld`: one bracket that never closes, right before a lower-case word.
    let opens = word.matches('(').count();
    let mut signs = word.chars();
    let first = signs.next();
    let rest: String = signs.collect();
    let letters = rest.chars().filter(|sign| sign.is_alphabetic()).count();
    first == Some('(') && opens == 1 && !word.contains(')') && letters >= 8 && is_lone(&rest)
}

/// Whether a lower-case word is one that in German would be written with a capital: it ends as nouns do.
fn is_lone(rest: &str) -> bool {
    const NOUNS: [&str; 8] = [
        "feld", "ung", "keit", "heit", "schaft", "rahmen", "gsfeld", "tion",
    ];
    let plain = rest.trim_end_matches(|sign: char| !sign.is_alphabetic());
    plain.chars().next().is_some_and(char::is_lowercase)
        && NOUNS.iter().any(|end| plain.ends_with(end))
}

fn is_symbol(text: &str) -> bool {
    let mut signs = text.trim().chars();
    let (Some(first), None) = (signs.next(), signs.next()) else {
        return false;
    };
    matches!(
        first,
        'x' | 'X' | '×' | '✓' | '✔' | '☑' | '☒' | '●' | '•' | '■' | '✗' | '✕'
    ) || ('\u{e000}'..='\u{f8ff}').contains(&first)
}

/// Whether a text is one sign that stands for a yes.
pub(crate) fn is_mark(text: &str) -> bool {
    is_symbol(text)
}

fn symbols(index: usize, table: &Table, findings: &mut Vec<Finding>) {
    for column in 0..table.columns.len() {
        let marks = table
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| is_symbol(&row.cells[column].text));
        let marks: Vec<_> = marks.collect();
        if let Some((at, row)) = marks.first() {
            let words = [row.cells[column].text.clone(), marks.len().to_string()];
            findings.push(
                about(Cause::SymbolPosition, index, *at, row)
                    .column(column)
                    .words(words),
            );
        }
    }
}

/// One number in two tables of the document with two contents.
pub(crate) fn across_tables(tables: &[Table]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (index, table) in tables.iter().enumerate() {
        for (at, row) in table.rows.iter().enumerate() {
            let Some(number) = row.number.as_deref().map(key) else {
                continue;
            };
            match seen.get(&number) {
                Some(&(other, before)) if other != index => {
                    let first = &tables[other].rows[before];
                    let mut twice = about(Cause::TwoContents, index, at, row);
                    twice.places.splice(0..0, first.places.iter().copied());
                    findings.push(twice.words([called(first), called(row)]));
                }
                Some(_) => {}
                None => {
                    seen.insert(number, (index, at));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{is_damaged, names};

    #[test]
    fn damaged_words_are_known_and_others_left_alone() {
        assert!(is_damaged("(andlungsfeld"));
        assert!(is_damaged("Ma\u{fffd}nahme"));
        for word in [
            "(FKS)",
            "(EU)",
            "(siehe",
            "Haus(halt)",
            "(insbesondere",
            "(andere)",
        ] {
            assert!(!is_damaged(word), "{word}");
        }
    }

    #[test]
    fn numbers_of_several_name_each_of_them() {
        assert!(names("b5+6", "b6"));
        assert!(names("g2/ü4", "ü4"));
        assert!(!names("b5+6", "b7"));
    }
}
