// SPDX-License-Identifier: EUPL-1.2
//! The cells of an OpenDocument spreadsheet.
//!
//! Own reader, because ready-made ones expand repeated rows and columns before anybody can say
//! stop. Here a repeated blank cell costs nothing and a repeated full one counts against the
//! limits. Programs write these files with the usual prefixes (`table:`, `text:`, `office:`).

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use std::collections::BTreeSet;

use super::archive::{broken, damaged};
use super::grid::{CellType, Grid, Merged, Meter};
use super::page::{Book, Page, SheetInfo, Wanted};
use super::shown;
use super::xml::{attribute, count};
use crate::reason::reason;
use crate::{ReadError, limits};

/// A cell being read.
#[derive(Default)]
struct Cell {
    repeats: u32,
    formula: Option<String>,
    /// Value of a typed cell; the text shown counts for all others.
    value: Option<String>,
    kind: CellType,
    /// The address behind it.
    link: Option<String>,
    /// Rows and columns that were made this one cell.
    spans: (u32, u32),
    text: String,
    paragraphs: u32,
}

struct Desk<'a> {
    file: &'a str,
    wanted: Wanted<'a>,
    meter: Meter,
    sheets: Vec<SheetInfo>,
    pages: Vec<Page>,
    /// The style being described.
    style: String,
    /// Styles of sheets that are not seen.
    hiding: BTreeSet<String>,
    is_from_1904: bool,
    /// Whether the cells of the sheet at hand are taken in.
    is_open: bool,
    row: u32,
    row_repeats: u32,
    row_is_hidden: bool,
    column: u32,
    /// Columns that were described.
    columns: u32,
    cell: Option<Cell>,
    row_cells: Vec<(u32, Cell)>,
    in_paragraph: u32,
    /// Comments and drawings stand inside cells and are no part of them.
    in_aside: u32,
}

/// The cells of the wanted sheets.
pub(super) fn book(
    file: &str,
    xml: &str,
    wanted: Wanted<'_>,
    meter: Meter,
) -> Result<Book, ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut desk = Desk {
        file,
        wanted,
        meter,
        sheets: Vec::new(),
        pages: Vec::new(),
        style: String::new(),
        hiding: BTreeSet::new(),
        is_from_1904: false,
        is_open: false,
        row: 0,
        row_repeats: 1,
        row_is_hidden: false,
        column: 0,
        columns: 0,
        cell: None,
        row_cells: Vec::new(),
        in_paragraph: 0,
        in_aside: 0,
    };
    let mut depth = 0_u32;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| broken(file, "ODS", error))?;
        match event {
            Event::Start(tag) => {
                depth += 1;
                desk.open(&tag)?;
            }
            Event::Empty(tag) => {
                desk.open(&tag)?;
                desk.close(tag.name().as_ref())?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                desk.close(tag.name().as_ref())?;
            }
            Event::Text(text) => desk.text(&text.xml10_content()),
            Event::CData(text) => desk.text(&text.xml10_content()),
            Event::GeneralRef(name) => desk.text(&reference(file, &name)?),
            Event::Eof => break,
            _ => {}
        }
    }
    // A file that was cut off reads well up to there, and its last rows would be missing silently.
    if depth > 0 {
        return Err(damaged(file, reason("sheet_ends")));
    }
    Ok(Book {
        pages: desk.pages,
        sheets: desk.sheets,
        is_from_1904: desk.is_from_1904,
    })
}

/// `&amp;` and `&#228;`; names that a document defines for itself are not followed.
fn reference(file: &str, name: &BytesRef<'_>) -> Result<String, ReadError> {
    if let Some(sign) = name
        .resolve_char_ref()
        .map_err(|error| broken(file, "ODS", error))?
    {
        return Ok(sign.to_string());
    }
    Ok(match &*name.xml10_content() {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        other => {
            return Err(damaged(
                file,
                reason("unknown_reference").with("name", other),
            ));
        }
    }
    .to_owned())
}

/// Rows and columns that are folded away or filtered out.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "table:visibility").is_some_and(|seen| seen == "collapse" || seen == "filter")
}

fn is_aside(name: &str) -> bool {
    name == "office:annotation" || name.starts_with("draw:")
}

