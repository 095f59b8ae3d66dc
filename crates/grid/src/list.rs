// SPDX-License-Identifier: EUPL-1.2
//! Grids to lists: heads, columns, rows, and how they go on over pages.

use std::collections::BTreeMap;

use crate::draft::{Draft, DraftCell, DraftRow};
use crate::finding::{Cause, Finding};
use crate::number::is_number;
use crate::outside::{Outer, Stack, What};
use crate::page::Area;
use crate::piece::plain;
use crate::raster::Made;
use crate::role::heads_column;
use crate::sheet::{Filled, Sheet};
use crate::table::Kind;
use crate::text::Change;

/// A cell wider than this part of its table is a heading, if it is alone; longer texts are none.
const LONG: usize = 220;

/// Lists on their way.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    open: Vec<Open>,
    /// The one that a table without a head goes on with.
    last: Option<usize>,
    /// First rows that stand above more than one grid.
    heads: Vec<Vec<String>>,
}

#[derive(Debug)]
struct Open {
    draft: Draft,
    key: Vec<String>,
    /// Where the columns were, when their head was last seen.
    columns: Vec<Area>,
    page: u32,
}

/// A head, and the raster row below it.
struct Head {
    titles: Vec<String>,
    columns: Vec<Area>,
    below: usize,
}

impl Lists {
    /// Looks at all grids first: what stands above several is a head.
    pub(crate) fn new<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Self {
        let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for sheet in sheets {
            let first = (0..sheet.rows()).find(|&row| sheet.find_banner(row).is_none());
            let texts = first.map(|row| key_of_row(sheet, row)).unwrap_or_default();
            if texts.len() > 1 && !texts.iter().any(|text| is_number(text)) {
                *seen.entry(texts).or_default() += 1;
            }
        }
        let heads = seen.into_iter().filter(|(_, many)| *many > 1);
        Self {
            heads: heads.map(|(texts, _)| texts).collect(),
            ..Self::default()
        }
    }

    /// Reads one grid. `above` are the lines over it that may be its head; the number of those used
    /// comes back.
    pub(crate) fn read(&mut self, sheet: &Sheet, above: &[&Outer], stack: &mut Stack) -> usize {
        let mut row = 0;
        // A title over the whole width may stand above the head.
        while let Some(banner) = sheet
            .find_banner(row)
            .filter(|one| one.words().chars().count() <= LONG)
        {
            if row + 1 >= sheet.rows() {
                break;
            }
            stack.push_banner(&banner.words());
            row = banner.rows.1 + 1;
        }
        let mut used = 0;
        let head = self.find_head(sheet, row).or_else(|| {
            let head = head_above(sheet, row, above)?;
            used = 1;
            Some(head)
        });
        let (index, shift) = match head {
            Some(head) => {
                row = head.below;
                (self.take_up(sheet, head), 0.0)
            }
            None => match self.find_continued(sheet, row) {
                Some(found) => found,
                None => (self.begin_without_head(sheet, row), 0.0),
            },
        };
        self.last = Some(index);
        if let Some(open) = self.open.get_mut(index) {
            open.read_rows(sheet, row, shift, stack);
            open.page = sheet.page;
        }
        used
    }

    fn find_head(&self, sheet: &Sheet, row: usize) -> Option<Head> {
        let first: Vec<&Filled> = sheet.starting_at(row);
        let said: Vec<&&Filled> = first.iter().filter(|one| !one.is_empty()).collect();
        let is_declared = row < sheet.head_rows;
        if said.len() < 2 && !is_declared {
            return None;
        }
        let known = said.iter().filter(|one| heads_column(&one.words())).count();
        let is_known = known >= 2 && known * 2 >= said.len();
        let is_repeated = self.heads.contains(&key_of_row(sheet, row));
        if !(is_declared || is_known || is_repeated || stands_over_numbers(sheet, row, &said)) {
            return None;
        }
        // Two-line heads: as deep as the deepest cell that begins in the first line.
        let last = first
            .iter()
            .map(|one| one.rows.1)
            .max()?
            .max(sheet.head_rows.saturating_sub(1));
        let heads: Vec<&Filled> = sheet
            .boxes
            .iter()
            .filter(|one| one.rows.1 <= last && one.rows.0 >= row)
            .collect();
        let (titles, columns) = leaves_of_head(sheet, &heads, last + 1);
        Some(Head {
            titles,
            columns,
            below: last + 1,
        })
    }

