// SPDX-License-Identifier: EUPL-1.2
//! Columns that somebody draws on a page of a document.

use axum::extract::Path;
use axum::http::StatusCode;
use rust_decimal::Decimal;
use wegmarke_app::AppError;
use wegmarke_app::account::SignedIn;
use wegmarke_app::upload::{HeldUpload, OwnDrawing};
use wegmarke_exchange::paper::grid::{
    Cause, Drawing, DrawingError, POINTS_PER_MILLIMETRE, Rows, parse_millimetres,
};
use wegmarke_pages::Route;
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::upload::{
    BOTTOM, CLICK, Draw, DrawParts, FROM, HEAD, INSTEAD, LINES, OWN, REVISION, ROWS, SETS, TABLE,
    TO, TOP,
};
use wegmarke_pages::work::{self, UploadButton};

use super::super::sent::Typed;
use super::super::{Answer, Asked, Told};
use super::refused::told;
use super::review::{document, review_of};

/// A click this close to a line takes it away. Millimetres.
const CLOSE: f32 = 1.5;

/// The page as it is first seen: with what was drawn before, or with the pages that ask for it.
pub(in super::super) async fn ask(
    asked: Asked,
    Path((_, id, page)): Path<(String, String, u64)>,
) -> Answer {
    let (signed_in, held) = on_pages(&asked, &id).await?;
    let table = asked.ctx.query.find(TABLE).unwrap_or_default().to_owned();
    let number = table.parse::<usize>().ok();
    let at = number.and_then(|number| number.checked_sub(1));
    let paper = held.upload.paper.as_ref();
    let drawing = at.and_then(|at| paper.and_then(|paper| paper.find_drawing(at)));
    let mut values = match drawing {
        Some(drawing) => fields(&asked, drawing),
        None => {
            let [from, to] = pages_asked(&held, page);
            let mut values = Values::default();
            values.set(FROM, from.to_string());
            values.set(TO, to.to_string());
            values.set(HEAD, "yes");
            values
        }
    };
    if drawing.is_some() {
        values.set(INSTEAD, table);
    }
    show(&asked, &signed_in, &held, page, (&values, None)).await
}

/// A document with pages that is reviewed.
async fn on_pages(asked: &Asked, id: &str) -> Result<(SignedIn, HeldUpload), Told> {
    let (signed_in, held) = document(asked, id).await?;
    match review_of(&held).is_some_and(|review| review.reading().pages > 0) {
        true => Ok((signed_in, held)),
        false => Err(asked.redirect(asked.ctx.href(&Route::UploadReview(id)))),
    }
}

/// The pages of the table without lines that begins here; else this page alone.
fn pages_asked(held: &HeldUpload, page: u64) -> [u64; 2] {
    let findings = review_of(held).map(|review| &review.reading().findings);
    let to_draw = findings
        .into_iter()
        .flatten()
        .filter(|one| one.cause == Cause::ColumnsToDraw);
    let pages = to_draw.map(|one| one.places.iter().map(|place| u64::from(place.page)));
    let mut ranges = pages.filter_map(|pages| Some([pages.clone().min()?, pages.max()?]));
    ranges.find(|[from, _]| *from == page).unwrap_or([page; 2])
}

fn fields(asked: &Asked, drawing: &Drawing) -> Values {
    let written = |length: &f32| written(asked, *length);
    let lines: Vec<String> = drawing.lines.iter().map(written).collect();
    let mut values = Values::default();
    values.set(FROM, drawing.from.to_string());
    values.set(TO, drawing.to.to_string());
    values.set(LINES, lines.join("; "));
    values.set(ROWS, drawing.rows.to_string());
    values.set(HEAD, if drawing.head { "yes" } else { "" });
    values.set(TOP, drawing.top.as_ref().map(written).unwrap_or_default());
    values.set(
        BOTTOM,
        drawing.bottom.as_ref().map(written).unwrap_or_default(),
    );
    values
}

/// A length in millimetres, as readers of the language write it.
fn written(asked: &Asked, length: f32) -> String {
    let tenths = ((length * 10.0).round() / 10.0).to_string();
    let exact: Option<Decimal> = tenths.parse().ok();
    exact.map_or(tenths, |exact| asked.ctx.locale().decimal(exact))
}

/// Lines as they are typed: lengths with blanks or semicolons between them.
fn lines(values: &Values) -> Option<Vec<f32>> {
    let words = values.get(LINES).split([';', ' ', '\n', '\t']);
    let words = words.filter(|word| !word.trim().is_empty());
    let mut lines: Vec<f32> = words.map(parse_millimetres).collect::<Option<_>>()?;
    lines.sort_by(f32::total_cmp);
    Some(lines)
}

fn read(values: &Values) -> Result<Drawing, DrawingError> {
    let page = |name: &str| {
        values
            .get(name)
            .trim()
            .parse()
            .map_err(|_| DrawingError::Pages)
    };
    let height = |name: &str| match values.get(name).trim() {
        "" => Ok(None),
        words => parse_millimetres(words)
            .map(Some)
            .ok_or(DrawingError::Height),
    };
    Ok(Drawing {
        from: page(FROM)?,
        to: page(TO)?,
        lines: lines(values).ok_or(DrawingError::Words)?,
        top: height(TOP)?,
        bottom: height(BOTTOM)?,
        head: !values.get(HEAD).is_empty(),
        rows: match values.get(ROWS) {
            "" => Rows::default(),
            way => way.parse()?,
        },
    })
}

