// SPDX-License-Identifier: EUPL-1.2
//! Days: those of a birth, and those of something that happened to one person.

use regex::Captures;

use super::lists::{speaks_of_one, speaks_of_rules};
use super::plain::Plain;
use super::rule::{Certainty, Hint, Rule, Side};

/// Who was born after this year is a child; later days are days of plans, laws and reports.
const LAST_YEAR_OF_ADULTS: u16 = 2012;

const DAY: &str = r"(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?P<year>\d{4}|\d{2})\b|(?P<year_iso>(?:19|20)\d\d)-\d\d-\d\d\b|\d{1,2}\.?\s+(?i:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|May|June|July|October|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Okt\.?|Oct\.?|Nov\.?|De[cz]\.?)\s+(?P<year_named>(?:19|20)\d\d)\b|(?i:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?P<year_english>(?:19|20)\d\d)\b)";

pub(super) fn rules() -> Vec<Rule> {
    let rule = |certainty, pattern: String, holds| Rule {
        hint: Hint::BirthDate,
        certainty,
        side: Side::Text,
        pattern,
        holds,
    };
    vec![
        rule(
            Certainty::Sure,
            format!(r"(?i:\bgeb\.?(?:oren)?|\bgeburts?\w*|\bborn|\bD\.?O\.?B\.?|\bdate\s+of\s+birth|\*)[\s:.-]*(?i:(?:am|on|ist|is|war|datum|den)[\s:]*)*{DAY}"),
            always,
        ),
        rule(
            Certainty::Doubtful,
            r"(?i)(?:\b(?:geb\.|(?:geboren|born),?\s)\s*(?:\p{L}+[\s,]+){0,4}(?:\d{1,2}/)?(?:19|20)\d\d\b|\b(?:19|20)\d\d\s+(?:\p{L}+\s+){0,3}(?:geboren|born)\b|\*\s?(?:19|20)\d\d\b)".to_owned(),
            is_of_one,
        ),
        rule(
            Certainty::Doubtful,
            r"(?i:\bJahrgang)\s+(?:19|20)\d\d\b".to_owned(),
            is_no_cohort,
        ),
        rule(
            Certainty::Doubtful,
            r"(?i)\b(?:eine|einer|einem|einen|ein|die|der|das)\s+(?:im\s+jahre?\s+)?(?:19|20)\d\d\s+(?:in\s+\p{L}+\s+)?geborene[nrs]?\s+(?P<noun>\p{L}+)".to_owned(),
            |_, captures| captures.name("noun").is_some_and(|noun| super::lists::is_person(noun.as_str())),
        ),
        rule(Certainty::Doubtful, format!(r"\b{DAY}"), is_day_of_one),
    ]
}

const fn always(_: &Plain, _: &Captures<'_>) -> bool {
    true
}

/// "Kinder, die nach 2010 geboren wurden" are many.
fn is_of_one(plain: &Plain, captures: &Captures<'_>) -> bool {
    let before = captures
        .get(0)
        .map_or("", |found| plain.before(found.start()));
    let before = before.to_lowercase();
    ![
        "kinder", "children", "personen", "menschen", "people", "alle", "frauen,",
    ]
    .iter()
    .any(|many| before.contains(many))
}

/// "Der Jahrgang 2009 der Ausbildung" is a group.
fn is_no_cohort(plain: &Plain, captures: &Captures<'_>) -> bool {
    let before = captures
        .get(0)
        .map_or("", |found| plain.before(found.start()));
    let last = before
        .trim_end()
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    !["der", "den", "dem", "des", "im", "vom", "beim"].contains(&last.to_lowercase().as_str())
}

/// "Ziffer 12.3.99" is no day.
fn is_numbered(before: &str) -> bool {
    const NUMBERED: [&str; 12] = [
        "ziffer",
        "ziff.",
        "punkt",
        "nr.",
        "nummer",
        "abschnitt",
        "kapitel",
        "point",
        "section",
        "no.",
        "version",
        "paragraph",
    ];
    let last = before.trim_end().rsplit(char::is_whitespace).next();
    last.is_some_and(|last| NUMBERED.contains(&last.to_lowercase().as_str()))
}

fn is_day_of_one(plain: &Plain, captures: &Captures<'_>) -> bool {
    let Some(found) = captures.get(0) else {
        return false;
    };
    let year = ["year", "year_iso", "year_named", "year_english"];
    let digits = year
        .iter()
        .find_map(|group| captures.name(group))
        .map_or("", |found| found.as_str());
    let year = digits.parse::<u16>().unwrap_or_default();
    let sentence = plain.sentence(&found.range());
    if speaks_of_rules(&sentence) || is_numbered(plain.before(found.start())) {
        return false;
    }
    let old = match digits.len() {
        2 => year > 30,
        _ => (1925..=LAST_YEAR_OF_ADULTS).contains(&year),
    };
    old || speaks_of_one(&sentence)
}
