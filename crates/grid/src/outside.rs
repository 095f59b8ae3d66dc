// SPDX-License-Identifier: EUPL-1.2
//! What stands outside tables: running heads and feet, headings, notes.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::Area;
use crate::piece::Piece;
use crate::role::heads_column;
use crate::sheet::Leaf;
use crate::text::{Line, Manner, compose, lines};

/// The same text on so many pages at the same height is a running head or foot.
const PAGES: usize = 3;
/// Type this much larger than that of the body makes a heading.
pub(crate) const LARGE: f32 = 1.15;
/// A heading is no longer than this, in characters.
const LONG: usize = 200;

/// What a line outside tables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Running,
    Heading,
    Note,
    Beside,
}

/// A line outside tables.
#[derive(Clone, Debug)]
pub(crate) struct Outer {
    pub line: Line,
    pub area: Area,
    pub text: String,
    pub size: f32,
    pub what: What,
}

impl Outer {
    /// Pieces of the line that wide gaps keep apart.
    pub(crate) fn segments(&self) -> Vec<(Area, String)> {
        segments(&self.line)
    }
}

/// Pieces of a line that wide gaps keep apart.
pub(crate) fn segments(line: &Line) -> Vec<(Area, String)> {
    let mut segments: Vec<(Area, String)> = Vec::new();
    for piece in line {
        match segments.last_mut() {
            Some((area, text)) if piece.area.x0 - area.x1 < 0.8 * piece.size => {
                *area = area.around(&piece.area);
                text.push(' ');
                text.push_str(&piece.text);
            }
            _ => segments.push((piece.area, piece.text.clone())),
        }
    }
    segments
}

/// Whether a line is the head of a table: several of its pieces head columns.
pub(crate) fn is_head(line: &Line) -> bool {
    let segments = segments(line);
    let known = segments.iter().filter(|(_, text)| heads_column(text));
    known.count() >= 2 && segments.len() >= 3
}

/// The lines outside tables, page by page, with what they are.
pub(crate) fn outside(leaves: &[Leaf]) -> Vec<Vec<Outer>> {
    let mut pages: Vec<Vec<Outer>> = leaves
        .iter()
        .map(|leaf| {
            let lines = lines(leaf.outside.clone());
            lines.into_iter().filter_map(outer).collect()
        })
        .collect();
    let body = body_size(leaves);
    let running = running(&pages);
    for (page, leaf) in pages.iter_mut().zip(leaves) {
        let recurs: Vec<bool> = page.iter().map(|outer| recurs(outer, &running)).collect();
        let runs = at_edges(page, &recurs);
        for (outer, runs) in page.iter_mut().zip(runs) {
            outer.what = if is_raised_note(outer) {
                What::Note
            } else if runs && !is_head(&outer.line) {
                What::Running
            } else if is_heading(outer, body) || is_between(outer, leaf) {
                What::Heading
            } else if find_note(outer, body, leaf.height).is_some() {
                What::Note
            } else {
                What::Beside
            };
        }
    }
    pages
}

fn outer(line: Line) -> Option<Outer> {
    let area = Area::around_all(line.iter().map(|piece| piece.area))?;
    let size = line.iter().map(|piece| piece.size).max_by(f32::total_cmp)?;
    Some(Outer {
        text: compose(std::slice::from_ref(&line), &Manner::default(), false).text,
        line,
        area,
        size,
        what: What::Beside,
    })
}

/// The size of type in which most of the document is set.
pub(crate) fn body_size(leaves: &[Leaf]) -> f32 {
    let mut by_size: BTreeMap<u32, usize> = BTreeMap::new();
    let inside = leaves
        .iter()
        .flat_map(|leaf| &leaf.sheets)
        .flat_map(|sheet| &sheet.boxes)
        .flat_map(|one| one.lines.iter().flatten());
    for piece in inside.chain(leaves.iter().flat_map(|leaf| &leaf.outside)) {
        *by_size.entry(tenths(piece)).or_default() += piece.text.len();
    }
    let most = by_size.iter().max_by_key(|(size, many)| (**many, **size));
    most.map_or(10.0, |(&size, _)| {
        f32::from(u16::try_from(size).unwrap_or(100)) / 10.0
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a size of type is some ten points"
)]
fn tenths(piece: &Piece) -> u32 {
    (piece.size * 10.0).round().clamp(0.0, 10_000.0) as u32
}

fn blanked(text: &str) -> String {
    let mut blank = String::new();
    for sign in text.chars() {
        let sign = if sign.is_ascii_digit() { '#' } else { sign };
        if sign != '#' || !blank.ends_with('#') {
            blank.push(sign);
        }
    }
    blank
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is some thousand points high"
)]
fn bucket(y: f32) -> i32 {
    (y / 3.0).round() as i32
}

