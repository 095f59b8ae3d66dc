// SPDX-License-Identifier: EUPL-1.2
//! The way in: passkey, password and code, the login of one's organisation; invitation.
//!
//! Where somebody wants to go travels with each step as `to`, an address that [`find_work`] made.
//!
//! [`find_work`]: crate::url::find_work

use askama::Template;
use wegmarke_domain::problem::Problem;

use super::buttons::DemoButton;
use super::passkey::{Line, PasskeyForm, Passkeys};
use super::{Bar, button, form, frame};
use crate::parts::Link;
use crate::parts::Shown;
use crate::parts::form::{Button, Form, Maker, Values};
use crate::{Ctx, Frame, Route};

/// Every way to sign in.
#[derive(Debug, Template)]
#[template(path = "work/sign_in.html")]
pub struct SignIn {
    f: Frame,
    /// Why it did not work.
    refused: Option<String>,
    demo: Option<Form>,
    passkey: Option<PasskeyForm>,
    form: Form,
    organisation: Option<Form>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct SignInParts<'a> {
    /// What was typed.
    pub values: &'a Values,
    /// Why an attempt failed; `None`: there was none.
    pub refused: Option<String>,
    /// Whether passkeys can be used.
    pub passkeys: Passkeys,
    /// Id and name of organisations with a login of their own.
    pub organisations: Vec<(String, String)>,
    /// As whom one click signs in; empty: this is no demonstration.
    pub demo: &'a [DemoButton],
    /// Where to go on; `None`: to one's work.
    pub to: Option<String>,
}

/// Name of the field and the parameter that say where to go on after signing in.
pub const TO: &str = "to";

fn hidden(to: Option<&str>) -> Vec<(String, String)> {
    let field = |to: &str| (TO.to_owned(), to.to_owned());
    to.map(field).into_iter().collect()
}

/// A link to where somebody wants to go.
fn onwards(ctx: &Ctx, to: Option<&str>, words: &str) -> Link {
    let mut on = ctx.link(&Route::Work, Shown::plain(&ctx.t(words)));
    if let Some(to) = to {
        to.clone_into(&mut on.href);
    }
    on
}

impl SignIn {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: SignInParts<'_>) -> Self {
        let maker = Maker {
            ctx,
            values: parts.values,
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
        let buttons = vec![button(ctx, "sign-in", "sign-in-go-on", true)];
        let action = ctx.href(&Route::SignIn);
        let hidden = hidden(parts.to.as_deref());
        let passkey = (parts.passkeys == Passkeys::Here).then(|| {
            let action = ctx.href(&Route::PasskeySignIn);
            let mut form = PasskeyForm::new(ctx, "get", action, None, "sign-in-passkey");
            form.hidden.clone_from(&hidden);
            form
        });
        let organisation = (!parts.organisations.is_empty()).then(|| {
            let label = ctx.t("sign-in-organisation-which");
            let fields = vec![maker.select("organisation", label, "", parts.organisations)];
            let buttons = vec![button(
                ctx,
                "organisation",
                "sign-in-organisation-go",
                false,
            )];
            let action = ctx.href(&Route::OrganisationSignIn);
            let lead = ctx.t("sign-in-organisation-lead");
            Form {
                hidden: hidden.clone(),
                ..form(&maker, action, lead, fields, buttons)
            }
        });
        let demo = (!parts.demo.is_empty()).then(|| Form {
            hidden: hidden.clone(),
            ..demo_form(&maker, parts.demo)
        });
        let mut f = frame(ctx, "sign-in-title");
        if passkey.is_some() {
            f = f.script(&ctx.site.assets.passkey_js);
        }
        Self {
            f,
            refused: parts.refused,
            demo,
            passkey,
            form: Form {
                hidden,
                ..form(&maker, action, String::new(), fields, buttons)
            },
            organisation,
        }
    }
}

/// One button for each role that a demonstration is looked at in.
fn demo_form(maker: &Maker<'_>, ways: &[DemoButton]) -> Form {
    let ctx = maker.ctx;
    let buttons = ways.iter().map(|way| Button {
        value: way.as_str(),
        words: ctx.word("demo", way.as_str()),
        primary: false,
    });
    let (action, lead) = (ctx.href(&Route::DemoSignIn), ctx.t("demo-lead"));
    form(maker, action, lead, Vec::new(), buttons.collect())
}

