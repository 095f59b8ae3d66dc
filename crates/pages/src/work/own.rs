// SPDX-License-Identifier: EUPL-1.2
//! One's own organisation: its people, its programs, its settings.

use askama::Template;
use jiff::Timestamp;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Role};

use super::security::{SecurityLine, security};
use super::{Bar, OwnButton, Tried, button, form, frame, ways};
use crate::parts::form::{Form, Values};
use crate::parts::{Link, RowButton, Shown, Table, Value};
use crate::{Ctx, Frame, Route};

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account's id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub mail: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// When they signed in last.
    pub signed_in_at: Option<Timestamp>,
    /// Whether it is who looks at the page.
    pub own: bool,
}

/// An invitation that nobody has taken yet.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Its id.
    pub id: String,
    /// Whom it was sent to.
    pub mail: String,
    /// For whom they will work; `None`: the organisation of who looks.
    pub organisation: Option<String>,
    /// What they will do.
    pub roles: Vec<Role>,
    /// What it replaces, by its code, for somebody who has an account; `None`: it makes one.
    pub resets: Option<&'static str>,
    /// When it was made.
    pub at: Option<Timestamp>,
    /// Until when it is good.
    pub until: Option<Timestamp>,
}

/// A program with a token.
#[derive(Clone, Debug)]
pub struct Program {
    /// The token's id.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub actions: Vec<Action>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it is good.
    pub until: Timestamp,
    /// When it was used last; `None`: never yet.
    pub used_at: Option<Timestamp>,
}

/// The login of the organisation.
#[derive(Clone, Debug, Default)]
pub struct Login {
    /// What is set: issuer, client id, domains; `None`: nothing.
    pub set: Option<[String; 3]>,
    /// Whether the provider leaves out if it has checked addresses.
    pub keeps_quiet: bool,
    /// Addresses that the provider has to know.
    pub returns: Vec<String>,
}

