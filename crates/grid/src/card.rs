// SPDX-License-Identifier: EUPL-1.2
//! Grids to cards: one small table for each measure, with labels in its first column.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::is_mark;
use crate::draft::{Draft, DraftCell, DraftRow};
use crate::finding::{Cause, Finding};
use crate::number::is_number;
use crate::outside::Stack;
use crate::piece::plain;
use crate::role::role;
use crate::sheet::{Filled, Leaf, Sheet};
use crate::table::{Kind, Role};
use crate::text::{Change, Manner, compose};

/// A text of the first column that recurs so often is a label.
const RECURS: usize = 5;
/// Labels are no longer than this, in characters.
const LONG: usize = 90;

/// What is a label, and which one opens a card.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    known: BTreeMap<String, usize>,
    first: Option<String>,
    /// Labels whose row is a head: what it says stands over the cells of the next row.
    heads: BTreeSet<String>,
}

/// The cells of the first column, from top to bottom.
fn first_column(sheet: &Sheet) -> Vec<&Filled> {
    let mut cells: Vec<&Filled> = sheet
        .boxes
        .iter()
        .filter(|one| one.columns.0 == 0 && one.area.width() < 0.7 * sheet.area.width())
        .collect();
    cells.sort_by(|one, other| one.area.y0.total_cmp(&other.area.y0));
    cells
}

fn name(one: &Filled) -> String {
    plain(&title(one))
        .to_lowercase()
        .trim_end_matches(':')
        .to_owned()
}

fn title(one: &Filled) -> String {
    compose(&one.lines, &Manner::default(), false)
        .text
        .replace('\n', " ")
}

/// Finds the labels of a document: texts of first columns that recur.
pub(crate) fn labels<'a>(sheets: impl Iterator<Item = &'a Sheet>) -> Labels {
    let sheets: Vec<&Sheet> = sheets.collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for one in sheets.iter().flat_map(|sheet| first_column(sheet)) {
        let name = name(one);
        if !name.is_empty() && name.chars().count() <= LONG && !is_number(&one.words()) {
            *seen.entry(name).or_default() += 1;
        }
    }
    seen.retain(|_, many| *many >= RECURS);
    // One text that recurs is the head of a list on each page, or a field beside its rows.
    if seen.len() < 3 {
        return Labels::default();
    }
    let mut labels = Labels {
        known: seen,
        ..Labels::default()
    };
    labels.find_first(&sheets);
    labels.find_heads(&sheets);
    labels
}

impl Labels {
    /// Whether a grid is a card, or a part of one.
    pub(crate) fn is_card(&self, sheet: &Sheet) -> bool {
        let cells = first_column(sheet);
        let said: Vec<String> = cells
            .iter()
            .filter(|one| !one.is_empty())
            .map(|one| name(one))
            .collect();
        let known = said
            .iter()
            .filter(|name| self.known.contains_key(*name))
            .count();
        known > 0 && known * 2 >= said.len()
            // The end of a card that crosses a page may have no label at all.
            || (said.is_empty() && !self.known.is_empty() && sheet.find_banner(0).is_none())
    }

    /// The label that most often stands first in a grid.
    fn find_first(&mut self, sheets: &[&Sheet]) {
        let mut firsts: BTreeMap<String, usize> = BTreeMap::new();
        for sheet in sheets.iter().filter(|sheet| self.is_card(sheet)) {
            let cells = first_column(sheet);
            let first = cells.into_iter().find(|one| !one.is_empty()).map(name);
            if let Some(first) = first.filter(|first| self.known.contains_key(first)) {
                *firsts.entry(first).or_default() += 1;
            }
        }
        // Of several that do, the one that is met first in the document.
        let most = firsts.values().copied().max().unwrap_or_default();
        let mut order = sheets
            .iter()
            .flat_map(|sheet| first_column(sheet))
            .map(name);
        self.first = order.find(|name| firsts.get(name).is_some_and(|many| many * 2 > most));
    }

