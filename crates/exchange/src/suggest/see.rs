// SPDX-License-Identifier: EUPL-1.2
//! What is looked at before anything is guessed: tables and levels of trees, with their columns.

use std::sync::Arc;

use crate::ReadError;
use crate::content::{Content, Tongue};
use crate::read::{List, Survey, refuse_formulas, survey};
use crate::table::{self, Format, Sheet, Wanted};
use crate::wording::find_years;

/// Rows that are looked at.
const SAMPLE: usize = 2_000;

/// One table: a sheet, or the nodes of one list of a tree.
pub(super) struct Seen {
    pub(super) file: String,
    /// The sheet, if the file has several.
    pub(super) sheet: Option<String>,
    pub(super) tree: Option<TreePart>,
    /// The rows of the headings, if they are not the first that is not blank.
    pub(super) heading_rows: Vec<u32>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: usize,
    /// Rows name the rows above them: the column that does, and the one that is named.
    pub(super) parent: Option<(usize, usize)>,
}

/// Which nodes of a document.
pub(super) struct TreePart {
    pub(super) start: Vec<String>,
    pub(super) children: Vec<String>,
    /// The key of their list; nothing for the uppermost ones.
    pub(super) under: Option<String>,
    /// Whether they stand in a map under their ids.
    pub(super) keyed: bool,
    /// Whether the nodes below have the keys of those above.
    pub(super) is_alike: bool,
}

/// A column with what it holds.
pub(super) struct Column {
    /// Its heading; nothing if it has none.
    pub(super) heading: Arc<str>,
    /// How a profile names it.
    pub(super) name: String,
    /// The heading without what most headings begin with.
    pub(super) short: String,
    pub(super) content: Content,
}

/// Looks at a file.
pub(super) fn file(file: &str, bytes: &[u8]) -> Result<Vec<Seen>, ReadError> {
    if let Some(survey) = survey(file, bytes) {
        return Ok(of_tree(file, survey));
    }
    let format = Format {
        sheets: Wanted::All,
        ..Format::default()
    };
    let sheets = table::sheets(file, bytes, format)?;
    // What cannot be read is not proposed.
    for sheet in &sheets {
        refuse_formulas(file, sheet)?;
    }
    let several = sheets.len() > 1;
    let mut all = Vec::new();
    for mut sheet in sheets {
        // Years over several columns each are no line of a title.
        let years = sheet.heading.iter().filter(|name| has_year(name)).count();
        let mut rows: Vec<u32> = match years {
            2.. => Vec::new(),
            _ => below_title_lines(&mut sheet).into_iter().collect(),
        };
        if let Some(second) = find_second_line(&sheet) {
            rows = vec![sheet.heading_row, second];
            let names: Vec<String> = sheet.name.iter().map(ToString::to_string).collect();
            let format = Format {
                sheets: match names.as_slice() {
                    [] => Wanted::First,
                    names => Wanted::Named(names),
                },
                heading_rows: &rows,
                ..Format::default()
            };
            let mut read = table::sheets(file, bytes, format)?;
            if !read.is_empty() {
                sheet = read.swap_remove(0);
            }
        }
        all.push(seen(file, sheet, several, rows));
    }
    Ok(all)
}

/// The row below the headings, if it goes on with them: it fills columns that have none, repeats or leaves
/// blank others or parts them, and holds words that no row below has.
fn find_second_line(sheet: &Sheet) -> Option<u32> {
    let (second, body) = sheet.rows.split_first()?;
    if body.len() < 2 {
        return None;
    }
    let cell = |row: &[String], at: usize| -> String {
        row.get(at).map_or("", String::as_str).trim().to_owned()
    };
    let (mut goes_on, mut stays) = (false, false);
    let width = sheet.heading.len().max(second.cells.len());
    for at in 0..width {
        let first = sheet.heading.get(at).map_or("", |name| name.trim());
        let text = cell(&second.cells, at);
        if text.is_empty() || text == first {
            stays |= !first.is_empty();
            continue;
        }
        let is_word = text.chars().count() <= 40 && text.chars().any(char::is_alphabetic);
        let again = body.iter().any(|row| cell(&row.cells, at) == text);
        if !is_word || again {
            return None;
        }
        goes_on |= first.is_empty();
        // A heading over several columns, such as a year over target and value.
        let same = sheet.heading.iter().filter(|name| name.trim() == first);
        let is_open = sheet
            .heading
            .get(at + 1)
            .is_some_and(|next| next.is_empty());
        stays |= !first.is_empty() && (same.count() > 1 || is_open);
    }
    (goes_on && stays).then_some(second.number)
}

fn has_year(heading: &str) -> bool {
    find_years(heading).next().is_some()
}

