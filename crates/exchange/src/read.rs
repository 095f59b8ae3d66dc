// SPDX-License-Identifier: EUPL-1.2
//! Files to drafts: which table of the profile reads which file, and what every row states.

mod bind;
mod cells;
mod group;
mod headings;
mod lines;
mod lookup;
mod markup;
mod numbers;
mod renamed;
mod shifted;
mod told;
mod tree;
mod twice;

use std::collections::hash_map::{DefaultHasher, HashMap};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use wegmarke_domain::draft::{Cell, Doubt, Draft, THIS_ROW};
use wegmarke_domain::finding::{Severity, codes};

use self::bind::{Bound, Skip};
use self::group::Group;
use self::lines::{Line, Lines};
use self::told::Sheets;
pub(crate) use self::tree::{List, Survey, survey};
use crate::bundle::{self, Seal};
use crate::profile::{Arrangement, Lookup, Profile, Rows, Table};
use crate::renamed::Renamed;
use crate::table::{self, Format, Note, Row, Sheet, Wanted};
use crate::{ReadError, limits, pattern};

/// What files say, before any meaning.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What the rows state, file by file, row by row.
    pub drafts: Vec<Draft>,
    /// What went wrong without making the file unreadable.
    pub doubts: Vec<Doubt>,
    /// File names without folders, with the SHA-256 of their bytes as hexadecimal digits.
    pub files: BTreeMap<String, String>,
    /// Every row that was read, by file, also those that state nothing. Blank rows and those that the
    /// profile leaves out are none.
    pub read: BTreeMap<Arc<str>, BTreeSet<u32>>,
    /// Rows that say what an earlier row of their file said.
    pub again: BTreeSet<(Arc<str>, u32)>,
    /// Those of the files that are signed bundles.
    pub seals: BTreeMap<String, Seal>,
}

/// Reads a file, or the files of a folder, with a profile.
///
/// # Errors
/// If anything of it cannot be read safely: then nothing of it is.
pub fn read(path: &Path, profile: &Profile) -> Result<Reading, ReadError> {
    if !path.is_dir() || bundle::is_folder(path) {
        let (name, bytes) = fetch(path)?;
        return read_one(&name, &bytes, profile, Some(beside(path)));
    }
    let mut desk = Desk::new(profile, Some(path));
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
                wanted: table.files.clone(),
            });
        }
    }
    desk.tell_unread_files(path, &files)?;
    Ok(desk.finish())
}

/// Reads as [`read()`] does, and takes new headings for those that are gone where they are proposed.
/// Gives what was taken.
///
/// # Errors
/// As [`read()`].
pub fn read_accepting(
    path: &Path,
    profile: &mut Profile,
) -> Result<(Reading, Vec<Renamed>), ReadError> {
    let mut accepted = Vec::new();
    loop {
        match read(path, profile) {
            Err(ReadError::RenamedHeadings { renamed }) => {
                profile.accept(&renamed);
                // What was taken and is proposed again would be proposed for ever.
                if renamed.iter().any(|one| accepted.contains(one)) {
                    return Err(ReadError::RenamedHeadings { renamed });
                }
                accepted.extend(renamed);
            }
            reading => return Ok((reading?, accepted)),
        }
    }
}

/// Reads one file that is in memory already; `file` is its name without folders.
///
/// # Errors
/// If it cannot be read safely.
pub fn read_bytes(file: &str, bytes: &[u8], profile: &Profile) -> Result<Reading, ReadError> {
    read_one(file, bytes, profile, None)
}

/// The name and the bytes of a file; of a released folder those of an archive with all of it.
///
/// # Errors
/// If it cannot be read, or is too large.
pub fn fetch(path: &Path) -> Result<(String, Vec<u8>), ReadError> {
    match bundle::is_folder(path) {
        true => Ok((format!("{}.zip", name(path)), bundle::pack(path)?)),
        false => Ok((name(path), bytes(path)?)),
    }
}

