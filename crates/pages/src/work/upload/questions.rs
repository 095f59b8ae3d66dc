// SPDX-License-Identifier: EUPL-1.2
//! Is it still the same? Asked where everything under an id changed: what stood there, what the file
//! says, and two answers. Nothing is written before each has one.

use wegmarke_domain::import::questions::{Answer, Question};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::record::{Change, Changes};
use wegmarke_domain::register::Register;

use crate::parts::{Link, Table, Value};
use crate::{Ctx, attribute, subject};

/// The beginning of the names under which answers are sent; what they are about follows.
pub const SAME: &str = "same:";
/// Questions on one page: the next ones come when these are answered.
const MOST: usize = 20;

/// All of them.
#[derive(Debug)]
pub(super) struct Questions {
    /// Whether one is not answered.
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
    pub(super) sides: Table,
    pub(super) same: bool,
    pub(super) another: bool,
}

impl Questions {
    pub(super) fn build(register: &Register, ctx: &Ctx, all: &[Question]) -> Option<Self> {
        let open = all.iter().filter(|one| one.answer.is_none());
        let answered = all.iter().filter(|one| one.answer.is_some());
        let left = open.clone().count();
        let asked: Vec<Asked> = open
            .chain(answered)
            .take(MOST)
            .map(|one| Asked::build(register, ctx, one))
            .collect();
        let hidden = all.len() - asked.len();
        (!all.is_empty()).then(|| Self {
            open: left > 0,
            told: match left {
                0 => ctx.t("upload-same-done"),
                left => ctx.tn("upload-same-open", left),
            },
            asked,
            more: (hidden > 0).then(|| ctx.tn("upload-same-more", hidden)),
        })
    }
}

impl Asked {
    fn build(register: &Register, ctx: &Ctx, question: &Question) -> Self {
        let thing = subject::link(register, ctx, &question.thing);
        Self {
            words: ctx.word("noun", question.thing.noun.as_str()),
            name: format!("{SAME}{}", question.thing),
            sides: sides(register, ctx, question),
            same: question.answer == Some(Answer::Same),
            another: question.answer == Some(Answer::Another),
            thing,
        }
    }
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
