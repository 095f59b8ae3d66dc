// SPDX-License-Identifier: EUPL-1.2
//! A form came in and its session was over: what was typed is shown, and goes on after signing in.
//!
//! Nothing of it is kept on the server, since nobody knows who sent it. It stays in this page; signing
//! in happens in another window, in any of its ways, also those that lead over another site.

use askama::Template;

use super::{TO, frame};
use crate::parts::form::Values;
use crate::parts::{Link, Shown};
use crate::{Ctx, Frame, Route};

/// The page.
#[derive(Debug, Template)]
#[template(path = "work/interrupted.html")]
pub struct Interrupted {
    f: Frame,
    /// Where to sign in, in another window.
    sign_in: String,
    action: String,
    encoding: &'static str,
    hidden: Vec<(String, String)>,
    /// Texts that somebody wrote, to read and to copy.
    texts: Vec<String>,
    /// What did not come along: passwords, files.
    missing: Vec<String>,
    /// The page of the form, where nothing is left to send again.
    anew: Option<Link>,
}

/// What the page is made of.
#[derive(Debug)]
pub struct InterruptedParts {
    /// Where the form was sent.
    pub action: String,
    /// The page of the form.
    pub page: String,
    /// What was typed, without secrets.
    pub values: Values,
    /// Whether it came in parts, as forms with files do.
    pub in_parts: bool,
    /// Whether there were passwords or codes.
    pub secrets: bool,
    /// Whether there were files.
    pub files: bool,
    /// Whether it was more than is taken, and something is missing.
    pub cut: bool,
}

impl Interrupted {
    /// The page.
    #[must_use]
    pub fn build(ctx: &Ctx, parts: InterruptedParts) -> Self {
        let missing = [
            (parts.secrets, "interrupted-secrets"),
            (parts.files, "interrupted-files"),
            (parts.cut, "interrupted-cut"),
        ];
        let missing = missing.into_iter().filter(|(is_so, _)| *is_so);
        // A button that only took a password or a file along says nothing without it.
        let nothing = (parts.secrets || parts.files) && is_only_a_button(&parts.values);
        let back = ctx.href_with(&Route::Work, &[("back", "1")]);
        Self {
            f: frame(ctx, "interrupted-title"),
            sign_in: ctx.href_with(&Route::SignIn, &[(TO, &back)]),
            encoding: if parts.in_parts {
                "multipart/form-data"
            } else {
                "application/x-www-form-urlencoded"
            },
            texts: if nothing {
                Vec::new()
            } else {
                list_texts(&parts.values)
            },
            missing: missing.map(|(_, key)| ctx.t(key)).collect(),
            anew: nothing.then(|| Link {
                href: parts.page,
                text: Shown::plain(&ctx.t("interrupted-anew")),
                outside: false,
            }),
            action: parts.action,
            hidden: parts.values.0,
        }
    }
}

fn is_only_a_button(values: &Values) -> bool {
    let mut names = values.0.iter().map(|(name, _)| name.as_str());
    names.all(|name| name == super::BUTTON)
}

/// What people wrote: words with blanks between them. Choices and numbers come along unseen.
fn list_texts(values: &Values) -> Vec<String> {
    let texts = values.0.iter().map(|(_, value)| value.trim());
    texts
        .filter(|text| text.contains(char::is_whitespace))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{Interrupted, InterruptedParts};
    use crate::parts::form::Values;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let typed = samples.wording.typed();
        for (at, values) in [typed, Values::default()].into_iter().enumerate() {
            samples.at(&format!("/interrupted/{at}"), "", |_, c| {
                let parts = InterruptedParts {
                    action: "/de/work/account".to_owned(),
                    page: "/de/work/account".to_owned(),
                    values: values.clone(),
                    in_parts: at == 0,
                    secrets: true,
                    files: true,
                    cut: at == 0,
                };
                Interrupted::build(c, parts)
            });
        }
    }
}
