// SPDX-License-Identifier: EUPL-1.2
//! Findings: what does not fit in what was imported. Nothing is repaired silently.

use std::collections::BTreeMap;
use wegmarke_derive::record;

use crate::id::{FindingId, PlanId, fingerprint};
use crate::noun::Subject;
use crate::text::Text;
use crate::words::words;

/// The stable codes of findings. Each has a title, a meaning and an advice in the language files.
pub mod codes {
    /// A measure's number lies outside its field's stated count.
    pub const NUMBER_OUTSIDE_FIELD: &str = "number_outside_field";
    /// One number stands for two contents.
    pub const NUMBER_TWICE: &str = "number_twice";
    /// A number is given without its field.
    pub const NUMBER_WITHOUT_FIELD: &str = "number_without_field";
    /// Several numbers share one description.
    pub const NUMBERS_SHARE_TEXT: &str = "numbers_share_text";
    /// A stated total is not what is recorded here.
    pub const TOTAL_DIFFERS: &str = "total_differs";
    /// An organisation is not known by this name.
    pub const UNKNOWN_ORGANISATION: &str = "unknown_organisation";
    /// An id stands in two rows that do not belong together.
    pub const DUPLICATE_ID: &str = "duplicate_id";
    /// One id has two leads.
    pub const TWO_LEADS: &str = "two_leads";
    /// One id has two contents in one attribute.
    pub const TWO_CONTENTS: &str = "two_contents";
    /// A date does not exist.
    pub const IMPOSSIBLE_DATE: &str = "impossible_date";
    /// A goal equals its baseline.
    pub const GOAL_EQUALS_BASELINE: &str = "goal_equals_baseline";
    /// A text stands where a number is expected.
    pub const TEXT_FOR_NUMBER: &str = "text_for_number";
    /// Two sources give different facts.
    pub const CONFLICTING_FACTS: &str = "conflicting_facts";
    /// A word is not in the vocabulary.
    pub const UNKNOWN_VALUE: &str = "unknown_value";
    /// A plan is not in the register.
    pub const UNKNOWN_PLAN: &str = "unknown_plan";
    /// A field is not in the register.
    pub const UNKNOWN_FIELD: &str = "unknown_field";
    /// A measure is not in the register.
    pub const UNKNOWN_MEASURE: &str = "unknown_measure";
    /// A recommendation is not in the register.
    pub const UNKNOWN_RECOMMENDATION: &str = "unknown_recommendation";
    /// An obligation is not in the register.
    pub const UNKNOWN_OBLIGATION: &str = "unknown_obligation";
    /// A judgement names a recommendation and an obligation.
    pub const TWO_DEMANDS: &str = "two_demands";
    /// An indicator is not in the register.
    pub const UNKNOWN_INDICATOR: &str = "unknown_indicator";
    /// An indicator that has values is measured otherwise, or its target moved without a reason.
    pub const FIGURE_FROZEN: &str = "figure_frozen";
    /// A citation names no measure.
    pub const CITATION_UNRESOLVED: &str = "citation_unresolved";
    /// A citation names several measures.
    pub const CITATION_AMBIGUOUS: &str = "citation_ambiguous";
    /// A citation names no field.
    pub const CITATION_WITHOUT_FIELD: &str = "citation_without_field";
    /// A row gives too little to be recorded.
    pub const INCOMPLETE_ROW: &str = "incomplete_row";
    /// A row has more or fewer cells than the heading (found while reading).
    pub const ROW_WIDTH: &str = "row_width";
    /// A column is not mapped by the profile (found while reading).
    pub const UNMAPPED_COLUMN: &str = "unmapped_column";
    /// A spreadsheet shows an error instead of a value (found while reading).
    pub const SPREADSHEET_ERROR: &str = "spreadsheet_error";
    /// A cell names a row, of this or a second file, that is not there (found while reading).
    pub const ROW_UNMATCHED: &str = "row_unmatched";
    /// A cell does not look as the profile says (found while reading).
    pub const CELL_UNFIT: &str = "cell_unfit";
    /// Words for a time give no day; they are kept.
    pub const TIME_IN_WORDS: &str = "time_in_words";
    /// Day and month of dates could be either way round.
    pub const DOUBTFUL_DATE: &str = "doubtful_date";
    /// The sign in numbers could stand before decimals or between thousands (found while reading).
    pub const DOUBTFUL_NUMBER: &str = "doubtful_number";
    /// A day stands where none is expected: a spreadsheet made it of a number (found while reading).
    pub const DAY_FOR_NUMBER: &str = "day_for_number";
    /// A spreadsheet shows numbers in thousands or millions (found while reading).
    pub const SCALED_NUMBER: &str = "scaled_number";
    /// A sheet is not read (found while reading).
    pub const UNREAD_SHEET: &str = "unread_sheet";
    /// A file of the folder is not read (found while reading).
    pub const UNREAD_FILE: &str = "unread_file";
    /// A row states nothing that the profile reads (found while reading).
    pub const UNREAD_ROW: &str = "unread_row";
    /// Rows whose columns slipped were read as the profile says.
    pub const COLUMNS_SHIFTED: &str = "columns_shifted";
    /// Parts of a list in a cell are not read (found while reading).
    pub const UNREAD_PARTS: &str = "unread_parts";
    /// Lines above the heading are not read (found while reading).
    pub const TITLE_LINES: &str = "title_lines";
    /// Rows that the spreadsheet hides were read (found while reading).
    pub const HIDDEN_ROWS: &str = "hidden_rows";
    /// Columns that the spreadsheet hides were read (found while reading).
    pub const HIDDEN_COLUMNS: &str = "hidden_columns";
    /// A sheet that the spreadsheet hides was read (found while reading).
    pub const HIDDEN_SHEET: &str = "hidden_sheet";
    /// A column without a heading holds something (found while reading).
    pub const COLUMN_WITHOUT_HEADING: &str = "column_without_heading";
    /// Cells are merged over several columns (found while reading).
    pub const MERGED_CELLS: &str = "merged_cells";
    /// Texts held HTML, which was taken as text (found while reading).
    pub const MARKUP: &str = "markup";
    /// A byte does not fit the encoding of the file (found while reading).
    pub const DOUBTFUL_LETTER: &str = "doubtful_letter";
    /// A file does not say how its letters are written, and it was guessed (found while reading).
    pub const ENCODING_GUESSED: &str = "encoding_guessed";
    /// Letters of texts look as if they had been encoded twice (found while reading).
    pub const GARBLED_LETTERS: &str = "garbled_letters";
    /// A key stands twice in one node, and the last one counts (found while reading).
    pub const KEY_TWICE: &str = "key_twice";
    /// A quotation mark took in what looks like further rows (found while reading).
    pub const SWALLOWED_ROWS: &str = "swallowed_rows";
    /// A format that shows less than today's ones (found while reading).
    pub const OLD_FORMAT: &str = "old_format";
    /// Nobody said whose signature a bundle has to carry, and no organisation here knows its keys.
    pub const SIGNATURE_UNCHECKED: &str = "signature_unchecked";

