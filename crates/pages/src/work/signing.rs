// SPDX-License-Identifier: EUPL-1.2
//! The part of a form that says whether what goes out is signed. Signing takes a script; without it the
//! statement goes in unsigned, and that is said.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::Ctx;

/// Whether what a form says can be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// The organisation has no key.
    Never,
    /// It has, and this account has no passkey that is one of them.
    Elsewhere,
    /// With a passkey of this account.
    Here,
}

/// What stands above the buttons.
#[derive(Clone, Debug, Template)]
#[template(path = "work/signing.html")]
pub(super) struct Signing {
    here: bool,
    unsigned: String,
    sign: String,
    cancelled: String,
    failed: String,
}

impl HtmlSafe for Signing {}

impl Signing {
    /// `None` where there is nothing to say.
    pub(super) fn of(ctx: &Ctx, signs: Signs) -> Option<Self> {
        let unsigned = match signs {
            Signs::Never => return None,
            Signs::Elsewhere => "signing-elsewhere",
            Signs::Here => "signing-no-script",
        };
        Some(Self {
            here: signs == Signs::Here,
            unsigned: ctx.t(unsigned),
            sign: ctx.t("signing-sign"),
            cancelled: ctx.t("signing-cancelled"),
            failed: ctx.t("signing-failed"),
        })
    }

    /// Whether it needs the script.
    pub(super) const fn is_here(&self) -> bool {
        self.here
    }
}
