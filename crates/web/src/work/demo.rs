// SPDX-License-Identifier: EUPL-1.2
//! One click into the example, for who tries the program out on their own machine. Who is offered it:
//! [`Asked::demo`]; others find nothing here. Only accounts that the example made are opened.

use wegmarke_app::AppError;
use wegmarke_app::account::{SignInError, Stranger};
use wegmarke_domain::problem::codes;
use wegmarke_pages::work::{BUTTON, DemoButton};

use super::sent::Typed;
use super::sign_in::{leave, onwards, refused, sign_in_page, signed_in, to_of_form};
use super::{Asked, Told};

pub(super) async fn nothing(asked: Asked) -> Told {
    asked.absent()
}

pub(super) async fn sign_in(asked: Asked, Typed(values): Typed) -> Told {
    let ways = asked.demo();
    if ways.is_empty() {
        return asked.absent();
    }
    let wanted = DemoButton::find(values.get(BUTTON));
    let Some((_, mail)) = ways.iter().find(|(way, _)| Some(*way) == wanted) else {
        asked.web.app.tell_stranger(Stranger::MadeUpForm);
        let words = asked.ctx.word("problem", codes::UNKNOWN_BUTTON);
        return sign_in_page(&asked, &values, Some(words)).await;
    };
    match asked.web.app.sign_in_as_example(mail, &asked.agent).await {
        Ok(complete) => {
            let to = onwards(&asked, to_of_form(&values));
            leave(&asked).await;
            signed_in(asked.redirect(to), &complete)
        }
        Err(AppError::SignIn(SignInError::NotSignedIn)) => {
            let words = asked.ctx.t("demo-gone");
            sign_in_page(&asked, &values, Some(words)).await
        }
        Err(error) => refused(&asked, &values, &error).await,
    }
}
