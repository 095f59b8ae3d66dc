// SPDX-License-Identifier: EUPL-1.2
//! A table as a person drew it.

use crate::begin::blocks;
use crate::check::{Known, check};
use crate::draft::Draft;
use crate::drawing::{Drawing, DrawingError, LINES, POINTS_PER_MILLIMETRE as POINTS, Rows};
use crate::finding::{Cause, Finding};
use crate::list::join_over_pages;
use crate::outside::{LARGE, Outer, Stack, What, body_size, is_head, outside};
use crate::page::{Area, Paper, Place};
use crate::piece::Piece;
use crate::read::{headings, manners};
use crate::sheet::{Leaf, bare};
use crate::strip::{Block, Strip, by_edges, by_gaps, column_of, edges, holds_numbers, middle, row};
use crate::table::{Kind, Table};
use crate::text::{Manner, compose, lines};

/// A word crosses a line if it stands on both sides of it by more than this. Points.
const CROSSES: f32 = 2.0;
/// How far pages may be shifted against each other. Points.
const SHIFT: f32 = 90.0;

/// A table as it was drawn, with what was met in it. Findings are those of table 0.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// Its rows.
    pub table: Table,
    /// What is doubtful about them.
    pub findings: Vec<Finding>,
}

/// Reads the table that somebody drew. What stands inside is in a cell, in a heading above rows, or a
/// running head or foot; text that runs over columns, and words that a line cuts, are told.
///
/// # Errors
/// What is wrong with the drawing.
pub fn draw(paper: &Paper, drawing: &Drawing, known: &Known) -> Result<Drawn, DrawingError> {
    let leaves: Vec<Leaf> = paper
        .pages
        .iter()
        .map(|page| bare(page, paper.read_twice))
        .collect();
    let range = range(drawing, &leaves)?;
    let outer = outside(&leaves);
    let body = body_size(&leaves);
    let mut lots: Vec<Lot<'_>> = Vec::new();
    for at in range.clone() {
        let top = drawing.top.filter(|_| at == range.start);
        let bottom = drawing.bottom.filter(|_| at + 1 == range.end);
        let lines = sort(&outer[at], (top, bottom), drawing, lots.is_empty());
        lots.push(Lot::new(at, lines, drawing, body));
    }
    let titles = match drawing.head {
        true => take_head(&mut lots, drawing, &leaves),
        false => vec![String::new(); drawing.lines.len() + 1],
    };
    let strips = strips(&lots, drawing, &leaves);
    if strips.iter().all(|strip| strip.pieces.is_empty()) {
        return Err(DrawingError::Empty);
    }
    let columns = columns(&strips, drawing);
    let numbers = find_numbers(&strips, &columns, drawing);
    let mut draft = Draft {
        kind: Kind::Drawn,
        titles,
        rows: Vec::new(),
        findings: Vec::new(),
        numbers: None,
    };
    let mut stack = Stack::default();
    for (lot, strip) in lots.iter().zip(&strips) {
        let mut above = headings(lot.headings.iter().copied())
            .into_iter()
            .peekable();
        let mut push = |stack: &mut Stack, y: f32| {
            while let Some((_, size, text)) = above.next_if(|(area, ..)| area.y0 < y) {
                stack.push_line(size, &text);
            }
        };
        let blocks = blocks(strip, &columns, numbers, drawing.rows);
        for (at, block) in blocks.into_iter().enumerate() {
            push(&mut stack, block.to);
            let mut row = row(&leaves[lot.leaf], strip, &columns, block, at == 0);
            row.headings = stack.texts();
            row.spans = spans(strip, &columns, block);
            draft.rows.push(row);
        }
        push(&mut stack, f32::INFINITY);
        draft.findings.extend(lot.told(&leaves[lot.leaf]));
    }
    draft.numbers = draft.find_numbers();
    join_over_pages(&mut draft);
    let manners = manners(&leaves, &outer, body);
    let manner = |page: u32| manners.get(&page).cloned().unwrap_or_default();
    let (table, mut findings) = draft.finish(0, &manner);
    findings.extend(check(0, &table, known));
    Ok(Drawn { table, findings })
}

