// SPDX-License-Identifier: EUPL-1.2
//! One's own account: how one signs in, and where one is signed in.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::rules::permission::Role;

use super::passkey::{Line, PasskeyForm, Passkeys};
use super::{AccountButton, Bar, Letters, LettersParts, Tried, button, form, frame, ways};
use crate::parts::form::{Form, Values};
use crate::parts::{Badge, Link, RowButton, Shown, Table, Tone, Value};
use crate::{Ctx, Frame, Route};

/// A passkey.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its id.
    pub id: String,
    /// The name its owner gave it.
    pub label: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it opened last.
    pub used_at: Option<Timestamp>,
    /// Whether the organisation registered it as a key of its own; `None`: it cannot be one.
    pub signs: Option<bool>,
}

/// A browser that is signed in.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Its id.
    pub id: String,
    /// Since when.
    pub since: Timestamp,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether it is this one.
    pub here: bool,
}

/// What the page of an account is made of.
#[derive(Debug)]
pub struct AccountParts<'a> {
    /// Who.
    pub bar: Bar,
    /// As what.
    pub roles: Vec<Role>,
    /// Where they are signed in.
    pub sessions: Vec<SessionLine>,
    /// Whether they signed in just now and may change how.
    pub fresh: bool,
    /// Whether passkeys can be used.
    pub passkeys: Passkeys,
    /// The passkeys.
    pub keys: Vec<Key>,
    /// Whether they may register keys of their organisation.
    pub may_register: bool,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether there is an authenticator.
    pub has_authenticator: bool,
    /// Recovery codes that are left.
    pub recovery_codes: usize,
    /// Whether they may look after their organisation's accounts, programs or settings.
    pub manages: bool,
    /// Letters and calendar.
    pub letters: LettersParts,
    /// Something to say first.
    pub notice: Option<String>,
    /// Why something was refused.
    pub refused: Option<String>,
    /// What they tried.
    pub tried: Tried<'a>,
}

/// How one signs in, for somebody who may change it.
#[derive(Debug)]
struct Changes {
    passkey: Option<PasskeyForm>,
    password: Form,
    authenticator: Link,
    recovery: Form,
}

/// One's own account.
#[derive(Debug, Template)]
#[template(path = "work/account.html")]
pub struct Account {
    f: Frame,
    ways: Vec<Link>,
    roles: Vec<String>,
    notice: Option<String>,
    refused: Option<String>,
    own: Option<Link>,
    own_keys: Option<Link>,
    passkeys_nowhere: bool,
    keys: Table,
    has_password: bool,
    has_authenticator: bool,
    recovery: String,
    changes: Option<Changes>,
    again: Form,
    sessions: Table,
    end: Form,
    letters: Letters,
}

impl Account {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: AccountParts<'_>) -> Self {
        let none = Values::default();
        let here = ctx.href(&Route::Account);
        let buttons = |what, lead: String, buttons| {
            let maker = parts.tried.maker(ctx, what, &none);
            form(&maker, here.clone(), lead, Vec::new(), buttons)
        };
        let end = buttons(
            AccountButton::SignOut.as_str(),
            String::new(),
            vec![
                button(ctx, AccountButton::SignOut.as_str(), "sign-out", false),
                button(
                    ctx,
                    AccountButton::SignOutEverywhere.as_str(),
                    "sign-out-everywhere",
                    false,
                ),
            ],
        );
        let again = vec![button(
            ctx,
            AccountButton::SignInAgain.as_str(),
            "sign-in-again",
            true,
        )];
        let again = buttons(
            AccountButton::SignInAgain.as_str(),
            ctx.t("ways-need-fresh"),
            again,
        );
        let changes = parts.fresh.then(|| changes(ctx, &parts, &here));
        let mut f = frame(ctx, "account-title")
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !parts.tried.problems.is_empty());
        if parts.fresh && parts.passkeys == Passkeys::Here {
            f = f.script(&ctx.site.assets.passkey_js);
        }
        let role_words = |role: &Role| ctx.word("role", role.as_str());
        Self {
            f,
            ways: ways(ctx),
            roles: parts.roles.iter().map(role_words).collect(),
            own: parts
                .manages
                .then(|| ctx.link(&Route::Own, Shown::plain(&ctx.t("own-link")))),
            own_keys: parts
                .may_register
                .then(|| ctx.link(&Route::Keys, Shown::plain(&ctx.t("keys-own-title")))),
            passkeys_nowhere: parts.passkeys == Passkeys::Nowhere,
            keys: keys(ctx, &parts, &here),
            has_password: parts.has_password,
            has_authenticator: parts.has_authenticator,
            recovery: ctx.tn("recovery-left", parts.recovery_codes),
            changes,
            again,
            sessions: sessions(ctx, &parts, &here),
            end,
            letters: Letters::build(ctx, &parts.letters),
            notice: parts.notice,
            refused: parts.refused,
        }
    }
}

