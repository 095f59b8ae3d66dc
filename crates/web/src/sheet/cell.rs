// SPDX-License-Identifier: EUPL-1.2
//! Between the fields of a form and the cells of its row, both ways.

use wegmarke_domain::contribution::Address;
use wegmarke_domain::indicator::Indicator;
use wegmarke_domain::time::parse_day;
use wegmarke_exchange::form::{Cell, Column, ColumnKind, FilledRow};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::subject;
use wegmarke_pages::work::say::{list_indicators, list_milestones};
use wegmarke_pages::work::sheet::{Preview, RowProblem};

use super::{Known, READY, Sheet};
use crate::work::fields;

impl Sheet<'_> {
    /// What a cell holds when the sheet leaves.
    pub(super) fn cell(&self, column: &Column, known: &Known) -> Option<Cell> {
        let key = &*column.key;
        if key == READY {
            return None;
        }
        if column.locked {
            return self.about(key, &known.address).map(Cell::Text);
        }
        if let Some((name, flag)) = key.split_once(':') {
            let is_set = known.values.all(name).any(|value| value == flag);
            return is_set.then_some(Cell::Flag(true));
        }
        let value = known.values.get(key);
        if value.is_empty() {
            return None;
        }
        match column.kind {
            ColumnKind::Text { .. } => Some(Cell::Text(self.level(known, key, value))),
            ColumnKind::Choice { .. } => Some(Cell::Choice(value.to_owned())),
            ColumnKind::Date => parse_day(value).ok().map(Cell::Date),
            ColumnKind::Decimal => fields::parse_number(value).map(Cell::Decimal),
            ColumnKind::Integer => value.parse().ok().map(Cell::Integer),
            ColumnKind::Flag { .. } => None,
        }
    }

    /// What a locked cell says.
    fn about(&self, key: &str, address: &Address) -> Option<String> {
        let (register, ctx) = (self.register, self.ctx);
        let at = || key.split('.').nth(1)?.parse::<usize>().ok();
        match key {
            "number" => {
                let measure = register.measures.find(&address.on.id)?;
                measure.number.value().map(ToString::to_string)
            }
            "on" => Some(subject::name(register, ctx, &address.on).words),
            _ if key.starts_with("milestones.") => {
                let milestones = list_milestones(register, address);
                let milestone = milestones.get(at()?)?;
                Some(ctx.words(&milestone.title).into_owned())
            }
            _ => {
                let indicators = list_indicators(register, address);
                let indicator = indicators.get(at()?)?;
                Some(ctx.words(&indicator.title).into_owned())
            }
        }
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
        for column in columns.iter().filter(|column| !column.locked) {
            values.extend(self.fields(row, known, column));
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
            if met.value != ours.and_then(|cell| column.untouched(&cell)) {
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

    /// What one column says of a row, as the form in the browser would.
    fn fields(&self, row: &FilledRow, known: &Known, column: &Column) -> Vec<(String, String)> {
        let key = &*column.key;
        // A field of several boxes is a column for each box, `flags:paused`.
        let (name, of_flag) = key.split_once(':').unwrap_or((key, ""));
        let kept = || {
            let kept =
                known.values.0.iter().filter(|(known, value)| {
                    known == name && (of_flag.is_empty() || value == of_flag)
                });
            kept.cloned().collect()
        };
        // A column that was lost is not a blank one: of a lost one nothing is known.
        let Some(cell) = row.cells.get(key) else {
            return kept();
        };
        // Spreadsheets change what they show (blanks at the ends, digits of numbers). What nobody
        // touched is kept as it is on record, not as it came back.
        let untouched = self.cell(column, known);
        if untouched.and_then(|cell| column.untouched(&cell)) == cell.value {
            return kept();
        }
        if key == READY {
            return Vec::new();
        }
        let typed = match &cell.value {
            None | Some(Cell::Flag(false)) => return Vec::new(),
            Some(Cell::Flag(true)) => of_flag.to_owned(),
            Some(Cell::Text(text)) if key.ends_with(".reading") => self
                .reading(known, key, text)
                .unwrap_or_else(|| text.clone()),
            Some(Cell::Text(text) | Cell::Choice(text)) => text.clone(),
            Some(Cell::Date(day)) => day.to_string(),
            Some(Cell::Decimal(number)) => fields::typed(number),
            Some(Cell::Integer(number)) => number.to_string(),
        };
        vec![(name.to_owned(), typed)]
    }

    /// A level by its name; anything else as it is.
    fn level(&self, known: &Known, key: &str, value: &str) -> String {
        let named = || {
            let indicator = key
                .ends_with(".reading")
                .then(|| self.indicator(known, key))??;
            let level = indicator.levels.get(value.parse::<usize>().ok()?)?;
            Some(self.ctx.words(&level.name).into_owned())
        };
        named().unwrap_or_else(|| value.to_owned())
    }

    /// The code of a level that was written by its name, in any language: a sheet may be filled in
    /// by others than those who fetched it.
    fn reading(&self, known: &Known, key: &str, text: &str) -> Option<String> {
        let indicator = self.indicator(known, key)?;
        let fold = |text: &str| text.trim().to_lowercase();
        let at = indicator.levels.iter().position(|level| {
            let mut names = level.name.iter();
            names.any(|(_, name)| fold(name) == fold(text))
        })?;
        Some(at.to_string())
    }

    /// The indicator that `values.2.…` means in this row: the third of its measure.
    fn indicator(&self, known: &Known, key: &str) -> Option<&Indicator> {
        let at = key.split('.').nth(1)?.parse::<usize>().ok()?;
        list_indicators(self.register, &known.address)
            .get(at)
            .copied()
    }
}