    fn find_heads(&mut self, sheets: &[&Sheet]) {
        let mut rows: BTreeMap<String, (usize, usize, BTreeMap<String, usize>)> = BTreeMap::new();
        for sheet in sheets {
            for one in first_column(sheet) {
                let name = name(one);
                if !self.known.contains_key(&name) {
                    continue;
                }
                let beside = beside(sheet, one);
                let texts: Vec<String> = beside
                    .iter()
                    .filter(|one| !one.is_empty())
                    .map(|one| plain(&one.words()))
                    .collect();
                let below = first_column(sheet)
                    .into_iter()
                    .find(|other| other.rows.0 == one.rows.1 + 1);
                let is_label = below.is_some_and(|below| {
                    !self.known.contains_key(&self::name(below)) && !below.is_empty()
                });
                let entry = rows.entry(name).or_default();
                entry.0 += 1;
                entry.1 += usize::from(is_label);
                *entry.2.entry(texts.join("|")).or_default() += 1;
            }
        }
        let heads = rows.into_iter().filter(|(_, (many, over, texts))| {
            let same = texts.iter().max_by_key(|(_, many)| **many);
            over * 10 >= many * 8
                && same.is_some_and(|(text, same)| !text.is_empty() && same * 10 >= many * 8)
        });
        self.heads = heads.map(|(name, _)| name).collect();
    }
}

/// Cells beside a cell of the first column, row by row.
fn beside<'a>(sheet: &'a Sheet, label: &Filled) -> Vec<&'a Filled> {
    let mut beside: Vec<&Filled> = sheet
        .boxes
        .iter()
        .filter(|one| {
            one.columns.0 > label.columns.1
                && one.rows.0 <= label.rows.1
                && one.rows.1 >= label.rows.0
        })
        .collect();
    beside.sort_by(|one, other| {
        (one.rows.0.cmp(&other.rows.0)).then(one.columns.0.cmp(&other.columns.0))
    });
    beside
}

/// Cards on their way.
#[derive(Debug)]
pub(crate) struct Cards<'a> {
    labels: &'a Labels,
    draft: Draft,
    /// Names of the columns, for comparison.
    names: Vec<String>,
    /// The label under which the last row stood.
    last: Option<usize>,
    /// Heads of the row below them: where they stand, and their columns.
    heads: Vec<(f32, f32, String)>,
    /// Columns that this card has already.
    seen: BTreeSet<usize>,
    /// A piece without a label at the end of a page: its label may stand on the next one.
    waiting: Option<DraftCell>,
    title: Option<DraftCell>,
}

impl<'a> Cards<'a> {
    pub(crate) fn new(labels: &'a Labels) -> Self {
        Self {
            labels,
            draft: Draft {
                kind: Kind::Cards,
                titles: Vec::new(),
                rows: Vec::new(),
                findings: Vec::new(),
                numbers: None,
            },
            names: Vec::new(),
            last: None,
            heads: Vec::new(),
            seen: BTreeSet::new(),
            waiting: None,
            title: None,
        }
    }

    fn column(&mut self, title: &str) -> usize {
        let name = plain(title).to_lowercase().trim_end_matches(':').to_owned();
        if let Some(at) = self.names.iter().position(|other| *other == name) {
            return at;
        }
        self.names.push(name);
        self.draft
            .titles
            .push(title.trim_end_matches(':').to_owned());
        for row in &mut self.draft.rows {
            row.cells.push(DraftCell::default());
        }
        self.names.len() - 1
    }

    fn open(&mut self, sheet: &Sheet, stack: &Stack) {
        self.draft.rows.push(DraftRow {
            cells: vec![DraftCell::default(); self.names.len()],
            headings: stack.texts(),
            ..DraftRow::default()
        });
        self.seen.clear();
        self.last = None;
        self.place(sheet);
        if let Some(title) = self.title.take() {
            let column = self.column("");
            self.put(column, title);
        }
    }

    /// The card stands on this page, too.
    fn place(&mut self, sheet: &Sheet) {
        let Some(row) = self.draft.rows.last_mut() else {
            return;
        };
        match row.places.last_mut() {
            Some(place) if place.page == sheet.page => place.area = place.area.around(&sheet.area),
            _ => row.places.push(sheet.place(sheet.area)),
        }
    }

    fn put(&mut self, column: usize, cell: DraftCell) {
        if let Some(row) = self.draft.rows.last_mut()
            && let Some(old) = row.cells.get_mut(column)
        {
            if old.places.is_empty() {
                *old = cell;
            } else {
                old.go_on(cell);
            }
        }
    }

