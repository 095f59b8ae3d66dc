// SPDX-License-Identifier: EUPL-1.2
//! The history: every entry on record, newest first, and the entries about one thing.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Changes;
use wegmarke_domain::register::{LogLine, Register};
use wegmarke_domain::table::{Step, StepKind};

use crate::attribute;
use crate::frame::Section;
use crate::parts::{Choice, Filter, FilterField, Link, Pager, Row, Shown, Table, Value, Window};
use crate::subject;
use crate::{Ctx, Frame, Route};

/// Entries on one page.
pub const PER_PAGE: usize = 30;

/// The list of all entries.
#[derive(Debug, Template)]
#[template(path = "history/list.html")]
pub struct List {
    f: Frame,
    filter: Filter,
    table: Table,
    pager: Pager,
}

impl List {
    /// The page of the list the request asks for: all entries, or those of one
    /// plan or organisation (`plan`, `organisation`).
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx) -> Self {
        let threads = [("plan", Noun::Plan), ("organisation", Noun::Organisation)]
            .into_iter()
            .find_map(|(name, noun)| ctx.query.find(name).map(|id| Subject::new(noun, id)));
        let (window, total, seqs) = match &threads {
            Some(subject) => {
                let total = register.list_thread(subject).count();
                let window = Window::of(ctx, total, PER_PAGE);
                let seqs: Vec<u64> = register
                    .list_thread(subject)
                    .rev()
                    .skip(window.skip)
                    .take(window.take)
                    .collect();
                (window, total, seqs)
            }
            None => {
                let size = register.size();
                let total = usize::try_from(size).unwrap_or(usize::MAX);
                let window = Window::of(ctx, total, PER_PAGE);
                let lines = register.log().iter().rev();
                let seqs = lines
                    .skip(window.skip)
                    .take(window.take)
                    .map(|line| line.seq)
                    .collect();
                (window, total, seqs)
            }
        };
        let mut table = table(ctx, ctx.t("history-caption"));
        for seq in seqs {
            if let Some(line) = register.find_line(seq) {
                table.rows.push(row(register, ctx, seq, line));
            }
        }
        let title = Shown::plain(&ctx.t("history-title"));
        Self {
            f: Frame::new(ctx, title, Section::Changes)
                .described(ctx.t("history-description"))
                .invented(ctx, register.has_invented()),
            filter: filter(register, ctx, total),
            table,
            pager: Pager::new(ctx, window, total),
        }
    }
}

fn filter(register: &Register, ctx: &Ctx, total: usize) -> Filter {
    let select = |name: &'static str, label: &str, all: &str, things: Vec<(String, String)>| {
        let chosen = ctx.query.find(name);
        let mut choices = vec![Choice {
            value: String::new(),
            label: ctx.t(all),
            chosen: chosen.is_none(),
        }];
        choices.extend(things.into_iter().map(|(value, label)| Choice {
            chosen: chosen == Some(&value),
            value,
            label,
        }));
        FilterField::Select {
            name,
            label: ctx.t(label),
            choices,
        }
    };
    let plans = register
        .plans
        .list_kept()
        .map(|kept| {
            let id = kept.record.id.as_str();
            (
                id.to_owned(),
                subject::choice(register, ctx, &Subject::new(Noun::Plan, id)),
            )
        })
        .collect();
    let filtered = ctx.query.find("plan").is_some();
    Filter {
        action: ctx.action(&Route::History),
        label: ctx.t("history-filter"),
        keep: ctx.keep(),
        fields: vec![select("plan", "filter-plan", "filter-all-plans", plans)],
        submit: ctx.t("filter-submit"),
        reset: filtered.then(|| (ctx.t("filter-reset"), ctx.href(&Route::History))),
        cut: crate::parts::cut(ctx),
        found: Some(ctx.tn("count-entries", total)),
    }
}

/// An empty table of entries.
pub(crate) fn table(ctx: &Ctx, caption: String) -> Table {
    let head = vec![
        ctx.t("entry-number"),
        ctx.t("entry-at"),
        ctx.t("entry-by"),
        ctx.t("entry-what"),
    ];
    Table::new(caption, head, ctx.t("history-empty"))
        .numeric(&[0])
        .quiet()
}