/// The pages, from 0, once the whole drawing is on them.
fn range(drawing: &Drawing, leaves: &[Leaf]) -> Result<std::ops::Range<usize>, DrawingError> {
    let page = |number: u32| {
        usize::try_from(number)
            .ok()
            .filter(|&at| at <= leaves.len())
    };
    let from = page(drawing.from).and_then(|from| from.checked_sub(1));
    let to = page(drawing.to);
    let (Some(from), Some(to)) = (from, to) else {
        return Err(DrawingError::Pages);
    };
    let Some(leaf) = leaves.get(from).filter(|_| from < to) else {
        return Err(DrawingError::Pages);
    };
    if drawing.lines.is_empty() || drawing.lines.len() > LINES {
        return Err(DrawingError::Lines);
    }
    let on = |line: &f32| *line > 0.0 && line * POINTS < leaf.width;
    let apart = |pair: &[f32]| pair[1] - pair[0] > 0.5;
    if !drawing.lines.iter().all(on) || !drawing.lines.windows(2).all(apart) {
        return Err(DrawingError::Place);
    }
    let is_one = drawing.from == drawing.to;
    match (drawing.top, drawing.bottom) {
        (Some(top), Some(bottom)) if is_one && top >= bottom => Err(DrawingError::Height),
        (Some(top), _) if top * POINTS >= leaf.height => Err(DrawingError::Height),
        (_, Some(bottom)) if bottom <= 0.0 => Err(DrawingError::Height),
        _ => match drawing.rows {
            Rows::Column(column) if column == 0 || column > drawing.lines.len() + 1 => {
                Err(DrawingError::Column)
            }
            _ => Ok(from..to),
        },
    }
}

/// The lines of a page that are inside, without running heads and feet, and without notes at its foot.
fn sort<'a>(
    page: &'a [Outer],
    (top, bottom): (Option<f32>, Option<f32>),
    drawing: &Drawing,
    is_first: bool,
) -> Vec<&'a Outer> {
    let inside = |line: &&Outer| {
        let y = line.area.middle_y();
        top.is_none_or(|top| y >= top * POINTS) && bottom.is_none_or(|bottom| y <= bottom * POINTS)
    };
    let mut lines: Vec<&Outer> = page.iter().filter(inside).collect();
    let from = lines
        .iter()
        .position(|line| line.what != What::Running)
        .unwrap_or(lines.len());
    // The head of a table runs, too, where each page repeats it: it stands close above the first row.
    let is_head = |at: &usize| {
        let line = lines[*at];
        let below = lines.get(at + 1).map_or(0.0, |next| next.area.y0);
        let is_close = below - line.area.y1 < 3.0 * line.size;
        let parts = line.segments().len();
        is_first && (top.is_some() || (parts > 1 && is_close && !crosses_line(line, drawing)))
    };
    let heads: Vec<usize> = (0..from).rev().take_while(is_head).collect();
    let from = heads.last().copied().unwrap_or(from);
    lines.drain(..from);
    let kept = heads.len();
    let mut at = 0;
    lines.retain(|line| {
        at += 1;
        at <= kept || line.what != What::Running
    });
    while lines.pop_if(|line| line.what == What::Note).is_some() {}
    lines
}

/// Whether a piece of a line, as wide gaps part it, stands on both sides of a drawn line.
fn crosses_line(line: &Outer, drawing: &Drawing) -> bool {
    let lines = drawing.lines.iter().map(|at| at * POINTS);
    let crosses = |at: f32| {
        let mut parts = line.segments().into_iter();
        parts.any(|(area, _)| area.x0 < at - CROSSES && area.x1 > at + CROSSES)
    };
    lines.into_iter().any(crosses)
}

/// What stands on one page.
struct Lot<'a> {
    /// Which page, from 0.
    leaf: usize,
    /// Headings above rows.
    headings: Vec<&'a Outer>,
    /// Text that runs over columns.
    text: Vec<&'a Outer>,
    /// What stands in columns.
    rows: Vec<&'a Outer>,
}

