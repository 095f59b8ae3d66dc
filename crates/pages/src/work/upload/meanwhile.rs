// SPDX-License-Identifier: EUPL-1.2
//! Where somebody else was here since a table was taken down: what stands now, what the table says, and two
//! answers. Nothing is written before each has one.

use wegmarke_domain::register::Register;
use wegmarke_domain::rules::meanwhile::{Moved, Side};

use super::asking::{Asked, Asking, Keys};
use crate::parts::{Table, Value};
use crate::{Ctx, attribute, history, subject};

/// The beginning of the names under which sides are sent; what they are of follows.
pub const SIDE: &str = "side:";
/// The name of the field for the day on which the table was taken down.
pub const SINCE: &str = "since";

const KEYS: Keys = Keys {
    title: "meanwhile-title",
    lead: "meanwhile-lead",
    done: "meanwhile-done",
    open: "meanwhile-open",
    more: "meanwhile-more",
    take: ["sides", "meanwhile-take"],
    all: [
        ["all-theirs", "meanwhile-all-theirs"],
        ["all-mine", "meanwhile-all-mine"],
    ],
};

pub(super) fn build(
    register: &Register,
    ctx: &Ctx,
    sent: (&str, u64),
    all: &[Moved],
) -> Option<Asking> {
    let is_open = |one: &Moved| one.side.is_none();
    Asking::build(ctx, &KEYS, sent, all, is_open, |one| {
        let way = |way: &'static str, key, side| (way, ctx.t(key), one.side == Some(side));
        Asked {
            words: ctx.word("noun", one.about.noun.as_str()),
            thing: subject::link(register, ctx, &one.about),
            name: format!("{SIDE}{}", one.about),
            by: Some(by(register, ctx, one.seq)),
            sides: sides(register, ctx, one),
            ways: [
                way("theirs", "meanwhile-theirs", Side::Theirs),
                way("mine", "meanwhile-mine", Side::Mine),
            ],
        }
    })
}

/// Who was here, when, and in which entry.
fn by(register: &Register, ctx: &Ctx, seq: u64) -> Value {
    let entry = Value::Link(history::link(ctx, seq));
    match register.find_line(seq) {
        Some(line) => history::by(register, ctx, line)
            .with(history::instant(ctx, line.at))
            .with(entry),
        None => entry,
    }
}

/// What stands now beside what the table says.
fn sides(register: &Register, ctx: &Ctx, moved: &Moved) -> Table {
    let head = ["upload-same-what", "meanwhile-now", "meanwhile-table"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let name = subject::name(register, ctx, &moved.about).words;
    let caption = ctx.t_with("upload-same-sides", &[("name", name.into())]);
    let mut table = Table::new(caption, head, None).quiet();
    for (name, now, then) in attribute::list_changes(register, ctx, &moved.about, &moved.changes) {
        table.push(vec![Value::Plain(name), now, then]);
    }
    if moved.changes.is_empty() {
        let keys = match moved.drops {
            true => ["meanwhile-stands", "meanwhile-drops"],
            false => ["meanwhile-gone", "meanwhile-returns"],
        };
        let mut row = vec![Value::Plain(ctx.t("meanwhile-whole"))];
        row.extend(keys.map(|key| Value::Plain(ctx.t(key))));
        table.push(row);
    }
    table
}
