// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke data-finding`: what imports met and did not repair.

use std::process::ExitCode;

use clap::Subcommand;
use wegmarke_domain::finding::FindingState;
use wegmarke_domain::text::{Lang, Text};

use crate::{Whereabouts, import, open};

#[derive(Debug, Subcommand)]
pub(crate) enum Options {
    /// List data findings that stand.
    List,
    /// Explain a data finding; it stays visible beside the explanation.
    Explain {
        /// Id of the data finding.
        id: String,
        /// Id of the organisation that explains.
        #[arg(long = "as", value_name = "ORGANISATION")]
        by: String,
        /// The explanation in German.
        #[arg(long, value_name = "TEXT", required_unless_present = "en")]
        de: Option<String>,
        /// The explanation in English.
        #[arg(long, value_name = "TEXT")]
        en: Option<String>,
    },
}

pub(crate) async fn run(place: &Whereabouts, options: Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    match options {
        Options::List => {
            let state = app.state();
            for finding in state.register.findings.list() {
                let explained = matches!(
                    state.register.finding_state(&finding.id),
                    FindingState::Explained { .. }
                );
                let mark = if explained { "+" } else { "-" };
                println!(
                    "{mark} {}\t{}",
                    finding.id,
                    import::message(finding, place.locale())
                );
            }
        }
        Options::Explain { id, by, de, en } => {
            let parts = [(Lang::DE, de), (Lang::EN, en)];
            let texts = parts
                .into_iter()
                .filter_map(|(lang, text)| Some((lang, text?)));
            let Some(reason) = Text::from_parts(texts) else {
                anyhow::bail!("{}", place.locale().t("cli-no-reason"));
            };
            app.explain_finding(&id, &by, reason).await?;
        }
    }
    app.close().await;
    Ok(ExitCode::SUCCESS)
}
