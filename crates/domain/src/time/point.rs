// SPDX-License-Identifier: EUPL-1.2
//! One time in words or digits: a day, a week, a month, a part of a year, a year.
//!
//! Everything that is written has to be understood: a word that nobody knows makes the whole no time.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::calendar::{
    Part, Unit, is_filler, is_winter, month, ordinal, part, part_of_year, season, unit,
};
use super::order::{DayOrder, TimeError};

/// How fine a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    Day,
    Week,
    Month,
    PartOfMonth,
    Season,
    Unit(Unit),
    PartOfYear,
    Year,
    /// Two years in one notation, such as `2026/27`.
    Years,
}

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) grain: Grain,
}

impl Point {
    const fn new(from: Date, until: Date, grain: Grain) -> Self {
        Self { from, until, grain }
    }

    fn months(year: i16, first: i8, count: i8, grain: Grain) -> Result<Self, TimeError> {
        let day = |month| Date::new(year, month, 1).map_err(|_| TimeError::Impossible);
        let last = day(first + count - 1)?.last_of_month();
        Ok(Self::new(day(first)?, last, grain))
    }

    fn year(year: i16) -> Result<Self, TimeError> {
        Self::months(year, 1, 12, Grain::Year)
    }

    /// The first, the second or the last third.
    fn third(self, part: Part) -> Option<Self> {
        let at = match part {
            Part::Start => 0,
            Part::Middle => 1,
            Part::End => 2,
        };
        let (year, first) = (self.from.year(), self.from.month());
        let months = |count: i8| {
            let first = first + at * count;
            Self::months(year, first, count, Grain::PartOfYear).ok()
        };
        match self.grain {
            Grain::Month => {
                let day = |day| Date::new(year, first, day).ok();
                let until = match part {
                    Part::End => self.until,
                    Part::Start | Part::Middle => day(10 * at + 10)?,
                };
                Some(Self::new(day(10 * at + 1)?, until, Grain::PartOfMonth))
            }
            Grain::Unit(Unit::Quarter) => months(1),
            Grain::Unit(Unit::Half) => months(2),
            Grain::Year => months(4),
            _ => None,
        }
    }
}

/// A part of a text; blanks are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    Number(&'t str),
    Word(&'t str),
    Mark(char),
}

