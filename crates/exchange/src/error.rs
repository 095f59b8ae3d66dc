// SPDX-License-Identifier: EUPL-1.2
//! Why a file cannot be read. Nothing of such a file is imported.

use crate::limits;
use crate::renamed::Renamed;

/// A file or folder cannot be read with this profile.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system refuses.
    #[error("{file} cannot be read: {source}; check the path and your rights to it")]
    Unreadable {
        /// File as given.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Larger than what is ever read.
    #[error("{file} is larger than {limit} bytes; split it into several files")]
    TooLarge {
        /// File name.
        file: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// More of something than is ever read.
    #[error("{file} has more than {limit} {what}; split it into several files")]
    TooMany {
        /// File name.
        file: String,
        /// What there is too much of, such as "columns".
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// One cell that is longer than any text meant for reading.
    #[error(
        "{file}, row {row}, column {column} holds a cell of more than {limit} bytes; \
         shorten it, or look for a quotation mark that is missing before it"
    )]
    CellTooLong {
        /// File name.
        file: String,
        /// Row as a spreadsheet counts it.
        row: u32,
        /// Column number, from 1.
        column: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// Nothing in it.
    #[error("{file} is empty; export it again")]
    Empty {
        /// File name.
        file: String,
    },
    /// Some other kind of file.
    #[error("{file} is not a table: {why}; give a CSV, XLSX, XLS, ODS or JSON file")]
    NotATable {
        /// File name.
        file: String,
        /// What was seen.
        why: String,
    },
    /// Behind a password.
    #[error("{file} is locked with a password; open it, remove the password and save it again")]
    Locked {
        /// File name.
        file: String,
    },
    /// Starts well and does not end well.
    #[error("{file} is damaged or cut off: {why}; export or download it again")]
    Damaged {
        /// File name.
        file: String,
        /// What the reader says.
        why: String,
    },
    /// A compressed file that would fill the memory.
    #[error(
        "{file} claims to hold {claimed} bytes when unpacked, more than the allowed {limit}; \
         nothing was unpacked. Save the table as CSV if it is really that large"
    )]
    ZipClaimsTooMuch {
        /// File name.
        file: String,
        /// Bytes claimed (or met while unpacking).
        claimed: u64,
        /// Bytes allowed for this file.
        limit: u64,
    },
    /// A formula where a value is expected.
    #[error(
        "{file}, row {row}, column “{column}” holds a formula ({text}); \
         replace formulas by their values and save again"
    )]
    Formula {
        /// File name.
        file: String,
        /// Row as a spreadsheet counts it.
        row: u32,
        /// Heading of the column.
        column: String,
        /// The beginning of the formula.
        text: String,
    },
    /// The profile names a heading that two columns have.
    #[error(
        "{file} has the heading “{heading}” in columns {first} and {second}; \
         rename one of them, or write “#{first}” or “#{second}” in the profile"
    )]
    DuplicateHeading {
        /// File name.
        file: String,
        /// The heading.
        heading: String,
        /// Column number, from 1.
        first: usize,
        /// Column number, from 1.
        second: usize,
    },
    /// The row that the profile names for the headings is not there.
    #[error("{file} has no row {row}, where the profile looks for headings; mend `heading_row`")]
    NoHeadingRow {
        /// File name.
        file: String,
        /// Row as a spreadsheet counts it.
        row: u32,
    },
    /// The profile wants a column that the file does not have.
    #[error(
        "{file} has no column “{wanted}” for {by}; {advice}. \
         If editions may lack it, say optional = true in the profile"
    )]
    MissingColumn {
        /// File name.
        file: String,
        /// Accepted headings, joined.
        wanted: String,
        /// What wants it: noun and attribute, or a part of the profile.
        by: String,
        /// The nearest heading, or all headings.
        advice: String,
    },
    /// Headings are gone, and new ones hold the same kind of values in their place.
    #[error(
        "{}; if they are the same, import with --accept-headings, or add the new headings to the profile",
        told(renamed)
    )]
    RenamedHeadings {
        /// Which, as far as they are proposed.
        renamed: Vec<Renamed>,
    },
    /// The profile wants a file that the folder does not have.
    #[error(
        "the folder {folder} has no file {wanted}, which the profile reads; \
         add it, or say optional = true in the profile"
    )]
    MissingFile {
        /// The folder.
        folder: String,
        /// File patterns, joined.
        wanted: String,
    },
    /// Nothing of the profile is for this file.
    #[error(
        "{file} matches none of the profile's files ({wanted}); rename it or use another profile"
    )]
    NoTableForFile {
        /// File name.
        file: String,
        /// File patterns, joined.
        wanted: String,
    },
    /// A spreadsheet without the sheet the profile names.
    #[error("{file} has no sheet “{sheet}”; {advice}")]
    MissingSheet {
        /// File name.
        file: String,
        /// The sheet of the profile.
        sheet: String,
        /// The nearest sheet, or all sheets.
        advice: String,
    },
    /// Not a form that was downloaded here.
    #[error(
        "{file} is not a form of this register: {why}; fill in the downloaded file and give that"
    )]
    NotAForm {
        /// File name.
        file: String,
        /// What was seen or missed.
        why: String,
    },
}

/// File by file, what seems to be the same.
fn told(renamed: &[Renamed]) -> String {
    let told = renamed.iter().map(|one| format!("{}: {one}", one.file));
    told.collect::<Vec<_>>().join("; ")
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
            Self::NotAForm { .. } => "not_a_form",
        }
    }
}
