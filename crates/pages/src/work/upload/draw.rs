// SPDX-License-Identifier: EUPL-1.2
//! A page of a document on which somebody draws columns: by a click on its picture, or in millimetres.

use askama::Template;
use jiff::Timestamp;

use super::picture::points;
use super::{At, OWN, Pick, REVISION, Step, choice};
use crate::frame::Section;
use crate::parts::form::Values;
use crate::parts::{Choice, Link, Shown};
use crate::work::{Bar, ways};
use crate::{Ctx, Frame, Route};

/// The name of the field for the first page.
pub const FROM: &str = "from";
/// The name of the field for the last one.
pub const TO: &str = "to";
/// The name of the field for lines between columns.
pub const LINES: &str = "lines";
/// The name of the field for how rows begin.
pub const ROWS: &str = "rows";
/// The name of the box for headings in the first row.
pub const HEAD: &str = "head";
/// The name of the field for where the table begins.
pub const TOP: &str = "top";
/// The name of the field for where it ends.
pub const BOTTOM: &str = "bottom";
/// The name of the field for the drawn table that this one replaces, from 1.
pub const INSTEAD: &str = "instead";
/// The name of the choice of what a click sets.
pub const SETS: &str = "sets";
/// What a click sets if nothing else is chosen: a line between columns.
const LINE: &str = "line";
/// The name of the picture: a click sends where, with `.x` and `.y` behind it.
pub const CLICK: &str = "at";

/// What the page is made of.
#[derive(Debug)]
pub struct DrawParts<'a> {
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
    /// The page that is seen, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// Its width and height, in points.
    pub size: [f32; 2],
    /// What the fields hold.
    pub values: &'a Values,
    /// Lines on this page, in points: those that read as ones.
    pub lines: &'a [f32],
    /// Where the table begins and ends on this page, in points.
    pub ends: [Option<f32>; 2],
    /// What was drawn before: value and words.
    pub own: &'a [(String, String)],
    /// Why something was not done.
    pub refused: Option<String>,
}

/// A line over the picture, in points, with what stands beside it.
#[derive(Debug)]
struct Line {
    from: (String, String),
    to: (String, String),
    words: String,
}

/// A field.
#[derive(Debug)]
struct Field {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/upload/draw.html")]
pub struct Draw {
    f: Frame,
    ways: Vec<Link>,
    steps: Vec<Step>,
    refused: Option<String>,
    kept: String,
    back: Link,
    action: String,
    revision: String,
    instead: String,
    href: String,
    alt: String,
    width: String,
    height: String,
    lines: Vec<Line>,
    ends: Vec<Line>,
    place: String,
    has_before: bool,
    has_after: bool,
    sets: Vec<Choice>,
    fields: Vec<Field>,
    rows: Pick,
    head: bool,
    own: Option<Pick>,
}

impl Draw {
    const REVISION: &'static str = REVISION;
    const INSTEAD: &'static str = INSTEAD;
    const SETS: &'static str = SETS;
    const CLICK: &'static str = CLICK;
    const HEAD: &'static str = HEAD;

    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: DrawParts<'_>) -> Self {
        let title = ctx.t_with("upload-draw-title", &[("file", parts.file.into())]);
        let until = ctx.instant(parts.kept_until);
        let [width, height] = parts.size;
        let of = |name: &str| parts.values.get(name).to_owned();
        let field = |name: &'static str| Field {
            name,
            label: ctx.word("upload-draw", name),
            hint: ctx.word("upload-draw-hint", name),
            value: of(name),
        };
        let down = parts.lines.iter().zip(1_usize..).map(|(at, n)| Line {
            from: (points(*at), "0".to_owned()),
            to: (points(*at), points(height)),
            words: n.to_string(),
        });
        let across = parts.ends.iter().flatten().map(|at| Line {
            from: ("0".to_owned(), points(*at)),
            to: (points(width), points(*at)),
            words: String::new(),
        });
        let page = [("n", parts.page.into()), ("of", parts.pages.into())];
        let chosen = of(SETS);
        let sets = [LINE, TOP, BOTTOM].into_iter().map(|value| Choice {
            chosen: chosen == value || (chosen.is_empty() && value == LINE),
            ..choice(value, ctx.word("upload-draw-sets", value), "")
        });
        Self {
            f: Frame::new(ctx, Shown::plain(&title), Section::Elsewhere).signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            steps: super::steps(ctx, parts.id, At::Draw, true),
            kept: ctx.t_with("upload-kept", &[("until", until.into())]),
            back: ctx.link(
                &Route::UploadReview(parts.id),
                Shown::plain(&ctx.t("upload-draw-back")),
            ),
            action: ctx.href(&Route::UploadDraw(parts.id, parts.page.into())),
            revision: parts.revision.to_string(),
            instead: of(INSTEAD),
            href: ctx.href(&Route::UploadPicture(parts.id, parts.page.into())),
            alt: ctx.t_with("upload-draw-picture", &page),
            width: format!("{width:.0}"),
            height: format!("{height:.0}"),
            lines: down.collect(),
            ends: across.collect(),
            place: ctx.t_with("upload-draw-page", &page),
            has_before: parts.page > 1,
            has_after: parts.page < parts.pages,
            sets: sets.collect(),
            fields: [FROM, TO, LINES, TOP, BOTTOM].map(field).into(),
            rows: rows(ctx, parts.lines.len() + 1, &of(ROWS)),
            head: !of(HEAD).is_empty(),
            own: own(ctx, parts.own),
            refused: parts.refused,
        }
    }
}

