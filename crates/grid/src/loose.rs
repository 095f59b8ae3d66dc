// SPDX-License-Identifier: EUPL-1.2
//! Tables without rules around their cells: a known head, columns by gutters, rows by gaps.
//!
//! Two signs must agree: each heading stands over a gutter-bound column of its own, and where rows begin
//! by their numbers they begin by gaps (or lines across, or full lines), too. Where they do not, a person
//! draws the columns; nothing is guessed.

use crate::draft::{Draft, DraftRow};
use crate::finding::{Cause, Finding};
use crate::list::join_over_pages;
use crate::outside::{Outer, What, is_head, segments};
use crate::page::{Area, Place};
use crate::piece::plain;
use crate::role::role;
use crate::sheet::Leaf;
use crate::strip::{
    Block, Strip, best, by_edges, by_full_lines, by_gaps, cut_at, edges, holds_numbers, ink,
    lines_of, middle, row,
};
use crate::table::{Kind, Role};

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
    let from = strip.head.map_or(body.y0, |head| head.y1);
    strip.edges = edges(leaf, &body, from);
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

/// The column of numbers: it tells where rows begin.
fn number_column(family: &Family, columns: &[(f32, f32)]) -> Option<usize> {
    let holds = |column: usize| holds_numbers(&family.strips, columns, column);
    let named = family
        .heads
        .iter()
        .position(|(_, text)| role(text) == Some(Role::Number));
    named
        .filter(|&column| holds(column))
        .or_else(|| (0..columns.len()).find(|&column| holds(column)))
}

/// Blocks between wide gaps, lines across, or full lines: whichever agrees best with the numbers.
fn blocks(strip: &Strip, columns: &[(f32, f32)], numbers: usize) -> Option<Vec<Block>> {
    let starts: Vec<f32> = lines_of(strip, columns, numbers)
        .iter()
        .filter_map(|line| line.first().map(middle))
        .collect();
    let ways = [
        by_edges(strip),
        by_gaps(strip),
        by_full_lines(strip, columns, numbers),
    ];
    best(ways, &starts)
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
