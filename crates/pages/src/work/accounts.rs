// SPDX-License-Identifier: EUPL-1.2
//! All accounts in one list, for who runs the installation; open invitations, and a form for first
//! accounts, coordinators and administrators.

use askama::Template;
use jiff::civil::Date;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::Role;

use super::own::{Invited, choose_roles, invitations, list_roles};
use super::{Bar, OwnButton, Tried, button, form, frame, ways};
use crate::parts::form::{Form, Values};
use crate::parts::{Link, Shown, Table, Value};
use crate::{Ctx, Frame, Route};

/// One account.
#[derive(Clone, Debug)]
pub struct AccountLine {
    /// For whom it works.
    pub organisation: OrganisationId,
    /// As what.
    pub roles: Vec<Role>,
    /// The day on which it signed in last.
    pub signed_in_on: Option<Date>,
    /// Name and address, if they are shown.
    pub reached: Option<(String, String)>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct AccountsParts<'a> {
    /// Who looks.
    pub bar: Bar,
    /// The accounts.
    pub accounts: &'a [AccountLine],
    /// Open invitations.
    pub invitations: &'a [Invited],
    /// Heading key and text of something that is shown once.
    pub once: Option<(&'a str, String)>,
    /// Why something was refused.
    pub refused: Option<String>,
    /// What they tried.
    pub tried: Tried<'a>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/accounts.html")]
pub struct Accounts {
    f: Frame,
    ways: Vec<Link>,
    once: Option<(String, String)>,
    refused: Option<String>,
    accounts: Table,
    invitations: Table,
    invite: Form,
}

impl Accounts {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: AccountsParts<'_>) -> Self {
        let here = ctx.href(&Route::Accounts);
        Self {
            f: frame(ctx, "accounts-title")
                .signed_in(ctx, &parts.bar)
                .wrong(ctx, !parts.tried.problems.is_empty()),
            ways: ways(ctx),
            once: parts.once.map(|(key, text)| (ctx.t(key), text)),
            refused: parts.refused,
            accounts: accounts(register, ctx, parts.accounts),
            invitations: invitations(ctx, parts.invitations, &here),
            invite: invite(register, ctx, parts.tried, here),
        }
    }
}

fn accounts(register: &Register, ctx: &Ctx, all: &[AccountLine]) -> Table {
    let head = [
        "organisation-organisation",
        "account-roles",
        "person-signed-in-at",
        "accounts-reached",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let mut table = Table::new(ctx.t("accounts-caption"), head, ctx.t("accounts-none")).quiet();
    for line in all {
        table.push(vec![
            Value::Link(ctx.organisation(register, &line.organisation)),
            list_roles(ctx, &line.roles),
            line.signed_in_on.map_or_else(
                || Value::Missing(ctx.t("never-signed-in")),
                |on| Value::Plain(ctx.date(on)),
            ),
            line.reached.as_ref().map_or_else(
                || Value::Missing(ctx.t("accounts-not-shown")),
                |(name, mail)| {
                    let text = |words: &str| Value::Text(Shown::plain(words));
                    Value::All(vec![text(name), text(mail)])
                },
            ),
        ]);
    }
    table
}

fn invite(register: &Register, ctx: &Ctx, tried: Tried<'_>, here: String) -> Form {
    let none = Values::default();
    let maker = tried.maker(ctx, OwnButton::Invite.as_str(), &none);
    let all = register.organisations.list();
    let mut known: Vec<(String, String)> = all
        .map(|one| (one.id.to_string(), ctx.text(&one.name).words))
        .collect();
    known.sort_by_cached_key(|(id, name)| (name.to_lowercase(), id.clone()));
    let roles = choose_roles(ctx, Role::ALL.iter().copied());
    let fields = vec![
        maker.select(
            "organisation",
            ctx.t("organisation-organisation"),
            "",
            known,
        ),
        maker.line("mail", ctx.t("sign-in-mail"), "", "email"),
        maker.checks("roles", ctx.t("account-roles"), "", roles),
    ];
    let buttons = vec![button(ctx, OwnButton::Invite.as_str(), "invite", true)];
    form(&maker, here, ctx.t("accounts-invite-lead"), fields, buttons)
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{AccountLine, Accounts, AccountsParts};
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use crate::work::own::Invited;
    use crate::work::samples::tried;
    use wegmarke_domain::id::OrganisationId;
    use wegmarke_domain::rules::permission::Role;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        let line = |reached| AccountLine {
            organisation: OrganisationId::new("qx-kok"),
            roles: Role::ALL.to_vec(),
            signed_in_on: (wording == Wording::Typical).then(|| jiff::civil::date(2026, 1, 2)),
            reached,
        };
        let mail = "qx@qx.example".to_owned();
        let lines = [
            line(None),
            line(Some((wording.words("person"), mail.clone()))),
        ];
        let invited = Invited {
            id: "qx".to_owned(),
            mail,
            organisation: Some(wording.words("organisation")),
            roles: Role::ALL.to_vec(),
            resets: None,
            at: None,
            until: None,
        };
        let (values, problems) = (wording.typed(), wording.problems());
        let empty = wording == Wording::Empty;
        samples.page(&Route::Accounts, "", |r, c| {
            let parts = AccountsParts {
                bar: wording.bar(),
                accounts: if empty { &[] } else { &lines },
                invitations: if empty {
                    &[]
                } else {
                    std::slice::from_ref(&invited)
                },
                once: Some(("invited", "https://qx.example".to_owned())),
                refused: Some(c.t("refused-last-publisher")),
                tried: tried("invite", &values, &problems),
            };
            Accounts::build(r, c, parts)
        });
    }
}
