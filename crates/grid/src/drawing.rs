// SPDX-License-Identifier: EUPL-1.2
//! What a person draws where nothing in the document says where the columns of a table are.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Most lines between columns: no sheet of paper has more.
pub(crate) const LINES: usize = 40;
/// People measure paper in millimetres.
pub const POINTS_PER_MILLIMETRE: f32 = 72.0 / 25.4;
/// How it is seen where a row begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rows {
    /// By whatever the page has: a column of numbers, lines across, gaps.
    #[default]
    Seen,
    /// At lines across, or where shading begins and ends.
    Lines,
    /// At gaps that are wider than those between lines of text.
    Gaps,
    /// Wherever this column, from 1, begins anew.
    Column(usize),
}

/// What a person drew on pages: lines between columns, where the table begins and ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// The first page, from 1.
    pub from: u32,
    /// The last one.
    pub to: u32,
    /// Lines between columns: millimetres from the left edge of the first page, from left to right.
    pub lines: Vec<f32>,
    /// Where it begins on the first page: millimetres from the upper edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub top: Option<f32>,
    /// Where it ends on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bottom: Option<f32>,
    /// Whether its first row holds the headings of its columns.
    pub head: bool,
    /// How it is seen where a row begins.
    #[serde(default)]
    pub rows: Rows,
}

/// What is wrong with a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawingError {
    /// The document does not have these pages, or they are the wrong way round.
    Pages,
    /// There is no line, or there are too many.
    Lines,
    /// A line is not on the page, or two are the same.
    Place,
    /// It ends before it begins.
    Height,
    /// It does not have the column in which rows are to begin.
    Column,
    /// No words stand there.
    Empty,
    /// It does not read as a drawing.
    Words,
}

impl DrawingError {
    /// A stable code; words for it are in `locales/`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Lines => "lines",
            Self::Place => "place",
            Self::Height => "height",
            Self::Column => "column",
            Self::Empty => "empty",
            Self::Words => "words",
        }
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seen => f.write_str("seen"),
            Self::Lines => f.write_str("lines"),
            Self::Gaps => f.write_str("gaps"),
            Self::Column(column) => column.fmt(f),
        }
    }
}

impl FromStr for Rows {
    type Err = DrawingError;

    fn from_str(way: &str) -> Result<Self, DrawingError> {
        Ok(match way {
            "seen" => Self::Seen,
            "lines" => Self::Lines,
            "gaps" => Self::Gaps,
            column => Self::Column(column.parse().map_err(|_| DrawingError::Column)?),
        })
    }
}

impl FromStr for Drawing {
    type Err = DrawingError;

    /// As it is written at a command line: `3-9: 20 55.5 120 rows=2 head=no top=30 bottom=250`.
    fn from_str(text: &str) -> Result<Self, DrawingError> {
        let (pages, rest) = text.split_once(':').ok_or(DrawingError::Words)?;
        let (from, to) = pages.split_once('-').unwrap_or((pages, pages));
        let page = |text: &str| text.trim().parse().map_err(|_| DrawingError::Pages);
        let mut drawing = Self {
            from: page(from)?,
            to: page(to)?,
            lines: Vec::new(),
            top: None,
            bottom: None,
            head: true,
            rows: Rows::Seen,
        };
        for word in rest.split_whitespace() {
            let at = |text: &str| parse_millimetres(text).ok_or(DrawingError::Words);
            match word.split_once('=') {
                None => drawing.lines.push(at(word)?),
                Some(("top", to)) => drawing.top = Some(at(to)?),
                Some(("bottom", to)) => drawing.bottom = Some(at(to)?),
                Some(("head", "yes")) => drawing.head = true,
                Some(("head", "no")) => drawing.head = false,
                Some(("rows", way)) => drawing.rows = way.parse()?,
                Some(_) => return Err(DrawingError::Words),
            }
        }
        drawing.lines.sort_by(f32::total_cmp);
        Ok(drawing)
    }
}

/// Reads a length in millimetres, with a decimal point or a decimal comma.
#[must_use]
pub fn parse_millimetres(text: &str) -> Option<f32> {
    let length: f32 = text.trim().replace(',', ".").parse().ok()?;
    (length.is_finite() && length >= 0.0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_read_as_it_is_written_at_a_command_line() {
        let text = "3-9: 20 55.5 120 rows=2 head=no top=30 bottom=250.4";
        let right = Drawing {
            from: 3,
            to: 9,
            lines: vec![20.0, 55.5, 120.0],
            top: Some(30.0),
            bottom: Some(250.4),
            head: false,
            rows: Rows::Column(2),
        };
        assert_eq!(text.parse(), Ok(right));
        for way in ["seen", "lines", "gaps", "12"] {
            assert_eq!(way.parse::<Rows>().unwrap().to_string(), way);
        }
        let one: Drawing = "4: 55,5 20".parse().unwrap();
        assert_eq!((one.from, one.to, &*one.lines), (4, 4, &[20.0, 55.5][..]));
        for (wrong, why) in [
            ("20 30", DrawingError::Words),
            ("x: 20", DrawingError::Pages),
            ("1: nan", DrawingError::Words),
            ("1: 20 rows=x", DrawingError::Column),
            ("1: 20 wide=3", DrawingError::Words),
        ] {
            assert_eq!(wrong.parse::<Drawing>(), Err(why), "{wrong}");
        }
    }
}
