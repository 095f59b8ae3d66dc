// SPDX-License-Identifier: EUPL-1.2
//! Cards, signs and exercises as a spreadsheet, XLSX or ODS, there and back.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use calamine::{Data, DataType as _, Reader as _};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};
use wegmarke_guide::Content;
use wegmarke_guide::check::find_gaps;
use wegmarke_guide::compare::{Difference, compare};
use wegmarke_guide::table::{Kind, Table, TableProblem, from_content, to_files};
use wegmarke_l10n::Locale;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::folder;
use crate::said::{say, sentence};

/// A larger file is no table of content, in bytes.
const LARGEST: u64 = 16 << 20;
/// Nor does what it unpacks to hold more cells than this.
const MOST_CELLS: usize = 500_000;

/// Writes all content of a kind into a spreadsheet; whether XLSX or ODS is told by its name.
///
/// # Errors
/// If the content has errors, or the file is there already or cannot be written.
pub fn write(kind: Kind, content: &Path, out: &Path, locale: &Locale) -> Result<ExitCode> {
    let (content, problems) = Content::read(&folder::read(content, locale)?);
    if let Some(problem) = problems.first() {
        bail!("{}", sentence(problem, locale));
    }
    let table = from_content(kind, &content);
    let bytes = match out.extension().and_then(|ending| ending.to_str()) {
        Some("xlsx") => to_xlsx(kind, &table)?,
        Some("ods") => to_ods(kind, &table)?,
        _ => bail!("{}", locale.t("way-which-sheet")),
    };
    let mut file = std::fs::File::create_new(out).with_context(|| out.display().to_string())?;
    file.write_all(&bytes)?;
    say(&locale.word_with(
        "way-written",
        kind.code(),
        &[
            ("n", (table.len() - 1).into()),
            ("file", out.display().to_string().into()),
        ],
    ));
    Ok(ExitCode::SUCCESS)
}

fn to_xlsx(kind: Kind, table: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // The same content is the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let sheet = book.add_worksheet().set_name(kind.code())?;
    // As text, all of it: a day stays what was typed, and nothing is a formula.
    let plain = Format::new()
        .set_num_format("@")
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (row, cells) in (0_u32..).zip(table) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, cell, &plain)?;
            sheet.set_column_width(column, 24)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(book.save_to_buffer()?)
}

/// The three parts that an ODS file needs (OpenDocument 1.3, part 3).
fn to_ods(kind: Kind, table: &[Vec<String>]) -> Result<Vec<u8>> {
    const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
    let escape = |text: &str| {
        let text = text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        // A paragraph for each line; what holds several blanks in a row is none of ours.
        text.lines()
            .map(|line| format!("<text:p>{line}</text:p>"))
            .collect::<String>()
    };
    let cell = |text: &String| {
        format!(
            "<table:table-cell office:value-type=\"string\">{}</table:table-cell>",
            escape(text)
        )
    };
    let rows = table.iter().map(|row| {
        let cells: String = row.iter().map(cell).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    });
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\"><office:body><office:spreadsheet><table:table table:name=\"{}\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        kind.code(),
        rows.collect::<String>()
    );
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{MIME}\"/><manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/></manifest:manifest>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The kind of file comes first and unpacked, so that anybody finds it at a fixed place.
    for (name, text, method) in [
        ("mimetype", MIME, CompressionMethod::Stored),
        ("content.xml", content.as_str(), CompressionMethod::Deflated),
        (
            "META-INF/manifest.xml",
            manifest.as_str(),
            CompressionMethod::Deflated,
        ),
    ] {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default());
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn read(file: &Path, locale: &Locale) -> Result<Table> {
    if std::fs::metadata(file)
        .with_context(|| file.display().to_string())?
        .len()
        > LARGEST
    {
        bail!("{}", locale.t("way-sheet-broken"));
    }
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let broken = || locale.t("way-sheet-broken").into_owned();
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .ok()
        .with_context(broken)?;
    let name = book.sheet_names().first().cloned().with_context(broken)?;
    let range = book.worksheet_range(&name).ok().with_context(broken)?;
    let (height, width) = range.get_size();
    if height.saturating_mul(width) > MOST_CELLS {
        bail!("{}", broken());
    }
    Ok(range
        .rows()
        .map(|row| row.iter().map(shown).collect())
        .collect())
}