    /// Reads one grid of cards.
    pub(crate) fn read(&mut self, sheet: &Sheet, leaf: &Leaf, stack: &mut Stack) {
        let mut row = 0;
        let is_on_top = leaf
            .sheets
            .first()
            .is_some_and(|first| first.area == sheet.area);
        while row < sheet.rows() {
            let starting = sheet.starting_at(row);
            let Some(first) = starting.first().copied() else {
                row += 1;
                continue;
            };
            let is_wide = first.area.width() >= 0.7 * sheet.area.width();
            let name = name(first);
            let is_label = self.labels.known.contains_key(&name);
            if is_wide && !is_label {
                self.read_banner(sheet, first, row, stack);
            } else if is_label {
                self.read_label(sheet, first, &name, stack);
            } else if !self.heads.is_empty() {
                self.read_below_head(sheet, first.rows.0, first.rows.1);
            } else if first.is_empty() && row == 0 && is_on_top {
                self.read_rest(sheet, first);
            } else {
                self.read_unknown(sheet, first, row, stack);
            }
            row = first.rows.1 + 1;
        }
    }

    /// A cell over the whole width: the title of the card that follows, or text of this one.
    fn read_banner(&mut self, sheet: &Sheet, first: &Filled, row: usize, stack: &mut Stack) {
        if first.is_empty() {
            return;
        }
        let mut cell = DraftCell::default();
        cell.add(sheet, first);
        let next = sheet
            .starting_at(first.rows.1 + 1)
            .into_iter()
            .next()
            .map(name);
        let opens = next.is_some_and(|next| Some(&next) == self.labels.first.as_ref());
        if opens {
            self.title = Some(cell);
        } else if row == 0 && first.words().chars().count() <= LONG {
            stack.push_banner(&first.words());
        } else if let Some(last) = self.last {
            self.put(last, cell);
            self.place(sheet);
        } else {
            stack.push_banner(&first.words());
        }
    }

    fn read_label(&mut self, sheet: &Sheet, label: &Filled, name: &str, stack: &Stack) {
        self.heads.clear();
        let is_first = self.labels.first.as_deref() == Some(name);
        if is_first || self.draft.rows.is_empty() {
            self.open(sheet, stack);
        }
        self.place(sheet);
        let beside = beside(sheet, label);
        if self.labels.heads.contains(name) {
            self.heads
                .push((label.area.x0, label.area.x1, title(label)));
            self.heads.extend(
                beside
                    .iter()
                    .map(|one| (one.area.x0, one.area.x1, title(one))),
            );
            return;
        }
        let column = self.column(&title(label));
        if !is_first && self.seen.contains(&column) {
            let swallowed = Finding::new(Cause::CardSwallowed).at(&[sheet.place(label.area)]);
            self.draft.findings.push(swallowed.words([title(label)]));
            self.open(sheet, stack);
        }
        self.seen.insert(column);
        let mut cell = self.value(sheet, &beside);
        // The piece before it, on the page before, had no label of its own.
        if let Some(mut waiting) = self.waiting.take() {
            waiting.go_on(cell);
            cell = waiting;
        }
        self.put(column, cell);
        self.last = Some(column);
    }

    /// What stands beside a label: one cell, or cells within the cell.
    fn value(&mut self, sheet: &Sheet, beside: &[&Filled]) -> DraftCell {
        let mut cell = DraftCell::default();
        for one in beside {
            cell.add(sheet, one);
        }
        let said: Vec<&&Filled> = beside.iter().filter(|one| !one.is_empty()).collect();
        if beside.len() < 2 || said.len() < 2 {
            return cell;
        }
        let place = beside.first().map(|one| sheet.place(one.area));
        let marks: Vec<&&&Filled> = said.iter().filter(|one| is_mark(&one.words())).collect();
        if let [mark] = marks[..] {
            let mut over = said.iter().filter(|one| {
                one.rows.1 < mark.rows.0
                    && one.area.shared_width(&mark.area) > 0.5 * mark.area.width()
            });
            if let Some(over) = over.next_back() {
                let text = title(over);
                cell.changed.push(Change::Position(text.clone()));
                let asked = Finding::new(Cause::SymbolPosition).at(&[sheet.place(mark.area)]);
                self.draft
                    .findings
                    .push(asked.words([mark.words(), text.clone()]));
                cell.text = Some(text);
                return cell;
            }
        }
        let texts: Vec<String> = said.iter().map(|one| title(one)).collect();
        cell.text = Some(texts.join(" | "));
        cell.changed.push(Change::Nested);
        let shown = Finding::new(Cause::NestedTable).at(place.as_slice());
        self.draft.findings.push(shown.words(texts));
        cell
    }

