// SPDX-License-Identifier: EUPL-1.2
//! What somebody may not do, and who does it: never a page that pretends there was nothing.

use askama::Template;
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::permission::{Action, Role, Scope, scope};

use super::{Bar, frame, ways};
use crate::parts::Link;
use crate::{Ctx, Frame, Route};

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/not_yours.html")]
pub struct NotYours {
    f: Frame,
    ways: Vec<Link>,
    /// What it takes, and who does it.
    told: Vec<String>,
    /// The organisation that does it, if it is another one.
    by: Option<Link>,
    imprint: Option<Link>,
}

/// Who does what somebody may not do.
#[derive(Clone, Debug, Default)]
pub struct WhoMay {
    /// Names of those in one's own organisation who do it.
    pub colleagues: Vec<String>,
    /// Names of those there who invite accounts.
    pub inviters: Vec<String>,
    /// The roles that do it there; empty: all that do such a thing anywhere.
    pub roles: Vec<Role>,
    /// Another organisation, if only that one does it.
    pub organisation: Option<OrganisationId>,
}

impl NotYours {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, bar: &Bar, action: Action, who: &WhoMay) -> Self {
        let by = who.organisation.as_ref();
        let nobody_to_ask = by.is_none() && who.colleagues.is_empty() && who.inviters.is_empty();
        Self {
            f: frame(ctx, "not-yours-title").signed_in(ctx, bar),
            ways: ways(ctx),
            told: told(ctx, action, who),
            by: by.map(|by| ctx.organisation(register, by)),
            imprint: nobody_to_ask.then(|| {
                let words = crate::parts::Shown::plain(&ctx.t("nav-imprint"));
                ctx.link(&Route::Imprint, words)
            }),
        }
    }
}

/// The same in sentences, also for a page that shows something else beside.
#[must_use]
pub fn told(ctx: &Ctx, action: Action, who: &WhoMay) -> Vec<String> {
    let any = |role: &&Role| scope(**role, action) != Scope::Never;
    let any: Vec<Role> = Role::ALL.iter().filter(any).copied().collect();
    let roles = [&who.roles, &any].into_iter().find(|some| !some.is_empty());
    let roles = roles.into_iter().flatten();
    let roles: Vec<String> = roles.map(|role| ctx.word("role", role.as_str())).collect();
    let args = [
        ("action", ctx.word("action", action.as_str()).into()),
        ("roles", roles.join(", ").into()),
    ];
    let mut told = vec![ctx.t_with("not-yours-takes", &args)];
    let names =
        |key: &str, names: &[String]| ctx.t_with(key, &[("names", names.join(", ").into())]);
    told.push(if who.organisation.is_some() {
        ctx.t("not-yours-other")
    } else if !who.colleagues.is_empty() {
        names("not-yours-ask", &who.colleagues)
    } else if !who.inviters.is_empty() {
        names("not-yours-nobody", &who.inviters)
    } else {
        ctx.t("not-yours-operator")
    });
    told
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{NotYours, WhoMay};
    use crate::samples::Samples;
    use wegmarke_domain::id::OrganisationId;
    use wegmarke_domain::rules::permission::Action;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let bar = samples.wording.bar();
        let names = vec![samples.wording.words("person")];
        let asked = WhoMay {
            colleagues: names.clone(),
            ..WhoMay::default()
        };
        let nobody = WhoMay {
            inviters: names,
            ..WhoMay::default()
        };
        let other = WhoMay {
            organisation: Some(OrganisationId::new("qx-new")),
            ..WhoMay::default()
        };
        for (path, action, who) in [
            ("/not-yours/asked", Action::WriteDraft, asked),
            ("/not-yours/nobody", Action::Release, nobody),
            ("/not-yours/other", Action::SeeBoard, other),
            ("/not-yours/alone", Action::ManageTokens, WhoMay::default()),
        ] {
            samples.at(path, "", |r, c| NotYours::build(r, c, &bar, action, &who));
        }
    }
}
