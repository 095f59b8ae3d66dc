// SPDX-License-Identifier: EUPL-1.2
//! Marks on a page to rules: straight lines along an axis, pieces of one line joined.

use crate::page::{Area, Mark, Page, Stroke};

/// A filled rectangle up to this is a line; thicker ones are shading. Points.
pub(crate) const THICK: f32 = 3.2;
/// Pieces this far apart across their direction are one line.
const APART: f32 = 1.6;
/// Pieces with a gap up to this along their direction are one line.
const GAP: f32 = 4.0;
/// What is shorter, joined, is a dot or a part of a letter.
const SHORT: f32 = 6.0;
/// Lines of one direction on one page; no table has more.
pub(crate) const LINES: usize = 4_000;

/// A straight line along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    /// Where it is, across its direction.
    pub at: f32,
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
}

impl Line {
    pub(crate) fn covers(&self, point: f32, slack: f32) -> bool {
        point >= self.from - slack && point <= self.to + slack
    }
}

/// All lines of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules {
    /// From left to right.
    pub across: Vec<Line>,
    /// From top to bottom.
    pub down: Vec<Line>,
    /// Whether there are more than any table has.
    pub cut: bool,
}

/// The rules of a page. Underlines are none: a line below a word from its beginning to its end.
pub(crate) fn rules(page: &Page, words: &[Area]) -> Rules {
    let mut across = Vec::new();
    let mut down = Vec::new();
    for mark in page.marks.iter().filter(|mark| is_rule(mark)) {
        let Area { x0, y0, x1, y1 } = mark.area;
        let (width, height) = (mark.area.width(), mark.area.height());
        // A dot may be the corner of a frame, and joins what it touches in both directions.
        let is_dot = width.max(height) <= THICK;
        if is_dot || width >= height {
            across.push(Line {
                at: f32::midpoint(y0, y1),
                from: x0,
                to: x1,
            });
        }
        if is_dot || height > width {
            down.push(Line {
                at: f32::midpoint(x0, x1),
                from: y0,
                to: y1,
            });
        }
    }
    let mut rules = of_lines(across, down);
    let down = &rules.down;
    rules
        .across
        .retain(|line| is_closed(line, down) || !words.iter().any(|word| underlines(line, word)));
    rules
}

/// Joins pieces, and leaves out what is none.
pub(crate) fn of_lines(across: Vec<Line>, down: Vec<Line>) -> Rules {
    let mut rules = Rules {
        across: join(across),
        down: join(down),
        cut: false,
    };
    rules.cut = rules.across.len() > LINES || rules.down.len() > LINES;
    rules.across.truncate(LINES);
    rules.down.truncate(LINES);
    rules
}

fn is_rule(mark: &Mark) -> bool {
    mark.stroke != Stroke::Picture
        && !mark.white
        && mark.area.width().min(mark.area.height()) <= THICK
}

fn is_closed(line: &Line, down: &[Line]) -> bool {
    let meets = |x: f32| {
        down.iter()
            .any(|other| (other.at - x).abs() <= 3.0 && other.covers(line.at, 3.0))
    };
    meets(line.from) && meets(line.to)
}

fn underlines(line: &Line, word: &Area) -> bool {
    let height = word.height();
    line.at > word.y1 - 0.35 * height
        && line.at < word.y1 + 0.2 * height
        && (line.from - word.x0).abs() < 2.0
        && line.to > word.x1 - 2.0
        // Over several words it still ends where one of them ends; those of a table do not.
        && line.to - line.from < 60.0_f32.max(1.2 * word.width())
        || (line.at > word.y1 - 0.35 * height
            && line.at < word.y1 + 0.2 * height
            && (line.to - word.x1).abs() < 2.0
            && (line.from - word.x0).abs() < 2.0)
}

fn join(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut joined = Vec::new();
    let mut rest = &mut lines[..];
    while let Some(first) = rest.first().map(|line| line.at) {
        let many = rest.partition_point(|line| line.at - first <= APART);
        let (group, others) = rest.split_at_mut(many);
        group.sort_by(|one, other| one.from.total_cmp(&other.from));
        let mut open: Option<Line> = None;
        for line in group.iter() {
            match &mut open {
                Some(open) if line.from <= open.to + GAP => {
                    let (old, new) = (open.to - open.from, line.to - line.from);
                    if old + new > 0.0 {
                        open.at = (open.at * old + line.at * new) / (old + new);
                    }
                    open.to = open.to.max(line.to);
                }
                _ => joined.extend(open.replace(*line)),
            }
        }
        joined.extend(open);
        rest = others;
    }
    joined.retain(|line| line.to - line.from >= SHORT);
    joined
}

#[cfg(test)]
mod tests {
    use super::{Line, join};

    #[test]
    fn pieces_of_one_line_are_joined_and_dots_left_out() {
        let piece = |at, from, to| Line { at, from, to };
        let joined = join(vec![
            piece(10.0, 0.0, 20.0),
            piece(11.0, 23.0, 40.0),
            piece(10.5, 60.0, 80.0),
            piece(30.0, 0.0, 2.0),
        ]);
        assert_eq!(joined.len(), 2);
        assert_eq!((joined[0].from, joined[0].to), (0.0, 40.0));
        assert_eq!((joined[1].from, joined[1].to), (60.0, 80.0));
    }
}