fn changes(ctx: &Ctx, parts: &AccountParts<'_>, here: &str) -> Changes {
    let none = Values::default();
    let maker = parts
        .tried
        .maker(ctx, AccountButton::Password.as_str(), &none);
    let mut fields = Vec::new();
    if parts.has_password {
        let label = ctx.t("password-current");
        fields.push(maker.filled("current", label, "", "password", "current-password"));
    }
    fields.push(maker.filled(
        "password",
        ctx.t("password-new"),
        "invitation-password-hint",
        "password",
        "new-password",
    ));
    fields.push(maker.filled(
        "again",
        ctx.t("invitation-again"),
        "",
        "password",
        "new-password",
    ));
    let key = if parts.has_password {
        "password-change"
    } else {
        "password-set"
    };
    let buttons = vec![button(ctx, AccountButton::Password.as_str(), key, false)];
    let lead = ctx.t("password-ends-sessions");
    let password = form(&maker, here.to_owned(), lead, fields, buttons);
    let key = if parts.has_authenticator {
        "authenticator-another"
    } else {
        "authenticator-first"
    };
    let authenticator = ctx.link(&Route::NewAuthenticator, Shown::plain(&ctx.t(key)));
    let maker = parts
        .tried
        .maker(ctx, AccountButton::Recovery.as_str(), &none);
    let buttons = vec![button(
        ctx,
        AccountButton::Recovery.as_str(),
        "recovery-new",
        false,
    )];
    let recovery = form(&maker, here.to_owned(), String::new(), Vec::new(), buttons);
    let passkey = (parts.passkeys == Passkeys::Here).then(|| {
        let line = Line {
            name: "label",
            label: ctx.t("passkey-label"),
            hint: ctx.t("passkey-label-hint"),
            autocomplete: "off",
            value: String::new(),
        };
        let action = ctx.href(&Route::NewPasskey);
        PasskeyForm::new(ctx, "create", action, Some(line), "passkey-add")
    });
    Changes {
        passkey,
        password,
        authenticator,
        recovery,
    }
}

fn keys(ctx: &Ctx, parts: &AccountParts<'_>, here: &str) -> Table {
    let mut head = vec![
        ctx.t("passkey-label"),
        ctx.t("passkey-added-at"),
        ctx.t("passkey-used-at"),
    ];
    if parts.fresh {
        head.push(ctx.t("row-act"));
    }
    let mut table = Table::new(ctx.t("passkeys-title"), head, ctx.t("passkeys-none")).quiet();
    for key in &parts.keys {
        let used = key.used_at.map_or_else(
            || Value::Missing(ctx.t("never-used")),
            |at| Value::Plain(ctx.instant(at)),
        );
        let mut row = vec![
            Value::Text(Shown::plain(&key.label)),
            Value::Plain(ctx.instant(key.added_at)),
            used,
        ];
        if parts.fresh {
            let remove = Value::Button(RowButton {
                action: here.to_owned(),
                value: AccountButton::RemovePasskey.as_str(),
                id: key.id.clone(),
                words: ctx.t("passkey-remove"),
                of: key.label.clone(),
                means: Some(ctx.t("passkey-remove-means")),
            });
            row.push(match key.signs {
                Some(true) => Value::Plain(ctx.t("passkey-signs")).with(remove),
                Some(false) if parts.may_register && parts.passkeys == Passkeys::Here => {
                    Value::Button(RowButton {
                        action: here.to_owned(),
                        value: AccountButton::SignWith.as_str(),
                        id: key.id.clone(),
                        words: ctx.t("passkey-sign-with"),
                        of: key.label.clone(),
                        means: Some(ctx.t("passkey-sign-with-means")),
                    })
                    .with(remove)
                }
                _ => remove,
            });
        }
        table.push(row);
    }
    table
}

