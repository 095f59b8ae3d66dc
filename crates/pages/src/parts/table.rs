// SPDX-License-Identifier: EUPL-1.2
//! The data table. Every table of the site is this one, so every table has a
//! caption, column headings with a scope, and a heading in each row.

use askama::Template;

use super::Value;

/// A column heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Its words; never empty.
    pub words: String,
    /// Whether the column holds numbers.
    pub numeric: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// Whether it is a number.
    pub numeric: bool,
    /// End of a class name that colours the cell.
    pub tone: Option<&'static str>,
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self {
            value,
            numeric: false,
            tone: None,
        }
    }
}

/// One row. The first cell is its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, as many as there are columns.
    pub cells: Vec<Cell>,
    /// The target of a link to this row.
    pub anchor: Option<String>,
}

/// A data table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/table.html")]
pub struct Table {
    /// What the table shows; never empty.
    pub caption: String,
    /// Whether only those who listen need the caption, because a heading says it.
    pub quiet: bool,
    /// Column headings.
    pub head: Vec<Head>,
    /// Rows.
    pub rows: Vec<Row>,
    /// What to say if there is no row; `None` where there always is one, or no table.
    pub empty: Option<String>,
}

impl Table {
    /// Whether each row is a card of its own where there is no room for columns: figures are compared
    /// along their columns and are moved sideways instead.
    fn is_of_cards(&self) -> bool {
        let numbers = self.head.iter().filter(|head| head.numeric).count();
        self.head.len() > 2 && 2 * numbers < self.head.len()
    }

    /// What a card calls each of its cells; nothing where rows are no cards.
    fn names(&self) -> impl Iterator<Item = Option<&str>> {
        let cards = self.is_of_cards();
        let head = self.head.iter();
        head.map(move |head| cards.then_some(&*head.words))
    }

    /// A table without rows.
    #[must_use]
    pub fn new(caption: String, head: Vec<String>, empty: impl Into<Option<String>>) -> Self {
        let head = head
            .into_iter()
            .map(|words| Head {
                words,
                numeric: false,
            })
            .collect();
        Self {
            caption,
            quiet: false,
            head,
            rows: Vec::new(),
            empty: empty.into(),
        }
    }

    /// Marks columns as numbers, counted from 0.
    #[must_use]
    pub fn numeric(mut self, columns: &[usize]) -> Self {
        for (at, head) in self.head.iter_mut().enumerate() {
            head.numeric = columns.contains(&at);
        }
        self
    }

    /// Leaves the caption to those who listen.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// Adds a row; the number columns of the heading hold for its cells.
    pub fn push(&mut self, values: Vec<Value>) {
        let cells = values.into_iter().map(Cell::from).collect();
        self.push_cells(cells, None);
    }

    /// Adds a row with coloured cells or an anchor.
    pub fn push_cells(&mut self, mut cells: Vec<Cell>, anchor: Option<String>) {
        for (cell, head) in cells.iter_mut().zip(&self.head) {
            // Words in a column of numbers are read like words.
            let words = matches!(cell.value, Value::Text(_) | Value::Prose(_) | Value::All(_));
            cell.numeric |= head.numeric && !words;
        }
        self.rows.push(Row { cells, anchor });
    }
}
