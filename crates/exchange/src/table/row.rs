// SPDX-License-Identifier: EUPL-1.2
//! One row of texts, and how headings are compared.

use wegmarke_domain::text::tidy;

use super::kind::CellType;

/// One row with its number as a spreadsheet counts it: blank rows count too.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) number: u32,
    pub(crate) cells: Vec<String>,
    /// What a program took them for; nothing where all are texts.
    pub(crate) kinds: Vec<CellType>,
}

impl Row {
    /// What a program took a cell for.
    pub(crate) fn kind(&self, column: usize) -> CellType {
        self.kinds.get(column).copied().unwrap_or_default()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// A heading as its texts are kept: what nobody sees makes no difference, such as marks of byte order,
/// soft hyphens, and whether letters are composed; nor do line breaks and doubled spaces.
pub(crate) fn heading(text: &str) -> String {
    tidy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
