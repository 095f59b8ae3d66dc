// SPDX-License-Identifier: EUPL-1.2
//! A document for people is reviewed: row by row beside pictures of its pages, before it is a table.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::http::StatusCode;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::upload::{HeldUpload, Paper, SheetWords};
use wegmarke_exchange::paper::grid::review::{At, Leaf as LeafOf, Review as Reviewed};
use wegmarke_exchange::paper::grid::{Finding, Grade};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::upload::{
    CellParts, DROP, DoubtParts, JOIN, Leaf, LeafLine, LeafParts, PieceParts, REVISION, Review,
    ReviewParts, RowParts, SEEN, SPLIT, TABLE, TableParts,
};
use wegmarke_pages::work::{self, UploadButton};
use wegmarke_pages::{Ctx, Route};

use super::super::sent::Typed;
use super::super::{Answer, Asked, Told};
use super::bringing::open;
use super::refused::{told, unknown_button_words};
use crate::outgoing::Outgoing;

/// Something wrong with a row: the end of the name of the field, and words.
type Wrong = (At, &'static str, String);

/// A document of one's organisation that is not written yet.
pub(super) async fn document(asked: &Asked, id: &str) -> Result<(SignedIn, HeldUpload), Told> {
    let (signed_in, held) = open(asked, id).await?;
    match held.upload.paper {
        Some(_) => Ok((signed_in, held)),
        None => Err(asked.redirect(asked.ctx.href(&Route::Upload(id)))),
    }
}

pub(super) fn review_of(held: &HeldUpload) -> Option<&Reviewed> {
    held.upload
        .paper
        .as_ref()
        .map(|paper: &Paper| &paper.review)
}

/// How far it is.
pub(in super::super) async fn ask_review(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
) -> Answer {
    let (signed_in, held) = document(&asked, &id).await?;
    show_review(&asked, &signed_in, &held, None)
}

fn show_review(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
    refused: Option<String>,
) -> Answer {
    let paper = held.upload.paper.as_ref().ok_or_else(|| asked.absent())?;
    let review = &paper.review;
    let leaves: Vec<LeafLine> = lines(review);
    let whole: Vec<_> = review
        .whole_findings()
        .map(|(number, finding, seen)| (number, doubt(finding), seen))
        .collect();
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let parts = ReviewParts {
        bar: asked.bar(signed_in),
        id: &held.id,
        revision: held.revision,
        file: &held.upload.name,
        kept_until: held.upload.kept_until(),
        tables: &tables(paper),
        pages: review.reading().pages,
        leaves: &leaves,
        whole: &whole,
        open: review.count_open(),
        refused,
    };
    Ok(asked.page_with(status, &Review::build(&asked.ctx, parts)))
}

/// What is done with the whole.
pub(in super::super) async fn go_on(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, held) = document(&asked, &id).await?;
    let (app, who) = (&asked.web.app, &signed_in.who);
    let at = (&*id, values.get(REVISION).parse().unwrap_or(0));
    let to = |route: Route<'_>| asked.redirect(asked.ctx.href(&route));
    let done = match UploadButton::find(values.get(work::BUTTON)) {
        Some(UploadButton::Discard) => {
            let gone = app.discard_upload(who, &id).await;
            gone.map(|()| to(Route::Uploads))
        }
        Some(UploadButton::Seen) => {
            let seen: Vec<usize> = values.all(SEEN).filter_map(|it| it.parse().ok()).collect();
            let kept = app.review_upload(who, at, |review, _| {
                for number in seen {
                    review.look_at_whole(number);
                }
            });
            kept.await.map(|_| to(Route::UploadReview(&id)))
        }
        Some(UploadButton::Tables) => {
            let chosen = values.all(TABLE).filter_map(|it| it.parse::<usize>().ok());
            let chosen: BTreeSet<usize> = chosen.filter_map(|it| it.checked_sub(1)).collect();
            if chosen.is_empty() {
                let words = asked.ctx.t("upload-tables-none");
                return show_review(&asked, &signed_in, &held, Some(words));
            }
            let kept = app.review_upload(who, at, |review, _| review.choose(&chosen));
            kept.await.map(|_| to(Route::UploadReview(&id)))
        }
        Some(UploadButton::End) => {
            let ended = app.end_review(who, at, sheet_words(&asked.ctx)).await;
            ended.map(|_| to(Route::UploadColumns(&id)))
        }
        _ => {
            let words = unknown_button_words(&asked);
            return show_review(&asked, &signed_in, &held, Some(words));
        }
    };
    match done {
        Ok(answer) => Ok(answer),
        Err(error) => {
            let words = told(&asked, &error).ok_or_else(|| asked.failed(&error))?;
            let (signed_in, held) = document(&asked, &id).await?;
            show_review(&asked, &signed_in, &held, Some(words))
        }
    }
}

