// SPDX-License-Identifier: EUPL-1.2
//! Two ends, one end, or a time by itself.

use jiff::civil::Date;

use super::calendar::{BETWEEN, FROM, ONWARDS, UNTIL};
use super::order::{DayOrder, TimeError};
use super::point::{Grain, Point, point, tokens};

/// First and last day, as far as the words give them.
pub(super) type Interval = (Option<Date>, Option<Date>);

/// Reads the words of a source: both ends of a range or neither.
pub(super) fn interval(words: &str, order: DayOrder) -> Result<Interval, TimeError> {
    let folded = fold(words);
    let mut reader = Reader {
        order,
        trouble: None,
    };
    // A whole that is written like a date and is none must not be taken apart.
    if let Some(whole) = point(&folded, order)? {
        return Ok((Some(whole.from), Some(whole.until)));
    }
    if let Some(found) = reader.read(&folded) {
        return Ok(found);
    }
    reader.trouble.map_or(Ok((None, None)), Err)
}

/// Lower case, one kind of blank, dash and apostrophe, no sign of degrees.
pub(super) fn fold(words: &str) -> String {
    let lower = words.to_lowercase();
    let mut folded = String::with_capacity(lower.len());
    for sign in lower.chars() {
        let sign = match sign {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            '’' | '‘' | '´' | '`' => '\'',
            '°' | 'º' | 'ª' => ' ',
            '\u{ad}' | '\u{200b}' | '\u{feff}' => continue,
            sign if sign.is_whitespace() => ' ',
            sign => sign,
        };
        if sign != ' ' || !folded.ends_with(' ') {
            folded.push(sign);
        }
    }
    folded.trim_matches([' ', ',', ';', ':']).to_owned()
}

struct Reader {
    order: DayOrder,
    /// Why a part of the text is no time; holds if the whole is none.
    trouble: Option<TimeError>,
}

impl Reader {
    fn point(&mut self, text: &str) -> Option<Point> {
        match point(text.trim(), self.order) {
            Ok(found) => found,
            Err(error) => {
                self.trouble.get_or_insert(error);
                None
            }
        }
    }

    fn read(&mut self, text: &str) -> Option<Interval> {
        self.onwards(text)
            .or_else(|| self.between(text))
            .or_else(|| self.from(text))
            .or_else(|| self.until(text))
            .or_else(|| self.range(text))
    }

    /// `2025 ff.`, `ab 2026 fortlaufend`, `laufend seit 2024`, `2026 –`.
    fn onwards(&mut self, text: &str) -> Option<Interval> {
        for word in ONWARDS {
            let before = text.strip_suffix(word);
            let before = before.map(|rest| rest.trim_end_matches([' ', ',', ';', '-']));
            // A word has to stand by itself.
            let before = before.filter(|rest| !rest.ends_with(char::is_alphabetic));
            if let Some(rest) = before {
                let rest = opening(rest, &FROM).unwrap_or(rest);
                if let Some(found) = self.open(rest) {
                    return Some(found);
                }
            }
            let after = text.strip_prefix(word).filter(|_| word != "-");
            let after = after.map(|rest| rest.trim_start_matches([' ', ',', ';', ':']));
            if let Some(rest) = after.and_then(|rest| opening(rest, &FROM))
                && let Some(found) = self.open(rest)
            {
                return Some(found);
            }
        }
        None
    }

    /// A time that has no end.
    fn open(&mut self, text: &str) -> Option<Interval> {
        // A notation for two years has an end.
        let found = self
            .point(text)
            .filter(|point| point.grain != Grain::Years)?;
        Some((Some(found.from), None))
    }

    /// `zwischen 2026 und 2028`.
    fn between(&mut self, text: &str) -> Option<Interval> {
        for (start, and) in [
            ("zwischen ", " und "),
            ("between ", " and "),
            ("tra il ", " e il "),
            ("tra ", " e "),
            ("fra ", " e "),
            ("entre ", " et "),
        ] {
            if let Some((first, last)) = text
                .strip_prefix(start)
                .and_then(|rest| rest.split_once(and))
                && let Some(found) = self.ends(first, last)
            {
                return Some(found);
            }
        }
        None
    }

    /// `ab 2026`, `vom 1.1. bis 31.12.2026`.
    fn from(&mut self, text: &str) -> Option<Interval> {
        if let Some(rest) = opening(text, &["vom", "zeitraum", "du"]) {
            let point = |point: Point| (Some(point.from), Some(point.until));
            return self.range(rest).or_else(|| self.point(rest).map(point));
        }
        let rest = opening(text, &FROM)?;
        self.range(rest).or_else(|| self.open(rest))
    }

    fn until(&mut self, text: &str) -> Option<Interval> {
        let rest = opening(text, &UNTIL)?;
        let found = self
            .point(rest)
            .filter(|point| point.grain != Grain::Years)?;
        Some((None, Some(found.until)))
    }

    /// Two times with a word or a dash between them.
    fn range(&mut self, text: &str) -> Option<Interval> {
        for separator in BETWEEN.into_iter().chain([" - ", "-", "/", "...", "…"]) {
            for (at, _) in text.match_indices(separator) {
                let (first, rest) = text.split_at(at);
                let last = rest.get(separator.len()..).unwrap_or_default();
                if let Some(found) = self.ends(first, last) {
                    return Some(found);
                }
            }
        }
        None
    }

    fn ends(&mut self, first: &str, last: &str) -> Option<Interval> {
        let (first, last_text) = (first.trim(), last.trim());
        if first.is_empty() || last_text.is_empty() {
            return None;
        }
        let last = self.point(last_text)?;
        let first = match self.point(first) {
            Some(found) => found,
            None => self.shortened(first, last_text, last.grain)?,
        };
        // The other way round it is no time.
        (first.from <= last.until && first.until <= last.until)
            .then_some((Some(first.from), Some(last.until)))
    }

    /// The beginning of a range that leaves out what its end says: `1.1. bis 31.12.2026`, `q1-q3 2026`.
    fn shortened(&mut self, first: &str, last: &str, grain: Grain) -> Option<Point> {
        let ends: Vec<usize> = tokens(last).iter().map(|(at, _)| *at).collect();
        for at in ends.into_iter().rev() {
            let rest = last.get(at..).unwrap_or_default();
            let whole = match first.ends_with(['.', '/', '-']) {
                true => format!("{first}{}", rest.trim_start_matches(['.', '/', '-', ' '])),
                false => format!("{first} {rest}"),
            };
            // What is no time here may be one with more of the end.
            let trouble = self.trouble;
            let found = self.point(&whole).filter(|point| point.grain == grain);
            if found.is_some() {
                return found;
            }
            self.trouble = trouble;
        }
        None
    }
}

/// What follows one of these words.
fn opening<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        let is_whole = word.ends_with('\'') || rest.starts_with([' ', '\'', ':']);
        is_whole.then(|| rest.trim_start_matches([' ', ':']))
    })
}
