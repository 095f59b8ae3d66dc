// SPDX-License-Identifier: EUPL-1.2
//! Uploaded files: which kinds are taken, how large, and under which names.
//!
//! Nothing is taken that a browser would run: no HTML, no SVG, no script, no program, no macros. A
//! file's bytes and the ending of its name must agree; the bytes are looked at where file formats
//! are known (`exchange::file`).

use serde::{Deserialize, Serialize};

use crate::problem::{Problem, codes};
use crate::shape::{Kind, Kinded, Own};
use crate::words::words;

/// Most bytes of one file: 10 MiB.
pub const MOST_BYTES: u64 = 10 << 20;
/// Most bytes of all files of one organisation: 500 MiB.
pub const MOST_BYTES_OF_ALL: u64 = 500 << 20;
/// Most characters of a name.
const LONGEST_NAME: usize = 100;

words! {
    /// Kinds of files that are taken.
    FileType {
        /// A PDF document.
        Pdf => "pdf",
        /// A PNG picture.
        Png => "png",
        /// A JPEG picture.
        Jpeg => "jpeg",
        /// A WebP picture.
        Webp => "webp",
        /// Plain text.
        Text => "txt",
        /// A table as text.
        Csv => "csv",
        /// An OpenDocument text.
        Odt => "odt",
        /// An OpenDocument spreadsheet.
        Ods => "ods",
        /// An OpenDocument presentation.
        Odp => "odp",
        /// A Word document without macros.
        Docx => "docx",
        /// An Excel workbook without macros.
        Xlsx => "xlsx",
        /// A PowerPoint presentation without macros.
        Pptx => "pptx",
    }
}

impl FileType {
    /// Its name on the web, such as `application/pdf`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
        }
    }

    /// The kind with this name on the web.
    #[must_use]
    pub fn find_by_media_type(name: &str) -> Option<Self> {
        let of = |kind: &Self| kind.media_type() == name;
        Self::ALL.iter().copied().find(of)
    }

    /// The kind that a file's name claims by its ending.
    #[must_use]
    pub fn find_by_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_ascii_lowercase();
        if ending == "jpg" {
            return Some(Self::Jpeg);
        }
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == ending)
    }
}

/// An uploaded file by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// SHA-256 of the bytes, 64 hexadecimal digits in lower case.
    pub sha256: Box<str>,
    /// The name under which it is offered, without folders.
    pub name: Box<str>,
    /// Its type, such as `application/pdf`.
    #[serde(rename = "type")]
    pub media_type: Box<str>,
    /// Bytes.
    pub size: u64,
}

impl Kinded for File {
    const KIND: Kind = Kind::Own(Own::File);
}

impl File {
    /// Which kind it is; `None` if it is none that is taken.
    #[must_use]
    pub fn find_type(&self) -> Option<FileType> {
        FileType::find_by_media_type(&self.media_type)
    }

    /// Notes what is wrong with what is said of a file in `field`.
    pub(crate) fn check(&self, field: &str, problems: &mut Vec<Problem>) {
        let mut wrong = |code| problems.push(Problem::new(field, code));
        if !is_sha256(&self.sha256) {
            wrong(codes::FILE_UNKNOWN);
        }
        let kind = self.find_type();
        if kind.is_none() || FileType::find_by_name(&self.name) != kind {
            wrong(codes::FILE_TYPE);
        }
        if *self.name != *clean_name(&self.name) {
            wrong(codes::FILE_NAME);
        }
        if self.size == 0 {
            wrong(codes::FILE_EMPTY);
        }
        if self.size > MOST_BYTES {
            wrong(codes::FILE_TOO_LARGE);
        }
    }
}

/// Whether it is a SHA-256 as we write it: 64 hexadecimal digits in lower case.
#[must_use]
pub fn is_sha256(text: &str) -> bool {
    let digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    text.len() == 64 && text.bytes().all(digit)
}

