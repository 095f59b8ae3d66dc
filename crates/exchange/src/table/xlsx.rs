// SPDX-License-Identifier: EUPL-1.2
//! The cells of an XLSX file, and what stands beside them: formats, links, what is hidden.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::{self, Archive, broken};
use super::grid::{At, CellType, Grid, Merged, Meter};
use super::number_format::{NumberFormat, plain};
use super::page::{Book, Page, SheetInfo, Wanted};
use super::xml::{attribute, is_set};
use crate::{ReadError, limits};

/// Links over more than one cell that are looked at.
const LINKED_RANGES: usize = 1_000;

/// Reads the wanted sheets.
pub(super) fn book(
    file: &str,
    bytes: &[u8],
    archive: &mut Archive<'_>,
    wanted: Wanted<'_>,
    meter: Meter,
) -> Result<Book, ReadError> {
    let broken = |error: XlsxError| broken(file, "XLSX", error);
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let parts = sheet_parts(file, archive)?;
    let sheets = book.sheets_metadata().iter();
    let mut sheets: Vec<SheetInfo> = sheets
        .map(|sheet| SheetInfo {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            has_content: false,
        })
        .collect();
    let (mut pages, mut meter) = (Vec::new(), meter);
    for sheet in &mut sheets {
        let takes = wanted.takes(sheet, &pages);
        let mut grid = Grid::new(meter, &sheet.name);
        let aside = match parts.get(&sheet.name) {
            Some(part) if takes => aside(file, archive, part)?,
            _ => Aside::default(),
        };
        match fill(
            file,
            &mut book,
            &sheet.name,
            &mut grid,
            (aside, wanted, takes),
        ) {
            // Charts and macros are sheets too, without cells.
            Err(Unfit::Xlsx(XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_)))
                if !matches!(wanted, Wanted::Named(_)) || !takes =>
            {
                continue;
            }
            Err(Unfit::Xlsx(error)) if takes => return Err(broken(error)),
            Err(Unfit::Limit(error)) if takes => return Err(error),
            Err(_) | Ok(()) => {}
        }
        sheet.has_content = !grid.is_empty();
        if !takes {
            continue;
        }
        meter = grid.meter();
        for merged in book
            .merge_cells_by_sheet_name(&sheet.name)
            .unwrap_or_default()
        {
            let (first, last) = (merged.start, merged.end);
            grid.merge(Merged { first, last });
        }
        if !matches!(wanted, Wanted::All) {
            links(&mut book, &sheet.name, &mut grid);
        }
        pages.push(Page {
            name: sheet.name.clone(),
            grid,
        });
    }
    Ok(Book {
        pages,
        sheets,
        is_from_1904: book.has_1904_epoch(),
    })
}

/// Why the cells of a sheet cannot be had.
enum Unfit {
    Xlsx(XlsxError),
    Limit(ReadError),
}

impl From<XlsxError> for Unfit {
    fn from(error: XlsxError) -> Self {
        Self::Xlsx(error)
    }
}

impl From<ReadError> for Unfit {
    fn from(error: ReadError) -> Self {
        Self::Limit(error)
    }
}

/// Cell by cell: the size that a sheet claims, or two cells far apart, must cost nothing. Of a sheet
/// that is not taken, only whether it holds anything.
fn fill(
    file: &str,
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
    (aside, wanted, takes): (Aside, Wanted<'_>, bool),
) -> Result<(), Unfit> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let formats: Vec<NumberFormat> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref())
        .map(|format| {
            format.map_or_else(NumberFormat::default, |format| {
                NumberFormat::parse(&format.format_code)
            })
        })
        // A form means what was typed, and a day is a day; but 60 % is never 60.
        .map(|format| match wanted {
            Wanted::All => format.percent_only(),
            Wanted::First | Wanted::Named(_) => format,
        })
        .collect();
    let mut styles = aside.styles.iter().peekable();
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        // Both walk through the cells of the file in its order.
        let style = styles.next_if(|(at, _)| *at == cell.pos);
        let format = style.and_then(|(_, style)| formats.get(*style as usize));
        let (text, kind) = value(&Data::from(cell.value), format.copied().unwrap_or_default());
        match &cell.formula {
            None => grid.put(file, cell.pos, (1, 1), (&text, kind))?,
            Some(
                XlsxFormulaMetadata::Normal { formula }
                | XlsxFormulaMetadata::Shared { formula, .. },
            ) => grid.put_formula(file, cell.pos, (1, 1), (formula, &text))?,
            Some(_) => grid.put_formula(file, cell.pos, (1, 1), ("…", &text))?,
        }
        if !takes && !grid.is_empty() {
            return Ok(());
        }
    }
    grid.hidden_rows = aside.hidden_rows;
    grid.hidden_columns = aside.hidden_columns;
    Ok(())
}

/// A value as the file's reader sees it: days as ISO dates, numbers with a point.
pub(super) fn value(data: &Data, format: NumberFormat) -> (String, CellType) {
    let shown = |number: f64| {
        let shown = format.show(number);
        let kind = if shown.is_scaled {
            CellType::Scaled
        } else {
            CellType::Number
        };
        (shown.text, kind)
    };
    match data {
        Data::Empty => (String::new(), CellType::Text),
        Data::String(text) | Data::DurationIso(text) => (text.clone(), CellType::Text),
        Data::DateTimeIso(text) => (text.clone(), CellType::Day),
        Data::Int(number) if !format.matters() => (number.to_string(), CellType::Number),
        #[expect(
            clippy::cast_precision_loss,
            reason = "spreadsheets know fifteen digits"
        )]
        Data::Int(number) => shown(*number as f64),
        Data::Float(number) => shown(*number),
        Data::Bool(answer) => (answer.to_string(), CellType::Truth),
        Data::Error(error) => (error.to_string(), CellType::Error),
        Data::DateTime(time) if time.is_duration() => (plain(time.as_f64()), CellType::Number),
        Data::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let mut text = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) != (0, 0, 0) {
                text.push_str(&format!("T{hour:02}:{minute:02}:{second:02}"));
            }
            (format.show_day(&text).to_owned(), CellType::Day)
        }
    }
}

