// SPDX-License-Identifier: EUPL-1.2
//! Writes down what hayro would draw: straight lines, rectangles, and every character.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use wegmarke_grid::{Area, Glyph, Mark, Page, Stroke};

use crate::{GLYPHS, PATHS};

/// A line may leave its axis by this, in points.
const SLANT: f64 = 1.2;
/// Lighter than this in each colour is paper.
const PAPER: f32 = 0.985;
/// Less cover than this is not seen.
const UNSEEN: f32 = 0.02;

pub(crate) struct Device {
    marks: Vec<Mark>,
    glyphs: Vec<Glyph>,
    clips: Vec<Rect>,
    /// What the file says a marked piece reads as; taken by its first character.
    instead: Vec<Option<Option<String>>>,
    paths: usize,
    cut: bool,
}

impl Device {
    pub(crate) fn new(shown: Rect) -> Self {
        Self {
            marks: Vec::new(),
            glyphs: Vec::new(),
            clips: vec![shown],
            instead: Vec::new(),
            paths: 0,
            cut: false,
        }
    }

    pub(crate) fn finish(self, number: u32, width: f32, height: f32) -> Page {
        Page {
            number,
            width,
            height,
            words: Vec::new(),
            glyphs: self.glyphs,
            marks: self.marks,
            cut: self.cut,
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::ZERO)
    }

    fn mark(&mut self, rect: Rect, stroke: Stroke, white: bool) {
        let rect = rect.abs();
        let clip = self.clip();
        // A line without thickness lies in what it touches.
        let seen = Rect::new(
            rect.x0.max(clip.x0),
            rect.y0.max(clip.y0),
            rect.x1.min(clip.x1),
            rect.y1.min(clip.y1),
        );
        if seen.x1 < seen.x0 || seen.y1 < seen.y0 || !seen.is_finite() {
            return;
        }
        self.marks.push(Mark {
            area: area(seen),
            stroke,
            white,
        });
    }

    fn fill(&mut self, path: &BezPath, white: bool) {
        for piece in pieces(path) {
            if let Some(rect) = rectangle(&piece) {
                self.mark(rect, Stroke::Filled, white);
            }
        }
    }

    fn draw(&mut self, path: &BezPath, thickness: f64, white: bool) {
        for piece in pieces(path) {
            for pair in piece.windows(2) {
                let &[from, to] = pair else { continue };
                let line = Rect::from_points(from, to);
                if line.width() > SLANT && line.height() > SLANT {
                    continue;
                }
                let (dx, dy) = if line.width() >= line.height() {
                    (0.0, thickness / 2.0)
                } else {
                    (thickness / 2.0, 0.0)
                };
                self.mark(line.inflate(dx, dy), Stroke::Drawn, white);
            }
        }
    }

    fn one_more(&mut self) -> bool {
        self.paths += 1;
        self.cut |= self.paths > PATHS;
        !self.cut
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is some thousand points wide, and a hundredth of one is enough"
)]
fn area(rect: Rect) -> Area {
    Area::new(
        rect.x0 as f32,
        rect.y0 as f32,
        rect.x1 as f32,
        rect.y1 as f32,
    )
}

/// The corners of each connected piece of a path; of pieces with curves, none.
fn pieces(path: &BezPath) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut curved = false;
    let mut close = |piece: &mut Vec<Point>, curved: bool| {
        let piece = std::mem::take(piece);
        if !curved && piece.len() > 1 {
            pieces.push(piece);
        }
    };
    let mut piece: Vec<Point> = Vec::new();
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(point) => {
                close(&mut piece, curved);
                curved = false;
                piece.push(point);
            }
            PathEl::LineTo(point) => piece.push(point),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => curved = true,
            PathEl::ClosePath => {
                if let Some(&first) = piece.first() {
                    piece.push(first);
                }
            }
        }
    }
    close(&mut piece, curved);
    pieces
}

