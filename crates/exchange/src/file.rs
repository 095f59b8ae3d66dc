// SPDX-License-Identifier: EUPL-1.2
//! Whether the bytes of an uploaded file are what its name says.
//!
//! Only the beginning of a picture or a PDF is looked at, which is all that a browser looks at, too.
//! Office files are opened: their parts say what they are and whether they hold macros.

use wegmarke_domain::file::FileType;

use crate::table::archive::{self, Archive};

/// Bytes of a text in which marks of a web page are looked for.
const SNIFFED: usize = 1024;

/// Whether `bytes` are a file of this kind, without anything in it that runs.
#[must_use]
pub fn is_of_kind(kind: FileType, bytes: &[u8]) -> bool {
    match kind {
        FileType::Pdf => bytes.starts_with(b"%PDF-"),
        FileType::Png => {
            bytes.starts_with(b"\x89PNG\r\n\x1A\n") && bytes.get(12..16) == Some(b"IHDR")
        }
        FileType::Jpeg => bytes.starts_with(b"\xFF\xD8\xFF"),
        FileType::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
        FileType::Text | FileType::Csv => is_plain_text(bytes),
        FileType::Odt | FileType::Ods | FileType::Odp => is_open_document(kind, bytes),
        FileType::Docx => is_office(bytes, "word/document", "wordprocessingml.document.main+xml"),
        FileType::Xlsx => is_office(bytes, "xl/workbook", "spreadsheetml.sheet.main+xml"),
        FileType::Pptx => is_office(
            bytes,
            "ppt/presentation",
            "presentationml.presentation.main+xml",
        ),
    }
}

