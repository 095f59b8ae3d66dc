// SPDX-License-Identifier: EUPL-1.2
//! The way in: password, code, invitation; and one's own account.

use askama::Template;
use wegmarke_domain::permission::Role;
use wegmarke_domain::problem::Problem;

use super::{Bar, Letters, LettersParts, ways};
use crate::frame::Section;
use crate::parts::form::{Button, Form, Group, Maker, Values};
use crate::parts::{Link, Shown, Table, Value};
use crate::{Ctx, Frame, Route};

fn frame(ctx: &Ctx, title: &str) -> Frame {
    Frame::new(ctx, Shown::plain(&ctx.t(title)), Section::Elsewhere)
}

fn button(ctx: &Ctx, value: &'static str, key: &str, primary: bool) -> Button {
    Button {
        value,
        words: ctx.t(key),
        primary,
    }
}

/// The first step: address and password.
#[derive(Debug, Template)]
#[template(path = "work/sign_in.html")]
pub struct SignIn {
    f: Frame,
    /// Why it did not work; empty at first.
    refused: String,
    form: Form,
}

impl SignIn {
    /// The page; `refused` says why an attempt failed.
    #[must_use]
    pub fn build(ctx: &Ctx, values: &Values, refused: String) -> Self {
        let maker = Maker {
            ctx,
            values,
            problems: &[],
        };
        let fields = vec![
            maker.filled("mail", ctx.t("sign-in-mail"), "", "email", "username"),
            maker.filled(
                "password",
                ctx.t("sign-in-password"),
                "",
                "password",
                "current-password",
            ),
        ];
        let groups = vec![Group {
            title: String::new(),
            lead: String::new(),
            fields,
            dense: false,
        }];
        let buttons = vec![button(ctx, "sign-in", "sign-in-go-on", true)];
        Self {
            f: frame(ctx, "sign-in-title"),
            refused,
            form: maker.form(ctx.href(&Route::SignIn), Vec::new(), groups, buttons),
        }
    }
}

/// An authenticator to set up.
#[derive(Debug)]
pub struct Offered {
    /// The address an app reads.
    pub address: String,
    /// The secret to type.
    pub secret: String,
    /// The address as a QR code: an SVG made by us, without anything from outside.
    pub qr_code: String,
}

/// The second step: a code, and before the first one the authenticator it comes from.
#[derive(Debug, Template)]
#[template(path = "work/code.html")]
pub struct Code {
    f: Frame,
    refused: String,
    offered: Option<Offered>,
    form: Form,
}

impl Code {
    /// The page; with `offered` an authenticator is set up.
    #[must_use]
    pub fn build(ctx: &Ctx, offered: Option<Offered>, refused: String) -> Self {
        let values = Values::default();
        let maker = Maker {
            ctx,
            values: &values,
            problems: &[],
        };
        let hint = if offered.is_some() {
            "code-hint-first"
        } else {
            "code-hint"
        };
        let fields = vec![maker.filled("code", ctx.t("code-code"), hint, "text", "one-time-code")];
        let groups = vec![Group {
            title: String::new(),
            lead: String::new(),
            fields,
            dense: false,
        }];
        let buttons = vec![button(ctx, "code", "code-confirm", true)];
        Self {
            f: frame(
                ctx,
                if offered.is_some() {
                    "authenticator-title"
                } else {
                    "code-title"
                },
            ),
            refused,
            offered,
            form: maker.form(ctx.href(&Route::Code), Vec::new(), groups, buttons),
        }
    }
}

/// Recovery codes, shown once.
#[derive(Debug, Template)]
#[template(path = "work/recovery.html")]
pub struct Recovery {
    f: Frame,
    codes: Vec<String>,
    on: Link,
}

impl Recovery {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, codes: Vec<String>) -> Self {
        Self {
            f: frame(ctx, "recovery-title"),
            codes,
            on: ctx.link(&Route::Work, Shown::plain(&ctx.t("recovery-on"))),
        }
    }
}

/// An invitation: name and password make the account.
#[derive(Debug, Template)]
#[template(path = "work/invitation.html")]
pub struct Invitation {
    f: Frame,
    lead: String,
    form: Form,
}

impl Invitation {
    /// The page of an invitation of `mail` to `organisation`.
    #[must_use]
    pub fn build(
        ctx: &Ctx,
        mail: &str,
        organisation: &str,
        values: &Values,
        problems: &[Problem],
    ) -> Self {
        let maker = Maker {
            ctx,
            values,
            problems,
        };
        let fields = vec![
            maker.filled(
                "name",
                ctx.t("invitation-name"),
                "invitation-name-hint",
                "text",
                "name",
            ),
            maker.filled(
                "password",
                ctx.t("sign-in-password"),
                "invitation-password-hint",
                "password",
                "new-password",
            ),
            maker.filled(
                "again",
                ctx.t("invitation-again"),
                "",
                "password",
                "new-password",
            ),
        ];
        let groups = vec![Group {
            title: String::new(),
            lead: String::new(),
            fields,
            dense: false,
        }];
        let buttons = vec![button(ctx, "accept", "invitation-accept", true)];
        let action = format!("/{}{}", ctx.lang.code(), ctx.path);
        Self {
            f: frame(ctx, "invitation-title"),
            lead: ctx.t_with(
                "invitation-lead",
                &[("mail", mail.into()), ("organisation", organisation.into())],
            ),
            form: maker.form(action, Vec::new(), groups, buttons),
        }
    }
}