    /// An organisation would come after itself.
    pub const SUCCESSION_CIRCLE: &str = "succession_circle";

    /// A row about the referral mechanism may name a person, or say where a shelter is.
    pub const PERSON_NAMED: &str = "person_named";

    /// Every code.
    pub const ALL: [&str; 57] = [
        NUMBER_OUTSIDE_FIELD,
        NUMBER_TWICE,
        NUMBER_WITHOUT_FIELD,
        NUMBERS_SHARE_TEXT,
        TOTAL_DIFFERS,
        UNKNOWN_ORGANISATION,
        DUPLICATE_ID,
        TWO_LEADS,
        TWO_CONTENTS,
        IMPOSSIBLE_DATE,
        GOAL_EQUALS_BASELINE,
        TEXT_FOR_NUMBER,
        CONFLICTING_FACTS,
        UNKNOWN_VALUE,
        UNKNOWN_PLAN,
        UNKNOWN_FIELD,
        UNKNOWN_MEASURE,
        UNKNOWN_RECOMMENDATION,
        UNKNOWN_OBLIGATION,
        TWO_DEMANDS,
        UNKNOWN_INDICATOR,
        FIGURE_FROZEN,
        CITATION_UNRESOLVED,
        CITATION_AMBIGUOUS,
        CITATION_WITHOUT_FIELD,
        INCOMPLETE_ROW,
        ROW_WIDTH,
        UNMAPPED_COLUMN,
        SPREADSHEET_ERROR,
        ROW_UNMATCHED,
        CELL_UNFIT,
        TIME_IN_WORDS,
        DOUBTFUL_DATE,
        DOUBTFUL_NUMBER,
        DAY_FOR_NUMBER,
        SCALED_NUMBER,
        UNREAD_SHEET,
        UNREAD_FILE,
        UNREAD_ROW,
        COLUMNS_SHIFTED,
        UNREAD_PARTS,
        TITLE_LINES,
        HIDDEN_ROWS,
        HIDDEN_COLUMNS,
        HIDDEN_SHEET,
        COLUMN_WITHOUT_HEADING,
        MERGED_CELLS,
        MARKUP,
        DOUBTFUL_LETTER,
        ENCODING_GUESSED,
        GARBLED_LETTERS,
        KEY_TWICE,
        SWALLOWED_ROWS,
        OLD_FORMAT,
        SUCCESSION_CIRCLE,
        PERSON_NAMED,
        SIGNATURE_UNCHECKED,
    ];
}

