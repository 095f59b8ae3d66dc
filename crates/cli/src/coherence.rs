// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke coherence`: measures of two plans, or of one, that could belong together, on any day.

use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use wegmarke_web::Suggested;

use crate::{Whereabouts, open};

#[derive(Debug, Args)]
#[group(id = "coherence")]
pub(crate) struct Options {
    /// A plan, by its id.
    plan: String,
    /// Another plan, by its id; the same one if it is not given.
    other: Option<String>,
    /// One JSON object a line, as the API gives them.
    #[arg(long)]
    json: bool,
    /// The day of the register; today if it is not given.
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    let register = open::register(&app, options.as_of).await?;
    let other = options.other.as_deref().unwrap_or(&options.plan);
    for plan in [&*options.plan, other] {
        open::plan(place, &register, plan)?;
    }
    for suggested in Suggested::list(&register, &options.plan, other) {
        match options.json {
            true => println!("{}", serde_json::to_string(&suggested)?),
            false => println!("{suggested}"),
        }
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