/// The folder in which a file lies.
fn beside(path: &Path) -> &Path {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn read_one(
    file: &str,
    bytes: &[u8],
    profile: &Profile,
    folder: Option<&Path>,
) -> Result<Reading, ReadError> {
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
        let wanted = profile.tables.iter().flat_map(|table| &table.files);
        return Err(ReadError::NoTableForFile {
            file: file.to_owned(),
            wanted: wanted.cloned().collect(),
        });
    }
    let mut desk = Desk::new(profile, folder);
    for table in tables {
        desk.table(file, bytes, table)?;
    }
    Ok(desk.finish())
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

/// Names of the folders in a folder, with a mark at their end, sorted.
fn list_folders(folder: &Path) -> Result<Vec<String>, ReadError> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable(folder))? {
        let entry = entry.map_err(unreadable(folder))?;
        if entry.path().is_dir() && folders.len() < limits::FOLDER_FILES {
            folders.push(format!("{}/", entry.file_name().to_string_lossy()));
        }
    }
    folders.sort();
    Ok(folders)
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
        fits_any(&self.files, file)
    }
}

fn fits_any(patterns: &[String], file: &str) -> bool {
    patterns.iter().any(|wanted| pattern::fits(wanted, file))
}

/// The desk on which files are read one after the other.
struct Desk<'a> {
    profile: &'a Profile,
    /// Where second files lie; `None` for bytes that came alone.
    folder: Option<&'a Path>,
    reading: Reading,
    /// The sheets of each file.
    sheets: BTreeMap<String, Sheets>,
}

impl<'a> Desk<'a> {
    fn new(profile: &'a Profile, folder: Option<&'a Path>) -> Self {
        Self {
            profile,
            folder,
            reading: Reading::default(),
            sheets: BTreeMap::new(),
        }
    }

    /// Tells of the files of a folder that nobody asked for.
    fn tell_unread_files(&mut self, folder: &Path, files: &[String]) -> Result<(), ReadError> {
        let mut unread: Vec<String> = files.to_vec();
        unread.retain(|file| !self.reading.files.contains_key(file));
        // The profile itself often lies beside the files.
        unread.retain(|file| !file.ends_with(".toml") || !self.is_profile(&folder.join(file)));
        unread.extend(list_folders(folder)?);
        unread.retain(|file| !fits_any(&self.profile.ignore_files, file));
        for file in unread {
            let kind = (codes::UNREAD_FILE, Severity::Note);
            let file = file.as_str().into();
            self.reading
                .doubts
                .push(told::doubt(&file, kind, None, None, Vec::new()));
        }
        Ok(())
    }

    fn is_profile(&self, path: &Path) -> bool {
        let text = bytes(path)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let profile = text.and_then(|text| Profile::parse(&text, "").ok());
        profile.is_some_and(|profile| profile.name == self.profile.name)
    }

    /// The reading, once all files are read.
    fn finish(mut self) -> Reading {
        for (file, sheets) in &self.sheets {
            let file = file.as_str().into();
            self.reading.doubts.extend(sheets.unread(&file));
        }
        self.reading.doubts = told::fold(self.reading.doubts);
        self.reading
    }

    fn table(&mut self, file: &str, bytes: &[u8], table: &Table) -> Result<(), ReadError> {
        self.note_file(file, bytes)?;
        let bundle = bundle::find(file, bytes)?;
        if let Some(bundle) = &bundle {
            let seals = &mut self.reading.seals;
            seals.insert(file.to_owned(), bundle.seal.clone());
        }
        match &table.arrangement {
            Arrangement::Rows(rows) => {
                self.rows(file, bytes, rows, table)?;
                if let Some(bundle) = bundle {
                    let draft = bundle.evidence(file, self.profile, table);
                    self.reading.drafts.push(draft);
                }
                Ok(())
            }
            Arrangement::Tree(nodes) => {
                let mut lines = tree::lines(file, bytes, nodes, table)?;
                lines.shift(file, &table.shifted)?;
                self.state(file, table, &lines, Aside::default())
            }
        }
    }