/// Characters and line ends only, and nothing that a browser could take for a page or a shell for a
/// script. Older encodings than UTF-8 are texts, too.
fn is_plain_text(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let printed = |b: &u8| !b.is_ascii_control() || matches!(b, b'\t' | b'\n' | b'\r' | 0x0C);
    let start = text.trim_ascii_start();
    let tag = |b: &u8| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?' | b'/');
    let marked = start.strip_prefix(b"<").and_then(|rest| rest.first());
    let sniffed = text
        .get(..text.len().min(SNIFFED))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let holds = |mark: &[u8]| sniffed.windows(mark.len()).any(|part| part == mark);
    let marks: [&[u8]; 5] = [b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml"];
    let others: [&[u8]; 4] = [b"#!", b"%PDF", b"\xFF\xD8\xFF", b"{\\rtf"];
    text.iter().all(printed)
        && !others.iter().any(|other| start.starts_with(other))
        && !marked.is_some_and(tag)
        && !marks.into_iter().any(holds)
}

fn is_open_document(kind: FileType, bytes: &[u8]) -> bool {
    let Some((mut archive, names)) = open(bytes) else {
        return false;
    };
    let macros = |name: &String| name.starts_with("basic/") || name.starts_with("scripts/");
    let media_type = archive::part("", &mut archive, "mimetype");
    !names.iter().any(macros)
        && names.iter().any(|name| name == "content.xml")
        && media_type.is_ok_and(|found| found.trim_end() == kind.media_type())
}

/// `part` is the beginning of the main part's name, `main` the end of its type.
fn is_office(bytes: &[u8], part: &str, main: &str) -> bool {
    let Some((mut archive, names)) = open(bytes) else {
        return false;
    };
    let Ok(types) = archive::part("", &mut archive, "[Content_Types].xml") else {
        return false;
    };
    let types = types.to_ascii_lowercase();
    let runs = ["macroenabled", "vbaproject", "vbadata", "activex"];
    let runs = |text: &str| runs.iter().any(|word| text.contains(word));
    names.iter().any(|name| name.starts_with(part))
        && types.contains(main)
        && !runs(&types)
        && !names.iter().any(|name| runs(name))
}

/// A measured archive, and the names of its parts in lower case.
fn open(bytes: &[u8]) -> Option<(Archive<'_>, Vec<String>)> {
    let archive = archive::open("", bytes).ok()?;
    let names: Result<_, _> = archive
        .file_names()
        .map(|name| name.map(|name| name.to_ascii_lowercase()))
        .collect();
    names.ok().map(|names| (archive, names))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use wegmarke_domain::file::FileType;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::is_of_kind;

    const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01";
    const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    const HTML: &[u8] = b"<!DOCTYPE html><script>alert(1)</script>";

    fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, text) in parts {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn docx(extra: &[(&str, &str)], main: &str) -> Vec<u8> {
        let types = format!(
            "<Types><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>"
        );
        let mut parts = vec![
            ("[Content_Types].xml", &*types),
            ("word/document.xml", "<w/>"),
        ];
        parts.extend(extra);
        zip(&parts)
    }

    const DOCX: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    #[test]
    fn each_kind_is_told_by_its_bytes() {
        let odt = zip(&[
            ("mimetype", FileType::Odt.media_type()),
            ("content.xml", "<a/>"),
        ]);
        for (kind, bytes) in [
            (FileType::Pdf, &b"%PDF-1.7\n"[..]),
            (FileType::Png, PNG),
            (FileType::Jpeg, b"\xFF\xD8\xFF\xE0"),
            (FileType::Webp, b"RIFF\x01\0\0\0WEBPVP8 "),
            (FileType::Text, "Grüße\r\n1 < 2".as_bytes()),
            (FileType::Text, b"Gr\xFC\xDFe, 5 <-> 6"),
            (FileType::Csv, b"\xEF\xBB\xBFa;b\n1;2\n"),
            (FileType::Odt, &odt),
            (FileType::Docx, &docx(&[], DOCX)),
        ] {
            for other in FileType::ALL {
                let texts = [FileType::Text, FileType::Csv];
                let same = *other == kind || texts.contains(other) && texts.contains(&kind);
                assert_eq!(is_of_kind(*other, bytes), same, "{kind:?} as {other:?}");
            }
        }
    }

    #[test]
    fn nothing_that_runs_passes_under_any_name() {
        let with = |part: &str| docx(&[(part, "x")], DOCX);
        let macro_main = "application/vnd.ms-word.document.macroEnabled.main+xml";
        let basic = zip(&[
            ("mimetype", FileType::Odt.media_type()),
            ("content.xml", "<a/>"),
            ("Basic/Standard/Module1.xml", "x"),
        ]);
        let bare = zip(&[("word/document.xml", "<w/>")]);
        let script = zip(&[("mimetype", "application/zip"), ("content.xml", "<a/>")]);
        let late = [b"a,b\n1,2\n<script>alert(1)</script>".as_slice()].concat();
        let spaced = [b"\xEF\xBB\xBF \r\n\t".as_slice(), HTML].concat();
        for (what, bytes) in [
            ("SVG", SVG),
            ("XML", b"<?xml version=\"1.0\"?><svg/>"),
            ("HTML", HTML),
            ("HTML behind blanks", &spaced),
            ("HTML behind a heading", &late),
            ("a shell script", b"#!/bin/sh\nrm -rf /"),
            ("a program", b"MZ\x90\0\x03"),
            ("a program of Linux", b"\x7FELF\x02\x01\x01\0"),
            ("an old Word file", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
            ("a ZIP without types", &bare),
            ("a ZIP with another type", &script),
            ("macros", &with("word/vbaProject.bin")),
            ("ActiveX", &with("word/activeX/activeX1.bin")),
            ("a document with macros", &docx(&[], macro_main)),
            ("an OpenDocument with macros", &basic),
            ("half a PNG", &PNG[..9]),
            ("half a ZIP", &docx(&[], DOCX)[..60]),
            ("UTF-16", b"\xFF\xFEa\0b\0"),
        ] {
            for kind in FileType::ALL {
                assert!(!is_of_kind(*kind, bytes), "{what} as {kind:?}");
            }
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let types = format!("<Types>{DOCX}</Types>");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default();
        for (name, bytes) in [
            ("[Content_Types].xml", types.into_bytes()),
            ("word/document.xml", vec![b' '; 40 << 20]),
        ] {
            zip.start_file(name, packed).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 100_000, "{}", bytes.len());
        assert!(!is_of_kind(FileType::Docx, &bytes));
    }
}
