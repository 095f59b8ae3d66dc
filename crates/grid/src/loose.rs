// SPDX-License-Identifier: EUPL-1.2
//! Tables without rules around their cells: a known head, columns by gutters, rows by gaps.
//!
//! Two signs must agree: each heading stands over a gutter-bound column of its own, and where rows begin
//! by their numbers they begin by gaps (or lines across, or full lines), too. Where they do not, a person
//! draws the columns; nothing is guessed.

use crate::draft::{Draft, DraftCell, DraftRow};
use crate::finding::{Cause, Finding};
use crate::list::join_over_pages;
use crate::number::is_number;
use crate::outside::{Outer, What, is_head, segments};
use crate::page::{Area, Glyph, Place};
use crate::piece::{Piece, plain};
use crate::role::role;
use crate::sheet::{Leaf, differing};
use crate::table::{Kind, Role};
use crate::text::{Line, lines};

/// So many of a hundred must agree.
const AGREE: usize = 80;
/// A gutter is at least as wide as this. Points.
const GUTTER: f32 = 3.5;

/// A part of a table on one page.
#[derive(Debug)]
pub(crate) struct Region {
    /// Which page, from 0.
    pub leaf: usize,
    pub area: Area,
    /// Which of the tables.
    pub table: usize,
    pub rows: Vec<DraftRow>,
    /// Words that stand in it, heads included.
    pub words: usize,
}

/// What was found without rules.
#[derive(Debug, Default)]
pub(crate) struct Loose {
    pub drafts: Vec<Draft>,
    pub regions: Vec<Region>,
    pub findings: Vec<Finding>,
}

/// A head or its continuation with what stands below it.
#[derive(Debug)]
struct Strip {
    leaf: usize,
    /// How far it is to the right of where the first one stood.
    shift: f32,
    head: Option<Area>,
    head_words: usize,
    pieces: Vec<Piece>,
    /// Edges of lines across and of bands that are as wide as the table.
    edges: Vec<f32>,
}

/// Strips of one head.
#[derive(Debug)]
struct Family {
    key: String,
    heads: Vec<(Area, String)>,
    strips: Vec<Strip>,
}

/// Finds tables without rules in what stands outside grids.
pub(crate) fn find(leaves: &[Leaf], outer: &[Vec<Outer>]) -> Loose {
    let mut loose = Loose::default();
    for family in families(leaves, outer) {
        let place = |strip: &Strip| {
            let body = Area::around_all(
                strip
                    .pieces
                    .iter()
                    .map(|piece| piece.area)
                    .chain(strip.head),
            )?;
            Some(Place {
                page: leaves[strip.leaf].number,
                area: body,
            })
        };
        let made = columns(&family).and_then(|columns| {
            let numbers = number_column(&family, &columns)?;
            let rows: Option<Vec<Vec<Block>>> = family
                .strips
                .iter()
                .map(|strip| blocks(strip, &columns, numbers))
                .collect();
            agreed(&family, &columns, numbers, rows?).map(|rows| (columns, numbers, rows))
        });
        let Some((columns, numbers, rows)) = made else {
            let places: Vec<Place> = family.strips.iter().filter_map(place).collect();
            let heads = family.heads.iter().map(|(_, text)| text.clone());
            loose
                .findings
                .push(Finding::new(Cause::ColumnsToDraw).at(&places).words(heads));
            continue;
        };
        let table = loose.drafts.len();
        for (strip, blocks) in family.strips.iter().zip(rows) {
            let Some(place) = place(strip) else { continue };
            loose.regions.push(Region {
                leaf: strip.leaf,
                area: place.area,
                table,
                rows: blocks
                    .into_iter()
                    .enumerate()
                    .map(|(at, block)| row(&leaves[strip.leaf], strip, &columns, block, at == 0))
                    .collect(),
                words: strip.pieces.len() + strip.head_words,
            });
        }
        loose.drafts.push(Draft {
            kind: Kind::Unruled,
            titles: family.heads.iter().map(|(_, text)| text.clone()).collect(),
            rows: Vec::new(),
            findings: Vec::new(),
            numbers: Some(numbers),
        });
    }
    loose
}

impl Loose {
    /// The tables, once their rows have their headings.
    pub(crate) fn finish(self) -> Vec<Draft> {
        let mut drafts = self.drafts;
        for region in self.regions {
            drafts[region.table].rows.extend(region.rows);
        }
        drafts.iter_mut().for_each(join_over_pages);
        drafts
    }
}