/// The parts of a text with their places in it.
pub(super) fn tokens(text: &str) -> Vec<(usize, Token<'_>)> {
    let mut tokens: Vec<(usize, Token<'_>)> = Vec::new();
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let at = text.len() - rest.len();
        let run = |is: fn(char) -> bool| rest.find(|sign| !is(sign)).unwrap_or(rest.len());
        let length = if sign.is_ascii_digit() {
            let length = run(|sign| sign.is_ascii_digit());
            tokens.push((at, Token::Number(rest.get(..length).unwrap_or_default())));
            length
        } else if sign.is_alphabetic() {
            let length = run(char::is_alphabetic);
            let word = rest.get(..length).unwrap_or_default();
            // The `rd` of `3rd` and the `er` of `1er` say nothing.
            let is_ending = matches!(
                word,
                "st" | "nd" | "rd" | "th" | "er" | "e" | "ère" | "ème" | "o" | "a"
            ) && matches!(tokens.last(), Some((before, Token::Number(number)))
                if before + number.len() == at && number.len() < 3);
            if !is_ending {
                tokens.push((at, Token::Word(word)));
            }
            length
        } else {
            if !sign.is_whitespace() {
                tokens.push((at, Token::Mark(sign)));
            }
            sign.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// Reads one time; `Ok(None)` if it is not written like one. The text is folded.
pub(super) fn point(text: &str, order: DayOrder) -> Result<Option<Point>, TimeError> {
    let Some(text) = without_time_of_day(text) else {
        return Ok(None);
    };
    let mut words = Words::default();
    for (_, token) in tokens(text) {
        if words.take(token).is_none() {
            return Ok(None);
        }
    }
    match words.is_bare() {
        true => digits(&words, order),
        false => in_words(&words),
    }
}

/// `2026-12-31t14:30:00z` and `31.12.2026, 14:30 uhr` without what follows the day.
fn without_time_of_day(text: &str) -> Option<&str> {
    let Some(colon) = text.find(':') else {
        return Some(text);
    };
    let (head, tail) = text.split_at(colon);
    let day = head.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let is_time = |sign: char| sign.is_ascii_digit() || ":.z+- uhr".contains(sign);
    if !tail.chars().all(is_time) || day.len() == head.len() {
        return None;
    }
    let day = day.strip_suffix('t').unwrap_or(day);
    Some(day.trim_end_matches([' ', ',']))
}

/// What a text holds, sorted by kind.
#[derive(Default)]
struct Words<'t> {
    numbers: Vec<&'t str>,
    /// Marks between numbers.
    marks: Vec<char>,
    /// `'26`
    short_year: Option<i16>,
    apostrophe: bool,
    ordinal: Option<i8>,
    month: Option<i8>,
    season: Option<i8>,
    winter: bool,
    unit: Option<Unit>,
    part: Option<Part>,
}

impl<'t> Words<'t> {
    /// `None` for a word that nobody knows, or one of a kind that was there already.
    fn take(&mut self, token: Token<'t>) -> Option<()> {
        fn set<T>(slot: &mut Option<T>, value: T) -> Option<()> {
            slot.replace(value).is_none().then_some(())
        }
        let after_apostrophe = std::mem::take(&mut self.apostrophe);
        match token {
            Token::Number(number) if after_apostrophe => {
                let year = number.parse::<i16>().ok().filter(|_| number.len() == 2)?;
                set(&mut self.short_year, 2000 + year)
            }
            Token::Number(number) => {
                self.numbers.push(number);
                (self.numbers.len() <= 3 && number.len() <= 4).then_some(())
            }
            Token::Mark('\'') => {
                self.apostrophe = true;
                Some(())
            }
            Token::Mark('(' | ')' | ',') => Some(()),
            Token::Mark(mark @ ('.' | '/' | '-')) => {
                self.marks.push(mark);
                Some(())
            }
            Token::Mark(_) => None,
            Token::Word(word) => {
                if let Some(number) = month(word) {
                    set(&mut self.month, number)
                } else if let Some(first) = season(word) {
                    set(&mut self.season, first)
                } else if let Some(found) = unit(word) {
                    set(&mut self.unit, found)
                } else if let Some(found) = part(word).or_else(|| part_of_year(word)) {
                    set(&mut self.part, found)
                } else if is_winter(word) {
                    self.winter = true;
                    Some(())
                } else if is_filler(word) {
                    Some(())
                } else {
                    set(&mut self.ordinal, ordinal(word)?)
                }
            }
        }
    }

    /// Whether there are digits and marks only.
    fn is_bare(&self) -> bool {
        let Self {
            short_year,
            ordinal,
            month,
            season,
            winter,
            unit,
            part,
            ..
        } = self;
        short_year.is_none()
            && ordinal.is_none()
            && month.is_none()
            && season.is_none()
            && !winter
            && unit.is_none()
            && part.is_none()
    }

    /// The year and the number beside it, if there are no others.
    fn year_and_number(&self) -> Option<(i16, Option<i8>)> {
        let years: Vec<i16> = self.numbers.iter().filter_map(|text| year(text)).collect();
        let others: Vec<&&str> = self.numbers.iter().filter(|text| text.len() < 3).collect();
        let year = match (&years[..], self.short_year) {
            ([year], None) => *year,
            ([], Some(year)) => year,
            _ => return None,
        };
        let number = match (&others[..], self.ordinal) {
            ([], ordinal) => ordinal,
            ([number], None) => Some(number.parse().ok()?),
            _ => return None,
        };
        let known = others.len() + years.len() == self.numbers.len();
        known.then_some((year, number))
    }
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Option<i16> {
    let year = text.parse().ok().filter(|_| text.len() == 4);
    year.filter(|year| (1900..=2200).contains(year))
}

/// Digits and marks only: `31.12.2026`, `12/2026`, `2026-12`, `2026/27`, `2026`.
fn digits(words: &Words<'_>, order: DayOrder) -> Result<Option<Point>, TimeError> {
    // A mark at the end is one of the sentence.
    let marks = match words.marks.as_slice() {
        [rest @ .., '.'] if rest.len() + 1 == words.numbers.len() => rest,
        marks => marks,
    };
    let date = |year, month: i16, day: i16| {
        let (month, day) = (i8::try_from(month), i8::try_from(day));
        let (Ok(month), Ok(day)) = (month, day) else {
            return Err(TimeError::Impossible);
        };
        let day = Date::new(year, month, day).map_err(|_| TimeError::Impossible)?;
        Ok(Some(Point::new(day, day, Grain::Day)))
    };
    let number = |text: &str| text.parse::<i16>().unwrap_or_default();
    match (words.numbers.as_slice(), marks) {
        ([only], []) => year(only).map(Point::year).transpose(),
        ([first, second], [mark]) => match (first.len(), second.len()) {
            (4, 4) if *mark != '.' => {
                let (Some(first), Some(second)) = (year(first), year(second)) else {
                    return Ok(None);
                };
                years(first, second)
            }
            (4, 1 | 2) => year_and_more(first, second, *mark),
            (1 | 2, 4) => {
                let Some(year) = year(second) else {
                    return Ok(None);
                };
                month_of(year, number(first)).map(Some)
            }
            _ => Ok(None),
        },
        ([a, b, c], [one, other]) if one == other => {
            let (x, y, z) = (number(a), number(b), number(c));
            match (a.len(), b.len(), c.len()) {
                (4, 1 | 2, 1 | 2) if x >= 1000 => date(x, y, z),
                (1 | 2, 1 | 2, 4) if z >= 1000 => {
                    let (day, month) = sorted(x, y, *one, order)?;
                    date(z, month, day)
                }
                (1 | 2, 1 | 2, 2) => {
                    let (day, month) = sorted(x, y, *one, order)?;
                    date(if z < 70 { 2000 + z } else { 1900 + z }, month, day)
                }
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

/// Day and month of two numbers.
fn sorted(a: i16, b: i16, mark: char, order: DayOrder) -> Result<(i16, i16), TimeError> {
    match order {
        DayOrder::DayFirst => Ok((a, b)),
        DayOrder::MonthFirst => Ok((b, a)),
        // With points, nobody writes the month first.
        DayOrder::Unproven if mark == '.' || a == b || a > 12 => Ok((a, b)),
        DayOrder::Unproven if b > 12 => Ok((b, a)),
        DayOrder::Unproven => Err(TimeError::Ambiguous),
    }
}

fn month_of(year: i16, month: i16) -> Result<Point, TimeError> {
    let month = i8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month));
    Point::months(year, month.ok_or(TimeError::Impossible)?, 1, Grain::Month)
}

/// `2026/27` is two years, `2026-12` a month; `2011/12` could be both.
fn year_and_more(first: &str, second: &str, mark: char) -> Result<Option<Point>, TimeError> {
    let Some(first) = year(first) else {
        return Ok(None);
    };
    let number: i16 = second.parse().unwrap_or_default();
    let follows = second.len() == 2 && number > first % 100;
    match (number > 12, follows) {
        (true, true) if mark != '.' => years(first, first - first % 100 + number),
        (false, true) if mark == '/' => Ok(None),
        _ => month_of(first, number).map(Some),
    }
}

fn years(first: i16, second: i16) -> Result<Option<Point>, TimeError> {
    if first >= second {
        return Ok(None);
    }
    let (from, until) = (Point::year(first)?.from, Point::year(second)?.until);
    Ok(Some(Point::new(from, until, Grain::Years)))
}

/// With words: `30. juni 2026`, `ende 2026`, `q3 2026`, `iii/2026`, `sommer 2026`, `kw 12/2026`.
fn in_words(words: &Words<'_>) -> Result<Option<Point>, TimeError> {
    if words.winter {
        return winter(words);
    }
    let Some((year, number)) = words.year_and_number() else {
        return Ok(None);
    };
    let whole = match (words.month, words.season, words.unit, number) {
        (Some(month), None, None, None) => Point::months(year, month, 1, Grain::Month)?,
        (Some(month), None, None, Some(day)) if words.ordinal.is_none() => {
            let day = Date::new(year, month, day).map_err(|_| TimeError::Impossible)?;
            Point::new(day, day, Grain::Day)
        }
        (None, Some(first), None, None) => Point::months(year, first, 3, Grain::Season)?,
        (None, None, Some(Unit::Week), Some(week)) => {
            let Some(week) = ISOWeekDate::new(year, week, Weekday::Monday).ok() else {
                return Err(TimeError::Impossible);
            };
            let from = week.date();
            let until = from.checked_add(jiff::Span::new().days(6));
            let until = until.map_err(|_| TimeError::Impossible)?;
            Point::new(from, until, Grain::Week)
        }
        (None, None, Some(unit), Some(at)) => counted(year, unit, at)?,
        (None, None, None, None) if words.part.is_some() => Point::year(year)?,
        // `iii/2026`: a Roman number without more is a quarter.
        (None, None, None, Some(at)) if words.marks == ['/'] && words.ordinal.is_some() => {
            counted(year, Unit::Quarter, at)?
        }
        _ => return Ok(None),
    };
    Ok(match words.part {
        None => Some(whole),
        Some(part) => whole.third(part),
    })
}

fn counted(year: i16, unit: Unit, at: i8) -> Result<Point, TimeError> {
    if !(1..=unit.last()).contains(&at) {
        return Err(TimeError::Impossible);
    }
    let months = unit.months();
    Point::months(year, (at - 1) * months + 1, months, Grain::Unit(unit))
}

/// The winter of two years; that of one could be its beginning or its end.
fn winter(words: &Words<'_>) -> Result<Option<Point>, TimeError> {
    let alone = words.month.is_none() && words.unit.is_none() && words.part.is_none();
    let ([first, second], ['/' | '-']) = (words.numbers.as_slice(), words.marks.as_slice()) else {
        return Ok(None);
    };
    let Some(first) = year(first).filter(|_| alone) else {
        return Ok(None);
    };
    let next = first + 1;
    let is_next = year(second) == Some(next) || *second == format!("{:02}", next % 100);
    if !is_next {
        return Ok(None);
    }
    let from = Point::months(first, 12, 1, Grain::Season)?.from;
    let until = Point::months(next, 2, 1, Grain::Season)?.until;
    Ok(Some(Point::new(from, until, Grain::Season)))
}
