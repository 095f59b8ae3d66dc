// SPDX-License-Identifier: EUPL-1.2
//! A profile for a file that nobody has described yet, guessed from its headings and its cells.
//!
//! A guess is a beginning for a person: columns that are not recognised stay in the text as comments,
//! and nothing is imported by it alone. Every proposal parses and reads the file it was made from.

mod assign;
mod guess;
mod layout;
mod line;
mod progress;
mod see;
mod words;
mod write;

use std::path::Path;

use wegmarke_domain::message::Say;

use self::guess::Guess;
use self::see::Seen;
use self::write::Notes;
use crate::read::{bytes, fetch, list_files, name};
use crate::table::{self, Format, Row, Wanted};
use crate::{ReadError, bundle, find_profile};

/// Proposes the TOML text of a profile for a file with all its sheets, or for every table of a folder.
///
/// The text can be parsed as it is. What could not be matched stands in it as comments, in the words that
/// `say` gives.
///
/// # Errors
/// If the file cannot be read, or the folder holds no table.
pub fn suggest(path: &Path, say: &Say<'_>) -> Result<String, ReadError> {
    if !path.is_dir() || bundle::is_folder(path) {
        let (file, bytes) = fetch(path)?;
        let known = bundle::find(&file, &bytes)?;
        if let Some(text) = known.and_then(|known| find_profile(known.seal.profile)) {
            return Ok(text.to_owned());
        }
    }
    let mut seen = Vec::new();
    if path.is_dir() {
        for file in list_files(path)? {
            match see::file(&file, &bytes(&path.join(&file))?) {
                Ok(more) => seen.extend(more),
                // Papers that lie beside the tables are no tables; an import names what is not read.
                Err(
                    ReadError::NotATable { .. }
                    | ReadError::Empty { .. }
                    | ReadError::Formula { .. },
                ) => {}
                Err(error) => return Err(error),
            }
        }
        if seen.is_empty() {
            return Err(ReadError::MissingFile {
                folder: name(path),
                wanted: ["*.csv", "*.xlsx", "*.ods", "*.json"]
                    .map(str::to_owned)
                    .into(),
            });
        }
    } else {
        seen = see::file(&name(path), &bytes(path)?)?;
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    let stem = stem.as_deref().unwrap_or("profile");
    Ok(proposal(stem, &seen, &Notes(Some(say))))
}

/// The same for one table of a file that is in memory already: of a sheet of it, with the headings in this
/// row; without them of the first sheet that is not blank. It has no comments: a form shows it.
///
/// # Errors
/// If the file cannot be read.
pub fn suggest_at(
    file: &str,
    bytes: &[u8],
    sheet: Option<&str>,
    heading_row: Option<u32>,
) -> Result<String, ReadError> {
    let stem = Path::new(file).file_stem();
    let stem = stem.map(|stem| stem.to_string_lossy());
    let named: Vec<String> = sheet.into_iter().map(str::to_owned).collect();
    let mut seen = if sheet.is_some() || heading_row.is_some() {
        let format = Format {
            sheets: match named.as_slice() {
                [] => Wanted::First,
                named => Wanted::Named(named),
            },
            ..Format::default()
        };
        let rows = table::raw(file, bytes, format)?.into_iter().next();
        let rows = rows.map(|(_, rows)| rows).unwrap_or_default();
        let below = |row: &&Row| heading_row.is_none_or(|first| row.number >= first);
        see::file("table.csv", to_csv(rows.iter().filter(below)).as_bytes())?
    } else {
        see::file(file, bytes)?
    };
    seen.truncate(1);
    let stem = stem.as_deref().unwrap_or("profile");
    Ok(proposal(stem, &seen, &Notes(None)))
}

/// Rows that are looked at for a proposal.
const SAMPLE: usize = 2_000;

/// Rows as they are read again, every cell in quotation marks.
fn to_csv<'r>(rows: impl Iterator<Item = &'r Row>) -> String {
    let mut text = String::new();
    for row in rows.take(SAMPLE) {
        let cells = row.cells.iter();
        let cells: Vec<String> = cells
            .map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")))
            .collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

fn proposal(stem: &str, seen: &[Seen], notes: &Notes<'_>) -> String {
    let language = see::language(seen);
    let guesses: Vec<Guess> = seen
        .iter()
        .map(|seen| guess::guess(seen, language))
        .collect();
    write::profile(stem, language, seen, &guesses, notes)
}
