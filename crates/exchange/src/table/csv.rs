// SPDX-License-Identifier: EUPL-1.2
//! Separated values, read the way a spreadsheet opens them.
//!
//! Own reader, because rows must be counted as a spreadsheet counts them (blank lines are rows,
//! line breaks in cells are none), all three line ends are met, a quotation mark that is never
//! closed must be told instead of swallowing the rest of the file, and limits must be met before
//! the memory is full.

use super::row::Row;
use crate::{ReadError, limits};

const DELIMITERS: [u8; 4] = [b'|', b'\t', b';', b','];
/// How many rows the guess of the delimiter looks at.
const GUESSED_ROWS: usize = 50;

/// All rows, blank ones too.
pub(crate) fn rows(file: &str, text: &str, wanted: Option<u8>) -> Result<Vec<Row>, ReadError> {
    let mut records = Records::new(text, delimiter(text, wanted));
    let mut rows = Vec::new();
    let mut cells = 0;
    for row in records.by_ref() {
        cells += row.cells.len();
        for (count, what, limit) in [
            (rows.len() + 1, "rows", limits::ROWS),
            (cells, "cells", limits::CELLS),
        ] {
            if count > limit {
                return Err(ReadError::too_many(file, what, limit));
            }
        }
        rows.push(row);
    }
    match records.failure {
        Some(Failure::OpenQuote { row }) => Err(ReadError::Damaged {
            file: file.into(),
            why: format!("the quotation mark that opens a cell in row {row} is never closed"),
        }),
        Some(Failure::LongCell { row, column }) => Err(ReadError::cell_too_long(file, row, column)),
        Some(Failure::WideRow) => Err(ReadError::too_many(file, "columns", limits::COLUMNS)),
        None => Ok(rows),
    }
}

/// Why the reading of rows ends before the text does.
#[derive(Clone, Copy, Debug)]
enum Failure {
    OpenQuote { row: u32 },
    LongCell { row: u32, column: usize },
    WideRow,
}

/// Whether rows end with a carriage return alone. Where a line feed ends rows, a lone carriage
/// return is text.
fn ends_with_returns(text: &str) -> bool {
    let mut quoted = false;
    let mut returns = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => return false,
            b'\r' if !quoted => returns = true,
            _ => {}
        }
    }
    returns
}

/// The wanted delimiter if it separates anything in the heading, else the most regular one.
fn delimiter(text: &str, wanted: Option<u8>) -> u8 {
    if let Some(wanted) = wanted {
        let heading = Records::new(text, wanted).find(|row| !row.is_blank());
        if heading.is_some_and(|row| row.cells.len() > 1) {
            return wanted;
        }
    }
    // Among equals the last one counts: the comma, with which most files are written.
    let best = DELIMITERS
        .into_iter()
        .max_by_key(|sign| regularity(text, *sign));
    best.unwrap_or(b',')
}

/// Share of the first rows that are as wide as the heading, and how wide that is.
fn regularity(text: &str, delimiter: u8) -> (usize, usize) {
    let mut records = Records::new(text, delimiter);
    let start: Vec<Row> = records.by_ref().take(GUESSED_ROWS).collect();
    let widest = match records.failure {
        Some(Failure::WideRow) => limits::COLUMNS,
        _ => start.iter().map(|row| row.cells.len()).max().unwrap_or(0),
    };
    let mut widths = start
        .iter()
        .filter(|row| !row.is_blank())
        .map(|row| row.cells.len());
    let Some(heading) = widths.next().filter(|heading| *heading > 1) else {
        // Nothing but separators so far.
        return (0, widest);
    };
    let (mut same, mut all) = (1, 1);
    for width in widths {
        all += 1;
        same += usize::from(width == heading);
    }
    (same * 100 / all, heading)
}

/// Walks through a text row by row.
struct Records<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
    number: u32,
    delimiter: u8,
    width: usize,
    /// What ends a row.
    end: u8,
    failure: Option<Failure>,
}

impl Iterator for Records<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.at >= self.bytes.len() || self.failure.is_some() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let mut cells = Vec::with_capacity(self.width);
        loop {
            let cell = self.cell();
            if cell.len() > limits::CELL_BYTES {
                let (row, column) = (self.number, cells.len() + 1);
                self.failure
                    .get_or_insert(Failure::LongCell { row, column });
            } else if cells.len() >= limits::COLUMNS {
                self.failure = Some(Failure::WideRow);
            }
            if self.failure.is_some() {
                return None;
            }
            cells.push(cell);
            match self.bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        self.width = cells.len();
        let number = self.number;
        Some(Row { number, cells })
    }
}