/// On the way to an organisation's login, or back from it: the browser goes on by itself, or by a
/// link.
#[derive(Debug, Template)]
#[template(path = "work/onward.html")]
pub struct Onward {
    f: Frame,
    lead: String,
    on: Link,
}

impl Onward {
    /// To the login of an organisation; `None` if its address must not become a link.
    #[must_use]
    pub fn to_login(ctx: &Ctx, organisation: &str, address: &str) -> Option<Self> {
        let mut on = Link::outside(address)?;
        on.text = Shown::plain(&ctx.t("onward-on"));
        Some(Self {
            f: frame(ctx, "onward-title"),
            lead: ctx.t_with("onward-lead", &[("organisation", organisation.into())]),
            on,
        })
    }

    /// Back from it, signed in.
    #[must_use]
    pub fn signed_in(ctx: &Ctx, to: Option<&str>) -> Self {
        let words = if to.is_some() { "hop-on" } else { "arrived-on" };
        Self {
            f: frame(ctx, "arrived-title"),
            lead: ctx.t("arrived-lead"),
            on: onwards(ctx, to, words),
        }
    }

    /// From another site to ours: a step on which the browser sends our own cookies again.
    #[must_use]
    pub fn hop(ctx: &Ctx, address: &str) -> Self {
        Self {
            f: frame(ctx, "hop-title"),
            lead: ctx.t("hop-lead"),
            on: onwards(ctx, Some(address), "hop-on"),
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
    refused: Option<String>,
    lead: String,
    offered: Option<Offered>,
    form: Form,
}

impl Code {
    /// The page; with `offered` an authenticator is set up.
    #[must_use]
    pub fn build(
        ctx: &Ctx,
        offered: Option<Offered>,
        refused: Option<String>,
        to: Option<&str>,
    ) -> Self {
        let title = if offered.is_some() {
            "authenticator-title"
        } else {
            "code-title"
        };
        let lead = ctx.t(if offered.is_some() {
            "authenticator-lead"
        } else {
            "code-lead"
        });
        let (f, route) = (frame(ctx, title), Route::Code);
        let mut page = Self::with(ctx, f, lead, &route, offered, refused);
        page.form.hidden = hidden(to);
        page
    }

    /// The page on which somebody who is signed in sets up another authenticator.
    #[must_use]
    pub fn another(ctx: &Ctx, bar: &Bar, offered: Offered, refused: Option<String>) -> Self {
        let f = frame(ctx, "authenticator-title").signed_in(ctx, bar);
        let lead = ctx.t("authenticator-lead-another");
        let route = Route::NewAuthenticator;
        Self::with(ctx, f, lead, &route, Some(offered), refused)
    }

    fn with(
        ctx: &Ctx,
        f: Frame,
        lead: String,
        route: &Route<'_>,
        offered: Option<Offered>,
        refused: Option<String>,
    ) -> Self {
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
        let buttons = vec![button(ctx, "code", "code-confirm", true)];
        Self {
            f,
            refused,
            lead,
            offered: offered.map(|offered| Offered {
                secret: in_groups(&offered.secret),
                ..offered
            }),
            form: form(&maker, ctx.href(route), String::new(), fields, buttons),
        }
    }
}

/// Four letters each, so that one finds the place again while typing.
fn in_groups(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join(" ")
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
    pub fn build(ctx: &Ctx, codes: Vec<String>, to: Option<&str>) -> Self {
        Self {
            f: frame(ctx, "recovery-title"),
            codes,
            on: onwards(ctx, to, "recovery-on"),
        }
    }
}

/// An invitation: a name, and a passkey or a password, make the account.
#[derive(Debug, Template)]
#[template(path = "work/invitation.html")]
pub struct Invitation {
    f: Frame,
    lead: String,
    refused: Option<String>,
    passkey: Option<PasskeyForm>,
    form: Form,
}

/// What the page is made of.
#[derive(Debug)]
pub struct InvitationParts<'a> {
    /// The address that is invited.
    pub mail: &'a str,
    /// Name of the organisation.
    pub organisation: &'a str,
    /// What was typed.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// Why a passkey was not taken; `None`: nothing was tried.
    pub refused: Option<String>,
    /// Whether passkeys can be used.
    pub passkeys: Passkeys,
}

impl Invitation {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: InvitationParts<'_>) -> Self {
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
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
        let buttons = vec![button(ctx, "accept", "invitation-accept", true)];
        let action = format!("/{}{}", ctx.lang.code(), ctx.path);
        let action = action.trim_end_matches("/passkey").to_owned();
        let passkey = (parts.passkeys == Passkeys::Here).then(|| {
            let line = Line {
                name: "name",
                label: ctx.t("invitation-name"),
                hint: ctx.t("invitation-name-hint"),
                autocomplete: "name",
                value: parts.values.get("name").to_owned(),
            };
            let action = format!("{action}/passkey");
            PasskeyForm::new(ctx, "create", action, Some(line), "invitation-passkey")
        });
        let mut f = frame(ctx, "invitation-title").wrong(ctx, !parts.problems.is_empty());
        if passkey.is_some() {
            f = f.script(&ctx.site.assets.passkey_js);
        }
        Self {
            f,
            lead: ctx.t_with(
                "invitation-lead",
                &[
                    ("mail", parts.mail.into()),
                    ("organisation", parts.organisation.into()),
                ],
            ),
            refused: parts.refused,
            passkey,
            form: form(&maker, action, String::new(), fields, buttons),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{
        Code, DemoButton, Invitation, InvitationParts, Offered, Onward, Passkeys, Recovery, SignIn,
        SignInParts,
    };
    use crate::Ctx;
    use crate::Route;
    use crate::samples::{Samples, Wording};

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        samples.page(&Route::SignIn, "", |_, c| {
            sign_in(c, wording, None, Passkeys::Here)
        });
        samples.page(&Route::SignIn, "again", |_, c| {
            sign_in(
                c,
                wording,
                Some(c.t("refused-wrong-sign-in")),
                Passkeys::Nowhere,
            )
        });
        samples.page(&Route::DemoSignIn, "", |_, c| {
            sign_in(
                c,
                wording,
                Some(c.t("problem-unknown-button")),
                Passkeys::Here,
            )
        });
        samples.page(&Route::Code, "", |_, c| {
            Code::build(c, None, None, Some("/de/work/account"))
        });
        samples.page(&Route::Code, "first", |_, c| {
            let refused = Some(c.t("refused-wrong-code"));
            Code::build(c, Some(offered(wording)), refused, None)
        });
        samples.page(&Route::Code, "codes", |_, c| {
            Recovery::build(c, vec!["qx-qx-qx".to_owned()], None)
        });
        samples.page(&Route::NewAuthenticator, "", |_, c| {
            Code::another(c, &wording.bar(), offered(wording), None)
        });
        samples.page(&Route::OrganisationSignIn, "", |_, c| {
            let address = "https://qx.example/?x=y&z=1";
            Onward::to_login(c, &wording.words("organisation"), address).unwrap()
        });
        samples.page(&Route::SignInReturn("qx"), "", |_, c| {
            Onward::signed_in(c, None)
        });
        samples.page(&Route::SignIn, "here=1", |_, c| {
            Onward::hop(c, "/de/sign-in?here=1")
        });
        samples.page(&Route::Invitation("qx"), "", |_, c| {
            invitation(c, wording, Passkeys::Here)
        });
        samples.page(&Route::PasskeyInvitation("qx"), "", |_, c| {
            invitation(c, wording, Passkeys::Nowhere)
        });
    }

    fn offered(wording: Wording) -> Offered {
        Offered {
            address: wording.words("address"),
            secret: "QX2".to_owned(),
            qr_code: "<svg></svg>".to_owned(),
        }
    }

    fn sign_in(ctx: &Ctx, wording: Wording, refused: Option<String>, passkeys: Passkeys) -> SignIn {
        let organisation = ("qx".to_owned(), wording.words("organisation"));
        let parts = SignInParts {
            values: &wording.typed(),
            refused,
            passkeys,
            to: Some("/de/work/account".to_owned()),
            demo: if passkeys == Passkeys::Here {
                DemoButton::ALL
            } else {
                &[]
            },
            organisations: if wording == Wording::Empty {
                Vec::new()
            } else {
                vec![organisation]
            },
        };
        SignIn::build(ctx, parts)
    }

    fn invitation(ctx: &Ctx, wording: Wording, passkeys: Passkeys) -> Invitation {
        let parts = InvitationParts {
            mail: "qx@qx.example",
            organisation: &wording.words("organisation"),
            values: &wording.typed(),
            problems: &wording.problems(),
            refused: Some(ctx.t("refused-passkey-expired")),
            passkeys,
        };
        Invitation::build(ctx, parts)
    }
}
