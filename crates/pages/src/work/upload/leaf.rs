// SPDX-License-Identifier: EUPL-1.2
//! One page of a document beside the rows that were read from it: each with its piece of the picture, its
//! cells to be corrected, and what is doubtful about it.

use askama::Template;
use jiff::Timestamp;

use super::picture::{Picture, PieceParts, points};
use super::review::{DoubtParts, LeafLine, name};
use super::{At, Pick, REVISION, Step, choice};
use crate::frame::Section;
use crate::parts::{Link, Shown, Tone, Value};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route};

/// What is chosen for a row that stays one.
pub const STAYS: &str = "";
/// What is chosen for a row that belongs to the one above it.
pub const JOIN: &str = "join";
/// What is chosen for a row that is two.
pub const SPLIT: &str = "split";
/// What is chosen for a row that is left out.
pub const DROP: &str = "drop";

/// Points around a row that are shown, too.
const AROUND: f32 = 3.0;
/// Letters of the words that stand for a picture.
const SAID: usize = 300;

/// A cell.
#[derive(Clone, Debug)]
pub struct CellParts {
    /// What its column is called; empty: it has no heading.
    pub label: String,
    /// Its text.
    pub text: String,
    /// Its words as the file has them, where they are others.
    pub raw: Option<String>,
}

/// A row.
#[derive(Clone, Debug)]
pub struct RowParts {
    /// Its table and its place in it.
    pub at: (usize, usize),
    /// What it is called: its number.
    pub number: Option<String>,
    /// Headings above it.
    pub headings: Vec<String>,
    /// Where it stands.
    pub pieces: Vec<PieceParts>,
    /// Its cells.
    pub cells: Vec<CellParts>,
    /// What is doubtful about it.
    pub doubts: Vec<DoubtParts>,
    /// Somebody looked at it.
    pub looked: bool,
    /// It is one of those that are looked at though nothing is doubtful.
    pub sample: bool,
    /// It stops everything until somebody decides.
    pub stops: bool,
    /// Why it is left out.
    pub dropped: Option<String>,
    /// What is wrong with what was typed: the end of the field's name, and words.
    pub wrong: Option<(&'static str, String)>,
}

impl RowParts {
    /// The name of a field of this row: `c0`, `do`, `why`, `looked`.
    #[must_use]
    pub fn field((table, row): (usize, usize), of: &str) -> String {
        format!("r{table}-{row}-{of}")
    }
}

/// What the page is made of.
#[derive(Debug)]
pub struct LeafParts<'a> {
    /// Who.
    pub bar: Bar,
    /// The upload.
    pub id: &'a str,
    /// Its revision.
    pub revision: u64,
    /// Its file.
    pub file: &'a str,
    /// Until when it is kept.
    pub kept_until: Timestamp,
    /// Which page.
    pub leaf: LeafLine,
    /// How many there are.
    pub of: u64,
    /// Its rows.
    pub rows: &'a [RowParts],
    /// Why somebody is here again.
    pub refused: Option<String>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/leaf.html")]
pub struct Leaf {
    f: Frame,
    ways: Vec<Link>,
    steps: Vec<Step>,
    refused: Option<String>,
    lead: String,
    kept: String,
    action: String,
    revision: String,
    whole: Option<Picture>,
    rows: Vec<OfRow>,
    around: Vec<Link>,
}

/// A row as it is shown.
#[derive(Debug)]
struct OfRow {
    id: String,
    title: String,
    state: Value,
    headings: String,
    pictures: Vec<Picture>,
    doubts: Vec<Value>,
    cells: Vec<OfCell>,
    act: Pick,
    why: (String, String, Option<String>),
    looked: Option<(String, bool)>,
}

#[derive(Debug)]
struct OfCell {
    name: String,
    label: String,
    text: String,
    lines: usize,
    raw: Option<String>,
}

impl Leaf {
    const REVISION: &'static str = REVISION;

    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: LeafParts<'_>) -> Self {
        let leaf = name(ctx, &parts.leaf);
        let args = [("file", parts.file.into()), ("leaf", leaf.as_str().into())];
        let title = ctx.t_with("upload-leaf-title", &args);
        let until = ctx.instant(parts.kept_until);
        let route = Route::UploadLeaf(parts.id, parts.leaf.number);
        let rows = parts.rows.iter().map(|row| of_row(ctx, parts.id, row));
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            steps: super::steps(ctx, parts.id, At::Leaf, true),
            lead: ctx.tn("upload-leaf-open", parts.leaf.open),
            kept: ctx.t_with("upload-kept", &[("until", until.into())]),
            action: ctx.href(&route),
            revision: parts.revision.to_string(),
            whole: whole(ctx, &parts),
            rows: rows.collect(),
            around: around(ctx, &parts),
            refused: parts.refused,
        }
    }
}

