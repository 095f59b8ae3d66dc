// SPDX-License-Identifier: EUPL-1.2
//! Where somebody else was here since a table was taken down: what stands now, what the table says, and two
//! answers. Nothing is written before each has one.

use wegmarke_domain::register::Register;
use wegmarke_domain::rules::meanwhile::{Moved, Side};

use crate::parts::{Link, Table, Value};
use crate::{Ctx, attribute, history, subject};

/// The beginning of the names under which sides are sent; what they are of follows.
pub const SIDE: &str = "side:";
/// The name of the field for the day on which the table was taken down.
pub const SINCE: &str = "since";
/// Things on one page: the next ones come when these are decided.
const MOST: usize = 20;

/// All of them.
#[derive(Debug)]
pub(super) struct Meanwhile {
    /// Whether one is not decided.
    pub(super) open: bool,
    pub(super) told: String,
    pub(super) asked: Vec<Asked>,
    /// Told where not all of them are shown.
    pub(super) more: Option<String>,
}

/// One of them.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) words: String,
    pub(super) thing: Link,
    pub(super) name: String,
    /// Who was here, and when.
    pub(super) by: Value,
    pub(super) sides: Table,
    pub(super) mine: bool,
    pub(super) theirs: bool,
}

impl Meanwhile {
    pub(super) fn build(register: &Register, ctx: &Ctx, all: &[Moved]) -> Option<Self> {
        let open = all.iter().filter(|one| one.side.is_none());
        let decided = all.iter().filter(|one| one.side.is_some());
        let left = open.clone().count();
        let asked: Vec<Asked> = open
            .chain(decided)
            .take(MOST)
            .map(|one| Asked::build(register, ctx, one))
            .collect();
        let hidden = all.len() - asked.len();
        (!all.is_empty()).then(|| Self {
            open: left > 0,
            told: match left {
                0 => ctx.t("meanwhile-done"),
                left => ctx.tn("meanwhile-open", left),
            },
            asked,
            more: (hidden > 0).then(|| ctx.tn("meanwhile-more", hidden)),
        })
    }
}

impl Asked {
    fn build(register: &Register, ctx: &Ctx, moved: &Moved) -> Self {
        let about = &moved.about;
        let entry = Value::Link(history::link(ctx, moved.seq));
        let by = match register.find_line(moved.seq) {
            Some(line) => history::by(register, ctx, line)
                .with(history::instant(ctx, line.at))
                .with(entry),
            None => entry,
        };
        Self {
            words: ctx.word("noun", about.noun.as_str()),
            thing: subject::link(register, ctx, about),
            name: format!("{SIDE}{about}"),
            by,
            sides: sides(register, ctx, moved),
            mine: moved.side == Some(Side::Mine),
            theirs: moved.side == Some(Side::Theirs),
        }
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
