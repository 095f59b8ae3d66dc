// SPDX-License-Identifier: EUPL-1.2
//! Rules to grids: lines that cross belong together, and their crossings make a raster.

use std::collections::BTreeMap;

use crate::page::Area;
use crate::rule::{Line, Rules};

/// Lines that miss each other by this still cross, and edges this close are one. Points.
const CROSS: f32 = 3.0;
/// Cells of one raster; no table on one page has more.
const CELLS: usize = 20_000;

/// A cell: raster cells without a line between them.
#[derive(Clone, Debug)]
pub(crate) struct Box {
    pub area: Area,
    /// First and last column of the raster.
    pub columns: (usize, usize),
    /// First and last row of the raster.
    pub rows: (usize, usize),
    /// Words in it, by their number on the page.
    pub words: Vec<usize>,
}

/// How a table was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Made {
    Ruled,
    Shaded,
    /// Nothing had to be found: the document says it.
    Written,
}

/// A table on one page.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub area: Area,
    pub made: Made,
    /// Edges of the columns.
    pub xs: Vec<f32>,
    /// Edges of the rows.
    pub ys: Vec<f32>,
    pub boxes: Vec<Box>,
}

impl Grid {
    /// The box that a point lies in.
    pub(crate) fn find_box(&self, x: f32, y: f32) -> Option<usize> {
        // The outermost lines have a thickness, too.
        let (x, y) = (
            x.clamp(self.area.x0, self.area.x1 - 0.01),
            y.clamp(self.area.y0, self.area.y1 - 0.01),
        );
        self.boxes.iter().position(|one| one.area.holds(x, y))
    }
}

/// Grids of rules.
pub(crate) fn grids(rules: &Rules) -> Vec<Grid> {
    let groups = groups(rules);
    let mut grids: Vec<Grid> = groups
        .iter()
        .filter_map(|(across, down)| grid(across, down, Made::Ruled))
        .collect();
    grids.sort_by(|one, other| {
        (one.area.y0.total_cmp(&other.area.y0)).then(one.area.x0.total_cmp(&other.area.x0))
    });
    grids
}

/// Lines that hang together by crossing.
fn groups(rules: &Rules) -> Vec<(Vec<Line>, Vec<Line>)> {
    let many = rules.across.len();
    let mut union = Union::new(many + rules.down.len());
    for (a, across) in rules.across.iter().enumerate() {
        for (d, down) in rules.down.iter().enumerate() {
            if across.covers(down.at, CROSS) && down.covers(across.at, CROSS) {
                union.unite(a, many + d);
            }
        }
    }
    let mut groups: BTreeMap<usize, (Vec<Line>, Vec<Line>)> = BTreeMap::new();
    for (index, line) in rules.across.iter().enumerate() {
        groups.entry(union.root(index)).or_default().0.push(*line);
    }
    for (index, line) in rules.down.iter().enumerate() {
        let root = union.root(many + index);
        groups.entry(root).or_default().1.push(*line);
    }
    let crossed = groups
        .into_values()
        .filter(|(across, down)| !across.is_empty() && !down.is_empty());
    crossed.collect()
}

/// The grid of one group of lines, if it has at least two cells.
pub(crate) fn grid(across: &[Line], down: &[Line], made: Made) -> Option<Grid> {
    // Where a side is open, it is closed by how far the other lines reach.
    let xs = edges(down.iter().map(|line| line.at), across);
    let ys = edges(across.iter().map(|line| line.at), down);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns == 0 || rows == 0 || columns * rows > CELLS {
        return None;
    }
    let middle = |edges: &[f32], index: usize| f32::midpoint(edges[index], edges[index + 1]);
    let walls = |lines: &[Line], at: f32| -> Vec<Line> {
        let near = lines.iter().filter(|line| (line.at - at).abs() <= CROSS);
        near.copied().collect()
    };
    let mut union = Union::new(columns * rows);
    for (column, &x) in xs.iter().enumerate().take(columns).skip(1) {
        let walls = walls(down, x);
        for row in 0..rows {
            let y = middle(&ys, row);
            if !walls.iter().any(|wall| wall.covers(y, 0.0)) {
                union.unite(row * columns + column - 1, row * columns + column);
            }
        }
    }
    for (row, &y) in ys.iter().enumerate().take(rows).skip(1) {
        let walls = walls(across, y);
        for column in 0..columns {
            let x = middle(&xs, column);
            if !walls.iter().any(|wall| wall.covers(x, 0.0)) {
                union.unite((row - 1) * columns + column, row * columns + column);
            }
        }
    }
    let mut boxes: BTreeMap<usize, Box> = BTreeMap::new();
    for row in 0..rows {
        for column in 0..columns {
            let area = Area::new(xs[column], ys[row], xs[column + 1], ys[row + 1]);
            let root = union.root(row * columns + column);
            let one = boxes.entry(root).or_insert_with(|| Box {
                area,
                columns: (column, column),
                rows: (row, row),
                words: Vec::new(),
            });
            one.area = one.area.around(&area);
            one.columns = (one.columns.0.min(column), one.columns.1.max(column));
            one.rows = (one.rows.0.min(row), one.rows.1.max(row));
        }
    }
    let boxes: Vec<Box> = boxes.into_values().collect();
    let area = Area::new(xs[0], ys[0], xs[columns], ys[rows]);
    (boxes.len() > 1).then_some(Grid {
        area,
        made,
        xs,
        ys,
        boxes,
    })
}