/// Whether two persons are needed, and how that came.
#[derive(Clone, Debug, Default)]
pub struct TwoPersons {
    /// Whether they are.
    pub on: bool,
    /// Whether somebody asks if one is enough: who looks, or another person.
    pub asked: Option<bool>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct OwnParts<'a> {
    /// Who looks.
    pub bar: Bar,
    /// What they may do: a program may do no more.
    pub actions: Vec<Action>,
    /// The accounts.
    pub people: Vec<Person>,
    /// Everybody there, by id and name: who may come after somebody.
    pub colleagues: Vec<(String, String)>,
    /// Whether they may invite.
    pub may_invite: bool,
    /// Open invitations; `None` if they may not see them.
    pub invitations: Option<Vec<Invited>>,
    /// The tokens; `None` if they may not see them.
    pub programs: Option<Vec<Program>>,
    /// The rule of two persons; `None` if they may not decide it.
    pub two_persons: Option<TwoPersons>,
    /// The security log, newest first; `None` if they may not read it.
    pub security: Option<Vec<SecurityLine>>,
    /// The organisation's login; `None` if they may not decide it.
    pub login: Option<Login>,
    /// Heading key and text of something that is shown once.
    pub once: Option<(&'a str, String)>,
    /// The organisation, if they may say what it does and how it is reached.
    pub describes: Option<OrganisationId>,
    /// What of the organisation's own nobody can read any more: its kind, and how often.
    pub unread: Vec<(&'static str, usize)>,
    /// Why something was refused.
    pub refused: Option<String>,
    /// What they tried.
    pub tried: Tried<'a>,
}

/// The organisation's login, to be set up.
#[derive(Debug)]
struct LoginForms {
    keeps_quiet: bool,
    returns: Vec<String>,
    form: Form,
    remove: Option<Form>,
}

/// One's own organisation.
#[derive(Debug, Template)]
#[template(path = "work/own.html")]
pub struct Own {
    f: Frame,
    ways: Vec<Link>,
    once: Option<(String, String)>,
    refused: Option<String>,
    /// What nobody can read any more, in words.
    unread: Vec<String>,
    people: Option<Table>,
    invite: Option<Form>,
    invitations: Option<Table>,
    programs: Option<(Table, Form)>,
    two_persons: Option<Form>,
    security: Option<Table>,
    login: Option<LoginForms>,
    /// Where the organisation says what it does and how it is reached.
    describe: Option<Link>,
    /// What an account may do, to be changed.
    roles: Option<Form>,
    /// Who leaves, and who comes after.
    hand_over: Option<Form>,
}

impl Own {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: OwnParts<'_>) -> Self {
        let here = ctx.href(&Route::Own);
        Self {
            f: frame(ctx, "own-title")
                .signed_in(ctx, &parts.bar)
                .wrong(ctx, !parts.tried.problems.is_empty()),
            ways: ways(ctx),
            describe: parts.describes.as_ref().map(|id| {
                let route = Route::Record("organisation");
                let mut link = ctx.link(&route, Shown::plain(&ctx.t("own-describe")));
                link.href = ctx.href_with(&route, &[("id", id.as_str())]);
                link
            }),
            people: (!parts.people.is_empty()).then(|| people(ctx, &parts.people, &here)),
            roles: (parts.may_invite && !parts.people.is_empty())
                .then(|| roles(ctx, &parts, &here)),
            hand_over: (parts.may_invite && parts.colleagues.len() > 1)
                .then(|| hand_over(ctx, &parts, &here)),
            invite: parts.may_invite.then(|| invite(ctx, parts.tried, &here)),
            invitations: parts
                .invitations
                .as_deref()
                .map(|open| invitations(ctx, open, &here)),
            programs: parts.programs.as_deref().map(|listed| {
                let make = make_token(ctx, &parts, &here);
                (programs(ctx, listed, &here), make)
            }),
            two_persons: parts
                .two_persons
                .as_ref()
                .map(|rule| two_persons(ctx, rule, &here)),
            security: parts.security.as_deref().map(|log| security(ctx, log)),
            login: parts
                .login
                .as_ref()
                .map(|login| login_forms(ctx, login, parts.tried, &here)),
            once: parts.once.map(|(key, text)| (ctx.t(key), text)),
            unread: parts
                .unread
                .iter()
                .map(|(kind, count)| {
                    let what = ctx.word("check-what", kind);
                    let args = [("what", what.into()), ("n", (*count as u64).into())];
                    ctx.t_with("own-unread-one", &args)
                })
                .collect(),
            refused: parts.refused,
        }
    }
}

pub(super) fn list_roles(ctx: &Ctx, roles: &[Role]) -> Value {
    let words: Vec<String> = roles
        .iter()
        .map(|role| ctx.word("role", role.as_str()))
        .collect();
    Value::Plain(words.join(", "))
}

fn list_actions(ctx: &Ctx, actions: &[Action]) -> String {
    let words = actions
        .iter()
        .map(|action| ctx.word("action", action.as_str()));
    words.collect::<Vec<_>>().join(", ")
}

pub(super) fn choose_roles<'a>(
    ctx: &'a Ctx,
    roles: impl IntoIterator<Item = Role> + 'a,
) -> impl Iterator<Item = (String, String)> + 'a {
    roles
        .into_iter()
        .map(|role| (role.as_str().to_owned(), ctx.word("role", role.as_str())))
}

fn people(ctx: &Ctx, people: &[Person], here: &str) -> Table {
    let head = vec![
        ctx.t("person-name"),
        ctx.t("sign-in-mail"),
        ctx.t("account-roles"),
        ctx.t("person-signed-in-at"),
        ctx.t("row-act"),
    ];
    let mut table = Table::new(ctx.t("people-title"), head, ctx.t("people-none")).quiet();
    for person in people {
        let act = |value: OwnButton, words: &str, means: &str| {
            Value::Button(RowButton {
                action: here.to_owned(),
                value: value.as_str(),
                id: person.id.clone(),
                words: ctx.t(words),
                of: person.name.clone(),
                means: Some(ctx.t(means)),
            })
        };
        let remove = act(
            OwnButton::RemoveAccount,
            "person-remove",
            "person-remove-means",
        );
        let acts = if person.own {
            remove
        } else {
            let password = act(
                OwnButton::ResetPassword,
                "person-reset-password",
                "person-reset-password-means",
            );
            let factor = act(
                OwnButton::ResetSecondFactor,
                "person-reset-factor",
                "person-reset-factor-means",
            );
            Value::All(vec![password, factor, remove])
        };
        let signed_in = person.signed_in_at.map_or_else(
            || Value::Missing(ctx.t("never-signed-in")),
            |at| Value::Plain(ctx.instant(at)),
        );
        table.push(vec![
            Value::Text(Shown::plain(&person.name)),
            Value::Text(Shown::plain(&person.mail)),
            list_roles(ctx, &person.roles),
            signed_in,
            acts,
        ]);
    }
    table
}