    /// A row below a head: each cell belongs to the head that it shares most with.
    fn read_below_head(&mut self, sheet: &Sheet, from: usize, to: usize) {
        let heads = std::mem::take(&mut self.heads);
        let mut cells: Vec<&Filled> = sheet
            .boxes
            .iter()
            .filter(|one| one.rows.0 >= from && one.rows.1 <= to)
            .collect();
        cells.sort_by(|one, other| one.area.x0.total_cmp(&other.area.x0));
        let mut often: BTreeMap<usize, usize> = BTreeMap::new();
        for one in cells {
            let shared = |head: &(f32, f32, String)| {
                (one.area.x1.min(head.1) - one.area.x0.max(head.0)).max(0.0)
            };
            let best =
                (0..heads.len()).max_by(|&a, &b| shared(&heads[a]).total_cmp(&shared(&heads[b])));
            let Some(best) = best else { continue };
            let many = often.entry(best).or_default();
            *many += 1;
            let title = match many {
                1 => heads[best].2.clone(),
                many => format!("{} ({many})", heads[best].2),
            };
            let column = self.column(&title);
            self.seen.insert(column);
            let mut cell = DraftCell::default();
            cell.add(sheet, one);
            self.put(column, cell);
        }
        self.place(sheet);
    }

    /// The rest of a cell of the page before.
    fn read_rest(&mut self, sheet: &Sheet, first: &Filled) {
        let beside = beside(sheet, first);
        let cell = self.value(sheet, &beside);
        if let Some(last) = self.last {
            self.put(last, cell);
            self.place(sheet);
        }
    }

    /// A first cell that is no label: the piece of a row whose label stands on the next page, or a
    /// label that other cards do not have.
    fn read_unknown(&mut self, sheet: &Sheet, first: &Filled, row: usize, stack: &Stack) {
        let beside = beside(sheet, first);
        let cell = self.value(sheet, &beside);
        if first.is_empty() {
            if cell.is_empty() {
                return;
            }
            if row + 1 >= sheet.rows() {
                self.waiting = Some(cell);
                self.place(sheet);
                return;
            }
            if let Some(last) = self.last {
                self.put(last, cell);
            }
            return;
        }
        if self.draft.rows.is_empty() {
            self.open(sheet, stack);
        }
        let title = title(first);
        let asked = Finding::new(Cause::LabelUnknown).at(&[sheet.place(first.area)]);
        self.draft.findings.push(asked.words([title.clone()]));
        let column = self.column(&title);
        self.seen.insert(column);
        self.put(column, cell);
        self.last = Some(column);
        self.place(sheet);
    }

    pub(crate) fn finish(mut self) -> Vec<Draft> {
        self.draft.numbers = None;
        let column = self.draft.titles.iter().position(|title| {
            let title = title.to_lowercase();
            role(&title) == Some(Role::Number) || title.split_whitespace().any(|word| word == "nr.")
        });
        let titled = self.names.iter().position(String::is_empty);
        for row in &mut self.draft.rows {
            let of = |column: Option<usize>| {
                column
                    .and_then(|column| row.cells.get(column))
                    .map(DraftCell::words)
            };
            let printed = of(column).and_then(|words| {
                let mut words = words.split_whitespace().rev();
                let last = words.next()?;
                (is_number(last) || last.chars().count() <= 6).then(|| last.to_owned())
            });
            row.number = printed.or_else(|| {
                let words = of(titled)?;
                let first = words.split_whitespace().next()?;
                is_number(first).then(|| first.to_owned())
            });
        }
        vec![self.draft]
    }
}
