// SPDX-License-Identifier: EUPL-1.2
//! The part of a page that makes or uses a passkey. It needs a script and stays hidden without one;
//! everything beside it works as before.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::Ctx;

/// Whether passkeys can be used at the address of this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passkeys {
    /// They can.
    Here,
    /// The address has no host name.
    Nowhere,
}

/// One line that goes with it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) autocomplete: &'static str,
    pub(super) value: String,
}

/// A button that asks the device, and what goes with it.
#[derive(Clone, Debug, Template)]
#[template(path = "work/passkey.html")]
pub(super) struct PasskeyForm {
    /// `create` or `get`.
    act: &'static str,
    /// Where the answer is sent; the options come from the same address and `/begin`.
    action: String,
    /// What goes with it unseen.
    pub(super) hidden: Vec<(String, String)>,
    line: Option<Line>,
    button: String,
    cancelled: String,
    known: String,
    failed: String,
}

impl HtmlSafe for PasskeyForm {}

impl PasskeyForm {
    pub(super) fn new(
        ctx: &Ctx,
        act: &'static str,
        action: String,
        line: Option<Line>,
        button: &str,
    ) -> Self {
        Self {
            act,
            action,
            hidden: Vec::new(),
            line,
            button: ctx.t(button),
            cancelled: ctx.t("passkey-cancelled"),
            known: ctx.t("passkey-known"),
            failed: ctx.t("passkey-failed"),
        }
    }
}
