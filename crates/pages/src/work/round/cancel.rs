// SPDX-License-Identifier: EUPL-1.2
//! Cancelling a round that is not open yet.

use askama::Template;
use wegmarke_domain::problem::Problem;
use wegmarke_domain::register::Register;
use wegmarke_domain::round::{Round, RoundState};

use crate::frame::{Bar, Section};
use crate::parts::form::{Form, Maker, Values};
use crate::parts::{Link, Shown};
use crate::voices::until;
use crate::work::{CancelButton, button, form, ways};
use crate::{Ctx, Frame, Route, subject};

/// What the page is made from.
#[derive(Debug)]
pub struct CancelParts<'a> {
    /// Who is signed in.
    pub bar: &'a Bar,
    /// The round.
    pub round: &'a Round,
    /// What was typed.
    pub values: &'a Values,
    /// What is wrong with it.
    pub problems: &'a [Problem],
    /// What just happened.
    pub notices: Vec<String>,
}

/// The page on which a round is cancelled.
#[derive(Debug, Template)]
#[template(path = "work/round_cancel.html")]
pub struct Cancel {
    f: Frame,
    ways: Vec<Link>,
    round: Link,
    until: Option<String>,
    notices: Vec<String>,
    form: Form,
}

impl Cancel {
    /// The page.
    #[must_use]
    pub fn build(register: &Register, ctx: &Ctx, parts: CancelParts<'_>) -> Self {
        let round = parts.round;
        let maker = Maker {
            ctx,
            values: parts.values,
            problems: parts.problems,
        };
        let why = maker.area("reason", ctx.t("entry-reason"), "round-cancel-hint", 3);
        let action = ctx.href(&Route::CancelRound(round.id.as_str()));
        let lead = ctx.t("round-cancel-lead");
        let cancel = CancelButton::Cancel.as_str();
        let buttons = vec![button(ctx, cancel, "round-cancel", true)];
        Self {
            f: Frame::new(
                ctx,
                Shown::plain(&ctx.t("round-cancel-title")),
                Section::Elsewhere,
            )
            .signed_in(ctx, parts.bar)
            .wrong(ctx, !parts.problems.is_empty()),
            ways: ways(ctx),
            round: subject::link(register, ctx, &round.id.subject()),
            until: until(ctx, round, RoundState::Planned),
            notices: parts.notices,
            form: form(&maker, action, lead, vec![why], buttons),
        }
    }
}
