// SPDX-License-Identifier: EUPL-1.2
//! The sheets of a form as XLSX.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format as Style,
    FormatAlign, FormatBorder, Formula, IgnoreError, ProtectionOptions, Workbook, Worksheet,
    XlsxError,
};

use super::layout::{Check, Entry, Format, HEAD_ROWS, Layout, Look, Rule, Sheet, Slot, cut};
use super::{FIRST_DAY, Form, FormError};

/// Numbers that a program takes for numbers: all.
const LARGEST: f64 = 1e15;
/// Excel's code of A4 paper.
const A4: u8 = 9;
/// Excel's code of the reader's own way to write a day.
const OWN_DAY: u8 = 14;
/// Characters of a page header that Excel takes.
const HEADER_UNITS: usize = 200;

type Styles = BTreeMap<Look, Style>;

impl Form {
    /// The form as an XLSX file.
    ///
    /// # Errors
    /// All cells that no spreadsheet can hold, or keys and ids that could not be found again.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, FormError> {
        let layout = Layout::of(self)?;
        book(&layout).map_err(|error| FormError::Writer(error.to_string()))
    }
}

fn book(layout: &Layout) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created_at = ExcelDateTime::from_timestamp(layout.created_at.as_second())?;
    let properties = DocProperties::new()
        .set_title(&layout.title)
        .set_creation_datetime(&created_at);
    book.set_properties(&properties);
    let styles: Styles = Look::ALL.map(|look| (look, style(look))).into();
    for sheet in [&layout.form, &layout.help, &layout.stamp] {
        draw(book.add_worksheet(), sheet, &styles)?;
    }
    frame(book.worksheet_from_index(0)?, layout)?;
    let help = book.worksheet_from_index(1)?;
    print_setup(help, &layout.title);
    book.worksheet_from_index(2)?.set_hidden(true);
    book.save_to_buffer()
}

fn style(look: Look) -> Style {
    let base = Style::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x99_99_99));
    let grey = Color::RGB(0xF2_F2_F2);
    match look {
        Look::Plain => Style::new().set_text_wrap().set_align(FormatAlign::Top),
        Look::Heading => base.set_bold().set_background_color(Color::RGB(0xD9_D9_D9)),
        Look::Locked(format) => shaped(base, format).set_background_color(grey),
        Look::Open(format) => shaped(base, format).set_unlocked(),
    }
}

fn shaped(style: Style, format: Format) -> Style {
    match format {
        // Nothing typed here becomes a number, a day or a formula.
        Format::Text => style.set_num_format("@"),
        Format::Day => style.set_num_format_index(OWN_DAY),
        Format::Number => style,
        Format::Whole => style.set_num_format("0"),
    }
}

/// Cells, widths and protection.
fn draw(paper: &mut Worksheet, sheet: &Sheet, styles: &Styles) -> Result<(), XlsxError> {
    paper.set_name(&sheet.name)?;
    for (column, track) in (0..).zip(&sheet.tracks) {
        paper.set_column_width(column, f64::from(track.width))?;
        if track.is_hidden {
            paper.set_column_hidden(column)?;
        }
    }
    for (number, row) in (0..).zip(&sheet.rows) {
        for (column, Slot { entry, look }) in (0..).zip(row) {
            let plain = Style::default();
            let style = styles.get(look).unwrap_or(&plain);
            match entry {
                Entry::Blank => paper.write_blank(number, column, style)?,
                Entry::Text(text) => paper.write_string_with_format(number, column, text, style)?,
                Entry::Number(value) => {
                    paper.write_number_with_format(number, column, *value, style)?
                }
                Entry::Day(day) => paper.write_datetime_with_format(number, column, day, style)?,
            };
        }
    }
    paper.protect_with_options(&ProtectionOptions {
        // Widening a column to read it harms nothing.
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

/// What makes the first sheet a form: fixed headings, hidden keys, lists to choose from.
fn frame(paper: &mut Worksheet, layout: &Layout) -> Result<(), XlsxError> {
    let sheet = &layout.form;
    paper.set_row_hidden(0)?;
    paper.set_freeze_panes(HEAD_ROWS, 0)?;
    paper.set_repeat_rows(0, HEAD_ROWS - 1)?;
    print_setup(paper, &layout.title);
    let last_row = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX) - 1;
    if last_row < HEAD_ROWS {
        return Ok(());
    }
    for (column, track) in (0..).zip(&sheet.tracks) {
        if let Some(check) = &track.check {
            let list = &layout.stamp.name;
            paper.add_data_validation(
                HEAD_ROWS,
                column,
                last_row,
                column,
                &validation(check, list)?,
            )?;
        }
    }
    let last_column = u16::try_from(sheet.tracks.len()).unwrap_or(u16::MAX) - 1;
    // Numbers in columns of text are meant so: no green corners.
    paper.ignore_error_range(
        HEAD_ROWS,
        0,
        last_row,
        last_column,
        IgnoreError::NumberStoredAsText,
    )?;
    Ok(())
}

fn print_setup(paper: &mut Worksheet, title: &str) {
    let title = cut(&title.replace('&', "&&"), HEADER_UNITS);
    // A cut through a doubled sign would make a command of what follows.
    let title = title.trim_end_matches('&');
    paper.set_landscape();
    paper.set_paper_size(A4);
    paper.set_print_fit_to_pages(1, 0);
    paper.set_header(format!("&L{title}"));
    paper.set_footer("&R&P / &N");
}

fn validation(check: &Check, list: &str) -> Result<DataValidation, XlsxError> {
    let new = DataValidation::new();
    let made = match check.rule {
        Rule::Any => new.allow_any_value(),
        Rule::List { column, labels } => {
            let letters = rust_xlsxwriter::utility::column_number_to_name(column);
            let last = labels + 1;
            let list = list.replace('\'', "''");
            let range = format!("='{list}'!${letters}$2:${letters}${last}");
            new.allow_list_formula(Formula::new(range))
        }
        Rule::Day => new.allow_date(DataValidationRule::GreaterThanOrEqualTo(FIRST_DAY)),
        Rule::Number => new.allow_decimal_number(DataValidationRule::Between(-LARGEST, LARGEST)),
        Rule::Whole => new.allow_whole_number_formula(DataValidationRule::Between(
            Formula::new(format!("-{LARGEST}")),
            Formula::new(LARGEST.to_string()),
        )),
    };
    made.set_input_title(&check.title)?
        .set_input_message(&check.message)
}
