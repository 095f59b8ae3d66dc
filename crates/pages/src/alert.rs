// SPDX-License-Identifier: EUPL-1.2
//! Following something by letter, without an account: asked for, confirmed, ended.

use askama::Template;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::rules::following::Followed;

use crate::frame::Section;
use crate::parts::form::{Form, Group, Maker, Values};
use crate::parts::{Link, Shown};
use crate::work::{AlertButton, button};
use crate::{Ctx, Frame, Route, subject};

/// What is followed, with the way to its page.
pub(crate) fn name(register: &Register, ctx: &Ctx, followed: &Followed) -> Link {
    match followed {
        Followed::Thing(about) => subject::link(register, ctx, about),
        Followed::Theme(theme) => Link {
            href: ctx.href_with(&Route::Measures, &[("theme", theme)]),
            text: Shown::plain(&ctx.word("theme", theme)),
            outside: false,
        },
        Followed::Question(question) => {
            let words = ctx.word("question", question.as_str());
            ctx.link(&Route::Question(question.as_str()), Shown::plain(&words))
        }
    }
}

/// Where somebody is with what they follow.
#[derive(Debug)]
pub enum At<'a> {
    /// They ask for it.
    Asking {
        /// What was typed.
        values: &'a Values,
        /// What is wrong with it.
        problems: &'a [Problem],
        /// Too many wait to be confirmed.
        full: bool,
    },
    /// A letter is on its way to the address.
    Asked,
    /// The link of a letter: it can be confirmed, or ended.
    Link {
        /// Whether it is confirmed already.
        confirmed: bool,
    },
    /// It is confirmed now.
    Confirmed,
    /// It is ended, and the address deleted.
    Ended,
}

/// Following something.
#[derive(Debug, Template)]
#[template(path = "alert/page.html")]
pub struct Page {
    f: Frame,
    followed: Option<Link>,
    lead: String,
    full: Option<String>,
    form: Option<Form>,
    privacy: Option<Link>,
}

impl Page {
    /// The page; `sends`: whether this server sends letters at all.
    #[must_use]
    pub fn build(
        register: &Register,
        ctx: &Ctx,
        followed: Option<&Followed>,
        at: &At<'_>,
        sends: bool,
    ) -> Self {
        let none = Values::default();
        let (values, problems): (&Values, &[Problem]) = match at {
            At::Asking {
                values, problems, ..
            } => (values, problems),
            _ => (&none, &[]),
        };
        let maker = Maker {
            ctx,
            values,
            problems,
        };
        let key = match at {
            At::Asking { .. } if !sends => "alert-no-letters",
            At::Asking { .. } => "alert-lead",
            At::Asked => "alert-asked",
            At::Link { confirmed: false } => "alert-confirm-lead",
            At::Link { confirmed: true } => "alert-end-lead",
            At::Confirmed => "alert-confirmed",
            At::Ended => "alert-ended",
        };
        let is_full = matches!(at, At::Asking { full: true, .. });
        let title = Shown::plain(&ctx.t("alert-title"));
        Self {
            f: Frame::new(ctx, title, Section::Elsewhere)
                .described(ctx.t("alert-description"))
                .wrong(ctx, !problems.is_empty()),
            followed: followed.map(|followed| name(register, ctx, followed)),
            lead: ctx.t(key),
            full: is_full.then(|| ctx.t("alert-full")),
            form: form(&maker, followed, at, sends),
            privacy: (sends && matches!(at, At::Asking { .. }))
                .then(|| ctx.link(&Route::Privacy, Shown::plain(&ctx.t("nav-privacy")))),
        }
    }
}

fn form(maker: &Maker<'_>, followed: Option<&Followed>, at: &At<'_>, sends: bool) -> Option<Form> {
    let ctx = maker.ctx;
    let action = format!("/{}{}", ctx.lang.code(), ctx.path);
    let one = |of: AlertButton, words: &str, first: bool| button(ctx, of.as_str(), words, first);
    let (fields, hidden, buttons) = match at {
        At::Asking { .. } if sends => {
            let followed = followed?.to_string();
            let choices = ["weekly", "daily"].map(|often| {
                let words = ctx.word("alert-often", often);
                (often.to_owned(), words)
            });
            let fields = vec![
                maker.filled(
                    "mail",
                    ctx.t("alert-mail"),
                    "alert-mail-hint",
                    "email",
                    "email",
                ),
                maker.select("often", ctx.t("alert-often"), "", choices),
            ];
            let hidden = vec![("what".to_owned(), followed)];
            let ask = one(AlertButton::Ask, "alert-ask", true);
            (fields, hidden, vec![ask])
        }
        At::Link { confirmed } => {
            let confirm = one(AlertButton::Confirm, "alert-confirm", true);
            let end = one(AlertButton::End, "alert-end", *confirmed);
            let buttons = if *confirmed {
                vec![end]
            } else {
                vec![confirm, end]
            };
            (Vec::new(), Vec::new(), buttons)
        }
        At::Confirmed => {
            let end = one(AlertButton::End, "alert-end", false);
            (Vec::new(), Vec::new(), vec![end])
        }
        _ => return None,
    };
    let group = Group {
        fields,
        ..Group::default()
    };
    Some(Form {
        hidden,
        ..maker.form(action, Vec::new(), vec![group], buttons)
    })
}

#[cfg(test)]
pub(crate) mod samples {
    use wegmarke_domain::rules::following::Followed;

    use super::{At, Page};
    use crate::Route;
    use crate::parts::form::Values;
    use crate::samples::Samples;

    pub(crate) fn add(samples: &mut Samples<'_>) {
        let values = Values::default();
        let problems = samples.wording.problems();
        let followed: Vec<Followed> = ["measure/qx-plan/full", "theme/qx", "question/no-lead"]
            .iter()
            .filter_map(|words| words.parse().ok())
            .collect();
        for (query, full) in [("", false), ("what=question/no-lead", true)] {
            samples.page(&Route::Alert, query, |r, c| {
                let at = At::Asking {
                    values: &values,
                    problems: &problems,
                    full,
                };
                Page::build(r, c, followed.first(), &at, true)
            });
        }
        for (query, at, which) in [
            ("asked", At::Asked, 1),
            ("confirm", At::Link { confirmed: false }, 0),
            ("end", At::Link { confirmed: true }, 2),
            ("confirmed", At::Confirmed, 1),
            ("ended", At::Ended, 0),
        ] {
            samples.page(&Route::OneAlert("qx"), query, |r, c| {
                Page::build(r, c, followed.get(which), &at, false)
            });
        }
    }
}