impl<'a> Lot<'a> {
    fn new(leaf: usize, lines: Vec<&'a Outer>, drawing: &Drawing, body: f32) -> Self {
        let whole = Area::around_all(lines.iter().map(|line| line.area));
        let width = whole.map_or(0.0, |area| area.width());
        let mut lot = Self {
            leaf,
            headings: Vec::new(),
            text: Vec::new(),
            rows: Vec::new(),
        };
        let mut before: Option<&Outer> = None;
        for line in lines {
            let is_one = line.segments().len() == 1;
            let crosses = is_one && crosses_line(line, drawing);
            // The last line of a paragraph is shorter than the others.
            let goes_on = before.is_some_and(|before| {
                is_one
                    && (line.area.x0 - before.area.x0).abs() < 1.0
                    && line.area.y0 - before.area.y1 < 0.6 * line.size
            });
            before = None;
            if line.what == What::Heading && is_one && (crosses || line.size >= LARGE * body) {
                lot.headings.push(line);
            } else if goes_on || (crosses && line.area.width() > 0.5 * width) {
                before = Some(line);
                lot.text.push(line);
            } else {
                lot.rows.push(line);
            }
        }
        lot
    }

    fn strip(&self) -> Strip {
        let pieces = self.rows.iter().flat_map(|line| line.line.iter().cloned());
        Strip {
            leaf: self.leaf,
            shift: 0.0,
            head: None,
            head_words: 0,
            pieces: pieces.collect(),
            edges: Vec::new(),
        }
    }

    /// Text that is in no cell.
    fn told(&self, leaf: &Leaf) -> Option<Finding> {
        let area = Area::around_all(self.text.iter().map(|line| line.area))?;
        let place = Place {
            page: leaf.number,
            area,
        };
        let words = self.text.iter().map(|line| line.text.clone());
        Some(
            Finding::new(Cause::WordsUnassigned)
                .at(&[place])
                .words(words),
        )
    }
}