    /// The table of this head: one that was met before, or a new one.
    fn take_up(&mut self, sheet: &Sheet, head: Head) -> usize {
        let key: Vec<String> = head.titles.iter().map(|title| plain(title)).collect();
        if let Some(index) = self.open.iter().position(|open| open.key == key) {
            self.open[index].columns = head.columns;
            return index;
        }
        self.begin(sheet, head.titles, head.columns, key)
    }

    fn begin(
        &mut self,
        sheet: &Sheet,
        titles: Vec<String>,
        columns: Vec<Area>,
        key: Vec<String>,
    ) -> usize {
        let kind = match sheet.made {
            Made::Ruled => Kind::Ruled,
            Made::Shaded => Kind::Shaded,
            Made::Written => Kind::Document,
        };
        self.open.push(Open {
            draft: Draft {
                kind,
                titles,
                rows: Vec::new(),
                findings: Vec::new(),
                numbers: None,
            },
            key,
            columns,
            page: sheet.page,
        });
        self.open.len() - 1
    }

    fn begin_without_head(&mut self, sheet: &Sheet, row: usize) -> usize {
        let columns = leaf_columns(sheet, row);
        let titles = vec![String::new(); columns.len()];
        // No other table may go on with this key.
        let key = vec![format!("{}/{}", sheet.page, sheet.area.y0)];
        let index = self.begin(sheet, titles, columns, key);
        let finding = Finding::new(Cause::HeadUnknown).at(&[sheet.place(sheet.area)]);
        let words = sheet.starting_at(row).into_iter().map(Filled::words);
        self.open[index].draft.findings.push(finding.words(words));
        index
    }

    /// A grid without a head goes on with the last table if its columns are those of its head, also
    /// where a mirrored margin shifts them.
    fn find_continued(&self, sheet: &Sheet, row: usize) -> Option<(usize, f32)> {
        let index = self.last?;
        let open = self.open.get(index)?;
        if sheet.page > open.page + 1 {
            return None;
        }
        let whole = Area::around_all(open.columns.iter().copied())?;
        let shifts = [0.0, sheet.area.x0 - whole.x0, sheet.area.x1 - whole.x1];
        let cells: Vec<&Filled> = sheet.boxes.iter().filter(|one| one.rows.0 >= row).collect();
        let fits = |shift: f32| {
            let fitting = cells.iter().filter(|cell| {
                open.columns.iter().any(|column| {
                    let column = column.moved(shift);
                    let shared = column.shared_width(&cell.area);
                    shared > 0.8 * cell.area.width() && shared > 0.8 * column.width()
                })
            });
            fitting.count()
        };
        let best = shifts
            .into_iter()
            .map(|shift| (fits(shift), shift))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let goes_on = best.0 * 10 >= cells.len() * 6 && open.is_of_its_kind(sheet, &cells, best.1);
        goes_on.then_some((index, best.1))
    }

    pub(crate) fn finish(self) -> Vec<Draft> {
        let drafts = self.open.into_iter().map(|open| {
            let mut draft = open.draft;
            draft.numbers = draft.find_numbers();
            join_over_pages(&mut draft);
            draft
        });
        drafts.collect()
    }
}

fn key_of_row(sheet: &Sheet, row: usize) -> Vec<String> {
    let said = sheet
        .starting_at(row)
        .into_iter()
        .filter(|one| !one.is_empty());
    said.map(|one| plain(&one.words())).collect()
}

