// SPDX-License-Identifier: EUPL-1.2
//! What a pool of cases released: a folder of tables with a list of checksums, signed by two persons.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Cursor;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use super::sealed::{Bundle, Seal, broken, holds, parts, unpack};
use crate::reason::reason;
use crate::table::archive;
use crate::{ReadError, limits};

/// Name and SHA-256 of each file: what is signed.
pub(super) const SUMS: &str = "SHA256SUMS";
const SIGNATURES: &str = "signatures.json";
const RELEASE: &str = "release.json";
/// The variable whose categories are years: each is a value of its own.
const YEAR: &str = "year";

/// Headings of the table that a release is read as.
const HEADINGS: [&str; 9] = [
    "table", "title de", "title en", "period", "value", "parts de", "parts en", "release", "class",
];

#[derive(Deserialize)]
struct Signed {
    key: String,
    signature: String,
}

#[derive(Deserialize)]
struct Release {
    number: usize,
    title: Both,
    years: BTreeSet<u16>,
    class: String,
    tables: Vec<Table>,
}

#[derive(Deserialize)]
struct Both {
    de: String,
    en: String,
}

#[derive(Deserialize)]
struct Table {
    id: String,
    title: Both,
    axes: Vec<Axis>,
    cells: Vec<Cell>,
}

#[derive(Deserialize)]
struct Axis {
    variable: String,
    categories: Vec<Category>,
}

#[derive(Deserialize)]
struct Category {
    /// Empty: not recorded.
    code: String,
    de: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Cell {
    Number(u32),
    /// Nobody.
    None,
    Suppressed,
}

impl Cell {
    fn words(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::None => "0".to_owned(),
            Self::Suppressed => "suppressed".to_owned(),
        }
    }
}

/// The release that an archive holds, if it holds one.
pub(super) fn find(file: &str, bytes: &[u8]) -> Result<Option<Bundle>, ReadError> {
    // What does not open is told by whoever reads it as a spreadsheet.
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(None);
    };
    let names = archive.file_names().filter_map(Result::ok);
    let names: Vec<String> = names.map(|name| name.into_owned()).collect();
    let of = |end: &str| names.iter().find_map(|name| folder_of(name, end));
    // A workbook has neither.
    let Some(folder) = of(SUMS).or_else(|| of(RELEASE).filter(|_| of(SIGNATURES).is_some())) else {
        return Ok(None);
    };
    let mut archive = archive::open(file, bytes)?;
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let part = archive
            .by_index(at)
            .map_err(|error| archive::broken(file, "ZIP", error))?;
        // What a program that packs puts beside the folder is no part of it.
        let name = part.name().ok();
        let name = name.and_then(|name| Some(name.strip_prefix(&folder)?.to_owned()));
        let Some(name) = name.filter(|name| !name.is_empty() && !name.ends_with('/')) else {
            continue;
        };
        let content = unpack(file, part)?;
        if files.insert(name.clone(), content).is_some() {
            return Err(broken(file, reason("bundle_changed").with("part", name)));
        }
    }
    of_files(file, files).map(Some)
}

/// The folder in which a file of this name lies, uppermost or in one folder.
fn folder_of(path: &str, name: &str) -> Option<String> {
    let folder = path.strip_suffix(name)?;
    let is_folder = folder.is_empty() || folder.find('/') == Some(folder.len() - 1);
    is_folder.then(|| folder.to_owned())
}

fn of_files(file: &str, mut files: BTreeMap<String, Vec<u8>>) -> Result<Bundle, ReadError> {
    let unsigned = || ReadError::Unsigned {
        file: file.to_owned(),
    };
    let told = files.remove(SUMS).ok_or_else(unsigned)?;
    let signatures = files.remove(SIGNATURES).ok_or_else(unsigned)?;
    if let Some(part) = find_changed(&files, &told) {
        return Err(broken(file, reason("bundle_changed").with("part", part)));
    }
    let signatures: Vec<Signed> = serde_json::from_slice(&signatures).unwrap_or_default();
    let keys: BTreeSet<String> = signatures
        .iter()
        .map(|signed| signed.key.to_lowercase())
        .collect();
    if signatures.len() != 2 || keys.len() != 2 {
        return Err(broken(file, reason("bundle_two_persons")));
    }
    if !signatures
        .iter()
        .all(|signed| holds(&signed.key, &signed.signature, &told))
    {
        return Err(broken(file, reason("bundle_signature")));
    }
    let release = files.get(RELEASE).map(Vec::as_slice).unwrap_or_default();
    let release: Release = serde_json::from_slice(release).map_err(|error| ReadError::Damaged {
        file: file.to_owned(),
        why: reason("json")
            .with("row", error.line().to_string())
            .with("column", error.column().to_string())
            .with("detail", error.to_string()),
    })?;
    let seal = Seal {
        sha256: hex::encode(Sha256::digest(&told)),
        keys: keys.into_iter().collect(),
        profile: "wegmarke-cases",
    };
    release.bundle(file, seal)
}

