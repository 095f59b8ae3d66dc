// SPDX-License-Identifier: EUPL-1.2
//! Pictures of pages, or pieces of them, with marks around what was read.

use crate::{Ctx, Route};

/// A piece of a page, in points from its upper left corner.
#[derive(Clone, Copy, Debug)]
pub struct PieceParts {
    /// The page, from 1.
    pub page: u32,
    /// Its left, upper, right and lower edge.
    pub area: [f32; 4],
    /// Width and height of the page.
    pub size: [f32; 2],
}

/// A picture, or a piece of one.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) href: String,
    /// What of it is seen, and how large it is as a whole: as SVG writes it.
    pub(super) view: String,
    pub(super) width: String,
    pub(super) height: String,
    pub(super) alt: String,
    /// Edges of what was read on it.
    pub(super) marks: Vec<Mark>,
}

#[derive(Debug)]
pub(super) struct Mark {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) width: String,
    pub(super) height: String,
}

impl Picture {
    /// A whole page with marks around these pieces of it; `None` without one.
    pub(super) fn of_page(ctx: &Ctx, id: &str, pieces: &[PieceParts], alt: String) -> Option<Self> {
        let first = pieces.first()?;
        let [width, height] = first.size;
        let marks = pieces.iter().map(|piece| {
            let [x0, y0, x1, y1] = piece.area;
            Mark {
                x: points(x0),
                y: points(y0),
                width: points(x1 - x0),
                height: points(y1 - y0),
            }
        });
        Some(Self {
            href: ctx.href(&Route::UploadPicture(id, first.page.into())),
            view: format!("0 0 {} {}", points(width), points(height)),
            width: points(width),
            height: points(height),
            alt,
            marks: marks.collect(),
        })
    }
}

/// As SVG writes a length.
pub(super) fn points(length: f32) -> String {
    format!("{length:.1}")
}
