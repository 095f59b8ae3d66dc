// SPDX-License-Identifier: EUPL-1.2
//! What was met and not repaired.

use serde::{Deserialize, Serialize};

use crate::page::Place;

/// What somebody has to do about a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Nothing goes on before somebody decides.
    Stop,
    /// Somebody is asked.
    Ask,
    /// It is shown.
    Show,
}

macro_rules! causes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $grade:ident;)*) => {
        /// What a finding is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Cause {
            $($(#[$doc])* $name,)*
        }

        impl Cause {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// A stable code; words for it are in `locales/`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What somebody has to do about it.
            #[must_use]
            pub const fn grade(self) -> Grade {
                match self {
                    $(Self::$name => Grade::$grade,)*
                }
            }
        }
    };
}

causes! {
    /// A row without a number, where the others have one.
    NumberMissing = "number-missing", Stop;
    /// A number that another row has, too.
    NumberDoubled = "number-doubled", Stop;
    /// A number that begins otherwise than those around it.
    NumberPrefix = "number-prefix", Stop;
    /// Nobody leads.
    LeadEmpty = "lead-empty", Stop;
    /// Somebody leads who is named nowhere else.
    LeadUnknown = "lead-unknown", Stop;
    /// A cell that spans columns.
    SpansColumns = "spans-columns", Stop;
    /// Characters that no word has.
    Damaged = "damaged", Stop;
    /// A page without any text: perhaps a picture of one.
    PageWithoutText = "page-without-text", Stop;
    /// More on a page than is ever read.
    PageCut = "page-cut", Stop;
    /// No table anywhere.
    NoTable = "no-table", Stop;
    /// Words inside a table that are in no cell.
    WordsUnassigned = "words-unassigned", Stop;
    /// A card holds a label twice: the beginning of another card was not seen.
    CardSwallowed = "card-swallowed", Stop;
    /// A table without rules, where a person draws the columns.
    ColumnsToDraw = "columns-to-draw", Stop;
    /// A number is missing between two.
    NumberGap = "number-gap", Ask;
    /// A cell without text, where the others of its column have some.
    CellEmpty = "cell-empty", Ask;
    /// A row with one cell only.
    RowOfOneCell = "row-of-one-cell", Ask;
    /// No period in a cell of periods.
    PeriodNone = "period-none", Ask;
    /// Several periods in one.
    PeriodSeveral = "period-several", Ask;
    /// A period that ends before it begins.
    PeriodReversed = "period-reversed", Ask;
    /// A table without a known head.
    HeadUnknown = "head-unknown", Ask;
    /// What a sign means depends on where it stands.
    SymbolPosition = "symbol-position", Ask;
    /// A page between tables whose text is in none.
    PageWithoutTable = "page-without-table", Ask;
    /// A raised sign at a word, and no such note on the page.
    RaisedKept = "raised-kept", Ask;
    /// A label that other cards do not have.
    LabelUnknown = "label-unknown", Ask;
    /// A card without a label that nearly all others have.
    LabelMissing = "label-missing", Ask;
    /// The document states another total than was found.
    TotalDiffers = "total-differs", Show;
    /// A row that crosses a page.
    RowOverPage = "row-over-page", Show;
    /// Two readers differ.
    ReadersDiffer = "readers-differ", Show;
    /// There was one reader only.
    OneReader = "one-reader", Show;
    /// Words came out otherwise than they stand in the file.
    TextChanged = "text-changed", Show;
    /// A table inside a cell.
    NestedTable = "nested-table", Show;
    /// One measure in two places with two contents.
    TwoContents = "two-contents", Show;
    /// Struck-out or inserted text: only what holds was taken.
    TrackedChanges = "tracked-changes", Show;
}

/// A doubt, with its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What it is about.
    pub cause: Cause,
    /// What somebody has to do about it.
    pub grade: Grade,
    /// Where; none if it is about the whole document.
    pub places: Vec<Place>,
    /// Which table, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<usize>,
    /// Which row of it, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// Which column of it, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// The words it is about, as the document has them; for two readings or contents, both.
    pub words: Vec<String>,
}

impl Finding {
    /// A finding about the whole document.
    #[must_use]
    pub fn new(cause: Cause) -> Self {
        Self {
            cause,
            grade: cause.grade(),
            places: Vec::new(),
            table: None,
            row: None,
            column: None,
            words: Vec::new(),
        }
    }

    /// With the place it is about.
    #[must_use]
    pub fn at(mut self, places: &[Place]) -> Self {
        self.places = places.to_vec();
        self
    }

    /// With the row of a table it is about.
    #[must_use]
    pub fn row(mut self, table: usize, row: usize) -> Self {
        self.table = Some(table);
        self.row = Some(row);
        self
    }

    /// With the column it is about.
    #[must_use]
    pub fn column(mut self, column: usize) -> Self {
        self.column = Some(column);
        self
    }

    /// With the words it is about.
    #[must_use]
    pub fn words(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.words.extend(words);
        self
    }
}
