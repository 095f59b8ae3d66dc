// SPDX-License-Identifier: EUPL-1.2
//! A part of a table without rules on one page: its columns are known, its rows are found by lines across,
//! gaps, or full lines.

use crate::draft::{DraftCell, DraftRow};
use crate::number::is_number;
use crate::page::{Area, Glyph, Place};
use crate::piece::Piece;
use crate::sheet::{Leaf, differing};
use crate::text::{Line, lines};

/// A head or its continuation with what stands below it.
#[derive(Debug)]
pub(crate) struct Strip {
    pub leaf: usize,
    /// How far it is to the right of where the first one stood.
    pub shift: f32,
    pub head: Option<Area>,
    pub head_words: usize,
    pub pieces: Vec<Piece>,
    /// Edges of lines across and of bands that are as wide as the table.
    pub edges: Vec<f32>,
}

pub(crate) fn column_of(columns: &[(f32, f32)], x: f32) -> usize {
    columns
        .iter()
        .rposition(|column| x >= column.0 - 1.0)
        .unwrap_or_default()
}

pub(crate) fn lines_of(strip: &Strip, columns: &[(f32, f32)], column: usize) -> Vec<Line> {
    let inside = strip
        .pieces
        .iter()
        .filter(|piece| column_of(columns, piece.area.middle_x() - strip.shift) == column);
    lines(inside.cloned().collect())
}

/// Whether a column holds numbers, mostly.
pub(crate) fn holds_numbers<'a>(
    strips: impl IntoIterator<Item = &'a Strip>,
    columns: &[(f32, f32)],
    column: usize,
) -> bool {
    let texts: Vec<String> = strips
        .into_iter()
        .flat_map(|strip| lines_of(strip, columns, column))
        .map(|line| {
            let words: Vec<&str> = line.iter().map(|piece| &*piece.text).collect();
            words.join(" ")
        })
        .collect();
    let numbers = texts.iter().filter(|text| is_number(text)).count();
    texts.len() > 2 && numbers * 10 >= texts.len() * 7
}

/// Lines across and edges of bands that are as wide as what stands between them, from a height on.
pub(crate) fn edges(leaf: &Leaf, body: &Area, from: f32) -> Vec<f32> {
    let wide = |area: &&Area| {
        area.shared_width(body) > 0.8 * body.width() && area.width() < 1.3 * body.width()
    };
    let inside = |y: &f32| *y > from - 2.0 && *y < body.y1 + 2.0;
    let across = leaf.across.iter().filter(wide).map(|area| area.y0);
    let bands = leaf
        .bands
        .iter()
        .filter(wide)
        .flat_map(|area| [area.y0, area.y1]);
    let mut edges: Vec<f32> = across.chain(bands).filter(inside).collect();
    edges.sort_by(f32::total_cmp);
    edges
}

/// The way to part rows that agrees best with where they begin; of several the last one.
pub(crate) fn best(
    ways: impl IntoIterator<Item = Option<Vec<f32>>>,
    starts: &[f32],
) -> Option<Vec<Block>> {
    let counted = ways.into_iter().flatten().map(|cuts| count(&cuts, starts));
    counted.max_by_key(|blocks| {
        let one = blocks.iter().filter(|block| block.numbers == 1).count();
        (one * 1_000) / blocks.len().max(starts.len()).max(1)
    })
}

/// A row on its way: where it begins and ends, and how many numbers stand in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    pub from: f32,
    pub to: f32,
    pub numbers: usize,
}

/// How high a piece of text really is: what readers give is higher.
pub(crate) fn ink(piece: &Piece) -> (f32, f32) {
    (
        piece.base - 0.72 * piece.size,
        piece.base + 0.2 * piece.size,
    )
}

pub(crate) fn count(cuts: &[f32], starts: &[f32]) -> Vec<Block> {
    let blocks = cuts.windows(2).map(|pair| Block {
        from: pair[0],
        to: pair[1],
        numbers: starts
            .iter()
            .filter(|&&y| y >= pair[0] && y < pair[1])
            .count(),
    });
    blocks.collect()
}

pub(crate) fn reach(strip: &Strip) -> Option<(f32, f32)> {
    let spans = || strip.pieces.iter().map(ink);
    let from = spans().map(|span| span.0).min_by(f32::total_cmp)?;
    let to = spans().map(|span| span.1).max_by(f32::total_cmp)?;
    Some((from, to))
}

/// Lines across, or the edges of bands, between all rows.
pub(crate) fn by_edges(strip: &Strip) -> Option<Vec<f32>> {
    let (from, to) = reach(strip)?;
    let mut cuts = vec![from - 1.0];
    cuts.extend(strip.edges.iter().copied().filter(|&y| y > from && y < to));
    cuts.push(to + 1.0);
    cuts.dedup_by(|one, other| (*one - *other).abs() < 4.0);
    (cuts.len() > 3).then_some(cuts)
}

