// SPDX-License-Identifier: EUPL-1.2
//! What a centre counted: a CSV file of codes and numbers, whose last line is its signature.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::sealed::{Bundle, Seal, broken, holds, parts};
use crate::ReadError;
use crate::reason::reason;

/// The first line, by which it is known.
const FIRST: &str = "quarter,land,group,outcome,state,count";
/// How the last line begins; key and signature follow.
const LAST: &str = "signature,";
/// What is signed begins so: a signature on one thing must not fit another.
const SIGNED: &[u8] = b"wegmarke/wegweiser/counts/v2\n";

/// Headings of the table that it is read as.
const HEADINGS: [&str; 4] = ["outcome", "quarter", "value", "parts"];

/// The bundle of counts that a text is, if it is one.
pub(super) fn find(file: &str, bytes: &[u8]) -> Result<Option<Bundle>, ReadError> {
    if !bytes.starts_with(FIRST.as_bytes()) {
        return Ok(None);
    }
    let unsigned = || ReadError::Unsigned {
        file: file.to_owned(),
    };
    let text = std::str::from_utf8(bytes).map_err(|_| broken(file, reason("bundle_signature")))?;
    let start = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let (body, last) = text.split_at(start);
    let last = last.trim_end().strip_prefix(LAST).ok_or_else(unsigned)?;
    let (key, signature) = last.split_once(',').ok_or_else(unsigned)?;
    if !holds(key, signature, &[SIGNED, body.as_bytes()].concat()) {
        return Err(broken(file, reason("bundle_signature")));
    }
    let seal = Seal {
        sha256: hex::encode(Sha256::digest(bytes)),
        keys: vec![key.to_lowercase()],
        profile: "wegmarke-wegweiser",
    };
    read(file, body, seal).map(Some)
}

/// What was counted of one outcome in one quarter.
#[derive(Default)]
struct Counted<'t> {
    parts: Vec<(String, &'t str)>,
    /// The sum; `None`: some of it is not told.
    sum: Option<u64>,
}

fn read(file: &str, body: &str, seal: Seal) -> Result<Bundle, ReadError> {
    let mut counted: BTreeMap<(&str, &str), Counted<'_>> = BTreeMap::new();
    let mut quarters = BTreeSet::new();
    for (at, line) in body.lines().enumerate().skip(1) {
        let damaged = || ReadError::Damaged {
            file: file.to_owned(),
            why: reason("bundle_line").with("row", (at + 1).to_string()),
        };
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let [quarter, land, group, outcome, state, count] = cells[..] else {
            return Err(damaged());
        };
        let (showed, number) = match (state, count.parse::<u64>()) {
            ("number", Ok(number)) => (count, Some(number)),
            ("suppressed", Err(_)) if count.is_empty() => ("suppressed", None),
            _ => return Err(damaged()),
        };
        quarters.insert(quarter);
        let of = counted
            .entry((outcome, quarter))
            .or_insert_with(|| Counted {
                sum: Some(0),
                ..Counted::default()
            });
        of.parts.push((format!("{land} · {group}"), showed));
        of.sum = of
            .sum
            .zip(number)
            .map(|(sum, number)| sum.saturating_add(number));
    }
    let mut cells = vec![HEADINGS.map(str::to_owned).to_vec()];
    for ((outcome, quarter), of) in counted {
        let sum = of
            .sum
            .map_or_else(|| "suppressed".to_owned(), |sum| sum.to_string());
        let parts = parts(of.parts.into_iter());
        cells.push(vec![outcome.to_owned(), quarter.to_owned(), sum, parts]);
    }
    let period = match (quarters.first(), quarters.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(only), _) => (*only).to_owned(),
        (None, _) => {
            return Err(ReadError::Empty {
                file: file.to_owned(),
            });
        }
    };
    Ok(Bundle {
        seal,
        cells,
        titles: Vec::new(),
        period,
    })
}
