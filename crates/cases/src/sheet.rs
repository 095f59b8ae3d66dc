// SPDX-License-Identifier: EUPL-1.2
//! Tables in CSV, XLSX and ODS as rows of text. Nothing is guessed: a cell is what a person sees in it.

use std::io::Cursor;

use calamine::{Data, Reader as _};

use crate::problem::Problem;

/// Larger files are refused before they are read.
const MOST_BYTES: usize = 64 << 20;
/// More rows than any network has in a year.
const MOST_ROWS: usize = 2_000_000;

/// Rows of text; the first is the heading.
pub type Rows = Vec<Vec<String>>;

/// Reads a file by its content, not by its name.
///
/// # Errors
/// One [`Problem`] that says what to do.
pub fn read(bytes: &[u8]) -> Result<Rows, Problem> {
    if bytes.len() > MOST_BYTES {
        return Err(Problem::of_file("cases-file-too-large"));
    }
    let rows = if bytes.starts_with(b"PK") {
        read_workbook(bytes)?
    } else {
        read_csv(bytes)?
    };
    if rows.len() > MOST_ROWS {
        return Err(Problem::of_file("cases-file-too-large"));
    }
    if rows.is_empty() {
        return Err(Problem::of_file("cases-file-empty"));
    }
    Ok(rows)
}

fn read_csv(bytes: &[u8]) -> Result<Rows, Problem> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
        .map_err(|_| Problem::of_file("cases-file-not-utf8"))?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.matches(';').count() > first.matches(',').count() {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|record| {
        let record = record.map_err(|_| Problem::of_file("cases-file-broken"))?;
        Ok(record.iter().map(|cell| cell.trim().to_owned()).collect())
    });
    let rows: Rows = rows.collect::<Result<_, Problem>>()?;
    Ok(without_empty(rows))
}

fn read_workbook(bytes: &[u8]) -> Result<Rows, Problem> {
    let broken = || Problem::of_file("cases-file-broken");
    let mut book =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| broken())?;
    let names = book.sheet_names();
    // A second sheet with content would be left out in silence.
    let mut filled = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).map_err(|_| broken())?;
        if !range.is_empty() {
            filled.push(range);
        }
    }
    let [range] = filled.as_slice() else {
        return Err(Problem::of_file(if filled.is_empty() {
            "cases-file-empty"
        } else {
            "cases-file-many-sheets"
        }));
    };
    Ok(without_empty(
        range
            .rows()
            .map(|row| row.iter().map(shown).collect())
            .collect(),
    ))
}

/// A cell as a person sees it: whole numbers without a point.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Bool(true) => "yes".to_owned(),
        Data::Bool(false) => "no".to_owned(),
        other => other.to_string().trim().to_owned(),
    }
}

/// Rows at the end, or between, that hold nothing are no rows; the numbers of the others stay those of the
/// file, so they are kept as empty ones.
fn without_empty(mut rows: Rows) -> Rows {
    while rows
        .last()
        .is_some_and(|row| row.iter().all(String::is_empty))
    {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::read;

    #[test]
    fn a_workbook_reads_as_the_same_table_as_csv() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, heading) in (0_u16..).zip(["case", "age", "report"]) {
            sheet.write_string(0, column, heading).unwrap();
        }
        sheet.write_string(1, 0, "7").unwrap();
        sheet.write_number(1, 1, 21).unwrap();
        sheet.write_boolean(1, 2, true).unwrap();
        sheet.write_string(3, 0, " 8 ").unwrap();
        book.add_worksheet();
        let workbook = read(&book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(workbook[1], ["7", "21", "yes"]);
        assert_eq!(
            workbook[3][0], "8",
            "an empty row keeps the numbers of the others"
        );

        let csv = read("\u{feff}case;age;report\n7;21;yes\n\n".as_bytes()).unwrap();
        assert_eq!(csv[..2], workbook[..2]);
    }

    #[test]
    fn what_cannot_be_read_whole_is_refused() {
        let mut book = Workbook::new();
        for _ in 0..2 {
            book.add_worksheet().write_string(0, 0, "case").unwrap();
        }
        let two = book.save_to_buffer().unwrap();
        for (bytes, key) in [
            (two.as_slice(), "cases-file-many-sheets"),
            (&b"PK\x03\x04 nothing"[..], "cases-file-broken"),
            (&b"case\n\xe4"[..], "cases-file-not-utf8"),
            (&b""[..], "cases-file-empty"),
        ] {
            assert_eq!(read(bytes).unwrap_err().key, key);
        }
    }
}