/// A name that is safe to show and to offer: the last part of a path, without characters that are
/// not seen, change the direction of writing or mean something to a file system, and not too long.
/// May be empty. Cleaning it again changes nothing.
#[must_use]
pub fn clean_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !is_unseen(*c) && !matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'))
        .collect();
    let trimmed = |text: &str| {
        text.trim_start_matches(['.', ' '])
            .trim_end_matches(['.', ' '])
            .to_owned()
    };
    let name = trimmed(&seen);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().count() <= 10 => (stem, format!(".{ending}")),
        _ => (&*name, String::new()),
    };
    let room = LONGEST_NAME - ending.chars().count();
    let stem: String = stem.chars().take(room).collect();
    trimmed(&format!("{}{ending}", stem.trim_end_matches(['.', ' '])))
}

/// Control characters, marks of direction, and characters without width.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{File, FileType, clean_name, is_sha256};

    #[test]
    fn a_name_is_the_last_part_of_a_path_and_looks_like_what_it_is() {
        for (given, name) in [
            ("Bericht 2026.pdf", "Bericht 2026.pdf"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\windows\\win.ini", "win.ini"),
            ("C:\\x\\y.pdf", "y.pdf"),
            ("C:y.pdf", "Cy.pdf"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("a\u{200b}\u{feff}.p\u{ad}df", "a.pdf"),
            ("a\r\nSet-Cookie: x.pdf", "a  Set-Cookie x.pdf"),
            ("a\u{0}.pdf", "a.pdf"),
            (".htaccess", "htaccess"),
            ("...pdf", "pdf"),
            ("a.pdf. . ", "a.pdf"),
            ("a/", ""),
            ("", ""),
            ("..", ""),
            ("\"><script>.png", "script.png"),
            ("مستند.pdf", "مستند.pdf"),
            ("Übersicht – Größe.odt", "Übersicht – Größe.odt"),
        ] {
            assert_eq!(clean_name(given), name, "{given:?}");
            assert_eq!(clean_name(name), name, "cleaned twice: {given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        for given in [
            format!("{}.pdf", "ä".repeat(300)),
            format!("{}.pdf", "a .".repeat(150)),
            "x".repeat(300),
            format!("a.{}", "x".repeat(300)),
        ] {
            let name = clean_name(&given);
            assert!(name.chars().count() <= 100, "{name}");
            assert_eq!(name.ends_with(".pdf"), given.ends_with(".pdf"), "{name}");
            assert_eq!(clean_name(&name), name);
        }
    }

    #[test]
    fn the_ending_tells_the_kind_and_nothing_that_runs_is_one() {
        for (name, kind) in [
            ("a.PDF", Some(FileType::Pdf)),
            ("a.jpg", Some(FileType::Jpeg)),
            ("a.jpeg", Some(FileType::Jpeg)),
            ("a.tar.csv", Some(FileType::Csv)),
            ("a.pdf.exe", None),
            ("a.html", None),
            ("a.svg", None),
            ("a.docm", None),
            ("a.xlsm", None),
            ("a.js", None),
            ("pdf", None),
            ("", None),
        ] {
            assert_eq!(FileType::find_by_name(name), kind, "{name}");
        }
        for kind in FileType::ALL {
            assert_eq!(FileType::find_by_media_type(kind.media_type()), Some(*kind));
        }
    }

    #[test]
    fn what_is_said_of_a_file_must_fit() {
        let good = File {
            sha256: "ab".repeat(32).into(),
            name: "a.pdf".into(),
            media_type: "application/pdf".into(),
            size: 7,
        };
        let codes = |file: &File| {
            let mut problems = Vec::new();
            file.check("evidence.0.file", &mut problems);
            problems.iter().map(|one| one.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&good), Vec::<&str>::new());
        let bad = File {
            sha256: "../../x".into(),
            name: "../a\u{202e}.html".into(),
            media_type: "text/html".into(),
            size: 0,
        };
        assert_eq!(
            codes(&bad),
            ["file_unknown", "file_type", "file_name", "file_empty"]
        );
        let large = File {
            size: (10 << 20) + 1,
            ..good.clone()
        };
        assert_eq!(codes(&large), ["file_too_large"]);
        let other = File {
            media_type: "image/png".into(),
            ..good
        };
        assert_eq!(codes(&other), ["file_type"]);
        assert!(!is_sha256(&"AB".repeat(32)));
    }
}
