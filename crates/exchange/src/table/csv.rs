// SPDX-License-Identifier: EUPL-1.2
//! Separated values, read the way a spreadsheet opens them.
//!
//! Own reader, because rows must be counted as a spreadsheet counts them (blank lines are rows,
//! line breaks in cells are none), all three line ends may be mixed, and a quotation mark that is
//! never closed must be told instead of swallowing the rest of the file.

use super::Row;
use crate::ReadError;

const DELIMITERS: [u8; 4] = [b'|', b'\t', b';', b','];
/// How many rows the guess of the delimiter looks at.
const GUESSED_ROWS: usize = 50;

/// All rows, blank ones too.
pub(crate) fn rows(file: &str, text: &str, wanted: Option<u8>) -> Result<Vec<Row>, ReadError> {
    let mut records = Records::new(text, delimiter(text, wanted));
    let rows = records.by_ref().collect();
    match records.open_quote {
        Some(row) => Err(ReadError::Damaged {
            file: file.into(),
            why: format!("the quotation mark that opens a cell in row {row} is never closed"),
        }),
        None => Ok(rows),
    }
}

/// The wanted delimiter if it separates anything in the heading, else the most regular one.
fn delimiter(text: &str, wanted: Option<u8>) -> u8 {
    if let Some(wanted) = wanted {
        let heading = Records::new(text, wanted).find(|row| !row.is_blank());
        if heading.is_some_and(|row| row.cells.len() > 1) {
            return wanted;
        }
    }
    let best = DELIMITERS
        .into_iter()
        .max_by_key(|sign| regularity(text, *sign));
    best.unwrap_or(b',')
}

/// Share of the first rows that are as wide as the heading, and how wide that is.
fn regularity(text: &str, delimiter: u8) -> (usize, usize) {
    let rows = Records::new(text, delimiter).filter(|row| !row.is_blank());
    let mut widths = rows.map(|row| row.cells.len()).take(GUESSED_ROWS);
    let heading = widths.next().unwrap_or(0);
    if heading < 2 {
        return (0, 0);
    }
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
    /// Row of a quotation mark that is not closed at the end.
    open_quote: Option<u32>,
}

impl Iterator for Records<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if self.at >= self.bytes.len() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let mut cells = Vec::with_capacity(self.width);
        loop {
            cells.push(self.cell());
            match self.bytes.get(self.at) {
                Some(byte) if *byte == self.delimiter => self.at += 1,
                Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    break;
                }
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
            open_quote: None,
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
            .position(|byte| *byte == self.delimiter || matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        self.at = start + length;
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn quoted(&mut self) -> String {
        let mut cell = String::new();
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(length) = rest.iter().position(|byte| *byte == b'"') else {
                cell.push_str(self.text.get(self.at..).unwrap_or_default());
                self.at = self.bytes.len();
                self.open_quote = Some(self.number);
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