    /// Notes which bytes were read under which name.
    fn note_file(&mut self, file: &str, bytes: &[u8]) -> Result<(), ReadError> {
        if bytes.len() as u64 > limits::FILE_BYTES {
            return Err(ReadError::TooLarge {
                file: file.to_owned(),
                limit: limits::FILE_BYTES,
            });
        }
        // Of the bytes as they came: who has the file can find out which version of a plan it made.
        let hash = hex::encode(Sha256::digest(bytes));
        self.reading.files.insert(file.to_owned(), hash);
        Ok(())
    }

    fn rows(
        &mut self,
        file: &str,
        bytes: &[u8],
        rows: &Rows,
        table: &Table,
    ) -> Result<(), ReadError> {
        for mut sheet in list_sheets(file, bytes, rows, &list_known(table))? {
            let sheets = self.sheets.entry(file.to_owned()).or_default();
            sheets.take(&sheet.sheets, sheet.name.as_ref(), &rows.ignore_sheets);
            // Rows of two sheets have the same numbers.
            let place = match &sheet.name {
                Some(name) if !rows.sheets.is_empty() => {
                    let place = format!("{file} [{name}]");
                    if let Some(hash) = self.reading.files.get(file).cloned() {
                        self.reading.files.insert(place.clone(), hash);
                    }
                    place
                }
                _ => file.to_owned(),
            };
            let shown = sheet.name.clone().unwrap_or_default();
            refuse_formulas(file, &sheet).map_err(|error| error.in_sheet(&shown))?;
            let aside = Aside {
                widths: list_odd_widths(&sheet),
                notes: std::mem::take(&mut sheet.notes),
                hidden: std::mem::take(&mut sheet.hidden_columns),
            };
            let lines = Lines::of_sheet(file, sheet, rows, Some(table));
            let mut lines = lines.map_err(|error| error.in_sheet(&shown))?;
            for found in &table.lookups {
                self.lookup(&place, found, table, &mut lines)?;
            }
            let shifted = lines.shift(file, &table.shifted);
            shifted.map_err(|error| error.in_sheet(&shown))?;
            let stated = self.state(&place, table, &lines, aside);
            stated.map_err(|error| error.in_sheet(&shown))?;
        }
        Ok(())
    }

    /// Adds the columns of a second file.
    fn lookup(
        &mut self,
        file: &str,
        lookup: &Lookup,
        table: &Table,
        lines: &mut Lines,
    ) -> Result<(), ReadError> {
        let missing = |folder: String| ReadError::MissingFile {
            folder,
            wanted: lookup.files.clone(),
        };
        let Some(folder) = self.folder else {
            return Err(missing(file.to_owned()));
        };
        let second = list_files(folder)?;
        let second = second
            .into_iter()
            .find(|name| fits_any(&lookup.files, name));
        let second = second.ok_or_else(|| missing(name(folder)))?;
        let bytes = bytes(&folder.join(&second))?;
        self.note_file(&second, &bytes)?;
        let sheets = list_sheets(&second, &bytes, &lookup.rows, &[])?;
        let sheet = sheets.into_iter().next().unwrap_or_default();
        let rows = Lines::of_sheet(&second, sheet, &lookup.rows, None)?;
        lookup::add(file, lookup, table, lines, (&second, &rows))
    }

