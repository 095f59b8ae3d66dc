// SPDX-License-Identifier: EUPL-1.2
//! Is it still the same? Asked where everything under an id changed: what stood there, what the file
//! says, and two answers. Nothing is written before each has one.

use wegmarke_domain::import::questions::{Answer, Question};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::record::{Change, Changes};
use wegmarke_domain::register::Register;

use super::asking::{Asked, Asking, Keys};
use crate::parts::{Table, Value};
use crate::{Ctx, attribute, subject};

/// The beginning of the names under which answers are sent; what they are about follows.
pub const SAME: &str = "same:";

const KEYS: Keys = Keys {
    title: "upload-same-title",
    lead: "upload-same-lead",
    done: "upload-same-done",
    open: "upload-same-open",
    more: "upload-same-more",
    take: ["answer", "upload-same-take"],
    all: [
        ["all-same", "upload-same-all"],
        ["all-other", "upload-same-none"],
    ],
};

pub(super) fn build(
    register: &Register,
    ctx: &Ctx,
    sent: (&str, u64),
    all: &[Question],
) -> Option<Asking> {
    let is_open = |one: &Question| one.answer.is_none();
    Asking::build(ctx, &KEYS, sent, all, is_open, |one| {
        let way = |way: &'static str, key, answer| (way, ctx.t(key), one.answer == Some(answer));
        Asked {
            words: ctx.word("noun", one.thing.noun.as_str()),
            thing: subject::link(register, ctx, &one.thing),
            name: format!("{SAME}{}", one.thing),
            by: None,
            sides: sides(register, ctx, one),
            ways: [
                way("same", "upload-same-yes", Answer::Same),
                way("another", "upload-same-no", Answer::Another),
            ],
        }
    })
}

/// What is on record beside what the file says.
fn sides(register: &Register, ctx: &Ctx, question: &Question) -> Table {
    let about: &Subject = &question.thing;
    let names = question.before.keys().chain(question.after.keys());
    let changes: Changes = names
        .map(|name| {
            let change = Change {
                from: question.before.get(name).cloned(),
                to: question.after.get(name).cloned(),
            };
            (name.as_str().into(), change)
        })
        .collect();
    let head = [
        "upload-same-what",
        "upload-same-before",
        "upload-same-after",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let name = subject::name(register, ctx, about).words;
    let caption = ctx.t_with("upload-same-sides", &[("name", name.into())]);
    let mut table = Table::new(caption, head, None).quiet();
    for (name, before, after) in attribute::list_changes(register, ctx, about, &changes) {
        table.push(vec![Value::Plain(name), before, after]);
    }
    table
}