async fn show(
    asked: &Asked,
    signed_in: &SignedIn,
    held: &HeldUpload,
    page: u64,
    (values, refused): (&Values, Option<String>),
) -> Answer {
    let reading = review_of(held).map(|review| review.reading());
    let reading = reading.ok_or_else(|| asked.absent())?;
    let at = usize::try_from(page)
        .ok()
        .and_then(|page| page.checked_sub(1));
    let size = at.and_then(|at| reading.sizes.get(at));
    let (Some(size), Ok(page)) = (size, u32::try_from(page)) else {
        return Err(asked.absent());
    };
    let own = asked.web.app.list_own_drawings(&signed_in.who).await;
    let own = own.map_err(|error| asked.failed(&error))?;
    let own: Vec<(String, String)> = own
        .iter()
        .enumerate()
        .map(|(at, own)| told_of(asked, at, own))
        .collect();
    let end = |name: &str, on: &str| {
        let is_here = values.get(on).trim().parse() == Ok(page);
        let at = parse_millimetres(values.get(name)).filter(|_| is_here);
        at.map(|at| at * POINTS_PER_MILLIMETRE)
    };
    let mut drawn = lines(values).unwrap_or_default();
    drawn.iter_mut().for_each(|at| *at *= POINTS_PER_MILLIMETRE);
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let parts = DrawParts {
        bar: asked.bar(signed_in),
        id: &held.id,
        revision: held.revision,
        file: &held.upload.name,
        kept_until: held.upload.kept_until(),
        page,
        pages: reading.pages,
        size: *size,
        values,
        lines: &drawn,
        ends: [end(TOP, FROM), end(BOTTOM, TO)],
        own: &own,
        refused,
    };
    Ok(asked.page_with(status, &Draw::build(&asked.ctx, parts)))
}

fn told_of(asked: &Asked, at: usize, own: &OwnDrawing) -> (String, String) {
    let args = [
        ("file", own.file.as_str().into()),
        ("from", own.drawing.from.into()),
        ("to", own.drawing.to.into()),
        ("columns", (own.drawing.lines.len() + 1).into()),
    ];
    (
        at.to_string(),
        asked.ctx.t_with("upload-draw-own-one", &args),
    )
}

/// What somebody drew.
pub(in super::super) async fn draw(
    asked: Asked,
    Path((_, id, page)): Path<(String, String, u64)>,
    Typed(mut values): Typed,
) -> Answer {
    let (signed_in, held) = on_pages(&asked, &id).await?;
    let (app, who) = (&asked.web.app, &signed_in.who);
    let at = (&*id, values.get(REVISION).parse().unwrap_or(0));
    let number = values.get(INSTEAD).parse::<usize>().ok();
    let instead = number.and_then(|number| number.checked_sub(1));
    let done = match UploadButton::find(values.get(work::BUTTON)) {
        Some(UploadButton::Draw) => match read(&values) {
            Ok(drawing) => app.draw_columns(who, at, drawing, instead).await,
            Err(error) => Err(AppError::Drawing(error)),
        },
        Some(UploadButton::Erase) => match instead {
            Some(table) => app.erase_columns(who, at, table).await,
            None => Ok(0),
        },
        Some(UploadButton::Own) => {
            let own = app.list_own_drawings(who).await;
            let own = own.map_err(|error| asked.failed(&error))?;
            let chosen = values
                .get(OWN)
                .parse()
                .ok()
                .and_then(|at: usize| own.get(at));
            let values = chosen.map_or(values, |own| fields(&asked, &own.drawing));
            return show(&asked, &signed_in, &held, page, (&values, None)).await;
        }
        button => {
            click(&asked, &mut values);
            let page = match button {
                Some(UploadButton::Back) => page.saturating_sub(1),
                Some(UploadButton::Forth) => page + 1,
                _ => page,
            };
            return show(&asked, &signed_in, &held, page, (&values, None)).await;
        }
    };
    match done {
        Ok(_) => Ok(asked.redirect(asked.ctx.href(&Route::UploadReview(&id)))),
        Err(error) => {
            let words = told(&asked, &error).ok_or_else(|| asked.failed(&error))?;
            let (signed_in, held) = on_pages(&asked, &id).await?;
            show(&asked, &signed_in, &held, page, (&values, Some(words))).await
        }
    }
}

/// Takes over a click on the picture. From the keyboard it says its corner, which is none.
fn click(asked: &Asked, values: &mut Values) {
    let dots = |axis: &str| {
        let at = values.get(&format!("{CLICK}.{axis}")).parse::<u16>().ok();
        // A picture has as many dots as its page has points.
        at.map(|at| f32::from(at) / POINTS_PER_MILLIMETRE)
    };
    let (Some(x), Some(y)) = (dots("x"), dots("y")) else {
        return;
    };
    let written = |length: f32| written(asked, length);
    match values.get(SETS) {
        _ if x == 0.0 && y == 0.0 => {}
        TOP => values.set(TOP, written(y)),
        BOTTOM => values.set(BOTTOM, written(y)),
        _ => {
            let mut all = lines(values).unwrap_or_default();
            match all.iter().position(|line| (line - x).abs() < CLOSE) {
                Some(at) => {
                    all.remove(at);
                }
                None => all.push(x),
            }
            all.sort_by(f32::total_cmp);
            let all: Vec<String> = all.into_iter().map(written).collect();
            values.set(LINES, all.join("; "));
        }
    }
}
