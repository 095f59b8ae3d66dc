// SPDX-License-Identifier: EUPL-1.2
//! One plan in the manners in which real ones are drawn.

use wegmarke_grid::{Kind, Reading};

use crate::gold::{Right, gold, score};
use crate::read;
use crate::writer::{Drawn, Manner, Plan, write};

/// The first rows of the plan, drawn and read.
fn drawn(manner: Manner) -> (Vec<Right>, Reading) {
    let right: Vec<Right> = gold().into_iter().take(60).collect();
    let rows: Vec<(String, Vec<String>)> = right
        .iter()
        .map(|row| (row.field.clone(), row.cells.clone()))
        .collect();
    let plan = Plan {
        heads: &["Nr.", "Maßnahme", "Federführung", "Zeitraum", "Indikator"],
        widths: &[40.0, 280.0, 130.0, 110.0, 160.0],
        rows: &rows,
    };
    let reading = read(write(&plan, manner));
    (right, reading)
}

fn holds(name: &str, manner: Manner, rows: f64, cells: f64) -> Reading {
    let (right, reading) = drawn(manner);
    let score = score(&reading, &right, manner.banners);
    assert!(score.rows >= rows && score.extra == 0, "{name}: {score:?}");
    assert!(score.cells >= cells, "{name}: {score:?}");
    assert_eq!(reading.tables.len(), 1, "{name}");
    reading
}

#[test]
fn lines_drawn_in_any_manner() {
    for drawn in [Drawn::Strokes, Drawn::Rectangles, Drawn::OpenSides] {
        let manner = Manner {
            drawn,
            ..Manner::default()
        };
        holds(&format!("{drawn:?}"), manner, 0.99, 0.98);
    }
}

#[test]
fn pages_turned_by_any_quarter() {
    for rotate in [90, 180, 270] {
        let manner = Manner {
            rotate,
            ..Manner::default()
        };
        holds(&format!("turned by {rotate}"), manner, 0.99, 0.98);
    }
}

#[test]
fn mirrored_margins_and_a_head_on_the_first_page_only() {
    let manner = Manner {
        mirrored: true,
        repeated: false,
        ..Manner::default()
    };
    holds("mirrored", manner, 0.99, 0.98);
}

#[test]
fn a_head_above_the_lines() {
    let manner = Manner {
        head_outside: true,
        repeated: false,
        ..Manner::default()
    };
    holds("head outside", manner, 0.99, 0.98);
}

#[test]
fn centred_cells_and_rows_over_pages() {
    let manner = Manner {
        centred: true,
        broken: true,
        hyphens: true,
        ..Manner::default()
    };
    let reading = holds("centred", manner, 0.99, 0.98);
    assert!(
        reading.tables[0]
            .rows
            .iter()
            .any(wegmarke_grid::Row::is_over_page)
    );
}

#[test]
fn shading_without_lines() {
    let manner = Manner {
        drawn: Drawn::Shaded,
        hyphens: true,
        ..Manner::default()
    };
    let reading = holds("shaded", manner, 0.99, 0.98);
    assert_eq!(reading.tables[0].kind, Kind::Shaded);
}

#[test]
fn notes_come_off_and_hyphens_are_joined() {
    let manner = Manner {
        notes: true,
        hyphens: true,
        broken: true,
        ..Manner::default()
    };
    let reading = holds("notes", manner, 0.99, 0.98);
    let noted = reading.tables[0]
        .rows
        .iter()
        .flat_map(|row| &row.cells[1].changed);
    assert!(noted.filter(|change| change.code() == "footnote").count() >= 2);
}