/// Takes the headings of the columns off the first page, and off the others that repeat them.
fn take_head(lots: &mut [Lot<'_>], drawing: &Drawing, leaves: &[Leaf]) -> Vec<String> {
    let none = vec![String::new(); drawing.lines.len() + 1];
    let Some(first) = lots.iter_mut().find(|lot| !lot.rows.is_empty()) else {
        return none;
    };
    let high = count_head(first, &leaves[first.leaf]);
    let head: Vec<&Outer> = first.rows.drain(..high).collect();
    let mut cells: Vec<Vec<Piece>> = vec![Vec::new(); none.len()];
    for piece in head.iter().flat_map(|line| &line.line) {
        let left = drawing
            .lines
            .iter()
            .filter(|at| piece.area.middle_x() >= **at * POINTS);
        cells[left.count()].push(piece.clone());
    }
    let said: Vec<&str> = head.iter().map(|line| &*line.text).collect();
    for lot in lots {
        while let Some(at) = lot.rows.windows(said.len()).position(|lines| {
            let texts = lines.iter().map(|line| &*line.text);
            texts.eq(said.iter().copied())
        }) {
            lot.rows.drain(at..at + said.len());
        }
    }
    let titles = cells.into_iter().map(|pieces| {
        let text = compose(&lines(pieces), &Manner::default(), false).text;
        text.replace('\n', " ")
    });
    titles.collect()
}

/// How many lines hold headings of columns: what stands above the first line across or the first gap.
fn count_head(lot: &Lot<'_>, leaf: &Leaf) -> usize {
    /// A head has no more lines than this.
    const HIGH: usize = 6;
    if lot.rows.first().is_some_and(|line| is_head(&line.line)) {
        return 1;
    }
    let mut strip = lot.strip();
    set_edges(&mut strip, leaf);
    let end = by_edges(&strip).or_else(|| by_gaps(&strip));
    let end = end.and_then(|cuts| cuts.get(1).copied()).unwrap_or(0.0);
    let above = lot
        .rows
        .iter()
        .take_while(|line| line.area.middle_y() < end);
    match above.count() {
        lines @ 1..=HIGH => lines,
        _ => 1,
    }
}

fn set_edges(strip: &mut Strip, leaf: &Leaf) {
    let body = Area::around_all(strip.pieces.iter().map(|piece| piece.area));
    if let Some(body) = body {
        strip.edges = edges(leaf, &body, body.y0);
    }
}

/// What stands in columns, page by page. Where margins are others lines are shifted, if they cut fewer words then.
fn strips(lots: &[Lot<'_>], drawing: &Drawing, leaves: &[Leaf]) -> Vec<Strip> {
    let left = |strip: &Strip| {
        let edges = strip.pieces.iter().map(|piece| piece.area.x0);
        edges.min_by(f32::total_cmp)
    };
    let mut first = None;
    let strips = lots.iter().map(|lot| {
        let mut strip = lot.strip();
        let own = left(&strip);
        first = first.or(own);
        let cut = |shift: f32| {
            let crossed = |piece: &&Piece| {
                let mut lines = drawing.lines.iter();
                lines.any(|at| crosses(piece, at * POINTS + shift))
            };
            strip.pieces.iter().filter(crossed).count()
        };
        let moved = own.zip(first).map(|(own, first)| own - first);
        let moved = moved.filter(|moved| moved.abs() < SHIFT && cut(*moved) < cut(0.0));
        strip.shift = moved.unwrap_or_default();
        set_edges(&mut strip, &leaves[lot.leaf]);
        strip
    });
    strips.collect()
}

fn crosses(piece: &Piece, at: f32) -> bool {
    piece.area.x0 < at - CROSSES && piece.area.x1 > at + CROSSES
}

/// The columns: from the left edge of what stands there to the first line, and from line to line.
fn columns(strips: &[Strip], drawing: &Drawing) -> Vec<(f32, f32)> {
    let of = |edge: fn(&Area) -> f32| {
        move |strip: &Strip| -> Vec<f32> {
            let edges = strip
                .pieces
                .iter()
                .map(|piece| edge(&piece.area) - strip.shift);
            edges.collect()
        }
    };
    let left = strips
        .iter()
        .flat_map(of(|area| area.x0))
        .min_by(f32::total_cmp);
    let right = strips
        .iter()
        .flat_map(of(|area| area.x1))
        .max_by(f32::total_cmp);
    let mut from = left.unwrap_or_default();
    let mut columns = Vec::new();
    for line in &drawing.lines {
        let at = line * POINTS;
        columns.push((from.min(at), at));
        // What looks for a column leaves a point on its left.
        from = at + 1.0;
    }
    columns.push((from, right.unwrap_or(from).max(from)));
    columns
}

/// The column of numbers, which tells where rows begin: the one that was named, or one that holds some.
fn find_numbers(strips: &[Strip], columns: &[(f32, f32)], drawing: &Drawing) -> Option<usize> {
    match drawing.rows {
        Rows::Column(column) => column.checked_sub(1),
        Rows::Lines | Rows::Gaps => None,
        Rows::Seen => (0..columns.len()).find(|&column| holds_numbers(strips, columns, column)),
    }
}

/// Words that a line cuts, as the columns on both sides of it.
fn spans(strip: &Strip, columns: &[(f32, f32)], block: Block) -> Vec<(usize, usize)> {
    let of = |x: f32| column_of(columns, x - strip.shift);
    let inside = strip
        .pieces
        .iter()
        .filter(|piece| middle(piece) >= block.from && middle(piece) < block.to);
    let cut = inside.filter(|piece| {
        let lines = columns.iter().skip(1);
        lines
            .into_iter()
            .any(|column| crosses(piece, column.0 - 1.0 + strip.shift))
    });
    let mut spans: Vec<(usize, usize)> = cut
        .map(|piece| (of(piece.area.x0), of(piece.area.x1)))
        .collect();
    spans.dedup();
    spans
}
