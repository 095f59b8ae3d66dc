// SPDX-License-Identifier: EUPL-1.2
//! All accounts, for who runs the installation.

use wegmarke_app::account::{Invitation, SignedIn};
use wegmarke_app::{AppError, account};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{About, Action};
use wegmarke_pages::parts::form::Values;
use wegmarke_pages::work::{self, AccountLine, Accounts, AccountsParts, BUTTON, OwnButton, Tried};

use super::account::{Outcome, choices, invitation_link, list_invitations, went_wrong};
use super::sent::Typed;
use super::{Answer, Asked, Told, letters, unknown_button};

async fn administering(asked: &Asked) -> Result<SignedIn, Told> {
    let signed_in = asked.signed_in().await?;
    let state = asked.web.app.state();
    let (actor, action) = (&signed_in.who.actor, Action::ListAccounts);
    if !actor.may(&state.register, action, About::Installation) {
        return Err(asked.not_theirs(&signed_in, action).await);
    }
    Ok(signed_in)
}

pub(super) async fn list(asked: Asked) -> Answer {
    let signed_in = administering(&asked).await?;
    page(&asked, &signed_in, &Values::default(), Outcome::default()).await
}

pub(super) async fn change(asked: Asked, Typed(values): Typed) -> Answer {
    let signed_in = administering(&asked).await?;
    let done = match OwnButton::find(values.get(BUTTON)) {
        Some(button @ (OwnButton::Invite | OwnButton::WithdrawInvitation)) => {
            let done = act(&asked, &signed_in, &values, button).await;
            done.map_err(|error| (Some(button.as_str()), error))
        }
        _ => Err((None, unknown_button(&asked))),
    };
    let outcome = match done {
        Ok(once) => Outcome {
            once,
            ..Outcome::default()
        },
        Err((what, error)) => went_wrong(&asked, what, error)?,
    };
    let none = Values::default();
    let kept = if outcome.once.is_some() {
        &none
    } else {
        &values
    };
    page(&asked, &signed_in, kept, outcome).await
}

async fn act(
    asked: &Asked,
    signed_in: &SignedIn,
    values: &Values,
    button: OwnButton,
) -> Result<Option<(&'static str, String)>, AppError> {
    let (app, who) = (&asked.web.app, &signed_in.who);
    if button == OwnButton::WithdrawInvitation {
        app.withdraw_invitation(who, values.get("id")).await?;
        return Ok(None);
    }
    let invitation = Invitation {
        mail: values.get("mail").to_owned(),
        organisation: OrganisationId::new(values.get("organisation")),
        roles: choices(asked, values, "roles")?,
    };
    let token = app.invite(who, &invitation).await?;
    let link = invitation_link(asked, &token.to_text());
    let key = letters::invite(asked, &invitation, &link).await;
    Ok(Some((key, link)))
}

fn line(listed: account::ListedAccount) -> AccountLine {
    AccountLine {
        organisation: listed.organisation,
        roles: listed.roles,
        signed_in_on: listed.signed_in_on,
        reached: listed.reached,
    }
}

async fn page(asked: &Asked, signed_in: &SignedIn, values: &Values, outcome: Outcome) -> Answer {
    let app = &asked.web.app;
    let listed = app.list_all_accounts(&signed_in.who).await;
    let listed = listed.map_err(|error| asked.failed(&error))?;
    let accounts: Vec<AccountLine> = listed.into_iter().map(line).collect();
    let invitations: Vec<work::Invited> = list_invitations(asked, signed_in).await?;
    let status = outcome.status();
    let parts = AccountsParts {
        bar: asked.bar(signed_in),
        accounts: &accounts,
        invitations: &invitations,
        once: outcome.once.clone(),
        refused: outcome.refused.clone(),
        tried: Tried {
            what: outcome.what,
            values,
            problems: &outcome.problems,
        },
    };
    let page = Accounts::build(&app.state().register, &asked.ctx, parts);
    Ok(asked.page_with(status, &page))
}
