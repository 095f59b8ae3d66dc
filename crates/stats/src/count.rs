// SPDX-License-Identifier: EUPL-1.2
//! The counting core: how many records have each combination of values, for every set of columns up to a
//! length.
//!
//! A job is a prefix of columns. Its records get one mixed-radix key each; a later column is then one pass
//! that adds into a dense array, and the prefix alone follows from the sums of such an array. Threads take
//! jobs from a counter. Where the product of cardinalities
//! passes a cap, the same job counts into a sorted map, so that memory stays bounded whatever the file.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Columns of codes, all of one length; code 0 is "not recorded" and is never counted.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    columns: Vec<Vec<u16>>,
    radices: Vec<usize>,
}

/// Columns of different lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("column {column} has {found} records and not {expected}")]
pub struct Ragged {
    /// Its index.
    pub column: usize,
    /// Its records.
    pub found: usize,
    /// Those of the first column.
    pub expected: usize,
}

impl Columns {
    /// Takes columns of codes.
    ///
    /// # Errors
    /// [`Ragged`] if they differ in length.
    pub fn new(columns: Vec<Vec<u16>>) -> Result<Self, Ragged> {
        let expected = columns.first().map_or(0, Vec::len);
        if let Some((column, found)) = columns
            .iter()
            .map(Vec::len)
            .enumerate()
            .find(|(_, found)| *found != expected)
        {
            return Err(Ragged {
                column,
                found,
                expected,
            });
        }
        let radix = |column: &Vec<u16>| column.iter().max().map_or(1, |top| usize::from(*top) + 1);
        Ok(Self {
            radices: columns.iter().map(radix).collect(),
            columns,
        })
    }

    /// How many records.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// How many columns.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns.len()
    }
}

/// How it is counted.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The longest combination.
    pub length: usize,
    /// How many threads; 0 counts as 1.
    pub threads: usize,
    /// The largest dense array in cells; larger ones are counted into a map.
    pub cap: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            length: 3,
            threads: 2,
            cap: 1 << 23,
        }
    }
}

/// The counts of one set of columns, in the order of their codes.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// Indices of the columns, ascending.
    pub columns: &'a [usize],
    radices: &'a [usize],
    cells: Cells<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Cells<'a> {
    Dense(&'a [u32]),
    Sparse(&'a BTreeMap<u128, u32>),
}

impl Block<'_> {
    /// Calls `visit` with the codes and the count of every combination that occurs and has no blank.
    pub fn for_each(&self, mut visit: impl FnMut(&[u16], u32)) {
        let mut codes = vec![0_u16; self.columns.len()];
        match self.cells {
            Cells::Dense(cells) => walk(cells, self.radices, &mut codes, &mut visit),
            Cells::Sparse(cells) => {
                for (key, count) in cells {
                    if split(*key, self.radices, &mut codes) {
                        visit(&codes, *count);
                    }
                }
            }
        }
    }
}

/// Goes through the cells of a dense array in their order. Codes are counted up with them: taking every key
/// apart took as long as counting.
fn walk(cells: &[u32], radices: &[usize], codes: &mut [u16], visit: &mut impl FnMut(&[u16], u32)) {
    let Some((last, radix)) = codes.len().checked_sub(1).zip(radices.last()) else {
        return;
    };
    for row in cells.chunks_exact(*radix) {
        if codes[..last].iter().all(|code| *code != 0) {
            // The first cell of a row is that of the blank.
            for (code, count) in (1..).zip(&row[1..]).filter(|(_, count)| **count > 0) {
                codes[last] = code;
                visit(codes, *count);
            }
        }
        for (code, radix) in codes[..last].iter_mut().zip(radices).rev() {
            *code += 1;
            if usize::from(*code) < *radix {
                break;
            }
            *code = 0;
        }
    }
}

/// Takes a key apart; false if a code is blank.
fn split(mut key: u128, radices: &[usize], codes: &mut [u16]) -> bool {
    for (code, radix) in codes.iter_mut().zip(radices).rev() {
        let radix = *radix as u128;
        *code = u16::try_from(key % radix).unwrap_or_default();
        key /= radix;
        if *code == 0 {
            return false;
        }
    }
    true
}

/// Counts every combination and gives each set of columns to `take`, from several threads at once.
pub fn for_each_block(columns: &Columns, options: Options, take: impl Fn(Block<'_>) + Sync) {
    let jobs = prefixes(columns.width(), options.length);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..options.threads.max(1) {
            scope.spawn(|| {
                let mut room = Room::default();
                while let Some(prefix) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    count_prefix(columns, prefix, options, &mut room, &take);
                }
            });
        }
    });
}

