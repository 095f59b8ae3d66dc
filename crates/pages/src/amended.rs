// SPDX-License-Identifier: EUPL-1.2
//! What became otherwise after it was stated: corrected or taken back by who stated it, before and
//! after beside each other, with the reason.

use std::cmp::Reverse;

use wegmarke_domain::record::Record;
use wegmarke_domain::register::Register;
use wegmarke_domain::table::{Kept, Step, StepKind};

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
        let Some(line) = register.find_line(step.seq) else {
            continue;
        };
        let teller = Teller::of(register, ctx, &*kept.record);
        let which = || teller.fact(by).value;
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
        for (what, before, after) in rows {
            let at = Shown::plain(&ctx.instant(line.at));
            table.push(vec![
                Value::Link(ctx.link(&Route::Entry(step.seq), at)),
                history::by(register, ctx, line),
                which(),
                Value::Plain(what),
                before,
                after,
                why(register, ctx, step.seq),
            ]);
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

/// The reason that an entry gives; "not stated" if none.
fn why(register: &Register, ctx: &Ctx, seq: u64) -> Value {
    let reason = register.find_reason(seq);
    reason.map_or_else(|| ctx.not_stated(), |reason| ctx.prose(reason))
}

/// Why what does not stand any more was taken back; `None` if nobody says.
pub(crate) fn withdrawn(register: &Register, ctx: &Ctx, steps: &[Step]) -> Option<String> {
    let last = steps.last().filter(|step| step.what == StepKind::Dropped)?;
    let reason = register.find_reason(last.seq)?;
    let args = [("reason", ctx.words(reason).into_owned().into())];
    Some(ctx.t_with("amended-withdrawn-why", &args))
}
