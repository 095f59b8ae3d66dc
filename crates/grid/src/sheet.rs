// SPDX-License-Identifier: EUPL-1.2
//! Pages to sheets: grids with the words of each cell, and what stands outside.

use crate::finding::{Cause, Finding};
use crate::page::{Area, Glyph, Page, Place};
use crate::piece::{Piece, of_glyphs, pieces, plain};
use crate::raster::{Grid, Made, grids};
use crate::rule::{Rules, rules};
use crate::shade;
use crate::text::{Line, lines};

/// A cell of a grid with its lines.
#[derive(Clone, Debug)]
pub(crate) struct Filled {
    pub area: Area,
    pub columns: (usize, usize),
    pub rows: (usize, usize),
    pub lines: Vec<Line>,
    /// The second reading, where it differs.
    pub other: Option<String>,
}

impl Filled {
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// All words, for comparison: no hyphen is resolved.
    pub(crate) fn words(&self) -> String {
        let words: Vec<&str> = self
            .lines
            .iter()
            .flatten()
            .map(|piece| &*piece.text)
            .collect();
        words.join(" ")
    }
}

/// A grid on a page.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    pub page: u32,
    pub area: Area,
    pub made: Made,
    pub ys: Vec<f32>,
    pub boxes: Vec<Filled>,
    /// Whether another grid lies in one of its cells.
    pub nests: bool,
    /// How many of its first rows the document itself calls a head.
    pub head_rows: usize,
}

impl Sheet {
    /// Boxes whose first raster row this is, from left to right.
    pub(crate) fn starting_at(&self, row: usize) -> Vec<&Filled> {
        let mut boxes: Vec<&Filled> = self.boxes.iter().filter(|one| one.rows.0 == row).collect();
        boxes.sort_by(|one, other| one.area.x0.total_cmp(&other.area.x0));
        boxes
    }

    pub(crate) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// The only cell with words in a row, if it is as wide as a heading.
    pub(crate) fn find_banner(&self, row: usize) -> Option<&Filled> {
        let mut said = self
            .starting_at(row)
            .into_iter()
            .filter(|one| !one.is_empty());
        let only = said.next()?;
        let others = self
            .boxes
            .iter()
            .any(|one| one.rows.0 < row && one.rows.1 >= row);
        (said.next().is_none() && !others && only.area.width() > 0.7 * self.area.width())
            .then_some(only)
    }

    pub(crate) fn place(&self, area: Area) -> Place {
        Place {
            page: self.page,
            area,
        }
    }
}

/// A page taken apart.
#[derive(Debug, Default)]
pub(crate) struct Leaf {
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub sheets: Vec<Sheet>,
    /// Words outside of all grids.
    pub outside: Vec<Piece>,
    /// Shaded bands that are no grid, such as a head without rules below it.
    pub bands: Vec<Area>,
    /// Horizontal rules outside grids.
    pub across: Vec<Area>,
    /// Characters of the second reading outside of all grids.
    pub glyphs: Vec<Glyph>,
    pub read_twice: bool,
    pub words: usize,
    pub findings: Vec<Finding>,
}

/// Takes a page apart.
pub(crate) fn leaf(page: &Page, read_twice: bool) -> Leaf {
    let words = pieces(page, read_twice);
    let areas: Vec<Area> = words.iter().map(|word| word.area).collect();
    let mut findings = Vec::new();
    let whole = Place {
        page: page.number,
        area: Area::new(0.0, 0.0, page.width, page.height),
    };
    let rules = rules(page, &areas);
    if rules.cut || page.cut {
        findings.push(Finding::new(Cause::PageCut).at(&[whole]));
    }
    if words.is_empty() {
        findings.push(Finding::new(Cause::PageWithoutText).at(&[whole]));
    }
    let mut found = fill(grids(&rules), &words);
    let taken: Vec<Area> = found.iter().map(|grid| grid.area).collect();
    let shades = shade::shades(page, &taken);
    let mut bands = Vec::new();
    for group in shade::groups(&shades) {
        let grid = shade::grid_of(&group);
        let filled = grid
            .map(|grid| fill(vec![grid], &words))
            .unwrap_or_default();
        if filled.is_empty() {
            bands.extend(Area::around_all(group));
        }
        found.extend(filled);
    }
    let nested: Vec<bool> = found
        .iter()
        .map(|grid| {
            found
                .iter()
                .any(|other| grid.area.contains(&other.area, 0.0) && grid.area != other.area)
        })
        .collect();
    // What lies in a cell of another grid is told there, with that cell's words.
    let all: Vec<Area> = found.iter().map(|grid| grid.area).collect();
    let is_inner = |area: &Area| {
        all.iter()
            .any(|other| other != area && other.contains(area, 0.0))
    };
    let mut owner: Vec<bool> = vec![false; words.len()];
    let mut sheets = Vec::new();
    for (grid, nests) in found.into_iter().zip(nested) {
        if is_inner(&grid.area) {
            continue;
        }
        for index in grid.boxes.iter().flat_map(|one| &one.words) {
            owner[*index] = true;
        }
        let lost: Vec<&Piece> = words
            .iter()
            .zip(&owner)
            .filter(|(word, owned)| {
                !**owned && grid.area.holds(word.area.middle_x(), word.area.middle_y())
            })
            .map(|(word, _)| word)
            .collect();
        if !lost.is_empty() {
            let place = Place {
                page: page.number,
                area: grid.area,
            };
            let lost = lost.iter().map(|word| word.text.clone());
            findings.push(
                Finding::new(Cause::WordsUnassigned)
                    .at(&[place])
                    .words(lost),
            );
        }
        let second = read_twice.then_some(&page.glyphs[..]);
        sheets.push(sheet(page.number, grid, &words, second, nests));
    }
    sheets.sort_by(|one, other| {
        (one.area.y0.total_cmp(&other.area.y0)).then(one.area.x0.total_cmp(&other.area.x0))
    });
    let outside = words.iter().zip(&owner).filter(|(_, owned)| !**owned);
    Leaf {
        number: page.number,
        width: page.width,
        height: page.height,
        outside: outside.map(|(word, _)| word.clone()).collect(),
        sheets,
        bands,
        across: across(&rules),
        glyphs: page
            .glyphs
            .iter()
            .filter(|glyph| {
                let area = glyph.area();
                !all.iter()
                    .any(|grid| grid.holds(area.middle_x(), area.middle_y()))
            })
            .cloned()
            .collect(),
        read_twice,
        words: words.len(),
        findings,
    }
}

