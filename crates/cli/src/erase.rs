// SPDX-License-Identifier: EUPL-1.2
//! `wegmarke erase`: the body of one entry, for ever.

use std::process::ExitCode;

use clap::Args;
use wegmarke_domain::erasure::ErasureReason;

use crate::{Whereabouts, open};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Number of the entry.
    entry: u64,
    /// Say that you mean it: this cannot be undone.
    #[arg(long, required = true)]
    for_ever: bool,
    /// Why: personal-data, rights-of-others, order or other-law. It is public.
    #[arg(long, value_name = "REASON")]
    because: ErasureReason,
}

pub(crate) async fn run(place: &Whereabouts, options: &Options) -> anyhow::Result<ExitCode> {
    let app = open::app(place).await?;
    app.erase_body(options.entry, options.because).await?;
    app.close().await;
    println!(
        "{}",
        place
            .locale()
            .t_with("cli-erased", &[("n", options.entry.into())])
    );
    Ok(ExitCode::SUCCESS)
}