fn invite(ctx: &Ctx, tried: Tried<'_>, here: &str) -> Form {
    let none = Values::default();
    let maker = tried.maker(ctx, OwnButton::Invite.as_str(), &none);
    let roles = Role::ALL.iter().copied();
    let roles = choose_roles(ctx, roles.filter(|role| *role != Role::Administrator));
    let fields = vec![
        maker.line("mail", ctx.t("sign-in-mail"), "", "email"),
        maker.checks("roles", ctx.t("account-roles"), "", roles),
    ];
    let buttons = vec![button(ctx, OwnButton::Invite.as_str(), "invite", true)];
    form(
        &maker,
        here.to_owned(),
        ctx.t("invite-lead"),
        fields,
        buttons,
    )
}

/// Accounts that they may manage, to choose from.
fn choose_people(parts: &OwnParts<'_>) -> impl Iterator<Item = (String, String)> {
    let people = parts.people.iter();
    people.map(|person| (person.id.clone(), person.name.clone()))
}

fn roles(ctx: &Ctx, parts: &OwnParts<'_>, here: &str) -> Form {
    let none = Values::default();
    let maker = parts.tried.maker(ctx, OwnButton::Roles.as_str(), &none);
    let offered = Role::ALL.iter().copied().filter(|role| {
        let technical = *role == Role::Administrator;
        !technical || parts.actions.contains(&Action::InviteOrganisation)
    });
    let fields = vec![
        maker.select("account", ctx.t("roles-of"), "", choose_people(parts)),
        maker.checks(
            "new_roles",
            ctx.t("account-roles"),
            "",
            choose_roles(ctx, offered),
        ),
    ];
    let buttons = vec![button(
        ctx,
        OwnButton::Roles.as_str(),
        "roles-change",
        false,
    )];
    form(
        &maker,
        here.to_owned(),
        ctx.t("roles-lead"),
        fields,
        buttons,
    )
}

fn hand_over(ctx: &Ctx, parts: &OwnParts<'_>, here: &str) -> Form {
    let none = Values::default();
    let maker = parts.tried.maker(ctx, OwnButton::HandOver.as_str(), &none);
    let colleagues = parts.colleagues.iter().cloned();
    let fields = vec![
        maker.select("leaving", ctx.t("hand-over-who"), "", choose_people(parts)),
        maker.select("successor", ctx.t("hand-over-to"), "", colleagues),
    ];
    let buttons = vec![button(
        ctx,
        OwnButton::HandOver.as_str(),
        "hand-over",
        false,
    )];
    form(
        &maker,
        here.to_owned(),
        ctx.t("hand-over-lead"),
        fields,
        buttons,
    )
}

pub(super) fn invitations(ctx: &Ctx, open: &[Invited], here: &str) -> Table {
    let head = [
        "sign-in-mail",
        "account-roles",
        "invited-at",
        "invited-until",
        "row-act",
    ];
    let head = head.into_iter().map(|key| ctx.t(key)).collect();
    let caption = ctx.t("invitations-title");
    let mut table = Table::new(caption, head, ctx.t("invitations-none")).quiet();
    let day = |at: Option<Timestamp>| {
        at.map_or_else(
            || Value::Missing(ctx.t("not-stated")),
            |at| Value::Plain(ctx.instant(at)),
        )
    };
    for one in open {
        let mut what = vec![list_roles(ctx, &one.roles)];
        if let Some(organisation) = &one.organisation {
            what.push(Value::Text(Shown::plain(organisation)));
        }
        if let Some(resets) = one.resets {
            what.push(Value::Plain(ctx.word("resets", resets)));
        }
        table.push(vec![
            Value::Text(Shown::plain(&one.mail)),
            Value::All(what),
            day(one.at),
            day(one.until),
            Value::Button(RowButton {
                action: here.to_owned(),
                value: OwnButton::WithdrawInvitation.as_str(),
                id: one.id.clone(),
                words: ctx.t("invitation-withdraw"),
                of: one.mail.clone(),
                means: Some(ctx.t("invitation-withdraw-means")),
            }),
        ]);
    }
    table
}

