// SPDX-License-Identifier: EUPL-1.2
//! Signed files of numbers about people, as tables: what `wegmarke-cases` releases, and what `wegmarke-wegweiser`
//! counts. They come by hand; nothing here knows those programs but the form of their files, which is written down
//! in `docs/import.md`.
//!
//! Precondition: bytes, whatever they are. What is no bundle is left to others. Postcondition: rows of a bundle are
//! given only if nothing in it was changed since it was signed. Whose keys those are is not known here.

mod counts;
mod folder;
mod release;
mod sealed;

use crate::ReadError;

pub(crate) use self::folder::{is_folder, pack};
pub(crate) use self::sealed::Bundle;
pub use self::sealed::Seal;

/// The bundle that a file is, if it is one.
pub(crate) fn find(file: &str, bytes: &[u8]) -> Result<Option<Bundle>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return release::find(file, bytes);
    }
    counts::find(file, bytes)
}

/// What is known of the signatures of a file, if it is a bundle.
///
/// # Errors
/// If it is one, and they do not hold.
pub fn find_seal(file: &str, bytes: &[u8]) -> Result<Option<Seal>, ReadError> {
    Ok(find(file, bytes)?.map(|bundle| bundle.seal))
}