fn sessions(ctx: &Ctx, parts: &AccountParts<'_>, here: &str) -> Table {
    let head = vec![
        ctx.t("session-agent"),
        ctx.t("session-since"),
        ctx.t("row-act"),
    ];
    let mut table = Table::new(ctx.t("sessions-title"), head, None).quiet();
    for session in &parts.sessions {
        let browser = browser(&session.agent);
        let act = if session.here {
            Value::Badge(Badge {
                word: ctx.t("session-here"),
                tone: Tone::Good,
            })
        } else {
            Value::Button(RowButton {
                action: here.to_owned(),
                value: AccountButton::EndSession.as_str(),
                id: session.id.clone(),
                words: ctx.t("session-end"),
                of: format!("{browser}, {}", ctx.instant(session.since)),
                means: None,
            })
        };
        table.push(vec![
            Value::Text(Shown::plain(&browser)),
            Value::Plain(ctx.instant(session.since)),
            act,
        ]);
    }
    table
}

/// A browser's name and system, where it says so in the usual way; else what it says.
fn browser(agent: &str) -> String {
    // Each calls itself by the names of those before it: the first that fits is its own.
    let name = ["Edg", "OPR", "Firefox", "Chrome", "Safari"]
        .iter()
        .zip(["Edge", "Opera", "Firefox", "Chrome", "Safari"])
        .find(|(mark, _)| agent.contains(&format!("{mark}/")))
        .map(|(_, name)| name);
    let system = ["Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux"]
        .into_iter()
        .find(|system| agent.contains(system));
    match (name, system) {
        (Some(name), Some(system)) => format!("{name}, {}", system.trim_end_matches(" X")),
        (Some(name), None) => name.to_owned(),
        _ if agent.is_empty() => "–".to_owned(),
        _ => agent.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn a_browser_is_called_by_its_own_name() {
        for (agent, name) in [
            (
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605 Version/18.0 Safari/605",
                "Safari, Mac OS",
            ),
            ("curl/8.0", "curl/8.0"),
            ("", "–"),
        ] {
            assert_eq!(browser(agent), name);
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Account, AccountParts, Key, SessionLine};
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use crate::work::samples::tried;
    use crate::work::{LettersParts, Passkeys};
    use wegmarke_domain::rules::permission::Role;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (query, fresh) in [("", true), ("later", false)] {
            samples.page(&Route::Account, query, |_, c| account(c, wording, fresh));
        }
    }

    fn account(ctx: &Ctx, wording: Wording, fresh: bool) -> Account {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let key = |used_at| Key {
            id: "qx".to_owned(),
            label: wording.words("label"),
            added_at: at,
            used_at,
            signs: used_at.map(|_| false),
        };
        let session = |here| SessionLine {
            id: "qx".to_owned(),
            since: at,
            agent: wording.words("agent"),
            here,
        };
        let keys = if wording == Wording::Empty {
            Vec::new()
        } else {
            vec![key(None), key(Some(at))]
        };
        let (values, problems) = (wording.typed(), wording.problems());
        let parts = AccountParts {
            bar: wording.bar(),
            roles: Role::ALL.to_vec(),
            sessions: vec![session(true), session(false)],
            fresh,
            passkeys: if wording == Wording::Long {
                Passkeys::Nowhere
            } else {
                Passkeys::Here
            },
            keys,
            may_register: true,
            has_password: wording != Wording::Empty,
            has_authenticator: wording != Wording::Empty,
            recovery_codes: usize::from(wording != Wording::Empty),
            manages: true,
            notice: Some(ctx.t("password-changed")),
            refused: Some(ctx.t("refused-last-way")),
            tried: tried("password", &values, &problems),
            letters: LettersParts {
                lang: "de".to_owned(),
                reminders: wegmarke_domain::reminder::Wanted::Weekly,
                sends: wording != Wording::Empty,
                refused: wording == Wording::Long,
                colleagues: vec![wording.words("mail")],
                calendar: wording == Wording::Long,
                address: (wording == Wording::Long).then(|| "https://qx.example".to_owned()),
            },
        };
        Account::build(ctx, parts)
    }
}
