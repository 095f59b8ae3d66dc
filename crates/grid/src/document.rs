// SPDX-License-Identifier: EUPL-1.2
//! Tables of text documents, which say themselves what their cells are: the same way from there on.

use crate::check::Known;
use crate::finding::{Cause, Finding};
use crate::page::{Area, Place};
use crate::piece::Piece;
use crate::raster::Made;
use crate::read::{Found, assemble};
use crate::sheet::{Filled, Leaf, Sheet};
use crate::table::{Account, Kind, Reading};

/// A cell of a text document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextCell {
    /// Its paragraphs, what was struck out left out.
    pub paragraphs: Vec<String>,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it spans.
    pub columns: usize,
    /// Its first row, from 0.
    pub row: usize,
    /// How many rows it spans.
    pub rows: usize,
    /// Whether a table lies in it; its words are among the paragraphs.
    pub nests: bool,
    /// Whether something in it was struck out or inserted, with a trace.
    pub tracked: bool,
}

/// A table of a text document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextTable {
    /// Its cells, in any order.
    pub cells: Vec<TextCell>,
    /// How many of its first rows it calls its head.
    pub head_rows: usize,
}

/// What follows one another in a text document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading and its level, 1 the outermost.
    Heading(u8, String),
    /// A table.
    Table(TextTable),
    /// Any other text, by its number of words.
    Text(usize),
}

/// One cell is so wide and so high; nothing is measured in it.
const WIDE: f32 = 100.0;
const HIGH: f32 = 1_000.0;
/// Lines of a cell; the rest of one text is written without lines of its own.
const SIZE: f32 = 10.0;
const STEP: f32 = 30.0;

/// Reads the tables of a text document. Places are of page 0, and count columns and rows.
#[must_use]
pub fn read_document(blocks: &[Block], known: &Known) -> Reading {
    let mut leaf = Leaf::default();
    let mut headings = Vec::new();
    let mut account = Account::default();
    let mut y = 0.0;
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                // A larger size is further out.
                let size = 60.0 - 5.0 * f32::from((*level).min(10));
                headings.push((Area::new(0.0, y, WIDE, y), size, text.clone()));
                account.in_headings += text.split_whitespace().count();
                y += 1.0;
            }
            Block::Table(table) => {
                let sheet = sheet(table, y, &mut leaf.findings);
                let words = sheet
                    .boxes
                    .iter()
                    .flat_map(|one| one.lines.iter().flatten());
                account.in_tables += words
                    .map(|piece| piece.text.split_whitespace().count())
                    .sum::<usize>();
                y = sheet.area.y1 + 1.0;
                if sheet.boxes.iter().filter(|one| !one.is_empty()).count() > 1 {
                    leaf.sheets.push(sheet);
                }
            }
            Block::Text(words) => account.beside += words,
        }
    }
    account.read = account.in_tables + account.in_headings + account.beside;
    let mut reading = assemble(
        Found {
            leaves: vec![leaf],
            outer: vec![Vec::new()],
            headings: vec![headings],
            account,
            read_twice: true,
        },
        known,
    );
    for table in &mut reading.tables {
        if table.kind != Kind::Cards {
            table.kind = Kind::Document;
        }
        for row in &mut table.rows {
            counted(&mut row.places);
            row.cells
                .iter_mut()
                .for_each(|cell| counted(&mut cell.places));
        }
    }
    reading
        .findings
        .iter_mut()
        .for_each(|finding| counted(&mut finding.places));
    reading.pages = 0;
    reading.sizes.clear();
    reading
}

/// Points to columns and rows.
fn counted(places: &mut [Place]) {
    for place in places {
        let Area { x0, y0, x1, y1 } = place.area;
        let row = |y: f32| (y / HIGH).floor();
        place.area = Area::new(x0 / WIDE, row(y0), x1 / WIDE, row(y1));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a table has some thousand rows at most"
)]
fn at(index: usize, wide: f32) -> f32 {
    index as f32 * wide
}

fn sheet(table: &TextTable, top: f32, findings: &mut Vec<Finding>) -> Sheet {
    // Rows begin at full numbers, so that they can be counted again.
    let top = (top / HIGH).ceil() * HIGH;
    let rows = table
        .cells
        .iter()
        .map(|cell| cell.row + cell.rows)
        .max()
        .unwrap_or_default();
    let columns = table
        .cells
        .iter()
        .map(|cell| cell.column + cell.columns)
        .max()
        .unwrap_or_default();
    let mut nests = false;
    let mut boxes = Vec::new();
    for cell in table
        .cells
        .iter()
        .filter(|cell| cell.columns > 0 && cell.rows > 0)
    {
        let area = Area::new(
            at(cell.column, WIDE),
            top + at(cell.row, HIGH),
            at(cell.column + cell.columns, WIDE),
            top + at(cell.row + cell.rows, HIGH),
        );
        let place = Place { page: 0, area };
        if cell.tracked {
            let words = cell.paragraphs.join(" ");
            findings.push(
                Finding::new(Cause::TrackedChanges)
                    .at(&[place])
                    .words([words]),
            );
        }
        nests |= cell.nests;
        let lines = cell
            .paragraphs
            .iter()
            .filter(|text| !text.is_empty())
            .enumerate()
            .map(|(number, text)| {
                let y = area.y0 + at(number, STEP);
                vec![Piece {
                    area: Area::new(area.x0 + 1.0, y, area.x1 - 1.0, y + SIZE),
                    text: text.clone(),
                    size: SIZE,
                    base: y + SIZE,
                    raised: 0,
                    raised_start: 0,
                }]
            });
        boxes.push(Filled {
            area,
            columns: (cell.column, cell.column + cell.columns - 1),
            rows: (cell.row, cell.row + cell.rows - 1),
            lines: lines.collect(),
            other: None,
        });
    }
    Sheet {
        page: 0,
        area: Area::new(0.0, top, at(columns, WIDE), top + at(rows, HIGH)),
        made: Made::Written,
        ys: (0..=rows).map(|row| top + at(row, HIGH)).collect(),
        boxes,
        nests,
        head_rows: table.head_rows,
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, TextCell, TextTable, read_document};
    use crate::check::Known;

    fn table(rows: &[&[&str]]) -> TextTable {
        let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
            cells
                .iter()
                .enumerate()
                .map(move |(column, text)| TextCell {
                    paragraphs: text.split('\n').map(str::to_owned).collect(),
                    column,
                    columns: 1,
                    row,
                    rows: 1,
                    ..TextCell::default()
                })
        });
        TextTable {
            cells: cells.collect(),
            head_rows: 1,
        }
    }

    #[test]
    fn a_table_of_a_text_document_goes_the_same_way() {
        let blocks = [
            Block::Heading(1, "Handlungsfeld I".to_owned()),
            Block::Table(table(&[
                &["Nr.", "Maßnahme", "Federführung"],
                &["1.1", "Beratung\nfür alle", "BMI"],
                &["1.3", "Zu-\nhause", "BMI"],
            ])),
        ];
        let reading = read_document(&blocks, &Known::default());
        let rows = &reading.tables[0].rows;
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].cells[1].text, "Beratung\nfür alle");
        assert_eq!(rows[0].headings, ["Handlungsfeld I"]);
        assert_eq!(rows[1].number.as_deref(), Some("1.3"));
        assert_eq!(rows[1].places[0].page, 0);
        let codes: Vec<_> = reading
            .findings
            .iter()
            .map(|finding| finding.cause.code())
            .collect();
        assert_eq!(codes, ["number-gap"]);
    }
}
