// SPDX-License-Identifier: EUPL-1.2
//! The keys of one's organisation: registered and revoked.

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::key::RevocationReason;
use wegmarke_domain::register::Register;

use super::signing::Signing;
use super::{Bar, KeysButton, Signs, Tried, button, form, frame, ways};
use crate::parts::form::{Form, Values};
use crate::parts::{Link, Shown, Table};
use crate::{Ctx, Frame, Route, key};

/// What the page is made of.
#[derive(Debug)]
pub struct KeysParts<'a> {
    /// Who looks.
    pub bar: Bar,
    /// Their organisation.
    pub by: &'a OrganisationId,
    /// Whether what they say of keys can be signed.
    pub signs: Signs,
    /// What was done.
    pub notice: Option<String>,
    /// Why something was refused.
    pub refused: Option<String>,
    /// What they tried.
    pub tried: Tried<'a>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/keys.html")]
pub struct Keys {
    f: Frame,
    ways: Vec<Link>,
    notice: Option<String>,
    refused: Option<String>,
    table: Option<Table>,
    public: Link,
    signing: Option<Signing>,
    register: Form,
    revoke: Option<Form>,
}

impl Keys {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: KeysParts<'_>) -> Self {
        let none = Values::default();
        let here = ctx.href(&Route::Keys);
        let maker = parts.tried.maker(ctx, KeysButton::Register.as_str(), &none);
        let line = maker.line("key", ctx.t("keys-line"), "keys-line-hint", "text");
        let act = vec![button(
            ctx,
            KeysButton::Register.as_str(),
            "keys-register",
            true,
        )];
        let new = form(
            &maker,
            here.clone(),
            ctx.t("keys-register-lead"),
            vec![line],
            act,
        );
        let signing = Signing::of(ctx, parts.signs);
        let mut f = frame(ctx, "keys-own-title")
            .signed_in(ctx, &parts.bar)
            .wrong(ctx, !parts.tried.problems.is_empty());
        if signing.as_ref().is_some_and(Signing::is_here) {
            f = f.script(&ctx.site.assets.sign_js);
        }
        let public = Route::Organisation(parts.by.as_str());
        Self {
            f,
            ways: ways(ctx),
            notice: parts.notice,
            refused: parts.refused,
            table: key::table(register, ctx, parts.by),
            public: ctx.link(&public, Shown::plain(&ctx.t("keys-public"))),
            signing,
            register: new,
            revoke: revoke(register, ctx, parts.by, parts.tried),
        }
    }
}

/// The form that revokes a key; `None`: there is none to revoke.
fn revoke(register: &Register, ctx: &Ctx, by: &OrganisationId, tried: Tried<'_>) -> Option<Form> {
    let keys = register.keys().list(by).filter(|key| key.revoked.is_none());
    let keys = keys.map(|key| {
        let fingerprint = &key.registration.fingerprint;
        let kind = ctx.word("key-kind", key.registration.kind.as_str());
        let words = format!("{} ({kind})", key::grouped(fingerprint));
        (fingerprint.to_string(), words)
    });
    let keys: Vec<(String, String)> = keys.collect();
    if keys.is_empty() {
        return None;
    }
    let none = Values::default();
    let maker = tried.maker(ctx, KeysButton::Revoke.as_str(), &none);
    let reasons = RevocationReason::ALL.iter().map(|reason| {
        let words = ctx.word("key-reason", reason.as_str());
        (reason.as_str().to_owned(), words)
    });
    let fields = vec![
        maker.select("revoked", ctx.t("key-fingerprint"), "", keys),
        maker.select("reason", ctx.t("key-reason"), "", reasons),
    ];
    let act = vec![button(
        ctx,
        KeysButton::Revoke.as_str(),
        "keys-revoke",
        false,
    )];
    let lead = ctx.t("keys-revoke-lead");
    Some(form(&maker, ctx.href(&Route::Keys), lead, fields, act))
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Keys, KeysParts};
    use crate::Route;
    use crate::samples::Samples;
    use crate::work::samples::tried;
    use crate::work::{KeysButton, Signs};
    use wegmarke_domain::id::OrganisationId;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (name, by, signs) in [
            ("keys", "qx-kok", Signs::Here),
            ("none", "qx-new", Signs::Never),
        ] {
            samples.page(&Route::Keys, name, |register, ctx| {
                let (values, problems) = (wording.typed(), wording.problems());
                let parts = KeysParts {
                    bar: wording.bar(),
                    by: &OrganisationId::new(by),
                    signs,
                    notice: Some(ctx.t("keys-done")),
                    refused: Some(ctx.word("signing", "no_key")),
                    tried: tried(KeysButton::Register.as_str(), &values, &problems),
                };
                Keys::build(register, ctx, parts)
            });
        }
    }
}
