// SPDX-License-Identifier: EUPL-1.2
//! A table of boxes to tick: what is asked in its rows, of whom in its columns. Where there is no room
//! for a table each row becomes a card, and each box says by itself what it means; it always does so to
//! those who listen.

use askama::Template;

use crate::parts::{Badge, Shown};

/// One box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tick {
    /// What is sent if it is ticked.
    pub value: String,
    /// What kind of thing the column asks for.
    pub what: String,
    /// Of whom.
    pub who: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// One cell: its boxes, or why there are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BoxCell {
    /// Boxes.
    Ticks(Vec<Tick>),
    /// Nothing can be ticked here.
    Nothing(String),
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoxRow {
    /// What it is about.
    pub head: Shown,
    /// What is special about it.
    pub mark: Option<Badge>,
    /// Whether it stands above those that follow.
    pub over: bool,
    /// Its cells, one a column.
    pub cells: Vec<BoxCell>,
}

/// The table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "parts/boxes.html")]
pub struct Boxes {
    /// The name under which ticked boxes are sent.
    pub name: &'static str,
    /// What the table is, for those who listen.
    pub caption: String,
    /// The head of the rows.
    pub corner: String,
    /// The heads of the columns. The first one has a word in each box.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<BoxRow>,
}
