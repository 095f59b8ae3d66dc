// SPDX-License-Identifier: EUPL-1.2
//! Shading to grids, where no rules are: the edges of shaded rectangles are taken for rules.

use crate::page::{Area, Mark, Page, Stroke};
use crate::raster::{Grid, Made, grid};
use crate::rule::{Line, Rules, THICK, of_lines};

/// Shaded rectangles this close to each other are of one table. Points.
const NEAR: f32 = 4.0;
/// A rectangle around so many others is the ground they stand on.
const GROUND: usize = 6;
/// Rectangles on one page; no table has more.
const MOST: usize = 4_000;

/// Shaded rectangles of a page outside `taken`, those inside others left out.
pub(crate) fn shades(page: &Page, taken: &[Area]) -> Vec<Area> {
    let whole = page.width * page.height;
    let shaded = |mark: &&Mark| {
        mark.stroke == Stroke::Filled
            && !mark.white
            && mark.area.width().min(mark.area.height()) > THICK
            && mark.area.width() * mark.area.height() < 0.8 * whole
            && !taken
                .iter()
                .any(|grid| grid.holds(mark.area.middle_x(), mark.area.middle_y()))
    };
    let mut areas: Vec<Area> = page
        .marks
        .iter()
        .filter(shaded)
        .map(|mark| mark.area)
        .collect();
    areas.truncate(MOST);
    let all = areas.clone();
    areas.retain(|area| {
        let inside = all.iter().filter(|other| is_inside(other, area));
        inside.count() < GROUND
    });
    let left = areas.clone();
    let mut kept: Vec<Area> = Vec::new();
    for area in areas {
        let hidden = left.iter().any(|other| is_inside(&area, other));
        if !hidden
            && !kept
                .iter()
                .any(|one| one.contains(&area, 0.5) && area.contains(one, 0.5))
        {
            kept.push(area);
        }
    }
    kept
}

fn is_inside(inner: &Area, outer: &Area) -> bool {
    outer.contains(inner, 0.5) && !inner.contains(outer, 0.5)
}

/// Groups of shaded rectangles that touch.
pub(crate) fn groups(shades: &[Area]) -> Vec<Vec<Area>> {
    let mut groups: Vec<Vec<Area>> = Vec::new();
    for shade in shades {
        let wide = Area {
            x0: shade.x0 - NEAR,
            y0: shade.y0 - NEAR,
            x1: shade.x1 + NEAR,
            y1: shade.y1 + NEAR,
        };
        let touches = |group: &Vec<Area>| {
            let mut others = group.iter();
            others.any(|other| wide.shared_width(other) > 0.0 && wide.shared_height(other) > 0.0)
        };
        let (touched, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(touches);
        let mut group: Vec<Area> = touched.into_iter().flatten().collect();
        group.push(*shade);
        rest.push(group);
        groups = rest;
    }
    groups
}

/// The grid of one group, if it has two rows and two columns at least.
pub(crate) fn grid_of(group: &[Area]) -> Option<Grid> {
    let mut across = Vec::new();
    let mut down = Vec::new();
    for Area { x0, y0, x1, y1 } in group {
        across.extend([*y0, *y1].map(|at| Line {
            at,
            from: *x0,
            to: *x1,
        }));
        down.extend([*x0, *x1].map(|at| Line {
            at,
            from: *y0,
            to: *y1,
        }));
    }
    let Rules { across, down, .. } = of_lines(across, down);
    let grid = grid(&across, &down, Made::Shaded)?;
    (grid.xs.len() > 2 && grid.ys.len() > 2).then_some(grid)
}
