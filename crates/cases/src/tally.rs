// SPDX-License-Identifier: EUPL-1.2
//! All combinations of values of a file, counted: for comparing with other counters, and for looking at a
//! file inside the house. What comes out is not for publishing; it has not been through the gate.

use std::collections::HashMap;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context as _, Result, bail};
use wegmarke_stats::count::{Columns, Options, for_each_block};

/// What was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records.
    pub rows: usize,
    /// Combinations that occur.
    pub combinations: u64,
    /// All counts together.
    pub sum: u64,
    /// Combinations that fewer than ten records have.
    pub below_ten: u64,
}

/// A column's values in the order in which they came.
struct Coded {
    name: String,
    codes: Vec<u16>,
    known: HashMap<Vec<u8>, u16>,
    values: Vec<Vec<u8>>,
}

/// Reads a CSV file column by column; an empty cell is not recorded.
fn read(path: &Path) -> Result<Vec<Coded>> {
    let mut reader = csv::Reader::from_path(path).with_context(|| path.display().to_string())?;
    let heading = reader.byte_headers()?.clone();
    let coded = |name: &[u8]| Coded {
        name: String::from_utf8_lossy(name).into_owned(),
        codes: Vec::new(),
        known: HashMap::new(),
        values: Vec::new(),
    };
    let mut columns: Vec<Coded> = heading.iter().map(coded).collect();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        for (column, cell) in columns.iter_mut().zip(record.iter()) {
            if cell.is_empty() {
                column.codes.push(0);
                continue;
            }
            let code = match column.known.get(cell) {
                Some(code) => *code,
                None => {
                    let Ok(code) = u16::try_from(column.values.len() + 1) else {
                        bail!("“{}” has more than 65,535 different values", column.name);
                    };
                    column.known.insert(cell.to_vec(), code);
                    column.values.push(cell.to_vec());
                    code
                }
            };
            column.codes.push(code);
        }
    }
    Ok(columns)
}

/// Counts, and writes every combination with its count where `out` is given.
///
/// # Errors
/// If a file cannot be read or written.
pub fn count(file: &Path, length: usize, threads: usize, out: Option<&Path>) -> Result<Tally> {
    let mut coded = read(file)?;
    let columns = Columns::new(
        coded
            .iter_mut()
            .map(|column| std::mem::take(&mut column.codes))
            .collect(),
    )?;
    let writer = match out {
        Some(path) => Some(BufWriter::new(std::fs::File::create(path)?)),
        None => None,
    };
    let whole = Mutex::new((
        Tally {
            rows: columns.rows(),
            ..Tally::default()
        },
        writer,
        Ok(()),
    ));
    let options = Options {
        length,
        threads,
        ..Options::default()
    };
    for_each_block(&columns, options, |block| {
        let mut tally = Tally::default();
        let mut lines = Vec::new();
        block.for_each(|codes, count| {
            tally.combinations += 1;
            tally.sum += u64::from(count);
            tally.below_ten += u64::from(count < 10);
            if out.is_some() {
                for (at, code) in block.columns.iter().zip(codes) {
                    let column = &coded[*at];
                    lines.extend_from_slice(column.name.as_bytes());
                    lines.push(b':');
                    lines.extend_from_slice(&column.values[usize::from(*code) - 1]);
                    lines.push(b';');
                }
                lines.pop();
                lines.push(b',');
                lines.extend_from_slice(count.to_string().as_bytes());
                lines.push(b'\n');
            }
        });
        // A thread that failed here would have ended the program.
        let Ok(mut whole) = whole.lock() else { return };
        whole.0.combinations += tally.combinations;
        whole.0.sum += tally.sum;
        whole.0.below_ten += tally.below_ten;
        if let Some(writer) = &mut whole.1
            && let Err(error) = writer.write_all(&lines)
        {
            whole.2 = Err(error);
        }
    });
    let (tally, writer, written) = whole
        .into_inner()
        .map_err(|_| anyhow::anyhow!("a thread failed"))?;
    written?;
    if let Some(mut writer) = writer {
        writer.flush()?;
    }
    Ok(tally)
}