fn sheet_words(ctx: &Ctx) -> SheetWords {
    SheetWords {
        table: ctx.t("table-sheet"),
        title: ctx.t("table-title"),
        number: ctx.t("table-number"),
        column: ctx.t("table-column"),
        heading: ctx.t("table-heading"),
        page: ctx.t("table-page"),
    }
}

fn line(review: &Reviewed, number: u64, leaf: &LeafOf) -> LeafLine {
    let dropped = |at: &&At| {
        let found = review.find(**at);
        found.is_some_and(|(_, state)| state.dropped.is_some())
    };
    LeafLine {
        number,
        page: leaf.page,
        rows: leaf.rows.len(),
        open: leaf.rows.iter().filter(|at| review.is_open(**at)).count(),
        dropped: leaf.rows.iter().filter(dropped).count(),
    }
}

fn lines(review: &Reviewed) -> Vec<LeafLine> {
    let leaves = (1..).zip(review.leaves());
    leaves.map(|(n, leaf)| line(review, n, &leaf)).collect()
}

/// The tables of a document, with the pieces of pages on which they stand.
fn tables(drawings: &Paper) -> Vec<TableParts> {
    let review = &drawings.review;
    let reading = review.reading();
    let all = reading.tables.iter().enumerate();
    all.map(|(at, table)| {
        let mut pieces: Vec<PieceParts> = Vec::new();
        for place in table.rows.iter().flat_map(|row| &row.places) {
            let page = usize::try_from(place.page)
                .ok()
                .and_then(|n| n.checked_sub(1));
            let Some(size) = page.and_then(|page| reading.sizes.get(page)) else {
                continue;
            };
            let area: [f32; 4] = place.area.into();
            match pieces.last_mut() {
                Some(last) if last.page == place.page => last.area = around(last.area, area),
                _ => pieces.push(PieceParts {
                    page: place.page,
                    area,
                    size: *size,
                }),
            }
        }
        TableParts {
            number: at + 1,
            rows: table.rows.len(),
            columns: table
                .columns
                .iter()
                .map(|column| column.title.clone())
                .collect(),
            like: review.first_alike(at).map(|first| first + 1),
            enters: !review.is_left_out(at),
            drawn_on: drawings.find_drawing(at).map(|drawing| drawing.from),
            pieces,
        }
    })
    .collect()
}

/// What holds both.
fn around([left, top, right, bottom]: [f32; 4], more: [f32; 4]) -> [f32; 4] {
    [
        left.min(more[0]),
        top.min(more[1]),
        right.max(more[2]),
        bottom.max(more[3]),
    ]
}

fn doubt(finding: &Finding) -> DoubtParts {
    let mut pages: Vec<u32> = finding.places.iter().map(|place| place.page).collect();
    pages.retain(|page| *page > 0);
    pages.dedup();
    DoubtParts {
        grade: match finding.grade {
            Grade::Stop => "stop",
            Grade::Ask => "ask",
            Grade::Show => "show",
        },
        cause: finding.cause.code(),
        words: finding.words.clone(),
        pages,
    }
}

/// The rows of a page.
pub(in super::super) async fn ask_leaf(
    asked: Asked,
    Path((_, id, number)): Path<(String, String, u64)>,
) -> Answer {
    let (signed_in, held) = document(&asked, &id).await?;
    show_leaf(&asked, &signed_in, &held, number, (None, &[]))
}