/// Where lines of one direction are, and how far those of the other reach beyond them.
fn edges(at: impl Iterator<Item = f32>, others: &[Line]) -> Vec<f32> {
    let mut edges: Vec<f32> = at.collect();
    let from = others.iter().map(|line| line.from).min_by(f32::total_cmp);
    let to = others.iter().map(|line| line.to).max_by(f32::total_cmp);
    edges.sort_by(f32::total_cmp);
    let (first, last) = (edges.first().copied(), edges.last().copied());
    edges.extend(from.filter(|&from| first.is_none_or(|first| from < first - CROSS)));
    edges.extend(to.filter(|&to| last.is_none_or(|last| to > last + CROSS)));
    edges.sort_by(f32::total_cmp);
    cluster(&edges)
}

/// Numbers in order, those that are close taken for one.
fn cluster(sorted: &[f32]) -> Vec<f32> {
    let mut clusters: Vec<(f32, f32, u16)> = Vec::new();
    for &value in sorted {
        match clusters.last_mut() {
            Some((first, sum, many)) if value - *first <= CROSS => {
                *sum += value;
                *many = many.saturating_add(1);
            }
            _ => clusters.push((value, value, 1)),
        }
    }
    let means = clusters.iter().map(|&(_, sum, many)| sum / f32::from(many));
    means.collect()
}

/// Which things belong together.
struct Union(Vec<usize>);

impl Union {
    fn new(many: usize) -> Self {
        Self((0..many).collect())
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller one leads, so that order does not depend on the order of lines.
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::{Made, grid};
    use crate::rule::Line;

    fn line(at: f32, from: f32, to: f32) -> Line {
        Line { at, from, to }
    }

    #[test]
    fn cells_unite_where_no_line_runs_between_their_middles() {
        let across = [
            line(0.0, 0.0, 90.0),
            line(20.0, 0.0, 90.0),
            line(40.0, 0.0, 90.0),
        ];
        let down = [
            line(0.0, 0.0, 40.0),
            line(30.0, 20.0, 40.0),
            line(60.0, 0.0, 40.0),
            line(90.0, 0.0, 40.0),
        ];
        let grid = grid(&across, &down, Made::Ruled).unwrap();
        let spans: Vec<_> = grid
            .boxes
            .iter()
            .map(|one| (one.columns, one.rows))
            .collect();
        assert_eq!(
            spans,
            [
                ((0, 1), (0, 0)),
                ((2, 2), (0, 0)),
                ((0, 0), (1, 1)),
                ((1, 1), (1, 1)),
                ((2, 2), (1, 1)),
            ]
        );
    }

    #[test]
    fn open_sides_are_closed_by_how_far_the_others_reach() {
        let across = [line(0.0, 0.0, 90.0), line(20.0, 0.0, 90.0)];
        let grid = grid(&across, &[line(30.0, 0.0, 40.0)], Made::Ruled).unwrap();
        assert_eq!(grid.xs, [0.0, 30.0, 90.0]);
        assert_eq!(grid.ys, [0.0, 20.0, 40.0]);
        assert_eq!(grid.boxes.len(), 4);
    }
}
