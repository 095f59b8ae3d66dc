// SPDX-License-Identifier: EUPL-1.2
//! What the cells of a column look like: numbers, days, codes, sentences, and in which language.

mod language;

use std::collections::BTreeMap;

use wegmarke_domain::shape::Kind;

pub(crate) use language::Tongue;

/// Cells that are looked at.
const SAMPLE: usize = 2_000;

/// Cells whose words are counted: a language is told by few.
const HEARD: usize = 200;

/// Of 100 cells so many have to look alike: sources have an odd cell here and there.
const MOST: usize = 85;

/// Counts over the cells of a column that are not blank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    /// All cells that were looked at, blank ones too.
    pub(crate) all: usize,
    pub(crate) filled: usize,
    numbers: usize,
    years: usize,
    days: usize,
    times: usize,
    flags: usize,
    addresses: usize,
    codes: usize,
    markup: usize,
    /// Characters of all cells together, and of the longest.
    chars: usize,
    pub(crate) longest: usize,
    words: usize,
    /// Words that differ, with how often each is met; not kept for columns of many.
    pub(crate) distinct: BTreeMap<String, usize>,
    pub(crate) tongue: Tongue,
    /// Numbers with a comma before the last digits, and with a point there.
    commas: usize,
    points: usize,
}

impl Content {
    pub(crate) fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Self {
        let mut content = Self::default();
        for cell in cells.take(SAMPLE) {
            content.add(cell.trim());
        }
        content
    }

    fn add(&mut self, cell: &str) {
        self.all += 1;
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        let chars = cell.chars().count();
        self.chars += chars;
        self.longest = self.longest.max(chars);
        self.words += cell.split_whitespace().count();
        self.numbers += usize::from(is_number(cell));
        self.years += usize::from(is_year(cell));
        self.days += usize::from(is_day(cell));
        self.times += usize::from(is_time(cell));
        self.flags += usize::from(is_flag(cell));
        self.addresses += usize::from(is_address(cell));
        self.codes += usize::from(is_code(cell));
        self.markup += usize::from(cell.contains("</") || cell.contains("<br"));
        if is_number(cell) {
            let comma = cell.rfind(',').map(|at| cell.len() - at);
            let point = cell.rfind('.').map(|at| cell.len() - at);
            // Three digits behind a single sign may be thousands: they tell nothing.
            let tells = |behind: Option<usize>| behind.is_some_and(|behind| behind != 4);
            match (comma, point) {
                (Some(comma), Some(point)) if comma < point => self.commas += 1,
                (Some(_), Some(_)) => self.points += 1,
                (comma, None) if tells(comma) => self.commas += 1,
                (None, point) if tells(point) => self.points += 1,
                _ => {}
            }
        }
        if self.filled <= HEARD && cell.split_whitespace().nth(2).is_some() {
            self.tongue.hear(cell);
        }
        let short: String = cell.chars().take(200).collect();
        *self.distinct.entry(short).or_default() += 1;
    }

    fn most(&self, count: usize) -> bool {
        self.filled > 0 && count * 100 >= self.filled * MOST
    }

    pub(crate) fn is_number(&self) -> bool {
        self.most(self.numbers)
    }

    pub(crate) fn is_year(&self) -> bool {
        self.most(self.years)
    }

    pub(crate) fn is_day(&self) -> bool {
        self.most(self.days)
    }

    /// Days, years, quarters and words of time.
    pub(crate) fn is_time(&self) -> bool {
        self.most(self.times.max(self.days).max(self.years))
    }

    /// Yes or no, and both of them or one that is no mere number.
    pub(crate) fn is_flag(&self) -> bool {
        self.filled > 2 && self.most(self.flags) && self.distinct.len() <= 4 && !self.is_number()
    }

    pub(crate) fn is_address(&self) -> bool {
        self.most(self.addresses)
    }

    pub(crate) fn is_code(&self) -> bool {
        self.most(self.codes)
    }

    pub(crate) fn is_markup(&self) -> bool {
        self.markup * 2 > self.filled
    }

    /// Every cell once.
    pub(crate) fn is_unique(&self) -> bool {
        self.filled > 1 && self.distinct.len() == self.filled
    }

    /// Few words, each of them again and again.
    pub(crate) fn is_closed(&self) -> bool {
        let few = self.distinct.len();
        few <= 12
            && self.longest <= 60
            && (few * 3 <= self.filled || (few <= 4 && few < self.filled))
    }

    /// Cells that come again: names of groups or bodies.
    pub(crate) fn repeats(&self) -> bool {
        self.distinct.len() * 3 <= self.filled * 2
    }

