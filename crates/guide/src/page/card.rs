// SPDX-License-Identifier: EUPL-1.2
//! The list of cards, and each card.

use askama::Template;

use crate::card::{Card, CardWords, KINDS};
use crate::content::Files;
use crate::deadline::Period;
use crate::page::date::DateField;
use crate::page::filter::{Filter, classes_of, of_cards};
use crate::page::{Cited, Frame};
use crate::text::{Block, blocks};

struct CardLine<'a> {
    id: &'a str,
    title: &'a str,
    text: &'a str,
    classes: String,
    standing: String,
}

#[derive(Template)]
#[template(path = "cards.html")]
struct Cards<'a> {
    f: Frame<'a>,
    filters: Vec<Filter>,
    kinds: Vec<(String, Vec<CardLine<'a>>)>,
}

struct PeriodPage {
    date: DateField,
    unit: &'static str,
    number: u32,
    from: String,
    rows: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "card.html")]
struct CardPage<'a> {
    f: Frame<'a>,
    words: &'a CardWords,
    kind: String,
    statute: Option<&'a str>,
    version: String,
    blocks: Vec<Block>,
    facts: Vec<(String, String)>,
    offices: Vec<(&'a str, &'a str)>,
    period: Option<PeriodPage>,
    has_statement: bool,
    standing: String,
    sources: Vec<Cited<'a>>,
}

/// All cards, by kind.
///
/// # Errors
/// If the template fails.
pub fn list(f: &Frame<'_>, files: &mut Files) -> Result<(), askama::Error> {
    let of_kind = |kind: &&str| {
        let cards = f.content.cards.values().filter(|card| card.kind == *kind);
        let lines = cards.filter_map(|card| {
            let words = card.words.get(f.lang())?;
            Some(CardLine {
                id: &card.id,
                title: &words.title,
                text: &words.text,
                classes: classes_of(&card.branches),
                standing: f.standing(&card.standing),
            })
        });
        (f.words.word("kinds", kind), lines.collect())
    };
    let page = Cards {
        f: *f,
        filters: of_cards(f),
        kinds: KINDS.iter().map(of_kind).collect(),
    };
    f.put(files, &page)
}

/// One card.
///
/// # Errors
/// If the template fails.
pub fn one(f: &Frame<'_>, card: &Card, files: &mut Files) -> Result<(), askama::Error> {
    let Some(words) = card.words.get(f.lang()) else {
        return Ok(());
    };
    let offices = card.offices.iter().filter_map(|id| {
        let office = f.content.cards.get(id)?;
        Some((
            office.id.as_str(),
            office.words.get(f.lang())?.title.as_str(),
        ))
    });
    let page = CardPage {
        f: *f,
        words,
        kind: f.words.word("kinds", card.kind),
        statute: card.statute.as_deref(),
        version: f
            .words
            .t_with("card-version", &[("n", &card.version.to_string())]),
        blocks: blocks(&words.text),
        facts: facts(f, card, words),
        offices: offices.collect(),
        period: card.period.map(|period| table(f, period)),
        has_statement: card.has_statement,
        standing: f.standing(&card.standing),
        sources: f.sources(&card.standing.sources),
    };
    f.put(files, &page)
}

fn facts(f: &Frame<'_>, card: &Card, words: &CardWords) -> Vec<(String, String)> {
    let answer = |yes: bool| f.t(if yes { "yes" } else { "no" });
    let mut facts = vec![
        (f.t("card-trigger"), words.trigger.clone()),
        (f.t("card-who"), words.who.clone()),
    ];
    if card.kind != "consequence" {
        facts.push((f.t("card-authority"), answer(card.needs_authority)));
        facts.push((f.t("card-cooperation"), answer(card.needs_cooperation)));
    }
    for (name, answers) in &card.branches {
        let answers: Vec<String> = answers
            .iter()
            .map(|code| f.words.word(name, code))
            .collect();
        facts.push((f.words.word("filter", name), answers.join(", ")));
    }
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

/// The deadline for whoever has no script: months by their names, days and years by examples.
fn table(f: &Frame<'_>, period: Period) -> PeriodPage {
    let month = |n: u32| f.t(&format!("month-{n}"));
    let (from, rows) = match period {
        Period::Months(n) => {
            let rows = (1..=12_u32).map(|from| {
                let to = month((from - 1 + n) % 12 + 1);
                let years = (from - 1 + n) / 12;
                let key = if years == 0 {
                    "deadline-same-year"
                } else {
                    "deadline-later-year"
                };
                (
                    month(from),
                    f.words
                        .t_with(key, &[("month", &to), ("years", &years.to_string())]),
                )
            });
            (f.t("deadline-month"), rows.collect())
        }
        Period::Days(_) => {
            let year = f.at.to_zoned(jiff::tz::TimeZone::UTC).date().year();
            let days = (1..=12).filter_map(|month| jiff::civil::Date::new(year, month, 1).ok());
            let rows =
                days.filter_map(|day| Some((f.words.day(day), f.words.day(period.end(day)?))));
            (f.t("deadline-day"), rows.collect())
        }
        Period::YearsFromYearEnd(_) => {
            let year = f.at.to_zoned(jiff::tz::TimeZone::UTC).date().year();
            let days = (year - 4..=year)
                .rev()
                .filter_map(|year| jiff::civil::Date::new(year, 1, 1).ok());
            let rows = days
                .filter_map(|day| Some((day.year().to_string(), f.words.day(period.end(day)?))));
            (f.t("deadline-year"), rows.collect())
        }
    };
    PeriodPage {
        date: DateField::new(f, "day", (f.t("deadline-from"), String::new())),
        unit: period.unit(),
        number: period.number(),
        from,
        rows,
    }
}
