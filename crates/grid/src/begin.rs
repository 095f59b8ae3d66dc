// SPDX-License-Identifier: EUPL-1.2
//! Where rows begin in a table whose columns a person drew.

use crate::drawing::Rows;
use crate::number::is_number;
use crate::piece::Piece;
use crate::strip::{
    Block, Strip, best, by_edges, by_full_lines, by_gaps, count, holds_numbers, ink, lines_of,
    middle, reach,
};
use crate::text::{Line, lines};

/// The rows of a page.
pub(crate) fn blocks(
    strip: &Strip,
    columns: &[(f32, f32)],
    numbers: Option<usize>,
    rows: Rows,
) -> Vec<Block> {
    let whole = || whole(strip).into_iter().collect();
    let cut = |cuts: Option<Vec<f32>>| cuts.map(|cuts| count(&cuts, &[]));
    match (rows, numbers) {
        (Rows::Column(_), Some(column)) => {
            let starts = starts(strip, columns, column);
            cut(by_starts(strip, &starts)).unwrap_or_else(whole)
        }
        (Rows::Lines, _) => cut(by_edges(strip)).unwrap_or_else(whole),
        (Rows::Gaps, _) => cut(by_any_gaps(strip)).unwrap_or_else(whole),
        (_, Some(column)) => {
            let starts = starts(strip, columns, column);
            let tops: Vec<f32> = starts.iter().map(middle).collect();
            let ways = [
                by_starts(strip, &starts),
                by_full_lines(strip, columns, column),
                by_gaps(strip),
                by_edges(strip),
            ];
            best(ways, &tops).unwrap_or_else(whole)
        }
        (_, None) => {
            let seen = by_edges(strip).or_else(|| by_any_gaps(strip));
            cut(seen).unwrap_or_else(whole)
        }
    }
}

/// Wide gaps; each one where lines stand too far apart to be one text.
fn by_any_gaps(strip: &Strip) -> Option<Vec<f32>> {
    let all = lines(strip.pieces.clone());
    let firsts: Vec<&Piece> = all.iter().filter_map(|line| line.first()).collect();
    if !stand_apart(&firsts) {
        return by_gaps(strip);
    }
    let starts: Vec<Piece> = firsts.into_iter().cloned().collect();
    by_starts(strip, &starts)
}

fn whole(strip: &Strip) -> Option<Block> {
    let (from, to) = reach(strip)?;
    Some(Block {
        from: from - 1.0,
        to: to + 1.0,
        numbers: 0,
    })
}

/// Where a column begins anew: at its numbers if it holds some, else behind gaps, else at each line.
fn starts(strip: &Strip, columns: &[(f32, f32)], column: usize) -> Vec<Piece> {
    let lines = lines_of(strip, columns, column);
    if holds_numbers([strip], columns, column) {
        let is_number = |line: &&Line| {
            let words: Vec<&str> = line.iter().map(|piece| &*piece.text).collect();
            is_number(&words.join(" "))
        };
        return lines
            .iter()
            .filter(is_number)
            .filter_map(|line| line.first().cloned())
            .collect();
    }
    apart(&lines)
}

/// Where texts begin: behind gaps that are wider than those within one.
fn apart(lines: &[Line]) -> Vec<Piece> {
    let firsts: Vec<&Piece> = lines.iter().filter_map(|line| line.first()).collect();
    let each = stand_apart(&firsts);
    let wide = 1.4 * usual_step(&firsts);
    let begins = steps(&firsts).map(|step| each || step > wide);
    let all = firsts.iter().zip(std::iter::once(true).chain(begins));
    all.filter(|(_, begins)| *begins)
        .map(|(piece, _)| (*piece).clone())
        .collect()
}

fn steps(firsts: &[&Piece]) -> impl Iterator<Item = f32> {
    firsts.windows(2).map(|pair| pair[1].base - pair[0].base)
}

fn usual_step(firsts: &[&Piece]) -> f32 {
    let mut sorted: Vec<f32> = steps(firsts).collect();
    sorted.sort_by(f32::total_cmp);
    sorted.get(sorted.len() / 5).copied().unwrap_or_default()
}

/// Lines of one text stand close; where none do, each line is a text of its own.
fn stand_apart(firsts: &[&Piece]) -> bool {
    let size = firsts.iter().map(|piece| piece.size).fold(0.0, f32::max);
    usual_step(firsts) > 1.6 * size
}

/// Cuts above each of these.
fn by_starts(strip: &Strip, starts: &[Piece]) -> Option<Vec<f32>> {
    let (from, to) = reach(strip)?;
    let mut cuts: Vec<f32> = starts.iter().map(|piece| ink(piece).0 - 1.0).collect();
    if cuts.first().is_none_or(|&first| first > from + 1.0) {
        cuts.insert(0, from - 1.0);
    }
    cuts.push(to + 1.0);
    Some(cuts)
}