fn programs(ctx: &Ctx, programs: &[Program], here: &str) -> Table {
    let head = vec![
        ctx.t("token-label"),
        ctx.t("token-may"),
        ctx.t("token-made-at"),
        ctx.t("token-until"),
        ctx.t("token-used-at"),
        ctx.t("row-act"),
    ];
    let mut table = Table::new(ctx.t("token-title"), head, ctx.t("token-none")).quiet();
    for program in programs {
        table.push(vec![
            Value::Text(Shown::plain(&program.label)),
            Value::Plain(list_actions(ctx, &program.actions)),
            Value::Plain(ctx.instant(program.made_at)),
            Value::Plain(ctx.instant(program.until)),
            program.used_at.map_or_else(
                || Value::Missing(ctx.t("token-never-used")),
                |at| Value::Plain(ctx.instant(at)),
            ),
            Value::Button(RowButton {
                action: here.to_owned(),
                value: OwnButton::RevokeToken.as_str(),
                id: program.id.clone(),
                words: ctx.t("token-revoke"),
                of: program.label.clone(),
                means: Some(ctx.t("token-revoke-means")),
            }),
        ]);
    }
    table
}

fn make_token(ctx: &Ctx, parts: &OwnParts<'_>, here: &str) -> Form {
    let none = Values::default();
    let maker = parts.tried.maker(ctx, OwnButton::Token.as_str(), &none);
    let actions = parts.actions.iter().map(|action| {
        let code = action.as_str();
        (code.to_owned(), ctx.word("action", code))
    });
    let days = [30_usize, 90, 180, 365].map(|n| (n.to_string(), ctx.tn("token-days-of", n)));
    let fields = vec![
        maker.line("label", ctx.t("token-label"), "", "text"),
        maker.checks("may", ctx.t("token-may"), "token-may-hint", actions),
        maker.select("days", ctx.t("token-days"), "token-days-hint", days),
    ];
    let buttons = vec![button(ctx, OwnButton::Token.as_str(), "token-make", false)];
    form(
        &maker,
        here.to_owned(),
        ctx.t("token-lead"),
        fields,
        buttons,
    )
}

fn two_persons(ctx: &Ctx, rule: &TwoPersons, here: &str) -> Form {
    let none = Values::default();
    let nothing = Tried {
        what: None,
        values: &none,
        problems: &[],
    };
    let maker = nothing.maker(ctx, OwnButton::TwoPersons.as_str(), &none);
    let (lead, choices): (&str, &[(OwnButton, &str)]) = match (rule.on, rule.asked) {
        (false, _) => (
            "two-persons-are-not",
            &[(OwnButton::TwoPersons, "two-persons-on")],
        ),
        (true, None) => (
            "two-persons-are",
            &[(OwnButton::OnePerson, "two-persons-off")],
        ),
        (true, Some(true)) => (
            "two-persons-you-asked",
            &[(OwnButton::TwoPersons, "two-persons-take-back")],
        ),
        (true, Some(false)) => (
            "two-persons-asked",
            &[
                (OwnButton::TwoPersons, "two-persons-keep"),
                (OwnButton::OnePerson, "two-persons-agree"),
            ],
        ),
    };
    let buttons = choices.iter();
    let buttons = buttons.map(|(value, key)| button(ctx, value.as_str(), key, false));
    let lead = ctx.t(lead);
    form(&maker, here.to_owned(), lead, Vec::new(), buttons.collect())
}

