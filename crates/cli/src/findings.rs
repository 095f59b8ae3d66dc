// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke findings`: what follows from the record by rules with codes, of any day.

use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use wegmarke_domain::rules::finding::{Findings, Found, Rule};
use wegmarke_web::RuleFinding;

use crate::{Whereabouts, open};

#[derive(Debug, Args)]
#[group(id = "findings")]
pub(crate) struct Options {
    /// One JSON object a line, as the API gives them.
    #[arg(long)]
    json: bool,
    /// Only of this rule, by its code.
    #[arg(long, value_name = "CODE")]
    rule: Option<Rule>,
    /// Only of this plan, by its id.
    #[arg(long, value_name = "PLAN")]
    plan: Option<String>,
    /// The day of the register; today if it is not given.
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    let register = open::register(&app, options.as_of).await?;
    if let Some(plan) = &options.plan {
        open::plan(place, &register, plan)?;
    }
    let now = app.clock().now().to_zoned(app.clock().zone());
    let today = options.as_of.unwrap_or_else(|| now.date());
    let findings = Findings::of(&register, today);
    let is_of = |found: &&Found| {
        options.rule.is_none_or(|rule| found.rule == rule)
            && options
                .plan
                .as_deref()
                .is_none_or(|plan| found.plan.as_str() == plan)
    };
    for found in findings.list().iter().filter(is_of) {
        if options.json {
            let told = RuleFinding::of(&register, found);
            println!("{}", serde_json::to_string(&told)?);
        } else {
            let title = place.locale().word("found-title", found.rule.as_str());
            println!("{}\t{title}", found.id);
        }
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
