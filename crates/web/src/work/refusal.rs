// SPDX-License-Identifier: EUPL-1.2
//! Why something did not work, for the page on which it was tried.

use wegmarke_app::account::{SignInError, Stranger};
use wegmarke_app::{AppError, VaultError};
use wegmarke_domain::problem::{Problem, codes};

use super::asked::Asked;

/// Why it did not work, in words; `None`: nobody foresaw it.
pub(super) fn refusal(asked: &Asked, error: &AppError) -> Option<String> {
    let key = match error {
        AppError::SignIn(SignInError::Wait(seconds)) => {
            let args = [("seconds", (*seconds).unsigned_abs().into())];
            return Some(asked.ctx.t_with("refused-wait", &args));
        }
        AppError::TooMuch(much) => {
            let args = [("hours", much.wait.div_ceil(3600).into())];
            return Some(asked.ctx.t_with("refused-too-much-written", &args));
        }
        AppError::Signing(error) => return Some(asked.ctx.word("signing", error.code())),
        AppError::NoRoom => "no_room",
        AppError::Vault(VaultError::Unreachable(_)) => "files_away",
        AppError::Unreadable(_) => error.code(),
        AppError::SignIn(error) => error.code(),
        AppError::Refused(refusal) => refusal.code(),
        AppError::Forbidden(_) => "forbidden",
        other if matches!(other.code(), "stale" | "disk_full") => other.code(),
        _ => return None,
    };
    Some(asked.ctx.word("refused", key))
}

/// A form came with a button that it does not have: nothing is done, since nobody can say what was
/// meant.
pub(super) fn unknown_button(asked: &Asked) -> AppError {
    asked.web.app.tell_stranger(Stranger::MadeUpForm);
    AppError::Invalid(vec![Problem::new("", codes::UNKNOWN_BUTTON)])
}
