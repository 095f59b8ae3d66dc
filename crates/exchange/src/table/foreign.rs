// SPDX-License-Identifier: EUPL-1.2
//! What a file is, by its first bytes, whatever it is called.

/// A format that announces itself.
pub(super) enum Foreign {
    /// Today's spreadsheets, and other archives.
    Zip,
    /// Old Office files, and locked ones.
    Compound,
    /// The code of a reason: what it is.
    Other(&'static str),
}

/// What a file is that cannot be a spreadsheet of today.
pub(crate) fn other_than_zip(file: &str, bytes: &[u8]) -> Option<&'static str> {
    match look(file, bytes) {
        Some(Foreign::Zip) => None,
        Some(Foreign::Compound) => Some("is_old_or_locked"),
        Some(Foreign::Other(what)) => Some(what),
        None => Some("is_plain_text"),
    }
}

/// Formats that announce themselves with their first bytes.
pub(super) fn look(file: &str, bytes: &[u8]) -> Option<Foreign> {
    const OTHERS: [(&[u8], &str); 9] = [
        (b"%PDF", "is_pdf"),
        (b"\x89PNG", "is_picture"),
        (b"\xFF\xD8\xFF", "is_picture"),
        (b"GIF8", "is_picture"),
        (b"\x1F\x8B", "is_gzip"),
        (b"7z\xBC\xAF\x27\x1C", "is_7z"),
        (b"Rar!", "is_rar"),
        (b"SQLite format 3", "is_database"),
        (b"{\\rtf", "is_text_document"),
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
    Some(Foreign::Other(named(file, what)))
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
        return Some("is_web_page");
    }
    if start.starts_with("mime-version:") {
        return Some("is_web_archive");
    }
    if !start.starts_with("<?xml") {
        return None;
    }
    Some(if has("urn:schemas-microsoft-com:office:spreadsheet") {
        "is_excel_2003"
    } else if has("opendocument") {
        "is_flat_odf"
    } else if has("<html") {
        "is_web_page"
    } else {
        "is_xml"
    })
}

/// What it is, with regard to whether it is called a spreadsheet: another thing helps then.
fn named(file: &str, what: &'static str) -> &'static str {
    let ending = file
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    let is_called = ending.is_some_and(|ending| {
        ["xls", "xlsx", "xlsm", "xlsb", "ods", "csv"].contains(&ending.as_str())
    });
    match (what, is_called) {
        ("is_web_page", true) => "is_web_page_as_table",
        ("is_web_archive", true) => "is_web_archive_as_table",
        ("is_pdf", true) => "is_pdf_as_table",
        ("is_picture", true) => "is_picture_as_table",
        ("is_text_document", true) => "is_text_document_as_table",
        _ => what,
    }
}