/// Gaps that are wider than those between lines.
pub(crate) fn by_gaps(strip: &Strip) -> Option<Vec<f32>> {
    let (from, to) = reach(strip)?;
    let mut spans: Vec<(f32, f32)> = strip.pieces.iter().map(ink).collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut gaps: Vec<(f32, f32)> = Vec::new();
    let mut end = from;
    for (top, bottom) in spans {
        if top > end + 0.2 {
            gaps.push((end, top));
        }
        end = end.max(bottom);
    }
    let mut sizes: Vec<f32> = gaps.iter().map(|gap| gap.1 - gap.0).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = *sizes.get(sizes.len() / 5)?;
    let wide = gaps.iter().filter(|gap| gap.1 - gap.0 > 1.4 * usual + 0.8);
    let mut cuts = vec![from - 1.0];
    cuts.extend(wide.map(|gap| f32::midpoint(gap.0, gap.1)));
    cuts.push(to + 1.0);
    (cuts.len() > 2).then_some(cuts)
}

/// Lines that have words in nearly all columns, where those between have them in few.
pub(crate) fn by_full_lines(
    strip: &Strip,
    columns: &[(f32, f32)],
    numbers: usize,
) -> Option<Vec<f32>> {
    let (from, to) = reach(strip)?;
    let all = lines(strip.pieces.clone());
    let filled = |line: &Line| {
        let of = |piece: &Piece| column_of(columns, piece.area.middle_x() - strip.shift);
        (0..columns.len())
            .filter(|&column| column != numbers && line.iter().any(|piece| of(piece) == column))
            .count()
    };
    let most = columns.len() - 1;
    let starts: Vec<&Line> = all
        .iter()
        .filter(|line| filled(line) * 4 >= most * 3)
        .collect();
    let others: usize = all
        .iter()
        .filter(|line| filled(line) * 4 < most * 3)
        .count();
    // Where every line is full there is no telling.
    if others == 0 || starts.is_empty() {
        return None;
    }
    let mut cuts: Vec<f32> = starts
        .iter()
        .filter_map(|line| line.iter().map(|piece| ink(piece).0).min_by(f32::total_cmp))
        .map(|top| top - 0.5)
        .collect();
    if cuts.first().is_some_and(|&first| first > from + 1.0) {
        cuts.insert(0, from - 1.0);
    }
    cuts.push(to + 1.0);
    Some(cuts)
}

pub(crate) fn cut_at(block: Block, tops: &[f32]) -> Vec<Block> {
    if block.numbers < 2 {
        return vec![block];
    }
    let inside: Vec<f32> = tops
        .iter()
        .copied()
        .filter(|&y| y > block.from && y < block.to)
        .collect();
    let mut cuts = vec![block.from];
    cuts.extend(inside.into_iter().skip(1));
    cuts.push(block.to);
    cuts.windows(2)
        .map(|pair| Block {
            from: pair[0],
            to: pair[1],
            numbers: 1,
        })
        .collect()
}

pub(crate) fn row(
    leaf: &Leaf,
    strip: &Strip,
    columns: &[(f32, f32)],
    block: Block,
    is_first: bool,
) -> DraftRow {
    let mut row = DraftRow {
        starts_page: is_first,
        ..DraftRow::default()
    };
    for column in 0..columns.len() {
        let left = columns[column].0 + strip.shift - 1.0;
        let right = columns
            .get(column + 1)
            .map_or(leaf.width, |next| next.0 + strip.shift - 1.0);
        let area = Area::new(left, block.from, right, block.to);
        let inside = |area: &Area, base: f32| {
            column_of(columns, area.middle_x() - strip.shift) == column
                && base >= block.from
                && base < block.to
        };
        let pieces = strip
            .pieces
            .iter()
            .filter(|piece| inside(&piece.area, middle(piece)));
        let glyphs: Vec<Glyph> = leaf
            .glyphs
            .iter()
            .filter(|glyph| inside(&glyph.area(), glyph.base - 0.3 * glyph.size))
            .cloned()
            .collect();
        let mut cell = DraftCell {
            lines: lines(pieces.cloned().collect()),
            places: vec![Place {
                page: leaf.number,
                area,
            }],
            ..DraftCell::default()
        };
        if leaf.read_twice
            && let Some(other) = differing(&cell.lines, &glyphs)
        {
            cell.readings.push((cell.words(), other));
        }
        row.cells.push(cell);
    }
    let whole = Area::around_all(
        row.cells
            .iter()
            .flat_map(|cell| cell.places.iter().map(|place| place.area)),
    );
    row.places.extend(whole.map(|area| Place {
        page: leaf.number,
        area,
    }));
    row
}

pub(crate) fn middle(piece: &Piece) -> f32 {
    piece.base - 0.3 * piece.size
}
