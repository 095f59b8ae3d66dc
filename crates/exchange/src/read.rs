// SPDX-License-Identifier: EUPL-1.2
//! Files to drafts: which table of the profile reads which file, and what every row states.

mod bind;
mod cells;
mod tree;

use std::collections::BTreeMap;
use std::collections::hash_map::{DefaultHasher, HashMap};
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use wegmarke_domain::draft::{Cell, Doubt, Draft};
use wegmarke_domain::finding::{Severity, codes};

use self::bind::Bound;
pub(crate) use self::tree::headings as tree_headings;
use crate::profile::{Arrangement, Profile, Table};
use crate::table::{self, Format};
use crate::{ReadError, limits};

/// What files say, before any meaning.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What the rows state, file by file, row by row.
    pub drafts: Vec<Draft>,
    /// What went wrong without making the file unreadable.
    pub doubts: Vec<Doubt>,
    /// File names without folders, with the SHA-256 of their bytes as hexadecimal digits.
    pub files: BTreeMap<String, String>,
}

/// Reads a file, or the files of a folder, with a profile.
///
/// # Errors
/// If anything of it cannot be read safely: then nothing of it is.
pub fn read(path: &Path, profile: &Profile) -> Result<Reading, ReadError> {
    if !path.is_dir() {
        return read_bytes(&name(path), &bytes(path)?, profile);
    }
    let mut desk = Desk::new(profile);
    let files = list_files(path)?;
    for table in &profile.tables {
        let mut found = false;
        for file in files.iter().filter(|file| table.is_for(file)) {
            found = true;
            desk.table(file, &bytes(&path.join(file))?, table)?;
        }
        if !found && !table.optional {
            return Err(ReadError::MissingFile {
                folder: name(path),
                wanted: table.files.join(", "),
            });
        }
    }
    Ok(desk.reading)
}

/// Reads one file that is in memory already; `file` is its name without folders.
///
/// # Errors
/// If it cannot be read safely.
pub fn read_bytes(file: &str, bytes: &[u8], profile: &Profile) -> Result<Reading, ReadError> {
    let mut tables: Vec<&Table> = profile
        .tables
        .iter()
        .filter(|table| table.is_for(file))
        .collect();
    // A profile of one table reads a file of any name.
    if let ([], [only]) = (&tables[..], &profile.tables[..]) {
        tables.push(only);
    }
    if tables.is_empty() {
        let wanted: Vec<&str> = profile
            .tables
            .iter()
            .flat_map(|table| table.files.iter().map(String::as_str))
            .collect();
        return Err(ReadError::NoTableForFile {
            file: file.to_owned(),
            wanted: wanted.join(", "),
        });
    }
    let mut desk = Desk::new(profile);
    for table in tables {
        desk.table(file, bytes, table)?;
    }
    Ok(desk.reading)
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> ReadError {
    move |source| ReadError::Unreadable {
        file: path.display().to_string(),
        source,
    }
}

/// Names of the files in a folder, sorted; folders in it are left alone.
pub(crate) fn list_files(folder: &Path) -> Result<Vec<String>, ReadError> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        if entry.path().is_file() {
            files.push(entry.file_name().to_string_lossy().into_owned());
        }
        if files.len() > limits::FOLDER_FILES {
            return Err(ReadError::too_many(
                &name(folder),
                "files",
                limits::FOLDER_FILES,
            ));
        }
    }
    files.sort();
    Ok(files)
}

/// The bytes of a file. The limit holds for what is read, whatever its metadata says.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let file = std::fs::File::open(path).map_err(unreadable(path))?;
    let mut bytes = Vec::new();
    // One more than is allowed tells "too much" from "just as much".
    let met = file
        .take(limits::FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable(path))?;
    if met as u64 > limits::FILE_BYTES {
        return Err(ReadError::TooLarge {
            file: name(path),
            limit: limits::FILE_BYTES,
        });
    }
    Ok(bytes)
}

impl Table {
    fn is_for(&self, file: &str) -> bool {
        self.files.iter().any(|pattern| matches(pattern, file))
    }
}