/// The first file that is not as the list says, or not in it.
fn find_changed(files: &BTreeMap<String, Vec<u8>>, told: &[u8]) -> Option<String> {
    let mut found = String::new();
    for (name, content) in files {
        let _ = writeln!(found, "{}  {name}", hex::encode(Sha256::digest(content)));
    }
    if found.as_bytes() == told {
        return None;
    }
    let told = String::from_utf8_lossy(told);
    let lines = |text: &str| -> BTreeSet<String> { text.lines().map(str::to_owned).collect() };
    let (found, told) = (lines(&found), lines(&told));
    let line = found.symmetric_difference(&told).next();
    let name = line.and_then(|line| line.split_once("  "));
    Some(name.map_or_else(|| SUMS.to_owned(), |(_, name)| name.to_owned()))
}

impl Release {
    fn bundle(&self, file: &str, seal: Seal) -> Result<Bundle, ReadError> {
        if self.tables.is_empty() {
            return Err(ReadError::not_a_table(
                file,
                reason("bundle_without_tables"),
            ));
        }
        let period = match (self.years.first(), self.years.last()) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(only), _) => only.to_string(),
            (None, _) => String::new(),
        };
        let mut cells = vec![HEADINGS.map(str::to_owned).to_vec()];
        for table in &self.tables {
            let damaged = || ReadError::Damaged {
                file: file.to_owned(),
                why: reason("parts_do_not_fit"),
            };
            let places = table.places().ok_or_else(damaged)?;
            for (year, period) in table.periods(&period) {
                let of = |english| table.tell(&places, year, english);
                let (value, german) = of(false).ok_or_else(damaged)?;
                let (_, english) = of(true).ok_or_else(damaged)?;
                cells.push(vec![
                    table.id.clone(),
                    table.title.de.clone(),
                    table.title.en.clone(),
                    period,
                    value,
                    german,
                    english,
                    format!("{}, {}", self.number, self.title.de),
                    self.class.clone(),
                ]);
            }
        }
        Ok(Bundle {
            seal,
            cells,
            titles: vec![("de", self.title.de.clone()), ("en", self.title.en.clone())],
            period,
        })
    }
}

/// A year of its own, as the axis and the place on it.
type OfYear = Option<(usize, usize)>;

impl Table {
    /// Where each cell stands on each axis; the total behind the categories. `None`: there are more or fewer cells.
    fn places(&self) -> Option<Vec<Vec<usize>>> {
        let sizes: Vec<usize> = self
            .axes
            .iter()
            .map(|axis| axis.categories.len() + 1)
            .collect();
        let size = sizes
            .iter()
            .try_fold(1_usize, |all, size| all.checked_mul(*size));
        if size.is_none_or(|size| size != self.cells.len() || size > limits::CELLS) {
            return None;
        }
        let place = |mut at: usize| {
            let mut place: Vec<usize> = Vec::with_capacity(sizes.len());
            for size in sizes.iter().rev() {
                place.push(at % size);
                at /= size;
            }
            place.reverse();
            place
        };
        Some((0..self.cells.len()).map(place).collect())
    }

    /// What there is a value of: each year, where the table tells years apart.
    fn periods(&self, whole: &str) -> Vec<(OfYear, String)> {
        let years = self.axes.iter().position(|axis| axis.variable == YEAR);
        let Some((at, axis)) = years.and_then(|at| Some((at, self.axes.get(at)?))) else {
            return vec![(None, whole.to_owned())];
        };
        let all = axis.categories.iter().enumerate();
        all.map(|(year, category)| (Some((at, year)), category.code.clone()))
            .collect()
    }

    /// The total, and each other cell by the names of its categories.
    fn tell(&self, places: &[Vec<usize>], year: OfYear, english: bool) -> Option<(String, String)> {
        let mut total = None;
        let mut told = Vec::new();
        for (place, cell) in places.iter().zip(&self.cells) {
            if year.is_some_and(|(axis, of)| place.get(axis) != Some(&of)) {
                continue;
            }
            let at = place.iter().zip(&self.axes).enumerate();
            let at = at.filter(|(axis, _)| year.is_none_or(|(of, _)| of != *axis));
            let named = at.filter_map(|(_, (at, axis))| axis.categories.get(*at));
            let names: Vec<&str> = named.map(|one| one.name(english)).collect();
            let words = cell.words();
            match names.is_empty() {
                true => total = Some(words),
                false => told.push((names.join(" · "), words)),
            }
        }
        let told = told
            .iter()
            .map(|(name, words)| (name.clone(), words.as_str()));
        Some((total?, parts(told)))
    }
}

impl Category {
    fn name(&self, english: bool) -> &str {
        match (self.code.is_empty(), english) {
            // Apart from every answer that was given, and from "nobody".
            (true, _) => "not_recorded",
            (false, true) => &self.en,
            (false, false) => &self.de,
        }
    }
}
