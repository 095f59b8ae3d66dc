// SPDX-License-Identifier: EUPL-1.2
//! Words of a cell to its text: lines, hyphens, raised signs. Every change is marked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::page::Area;
use crate::piece::Piece;

/// A rule that changed what stands in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "rule", content = "what")]
pub enum Change {
    /// A soft hyphen at the end of a line came off, and its word was joined.
    SoftHyphen(String),
    /// A hyphen at the end of a line before lower case came off, and its word was joined.
    Hyphen(String),
    /// A word with a hyphen at the end of a line was joined, and the hyphen stayed.
    KeptHyphen(String),
    /// A raised sign came off: the page has the note it leads to.
    Footnote(String),
    /// Two pieces of other size were joined without a space.
    Joined(String),
    /// The cell stands beside several rows and was taken for each of them.
    Spread,
    /// Two pieces, of two pages, were joined.
    OverPage,
    /// A sign under one of several headings was taken for that heading.
    Position(String),
    /// Lists of cells within a cell were written one after another.
    Nested,
    /// The text of two lines that were struck out or inserted: only what holds was taken.
    Revision,
}

impl Change {
    /// A stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::SoftHyphen(_) => "soft-hyphen",
            Self::Hyphen(_) => "hyphen",
            Self::KeptHyphen(_) => "kept-hyphen",
            Self::Footnote(_) => "footnote",
            Self::Joined(_) => "joined",
            Self::Spread => "spread",
            Self::OverPage => "over-page",
            Self::Position(_) => "position",
            Self::Nested => "nested",
            Self::Revision => "revision",
        }
    }

    /// The piece of text that was changed, as it is now; empty where it is the whole cell.
    #[must_use]
    pub fn what(&self) -> &str {
        match self {
            Self::SoftHyphen(what)
            | Self::Hyphen(what)
            | Self::KeptHyphen(what)
            | Self::Footnote(what)
            | Self::Joined(what)
            | Self::Position(what) => what,
            Self::Spread | Self::OverPage | Self::Nested | Self::Revision => "",
        }
    }

    /// Whether words came out otherwise than they stand in the file.
    #[must_use]
    pub const fn is_of_words(&self) -> bool {
        matches!(
            self,
            Self::SoftHyphen(_)
                | Self::Hyphen(_)
                | Self::KeptHyphen(_)
                | Self::Footnote(_)
                | Self::Joined(_)
        )
    }
}

/// Words on one line, from left to right.
pub(crate) type Line = Vec<Piece>;

/// A text and how it came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Text {
    pub text: String,
    pub changed: Vec<Change>,
    /// Raised signs that stayed, with their words: the page has no such note.
    pub raised: Vec<String>,
}