/// The pages before and behind it.
fn around(ctx: &Ctx, parts: &LeafParts<'_>) -> Vec<Link> {
    let here = parts.leaf.number;
    let to = |number: u64, key: &str| {
        ctx.link(
            &Route::UploadLeaf(parts.id, number),
            Shown::plain(&ctx.t(key)),
        )
    };
    let before = (here > 1).then(|| to(here - 1, "upload-leaf-before"));
    let behind = (here < parts.of).then(|| to(here + 1, "upload-leaf-behind"));
    before.into_iter().chain(behind).collect()
}

/// The whole page with a mark around each of its rows.
fn whole(ctx: &Ctx, parts: &LeafParts<'_>) -> Option<Picture> {
    let page = parts.leaf.page;
    let pieces = parts.rows.iter().flat_map(|row| &row.pieces);
    let pieces: Vec<PieceParts> = pieces.filter(|piece| piece.page == page).copied().collect();
    let alt = ctx.t_with("upload-leaf-whole", &[("n", page.into())]);
    Picture::of_page(ctx, parts.id, &pieces, alt)
}

/// The piece of the page on which a row stands.
fn piece(ctx: &Ctx, id: &str, row: &RowParts, piece: &PieceParts) -> Picture {
    let [x0, y0, x1, y1] = piece.area;
    let [width, height] = piece.size;
    let (left, top) = ((x0 - AROUND).max(0.0), (y0 - AROUND).max(0.0));
    let (right, bottom) = ((x1 + AROUND).min(width), (y1 + AROUND).min(height));
    let said = row.cells.iter().map(|cell| {
        let words = cell.raw.as_ref().unwrap_or(&cell.text);
        words.replace('\n', " ")
    });
    let said: Vec<String> = said.filter(|words| !words.is_empty()).collect();
    let said: String = said.join(" | ").chars().take(SAID).collect();
    let args = [
        ("n", piece.page.into()),
        ("row", row.number.clone().unwrap_or_default().into()),
        ("words", said.into()),
    ];
    Picture {
        href: ctx.href(&Route::UploadPicture(id, piece.page.into())),
        view: [left, top, (right - left).max(1.0), (bottom - top).max(1.0)]
            .map(points)
            .join(" "),
        width: points(width),
        height: points(height),
        alt: ctx.t_with("upload-leaf-piece", &args),
        marks: Vec::new(),
    }
}

fn of_row(ctx: &Ctx, id: &str, row: &RowParts) -> OfRow {
    let field = |of: &str| RowParts::field(row.at, of);
    let title = match &row.number {
        Some(number) => ctx.t_with("upload-leaf-row", &[("n", number.as_str().into())]),
        None => ctx.t_with("upload-leaf-row-at", &[("n", (row.at.1 + 1).into())]),
    };
    let wrong = |of: &str| {
        let wrong = row.wrong.as_ref().filter(|(field, _)| *field == of);
        wrong.map(|(_, words)| words.clone())
    };
    let chosen = if row.dropped.is_some() { DROP } else { STAYS };
    let acts = [STAYS, JOIN, SPLIT, DROP];
    let acts = acts.into_iter().filter(|act| *act != JOIN || row.at.1 > 0);
    OfRow {
        id: field("row"),
        state: state(ctx, row),
        headings: row.headings.join(" › "),
        pictures: row
            .pieces
            .iter()
            .map(|part| piece(ctx, id, row, part))
            .collect(),
        doubts: row.doubts.iter().map(|doubt| doubt.told(ctx)).collect(),
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(at, cell)| of_cell(ctx, field(&format!("c{at}")), at, cell))
            .collect(),
        act: Pick {
            name: field("do"),
            label: ctx.t("upload-leaf-do"),
            of: title.clone(),
            wrong: wrong("do"),
            choices: acts
                .map(|act| {
                    let key = if act == STAYS { "stays" } else { act };
                    choice(act, ctx.word("upload-leaf-do", key), chosen)
                })
                .collect(),
            ..Pick::default()
        },
        why: (
            field("why"),
            row.dropped.clone().unwrap_or_default(),
            wrong("why"),
        ),
        looked: row.stops.then(|| (field("looked"), row.looked)),
        title,
    }
}

