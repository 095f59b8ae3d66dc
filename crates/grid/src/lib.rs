// SPDX-License-Identifier: EUPL-1.2
//! From words and lines on pages to rows and cells. Pure: no file, no clock, no process.
//!
//! [`read()`] takes what two readers saw on the pages of a document ([`Paper`]) and gives tables with
//! the place, the raw words and every change of each cell ([`Reading`]). It repairs nothing silently:
//! a doubt is a [`Finding`], and what has no sure answer is left to a person.
//!
//! This crate must never know what a PDF is, nor what a column means beyond its heading.
//!
//! To add one more kind of doubt: a line in [`finding`](Cause), its words in `locales/*/table.ftl`, and
//! the place that meets it, mostly `check`.
//!
//! | module | what |
//! | --- | --- |
//! | `page` | what readers saw: words, characters, marks |
//! | `piece` | words with what the second reading knows about them |
//! | `rule`, `raster`, `shade` | marks to rules, rules and shading to grids |
//! | `sheet` | a page taken apart: grids with words, and what stands outside |
//! | `outside` | running heads, headings, notes |
//! | `text` | words of a cell to its text, each change marked |
//! | `list`, `card`, `draft` | grids to tables, over pages |
//! | `loose`, `strip` | tables without rules, where two signs agree |
//! | `drawing`, `drawn`, `begin` | tables whose columns a person drew |
//! | `document` | tables of text documents, on the same way |
//! | `number`, `role`, `total`, `check` | what is doubtful about a table |
//! | `table`, `finding` | what comes out |
//! | `read` | the whole way |
//! | [`review`] | what a person makes of what comes out |

mod begin;
mod card;
mod check;
mod document;
mod draft;
mod drawing;
mod drawn;
mod finding;
mod list;
mod loose;
mod number;
mod outside;
mod page;
mod piece;
mod raster;
mod read;
pub mod review;
mod role;
mod rule;
mod shade;
mod sheet;
mod strip;
mod table;
mod text;
mod total;

pub use check::Known;
pub use document::{Block, TextCell, TextTable, read_document};
pub use drawing::{Drawing, DrawingError, POINTS_PER_MILLIMETRE, Rows, parse_millimetres};
pub use drawn::{Drawn, draw};
pub use finding::{Cause, Finding, Grade};
pub use page::{Answer, Area, Glyph, Mark, Page, Paper, Place, Refused, Stroke, Word};
pub use read::read;
pub use table::{Account, Cell, Column, Kind, Reading, Role, Row, Table};
pub use text::Change;
