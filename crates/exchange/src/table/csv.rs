// SPDX-License-Identifier: EUPL-1.2
//! Separated values, read the way a spreadsheet opens them.
//!
//! Own reader, because rows must be counted as a spreadsheet counts them (blank lines are rows,
//! line breaks in cells are none), all three line ends are met, a quotation mark that is never
//! closed must be told instead of swallowing the rest of the file, and limits must be met before
//! the memory is full.

use std::collections::BTreeMap;

use wegmarke_domain::finding::{Severity, codes};

use super::encoding::Decoded;
use super::row::Row;
use super::sheet::{Note, Source, column_letters};
use crate::reason::reason;
use crate::{ReadError, limits};

const DELIMITERS: [u8; 4] = [b'|', b'\t', b';', b','];
/// How many rows the guess of the delimiter looks at.
const GUESSED_ROWS: usize = 50;
/// Cells with doubtful letters, or that took in rows, that are told one by one.
const TOLD: usize = 100;

/// All rows, blank ones too, and what is doubtful in them.
pub(super) fn source(
    file: &str,
    decoded: &Decoded<'_>,
    wanted: Option<u8>,
) -> Result<Source, ReadError> {
    let text = decoded.text.as_ref();
    let (start, named) = separator_line(text);
    let delimiter = match named {
        Some(named) => named,
        None => delimiter(text, wanted),
    };
    let mut records = Records::new(text, delimiter);
    records.at = start;
    records.number = u32::from(start > 0);
    records.doubtful = &decoded.doubtful;
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
            why: reason("open_quote").with("row", row.to_string()),
        }),
        Some(Failure::LongCell { row, column }) => Err(ReadError::cell_too_long(file, row, column)),
        Some(Failure::WideRow) => Err(ReadError::too_many(file, "columns", limits::COLUMNS)),
        None => {
            let notes = decoded.note().into_iter().chain(records.notes());
            Ok(Source::plain(rows, notes.collect()))
        }
    }
}

/// `sep=;` in the first line, as Excel writes it: where the rows begin, and the sign.
fn separator_line(text: &str) -> (usize, Option<u8>) {
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    let line = text.get(..length).unwrap_or_default();
    let line = line.trim_start_matches('"');
    let named = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| line.as_bytes().get(4))
        .filter(|_| {
            line.get(5..)
                .is_some_and(|rest| rest.chars().all(|sign| "\";,\t| ".contains(sign)))
        });
    let Some(named) = named else {
        return (0, None);
    };
    let rest = text.get(length..).unwrap_or_default();
    let end = if rest.starts_with("\r\n") { 2 } else { 1 };
    ((length + end).min(text.len()), Some(*named))
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

/// The wanted delimiter if it separates anything in the first rows, else the most regular one.
fn delimiter(text: &str, wanted: Option<u8>) -> u8 {
    if let Some(wanted) = wanted {
        let mut start = Records::new(text, wanted).take(GUESSED_ROWS);
        if start.any(|row| row.cells.len() > 1) {
            return wanted;
        }
    }
    // Among equals the last one counts: the comma, with which most files are written.
    let best = DELIMITERS
        .into_iter()
        .max_by_key(|sign| regularity(text, *sign));
    best.unwrap_or(b',')
}

