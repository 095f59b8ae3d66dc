// SPDX-License-Identifier: EUPL-1.2
//! What a person sees of a file before it is imported: its first rows as they stand there, and each
//! column with some of its values.

use std::collections::BTreeSet;

use crate::profile::{Arrangement, Profile, Table};
use crate::read::{Arranged, arrange};
use crate::table::{self, Format, Raw, Wanted};
use crate::{ReadError, Seal, find_seal, pattern};

/// Rows that are shown.
const ROWS: usize = 12;
/// Columns of them that are shown.
const COLUMNS: usize = 40;
/// Characters of a cell that are shown.
const CHARS: usize = 120;
/// Example values of a column.
const EXAMPLES: usize = 5;
/// Different values of a column that are told: as many as anybody translates by hand.
const WORDS: usize = 60;
/// Signs that stand between the items of a list.
const SEPARATORS: [&str; 4] = [";", "\n", "|", ","];

/// A table as its file holds it.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The first rows with their numbers, whatever they hold.
    pub rows: Vec<(u32, Vec<String>)>,
    /// The row of the headings; 0: it has none.
    pub heading_row: u32,
    /// The sheets of the file that are not blank; none: it is one table.
    pub sheets: Vec<String>,
    /// Its columns.
    pub columns: Vec<LookColumn>,
    /// How many rows it has behind the heading.
    pub count: usize,
    /// What is known of its signatures, if it is a signed bundle.
    pub seal: Option<Seal>,
}

/// A column with some of its values.
#[derive(Clone, Debug, Default)]
pub struct LookColumn {
    /// Its heading; never empty.
    pub heading: String,
    /// Some of its values, each once.
    pub examples: Vec<String>,
    /// Its different values, if they are few.
    pub words: Option<Vec<String>>,
    /// How many of its cells hold something.
    pub filled: usize,
    /// The sign that may stand between several items in one cell.
    pub separator: Option<&'static str>,
}

/// Looks at a file as the first table of a profile arranges it.
///
/// # Errors
/// If it cannot be read safely.
pub fn look(file: &str, bytes: &[u8], profile: &Profile) -> Result<Look, ReadError> {
    match profile.tables.first() {
        Some(table) => Ok(Look {
            seal: find_seal(file, bytes)?,
            ..look_at(file, bytes, table)?
        }),
        None => Ok(Look::default()),
    }
}

/// The row in which the headings of the first sheet seem to stand, if that is not the first one that is not blank:
/// titles and remarks stand above many tables.
#[must_use]
pub fn find_heading_row(file: &str, bytes: &[u8]) -> Option<u32> {
    // A tree has no rows.
    if matches!(bytes.trim_ascii_start().first(), Some(b'[' | b'{')) {
        return None;
    }
    let sheets = table::raw(file, bytes, Format::default()).ok()?;
    let (_, rows) = sheets.first()?;
    let filled = |row: &table::Row| {
        row.cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count()
    };
    let first: Vec<(u32, usize)> = rows
        .iter()
        .take(ROWS)
        .map(|row| (row.number, filled(row)))
        .filter(|(_, filled)| *filled > 0)
        .collect();
    let widest = first.iter().map(|(_, filled)| *filled).max()?;
    let found = first
        .iter()
        .find(|(_, filled)| *filled >= 2 && filled * 5 >= widest * 3)?;
    (first.first() != Some(found)).then_some(found.0)
}