fn show_leaf(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
    number: u64,
    (refused, wrong): (Option<String>, &[Wrong]),
) -> Answer {
    let review = review_of(held).ok_or_else(|| asked.absent())?;
    let leaves = review.leaves();
    let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    let leaf = at.and_then(|at| leaves.get(at));
    let leaf =
        leaf.ok_or_else(|| asked.redirect(asked.ctx.href(&Route::UploadReview(&held.id))))?;
    let rows: Vec<RowParts> = leaf
        .rows
        .iter()
        .filter_map(|at| {
            let mut row = row(review, *at)?;
            let found = wrong.iter().find(|(of, ..)| of == at);
            row.wrong = found.map(|(_, field, words)| (*field, words.clone()));
            Some(row)
        })
        .collect();
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let parts = LeafParts {
        bar: asked.bar(signed_in),
        id: &held.id,
        revision: held.revision,
        file: &held.upload.name,
        kept_until: held.upload.kept_until(),
        leaf: line(review, number, leaf),
        of: leaves.len() as u64,
        rows: &rows,
        refused,
    };
    Ok(asked.page_with(status, &Leaf::build(&asked.ctx, parts)))
}

fn row(review: &Reviewed, at: At) -> Option<RowParts> {
    let (row, state) = review.find(at)?;
    let reading = review.reading();
    let table = reading.tables.get(at.0)?;
    let pieces = row.places.iter().filter_map(|place| {
        let page = usize::try_from(place.page).ok()?.checked_sub(1)?;
        Some(PieceParts {
            page: place.page,
            area: place.area.into(),
            size: *reading.sizes.get(page)?,
        })
    });
    let cells = row.cells.iter().zip(&table.columns).map(|(cell, column)| {
        let raw = cell.raw.join(" ");
        let same = raw.split_whitespace().eq(cell.text.split_whitespace());
        CellParts {
            label: column.title.replace('\n', " "),
            text: cell.text.clone(),
            raw: (!same && !raw.trim().is_empty()).then_some(raw),
        }
    });
    Some(RowParts {
        at,
        number: row.number.clone(),
        headings: row.headings.clone(),
        pieces: pieces.collect(),
        cells: cells.collect(),
        doubts: review.findings_of(at).map(doubt).collect(),
        looked: state.looked,
        sample: state.sample,
        stops: review.stops(at),
        dropped: state.dropped.clone(),
        wrong: None,
    })
}

/// What somebody made of the rows of a page.
pub(in super::super) async fn correct(
    asked: Asked,
    Path((_, id, number)): Path<(String, String, u64)>,
    Typed(values): Typed,
) -> Answer {
    let (signed_in, held) = document(&asked, &id).await?;
    let (app, who) = (&asked.web.app, &signed_in.who);
    let button = UploadButton::find(values.get(work::BUTTON));
    let next = match button {
        Some(UploadButton::Next) => true,
        Some(UploadButton::Keep) => false,
        _ => {
            let refused = (Some(unknown_button_words(&asked)), &[][..]);
            return show_leaf(&asked, &signed_in, &held, number, refused);
        }
    };
    let at = (&*id, values.get(REVISION).parse().unwrap_or(0));
    let mut wrong = Vec::new();
    let mut go_to = None;
    let kept = app.review_upload(who, at, |review, by| {
        wrong = apply(&asked.ctx, review, by, number, &values, next);
        go_to = find_next(review, number);
    });
    let kept = kept.await;
    let (signed_in, held) = document(&asked, &id).await?;
    if let Err(error) = kept {
        let words = told(&asked, &error).ok_or_else(|| asked.failed(&error))?;
        return show_leaf(&asked, &signed_in, &held, number, (Some(words), &[]));
    }
    if !wrong.is_empty() {
        let words = asked.ctx.tn("form-problems", wrong.len());
        return show_leaf(&asked, &signed_in, &held, number, (Some(words), &wrong));
    }
    let stops = review_of(&held).is_some_and(|review| stops(review, number));
    if next && stops {
        let words = asked.ctx.t("upload-leaf-stopped");
        return show_leaf(&asked, &signed_in, &held, number, (Some(words), &[]));
    }
    let route = match go_to.filter(|_| next) {
        Some(number) => Route::UploadLeaf(&id, number),
        None if next => Route::UploadReview(&id),
        None => Route::UploadLeaf(&id, number),
    };
    Ok(asked.redirect(asked.ctx.href(&route)))
}

