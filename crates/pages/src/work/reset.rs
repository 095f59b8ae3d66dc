// SPDX-License-Identifier: EUPL-1.2
//! A new password, or a new second factor, by the link of one's organisation.

use askama::Template;
use wegmarke_domain::problem::Problem;

use super::{button, form, frame};
use crate::parts::form::{Form, Maker, Values};
use crate::{Ctx, Frame};

/// What a link replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResetOf {
    /// The password.
    Password,
    /// What codes come from.
    SecondFactor,
}

/// What the page is made of.
#[derive(Debug)]
pub struct ResetParts<'a> {
    /// The address of the account.
    pub mail: &'a str,
    /// Name of the organisation.
    pub organisation: &'a str,
    /// What is replaced.
    pub of: ResetOf,
    /// What is wrong with what was typed.
    pub problems: &'a [Problem],
    /// Why nothing was looked at.
    pub refused: Option<String>,
}

/// One of two ways to prove who one is, set anew.
#[derive(Debug, Template)]
#[template(path = "work/reset.html")]
pub struct Reset {
    f: Frame,
    lead: String,
    refused: Option<String>,
    form: Form,
}

impl Reset {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: ResetParts<'_>) -> Self {
        // A password is never shown again.
        let values = Values::default();
        let maker = Maker {
            ctx,
            values: &values,
            problems: parts.problems,
        };
        let secret =
            |name, label, hint, fill| maker.filled(name, ctx.t(label), hint, "password", fill);
        let (title, lead, fields, send) = match parts.of {
            ResetOf::Password => (
                "reset-password-title",
                "reset-password-lead",
                vec![
                    secret(
                        "password",
                        "sign-in-password",
                        "invitation-password-hint",
                        "new-password",
                    ),
                    secret("again", "invitation-again", "", "new-password"),
                ],
                "reset-password-send",
            ),
            ResetOf::SecondFactor => (
                "reset-factor-title",
                "reset-factor-lead",
                vec![secret(
                    "current",
                    "sign-in-password",
                    "",
                    "current-password",
                )],
                "reset-factor-send",
            ),
        };
        let names = [
            ("mail", parts.mail.into()),
            ("organisation", parts.organisation.into()),
        ];
        let action = format!("/{}{}", ctx.lang.code(), ctx.path);
        let buttons = vec![button(ctx, "accept", send, true)];
        Self {
            f: frame(ctx, title).wrong(ctx, !parts.problems.is_empty()),
            lead: ctx.t_with(lead, &names),
            refused: parts.refused,
            form: form(&maker, action, String::new(), fields, buttons),
        }
    }
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Reset, ResetOf, ResetParts};
    use crate::Route;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let wording = samples.wording;
        for (query, of) in [
            ("password", ResetOf::Password),
            ("second-factor", ResetOf::SecondFactor),
        ] {
            samples.page(&Route::Invitation("qx"), query, |_, c| {
                let parts = ResetParts {
                    mail: "qx@qx.example",
                    organisation: &wording.words("organisation"),
                    of,
                    problems: &wording.problems(),
                    refused: Some(c.t("refused-no-password")),
                };
                Reset::build(c, parts)
            });
        }
    }
}
