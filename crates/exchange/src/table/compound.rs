// SPDX-License-Identifier: EUPL-1.2
//! Old Office files are small file systems. What they hold and claim is measured before a reader
//! that is not ours believes them: a chain that runs in a circle, or a sheet of two cells far apart,
//! would fill the memory.

use std::collections::BTreeSet;

use super::archive::damaged;
use crate::reason::reason;
use crate::{ReadError, limits};

/// Marks in tables of sectors that are no sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
/// Streams below this lie in small sectors.
const SMALL: u64 = 4_096;

/// What an old Office file is.
pub(super) enum Kind {
    /// An Excel file that was measured.
    Workbook,
    /// A spreadsheet of today behind a password.
    Locked,
    Other(&'static str),
}

/// Finds out what a file is, and whether it can be read safely.
pub(super) fn kind(file: &str, bytes: &[u8]) -> Result<Kind, ReadError> {
    let broken = || damaged(file, reason("parts_do_not_fit"));
    let disk = Disk::open(bytes).ok_or_else(broken)?;
    let find = |names: &[&str]| {
        let mut entries = disk.entries.iter();
        entries.find(|entry| {
            names
                .iter()
                .any(|name| entry.name.eq_ignore_ascii_case(name))
        })
    };
    if find(&["EncryptedPackage", "EncryptionInfo"]).is_some() {
        return Ok(Kind::Locked);
    }
    if let Some(entry) = find(&["Workbook"]).or_else(|| find(&["Book"])) {
        let stream = disk.stream(entry).ok_or_else(broken)?;
        measure(file, &stream)?;
        return Ok(Kind::Workbook);
    }
    Ok(Kind::Other(if find(&["WordDocument"]).is_some() {
        "is_word"
    } else if find(&["PowerPoint Document"]).is_some() {
        "is_presentation"
    } else {
        "is_office"
    }))
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

struct Disk<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    /// The stream of small sectors.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .map(|four| number(four, 0).unwrap_or(u32::MAX))
}

impl<'b> Disk<'b> {
    /// `None` if chains run in circles or out of the file.
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let sector = match short(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut disk = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        let mut parts: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let mut next = number(bytes, 68)?;
        let mut left = disk.sectors();
        while next < FIRST_MARK {
            left = left.checked_sub(1)?;
            let mut more: Vec<u32> = numbers(disk.sector(next)?).collect();
            next = more.pop()?;
            parts.extend(more);
        }
        for part in parts.into_iter().filter(|part| *part < FIRST_MARK) {
            let more: Vec<u32> = numbers(disk.sector(part)?).collect();
            disk.table.extend(more);
            // A table cannot be larger than what it is of.
            if disk.table.len() > disk.sectors() + 2 * sector {
                return None;
            }
        }
        let mut left = disk.sectors() * 2 + 8;
        let directory = disk.chain(number(bytes, 48)?, &mut left)?;
        for entry in directory.chunks_exact(128) {
            let size = u64::from(number(entry, 120)?);
            let high = u64::from(number(entry, 124)?);
            let letters = entry.get(..64)?.chunks_exact(2);
            let letters = letters
                .filter_map(|two| short(two, 0))
                .take_while(|letter| *letter != 0);
            disk.entries.push(Entry {
                name: char::decode_utf16(letters).filter_map(Result::ok).collect(),
                start: number(entry, 116)?,
                size: if sector == 512 {
                    size
                } else {
                    size | (high << 32)
                },
            });
        }
        if number(bytes, 64)? > 0 {
            let small_table = disk.chain(number(bytes, 60)?, &mut left)?;
            disk.small_table = numbers(&small_table).collect();
            disk.small = disk.chain(disk.entries.first()?.start, &mut left)?;
        }
        // Every stream that anybody may ask for has an end.
        for entry in disk
            .entries
            .iter()
            .skip(1)
            .filter(|entry| entry.size >= SMALL)
        {
            disk.chain(entry.start, &mut left)?;
        }
        Some(disk)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector
    }

    fn sector(&self, id: u32) -> Option<&'b [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        rest.get(..self.sector.min(rest.len()))
    }

