// SPDX-License-Identifier: EUPL-1.2
//! A document for people on its way to a table: how far its review is, page by page, what is doubtful about
//! the whole, and the way on.

use askama::Template;
use jiff::Timestamp;

use super::tables::{self, OfTable, TABLE, TableParts};
use super::{At, REVISION, Step};
use crate::frame::Section;
use crate::parts::{Link, Shown, Table, Tone, Value};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route};

/// The name of boxes for findings about the whole that somebody looked at.
pub const SEEN: &str = "seen";

/// A doubt about a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubtParts {
    /// What somebody has to do about it: `stop`, `ask`, `show`.
    pub grade: &'static str,
    /// What it is, as a code.
    pub cause: &'static str,
    /// The words it is about, as the document has them.
    pub words: Vec<String>,
    /// Where; none: the whole document.
    pub pages: Vec<u32>,
}

impl DoubtParts {
    /// In words: what it is, and the words it is about.
    pub(super) fn told(&self, ctx: &Ctx) -> Value {
        let tone = match self.grade {
            "stop" => Tone::Bad,
            "ask" => Tone::Warn,
            _ => Tone::Info,
        };
        let badge = Value::badge(ctx.word("table-grade", self.grade), tone);
        let mut all = badge.with(Value::Plain(ctx.word("table-cause", self.cause)));
        if !self.words.is_empty() {
            let words = self.words.join(" · ").replace('\n', " ");
            all = all.with(Value::Text(Shown::plain(&words).short(240)));
        }
        all
    }
}

/// A page of a document as the overview has it.
#[derive(Clone, Copy, Debug)]
pub struct LeafLine {
    /// Its number in the review, from 1.
    pub number: u64,
    /// The page; 0: the document has none.
    pub page: u32,
    /// How many rows stand on it.
    pub rows: usize,
    /// How many of them somebody still has to look at.
    pub open: usize,
    /// How many are left out.
    pub dropped: usize,
}

/// What the page is made of.
#[derive(Debug)]
pub struct ReviewParts<'a> {
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
    /// Its tables.
    pub tables: &'a [TableParts],
    /// How many pages it has; 0: none.
    pub pages: u32,
    /// Its pages.
    pub leaves: &'a [LeafLine],
    /// Doubts about no row: number, what, whether somebody looked at it.
    pub whole: &'a [(usize, DoubtParts, bool)],
    /// How many rows and other doubts somebody still has to look at.
    pub open: usize,
    /// Why something was not done.
    pub refused: Option<String>,
}

/// A doubt about no row.
#[derive(Debug)]
struct Whole {
    number: usize,
    words: Value,
    /// Whether somebody has to look at it.
    asked: bool,
    /// Whether somebody did.
    seen: bool,
    /// Where columns are drawn, if that is what it asks for.
    draw: Option<Link>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/review.html")]
pub struct Review {
    f: Frame,
    ways: Vec<Link>,
    steps: Vec<Step>,
    refused: Option<String>,
    lead: String,
    sentence: String,
    kept: String,
    /// Where to go on, if anything is left on a page.
    next: Option<Link>,
    action: String,
    revision: String,
    whole: Vec<Whole>,
    ticks: bool,
    /// Where there is a choice.
    tables: Vec<OfTable>,
    leaves: Table,
    /// Where columns are drawn.
    draw: Option<Link>,
    over: bool,
    reading: String,
}

impl Review {
    const REVISION: &'static str = REVISION;
    const SEEN: &'static str = SEEN;
    const TABLE: &'static str = TABLE;

    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: ReviewParts<'_>) -> Self {
        let title = ctx.t_with("upload-review-title", &[("file", parts.file.into())]);
        let rows = parts.leaves.iter().map(|leaf| leaf.rows).sum::<usize>();
        let args = [("rows", rows.into()), ("tables", parts.tables.len().into())];
        let until = ctx.instant(parts.kept_until);
        let next = parts.leaves.iter().find(|leaf| leaf.open > 0);
        let whole: Vec<Whole> = parts
            .whole
            .iter()
            .map(|(number, doubt, seen)| Whole {
                number: *number,
                words: whole(ctx, doubt),
                asked: doubt.grade != "show",
                seen: *seen,
                draw: DRAWN
                    .contains(&doubt.cause)
                    .then(|| draw(ctx, parts.id, doubt.pages.first().copied().unwrap_or(1))),
            })
            .collect();
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            steps: super::steps(ctx, parts.id, At::Review, true),
            lead: ctx.t_with("upload-review-lead", &args),
            sentence: ctx.tn("upload-review-open", parts.open),
            kept: ctx.t_with("upload-kept", &[("until", until.into())]),
            next: next.map(|leaf| {
                let words = ctx.t_with("upload-review-go-on", &[("leaf", name(ctx, leaf).into())]);
                ctx.link(
                    &Route::UploadLeaf(parts.id, leaf.number),
                    Shown::plain(&words),
                )
            }),
            action: ctx.href(&Route::UploadReview(parts.id)),
            revision: parts.revision.to_string(),
            ticks: whole.iter().any(|one| one.asked && !one.seen),
            whole,
            tables: tables::list(ctx, parts.id, parts.tables),
            leaves: leaves(ctx, &parts),
            draw: (parts.pages > 0).then(|| {
                let last = parts.leaves.last().map_or(1, |leaf| leaf.page.max(1));
                draw(ctx, parts.id, last)
            }),
            over: parts.open == 0 && rows > 0,
            reading: ctx.href(&Route::UploadReading(parts.id)),
            refused: parts.refused,
        }
    }
}