words! {
    /// How serious a finding is.
    Severity {
        /// Something is contradictory or impossible.
        Error => "error",
        /// Something is probably wrong or missing.
        Warning => "warning",
        /// Worth knowing.
        Note => "note",
    }
}

/// One thing that does not fit, with its place.
#[record(Finding)]
pub struct Finding {
    /// Stable over re-imports: made from everything but the row.
    #[computed]
    pub id: FindingId,
    /// One of [`codes`].
    #[computed]
    #[family("finding-title")]
    pub code: Box<str>,
    /// How serious it is.
    #[computed]
    pub severity: Severity,
    /// File name without folders.
    #[computed]
    pub file: Box<str>,
    /// Row as a spreadsheet counts it; the heading is row 1.
    #[computed]
    pub row: Option<u32>,
    /// Heading of the column.
    #[computed]
    pub column: Option<Box<str>>,
    /// The plan it is about, if one.
    #[computed]
    pub plan: Option<PlanId>,
    /// The thing it is about, if one.
    #[computed]
    pub about: Option<Subject>,
    /// Facts for the message, by name.
    #[computed]
    pub args: BTreeMap<String, String>,
}

/// Everything of a finding but its id.
#[derive(Clone, Debug)]
pub struct FindingParts {
    /// One of [`codes`].
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    /// File name without folders.
    pub file: Box<str>,
    /// Row as a spreadsheet counts it.
    pub row: Option<u32>,
    /// Heading of the column.
    pub column: Option<Box<str>>,
    /// The plan it is about.
    pub plan: Option<PlanId>,
    /// The thing it is about.
    pub about: Option<Subject>,
    /// Facts for the message.
    pub args: BTreeMap<String, String>,
}

impl From<FindingParts> for Finding {
    fn from(parts: FindingParts) -> Self {
        let FindingParts {
            code,
            severity,
            file,
            row,
            column,
            plan,
            about,
            args,
        } = parts;
        // The row is left out: inserting a line above must not make all findings new ones.
        let told = format!("{code}|{column:?}|{plan:?}|{about:?}|{args:?}");
        let id = format!("{}-{}", code.replace('_', "-"), fingerprint(&told));
        Self {
            id: FindingId::new(id),
            code: code.into(),
            severity,
            file,
            row,
            column,
            plan,
            about,
            args,
        }
    }
}

/// Whether a finding still stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingState {
    /// Nobody said anything to it yet, and the last import still had it.
    Open,
    /// An organisation explained it; it stays visible.
    Explained {
        /// The explanation.
        reason: Text,
        /// Entry that holds it.
        seq: u64,
    },
    /// A later import no longer had it.
    Resolved {
        /// Entry that says so.
        seq: u64,
    },
}
