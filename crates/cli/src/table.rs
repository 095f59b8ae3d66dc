// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke table`: tables of a document as rows, each with the place it was read from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::Args;
use wegmarke_exchange::paper::grid::review::Review;
use wegmarke_exchange::paper::grid::{Cause, Finding, Grade, Known, Reading};
use wegmarke_exchange::paper::{PaperError, Words, draw_table, read_tables, to_json, to_xlsx};
use wegmarke_l10n::Locale;

use crate::Whereabouts;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A PDF, .docx or .odt.
    file: PathBuf,
    /// Write rows with page and place as a spreadsheet, one sheet for each table.
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Write everything as JSON: each cell with its place, raw words and changes, and all findings.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Read the table whose columns are drawn like this, too: pages, then lines between columns in millimetres from
    /// the left edge, such as "3-9: 20 55.5 120"; behind them, if needed, rows=seen, rows=lines, rows=gaps or
    /// rows=2 (a row begins where column 2 begins anew), head=no, top=30 and bottom=250.
    #[arg(long, value_name = "DRAWING")]
    draw: Vec<String>,
    /// Print every finding; else those that are only shown are counted.
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let locale = place.locale();
    let name = options.file.display().to_string();
    let bytes = std::fs::read(&options.file).with_context(|| name.clone())?;
    let program = std::env::current_exe()?;
    let known = Known::default();
    let told = |error| told(locale, &name, error);
    let mut reading = read_tables(&name, &bytes, &program, &known).map_err(told)?;
    if !options.draw.is_empty() {
        let mut review = Review::new(reading);
        for drawing in &options.draw {
            let drawing = drawing
                .parse()
                .map_err(|error| told(PaperError::Drawing(error)))?;
            let drawn = draw_table(&bytes, &program, &drawing, &known).map_err(told)?;
            review.put_drawn(drawn);
        }
        reading = review.into_reading();
    }
    if let Some(path) = &options.xlsx {
        let bytes = xlsx(locale, &reading).map_err(told)?;
        write(path, &bytes)?;
    }
    if let Some(path) = &options.json {
        let bytes = to_json(&reading).map_err(told)?;
        write(path, &bytes)?;
    }
    print(locale, &reading, options.all);
    Ok(ExitCode::SUCCESS)
}

/// The process that reads a PDF: limits first, then standard input.
pub(crate) fn read_pdf(picture: Option<u32>) -> ExitCode {
    if wegmarke_pdf::limit::confine().is_err() {
        return ExitCode::FAILURE;
    }
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let done = match picture {
        Some(page) => wegmarke_pdf::picture(input, output, page),
        None => wegmarke_pdf::serve(input, output),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

fn told(locale: &Locale, file: &str, error: PaperError) -> anyhow::Error {
    match error {
        PaperError::Read(error) => error.into(),
        PaperError::Writer(why) => {
            let args = [("file", file.into()), ("why", why.as_str().into())];
            anyhow!(locale.t_with("table-refused-writer", &args))
        }
        PaperError::Drawing(error) => anyhow!(locale.word("table-drawing", error.code())),
        other => anyhow!(locale.word_with("table-refused", other.code(), &[("file", file.into())])),
    }
}

fn xlsx(locale: &Locale, reading: &Reading) -> Result<Vec<u8>, PaperError> {
    let word = |key: &str| locale.t(key).into_owned();
    let [table, title, number, column, heading, page, place, finding] = [
        "table-sheet",
        "table-title",
        "table-number",
        "table-column",
        "table-heading",
        "table-page",
        "table-place",
        "table-finding",
    ]
    .map(word);
    let words = Words {
        table: &table,
        title: &title,
        number: &number,
        column: &column,
        heading: &heading,
        page: &page,
        place: &place,
        finding: &finding,
        name_of: &|code| locale.word("table-cause", code),
    };
    to_xlsx(reading, &words)
}

fn print(locale: &Locale, reading: &Reading, all: bool) {
    for (index, table) in reading.tables.iter().enumerate() {
        let titles: Vec<&str> = table.columns.iter().map(|column| &*column.title).collect();
        let args = [
            ("n", (index + 1).into()),
            ("rows", table.rows.len().into()),
            ("columns", titles.join(" | ").into()),
        ];
        println!("{}", locale.t_with("table-found", &args));
    }
    let mut shown: BTreeMap<Cause, usize> = BTreeMap::new();
    let mut grades: BTreeMap<Grade, usize> = BTreeMap::new();
    for finding in &reading.findings {
        *grades.entry(finding.grade).or_default() += 1;
        if finding.grade == Grade::Show && !all {
            *shown.entry(finding.cause).or_default() += 1;
        } else {
            println!("{}", line(locale, finding));
        }
    }
    for (cause, many) in shown {
        let name = locale.word("table-cause", cause.code());
        let grade = locale.word("table-grade", "show");
        let args = [
            ("grade", grade.into()),
            ("cause", name.into()),
            ("n", many.into()),
        ];
        println!("{}", locale.t_with("table-many", &args));
    }
    let many = |grade| grades.get(&grade).copied().unwrap_or_default();
    let account = reading.account;
    let args = [
        ("words", account.read.into()),
        ("tables", account.in_tables.into()),
        ("headings", account.in_headings.into()),
        ("running", account.running.into()),
        ("beside", account.beside.into()),
    ];
    println!("{}", locale.t_with("table-account", &args));
    let args = [
        ("stop", many(Grade::Stop).into()),
        ("ask", many(Grade::Ask).into()),
        ("show", many(Grade::Show).into()),
    ];
    println!("{}", locale.t_with("table-sum", &args));
}

fn line(locale: &Locale, finding: &Finding) -> String {
    let mut pages: Vec<String> = finding
        .places
        .iter()
        .map(|place| place.page.to_string())
        .collect();
    pages.dedup();
    let grade = match finding.grade {
        Grade::Stop => "stop",
        Grade::Ask => "ask",
        Grade::Show => "show",
    };
    let words: Vec<String> = finding
        .words
        .iter()
        .map(|words| words.replace('\n', " "))
        .collect();
    let args = [
        ("grade", locale.word("table-grade", grade).into()),
        ("page", pages.join(", ").into()),
        (
            "cause",
            locale.word("table-cause", finding.cause.code()).into(),
        ),
        ("words", words.join(" · ").into()),
    ];
    let key = if pages.is_empty() {
        "table-line-whole"
    } else {
        "table-line"
    };
    locale.t_with(key, &args)
}
