// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke account`: the first account of an organisation, and tokens for programs.

use std::process::ExitCode;

use clap::Subcommand;
use wegmarke_app::account::{Invitation, NewToken};
use wegmarke_domain::id::OrganisationId;
use wegmarke_domain::rules::permission::{Action, Role};
use wegmarke_pages::{Route, url};

use crate::{Whereabouts, open, token};

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// Invite the first account of an organisation, or an administrator. Later ones are invited by
    /// the organisation itself. Prints the path of a link that is good for two weeks.
    Invite {
        /// Address for mail.
        address: String,
        /// Id of the organisation.
        #[arg(long, value_name = "ID")]
        organisation: String,
        /// What the account may do; several times for several roles.
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<Role>,
    },
    /// Make a token for a program that speaks for one's organisation, with a token of one's own.
    Token {
        /// What it is for.
        label: String,
        /// What the program may do, of what one may do oneself; several times for several actions.
        #[arg(long = "may", value_name = "ACTION", required = true)]
        actions: Vec<Action>,
        /// How many days it is good for, a year at most.
        #[arg(long, default_value_t = 90)]
        days: u16,
    },
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    match options {
        Options::Invite {
            address,
            organisation,
            roles,
        } => {
            let invitation = Invitation {
                mail: address,
                organisation: OrganisationId::new(organisation),
                roles: roles.into_iter().collect(),
            };
            let token = app.invite_from_outside(&invitation).await;
            let token = token.map_err(|error| token::told(place, error))?;
            let token = token.to_text();
            let route = Route::Invitation(&token);
            println!("{}", url::href(place.locale().lang(), None, &route, &[]));
        }
        Options::Token {
            label,
            actions,
            days,
        } => {
            let who = token::who(place, &app).await?;
            let new = NewToken {
                label: &label,
                actions: &actions.into_iter().collect(),
                days,
            };
            let token = app.make_token(&who, new).await;
            println!(
                "{}",
                token.map_err(|error| token::told(place, error))?.to_text()
            );
        }
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