fn rows(ctx: &Ctx, columns: usize, chosen: &str) -> Pick {
    let ways = ["seen", "lines", "gaps"];
    let ways = ways.map(|way| choice(way, ctx.word("upload-draw-rows", way), chosen));
    let columns = (1..=columns).map(|n| {
        let words = ctx.t_with("upload-draw-rows-column", &[("n", n.into())]);
        choice(&n.to_string(), words, chosen)
    });
    Pick {
        name: ROWS.to_owned(),
        label: ctx.t("upload-draw-rows"),
        hint: ctx.t("upload-draw-hint-rows"),
        choices: ways.into_iter().chain(columns).collect(),
        ..Pick::default()
    }
}

fn own(ctx: &Ctx, own: &[(String, String)]) -> Option<Pick> {
    let first = choice("", ctx.t("upload-own-none"), "");
    let rest = own
        .iter()
        .map(|(value, words)| choice(value, words.clone(), ""));
    (!own.is_empty()).then(|| Pick {
        name: OWN.to_owned(),
        label: ctx.t("upload-draw-own"),
        hint: ctx.t("upload-draw-hint-own"),
        choices: std::iter::once(first).chain(rest).collect(),
        ..Pick::default()
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{BOTTOM, Draw, DrawParts, FROM, HEAD, INSTEAD, LINES, ROWS, TO, TOP};
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let file = wording.words("file");
        let own = [("0".to_owned(), wording.words("drawn"))];
        let drawn = [
            (FROM, "3"),
            (TO, "9"),
            (LINES, "20; 55,5"),
            (ROWS, "2"),
            (HEAD, "yes"),
            (TOP, "30"),
            (BOTTOM, "250"),
            (INSTEAD, "2"),
        ];
        let drawn = drawn.map(|(name, value)| (name.to_owned(), value.to_owned()));
        for (query, fields) in [("", &[][..]), ("drawn", &drawn[..])] {
            let values = Values(fields.to_vec());
            let is_drawn = !fields.is_empty();
            samples.page(&Route::UploadDraw("qx1", 3), query, |_, c| {
                let parts = DrawParts {
                    bar: wording.bar(),
                    id: "qx1",
                    revision: 3,
                    file: &file,
                    kept_until: jiff::Timestamp::UNIX_EPOCH,
                    page: if is_drawn { 3 } else { 1 },
                    pages: 12,
                    size: [595.0, 842.0],
                    values: &values,
                    lines: if is_drawn { &[20.0, 55.5] } else { &[] },
                    ends: if is_drawn {
                        [Some(30.0), None]
                    } else {
                        [None; 2]
                    },
                    own: if is_drawn { &[] } else { &own },
                    refused: is_drawn.then(|| wording.words("refused")),
                };
                Draw::build(c, parts)
            });
        }
    }
}