/// Whether the first column holds numbers, and not in this row.
fn stands_over_numbers(sheet: &Sheet, row: usize, said: &[&&Filled]) -> bool {
    let Some(first) = said.first() else {
        return false;
    };
    let below: Vec<String> = sheet
        .boxes
        .iter()
        .filter(|one| one.rows.0 > row && one.columns.0 == first.columns.0 && !one.is_empty())
        .map(Filled::words)
        .collect();
    let numbers = below.iter().filter(|text| is_number(text)).count();
    !is_number(&first.words()) && numbers >= 3 && numbers * 10 >= below.len() * 6
}

/// The columns of a head: raster columns below the same cells, parted where most rows part them.
fn leaves_of_head(sheet: &Sheet, heads: &[&Filled], below: usize) -> (Vec<String>, Vec<Area>) {
    let mut titles: Vec<String> = Vec::new();
    let mut columns: Vec<Area> = Vec::new();
    for mut part in parts(sheet, heads, below) {
        let over = heads
            .iter()
            .filter(|head| head.area.shared_width(&part) > 0.5 * part.width());
        let mut over: Vec<_> = over.collect();
        over.sort_by(|one, other| one.area.y0.total_cmp(&other.area.y0));
        let mut title: Vec<String> = Vec::new();
        for head in over {
            // Headings are broken into lines more often than sentences are.
            let words =
                crate::text::compose(&head.lines, &crate::text::Manner::default(), false).text;
            let words = words.replace('\n', " ");
            if !words.is_empty() && title.last() != Some(&words) {
                title.push(words);
            }
        }
        let title = title.join(" ");
        let twins = titles.iter().filter(|other| **other == title).count();
        part.y0 = sheet.area.y0;
        columns.push(part);
        titles.push(if twins > 0 && !title.is_empty() {
            format!("{title} ({})", twins + 1)
        } else {
            title
        });
    }
    (titles, columns)
}

fn parts(sheet: &Sheet, heads: &[&Filled], below: usize) -> Vec<Area> {
    let mut edges: Vec<f32> = heads
        .iter()
        .flat_map(|head| [head.area.x0, head.area.x1])
        .collect();
    let rows = sheet.rows().saturating_sub(below);
    let mut inner: BTreeMap<i64, (f32, usize)> = BTreeMap::new();
    for one in sheet.boxes.iter().filter(|one| one.rows.0 >= below) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a page is some thousand points wide"
        )]
        let at = one.area.x0.round() as i64;
        let entry = inner.entry(at).or_insert((one.area.x0, 0));
        entry.1 += one.rows.1 - one.rows.0 + 1;
    }
    let often = inner
        .into_values()
        .filter(|(_, many)| rows > 1 && many * 2 >= rows);
    edges.extend(often.map(|(edge, _)| edge));
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|one, other| (*one - *other).abs() < 3.0);
    let parts = edges
        .windows(2)
        .map(|pair| Area::new(pair[0], sheet.area.y0, pair[1], sheet.area.y1));
    parts.collect()
}

/// The columns of a table without a head: those that most rows have.
fn leaf_columns(sheet: &Sheet, row: usize) -> Vec<Area> {
    let whole: Vec<&Filled> = sheet.starting_at(row);
    parts(sheet, &whole, row)
}

/// A head that stands above the rules: words over the columns.
fn head_above(sheet: &Sheet, row: usize, above: &[&Outer]) -> Option<Head> {
    let nearest = above.last().filter(|outer| {
        outer.what != What::Running && sheet.area.y0 - outer.area.y1 < 1.5 * outer.size
    })?;
    let columns = leaf_columns(sheet, row);
    let mut titles = vec![String::new(); columns.len()];
    for (area, text) in nearest.segments() {
        let at = columns
            .iter()
            .position(|column| area.middle_x() >= column.x0 && area.middle_x() < column.x1)?;
        let title = &mut titles[at];
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(&text);
    }
    let known = titles.iter().filter(|title| heads_column(title)).count();
    (known >= 2 && columns.len() >= 2).then_some(Head {
        titles,
        columns,
        below: row,
    })
}

