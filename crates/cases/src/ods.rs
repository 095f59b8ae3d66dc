// SPDX-License-Identifier: EUPL-1.2
//! Tables as OpenDocument: as little of it as a spreadsheet program needs, the same bytes for the same rows.

use std::io::{Cursor, Write as _};

use anyhow::Result;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// A sheet: its name and its rows.
pub type Sheet = (String, Vec<Vec<String>>);

/// A workbook; cells of whole numbers from column `numbers_from` of a sheet are numbers.
///
/// # Errors
/// If it cannot be packed.
pub fn write(sheets: &[(Sheet, usize)]) -> Result<Vec<u8>> {
    let mut content = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.3\">\
         <office:body><office:spreadsheet>",
    );
    for ((name, rows), numbers_from) in sheets {
        content.push_str(&format!("<table:table table:name=\"{}\">", escape(name)));
        for (line, row) in rows.iter().enumerate() {
            content.push_str("<table:table-row>");
            for (column, cell) in row.iter().enumerate() {
                let text = escape(cell);
                let is_number = line > 0 && column >= *numbers_from && cell.parse::<u64>().is_ok();
                let kind = if is_number {
                    format!("office:value-type=\"float\" office:value=\"{text}\"")
                } else {
                    "office:value-type=\"string\"".to_owned()
                };
                if cell.is_empty() {
                    content.push_str("<table:table-cell/>");
                } else {
                    content.push_str(&format!(
                        "<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"
                    ));
                }
            }
            content.push_str("</table:table-row>");
        }
        content.push_str("</table:table>");
    }
    content.push_str("</office:spreadsheet></office:body></office:document-content>\n");
    let manifest = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\
         <manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{MIME}\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\
         </manifest:manifest>\n"
    );
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // The kind comes first and is not packed: so programs recognise the file.
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text, options) in [
        ("mimetype", MIME, plain),
        ("META-INF/manifest.xml", &manifest, packed),
        ("content.xml", &content, packed),
    ] {
        file.start_file(name, options)?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _};

    use super::write;

    #[test]
    fn what_is_written_is_read_back() {
        let row = |cells: &[&str]| {
            cells
                .iter()
                .map(|cell| (*cell).to_owned())
                .collect::<Vec<_>>()
        };
        let sheet = |name: &str| {
            let rows = vec![
                row(&["age", "state", "count"]),
                row(&["<18 & \"x\"", "number", "12"]),
                row(&["7", "suppressed", ""]),
            ];
            ((name.to_owned(), rows), 2)
        };
        let sheets = [sheet("1 a"), sheet("2 b")];
        let file = write(&sheets).unwrap();
        assert_eq!(file, write(&sheets).unwrap(), "the same bytes");
        assert!(file.starts_with(b"PK"));
        let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(&file)).unwrap();
        assert_eq!(book.sheet_names(), ["1 a", "2 b"]);
        let range = book.worksheet_range("2 b").unwrap();
        let cell =
            |row: usize, column: usize| range.get((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(cell(1, 0), Data::String("<18 & \"x\"".to_owned()));
        assert_eq!(cell(1, 2), Data::Float(12.0));
        assert_eq!(
            cell(2, 0),
            Data::String("7".to_owned()),
            "a code stays a text"
        );
        assert_eq!(cell(2, 2), Data::Empty);
    }
}
