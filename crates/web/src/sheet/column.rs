// SPDX-License-Identifier: EUPL-1.2
//! The columns of a sheet: what is asked about, whether it is complete, and the attributes of the
//! noun by their kinds, under the names of the form's fields.

use wegmarke_domain::scale::{Check, Judged};
use wegmarke_domain::shape::{self, Attribute, Kind, Own, Words};
use wegmarke_exchange::form::{Column, ColumnKind, Label};
use wegmarke_l10n::{Lang, Locale};
use wegmarke_pages::attribute::name_of;
use wegmarke_pages::parts::form::rows::Rows;
use wegmarke_pages::parts::form::shape::{choices, hint, is_line, part_label, row_label};

use super::{Known, READY, Sheet};

/// End of the keys of columns that only tell what is asked about.
pub(super) const ABOUT: &str = "about";
/// Blank rows at the end of each list that is only numbered.
const SPARE: usize = 2;

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
        if known.is_empty() {
            return columns;
        }
        for attribute in shape::leaves(self.noun.attributes()) {
            let name = attribute.name;
            if let Some(rows) = Rows::of(attribute) {
                self.push_rows(&rows, known, &mut columns);
            } else if attribute.kind == Kind::Own(Own::Design) {
                for check in Check::ALL {
                    let key = format!("{name}.{}", check.as_str());
                    let label = ctx.word("check", check.as_str());
                    columns.push(open(key, label, self.choice(&Judged::WORDS), 22));
                }
            } else if let Kind::List(Kind::Word(words)) = attribute.kind {
                // A field of several boxes is a column for each box, `flags:paused`.
                let boxes = choices(ctx, words).into_iter();
                let boxes = boxes
                    .map(|(word, label)| open(format!("{name}:{word}"), label, self.flag(), 12));
                columns.extend(boxes);
            } else if let Some((kind, width)) = self.kind(attribute) {
                columns.push(Column {
                    note: hint(ctx, self.noun, name),
                    ..open(name.to_owned(), name_of(ctx, self.noun, name), kind, width)
                });
            }
        }
        columns
    }

    /// Each measure has milestones and indicators of its own, while a sheet has one set of columns
    /// for all of them. So these columns are numbered; which thing a row means by a number its
    /// hidden cell says by id, and a locked one in words.
    fn push_rows(&self, rows: &Rows, known: &[Known], columns: &mut Vec<Column>) {
        let ctx = self.ctx;
        let count = |known: &Known| match rows.thing {
            Some(_) => rows.list_things(self.register, &known.address.on).len(),
            None => rows.count(&known.values, 0) + SPARE,
        };
        for at in 0..known.iter().map(count).max().unwrap_or(0) {
            let label = row_label(ctx, rows, at);
            if let Some((link, _)) = rows.thing {
                let id = locked(rows.name(at, link), label.clone(), 20);
                columns.push(Column { hidden: true, ..id });
                columns.push(locked(rows.name(at, ABOUT), label.clone(), 30));
            }
            for part in &rows.parts {
                if let Some((kind, width)) = self.kind(part) {
                    let heading = format!("{label}: {}", part_label(ctx, rows, part.name));
                    columns.push(open(rows.name(at, part.name), heading, kind, width));
                }
            }
        }
    }

    /// What a cell of an attribute holds, and how wide it is; `None`: no cell can.
    fn kind(&self, attribute: &Attribute) -> Option<(ColumnKind, u8)> {
        Some(match attribute.kind {
            Kind::Text if !is_line(attribute) => (ColumnKind::Text { multiline: true }, 50),
            Kind::Text | Kind::Line | Kind::Span | Kind::Link(_) | Kind::Subject => {
                (ColumnKind::Text { multiline: false }, 30)
            }
            // A level by its name, or a number: which of them depends on the row.
            Kind::Own(Own::Reading) => (ColumnKind::Text { multiline: false }, 14),
            Kind::Word(words) => (self.choice(words), 22),
            Kind::Flag => (self.flag(), 12),
            Kind::Count | Kind::Year => (ColumnKind::Integer, 8),
            Kind::Number | Kind::Own(Own::Euro) => (ColumnKind::Decimal, 14),
            Kind::Day => (ColumnKind::Date, 12),
            // A file cannot be brought in a cell.
            Kind::Instant | Kind::Source | Kind::List(_) | Kind::Row(_) | Kind::Own(_) => {
                return None;
            }
        })
    }

    fn choice(&self, words: &Words) -> ColumnKind {
        let choices = choices(self.ctx, words).into_iter().map(|(word, text)| {
            let locales = Lang::PUBLIC.iter().map(|lang| Locale::of(*lang));
            let also = locales.map(|locale| locale.word(&words.family(), &word));
            let also = also.collect();
            (word, Label { text, also })
        });
        ColumnKind::Choice {
            choices: choices.collect(),
        }
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
        hidden: false,
        width,
    }
}
