// SPDX-License-Identifier: EUPL-1.2
//! The steps of European statistics: an empty form, and what came back.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use wegmarke_l10n::Locale;

use crate::european::{Questions, collect, export, read, tell};
use crate::{ods, sheet, xlsx};

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn form(authority: &str, year: u16, out: &Path, locale: &Locale) -> Result<ExitCode> {
    let questions = Questions::article_19a()?;
    write(out, questions.form(authority, year, locale), 5)?;
    println!("{}", questions.title(locale));
    let file = out.display().to_string();
    println!(
        "{}",
        locale.t_with("cases-form-made", &[("file", file.into())])
    );
    println!(
        "{}",
        locale.t_with(
            "cases-form-source",
            &[("source", questions.provenance().into())]
        )
    );
    Ok(ExitCode::SUCCESS)
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn collect_forms(
    files: &[PathBuf],
    expected: &[String],
    year: u16,
    out: &Path,
    locale: &Locale,
) -> Result<ExitCode> {
    let questions = Questions::article_19a()?;
    let mut forms = Vec::new();
    let mut faults = 0;
    for file in files {
        let bytes =
            std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let answers = match sheet::read(&bytes) {
            Ok(rows) => read(&rows, &questions, year),
            Err(problem) => Err(vec![problem]),
        };
        match answers {
            Ok(answers) => forms.push(answers),
            Err(problems) => {
                faults += problems.len();
                for problem in &problems {
                    println!("{}: {}", file.display(), problem.tell(locale));
                }
            }
        }
    }
    if faults > 0 {
        println!(
            "{}",
            locale.t_with("cases-nothing-taken", &[("n", faults.into())])
        );
        return Ok(ExitCode::FAILURE);
    }
    let collected = collect(&questions, expected, &forms);
    write(out, export(&questions, expected, year, &collected), 6)?;
    for finding in &collected.findings {
        println!("{}", tell(finding, locale));
    }
    let args = [
        ("n", collected.findings.len().into()),
        ("file", out.display().to_string().into()),
    ];
    println!("{}", locale.t_with("cases-form-collected", &args));
    println!(
        "{}",
        locale.t_with(
            "cases-form-source",
            &[("source", questions.provenance().into())]
        )
    );
    println!("{}", locale.t("cases-form-not-for-publishing"));
    Ok(ExitCode::SUCCESS)
}

/// Writes rows as the end of the file's name says.
fn write(out: &Path, rows: Vec<Vec<String>>, numbers_from: usize) -> Result<()> {
    if out.exists() {
        bail!("{} is there already; nothing is overwritten", out.display());
    }
    let kind = out
        .extension()
        .map(|kind| kind.to_string_lossy().to_lowercase());
    let bytes = match kind.as_deref() {
        Some("ods") => ods::write(&[(("1".to_owned(), rows), numbers_from)])?,
        Some("xlsx") => xlsx::write(&[(("1".to_owned(), rows), numbers_from)])?,
        Some("csv") => {
            let mut writer = csv::Writer::from_writer(Vec::new());
            for row in rows {
                writer.write_record(row)?;
            }
            writer.into_inner().map_err(|error| error.into_error())?
        }
        _ => bail!("the name of the file ends in .csv, .xlsx or .ods"),
    };
    std::fs::write(out, bytes).with_context(|| format!("{} cannot be written", out.display()))
}
