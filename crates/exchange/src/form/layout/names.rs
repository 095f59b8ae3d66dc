// SPDX-License-Identifier: EUPL-1.2
//! Keys, ids, labels and names of sheets: what is found again by them must be told apart.

use std::collections::BTreeSet;

use super::super::value::fold;
use super::super::{Form, FormError, line};
use super::sheet::{HEAD_COLUMNS, HEAD_ROWS, cut, labels, units};
use crate::limits;

/// Characters of a sheet's name.
const SHEET_NAME_UNITS: usize = 31;

pub(super) fn check_names(form: &Form) -> Result<(), FormError> {
    let columns = form.columns.iter();
    distinct("key", columns.map(|column| column.key.as_str()))?;
    distinct("id", form.rows.iter().map(|row| row.id.as_str()))?;
    let mut revisions = form.rows.iter().filter_map(|row| row.revision.as_deref());
    if let Some(name) = revisions.find(|revision| line(revision) != *revision) {
        return Err(bad_name("revision", name, "not_clean"));
    }
    for column in &form.columns {
        let labels: Vec<String> = labels(&column.kind)
            .map(|(_, label)| fold(&label.text))
            .collect();
        distinct("label", labels.iter().map(String::as_str))?;
    }
    Ok(())
}

/// Names that can be told apart and come back as they went.
fn distinct<'a>(what: &'static str, names: impl Iterator<Item = &'a str>) -> Result<(), FormError> {
    let mut seen = BTreeSet::new();
    for name in names {
        let why = if name.trim().is_empty() {
            "blank"
        } else if line(name) != name {
            "not_clean"
        } else if what != "label" && name.starts_with('_') {
            "reserved"
        } else if !seen.insert(name) {
            "twice"
        } else {
            continue;
        };
        return Err(bad_name(what, name, why));
    }
    Ok(())
}

fn bad_name(what: &'static str, name: &str, why: &'static str) -> FormError {
    FormError::Name {
        what,
        name: name.to_owned(),
        why,
    }
}

pub(super) fn check_size(form: &Form) -> Result<(), FormError> {
    let columns = form.columns.len();
    let choices = form
        .columns
        .iter()
        .map(|column| labels(&column.kind).count());
    let cells = form.rows.len().saturating_mul(columns + HEAD_COLUMNS);
    for (count, what, limit) in [
        (columns, "columns", limits::FORM_COLUMNS),
        (cells, "cells", limits::FORM_CELLS),
        (choices.sum(), "choices", limits::FORM_CELLS),
    ] {
        if count > limit {
            return Err(FormError::TooMany { what, limit });
        }
    }
    for (row, cells) in (HEAD_ROWS + 1..).zip(&form.rows) {
        if cells.cells.len() != columns {
            return Err(FormError::Width {
                row,
                met: cells.cells.len(),
                wanted: columns,
            });
        }
    }
    Ok(())
}

/// Names that every program takes for its sheets, and that are all different.
pub(super) fn sheet_names(wanted: [&str; 3]) -> [String; 3] {
    let mut taken = BTreeSet::new();
    wanted.map(|wanted| {
        let wanted = sheet_name(wanted);
        let mut name = wanted.clone();
        let mut number = 2;
        // Programs do not tell capitals apart, and Excel keeps one name for itself.
        while name.is_empty() || name.eq_ignore_ascii_case("history") || !taken.insert(fold(&name))
        {
            let count = format!(" {number}");
            let room = SHEET_NAME_UNITS - units(&count);
            name = format!("{}{count}", cut(&wanted, room)).trim().to_owned();
            number += 1;
        }
        name
    })
}

fn sheet_name(text: &str) -> String {
    let text = line(text).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let is_edge = |sign: char| sign == '\'' || sign.is_whitespace();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = cut(words.join(" ").trim_matches(is_edge), SHEET_NAME_UNITS);
    text.trim_end_matches(is_edge).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets() {
        for (wanted, names) in [
            (
                ["Maßnahmen", "Hilfe", "Stempel"],
                ["Maßnahmen", "Hilfe", "Stempel"],
            ),
            (["a/b", "A b", "a: b"], ["a b", "A b 2", "a b 3"]),
            (["", "'", "[]"], ["2", "3", "4"]),
            (["'x'", "History", "\u{1}y"], ["x", "History 2", "y"]),
        ] {
            assert_eq!(sheet_names(wanted), names);
        }
        let long = "ä".repeat(40);
        let [first, second, _] = sheet_names([&long, &long, "x"]);
        assert_eq!(first, "ä".repeat(31));
        assert_eq!(second, format!("{} 2", "ä".repeat(29)));
    }
}
