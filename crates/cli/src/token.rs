// SPDX-License-Identifier: EUPL-1.2
//! Who a command acts for: the token of an organisation, in the environment and never in the
//! arguments, which others on the machine can see.

use anyhow::anyhow;
use wegmarke_app::{App, AppError, Who};

use crate::Whereabouts;

/// Name of the variable.
const VARIABLE: &str = "WEGMARKE_TOKEN";

/// Who the token is of.
pub(crate) async fn who(place: &Whereabouts, app: &App) -> anyhow::Result<Who> {
    let token = std::env::var(VARIABLE).unwrap_or_default();
    app.find_program(&token)
        .await
        .map_err(|error| told(place, error))
}

/// An error with all problems, in the language of the command line.
pub(crate) fn told(place: &Whereabouts, error: AppError) -> anyhow::Error {
    let locale = place.locale();
    match error {
        AppError::Invalid(problems) => {
            let mut lines = vec![locale.t("cli-invalid").into_owned()];
            for problem in problems {
                let detail = problem.detail.as_deref().unwrap_or_default();
                let args = [("detail", detail.into())];
                let words = locale.word_with("problem", problem.code, &args);
                lines.push(format!("  {}: {words}", problem.field));
            }
            anyhow!(lines.join("\n"))
        }
        AppError::SignIn(wegmarke_app::account::SignInError::NotSignedIn) => {
            anyhow!(locale.t("cli-no-token").into_owned())
        }
        AppError::Refused(refusal) => anyhow!(locale.word("refused", refusal.code())),
        AppError::Signing(error) => anyhow!(locale.word("signing", error.code())),
        AppError::Forbidden(_) => anyhow!(locale.word("refused", "forbidden")),
        other => other.into(),
    }
}
