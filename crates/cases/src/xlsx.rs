// SPDX-License-Identifier: EUPL-1.2
//! Tables as XLSX, the same bytes for the same rows.

use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::ods::Sheet;

/// A workbook; cells of whole numbers from column `numbers_from` of a sheet are numbers.
///
/// # Errors
/// If it cannot be packed.
pub fn write(sheets: &[(Sheet, usize)]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The same release is the same bytes whenever it is written: two persons sign it on different days.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    for ((name, rows), numbers_from) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        for (row, cells) in (0_u32..).zip(rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell.parse::<u64>() {
                    Ok(count) if row > 0 && usize::from(column) >= *numbers_from => {
                        sheet.write_number(row, column, as_f64(count))?;
                    }
                    _ => {
                        sheet.write_string(row, column, cell)?;
                    }
                }
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// Sums are far below the whole numbers that a spreadsheet loses.
#[expect(clippy::cast_precision_loss, reason = "sums are below 2^53")]
const fn as_f64(sum: u64) -> f64 {
    sum as f64
}
