// SPDX-License-Identifier: EUPL-1.2
//! One cell's text: cleaned, translated, split, or not stated.

use std::borrow::Cow;
use std::collections::BTreeMap;

use wegmarke_domain::draft::Cell;
use wegmarke_domain::text::tidy;

use super::group::Group;
use super::markup;
use super::numbers::{self, Number, Signs};
use crate::profile::{Column, Notation};
use crate::table::{CellType, encoding};

/// What was met in the texts of columns.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// Columns whose texts held markup.
    pub(super) markup: BTreeMap<usize, Group>,
    /// Columns whose texts hold letters that were encoded twice.
    pub(super) garbled: BTreeMap<usize, Group>,
}

impl Met {
    /// The text of a cell as it goes on record: trimmed and without markup.
    pub(super) fn clean(&mut self, row: u32, column: usize, text: &str) -> String {
        let (plain, had_markup) = markup::plain(text);
        if had_markup {
            self.markup.entry(column).or_default().take(row, "");
        }
        let clean = tidy(&plain).trim().to_owned();
        if encoding::is_garbled(&clean) {
            self.garbled.entry(column).or_default().take(row, &clean);
        }
        clean
    }
}

/// What a spreadsheet would compute. A line of equals signs is none.
pub(super) fn is_formula(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix('=');
    rest.is_some_and(|rest| !rest.trim().is_empty() && !rest.starts_with('='))
}

/// What a spreadsheet shows when it cannot compute (English, German and Italian programs).
pub(super) fn is_spreadsheet_error(text: &str) -> bool {
    const ERRORS: [&str; 7] = ["#N/A", "#NV", "#N/D", "#ND", "#NB", "#I/T", "#TypeError"];
    let number = text.strip_prefix("Err:");
    let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    // Whatever the language: #WERT!, #VALEUR!, #¿NOMBRE?, #ADR!, #DIV/0!
    let is_shouted = |rest: &str| {
        let is_letter = |c: char| c.is_uppercase() || "/0¡¿".contains(c);
        rest.chars().count() > 2 && rest.chars().all(is_letter)
    };
    let word = text
        .strip_prefix('#')
        .and_then(|rest| rest.strip_suffix(['!', '?']));
    // What a column was too narrow for is saved as these signs alone.
    let is_narrow = text.len() > 2 && text.bytes().all(|byte| byte == b'#');
    (text.starts_with('#') && ERRORS.contains(&text))
        || word.is_some_and(is_shouted)
        || is_narrow
        || number.is_some_and(is_number)
}

/// Calls `say` for every value a cell states: none, one, or several of a list. `false` if the cell does
/// not look as the profile says.
pub(super) fn state(
    (column, signs): (&Column, Option<Signs>),
    (text, kind): (&str, CellType),
    notation: &Notation,
    mut say: impl FnMut(String),
) -> bool {
    // A number that a program holds has no signs that could be read otherwise.
    let signs = match kind {
        CellType::Number | CellType::Scaled => None,
        _ => signs,
    };
    if text.is_empty() || is_among(&notation.not_stated, text) {
        return true;
    }
    // Cut, then split: the marks of a profile stand around the whole cell.
    let text = cut(column, text);
    let text = match &column.pattern {
        None => text,
        Some(pattern) => match pattern.captures(text) {
            None => return false,
            Some(found) => found
                .get(1)
                .or_else(|| found.get(0))
                .map_or("", |found| found.as_str()),
        },
    };
    if column.split.is_empty() {
        item_of((column, signs), text, notation, &mut say);
        return true;
    }
    let items = split(text, &column.split);
    let Some(part) = column.part else {
        for item in items {
            item_of((column, signs), item, notation, &mut say);
        }
        return true;
    };
    if let Some(item) = place_of(part, items.len()).and_then(|at| items.get(at)) {
        item_of((column, signs), item, notation, &mut say);
    }
    true
}

/// Where the item of a number stands, counted from 1, or from the end.
fn place_of(part: i32, count: usize) -> Option<usize> {
    let place = usize::try_from(part.unsigned_abs()).unwrap_or(usize::MAX);
    if part > 0 {
        Some(place - 1)
    } else {
        count.checked_sub(place)
    }
}

