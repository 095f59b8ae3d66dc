// SPDX-License-Identifier: EUPL-1.2
//! What has to be decided before anything of a table is written, thing by thing: what stands, what the table
//! says, and two ways. Is it still the same ([`super::questions`])? Whose word is taken
//! ([`super::meanwhile`])?

use askama::Template;
use askama::filters::HtmlSafe;

use super::REVISION;
use crate::Ctx;
use crate::parts::{Link, Table, Value};

/// Things on one page: the next ones come when these are decided.
const MOST: usize = 20;

/// The keys of what is said around the things, and the values that are sent.
pub(super) struct Keys {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) done: &'static str,
    pub(super) open: &'static str,
    pub(super) more: &'static str,
    /// The button that takes what is decided, and its words.
    pub(super) take: [&'static str; 2],
    /// The buttons that decide all that is left, and their words.
    pub(super) all: [[&'static str; 2]; 2],
}

/// All of them.
#[derive(Debug, Template)]
#[template(path = "work/upload/asking.html")]
pub(super) struct Asking {
    /// Whether one is not decided.
    pub(super) is_open: bool,
    title: String,
    lead: String,
    told: String,
    action: String,
    revision: u64,
    asked: Vec<Asked>,
    /// Told where not all of them are shown.
    more: Option<String>,
    take: (&'static str, String),
    all: [(&'static str, String); 2],
}

impl HtmlSafe for Asking {}

/// One of them.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) words: String,
    pub(super) thing: Link,
    /// Of the field in which the way is sent.
    pub(super) name: String,
    /// Who was here, and when, if that matters.
    pub(super) by: Option<Value>,
    pub(super) sides: Table,
    /// What is sent for a way, its words, and whether it was chosen.
    pub(super) ways: [(&'static str, String, bool); 2],
}

impl Asking {
    const REVISION: &'static str = REVISION;

    /// `None` where there is nothing to decide. What is open comes first.
    pub(super) fn build<T>(
        ctx: &Ctx,
        keys: &Keys,
        (action, revision): (&str, u64),
        all: &[T],
        is_open: impl Fn(&T) -> bool,
        ask: impl Fn(&T) -> Asked,
    ) -> Option<Self> {
        let (open, decided): (Vec<&T>, Vec<&T>) = all.iter().partition(|one| is_open(one));
        let left = open.len();
        let shown = open.into_iter().chain(decided).take(MOST);
        let asked: Vec<Asked> = shown.map(ask).collect();
        let hidden = all.len() - asked.len();
        let button = |[value, key]: [&'static str; 2]| (value, ctx.t(key));
        (!all.is_empty()).then(|| Self {
            is_open: left > 0,
            title: ctx.t(keys.title),
            lead: ctx.t(keys.lead),
            told: match left {
                0 => ctx.t(keys.done),
                left => ctx.tn(keys.open, left),
            },
            action: action.to_owned(),
            revision,
            asked,
            more: (hidden > 0).then(|| ctx.tn(keys.more, hidden)),
            take: button(keys.take),
            all: keys.all.map(button),
        })
    }
}