/// Heads, and what stands below each until something else begins.
fn families(leaves: &[Leaf], outer: &[Vec<Outer>]) -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    // The family whose strip reached the end of the page before.
    let mut open: Option<usize> = None;
    for (at, (leaf, page)) in leaves.iter().zip(outer).enumerate() {
        let mut current = open.take().map(|family| {
            // Without a head of its own: where it stands is known only from its left edge.
            let left = page
                .iter()
                .filter(|line| line.what == What::Beside)
                .map(|line| line.area.x0);
            let left = left.min_by(f32::total_cmp).unwrap_or_default();
            let first = families[family].heads[0].0.x0;
            (family, empty_strip(at, left - first, None, 0))
        });
        for line in page {
            if line.what == What::Running || line.what == What::Note {
                continue;
            }
            let is_in_order = |strip: &Strip| {
                !leaf.sheets.iter().any(|sheet| {
                    let from = strip.head.map_or(0.0, |head| head.y1);
                    sheet.area.y0 > from && sheet.area.y0 < line.area.y0
                })
            };
            if is_head(&line.line) {
                close(&mut families, current.take(), leaf);
                current = Some(begin(&mut families, at, line));
            } else if line.what == What::Heading
                || current.as_ref().is_some_and(|(family, strip)| {
                    !is_in_order(strip) || runs_over(&families[*family].heads, strip, line)
                })
            {
                close(&mut families, current.take(), leaf);
            } else if let Some((_, strip)) = &mut current {
                strip.pieces.extend(line.line.iter().cloned());
            }
        }
        open = current.as_ref().map(|(family, _)| *family);
        close(&mut families, current, leaf);
    }
    families
}

fn empty_strip(leaf: usize, shift: f32, head: Option<Area>, head_words: usize) -> Strip {
    Strip {
        leaf,
        shift,
        head,
        head_words,
        pieces: Vec::new(),
        edges: Vec::new(),
    }
}

fn begin(families: &mut Vec<Family>, leaf: usize, line: &Outer) -> (usize, Strip) {
    let heads = line.segments();
    let key: String = heads.iter().map(|(_, text)| plain(text) + "|").collect();
    let family = families
        .iter()
        .position(|family| family.key == key)
        .unwrap_or_else(|| {
            families.push(Family {
                key,
                heads: heads.clone(),
                strips: Vec::new(),
            });
            families.len() - 1
        });
    let first = families[family].heads[0].0.x0;
    let shift = heads[0].0.x0 - first;
    (
        family,
        empty_strip(leaf, shift, Some(line.area), line.line.len()),
    )
}

fn close(families: &mut [Family], strip: Option<(usize, Strip)>, leaf: &Leaf) {
    let Some((family, mut strip)) = strip else {
        return;
    };
    if strip.pieces.is_empty() {
        return;
    }
    let Some(body) = Area::around_all(strip.pieces.iter().map(|piece| piece.area)) else {
        return;
    };
    let wide = |area: &&Area| {
        area.shared_width(&body) > 0.8 * body.width() && area.width() < 1.3 * body.width()
    };
    let from = strip.head.map_or(body.y0, |head| head.y1);
    let inside = |y: &f32| *y > from - 2.0 && *y < body.y1 + 2.0;
    let across = leaf.across.iter().filter(wide).map(|area| area.y0);
    let bands = leaf
        .bands
        .iter()
        .filter(wide)
        .flat_map(|area| [area.y0, area.y1]);
    strip.edges = across.chain(bands).filter(inside).collect();
    strip.edges.sort_by(f32::total_cmp);
    families[family].strips.push(strip);
}

/// Whether a line is running text: one piece of it goes from under one heading to under the next but one.
fn runs_over(heads: &[(Area, String)], strip: &Strip, line: &Outer) -> bool {
    let pieces = segments(&line.line);
    pieces.iter().any(|(area, _)| {
        let under = heads.iter().filter(|(head, _)| {
            let head = head.moved(strip.shift);
            head.x0 > area.x0 + 1.0 && head.x0 < area.x1 - 1.0
        });
        under.count() >= 2
    })
}

/// The columns, by gutters in what all strips hold; `None` unless each heading has its own.
fn columns(family: &Family) -> Option<Vec<(f32, f32)>> {
    let mut spans: Vec<(f32, f32)> = family
        .strips
        .iter()
        .flat_map(|strip| {
            let heads = family.heads.iter().map(|(area, _)| (area.x0, area.x1));
            let words = strip
                .pieces
                .iter()
                .map(|piece| (piece.area.x0 - strip.shift, piece.area.x1 - strip.shift));
            heads.chain(words)
        })
        .collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut covered: Vec<(f32, f32)> = Vec::new();
    for (from, to) in spans {
        match covered.last_mut() {
            Some(last) if from <= last.1 + GUTTER => last.1 = last.1.max(to),
            _ => covered.push((from, to)),
        }
    }
    // What stands under no heading belongs to the column before it: a gap of words that recur.
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (from, to) in covered {
        let heads = family
            .heads
            .iter()
            .filter(|(head, _)| head.middle_x() >= from && head.middle_x() <= to);
        match (heads.count(), columns.last_mut()) {
            (0, Some(last)) => last.1 = to,
            (1, _) => columns.push((from, to)),
            _ => return None,
        }
    }
    (columns.len() == family.heads.len()).then_some(columns)
}

fn column_of(columns: &[(f32, f32)], x: f32) -> usize {
    columns
        .iter()
        .rposition(|column| x >= column.0 - 1.0)
        .unwrap_or_default()
}