    /// States what the lines say, and tells rows of a wrong width.
    fn state(
        &mut self,
        file: &str,
        table: &Table,
        lines: &Lines,
        aside: Aside,
    ) -> Result<(), ReadError> {
        let mut reader = match Reader::new(self, file, table, lines) {
            Err(missing @ ReadError::MissingColumn { .. }) => {
                let renamed = renamed::propose(file, table, lines);
                return Err(if renamed.is_empty() {
                    missing
                } else {
                    ReadError::RenamedHeadings { renamed }
                });
            }
            reader => reader?,
        };
        let notes = aside.notes.into_iter().chain(lines.notes.iter().cloned());
        reader.tell_notes(notes, &aside.hidden, table);
        for (row, found) in &aside.widths {
            let expected = lines.own.to_string();
            let args = [("expected", expected), ("found", found.to_string())];
            reader.doubt(codes::ROW_WIDTH, Severity::Warning, Some(*row), None, &args);
        }
        for rows in &lines.shifted {
            let count = rows.len().to_string();
            let args = [("count", count), ("rows", table::list_rows(rows))];
            let first = rows.first().copied();
            reader.doubt(codes::COLUMNS_SHIFTED, Severity::Note, first, None, &args);
        }
        for told in &lines.told {
            let args = [("value", told.value.clone())];
            let column = Some(Arc::clone(&told.column));
            reader.doubt(told.code, Severity::Warning, Some(told.row), column, &args);
        }
        for line in &lines.lines {
            reader.line(line);
        }
        reader.tell_columns();
        Ok(())
    }
}

/// What is known of a sheet beside its rows.
#[derive(Default)]
struct Aside {
    /// Rows of a wrong width, with the count of their cells.
    widths: Vec<(u32, usize)>,
    notes: Vec<Note>,
    /// Columns that the program hides.
    hidden: Vec<usize>,
}

/// A file as a table of a profile arranges it, for looking at.
pub(crate) struct Arranged {
    /// Row of the headings.
    pub(crate) heading_row: u32,
    pub(crate) heading: Vec<Arc<str>>,
    /// Rows with their numbers.
    pub(crate) rows: Vec<(u32, Vec<String>)>,
}

/// The first sheet that the table reads, or the nodes of a tree.
pub(crate) fn arrange(file: &str, bytes: &[u8], table: &Table) -> Result<Arranged, ReadError> {
    let (heading_row, lines) = match &table.arrangement {
        Arrangement::Rows(rows) => {
            let sheet = list_sheets(file, bytes, rows, &list_known(table))?;
            let sheet = sheet.into_iter().next();
            let sheet = sheet.unwrap_or_default();
            let heading_row = sheet.heading_row;
            (
                heading_row,
                Lines::of_sheet(file, sheet, rows, Some(table))?,
            )
        }
        Arrangement::Tree(nodes) => (0, tree::lines(file, bytes, nodes, table)?),
    };
    let rows = lines.lines.into_iter();
    Ok(Arranged {
        heading_row,
        heading: lines.heading,
        rows: rows.map(|line| (line.number, line.cells)).collect(),
    })
}

/// Headings that a table asks for, or leaves out on purpose.
fn list_known(table: &Table) -> Vec<String> {
    let names = table.list_names().into_iter().chain(&table.ignore);
    names.map(|name| table::heading(name)).collect()
}

fn list_sheets(
    file: &str,
    bytes: &[u8],
    rows: &Rows,
    known: &[String],
) -> Result<Vec<Sheet>, ReadError> {
    let format = Format {
        sheets: match rows.sheets.as_slice() {
            [] => Wanted::First,
            sheets => Wanted::Named(sheets),
        },
        delimiter: rows.delimiter,
        encoding: rows.encoding,
        heading_rows: &rows.heading_rows,
        known,
    };
    table::sheets(file, bytes, format)
}

/// Refuses formulas. Nothing is computed here, and what one would show is not known: rather no file than
/// one that is read otherwise than its author sees it.
pub(crate) fn refuse_formulas(file: &str, sheet: &Sheet) -> Result<(), ReadError> {
    for (at, heading) in sheet.heading.iter().enumerate() {
        if cells::is_formula(heading) {
            let column = (at + 1).to_string();
            return Err(formula(file, sheet.heading_row, column, heading));
        }
    }
    for row in &sheet.rows {
        for (at, cell) in row.cells.iter().enumerate() {
            if cells::is_formula(cell) {
                let heading = sheet.heading.get(at).filter(|name| !name.is_empty());
                let column = heading.map_or_else(|| (at + 1).to_string(), ToString::to_string);
                return Err(formula(file, row.number, column, cell));
            }
        }
    }
    Ok(())
}