/// One table for each kind of nodes: those below that have the keys of those above are of their kind.
fn of_tree(file: &str, survey: Survey) -> Vec<Seen> {
    let mut lists: Vec<List> = Vec::new();
    let mut is_alike = false;
    for list in survey.lists {
        let shared = |first: &List| {
            list.heading
                .iter()
                .filter(|key| first.heading.contains(key))
                .count()
        };
        match lists.first_mut() {
            Some(first) if shared(first) * 10 >= first.heading.len() * 7 => {
                is_alike = true;
                let place = |key: &Arc<str>| list.heading.iter().position(|own| own == key);
                let places: Vec<Option<usize>> = first.heading.iter().map(place).collect();
                for row in &list.rows {
                    let cells = places
                        .iter()
                        .map(|at| at.and_then(|at| row.get(at)).cloned().unwrap_or_default());
                    first.rows.push(cells.collect());
                }
            }
            _ => lists.push(list),
        }
    }
    let seen = lists.into_iter().map(|list| {
        let cells: Vec<&[String]> = list.rows.iter().take(SAMPLE).map(Vec::as_slice).collect();
        Seen {
            file: file.to_owned(),
            sheet: None,
            heading_rows: Vec::new(),
            columns: columns(&list.heading, &cells),
            rows: cells.len(),
            parent: None,
            tree: Some(TreePart {
                start: survey.start.clone(),
                children: survey.children.clone(),
                under: list.under,
                keyed: list.keyed,
                is_alike,
            }),
        }
    });
    seen.collect()
}

fn seen(file: &str, sheet: Sheet, several: bool, heading_rows: Vec<u32>) -> Seen {
    let cells: Vec<&[String]> = sheet
        .rows
        .iter()
        .take(SAMPLE)
        .map(|row| row.cells.as_slice())
        .collect();
    let columns = columns(&sheet.heading, &cells);
    let parent = find_parent(&columns, &cells);
    Seen {
        file: file.to_owned(),
        sheet: sheet.name.filter(|_| several),
        tree: None,
        heading_rows,
        rows: cells.len(),
        columns,
        parent,
    }
}

/// Lines above the headings have few cells: the headings are the first row that is nearly as full as
/// the fullest of the first rows.
fn below_title_lines(sheet: &mut Sheet) -> Option<u32> {
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let own = sheet.heading.iter().filter(|name| !name.is_empty()).count();
    let first = sheet.rows.iter().take(10);
    let most = first
        .clone()
        .map(|row| filled(&row.cells))
        .max()
        .unwrap_or(0);
    if own * 2 > most || most < 3 {
        return None;
    }
    let at = first
        .clone()
        .position(|row| filled(&row.cells) * 10 >= most * 8)?;
    let mut rows = std::mem::take(&mut sheet.rows);
    let below = rows.split_off(at + 1);
    let heading = rows.pop()?;
    sheet.heading = heading
        .cells
        .iter()
        .map(|cell| table::heading(cell).into())
        .collect();
    sheet.heading_row = heading.number;
    sheet.rows = below;
    Some(heading.number)
}

fn columns(heading: &[Arc<str>], rows: &[&[String]]) -> Vec<Column> {
    let prefix = shared_prefix(heading);
    heading
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let twice = heading.iter().filter(|other| *other == name).count() > 1;
            let named = if name.is_empty() || twice {
                format!("#{}", at + 1)
            } else {
                name.to_string()
            };
            let short = name.strip_prefix(&prefix).filter(|rest| rest.len() > 1);
            Column {
                short: short.unwrap_or(name).to_owned(),
                heading: Arc::clone(name),
                name: named,
                content: Content::of(
                    rows.iter()
                        .map(|row| row.get(at).map_or("", String::as_str)),
                ),
            }
        })
        .collect()
}

/// What half of the headings begin with, such as the name of a database table.
fn shared_prefix(heading: &[Arc<str>]) -> String {
    let mut best = String::new();
    for name in heading {
        for (end, _) in name.char_indices().skip(5) {
            let Some(start) = name.get(..end).filter(|start| start.len() > best.len()) else {
                continue;
            };
            let same = heading
                .iter()
                .filter(|other| other.starts_with(start))
                .count();
            if same * 2 >= heading.len() && same > 3 {
                best = start.to_owned();
            }
        }
    }
    best
}

/// A column whose cells all stand in another one that has every cell once.
fn find_parent(columns: &[Column], rows: &[&[String]]) -> Option<(usize, usize)> {
    let ids = columns.iter().enumerate().filter(|(_, column)| {
        column.content.is_unique() && column.content.filled == rows.len() && rows.len() > 5
    });
    for (id, ids) in ids {
        let fits = |column: &Column| {
            let content = &column.content;
            let is_some = content.filled * 2 > rows.len() && content.distinct.len() > 1;
            is_some
                && !content.is_unique()
                && !content.is_number()
                && content
                    .distinct
                    .keys()
                    .all(|cell| ids.content.distinct.contains_key(cell))
        };
        let found = columns
            .iter()
            .enumerate()
            .find(|(at, column)| *at != id && fits(column));
        if let Some((parent, _)) = found {
            return Some((parent, id));
        }
    }
    None
}

/// The language that the cells speak, or the headings where they say too little.
pub(super) fn language(seen: &[Seen]) -> &'static str {
    let (mut cells, mut headings) = (Tongue::default(), Tongue::default());
    for column in seen.iter().flat_map(|seen| &seen.columns) {
        // Columns that name their language speak it, whatever the file speaks.
        if super::words::marked(&column.heading).is_none() {
            cells.join(&column.content.tongue);
        }
        headings.hear(&column.heading);
    }
    let marked = seen.iter().flat_map(|seen| &seen.columns);
    let marked = marked
        .filter_map(|column| super::words::marked(&column.heading))
        .next();
    // A few small words are in several languages: then the headings tell.
    cells
        .clear_language()
        .or(marked)
        .or_else(|| {
            let mut both = cells;
            both.join(&headings);
            both.language()
        })
        .unwrap_or("de")
}
