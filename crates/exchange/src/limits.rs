// SPDX-License-Identifier: EUPL-1.2
//! How much a foreign file may ask for. Everything beyond is a clear error, never a long wait.
//!
//! The largest table allowed takes some hundred megabytes of memory while it is read.

/// Bytes of one file.
pub(crate) const FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Bytes that all parts of a spreadsheet together may unpack to.
pub(crate) const UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Packed tables shrink to a fiftieth at most; bombs to a thousandth.
pub(crate) const UNPACKED_RATIO: u64 = 200;
/// Bytes below which the ratio says nothing.
pub(crate) const RATIO_FROM_BYTES: u64 = 16 * 1024 * 1024;
/// Parts inside one spreadsheet file.
pub(crate) const PARTS: usize = 4_096;
/// Columns of one table: as many as a spreadsheet has.
pub(crate) const COLUMNS: usize = 16_384;
/// Rows of one table: as many as a spreadsheet has.
pub(crate) const ROWS: usize = 1_048_576;
/// Cells of one table, blank ones between others included.
pub(crate) const CELLS: usize = 10_000_000;
/// Merged cells of one table that are looked at.
pub(crate) const MERGED: usize = 100_000;
/// Bytes of one cell.
pub(crate) const CELL_BYTES: usize = 1024 * 1024;
/// Nodes of one tree. A parsed node takes many times its bytes in the file.
pub(crate) const NODES: usize = 200_000;
/// Files of one folder.
pub(crate) const FOLDER_FILES: usize = 1_000;
/// Characters of a formula that are told.
pub(crate) const FORMULA_CHARS: usize = 40;

/// Bytes of one filled form.
pub(crate) const FORM_BYTES: u64 = 16 * 1024 * 1024;
/// Bytes of all texts of one filled form.
pub(crate) const FORM_TEXT_BYTES: u64 = 64 * 1024 * 1024;
/// Cells that are not blank, of all sheets of one filled form.
pub(crate) const FORM_CELLS_READ: usize = 1_000_000;
/// Merged cells of one filled form.
pub(crate) const FORM_MERGED: usize = 200;
/// Columns of a form that is written.
pub(crate) const FORM_COLUMNS: usize = 200;
/// Cells of a form that is written: what a form unpacks to must stay below what is read.
pub(crate) const FORM_CELLS: usize = 100_000;
/// Characters of one cell, counted as UTF-16 does: more than these no Excel opens.
pub(crate) const FORM_CELL_UNITS: usize = 32_767;
/// Problems of one filled form that are listed.
pub(crate) const FORM_PROBLEMS: usize = 1_000;
