// SPDX-License-Identifier: EUPL-1.2
//! A release as files: tables as CSV, XLSX and ODS, all of it as JSON, a page in each language, checksums, and the
//! signatures of the two persons over the checksums.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};
use wegmarke_l10n::{Lang, Locale};

use crate::key::Signed;
use crate::ods::{self, Sheet};
use crate::page::release_page;
use crate::published::{Cell, Published, PublishedTable, SumCell};
use crate::xlsx;

const SUMS: &str = "SHA256SUMS";
const SIGNATURES: &str = "signatures.json";

/// Files by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The files of a release, without signatures.
///
/// # Errors
/// If one cannot be made.
pub fn files(published: &Published) -> Result<Files> {
    let mut files = Files::new();
    files.insert(
        "release.json".to_owned(),
        serde_json::to_vec_pretty(published)?,
    );
    for table in &published.tables {
        files.insert(format!("tables/{}.csv", table.id), csv_of(&rows(table))?);
    }
    if published.synthetic.is_some() {
        for ((name, rows), _) in sheets(published) {
            files.insert(format!("{name}.csv"), csv_of(&rows)?);
        }
    }
    files.insert("tables.xlsx".to_owned(), xlsx::write(&sheets(published))?);
    files.insert("tables.ods".to_owned(), ods::write(&sheets(published))?);
    for lang in Lang::PUBLIC {
        let page = release_page(published, Locale::of(lang))?;
        files.insert(format!("index.{}.html", lang.code()), page.into_bytes());
    }
    Ok(files)
}

/// The bytes that are signed: name and SHA-256 of each file.
#[must_use]
pub fn sums(files: &Files) -> Vec<u8> {
    let lines = files
        .iter()
        .map(|(name, content)| format!("{}  {name}\n", hex::encode(Sha256::digest(content))));
    lines.collect::<String>().into_bytes()
}

/// Rows of a table: the codes of its axes, the state of the cell, and the number if there is one; where sums
/// stand beside it, the same of the sum.
fn rows(table: &PublishedTable) -> Vec<Vec<String>> {
    let mut heading: Vec<String> = table
        .axes
        .iter()
        .map(|axis| axis.variable.clone())
        .collect();
    heading.extend(["state".to_owned(), "count".to_owned()]);
    if table.sum.is_some() {
        heading.extend(["sum_state".to_owned(), "sum".to_owned()]);
    }
    let mut rows = vec![heading];
    for (at, cell) in table.cells.iter().enumerate() {
        let mut row = place(table, at);
        let (state, count) = match cell {
            Cell::Number(number) => ("number", number.to_string()),
            Cell::None => ("none", "0".to_owned()),
            Cell::Suppressed => ("suppressed", String::new()),
        };
        row.extend([state.to_owned(), count]);
        if let Some(sum) = table.sum.as_ref().and_then(|sum| sum.cells.get(at)) {
            let (state, sum) = match sum {
                SumCell::Number(number) => ("number", number.to_string()),
                SumCell::None => ("none", "0".to_owned()),
                SumCell::Suppressed => ("suppressed", String::new()),
            };
            row.extend([state.to_owned(), sum]);
        }
        rows.push(row);
    }
    rows
}

/// The codes of a cell: `total`, `not_recorded`, or a code of the list.
fn place(table: &PublishedTable, mut at: usize) -> Vec<String> {
    let mut codes = Vec::new();
    for axis in table.axes.iter().rev() {
        let size = axis.categories.len() + 1;
        codes.push(match axis.categories.get(at % size) {
            None => "total".to_owned(),
            Some(category) if category.code.is_empty() => "not_recorded".to_owned(),
            Some(category) => category.code.clone(),
        });
        at /= size;
    }
    codes.reverse();
    codes
}

/// The sheets of a workbook: name, rows, and the column from which numbers stand.
fn sheets(published: &Published) -> Vec<(Sheet, usize)> {
    let tables = published.tables.iter().enumerate().map(|(number, table)| {
        // A sheet's name has at most 31 characters.
        let name = format!("{} {}", number + 1, table.id);
        let name = name.chars().take(31).collect();
        ((name, rows(table)), table.axes.len() + 1)
    });
    let drawn = published.synthetic.iter().map(|drawn| {
        let heading = std::iter::once(drawn.variables.clone());
        let rows = heading.chain(drawn.records.iter().cloned()).collect();
        // Codes stay texts.
        (("records".to_owned(), rows), drawn.variables.len())
    });
    tables.chain(drawn).collect()
}

fn csv_of(rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}

/// Writes a signed release into a folder that is not there yet: whole, or not at all.
///
/// # Errors
/// If the folder is there, or cannot be written.
pub fn write(files: &Files, signatures: &[Signed], folder: &Path) -> Result<()> {
    if folder.exists() {
        bail!(
            "{} is there already; nothing is overwritten",
            folder.display()
        );
    }
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| Path::new("."));
    let name = folder
        .file_name()
        .context("a release needs the name of a folder")?;
    let beside = parent.join(format!(".{}.part", name.to_string_lossy()));
    if beside.exists() {
        std::fs::remove_dir_all(&beside)?;
    }
    let mut all = files.clone();
    all.insert(SUMS.to_owned(), sums(files));
    all.insert(
        SIGNATURES.to_owned(),
        serde_json::to_vec_pretty(signatures)?,
    );
    for (name, content) in &all {
        let path = beside.join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(&beside))?;
        let mut file = std::fs::File::create(&path)?;
        std::io::Write::write_all(&mut file, content)?;
        file.sync_all()?;
    }
    std::fs::rename(&beside, folder)?;
    std::fs::File::open(parent)?.sync_all()?;
    Ok(())
}

/// Checks a release as anybody can: every file, no file besides, and two different persons' signatures. Gives
/// the release, and who signed.
///
/// # Errors
/// What does not fit, by the name of the file.
pub fn verify(folder: &Path) -> Result<(Published, Vec<Signed>)> {
    let mut files = Files::new();
    collect(folder, folder, &mut files)?;
    let told = files.remove(SUMS).context("SHA256SUMS is missing")?;
    let signatures = files
        .remove(SIGNATURES)
        .context("signatures.json is missing")?;
    let signatures: Vec<Signed> = serde_json::from_slice(&signatures).context("signatures.json")?;
    let found = sums(&files);
    if found != told {
        let (found, told) = (
            String::from_utf8_lossy(&found),
            String::from_utf8_lossy(&told),
        );
        let other = found
            .lines()
            .find(|line| !told.lines().any(|known| known == *line));
        let missing = told
            .lines()
            .find(|line| !found.lines().any(|known| known == *line));
        bail!(
            "changed, added or missing: {}",
            other.or(missing).unwrap_or("the list itself")
        );
    }
    for signed in &signatures {
        if !signed.holds(&told) {
            bail!("the signature of “{}” does not hold", signed.name);
        }
    }
    match signatures.as_slice() {
        [one, two] if one.key != two.key => {}
        _ => bail!("a release carries the signatures of two different persons"),
    }
    let release = files
        .get("release.json")
        .context("release.json is missing")?;
    Ok((
        serde_json::from_slice(release).context("release.json")?,
        signatures,
    ))
}

fn collect(root: &Path, folder: &Path, files: &mut Files) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(())
}