/// The rectangle that a closed piece of straight lines is, if it is one.
fn rectangle(corners: &[Point]) -> Option<Rect> {
    let first = corners.first()?;
    let rect = corners
        .iter()
        .fold(Rect::from_points(*first, *first), |rect, &corner| {
            rect.union_pt(corner)
        });
    // Every corner lies in a corner of the whole: nothing is cut off, nothing stands out.
    let near = |a: f64, b: f64| (a - b).abs() <= SLANT;
    let square = corners.iter().all(|corner| {
        (near(corner.x, rect.x0) || near(corner.x, rect.x1))
            && (near(corner.y, rect.y0) || near(corner.y, rect.y1))
    });
    (square && corners.len() >= 3).then_some(rect)
}

/// Whether paint is as white as paper; `None` if it is not seen at all.
fn whiteness(paint: &Paint<'_>) -> Option<bool> {
    let Paint::Color(color) = paint else {
        return Some(false);
    };
    let [red, green, blue, cover] = color.to_rgba().components();
    (cover > UNSEEN).then_some([red, green, blue].iter().all(|&light| light >= PAPER))
}

impl<'a> hayro_interpret::Device<'a> for Device {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if !self.one_more() {
            return;
        }
        let Some(white) = whiteness(&props.paint) else {
            return;
        };
        let path = props.transform * path;
        let thickness = |width: f32| f64::from(width) * props.transform.determinant().abs().sqrt();
        match mode {
            DrawMode::Fill(_) => self.fill(&path, white),
            DrawMode::Stroke(pen) => self.draw(&path, thickness(pen.line_width), white),
            DrawMode::FillAndStroke(_, pen) => {
                self.fill(&path, white);
                self.draw(&path, thickness(pen.line_width), white);
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let clip = clip.path.bounding_box().intersect(self.clip());
        self.clips.push(clip);
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.glyphs.len() >= GLYPHS {
                self.cut = true;
                return;
            }
            let placed = props.transform * glyph.transform();
            let read = match self.instead.iter_mut().rev().find_map(Option::as_mut) {
                Some(instead) => instead.take(),
                None => match glyph.as_unicode() {
                    Some(BfString::Char(sign)) => Some(sign.to_string()),
                    Some(BfString::String(signs)) => Some(signs),
                    None => Some(char::REPLACEMENT_CHARACTER.to_string()),
                },
            };
            if let Some(text) = read {
                self.glyphs.push(place(placed, advance(glyph), text));
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.one_more() {
            let corners = props
                .transform
                .transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
            self.mark(corners, Stroke::Picture, false);
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|dict| dict.get::<PdfString<'_>>(b"ActualText"));
        self.instead
            .push(actual.map(|text| Some(decode(text.as_bytes()))));
    }

    fn end_marked_content(&mut self) {
        self.instead.pop();
    }
}

/// How far the next character stands, in thousandths of the type's size.
fn advance(glyph: &Drawn<'_>) -> f64 {
    let advance = match glyph {
        Drawn::Outline(outline) => outline.advance_width(),
        Drawn::Type3(type3) => type3.advance_width(),
    };
    f64::from(advance.unwrap_or(500.0))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a page is some thousand points wide, and a hundredth of one is enough"
)]
fn place(placed: Affine, advance: f64, text: String) -> Glyph {
    let start = placed * Point::ZERO;
    let end = placed * Point::new(advance, 0.0);
    let top = placed * Point::new(0.0, 1000.0);
    let round = |value: f64| ((value * 100.0).round() / 100.0) as f32;
    Glyph {
        x0: round(start.x.min(end.x)),
        x1: round(start.x.max(end.x)),
        base: round(start.y.max(end.y)),
        size: round((top - start).hypot()),
        text,
    }
}

/// Text of a PDF: UTF-16 or UTF-8 with its mark, else one byte a character.
fn decode(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|two| u16::from_be_bytes([two[0], two[1]]))
            .collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|&byte| char::from(byte)).collect()
}
