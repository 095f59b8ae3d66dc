// SPDX-License-Identifier: EUPL-1.2
//! Tables of .odt files, from their XML; what is tracked as deleted is left out.

use quick_xml::events::BytesStart;
use wegmarke_grid::{Block, TextCell, TextTable};

use super::docx::{Met, find, put, walk};
use crate::ReadError;
use crate::table::archive::{Archive, part};

/// Tables within tables.
const DEPTH: usize = 20;
/// Cells of one document, those that are said to recur included.
const CELLS: usize = 500_000;

/// The blocks of a document.
pub(super) fn blocks(file: &str, archive: &mut Archive<'_>) -> Result<Vec<Block>, ReadError> {
    let xml = part(file, archive, "content.xml")?;
    let mut desk = Desk::default();
    walk(file, &xml, |met| desk.take(file, met))?;
    Ok(desk.blocks)
}

#[derive(Default)]
struct Open {
    table: TextTable,
    row: usize,
    column: usize,
    cell: TextCell,
    in_cell: bool,
    in_head: bool,
}

#[derive(Default)]
struct Desk {
    blocks: Vec<Block>,
    open: Vec<Open>,
    paragraph: String,
    /// How deep in paragraphs: a note may hold some of its own.
    depth: usize,
    level: Option<u8>,
    /// How deep in what was deleted, is a note, or a remark.
    left_out: usize,
    has_changes: bool,
    cells: usize,
}

/// The texts of deleted pieces lie in `tracked-changes`, away from where they stood.
const LEFT_OUT: [&str; 4] = ["tracked-changes", "note", "annotation", "changed-region"];

impl Desk {
    fn take(&mut self, file: &str, met: Met<'_>) -> Result<(), ReadError> {
        match met {
            Met::Start(name, tag) => return self.start(file, name, tag),
            Met::End(name) => self.end(name),
            Met::Text(text) => {
                if self.depth > 0 && self.left_out == 0 {
                    self.paragraph.push_str(text);
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, file: &str, name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        if LEFT_OUT.contains(&name) {
            self.left_out += 1;
            return Ok(());
        }
        if self.left_out > 0 {
            return Ok(());
        }
        match name {
            "table" => {
                if self.open.len() >= DEPTH {
                    return Err(ReadError::too_many(file, "levels", DEPTH));
                }
                self.open.push(Open::default());
            }
            "table-header-rows" => {
                if let Some(open) = self.open.last_mut() {
                    open.in_head = true;
                }
            }
            "table-cell" | "covered-table-cell" => self.open_cell(file, name, tag)?,
            "p" | "h" => {
                self.depth += 1;
                self.level = (name == "h").then(|| {
                    find(tag, "outline-level")
                        .and_then(|level| level.parse().ok())
                        .unwrap_or(1)
                });
            }
            "s" | "tab" | "line-break" => self.paragraph.push(' '),
            "change" | "change-start" => {
                self.has_changes = true;
                if let Some(open) = self.open.last_mut().filter(|open| open.in_cell) {
                    open.cell.tracked = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, file: &str, name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let number = |name: &str| {
            find(tag, name)
                .and_then(|value| value.parse::<usize>().ok())
                .unwrap_or(1)
                .max(1)
        };
        let recurs = number("number-columns-repeated").min(1_000);
        self.cells += recurs;
        if self.cells > CELLS {
            return Err(ReadError::too_many(file, "cells", CELLS));
        }
        open.in_cell = name == "table-cell";
        open.cell = TextCell {
            column: open.column,
            columns: number("number-columns-spanned").min(1_000),
            row: open.row,
            rows: number("number-rows-spanned").min(100_000),
            ..TextCell::default()
        };
        open.column += recurs;
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if LEFT_OUT.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
            return;
        }
        if self.left_out > 0 {
            return;
        }
        match name {
            "p" | "h" => {
                self.depth = self.depth.saturating_sub(1);
                self.close_paragraph();
            }
            "table-cell" => {
                if let Some(open) = self.open.last_mut() {
                    open.in_cell = false;
                    let cell = std::mem::take(&mut open.cell);
                    open.table.cells.push(cell);
                }
            }
            "table-row" => {
                if let Some(open) = self.open.last_mut() {
                    open.row += 1;
                    open.column = 0;
                    if open.in_head {
                        open.table.head_rows = open.row;
                    }
                }
            }
            "table-header-rows" => {
                if let Some(open) = self.open.last_mut() {
                    open.in_head = false;
                }
            }
            "table" => self.close_table(),
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        let text: String = self.paragraph.replace('\u{ad}', "");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.paragraph.clear();
        let level = self.level.take();
        if text.is_empty() {
            return;
        }
        match self.open.last_mut() {
            Some(open) if open.in_cell => open.cell.paragraphs.push(text),
            _ => self.blocks.push(match level {
                Some(level) => Block::Heading(level, text),
                None => Block::Text(text.split_whitespace().count()),
            }),
        }
    }

    fn close_table(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let outer = self.open.last_mut().map(|outer| &mut outer.cell);
        put(open.table, outer, &mut self.blocks);
    }
}