/// The column of numbers: it tells where rows begin.
fn number_column(family: &Family, columns: &[(f32, f32)]) -> Option<usize> {
    let holds = |column: usize| {
        let texts: Vec<String> = family
            .strips
            .iter()
            .flat_map(|strip| lines_of(strip, columns, column))
            .map(|line| {
                line.iter()
                    .map(|piece| &*piece.text)
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        let numbers = texts.iter().filter(|text| is_number(text)).count();
        texts.len() > 2 && numbers * 10 >= texts.len() * 7
    };
    let named = family
        .heads
        .iter()
        .position(|(_, text)| role(text) == Some(Role::Number));
    named
        .filter(|&column| holds(column))
        .or_else(|| (0..columns.len()).find(|&column| holds(column)))
}

fn lines_of(strip: &Strip, columns: &[(f32, f32)], column: usize) -> Vec<Line> {
    let inside = strip
        .pieces
        .iter()
        .filter(|piece| column_of(columns, piece.area.middle_x() - strip.shift) == column);
    lines(inside.cloned().collect())
}

/// A row on its way: where it begins and ends, and how many numbers stand in it.
#[derive(Clone, Copy, Debug)]
struct Block {
    from: f32,
    to: f32,
    numbers: usize,
}

/// How high a piece of text really is: what readers give is higher.
fn ink(piece: &Piece) -> (f32, f32) {
    (
        piece.base - 0.72 * piece.size,
        piece.base + 0.2 * piece.size,
    )
}

/// Blocks between wide gaps, lines across, or full lines: whichever agrees best with the numbers.
fn blocks(strip: &Strip, columns: &[(f32, f32)], numbers: usize) -> Option<Vec<Block>> {
    let starts: Vec<f32> = lines_of(strip, columns, numbers)
        .iter()
        .filter_map(|line| line.first().map(|piece| piece.base - 0.3 * piece.size))
        .collect();
    let ways = [
        by_edges(strip),
        by_gaps(strip),
        by_full_lines(strip, columns, numbers),
    ];
    let counted = ways.into_iter().flatten().map(|cuts| count(&cuts, &starts));
    counted.max_by_key(|blocks| {
        let one = blocks.iter().filter(|block| block.numbers == 1).count();
        (one * 1_000) / blocks.len().max(starts.len()).max(1)
    })
}

fn count(cuts: &[f32], starts: &[f32]) -> Vec<Block> {
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

fn reach(strip: &Strip) -> Option<(f32, f32)> {
    let spans = || strip.pieces.iter().map(ink);
    let from = spans().map(|span| span.0).min_by(f32::total_cmp)?;
    let to = spans().map(|span| span.1).max_by(f32::total_cmp)?;
    Some((from, to))
}

/// Lines across, or the edges of bands, between all rows.
fn by_edges(strip: &Strip) -> Option<Vec<f32>> {
    let (from, to) = reach(strip)?;
    let mut cuts = vec![from - 1.0];
    cuts.extend(strip.edges.iter().copied().filter(|&y| y > from && y < to));
    cuts.push(to + 1.0);
    cuts.dedup_by(|one, other| (*one - *other).abs() < 4.0);
    (cuts.len() > 3).then_some(cuts)
}

/// Gaps that are wider than those between lines.
fn by_gaps(strip: &Strip) -> Option<Vec<f32>> {
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
fn by_full_lines(strip: &Strip, columns: &[(f32, f32)], numbers: usize) -> Option<Vec<f32>> {
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

/// The rows, if both signs agree for eight of ten; blocks of several numbers are cut at them.
fn agreed(
    family: &Family,
    columns: &[(f32, f32)],
    numbers: usize,
    blocks: Vec<Vec<Block>>,
) -> Option<Vec<Vec<Block>>> {
    let all: usize = blocks.iter().map(Vec::len).sum();
    let one = blocks
        .iter()
        .flatten()
        .filter(|block| block.numbers == 1)
        .count();
    // A block without number at the top of a page goes on with a row of the page before.
    let rest = blocks
        .iter()
        .filter(|blocks| blocks.first().is_some_and(|block| block.numbers == 0))
        .count();
    let several: usize = blocks
        .iter()
        .flatten()
        .map(|block| block.numbers.saturating_sub(1))
        .sum();
    if one * 100 < (all - rest + several) * AGREE || one < 3 {
        return None;
    }
    let cut = family.strips.iter().zip(blocks).map(|(strip, blocks)| {
        let tops: Vec<f32> = lines_of(strip, columns, numbers)
            .iter()
            .filter_map(|line| line.first().map(|piece| ink(piece).0 - 1.0))
            .collect();
        blocks
            .into_iter()
            .flat_map(|block| cut_at(block, &tops))
            .collect()
    });
    Some(cut.collect())
}

fn cut_at(block: Block, tops: &[f32]) -> Vec<Block> {
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

fn row(
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

fn middle(piece: &Piece) -> f32 {
    piece.base - 0.3 * piece.size
}
