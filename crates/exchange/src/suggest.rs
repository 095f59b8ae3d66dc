// SPDX-License-Identifier: EUPL-1.2
//! A profile for a file that nobody has described yet, guessed from its headings and its cells.
//!
//! A guess is a beginning for a person: columns that are not recognised stay in the text as comments,
//! and nothing is imported by it alone. Every proposal parses and reads the file it was made from.

mod assign;
mod guess;
mod layout;
mod line;
mod see;
mod words;
mod write;

use std::path::Path;

use self::guess::Guess;
use self::see::Seen;
use crate::ReadError;
use crate::read::{bytes, list_files, name};

/// Proposes the TOML text of a profile for a file with all its sheets, or for every table of a folder.
///
/// The text can be parsed as it is. What could not be matched stands in it as comments.
///
/// # Errors
/// If the file cannot be read, or the folder holds no table.
pub fn suggest(path: &Path) -> Result<String, ReadError> {
    let mut seen = Vec::new();
    if path.is_dir() {
        for file in list_files(path)? {
            match see::file(&file, &bytes(&path.join(&file))?) {
                Ok(more) => seen.extend(more),
                // Papers that lie beside the tables are no tables.
                Err(ReadError::NotATable { .. } | ReadError::Empty { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        if seen.is_empty() {
            return Err(ReadError::MissingFile {
                folder: name(path),
                wanted: "*.csv, *.xlsx, *.ods, *.json".to_owned(),
            });
        }
    } else {
        seen = see::file(&name(path), &bytes(path)?)?;
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy());
    Ok(proposal(stem.as_deref().unwrap_or("profile"), &seen))
}

fn proposal(stem: &str, seen: &[Seen]) -> String {
    let language = see::language(seen);
    let guesses: Vec<Guess> = seen
        .iter()
        .map(|seen| guess::guess(seen, language))
        .collect();
    write::profile(stem, language, seen, &guesses)
}
