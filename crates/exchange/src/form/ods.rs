// SPDX-License-Identifier: EUPL-1.2
//! The sheets of a form as ODS: a ZIP file of a few XML parts (OpenDocument 1.3, part 3).

mod content;
mod parts;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use self::parts::MIME;
use super::layout::Layout;
use super::{Form, FormError};

impl Form {
    /// The form as an ODS file.
    ///
    /// # Errors
    /// As for [`Form::to_xlsx`].
    pub fn to_ods(&self) -> Result<Vec<u8>, FormError> {
        write(&Layout::of(self)?)
    }
}

fn write(layout: &Layout) -> Result<Vec<u8>, FormError> {
    let refused = |error: &dyn ToString| FormError::Writer(error.to_string());
    let content = content::content(layout).map_err(|error| refused(&error))?;
    let parts = [
        ("content.xml", content),
        ("styles.xml", parts::styles(layout)),
        ("meta.xml", parts::meta(layout)),
        ("settings.xml", parts::settings(layout)),
    ];
    pack(&parts).map_err(FormError::Writer)
}

/// Packs the parts of an ODS file, which need no list of themselves.
pub(crate) fn pack(parts: &[(&str, String)]) -> Result<Vec<u8>, String> {
    let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
    let manifest = parts::manifest(&names);
    let packed = parts.iter().map(|(name, text)| (*name, text.as_str()));
    // The kind of file comes first and unpacked, so that anybody finds it at a fixed place.
    let first = ("mimetype", MIME);
    let last = ("META-INF/manifest.xml", manifest.as_str());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in std::iter::once(first).chain(packed).chain([last]) {
        let method = match name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            // The date of the document stands in meta.xml; the same form gives the same bytes.
            .last_modified_time(DateTime::default());
        zip.start_file(name, options)
            .map_err(|error| error.to_string())?;
        zip.write_all(text.as_bytes())
            .map_err(|error| error.to_string())?;
    }
    let file = zip.finish().map_err(|error| error.to_string())?;
    Ok(file.into_inner())
}