/// The parts of a cell that none of these columns takes, all of which cut and split it in one way.
pub(super) fn list_left<'t>(columns: &[&Column], text: &'t str) -> Vec<&'t str> {
    let Some(first) = columns.first() else {
        return Vec::new();
    };
    let items = split(cut(first, text), &first.split);
    let places = columns.iter().filter_map(|column| column.part);
    let places: Vec<Option<usize>> = places.map(|part| place_of(part, items.len())).collect();
    let items = items.into_iter().enumerate();
    items
        .filter(|(at, _)| !places.contains(&Some(*at)))
        .map(|(_, item)| item.trim())
        .collect()
}

fn item_of(
    (column, signs): (&Column, Option<Signs>),
    text: &str,
    notation: &Notation,
    say: &mut impl FnMut(String),
) {
    let text = translated(column, text.trim());
    let text = text.trim();
    if text.is_empty() || is_among(&notation.not_stated, text) {
        return;
    }
    if is_among(&notation.stated_as_none, text) {
        say(Cell::NONE_STATED.to_owned());
        return;
    }
    // Only numbers: a point in a title is no thousands mark.
    let text = match signs {
        None => Cow::Borrowed(text),
        Some(signs) => match numbers::read(text, signs) {
            Number::Plain(plain) => Cow::Owned(plain),
            // Told for the whole column.
            Number::Doubtful => return,
            Number::Text => Cow::Borrowed(text),
        },
    };
    say(format!("{}{text}", column.prefix));
}

/// What the profile says of the signs in numbers; of two signs it has to name one.
pub(super) fn stated_signs(column: &Column, notation: &Notation) -> Option<Signs> {
    let decimal = column.decimal.or(notation.decimal);
    let thousands = column.thousands.or(notation.thousands);
    let is_sign = |sign: &char| matches!(sign, '.' | ',');
    let (decimal, thousands) = (decimal.filter(is_sign), thousands.filter(is_sign));
    (decimal.is_some() || thousands.is_some()).then(|| Signs {
        decimal: decimal.or(thousands.map(numbers::other)),
        thousands: thousands.or(decimal.map(numbers::other)),
    })
}

/// The day of a bare number that counts from 1904.
pub(super) fn day_from_1904(text: &str) -> Option<String> {
    let days: i64 = text.split('.').next()?.parse().ok()?;
    let days = Some(days).filter(|days| (20_000..80_000).contains(days))?;
    let day = jiff::civil::date(1904, 1, 1).checked_add(jiff::Span::new().days(days));
    day.ok().map(|day| day.to_string())
}

/// The part of a cell in which its number is looked for.
pub(super) fn number_part<'t>(column: &Column, text: &'t str) -> &'t str {
    cut(column, text)
}

/// The parts between any of several separators. Where a part that has one of them in it stands in
/// quotes, as several programs write lists in cells, quotes hold parts together.
fn split<'t>(text: &'t str, separators: &[String]) -> Vec<&'t str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    let mut holds_together = false;
    while let Some((item, after)) = next_item(rest, separators) {
        let signs = || separators.iter().map(String::as_str);
        holds_together |= item.starts_with('"') && signs().any(|sign| item.contains(sign));
        parts.push(item.trim_matches('"'));
        match after {
            Some(after) => rest = after,
            None => break,
        }
    }
    match holds_together {
        true => parts,
        false => split_plain(text, separators),
    }
}

/// The first item of a list, with its quotes, and what follows; quotes that end before a separator, or
/// with the text, hold it together.
fn next_item<'t>(text: &'t str, separators: &[String]) -> Option<(&'t str, Option<&'t str>)> {
    let start = text.trim_start();
    let mut ends = start.match_indices('"').skip(1);
    let is_end = |(at, _): &(usize, &str)| {
        let rest = start.get(at + 1..).unwrap_or_default().trim_start();
        rest.is_empty() || separators.iter().any(|sign| rest.starts_with(sign.trim()))
    };
    if start.starts_with('"')
        && let Some((at, _)) = ends.find(is_end)
    {
        let (item, rest) = start.split_at_checked(at + 1)?;
        let rest = rest.trim_start();
        let signs = separators.iter().map(|sign| sign.trim());
        let sign = signs
            .filter(|sign| rest.starts_with(sign))
            .max_by_key(|sign| sign.len());
        return Some((item, sign.and_then(|sign| rest.strip_prefix(sign))));
    }
    let first = split_plain(text, separators).into_iter().next()?;
    let rest = text.strip_prefix(first)?;
    let signs = separators
        .iter()
        .filter(|sign| rest.starts_with(sign.as_str()));
    let sign = signs.max_by_key(|sign| sign.len());
    Some((
        first,
        sign.and_then(|sign| rest.strip_prefix(sign.as_str())),
    ))
}

