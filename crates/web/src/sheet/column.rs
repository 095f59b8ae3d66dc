// SPDX-License-Identifier: EUPL-1.2
//! The columns of a sheet: what is asked about, whether it is complete, and the fields of the form.

use wegmarke_domain::contribution::Address;
use wegmarke_domain::register::Register;
use wegmarke_exchange::form::{Column, ColumnKind, Label};
use wegmarke_l10n::{Lang, Locale};
use wegmarke_pages::parts::form::{Control, FormField, Values};
use wegmarke_pages::work::say::{list_fields, list_indicators, list_milestones};

use super::{Known, READY, Sheet};

/// End of the keys of columns that only tell what is asked about.
const ABOUT: &str = ".about";

impl Sheet<'_> {
    /// All columns, the same for every row.
    pub(super) fn columns(&self, known: &[Known]) -> Vec<Column> {
        let ctx = self.ctx;
        let mut columns = vec![
            locked("number".to_owned(), ctx.t("sheet-number"), 9),
            locked("on".to_owned(), ctx.t("task-about"), 40),
            Column {
                note: Some(ctx.t("sheet-ready-note")),
                ..open(READY.to_owned(), ctx.t("sheet-ready"), self.flag(), 12)
            },
        ];
        let Some(first) = known.first() else {
            return columns;
        };
        // As many rows of money and proofs as the longest has.
        let all = known
            .iter()
            .flat_map(|known| known.values.0.iter().cloned());
        let all = Values(all.collect());
        for field in list_fields(self.register, ctx, &first.address, &all) {
            let list = field.name.split('.').next().unwrap_or_default();
            // What differs from row to row is asked in columns of its own.
            if !matches!(list, "milestones" | "values") {
                self.push_field(field, &mut columns);
            }
        }
        self.push_milestones(known, &mut columns);
        self.push_values(known, &mut columns);
        columns
    }

    // Each measure has milestones and indicators of its own, while a sheet has one set of columns
    // for all of them. So these columns are numbered: the first means the first of the row's own
    // measure, and a locked cell before it says which that is.

    fn push_milestones(&self, known: &[Known], columns: &mut Vec<Column>) {
        let ctx = self.ctx;
        let longest = self.longest(known, |register, address| {
            list_milestones(register, address).len()
        });
        for at in 0..longest {
            let n = [("n", (at + 1).into())];
            let about = format!("milestones.{at}{ABOUT}");
            columns.push(locked(about, ctx.t_with("sheet-milestone", &n), 30));
            let heading = ctx.t_with("sheet-reached", &n);
            let key = format!("milestones.{at}.on");
            columns.push(open(key, heading, ColumnKind::Date, 12));
        }
    }

    fn push_values(&self, known: &[Known], columns: &mut Vec<Column>) {
        let ctx = self.ctx;
        let longest = self.longest(known, |register, address| {
            list_indicators(register, address).len()
        });
        for at in 0..longest {
            let n = [("n", (at + 1).into())];
            let about = format!("values.{at}{ABOUT}");
            columns.push(locked(about, ctx.t_with("sheet-indicator", &n), 30));
            let heading = ctx.t_with("sheet-value-on", &n);
            let key = format!("values.{at}.on");
            columns.push(open(key, heading, ColumnKind::Date, 12));
            let heading = ctx.t_with("sheet-value", &n);
            let key = format!("values.{at}.reading");
            let text = ColumnKind::Text { multiline: false };
            columns.push(open(key, heading, text, 14));
        }
    }

    fn longest(&self, known: &[Known], count: fn(&Register, &Address) -> usize) -> usize {
        let counts = known.iter();
        let counts = counts.map(|known| count(self.register, &known.address));
        counts.max().unwrap_or(0)
    }

    fn push_field(&self, field: FormField, columns: &mut Vec<Column>) {
        let note = Some(field.hint.clone()).filter(|hint| !hint.is_empty());
        let part = field.name.rsplit('.').next().unwrap_or_default();
        let (kind, width) = match field.control {
            Control::Area { .. } => (ColumnKind::Text { multiline: true }, 50),
            Control::Line { kind: "date", .. } => (ColumnKind::Date, 12),
            Control::Line { .. } => match part {
                "year" => (ColumnKind::Integer, 8),
                "needed" | "planned" | "secured" | "spent" => (ColumnKind::Decimal, 14),
                _ => (ColumnKind::Text { multiline: false }, 30),
            },
            Control::Select(choices) => {
                let choices = choices
                    .into_iter()
                    .filter(|choice| !choice.value.is_empty());
                let choices = choices.map(|choice| {
                    let label = Label {
                        text: choice.label,
                        also: Vec::new(),
                    };
                    (choice.value, label)
                });
                let choices = choices.collect();
                (ColumnKind::Choice { choices }, 22)
            }
            // A file cannot be brought in a cell.
            Control::File { .. } => return,
            Control::Checks(choices) => {
                let boxes = choices.into_iter().map(|choice| {
                    let key = format!("{}:{}", field.name, choice.value);
                    open(key, choice.label, self.flag(), 12)
                });
                columns.extend(boxes);
                return;
            }
        };
        columns.push(Column {
            note,
            ..open(field.name, field.label, kind, width)
        });
    }

    fn flag(&self) -> ColumnKind {
        let label = |code: &str| Label {
            text: self.ctx.word("sheet-flag", code),
            also: Lang::PUBLIC
                .iter()
                .map(|lang| Locale::of(*lang).word("sheet-flag", code))
                .collect(),
        };
        ColumnKind::Flag {
            yes: label("yes"),
            no: label("no"),
        }
    }
}

fn locked(key: String, heading: String, width: u8) -> Column {
    Column {
        locked: true,
        ..open(key, heading, ColumnKind::Text { multiline: false }, width)
    }
}

fn open(key: String, heading: String, kind: ColumnKind, width: u8) -> Column {
    Column {
        key,
        heading,
        note: None,
        kind,
        locked: false,
        width,
    }
}
