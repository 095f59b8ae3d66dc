// SPDX-License-Identifier: EUPL-1.2
//! One row of texts, and how headings are compared.

/// One row with its number as a spreadsheet counts it: blank rows count too.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) cells: Vec<String>,
}

impl Row {
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A heading without marks of byte order, line breaks and doubled spaces.
pub(crate) fn heading(text: &str) -> String {
    let text = text.replace(['\u{feff}', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
