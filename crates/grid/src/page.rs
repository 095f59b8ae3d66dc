// SPDX-License-Identifier: EUPL-1.2
//! What a reader saw on the pages of a document: words, rules, shading. Nothing is decided here.
//!
//! All lengths are points (1/72 inch), from the upper left corner of the page as it is shown, its
//! rotation applied.

use serde::{Deserialize, Serialize};

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
pub struct Area {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

impl From<[f32; 4]> for Area {
    fn from([x0, y0, x1, y1]: [f32; 4]) -> Self {
        Self::new(x0, y0, x1, y1)
    }
}

impl From<Area> for [f32; 4] {
    fn from(area: Area) -> Self {
        // A hundredth of a point is finer than any printer.
        [area.x0, area.y0, area.x1, area.y1].map(|value| (value * 100.0).round() / 100.0)
    }
}

impl Area {
    /// The rectangle between two corners, in whichever order.
    #[must_use]
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self {
            x0: x0.min(x1),
            y0: y0.min(y1),
            x1: x0.max(x1),
            y1: y0.max(y1),
        }
    }

    /// Width.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The middle from left to right.
    #[must_use]
    pub fn middle_x(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// The middle from top to bottom.
    #[must_use]
    pub fn middle_y(&self) -> f32 {
        f32::midpoint(self.y0, self.y1)
    }

    /// Whether a point lies inside, the upper and left edge included.
    #[must_use]
    pub fn holds(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x < self.x1 && y >= self.y0 && y < self.y1
    }

    /// Whether another rectangle lies inside, give or take `slack`.
    #[must_use]
    pub fn contains(&self, other: &Self, slack: f32) -> bool {
        other.x0 >= self.x0 - slack
            && other.y0 >= self.y0 - slack
            && other.x1 <= self.x1 + slack
            && other.y1 <= self.y1 + slack
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn around(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The smallest rectangle around all; `None` for none.
    pub fn around_all(areas: impl IntoIterator<Item = Self>) -> Option<Self> {
        areas.into_iter().reduce(|one, other| one.around(&other))
    }

    /// How much both share from left to right; 0 where they do not.
    #[must_use]
    pub fn shared_width(&self, other: &Self) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }

    /// How much both share from top to bottom; 0 where they do not.
    #[must_use]
    pub fn shared_height(&self, other: &Self) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }

    /// Moved to the right by `dx`.
    #[must_use]
    pub fn moved(&self, dx: f32) -> Self {
        Self {
            x0: self.x0 + dx,
            x1: self.x1 + dx,
            ..*self
        }
    }
}

/// Where on which page. Of documents that have no pages, page 0 and an empty area.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// From 1.
    pub page: u32,
    /// In points from the upper left corner of the page as it is shown.
    pub area: Area,
}

/// A word, or what stands without a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Where it stands.
    #[serde(rename = "a")]
    pub area: Area,
    /// Its characters, as the file gives them.
    #[serde(rename = "t")]
    pub text: String,
}

/// A character of the second reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(
    from = "(f32, f32, f32, f32, String)",
    into = "(f32, f32, f32, f32, String)"
)]
pub struct Glyph {
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// The line it stands on.
    pub base: f32,
    /// Size of its type.
    pub size: f32,
    /// What it says: mostly one character.
    pub text: String,
}

impl From<(f32, f32, f32, f32, String)> for Glyph {
    fn from((x0, x1, base, size, text): (f32, f32, f32, f32, String)) -> Self {
        Self {
            x0,
            x1,
            base,
            size,
            text,
        }
    }
}

impl From<Glyph> for (f32, f32, f32, f32, String) {
    fn from(glyph: Glyph) -> Self {
        (glyph.x0, glyph.x1, glyph.base, glyph.size, glyph.text)
    }
}

impl Glyph {
    /// About where it stands: the file says only base and size.
    #[must_use]
    pub fn area(&self) -> Area {
        Area {
            x0: self.x0,
            y0: self.base - 0.75 * self.size,
            x1: self.x1,
            y1: self.base + 0.22 * self.size,
        }
    }
}

/// How a mark was made on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stroke {
    /// A filled rectangle.
    #[serde(rename = "f")]
    Filled,
    /// A straight line, drawn with a pen; its area has the pen's thickness.
    #[serde(rename = "d")]
    Drawn,
    /// A picture.
    #[serde(rename = "p")]
    Picture,
}

/// A rectangle or a straight line on the page.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Where it is.
    #[serde(rename = "a")]
    pub area: Area,
    /// How it was made.
    #[serde(rename = "s")]
    pub stroke: Stroke,
    /// Whether it is as white as paper.
    #[serde(rename = "w", default, skip_serializing_if = "std::ops::Not::not")]
    pub white: bool,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// From 1, as viewers count.
    pub number: u32,
    /// Width as shown.
    pub width: f32,
    /// Height as shown.
    pub height: f32,
    /// The first reading; empty where there was none.
    pub words: Vec<Word>,
    /// The second reading: every character.
    pub glyphs: Vec<Glyph>,
    /// Rules, shading, pictures.
    pub marks: Vec<Mark>,
    /// Whether there was more on the page than is ever read.
    #[serde(default)]
    pub cut: bool,
}

/// A whole document as two readers saw it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Whether there was a first reading; without it the second serves alone.
    pub read_twice: bool,
}

/// Why a file gave no pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refused {
    /// Not a PDF at all.
    NotPdf,
    /// A PDF that is damaged or cut off.
    Damaged,
    /// Locked with a password or in a way that is not known.
    Encrypted,
    /// More pages than are ever read.
    TooManyPages,
    /// It took longer than any honest file.
    TooSlow,
    /// It wanted more memory than any honest file.
    TooLarge,
    /// The reader itself could not be started or broke.
    Broken,
}

impl Refused {
    /// A stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotPdf => "not-pdf",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::TooManyPages => "too-many-pages",
            Self::TooSlow => "too-slow",
            Self::TooLarge => "too-large",
            Self::Broken => "broken",
        }
    }
}

/// What the reading process answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It was read.
    Paper(Paper),
    /// It was not.
    Refused(Refused),
}
