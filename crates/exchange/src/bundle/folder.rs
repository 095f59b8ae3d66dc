// SPDX-License-Identifier: EUPL-1.2
//! A released folder as one file.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::release::SUMS;
use crate::{ReadError, limits};

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The bytes of a file; nothing is read of one that is too large.
fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        file: path.display().to_string(),
        source,
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > limits::FILE_BYTES {
        return Err(ReadError::TooLarge {
            file: name(path),
            limit: limits::FILE_BYTES,
        });
    }
    std::fs::read(path).map_err(unreadable)
}

/// Whether a folder is a release.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir() && path.join(SUMS).is_file()
}

/// A released folder as one file.
///
/// # Errors
/// If something in it cannot be read, or there is too much of it.
pub(crate) fn pack(folder: &Path) -> Result<Vec<u8>, ReadError> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files)?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let refused = |detail: String| ReadError::Unreadable {
        file: name(folder),
        source: std::io::Error::other(detail),
    };
    for (name, content) in &files {
        let begun = archive.start_file(name.as_str(), stored);
        begun.map_err(|error| refused(error.to_string()))?;
        let written = archive.write_all(content);
        written.map_err(|error| refused(error.to_string()))?;
    }
    let packed = archive.finish();
    Ok(packed
        .map_err(|error| refused(error.to_string()))?
        .into_inner())
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<(), ReadError> {
    let unreadable = |source| ReadError::Unreadable {
        file: folder.display().to_string(),
        source,
    };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
            continue;
        }
        let short = path.strip_prefix(root).unwrap_or(&path);
        files.insert(short.to_string_lossy().replace('\\', "/"), read(&path)?);
        let size: usize = files.values().map(Vec::len).sum();
        if files.len() > limits::FOLDER_FILES {
            let limit = limits::FOLDER_FILES;
            return Err(ReadError::too_many(&name(root), "files", limit));
        }
        if size as u64 > limits::FILE_BYTES {
            return Err(ReadError::TooLarge {
                file: name(root),
                limit: limits::FILE_BYTES,
            });
        }
    }
    Ok(())
}