/// A page without any grid: all its words stand outside. For whoever draws columns there.
pub(crate) fn bare(page: &Page, read_twice: bool) -> Leaf {
    let words = pieces(page, read_twice);
    let areas: Vec<Area> = words.iter().map(|word| word.area).collect();
    Leaf {
        number: page.number,
        width: page.width,
        height: page.height,
        bands: shade::shades(page, &[]),
        across: across(&rules(page, &areas)),
        glyphs: page.glyphs.clone(),
        words: words.len(),
        outside: words,
        read_twice,
        ..Leaf::default()
    }
}

fn across(rules: &Rules) -> Vec<Area> {
    let lines = rules.across.iter();
    lines
        .map(|line| Area::new(line.from, line.at, line.to, line.at))
        .collect()
}

/// Puts words into the boxes that hold their middle; grids without two cells of words are none.
fn fill(grids: Vec<Grid>, words: &[Piece]) -> Vec<Grid> {
    let filled = grids.into_iter().map(|mut grid| {
        for (index, word) in words.iter().enumerate() {
            let (x, y) = (word.area.middle_x(), word.area.middle_y());
            if grid.area.holds(x, y)
                && let Some(found) = grid.find_box(x, y)
            {
                grid.boxes[found].words.push(index);
            }
        }
        grid
    });
    let tables = filled.filter(|grid| {
        let said = grid.boxes.iter().filter(|one| !one.words.is_empty());
        said.count() > 1
    });
    tables.collect()
}

fn sheet(page: u32, grid: Grid, words: &[Piece], second: Option<&[Glyph]>, nests: bool) -> Sheet {
    let mut glyphs: Vec<Vec<Glyph>> = vec![Vec::new(); grid.boxes.len()];
    for glyph in second.unwrap_or_default() {
        let area = glyph.area();
        let (x, y) = (area.middle_x(), area.middle_y());
        if grid.area.holds(x, y)
            && let Some(found) = grid.find_box(x, y)
        {
            glyphs[found].push(glyph.clone());
        }
    }
    let boxes = grid.boxes.into_iter().zip(glyphs).map(|(one, glyphs)| {
        let inside = one.words.iter().map(|&index| words[index].clone());
        let lines = lines(inside.collect());
        let other = second.and_then(|_| differing(&lines, &glyphs));
        Filled {
            area: one.area,
            columns: one.columns,
            rows: one.rows,
            lines,
            other,
        }
    });
    Sheet {
        page,
        area: grid.area,
        made: grid.made,
        ys: grid.ys,
        boxes: boxes.collect(),
        nests,
        head_rows: 0,
    }
}

/// The second reading of a cell, where it says something else than the first.
pub(crate) fn differing(first: &[Line], glyphs: &[Glyph]) -> Option<String> {
    let of = |lines: &[Line]| -> String {
        lines
            .iter()
            .flatten()
            .map(|piece| plain(&piece.text))
            .collect()
    };
    let sorted = |text: &str| {
        let mut signs: Vec<char> = text.chars().collect();
        signs.sort_unstable();
        signs
    };
    let second = lines(of_glyphs(glyphs));
    let (one, other) = (of(first), of(&second));
    // The order of raised signs is ours, not the readers'.
    if one == other || sorted(&one) == sorted(&other) {
        return None;
    }
    let words: Vec<&str> = second.iter().flatten().map(|piece| &*piece.text).collect();
    Some(words.join(" "))
}
