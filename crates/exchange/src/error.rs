// SPDX-License-Identifier: EUPL-1.2
//! Why a file cannot be read. Nothing of such a file is imported.

use std::fmt;

use wegmarke_domain::message::{Fact, Family, Message};

use crate::limits;
use crate::reason::reason;
use crate::renamed::Renamed;

/// A file or folder cannot be read with this profile. Its words are those of [`ReadError::message`].
#[derive(Debug)]
pub enum ReadError {
    /// The system refuses.
    Unreadable {
        /// File as given.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Larger than what is ever read.
    TooLarge {
        /// File name.
        file: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// More of something than is ever read.
    TooMany {
        /// File name.
        file: String,
        /// What there is too much of, such as `columns`: a code of [`Family::ReadMany`].
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// One cell that is longer than any text meant for reading.
    CellTooLong {
        /// File name, and the sheet.
        file: String,
        /// Row as a spreadsheet counts it.
        row: u32,
        /// Column number, from 1.
        column: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Nothing in it.
    Empty {
        /// File name.
        file: String,
    },
    /// Some other kind of file.
    NotATable {
        /// File name.
        file: String,
        /// What was seen.
        why: Message,
    },
    /// Behind a password.
    Locked {
        /// File name.
        file: String,
    },
    /// Starts well and does not end well.
    Damaged {
        /// File name.
        file: String,
        /// What the reader says.
        why: Message,
    },
    /// A compressed file that would fill the memory.
    ZipClaimsTooMuch {
        /// File name.
        file: String,
        /// Bytes claimed (or met while unpacking).
        claimed: u64,
        /// Bytes allowed for this file.
        limit: u64,
    },
    /// A formula where a value is expected.
    Formula {
        /// File name, and the sheet.
        file: String,
        /// Row as a spreadsheet counts it.
        row: u32,
        /// Heading of the column.
        column: String,
        /// The beginning of the formula.
        text: String,
    },
    /// The profile names a heading that two columns have.
    DuplicateHeading {
        /// File name, and the sheet.
        file: String,
        /// The heading.
        heading: String,
        /// Column number, from 1.
        first: usize,
        /// Column number, from 1.
        second: usize,
    },
    /// The row that the profile names for the headings is not there.
    NoHeadingRow {
        /// File name, and the sheet.
        file: String,
        /// Row as a spreadsheet counts it.
        row: u32,
    },
    /// The profile wants a column that the file does not have.
    MissingColumn {
        /// File name, and the sheet.
        file: String,
        /// Accepted headings.
        wanted: Vec<String>,
        /// What wants it, in words of the profile: noun and attribute, or a key.
        by: String,
        /// The nearest heading, or all headings.
        advice: Box<Message>,
    },
    /// Headings are gone, and new ones hold the same kind of values in their place.
    RenamedHeadings {
        /// Which, as far as they are proposed.
        renamed: Vec<Renamed>,
    },
    /// The profile wants a file that the folder does not have.
    MissingFile {
        /// The folder.
        folder: String,
        /// File patterns.
        wanted: Vec<String>,
    },
    /// Nothing of the profile is for this file.
    NoTableForFile {
        /// File name.
        file: String,
        /// File patterns.
        wanted: Vec<String>,
    },
    /// A spreadsheet without the sheet the profile names.
    MissingSheet {
        /// File name.
        file: String,
        /// The sheets of the profile.
        sheets: Vec<String>,
        /// The nearest sheet, or all sheets.
        advice: Box<Message>,
    },
    /// A bundle of numbers that nobody signed, or no bundle where one is wanted.
    Unsigned {
        /// File name.
        file: String,
    },
    /// A signed bundle that was changed since, or is not complete.
    BrokenSignature {
        /// File name.
        file: String,
        /// What does not fit.
        why: Message,
    },
    /// A bundle that somebody else signed than who was named.
    ForeignSignature {
        /// File name.
        file: String,
        /// The public keys that signed it.
        keys: Vec<String>,
    },
    /// Not a form that was downloaded here.
    NotAForm {
        /// File name.
        file: String,
        /// What was seen or missed.
        why: Message,
    },
}

impl ReadError {
    pub(crate) fn too_many(file: &str, what: &'static str, limit: usize) -> Self {
        Self::TooMany {
            file: file.to_owned(),
            what,
            limit,
        }
    }

    pub(crate) fn cell_too_long(file: &str, row: u32, column: usize) -> Self {
        Self::CellTooLong {
            file: file.to_owned(),
            row,
            column,
            limit: limits::CELL_BYTES,
        }
    }

    pub(crate) fn not_a_table(file: &str, why: Message) -> Self {
        Self::NotATable {
            file: file.to_owned(),
            why,
        }
    }

    /// The same, with the sheet in which it was met where that has a row or a column.
    pub(crate) fn in_sheet(mut self, sheet: &str) -> Self {
        if let Self::CellTooLong { file, .. }
        | Self::Formula { file, .. }
        | Self::DuplicateHeading { file, .. }
        | Self::NoHeadingRow { file, .. }
        | Self::MissingColumn { file, .. } = &mut self
        {
            let place = format!("[{sheet}]");
            if !sheet.is_empty() && !file.ends_with(&place) {
                *file = format!("{file} {place}");
            }
        }
        self
    }

    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::TooLarge { .. } => "too_large",
            Self::TooMany { .. } => "too_many",
            Self::CellTooLong { .. } => "cell_too_long",
            Self::Empty { .. } => "empty",
            Self::NotATable { .. } => "not_a_table",
            Self::Locked { .. } => "locked",
            Self::Damaged { .. } => "damaged",
            Self::ZipClaimsTooMuch { .. } => "zip_claims_too_much",
            Self::Formula { .. } => "formula",
            Self::DuplicateHeading { .. } => "duplicate_heading",
            Self::NoHeadingRow { .. } => "no_heading_row",
            Self::MissingColumn { .. } => "missing_column",
            Self::RenamedHeadings { .. } => "renamed_headings",
            Self::MissingFile { .. } => "missing_file",
            Self::NoTableForFile { .. } => "no_table_for_file",
            Self::MissingSheet { .. } => "missing_sheet",
            Self::Unsigned { .. } => "unsigned",
            Self::BrokenSignature { .. } => "broken_signature",
            Self::ForeignSignature { .. } => "foreign_signature",
            Self::NotAForm { .. } => "not_a_form",
        }
    }

    /// What a person is told.
    #[must_use]
    pub fn message(&self) -> Message {
        let message = Message::new(Family::ReadError, self.code());
        let any = |names: &Vec<String>| Fact::Any(names.clone());
        match self {
            Self::Unreadable { file, source } => {
                let why = match source.kind() {
                    std::io::ErrorKind::NotFound => reason("not_found"),
                    std::io::ErrorKind::PermissionDenied => reason("not_allowed"),
                    _ => reason("system").with("detail", source.to_string()),
                };
                message.with("file", file).with("why", why)
            }
            Self::TooLarge { file, limit } => {
                message.with("file", file).with("limit", limit.to_string())
            }
            Self::TooMany { file, what, limit } => message
                .with("file", file)
                .with("what", Message::new(Family::ReadMany, what))
                .with("limit", limit.to_string()),
            Self::CellTooLong {
                file,
                row,
                column,
                limit,
            } => message
                .with("file", file)
                .with("row", row.to_string())
                .with("column", column.to_string())
                .with("limit", limit.to_string()),
            Self::Empty { file } | Self::Locked { file } | Self::Unsigned { file } => {
                message.with("file", file)
            }
            Self::ForeignSignature { file, keys } => {
                message.with("file", file).with("keys", keys.join(", "))
            }
            Self::NotATable { file, why }
            | Self::BrokenSignature { file, why }
            | Self::Damaged { file, why }
            | Self::NotAForm { file, why } => message.with("file", file).with("why", why),
            Self::ZipClaimsTooMuch {
                file,
                claimed,
                limit,
            } => message
                .with("file", file)
                .with("claimed", claimed.to_string())
                .with("limit", limit.to_string()),
            Self::Formula {
                file,
                row,
                column,
                text,
            } => message
                .with("file", file)
                .with("row", row.to_string())
                .with("column", column)
                .with("text", text),
            Self::DuplicateHeading {
                file,
                heading,
                first,
                second,
            } => message
                .with("file", file)
                .with("heading", heading)
                .with("first", first.to_string())
                .with("second", second.to_string()),
            Self::NoHeadingRow { file, row } => {
                message.with("file", file).with("row", row.to_string())
            }
            Self::MissingColumn {
                file,
                wanted,
                by,
                advice,
            } => message
                .with("file", file)
                .with("wanted", any(wanted))
                .with("by", by)
                .with("advice", &**advice),
            Self::RenamedHeadings { renamed } => {
                let all = renamed.iter().map(Renamed::message);
                message.with("renamed", Fact::All(all.collect()))
            }
            Self::MissingFile { folder, wanted } => {
                message.with("folder", folder).with("wanted", any(wanted))
            }
            Self::NoTableForFile { file, wanted } => {
                message.with("file", file).with("wanted", any(wanted))
            }
            Self::MissingSheet {
                file,
                sheets,
                advice,
            } => message
                .with("file", file)
                .with("sheet", any(sheets))
                .with("advice", &**advice),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}
