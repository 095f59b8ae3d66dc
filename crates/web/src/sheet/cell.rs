// SPDX-License-Identifier: EUPL-1.2
//! Between the fields of a form and the cells of its row, both ways.

use std::borrow::Cow;

use wegmarke_domain::contribution::Address;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::shape;
use wegmarke_domain::time::parse_day;
use wegmarke_exchange::form::{Cell, Column, ColumnKind, FilledRow};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::parts::form::rows::Rows;
use wegmarke_pages::parts::form::shape::level_code;
use wegmarke_pages::subject;
use wegmarke_pages::work::sheet::{Preview, RowProblem};

use super::column::ABOUT;
use super::{Known, READY, Sheet};
use crate::work::fields;

/// What a column of a row of a thing is: `values.1.reading`.
struct OfThing<'a> {
    rows: Rows,
    link: &'static str,
    noun: Noun,
    at: usize,
    part: &'a str,
}

impl Sheet<'_> {
    /// What a cell holds when the sheet leaves.
    pub(super) fn cell(&self, column: &Column, known: &Known) -> Option<Cell> {
        self.cell_of(column, &column.key, known)
    }

    /// What a cell of this column would hold if its field had this name.
    fn cell_of(&self, column: &Column, key: &str, known: &Known) -> Option<Cell> {
        if key == READY {
            return None;
        }
        if let Some((name, flag)) = key.split_once(':') {
            let is_set = known.values.all(name).any(|value| value == flag);
            return is_set.then_some(Cell::Flag(true));
        }
        let value = known.values.get(key);
        if column.locked && value.is_empty() {
            return self.about(key, known).map(Cell::Text);
        }
        if value.is_empty() {
            return None;
        }
        match column.kind {
            ColumnKind::Text { .. } => Some(Cell::Text(self.level(known, key, value))),
            ColumnKind::Choice { .. } => Some(Cell::Choice(value.to_owned())),
            ColumnKind::Date => parse_day(value).ok().map(Cell::Date),
            ColumnKind::Decimal => fields::parse_number(value).map(Cell::Decimal),
            ColumnKind::Integer => value.parse().ok().map(Cell::Integer),
            ColumnKind::Flag { .. } => Some(Cell::Flag(value == "yes")),
        }
    }

    /// What a locked cell says.
    fn about(&self, key: &str, known: &Known) -> Option<String> {
        let (register, ctx) = (self.register, self.ctx);
        let Address { on, .. } = &known.address;
        match key {
            "number" => {
                let measure = register.measures.find(&on.id)?;
                measure.number.value().map(ToString::to_string)
            }
            "on" => Some(subject::name(register, ctx, on).words),
            _ => {
                let of = self.of_thing(key).filter(|of| of.part == ABOUT)?;
                let thing = of.thing(&known.values)?;
                Some(subject::name(register, ctx, &thing).words)
            }
        }
    }

    fn of_thing<'k>(&self, key: &'k str) -> Option<OfThing<'k>> {
        let mut parts = key.splitn(3, '.');
        let (list, at, part) = (parts.next()?, parts.next()?, parts.next()?);
        let rows = Rows::of(shape::find(self.noun.attributes(), list)?)?;
        let (link, noun) = rows.thing?;
        let at = at.parse().ok()?;
        Some(OfThing {
            rows,
            link,
            noun,
            at,
            part,
        })
    }

    /// The fields of a row; what the file does not know of is as it is on record.
    pub(super) fn values(
        &self,
        row: &FilledRow,
        known: &Known,
        columns: &[Column],
        preview: &mut Preview,
    ) -> Values {
        let mut values = Vec::new();
        for column in columns {
            if column.hidden {
                values.extend(self.id(row, known, column));
            } else if !column.locked {
                values.extend(self.fields(row, known, column));
            }
        }
        // What has no column, such as an uploaded file, stays.
        let asked = |name: &str| {
            columns
                .iter()
                .any(|column| column.key.split(':').next() == Some(name))
        };
        let rest = known.values.0.iter().filter(|(name, _)| !asked(name));
        values.extend(rest.cloned());
        for column in columns.iter().filter(|column| column.locked) {
            let Some(met) = row.cells.get(&column.key) else {
                continue;
            };
            let ours = self.cell(column, known);
            if !column.hidden && met.value != ours.and_then(|cell| column.untouched(&cell)) {
                preview.notes.push(RowProblem {
                    row: Some(row.row),
                    column: Some(met.column.clone()),
                    heading: Some(column.heading.clone()),
                    words: self.ctx.t("sheet-locked"),
                });
            }
        }
        Values(values)
    }

    /// Which thing the row means by a number: what the file says, whatever is on record now.
    fn id(&self, row: &FilledRow, known: &Known, column: &Column) -> Option<(String, String)> {
        let id = match row.cells.get(&column.key) {
            Some(cell) => match &cell.value {
                Some(Cell::Text(id)) => id.clone(),
                _ => return None,
            },
            // Of a column that was lost nothing is known; the record is all there is.
            None => known.values.get(&column.key).to_owned(),
        };
        (!id.is_empty()).then(|| (column.key.clone(), id))
    }

    /// The name under which the record knows what this row calls `values.1.reading`: its things may
    /// stand in another order by now. `None` if the record does not know the thing.
    fn name_on_record<'k>(
        &self,
        row: &FilledRow,
        known: &Known,
        key: &'k str,
    ) -> Option<Cow<'k, str>> {
        let Some(of) = self.of_thing(key) else {
            return Some(Cow::Borrowed(key));
        };
        let Some(cell) = row.cells.get(&of.rows.name(of.at, of.link)) else {
            return Some(Cow::Borrowed(key));
        };
        let Some(Cell::Text(id)) = &cell.value else {
            return None;
        };
        let mut numbers = 0..of.rows.count(&known.values, 0);
        let at = numbers.find(|at| known.values.get(&of.rows.name(*at, of.link)) == id)?;
        Some(Cow::Owned(of.rows.name(at, of.part)))
    }

    /// What one column says of a row, as the form in the browser would.
    fn fields(&self, row: &FilledRow, known: &Known, column: &Column) -> Vec<(String, String)> {
        let key = &*column.key;
        // A field of several boxes is a column for each box, `flags:paused`.
        let (name, of_flag) = key.split_once(':').unwrap_or((key, ""));
        let on_record = self.name_on_record(row, known, name);
        let kept = || {
            let kept = known.values.0.iter().filter(|(known, value)| {
                on_record.as_deref() == Some(known) && (of_flag.is_empty() || value == of_flag)
            });
            kept.map(|(_, value)| (name.to_owned(), value.clone()))
                .collect()
        };
        // A column that was lost is not a blank one: of a lost one nothing is known.
        let Some(cell) = row.cells.get(key) else {
            return kept();
        };
        // Spreadsheets change what they show (blanks at the ends, digits of numbers). What nobody
        // touched is kept as it is on record, not as it came back.
        let untouched = match (of_flag, &on_record) {
            ("", Some(name)) => self.cell_of(column, name, known),
            ("", None) => None,
            _ => self.cell(column, known),
        };
        if untouched.and_then(|cell| column.untouched(&cell)) == cell.value {
            return kept();
        }
        if key == READY {
            return Vec::new();
        }
        let typed = match &cell.value {
            None => return Vec::new(),
            Some(Cell::Flag(false)) if !of_flag.is_empty() => return Vec::new(),
            Some(Cell::Flag(true)) if !of_flag.is_empty() => of_flag.to_owned(),
            Some(Cell::Flag(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            Some(Cell::Text(text) | Cell::Choice(text)) => text.clone(),
            Some(Cell::Date(day)) => day.to_string(),
            Some(Cell::Decimal(number)) => fields::typed(number),
            Some(Cell::Integer(number)) => number.to_string(),
        };
        vec![(name.to_owned(), typed)]
    }

    /// A level by its name in the reader's language; anything else as it is.
    fn level(&self, known: &Known, key: &str, value: &str) -> String {
        let named = || {
            let thing = self.of_thing(key)?.thing(&known.values)?;
            let indicator = self.register.indicators.find(&thing.id)?;
            let mut levels = indicator.levels.iter();
            let level = levels.find(|level| level_code(level) == value)?;
            Some(self.ctx.words(&level.name).into_owned())
        };
        named().unwrap_or_else(|| value.to_owned())
    }
}

impl OfThing<'_> {
    /// The thing that these values mean by the number.
    fn thing(&self, values: &Values) -> Option<Subject> {
        let id = values.get(&self.rows.name(self.at, self.link));
        (!id.is_empty()).then(|| Subject::new(self.noun, id))
    }
}