fn state(ctx: &Ctx, row: &RowParts) -> Value {
    let (key, tone) = if row.dropped.is_some() {
        ("upload-leaf-dropped", Tone::Plain)
    } else if row.looked {
        ("upload-leaf-looked", Tone::Good)
    } else if row.stops {
        ("upload-leaf-stops", Tone::Bad)
    } else if !row.doubts.is_empty() || row.sample {
        ("upload-leaf-look", Tone::Warn)
    } else {
        ("upload-leaf-clean", Tone::Plain)
    };
    Value::badge(ctx.t(key), tone)
}

fn of_cell(ctx: &Ctx, name: String, at: usize, cell: &CellParts) -> OfCell {
    let label = match cell.label.is_empty() {
        true => ctx.t_with("upload-leaf-column", &[("n", (at + 1).into())]),
        false => cell.label.clone(),
    };
    let long = cell.text.chars().count() / 60;
    OfCell {
        name,
        label,
        lines: (long + cell.text.lines().count()).clamp(1, 8),
        text: cell.text.clone(),
        raw: cell.raw.clone(),
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{CellParts, Leaf, LeafParts, PieceParts, RowParts};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::upload::review::{DoubtParts, LeafLine};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let file = wording.words("file");
        let piece = |page| PieceParts {
            page,
            area: [10.0, 20.0, 200.0, 60.0],
            size: [595.0, 842.0],
        };
        let row = |row: usize, looked, dropped: bool| RowParts {
            at: (0, row),
            number: (row > 0).then(|| wording.words("number")),
            headings: vec![wording.words("heading"), wording.words("heading")],
            pieces: vec![piece(3), piece(4)],
            cells: vec![
                CellParts {
                    label: wording.words("label"),
                    text: wording.words("text"),
                    raw: Some(wording.words("raw")),
                },
                CellParts {
                    label: String::new(),
                    text: String::new(),
                    raw: None,
                },
            ],
            doubts: vec![DoubtParts {
                grade: "stop",
                cause: "lead-empty",
                words: vec![wording.words("word")],
                pages: vec![3],
            }],
            looked,
            sample: false,
            stops: !looked && !dropped,
            dropped: dropped.then(|| wording.words("reason")),
            wrong: dropped.then(|| ("why", wording.words("wrong"))),
        };
        let mut clean = row(3, false, false);
        clean.doubts.clear();
        clean.stops = false;
        let sample = RowParts {
            at: (0, 4),
            sample: true,
            pieces: Vec::new(),
            ..clean.clone()
        };
        let rows = [
            row(0, false, false),
            row(1, true, false),
            row(2, false, true),
            clean,
            sample,
        ];
        for (query, page, open) in [("", 3, 2), ("words", 0, 0)] {
            samples.page(&Route::UploadLeaf("qx1", 2), query, |_, c| {
                let parts = LeafParts {
                    bar: wording.bar(),
                    id: "qx1",
                    revision: 3,
                    file: &file,
                    kept_until: jiff::Timestamp::UNIX_EPOCH,
                    leaf: LeafLine {
                        number: 2,
                        page,
                        rows: 5,
                        open,
                        dropped: 1,
                    },
                    of: 3,
                    rows: &rows,
                    refused: (open > 0).then(|| wording.words("refused")),
                };
                Leaf::build(c, parts)
            });
        }
    }
}