/// Words to lines, by how much they share from top to bottom.
pub(crate) fn lines(mut pieces: Vec<Piece>) -> Vec<Line> {
    // The tallest first: what is raised or lowered joins the line of the words it belongs to.
    pieces.sort_by(|one, other| {
        (other.area.height().total_cmp(&one.area.height()))
            .then(one.area.y0.total_cmp(&other.area.y0))
            .then(one.area.x0.total_cmp(&other.area.x0))
    });
    let mut lines: Vec<(Area, Line)> = Vec::new();
    for piece in pieces {
        let height = piece.area.height();
        let share = |core: &Area| core.shared_height(&piece.area) / core.height().min(height);
        let best = lines
            .iter_mut()
            .map(|line| (share(&line.0), line))
            .filter(|(share, _)| *share >= 0.5)
            .max_by(|one, other| one.0.total_cmp(&other.0));
        match best {
            Some((_, line)) => line.1.push(piece),
            None => lines.push((piece.area, vec![piece])),
        }
    }
    lines.sort_by(|one, other| one.0.y0.total_cmp(&other.0.y0));
    for (_, line) in &mut lines {
        line.sort_by(|one, other| one.area.x0.total_cmp(&other.area.x0));
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What a text is made with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Manner {
    /// Signs of the notes that the page carries.
    pub notes: BTreeSet<String>,
    /// Those of them that neither reader sees raised: the type has small figures of its own.
    pub flat: BTreeSet<String>,
    /// Words of the document that hold a hyphen within a line.
    pub hyphened: BTreeSet<String>,
    /// Words of the document without one.
    pub whole: BTreeSet<String>,
}

impl Manner {
    /// Learns how the document writes its words, from those that do not end a line.
    pub(crate) fn learn(&mut self, lines: &[Line]) {
        for line in lines {
            for piece in line.iter().rev().skip(1) {
                let word = bare(&piece.text).to_lowercase();
                if word.contains(['-', '\u{2010}', '\u{2011}']) {
                    self.hyphened
                        .insert(word.replace(['\u{2010}', '\u{2011}'], "-"));
                } else if word.chars().count() > 3 {
                    self.whole.insert(word);
                }
            }
        }
    }
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|sign: char| !sign.is_alphanumeric())
}

/// Words that stand after a hyphen that stays: `Fort- und Weiterbildung`.
const AND: [&str; 18] = [
    "und", "oder", "bzw.", "bzw", "sowie", "als", "and", "or", "et", "ou", "e", "o", "ed", "y",
    "u", "en", "of", "i",
];

/// Signs that begin an item of a list.
const BULLETS: [char; 12] = [
    '•', '▪', '‣', '◦', '●', '■', '○', '➢', '✓', '\u{f0b7}', '\u{f0a7}', '·',
];

/// The text of lines.
pub(crate) fn compose(lines: &[Line], manner: &Manner, is_number: bool) -> Text {
    let mut made = Text::default();
    let pitch = pitch(lines);
    let mut above: Option<&Line> = None;
    for line in lines {
        let (said, marks) = say(line, manner, is_number, &mut made.raised);
        made.changed.extend(marks);
        let Some(last) = above.replace(line) else {
            made.text = said;
            continue;
        };
        if starts_anew(last, line, pitch) {
            made.text.push('\n');
            made.text.push_str(&said);
        } else {
            join(&mut made, &said, manner);
        }
    }
    made
}

/// The usual distance of two lines; of few lines, what their type suggests.
fn pitch(lines: &[Line]) -> f32 {
    let base = |line: &Line| line.iter().map(|piece| piece.base).max_by(f32::total_cmp);
    let steps = lines
        .windows(2)
        .filter_map(|pair| Some(base(&pair[1])? - base(&pair[0])?))
        .filter(|step| *step > 1.0);
    let least = steps.min_by(f32::total_cmp);
    let size = lines
        .first()
        .and_then(|line| line.first())
        .map_or(10.0, |piece| piece.size);
    match least {
        Some(least) if lines.len() > 2 => least.clamp(size, 2.0 * size),
        _ => 1.5 * size,
    }
}

/// Whether a line begins a paragraph or an item of a list.
fn starts_anew(above: &Line, line: &Line, pitch: f32) -> bool {
    let (Some(last), Some(first)) = (above.first(), line.first()) else {
        return false;
    };
    let is_bullet = first.text.chars().count() == 1 && first.text.starts_with(BULLETS);
    let step = first.base - last.base;
    is_bullet || step > 1.4 * pitch
}

/// The words of one line.
fn say(
    line: &Line,
    manner: &Manner,
    is_number: bool,
    raised: &mut Vec<String>,
) -> (String, Vec<Change>) {
    let mut said = String::new();
    let mut changed = Vec::new();
    let mut last: Option<&Piece> = None;
    // Where the line ends so far, and whether what stands there is smaller than its word.
    let mut end = (0.0, false);
    for piece in line {
        let Some(before) = last else {
            end = (piece.area.x1, false);
            last = Some(piece);
            say_word(piece, manner, is_number, &mut said, &mut changed, raised);
            continue;
        };
        let is_tight = piece.area.x0 - end.0 < 0.12 * before.size.max(piece.size);
        let is_small = piece.size < 0.88 * before.size;
        let is_high = is_small && piece.base < before.base - 0.12 * before.size;
        let both = format!("{}{}", before.text, piece.text);
        if is_small && is_tight {
            if is_high && !is_number && is_note(&before.text, &piece.text, manner) {
                changed.push(Change::Footnote(both));
            } else {
                if is_high && looks_like_note(&before.text, &piece.text) {
                    raised.push(both.clone());
                }
                said.push_str(&piece.text);
                changed.push(Change::Joined(both));
            }
            end = (piece.area.x1, true);
            continue;
        }
        // `CO`, a small `2`, and what follows it without a gap are one word.
        if end.1 && is_tight {
            said.push_str(&piece.text);
        } else {
            said.push(' ');
            say_word(piece, manner, is_number, &mut said, &mut changed, raised);
        }
        end = (piece.area.x1, false);
        last = Some(piece);
    }
    (said, changed)
}

/// One word; a raised sign at its end may come off.
fn say_word(
    piece: &Piece,
    manner: &Manner,
    is_number: bool,
    said: &mut String,
    changed: &mut Vec<Change>,
    raised: &mut Vec<String>,
) {
    let (word, mark) = mark_of(piece, manner);
    if !mark.is_empty() && !is_number && is_note(word, mark, manner) {
        said.push_str(word);
        changed.push(Change::Footnote(piece.text.clone()));
        return;
    }
    // Within a line a soft hyphen is not seen; at its end it is, and is taken off when lines are joined.
    let whole = piece.text.trim_end_matches(['-', '\u{2010}', '\u{ad}']);
    let (whole, end) = piece.text.split_at(whole.len());
    if whole.contains('\u{ad}') {
        said.push_str(&whole.replace('\u{ad}', ""));
        said.push_str(end);
        changed.push(Change::SoftHyphen(piece.text.replace('\u{ad}', "")));
    } else {
        said.push_str(&piece.text);
    }
    if !mark.is_empty() && looks_like_note(word, mark) {
        raised.push(piece.text.clone());
    }
}

/// A word and the raised sign at its end.
fn mark_of<'a>(piece: &'a Piece, manner: &Manner) -> (&'a str, &'a str) {
    let word = piece
        .text
        .trim_end_matches(|sign: char| sign.is_ascii_digit());
    let mark = &piece.text[word.len()..];
    if piece.raised == 0 && manner.flat.contains(mark) {
        return (word, mark);
    }
    piece.text.split_at(piece.text.len() - piece.raised)
}