/// One entry as a row: number, time, organisation, what it says.
pub(crate) fn row(register: &Register, ctx: &Ctx, seq: u64, line: &LogLine) -> Row {
    let what = Value::Plain(ctx.word("kind", &line.kind.replace('.', "-")))
        .with(Value::Link(subject::link(register, ctx, &line.subject)));
    let mut table = Table::new(String::new(), vec![String::new(); 4], None).numeric(&[0]);
    table.push(vec![
        Value::Link(link(ctx, seq)),
        Value::Plain(ctx.instant(line.at)),
        by(register, ctx, line),
        what,
    ]);
    table.rows.remove(0)
}

/// Who states an entry, and what shows whose word it is: their signature, or that it is not theirs.
pub(crate) fn by(register: &Register, ctx: &Ctx, line: &LogLine) -> Value {
    let by = Value::Link(ctx.organisation(register, &line.by));
    let marks = subject::marks_of(register, ctx, line).into_iter();
    marks.fold(by, |by, mark| by.with(Value::Plain(mark)))
}

/// What something is about: the kind of thing, and a link to it.
pub(crate) fn about(register: &Register, ctx: &Ctx, about: &Subject) -> Value {
    Value::Plain(subject::noun(ctx, about)).with(Value::Link(subject::link(register, ctx, about)))
}

/// A link to an entry, with its number as the words.
pub(crate) fn link(ctx: &Ctx, seq: u64) -> Link {
    let number = usize::try_from(seq).unwrap_or(usize::MAX);
    ctx.link(
        &Route::Entry(seq),
        Shown::plain(&ctx.locale().count(number)),
    )
}

/// A table of the entries about one thing, newest first, with what each changed.
pub(crate) fn of(register: &Register, ctx: &Ctx, caption: String, steps: &[Step]) -> Table {
    let mut out = table(ctx, caption);
    for step in steps.iter().rev() {
        let Some(line) = register.find_line(step.seq) else {
            continue;
        };
        let mut row = row(register, ctx, step.seq, line);
        if let Some(cell) = row.cells.last_mut() {
            cell.value = said(register, ctx, line, step);
        }
        out.rows.push(row);
    }
    out
}

/// What one step says, in one line.
fn said(register: &Register, ctx: &Ctx, line: &LogLine, step: &Step) -> Value {
    let (kind, noun) = (&line.kind, line.subject.noun);
    let kind = Value::Plain(ctx.word("kind", &kind.replace('.', "-")));
    let changes = match &step.what {
        StepKind::Changed(changes) | StepKind::Returned(changes) => changes.read(),
        _ => Changes::default(),
    };
    let said = if changes.is_empty() {
        kind
    } else {
        kind.with(Value::Plain(attribute::changed_names(ctx, noun, &changes)))
    };
    let said = match register.find_reason(step.seq) {
        Some(reason) => said.with(ctx.prose(reason)),
        None => said,
    };
    if step.version == 0 {
        said
    } else {
        said.with(Value::Plain(
            ctx.tn("version-number", step.version as usize),
        ))
    }
}

/// The newest entries of the register, for the start page.
pub(crate) fn newest(register: &Register, ctx: &Ctx, most: usize) -> Table {
    let mut out = table(ctx, ctx.t("history-newest"));
    // Findings have their own count and page; here they would push out what was said.
    let said = register
        .log()
        .iter()
        .rev()
        .filter(|line| line.subject.noun != Noun::Finding);
    for line in said.take(most) {
        out.rows.push(row(register, ctx, line.seq, line));
    }
    out
}

/// When an entry was recorded, in words.
pub(crate) fn instant(ctx: &Ctx, at: Timestamp) -> Value {
    Value::Plain(ctx.instant(at))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::List;
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        for query in ["", "plan=qx-plan&page=2"] {
            samples.page(&Route::History, query, List::build);
        }
    }
}