fn look_at(file: &str, bytes: &[u8], table: &Table) -> Result<Look, ReadError> {
    let Arranged {
        heading_row,
        heading,
        rows,
    } = arrange(file, bytes, table)?;
    let named = heading.iter().enumerate();
    let named = named.filter(|(_, name)| !name.is_empty());
    let columns = named.map(|(at, name)| {
        let cells = rows.iter().filter_map(|(_, cells)| cells.get(at));
        let filled = cells.map(|cell| cell.trim());
        column(name, filled.filter(|cell| !cell.is_empty()))
    });
    let mut look = Look {
        columns: columns.collect(),
        heading_row,
        count: rows.len(),
        ..Look::default()
    };
    match &table.arrangement {
        Arrangement::Rows(wanted) => {
            let format = Format {
                sheets: Wanted::All,
                delimiter: wanted.delimiter,
                encoding: wanted.encoding,
                ..Format::default()
            };
            let sheets = table::raw(file, bytes, format)?;
            let is_read = |(name, _): &&Raw| {
                let name = name.as_deref().unwrap_or_default();
                let mut patterns = wanted.sheets.iter();
                wanted.sheets.is_empty() || patterns.any(|wanted| pattern::fits(wanted, name))
            };
            if let Some((_, rows)) = sheets.iter().find(is_read) {
                let rows = rows.iter().take(ROWS);
                look.rows = rows.map(|row| (row.number, shown(&row.cells))).collect();
            }
            look.sheets = sheets.into_iter().filter_map(|(name, _)| name).collect();
        }
        Arrangement::Tree(_) => {
            let heading: Vec<String> = heading.iter().map(ToString::to_string).collect();
            look.rows.push((0, shown(&heading)));
            let rows = rows.iter().take(ROWS);
            look.rows
                .extend(rows.map(|(number, cells)| (*number, shown(cells))));
        }
    }
    Ok(look)
}

fn shown(cells: &[String]) -> Vec<String> {
    cells.iter().take(COLUMNS).map(|cell| short(cell)).collect()
}

fn short(cell: &str) -> String {
    let cell = cell.trim();
    let cut: String = cell.chars().take(CHARS).collect();
    if cut.len() < cell.len() {
        cut + "…"
    } else {
        cut
    }
}

fn column<'a>(heading: &str, cells: impl Iterator<Item = &'a str>) -> LookColumn {
    let mut column = LookColumn {
        heading: heading.to_owned(),
        ..LookColumn::default()
    };
    let (mut words, mut many) = (BTreeSet::new(), false);
    let mut met = [0_usize; SEPARATORS.len()];
    for cell in cells {
        column.filled += 1;
        for (met, sign) in met.iter_mut().zip(SEPARATORS) {
            *met += usize::from(cell.contains(sign));
        }
        if many || words.contains(cell) {
            continue;
        }
        if column.examples.len() < EXAMPLES {
            column.examples.push(short(cell));
        }
        words.insert(cell.to_owned());
        many = words.len() > WORDS;
    }
    column.words = (!many).then(|| words.into_iter().collect());
    let best = met.iter().zip(SEPARATORS).max_by_key(|(met, sign)| {
        // A comma stands inside names, too: it counts only where no other sign does.
        (**met > 0 && *sign != ",", **met)
    });
    column.separator = best.filter(|(met, _)| **met > 0).map(|(_, sign)| sign);
    column
}

#[cfg(test)]
mod tests {
    use super::{find_heading_row, look};
    use crate::mapping::Mapping;
    use crate::suggest_at;

    const TITLED: &str = "Aktionsplan 2026;;;\n\nStand: Mai;;;\nNr.;Maßnahme;Federführung;Art\n\
        1;Beratung ausbauen;BMAS; BMF;neu\n2;Leitfaden;BMF;neu\n";

    #[test]
    fn headings_below_a_title_are_found() {
        let bytes = TITLED.as_bytes();
        let row = find_heading_row("a.csv", bytes);
        assert_eq!(row, Some(4));
        assert_eq!(find_heading_row("a.csv", b"Nr;Titel\n1;x\n"), None);
        assert_eq!(find_heading_row("a.json", b"[{\"a\": 1}]"), None);
        let text = suggest_at("a.csv", bytes, None, row).unwrap();
        let mut mapping = Mapping::parse(&text).unwrap();
        mapping.read_any_file();
        mapping.set_place(None, row);
        let seen = look("a.csv", bytes, &mapping.profile().unwrap()).unwrap();
        assert_eq!((seen.heading_row, seen.count), (4, 2));
        assert_eq!(seen.rows.first().map(|(number, _)| *number), Some(1));
        let named: Vec<_> = seen
            .columns
            .iter()
            .map(|one| one.heading.as_str())
            .collect();
        assert_eq!(named, ["Nr.", "Maßnahme", "Federführung", "Art"]);
        assert!(!mapping.targets("Maßnahme").is_empty());
    }
}
