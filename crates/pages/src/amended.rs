// SPDX-License-Identifier: EUPL-1.2
//! What became otherwise after it was stated: corrected or taken back by who stated it, before and
//! after beside each other, with the reason.

use std::cmp::Reverse;

use wegmarke_domain::noun::{Noun, Subject};
use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::roll::{TableVisitor, Tabled};
use wegmarke_domain::table::{Kept, Step, StepKind, Table as Records};

use crate::attribute::{Teller, name_of};
use crate::parts::{Shown, Table, Value};
use crate::{Ctx, Route, history};

/// The table of it, newest first; `None` if nothing ever was. `by` is the attribute that tells one from
/// another; `told` are those that say what was taken back.
pub(crate) fn of<'a, T: Record + 'a>(
    register: &Register,
    ctx: &Ctx,
    all: impl Iterator<Item = &'a Kept<T>>,
    by: &str,
    told: &[&str],
) -> Option<Table> {
    let mut head = vec![
        ctx.t("entry-at"),
        ctx.t("entry-by"),
        name_of(ctx, T::NOUN, by),
    ];
    let rest = [
        "indicator-what",
        "indicator-before",
        "indicator-after",
        "indicator-why",
    ];
    head.extend(rest.map(|key| ctx.t(key)));
    let mut table = Table::new(ctx.t("amended-title"), head, None).quiet();
    let steps = all.flat_map(|kept| kept.steps.iter().map(move |step| (kept, step)));
    let mut steps: Vec<(&Kept<T>, &Step)> = steps.collect();
    steps.sort_by_key(|(_, step)| Reverse(step.seq));
    for (kept, step) in steps {
        let which = Teller::of(register, ctx, &*kept.record).fact(by).value;
        for row in rows(register, ctx, kept, step, (&which, told)) {
            table.push(row);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// One row for each thing that an entry says otherwise: which thing it is, and what says what it was.
fn rows<T: Record>(
    register: &Register,
    ctx: &Ctx,
    kept: &Kept<T>,
    step: &Step,
    (which, told): (&Value, &[&str]),
) -> Vec<Vec<Value>> {
    let Some(line) = register.find_line(step.seq) else {
        return Vec::new();
    };
    let teller = Teller::of(register, ctx, &*kept.record);
    let rows: Vec<(String, Value, Value)> = match &step.what {
        StepKind::Changed(changes) => {
            let changes = changes.read();
            let rows = changes.iter().map(|(name, change)| {
                (
                    name_of(ctx, T::NOUN, name),
                    teller.value(name, change.from.as_ref()),
                    teller.value(name, change.to.as_ref()),
                )
            });
            rows.collect()
        }
        StepKind::Dropped => {
            let was = teller.present(told).into_iter();
            let was = was.map(|fact| Value::Plain(fact.key).with(fact.value));
            let gone = Value::Plain(ctx.t("amended-withdrawn"));
            vec![(ctx.t("amended-all"), Value::All(was.collect()), gone)]
        }
        _ => Vec::new(),
    };
    let row = |(what, before, after)| {
        let at = Shown::plain(&ctx.instant(line.at));
        vec![
            Value::Link(ctx.link(&Route::Entry(step.seq), at)),
            history::by(register, ctx, line),
            which.clone(),
            Value::Plain(what),
            before,
            after,
            why(register, ctx, step.seq),
        ]
    };
    rows.into_iter().map(row).collect()
}

/// What is stated about things of the register and has no page of its own, and what says what it was.
const ABOUT: [(Noun, &[&str]); 6] = [
    (Noun::Response, &["position", "text"]),
    (Noun::Coverage, &["plan", "degree", "note"]),
    (Noun::Evidence, &["claim"]),
    (Noun::Status, &["delivery", "effect", "grade", "text"]),
    (Noun::Relation, &["kind", "other", "note"]),
    (Noun::Grouping, &["kind", "other", "note"]),
];

/// What was stated about a thing and was corrected or taken back with a reason, newest first; `None` if
/// nothing ever was.
pub(crate) fn about(register: &Register, ctx: &Ctx, about: &Subject) -> Option<Table> {
    let mut rows = Vec::new();
    for (noun, told) in ABOUT {
        let found = register.visit(
            noun,
            Amended {
                register,
                ctx,
                about,
                told,
            },
        );
        rows.extend(found.into_iter().flatten());
    }
    rows.sort_by_key(|(seq, _)| Reverse(*seq));
    let head = [
        "entry-at",
        "entry-by",
        "noun-column",
        "indicator-what",
        "indicator-before",
        "indicator-after",
        "indicator-why",
    ];
    let head = head.map(|key| ctx.t(key)).to_vec();
    let mut table = Table::new(ctx.t("amended-title"), head, None).quiet();
    for (_, row) in rows {
        table.push(row);
    }
    (!table.rows.is_empty()).then_some(table)
}

struct Amended<'a> {
    register: &'a Register,
    ctx: &'a Ctx,
    about: &'a Subject,
    told: &'a [&'a str],
}

impl TableVisitor for Amended<'_> {
    type Out = Vec<(u64, Vec<Value>)>;

    fn visit<T: Tabled>(self, table: &Records<T>) -> Self::Out {
        let (register, ctx) = (self.register, self.ctx);
        let word = Value::Plain(ctx.word("noun", T::NOUN.as_str()));
        let mut all = Vec::new();
        // What was never said otherwise is not looked at: that is almost everything.
        for kept in table.list_kept().filter(|kept| kept.steps.len() > 1) {
            let mut names = false;
            kept.record
                .refer(&mut |named| names |= named == *self.about);
            if !names {
                continue;
            }
            for step in &kept.steps {
                if register.find_reason(step.seq).is_some() {
                    let row = rows(register, ctx, kept, step, (&word, self.told));
                    all.extend(row.into_iter().map(|row| (step.seq, row)));
                }
            }
        }
        all
    }
}

/// The reason that an entry gives; "not stated" if none.
fn why(register: &Register, ctx: &Ctx, seq: u64) -> Value {
    let reason = register.find_reason(seq);
    reason.map_or_else(|| ctx.not_stated(), |reason| ctx.prose(reason))
}

/// Why what does not stand any more was taken back; `None` if nobody says.
fn withdrawn(register: &Register, ctx: &Ctx, steps: &[Step]) -> Option<String> {
    let last = steps.last().filter(|step| step.what == StepKind::Dropped)?;
    let reason = register.find_reason(last.seq)?;
    let args = [("reason", ctx.words(reason).into_owned().into())];
    Some(ctx.t_with("amended-withdrawn-why", &args))
}

/// What a page says whose thing does not stand any more: why it was taken back, or else the words of `key`.
pub(crate) fn gone<T: Record>(
    register: &Register,
    ctx: &Ctx,
    kept: &Kept<T>,
    key: &str,
) -> Option<String> {
    let told = || withdrawn(register, ctx, &kept.steps).unwrap_or_else(|| ctx.t(key));
    (!kept.stands).then(told)
}