impl<'a> Records<'a> {
    fn new(text: &'a str, delimiter: u8) -> Self {
        Self {
            bytes: text.as_bytes(),
            text,
            at: 0,
            number: 0,
            delimiter,
            width: 1,
            end: if ends_with_returns(text) {
                b'\r'
            } else {
                b'\n'
            },
            failure: None,
        }
    }

    /// One cell; stops at the delimiter, the line end or the end of the text.
    fn cell(&mut self) -> String {
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            let mut cell = self.quoted();
            // What follows a closing quotation mark belongs to the cell.
            cell.push_str(self.plain());
            return cell;
        }
        self.plain().to_owned()
    }

    fn plain(&mut self) -> &'a str {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| *byte == self.delimiter || *byte == self.end)
            .unwrap_or(rest.len());
        self.at = start + length;
        let cell = self.text.get(start..self.at).unwrap_or_default();
        let is_last = self.bytes.get(self.at) != Some(&self.delimiter);
        cell.strip_suffix('\r').filter(|_| is_last).unwrap_or(cell)
    }

    fn quoted(&mut self) -> String {
        let mut cell = String::new();
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(length) = rest.iter().position(|byte| *byte == b'"') else {
                cell.push_str(self.text.get(self.at..).unwrap_or_default());
                self.at = self.bytes.len();
                self.failure = Some(Failure::OpenQuote { row: self.number });
                return cell;
            };
            let end = self.at + length;
            cell.push_str(self.text.get(self.at..end).unwrap_or_default());
            self.at = end + 1;
            if self.bytes.get(self.at) != Some(&b'"') {
                return cell;
            }
            cell.push('"');
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let rows = rows("t.csv", text, None).unwrap();
        rows.into_iter()
            .map(|row| (row.number, row.cells))
            .collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (
            number,
            cells.iter().map(|cell| (*cell).to_owned()).collect(),
        )
    }

    #[test]
    fn every_delimiter_and_line_end_gives_the_same_rows() {
        for delimiter in [",", ";", "\t", "|"] {
            for end in ["\n", "\r\n", "\r"] {
                let text = ["a,b", "1,x", "2,y"].join(end).replace(',', delimiter);
                let want = vec![
                    row(1, &["a", "b"]),
                    row(2, &["1", "x"]),
                    row(3, &["2", "y"]),
                ];
                assert_eq!(cells(&text), want, "{delimiter:?} {end:?}");
            }
        }
    }

    #[test]
    fn quirks_are_read_as_a_spreadsheet_reads_them() {
        let table = [
            (
                "a;b\n\"x\ny\";2\n3;4",
                vec![
                    row(1, &["a", "b"]),
                    row(2, &["x\ny", "2"]),
                    row(3, &["3", "4"]),
                ],
            ),
            (
                "a;b\n\n1;2",
                vec![row(1, &["a", "b"]), row(2, &[""]), row(3, &["1", "2"])],
            ),
            (
                "a,b\n\"he said \"\"no\"\"\",\"\"",
                vec![row(1, &["a", "b"]), row(2, &["he said \"no\"", ""])],
            ),
            (
                "a,b\n5\" pipe,1",
                vec![row(1, &["a", "b"]), row(2, &["5\" pipe", "1"])],
            ),
            (
                "a,b\n\"x\" y,1",
                vec![row(1, &["a", "b"]), row(2, &["x y", "1"])],
            ),
            (
                "a,b\r\n1,x\ry\r\n2\r,z\n",
                vec![
                    row(1, &["a", "b"]),
                    row(2, &["1", "x\ry"]),
                    row(3, &["2\r", "z"]),
                ],
            ),
            (
                "a,b\r\"1\n2\",x\r",
                vec![row(1, &["a", "b"]), row(2, &["1\n2", "x"])],
            ),
            (
                "a;b\n1, 2;3, 4\n5;6, 7, 8",
                vec![
                    row(1, &["a", "b"]),
                    row(2, &["1, 2", "3, 4"]),
                    row(3, &["5", "6, 7, 8"]),
                ],
            ),
        ];
        for (text, want) in table {
            assert_eq!(cells(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_quotation_mark_that_never_closes_is_told_with_its_row() {
        let error = rows("t.csv", "a,b\n1,\"2\n3,4\n", None).unwrap_err();
        assert_eq!(error.code(), "damaged");
        assert!(error.to_string().contains("row 2"), "{error}");
    }
}