/// All sets of columns shorter than `length` after which a column follows, the longest first: they take
/// longest, and a thread should not be left alone with one at the end.
fn prefixes(width: usize, length: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    let mut level = vec![Vec::new()];
    for _ in 0..length {
        let mut longer = Vec::new();
        for prefix in &level {
            let from = prefix.last().map_or(0, |last| *last + 1);
            for column in from..width {
                longer.push([prefix.as_slice(), &[column]].concat());
            }
        }
        all.extend(
            level
                .into_iter()
                .filter(|prefix| prefix.last().is_none_or(|last| *last + 1 < width) && width > 0),
        );
        level = longer;
    }
    all.reverse();
    all
}

/// What a thread uses again for each job.
#[derive(Default)]
struct Room {
    keys: Vec<u32>,
    cells: Vec<u32>,
    /// The prefix alone: the sums over the first dense array of one column more.
    sums: Vec<u32>,
}

/// Counts the sets that a prefix has to: itself, and with one column more those that are no prefix.
fn count_prefix(
    columns: &Columns,
    prefix: &[usize],
    options: Options,
    room: &mut Room,
    take: &(impl Fn(Block<'_>) + Sync),
) {
    let mut radices: Vec<usize> = prefix.iter().map(|at| columns.radices[*at]).collect();
    let wide = radices
        .iter()
        .try_fold(1_usize, |product, radix| product.checked_mul(*radix));
    let fits = |cells: &usize| *cells <= options.cap;
    let wide = wide.filter(fits);
    if wide.is_some() {
        fill_keys(columns, prefix, &mut room.keys);
    }
    room.sums.clear();
    let mut set = prefix.to_vec();
    let after = prefix.last().map_or(0, |last| *last + 1);
    // A shorter set is a prefix itself, unless it ends in the last column.
    let from = if set.len() + 1 < options.length {
        columns.width() - 1
    } else {
        after
    };
    for column in from..columns.width() {
        let radix = columns.radices[column];
        set.push(column);
        radices.push(radix);
        let size = wide.and_then(|cells| cells.checked_mul(radix));
        if let Some(size) = size.filter(fits) {
            room.cells.clear();
            room.cells.resize(size, 0);
            for (key, code) in room.keys.iter().zip(&columns.columns[column]) {
                room.cells[*key as usize * radix + usize::from(*code)] += 1;
            }
            if room.sums.is_empty() {
                let rows = room.cells.chunks_exact(radix);
                room.sums.extend(rows.map(|row| row.iter().sum::<u32>()));
            }
        }
        give(
            columns,
            &set,
            &radices,
            size.filter(fits).map(|_| &*room.cells),
            take,
        );
        set.pop();
        radices.pop();
    }
    if set.is_empty() {
        return;
    }
    if let Some(size) = wide.filter(|_| room.sums.is_empty()) {
        room.sums.resize(size, 0);
        for key in &room.keys {
            room.sums[*key as usize] += 1;
        }
    }
    give(columns, &set, &radices, wide.map(|_| &*room.sums), take);
}

/// Hands over a dense array, or what is counted instead where there is none.
fn give(
    columns: &Columns,
    set: &[usize],
    radices: &[usize],
    cells: Option<&[u32]>,
    take: &impl Fn(Block<'_>),
) {
    let counted;
    let cells = match cells {
        Some(cells) => Cells::Dense(cells),
        None => {
            counted = count_sparse(columns, set, radices);
            Cells::Sparse(&counted)
        }
    };
    take(Block {
        columns: set,
        radices,
        cells,
    });
}

/// One mixed-radix key for each record.
fn fill_keys(columns: &Columns, prefix: &[usize], keys: &mut Vec<u32>) {
    keys.clear();
    keys.resize(columns.rows(), 0);
    for column in prefix {
        // The product of radices is below the cap, which is below 2^32.
        let radix = u32::try_from(columns.radices[*column]).unwrap_or(u32::MAX);
        for (key, code) in keys.iter_mut().zip(&columns.columns[*column]) {
            *key = *key * radix + u32::from(*code);
        }
    }
}

fn count_sparse(columns: &Columns, set: &[usize], radices: &[usize]) -> BTreeMap<u128, u32> {
    let mut keys: Vec<u128> = (0..columns.rows())
        .filter_map(|row| {
            set.iter()
                .zip(radices)
                .try_fold(0_u128, |key, (column, radix)| {
                    let code = columns.columns[*column][row];
                    (code != 0).then_some(key * *radix as u128 + u128::from(code))
                })
        })
        .collect();
    keys.sort_unstable();
    let mut cells = BTreeMap::new();
    for run in keys.chunk_by(|a, b| a == b) {
        cells.insert(run[0], u32::try_from(run.len()).unwrap_or(u32::MAX));
    }
    cells
}