/// The next page on which something is left, from this one on and around.
fn find_next(review: &Reviewed, here: u64) -> Option<u64> {
    let open = lines(review).into_iter().filter(|line| line.open > 0);
    let open: Vec<u64> = open.map(|line| line.number).collect();
    let behind = open.iter().find(|number| **number > here);
    behind.or_else(|| open.first()).copied()
}

fn stops(review: &Reviewed, number: u64) -> bool {
    let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    let leaf = at.and_then(|at| review.leaves().into_iter().nth(at));
    leaf.is_some_and(|leaf| leaf.rows.iter().any(|at| review.stops(*at)))
}

/// Takes over what was typed; gives what cannot be done.
fn apply(
    ctx: &Ctx,
    review: &mut Reviewed,
    by: &str,
    number: u64,
    values: &Values,
    next: bool,
) -> Vec<Wrong> {
    let at = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
    let Some(leaf) = at.and_then(|at| review.leaves().into_iter().nth(at)) else {
        return Vec::new();
    };
    // Texts first: a row that is put behind another one brings what was typed.
    for &at in &leaf.rows {
        let field = |of: &str| RowParts::field(at, of);
        let columns = review.find(at).map_or(0, |(row, _)| row.cells.len());
        let mut changed = false;
        for column in 0..columns {
            let name = field(&format!("c{column}"));
            if values.0.iter().any(|(known, _)| *known == name) {
                changed |= review.correct(at, column, values.get(&name));
            }
        }
        let ticked = !values.get(&field("looked")).is_empty();
        if ticked || changed || (next && !review.stops(at)) {
            review.look(at, by);
        }
    }
    let mut wrong = Vec::new();
    // From the last one on: what a row becomes moves those below it only.
    for at in leaf.rows.into_iter().rev() {
        let field = |of: &str| RowParts::field(at, of);
        let why = values.get(&field("why")).trim();
        match values.get(&field("do")) {
            DROP if why.is_empty() => {
                wrong.push((at, "why", ctx.t("upload-leaf-why-missing")));
            }
            DROP => review.drop_row(at, why),
            JOIN if !review.join(at) => {
                wrong.push((at, "do", ctx.t("upload-leaf-nothing-above")));
            }
            SPLIT if !review.split(at) => {
                wrong.push((at, "do", ctx.t("upload-leaf-no-blank-line")));
            }
            JOIN | SPLIT => {}
            _ => review.take_back(at),
        }
    }
    wrong
}

/// A picture of a page.
pub(in super::super) async fn picture(
    asked: Asked,
    Path((_, id, page)): Path<(String, String, String)>,
) -> Answer {
    let (_, held) = document(&asked, &id).await?;
    // The framework takes the whole part of the path.
    let page = page.strip_suffix(".png").unwrap_or(&page).parse();
    let Ok(page) = page else {
        return Err(asked.absent());
    };
    match asked.web.app.draw_page(&held, page).await {
        Ok(png) => Ok(asked.told(Outgoing::new("image/png", png.to_vec()))),
        Err(AppError::Paper(_)) => Err(asked.absent()),
        Err(error) => Err(asked.failed(&error)),
    }
}

/// What was read and what was made of it, as JSON.
pub(in super::super) async fn reading(
    asked: Asked,
    Path((_, id)): Path<(String, String)>,
) -> Answer {
    let (_, held) = document(&asked, &id).await?;
    let json = asked.web.app.tell_review(&held);
    let json = json.map_err(|error| asked.failed(&error))?;
    let outgoing = Outgoing::new("application/json", json);
    Ok(asked.told(outgoing).with_name("reading.json"))
}
