// SPDX-License-Identifier: EUPL-1.2
//! How wordings of headings are compared.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Small letters without accents, cut at everything that is neither letter nor digit. Umlauts
/// count as their plain vowels, however they are written.
pub(crate) fn tokens(text: &str) -> Vec<String> {
    let plain: String = text
        .to_lowercase()
        .replace('ß', "ss")
        .nfd()
        .filter(|sign| !is_combining_mark(*sign))
        .collect();
    let plain = plain
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u");
    let words = plain.split(|sign: char| !sign.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// In percent: how many words two headings have in common.
pub(crate) fn alike_headings(one: &str, other: &str) -> u32 {
    likeness(&tokens(one), &tokens(other))
}

/// In percent: how many words of both wordings the other one has too.
pub(crate) fn likeness(heading: &[String], word: &[String]) -> u32 {
    let count = heading.len() + word.len();
    if heading.is_empty() || word.is_empty() || count > 40 {
        return 0;
    }
    let met = |from: &[String], to: &[String]| -> u32 {
        let best = from
            .iter()
            .map(|one| to.iter().map(|other| alike(one, other)).max());
        best.map(Option::unwrap_or_default).sum()
    };
    let sum = met(heading, word) + met(word, heading);
    sum / u32::try_from(count).unwrap_or(u32::MAX)
}

/// In percent: one word begins with the other, as compounds and inflections do.
fn alike(one: &str, other: &str) -> u32 {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short == long {
        100
    } else if short.len() >= 5 && (long.starts_with(short) || long.ends_with(short)) {
        70
    } else {
        0
    }
}

/// Where years stand in a heading.
pub(crate) fn find_years(heading: &str) -> impl Iterator<Item = usize> {
    let starts = heading.char_indices().map(|(at, _)| at);
    starts.filter(|at| {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (before, after) = (heading.get(..*at), heading.get(*at + 4..));
        let year = heading.get(*at..*at + 4).unwrap_or_default();
        year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && (year.starts_with("19") || year.starts_with("20"))
            && !is_digit(before.and_then(|text| text.chars().last()))
            && !is_digit(after.and_then(|text| text.chars().next()))
    })
}