fn running(pages: &[Vec<Outer>]) -> BTreeSet<(String, i32)> {
    let mut seen: BTreeMap<(String, i32), BTreeSet<usize>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        for outer in page {
            let key = (blanked(&outer.text), bucket(outer.area.middle_y()));
            seen.entry(key).or_default().insert(number);
        }
    }
    let often = seen.into_iter().filter(|(_, pages)| pages.len() >= PAGES);
    often.map(|(key, _)| key).collect()
}

fn recurs(outer: &Outer, running: &BTreeSet<(String, i32)>) -> bool {
    let text = blanked(&outer.text);
    let bucket = bucket(outer.area.middle_y());
    (bucket - 1..=bucket + 1).any(|bucket| running.contains(&(text.clone(), bucket)))
}

/// Running heads and feet stand first or last on their page, apart from what it holds: a line that only
/// happens to recur at its height stays where it is.
fn at_edges(page: &[Outer], recurs: &[bool]) -> Vec<bool> {
    let head = recurs.iter().take_while(|recurs| **recurs).count();
    let foot = recurs.iter().rev().take_while(|recurs| **recurs).count();
    let foot = page.len() - foot.min(page.len() - head);
    let apart = |above: usize| match (page.get(above), page.get(above + 1)) {
        (Some(line), Some(below)) => below.area.y0 - line.area.y1 > 0.6 * line.size,
        _ => true,
    };
    // What stands close to what the page holds belongs to it.
    let head = (0..head).rev().find(|&at| apart(at)).map_or(0, |at| at + 1);
    let foot = (foot..page.len()).find(|&at| at == 0 || apart(at - 1));
    let foot = foot.unwrap_or(page.len());
    (0..page.len()).map(|at| at < head || at >= foot).collect()
}

/// Words that begin a heading whatever its size.
const DIVISIONS: [&str; 22] = [
    "handlungsfeld",
    "ziel",
    "teilziel",
    "schwerpunkt",
    "kapitel",
    "themenfeld",
    "säule",
    "abschnitt",
    "field",
    "goal",
    "objective",
    "pillar",
    "chapter",
    "theme",
    "axe",
    "objectif",
    "chapitre",
    "asse",
    "obiettivo",
    "eje",
    "objetivo",
    "priority",
];

/// What a heading calls itself: its first word, or the shape of its number.
pub(crate) fn division(text: &str) -> String {
    let first = text
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let first = first.trim_end_matches([':', '.']);
    if DIVISIONS.contains(&first) {
        return first.to_owned();
    }
    if !first.is_empty() && first.chars().all(|sign| "ivx".contains(sign)) {
        return "i".to_owned();
    }
    if first
        .chars()
        .next()
        .is_some_and(|sign| sign.is_ascii_digit())
    {
        return "1".repeat(1 + first.matches('.').count());
    }
    String::new()
}

fn is_heading(outer: &Outer, body: f32) -> bool {
    let signs = outer.text.chars().count();
    if signs == 0 || signs > LONG || !outer.text.chars().any(char::is_alphabetic) {
        return false;
    }
    let words = outer.text.split_whitespace();
    let is_numbered = words.clone().nth(1).is_some_and(|second| {
        let second = second.trim_end_matches([':', '.']);
        second
            .chars()
            .all(|sign| sign.is_ascii_digit() || "IVX.".contains(sign))
            || second.len() == 1
    });
    let first = words.clone().next().unwrap_or_default().to_lowercase();
    outer.size >= LARGE * body || (is_numbered && DIVISIONS.contains(&&*first) && signs < 120)
}

/// Whether a line stands between two parts of one table, as a heading over its whole width does where
/// only lines across bound it.
fn is_between(outer: &Outer, leaf: &Leaf) -> bool {
    let close = outer.size;
    let mut above = leaf
        .sheets
        .iter()
        .filter(|sheet| (outer.area.y0 - sheet.area.y1).abs() < close);
    let mut below = leaf
        .sheets
        .iter()
        .filter(|sheet| (sheet.area.y0 - outer.area.y1).abs() < close);
    let inside = |area: &Area| outer.area.x0 >= area.x0 - 1.0 && outer.area.x1 <= area.x1 + 1.0;
    above.any(|sheet| inside(&sheet.area))
        && below.any(|sheet| inside(&sheet.area))
        && outer.segments().len() == 1
        && outer.text.chars().count() <= LONG
        && outer.text.chars().any(char::is_alphabetic)
}