fn split_plain<'t>(text: &'t str, separators: &[String]) -> Vec<&'t str> {
    let (mut parts, mut rest) = (Vec::new(), text);
    loop {
        let found = separators
            .iter()
            .filter_map(|sign| rest.find(sign.as_str()).map(|at| (at, sign.len())));
        // Of two at one place the longer one: ", " and not ",".
        let Some((at, length)) = found.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))
        else {
            parts.push(rest);
            return parts;
        };
        let (part, after) = rest.split_at(at);
        parts.push(part);
        rest = after.get(length..).unwrap_or_default();
    }
}

/// The part after and before the profile's marks; the whole text where a mark is missing.
fn cut<'t>(column: &Column, text: &'t str) -> &'t str {
    let after = column
        .after
        .as_deref()
        .and_then(|mark| text.split_once(mark));
    let text = after.map_or(text, |(_, rest)| rest);
    let before = column
        .before
        .as_deref()
        .and_then(|mark| text.split_once(mark));
    before.map_or(text, |(start, _)| start).trim()
}

fn translated<'t>(column: &'t Column, text: &'t str) -> &'t str {
    if column.values.is_empty() {
        return text;
    }
    // The exact word first: a profile may tell two apart that differ in capitals only.
    let exact = column.values.get(text);
    let found = exact.or_else(|| {
        let asked = text.to_lowercase();
        let mut pairs = column.values.iter();
        let alike = pairs.find(|(word, _)| word.to_lowercase() == asked);
        alike.map(|(_, value)| value)
    });
    found.map_or(text, String::as_str)
}

/// Whether a cell is one of these words, in whatever way it is spaced and ended: "k. A.", "k.A", "K. a."
pub(super) fn is_among(words: &[String], text: &str) -> bool {
    let longest = words.iter().map(String::len).max().unwrap_or(0);
    // Lower case can be shorter in bytes, never a third; blanks are few.
    if words.is_empty() || text.len() > longest * 3 + 8 {
        return false;
    }
    let plain = |text: &str| -> String {
        let lower = text.to_lowercase();
        let kept: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
        match kept.trim_end_matches('.') {
            "" => kept,
            rest => rest.to_owned(),
        }
    };
    let text = plain(text);
    words.iter().any(|word| plain(word) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_known_however_they_are_spaced() {
        let words = ["k. a.".to_owned(), "./.".to_owned(), "…".to_owned()];
        for text in ["k. A.", "k.A.", "k. A", "K.\u{a0}a.", "./.", "…"] {
            assert!(is_among(&words, text), "{text}");
        }
        for text in ["KA", "k. A. bekannt", "", "."] {
            assert!(!is_among(&words, text), "{text}");
        }
    }

    #[test]
    fn quotes_hold_an_item_together_that_has_a_separator_in_it() {
        let split = |text| split(text, &[",".to_owned()]);
        let trimmed = |text| -> Vec<&str> { split(text).into_iter().map(str::trim).collect() };
        assert_eq!(trimmed("a, b"), ["a", "b"]);
        assert_eq!(trimmed("\"a (b, c)\", d"), ["a (b, c)", "d"]);
        assert_eq!(trimmed("d, \"a, b\""), ["d", "a, b"]);
        assert_eq!(trimmed("\"a, b\",\"c\""), ["a, b", "c"]);
        // Quotes around a name are its own.
        assert_eq!(trimmed("\"a\", b"), ["\"a\"", "b"]);
        assert_eq!(trimmed("\"a\" b, c"), ["\"a\" b", "c"]);
        assert_eq!(trimmed("\"a, b"), ["\"a", "b"]);
        assert_eq!(trimmed(""), [""]);
        assert_eq!(trimmed("a,"), ["a", ""]);
    }

    #[test]
    fn formulas_and_errors_are_told_from_texts() {
        for (text, formula) in [
            ("=1+1", true),
            (" =SUM(A1)", true),
            ("=", false),
            ("=====", false),
            ("a=b", false),
        ] {
            assert_eq!(is_formula(text), formula, "{text}");
        }
        for (text, error) in [
            ("#NAME?", true),
            ("#WERT!", true),
            ("Err:508", true),
            ("########", true),
            ("#VALEUR!", true),
            ("#¿NOMBRE?", true),
            ("#Wow!", false),
            ("##", false),
            ("Err: 508", false),
            ("#1", false),
            ("# NAME?", false),
        ] {
            assert_eq!(is_spreadsheet_error(text), error, "{text}");
        }
    }
}
