// SPDX-License-Identifier: EUPL-1.2
//! Reading one row's cells as values of the vocabulary. What does not read becomes a finding, and
//! the attribute is then not stated.

use std::str::FromStr;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::stage::Object;
use super::{Place, Work};
use crate::draft::{Cell, Draft};
use crate::finding::{Severity, codes};
use crate::noun::Subject;
use crate::time::{TimeError, Timespan, parse_day, quarter_span, year_span};

/// The cells of one row, being read into an object.
pub(super) struct Cells<'d> {
    pub(super) draft: &'d Draft,
    pub(super) object: Object,
    /// What findings of this row are about, as far as that is known before its id is.
    pub(super) about: Option<Subject>,
}

impl<'d> Cells<'d> {
    pub(super) fn new(draft: &'d Draft) -> Self {
        Self {
            draft,
            object: Object::new(),
            about: None,
        }
    }

    pub(super) fn cell(&self, attribute: &str) -> Option<&'d Cell> {
        self.draft
            .cells
            .iter()
            .find(|cell| &*cell.attribute == attribute)
    }

    /// The words of a cell that states a value.
    pub(super) fn words(&self, attribute: &str) -> Option<&'d str> {
        self.cell(attribute)
            .map(|cell| cell.text.as_str())
            .filter(|text| *text != Cell::NONE_STATED)
    }

    pub(super) fn all(&self, attribute: &str) -> Vec<&'d Cell> {
        let cells = self.draft.cells.iter();
        cells
            .filter(|cell| &*cell.attribute == attribute && cell.text != Cell::NONE_STATED)
            .collect()
    }

    pub(super) fn place(&self, cell: Option<&Cell>) -> Place {
        Place {
            file: Arc::clone(&self.draft.file),
            row: Some(self.draft.row),
            column: cell.and_then(|cell| cell.column.clone()),
        }
    }

    pub(super) fn set(&mut self, attribute: &str, value: impl Serialize) {
        if let Ok(value) = serde_json::to_value(value) {
            self.object.insert(attribute.to_owned(), value);
        }
    }

    /// Takes a cell that says "none" as such; gives the cell otherwise.
    fn stated(&mut self, from: &str, to: &str) -> Option<&'d Cell> {
        let cell = self.cell(from)?;
        if cell.text == Cell::NONE_STATED {
            self.object.insert(to.to_owned(), Value::Null);
            return None;
        }
        Some(cell)
    }

    /// A text in its languages: `title.de`, `title.en`, …
    pub(super) fn text(&mut self, attribute: &str) {
        let mut texts = Map::new();
        let mut none = false;
        for cell in &self.draft.cells {
            if let Some(lang) = cell
                .attribute
                .strip_prefix(attribute)
                .and_then(|rest| rest.strip_prefix('.'))
            {
                if cell.text == Cell::NONE_STATED {
                    none = true;
                } else {
                    texts.insert(lang.to_owned(), json!(cell.text));
                }
            }
        }
        if !texts.is_empty() {
            self.object
                .insert(attribute.to_owned(), Value::Object(texts));
        } else if none {
            self.object.insert(attribute.to_owned(), Value::Null);
        }
    }

    /// A plain string.
    pub(super) fn string(&mut self, from: &str, to: &str) {
        if let Some(cell) = self.stated(from, to) {
            self.set(to, &cell.text);
        }
    }

    /// A list of plain strings, sorted and without doubles.
    pub(super) fn list(&mut self, attribute: &str) {
        self.stated(attribute, attribute);
        let mut items: Vec<&str> = self
            .all(attribute)
            .iter()
            .map(|cell| cell.text.as_str())
            .collect();
        items.sort_unstable();
        items.dedup();
        if !items.is_empty() {
            self.set(attribute, items);
        }
    }

    /// A word of a closed vocabulary.
    pub(super) fn word<W: FromStr + Serialize>(&mut self, work: &mut Work<'_>, attribute: &str)
    where
        W::Err: ToString,
    {
        let Some(cell) = self.stated(attribute, attribute) else {
            return;
        };
        match cell.text.parse::<W>() {
            Ok(word) => self.set(attribute, word),
            Err(error) => {
                self.miss(
                    work,
                    codes::UNKNOWN_VALUE,
                    cell,
                    &[
                        ("attribute", attribute.to_owned()),
                        ("why", error.to_string()),
                    ],
                );
            }
        }
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, work: &mut Work<'_>, attribute: &str) {
        let Some(cell) = self.stated(attribute, attribute) else {
            return;
        };
        match cell.text.to_lowercase().as_str() {
            "true" | "ja" | "yes" | "sì" | "si" | "1" => self.set(attribute, true),
            "false" | "nein" | "no" | "0" => self.set(attribute, false),
            _ => self.miss(
                work,
                codes::UNKNOWN_VALUE,
                cell,
                &[
                    ("attribute", attribute.to_owned()),
                    ("why", "true, false".to_owned()),
                ],
            ),
        }
    }

    /// A decimal number; the profile already turned decimal commas into points.
    pub(super) fn number(&mut self, work: &mut Work<'_>, attribute: &str) {
        let Some(cell) = self.stated(attribute, attribute) else {
            return;
        };
        match Decimal::from_str(cell.text.trim_end_matches('%').trim()) {
            Ok(number) => self.set(attribute, number.normalize()),
            Err(_) => self.miss(
                work,
                codes::TEXT_FOR_NUMBER,
                cell,
                &[("attribute", attribute.to_owned())],
            ),
        }
    }

    /// A count.
    pub(super) fn count(&mut self, work: &mut Work<'_>, attribute: &str) {
        let Some(cell) = self.stated(attribute, attribute) else {
            return;
        };
        match cell.text.parse::<u32>() {
            Ok(count) => self.set(attribute, count),
            Err(_) => self.miss(
                work,
                codes::TEXT_FOR_NUMBER,
                cell,
                &[("attribute", attribute.to_owned())],
            ),
        }
    }

    /// One day.
    pub(super) fn day(&mut self, work: &mut Work<'_>, attribute: &str) {
        let Some(cell) = self.stated(attribute, attribute) else {
            return;
        };
        match parse_day(&cell.text) {
            Ok(day) => self.set(attribute, day),
            Err(_) => self.bad_date(work, cell, attribute),
        }
    }

    fn bad_date(&self, work: &mut Work<'_>, cell: &Cell, attribute: &str) {
        self.miss(
            work,
            codes::IMPOSSIBLE_DATE,
            cell,
            &[("attribute", attribute.to_owned())],
        );
    }

    /// A time in one cell, in the words of the source.
    pub(super) fn span(&mut self, work: &mut Work<'_>, attribute: &str) {
        let Some(cell) = self.stated(attribute, attribute) else {
            return;
        };
        match Timespan::parse(&cell.text) {
            Ok(span) => self.set(attribute, span),
            Err(_) => self.bad_date(work, cell, attribute),
        }
    }

    /// A time in several cells: `period.as_written`, `.from`, `.until`, `.derived`, or `due.year`
    /// and `due.quarter`.
    pub(super) fn spans(&mut self, work: &mut Work<'_>, attribute: &str) {
        let part = |part: &str| format!("{attribute}.{part}");
        self.stated(&part("as_written"), attribute);
        let mut days = [None, None];
        for (at, name) in ["from", "until"].into_iter().enumerate() {
            if let Some(cell) = self
                .cell(&part(name))
                .filter(|cell| cell.text != Cell::NONE_STATED)
            {
                match parse_day(&cell.text) {
                    Ok(day) => days[at] = Some(day),
                    // A year or month is a day too, at its beginning or end.
                    Err(TimeError::NotADate)
                        if Timespan::parse(&cell.text).is_ok_and(|span| span.from.is_some()) =>
                    {
                        let span = Timespan::parse(&cell.text).ok();
                        days[at] =
                            span.and_then(|span| if at == 0 { span.from } else { span.until });
                    }
                    Err(_) => self.bad_date(work, cell, &part(name)),
                }
            }
        }
        let written = self.words(&part("as_written")).map(str::to_owned);
        let quarter = self.quarter(work, &part("quarter"), &part("year"));
        let mut span = match (&written, quarter) {
            (Some(words), _) => match Timespan::parse(words) {
                Ok(span) => span,
                Err(_) => {
                    if let Some(cell) = self.cell(&part("as_written")) {
                        self.bad_date(work, cell, attribute);
                    }
                    Timespan {
                        as_written: words.as_str().into(),
                        from: None,
                        until: None,
                        derived: false,
                    }
                }
            },
            (None, Some(span)) => span,
            (None, None) => {
                let [from, until] = days;
                if from.is_none() && until.is_none() {
                    return;
                }
                let words = |day: Option<jiff::civil::Date>| {
                    day.map_or_else(String::new, |day| day.to_string())
                };
                let written = if from == until {
                    words(from)
                } else {
                    format!("{} – {}", words(from), words(until))
                };
                Timespan {
                    as_written: written.trim().into(),
                    from: None,
                    until: None,
                    derived: false,
                }
            }
        };
        if days[0].is_some() || days[1].is_some() {
            [span.from, span.until] = days;
        }
        span.derived = self
            .words(&part("derived"))
            .is_some_and(|word| matches!(word.to_lowercase().as_str(), "true" | "ja" | "yes"));
        self.set(attribute, span);
    }

    fn quarter(&self, work: &mut Work<'_>, quarter: &str, year: &str) -> Option<Timespan> {
        let year_cell = self
            .cell(year)
            .filter(|cell| cell.text != Cell::NONE_STATED)?;
        let number = year_cell.text.parse::<i16>().ok();
        let quarter_words = self.words(quarter);
        let days = match (number, quarter_words) {
            (Some(year), None) => year_span(year),
            (Some(year), Some(quarter)) => {
                let digit = quarter.trim_start_matches(['Q', 'q', 'T', 't']).trim();
                digit
                    .parse::<i8>()
                    .ok()
                    .and_then(|quarter| quarter_span(year, quarter))
            }
            (None, _) => None,
        };
        if days.is_none() {
            self.bad_date(work, year_cell, year);
        }
        let written = quarter_words.map_or_else(
            || year_cell.text.clone(),
            |quarter| format!("{quarter} {}", year_cell.text),
        );
        Some(Timespan {
            as_written: written.into(),
            from: days.map(|days| days.0),
            until: days.map(|days| days.1),
            derived: false,
        })
    }

    /// Document, place and addresses.
    pub(super) fn source(&mut self) {
        let mut source = Map::new();
        for part in ["document", "locator"] {
            if let Some(words) = self.words(&format!("source.{part}")) {
                source.insert(part.to_owned(), json!(words));
            }
        }
        let urls: Vec<&str> = self
            .all("source.url")
            .iter()
            .map(|cell| cell.text.as_str())
            .collect();
        if !urls.is_empty() {
            source.insert("urls".to_owned(), json!(urls));
        }
        if !source.is_empty() {
            self.object
                .insert("source".to_owned(), Value::Object(source));
        }
    }

    /// One organisation, which is registered if it is not known.
    pub(super) fn organisation(&mut self, work: &mut Work<'_>, from: &str, to: &str) {
        if let Some(cell) = self.stated(from, to) {
            let id = work.organisation(&cell.text, &self.place(Some(cell)));
            self.set(to, id);
        }
    }

    /// Several organisations, which are registered if they are not known.
    pub(super) fn organisations(&mut self, work: &mut Work<'_>, attribute: &str) {
        self.stated(attribute, attribute);
        let mut ids: Vec<_> = self
            .all(attribute)
            .into_iter()
            .map(|cell| work.organisation(&cell.text, &self.place(Some(cell))))
            .collect();
        ids.sort();
        ids.dedup();
        if !ids.is_empty() {
            self.set(attribute, ids);
        }
    }

    /// A finding about a cell of this row.
    pub(super) fn miss(
        &self,
        work: &mut Work<'_>,
        code: &'static str,
        cell: &Cell,
        args: &[(&str, String)],
    ) {
        let mut all = vec![("value", cell.text.clone())];
        all.extend_from_slice(args);
        // Without a thing it belongs to, only the row tells one such cell from another.
        if self.about.is_none() {
            all.push(("row", self.draft.row.to_string()));
        }
        let severity = match code {
            codes::IMPOSSIBLE_DATE | codes::TEXT_FOR_NUMBER => Severity::Error,
            _ => Severity::Warning,
        };
        work.find(
            code,
            severity,
            &self.place(Some(cell)),
            self.about.clone(),
            &all,
        );
    }
}