    /// Characters of a cell that is not blank.
    pub(crate) fn length(&self) -> usize {
        self.chars / self.filled.max(1)
    }

    /// In percent.
    pub(crate) fn filled_share(&self) -> usize {
        self.filled * 100 / self.all.max(1)
    }

    /// Sentences or titles: no numbers, codes, days, addresses.
    pub(crate) fn is_prose(&self) -> bool {
        !self.is_number()
            && !self.is_day()
            && !self.is_address()
            && self.words * 10 >= self.filled * 15
    }

    /// The sign before decimals, where the numbers prove one.
    pub(crate) fn decimal(&self) -> Option<char> {
        match (self.commas, self.points) {
            (0, 0) => None,
            (commas, points) if commas > points => Some(','),
            _ => Some('.'),
        }
    }

    /// The words that are met most often.
    pub(crate) fn examples(&self, most: usize) -> Vec<String> {
        let mut words: Vec<(&String, &usize)> = self.distinct.iter().collect();
        words.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        words
            .into_iter()
            .take(most)
            .map(|(word, _)| word.clone())
            .collect()
    }

    /// Whether cells like these can hold a kind of value.
    pub(crate) fn suits(&self, kind: Kind) -> bool {
        if self.filled == 0 {
            return true;
        }
        match kind {
            Kind::Text => {
                !self.is_number() && !self.is_day() && !self.is_address() && !self.is_flag()
            }
            Kind::Line => !self.is_flag(),
            Kind::Count | Kind::Number => self.is_number(),
            Kind::Year => self.is_year(),
            Kind::Flag => self.most(self.flags),
            // Months and years stand for days, too.
            Kind::Day | Kind::Instant => self.is_time(),
            Kind::Span => self.is_time() || self.times * 2 > self.filled || self.longest <= 60,
            Kind::Word(_) => self.distinct.len() <= 25 && self.longest <= 100 && !self.is_day(),
            Kind::Link(_) => {
                !self.is_day() && !self.is_address() && !self.is_flag() && self.length() <= 160
            }
            Kind::List(kind) => self.suits(*kind),
            Kind::Source | Kind::Subject | Kind::Row(_) | Kind::Own(_) => true,
        }
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches(['%', '€']).trim();
    let text = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let mut digits = 0;
    let fits = text.chars().all(|sign| {
        digits += usize::from(sign.is_ascii_digit());
        sign.is_ascii_digit()
            || matches!(sign, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')
    });
    fits && digits > 0 && text.starts_with(|sign: char| sign.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day, also with a time: `2025-06-23`, `23.6.2025`, `06/23/25`, `2025-06-23T10:00`.
pub(crate) fn is_day(text: &str) -> bool {
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    let parts: Vec<&str> = day.split(['-', '.', '/']).collect();
    let [first, second, third] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let (Some(first), Some(second), Some(third)) = (number(first), number(second), number(third))
    else {
        return false;
    };
    let year = |year| (1900..=2100).contains(&year);
    let small = |one| (1..=31).contains(&one);
    text.len() <= 32
        && small(second)
        && ((year(first) && small(third)) || (small(first) && (year(third) || third < 100)))
}

/// Something with a year or a quarter in it, and not much else.
fn is_time(text: &str) -> bool {
    let years = text
        .split(|sign: char| !sign.is_ascii_digit())
        .filter(|part| is_year(part));
    let quarter = text.len() <= 12
        && text.starts_with(['Q', 'T', 'H'])
        && text
            .chars()
            .nth(1)
            .is_some_and(|sign| sign.is_ascii_digit());
    is_day(text) || quarter || (text.chars().count() <= 40 && years.count() > 0)
}

/// What a cell of yes or no says.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "ja" | "oui" | "sì" | "si" | "sí" | "sim" | "tak" | "vrai"
        | "wahr" | "x" | "✓" | "✔" | "1" => Some(true),
        "false" | "no" | "n" | "nein" | "non" | "não" | "nie" | "nee" | "faux" | "falsch" | "-"
        | "–" | "0" => Some(false),
        _ => None,
    }
}

fn is_flag(text: &str) -> bool {
    flag(text).is_some()
}

fn is_address(text: &str) -> bool {
    ["http://", "https://", "www."]
        .iter()
        .any(|start| text.starts_with(start))
}

/// A word that names something: short, without spaces, with a digit or in capital letters.
fn is_code(text: &str) -> bool {
    let chars = text.chars().count();
    chars <= 40
        && !text.contains(char::is_whitespace)
        && !is_address(text)
        && (text.contains(|sign: char| sign.is_ascii_digit())
            || (chars <= 6 && !text.contains(char::is_lowercase)))
}
