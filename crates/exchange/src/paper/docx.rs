// SPDX-License-Identifier: EUPL-1.2
//! Tables of .docx files, from their XML: merged cells, repeated heads, tables in cells, and tracked
//! changes, of which only what holds is taken.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use wegmarke_grid::{Block, TextCell, TextTable};

use crate::ReadError;
use crate::reason::reason;
use crate::table::archive::{Archive, broken, damaged, part};

/// Tables within tables.
const DEPTH: usize = 20;
/// Cells of one document.
const CELLS: usize = 500_000;

/// The blocks of a document.
pub(super) fn blocks(file: &str, archive: &mut Archive<'_>) -> Result<Vec<Block>, ReadError> {
    let styles = match part(file, archive, "word/styles.xml") {
        Ok(xml) => levels(file, &xml)?,
        Err(_) => BTreeMap::new(),
    };
    let xml = part(file, archive, "word/document.xml")?;
    let mut desk = Desk {
        styles,
        ..Desk::default()
    };
    walk(file, &xml, |event| desk.take(file, event))?;
    desk.close_paragraph();
    Ok(desk.blocks)
}

/// What is met, without the prefix of its name.
pub(super) enum Met<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

/// Goes through the XML of a part.
pub(super) fn walk(
    file: &str,
    xml: &str,
    mut take: impl FnMut(Met<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
    loop {
        match reader
            .read_event()
            .map_err(|error| broken(file, "DOCX", error))?
        {
            Event::Start(tag) => take(Met::Start(&local(tag.name().as_ref()), &tag))?,
            Event::Empty(tag) => {
                let name = local(tag.name().as_ref());
                take(Met::Start(&name, &tag))?;
                take(Met::End(&name))?;
            }
            Event::End(tag) => take(Met::End(&local(tag.name().as_ref())))?,
            Event::Text(text) => take(Met::Text(&text.xml10_content()))?,
            Event::CData(text) => take(Met::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => take(Met::Text(&sign(file, &name)?))?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn sign(file: &str, name: &BytesRef<'_>) -> Result<String, ReadError> {
    if let Some(sign) = name
        .resolve_char_ref()
        .map_err(|error| broken(file, "DOCX", error))?
    {
        return Ok(sign.to_string());
    }
    let known = quick_xml::escape::resolve_predefined_entity(name);
    known
        .map(str::to_owned)
        .ok_or_else(|| damaged(file, reason("unknown_reference").with("name", &**name)))
}

/// An attribute, whatever its prefix.
pub(super) fn find(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|one| one.key.as_ref().rsplit(':').next() == Some(name))?;
    quick_xml::escape::unescape(&found.value)
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// Styles that make a heading, with its level.
fn levels(file: &str, xml: &str) -> Result<BTreeMap<String, u8>, ReadError> {
    let mut levels = BTreeMap::new();
    let mut style = None;
    walk(file, xml, |met| {
        if let Met::Start(name, tag) = met {
            match name {
                "style" => style = find(tag, "styleId"),
                "outlineLvl" => {
                    let level = find(tag, "val").and_then(|level| level.parse::<u8>().ok());
                    if let (Some(style), Some(level)) = (&style, level.filter(|level| *level < 9)) {
                        levels.insert(style.clone(), level + 1);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok(levels)
}

/// A table on its way.
#[derive(Default)]
struct Open {
    table: TextTable,
    row: usize,
    column: usize,
    /// Cells that may go on below: by column, their number in the table.
    above: BTreeMap<usize, usize>,
    cell: TextCell,
    goes_on: bool,
    in_cell: bool,
    head: bool,
    row_deleted: bool,
    /// What stood when this row began: if it was struck out, that stands again.
    before: usize,
    above_before: BTreeMap<usize, usize>,
}

#[derive(Default)]
struct Desk {
    styles: BTreeMap<String, u8>,
    blocks: Vec<Block>,
    open: Vec<Open>,
    paragraph: String,
    level: Option<u8>,
    in_text: bool,
    /// How deep in what was struck out, or is there only for older programs.
    left_out: usize,
    cells: usize,
}

const LEFT_OUT: [&str; 4] = ["del", "moveFrom", "Fallback", "instrText"];

impl Desk {
    fn take(&mut self, file: &str, met: Met<'_>) -> Result<(), ReadError> {
        match met {
            Met::Start(name, tag) => self.start(file, name, tag),
            Met::End(name) => {
                self.end(name);
                Ok(())
            }
            Met::Text(text) => {
                if self.in_text && self.left_out == 0 {
                    self.paragraph.push_str(text);
                }
                Ok(())
            }
        }
    }

    fn start(&mut self, file: &str, name: &str, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        if LEFT_OUT.contains(&name) {
            self.left_out += 1;
        }
        let value = || find(tag, "val");
        match name {
            "tbl" => {
                self.close_paragraph();
                if self.open.len() >= DEPTH {
                    return Err(ReadError::too_many(file, "levels", DEPTH));
                }
                self.open.push(Open::default());
            }
            "tc" => {
                self.cells += 1;
                if self.cells > CELLS {
                    return Err(ReadError::too_many(file, "cells", CELLS));
                }
                if let Some(open) = self.open.last_mut() {
                    open.in_cell = true;
                    open.goes_on = false;
                    open.cell = TextCell {
                        column: open.column,
                        columns: 1,
                        row: open.row,
                        rows: 1,
                        ..TextCell::default()
                    };
                }
            }
            "t" => self.in_text = true,
            "tab" | "br" | "cr" if self.left_out == 0 => self.paragraph.push(' '),
            "noBreakHyphen" if self.left_out == 0 => self.paragraph.push('-'),
            "pStyle" => self.level = value().and_then(|style| self.styles.get(&style).copied()),
            "outlineLvl" => {
                self.level = value()
                    .and_then(|level| level.parse::<u8>().ok())
                    .map(|level| level + 1)
            }
            _ => {}
        }
        if matches!(name, "del" | "ins" | "moveFrom" | "moveTo")
            && let Some(open) = self.open.last_mut().filter(|open| open.in_cell)
        {
            open.cell.tracked = true;
        }
        if let Some(open) = self.open.last_mut() {
            match name {
                "gridSpan" => open.cell.columns = number(value()).clamp(1, 100),
                "gridBefore" => open.column = number(value()).min(100),
                "vMerge" => open.goes_on = value().is_none_or(|value| value == "continue"),
                "tblHeader" => {
                    open.head = value().is_none_or(|value| !matches!(&*value, "0" | "false"))
                }
                // Inside the properties of a row: the row itself was struck out.
                "del" if !open.in_cell => open.row_deleted = true,
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if LEFT_OUT.contains(&name) {
            self.left_out = self.left_out.saturating_sub(1);
        }
        match name {
            "t" => self.in_text = false,
            "p" => self.close_paragraph(),
            "tc" => {
                if let Some(open) = self.open.last_mut() {
                    open.close_cell();
                }
            }
            "tr" => {
                if let Some(open) = self.open.last_mut() {
                    open.close_row();
                }
            }
            "tbl" => self.close_table(),
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
                Some(level) if level <= 9 => Block::Heading(level, text),
                _ => Block::Text(text.split_whitespace().count()),
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

/// Puts a table that ended where it belongs: one in a cell is told there, cell by cell.
pub(super) fn put(table: TextTable, outer: Option<&mut TextCell>, blocks: &mut Vec<Block>) {
    let Some(outer) = outer else {
        blocks.push(Block::Table(table));
        return;
    };
    outer.nests = true;
    let inner = table.cells.into_iter().flat_map(|cell| cell.paragraphs);
    outer.paragraphs.extend(inner);
}

fn number(value: Option<String>) -> usize {
    value.and_then(|value| value.parse().ok()).unwrap_or(1)
}

impl Open {
    fn close_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        self.in_cell = false;
        self.column = cell.column + cell.columns;
        if self.goes_on
            && let Some(above) = self
                .above
                .get(&cell.column)
                .and_then(|&at| self.table.cells.get_mut(at))
        {
            above.rows = cell.row + 1 - above.row;
            above.paragraphs.extend(cell.paragraphs);
            return;
        }
        self.above.insert(cell.column, self.table.cells.len());
        self.table.cells.push(cell);
    }

    fn close_row(&mut self) {
        if self.row_deleted {
            self.table.cells.truncate(self.before);
            self.above.clone_from(&self.above_before);
            for cell in &mut self.table.cells {
                cell.rows = cell.rows.min(self.row - cell.row);
            }
        } else {
            if self.head && self.row == self.table.head_rows {
                self.table.head_rows += 1;
            }
            self.row += 1;
        }
        self.before = self.table.cells.len();
        self.above_before.clone_from(&self.above);
        self.column = 0;
        self.head = false;
        self.row_deleted = false;
    }
}