/// A raised sign leads to a note if the page carries that note and the word is one.
fn is_note(word: &str, mark: &str, manner: &Manner) -> bool {
    looks_like_note(word, mark) && manner.notes.contains(mark.trim_matches(['(', ')', ',']))
}

fn looks_like_note(word: &str, mark: &str) -> bool {
    let mark = mark.trim_matches(['(', ')', ',']);
    let is_sign = !mark.is_empty()
        && (mark.chars().all(|sign| sign.is_ascii_digit())
            || mark.chars().all(|sign| matches!(sign, '*' | '†' | '‡')));
    let word = bare(word).replace('\u{ad}', "");
    is_sign
        && word.chars().count() >= 3
        && word.chars().all(|sign| sign.is_alphabetic() || sign == '-')
}

/// Puts a line after what was said, by its last hyphen.
fn join(made: &mut Text, next: &str, manner: &Manner) {
    let first = next.split_whitespace().next().unwrap_or_default();
    let word = |text: &str| {
        let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        text[start..].to_owned()
    };
    // Some programs write what is seen beside the soft hyphen itself.
    let seen = made.text.trim_end_matches(['-', '\u{2010}']).len();
    if made.text[..seen].ends_with('\u{ad}') {
        made.text.truncate(seen);
        made.text.pop();
        let joined = format!("{}{first}", word(&made.text));
        made.text.push_str(next);
        made.changed.push(Change::SoftHyphen(joined));
        return;
    }
    let before = made.text.chars().rev().nth(1);
    let is_hyphened =
        made.text.ends_with(['-', '\u{2010}']) && before.is_some_and(char::is_alphanumeric);
    if !is_hyphened || AND.contains(&&*first.to_lowercase()) {
        made.text.push(' ');
        made.text.push_str(next);
        return;
    }
    let stem = word(&made.text);
    let stem = stem.trim_end_matches(['-', '\u{2010}']);
    let is_lower = first.chars().next().is_some_and(char::is_lowercase);
    let is_letter = before.is_some_and(char::is_alphabetic);
    let kept = bare(&format!("{stem}-{first}")).to_lowercase();
    let whole = bare(&format!("{stem}{first}")).to_lowercase();
    // The document itself may write this word with a hyphen where nothing forces it.
    let is_compound = manner.hyphened.contains(&kept) && !manner.whole.contains(&whole);
    if is_lower && is_letter && !is_compound {
        made.text.pop();
        made.changed.push(Change::Hyphen(format!("{stem}{first}")));
    } else {
        made.changed
            .push(Change::KeptHyphen(format!("{stem}-{first}")));
    }
    made.text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::{Change, Line, Manner, compose, lines};
    use crate::page::Area;
    use crate::piece::Piece;

    fn piece(text: &str, x: f32, base: f32, size: f32) -> Piece {
        let width = 0.5 * size * f32::from(u16::try_from(text.chars().count()).unwrap());
        Piece {
            area: Area::new(x, base - 0.75 * size, x + width, base + 0.25 * size),
            text: text.to_owned(),
            size,
            base,
            raised: 0,
            raised_start: 0,
        }
    }

    /// Each text is a line of words of the same size.
    fn cell(texts: &[&str]) -> Vec<Line> {
        let mut pieces = Vec::new();
        for (line, text) in (0_u16..).zip(texts) {
            let mut x = 0.0;
            for word in text.split(' ') {
                let one = piece(word, x, 12.0 * f32::from(line), 10.0);
                x = one.area.x1 + 3.0;
                pieces.push(one);
            }
        }
        lines(pieces)
    }

    fn said(texts: &[&str]) -> String {
        compose(&cell(texts), &Manner::default(), false).text
    }

    #[test]
    fn hyphens_at_the_end_of_a_line() {
        assert_eq!(said(&["Betrof\u{ad}", "fene"]), "Betroffene");
        assert_eq!(
            said(&["Men\u{ad}schen\u{ad}\u{2010}", "handel ist"]),
            "Menschenhandel ist"
        );
        assert_eq!(said(&["Zuständig-", "keit der"]), "Zuständigkeit der");
        assert_eq!(said(&["Zuständig\u{2010}", "keit"]), "Zuständigkeit");
        assert_eq!(said(&["Gender-", "Mainstreaming"]), "Gender-Mainstreaming");
        assert_eq!(
            said(&["Fort-", "und Weiterbildung"]),
            "Fort- und Weiterbildung"
        );
        assert_eq!(said(&["2025-", "2028"]), "2025-2028");
        assert_eq!(said(&["ab 2025 –", "laufend"]), "ab 2025 – laufend");
        assert_eq!(said(&["-", "keine"]), "- keine");
    }

    #[test]
    fn a_word_that_the_document_writes_with_a_hyphen_keeps_it() {
        let mut manner = Manner::default();
        manner.learn(&cell(&["a self-assessment was made"]));
        let text = compose(&cell(&["the self-", "assessment"]), &manner, false);
        assert_eq!(text.text, "the self-assessment");
        assert_eq!(
            text.changed,
            [Change::KeptHyphen("self-assessment".to_owned())]
        );
    }

    #[test]
    fn lowered_signs_stay_and_raised_ones_come_off_only_with_their_note() {
        let carbon = lines(vec![
            piece("CO", 0.0, 10.0, 10.0),
            piece("2", 10.1, 12.0, 6.0),
        ]);
        assert_eq!(compose(&carbon, &Manner::default(), false).text, "CO2");
        let noted = lines(vec![
            piece("Ländern", 0.0, 10.0, 10.0),
            piece("1", 35.1, 6.0, 6.0),
        ]);
        let kept = compose(&noted, &Manner::default(), false);
        assert_eq!((&*kept.text, kept.raised.len()), ("Ländern1", 1));
        let manner = Manner {
            notes: ["1".to_owned()].into(),
            ..Manner::default()
        };
        assert_eq!(compose(&noted, &manner, false).text, "Ländern");
        assert_eq!(compose(&noted, &manner, true).text, "Ländern1");
        let metre = lines(vec![piece("m", 0.0, 10.0, 10.0), piece("2", 5.1, 6.0, 6.0)]);
        assert_eq!(compose(&metre, &manner, false).text, "m2");
    }

    #[test]
    fn paragraphs_and_items_begin_a_line() {
        let mut pieces = Vec::new();
        for (text, base) in [("Übergreifend", 0.0), ("Ü3", 24.0)] {
            pieces.push(piece(text, 0.0, base, 10.0));
        }
        assert_eq!(
            compose(&lines(pieces), &Manner::default(), false).text,
            "Übergreifend\nÜ3"
        );
        assert_eq!(said(&["• one", "thing", "• two"]), "• one thing\n• two");
    }
}