/// The addresses behind cells.
fn links(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, grid: &mut Grid) {
    let links = book.hyperlinks_by_sheet_name(name).unwrap_or_default();
    let mut ranges = 0;
    for link in links {
        let Some(target) = link.target else { continue };
        let (first, last) = (link.range.start, link.range.end);
        ranges += usize::from(first != last);
        if first == last || ranges <= LINKED_RANGES {
            grid.link(Merged { first, last }, &target);
        }
    }
}

/// What calamine does not tell of a sheet.
#[derive(Debug, Default)]
struct Aside {
    hidden_rows: Vec<u32>,
    /// First and last of each run.
    hidden_columns: Vec<(u32, u32)>,
    /// Cells that hold something and have a style, in the order of the file.
    styles: Vec<(At, u32)>,
}

/// The part of the archive in which each sheet is, by its name.
fn sheet_parts(
    file: &str,
    archive: &mut Archive<'_>,
) -> Result<BTreeMap<String, String>, ReadError> {
    let mut targets = BTreeMap::new();
    walk(file, archive, "xl/_rels/workbook.xml.rels", |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let part = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None => format!("xl/{target}"),
            };
            targets.insert(id, part);
        }
        true
    })?;
    let mut parts = BTreeMap::new();
    walk(file, archive, "xl/workbook.xml", |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "sheet"
            && let Some(name) = attribute(tag, "name")
            && let Some(part) = relation(tag).and_then(|id| targets.get(&id))
        {
            parts.insert(name, part.clone());
        }
        true
    })?;
    Ok(parts)
}

/// The `r:id` of a sheet, whatever the program calls its prefix.
fn relation(tag: &BytesStart<'_>) -> Option<String> {
    let mut all = tag.attributes().filter_map(Result::ok);
    let found =
        all.find(|one| one.key.local_name().as_ref() == "id" && one.key.as_ref() != "id")?;
    Some(found.value.into_owned())
}

/// Walks through a part; one that is not there has no events.
fn walk(
    file: &str,
    archive: &mut Archive<'_>,
    part: &str,
    mut see: impl FnMut(&Event<'_>) -> bool,
) -> Result<(), ReadError> {
    if archive.index_for_name(part).is_none() {
        return Ok(());
    }
    let xml = archive::part(file, archive, part)?;
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader
            .read_event()
            .map_err(|error| broken(file, "XLSX", error))?
        {
            Event::Eof => return Ok(()),
            event => {
                if !see(&event) {
                    return Ok(());
                }
            }
        }
    }
}

fn aside(file: &str, archive: &mut Archive<'_>, part: &str) -> Result<Aside, ReadError> {
    let mut aside = Aside::default();
    let (mut row, mut column, mut style) = (0_u32, 0_u32, None::<u32>);
    walk(file, archive, part, |event| {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            return true;
        };
        match tag.local_name().as_ref() {
            "col" if is_set(tag, "hidden") || is_zero(tag, "width") => {
                let at = |name| attribute(tag, name).and_then(|text| text.parse::<u32>().ok());
                if let (Some(first), Some(last)) = (at("min"), at("max"))
                    && aside.hidden_columns.len() < limits::COLUMNS
                {
                    let run = (first.saturating_sub(1), last.saturating_sub(1));
                    aside.hidden_columns.push(run);
                }
            }
            "row" => {
                let number = attribute(tag, "r").and_then(|text| text.parse::<u32>().ok());
                row = number.map_or(row.saturating_add(1), |number| number);
                column = 0;
                let hides = is_set(tag, "hidden") || is_zero(tag, "ht");
                if hides && aside.hidden_rows.len() < limits::ROWS {
                    aside.hidden_rows.push(row.saturating_sub(1));
                }
            }
            "c" => {
                if let Some((at_row, at_column)) = attribute(tag, "r").as_deref().and_then(place) {
                    (row, column) = (at_row + 1, at_column);
                }
                style = attribute(tag, "s").and_then(|text| text.parse().ok());
                column += 1;
            }
            "v" | "t" => {
                if let Some(style) = style.take().filter(|style| *style > 0)
                    && aside.styles.len() < limits::CELLS
                {
                    let at = (row.saturating_sub(1), column.saturating_sub(1));
                    aside.styles.push((at, style));
                }
            }
            _ => {}
        }
        true
    })?;
    Ok(aside)
}

fn is_zero(tag: &BytesStart<'_>, name: &str) -> bool {
    let size = attribute(tag, name).and_then(|text| text.parse::<f64>().ok());
    size.is_some_and(|size| size <= 0.0)
}

/// `C4` as row and column, from 0.
fn place(text: &str) -> Option<At> {
    let letters = text.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let row: u32 = text.get(letters.len()..)?.parse().ok()?;
    let mut column = 0_u32;
    for letter in letters.bytes() {
        let at = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|at| *at < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(at) + 1)?;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
