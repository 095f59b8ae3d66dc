// SPDX-License-Identifier: EUPL-1.2
//! The pairs of a page as a picture: measures of the one plan at the left, of the other at the right, a
//! line between two that could belong together. The table below it says the same.

use askama::Template;
use askama::filters::HtmlSafe;
use wegmarke_coherence::suggest::{Judged, Suggestion};
use wegmarke_domain::measure::Measure;

use crate::chart::take;
use crate::{Ctx, Route};

impl HtmlSafe for Graph {}

/// Height of a row, in units of the picture.
const ROW: usize = 28;

#[derive(Debug, Template)]
#[template(path = "coherence/graph.html")]
pub(crate) struct Graph {
    label: String,
    height: usize,
    nodes: Vec<Node>,
    lines: Vec<Line>,
    legend: [String; 3],
    take: String,
    take_words: String,
    /// What the two measures of each pair are called in the picture.
    pub(crate) numbers: Vec<[String; 2]>,
}

#[derive(Debug)]
struct Node {
    href: String,
    name: String,
    number: String,
    x: usize,
    y: usize,
}

#[derive(Debug)]
struct Line {
    from: usize,
    to: usize,
    class: &'static str,
}

impl Graph {
    /// The picture; `None` if there is nothing to draw, or both sides are one plan.
    pub(crate) fn new(ctx: &Ctx, pairs: &[&Suggestion<'_>]) -> Option<Self> {
        let first = pairs.first()?;
        if first.one.plan() == first.other.plan() {
            return None;
        }
        let (mut left, mut right): (Vec<&Measure>, Vec<&Measure>) = (Vec::new(), Vec::new());
        let (mut lines, mut numbers) = (Vec::new(), Vec::new());
        for pair in pairs {
            let (from, to) = (place(&mut left, pair.one), place(&mut right, pair.other));
            numbers.push([left_number(from), right_number(to)]);
            let class = match pair.judged() {
                Judged::Open => "open",
                Judged::Related => "related",
                Judged::Dismissed => "dismissed",
            };
            lines.push(Line {
                from: middle(from),
                to: middle(to),
                class,
            });
        }
        let node = |x: usize, at: usize, measure: &Measure, number: String| Node {
            href: ctx.href(&Route::Measure(measure.id.as_str())),
            name: format!("{number}: {}", ctx.words(&measure.title)),
            number,
            x,
            y: middle(at),
        };
        let lefts = left.iter().enumerate();
        let lefts = lefts.map(|(at, measure)| node(16, at, measure, left_number(at)));
        let rights = right.iter().enumerate();
        let rights = rights.map(|(at, measure)| node(304, at, measure, right_number(at)));
        Some(Self {
            label: ctx.tn("coherence-graph", pairs.len()),
            take: take(ctx, "graph"),
            take_words: ctx.t("chart-take"),
            height: left.len().max(right.len()) * ROW,
            nodes: lefts.chain(rights).collect(),
            lines,
            legend: Judged::ALL.map(|judged| ctx.word("coherence-state", judged.as_str())),
            numbers,
        })
    }
}

fn place<'a>(side: &mut Vec<&'a Measure>, measure: &'a Measure) -> usize {
    let at = side.iter().position(|one| one.id == measure.id);
    at.unwrap_or_else(|| {
        side.push(measure);
        side.len() - 1
    })
}

const fn middle(at: usize) -> usize {
    at * ROW + ROW / 2
}

fn left_number(at: usize) -> String {
    (at + 1).to_string()
}

/// A, B, … Z, then AA.
fn right_number(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match at / 26 {
        0 => letter(at).to_string(),
        more => format!("{}{}", letter(more - 1), letter(at)),
    }
}
