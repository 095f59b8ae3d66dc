// SPDX-License-Identifier: EUPL-1.2
//! Documents for people to tables: PDF, and text documents that hold tables.
//!
//! A PDF is read by a process of its own ([`process`]); what comes back is made into tables by `grid`.
//! Text documents say themselves what their cells are. Both give the same [`Reading`], which is written
//! as a spreadsheet for the ordinary import ([`write`]), or as JSON with the place of each cell.

mod docx;
mod odt;
pub mod process;
mod sheet;

use std::path::Path;

use sha2::{Digest as _, Sha256};
pub use wegmarke_grid as grid;
use wegmarke_grid::{Drawing, DrawingError, Drawn, Known, Reading, Refused};

use crate::table::archive;

pub use sheet::{Words, to_json, to_xlsx};

/// Why a document gives no tables.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The file itself, before anything is read of it.
    #[error(transparent)]
    Read(#[from] crate::ReadError),
    /// The reader would not have it.
    #[error("{}", .0.code())]
    Refused(Refused),
    /// What somebody drew on it.
    #[error("{}", .0.code())]
    Drawing(DrawingError),
    /// A kind of file that holds no tables for people.
    #[error("unknown-kind")]
    UnknownKind,
    /// The spreadsheet cannot be written.
    #[error("{0}")]
    Writer(String),
}

impl PaperError {
    /// A stable code; words for it are in `locales/`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Read(error) => error.code(),
            Self::Refused(refused) => refused.code(),
            Self::Drawing(error) => error.code(),
            Self::UnknownKind => "unknown-kind",
            Self::Writer(_) => "writer",
        }
    }
}

/// Bytes of one document.
const BYTES: usize = 128 * 1024 * 1024;

/// Reads the tables of a document. `reader` is the program that is started for a PDF: this one.
///
/// # Errors
/// What is wrong with the file.
pub fn read_tables(
    file: &str,
    bytes: &[u8],
    reader: &Path,
    known: &Known,
) -> Result<Reading, PaperError> {
    if bytes.len() > BYTES {
        return Err(PaperError::Read(crate::ReadError::TooLarge {
            file: file.to_owned(),
            limit: BYTES as u64,
        }));
    }
    if bytes.is_empty() {
        return Err(PaperError::Read(crate::ReadError::Empty {
            file: file.to_owned(),
        }));
    }
    let mut reading = if is_pdf(bytes) {
        let paper = process::read(reader, bytes).map_err(PaperError::Refused)?;
        wegmarke_grid::read(&paper, known)
    } else {
        wegmarke_grid::read_document(&text_document(file, bytes)?, known)
    };
    reading.file_hash = hex::encode(Sha256::digest(bytes));
    Ok(reading)
}

/// Reads the table that somebody drew on pages of a PDF; else as [`read_tables`].
///
/// # Errors
/// What is wrong with the file or the drawing.
pub fn draw_table(
    bytes: &[u8],
    reader: &Path,
    drawing: &Drawing,
    known: &Known,
) -> Result<Drawn, PaperError> {
    if !is_pdf(bytes) {
        return Err(PaperError::Drawing(DrawingError::Pages));
    }
    let paper = process::read(reader, bytes).map_err(PaperError::Refused)?;
    wegmarke_grid::draw(&paper, drawing, known).map_err(PaperError::Drawing)
}

/// Whether bytes are of a kind that [`read_tables`] reads, so far as that is seen from outside.
#[must_use]
pub fn is_paper(file: &str, bytes: &[u8]) -> bool {
    if is_pdf(bytes) {
        return true;
    }
    let name = file.to_lowercase();
    let is_word = name.ends_with(".docx") || name.ends_with(".odt");
    // Locked ones lie in a container of another kind: what they are is told by their name only.
    if !bytes.starts_with(b"PK") {
        return is_word && bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    }
    let Ok(mut archive) = archive::open(file, bytes) else {
        return is_word;
    };
    if archive.index_for_name("word/document.xml").is_some() {
        return true;
    }
    let kind = archive::part(file, &mut archive, "mimetype").unwrap_or_default();
    kind.starts_with("application/vnd.oasis.opendocument.text")
}

/// The blocks of a .docx or .odt.
fn text_document(file: &str, bytes: &[u8]) -> Result<Vec<wegmarke_grid::Block>, PaperError> {
    // Locked files of Word, and old ones, lie in a container of another kind.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        let locked: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let is_locked = bytes.windows(locked.len()).any(|part| part == locked);
        return Err(if is_locked {
            PaperError::Refused(Refused::Encrypted)
        } else {
            PaperError::UnknownKind
        });
    }
    if !bytes.starts_with(b"PK") {
        return Err(PaperError::UnknownKind);
    }
    let mut archive = archive::open(file, bytes)?;
    if archive.index_for_name("word/document.xml").is_some() {
        return Ok(docx::blocks(file, &mut archive)?);
    }
    let kind = archive::part(file, &mut archive, "mimetype").unwrap_or_default();
    if !kind.starts_with("application/vnd.oasis.opendocument.text") {
        return Err(PaperError::UnknownKind);
    }
    let manifest = archive::part(file, &mut archive, "META-INF/manifest.xml").unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(PaperError::Refused(Refused::Encrypted));
    }
    Ok(odt::blocks(file, &mut archive)?)
}

/// Whether a file is, or calls itself, a PDF.
fn is_pdf(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..1024).unwrap_or(bytes);
    beginning.windows(5).any(|five| five == b"%PDF-")
}
