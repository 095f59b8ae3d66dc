// SPDX-License-Identifier: EUPL-1.2
//! What was read, beside what is right.

use std::collections::BTreeMap;

use wegmarke_grid::{Reading, Table};

/// A row of the right values: the heading above it, its number, its other cells.
#[derive(Clone, Debug)]
pub struct Right {
    pub field: String,
    pub cells: Vec<String>,
}

/// The 126 rows: field, number, measure, lead, period, indicator.
pub fn gold() -> Vec<Right> {
    let text = include_str!("../data/gold_126.csv");
    let rows = csv(text).into_iter().skip(1);
    rows.map(|mut row| Right {
        field: row.remove(0),
        cells: row,
    })
    .collect()
}

/// Lines of comma-separated values in quotes or without.
fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        let mut signs = line.chars().peekable();
        while let Some(sign) = signs.next() {
            match sign {
                '"' if quoted && signs.peek() == Some(&'"') => {
                    signs.next();
                    cells.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cells.last_mut().unwrap().push(other),
            }
        }
        rows.push(cells);
    }
    rows
}

/// How much of it is right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub rows: f64,
    pub cells: f64,
    pub extra: usize,
}

pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Compares the largest table with what is right; rows by their number, cells exactly.
pub fn score(reading: &Reading, right: &[Right], with_field: bool) -> Score {
    let Some(table) = reading.tables.iter().max_by_key(|table| table.rows.len()) else {
        return Score::default();
    };
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        rows.entry(row.number.as_deref().unwrap_or_default())
            .or_default()
            .push(at);
    }
    let (mut found, mut exact, mut all) = (0_u32, 0_u32, 0_u32);
    for want in right {
        all += u32::try_from(want.cells.len()).unwrap() + u32::from(with_field);
        let places = rows
            .get_mut(&*want.cells[0])
            .filter(|places| !places.is_empty());
        let Some(places) = places else {
            println!("not found: {:?}", want.cells);
            continue;
        };
        let at = places.remove(0);
        found += 1;
        exact += compare(table, at, want, with_field);
    }
    for at in rows.values().flatten() {
        println!("one too many: {:?}", table.rows[*at].cells);
    }
    let extra: usize = rows.values().map(Vec::len).sum();
    let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole);
    // `cargo nextest run -p wegmarke-pdf --no-capture` prints how near the goals are.
    println!(
        "{:?}: {:.1} % of rows, {:.1} % of cells, {extra} rows too many",
        table.kind,
        percent(found, u32::try_from(right.len()).unwrap()),
        percent(exact, all),
    );
    Score {
        rows: f64::from(found) / f64::from(u32::try_from(right.len()).unwrap()),
        cells: f64::from(exact) / f64::from(all),
        extra,
    }
}

fn compare(table: &Table, at: usize, want: &Right, with_field: bool) -> u32 {
    let row = &table.rows[at];
    let mut exact = 0;
    for (want, got) in want.cells.iter().zip(&row.cells) {
        if plain(&got.text) == plain(want) {
            exact += 1;
        } else {
            println!("want {want:?}\n got {:?}", got.text);
        }
    }
    if with_field {
        let got = row
            .headings
            .last()
            .map(|heading| plain(heading))
            .unwrap_or_default();
        if got.ends_with(&plain(&want.field)) {
            exact += 1;
        } else {
            println!("want field {:?}\n got {got:?}", want.field);
        }
    }
    exact
}
