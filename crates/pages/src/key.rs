// SPDX-License-Identifier: EUPL-1.2
//! Keys with which organisations sign, and what they signed.

use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::{Backing, OwnKey};
use wegmarke_domain::register::{LogLine, Register};

use crate::parts::{Fact, Table, Value};
use crate::{Ctx, history, subject};

/// Hexadecimal digits in groups of four, as people compare them.
pub(crate) fn grouped(digits: &str) -> String {
    let groups: Vec<String> = digits
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    groups.join(" ")
}

/// What shows whose word an entry is, as a fact of it: with which key it is signed, or that it is not.
pub(crate) fn vouched(register: &Register, ctx: &Ctx, line: &LogLine) -> Fact {
    let words = ctx.word("vouched-long", line.vouched().as_str());
    let mut value = Value::Plain(words);
    if let Some(signed) = &line.signed {
        value = value.with(Value::Code(grouped(&signed.key)));
        if let Some(key) = register.keys().find(&line.by, &signed.key) {
            value = value.with(Value::Link(history::link(ctx, key.seq)));
        }
    }
    if let Some(found) = wegmarke_domain::rules::whose::whose_entry(register, line).recorded {
        value = value.with(Value::Plain(subject::recorded(register, ctx, &found)));
    }
    Fact::new(ctx.t("vouched"), value)
}

/// What stands behind what an organisation says of a key.
pub(crate) fn backing(ctx: &Ctx, backing: Backing) -> String {
    let word = match backing {
        Backing::First => "first",
        Backing::Signed => "signed",
        Backing::Unsigned => "unsigned",
    };
    ctx.word("key-backing", word)
}

/// The keys of an organisation, newest first; `None`: it never had one.
pub(crate) fn table(register: &Register, ctx: &Ctx, by: &OrganisationId) -> Option<Table> {
    let head = vec![
        ctx.t("key-fingerprint"),
        ctx.t("key-kind"),
        ctx.t("key-state"),
        ctx.t("key-backing"),
        ctx.t("entry-number"),
    ];
    let mut table = Table::new(ctx.t("keys-caption"), head, None);
    for key in register.keys().list(by).rev() {
        table.push(vec![
            Value::Code(grouped(&key.registration.fingerprint)),
            Value::Plain(ctx.word("key-kind", key.registration.kind.as_str())),
            Value::Plain(state(ctx, key)),
            Value::Plain(match &key.revoked {
                None => backing(ctx, key.backing),
                Some((.., revoked)) => ctx.t_with(
                    "key-backing-both",
                    &[
                        ("registered", backing(ctx, key.backing).into()),
                        ("revoked", backing(ctx, *revoked).into()),
                    ],
                ),
            }),
            Value::Link(history::link(ctx, key.seq)),
        ]);
    }
    (!table.rows.is_empty()).then_some(table)
}

/// From when a key is used, or since when and why it is not any more.
fn state(ctx: &Ctx, key: &OwnKey) -> String {
    match &key.revoked {
        None => {
            let from = ctx.date(key.registration.from);
            ctx.t_with("key-in-use", &[("from", from.into())])
        }
        Some((_, revoked, _)) => {
            let reason = ctx.word("key-reason", revoked.reason.as_str());
            let args = [
                ("on", ctx.date(revoked.on).into()),
                ("reason", reason.into()),
            ];
            ctx.t_with("key-not-in-use", &args)
        }
    }
}