/// Whether a file name fits a pattern: `*` is any text, `?` one character, case does not count.
fn matches(pattern: &str, name: &str) -> bool {
    // Without going back: a pattern of many stars, from a profile somebody sent, must not take for ever.
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let name: Vec<char> = name.to_lowercase().chars().collect();
    // reached[j]: the pattern so far fits the first j characters of the name.
    let mut reached = vec![false; name.len() + 1];
    reached[0] = true;
    for sign in pattern {
        let mut next = vec![false; name.len() + 1];
        let mut any = false;
        for j in 0..=name.len() {
            any |= reached[j];
            next[j] = match sign {
                '*' => any,
                _ => j > 0 && reached[j - 1] && (sign == '?' || sign == name[j - 1]),
            };
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

/// The desk on which files are read one after the other.
struct Desk<'a> {
    profile: &'a Profile,
    reading: Reading,
}

impl<'a> Desk<'a> {
    fn new(profile: &'a Profile) -> Self {
        Self {
            profile,
            reading: Reading::default(),
        }
    }

    fn table(&mut self, file: &str, bytes: &[u8], table: &Table) -> Result<(), ReadError> {
        if bytes.len() as u64 > limits::FILE_BYTES {
            return Err(ReadError::TooLarge {
                file: file.to_owned(),
                limit: limits::FILE_BYTES,
            });
        }
        // Of the bytes as they came: who has the file can find out which version of a plan it made.
        let hash = hex::encode(Sha256::digest(bytes));
        self.reading.files.insert(file.to_owned(), hash);
        match &table.arrangement {
            Arrangement::Rows {
                sheet,
                delimiter,
                encoding,
            } => {
                let format = Format {
                    sheet: sheet.as_deref(),
                    delimiter: *delimiter,
                    encoding: *encoding,
                };
                let sheet = table::sheet(file, bytes, format)?;
                for (at, heading) in sheet.heading.iter().enumerate() {
                    // Nothing is computed here, and what a formula would show is not known: rather no file
                    // than one that is read otherwise than its author sees it.
                    if cells::is_formula(heading) {
                        let (row, column) = (sheet.heading_row, (at + 1).to_string());
                        return Err(formula(file, row, column, heading));
                    }
                }
                let mut reader = Reader::new(self, file, table, &sheet.heading)?;
                for row in &sheet.rows {
                    reader.check_width(row.number, &row.cells)?;
                    reader.row(row.number, &row.cells, None);
                }
            }
            Arrangement::Tree { children } => {
                let tree = tree::flatten(file, bytes, children, table)?;
                let mut reader = Reader::new(self, file, table, &tree.heading)?;
                for node in &tree.nodes {
                    reader.row(node.number, &node.cells, Some((node.depth, node.leaf)));
                }
            }
        }
        Ok(())
    }
}

fn formula(file: &str, row: u32, column: String, text: &str) -> ReadError {
    ReadError::Formula {
        file: file.to_owned(),
        row,
        column,
        text: text.trim().chars().take(40).collect(),
    }
}

/// One file being read with one table of the profile.
struct Reader<'d> {
    profile: &'d Profile,
    reading: &'d mut Reading,
    file: Arc<str>,
    heading: &'d [Arc<str>],
    records: Vec<Bound<'d>>,
    /// Whether a row was read: what is the same for every row is stated by the first.
    begun: bool,
    /// Drafts of repeating records by the hash of their cells: the same again says nothing new.
    said: HashMap<u64, Vec<usize>>,
}

impl<'d> Reader<'d> {
    fn new(
        desk: &'d mut Desk<'_>,
        file: &str,
        table: &'d Table,
        heading: &'d [Arc<str>],
    ) -> Result<Self, ReadError> {
        let records = bind::records(file, table, heading)?;
        let mut reader = Self {
            profile: desk.profile,
            reading: &mut desk.reading,
            file: file.into(),
            heading,
            records,
            begun: false,
            said: HashMap::new(),
        };
        for column in bind::list_unmapped(table, heading, &reader.records) {
            let column = Some(column);
            reader.doubt(codes::UNMAPPED_COLUMN, Severity::Note, None, column, &[]);
        }
        Ok(reader)
    }

    fn doubt(
        &mut self,
        code: &'static str,
        severity: Severity,
        row: Option<u32>,
        column: Option<Arc<str>>,
        args: &[(&str, String)],
    ) {
        let args = args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        self.reading.doubts.push(Doubt {
            code,
            severity,
            file: Arc::clone(&self.file),
            row,
            column,
            args: args.collect(),
        });
    }

    /// What only tables can have wrong: a formula ends the reading, a wrong width is told.
    fn check_width(&mut self, number: u32, cells: &[String]) -> Result<(), ReadError> {
        for (at, cell) in cells.iter().enumerate() {
            if cells::is_formula(cell) {
                let heading = self.heading.get(at).filter(|name| !name.is_empty());
                let column = heading.map_or_else(|| (at + 1).to_string(), ToString::to_string);
                return Err(formula(&self.file, number, column, cell));
            }
        }
        let wide = cells.iter().rposition(|cell| !cell.trim().is_empty());
        let wide = wide.map_or(0, |last| last + 1);
        // Blank cells at the end are how some programs close a row.
        if wide > self.heading.len() || cells.len() < self.heading.len() {
            let args = [
                ("expected", self.heading.len().to_string()),
                ("found", cells.len().to_string()),
            ];
            self.doubt(
                codes::ROW_WIDTH,
                Severity::Warning,
                Some(number),
                None,
                &args,
            );
        }
        Ok(())
    }

    fn row(&mut self, number: u32, cells: &[String], node: Option<(u32, bool)>) {
        let first = !std::mem::replace(&mut self.begun, true);
        let cells: Vec<String> = cells.iter().map(|cell| cells::clean(cell)).collect();
        let mut wrong = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            if cells::is_spreadsheet_error(cell) {
                wrong.push((self.heading.get(at).map(Arc::clone), cell.clone()));
            }
        }
        for (column, value) in wrong {
            let args = [("value", value)];
            let severity = Severity::Warning;
            self.doubt(
                codes::SPREADSHEET_ERROR,
                severity,
                Some(number),
                column,
                &args,
            );
        }
        for at in 0..self.records.len() {
            let Some(bound) = self.records.get(at) else {
                continue;
            };
            // What is the same for every row would else be stated a thousand times, and told as double.
            if !bound.is_for(&cells, node) || (bound.is_constant() && !first) {
                continue;
            }
            let stated = bound.cells(&cells, &self.profile.notation);
            // A row that says nothing about this thing is no row about it.
            if stated.is_empty() && !bound.is_constant() {
                continue;
            }
            let mut all = bound.constants.clone();
            all.extend(stated);
            let draft = Draft {
                noun: bound.record.noun,
                file: Arc::clone(&self.file),
                row: number,
                repeats: bound.record.repeats,
                told: Arc::clone(&bound.told),
                cells: all,
            };
            if !draft.repeats || self.is_new(&draft) {
                self.reading.drafts.push(draft);
            }
        }
    }

    fn is_new(&mut self, draft: &Draft) -> bool {
        let mut hasher = DefaultHasher::new();
        draft.noun.hash(&mut hasher);
        for Cell {
            attribute, text, ..
        } in &draft.cells
        {
            (attribute, text).hash(&mut hasher);
        }
        let same = self.said.entry(hasher.finish()).or_default();
        let drafts = &self.reading.drafts;
        let known = same.iter().filter_map(|at| drafts.get(*at));
        // A hash may be met by chance; only equal cells are equal.
        for known in known {
            let same_told = Arc::ptr_eq(&known.told, &draft.told);
            if known.noun == draft.noun && known.cells == draft.cells && same_told {
                return false;
            }
        }
        same.push(drafts.len());
        true
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        for (pattern, name, fits) in [
            ("measures.csv", "measures.csv", true),
            ("measures.csv", "Measures.CSV", true),
            ("PNRR_*.csv", "PNRR_MeT_OA_v02.csv", true),
            ("PNRR_*.csv", "MeT.csv", false),
            ("*", "", true),
            ("a?c*", "abc", true),
            ("a?c", "ac", false),
            ("*a*b*", "xxaxxbxx", true),
            ("*ab", "aab", true),
        ] {
            assert_eq!(matches(pattern, name), fits, "{pattern} {name}");
        }
    }
}