/// Doubts that somebody answers with a drawing.
const DRAWN: [&str; 3] = ["columns-to-draw", "no-table", "page-without-table"];

fn draw(ctx: &Ctx, id: &str, page: u32) -> Link {
    let words = ctx.t_with("upload-draw-on", &[("page", page.into())]);
    ctx.link(&Route::UploadDraw(id, page.into()), Shown::plain(&words))
}

fn whole(ctx: &Ctx, doubt: &DoubtParts) -> Value {
    let pages: Vec<String> = doubt.pages.iter().map(ToString::to_string).collect();
    let told = doubt.told(ctx);
    if pages.is_empty() {
        return told;
    }
    let pages = ctx.t_with("upload-review-pages", &[("pages", pages.join(", ").into())]);
    told.with(Value::Plain(pages))
}

/// What a page, or a part of a document without pages, is called.
pub(super) fn name(ctx: &Ctx, leaf: &LeafLine) -> String {
    match leaf.page {
        0 => ctx.t_with("upload-review-part", &[("n", leaf.number.into())]),
        page => ctx.t_with("upload-review-page", &[("n", page.into())]),
    }
}

fn leaves(ctx: &Ctx, parts: &ReviewParts<'_>) -> Table {
    let head = [
        "upload-review-where",
        "upload-review-rows",
        "upload-review-left",
        "upload-review-dropped",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("upload-review-leaves");
    let mut table = Table::new(caption, head, None).numeric(&[1, 2, 3]);
    for leaf in parts.leaves {
        let route = Route::UploadLeaf(parts.id, leaf.number);
        let n = |n: usize| Value::Plain(ctx.locale().count(n));
        table.push(vec![
            Value::Link(ctx.link(&route, Shown::plain(&name(ctx, leaf)))),
            n(leaf.rows),
            n(leaf.open),
            n(leaf.dropped),
        ]);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{DoubtParts, LeafLine, Review, ReviewParts, TableParts};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::upload::PieceParts;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let file = wording.words("file");
        let doubt = |grade, cause, pages: &[u32]| DoubtParts {
            grade,
            cause,
            words: vec![wording.words("word")],
            pages: pages.to_vec(),
        };
        let whole = [
            (0, doubt("stop", "page-without-text", &[3, 4]), false),
            (1, doubt("ask", "head-unknown", &[]), true),
            (3, doubt("stop", "columns-to-draw", &[7]), false),
            (2, doubt("show", "one-reader", &[]), false),
        ];
        let leaf = |number, page, open| LeafLine {
            number,
            page,
            rows: 12,
            open,
            dropped: 1,
        };
        let table = |number: usize, like, pages: &[u32]| TableParts {
            number,
            rows: 12,
            columns: vec![wording.words("column"), wording.words("other")],
            like,
            enters: number != 2,
            drawn_on: (number == 3).then_some(7),
            pieces: pages
                .iter()
                .map(|page| PieceParts {
                    page: *page,
                    area: [10.0, 20.0, 300.0, 400.0],
                    size: [595.0, 842.0],
                })
                .collect(),
        };
        let tables = [
            table(1, None, &[3, 4]),
            table(2, Some(1), &[5]),
            table(3, None, &[]),
        ];
        for (query, open) in [("", 3), ("done", 0)] {
            let leaves = [leaf(1, 3, open), leaf(2, 0, 0)];
            samples.page(&Route::UploadReview("qx1"), query, |_, c| {
                let parts = ReviewParts {
                    bar: wording.bar(),
                    id: "qx1",
                    revision: 3,
                    file: &file,
                    kept_until: jiff::Timestamp::UNIX_EPOCH,
                    tables: if open > 0 { &tables } else { &[] },
                    pages: if open > 0 { 12 } else { 0 },
                    leaves: &leaves,
                    whole: if open > 0 { &whole } else { &[] },
                    open,
                    refused: (open > 0).then(|| wording.words("refused")),
                };
                Review::build(c, parts)
            });
        }
    }
}