/// Share of the first rows that are as wide as most of them, or as the heading, and how wide that is.
fn regularity(text: &str, delimiter: u8) -> (usize, usize) {
    let mut records = Records::new(text, delimiter);
    let start: Vec<Row> = records.by_ref().take(GUESSED_ROWS).collect();
    let widest = match records.failure {
        Some(Failure::WideRow) => limits::COLUMNS,
        _ => start.iter().map(|row| row.cells.len()).max().unwrap_or(0),
    };
    let rows = start.iter().filter(|row| !row.is_blank());
    let widths: Vec<usize> = rows.map(|row| row.cells.len()).collect();
    let heading = widths.first().copied().unwrap_or(0);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for width in &widths {
        *counts.entry(*width).or_default() += 1;
    }
    // A title above the heading is separated by nothing.
    let usual = if heading > 1 {
        heading
    } else {
        let wide = counts.iter().filter(|(width, _)| **width > 1);
        wide.max_by_key(|(_, count)| **count)
            .map_or(0, |(width, _)| *width)
    };
    match counts.get(&usual) {
        Some(same) => (same * 100 / widths.len(), usual),
        // Nothing but separators so far.
        None => (0, widest),
    }
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
    /// Places of letters that do not fit, those that come still.
    doubtful: &'a [usize],
    /// Row and column of cells with such letters.
    strange: Vec<(u32, usize)>,
    /// Row and column of cells that took in what looks like rows.
    swallowing: Vec<(u32, usize)>,
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
            let start = self.at;
            let cell = self.cell(cells.len());
            if self.at > start && self.doubtful.first().is_some_and(|at| *at < self.at) {
                let rest = self.doubtful.partition_point(|at| *at < self.at);
                self.doubtful = self.doubtful.get(rest..).unwrap_or_default();
                self.strange.push((self.number, cells.len()));
            }
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
        let kinds = Vec::new();
        Some(Row {
            number,
            cells,
            kinds,
        })
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
            doubtful: &[],
            strange: Vec::new(),
            swallowing: Vec::new(),
        }
    }

    fn notes(&self) -> Vec<Note> {
        let strange = self.strange.iter().map(|at| (codes::DOUBTFUL_LETTER, at));
        let swallowing = self.swallowing.iter().map(|at| (codes::SWALLOWED_ROWS, at));
        let notes = strange.take(TOLD).chain(swallowing.take(TOLD));
        let notes = notes.map(|(code, (row, column))| Note {
            code,
            severity: Severity::Warning,
            row: Some(*row),
            column: Some(column_letters(*column).into()),
            args: Vec::new(),
        });
        notes.collect()
    }

    /// One cell; stops at the delimiter, the line end or the end of the text.
    fn cell(&mut self, column: usize) -> String {
        if self.bytes.get(self.at) == Some(&b'"') {
            self.at += 1;
            let mut cell = self.quoted();
            // What follows a closing quotation mark belongs to the cell.
            let rest = self.plain();
            if self.swallows(&cell, rest) {
                self.swallowing.push((self.number, column));
            }
            cell.push_str(rest);
            return cell;
        }
        self.plain().to_owned()
    }

    /// Whether a cell in quotation marks looks as if one of them were missing: over lines, and either
    /// text behind the closing mark or a line inside that has all separators of a row.
    fn swallows(&self, cell: &str, rest: &str) -> bool {
        let mut lines = cell.split(char::from(self.end)).skip(1).peekable();
        if lines.peek().is_none() {
            return false;
        }
        // Programs write no blank after a separator, people do.
        let separators = |line: &str| {
            let bytes = line.as_bytes().windows(2);
            let of_rows = bytes.filter(
                |two| matches!(two, [sign, next] if *sign == self.delimiter && *next != b' '),
            );
            of_rows.count() + usize::from(line.as_bytes().last() == Some(&self.delimiter))
        };
        !rest.trim().is_empty()
            || self.width > 2 && lines.any(|line| separators(line) + 1 >= self.width)
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

    fn read(text: &str) -> Result<Source, ReadError> {
        source(
            "t.csv",
            &Decoded::from(std::borrow::Cow::Borrowed(text)),
            None,
        )
    }

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let rows = read(text).unwrap().rows;
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
        let error = read("a,b\n1,\"2\n3,4\n").unwrap_err();
        assert_eq!(error.code(), "damaged");
        assert!(error.to_string().contains("row: 2"), "{error}");
    }

    #[test]
    fn a_quotation_mark_that_takes_in_rows_is_told_with_its_place() {
        let told = |text: &str| -> Vec<(Option<u32>, String)> {
            let notes = read(text).unwrap().notes.into_iter();
            notes
                .map(|note| (note.row, note.column.unwrap().to_string()))
                .collect()
        };
        let table = [
            (
                "a;b;c\n1;\"x;y\n2;\"z\";w\n",
                vec![(Some(2), "B".to_owned())],
            ),
            (
                "a;b;c\n1;\"x;y\n2;z;w\n3;\"v\";u\n",
                vec![(Some(2), "B".to_owned())],
            ),
            (
                "a;b;c\n1;\"x;y\n2;z;w\n3\";v;u\n",
                vec![(Some(2), "B".to_owned())],
            ),
            // Lines and separators of people.
            ("a;b;c\n1;\"x; y\nz\";w\n", vec![]),
            ("a;b\n\"x\ny; z\";2\n", vec![]),
        ];
        for (text, want) in table {
            assert_eq!(told(text), want, "{text:?}");
        }
    }

    #[test]
    fn a_line_for_excel_names_the_separator() {
        for text in [
            "sep=;\na,1;b,2\n3,1;4,2\n",
            "SEP=;\r\na,1;b,2\r\n3,1;4,2\r\n",
            "\"sep=;\"\na,1;b,2\n3,1;4,2\n",
            "sep=;;;\na,1;b,2\n3,1;4,2\n",
        ] {
            let want = vec![row(2, &["a,1", "b,2"]), row(3, &["3,1", "4,2"])];
            assert_eq!(cells(text), want, "{text:?}");
        }
        assert_eq!(cells("sep=\t\na\tb\n"), [row(2, &["a", "b"])]);
        assert_eq!(
            cells("sep=x,b\n1,2\n"),
            [row(1, &["sep=x", "b"]), row(2, &["1", "2"])]
        );
    }

    #[test]
    fn a_title_above_the_heading_separates_nothing() {
        let met = cells("Maßnahmen, Ziele und mehr\n\nNr;Titel;Amt\n1;a, b;c\n");
        assert_eq!(met[2], row(3, &["Nr", "Titel", "Amt"]));
    }
}
