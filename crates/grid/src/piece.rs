// SPDX-License-Identifier: EUPL-1.2
//! Words of a page with what the second reading knows about them: which end is raised or lowered.

use unicode_normalization::UnicodeNormalization as _;

use crate::page::{Area, Glyph, Page};

/// A sign this much smaller than its word is raised or lowered, not just another letter.
const SMALL: f32 = 0.88;

/// A word of a page.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub area: Area,
    pub text: String,
    /// Size of its type.
    pub size: f32,
    /// The line it stands on.
    pub base: f32,
    /// Bytes at its end that stand higher and are smaller.
    pub raised: usize,
    /// Bytes at its beginning that do.
    pub raised_start: usize,
}

/// The words of a page as the first reading saw them, or the second where there was no first.
pub(crate) fn pieces(page: &Page, read_twice: bool) -> Vec<Piece> {
    if !read_twice {
        return of_glyphs(&page.glyphs);
    }
    let by_row = ByRow::new(&page.glyphs);
    let pieces = page.words.iter().map(|word| {
        let inside = by_row.inside(&word.area);
        let mut piece = Piece {
            area: word.area,
            text: word.text.clone(),
            size: word.area.height() * 0.88,
            base: word.area.y1 - word.area.height() * 0.2,
            raised: 0,
            raised_start: 0,
        };
        describe(&mut piece, &inside);
        piece
    });
    pieces.collect()
}

/// Takes size, base and raised ends from the characters, if they say the same as the word.
fn describe(piece: &mut Piece, glyphs: &[&Glyph]) {
    let Some(size) = glyphs.iter().map(|glyph| glyph.size).max_by(f32::total_cmp) else {
        return;
    };
    let said: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
    if plain(&said) != plain(&piece.text) {
        return;
    }
    piece.size = size;
    let main = glyphs.iter().find(|glyph| glyph.size > SMALL * size);
    piece.base = main.map_or(piece.base, |glyph| glyph.base);
    let is_raised =
        |glyph: &Glyph| glyph.size < SMALL * size && glyph.base < piece.base - 0.12 * size;
    let bytes =
        |raised: &mut dyn Iterator<Item = &Glyph>| raised.map(|glyph| glyph.text.len()).sum();
    let raised: usize = bytes(
        &mut glyphs
            .iter()
            .rev()
            .copied()
            .take_while(|glyph| is_raised(glyph)),
    );
    let start: usize = bytes(&mut glyphs.iter().copied().take_while(|glyph| is_raised(glyph)));
    // Lengths are those of the second reading; where signs are written otherwise, they may not fit.
    let fits = |at: usize| at < piece.text.len() && piece.text.is_char_boundary(at);
    if raised > 0 && raised < piece.text.len() && fits(piece.text.len() - raised) {
        piece.raised = raised;
    }
    if start > 0 && fits(start) {
        piece.raised_start = start;
    }
}

/// How two readings are compared: no space, no soft hyphens, one way to write a sign.
pub(crate) fn plain(text: &str) -> String {
    let signs = text.nfkc().filter(|sign| {
        !sign.is_whitespace() && !matches!(sign, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{feff}')
    });
    let same = signs.map(|sign| match sign {
        '\u{2010}' | '\u{2011}' => '-',
        '\u{2019}' | '\u{2018}' => '\'',
        other => other,
    });
    same.collect()
}

/// Characters in an order that finds those of a word quickly.
struct ByRow<'a>(Vec<(f32, &'a Glyph)>);

impl<'a> ByRow<'a> {
    fn new(glyphs: &'a [Glyph]) -> Self {
        let mut all: Vec<_> = glyphs
            .iter()
            .filter(|glyph| !glyph.text.trim().is_empty())
            .map(|glyph| (glyph.area().middle_y(), glyph))
            .collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        Self(all)
    }

    fn inside(&self, area: &Area) -> Vec<&'a Glyph> {
        let from = self.0.partition_point(|(y, _)| *y < area.y0);
        let near = self.0[from..].iter().take_while(|(y, _)| *y < area.y1);
        let mut inside: Vec<&Glyph> = near
            .map(|(_, glyph)| *glyph)
            .filter(|glyph| {
                let x = f32::midpoint(glyph.x0, glyph.x1);
                x >= area.x0 - 0.1 && x <= area.x1 + 0.1
            })
            .collect();
        inside.sort_by(|one, other| one.x0.total_cmp(&other.x0));
        inside
    }
}

/// Characters to words: a word ends where there is a space, a gap, or another line.
pub(crate) fn of_glyphs(glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Vec<&Glyph> = Vec::new();
    let close = |open: &mut Vec<&Glyph>, pieces: &mut Vec<Piece>| {
        let glyphs = std::mem::take(open);
        let Some(area) = Area::around_all(glyphs.iter().map(|glyph| glyph.area())) else {
            return;
        };
        let text: String = glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        let mut piece = Piece {
            area,
            text,
            size: area.height(),
            base: area.y1,
            raised: 0,
            raised_start: 0,
        };
        describe(&mut piece, &glyphs);
        pieces.push(piece);
    };
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            close(&mut open, &mut pieces);
            continue;
        }
        if let Some(last) = open.last() {
            let size = last.size.max(glyph.size);
            let gap = glyph.x0 - last.x1;
            let is_same_line = (glyph.base - last.base).abs() < 0.45 * size;
            if !is_same_line || gap > 0.17 * size || gap < -0.6 * size {
                close(&mut open, &mut pieces);
            }
        }
        open.push(glyph);
    }
    close(&mut open, &mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::{of_glyphs, plain};
    use crate::page::Glyph;

    fn glyph(text: &str, x0: f32, base: f32, size: f32) -> Glyph {
        Glyph {
            x0,
            x1: x0 + 0.5 * size,
            base,
            size,
            text: text.to_owned(),
        }
    }

    #[test]
    fn characters_become_words_and_raised_signs_are_known() {
        let words = of_glyphs(&[
            glyph("a", 0.0, 10.0, 10.0),
            glyph("b", 5.0, 10.0, 10.0),
            glyph("1", 10.0, 6.0, 6.0),
            glyph(" ", 13.0, 10.0, 10.0),
            glyph("c", 18.0, 10.0, 10.0),
            glyph("d", 0.0, 22.0, 10.0),
        ]);
        let said: Vec<_> = words
            .iter()
            .map(|word| (&*word.text, word.raised))
            .collect();
        assert_eq!(said, [("ab1", 1), ("c", 0), ("d", 0)]);
    }

    #[test]
    fn two_readings_are_compared_by_what_they_say() {
        assert_eq!(plain("Be\u{ad}ruf ﬁ"), plain("Beruffi"));
        assert_ne!(plain("AW4"), plain("A4"));
    }
}
