// SPDX-License-Identifier: EUPL-1.2
//! The security log of an organisation, as its page shows it.

use jiff::Timestamp;

use crate::Ctx;
use crate::parts::{Shown, Table, Value};

/// A line of the security log.
#[derive(Clone, Debug)]
pub struct SecurityLine {
    /// When.
    pub at: Timestamp,
    /// Who did it, or was tried; `None`: whoever runs the program.
    pub by: Option<String>,
    /// The code of what happened.
    pub step: &'static str,
    /// Whom or what it was done to.
    pub about: Option<String>,
    /// How often within the hour.
    pub times: usize,
}

/// The log as a table.
pub(super) fn security(ctx: &Ctx, log: &[SecurityLine]) -> Table {
    let head = ["security-at", "security-step", "security-by"];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("security-title"), head, ctx.t("security-none")).quiet();
    for line in log {
        let mut what = vec![Value::Plain(ctx.word("security-step", line.step))];
        if let Some(about) = &line.about {
            what.push(Value::Text(Shown::plain(about)));
        }
        if line.times > 1 {
            what.push(Value::Plain(ctx.tn("security-times", line.times)));
        }
        table.push(vec![
            Value::Plain(ctx.instant(line.at)),
            Value::All(what),
            line.by.as_deref().map_or_else(
                || Value::Missing(ctx.t("security-operator")),
                |name| Value::Text(Shown::plain(name)),
            ),
        ]);
    }
    table
}

#[cfg(test)]
pub(crate) mod samples {
    use super::SecurityLine;
    use crate::samples::Wording;

    /// Every step that there is: those of an account, and those of the rule of two persons.
    const STEPS: &[&str] = &[
        "signed-in",
        "signed-in-with-passkey",
        "signed-in-at-organisation",
        "signed-out-everywhere",
        "wrong-password",
        "wrong-code",
        "made-to-wait",
        "invited",
        "invitation-withdrawn",
        "joined",
        "reset-offered",
        "password-reset",
        "second-factor-reset",
        "account-removed",
        "password-changed",
        "authenticator-changed",
        "recovery-renewed",
        "passkey-added",
        "passkey-removed",
        "token-made",
        "token-revoked",
        "login-set",
        "login-removed",
        "two-persons-on",
        "two-persons-asked",
        "two-persons-off",
        "two-persons-kept",
    ];

    /// A line of each.
    pub(crate) fn lines(wording: Wording) -> Vec<SecurityLine> {
        STEPS.iter().map(|step| line(wording, step)).collect()
    }

    fn line(wording: Wording, step: &'static str) -> SecurityLine {
        SecurityLine {
            at: jiff::Timestamp::UNIX_EPOCH,
            by: (step != "invited").then(|| wording.words("person")),
            step,
            about: Some(wording.words("label")),
            times: if step == "wrong-password" { 3 } else { 1 },
        }
    }
}