impl Desk<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match tag.name().as_ref() {
            "table:table" => return self.open_sheet(tag),
            "table:table-row" => {
                self.row_repeats = count(tag, "table:number-rows-repeated");
                self.row_is_hidden = is_hidden(tag);
                self.column = 0;
                self.row_cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" if self.is_open => {
                self.cell = Some(cell(tag));
            }
            "table:table-cell" if attribute(tag, "office:value-type").is_some() => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.has_content = true;
                }
            }
            "table:table-column" => self.open_column(tag),
            "style:style" => {
                self.style = attribute(tag, "style:name").unwrap_or_default();
            }
            "style:table-properties"
                if attribute(tag, "table:display").is_some_and(|seen| seen == "false") =>
            {
                self.hiding.insert(self.style.clone());
            }
            "table:null-date" => {
                let day = attribute(tag, "table:date-value");
                self.is_from_1904 = day.is_some_and(|day| day.starts_with("1904"));
            }
            "text:a" => {
                if let Some(cell) = self.cell.as_mut().filter(|_| self.in_aside == 0) {
                    cell.link = cell.link.take().or(attribute(tag, "xlink:href"));
                }
            }
            "text:p" => {
                self.in_paragraph += 1;
                if let Some(cell) = self.cell.as_mut().filter(|_| self.in_aside == 0) {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.text.push('\n');
                    }
                }
            }
            "text:line-break" => self.text("\n"),
            "text:tab" => self.text("\t"),
            "text:s" => {
                // One short tag can claim a billion of them.
                let blanks = count(tag, "text:c").min(1_000) as usize;
                self.text(&" ".repeat(blanks));
            }
            name if is_aside(name) => self.in_aside += 1,
            _ => {}
        }
        Ok(())
    }

    fn open_sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = attribute(tag, "table:name").unwrap_or_default();
        let style = attribute(tag, "table:style-name");
        let sheet = SheetInfo {
            name: name.clone(),
            is_hidden: style.is_some_and(|style| self.hiding.contains(&style)),
            has_content: false,
        };
        self.is_open = self.wanted.takes(&sheet, &self.pages);
        if self.is_open {
            let meter = self
                .pages
                .last()
                .map_or(self.meter, |page| page.grid.meter());
            let grid = Grid::new(meter, &name);
            self.pages.push(Page { name, grid });
        }
        (self.row, self.column, self.columns, self.cell) = (0, 0, 0, None);
        self.sheets.push(sheet);
        if self.sheets.len() > limits::PARTS {
            return Err(ReadError::too_many(self.file, "sheets", limits::PARTS));
        }
        Ok(())
    }

    fn open_column(&mut self, tag: &BytesStart<'_>) {
        let first = self.columns;
        self.columns = first.saturating_add(count(tag, "table:number-columns-repeated"));
        if let Some(page) = self
            .pages
            .last_mut()
            .filter(|_| self.is_open && is_hidden(tag))
            && page.grid.hidden_columns.len() < limits::COLUMNS
        {
            let run = (first, self.columns.saturating_sub(1));
            page.grid.hidden_columns.push(run);
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_paragraph > 0
            && self.in_aside == 0
            && let Some(cell) = &mut self.cell
        {
            cell.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "text:p" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                if let Some(cell) = self.cell.take() {
                    let column = self.column;
                    self.column = column.saturating_add(cell.repeats);
                    let is_blank = cell.text.is_empty() && cell.value.is_none();
                    if !is_blank || cell.formula.is_some() || cell.spans != (1, 1) {
                        self.row_cells.push((column, cell));
                    }
                }
            }
            "table:table-row" => return self.close_row(),
            name if is_aside(name) => self.in_aside = self.in_aside.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), ReadError> {
        let row = self.row;
        self.row = row.saturating_add(self.row_repeats);
        let cells = std::mem::take(&mut self.row_cells);
        let Some(Page { grid, .. }) = self.pages.last_mut() else {
            return Ok(());
        };
        if self.row_is_hidden && !cells.is_empty() {
            // As many as hold something: a claim of a billion hidden rows costs nothing.
            let last = row.saturating_add(self.row_repeats.min(limits::ROWS as u32));
            grid.hidden_rows.extend(row..last);
        }
        for (column, cell) in cells {
            // The value before what is shown: that depends on the language of whoever saved the file.
            let is_form = matches!(self.wanted, Wanted::All);
            let (text, kind) = shown::cell(cell.value.as_deref(), &cell.text, cell.kind, is_form);
            let (at, times) = ((row, column), (self.row_repeats, cell.repeats));
            let (rows, columns) = cell.spans;
            let last = (
                row.saturating_add(rows.saturating_sub(1)),
                column.saturating_add(columns.saturating_sub(1)),
            );
            if cell.spans != (1, 1) {
                grid.merge(Merged { first: at, last });
            }
            match &cell.formula {
                None => grid.put(self.file, at, times, (&text, kind))?,
                Some(formula) => grid.put_formula(self.file, at, times, (formula, &text))?,
            }
            if let Some(address) = cell.link.filter(|_| !is_form) {
                grid.link(
                    Merged {
                        first: at,
                        last: at,
                    },
                    &address,
                );
            }
        }
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.has_content |= self.is_open && !grid.is_empty();
        }
        Ok(())
    }
}

/// A cell from what its tag says.
fn cell(tag: &BytesStart<'_>) -> Cell {
    let kind = attribute(tag, "office:value-type");
    let (kind, value) = match kind.as_deref() {
        Some("float" | "currency") => (CellType::Number, attribute(tag, "office:value")),
        Some("percentage") => {
            let value = attribute(tag, "office:value").map(|value| format!("{value}%"));
            (CellType::Number, value)
        }
        Some("date") => (CellType::Day, attribute(tag, "office:date-value").map(day)),
        Some("boolean") => (CellType::Truth, attribute(tag, "office:boolean-value")),
        Some("string") => (CellType::Text, attribute(tag, "office:string-value")),
        _ => (CellType::Text, None),
    };
    Cell {
        repeats: count(tag, "table:number-columns-repeated"),
        formula: attribute(tag, "table:formula"),
        value,
        kind,
        spans: (
            count(tag, "table:number-rows-spanned"),
            count(tag, "table:number-columns-spanned"),
        ),
        ..Cell::default()
    }
}

/// An ISO date without a time of midnight.
fn day(text: String) -> String {
    let day = text.strip_suffix("T00:00:00").map(str::to_owned);
    day.unwrap_or(text)
}
