// SPDX-License-Identifier: EUPL-1.2
//! The tables that were found in a document: which of them enter. Those with the same headings enter as one.

use super::picture::{Picture, PieceParts};
use crate::parts::{Link, Shown};
use crate::{Ctx, Route};

/// The name of boxes for tables that enter.
pub const TABLE: &str = "table";
/// Pictures on the page: each takes a while to be drawn.
const MOST: usize = 24;

/// A table of a document.
#[derive(Clone, Debug)]
pub struct TableParts {
    /// Its number, from 1.
    pub number: usize,
    /// How many rows it has.
    pub rows: usize,
    /// What its columns are called.
    pub columns: Vec<String>,
    /// The number of the first one with the same headings, if that is another one.
    pub like: Option<usize>,
    /// Whether it enters.
    pub enters: bool,
    /// The first page on which somebody drew it, if somebody did.
    pub drawn_on: Option<u32>,
    /// Where it stands, page by page; none in documents without pages.
    pub pieces: Vec<PieceParts>,
}

/// A table as somebody chooses it.
#[derive(Debug)]
pub(super) struct OfTable {
    pub(super) number: usize,
    pub(super) words: String,
    pub(super) columns: String,
    pub(super) like: Option<String>,
    pub(super) enters: bool,
    /// Where its drawing is changed.
    pub(super) drawing: Option<Link>,
    pub(super) picture: Option<Picture>,
}

/// The tables; nothing where there is no choice.
pub(super) fn list(ctx: &Ctx, id: &str, tables: &[TableParts]) -> Vec<OfTable> {
    if tables.len() < 2 && tables.iter().all(|table| table.drawn_on.is_none()) {
        return Vec::new();
    }
    let all = tables.iter().enumerate();
    all.map(|(at, table)| of_table(ctx, id, table, at < MOST))
        .collect()
}

fn of_table(ctx: &Ctx, id: &str, table: &TableParts, is_drawn: bool) -> OfTable {
    let first = table.pieces.first().map(|piece| piece.page);
    let last = table.pieces.last().map(|piece| piece.page);
    let pages = match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(first), _) => first.to_string(),
        (None, _) => String::new(),
    };
    let key = match first {
        Some(_) => "upload-table-on",
        None => "upload-table",
    };
    let args = [
        ("n", table.number.into()),
        ("rows", table.rows.into()),
        ("pages", pages.into()),
    ];
    let here: Vec<PieceParts> = table
        .pieces
        .iter()
        .filter(|piece| Some(piece.page) == first && is_drawn)
        .copied()
        .collect();
    let alt = ctx.t_with(
        "upload-table-picture",
        &[
            ("n", table.number.into()),
            ("page", first.unwrap_or(0).into()),
        ],
    );
    let columns = table.columns.iter().filter(|title| !title.is_empty());
    let columns: Vec<String> = columns.map(|title| title.replace('\n', " ")).collect();
    OfTable {
        number: table.number,
        words: ctx.t_with(key, &args),
        columns: columns.join(" | "),
        like: table
            .like
            .map(|like| ctx.t_with("upload-table-like", &[("n", like.into())])),
        enters: table.enters,
        drawing: table.drawn_on.map(|page| {
            let words = ctx.t_with("upload-draw-change", &[("n", table.number.into())]);
            let number = table.number.to_string();
            let route = Route::UploadDraw(id, page.into());
            Link {
                href: ctx.href_with(&route, &[(TABLE, &number)]),
                text: Shown::plain(&words),
                outside: false,
            }
        }),
        picture: Picture::of_page(ctx, id, &here, alt),
    }
}
