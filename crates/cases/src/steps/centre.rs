// SPDX-License-Identifier: EUPL-1.2
//! The steps of a centre: template, check, handing over.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use wegmarke_l10n::{Lang, Locale};
use wegmarke_stats::risk::{list_remedies, list_uniques};

use super::files::ForCentres;
use crate::case::{Checked, check};
use crate::codebook::Codebook;
use crate::encode::Encoded;
use crate::pool::Delivery;
use crate::sheet;

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn template(book: &Codebook, locale: &Locale) -> Result<ExitCode> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let is_german = locale.lang() == Lang::De;
    let title = if is_german {
        &book.title.de
    } else {
        &book.title.en
    };
    eprintln!("# {title}\n# {}", book.source);
    let [headings, takes] = book.template(is_german);
    writer.write_record(headings)?;
    print!(
        "{}",
        String::from_utf8(writer.into_inner().map_err(|error| error.into_error())?)?
    );
    for line in takes {
        eprintln!("# {line}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads and checks a file; says what is wrong, and gives nothing then.
fn read_file(
    file: &Path,
    book: &Codebook,
    of: (&str, &[u8]),
    locale: &Locale,
) -> Result<Option<Checked>> {
    let bytes =
        std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let checked = match sheet::read(&bytes) {
        Ok(rows) => check(&rows, book, of.0, of.1),
        Err(problem) => Err(vec![problem]),
    };
    Ok(match checked {
        Ok(checked) => Some(checked),
        Err(problems) => {
            for problem in &problems {
                println!("{}", problem.tell(locale));
            }
            println!(
                "{}",
                locale.t_with("cases-nothing-taken", &[("n", problems.len().into())])
            );
            None
        }
    })
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn check_file(file: &Path, book: &Codebook, locale: &Locale) -> Result<ExitCode> {
    let Some(checked) = read_file(file, book, ("check", b"check"), locale)? else {
        return Ok(ExitCode::FAILURE);
    };
    let args = [
        ("cases", checked.cases.len().into()),
        ("without", checked.without_consent.into()),
        ("withdrawn", checked.withdrawn.len().into()),
    ];
    println!("{}", locale.t_with("cases-checked", &args));
    tell_risk(&checked, book, locale);
    Ok(ExitCode::SUCCESS)
}

/// Who could be recognised, in words, and what would help. The number is the place in the file's order of
/// cases with consent: nothing that says who.
fn tell_risk(checked: &Checked, book: &Codebook, locale: &Locale) {
    let snapshot = checked
        .cases
        .iter()
        .map(|case| (String::new(), case.clone()))
        .collect();
    let visible = Encoded::of(book, &[snapshot]).visible(book);
    let columns: Vec<Vec<u16>> = visible.iter().map(|(_, column)| column.clone()).collect();
    let uniques = list_uniques(&columns, 3);
    let title = |column: &usize| {
        let variable = book.find(&visible[*column].0);
        variable.map_or_else(String::new, |variable| match locale.lang() {
            Lang::De => variable.title.de.clone(),
            Lang::En | Lang::Pseudo => variable.title.en.clone(),
        })
    };
    let list = |columns: &[usize]| columns.iter().map(title).collect::<Vec<_>>().join(", ");
    let remedies = list_remedies(&uniques);
    println!(
        "{}",
        locale.t_with("cases-risk", &[("n", remedies.len().into())])
    );
    for (record, remedy) in remedies.iter().take(50) {
        let least = uniques.iter().find(|unique| unique.record == *record);
        let by = least
            .map(|unique| list(&unique.columns))
            .unwrap_or_default();
        let args = [("by", by.into()), ("coarser", list(remedy).into())];
        println!("  {}", locale.t_with("cases-risk-line", &args));
    }
}

/// See the command of the same name.
///
/// # Errors
/// A sentence for the person.
pub(crate) fn hand_over(
    file: &Path,
    book: &Codebook,
    centre: &str,
    (to, out): (&Path, &Path),
    locale: &Locale,
) -> Result<ExitCode> {
    let text =
        std::fs::read_to_string(to).with_context(|| format!("{} cannot be read", to.display()))?;
    let to: ForCentres =
        toml::from_str(&text).map_err(|_| anyhow::anyhow!("this is not the file for centres"))?;
    let key = hex::decode(&to.hash_key).context("the file for centres is damaged")?;
    let Some(checked) = read_file(file, book, (centre, &key), locale)? else {
        return Ok(ExitCode::FAILURE);
    };
    tell_risk(&checked, book, locale);
    let n = checked.cases.len();
    let delivery = Delivery::of(checked, centre, &book.id, book.version);
    let sealed = delivery.seal(&to.recipient)?;
    std::fs::write(out, sealed).with_context(|| format!("{} cannot be written", out.display()))?;
    let out = out.display().to_string();
    println!(
        "{}",
        locale.t_with(
            "cases-handed-over",
            &[("n", n.into()), ("file", out.into())]
        )
    );
    Ok(ExitCode::SUCCESS)
}