/// A cell as a person sees it; a day as files write it, whatever the program made of it.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::DateTime(_) | Data::DateTimeIso(_) => cell
            .as_date()
            .map(|day| day.to_string())
            .unwrap_or_default(),
        other => other.to_string().replace("\r\n", "\n").trim().to_owned(),
    }
}

/// Says what a spreadsheet would change, and changes it after a yes. What is not in it stays.
///
/// # Errors
/// If the table or a card in it has an error; nothing is written then.
pub fn take(
    kind: Kind,
    folder: &Path,
    file: &Path,
    is_yes: bool,
    locale: &Locale,
) -> Result<ExitCode> {
    let old = folder::read(folder, locale)?;
    let (content, _) = Content::read(&old);
    let rows = match to_files(kind, &read(file, locale)?, &content) {
        Ok(rows) => rows,
        Err(problem) => bail!("{}", table_sentence(&problem, locale)),
    };
    let mut new = old.clone();
    for (name, text) in &rows {
        new.insert(name.clone(), text.clone().into_bytes());
    }
    let (taken, mut problems) = Content::read(&new);
    if problems.is_empty() {
        problems = find_gaps(&taken, crate::clock::now());
    }
    let errors = problems
        .iter()
        .filter(|problem| problem.is_error)
        .map(|problem| sentence(problem, locale));
    let errors: Vec<String> = errors.collect();
    if !errors.is_empty() {
        bail!(
            "{}\n  {}",
            locale.t_with("way-errors", &[("n", errors.len().into())]),
            errors.join("\n  ")
        );
    }
    let differences = compare(&old, &new);
    tell(&differences, locale);
    if !is_yes && !differences.is_empty() {
        say(&locale.t("way-yes-to-take"));
        return Ok(ExitCode::SUCCESS);
    }
    // A file in which no value differs keeps its remarks.
    let changed: BTreeMap<_, _> = rows
        .iter()
        .filter(|(name, _)| differences.iter().any(|one| one.file == **name))
        .collect();
    for (name, text) in &changed {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        folder::put(&path, text.as_bytes())?;
    }
    say(&locale.word_with("way-taken", kind.code(), &[("n", changed.len().into())]));
    Ok(ExitCode::SUCCESS)
}

fn table_sentence(problem: &TableProblem, locale: &Locale) -> String {
    match problem {
        TableProblem::UnknownColumn(name) => {
            locale.t_with("way-column-unknown", &[("name", name.as_str().into())])
        }
        TableProblem::MissingColumn(name) => {
            locale.t_with("way-column-missing", &[("name", (*name).into())])
        }
        TableProblem::NoId(row) => locale.t_with("way-row-without-id", &[("row", (*row).into())]),
        TableProblem::NoKind(row) => {
            locale.t_with("way-row-without-kind", &[("row", (*row).into())])
        }
        TableProblem::NoList(id) => {
            locale.t_with("way-row-without-list", &[("id", id.as_str().into())])
        }
        TableProblem::Twice(id) => locale.t_with("way-row-twice", &[("id", id.as_str().into())]),
    }
}

/// Says what differs between two folders.
///
/// # Errors
/// If one cannot be read.
pub fn differences(old: &Path, new: &Path, locale: &Locale) -> Result<ExitCode> {
    tell(
        &compare(&folder::read(old, locale)?, &folder::read(new, locale)?),
        locale,
    );
    Ok(ExitCode::SUCCESS)
}

fn tell(differences: &[Difference], locale: &Locale) {
    if differences.is_empty() {
        say(&locale.t("way-no-difference"));
    }
    for one in differences {
        say(&format!("{}, {}", one.file, one.key));
        for (mark, text) in [("-", &one.old), ("+", &one.new)] {
            for line in text.iter().flat_map(|text| text.lines()) {
                say(&format!("  {mark} {line}"));
            }
        }
    }
}