/// Rows that are wider or narrower than the headings: their numbers with the count of their cells.
fn list_odd_widths(sheet: &Sheet) -> Vec<(u32, usize)> {
    let expected = sheet.heading.len();
    let odd = |row: &&Row| {
        let wide = row.cells.iter().rposition(|cell| !cell.trim().is_empty());
        // Blank cells at the end are how some programs close a row.
        wide.map_or(0, |last| last + 1) > expected || row.cells.len() < expected
    };
    let rows = sheet.rows.iter().filter(odd);
    rows.map(|row| (row.number, row.cells.len())).collect()
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
    lines: &'d Lines,
    records: Vec<Bound<'d>>,
    skip: Skip<'d>,
    /// Whether a row was read: what is the same for every row is stated by the first.
    begun: bool,
    /// Drafts of repeating records by the hash of their cells: the same again says nothing new.
    said: HashMap<u64, Vec<usize>>,
    /// Rows of which nothing was read.
    unread: Vec<u32>,
    /// Days where none belong, and numbers shown smaller than they are, by column.
    days: BTreeMap<Arc<str>, Group>,
    scaled: BTreeMap<Arc<str>, Group>,
}

impl<'d> Reader<'d> {
    fn new(
        desk: &'d mut Desk<'_>,
        file: &str,
        table: &'d Table,
        lines: &'d Lines,
    ) -> Result<Self, ReadError> {
        let mut records = bind::records(file, table, lines)?;
        let open = bind::prove_numbers(&mut records, lines, &desk.profile.notation);
        let skip = bind::skip(file, table, lines)?;
        let mut reader = Self {
            profile: desk.profile,
            reading: &mut desk.reading,
            file: file.into(),
            lines,
            records,
            skip,
            begun: false,
            said: HashMap::new(),
            unread: Vec::new(),
            days: BTreeMap::new(),
            scaled: BTreeMap::new(),
        };
        for (column, group) in open {
            let kind = (codes::DOUBTFUL_NUMBER, Severity::Warning);
            let told = told::group(&reader.file, kind, &column, &group);
            reader.reading.doubts.push(told);
        }
        for column in bind::list_unmapped(table, lines, &reader.records, &reader.skip) {
            // A column without a heading has its position in place of one.
            let (code, severity) = if column.starts_with('#') {
                (codes::COLUMN_WITHOUT_HEADING, Severity::Warning)
            } else {
                (codes::UNMAPPED_COLUMN, Severity::Note)
            };
            reader.doubt(code, severity, None, Some(column), &[]);
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

    /// Tells what stands beside the rows.
    fn tell_notes(&mut self, notes: impl Iterator<Item = Note>, hidden: &[usize], table: &Table) {
        let notes = notes.map(|note| told::note(&self.file, note));
        self.reading.doubts.extend(notes);
        let names = hidden.iter().filter_map(|at| self.lines.heading.get(*at));
        let is_ignored = |name: &str| {
            let mut ignored = table.ignore.iter();
            ignored.any(|one| pattern::fits(&table::heading(one), name))
        };
        let names: Vec<&str> = names.map(|name| &**name).collect();
        let names: Vec<&str> = names.into_iter().filter(|name| !is_ignored(name)).collect();
        if !names.is_empty() {
            let args = [("words", names.join(" · "))];
            self.doubt(codes::HIDDEN_COLUMNS, Severity::Warning, None, None, &args);
        }
    }

    /// Tells what was met in the cells of whole columns, and the rows of which nothing was read.
    fn tell_columns(&mut self) {
        let used: BTreeSet<usize> = self.records.iter().flat_map(Bound::list_used).collect();
        let met = &self.lines.met;
        let met = [
            (codes::MARKUP, Severity::Note, &met.markup),
            (codes::GARBLED_LETTERS, Severity::Warning, &met.garbled),
        ];
        let met = met.into_iter().flat_map(|(code, severity, columns)| {
            let columns = columns.iter().filter(|(at, _)| used.contains(at));
            let named =
                columns.filter_map(|(at, group)| Some((self.lines.heading.get(*at)?, group)));
            named.map(move |found| (code, severity, found))
        });
        let days = self.days.iter();
        let days = days.map(|found| (codes::DAY_FOR_NUMBER, Severity::Warning, found));
        let scaled = self.scaled.iter();
        let scaled = scaled.map(|found| (codes::SCALED_NUMBER, Severity::Warning, found));
        let left = bind::list_left_parts(&self.records, self.lines, &self.profile.notation);
        let left = left.iter().map(|(column, group)| (column, group));
        let left = left.map(|found| (codes::UNREAD_PARTS, Severity::Note, found));
        for (code, severity, (column, group)) in met.chain(days).chain(scaled).chain(left) {
            let told = told::group(&self.file, (code, severity), column, group);
            self.reading.doubts.push(told);
        }
        let unread = told::unread_rows(&self.file, &self.unread);
        self.reading.doubts.extend(unread);
    }

    fn line(&mut self, line: &Line) {
        if self.skip.is_meant(&line.cells) {
            return;
        }
        let first = !std::mem::replace(&mut self.begun, true);
        let read = &mut self.reading.read;
        read.entry(Arc::clone(&self.file))
            .or_default()
            .insert(line.number);
        self.tell_errors(line);
        let mut is_read = false;
        for at in 0..self.records.len() {
            let Some(bound) = self.records.get(at) else {
                continue;
            };
            let notation = &self.profile.notation;
            is_read |= bound.is_left_out(&line.cells);
            // What is the same for every row would else be stated a thousand times, and told as double.
            if !bound.is_for(&line.cells, line.place.as_ref(), notation)
                || (bound.is_constant() && !first)
            {
                continue;
            }
            let stated = bound.state(line, notation);
            let (is_constant, record) = (bound.is_constant(), bound.record);
            let mut all = bound.constants.clone();
            let told = Arc::clone(&bound.told);
            for misfit in stated.misfits {
                let args = [("value", misfit.value)];
                let column = Some(misfit.column);
                let severity = Severity::Warning;
                self.doubt(
                    codes::CELL_UNFIT,
                    severity,
                    Some(line.number),
                    column,
                    &args,
                );
            }
            for (misfits, groups) in [
                (stated.days, &mut self.days),
                (stated.scaled, &mut self.scaled),
            ] {
                for misfit in misfits {
                    let group = groups.entry(misfit.column).or_default();
                    group.take(line.number, &misfit.value);
                }
            }
            is_read |= !stated.cells.is_empty();
            // A row that says nothing about this thing is no row about it.
            if stated.cells.is_empty() && !is_constant {
                continue;
            }
            all.extend(stated.cells);
            let draft = Draft {
                noun: record.noun,
                file: Arc::clone(&self.file),
                row: line.number,
                repeats: record.repeats,
                told,
                cells: all,
            };
            if !draft.repeats || self.is_new(&draft) {
                self.reading.drafts.push(draft);
            } else {
                self.reading.again.insert((draft.file, draft.row));
            }
        }
        if !is_read {
            self.unread.push(line.number);
        }
    }

    fn tell_errors(&mut self, line: &Line) {
        for (at, cell) in line.cells.iter().enumerate() {
            if cells::is_spreadsheet_error(cell) {
                let column = self.lines.heading.get(at).map(Arc::clone);
                let args = [("value", cell.clone())];
                let (code, severity) = (codes::SPREADSHEET_ERROR, Severity::Warning);
                self.doubt(code, severity, Some(line.number), column, &args);
            }
        }
    }

    fn is_new(&mut self, draft: &Draft) -> bool {
        // Which thing that is, is another one with every row.
        let names_own = |cell: &Cell| cell.column.is_none() && cell.text == THIS_ROW;
        if draft.cells.iter().any(names_own) {
            return true;
        }
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
