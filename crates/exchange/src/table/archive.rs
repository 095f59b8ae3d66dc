// SPDX-License-Identifier: EUPL-1.2
//! Spreadsheets are ZIP files. What they claim and what they really hold is measured before
//! anything in them is believed.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use wegmarke_domain::message::Message;

use crate::reason::reason;
use crate::{ReadError, limits};

/// An archive that was measured.
pub(crate) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Opens an archive after measuring it.
pub(crate) fn open<'a>(file: &str, bytes: &'a [u8]) -> Result<Archive<'a>, ReadError> {
    let packed = bytes.len() as u64;
    // A small file may be packed very well and mean no harm; a large one that well packed is a bomb.
    let by_ratio = packed.saturating_mul(limits::UNPACKED_RATIO);
    let limit = limits::UNPACKED_BYTES.min(by_ratio.max(limits::RATIO_FROM_BYTES));
    let too_much = |claimed: u64| ReadError::ZipClaimsTooMuch {
        file: file.to_owned(),
        claimed,
        limit,
    };
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(file, "ZIP", error))?;
    if archive.len() > limits::PARTS {
        return Err(ReadError::TooMany {
            file: file.to_owned(),
            what: "parts",
            limit: limits::PARTS,
        });
    }
    let mut claimed = 0u64;
    for at in 0..archive.len() {
        let part = archive
            .by_index_raw(at)
            .map_err(|error| broken(file, "ZIP", error))?;
        if part.encrypted() {
            return Err(ReadError::Locked { file: file.into() });
        }
        claimed = claimed.saturating_add(part.size());
    }
    if claimed > limit {
        return Err(too_much(claimed));
    }
    // A claim can be a lie: count what really comes out, without keeping it.
    let mut met = 0u64;
    for at in 0..archive.len() {
        let part = archive
            .by_index(at)
            .map_err(|error| broken(file, "ZIP", error))?;
        let mut part = part.take(limit.saturating_sub(met).saturating_add(1));
        met += std::io::copy(&mut part, &mut std::io::sink())
            .map_err(|error| broken(file, "ZIP", error))?;
        if met > limit {
            return Err(too_much(met));
        }
    }
    Ok(archive)
}

/// One part of a measured archive as text.
pub(crate) fn part(file: &str, archive: &mut Archive<'_>, name: &str) -> Result<String, ReadError> {
    let part = archive
        .by_name(name)
        .map_err(|error| broken(file, "ZIP", error))?;
    let mut text = String::new();
    part.take(limits::UNPACKED_BYTES)
        .read_to_string(&mut text)
        .map_err(|error| broken(file, "ZIP", error))?;
    Ok(text)
}

/// A file that its reader gives up; `format` is as what it was read.
pub(crate) fn broken(file: &str, format: &'static str, detail: impl ToString) -> ReadError {
    let why = reason("read_as").with("format", format);
    damaged(file, why.with("detail", detail.to_string()))
}

pub(crate) fn damaged(file: &str, why: Message) -> ReadError {
    ReadError::Damaged {
        file: file.to_owned(),
        why,
    }
}