fn login_forms(ctx: &Ctx, login: &Login, tried: Tried<'_>, here: &str) -> LoginForms {
    let set = Values(login.set.as_ref().map_or_else(Vec::new, |set| {
        let names = ["issuer", "client_id", "domains"];
        let pairs = names.iter().zip(set);
        pairs
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect()
    }));
    let maker = tried.maker(ctx, OwnButton::Login.as_str(), &set);
    let secret_hint = if login.set.is_some() {
        "login-secret-hint-kept"
    } else {
        "login-secret-hint"
    };
    let fields = vec![
        maker.filled(
            "issuer",
            ctx.t("login-issuer"),
            "login-issuer-hint",
            "text",
            "off",
        ),
        maker.filled("client_id", ctx.t("login-client"), "", "text", "off"),
        maker.filled(
            "client_secret",
            ctx.t("login-secret"),
            secret_hint,
            "password",
            "off",
        ),
        maker.area("domains", ctx.t("login-domains"), "login-domains-hint", 3),
    ];
    let buttons = vec![button(ctx, OwnButton::Login.as_str(), "login-save", false)];
    let remove = login.set.as_ref().map(|_| {
        let buttons = vec![button(
            ctx,
            OwnButton::RemoveLogin.as_str(),
            "login-remove",
            false,
        )];
        let lead = ctx.t("login-remove-means");
        let maker = tried.maker(ctx, OwnButton::RemoveLogin.as_str(), &set);
        form(&maker, here.to_owned(), lead, Vec::new(), buttons)
    });
    LoginForms {
        keeps_quiet: login.keeps_quiet,
        returns: login.returns.clone(),
        form: form(&maker, here.to_owned(), String::new(), fields, buttons),
        remove,
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Invited, Login, Own, OwnParts, Person, Program, TwoPersons};
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};
    use crate::work::samples::tried;
    use crate::work::security::samples::lines;
    use wegmarke_domain::rules::permission::{Action, Role};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (query, what) in [("", "invite"), ("login", "login")] {
            samples.page(&Route::Own, query, |_, c| own(c, wording, what));
        }
    }

    fn own(ctx: &Ctx, wording: Wording, what: &str) -> Own {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let person = |own, signed_in_at| Person {
            id: "qx".to_owned(),
            name: wording.words("person"),
            mail: "qx@qx.example".to_owned(),
            roles: Role::ALL.to_vec(),
            signed_in_at,
            own,
        };
        let invited = |at| Invited {
            id: "qx".to_owned(),
            mail: "qx@qx.example".to_owned(),
            organisation: Some(wording.words("organisation")),
            roles: Role::ALL.to_vec(),
            resets: Some("password"),
            at,
            until: at,
        };
        let program = Program {
            id: "qx".to_owned(),
            label: wording.words("label"),
            actions: vec![Action::Release],
            made_at: at,
            until: at,
            used_at: (wording != Wording::Typical).then_some(at),
        };
        let set = [
            "https://qx.example".to_owned(),
            wording.words("client"),
            wording.words("domain"),
        ];
        let empty = wording == Wording::Empty;
        let (values, problems) = (wording.typed(), wording.problems());
        let parts = OwnParts {
            bar: wording.bar(),
            actions: Action::ALL.to_vec(),
            people: vec![person(true, Some(at)), person(false, None)],
            colleagues: vec![
                ("qx".to_owned(), wording.words("person")),
                ("qy".to_owned(), wording.words("other")),
            ],
            may_invite: true,
            invitations: Some(if empty {
                Vec::new()
            } else {
                vec![invited(Some(at)), invited(None)]
            }),
            programs: Some(if empty { Vec::new() } else { vec![program] }),
            two_persons: Some(TwoPersons {
                on: wording == Wording::Long,
                asked: (wording == Wording::Long).then_some(false),
            }),
            security: Some(if empty { Vec::new() } else { lines(wording) }),
            login: Some(Login {
                set: (!empty).then_some(set),
                keeps_quiet: wording == Wording::Typical,
                returns: (!empty)
                    .then(|| "https://qx.example/de/x".to_owned())
                    .into_iter()
                    .collect(),
            }),
            once: Some(("invited", "https://qx.example".to_owned())),
            describes: Some(wegmarke_domain::id::OrganisationId::new("qx-kok")),
            unread: if empty {
                Vec::new()
            } else {
                vec![("account", 1), ("api-token", 2)]
            },
            refused: Some(ctx.t("refused-last-publisher")),
            tried: tried(what, &values, &problems),
        };
        Own::build(ctx, parts)
    }
}