impl Open {
    fn read_rows(&mut self, sheet: &Sheet, first: usize, shift: f32, stack: &mut Stack) {
        let numbers = self
            .draft
            .find_numbers()
            .or_else(|| self.numbers_of(sheet, first, shift));
        let mut row = first;
        let mut starts_page = true;
        while row < sheet.rows() {
            if let Some(banner) = sheet.find_banner(row) {
                let text = banner.words();
                if text.chars().count() <= LONG {
                    stack.push_banner(&text);
                    row = banner.rows.1 + 1;
                    starts_page = false;
                    continue;
                }
            }
            let end = self.end_of_record(sheet, row, numbers, shift);
            if let Some(record) = self.record(sheet, row, end, shift) {
                self.draft.rows.push(DraftRow {
                    headings: stack.texts(),
                    starts_page,
                    ..record
                });
                starts_page = false;
            }
            row = end + 1;
        }
        if sheet.nests {
            let finding = Finding::new(Cause::NestedTable).at(&[sheet.place(sheet.area)]);
            self.draft.findings.push(finding);
        }
    }

    /// Whether a grid of the same columns may be of this table: where its rows have numbers, so have those. In a
    /// text document columns say nothing but how many they are, and what goes on is one table there.
    fn is_of_its_kind(&self, sheet: &Sheet, cells: &[&Filled], shift: f32) -> bool {
        let is_written = sheet.made == Made::Written;
        let row = cells.iter().map(|one| one.rows.0).min();
        let row = row.unwrap_or_default();
        if is_written && parts(sheet, &sheet.starting_at(row), row).len() != self.columns.len() {
            return false;
        }
        let Some(column) = self.draft.find_numbers() else {
            return !is_written;
        };
        let known = self
            .draft
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column));
        let known = known.filter(|cell| is_number(&cell.words())).count();
        if known < 3 || known * 2 < self.draft.rows.len() {
            return !is_written;
        }
        let told = cells.iter().filter(|one| !one.is_empty());
        let mut told = told
            .filter(|one| self.column_of(&one.area, shift).0 == column)
            .peekable();
        match is_written {
            // Words where numbers stand are another head.
            true => told.peek().is_some_and(|one| is_number(&one.words())),
            false => told.peek().is_none() || told.any(|one| is_number(&one.words())),
        }
    }

    fn numbers_of(&self, sheet: &Sheet, first: usize, shift: f32) -> Option<usize> {
        (0..self.columns.len()).find(|&column| {
            let cells = sheet.boxes.iter().filter(|one| {
                one.rows.0 >= first
                    && !one.is_empty()
                    && self.column_of(&one.area, shift).0 == column
            });
            let texts: Vec<String> = cells.map(Filled::words).collect();
            let numbers = texts.iter().filter(|text| is_number(text)).count();
            texts.len() > 2 && numbers * 10 >= texts.len() * 6
        })
    }

    /// The column that shares most with a cell, and the last one that the cell spans, too.
    fn column_of(&self, area: &Area, shift: f32) -> (usize, usize) {
        let shared: Vec<f32> = self
            .columns
            .iter()
            .map(|column| column.moved(shift).shared_width(area) / column.width().max(1.0))
            .collect();
        let spanned: Vec<usize> = (0..shared.len()).filter(|&at| shared[at] >= 0.6).collect();
        if let (Some(&from), Some(&to)) = (spanned.first(), spanned.last()) {
            return (from, to);
        }
        let best = (0..shared.len()).max_by(|&one, &other| {
            let width = |at: usize| shared[at] * self.columns[at].width();
            width(one).total_cmp(&width(other)).then(other.cmp(&one))
        });
        let best = best.unwrap_or_default();
        (best, best)
    }

    /// The last raster row of the row that begins here: as deep as its number's cell.
    fn end_of_record(
        &self,
        sheet: &Sheet,
        row: usize,
        numbers: Option<usize>,
        shift: f32,
    ) -> usize {
        let starting = sheet.starting_at(row);
        let number = numbers.and_then(|column| {
            starting
                .iter()
                .find(|one| self.column_of(&one.area, shift).0 == column)
        });
        let end = match number {
            Some(number) => number.rows.1,
            None => starting.iter().map(|one| one.rows.1).min().unwrap_or(row),
        };
        end.max(row)
    }

    fn record(&self, sheet: &Sheet, row: usize, end: usize, shift: f32) -> Option<DraftRow> {
        let mut record = DraftRow {
            cells: vec![DraftCell::default(); self.columns.len()],
            ..DraftRow::default()
        };
        let mut boxes: Vec<&Filled> = sheet
            .boxes
            .iter()
            .filter(|one| one.rows.0 <= end && one.rows.1 >= row)
            .collect();
        boxes.sort_by(|one, other| {
            (one.rows.0.cmp(&other.rows.0)).then(one.area.x0.total_cmp(&other.area.x0))
        });
        let mut has_own = false;
        for one in boxes {
            let (from, to) = self.column_of(&one.area, shift);
            let cell = record.cells.get_mut(from)?;
            cell.add(sheet, one);
            if one.is_empty() {
                continue;
            }
            if one.rows.0 < row || one.rows.1 > end {
                cell.changed.push(Change::Spread);
            }
            has_own |= one.rows.0 >= row;
            if to > from {
                record.spans.push((from, to));
            }
        }
        let rows = Area::new(
            sheet.area.x0,
            sheet.ys[row],
            sheet.area.x1,
            sheet.ys[end + 1],
        );
        record.places.push(sheet.place(rows));
        has_own.then_some(record)
    }
}