/// A line that begins with a raised sign is a note, and stands at the foot of whatever page.
fn is_raised_note(outer: &Outer) -> bool {
    let Some(first) = outer.line.first() else {
        return false;
    };
    let is_apart = outer
        .line
        .get(1)
        .is_some_and(|second| first.size < 0.88 * second.size && first.base < second.base);
    (first.raised_start > 0 || is_apart) && find_note(outer, f32::INFINITY, 0.0).is_some()
}

/// The sign of a note, where a line is one.
fn find_note(outer: &Outer, body: f32, height: f32) -> Option<String> {
    let first = outer.line.first()?;
    let is_sign = |text: &str| {
        !text.is_empty()
            && text.len() <= 3
            && (text.chars().all(|sign| sign.is_ascii_digit())
                || text.chars().all(|sign| matches!(sign, '*' | '†' | '‡')))
    };
    let (start, _) = first.text.split_at(first.raised_start);
    if is_sign(start) {
        return Some(start.to_owned());
    }
    if let Some(sign) = find_flat_note(outer, body) {
        return Some(sign);
    }
    let second = outer.line.get(1)?;
    let is_high = first.size < 0.88 * second.size && first.base < second.base;
    let is_low_on_page = second.size < 0.95 * body && outer.area.y0 > 0.4 * height;
    let sign = first.text.trim_matches(['(', ')', '.']);
    ((is_high || is_low_on_page) && is_sign(sign)).then(|| sign.to_owned())
}

/// The sign of a note that stands right before its text, in smaller type than the body.
fn find_flat_note(outer: &Outer, body: f32) -> Option<String> {
    let first = outer.line.first()?;
    let rest = first
        .text
        .trim_start_matches(|sign: char| sign.is_ascii_digit());
    let sign = &first.text[..first.text.len() - rest.len()];
    let is_text = rest.chars().next().is_some_and(char::is_uppercase) && rest.chars().count() > 1;
    (outer.size < 0.95 * body && (1..=2).contains(&sign.len()) && is_text).then(|| sign.to_owned())
}

/// Signs of the notes of a page that no reader sees raised.
pub(crate) fn flat_notes(page: &[Outer], body: f32) -> BTreeSet<String> {
    let notes = page.iter().filter(|outer| outer.what == What::Note);
    notes
        .filter_map(|outer| find_flat_note(outer, body))
        .collect()
}

/// Signs of the notes that a page carries.
pub(crate) fn notes(page: &[Outer], body: f32, height: f32) -> BTreeSet<String> {
    let notes = page.iter().filter(|outer| outer.what == What::Note);
    notes
        .filter_map(|outer| find_note(outer, body, height))
        .collect()
}

/// The headings that hold at a place, the outermost first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stack {
    /// Size of type (0 for a heading inside a table), what it calls itself, its text.
    levels: Vec<(u32, String, String)>,
}

impl Stack {
    /// A heading outside tables: larger type is further out.
    pub(crate) fn push_line(&mut self, size: f32, text: &str) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size of type is some ten points"
        )]
        let size = (size * 2.0).round().clamp(1.0, 10_000.0) as u32;
        let division = division(text);
        let same = |level: &(u32, String, String)| !division.is_empty() && level.1 == division;
        if let Some(at) = self.levels.iter().position(same) {
            self.levels.truncate(at);
        } else {
            self.levels.retain(|level| level.0 > size);
        }
        self.levels.push((size, division, text.to_owned()));
    }

    /// A heading inside a table.
    pub(crate) fn push_banner(&mut self, text: &str) {
        let division = division(text);
        let same = |level: &(u32, String, String)| {
            level.1 == division && (level.0 == 0 || !division.is_empty())
        };
        if let Some(at) = self.levels.iter().position(same) {
            self.levels.truncate(at);
        }
        self.levels.push((0, division, text.to_owned()));
    }

    pub(crate) fn texts(&self) -> Vec<String> {
        self.levels
            .iter()
            .map(|(_, _, text)| text.clone())
            .collect()
    }
}
