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
    // The kind of file comes first and unpacked, so that anybody finds it at a fixed place.
    let parts = [
        ("mimetype", MIME.to_owned(), CompressionMethod::Stored),
        ("content.xml", content, CompressionMethod::Deflated),
        (
            "styles.xml",
            parts::styles(layout),
            CompressionMethod::Deflated,
        ),
        ("meta.xml", parts::meta(layout), CompressionMethod::Deflated),
        (
            "settings.xml",
            parts::settings(layout),
            CompressionMethod::Deflated,
        ),
        (
            "META-INF/manifest.xml",
            parts::manifest(),
            CompressionMethod::Deflated,
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text, method) in parts {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            // The date of the document stands in meta.xml; the same form gives the same bytes.
            .last_modified_time(DateTime::default());
        zip.start_file(name, options)
            .map_err(|error| refused(&error))?;
        zip.write_all(text.as_bytes())
            .map_err(|error| refused(&error))?;
    }
    let file = zip.finish().map_err(|error| refused(&error))?;
    Ok(file.into_inner())
}
