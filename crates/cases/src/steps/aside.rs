// SPDX-License-Identifier: EUPL-1.2
//! Steps beside releases: estimates, figures of others, counting inside the house.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use wegmarke_l10n::Locale;

use crate::{estimate as hidden, figures, sheet, tally};

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn estimate(
    file: &Path,
    out: &Path,
    (repetitions, seed): (usize, u64),
    locale: &Locale,
) -> Result<ExitCode> {
    if out.exists() {
        bail!("{} is there already; nothing is overwritten", out.display());
    }
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let (names, overlap) = hidden::read(&text)?;
    let answers = hidden::answer(&overlap, repetitions, seed);
    let lines = hidden::lines(&answers, &names, locale);
    for line in &lines {
        println!("{}: {}", line.way, line.says);
    }
    println!("{}", locale.t("cases-estimate-limits-text"));
    println!("{}", locale.t("cases-estimate-dissent"));
    std::fs::write(out, hidden::page(&overlap, &names, &lines, locale)?)?;
    let refused = answers.iter().all(|(_, answer)| answer.is_err());
    Ok(if refused {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn review_figures(file: &Path, locale: &Locale) -> Result<ExitCode> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let review = sheet::read(&bytes).and_then(|rows| figures::review(&rows));
    let review = match review {
        Ok(review) => review,
        Err(problem) => {
            println!("{}", problem.tell(locale));
            return Ok(ExitCode::FAILURE);
        }
    };
    let args = [
        ("cells", review.cells.into()),
        ("suppressed", review.suppressed.into()),
    ];
    println!("{}", locale.t_with("cases-figures", &args));
    let args = [("n", review.follow.into())];
    println!("{}", locale.t_with("cases-figures-follow", &args));
    for finding in &review.findings {
        println!("  {}", figures::tell(finding, locale));
    }
    let is_sound = review.follow == 0 && review.findings.is_empty();
    Ok(if is_sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn count(
    file: &Path,
    (length, threads): (usize, usize),
    out: Option<&Path>,
    locale: &Locale,
) -> Result<ExitCode> {
    let tally = tally::count(file, length, threads, out)?;
    let args = [
        ("rows", tally.rows.into()),
        ("combinations", tally.combinations.into()),
        ("sum", tally.sum.into()),
        ("below", tally.below_ten.into()),
    ];
    println!("{}", locale.t_with("cases-counted", &args));
    Ok(ExitCode::SUCCESS)
}
