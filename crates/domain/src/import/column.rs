// SPDX-License-Identifier: EUPL-1.2
//! What holds for a whole column: which number of a date is its day, and what is told once instead
//! of at every row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::request::Request;
use super::staged::Place;
use crate::draft::{Cell, Draft, list_slots};
use crate::finding::{Severity, codes};
use crate::noun::Noun;
use crate::shape::Kind;
use crate::text::Lang;
use crate::time::{DayOrder, find_day_order};

/// Words of a column that a finding quotes.
const QUOTED: usize = 5;

/// A column of a file; `None` for constants of the profile.
type Column = (Arc<str>, Option<Arc<str>>);

/// Cells of one column that have something in common.
#[derive(Clone, Debug, Default)]
struct Group {
    first_row: u32,
    count: u64,
    words: Vec<String>,
}

impl Group {
    fn take(&mut self, row: u32, text: &str) {
        if self.count == 0 {
            self.first_row = row;
        }
        self.count += 1;
        if self.words.len() < QUOTED && !self.words.iter().any(|known| known == text) {
            self.words.push(text.to_owned());
        }
    }

    fn told(&self, (code, severity): (&'static str, Severity), (file, column): &Column) -> Told {
        Told {
            code,
            severity,
            place: Place {
                file: Arc::clone(file),
                row: Some(self.first_row),
                column: column.clone(),
            },
            args: vec![
                ("count", self.count.to_string()),
                ("words", self.words.join(" · ")),
            ],
        }
    }
}

/// What is told of a whole column.
pub(super) struct Told {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) place: Place,
    pub(super) args: Vec<(&'static str, String)>,
}

/// Cells whose words are kept and give no day, by column. Told once for each of them.
#[derive(Debug, Default)]
pub(super) struct Unread(BTreeMap<Column, Group>);

impl Unread {
    /// The times that stay words.
    pub(super) fn list_told(&self) -> Vec<Told> {
        let kind = (codes::TIME_IN_WORDS, Severity::Note);
        let groups = self.0.iter();
        groups
            .map(|(column, group)| group.told(kind, column))
            .collect()
    }

    pub(super) fn take(&mut self, draft: &Draft, cell: &Cell) {
        let column = (Arc::clone(&draft.file), cell.column.clone());
        self.0
            .entry(column)
            .or_default()
            .take(draft.row, &cell.text);
    }
}

/// Which of two numbers is the day, column by column.
#[derive(Debug, Default)]
pub(super) struct Orders {
    by_column: BTreeMap<Column, DayOrder>,
    stated: Option<DayOrder>,
}

impl Orders {
    pub(super) fn of(&self, draft: &Draft, cell: &Cell) -> DayOrder {
        let column = (Arc::clone(&draft.file), cell.column.clone());
        let found = self.by_column.get(&column).copied();
        found.or(self.stated).unwrap_or(DayOrder::DayFirst)
    }
}

/// What the dates of a column show.
#[derive(Clone, Debug, Default)]
struct Evidence {
    day_first: Group,
    month_first: Group,
    /// Both could be the day.
    unproven: Group,
}

impl Evidence {
    fn proven(&self) -> Option<DayOrder> {
        match (self.day_first.count, self.month_first.count) {
            (0, 0) => None,
            (_, 0) => Some(DayOrder::DayFirst),
            (0, _) => Some(DayOrder::MonthFirst),
            _ => Some(DayOrder::Unproven),
        }
    }
}

/// Finds the order of day and month: proven by the column, or stated by the profile, or proven by
/// the other columns of the file. A doubt about it is told.
pub(super) fn find_orders(request: &Request) -> (Orders, Vec<Told>) {
    let mut told = Vec::new();
    let columns = list_evidence(request);
    let mut files: BTreeMap<&Arc<str>, Evidence> = BTreeMap::new();
    for ((file, _), evidence) in &columns {
        let of_file = files.entry(file).or_default();
        of_file.day_first.count += evidence.day_first.count;
        of_file.month_first.count += evidence.month_first.count;
    }
    let mut orders = Orders {
        stated: request.day_order,
        ..Orders::default()
    };
    for (column, evidence) in &columns {
        let by_file = files.get(&column.0).and_then(Evidence::proven);
        let (order, doubt) = decide(request, evidence, by_file);
        if let Some((severity, group)) = doubt {
            told.push(group.told((codes::DOUBTFUL_DATE, severity), column));
        }
        orders.by_column.insert(column.clone(), order);
    }
    (orders, told)
}

/// The order of a column, and the cells for whose sake it is doubted.
fn decide<'e>(
    request: &Request,
    evidence: &'e Evidence,
    by_file: Option<DayOrder>,
) -> (DayOrder, Option<(Severity, &'e Group)>) {
    let proven = evidence.proven();
    let contradiction = match (proven, request.day_order) {
        (Some(DayOrder::Unproven), _) => Some(match evidence.day_first.count {
            few if few < evidence.month_first.count => &evidence.day_first,
            _ => &evidence.month_first,
        }),
        (Some(DayOrder::MonthFirst), Some(DayOrder::DayFirst)) => Some(&evidence.month_first),
        (Some(DayOrder::DayFirst), Some(DayOrder::MonthFirst)) => Some(&evidence.day_first),
        _ => None,
    };
    if let Some(group) = contradiction {
        return (DayOrder::Unproven, Some((Severity::Warning, group)));
    }
    let by_file = by_file.filter(|order| *order != DayOrder::Unproven);
    if let Some(order) = proven.or(request.day_order).or(by_file) {
        return (order, None);
    }
    let doubtful = Some(&evidence.unproven).filter(|group| group.count > 0);
    // English is written in countries of either order; the other languages put the day first.
    match request.language == Lang::EN {
        true => {
            let doubt = doubtful.map(|group| (Severity::Warning, group));
            (DayOrder::Unproven, doubt)
        }
        false => {
            let doubt = doubtful.map(|group| (Severity::Note, group));
            (DayOrder::DayFirst, doubt)
        }
    }
}

fn list_evidence(request: &Request) -> BTreeMap<Column, Evidence> {
    let mut times: BTreeMap<Noun, Vec<String>> = BTreeMap::new();
    let mut columns: BTreeMap<Column, Evidence> = BTreeMap::new();
    for draft in &request.drafts {
        let times = times
            .entry(draft.noun)
            .or_insert_with(|| list_times(draft.noun));
        let cells = draft.cells.iter();
        for cell in cells.filter(|cell| times.iter().any(|name| **name == *cell.attribute)) {
            let Some(order) = find_day_order(&cell.text) else {
                continue;
            };
            let column = (Arc::clone(&draft.file), cell.column.clone());
            let evidence = columns.entry(column).or_default();
            let group = match order {
                DayOrder::DayFirst => &mut evidence.day_first,
                DayOrder::MonthFirst => &mut evidence.month_first,
                DayOrder::Unproven => &mut evidence.unproven,
            };
            group.take(draft.row, &cell.text);
        }
    }
    columns
}

/// Names of the slots of a noun that hold days.
fn list_times(noun: Noun) -> Vec<String> {
    let slots = list_slots(noun).into_iter();
    let slots = slots.filter(|slot| {
        matches!(slot.kind, Kind::Day | Kind::Span) || slot.name.ends_with(".as_written")
    });
    slots.map(|slot| slot.name.into_owned()).collect()
}