/// One's own account.
#[derive(Debug, Template)]
#[template(path = "work/account.html")]
pub struct Account {
    f: Frame,
    ways: Vec<Link>,
    roles: Vec<String>,
    sessions: Table,
    end: Form,
    invite: Option<Form>,
    token: Option<Form>,
    settings: Option<Form>,
    letters: Letters,
    /// Something that is shown once: a link, a token.
    once: Option<(String, String)>,
}

/// What the page of an account is made of.
#[derive(Debug)]
pub struct AccountParts<'a> {
    /// Who.
    pub bar: Bar,
    /// As what.
    pub roles: Vec<Role>,
    /// Since when, and which browser.
    pub sessions: Vec<(jiff::Timestamp, String)>,
    /// Whether they may invite.
    pub may_invite: bool,
    /// Whether they may make tokens for programs.
    pub may_make_tokens: bool,
    /// Whether two persons are needed; `None` if they may not decide it.
    pub two_persons: Option<bool>,
    /// Letters and calendar.
    pub letters: LettersParts,
    /// Heading key and text of something that is shown once.
    pub once: Option<(&'a str, String)>,
    /// What was typed into the invitation.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
}

impl Account {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: AccountParts<'_>) -> Self {
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let head = vec![ctx.t("session-since"), ctx.t("session-agent")];
        let mut sessions = Table::new(ctx.t("sessions-title"), head, String::new()).quiet();
        for (since, agent) in &parts.sessions {
            sessions.push(vec![
                Value::Plain(ctx.locale().instant(*since)),
                Value::Text(Shown::plain(agent)),
            ]);
        }
        let here = ctx.href(&Route::Account);
        let end = maker.form(
            here.clone(),
            Vec::new(),
            Vec::new(),
            vec![
                button(ctx, "sign-out", "sign-out", false),
                button(ctx, "sign-out-everywhere", "sign-out-everywhere", false),
            ],
        );
        let end = Form {
            problems: Vec::new(),
            ..end
        };
        let role_words = |role: &Role| ctx.word("role", role.as_str());
        let invite = parts.may_invite.then(|| {
            let roles = Role::ALL
                .iter()
                .filter(|role| **role != Role::Administrator)
                .map(|role| (role.as_str().to_owned(), role_words(role)));
            let fields = vec![
                maker.line("mail", ctx.t("sign-in-mail"), "", "email"),
                maker.checks("roles", ctx.t("account-roles"), "", roles),
            ];
            let groups = vec![Group {
                title: String::new(),
                lead: ctx.t("invite-lead"),
                fields,
                dense: false,
            }];
            let buttons = vec![button(ctx, "invite", "invite", true)];
            maker.form(here.clone(), Vec::new(), groups, buttons)
        });
        let token = parts.may_make_tokens.then(|| {
            let roles = parts
                .roles
                .iter()
                .map(|role| (role.as_str().to_owned(), role_words(role)));
            let groups = vec![Group {
                title: String::new(),
                lead: ctx.t("token-lead"),
                fields: vec![
                    maker.line("label", ctx.t("token-label"), "", "text"),
                    maker.checks("token-roles", ctx.t("account-roles"), "", roles),
                ],
                dense: false,
            }];
            let buttons = vec![button(ctx, "token", "token-make", false)];
            Form {
                problems: Vec::new(),
                ..maker.form(here.clone(), Vec::new(), groups, buttons)
            }
        });
        let settings = parts.two_persons.map(|two| {
            let key = if two {
                "two-persons-off"
            } else {
                "two-persons-on"
            };
            let groups = vec![Group {
                title: String::new(),
                lead: ctx.t(if two {
                    "two-persons-are"
                } else {
                    "two-persons-are-not"
                }),
                fields: Vec::new(),
                dense: false,
            }];
            let value = if two { "one-person" } else { "two-persons" };
            let buttons = vec![button(ctx, value, key, false)];
            Form {
                problems: Vec::new(),
                ..maker.form(here.clone(), Vec::new(), groups, buttons)
            }
        });
        Self {
            f: frame(ctx, "account-title").signed_in(ctx, &parts.bar),
            ways: ways(ctx),
            roles: parts.roles.iter().map(role_words).collect(),
            sessions,
            end,
            invite,
            token,
            settings,
            letters: Letters::build(ctx, &parts.letters),
            once: parts.once.map(|(key, text)| (ctx.t(key), text)),
        }
    }
}
