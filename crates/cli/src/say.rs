// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke say`: reports, assessments, practice statements, replies and figures, said by an
//! organisation whose token is in WEGMARKE_TOKEN. Prints a receipt for each entry.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wegmarke_app::Receipt;
use wegmarke_app::figure::Figure;
use wegmarke_domain::contribution::{Address, Says};
use wegmarke_domain::noun::Subject;
use wegmarke_domain::proposal::{Decision, Proposal};
use wegmarke_domain::text::Text;

use crate::{Place, open, token};

#[derive(Debug, Args)]
#[group(id = "say")]
pub(crate) struct Options {
    /// A JSON file: one thing to say, or a list of them; see docs/saying.md.
    file: PathBuf,
}

/// One thing to say.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
enum Saying {
    /// Something in a round; before it is due it is sealed.
    Say { about: Subject, says: Says },
    /// Another wording of what is public already.
    Correct {
        about: Subject,
        says: Says,
        reason: Text,
    },
    /// What is public is taken back.
    Withdraw { about: Subject, reason: Text },
    /// An indicator.
    Indicator {
        indicator: wegmarke_domain::indicator::Indicator,
    },
    /// A value of an indicator.
    Value {
        value: wegmarke_domain::indicator::Value,
    },
    /// Money for a measure in a year.
    Funding {
        funding: wegmarke_domain::funding::Funding,
    },
    /// A milestone, or another state of one.
    Propose {
        #[serde(flatten)]
        proposal: Proposal,
    },
    /// A proposal is confirmed.
    Confirm {
        milestone: String,
        #[serde(flatten)]
        decision: Decision,
    },
    /// A proposal is declined.
    Decline {
        milestone: String,
        #[serde(flatten)]
        decision: Decision,
    },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(Box<Saying>),
    Many(Vec<Saying>),
}

pub(crate) async fn run(place: &Place, options: &Options) -> anyhow::Result<ExitCode> {
    let all = match read_json(&options.file)? {
        OneOrMany::One(one) => vec![*one],
        OneOrMany::Many(many) => many,
    };
    let app = open::app(place).await?;
    let who = token::who(place, &app).await?;
    for saying in all {
        let done = match saying {
            Saying::Say { about, says } => {
                let address = Address::parse(&about)?;
                app.release(&who, &address, &says, false)
                    .await
                    .map(|one| vec![one])
            }
            Saying::Correct {
                about,
                says,
                reason,
            } => {
                let address = Address::parse(&about)?;
                app.correct(&who, &address, &says, &reason)
                    .await
                    .map(|one| vec![one])
            }
            Saying::Withdraw { about, reason } => {
                let address = Address::parse(&about)?;
                app.withdraw(&who, &address, &reason)
                    .await
                    .map(|one| vec![one])
            }
            Saying::Indicator { indicator } => {
                app.state_figure(&who, &Figure::Indicator(indicator), false)
                    .await
            }
            Saying::Value { value } => app.state_figure(&who, &Figure::Value(value), false).await,
            Saying::Funding { funding } => {
                app.state_figure(&who, &Figure::Funding(funding), false)
                    .await
            }
            Saying::Propose { proposal } => app.propose_milestone(&who, &proposal, false).await,
            Saying::Confirm {
                milestone,
                decision,
            } => {
                app.decide_proposal(&who, &milestone, &decision, true, false)
                    .await
            }
            Saying::Decline {
                milestone,
                decision,
            } => {
                app.decide_proposal(&who, &milestone, &decision, false, false)
                    .await
            }
        };
        print_receipts(&done.map_err(|error| token::told(place, error))?)?;
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Reads a JSON file.
pub(crate) fn read_json<T: DeserializeOwned>(file: &Path) -> anyhow::Result<T> {
    let named = || file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(named)?;
    serde_json::from_str(&text).with_context(named)
}

/// One JSON object for each entry that was made.
pub(crate) fn print_receipts(receipts: &[Receipt]) -> anyhow::Result<()> {
    for receipt in receipts {
        println!("{}", serde_json::to_string(receipt)?);
    }
    Ok(())
}