    /// The bytes of a chain of sectors; each step takes one of what is left.
    fn chain(&self, start: u32, left: &mut usize) -> Option<Vec<u8>> {
        let (mut bytes, mut at) = (Vec::new(), start);
        while at < FIRST_MARK {
            *left = left.checked_sub(1)?;
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.table.get(at as usize)?;
        }
        Some(bytes)
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        let size = usize::try_from(entry.size).ok()?;
        let mut bytes = if entry.size >= SMALL {
            self.chain(entry.start, &mut self.sectors())?
        } else {
            let (mut bytes, mut at) = (Vec::new(), entry.start);
            while at < FIRST_MARK && bytes.len() < size {
                let start = (at as usize).checked_mul(64)?;
                bytes.extend_from_slice(self.small.get(start..start.checked_add(64)?)?);
                at = *self.small_table.get(at as usize)?;
            }
            bytes
        };
        // A file that was cut off would end with fewer rows.
        (bytes.len() >= size).then(|| {
            bytes.truncate(size);
            bytes
        })
    }
}

/// First and last row and column of the cells of a sheet.
#[derive(Clone, Copy)]
struct Extent {
    rows: (u32, u32),
    columns: (u32, u32),
}

impl Extent {
    fn cells(self) -> u64 {
        let count = |(first, last): (u32, u32)| u64::from(last.saturating_sub(first)) + 1;
        count(self.rows) * count(self.columns)
    }

    fn with(self, row: u32, columns: (u32, u32)) -> Self {
        Self {
            rows: (self.rows.0.min(row), self.rows.1.max(row)),
            columns: (self.columns.0.min(columns.0), self.columns.1.max(columns.1)),
        }
    }
}

/// Counts the cells between the first and the last of each sheet: the reader makes them all.
fn measure(file: &str, stream: &[u8]) -> Result<(), ReadError> {
    let broken = || damaged(file, reason("parts_do_not_fit"));
    let too_many = || ReadError::too_many(file, "cells", limits::CELLS);
    let (mut starts, mut sheets) = (BTreeSet::new(), Vec::new());
    let (mut cells, mut extent) = (0_u64, None::<Extent>);
    let mut at = 0;
    while let (Some(kind), Some(length)) = (short(stream, at), short(stream, at + 2)) {
        let start = at + 4;
        let Some(data) = stream.get(start..start + usize::from(length)) else {
            break;
        };
        match kind {
            0x0809 => {
                starts.insert(at);
                cells += extent.take().map_or(0, Extent::cells);
            }
            0x0085 => sheets.push(number(data, 0).unwrap_or(u32::MAX) as usize),
            0x0200 => {
                let claim = claim(data).unwrap_or(u64::MAX);
                if claim > limits::CELLS as u64 {
                    return Err(too_many());
                }
            }
            // Numbers, texts, truths, errors, formulas.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
                let row = u32::from(short(data, 0).unwrap_or_default());
                let first = u32::from(short(data, 2).unwrap_or_default());
                let last = match kind {
                    0x00BD => short(data, data.len().saturating_sub(2)).map_or(first, u32::from),
                    _ => first,
                };
                let columns = (first.min(last), first.max(last));
                let of_cell = Extent {
                    rows: (row, row),
                    columns,
                };
                extent = Some(extent.map_or(of_cell, |known| known.with(row, columns)));
            }
            _ => {}
        }
        at = start + usize::from(length);
    }
    cells += extent.map_or(0, Extent::cells);
    if cells > limits::CELLS as u64 {
        return Err(too_many());
    }
    // The same sheet under many names would be made many times.
    let distinct: BTreeSet<&usize> = sheets.iter().collect();
    let fits = distinct.len() == sheets.len() && sheets.iter().all(|at| starts.contains(at));
    if fits { Ok(()) } else { Err(broken()) }
}

/// How many cells a sheet says that it has.
fn claim(data: &[u8]) -> Option<u64> {
    let (rows, columns) = match data.len() {
        10 => {
            let at = |at| short(data, at).map(u64::from);
            ((at(0)?, at(2)?), (at(4)?, at(6)?))
        }
        _ => {
            let at = |at| short(data, at).map(u64::from);
            let rows = (u64::from(number(data, 0)?), u64::from(number(data, 4)?));
            (rows, (at(8)?, at(10)?))
        }
    };
    let count = |(first, last): (u64, u64)| last.max(first).max(1) - first.min(last);
    Some(count(rows).max(1) * columns.1.max(1))
}