/// Joins rows that cross a page.
pub(crate) fn join_over_pages(draft: &mut Draft) {
    let rows = std::mem::take(&mut draft.rows);
    // Pieces of rows say nothing about whole ones.
    let whole: Vec<&DraftRow> = rows.iter().filter(|row| !row.starts_page).collect();
    let filled = |column: usize| {
        let many = whole
            .iter()
            .filter(|row| !row.cells[column].is_empty())
            .count();
        many * 10 >= whole.len() * 9
    };
    let usual: Vec<usize> = (0..draft.titles.len())
        .filter(|&column| filled(column))
        .collect();
    let key = draft.numbers.unwrap_or(0);
    let without = rows
        .iter()
        .filter(|row| !row.starts_page && row.cells[key].is_empty())
        .count();
    // Where rows without number are usual, one at the top of a page says nothing.
    let is_usual = without * 10 > rows.len();
    let columns = draft.titles.len();
    let mut joined: Vec<DraftRow> = Vec::new();
    for row in rows {
        if let Some(last) = joined.last_mut()
            && row.starts_page
            && last
                .places
                .last()
                .zip(row.places.first())
                .is_some_and(|(last, next)| next.page == last.page + 1)
            && last.headings == row.headings
            && goes_on(last, &row, key, &usual, is_usual, columns)
        {
            last.places.extend(row.places);
            last.spans.extend(row.spans);
            for (cell, next) in last.cells.iter_mut().zip(row.cells) {
                cell.go_on(next);
            }
            continue;
        }
        joined.push(row);
    }
    draft.rows = joined;
}

/// Whether a row goes on at the top of the next page: one of both pieces has no number and lacks
/// what every row has.
fn goes_on(
    last: &DraftRow,
    next: &DraftRow,
    key: usize,
    usual: &[usize],
    is_usual: bool,
    columns: usize,
) -> bool {
    let lacks = |row: &DraftRow| {
        columns <= 2
            || usual
                .iter()
                .any(|&column| column != key && row.cells[column].is_empty())
            || usual.iter().all(|&column| column == key)
    };
    if next.cells[key].is_empty() {
        return !is_usual && lacks(next);
    }
    // Centred numbers may stand in the second piece.
    last.cells[key].is_empty() && lacks(last) && !is_usual
}
