// SPDX-License-Identifier: EUPL-1.2
//! What comes out: tables of rows and cells, each with the place it was read from.

use serde::{Deserialize, Serialize};

use crate::finding::Finding;
use crate::page::Place;
use crate::text::Change;

/// What a column holds, as far as its heading says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The printed number.
    Number,
    /// What is to be done.
    Title,
    /// Who leads.
    Lead,
    /// When.
    Period,
    /// How it is measured.
    Indicator,
}

/// A column of a table, or a label of cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading as printed; empty where the document gives none.
    pub title: String,
    /// What it holds, as far as the heading says it.
    pub role: Option<Role>,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; paragraphs and items of lists on lines of their own.
    pub text: String,
    /// Its words as the file gives them, line by line.
    pub raw: Vec<String>,
    /// The rules that changed them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Change>,
    /// Where it stands; two places where a row crosses a page. None for a cell that is not there.
    pub places: Vec<Place>,
    /// The organisation that confirmed it, once one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<String>,
}

/// One row of a list, or one card.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number as printed; never parsed into figures.
    pub number: Option<String>,
    /// The number for comparison only: one way to write it.
    pub key: Option<String>,
    /// Headings above it, the outermost first.
    pub headings: Vec<String>,
    /// As many cells as the table has columns.
    pub cells: Vec<Cell>,
    /// Where it stands, page by page.
    pub places: Vec<Place>,
}

impl Row {
    /// Whether its parts stand on several pages.
    #[must_use]
    pub fn is_over_page(&self) -> bool {
        self.places
            .windows(2)
            .any(|pair| pair[0].page != pair[1].page)
    }
}

/// How a table was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Rules around its cells.
    Ruled,
    /// Shaded cells without rules.
    Shaded,
    /// Neither; columns and rows were found by gaps, and both signs agree.
    Unruled,
    /// Neither; a person drew the columns.
    Drawn,
    /// A small table for each row.
    Cards,
    /// A table of a text document, which says itself what its cells are.
    Document,
}

/// A table, over all its pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// How it was found.
    pub kind: Kind,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// The column of a role.
    #[must_use]
    pub fn find_column(&self, role: Role) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.role == Some(role))
    }
}

/// Where each word of the document went. What is read is the sum of the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Words of the document.
    pub read: usize,
    /// Words in cells, headings of columns included.
    pub in_tables: usize,
    /// Words of headings above tables.
    pub in_headings: usize,
    /// Words that stand on each page.
    pub running: usize,
    /// All other text.
    pub beside: usize,
}

/// All that was read from one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// SHA-256 of the file, in hexadecimal digits; filled in by whoever has its bytes.
    pub file_hash: String,
    /// How many pages it has; 0 where it has none.
    pub pages: u32,
    /// Width and height of each page, in points.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<[f32; 2]>,
    /// Whether two readers saw it. Where one served alone no cell was compared.
    pub read_twice: bool,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What is wrong, doubtful, or worth a look, in the order of the document.
    pub findings: Vec<Finding>,
    /// Where each word went.
    pub account: Account,
}
