// SPDX-License-Identifier: EUPL-1.2
//! The log's own keys: which one signs it now, which ones did before, and how each came after the other.

use wegmarke_domain::log_key::{LogKeyReplacement, LogKeySpan, list_spans};
use wegmarke_domain::register::Register;

use crate::parts::{Fact, Facts, Table, Value};
use crate::{Ctx, history};

/// What an entry says that replaces the key.
pub(crate) fn facts(ctx: &Ctx, said: &LogKeyReplacement) -> Facts {
    let code = |text: &str| Value::Code(text.to_owned());
    Facts {
        facts: vec![
            Fact::new(ctx.t("log-key-new"), code(&said.new)),
            Fact::new(ctx.t("log-key-old"), code(&said.old)),
            Fact::new(
                ctx.t("log-key-reason"),
                Value::Plain(ctx.word("log-key-reason", said.reason.as_str())),
            ),
            Fact::new(
                ctx.t("log-key-backing"),
                Value::Plain(backing(ctx, said.old_signature.is_some())),
            ),
        ],
    }
}

/// Whether the key before it signed that it comes next.
fn backing(ctx: &Ctx, is_backed: bool) -> String {
    let word = if is_backed { "signed" } else { "unsigned" };
    ctx.word("log-key-backing", word)
}

/// All keys of the log, newest first; `None`: it was never replaced.
pub(crate) fn table(register: &Register, ctx: &Ctx, now: &str) -> Option<Table> {
    let head = [
        "log-key",
        "log-key-since",
        "log-key-until",
        "log-key-backing",
    ];
    let head = head.map(|key| ctx.t(key)).to_vec();
    let mut table = Table::new(ctx.t("log-keys-caption"), head, None);
    let spans = list_spans(register.list_log_keys(), now);
    if spans.len() < 2 {
        return None;
    }
    for LogKeySpan {
        key,
        since,
        until,
        is_backed,
    } in spans.into_iter().rev()
    {
        let since_words = match since {
            None => Value::Plain(ctx.t("log-key-first")),
            Some((seq, at)) => history::instant(ctx, at).with(Value::Link(history::link(ctx, seq))),
        };
        let until = match until {
            None => Value::Plain(ctx.t("log-key-now")),
            Some((seq, at, reason)) => history::instant(ctx, at)
                .with(Value::Link(history::link(ctx, seq)))
                .with(Value::Plain(ctx.word("log-key-reason", reason.as_str()))),
        };
        let backed = match since {
            None => Value::Plain(ctx.t("log-key-first-backing")),
            Some(_) => Value::Plain(backing(ctx, is_backed)),
        };
        table.push(vec![Value::Code(key.into()), since_words, until, backed]);
    }
    Some(table.quiet())
}
