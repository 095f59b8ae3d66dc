// SPDX-License-Identifier: EUPL-1.2
//! Tables that nothing in the document marks as ones: a person draws the columns.

use wegmarke_grid::{
    Cause, Drawing, DrawingError, Kind, Known, POINTS_PER_MILLIMETRE, Paper, Reading, Rows, draw,
};

use crate::gold::{Right, gold, plain, score};
use crate::writer::{Drawn, Manner, Plan, write};

const UNRULED: &[u8] = include_bytes!("../data/s2_norules_chromium.pdf");

fn paper(pdf: Vec<u8>) -> Paper {
    wegmarke_pdf::read(pdf).unwrap()
}

/// A drawing over all pages.
fn over(paper: &Paper, lines: impl IntoIterator<Item = f32>, rows: Rows) -> Drawing {
    Drawing {
        from: 1,
        to: u32::try_from(paper.pages.len()).unwrap(),
        lines: lines
            .into_iter()
            .map(|line| line / POINTS_PER_MILLIMETRE)
            .collect(),
        top: None,
        bottom: None,
        head: true,
        rows,
    }
}

const WIDTHS: [f32; 4] = [280.0, 130.0, 110.0, 160.0];

/// Sixty rows without numbers, under headings nobody knows, with nothing between columns but gaps.
fn loose(manner: Manner) -> (Vec<Right>, Paper) {
    let mut right: Vec<Right> = gold().into_iter().take(60).collect();
    for row in &mut right {
        row.cells.remove(0);
    }
    let rows: Vec<(String, Vec<String>)> = right
        .iter()
        .map(|row| (row.field.clone(), row.cells.clone()))
        .collect();
    let plan = Plan {
        heads: &["Alpha", "Beta", "Gamma", "Delta"],
        widths: &WIDTHS,
        rows: &rows,
    };
    let pdf = write(&plan, manner);
    (right, paper(pdf))
}

fn lines_of_loose() -> Vec<f32> {
    let mut at = 60.0;
    let lines = WIDTHS.iter().take(3).map(|width| {
        at += width;
        at
    });
    lines.collect()
}

#[test]
fn a_table_of_which_nothing_is_known_is_read_as_it_is_drawn() {
    for mirrored in [false, true] {
        let (right, paper) = loose(Manner {
            drawn: Drawn::Nothing,
            banners: false,
            mirrored,
            ..Manner::default()
        });
        let reading = wegmarke_grid::read(&paper, &Known::default());
        assert!(reading.tables.is_empty(), "nothing is guessed");
        let drawing = over(&paper, lines_of_loose(), Rows::Gaps);
        let drawn = draw(&paper, &drawing, &Known::default()).unwrap();
        assert_eq!(drawn.table.kind, Kind::Drawn);
        let titles: Vec<&str> = drawn.table.columns.iter().map(|it| &*it.title).collect();
        assert_eq!(titles, ["Alpha", "Beta", "Gamma", "Delta"]);
        assert_eq!(drawn.table.rows.len(), right.len(), "mirrored: {mirrored}");
        let all = right.iter().zip(&drawn.table.rows);
        let same = all.flat_map(|(want, got)| want.cells.iter().zip(&got.cells));
        let wrong = same.filter(|(want, got)| plain(want) != plain(&got.text));
        let wrong: Vec<_> = wrong.map(|(want, got)| (want, &got.text)).collect();
        assert!(wrong.is_empty(), "mirrored: {mirrored}: {wrong:?}");
        let places = drawn.table.rows.iter().flat_map(|row| &row.places);
        assert!(places.clone().any(|place| place.page > 1));
        for place in places {
            let page = &paper.pages[usize::try_from(place.page).unwrap() - 1];
            let area = place.area;
            assert!(area.x0 >= -1.0 && area.x1 <= page.width + 1.0, "{place:?}");
        }
    }
}

#[test]
fn a_plan_with_numbers_is_read_by_them_and_checked_like_any_other() {
    let paper = paper(UNRULED.to_vec());
    let seen = wegmarke_grid::read(&paper, &Known::default());
    let cells = &seen.tables[0].rows[0].cells;
    let lines = cells.iter().skip(1).map(|cell| cell.places[0].area.x0);
    let drawing = over(&paper, lines, Rows::Seen);
    let drawn = draw(&paper, &drawing, &Known::default()).unwrap();
    let reading = Reading {
        tables: vec![drawn.table],
        findings: drawn.findings,
        ..Reading::default()
    };
    let score = score(&reading, &gold(), true);
    assert!(score.rows >= 0.95 && score.extra == 0, "{score:?}");
    assert!(score.cells >= 0.93, "{score:?}");
    let told = |cause| reading.findings.iter().any(|one| one.cause == cause);
    assert!(told(Cause::LeadEmpty) && told(Cause::NumberGap));
}

#[test]
fn rows_of_one_line_that_stand_apart_alike_are_rows() {
    let rows: Vec<(String, Vec<String>)> = (0..9)
        .map(|n| {
            (
                String::new(),
                vec![format!("Vorhaben {n}"), "Stelle".to_owned()],
            )
        })
        .collect();
    let plan = Plan {
        heads: &["Alpha", "Beta"],
        widths: &[280.0, 130.0],
        rows: &rows,
    };
    let manner = Manner {
        drawn: Drawn::Nothing,
        banners: false,
        ..Manner::default()
    };
    let paper = paper(write(&plan, manner));
    for way in [Rows::Seen, Rows::Gaps, Rows::Column(2)] {
        let mut drawing = over(&paper, [340.0], way);
        // Between the head and the foot of the page.
        (drawing.top, drawing.bottom) = (Some(18.0), Some(100.0));
        let drawn = draw(&paper, &drawing, &Known::default()).unwrap();
        let read = drawn.table.rows.iter().map(|row| &*row.cells[0].text);
        let right = rows.iter().map(|row| &*row.1[0]);
        assert!(read.eq(right), "{way:?}: {}", drawn.table.rows.len());
    }
}

#[test]
fn a_line_through_words_is_told_with_its_row() {
    let (_, paper) = loose(Manner {
        drawn: Drawn::Nothing,
        banners: false,
        ..Manner::default()
    });
    let mut lines = lines_of_loose();
    lines[0] -= 180.0;
    let drawing = over(&paper, lines, Rows::Gaps);
    let drawn = draw(&paper, &drawing, &Known::default()).unwrap();
    let cut = drawn
        .findings
        .iter()
        .filter(|one| one.cause == Cause::SpansColumns);
    assert!(cut.count() > 10);
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let (_, paper) = loose(Manner {
        drawn: Drawn::Nothing,
        ..Manner::default()
    });
    let why = |text: &str| {
        let drawing: Drawing = text.parse().unwrap();
        draw(&paper, &drawing, &Known::default()).map(|drawn| drawn.table.rows.len())
    };
    assert_eq!(why("2-1: 50"), Err(DrawingError::Pages));
    assert_eq!(why("1-999: 50"), Err(DrawingError::Pages));
    assert_eq!(why("1:"), Err(DrawingError::Lines));
    assert_eq!(why("1: 50 50.2"), Err(DrawingError::Place));
    assert_eq!(why("1: 900"), Err(DrawingError::Place));
    assert_eq!(why("1: 50 top=100 bottom=90"), Err(DrawingError::Height));
    assert_eq!(why("1: 50 rows=3"), Err(DrawingError::Column));
    assert_eq!(why("1: 50 top=1 bottom=2"), Err(DrawingError::Empty));
    assert!(why("1: 50 rows=2").is_ok_and(|rows| rows > 0));
}
