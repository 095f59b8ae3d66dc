// SPDX-License-Identifier: EUPL-1.2
//! What a file is, by its first bytes, whatever it is called.

/// A format that announces itself.
pub(super) enum Foreign {
    /// Today's spreadsheets, and other archives.
    Zip,
    /// Old Office files, and locked ones.
    Compound,
    Other(String),
}

/// What a file is that cannot be a spreadsheet of today.
pub(crate) fn other_than_zip(file: &str, bytes: &[u8]) -> Option<String> {
    match look(file, bytes) {
        Some(Foreign::Zip) => None,
        Some(Foreign::Compound) => {
            Some("an old Excel or Word file, or a locked one; save it as XLSX".to_owned())
        }
        Some(Foreign::Other(what)) => Some(what),
        None => Some("a plain text".to_owned()),
    }
}

/// Formats that announce themselves with their first bytes.
pub(super) fn look(file: &str, bytes: &[u8]) -> Option<Foreign> {
    const OTHERS: [(&[u8], &str); 9] = [
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a gzip file; unpack it first"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z archive; unpack it first"),
        (b"Rar!", "a RAR archive; unpack it first"),
        (b"SQLite format 3", "a database"),
        (b"{\\rtf", "a text document"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(Foreign::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some(Foreign::Compound);
    }
    let what = match OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        Some((_, what)) => what,
        None => markup(bytes)?,
    };
    Some(Foreign::Other(format!("{what}{}", advice(file, what))))
}

/// Texts of tags.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    const PAGES: [&str; 9] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<meta",
        "<div",
        "<style",
        "<script",
    ];
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let start = start.get(..start.len().min(2_000)).unwrap_or_default();
    let start = String::from_utf8_lossy(start).to_lowercase();
    let has = |words: &str| start.contains(words);
    if PAGES.iter().any(|tag| start.starts_with(tag)) {
        return Some("a web page");
    }
    if start.starts_with("mime-version:") {
        return Some("a web archive");
    }
    if !start.starts_with("<?xml") {
        return None;
    }
    Some(if has("urn:schemas-microsoft-com:office:spreadsheet") {
        "an XML file of Excel 2003; open it in a spreadsheet program and save it as XLSX"
    } else if has("opendocument") {
        "a flat OpenDocument file; open it in a spreadsheet program and save it as ODS"
    } else if has("<html") {
        "a web page"
    } else {
        "an XML file"
    })
}

/// What to do with a file that is called a spreadsheet and is none.
fn advice(file: &str, what: &str) -> &'static str {
    let ending = file
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    let is_called = ending.is_some_and(|ending| {
        ["xls", "xlsx", "xlsm", "xlsb", "ods", "csv"].contains(&ending.as_str())
    });
    match (what, is_called) {
        ("a web page" | "a web archive", true) => {
            " under the name of a spreadsheet; open it in a spreadsheet program and save it as XLSX"
        }
        ("a web page", false) => "; download the file behind it",
        ("a PDF document" | "a picture" | "a text document", true) => {
            " under the name of a spreadsheet; ask for the table itself"
        }
        _ => "",
    }
}
